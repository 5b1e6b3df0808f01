//! What the lists of the desk, and of one's own, have in common: filters in the address, and a place to go on from.

use eframe_core::desk::Paging;
use eframe_core::form::Fields;
use eframe_core::http::{Cursor, in_query};
use serde::Serialize;

use crate::seat::Seat;

/// How many lines a page has.
pub(crate) const LINES: usize = 50;

/// A list with its filters as they were asked for.
pub(crate) struct Listed<'a> {
    pub(crate) seat: &'a Seat,
    pub(crate) path: &'static str,
    pub(crate) filters: &'static [&'static str],
}

impl Listed<'_> {
    /// What a filter says. What is none of its answers filters nothing: lists are linked to, and links grow old.
    pub(crate) fn asked<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        Some(self.seat.query.one(name).trim()).filter(|said| !said.is_empty()).and_then(read)
    }

    /// The filters as the form shows them.
    pub(crate) fn form(&self) -> Fields {
        Fields::of(self.filled())
    }

    /// Cuts rows, of which one more than [`LINES`] was asked for, to a page, and says where it goes on.
    pub(crate) fn page<T, P: Serialize>(
        &self,
        rows: &mut Vec<T>,
        position: impl Fn(&T) -> P,
    ) -> Paging {
        let more = rows.len() > LINES;
        rows.truncate(LINES);
        let next = rows.last().filter(|_| more).map(|last| Cursor::after(&position(last)));
        let later = !self.seat.query.one("after").is_empty();
        Paging {
            said: String::new(),
            previous: later.then(|| self.address(None)),
            next: next.map(|next| self.address(Some(&next))),
        }
    }

    fn address(&self, after: Option<&Cursor>) -> String {
        let after = after.map(|after| ("after", after.as_str()));
        let pairs = self.filled().chain(after);
        let pairs: Vec<_> =
            pairs.map(|(name, said)| format!("{name}={}", in_query(said))).collect();
        self.seat.url(&format!("{}?{}", self.path, pairs.join("&")))
    }

    fn filled(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let said = self.filters.iter().map(|name| (*name, self.seat.query.one(name)));
        said.filter(|(_, said)| !said.is_empty())
    }
}
