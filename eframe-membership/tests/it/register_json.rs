use eframe_core::{Actor, Body, Component, Language};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt as _;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::hall::{Hall, five, halls, officer, organisation, reader, vera};

async fn send(service: Component, actor: &Actor, request: Request<Body>) -> (StatusCode, Value) {
    let mut request = request;
    request.extensions_mut().insert(actor.clone());
    request.extensions_mut().insert(Language::EN);
    let Ok(response) = service.oneshot(request).await;
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.expect("a whole body").to_bytes();
    let value = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
    (parts.status, value)
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::default()).expect("a request")
}

fn post(path: &str, body: &Value) -> Request<Body> {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
    request.body(Body::from(body.to_string())).expect("a request")
}

async fn filled() -> Vec<Hall> {
    let all = halls().await;
    for hall in &all {
        hall.noon("2026-01-10");
        hall.import(&five()).await.expect("imported");
    }
    all
}

#[tokio::test]
async fn the_register_is_read_by_anybody_page_by_page() {
    for hall in filled().await {
        let nobody = Actor::anonymous();
        let (status, first) = send(hall.membership.json(), &nobody, get("/register?limit=2")).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(first["items"][0]["name"], "accra");
        let next = format!("/register?limit=2&cursor={}", first["next"].as_str().expect("more"));
        let (_, second) = send(hall.membership.json(), &nobody, get(&next)).await;
        assert_eq!(second["items"][0]["name"], "Blue Company", "{}", hall.base.kind);
        let (_, figures) = send(hall.membership.json(), &nobody, get("/register/figures")).await;
        assert_eq!(figures["members"], 3);
        let path = "/register/M-2018-0002?on=2018-05-31";
        let (_, explained) = send(hall.membership.json(), &nobody, get(path)).await;
        assert_eq!(explained["standing"], "associate");
        assert_eq!(explained["rights"][0]["right"], "vote");
        assert_eq!(explained["rights"][0]["held"], false);
    }
}

#[tokio::test]
async fn bad_input_12_limits_are_clamped_and_wrong_parameters_refused() {
    for hall in filled().await {
        let nobody = Actor::anonymous();
        let (status, _) =
            send(hall.membership.json(), &nobody, get("/register?limit=1000000000")).await;
        assert_eq!(status, StatusCode::OK);
        for query in ["limit=-1", "cursor=-1", "region=x", "kind=A", "limit=1&limit=2"] {
            let path = format!("/register?{query}");
            let (status, _) = send(hall.membership.json(), &nobody, get(&path)).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{query}");
        }
        let wrong = [
            "/register/M-2018-0002?on=2018-02-30",
            "/fees?state=lost",
            "/fees?stat=open",
            "/register?countri=KR",
            "/register/M-2018-0002?at=2018-03-01",
            "/certificates/abcdefghij?isued=2018-03-01",
            "/register/export?form=csv&fee=1",
            "/figures/process?form=2018-01-01",
        ];
        for path in wrong {
            let (status, _) = send(hall.membership.json(), &vera(), get(path)).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{path}");
        }
    }
}

#[tokio::test]
async fn bad_input_37_a_membership_is_read_by_whose_it_is_and_by_the_secretariat() {
    for hall in filled().await {
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let path = format!("/members/{}", seoul.id);
        let of = |number| officer(organisation(number));
        for (actor, expected) in [
            (Actor::anonymous(), StatusCode::UNAUTHORIZED),
            (of(101), StatusCode::NOT_FOUND),
            (of(102), StatusCode::OK),
            (reader(), StatusCode::OK),
        ] {
            let (status, _) = send(hall.membership.json(), &actor, get(&path)).await;
            assert_eq!(status, expected, "{}", actor.name());
        }
        let reason = json!({ "reason": "x" });
        for (actor, expected) in [
            (Actor::anonymous(), StatusCode::UNAUTHORIZED),
            (of(101), StatusCode::NOT_FOUND),
            (of(102), StatusCode::FORBIDDEN),
            (reader(), StatusCode::FORBIDDEN),
            (vera(), StatusCode::OK),
        ] {
            let request = post(&format!("{path}/suspension"), &reason);
            let (status, _) = send(hall.membership.json(), &actor, request).await;
            assert_eq!(status, expected, "{}", actor.name());
        }
    }
}

