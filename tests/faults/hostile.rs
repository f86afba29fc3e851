//! Folders as somebody else may have packed them: links, pipes, devices and foreign files
//! at every name that the program uses.

mod desk;
mod homes;
mod inputs;
mod lock;
mod place;
mod random;
