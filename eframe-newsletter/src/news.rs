use async_trait::async_trait;
use eframe_core::{Language, StoreError};
use jiff::civil::Date;

use crate::model::Source;

/// What a site has to tell. The host implements it, since only the host knows who keeps news, events, members and partners.
///
/// It is asked when an issue is put together. What it says is copied then and there.
#[async_trait]
pub trait NewsSource: Send + Sync {
    /// What the public may know of one source, from one day to another, both included, for readers of a language: the order
    /// is the one it is shown in. What has no translation comes in the language it has, and says so.
    ///
    /// Events are asked for by when they take place. All else is asked for by when the public could first know of it, whatever
    /// day its author gave it: asked for once, it never comes to be of a day that is over.
    ///
    /// # Errors
    /// When it cannot be read.
    async fn items(
        &self,
        source: Source,
        from: Date,
        until: Date,
        language: Language,
    ) -> Result<Vec<NewsItem>, StoreError>;
}

/// Something that a site tells, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsItem {
    /// What names it, the same in every language.
    pub key: String,
    /// Its title.
    pub title: String,
    /// One or two sentences about it; may be empty.
    pub summary: String,
    /// Where it is read: a path of the site, or a whole address; may be empty.
    pub address: String,
    /// Its day, where it has one.
    pub date: Option<Date>,
    /// The language that these words are in.
    pub language: Language,
}
