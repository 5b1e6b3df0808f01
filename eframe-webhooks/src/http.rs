//! The JSON service: endpoints, what is sent to them, and what they may be told of.

mod deliveries;
mod endpoints;
mod problem;
mod steps;
mod wire;

use eframe_core::Component;
use eframe_core::block::utoipa_axum;
use utoipa_axum::router::OpenApiRouter;

use crate::Webhooks;

impl Webhooks {
    /// The JSON service, to be mounted where [`Mount::json`](eframe_core::Mount::json) says.
    pub fn json(&self) -> Component {
        let router = OpenApiRouter::new()
            .merge(endpoints::routes())
            .merge(steps::routes())
            .merge(deliveries::routes())
            .with_state(self.clone());
        Component::from_api("webhooks", router)
    }
}
