//! What programs read of the public's content: sitemaps, data for search engines. Feeds are core's.

mod schema;
mod sitemap;

pub(crate) use schema::{Publisher, questions, thing};
pub(crate) use sitemap::{Location, index, locations};
