//! The handle: one method for each thing a person does, one for each question.

mod archive;
mod bounces;
mod build;
mod composing;
mod counts;
mod drafting;
mod imports;
mod issues;
mod names;
mod person;
mod personal;
mod proposing;
mod restored;
mod subscribers;
mod subscriptions;
mod suppressions;
mod told;

use std::path::PathBuf;
use std::sync::Arc;

use eframe_core::cache::PageCache;
use eframe_core::directory::PersonDirectory;
use eframe_core::throttle::Throttle;
use eframe_core::{Actor, Language, Mount, Presentation, Timestamp};

pub use archive::{Archived, ArchivedBody};
pub use bounces::Returned;
pub use build::{NewsletterBuilder, Rhythm};
pub use counts::{DryRun, Progress};
pub(crate) use names::Names;
pub use person::Everything;
pub use subscriptions::Words;

use crate::model::{Address, Mark, Subscriber, SubscriberId};
use crate::rules::Given;
use crate::secrets::{Purpose, Secrets};
use crate::store::Store;
use crate::{Error, NewsSource};

/// The newsletter of one house. Cheap to clone: all clones are one.
///
/// Each method loads what a rule needs, lets it decide, and makes the decision real in one transaction. Who asks stands
/// in the first argument.
#[derive(Clone)]
pub struct Newsletter {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    secrets: Secrets,
    mount: Mount,
    presentation: Presentation,
    cache: PageCache,
    /// Sign-ups by the network they come from.
    tries: Throttle,
    /// Where suppressions are kept apart from the database.
    kept: Option<PathBuf>,
    news: Option<Arc<dyn NewsSource>>,
    people: Option<Arc<dyn PersonDirectory>>,
    rhythm: Option<Rhythm>,
    counts: counts::Counts,
}

impl Newsletter {
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Where the block is mounted.
    pub(crate) fn mount(&self) -> &Mount {
        &self.inner.mount
    }

    /// What pages are made with.
    pub(crate) fn presentation(&self) -> &Presentation {
        &self.inner.presentation
    }

    /// Where public pages are kept.
    pub(crate) fn cache(&self) -> &PageCache {
        &self.inner.cache
    }

    /// Who has what to tell, where the host has somebody.
    pub(crate) fn news(&self) -> Option<&dyn NewsSource> {
        self.inner.news.as_deref()
    }

    /// Who people are, where the host tells.
    pub(crate) fn people(&self) -> Option<&dyn PersonDirectory> {
        self.inner.people.as_deref()
    }

    /// How issues are proposed, where they are.
    pub(crate) fn rhythm(&self) -> Option<&Rhythm> {
        self.inner.rhythm.as_ref()
    }

    /// Now, by the database's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.store().database().world().now()
    }

    /// The languages the newsletter is read in, the site's first one first.
    pub fn languages(&self) -> &[Language] {
        self.inner.presentation.languages()
    }

    /// Whether the newsletter is read in this language.
    pub(crate) fn comes_in(&self, language: Language) -> bool {
        self.languages().contains(&language)
    }

    /// The language a newsletter goes out in for whoever wants this one: the site's first where it has it not.
    pub(crate) fn spoken(&self, wanted: Language) -> Language {
        if self.comes_in(wanted) { wanted } else { self.first_language() }
    }

    /// The language for whoever says none.
    pub fn first_language(&self) -> Language {
        self.languages().first().copied().unwrap_or(Language::EN)
    }

    /// What stays of an address when it is gone.
    pub(crate) fn mark(&self, address: &Address) -> Mark {
        self.inner.secrets.mark(address)
    }

    /// The mark of a subscriber's address, while they have one.
    fn mark_of(&self, subscriber: &Subscriber) -> Option<Mark> {
        subscriber.address.as_ref().map(|address| self.mark(address))
    }

    pub(crate) fn token(&self, purpose: Purpose, id: uuid::Uuid) -> String {
        self.inner.secrets.token(purpose, id)
    }

    pub(crate) fn opens(&self, purpose: Purpose, token: &str) -> Option<uuid::Uuid> {
        self.inner.secrets.opens(purpose, token)
    }

    /// The whole address at which a subscriber ends their subscription: by a page that asks, or by one POST without
    /// cookies (RFC 8058). It is good for years, also after the subscriber came back or was erased.
    pub fn unsubscribe_link(&self, subscriber: SubscriberId, language: Language) -> String {
        let token = self.token(Purpose::Unsubscribe, subscriber.uuid());
        let path = format!("/unsubscribe?token={token}");
        self.mount().absolute(&self.mount().pages_url(self.spoken(language), &path))
    }

    /// The paths to which a mail program posts for whoever ends their subscription with one click (RFC 8058): for the
    /// host's [`CrossSiteLayer::except`](eframe_core::layer::CrossSiteLayer::except), since it may say any page as the
    /// origin. They look at no cookie; the token of the link alone says whose subscription ends.
    pub fn one_click_paths(&self) -> Vec<String> {
        let path = |language: &Language| self.mount().pages_url(*language, "/unsubscribe");
        self.languages().iter().map(path).collect()
    }

    /// Chance for one decision.
    pub(crate) fn given(&self) -> Given {
        let ids = &self.store().database().world().ids;
        Given { id: ids.next(), question: ids.next(), entry: ids.next() }
    }
}

/// What somebody is told of what they may not know of.
pub(crate) fn hidden(actor: &Actor) -> Error {
    if actor.is_anonymous() { eframe_core::Denied::SignIn.into() } else { Error::NotFound }
}

impl std::fmt::Debug for Newsletter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Newsletter").field("mount", &self.inner.mount).finish_non_exhaustive()
    }
}
