//! The desk: rounds, and the assessments of all cities with their review. Every page works without scripts; a form posts to
//! the address that shows it, and a redirect follows what was done.

mod assessment;
mod assessments;
mod review;
mod round;
mod rounds;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use assessment::AssessmentDeskPage;
pub(crate) use review::ReviewPage;
pub(crate) use round::RoundPage;

use crate::Ceds;

impl Ceds {
    /// The back office, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says.
    pub fn desk(&self) -> Component {
        let router = Router::new()
            .route("/", get(assessments::show))
            .route("/rounds", get(rounds::list))
            .route("/rounds/new", get(rounds::ask).post(rounds::open))
            .route("/rounds/{id}", get(round::show))
            .route("/rounds/{id}/move", get(rounds::ask_move).post(rounds::shift))
            .route("/rounds/{id}/close", get(round::ask_close).post(round::close))
            .route("/assessments/{id}", get(assessment::show).post(assessment::give_back))
            .route("/assessments/{id}/freeze", get(assessment::ask_freeze).post(assessment::freeze))
            .route("/assessments/{id}/files/{file}", get(review::file))
            .route("/assessments/{id}/sections/{section}", get(review::show).post(review::say))
            .with_state(self.clone());
        Component::from_router("ceds", router)
    }
}
