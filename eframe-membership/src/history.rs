//! The history of a case on a page: the newest entries, and a way to all older ones.

use eframe_core::http::{Cursor, Problem};
use serde::Serialize;

use crate::CasePosition;
use crate::answers::EntryView;
use crate::model::ApplicationId;
use crate::seat::Seat;
use crate::store::Told;

/// So many entries stand on a page.
const ENTRIES: usize = 100;

/// A part of a history.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct HistoryView {
    entries: Vec<EntryView>,
    /// Where the next older ones are; empty at the beginning.
    older: String,
    /// Where the newest are, for whoever left them.
    newest: String,
}

impl HistoryView {
    /// The entries of a case that the address asks for: the newest, or those behind `after`. `page` is the address of the
    /// page, and `place` names where on it they stand.
    ///
    /// # Errors
    /// 400 for a place that is made up, 404 when the case is not in sight.
    pub(crate) async fn of(
        seat: &Seat,
        case: ApplicationId,
        told: Told,
        (page, place): (&str, &str),
    ) -> Result<Self, Problem> {
        let after = seat.after::<CasePosition>()?;
        let (membership, actor) = (&seat.membership, seat.actor());
        let limit = ENTRIES as u64 + 1;
        let mut all = membership.entries(actor, case, told, after.as_ref(), limit).await?;
        let more = all.len() > ENTRIES;
        all.truncate(ENTRIES);
        let older = all.last().filter(|_| more).map(|last| {
            let cursor = Cursor::after(&CasePosition::of(last));
            format!("{page}?after={}#{place}", cursor.as_str())
        });
        Ok(Self {
            entries: all.iter().map(|entry| seat.words.entry(entry)).collect(),
            older: older.unwrap_or_default(),
            newest: after.map(|_| format!("{page}#{place}")).unwrap_or_default(),
        })
    }

    /// For samples of templates.
    pub(crate) fn sample() -> Self {
        Self {
            entries: crate::answers::sample_history(),
            older: "/desk/membership/cases/1?after=abc#history".to_owned(),
            newest: "/desk/membership/cases/1#history".to_owned(),
        }
    }
}
