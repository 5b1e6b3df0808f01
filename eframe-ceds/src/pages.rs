//! The public pages: what the diagnosis is, and what is asked in it.

mod about;
mod instrument;
mod public;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use about::AboutPage;
pub(crate) use instrument::InstrumentPage;

use crate::Ceds;

impl Ceds {
    /// The public pages, to be mounted once for each language where
    /// [`Mount::pages`](eframe_core::Mount::pages) says.
    pub fn pages(&self) -> Component {
        let router = Router::new()
            .route("/", get(about::show))
            .route("/{instrument}/{edition}/{section}", get(instrument::show))
            .with_state(self.clone());
        Component::from_router("ceds", router)
    }
}
