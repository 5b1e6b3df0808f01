use axum::extract::State;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, ActorOf, Json, Path, Problem};

use super::wire::InboundWire;
use crate::model::DocumentId;
use crate::{Cms, permission};

/// Everything on the site that leads to a document: texts with a link to it, live or in the making, what ended by leading
/// to it, menus, and addresses from before.
#[utoipa::path(
    get, path = "/documents/{id}/links", operation_id = "listInboundLinks", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(("id" = uuid::Uuid, Path, description = "The document.")),
    responses((status = 200, description = "At most 500 of each.", body = InboundWire))
)]
pub(super) async fn list(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<DocumentId>,
) -> Result<Json<InboundWire>, Problem> {
    Ok(Json(InboundWire::from(cms.inbound(&actor, id).await?)))
}
