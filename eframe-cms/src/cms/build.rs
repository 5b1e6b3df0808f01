use std::sync::Arc;

use eframe_core::cache::PageCache;
use eframe_core::directory::PersonDirectory;
use eframe_core::upload::{BlobStore, Shelf};
use eframe_core::{Database, Mount, Presentation};

use super::{Cms, Inner, Studio};
use crate::model::{Address, Rulebook};
use crate::own::{OwnBlock, OwnBlocks};
use crate::store::Store;
use crate::view;

/// Where the public pages have the search, below the language.
const SEARCH: &str = "search";
/// Where they have what is in the making, for whoever holds a link.
const PREVIEW: &str = "preview";
/// How many bytes of pages are kept where the host brings no cache.
const CACHE: usize = 16 * 1024 * 1024;

/// Puts a [`Cms`] together.
#[must_use]
pub struct CmsBuilder {
    database: Database,
    mount: Mount,
    presentation: Option<Presentation>,
    cache: Option<PageCache>,
    reserved: Vec<String>,
    contact: Option<Address>,
    book: Rulebook,
    own: OwnBlocks,
    people: Option<Arc<dyn PersonDirectory>>,
    files: Option<Arc<dyn BlobStore>>,
}

impl Cms {
    /// The content kept in this database, which has run [`MIGRATIONS`](crate::MIGRATIONS).
    pub fn builder(database: Database) -> CmsBuilder {
        CmsBuilder {
            database,
            mount: Mount::new("http://localhost"),
            presentation: None,
            cache: None,
            reserved: Vec::new(),
            contact: None,
            own: OwnBlocks::default(),
            book: Rulebook::default(),
            people: None,
            files: None,
        }
    }
}

impl CmsBuilder {
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

    /// The page that says who answers for the content, such as `/contact`: every article leads there.
    pub fn contact(mut self, page: Address) -> Self {
        self.contact = Some(page);
        self
    }

    /// Who the people are: whom to write to when something could not be done at its time or is to be looked through,
    /// and who can be made to answer for a document. Without it nobody is written to.
    pub fn people(mut self, people: Arc<dyn PersonDirectory>) -> Self {
        self.people = Some(people);
        self
    }

    /// Who has to approve what before it is published. Without one, everything takes one approval by somebody who
    /// wrote none of it.
    pub fn rulebook(mut self, book: Rulebook) -> Self {
        self.book = book;
        self
    }

    /// A kind of block of the host's own.
    ///
    /// # Panics
    /// When its name is none, or another kind has it.
    pub fn block(mut self, block: impl OwnBlock) -> Self {
        self.own.add(block);
        self
    }

    /// Where the files of the media library are kept. Without it there is none.
    pub fn files(mut self, store: Arc<dyn BlobStore>) -> Self {
        self.files = Some(store);
        self
    }

    /// First segments of paths that the host's own routes use, at the root or below a language: no page may begin with one, and
    /// links to them are no dead ends. One that is not told here keeps texts from being published that lead to it.
    pub fn reserved<S: Into<String>>(mut self, segments: impl IntoIterator<Item = S>) -> Self {
        self.reserved.extend(segments.into_iter().map(Into::into));
        self
    }

    /// The handle.
    ///
    /// # Panics
    /// When the block's own templates do not compile, which its tests rule out.
    pub fn build(self) -> Cms {
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
        let presentation = self.presentation.unwrap_or_else(own);
        Cms {
            inner: Arc::new(Inner {
                store: Store::new(self.database),
                // Pictures and files stand in texts with their addresses.
                form: [
                    view::FORM,
                    view::BESIDE,
                    &presentation.digest().to_string(),
                    &self.mount.files_url("/"),
                ]
                .join(" "),
                mount: self.mount,
                presentation,
                cache,
                reserved: self
                    .reserved
                    .into_iter()
                    .chain([SEARCH, PREVIEW].map(str::to_owned))
                    .collect(),
                contact: self.contact,
                own: self.own,
                book: self.book,
                people: self.people,
                shelf: self.files.map(|store| Shelf::new(store, "cms")),
                studio: Studio::default(),
            }),
        }
    }
}
