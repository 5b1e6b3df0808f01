//! The front page.

mod map;
mod page;
mod words;

pub(crate) use page::FrontPage;
