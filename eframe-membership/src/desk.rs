//! The desk: what waits for the Secretariat, cases, members, fees, terms, meetings, figures. Every page works
//! without scripts; a form posts to the address that shows it, and a redirect follows what was done.

mod agenda;
mod amend;
mod begin;
mod call_off;
mod case;
mod cases;
mod certificate;
mod fee;
mod fee_asks;
mod fees;
mod figures;
mod import;
mod inbox;
mod letters;
pub(crate) mod listed;
mod meeting;
mod meetings;
mod member;
mod members;
mod sure;
mod terms;
mod whom;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use begin::FIRST;
pub(crate) use case::CasePage;
pub(crate) use fee::FeePage;
pub(crate) use figures::FiguresPage;
pub(crate) use import::ImportPage;
pub(crate) use inbox::InboxPage;
pub(crate) use meeting::MeetingPage;
pub(crate) use member::MemberDeskPage;

use crate::Membership;
use crate::model::Stage;

impl Membership {
    /// The back office, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says.
    pub fn desk(&self) -> Component {
        let router = Router::new()
            .merge(applications())
            .merge(committee())
            .merge(register())
            .with_state(self.clone());
        Component::from_router("membership", router)
    }
}

/// What waits, and cases.
fn applications() -> Router<Membership> {
    Router::new()
        .route("/", get(inbox::show))
        .route("/letters", get(letters::show))
        .route("/cases", get(cases::show))
        .route("/cases/new", get(begin::ask).post(begin::begin))
        .route("/cases/{id}", get(case::show).post(case::step))
        .route("/cases/{id}/documents/{document}", get(case::file))
}

/// Meetings and terms of office.
fn committee() -> Router<Membership> {
    Router::new()
        .route("/meetings", get(meetings::list))
        .route("/meetings/new", get(meetings::ask).post(meetings::plan))
        .route("/meetings/{id}", get(meeting::show).post(meeting::step))
        .route("/meetings/{id}/move", get(meetings::ask_move).post(meetings::shift))
        .route("/meetings/{id}/open", get(sure::ask_open).post(sure::open))
        .route("/meetings/{id}/items/{item}/end", get(sure::ask_end).post(sure::end))
        .route("/meetings/{id}/off", get(call_off::ask).post(call_off::call_off))
        .route("/terms", get(terms::list))
        .route("/terms/new", get(terms::ask).post(terms::appoint))
        .route("/terms/{id}/end", get(terms::ask_end).post(terms::end))
}

/// Members, their fees, and the figures of the way to membership.
fn register() -> Router<Membership> {
    Router::new()
        .merge(members::routes())
        .merge(member::routes())
        .merge(amend::routes())
        .merge(certificate::routes())
        .merge(fees::routes())
        .merge(fee_asks::routes())
        .merge(fee::routes())
        .merge(figures::routes())
        .merge(import::routes())
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
