//! The JSON service: applications and their cases, the register, fees, terms, meetings and votes.

mod applications;
mod fees;
mod import;
mod inbox;
mod meeting_wire;
mod meetings;
mod members;
mod minutes;
mod problem;
mod register;
mod terms;
mod votes;

use eframe_core::Component;
use eframe_core::block::utoipa_axum;
use utoipa_axum::router::OpenApiRouter;

pub(crate) use applications::{DOCUMENTS, answer_document};
pub(crate) use problem::said;

use crate::Membership;

impl Membership {
    /// The JSON service, to be mounted where [`Mount::json`](eframe_core::Mount::json) says.
    pub fn json(&self) -> Component {
        let router = OpenApiRouter::new()
            .merge(applications::routes())
            .merge(inbox::routes())
            .merge(meetings::routes())
            .merge(votes::routes())
            .merge(minutes::routes())
            .merge(terms::routes())
            .merge(register::routes())
            .merge(members::routes())
            .merge(fees::routes())
            .merge(import::routes())
            .with_state(self.clone());
        Component::from_api("membership", router)
    }
}
