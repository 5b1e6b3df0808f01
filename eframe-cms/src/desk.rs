//! The desk: what waits for whoever sits there, lists, writing, reviewing, moving, menus. Every page works
//! without scripts; a form posts to the address that shows it, and a redirect follows what was done.

mod blocks;
mod care;
mod compare;
mod discard;
mod document;
mod edition;
mod end;
mod fields;
mod findings;
mod home;
mod links;
mod list;
mod media;
mod menus;
mod place;
mod plan;
mod preview;
mod redirects;
mod seat;
mod stale;
mod tree;
mod unsaved;
mod write;
mod writing;

use axum::Router;
use axum::routing::{get, post};
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use compare::ComparePage;
pub(crate) use edition::EditionPage;
pub(crate) use media::{LibraryPage, MediaPage};
pub(crate) use preview::PreviewsPage;
pub(crate) use redirects::RedirectsPage;
pub(crate) use stale::StalePage;
pub(crate) use tree::TreePage;
pub(crate) use writing::WritingPage;

use crate::Cms;

impl Cms {
    /// The back office, to be mounted where [`Mount::desk`](eframe_core::Mount::desk) says.
    pub fn desk(&self) -> Component {
        let router = Router::new()
            .route("/", get(home::show))
            .route("/list", get(list::show))
            .route("/new/{kind}", get(write::ask_new).post(write::create))
            .route("/new/{kind}/unsaved", post(unsaved::new))
            .route("/unsaved.js", get(unsaved::script))
            .route("/tree", get(tree::show).post(tree::arrange))
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
            .route("/{id}/links", get(links::show))
            .route("/{id}/compare", get(compare::show))
            .route("/{id}/move", get(place::ask).post(place::relocate))
            .route("/{id}/{language}", get(edition::show).post(edition::step))
            .route("/{id}/{language}/plan", get(plan::ask).post(plan::set))
            .route("/{id}/{language}/end", get(end::ask).post(end::end))
            .route("/{id}/{language}/discard", get(discard::ask).post(discard::discard))
            .route("/{id}/{language}/preview", get(preview::ask).post(preview::make))
            .route("/{id}/{language}/unsaved", post(unsaved::text))
            .route("/{id}/{language}/edit", get(write::ask).post(write::save))
            .merge(media::routes())
            .with_state(self.clone());
        Component::from_router("cms", router)
    }
}
