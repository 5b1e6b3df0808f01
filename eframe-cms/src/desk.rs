//! The desk: what waits for whoever sits there, lists, writing, reviewing, moving, menus. Every page works
//! without scripts; a form posts to the address that shows it, and a redirect follows what was done.

mod blocks;
mod care;
mod document;
mod edition;
mod end;
mod fields;
mod findings;
mod home;
mod list;
mod media;
mod menus;
mod place;
mod plan;
mod redirects;
mod seat;
mod stale;
mod write;
mod writing;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use edition::EditionPage;
pub(crate) use media::{LibraryPage, MediaPage};
pub(crate) use redirects::RedirectsPage;
pub(crate) use stale::StalePage;
pub(crate) use writing::WritingPage;

use crate::Cms;

impl Cms {
    /// The back office, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says.
    pub fn desk(&self) -> Component {
        let router = Router::new()
            .route("/", get(home::show))
            .route("/list", get(list::show))
            .route("/new/{kind}", get(write::ask_new).post(write::create))
            .route("/export", get(home::export))
            .route("/menus", get(menus::list))
            .route("/menus/{name}", get(menus::ask).post(menus::set))
            .route("/redirects", get(redirects::list))
            .route("/redirects/import", get(redirects::ask).post(redirects::take))
            .route("/redirects/export", get(redirects::export))
            .route("/redirects/remove", get(redirects::ask_remove).post(redirects::remove))
            .route("/plans", get(plan::list))
            .route("/overdue", get(care::overdue))
            .route("/overdue.csv", get(care::csv))
            .route("/{id}", get(document::show))
            .route("/{id}/care", get(care::ask).post(care::entrust))
            .route("/{id}/move", get(place::ask).post(place::relocate))
            .route("/{id}/{language}", get(edition::show).post(edition::step))
            .route("/{id}/{language}/plan", get(plan::ask).post(plan::set))
            .route("/{id}/{language}/end", get(end::ask).post(end::end))
            .route("/{id}/{language}/edit", get(write::ask).post(write::save))
            .merge(media::routes())
            .with_state(self.clone());
        Component::from_router("cms", router)
    }
}
