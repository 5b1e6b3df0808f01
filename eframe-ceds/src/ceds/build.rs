use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use eframe_core::cache::PageCache;
use eframe_core::directory::{ContactDirectory, MemberDirectory};
use eframe_core::mail::{Address, Mailer};
use eframe_core::outbox::OutboxBuilder;
use eframe_core::upload::{BlobStore, Shelf, Sweeper};
use eframe_core::{Database, Language, Mount, Permission, Presentation};
use jiff::tz::TimeZone;

use super::roadmap::Searches;
use super::{Ceds, Inner};
use crate::model::Edition;
use crate::store::Store;
use crate::{Format, Modules};

/// The bundled instrument.
const BUNDLED: (&str, &str) = ("ceds-2026.toml", include_str!("../../instruments/ceds-2026.toml"));

/// What can be built to raise its scores.
const MODULES: (&str, &str) =
    ("ceds-2026-modules.toml", include_str!("../../instruments/ceds-2026-modules.toml"));

/// How many bytes of pages are kept where the host brings no cache.
const CACHE: usize = 16 * 1024 * 1024;

/// Puts a [`Ceds`] together.
#[must_use]
pub struct CedsBuilder {
    database: Database,
    mount: Mount,
    presentation: Option<Presentation>,
    cache: Option<PageCache>,
    files: Option<Arc<dyn BlobStore>>,
    zone: TimeZone,
    contacts: Option<Arc<dyn ContactDirectory>>,
    members: Option<Arc<dyn MemberDirectory>>,
    secretariat: Option<(Address, Language)>,
    invites: Option<(Vec<Permission>, String)>,
    instruments: Vec<Arc<Edition>>,
    modules: Vec<Arc<Modules>>,
}

impl Ceds {
    /// The diagnosis kept in this database, which has run [`MIGRATIONS`](crate::MIGRATIONS).
    pub fn builder(database: Database) -> CedsBuilder {
        CedsBuilder {
            database,
            mount: Mount::new("http://localhost"),
            presentation: None,
            cache: None,
            files: None,
            zone: TimeZone::UTC,
            contacts: None,
            members: None,
            secretariat: None,
            invites: None,
            instruments: Vec::new(),
            modules: Vec::new(),
        }
    }

    /// Adds what the diagnosis does in the background: letters about assessments, and clearing away files that nothing
    /// names.
    #[must_use]
    pub fn work(&self, outbox: OutboxBuilder, mailer: Arc<dyn Mailer>) -> OutboxBuilder {
        let outbox = crate::mail::subscribe(self, outbox, mailer);
        match self.shelf() {
            Ok(shelf) => {
                let clock = self.store().database().world().clock.clone();
                outbox.sweep_blobs(Sweeper::new(shelf.clone(), clock, self.store().clone()))
            }
            Err(_) => outbox,
        }
    }
}

impl CedsBuilder {
    /// Where the host mounts the services.
    pub fn at(mut self, mount: Mount) -> Self {
        self.mount = mount;
        self
    }

    /// What pages are made with.
    pub fn presentation(mut self, presentation: Presentation) -> Self {
        self.presentation = Some(presentation);
        self
    }

    /// The cache of public pages, shared with the host's other blocks; the host drops from it what commits make stale.
    /// Without one, a cache of its own that does so itself.
    pub fn cache(mut self, cache: PageCache) -> Self {
        self.cache = Some(cache);
        self
    }

    /// Where evidence is kept. Without it none is taken.
    pub fn files(mut self, store: Arc<dyn BlobStore>) -> Self {
        self.files = Some(store);
        self
    }

    /// The zone in which rounds open and close. Without it, UTC.
    pub fn zone(mut self, zone: TimeZone) -> Self {
        self.zone = zone;
        self
    }

    /// Who acts for organisations: by it a team is shown with its names, and a city's people get letters. Without it a
    /// team is known by its addresses alone, and letters go to those who are asked to help and to the Secretariat.
    pub fn contacts(mut self, directory: Arc<dyn ContactDirectory>) -> Self {
        self.contacts = Some(directory);
        self
    }

    /// The register of members: by it a city's name and the facts `population`, `region` (of UN M49) and `country` are
    /// filled in beforehand, where the instrument has facts of these names that take them. Without it a city that took
    /// part before finds what it said then.
    pub fn members(mut self, directory: Arc<dyn MemberDirectory>) -> Self {
        self.members = Some(directory);
        self
    }

    /// Where the Secretariat gets mail when something waits for its review, and in which language. Without it nobody
    /// but a city's own reviewers is written to.
    pub fn secretariat(mut self, address: Address, language: Language) -> Self {
        self.secretariat = Some((address, language));
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

    /// An instrument that rounds may be opened with. Without any, the bundled one.
    pub fn instrument(mut self, edition: Edition) -> Self {
        self.instruments.push(Arc::new(edition));
        self
    }

    /// What can be built to raise the scores of an instrument: what its roadmaps are made of.
    pub fn modules(mut self, modules: Modules) -> Self {
        self.modules.push(Arc::new(modules));
        self
    }

    /// The handle. Without an instrument it has the bundled one, with its modules, whose figures are examples.
    ///
    /// # Panics
    /// When the bundled instrument is none, or the block's own templates do not compile, which its tests rule out.
    pub fn build(self) -> Ceds {
        let bundled = || {
            let (file, text) = BUNDLED;
            let edition = Edition::read(file, text, Format::Toml);
            Arc::new(edition.expect("the bundled instrument is one"))
        };
        let (mut brought, mut modules) = (self.instruments, self.modules);
        if brought.is_empty() {
            let (edition, (file, text)) = (bundled(), MODULES);
            let own = Modules::read(edition.instrument(), file, text, Format::Toml);
            modules.push(Arc::new(own.expect("the bundled modules are right")));
            brought.push(edition);
        }
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
            mount: self.mount,
            presentation: self.presentation.unwrap_or_else(own),
            cache,
            shelf: self.files.map(|store| Shelf::new(store, "ceds")),
            zone: self.zone,
            contacts: self.contacts,
            members: self.members,
            secretariat: self.secretariat,
            invites: self.invites,
            brought,
            modules,
            searches: Searches::new(),
            editions: RwLock::new(HashMap::new()),
        };
        Ceds { inner: Arc::new(inner) }
    }
}
