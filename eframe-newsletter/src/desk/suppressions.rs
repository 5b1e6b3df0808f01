use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind, List, Row, Standing};
use eframe_core::form::{Choice, Field};
use eframe_core::http::Problem;

use super::listed::{LINES, Listed};
use super::seat::Desk;
use crate::model::{Reason, Suppression};
use crate::store::BehindMark;

/// To whom nothing is sent, the latest first.
pub(super) async fn show(desk: Desk) -> Result<Response, Problem> {
    let listed = Listed { desk: &desk, path: "/suppressions", filters: &["reason"] };
    let reason = listed.asked("reason", Reason::named);
    let after = desk.after::<BehindMark>()?;
    let (actor, most) = (desk.actor(), LINES as u64 + 1);
    let mut rows = desk.newsletter.suppressions(actor, reason, after.as_ref(), most).await?;
    let paging = listed.page(&mut rows, BehindMark::of);
    let said = |one: Reason| desk.say(&["newsletter.desk.reason.", one.code()].concat());
    let reasons = Reason::ALL.map(|one| Choice::new(one.code(), said(one)));
    let label = desk.say("newsletter.desk.suppressions.reason");
    let page = List {
        lead: desk.say("newsletter.desk.suppressions.lead"),
        actions: vec![Action::new(
            Kind::Plain,
            desk.say("newsletter.desk.subscribers.title"),
            desk.url("/subscribers"),
        )],
        filters: vec![Field::select("reason", label.clone(), reasons.into()).optional()],
        form: listed.form(),
        columns: vec![
            Column::new(desk.say("newsletter.desk.suppressions.mark")),
            Column::new(label),
            Column::new(desk.say("newsletter.desk.subscribers.since")),
        ],
        rows: rows.iter().map(|row| line(row, said(row.reason))).collect(),
        paging,
        empty: desk.say("newsletter.desk.suppressions.empty"),
        ..List::default()
    };
    desk.page(&desk.say("newsletter.desk.suppressions.title"), &page).await
}

fn line(row: &Suppression, reason: String) -> Row {
    let looks = match row.reason {
        Reason::Bounced | Reason::Complained => Standing::Bad,
        Reason::Unsubscribed | Reason::Erased | Reason::Overruled => Standing::Note,
    };
    // Enough to tell one from another: whoever has the address finds it by that.
    let mark = row.mark.to_string().chars().take(16).collect::<String>();
    Row::new([Cell::text(mark), Cell::status(looks, reason), Cell::Instant { at: row.at }])
}
