use eframe_core::{Language, Timestamp};
use serde::Serialize;

use crate::Cms;
use crate::model::Address;
use crate::rules::{Happened, Told};

/// What happened to a text, and when.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ChangeView {
    at: Timestamp,
    /// `first`, `again`, `change` or `end`.
    what: &'static str,
    /// In the edition's language; may be empty.
    note: String,
    /// The page as it stood at the end of that day.
    href: Option<String>,
}

/// Most lines of a history that a page shows.
const MOST: usize = 20;

/// The history of a page for its readers, each line leading to the page of that day.
pub(super) fn changes(
    cms: &Cms,
    told: Vec<Told>,
    address: &Address,
    reader: Language,
) -> Vec<ChangeView> {
    let views = told.into_iter().take(MOST).map(|Told { at, what, note }| {
        let day = cms.day_of(at);
        let stands = what != Happened::End;
        let href = stands.then(|| on_day(&cms.mount().pages_url(reader, address.as_str()), day));
        ChangeView { at, what: what.code(), note, href }
    });
    views.collect()
}

/// The address of a page as it stood on a day.
pub(super) fn on_day(url: &str, day: jiff::civil::Date) -> String {
    format!("{url}?on={day}")
}

impl ChangeView {
    pub(super) fn samples() -> Vec<Self> {
        let all = [Happened::End, Happened::Again, Happened::Change, Happened::First];
        let view = |what: Happened| Self {
            at: Timestamp::UNIX_EPOCH,
            what: what.code(),
            note: if what == Happened::First { String::new() } else { "A new office".to_owned() },
            href: (what == Happened::Change).then(|| "/en/about?on=1970-01-01".to_owned()),
        };
        all.map(view).into()
    }
}
