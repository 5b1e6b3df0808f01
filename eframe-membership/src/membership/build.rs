use std::sync::Arc;

use eframe_core::cache::PageCache;
use eframe_core::directory::ContactDirectory;
use eframe_core::mail::Address;
use eframe_core::upload::{BlobStore, Shelf};
use eframe_core::{Database, Language, Mount, Permission, Presentation};

use super::{Inner, Membership, Tally};
use crate::model::Charter;
use crate::store::Store;
use crate::throttle::Tries;

/// How many bytes of pages are kept where the host brings no cache.
const CACHE: usize = 16 * 1024 * 1024;

/// Puts a [`Membership`] together.
#[must_use]
pub struct MembershipBuilder {
    database: Database,
    charter: Option<Charter>,
    mount: Mount,
    presentation: Option<Presentation>,
    cache: Option<PageCache>,
    files: Option<Arc<dyn BlobStore>>,
    secretariat: Option<(Address, Language)>,
    people: Option<String>,
    contacts: Option<Arc<dyn ContactDirectory>>,
    invites: Option<(Vec<Permission>, String)>,
}

impl Membership {
    /// The membership kept in this database, which has run [`MIGRATIONS`](crate::MIGRATIONS).
    pub fn builder(database: Database) -> MembershipBuilder {
        MembershipBuilder {
            database,
            charter: None,
            mount: Mount::new("http://localhost"),
            presentation: None,
            cache: None,
            files: None,
            secretariat: None,
            people: None,
            contacts: None,
            invites: None,
        }
    }
}

impl MembershipBuilder {
    /// The charter whose rules hold; without one, the [example](Charter::wego).
    pub fn charter(mut self, charter: Charter) -> Self {
        self.charter = Some(charter);
        self
    }

    /// Where the host mounts the services.
    pub fn at(mut self, mount: Mount) -> Self {
        self.mount = mount;
        self
    }

    /// What pages are made with: it has to hold [`bundle`](crate::bundle). Without one, the block's own
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

    /// Where documents are kept. Without it none is taken.
    pub fn files(mut self, store: Arc<dyn BlobStore>) -> Self {
        self.files = Some(store);
        self
    }

    /// Where the Secretariat is told by mail of what comes in and what is overdue. Without it the desk alone tells.
    pub fn secretariat(mut self, address: Address, language: Language) -> Self {
        self.secretariat = Some((address, language));
        self
    }

    /// The path where somebody finds the people of their organisation and invites colleagues. Without it no page leads
    /// there.
    pub fn people(mut self, path: impl Into<String>) -> Self {
        self.people = Some(path.into());
        self
    }

    /// Who acts for organisations: they hear by mail when a body meets in which their city has a seat. Without it nobody
    /// does.
    pub fn contacts(mut self, directory: Arc<dyn ContactDirectory>) -> Self {
        self.contacts = Some(directory);
        self
    }

    /// The address where somebody is invited for an organisation, whose id stands for `{organisation}` in it, and
    /// the permissions of which it takes one there. Without it no page leads there.
    pub fn invites(
        mut self,
        any_of: impl IntoIterator<Item = Permission>,
        address: impl Into<String>,
    ) -> Self {
        self.invites = Some((any_of.into_iter().collect(), address.into()));
        self
    }

    /// The handle.
    ///
    /// # Panics
    /// When the block's own templates do not compile, which its tests rule out.
    pub fn build(self) -> Membership {
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
        let tally = Tally::default();
        let dropping = tally.clone();
        self.database.when_stale(move |tags| dropping.drop_tags(tags));
        let inner = Inner {
            store: Store::new(self.database),
            charter: self.charter.unwrap_or_else(Charter::wego),
            mount: self.mount,
            presentation: self.presentation.unwrap_or_else(own),
            cache,
            shelf: self.files.map(|store| Shelf::new(store, "membership")),
            secretariat: self.secretariat,
            people: self.people,
            contacts: self.contacts,
            invites: self.invites,
            tries: Tries::default(),
            tally,
        };
        Membership { inner: Arc::new(inner) }
    }
}
