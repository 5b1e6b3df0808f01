use axum::extract::{FromRequest as _, Request, State};
use axum::response::{IntoResponse as _, Response};
use eframe_core::Caller;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, FileForm, IfMatch, Json, Paging, Path, Problem, Query, etag,
};
use eframe_core::upload::{FileField, Upload, receive};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::read::tagged;
use super::wire::{AboutWire, MediaItemWire, MediaListWire, MediaStandingWire, MediaWire};
use crate::cms::TAKEN;
use crate::model::{About, MediaId, MediaKind};
use crate::rules::{DescribeMedia, MediaStanding};
use crate::store::{MediaFilter, MediaPosition};
use crate::{Cms, permission};

pub(super) fn routes() -> OpenApiRouter<Cms> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(read, describe, retire))
        .routes(routes!(replace))
        .routes(routes!(release))
}

/// Which files are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    kind: Option<MediaKind>,
    words: Option<String>,
    #[serde(default)]
    unused: bool,
    #[serde(default)]
    retired: bool,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// What a file is called.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    name: Option<String>,
}

/// The files of the library, the newest first, for those who write, review or publish.
#[utoipa::path(
    get, path = "/media", operation_id = "listMedia", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(
        ("kind" = Option<String>, Query, description = "Only this kind: picture, document."),
        ("words" = Option<String>, Query, description = "Only those that have all these words in what is said of them."),
        ("unused" = Option<bool>, Query, description = "Only those that no edition shows which is live or in the making."),
        ("retired" = Option<bool>, Query, description = "Those that were retired, instead of the others."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of files.", body = MediaListWire))
)]
async fn list(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(asked): Query<Asked>,
) -> Result<Json<MediaListWire>, Problem> {
    let filter = MediaFilter {
        kind: asked.kind,
        words: words(asked.words.as_deref().unwrap_or_default()),
        unused: asked.unused,
        retired: asked.retired,
    };
    let paging = Paging::new(asked.limit, asked.cursor);
    let after = paging.after::<MediaPosition>()?;
    let rows = cms.library(&actor, &filter, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(rows, MediaPosition::of);
    let items = page.items.iter().map(|media| MediaWire::of(&cms, media)).collect();
    Ok(Json(MediaListWire { items, next: page.next }))
}

/// Brings a file into the library: the body is the file, PDF, PNG or JPEG by its content, or a form with it in the
/// field `file`. Nobody but staff gets to see it before an edition shows it or it is released.
#[utoipa::path(
    post, path = "/media", operation_id = "addMedia", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(("name" = Option<String>, Query, description = "What the file is called: its address is made of it.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "It is in the library; Location leads to it.", body = MediaStandingWire),
        (status = 413, description = "It is too large."),
        (status = 415, description = "It is of a kind that is not taken."),
        (status = 507, description = "There is no room for it."),
    )
)]
async fn add(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Query(named): Query<Named>,
    request: Request,
) -> Result<Response, Problem> {
    // Nobody fills the disk with what they may not hand in.
    cms.may_add_media(&caller.actor)?;
    let (caller, upload) = received(&cms, caller, named, request).await?;
    let added = cms.add_media(&caller, &upload, About::default()).await?;
    let location = HeaderValue::from_str(&cms.mount().json_url(&format!("/media/{}", added.media)));
    let location = [(header::LOCATION, location.map_err(Problem::internal)?)];
    Ok((StatusCode::CREATED, location, told(&cms, &added)).into_response())
}

/// A file of the library with all its versions and the editions that show it. Its ETag is its version.
#[utoipa::path(
    get, path = "/media/{id}", operation_id = "readMedia", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(("id" = uuid::Uuid, Path, description = "The file.")),
    responses((status = 200, description = "The file.", body = MediaItemWire))
)]
async fn read(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<MediaId>,
) -> Result<Response, Problem> {
    let media = cms.media(&actor, id).await?;
    let uses = cms.uses(&actor, id).await?;
    // Never 304: which editions show it changes under the same version.
    tagged(&HeaderMap::new(), etag(media.version), &MediaItemWire::of(&cms, &media, &uses))
}

