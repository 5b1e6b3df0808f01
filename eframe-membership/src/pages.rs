//! The public pages: how to apply, following an application, the register, members, certificates, minutes.

use eframe_core::Component;
use eframe_core::block::axum;

use crate::Membership;

impl Membership {
    /// The public pages, to be mounted once for each language where
    /// [`Mount::pages`](eframe_core::Mount::pages) says.
    pub fn pages(&self) -> Component {
        let router = axum::Router::new().with_state(self.clone());
        Component::from_router("membership", router)
    }
}
