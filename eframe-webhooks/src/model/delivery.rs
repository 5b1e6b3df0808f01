use eframe_core::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::EndpointId;

eframe_core::id! {
    /// Names a message: the same for every endpoint and every attempt.
    pub struct MessageId;
}

impl MessageId {
    /// As receivers see it, in `webhook-id`. It holds no full stop, which signatures part by.
    pub fn header(self) -> String {
        format!("msg_{}", self.uuid().simple())
    }
}

/// What endpoints are told.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// The event's dotted name.
    pub event: String,
    /// When it happened.
    pub at: Timestamp,
    /// What anybody may know of it.
    pub data: Value,
}

impl Message {
    /// The body, as it is signed and sent: `{"type":..,"timestamp":..,"data":..}`.
    pub fn body(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct Body<'a> {
            r#type: &'a str,
            timestamp: Timestamp,
            data: &'a Value,
        }
        let body = Body { r#type: &self.event, timestamp: self.at, data: &self.data };
        serde_json::to_vec(&body).unwrap_or_default()
    }
}

/// A message on its way to one endpoint.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// The message.
    pub message: MessageId,
    /// The endpoint.
    pub endpoint: EndpointId,
    /// The event's dotted name.
    pub event: String,
    /// When it happened.
    pub at: Timestamp,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// How the last attempt ended.
    pub last: Option<Last>,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryState {
    /// It is tried at this time, or a little later.
    Waiting {
        /// When.
        due: Timestamp,
    },
    /// The endpoint took it.
    Arrived,
    /// It was tried as often as is sensible.
    Failed,
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Last {
    /// When.
    pub at: Timestamp,
    /// The status that was answered.
    pub code: Option<u16>,
    /// Why there was no answer.
    pub lost: Option<Lost>,
    /// How the answer began, cleaned, at most 300 characters.
    pub said: String,
}

/// Why an attempt brought no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Lost {
    /// Nothing may be sent to that address any more, as the host's settings are now.
    NotAllowed,
    /// The name has no address.
    NoAddress,
    /// The name leads inside the house.
    Inner,
    /// Nobody took the connection.
    NoConnection,
    /// The certificate is not to be trusted, or no TLS came about.
    NoTls,
    /// The answer was broken off, or is none.
    Broken,
    /// It took too long.
    Late,
    /// The house's secret that its own was made of is not there any more: it has to be changed.
    NoSecret,
}

impl Lost {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::NotAllowed,
        Self::NoAddress,
        Self::Inner,
        Self::NoConnection,
        Self::NoTls,
        Self::Broken,
        Self::Late,
        Self::NoSecret,
    ];

    /// Its name in rows, messages and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotAllowed => "not-allowed",
            Self::NoAddress => "no-address",
            Self::Inner => "inner",
            Self::NoConnection => "no-connection",
            Self::NoTls => "no-tls",
            Self::Broken => "broken",
            Self::Late => "late",
            Self::NoSecret => "no-secret",
        }
    }

    /// The one of this name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

impl DeliveryState {
    /// Its name in rows, messages and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Arrived => "arrived",
            Self::Failed => "failed",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_body_has_type_time_and_data_in_this_order() {
        let message = Message {
            id: MessageId::new(Uuid::from_u128(7)),
            event: "cms.edition.published".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            data: json!({ "title": "Fair" }),
        };
        let body = String::from_utf8(message.body()).expect("text");
        let wanted = r#"{"type":"cms.edition.published","timestamp":"1970-01-01T00:00:00Z","data":{"title":"Fair"}}"#;
        assert_eq!(body, wanted);
        assert_eq!(message.id.header(), "msg_00000000000000000000000000000007");
    }
}
