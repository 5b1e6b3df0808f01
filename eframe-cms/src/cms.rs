//! The handle: one method for each thing a person does, one for each question.

mod answers;
mod archive;
mod banners;
mod build;
mod care;
mod checks;
mod compare;
mod discard;
mod files;
mod fire;
mod inbound;
mod library;
mod machine;
mod past;
mod personal;
mod plans;
mod preview;
mod questions;
mod redirects;
mod renditions;
mod review;
mod search;
mod texts;
mod tree;
mod unsaved;
mod verbs;

use std::sync::Arc;

use eframe_core::cache::PageCache;
use eframe_core::directory::PersonDirectory;
use eframe_core::upload::Shelf;
use eframe_core::{Language, Mount, Presentation, Timestamp};
use jiff::civil::Date;

pub use answers::{Ended, Found, Line, MenuLink, OnDay, Stood, Task, ToDo};
pub use archive::{BringInError, Export};
pub use banners::Framing;
pub use build::CmsBuilder;
pub(crate) use compare::{Compared, Which};
pub use inbound::{Inbound, InboundText};
pub(crate) use library::{TAKEN, served};
pub use preview::MadePreview;
pub(crate) use questions::{EVENTS, line, list_name, stage_name, starts};
pub(crate) use renditions::RenditionError;
use renditions::Studio;
pub(crate) use review::{Turn, turn};
pub use search::{Hit, Hits, Piece, Search};
pub(crate) use tree::called;
pub use tree::{Sibling, Siblings};

use crate::model::{Address, MediaId, Rulebook};
use crate::own::OwnBlocks;
use crate::store::Store;

/// The content of one site. Cheap to clone: all clones are one.
///
/// Each method loads what a rule needs, lets it decide, and makes the decision real in one transaction. Who asks
/// stands in the first argument; nothing is told or done past the [policy](crate::rules::Sight).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use eframe_core::{Actor, Caller, Language};
/// use eframe_cms::model::{Content, Fields, Kind};
/// use eframe_cms::rules::{Import, ImportDocument};
/// use eframe_cms::{Cms, Found, MIGRATIONS};
///
/// # let database = eframe_core::test::sqlite(&[MIGRATIONS]).await;
/// # let database = database.database.clone();
/// let cms = Cms::builder(database).build();
/// let fields = Fields { title: "About us".to_owned(), ..Fields::default() };
/// let about = ImportDocument {
///     kind: Kind::Page,
///     address: "/about".parse()?,
///     position: 1,
///     texts: [(Language::EN, Content::read(Kind::Page, &fields)?)].into(),
/// };
/// let first = Import { documents: vec![about], menus: Vec::new() };
/// cms.import(&Caller::new(Actor::system("seed")), &first).await?;
///
/// let found = cms.find(&Actor::anonymous(), "/about").await?;
/// assert!(matches!(found, Found::Here(_)));
/// # Ok(()) }
/// ```
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
    book: Rulebook,
    own: OwnBlocks,
    /// In which way this program makes texts.
    form: String,
    people: Option<Arc<dyn PersonDirectory>>,
    shelf: Option<Shelf>,
    studio: Studio,
}

/// What the anchors of a page's text begin with.
pub(crate) const ANCHORS: &str = "s";

/// First segments of a site that have no language before them; that of the library's files is the host's to say.
const BESIDE: [&str; 8] =
    [".well-known", "account", "api", "assets", "audit", "desk", "robots.txt", "sitemap.xml"];

impl Cms {
    pub(crate) fn store(&self) -> &Store {
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

    /// The kinds of blocks that the host brought.
    pub(crate) fn own(&self) -> &OwnBlocks {
        &self.inner.own
    }

    /// The page that says who answers for the content.
    pub(crate) fn contact(&self) -> Option<&Address> {
        self.inner.contact.as_ref()
    }

    /// Who has to approve what.
    pub fn rulebook(&self) -> &Rulebook {
        &self.inner.book
    }

    /// Who the people are, where the host told.
    pub(crate) fn people(&self) -> Option<&Arc<dyn PersonDirectory>> {
        self.inner.people.as_ref()
    }

    /// Now, by the database's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.store().database().world().now()
    }

    /// The day before today.
    pub(crate) fn yesterday(&self) -> Date {
        self.today().yesterday().unwrap_or(Date::MIN)
    }

    /// The day of an instant where the site is at home.
    pub(crate) fn day_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.presentation().zone().clone()).date()
    }

    /// Today where the site is at home.
    pub(crate) fn today(&self) -> Date {
        self.now().to_zoned(self.presentation().zone().clone()).date()
    }

    /// Where an address of the site leads for readers of a language.
    pub(crate) fn local(&self, path: &str, language: Language) -> String {
        if self.stands_outside(path) {
            path.to_owned()
        } else {
            self.mount().pages_url(language, path)
        }
    }

    /// Whether a path of the site stands beside the languages, or names one already.
    fn stands_outside(&self, path: &str) -> bool {
        let first = path[1..].split(['/', '?', '#']).next().unwrap_or_default();
        BESIDE.contains(&first)
            || self.languages().iter().any(|language| language.code() == first)
            || self.is_file(path)
    }

    /// Whether a path leads to a file of the library.
    fn is_file(&self, path: &str) -> bool {
        let below = path.strip_prefix(self.mount().files_url("/").as_str());
        let id = below.and_then(|below| below.split('/').next());
        id.is_some_and(|id| id.parse::<MediaId>().is_ok())
    }

    /// First segments of the site at which no page stands.
    pub(crate) fn rooms_beside(&self) -> impl Iterator<Item = String> + '_ {
        let files = self.mount().files_url("/");
        let files = files.split('/').find(|segment| !segment.is_empty()).map(str::to_owned);
        BESIDE.map(str::to_owned).into_iter().chain(files)
    }

    /// What pages are made with.
    pub(crate) fn presentation(&self) -> &Presentation {
        &self.inner.presentation
    }

    /// The language of an answer to whoever asks for none.
    pub(crate) fn first_language(&self) -> Language {
        self.languages().first().copied().unwrap_or(Language::EN)
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