#[tokio::test]
async fn a_member_is_amended_from_the_version_that_was_read() {
    for hall in filled().await {
        let seoul = hall.membership.member_of(&vera(), organisation(102)).await.expect("there");
        let put = |tag: Option<&str>, population: Value| {
            let body = json!({ "name": "Seoul", "country": "KR", "population": population });
            let mut request = Request::put(format!("/members/{}/profile", seoul.id))
                .header(header::CONTENT_TYPE, "application/json");
            if let Some(tag) = tag {
                request = request.header(header::IF_MATCH, tag);
            }
            request.body(Body::from(body.to_string())).expect("a request")
        };
        let json = || hall.membership.json();
        let missing = send(json(), &vera(), put(None, json!(1))).await;
        assert_eq!(missing.0, StatusCode::PRECONDITION_REQUIRED);
        let large =
            send(json(), &vera(), put(Some("\"1\""), json!(1_000_000_000_000_000_000_u64))).await;
        assert_eq!(large.0, StatusCode::UNPROCESSABLE_ENTITY);
        let done = send(json(), &vera(), put(Some("\"1\""), json!(10))).await;
        assert_eq!(done.0, StatusCode::OK, "{}", done.1);
        let stale = send(json(), &vera(), put(Some("\"1\""), json!(11))).await;
        assert_eq!(stale.0, StatusCode::PRECONDITION_FAILED);
    }
}

#[tokio::test]
async fn fees_are_asked_for_listed_and_settled() {
    for hall in filled().await {
        let json = || hall.membership.json();
        let (status, asked) =
            send(json(), &vera(), post("/fees/ask", &json!({ "year": 2026 }))).await;
        assert_eq!((status, &asked["asked"]), (StatusCode::OK, &json!(5)));
        let (_, page) = send(json(), &reader(), get("/fees?year=2026&state=open&limit=3")).await;
        assert_eq!(page["items"][0]["name"], "accra");
        let next = format!(
            "/fees?year=2026&state=open&limit=3&cursor={}",
            page["next"].as_str().expect("more")
        );
        let (_, rest) = send(json(), &reader(), get(&next)).await;
        assert_eq!(rest["items"].as_array().expect("a list").len(), 2);
        let fee = page["items"][0]["id"].as_str().expect("an id");
        let payment = json!({ "on": "2026-01-09", "reference": "7" });
        let path = format!("/fees/{fee}/payment");
        let (status, _) = send(json(), &reader(), post(&path, &payment)).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let (status, settled) = send(json(), &vera(), post(&path, &payment)).await;
        assert_eq!((status, &settled["restored"]), (StatusCode::OK, &json!(false)));
        let (status, twice) = send(json(), &vera(), post(&path, &payment)).await;
        assert_eq!((status, &twice["code"]), (StatusCode::CONFLICT, &json!("already-settled")));
        let nobody = send(json(), &Actor::anonymous(), get("/fees")).await;
        assert_eq!(nobody.0, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn bad_input_49_a_large_register_comes_in_with_a_key_and_another_with_the_same_does_not() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        // Idle lines make it larger than a document may be.
        let large = |file: &str| format!("{file}\n{}", "\n".repeat(9_000_000));
        let vera = vera();
        let send_in = |file: &str| {
            let request = Request::post("/register/import?form=csv")
                .header(header::CONTENT_TYPE, "application/octet-stream")
                .header("idempotency-key", "register");
            let body = eframe_core::block::axum::body::Body::from(large(file));
            send(hall.membership.json(), &vera, request.body(Body::from(body)).expect("one"))
        };
        let (status, done) = send_in(&five()).await;
        assert_eq!((status, &done["members"]), (StatusCode::OK, &json!(6)), "{done}");
        assert_eq!(send_in(&five()).await, (StatusCode::OK, done));
        let (status, other) = send_in(&five().replace("Zeta", "Eta")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{other}");
    }
}

#[tokio::test]
async fn a_file_goes_in_and_out_and_its_faults_are_told_by_line() {
    for hall in halls().await {
        hall.noon("2026-01-10");
        let json = || hall.membership.json();
        let file = |path: &str, body: String| {
            let request =
                Request::post(path).header(header::CONTENT_TYPE, "application/octet-stream");
            request.body(Body::from(body)).expect("a request")
        };
        let bad = five().replace(",KR,", ",ZZ,");
        for path in ["/register/import/check?form=csv", "/register/import?form=csv"] {
            let (status, told) = send(json(), &vera(), file(path, bad.clone())).await;
            assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
            assert_eq!(
                (&told["faults"][0]["line"], &told["faults"][0]["column"]),
                (&json!(3), &json!("country"))
            );
        }
        let (status, _) = send(json(), &reader(), file("/register/import?form=csv", five())).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        let (status, done) = send(json(), &vera(), file("/register/import?form=csv", five())).await;
        assert_eq!((status, &done["members"]), (StatusCode::OK, &json!(6)));
        let (status, exported) = send(json(), &reader(), get("/register/export?form=json")).await;
        assert_eq!((status, &exported["count"]), (StatusCode::OK, &json!(6)));
        let (status, _) = send(json(), &reader(), get("/register/export?form=xml")).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let nobody = send(json(), &Actor::anonymous(), get("/register/export?form=csv")).await;
        assert_eq!(nobody.0, StatusCode::UNAUTHORIZED);
    }
}
