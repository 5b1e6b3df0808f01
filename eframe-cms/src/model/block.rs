//! The kinds of blocks that a body is made of.
//!
//! As they come from a form or a JSON document they hold any texts; a [`Content`](super::Content) holds only such
//! as were checked and cleaned.

mod files;
mod own;
pub(super) mod read;
#[cfg(feature = "server")]
pub(crate) mod rows;
mod told;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use files::{Attachment, Gallery, Image};
pub use own::{Own, OwnName, WrongOwnName};

/// One part of a body. In JSON its kind is the member `type`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", tag = "type", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Block {
    /// Text in Markdown.
    Text(Text),
    /// A heading over the blocks that follow.
    Heading(Heading),
    /// A picture of the library.
    Image(Image),
    /// Several of them, side by side.
    Gallery(Gallery),
    /// A file of the library to take away.
    Document(Attachment),
    /// Somebody's words.
    Quote(Quote),
    /// Rows and columns of texts.
    Table(Table),
    /// Figures with their sources, as a chart where one helps.
    Figures(Figures),
    /// The one thing a reader is asked to do.
    CallToAction(CallToAction),
    /// Texts that are folded under their titles.
    Accordion(Accordion),
    /// Who answers, and how to reach them.
    Contact(Contact),
    /// A kind that the host brought itself: its `type` begins with `x-`.
    #[serde(skip)]
    Own(Own),
}

/// See [`Block::Text`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Text {
    /// Markdown.
    pub markdown: String,
}

/// See [`Block::Heading`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Heading {
    /// 2, 3 or 4; the page's title is 1.
    pub level: u8,
    /// Its words.
    pub text: String,
}

/// See [`Block::Quote`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quote {
    /// What was said, in plain paragraphs.
    pub text: String,
    /// Who said it, and where; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Where that can be read; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub url: String,
}

/// See [`Block::Table`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Which of its cells name the others.
    pub header: TableHeader,
    /// Its rows, all of the same length.
    pub rows: Vec<Vec<String>>,
}

/// Which cells of a table name the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableHeader {
    /// Those of the first row.
    #[default]
    Row,
    /// Those of the first column.
    Column,
    /// Those of both.
    Both,
    /// None: publishing refuses that.
    None,
}

/// See [`Block::Figures`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Figures {
    /// What they tell.
    pub title: String,
    /// Whether they are drawn as bars too: where all are of one unit.
    pub chart: bool,
    /// The figures.
    pub items: Vec<Figure>,
}

/// A figure with what makes it one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Figure {
    /// What it counts or measures.
    pub label: String,
    /// A decimal number, `12.5`; empty while it is not known, and then the figure is not shown.
    pub value: String,
    /// What it is counted in; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Who says so.
    pub source: String,
    /// As of when: `2026`, `2026-11` or `2026-11-23`.
    pub date: String,
}

/// See [`Block::CallToAction`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CallToAction {
    /// What is done: a verb.
    pub label: String,
    /// Where: an address of the site without a language, or one on the web.
    pub url: String,
    /// What happens then; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// See [`Block::Accordion`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Accordion {
    /// What is folded.
    pub items: Vec<Fold>,
}

/// A text under its title.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fold {
    /// What is seen while it is folded.
    pub title: String,
    /// What is seen then: Markdown.
    pub markdown: String,
}

/// See [`Block::Contact`]. All but the name may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    /// A person, an office or an organisation.
    pub name: String,
    /// What they answer for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// A postal address in lines.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// A telephone number: `+82 2 2133 0000`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// An address for mail.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// When they can be reached, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hours: String,
}

impl TableHeader {
    /// Every choice, the usual one first.
    pub const ALL: [Self; 4] = [Self::Row, Self::Column, Self::Both, Self::None];

    /// Its name in JSON and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Row => "row",
            Self::Column => "column",
            Self::Both => "both",
            Self::None => "none",
        }
    }
}

impl Default for Heading {
    fn default() -> Self {
        Self { level: 2, text: String::new() }
    }
}

impl Block {
    /// Text in Markdown.
    pub fn text(markdown: impl Into<String>) -> Self {
        Self::Text(Text { markdown: markdown.into() })
    }

    /// Its kind, as JSON names it.
    pub fn kind(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Heading(_) => "heading",
            Self::Image(_) => "image",
            Self::Gallery(_) => "gallery",
            Self::Document(_) => "document",
            Self::Quote(_) => "quote",
            Self::Table(_) => "table",
            Self::Figures(_) => "figures",
            Self::CallToAction(_) => "call-to-action",
            Self::Accordion(_) => "accordion",
            Self::Contact(_) => "contact",
            Self::Own(own) => own.name.as_str(),
        }
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Own(own) => own.serialize(out),
            // The derived one, under the same name.
            known => Self::serialize(known, out),
        }
    }
}

impl<'de> Deserialize<'de> for Block {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let members = serde_json::Map::deserialize(from)?;
        let own = members.get("type").and_then(|kind| kind.as_str());
        let read = if own.is_some_and(|kind| kind.starts_with(OwnName::PREFIX)) {
            Own::deserialize(serde_json::Value::Object(members)).map(Self::Own)
        } else {
            Self::deserialize(serde_json::Value::Object(members))
        };
        read.map_err(serde::de::Error::custom)
    }
}
