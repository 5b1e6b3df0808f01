use axum::extract::State;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, Json, Path, Problem, Query};
use serde::Deserialize;

use super::wire::CompareWire;
use crate::model::DocumentId;
use crate::{Cms, permission};

/// Which editions are compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    one: String,
    other: String,
}

/// Two editions of a document side by side, of one language or of two: field by field, and the body block by block, its
/// texts paragraph by paragraph. In one language each side says which of its words the other has not.
#[utoipa::path(
    get, path = "/documents/{id}/compare", operation_id = "compareEditions", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("one" = String, Query, description = "An edition, by its language and number: en.3."),
        ("other" = String, Query, description = "The one to compare it with: en.4, ko.2."),
    ),
    responses((status = 200, description = "All parts of both, in their order.", body = CompareWire))
)]
pub(super) async fn read(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<DocumentId>,
    Query(asked): Query<Asked>,
) -> Result<Json<CompareWire>, Problem> {
    // Whether there are such editions is told to staff alone.
    cms.document(&actor, id).await?;
    cms.staff(&actor)?;
    let compared = cms.compare(&actor, id, asked.one.parse()?, asked.other.parse()?).await?;
    Ok(Json(CompareWire::from(compared)))
}
