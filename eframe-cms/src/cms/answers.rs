use eframe_core::{Language, Timestamp};
use jiff::civil::Date;

use crate::model::{Address, Document, DocumentId, Facts, Kind, Stage};

/// What stands at an address.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// This document.
    Here(Box<Document>),
    /// Nothing any more: the document stands there now.
    Moved(Address),
    /// A document that was taken down.
    Gone,
}

/// A document as a line of a list, in the reader's language or the nearest there is.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The document.
    pub document: DocumentId,
    /// What sort it is.
    pub kind: Kind,
    /// Where it stands, below the language.
    pub address: Address,
    /// The language that the words are in.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// One or two sentences about it; may be empty.
    pub summary: String,
    /// What it states besides.
    pub facts: Facts,
    /// The day the list is ordered by, where it is.
    pub day: Option<Date>,
}

/// A line of a menu, in the reader's language or the nearest there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLink {
    /// What it says.
    pub text: String,
    /// The language that is in.
    pub language: Language,
    /// Where it leads, below the reader's language.
    pub path: String,
}

/// An edition in the making that waits for this very person.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// What they can do.
    pub to_do: ToDo,
    /// The document.
    pub document: DocumentId,
    /// What sort it is.
    pub kind: Kind,
    /// Its address.
    pub address: Address,
    /// The language of the edition.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when it waits.
    pub since: Timestamp,
    /// Who saved it last, by name.
    pub author: String,
}

/// What somebody can do with an edition that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ToDo {
    /// Mend what a reviewer gave back.
    Mend,
    /// Read it, and approve it or give it back.
    Review,
    /// Make it live.
    Publish,
    /// Go on writing.
    Write,
}