/// Says something else of a file: all of it. Editions that show the file say what they said.
#[utoipa::path(
    put, path = "/media/{id}", operation_id = "describeMedia", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The file."),
        ("If-Match" = String, Header, description = "The version that the change was made from."),
    ),
    request_body = AboutWire,
    responses((status = 200, description = "Said, with the new version as ETag.", body = MediaStandingWire))
)]
async fn describe(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MediaId>,
    seen: IfMatch,
    Json(wire): Json<AboutWire>,
) -> Result<Response, Problem> {
    let media = cms.media(&caller.actor, id).await?;
    caller.actor.require(permission::EDIT)?;
    let command = DescribeMedia { about: wire.try_into()?, expected: seen.or(media.version) };
    Ok(told(&cms, &seen.answer(cms.describe_media(&caller, id, command).await)?))
}

/// Puts another file in place of the newest: the body is the file, or a form with it in the field `file`. The address
/// stays; editions show the file they were made with.
#[utoipa::path(
    post, path = "/media/{id}/files", operation_id = "replaceMedia", tag = "content",
    security(("bearer" = [permission::EDIT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The file."),
        ("name" = Option<String>, Query, description = "What the new file is called."),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, description = "It has one version more.", body = MediaStandingWire),
        (status = 410, description = "It was retired."),
        (status = 413, description = "It is too large."),
        (status = 415, description = "It is of a kind that is not taken."),
        (status = 507, description = "There is no room for it."),
    )
)]
async fn replace(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MediaId>,
    Query(named): Query<Named>,
    request: Request,
) -> Result<Response, Problem> {
    cms.may_add_media(&caller.actor)?;
    cms.media(&caller.actor, id).await?;
    let (caller, upload) = received(&cms, caller, named, request).await?;
    let replaced = cms.replace_media(&caller, id, &upload).await?;
    Ok((StatusCode::CREATED, told(&cms, &replaced)).into_response())
}

/// Makes a version public by itself, whether an edition shows it or not. Not by whoever brought it.
#[utoipa::path(
    post, path = "/media/{id}/files/{number}/release", operation_id = "releaseMedia", tag = "content",
    security(("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The file."),
        ("number" = u32, Path, description = "Which version."),
    ),
    responses((status = 200, description = "It is public.", body = MediaStandingWire))
)]
async fn release(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path((id, number)): Path<(MediaId, u32)>,
) -> Result<Response, Problem> {
    Ok(told(&cms, &cms.release_media(&caller, id, number).await?))
}

/// Takes a file out of the library: it is offered no more, and shown to staff alone. Not while a live page shows it.
#[utoipa::path(
    delete, path = "/media/{id}", operation_id = "retireMedia", tag = "content",
    security(("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The file."),
        ("If-Match" = String, Header, description = "The version that the decision was made on."),
    ),
    responses(
        (status = 200, description = "It is retired.", body = MediaStandingWire),
        (status = 409, description = "Live pages show it: `pages` are their paths."),
    )
)]
async fn retire(
    State(cms): State<Cms>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MediaId>,
    seen: IfMatch,
) -> Result<Response, Problem> {
    let media = cms.media(&caller.actor, id).await?;
    let retired = cms.retire_media(&caller, id, seen.or(media.version)).await;
    Ok(told(&cms, &seen.answer(retired)?))
}

/// A file that is the body, or stands in a form.
async fn received(
    cms: &Cms,
    caller: Caller,
    named: Named,
    request: Request,
) -> Result<(Caller, Upload), Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    if !kind.is_some_and(|kind| kind.to_ascii_lowercase().starts_with(b"multipart/form-data")) {
        let name = named.name.unwrap_or_default();
        let upload = receive(cms.shelf()?, request.into_body(), &name, &TAKEN).await?;
        return Ok((upload.bind(caller), upload));
    }
    let form = FileForm::from_request(request, &()).await?;
    let received = form.receive(cms.shelf()?, &[FileField::one("file", TAKEN)]).await?;
    match received.files.required("file") {
        Ok(upload) => Ok((received.bind(caller), upload)),
        Err(errors) => {
            received.discard(cms.shelf()?).await;
            Err(errors.into())
        }
    }
}

/// The words that somebody looks for.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().take(10).map(str::to_lowercase).collect()
}

fn told(cms: &Cms, standing: &MediaStanding) -> Response {
    let tag = [(header::ETAG, etag(standing.version))];
    (tag, Json(MediaStandingWire::of(cms, standing))).into_response()
}
