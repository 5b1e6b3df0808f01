//! The forms in which endpoints and deliveries are written and read.

use std::collections::BTreeSet;

use eframe_core::block::utoipa;
use eframe_core::{Actor, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{Delivery, DeliveryState, Endpoint, Lost, Message, State, Target, Why};
use crate::permission::MANAGE;

/// An endpoint.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhooksEndpoint)]
pub(super) struct EndpointWire {
    id: Uuid,
    #[schema(example = "City app")]
    about: String,
    /// Scheme, host and port.
    #[schema(example = "https://city.example")]
    origin: String,
    /// The whole address, for those who manage webhooks: what stands behind the host may be its receiver's secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "https://city.example/hooks")]
    url: Option<Target>,
    /// The names of the events it is told of; `*` alone for all.
    events: BTreeSet<String>,
    /// on or off.
    #[schema(example = "on")]
    state: &'static str,
    /// Why it is off: person, gone or failing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    why: Option<Why>,
    /// Since when it is off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    off_since: Option<Timestamp>,
    /// Since when it took nothing; absent while it takes what is sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    failing_since: Option<Timestamp>,
    /// Until when messages are signed with the secret of before too.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    older_secret_until: Option<Timestamp>,
    #[schema(value_type = String)]
    created_at: Timestamp,
}

/// All endpoints.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhooksEndpoints)]
pub(super) struct EndpointsWire {
    pub(super) items: Vec<EndpointWire>,
}

/// An endpoint with the secret that it was given just now. It is told this once.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhooksIssued)]
pub(super) struct IssuedWire {
    #[serde(flatten)]
    pub(super) endpoint: EndpointWire,
    #[schema(example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    pub(super) secret: String,
}

/// What an endpoint is to be.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = WebhooksWish)]
pub(super) struct WishWire {
    /// What people call it: 1 to 120 characters.
    #[schema(example = "City app")]
    pub(super) about: String,
    /// By TLS to port 443 or 8443, and to no address inside the house.
    #[schema(example = "https://city.example/hooks")]
    pub(super) url: String,
    /// The names of the events it is told of; `*` for all.
    pub(super) events: BTreeSet<String>,
}

/// What becomes of the secret of before.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = WebhooksRotation)]
pub(super) struct RotationWire {
    /// Whether it counts no more at once, since somebody may have learnt it. Else messages are signed with it too for a day.
    #[serde(default)]
    pub(super) at_once: bool,
}

/// A message on its way to an endpoint.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhooksDelivery)]
pub(super) struct DeliveryWire {
    /// The message; `webhook-id` is `msg_` and this without hyphens.
    message: Uuid,
    #[schema(example = "cms.edition.published")]
    event: String,
    #[schema(value_type = String)]
    at: Timestamp,
    /// waiting, arrived or failed.
    #[schema(example = "arrived")]
    state: &'static str,
    attempts: u32,
    /// When it is tried next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    due: Option<Timestamp>,
    /// How the last attempt ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<LastWire>,
}

/// How an attempt ended.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = WebhooksAttempt)]
pub(super) struct LastWire {
    #[schema(value_type = String)]
    at: Timestamp,
    /// The status that was answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// Why there was none: not-allowed, no-address, inner, no-connection, no-tls, broken, late or no-secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    lost: Option<Lost>,
    /// How the answer began.
    #[serde(skip_serializing_if = "String::is_empty")]
    said: String,
}

/// A page of deliveries.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<DeliveryWire>")]
pub(super) struct WebhooksDeliveryPage {
    items: Vec<DeliveryWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

/// A delivery with what it tells.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhooksDeliveryWhole)]
pub(super) struct WholeWire {
    #[serde(flatten)]
    delivery: DeliveryWire,
    /// What anybody may know of the event: `data` of the body.
    data: Value,
}

/// A message that was sent to try an endpoint out.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhooksPing)]
pub(super) struct PingWire {
    pub(super) message: Uuid,
}

/// The events that endpoints may be told of.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhooksEvents)]
pub(super) struct EventsWire {
    pub(super) items: Vec<&'static str>,
}

impl EndpointWire {
    /// An endpoint as whoever reads it may see it.
    pub(super) fn of(endpoint: Endpoint, reader: &Actor) -> Self {
        let (why, off_since) = match endpoint.state {
            State::On => (None, None),
            State::Off { why, since } => (Some(why), Some(since)),
        };
        Self {
            id: endpoint.id.uuid(),
            about: endpoint.about,
            origin: endpoint.target.origin(),
            url: reader.may(MANAGE).then_some(endpoint.target),
            events: endpoint.events.into(),
            state: endpoint.state.code(),
            why,
            off_since,
            failing_since: endpoint.failing_since,
            older_secret_until: endpoint.older.map(|older| older.until),
            created_at: endpoint.created,
        }
    }
}

impl From<Delivery> for DeliveryWire {
    fn from(delivery: Delivery) -> Self {
        let due = match delivery.state {
            DeliveryState::Waiting { due } => Some(due),
            DeliveryState::Arrived | DeliveryState::Failed => None,
        };
        let last = delivery.last.map(|last| LastWire {
            at: last.at,
            status: last.code,
            lost: last.lost,
            said: last.said,
        });
        Self {
            message: delivery.message.uuid(),
            event: delivery.event,
            at: delivery.at,
            state: delivery.state.code(),
            attempts: delivery.attempts,
            due,
            last,
        }
    }
}

impl From<(Delivery, Message)> for WholeWire {
    fn from((delivery, message): (Delivery, Message)) -> Self {
        Self { delivery: delivery.into(), data: message.data }
    }
}
