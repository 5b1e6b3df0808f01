use eframe_core::{Language, Timestamp};
use jiff::civil::Date;

use crate::model::{Address, Document, DocumentId, Edition, Ending, Facts, Kind, Stage};
use crate::rules::Told;

/// What stands at an address.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// This document.
    Here(Box<Document>),
    /// Nothing any more: the document stands there now.
    Moved(Address),
    /// A document that was taken down in all its languages, and how.
    Gone(Box<Ended>),
}

/// How a document ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// The document.
    pub document: DocumentId,
    /// The language it was taken down in last, and that its note is in.
    pub language: Language,
    /// What it was called; empty where nothing of it is shown any more.
    pub title: String,
    /// When it was taken down.
    pub at: Timestamp,
    /// How, and what the public is told.
    pub ending: Ending,
    /// Where the document stands that it leads to, or that took its place, while that one is live.
    pub leads_to: Option<Address>,
}

/// What stood at an address on a day.
#[derive(Clone, Debug, PartialEq)]
pub enum OnDay {
    /// This edition.
    Stood(Box<Stood>),
    /// The document stands elsewhere by now, at an address that the public knows.
    Moved(Address),
    /// Nothing yet; since when something stands there, where anything ever did.
    NotYet(Option<Timestamp>),
    /// Nothing any more since this instant, or nothing that is shown any more.
    NoMore(Timestamp),
    /// The day has not come.
    Ahead,
}

/// An edition as it stood on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Stood {
    /// The document as the public knows it today: what was taken down and moved since then stands where it was last seen.
    pub document: Document,
    /// The edition, in the reader's language or the nearest there was.
    pub edition: Edition,
    /// The languages in which something stood.
    pub languages: Vec<Language>,
    /// What had happened to it until then, newest first.
    pub told: Vec<Told>,
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
