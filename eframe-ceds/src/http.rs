//! The JSON service: instruments, rounds, assessments, answers, evidence, what came of them.

mod answers;
mod assessments;
mod evidence;
mod export;
mod instruments;
mod problem;
mod reports;
mod roadmap;
mod rounds;
mod steps;
mod wire;

use eframe_core::Component;
use eframe_core::block::utoipa_axum;
use utoipa_axum::router::OpenApiRouter;

pub(crate) use evidence::answer as answer_file;
pub(crate) use export::{Form, answer as answer_export};

use crate::Ceds;

impl Ceds {
    /// The JSON service, to be mounted where [`Mount::json`](eframe_core::Mount::json) says.
    pub fn json(&self) -> Component {
        let router = OpenApiRouter::new()
            .merge(instruments::routes())
            .merge(rounds::routes())
            .merge(assessments::routes())
            .merge(steps::routes())
            .merge(answers::routes())
            .merge(evidence::routes())
            .merge(reports::routes())
            .merge(roadmap::routes())
            .merge(export::routes())
            .with_state(self.clone());
        Component::from_api("ceds", router)
    }
}
