//! Whole requests to the services, as a host hands them on.

use eframe_core::{Actor, Body, Component, Language};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).expect("JSON")
    }
}

/// Sends a request as the host does: with who asks and in which language in its extensions.
pub(crate) async fn send(
    service: Component,
    actor: &Actor,
    language: Language,
    request: Request<Body>,
) -> Answer {
    let mut request = request;
    request.extensions_mut().insert(actor.clone());
    request.extensions_mut().insert(language);
    let response = service.oneshot(request).await.expect("services never fail");
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, text, bytes: bytes.to_vec() }
}

pub(crate) fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::default()).expect("a request")
}

pub(crate) fn json(method: &str, path: &str, body: &serde_json::Value) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("content-type", "application/json");
    request.body(Body::from(body.to_string())).expect("a request")
}

/// A posted form.
pub(crate) fn form(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let encoded = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
    request.body(Body::from(pairs.collect::<Vec<_>>().join("&"))).expect("a request")
}

/// The same with one more header.
pub(crate) fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().insert(name, value.parse().expect("a header"));
    request
}
