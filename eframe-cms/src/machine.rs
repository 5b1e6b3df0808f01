//! What programs read of the public's content: feeds, sitemaps, data for search engines.

mod atom;
mod schema;
mod sitemap;
mod xml;

pub(crate) use atom::{Feed, FeedEntry, urn};
pub(crate) use schema::{Publisher, questions, thing};
pub(crate) use sitemap::{Location, index, locations};
