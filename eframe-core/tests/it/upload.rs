//! Files in forms, asked for as a browser does, and what becomes of them.

mod form;
mod picture;
mod serve;

use eframe_core::block::axum::extract::State;
use eframe_core::block::axum::routing::{get, post};
use eframe_core::block::axum::{self, Json, Router};
use eframe_core::http::{CallerOf, FileForm, Path, Problem};
use eframe_core::upload::{Audience, FileField, Policy, Received, Shelf, Upload, receive, serve};
use eframe_core::{Body, Component, FieldErrors};
use http::{HeaderMap, Request, Response};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

const BOUNDARY: &str = "----WebKitFormBoundary7MA4YWxkTrZu0gW";

const POLICY: Policy = Policy::documents().megabytes(1);

/// The streets' site: takes a form with a plan and photos, a plan alone, and gives them back.
fn streets(shelf: &Shelf) -> Component {
    let form = |State(shelf): State<Shelf>, CallerOf(caller): CallerOf, form: FileForm| async move {
        let fields = [FileField::one("plan", POLICY), FileField::many("photo", POLICY, 3)];
        let received = form.receive(&shelf, &fields).await?;
        let repeat = received.bind(caller).repeat.map(|repeat| repeat.fingerprint.to_string());
        Ok::<_, Problem>(Json(told(&received, repeat)))
    };
    let alone = |State(shelf): State<Shelf>, headers: HeaderMap, body: axum::body::Body| async move {
        let name = headers.get("x-name").and_then(|name| name.to_str().ok()).unwrap_or_default();
        let upload = receive(&shelf, body, name, &POLICY).await?;
        Ok::<_, Problem>(Json(json!(upload)))
    };
    let give = |State(shelf): State<Shelf>, Path(upload): Path<String>, headers: HeaderMap| async move {
        let upload: Upload = serde_json::from_str(&upload).map_err(|_| Problem::not_found())?;
        serve(&shelf, &upload, Audience::Private, &headers).await
    };
    Component::from_router(
        "streets",
        Router::new()
            .route("/form", post(form))
            .route("/alone", post(alone))
            .route("/plan/{upload}", get(give))
            .with_state(shelf.clone()),
    )
}

fn told(received: &Received, repeat: Option<String>) -> Value {
    let said = |errors: FieldErrors| errors.iter().map(|error| error.key).collect::<Vec<_>>();
    let plan = received.files.one("plan").map_err(said);
    let photos = received.files.all("photo").map_err(said);
    json!({
        "posted": received.posted,
        "plan": plan.unwrap_or_default(),
        "wrong": received.files.required("plan").err().map(said),
        "photos": photos.as_ref().map(Vec::len).ok(),
        "wrongPhotos": photos.err(),
        "repeat": repeat,
    })
}

/// One part of a form, as browsers write it.
fn part(head: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n");
    [head.as_bytes(), content, b"\r\n"].concat()
}

fn text(name: &str, value: &str) -> Vec<u8> {
    part(&format!("name=\"{name}\""), value.as_bytes())
}

fn file(name: &str, file: &str, content: &[u8]) -> Vec<u8> {
    let kind = "application/octet-stream";
    part(&format!("name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: {kind}"), content)
}

fn whole(parts: &[Vec<u8>]) -> Vec<u8> {
    [&parts.concat()[..], format!("--{BOUNDARY}--\r\n").as_bytes()].concat()
}

fn request() -> http::request::Builder {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    Request::post("/form").header("content-type", kind)
}

async fn answer(shelf: &Shelf, request: Request<Body>) -> (Response<()>, bytes::Bytes) {
    let (parts, body) = streets(shelf).oneshot(request).await.unwrap().into_parts();
    (Response::from_parts(parts, ()), body.collect().await.unwrap().to_bytes())
}

/// Posts a form; what comes back is JSON in any case.
async fn send(shelf: &Shelf, body: impl Into<Body>) -> (u16, Value) {
    let (response, body) = answer(shelf, request().body(body.into()).unwrap()).await;
    (response.status().as_u16(), serde_json::from_slice(&body).unwrap())
}

async fn post_form(shelf: &Shelf, parts: &[Vec<u8>]) -> (u16, Value) {
    send(shelf, bytes::Bytes::from(whole(parts))).await
}

/// Hands in one file and gives what is stored.
async fn stored(shelf: &Shelf, name: &str, content: &[u8]) -> Upload {
    let (status, told) = post_form(shelf, &[file("plan", name, content)]).await;
    assert_eq!(status, 200, "{told}");
    serde_json::from_value(told["plan"].clone()).unwrap_or_else(|_| panic!("{told}"))
}

/// The key of what is wrong with one file.
async fn refusal(shelf: &Shelf, content: &[u8]) -> String {
    let (status, told) = post_form(shelf, &[file("plan", "plan.pdf", content)]).await;
    assert_eq!(status, 200, "{told}");
    told["wrong"][0].as_str().unwrap_or_default().to_owned()
}

async fn bytes_of(shelf: &Shelf, upload: &Upload) -> bytes::Bytes {
    let open = shelf.open(upload.blob).await.unwrap().unwrap();
    open.body.collect().await.unwrap().to_bytes()
}
