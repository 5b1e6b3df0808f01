//! The front page.

mod map;
mod words;
