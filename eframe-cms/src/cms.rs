//! The handle: one method for each thing a person does, one for each question.

mod answers;
mod build;
mod questions;
mod verbs;

use std::sync::Arc;

use eframe_core::cache::PageCache;
use eframe_core::{Language, Mount, Presentation, Timestamp};
use jiff::civil::Date;

pub use answers::{Found, Line, MenuLink, Task, ToDo};
pub use build::CmsBuilder;
pub(crate) use questions::{line, list_name, stage_name};

use crate::markdown::{self, Rendered};
use crate::model::Address;
use crate::store::Store;

/// The content of one site. Cheap to clone: all clones are one.
///
/// Each method loads what a rule needs, lets it decide, and makes the decision real in one transaction. Who asks
/// stands in the first argument; nothing is told or done past the [policy](crate::rules::Sight).
#[derive(Clone)]
pub struct Cms {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    mount: Mount,
    presentation: Presentation,
    cache: PageCache,
    reserved: Vec<String>,
    contact: Option<Address>,
}

impl Cms {
    fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Where the block is mounted.
    pub(crate) fn mount(&self) -> &Mount {
        &self.inner.mount
    }

    /// Where public pages are kept.
    pub(crate) fn cache(&self) -> &PageCache {
        &self.inner.cache
    }

    /// The page that says who answers for the content.
    pub(crate) fn contact(&self) -> Option<&Address> {
        self.inner.contact.as_ref()
    }

    /// Now, by the database's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.store().database().world().now()
    }

    /// Today where the site is at home.
    pub(crate) fn today(&self) -> Date {
        self.now().to_zoned(self.presentation().zone().clone()).date()
    }

    /// A text as HTML, its links within the site leading to pages in this language.
    pub(crate) fn rendered(&self, body: &str, language: Language) -> Rendered {
        markdown::render(body, |path| self.mount().pages_url(language, path))
    }

    /// What pages are made with.
    pub(crate) fn presentation(&self) -> &Presentation {
        &self.inner.presentation
    }

    /// The languages the site is written in, its first one first.
    pub fn languages(&self) -> &[Language] {
        self.inner.presentation.languages()
    }
}

impl std::fmt::Debug for Cms {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Cms").field("mount", &self.inner.mount).finish_non_exhaustive()
    }
}
