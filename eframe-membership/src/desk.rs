//! The desk: what waits for the Secretariat, cases, members, fees, terms, meetings, figures. Every page works
//! without scripts; a form posts to the address that shows it, and a redirect follows what was done.

use eframe_core::Component;
use eframe_core::block::axum;

use crate::Membership;

impl Membership {
    /// The back office, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says.
    pub fn desk(&self) -> Component {
        let router = axum::Router::new().with_state(self.clone());
        Component::from_router("membership", router)
    }
}
