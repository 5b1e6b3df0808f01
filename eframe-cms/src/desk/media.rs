//! The library at the desk: what is in it, bringing files, and each file with its versions, words and uses.

mod item;
mod library;

pub(crate) use item::MediaPage;
pub(crate) use library::LibraryPage;

use axum::Router;
use axum::routing::{get, post};
use eframe_core::block::axum;

use crate::Cms;
use crate::model::FileRef;

/// The pages of the library, below the desk's own.
pub(super) fn routes() -> Router<Cms> {
    Router::new()
        .route("/media", get(library::show))
        .route("/media/new", get(library::ask).post(library::add))
        .route("/media/{id}", get(item::show).post(item::describe))
        .route("/media/{id}/replace", post(item::replace))
        .route("/media/{id}/release", post(item::release))
        .route("/media/{id}/retire", get(item::ask_retire).post(item::retire))
}

/// The address of a small picture of a version, with its size; nothing for a document.
pub(super) fn thumbnail(cms: &Cms, file: &FileRef) -> Option<Thumbnail> {
    let pixels = file.pixels?;
    let (width, path) = file.renditions().into_iter().next()?;
    let (src, height) = (cms.mount().files_url(&path), pixels.height_at(width));
    Some(Thumbnail { src, width, height })
}

/// A small picture.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Thumbnail {
    src: String,
    width: u32,
    height: u32,
}

impl Thumbnail {
    pub(super) fn sample() -> Self {
        Self { src: "/media/1/1/320w.jpg".to_owned(), width: 320, height: 200 }
    }
}
