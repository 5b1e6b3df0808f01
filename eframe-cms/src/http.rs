//! The JSON service: `/documents` and the lists by kind, editions and their steps, places, menus.

pub(crate) mod archive;
mod change;
mod checks;
mod menus;
mod problem;
mod read;
pub(crate) mod redirects;
mod search;
mod wire;

use eframe_core::Component;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::Cms;

impl Cms {
    /// The JSON service, to be mounted where [`Mount::json`](eframe_core::Mount::json) says.
    pub fn json(&self) -> Component {
        let router = OpenApiRouter::new()
            .routes(routes!(read::documents, change::create))
            .routes(routes!(read::pages))
            .routes(routes!(read::news))
            .routes(routes!(read::events))
            .routes(routes!(read::faq))
            .routes(routes!(read::people))
            .routes(routes!(read::partners))
            .routes(routes!(archive::export))
            .routes(routes!(search::search))
            .routes(routes!(read::at))
            .routes(routes!(read::document))
            .routes(routes!(read::editions))
            .routes(routes!(read::draft, change::save))
            .routes(routes!(checks::read))
            .routes(routes!(change::submit))
            .routes(routes!(change::approve))
            .routes(routes!(change::give_back))
            .routes(routes!(change::publish))
            .routes(routes!(change::withdraw))
            .routes(routes!(read::place, change::relocate))
            .routes(routes!(menus::read, menus::set))
            .routes(routes!(redirects::list, redirects::remove))
            .routes(routes!(redirects::export))
            .routes(routes!(redirects::import))
            .routes(routes!(redirects::check))
            .with_state(self.clone());
        Component::from_api("cms", router)
    }
}
