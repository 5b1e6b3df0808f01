//! The desk: endpoints, what was sent to them and what they answered. Every page works without scripts; a form posts to the
//! address that shows it, and a redirect follows what was done, except where a secret is shown this once.

mod delivery;
mod endpoint;
mod endpoints;
mod form;
mod seat;
mod secret;
mod step;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use delivery::DeliveryPage;
pub(crate) use secret::SecretPage;

use crate::Webhooks;

impl Webhooks {
    /// The back office, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says.
    pub fn desk(&self) -> Component {
        let router = Router::new()
            .route("/", get(endpoints::show))
            .route("/new", get(form::ask_new).post(form::add))
            .route("/{id}", get(endpoint::show))
            .route("/{id}/edit", get(form::ask).post(form::change))
            .route("/{id}/messages/{message}", get(delivery::show).post(delivery::repeat))
            .route("/{id}/{step}", get(step::ask).post(step::take))
            .with_state(self.clone());
        Component::from_router("webhooks", router)
    }
}
