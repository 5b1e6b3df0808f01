//! An organisation's own pages: its application, membership, fees, documents and votes. Every page works without
//! scripts; a form posts to the address that shows it, and a redirect follows what was done.

use eframe_core::Component;
use eframe_core::block::axum;

use crate::Membership;

impl Membership {
    /// The pages of people who act for an organisation, to be mounted where
    /// [`Mount::account`](eframe_core::Mount::account) says.
    pub fn own(&self) -> Component {
        let router = axum::Router::new().with_state(self.clone());
        Component::from_router("membership", router)
    }
}
