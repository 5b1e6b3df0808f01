//! The desk: what waits for the Secretariat, cases, members, fees, terms, meetings, figures. Every page works
//! without scripts; a form posts to the address that shows it, and a redirect follows what was done.

mod begin;
mod case;
mod cases;
mod inbox;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use begin::FIRST;
pub(crate) use case::CasePage;
pub(crate) use inbox::InboxPage;

use crate::Membership;
use crate::model::Stage;

impl Membership {
    /// The back office, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says.
    pub fn desk(&self) -> Component {
        let router = Router::new().merge(applications()).with_state(self.clone());
        Component::from_router("membership", router)
    }
}

/// What waits, and cases.
fn applications() -> Router<Membership> {
    Router::new()
        .route("/", get(inbox::show))
        .route("/cases", get(cases::show))
        .route("/cases/new", get(begin::ask).post(begin::begin))
        .route("/cases/{id}", get(case::show).post(case::step))
        .route("/cases/{id}/documents/{document}", get(case::file))
}

/// How a stage looks: `ok`, `warn`, `bad` or `note`.
pub(crate) const fn look(stage: Stage) -> &'static str {
    match stage {
        Stage::Admitted => "ok",
        Stage::Returned | Stage::Unconfirmed => "warn",
        Stage::Refused => "bad",
        Stage::Draft
        | Stage::Submitted
        | Stage::Accepted
        | Stage::Referred
        | Stage::Deferred
        | Stage::Withdrawn => "note",
    }
}
