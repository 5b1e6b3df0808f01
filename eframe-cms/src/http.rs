//! The JSON service: `/documents` and the lists by kind, editions and their steps, places, menus.

pub(crate) mod archive;
mod care;
mod change;
mod checks;
mod compare;
mod end;
mod links;
mod media;
mod menus;
mod past;
mod plan;
mod preview;
mod problem;
mod read;
pub(crate) mod redirects;
mod search;
mod tree;
mod wire;

use eframe_core::Component;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use media::words as media_words;

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
            .routes(routes!(read::draft, change::save, change::discard))
            .routes(routes!(checks::read))
            .routes(routes!(change::submit))
            .routes(routes!(change::approve))
            .routes(routes!(change::give_back))
            .routes(routes!(change::publish))
            .routes(routes!(change::withdraw))
            .routes(routes!(end::end))
            .routes(routes!(end::restore))
            .routes(routes!(plan::set))
            .routes(routes!(plan::cancel))
            .routes(routes!(plan::list))
            .routes(routes!(care::read, care::set))
            .routes(routes!(care::overdue))
            .routes(routes!(care::rulebook))
            .routes(routes!(read::place, change::relocate))
            .routes(routes!(tree::read, tree::arrange))
            .routes(routes!(compare::read))
            .routes(routes!(links::list))
            .routes(routes!(preview::list, preview::make))
            .routes(routes!(preview::end))
            .routes(routes!(menus::read, menus::set))
            .routes(routes!(redirects::list, redirects::remove))
            .routes(routes!(redirects::export))
            .routes(routes!(redirects::import))
            .routes(routes!(redirects::check))
            .merge(media::routes())
            .with_state(self.clone());
        Component::from_api("cms", router)
    }
}
