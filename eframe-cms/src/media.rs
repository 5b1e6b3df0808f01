//! Files of the library, served: pictures for pages, documents to be saved.
//!
//! `/ID/NAME` leads to the newest version that the asker has in sight, `/ID/3/NAME` for good to the third, and
//! `/ID/3/640w.jpg` to a picture made of it. What the public has not in sight is there for staff alone.

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;
use eframe_core::http::{ActorOf, Path, Problem};
use eframe_core::upload::{Audience, Opened, serve_part};
use http::{HeaderMap, Method};

use crate::cms::{RenditionError, served};
use crate::model::{Form, MediaId};
use crate::store::Held;
use crate::{Cms, Error};

impl Cms {
    /// The files of the library, to be mounted where [`Mount::files`](eframe_core::Mount::files) says, in a layer that
    /// tells who asks: what is not public yet is shown to staff.
    pub fn media_files(&self) -> Component {
        let router = Router::new()
            .route("/{id}/{name}", get(newest))
            .route("/{id}/{number}/{name}", get(version))
            .with_state(self.clone());
        Component::from_router("cms", router)
    }
}

async fn newest(
    State(cms): State<Cms>,
    ActorOf(actor): ActorOf,
    Path((id, name)): Path<(MediaId, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let held = cms.held(&actor, id, None).await?;
    is_named(&held, &name)?;
    answer(&cms, &held, Audience::Public, &method, &headers).await
}

async fn version(
    State(cms): State<Cms>,
    ActorOf(actor): ActorOf,
    Path((id, number, name)): Path<(MediaId, u32, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let held = cms.held(&actor, id, Some(number)).await?;
    one(&cms, &held, &name, &method, &headers).await
}

/// A version under its own name, or a picture made of it.
pub(crate) async fn one(
    cms: &Cms,
    held: &Held,
    name: &str,
    method: &Method,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    if let Some((width, ending)) = rendition(name) {
        return smaller(cms, held, width, ending, method, headers).await;
    }
    is_named(held, name)?;
    answer(cms, held, Audience::Lasting, method, headers).await
}

/// A version may end otherwise than the one before, and an address that was given stays: its ending does not count.
fn is_named(held: &Held, name: &str) -> Result<(), Error> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem == held.media.name.as_str() { Ok(()) } else { Err(Error::NotFound) }
}

/// What only staff may see, nobody keeps.
fn audience(held: &Held, public: Audience) -> Audience {
    if held.public { public } else { Audience::Private }
}

async fn answer(
    cms: &Cms,
    held: &Held,
    public: Audience,
    method: &Method,
    asked: &HeaderMap,
) -> Result<Response, Problem> {
    let upload = served(&held.media, &held.file)?;
    let how = (audience(held, public), Opened::Saved);
    Ok(serve_part(cms.shelf()?, &upload, how, method, asked).await?.map(axum::body::Body::new))
}

/// The width and ending in `640w.jpg`.
fn rendition(name: &str) -> Option<(u32, &str)> {
    let (width, ending) = name.split_once("w.")?;
    let digits = (1..=5).contains(&width.len()) && width.bytes().all(|byte| byte.is_ascii_digit());
    if digits { Some((width.parse().ok()?, ending)) } else { None }
}

async fn smaller(
    cms: &Cms,
    held: &Held,
    width: u32,
    ending: &str,
    method: &Method,
    asked: &HeaderMap,
) -> Result<Response, Problem> {
    let fits = |pixels| Form::of(pixels).ending() == ending;
    if !held.file.file.pixels.is_some_and(fits) {
        return Err(Error::NotFound.into());
    }
    let upload = cms.rendition(held, width).await?.ok_or(Error::NotFound)?;
    let how = (audience(held, Audience::Lasting), Opened::Shown);
    let served = serve_part(cms.shelf()?, &upload, how, method, asked).await?;
    Ok(served.map(axum::body::Body::new))
}

impl From<RenditionError> for Problem {
    fn from(error: RenditionError) -> Self {
        match error {
            RenditionError::Busy => Self::unavailable(5),
            RenditionError::Cms(error) => error.into(),
            RenditionError::Blob(error) => error.into(),
        }
    }
}
