//! What outsiders check the log by.

use std::ops::Range;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{HeaderValue, StatusCode, header};
use sea_orm::{ColumnTrait as _, DbErr, EntityTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};

use super::note::SignedCheckpoint;
use super::tree::{WIDTH, hash_leaf};
use super::{AuditLog, SealError, form, path, proof, store};
use crate::backup::snapshot;
use crate::database::table::audit;
use crate::database::unread;
use crate::http::{Problem, Query};
use crate::{Component, Digest};

/// What never changes may be kept for a year.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");
const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");
const TEXT: HeaderValue = HeaderValue::from_static("text/plain; charset=utf-8");

pub(super) fn service(log: &AuditLog) -> Component {
    let routes = axum::Router::new()
        .route("/checkpoint", get(checkpoint))
        .route("/key", get(key))
        .route("/tile/entries/{*position}", get(entries))
        .route("/tile/{level}/{*position}", get(tile))
        .route("/proof/inclusion/{entry}", get(inclusion))
        .route("/proof/consistency", get(consistency))
        .with_state(log.clone());
    Component::from_router("audit", routes)
}

fn away(error: DbErr) -> Problem {
    unread(error).into()
}

fn damaged(size: u64) -> Problem {
    Problem::internal(SealError::Damaged { size })
}

fn bytes(content: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, BYTES), (header::CACHE_CONTROL, FOR_GOOD)], content).into_response()
}

fn text(content: String) -> Response {
    ([(header::CONTENT_TYPE, TEXT), (header::CACHE_CONTROL, ASK_AGAIN)], content).into_response()
}

async fn checkpoint(State(log): State<AuditLog>) -> Result<Response, Problem> {
    let head = store::head(log.database.read()).await.map_err(away)?;
    Ok(text(head.ok_or_else(Problem::not_found)?.note))
}

/// The key that signed last, and below it those that signed before: by the log itself, since another instance may have another
/// key by now. Before the first checkpoint it is this instance's.
async fn key(State(log): State<AuditLog>) -> Result<Response, Problem> {
    let mut keys = store::keys(log.database.read()).await.map_err(away)?;
    if keys.is_empty() {
        keys.push(log.key().to_string());
    }
    Ok(text(keys.into_iter().map(|key| key + "\n").collect()))
}

