use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::http::{Path, Problem};

use crate::Membership;
use crate::certificate::CertificatePrint;
use crate::model::MemberId;
use crate::seat::Desk;

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/members/{id}/certificate", get(show))
}

/// A member's certificate of today, to be printed.
async fn show(Desk(seat): Desk, Path(id): Path<MemberId>) -> Result<Response, Problem> {
    let member = seat.membership.member(seat.actor(), id).await?;
    let page = CertificatePrint::of(&seat, member)?;
    seat.page(&seat.say("membership.certificate.check-title"), &page).await
}
