//! The reference site of WeGO, built from the framework's blocks.

mod assets;
mod content;
mod demo;
mod embedded;
mod front;
mod roles;
mod settings;

fn main() {}
