//! The command line as a newsroom uses it: the real binary in a folder of its own.

mod adding;
mod exporting;
mod program;
mod telling;
