//! What somebody typed outlives their session by an hour.

use std::convert::Infallible;

use eframe_core::form::{Detour, Gate, KeptForms, Posted, Recovered};
use eframe_core::test::databases;
use eframe_core::{Actor, ActorId, Body};
use http::{Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use tower::{Layer as _, ServiceExt as _};
use uuid::Uuid;

#[tokio::test]
async fn a_form_is_kept_for_an_hour_at_its_own_address() {
    for test in databases(&[]).await {
        let kept = KeptForms::new(test.database.clone());
        let posted = Posted::from_iter([
            ("title", "Quay"),
            ("new-password", "swordfish"),
            ("tag", "a"),
            ("tag", "b"),
        ]);
        let token = kept.keep("/desk/streets/7", &posted).await.unwrap().unwrap();
        let found = kept.find("/desk/streets/7", &token).await.unwrap();
        assert_eq!(found, Some(posted.clone().without(&["new-password"])), "{}", test.kind);
        assert_eq!(kept.find("/desk/streets/8", &token).await.unwrap(), None, "{}", test.kind);
        assert_eq!(kept.find("/desk/streets/7", "guess").await.unwrap(), None, "{}", test.kind);
        test.clock.advance(SignedDuration::from_mins(60));
        assert_eq!(kept.find("/desk/streets/7", &token).await.unwrap(), None, "{}", test.kind);
    }
}

fn request(method: Method, uri: &str, actor: Option<Actor>, body: &str) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(uri);
    if !body.is_empty() {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    let mut request =
        request.body(Body::from(bytes::Bytes::copy_from_slice(body.as_bytes()))).unwrap();
    if let Some(actor) = actor {
        request.extensions_mut().insert(actor);
    }
    request
}

/// Says what was recovered.
async fn page(request: Request<Body>) -> Result<Response<Body>, Infallible> {
    let Recovered(posted) = request.extensions().get().cloned().unwrap_or_default();
    let said = posted.map(|posted| posted.one("title").to_owned()).unwrap_or_default();
    Ok(Response::new(Body::from(bytes::Bytes::from(said))))
}

#[tokio::test]
async fn bad_input_99_a_session_that_ends_while_typing_costs_nothing() {
    for test in databases(&[]).await {
        let gate = Gate::new(test.database.clone(), |back| format!("/account/sign-in?back={back}"));
        let desk = gate.layer(tower::service_fn(page));
        let sent = request(
            Method::POST,
            "/desk/streets/7",
            None,
            "title=Quay+Street%C2%A0%EA%B0%80&bad=%FF",
        );
        let away = desk.clone().oneshot(sent).await.unwrap();
        assert_eq!(away.status(), StatusCode::SEE_OTHER);
        let address = away.headers()[header::LOCATION].to_str().unwrap().to_owned();
        let back = address.strip_prefix("/account/sign-in?back=").unwrap();
        assert!(back.starts_with("/desk/streets/7?kept="), "{back}");

        let person = Actor::person(ActorId::new(Uuid::from_u128(1)), "Mina Park", vec![]);
        let again = desk.oneshot(request(Method::GET, back, Some(person), "")).await.unwrap();
        let said = again.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(said, "Quay Street\u{a0}가", "{}", test.kind);
    }
}

#[tokio::test]
async fn bad_input_99_of_a_form_with_files_the_words_are_kept() {
    let test = eframe_core::test::sqlite(&[]).await;
    let gate = Gate::new(test.database.clone(), |back| format!("/in?back={back}"));
    let desk = gate.layer(tower::service_fn(page));
    let form = "--x\r\nContent-Disposition: form-data; name=\"plan\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 \
                secret\r\n--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nQuay Street\r\n--x--\r\n";
    let mut sent = request(Method::POST, "/desk/streets/7", None, form);
    let kind = "multipart/form-data; boundary=x".parse().unwrap();
    sent.headers_mut().insert(header::CONTENT_TYPE, kind);
    let away = desk.clone().oneshot(sent).await.unwrap();
    assert_eq!(away.status(), StatusCode::SEE_OTHER);
    let back = away.headers()[header::LOCATION].to_str().unwrap().to_owned();
    let token = back.split("kept=").nth(1).unwrap();
    let kept = KeptForms::new(test.database.clone()).find("/desk/streets/7", token).await.unwrap();
    assert_eq!(kept, Some(Posted::from_iter([("title", "Quay Street")])));
}

#[tokio::test]
async fn who_is_not_signed_in_comes_back_to_where_they_were() {
    let test = eframe_core::test::sqlite(&[]).await;
    let gate = Gate::new(test.database.clone(), |back| format!("/in?back={back}"));
    let desk = gate.layer(tower::service_fn(page));
    let away =
        desk.oneshot(request(Method::GET, "/desk/streets?words=quay", None, "")).await.unwrap();
    assert_eq!(away.headers()[header::LOCATION], "/in?back=/desk/streets?words=quay");
    assert_eq!(away.headers()[header::CACHE_CONTROL], "no-store");
}

#[tokio::test]
async fn who_has_something_to_do_first_is_led_there_and_back_with_what_they_typed() {
    for test in databases(&[]).await {
        let gate = Gate::new(test.database.clone(), |back| format!("/in?back={back}"));
        let desk = gate.layer(tower::service_fn(page));
        let person = || Actor::person(ActorId::new(Uuid::from_u128(1)), "Mina Park", vec![]);
        let owing = |method, path: &str, body: &str| {
            let mut request = request(method, path, Some(person()), body);
            request.extensions_mut().insert(Detour::new("/account/second-factor"));
            request
        };
        let led = desk.clone().oneshot(owing(Method::GET, "/desk/?words=quay", "")).await.unwrap();
        assert_eq!(led.status(), StatusCode::SEE_OTHER);
        let address = &led.headers()[header::LOCATION];
        assert_eq!(address, "/account/second-factor?next=/desk/%3Fwords%3Dquay");
        assert_eq!(led.headers()[header::CACHE_CONTROL], "no-store");

        let sent = owing(Method::POST, "/desk/streets/7", "title=Quay+Street");
        let led = desk.clone().oneshot(sent).await.unwrap();
        let address = led.headers()[header::LOCATION].to_str().unwrap().to_owned();
        let token = address.strip_prefix("/account/second-factor?next=/desk/streets/7%3Fkept%3D");
        let back = format!("/desk/streets/7?kept={}", token.expect("the way back"));
        let again = desk.oneshot(request(Method::GET, &back, Some(person()), "")).await.unwrap();
        let said = again.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(said, "Quay Street", "{}", test.kind);
    }
}
