//! What the lists of the desk have in common: filters in the address, and a place to go on from.

use eframe_core::desk::Paging;
use eframe_core::form::Fields;
use eframe_core::http::{Cursor, in_query};
use serde::Serialize;

use super::seat::Desk;

/// How many lines a page has.
pub(super) const LINES: usize = 50;

/// A list with its filters as they were asked for.
pub(super) struct Listed<'a> {
    pub(super) desk: &'a Desk,
    pub(super) path: &'a str,
    pub(super) filters: &'static [&'static str],
}

impl Listed<'_> {
    /// What a filter says. What is none of its answers filters nothing: lists are linked to, and links grow old.
    pub(super) fn asked<T>(&self, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        Some(self.desk.query.one(name).trim()).filter(|said| !said.is_empty()).and_then(read)
    }

    /// Whether a filter says anything.
    pub(super) fn is_narrowed(&self) -> bool {
        self.filled().next().is_some()
    }

    /// The filters as the form shows them.
    pub(super) fn form(&self) -> Fields {
        Fields::of(self.filled())
    }

    /// Cuts rows, of which one more than [`LINES`] was asked for, to a page, and says where it goes on.
    pub(super) fn page<T, P: Serialize>(
        &self,
        rows: &mut Vec<T>,
        position: impl Fn(&T) -> P,
    ) -> Paging {
        let more = rows.len() > LINES;
        rows.truncate(LINES);
        let next = rows.last().filter(|_| more).map(|last| Cursor::after(&position(last)));
        let later = !self.desk.query.one("after").is_empty();
        Paging {
            said: String::new(),
            previous: later.then(|| self.address(self.path, None)),
            next: next.map(|next| self.address(self.path, Some(&next))),
        }
    }

    /// A page with the same filters.
    pub(super) fn address(&self, path: &str, after: Option<&Cursor>) -> String {
        let after = after.map(|after| ("after", after.as_str()));
        let pairs = self.filled().chain(after);
        let pairs: Vec<_> =
            pairs.map(|(name, said)| format!("{name}={}", in_query(said))).collect();
        let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
        self.desk.url(&format!("{path}{query}"))
    }

    fn filled(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let said = self.filters.iter().map(|name| (*name, self.desk.query.one(name)));
        said.filter(|(_, said)| !said.is_empty())
    }
}
