//! Whole requests to a block's services, as a host hands them on, and their answers read to the end.
//!
//! ```no_run
//! # async fn example(service: eframe_core::Component, clerk: eframe_core::Actor) {
//! use eframe_core::Language;
//! use eframe_core::test::ask::{form, send};
//!
//! let answer = send(service, &clerk, Language::EN, form("/permits", &[("plate", "12가 3456")])).await;
//! assert_eq!(answer.header("location"), "/permits");
//! # }
//! ```

use http::{HeaderMap, Request, StatusCode};
use http_body_util::BodyExt as _;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use tower::ServiceExt as _;

use crate::{Actor, Body, Component, Language};

/// An answer, read to its end.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub bytes: Vec<u8>,
    /// The same as text; what is none is replaced.
    pub text: String,
}

impl Answer {
    /// The value of a header; empty where there is none.
    ///
    /// # Panics
    /// When it is no text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().expect("text")).unwrap_or_default()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// Where a redirect to another page leads, without its query.
    ///
    /// # Panics
    /// When the answer is no such redirect.
    pub fn place(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        self.header("location").split('?').next().unwrap_or_default().to_owned()
    }

    /// The value of a hidden field of the page.
    ///
    /// # Panics
    /// When the page has no such field.
    pub fn hidden(&self, name: &str) -> String {
        self.between(&format!(r#"name="{name}" value=""#))
    }

    /// The address that the page's first form posts to.
    ///
    /// # Panics
    /// When the page has no form.
    pub fn action(&self) -> String {
        self.between(r#"method="post" action=""#).replace("&#x2f;", "/")
    }

    fn between(&self, before: &str) -> String {
        let (_, rest) = self.text.split_once(before).unwrap_or_else(|| panic!("{}", self.text));
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

/// Sends a request as a host does: with who asks, and in which language, in its extensions.
///
/// # Panics
/// When the answer's body breaks off.
pub async fn send(
    service: Component,
    actor: &Actor,
    language: Language,
    mut request: Request<Body>,
) -> Answer {
    request.extensions_mut().insert(actor.clone());
    request.extensions_mut().insert(language);
    let Ok(response) = service.oneshot(request).await;
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes().to_vec();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Answer { status: parts.status, headers: parts.headers, bytes, text }
}

/// A question.
///
/// # Panics
/// When the path is none.
pub fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::default()).expect("a request")
}

/// A request with JSON.
///
/// # Panics
/// When the method or the path is none.
pub fn json(method: &str, path: &str, body: &Value) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("content-type", "application/json");
    request.body(Body::from(body.to_string())).expect("a request")
}

/// A posted form.
///
/// # Panics
/// When the path is none.
pub fn form(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
    request.body(Body::from(pairs.collect::<Vec<_>>().join("&"))).expect("a request")
}

/// The same with one more header.
///
/// # Panics
/// When its value is none.
#[must_use]
pub fn with(mut request: Request<Body>, name: &'static str, value: &str) -> Request<Body> {
    request.headers_mut().insert(name, value.parse().expect("a header"));
    request
}
