use eframe_core::Version;
use eframe_core::block::utoipa;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{DocumentId, Kind, Menu, MenuEntry, Slug};

/// A menu as its editors see it.
#[derive(Serialize, ToSchema)]
#[schema(as = Menu)]
pub(in crate::http) struct MenuWire {
    #[schema(value_type = String, example = "main")]
    name: Slug,
    #[schema(value_type = i64)]
    version: Version,
    entries: Vec<EntryWire>,
}

/// What a menu is to lead to, in order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MenuChange)]
pub(in crate::http) struct SetMenuWire {
    pub(in crate::http) entries: Vec<EntryWire>,
}

/// An entry of a menu: a document, or the list of a kind.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = MenuEntry)]
pub(in crate::http) enum EntryWire {
    /// A document by its id.
    Document(Uuid),
    /// The list of a kind.
    List(KindWire),
}

/// The kinds that have a list.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[schema(as = ListedKind)]
pub(in crate::http) enum KindWire {
    /// News.
    News,
    /// Events.
    Event,
    /// Questions.
    Faq,
    /// People.
    Person,
    /// Partners.
    Partner,
    /// Documents.
    Document,
    /// Banners.
    Banner,
}

impl From<&Menu> for MenuWire {
    fn from(menu: &Menu) -> Self {
        let entries = menu.entries.iter().filter_map(|entry| match entry {
            MenuEntry::Document(document) => Some(EntryWire::Document(document.uuid())),
            MenuEntry::List(kind) => KindWire::of(*kind).map(EntryWire::List),
        });
        Self { name: menu.name.clone(), version: menu.version, entries: entries.collect() }
    }
}

impl From<EntryWire> for MenuEntry {
    fn from(wire: EntryWire) -> Self {
        match wire {
            EntryWire::Document(document) => Self::Document(DocumentId::new(document)),
            EntryWire::List(kind) => Self::List(kind.into()),
        }
    }
}

impl KindWire {
    const fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Page => None,
            Kind::News => Some(Self::News),
            Kind::Event => Some(Self::Event),
            Kind::Faq => Some(Self::Faq),
            Kind::Person => Some(Self::Person),
            Kind::Partner => Some(Self::Partner),
            Kind::Document => Some(Self::Document),
            Kind::Banner => Some(Self::Banner),
        }
    }
}

impl From<KindWire> for Kind {
    fn from(wire: KindWire) -> Self {
        match wire {
            KindWire::News => Self::News,
            KindWire::Event => Self::Event,
            KindWire::Faq => Self::Faq,
            KindWire::Person => Self::Person,
            KindWire::Partner => Self::Partner,
            KindWire::Document => Self::Document,
            KindWire::Banner => Self::Banner,
        }
    }
}
