use axum::response::Response;
use eframe_core::Timestamp;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Path, Problem, see_other};
use eframe_core::template::Template;
use http::StatusCode;
use serde::Serialize;

use super::seat::Desk;
use crate::model::{DeliveryState, EndpointId, MessageId};
use crate::permission::MANAGE;

/// One delivery: what is told, and how the last attempt ended.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct DeliveryPage {
    form: Fields,
    /// What it is called in the header.
    id: String,
    /// The event's name.
    event: String,
    /// When it happened.
    at: Option<Timestamp>,
    /// Where it stands.
    stands: String,
    standing: eframe_core::desk::Standing,
    /// When it is tried next.
    due: Option<Timestamp>,
    attempts: u32,
    /// When it was tried last.
    tried: Option<Timestamp>,
    /// What came of it.
    answer: String,
    /// How the answer began.
    said: String,
    /// The body.
    body: String,
    /// Whether the reader may have it sent again.
    repeat: bool,
    /// The endpoint.
    back: String,
}

/// Shows it.
pub(super) async fn show(
    desk: Desk,
    Path((endpoint, message)): Path<(EndpointId, MessageId)>,
) -> Result<Response, Problem> {
    let page = page(&desk, endpoint, message).await?;
    desk.page(&desk.event(&page.event), &page).await
}

/// Sends it once more.
pub(super) async fn repeat(
    desk: Desk,
    Path((endpoint, message)): Path<(EndpointId, MessageId)>,
    Form(_): Form<Posted>,
) -> Result<Response, Problem> {
    match desk.webhooks.repeat(&desk.caller, endpoint, message).await {
        Ok(_) => Ok(see_other(&desk.url(&format!("/{endpoint}?done=repeated")))),
        Err(error) => {
            let why = desk.refused(error)?;
            let page = page(&desk, endpoint, message).await?;
            let page = DeliveryPage { form: Fields::empty().fault("", why), ..page };
            desk.again(&desk.event(&page.event), &page, StatusCode::CONFLICT).await
        }
    }
}

async fn page(
    desk: &Desk,
    endpoint: EndpointId,
    message: MessageId,
) -> Result<DeliveryPage, Problem> {
    let (delivery, message) = desk.webhooks.delivery(desk.actor(), endpoint, message).await?;
    let to = desk.webhooks.endpoint(desk.actor(), endpoint).await?;
    let (standing, stands) = desk.reached(&delivery);
    let due = match delivery.state {
        DeliveryState::Waiting { due } if to.is_on() => Some(due),
        _ => None,
    };
    let waits = matches!(delivery.state, DeliveryState::Waiting { .. });
    Ok(DeliveryPage {
        form: Fields::empty(),
        id: message.id.header(),
        event: delivery.event.clone(),
        at: Some(delivery.at),
        stands,
        standing,
        due,
        attempts: delivery.attempts,
        tried: delivery.last.as_ref().map(|last| last.at),
        answer: desk.answered(delivery.last.as_ref()),
        said: delivery.last.map(|last| last.said).unwrap_or_default(),
        body: String::from_utf8(message.body()).unwrap_or_default(),
        repeat: desk.actor().may(MANAGE) && to.is_on() && !waits,
        back: desk.url(&format!("/{endpoint}")),
    })
}

impl Template for DeliveryPage {
    const NAME: &'static str = "webhooks/desk/delivery.html";

    fn samples() -> Vec<Self> {
        let waiting = Self {
            id: "msg_0197".to_owned(),
            event: "cms.edition.published".to_owned(),
            at: Some(Timestamp::UNIX_EPOCH),
            stands: "Waits".to_owned(),
            due: Some(Timestamp::UNIX_EPOCH),
            answer: "Not tried yet".to_owned(),
            body: r#"{"type":"cms.edition.published"}"#.to_owned(),
            back: "/desk/webhooks/1".to_owned(),
            ..Self::default()
        };
        let failed = Self {
            form: Fields::empty().fault("", "It waits already".to_owned()),
            standing: eframe_core::desk::Standing::Bad,
            due: None,
            attempts: 10,
            tried: Some(Timestamp::UNIX_EPOCH),
            answer: "500".to_owned(),
            said: "try later".to_owned(),
            repeat: true,
            ..waiting.clone()
        };
        vec![waiting, failed]
    }
}
