use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::{Action, Kind};
use crate::Language;
use crate::form::{Choice, Field, Fields};
use crate::template::Template;

/// A list with its filters.
#[derive(Debug, Clone, Default, Serialize)]
pub struct List {
    /// What has just been done.
    pub notice: String,
    /// What the list is for.
    pub lead: String,
    /// What can be begun from here.
    pub actions: Vec<Action>,
    /// Fields of the filter form, which is sent by GET so that a filtered list can be linked to.
    pub filters: Vec<Field>,
    /// What is in the filters.
    pub form: Fields,
    /// How many there are, in words.
    pub count: String,
    /// The columns; each row has a cell for each.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The pages before and after.
    pub paging: Paging,
    /// How the first one comes to be; shown when there is none.
    pub empty: String,
}

/// A column's head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    label: String,
    number: bool,
}

impl Column {
    /// A column of words, dates or standings.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: false }
    }

    /// A column of numbers, which align.
    pub fn number(label: impl Into<String>) -> Self {
        Self { label: label.into(), number: true }
    }
}

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    cells: Vec<Cell>,
}

impl Row {
    /// A row; it should hold one link, in its first cell.
    pub fn new(cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect() }
    }
}

/// What stands in one place of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Cell {
    /// Words.
    Text {
        /// The words.
        text: String,
    },
    /// Words in a language that may not be the reader's.
    Foreign {
        /// The words.
        text: String,
        /// Their language.
        lang: String,
        /// Their direction.
        dir: &'static str,
    },
    /// A link.
    Link {
        /// What it says.
        text: String,
        /// Where it leads.
        href: String,
    },
    /// A standing: a word with a shape and a colour.
    Status {
        /// The word.
        text: String,
        /// How it stands.
        standing: Standing,
    },
    /// An instant, in the site's zone.
    Instant {
        /// The instant.
        at: Timestamp,
    },
    /// A day.
    Day {
        /// The day.
        day: Date,
    },
    /// A number.
    Number {
        /// The number.
        number: i64,
    },
}

/// How something stands, told by a shape as well as a colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// As it should be.
    Ok,
    /// Somebody should look.
    Warn,
    /// Wrong, refused, overdue.
    Bad,
    /// Neither.
    #[default]
    Note,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// Words in `language`.
    pub fn foreign(text: impl Into<String>, language: Language) -> Self {
        Self::Foreign {
            text: text.into(),
            lang: language.tag().to_owned(),
            dir: language.direction().html(),
        }
    }

    /// A link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self::Link { text: text.into(), href: href.into() }
    }

    /// A standing.
    pub fn status(standing: Standing, text: impl Into<String>) -> Self {
        Self::Status { text: text.into(), standing }
    }
}

/// Where the list goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Paging {
    /// Which part is shown, in words.
    pub said: String,
    /// The address of the page before.
    pub previous: Option<String>,
    /// The address of the page after.
    pub next: Option<String>,
}

impl Template for List {
    const NAME: &'static str = "desk/list.html";

    fn samples() -> Vec<Self> {
        let cells = [
            Cell::link("Quay Street", "/desk/streets/7"),
            Cell::foreign("서울", Language::KO),
            Cell::status(Standing::Ok, "Open"),
            Cell::Instant { at: Timestamp::UNIX_EPOCH },
            Cell::Day { day: Date::constant(2026, 11, 23) },
            Cell::Number { number: 12_500 },
            Cell::text("Mina Park"),
        ];
        let names = ["Street", "City", "Standing", "Changed", "Due", "Clerk"];
        let mut columns: Vec<Column> = names.into_iter().map(Column::new).collect();
        columns.insert(5, Column::number("Houses"));
        let filters = vec![
            Field::search("words", "Words"),
            Field::select("standing", "Standing", vec![Choice::new("open", "Open")]).optional(),
        ];
        let full = Self {
            notice: "Saved".to_owned(),
            lead: "The streets of the city".to_owned(),
            actions: vec![Action::new(Kind::Main, "Name a street", "/desk/streets/new")],
            filters,
            form: Fields::of([("words", "quay"), ("standing", "open")]),
            count: "1 street".to_owned(),
            columns,
            rows: vec![Row::new(cells)],
            paging: Paging {
                said: "1 to 50".to_owned(),
                previous: None,
                next: Some("?after=x".to_owned()),
            },
            empty: String::new(),
        };
        let empty = Self {
            count: "No street".to_owned(),
            empty: "Name the first one".to_owned(),
            ..Self::default()
        };
        vec![full, empty]
    }
}
