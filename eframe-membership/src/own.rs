//! An organisation's own pages: its application, membership, fees, documents and votes. Every page works without
//! scripts; a form posts to the address that shows it, and a redirect follows what was done.

mod application;
mod begin;
mod check;
mod documents;
mod fees;
mod letters;
mod matter;
mod member;
mod overview;
mod print;
mod question;
mod receipt;
mod sign;
mod steps;
mod voting;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use application::{ApplicationPage, signatory, told};
pub(crate) use check::CheckPage;
pub(crate) use documents::DocumentsPage;
pub(crate) use fees::OwnFeesPage;
pub(crate) use letters::LettersPage;
pub(crate) use matter::MatterPage;
pub(crate) use member::OwnMemberPage;
pub(crate) use overview::OverviewPage;
pub(crate) use print::FormPrint;
pub(crate) use question::{QuestionPage, StalePage};
pub(crate) use receipt::ReceiptPage;
pub(crate) use sign::SignPage;
pub(crate) use voting::{OwnMeetingsPage, VotingPage};

use crate::Membership;

impl Membership {
    /// The pages of people who act for an organisation, to be mounted where
    /// [`Mount::account`](eframe_core::Mount::account) says.
    pub fn own(&self) -> Component {
        let router = Router::new()
            .merge(applications())
            .merge(votes())
            .merge(member::routes())
            .merge(fees::routes())
            .with_state(self.clone());
        Component::from_router("membership", router)
    }
}

/// The pages of applications.
fn applications() -> Router<Membership> {
    Router::new()
        .route("/", get(overview::show))
        .route("/begin", get(begin::ask).post(begin::begin))
        .route("/applications/{id}", get(application::show))
        .route("/applications/{id}/questions/{group}", get(question::ask).post(question::take))
        .route("/applications/{id}/check", get(check::show).post(check::hand_in))
        .route("/applications/{id}/form", get(print::show))
        .route("/applications/{id}/sign", get(sign::choose).post(sign::on_line))
        .route("/applications/{id}/signed-form", get(sign::choose_again).post(sign::on_paper))
        .route("/applications/{id}/documents", get(documents::show).post(documents::add))
        .route("/applications/{id}/documents/{document}", get(documents::file))
        .route(
            "/applications/{id}/documents/{document}/remove",
            get(documents::ask_remove).post(documents::remove),
        )
        .route("/applications/{id}/receipt", get(receipt::show))
        .route("/applications/{id}/letters", get(letters::show).post(letters::write))
        .route("/applications/{id}/reopen", get(steps::ask_reopen).post(steps::reopen))
        .route("/applications/{id}/withdraw", get(steps::ask_withdraw).post(steps::withdraw))
}

/// Meetings that the organisation belongs to, and its votes.
fn votes() -> Router<Membership> {
    Router::new()
        .route("/meetings", get(voting::list))
        .route("/meetings/{id}", get(voting::show).post(voting::step))
        .route("/meetings/{id}/items/{item}", get(matter::read))
}
