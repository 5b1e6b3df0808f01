//! The library at the desk: what is in it, bringing files, and each file with its versions, words and uses.

mod item;
mod library;

pub(crate) use item::MediaPage;
pub(crate) use library::LibraryPage;

use axum::Router;
use axum::routing::{get, post};
use eframe_core::block::axum;

use crate::Cms;
use crate::model::{FileVersion, Media};

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
fn thumbnail(cms: &Cms, media: &Media, file: &FileVersion) -> Option<Thumbnail> {
    let (pixels, shown) = (file.file.pixels?, crate::model::FileRef::of(media, file));
    let (width, path) = shown.renditions().into_iter().next()?;
    let height = u64::from(pixels.height) * u64::from(width) / u64::from(pixels.width.max(1));
    Some(Thumbnail { src: cms.mount().files_url(&path), width, height: height.max(1) })
}

/// A small picture.
#[derive(Clone, Debug, serde::Serialize)]
struct Thumbnail {
    src: String,
    width: u32,
    height: u64,
}
