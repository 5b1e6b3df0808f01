//! The desk kit: the four pages a back office is made of, so that all blocks' desks look and work alike.
//!
//! [`List`] (filters, a count in words, rows, paging), [`FormPage`], [`History`] (one column of time, newest first, what may be done now
//! beside it) and [`Confirm`]. [`Seat`] is who looks at them. Each page is a [`Template`](crate::template::Template) whose texts are in the reader's
//! language already: take the language from [`Presentation::shown_in`](crate::Presentation::shown_in).

mod confirm;
mod faults;
mod form;
mod history;
mod list;
mod seat;
mod stands;

pub use confirm::Confirm;
pub use faults::FaultLine;
pub use form::FormPage;
pub use history::{Entry, History};
pub use list::{Cell, Column, List, Paging, Row, Standing};
pub use seat::Seat;
pub use stands::Stands;

use serde::Serialize;

/// Something a person can do from here: a link that looks like a button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Action {
    /// A verb.
    pub text: String,
    /// Where it leads; a page that asks, never one that acts.
    pub href: String,
    /// How it looks.
    pub kind: Kind,
}

/// How much weight an action has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The one main action of a page.
    Main,
    /// Any other.
    Plain,
    /// One that takes something away.
    Danger,
}

impl Action {
    /// An action of weight `kind`.
    pub fn new(kind: Kind, text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into(), kind }
    }
}
