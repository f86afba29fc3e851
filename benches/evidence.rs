//! How long the evidence engine takes.

fn main() {}
