//! The JSON service: asking, answering, choosing a language, ending; and subscribers for the Secretariat.

mod bounces;
mod composition;
mod drafts;
mod dry_run;
mod imports;
mod issues;
mod problem;
mod subscribers;
mod subscriptions;

use eframe_core::Component;
use eframe_core::block::utoipa_axum;
use utoipa_axum::router::OpenApiRouter;

pub(crate) use subscribers::person;

use crate::Newsletter;

impl Newsletter {
    /// The JSON service, to be mounted where [`Mount::json`](eframe_core::Mount::json) says.
    pub fn json(&self) -> Component {
        let router = OpenApiRouter::new()
            .merge(subscriptions::routes())
            .merge(subscribers::routes())
            .merge(issues::routes())
            .merge(dry_run::routes())
            .merge(drafts::routes())
            .merge(bounces::routes())
            .merge(composition::routes())
            .merge(imports::routes())
            .with_state(self.clone());
        Component::from_api("newsletter", router)
    }
}
