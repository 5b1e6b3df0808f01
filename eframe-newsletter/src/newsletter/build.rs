use std::path::PathBuf;
use std::sync::Arc;

use eframe_core::cache::PageCache;
use eframe_core::directory::PersonDirectory;
use eframe_core::throttle::Throttle;
use eframe_core::{Database, Language, Mount, Presentation};
use jiff::SignedDuration;

use super::{Inner, Newsletter};
use crate::NewsSource;
use crate::model::Fallback;
use crate::secrets::Secrets;
use crate::store::Store;

/// How many bytes of pages are kept where the host brings no cache.
const CACHE: usize = 4 * 1024 * 1024;

/// How often somebody may ask from one network, in which time: a city hall is one, and its people read of the newsletter on
/// the same day. That one address gets one mail a day is the database's matter.
const MOST_TRIES: u32 = 30;
const WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// Puts a [`Newsletter`] together.
#[must_use]
pub struct NewsletterBuilder {
    database: Database,
    secrets: Secrets,
    mount: Mount,
    presentation: Option<Presentation>,
    cache: Option<PageCache>,
    kept: Option<PathBuf>,
    news: Option<Arc<dyn NewsSource>>,
    people: Option<Arc<dyn PersonDirectory>>,
    rhythm: Option<Rhythm>,
}

/// How the issues of coming quarters are proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// The languages they are written in.
    pub languages: Vec<Language>,
    /// What becomes of readers of others, and of what has no translation.
    pub fallback: Fallback,
}

impl Newsletter {
    /// The newsletter kept in this database, which has run [`MIGRATIONS`](crate::MIGRATIONS), with the house's secrets.
    pub fn builder(database: Database, secrets: Secrets) -> NewsletterBuilder {
        let mount = Mount::new("http://localhost");
        NewsletterBuilder {
            database,
            secrets,
            mount,
            presentation: None,
            cache: None,
            kept: None,
            news: None,
            people: None,
            rhythm: None,
        }
    }
}

impl NewsletterBuilder {
    /// Where the host mounts the services.
    pub fn at(mut self, mount: Mount) -> Self {
        self.mount = mount;
        self
    }

    /// What pages and mails are made with: it has to hold [`bundle`](crate::bundle). Without one, the block's own
    /// templates in a plain frame.
    pub fn presentation(mut self, presentation: Presentation) -> Self {
        self.presentation = Some(presentation);
        self
    }

    /// The cache of public pages, shared with the host's other blocks; the host drops from it what commits make
    /// stale. Without one, a cache of its own that does so itself.
    pub fn cache(mut self, cache: PageCache) -> Self {
        self.cache = Some(cache);
        self
    }

    /// A file that says to whom nothing is sent, kept apart from the database: what a restored backup forgot is done again
    /// by [`Newsletter::reapply`]. Only keyed hashes stand in it.
    pub fn keeping(mut self, file: impl Into<PathBuf>) -> Self {
        self.kept = Some(file.into());
        self
    }

    /// Who has what to tell: issues are put together from it. Without one they hold what is written into them.
    pub fn news(mut self, source: Arc<dyn NewsSource>) -> Self {
        self.news = Some(source);
        self
    }

    /// Who people are: a preview goes to whoever asks for it, a reminder to those who make issues. Without it neither does.
    pub fn people(mut self, people: Arc<dyn PersonDirectory>) -> Self {
        self.people = Some(people);
        self
    }

    /// Has the issue of each coming quarter proposed, three weeks before it begins. Without it issues begin by hand.
    pub fn quarterly(mut self, rhythm: Rhythm) -> Self {
        self.rhythm = Some(rhythm);
        self
    }

    /// The handle.
    ///
    /// # Panics
    /// When the block's own templates do not compile, which its tests rule out.
    pub fn build(self) -> Newsletter {
        let own = || {
            let built = Presentation::builder().bundle(crate::bundle()).build();
            built.expect("the block's own templates compile")
        };
        let cache = self.cache.unwrap_or_else(|| {
            let cache = PageCache::new(CACHE);
            let dropping = cache.clone();
            self.database.when_stale(move |tags| dropping.drop_tags(tags.iter().cloned()));
            cache
        });
        let inner = Inner {
            store: Store::new(self.database),
            secrets: self.secrets,
            mount: self.mount,
            presentation: self.presentation.unwrap_or_else(own),
            cache,
            tries: Throttle::new(MOST_TRIES, WITHIN),
            kept: self.kept,
            news: self.news,
            people: self.people,
            rhythm: self.rhythm,
            counts: super::counts::Counts::default(),
        };
        Newsletter { inner: Arc::new(inner) }
    }
}
