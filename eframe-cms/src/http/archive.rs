use axum::body::Body;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{ActorOf, Problem};
use futures_util::stream::unfold;
use http::{HeaderValue, header};

use crate::{Cms, Export, permission};

/// Everything there is as one archive, drafts and history included, as it stands at this moment. The same content gives
/// the same bytes. An answer that breaks off is no archive, which whoever reads it finds.
#[utoipa::path(
    get, path = "/export", operation_id = "exportContent", tag = "content",
    security(("bearer" = [permission::EXPORT])),
    responses((status = 200, description = "The archive.", content_type = "application/x-tar", body = String))
)]
pub(super) async fn export(
    State(cms): State<Cms>,
    ActorOf(actor): ActorOf,
) -> Result<Response, Problem> {
    let archive = cms.export(&actor).await?;
    Ok(as_file(&cms, archive))
}

/// An archive as a file to keep.
pub(crate) fn as_file(cms: &Cms, archive: Export) -> Response {
    let parts =
        unfold(archive, async |mut archive| archive.next().await.map(|part| (part, archive)));
    let name = format!("attachment; filename=\"content-{}.tar\"", cms.today());
    let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let media = HeaderValue::from_static("application/x-tar");
    let said = [(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, name)];
    (said, Body::from_stream(parts)).into_response()
}
