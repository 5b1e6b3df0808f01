//! The front page.

mod map;
mod page;
mod words;
