//! A city's own pages: its assessments, their sections and questions, handing in, the report, the roadmap. Every page
//! works without scripts; a form posts to the address that shows it, and a redirect follows what was done.

mod assessment;
mod begin;
mod check;
mod consent;
mod evidence;
mod explained;
mod facts;
mod fields;
mod overview;
mod question;
mod report;
mod roadmap;
mod section;
mod sheet;
mod team;
mod withdraw;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use assessment::AssessmentPage;
pub(crate) use check::CheckPage;
pub(crate) use explained::ExplainedPage;
pub(crate) use overview::OverviewPage;
pub(crate) use question::{QuestionPage, Remark};
pub(crate) use report::ReportPage;
pub(crate) use roadmap::RoadmapPage;
pub(crate) use section::SectionPage;
pub(crate) use sheet::{AnswerView, Sheet, answer_views, state_look};
pub(crate) use team::TeamPage;

use crate::Ceds;

impl Ceds {
    /// The pages of people who answer for a city, to be mounted where [`Mount::account`](eframe_core::Mount::account)
    /// says.
    pub fn own(&self) -> Component {
        let router = Router::new()
            .route("/", get(overview::show))
            .route("/save.js", get(section::script))
            .route("/begin", get(begin::ask).post(begin::begin))
            .merge(answering())
            .merge(afterwards())
            .with_state(self.clone());
        Component::from_router("ceds", router)
    }
}

/// From the first answer to handing in.
fn answering() -> Router<Ceds> {
    Router::new()
        .route("/assessments/{id}", get(assessment::show))
        .route("/assessments/{id}/team", get(team::show).post(team::change))
        .route("/assessments/{id}/facts", get(facts::ask).post(facts::take))
        .route("/assessments/{id}/sections/{section}", get(section::first))
        .route("/assessments/{id}/sections/{section}/{page}", get(section::ask).post(section::take))
        .route("/assessments/{id}/questions/{question}", get(question::show).post(question::say))
        .route(
            "/assessments/{id}/questions/{question}/files",
            get(question::show).post(evidence::add),
        )
        .route("/assessments/{id}/files/{file}", get(evidence::file))
        .route(
            "/assessments/{id}/files/{file}/remove",
            get(evidence::ask_remove).post(evidence::remove),
        )
        .route("/assessments/{id}/check", get(check::show).post(check::hand_in))
        .route("/assessments/{id}/withdraw", get(withdraw::ask).post(withdraw::withdraw))
}

/// What came of it.
fn afterwards() -> Router<Ceds> {
    Router::new()
        .route("/assessments/{id}/consent", get(consent::ask).post(consent::take))
        .route("/assessments/{id}/report", get(report::show))
        .route("/assessments/{id}/roadmap", get(roadmap::show))
        .route("/assessments/{id}/export", get(report::export))
        .route("/assessments/{id}/report/{section}", get(explained::show))
}