async fn tile(
    State(log): State<AuditLog>,
    Path((level, position)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let level = path::number(&level).and_then(|level| u32::try_from(level).ok());
    let level = level.filter(|level| *level < 64).ok_or_else(Problem::not_found)?;
    let (position, width) = path::position(&position).ok_or_else(Problem::not_found)?;
    let found = store::tiles(log.database.read(), [(level, position)]).await.map_err(away)?;
    let hashes = found.get(&(level, position)).and_then(|hashes| hashes.get(..width as usize));
    let hashes = hashes.ok_or_else(Problem::not_found)?;
    Ok(bytes(hashes.iter().flat_map(|hash| *hash.bytes()).collect()))
}

/// The sealed forms of entries, each after its length in two bytes.
async fn entries(
    State(log): State<AuditLog>,
    Path(position): Path<String>,
) -> Result<Response, Problem> {
    let (position, width) = path::position(&position).ok_or_else(Problem::not_found)?;
    let first = position.checked_mul(WIDTH).and_then(|first| i64::try_from(first).ok());
    let first = first.ok_or_else(Problem::not_found)?;
    let found = store::sealed(log.database.read(), first, width).await.map_err(away)?;
    let whole = found.len() as u64 == width
        && (first..).zip(&found).all(|(number, entry)| entry.number == Some(number));
    if !whole {
        return Err(Problem::not_found());
    }
    let mut bundle = Vec::new();
    for entry in &found {
        let form = form::sealed(entry);
        let length = u16::try_from(form.len()).map_err(Problem::internal)?;
        bundle.extend(length.to_be_bytes());
        bundle.extend(form.as_bytes());
    }
    Ok(bytes(bundle))
}

/// That an entry is in the log as it was signed last.
#[derive(Serialize)]
struct Inclusion {
    number: u64,
    size: u64,
    /// The entry as it is sealed.
    entry: String,
    hash: Digest,
    proof: Vec<Digest>,
    checkpoint: String,
}

/// By number or by id.
async fn inclusion(
    State(log): State<AuditLog>,
    Path(entry): Path<String>,
) -> Result<Response, Problem> {
    let which = match (path::number(&entry), entry.parse::<uuid::Uuid>()) {
        (Some(number), _) => audit::Column::Number.eq(i64::try_from(number).unwrap_or(i64::MAX)),
        (None, Ok(id)) => audit::Column::Id.eq(id),
        (None, Err(_)) => return Err(Problem::not_found()),
    };
    let read = snapshot(&log.database).await.map_err(away)?;
    let found = audit::Entity::find().filter(which).one(&read).await.map_err(away)?;
    let head = store::head(&read).await.map_err(away)?;
    let (Some(found), Some(head)) = (found, head) else { return Err(Problem::not_found()) };
    // Decided this very second: not sealed yet.
    let number = found.number.ok_or_else(Problem::not_found)?.unsigned_abs();
    let size = head.size.unsigned_abs();
    let entry = form::sealed(&found);
    let hash = hash_leaf(entry.as_bytes());
    let parts = proof::inclusion(number.min(size), size);
    let proof = roots(&read, &parts).await?.ok_or_else(|| damaged(size))?;
    read.commit().await.map_err(away)?;
    // Checked before it is told: whoever asks is to be told of a damage, and not to think that they did it wrong.
    let root = proof::root_by_inclusion(number, size, hash, &proof);
    if root.is_none_or(|root| root.bytes() != head.root.as_slice()) {
        return Err(damaged(size));
    }
    Ok(json(&Inclusion { number, size, entry, hash, proof, checkpoint: head.note }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Between {
    from: u64,
    to: Option<u64>,
}

/// That a log begins with an earlier one.
#[derive(Serialize)]
struct Consistency {
    from: u64,
    to: u64,
    proof: Vec<Digest>,
    /// Of the later one; none where nothing was signed at that size.
    checkpoint: Option<String>,
}

async fn consistency(
    State(log): State<AuditLog>,
    Query(Between { from, to }): Query<Between>,
) -> Result<Response, Problem> {
    let read = snapshot(&log.database).await.map_err(away)?;
    let head = store::head(&read).await.map_err(away)?.ok_or_else(Problem::not_found)?;
    let size = head.size.unsigned_abs();
    let to = to.unwrap_or(size);
    if from > to || to > size {
        let title = "Both sizes are sizes of the log, the earlier one first.";
        return Err(Problem::bad_request("no-such-size", title));
    }
    let all = [whole(from), whole(to), proof::consistency(from, to)].concat();
    let roots = roots(&read, &all).await?.ok_or_else(|| damaged(size))?;
    read.commit().await.map_err(away)?;
    let [older, newer, proof @ ..] = roots.as_slice() else { return Err(damaged(size)) };
    let signed = (to == size).then(|| head.note.parse::<SignedCheckpoint>().ok()).flatten();
    let right = signed.as_ref().is_none_or(|signed| signed.checkpoint.root == *newer);
    if !right || !proof::is_consistent((from, *older), (to, *newer), proof) {
        return Err(damaged(size));
    }
    let checkpoint = (to == size).then_some(head.note);
    Ok(json(&Consistency { from, to, proof: proof.to_vec(), checkpoint }))
}

/// The whole log of this size as one part.
fn whole(size: u64) -> Vec<Range<u64>> {
    std::iter::once(0..size).collect()
}

async fn roots(
    read: &sea_orm::DatabaseTransaction,
    parts: &[Range<u64>],
) -> Result<Option<Vec<Digest>>, Problem> {
    let tiles = store::tiles(read, proof::tiles(parts)).await.map_err(away)?;
    Ok(parts.iter().map(|part| proof::root_of_part(part, &tiles)).collect())
}

fn json(content: &impl Serialize) -> Response {
    let headers = [(header::CACHE_CONTROL, ASK_AGAIN)];
    (StatusCode::OK, headers, axum::Json(content)).into_response()
}
