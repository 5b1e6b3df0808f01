//! What every component does for its block, asked as a host would.

use std::collections::BTreeMap;

use eframe_core::block::axum::routing::{get, post};
use eframe_core::block::axum::{self, Router};
use eframe_core::http::{Accepts, CallerOf, Form, IfMatch, Json, Path, Problem, Query};
use eframe_core::{Body, Component};
use http::{Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use serde::{Deserialize, Serialize};
use tower::ServiceExt as _;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Street {
    name: String,
}

#[derive(Deserialize)]
struct Search {
    page: Option<u32>,
    tag: Option<Vec<String>>,
}

fn streets() -> Component {
    let search =
        |Query(search): Query<Search>| async move { format!("{:?} {:?}", search.page, search.tag) };
    let add = |CallerOf(caller): CallerOf, Json(street): Json<Street>| async move {
        (StatusCode::CREATED, format!("{} {}", street.name, caller.repeat.is_some()))
    };
    let sign =
        |Form(fields): Form<BTreeMap<String, Vec<String>>>| async move { format!("{fields:?}") };
    let change = |Path(id): Path<u32>, seen: IfMatch| async move {
        seen.answer::<_, Problem>(Ok(format!("{id} {seen:?}")))
    };
    let open = |_: Accepts, Path((a, b)): Path<(String, u32)>| async move { format!("{a} {b}") };
    let fail = || async { Problem::internal(std::io::Error::other("secret")) };
    Component::from_router(
        "streets",
        Router::new()
            .route("/", get(search).post(add))
            .route("/sign", post(sign))
            .route("/{id}", axum::routing::put(change))
            .route("/{name}/{number}", get(open))
            .route("/fail", get(fail)),
    )
}

async fn ask(request: http::request::Builder, body: impl Into<Body>) -> (Response<()>, String) {
    let request = request.body(body.into()).unwrap();
    let (parts, body) = streets().oneshot(request).await.unwrap().into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (Response::from_parts(parts, ()), String::from_utf8(bytes.to_vec()).unwrap())
}

async fn status(request: http::request::Builder, body: impl Into<Body>) -> u16 {
    let (response, text) = ask(request, body).await;
    if response.status().is_client_error() {
        assert_eq!(response.headers()["content-type"], "application/problem+json", "{text}");
    }
    response.status().as_u16()
}

fn json(path: &str) -> http::request::Builder {
    Request::post(path).header("content-type", "application/json")
}

fn form(path: &str) -> http::request::Builder {
    Request::post(path).header("content-type", "application/x-www-form-urlencoded")
}

#[tokio::test]
async fn an_answer_is_not_cached_unless_it_says_so() {
    let (response, text) = ask(Request::get("/?page=2&tag=a&tag=b"), "").await;
    assert_eq!(text, r#"Some(2) Some(["a", "b"])"#);
    assert_eq!(response.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn head_has_the_length_and_no_body() {
    let (response, text) = ask(Request::head("/"), "").await;
    assert_eq!((response.status(), text.as_str()), (StatusCode::OK, ""));
    assert_eq!(response.headers()["content-length"], "9");
}

#[tokio::test]
async fn bad_input_4_invalid_utf8() {
    assert_eq!(status(Request::get("/%ff/1"), "").await, 400);
    assert_eq!(status(Request::get("/?tag=%ff"), "").await, 400);
    assert_eq!(status(form("/sign"), "a=%ff").await, 400);
    assert_eq!(
        status(json("/"), Body::from(bytes::Bytes::from_static(b"{\"name\":\"\xff\"}"))).await,
        400
    );
}

#[tokio::test]
async fn bad_input_5_nul() {
    assert_eq!(status(Request::get("/%00/1"), "").await, 400);
    assert_eq!(status(Request::get("/?tag=%00"), "").await, 400);
    assert_eq!(status(form("/sign"), "a=%00").await, 422);
    assert_eq!(status(json("/"), r#"{"name":"\u0000"}"#).await, 422);
}

#[tokio::test]
async fn bad_input_7_unknown_fields() {
    assert_eq!(status(json("/"), r#"{"name":"a","role":"admin"}"#).await, 422);
    let (_, text) = ask(form("/sign"), "a=1&b=%2B+&a=").await;
    assert_eq!(text, r#"{"a": ["1", ""], "b": ["+ "]}"#);
}

#[tokio::test]
async fn bad_input_8_a_repeated_parameter() {
    assert_eq!(status(Request::get("/?page=1&page=2"), "").await, 400);
    assert_eq!(status(Request::get("/?page=1&p%61ge=1"), "").await, 400);
}

#[tokio::test]
async fn bad_input_9_accept_and_content_type() {
    assert_eq!(status(Request::post("/"), r#"{"name":"a"}"#).await, 415);
    assert_eq!(status(Request::post("/").header("content-type", "text/plain"), "{}").await, 415);
    assert_eq!(status(Request::post("/sign"), "a=1").await, 415);
    assert_eq!(status(Request::get("/a/1").header("accept", "text/css"), "").await, 406);
}

#[tokio::test]
async fn bad_input_10_unknown_methods() {
    for method in ["TRACE", "QUERY", "BREW", "DELETE"] {
        let request = || Request::builder().method(method).header("x-http-method-override", "GET");
        let (response, text) = ask(request().uri("/"), "").await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()["allow"], "GET,HEAD,POST");
        assert!(text.contains("method-not-allowed"), "{text}");
        assert_eq!(status(request().uri("/no/such/street"), "").await, 404);
    }
}

#[tokio::test]
async fn bad_input_12_numbers_that_are_none() {
    for wrong in ["-1", "1000000000000000000", "x", "1.5"] {
        assert_eq!(status(Request::get(format!("/?page={wrong}")), "").await, 400);
        assert_eq!(
            status(Request::put(format!("/{wrong}")).header("if-match", "*"), "").await,
            404
        );
    }
}

#[tokio::test]
async fn a_change_names_the_version_it_was_made_from() {
    assert_eq!(status(Request::put("/7"), "").await, 428);
    assert_eq!(status(Request::put("/7").header("if-match", "7"), "").await, 400);
    let (_, text) = ask(Request::put("/7").header("if-match", "\"7\""), "").await;
    assert_eq!(text, "7 Version(Version(7))");
}

#[tokio::test]
async fn a_repeat_key_reaches_the_caller() {
    let (_, text) = ask(json("/").header("idempotency-key", "\"k-1\""), r#"{"name":"a"}"#).await;
    assert_eq!(text, "a true");
    for wrong in ["", "a b", &"x".repeat(256)] {
        let request = json("/").header("idempotency-key", wrong);
        assert_eq!(status(request, r#"{"name":"a"}"#).await, 400);
    }
}

#[tokio::test]
async fn parameters_of_the_mount_are_not_the_components() {
    let host = Router::new().nest_service("/{lang}", streets());
    let request = Request::get("/ko/a/1").body(Body::empty()).unwrap();
    let response = host.oneshot(request).await.unwrap();
    let text = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(text, "a 1");
}

#[tokio::test]
async fn a_failure_shows_nothing_of_its_cause() {
    let (response, text) = ask(Request::get("/fail"), "").await;
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert!(text.contains("internal") && !text.contains("secret"), "{text}");
}
