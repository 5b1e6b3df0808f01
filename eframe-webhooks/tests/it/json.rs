use eframe_core::Actor;
use http::StatusCode;
use serde_json::json;

use crate::house::{
    blind, get, houses, jun, mina, mina_dismissed, onlooker, reader, with, with_json,
};
use crate::receiver::Receiver;

#[tokio::test]
async fn bad_input_31_who_manages_no_more_is_told_no_secret_by_repeating_a_request() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let wish = json!({ "about": "City app", "url": receiver.url(), "events": ["*"] });
        let added = house.json(&mina(), with_json("POST", "/endpoints", &wish)).await.json();
        let path = format!("/endpoints/{}/rotate", added["id"].as_str().expect("an id"));
        let rotate = |key, at_once| {
            let rotate = with_json("POST", &path, &json!({ "atOnce": at_once }));
            with(with(rotate, "if-match", "*"), "idempotency-key", key)
        };
        let first = house.json(&mina(), rotate("one", false)).await.json();
        let second = house.json(&jun(), rotate("two", true)).await.json();
        assert_ne!(first["secret"], second["secret"]);
        let again = house.json(&mina(), rotate("one", false)).await;
        assert_eq!(again.json()["secret"], first["secret"], "what she was told, not what he was");
        let dismissed = house.json(&mina_dismissed(), rotate("one", false)).await;
        assert_eq!(dismissed.status, StatusCode::FORBIDDEN, "{}", dismissed.text);
        assert!(!dismissed.text.contains("whsec_"), "on {}", house.on.kind);
    }
}

#[tokio::test]
async fn an_app_adds_an_endpoint_changes_it_and_takes_it_away() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let events = house.json(&onlooker(), get("/events")).await.json();
        assert_eq!(events, json!({ "items": ["town.street.opened", "town.street.closed"] }));
        let wish = json!({ "about": "City app", "url": receiver.url(), "events": ["*"] });
        let added = with(with_json("POST", "/endpoints", &wish), "idempotency-key", "one");
        let added = house.json(&mina(), added).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.text);
        assert_eq!(added.header("cache-control"), "no-store");
        let body = added.json();
        let id = body["id"].as_str().expect("an id").to_owned();
        assert_eq!(added.header("location"), format!("/api/v1/webhooks/endpoints/{id}"));
        assert!(body["secret"].as_str().is_some_and(|secret| secret.starts_with("whsec_")));
        assert_eq!(body["events"], json!(["*"]));

        let again = with(with_json("POST", "/endpoints", &wish), "idempotency-key", "one");
        let again = house.json(&mina(), again).await;
        assert_eq!(again.json(), body, "a repeat is told the same, of one endpoint");
        let all = house.json(&onlooker(), get("/endpoints")).await.json();
        assert_eq!(all["items"].as_array().map(Vec::len), Some(1));

        let path = format!("/endpoints/{id}");
        let one = house.json(&onlooker(), get(&path)).await;
        assert_eq!((one.status, one.header("etag")), (StatusCode::OK, "\"1\""));
        assert!(one.json().get("secret").is_none(), "it was told once");
        assert_eq!(one.json()["origin"], format!("http://{}", receiver.host()));
        assert!(one.json().get("url").is_none(), "what stands behind it may be a secret");
        assert_eq!(house.json(&mina(), get(&path)).await.json()["url"], receiver.url());
        let wish =
            json!({ "about": "Town app", "url": receiver.url(), "events": ["town.street.closed"] });
        let changed = house.json(&mina(), with_json("PUT", &path, &wish)).await;
        assert_eq!(changed.status, StatusCode::PRECONDITION_REQUIRED);
        let put = || with(with_json("PUT", &path, &wish), "if-match", "\"1\"");
        let changed = house.json(&mina(), put()).await;
        assert_eq!((changed.status, changed.header("etag")), (StatusCode::OK, "\"2\""));
        assert_eq!(changed.json()["about"], "Town app");
        assert_eq!(house.json(&mina(), put()).await.status, StatusCode::PRECONDITION_FAILED);

        let rotate = with_json("POST", &format!("{path}/rotate"), &json!({}));
        let rotated = house.json(&mina(), with(rotate, "if-match", "*")).await;
        assert_eq!(rotated.status, StatusCode::OK, "{}", rotated.text);
        assert_ne!(rotated.json()["secret"], body["secret"]);
        assert!(rotated.json().get("olderSecretUntil").is_some());

        let step = |name: &str| {
            with(with_json("POST", &format!("{path}/{name}"), &json!({})), "if-match", "*")
        };
        for seen in ["*", "\"99\""] {
            let on = with(with_json("POST", &format!("{path}/on"), &json!({})), "if-match", seen);
            assert_eq!(house.json(&mina(), on).await.status, StatusCode::CONFLICT, "{seen}");
        }
        let off = house.json(&mina(), step("off")).await.json();
        assert_eq!((&off["state"], &off["why"]), (&json!("off"), &json!("person")));
        assert_eq!(house.json(&mina(), step("ping")).await.status, StatusCode::CONFLICT);
        assert_eq!(house.json(&mina(), step("on")).await.json()["state"], "on");

        let remove = with(with_json("DELETE", &path, &json!({})), "if-match", "*");
        assert_eq!(house.json(&mina(), remove).await.status, StatusCode::NO_CONTENT);
        assert_eq!(house.json(&mina(), get(&path)).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn bad_input_40_who_may_not_see_an_endpoint_adds_none() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let wish = json!({ "about": "City app", "url": receiver.url(), "events": ["*"] });
        let refused = house.json(&blind(), with_json("POST", "/endpoints", &wish)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        let all = house.json(&mina(), get("/endpoints")).await.json();
        assert_eq!(all["items"], json!([]), "on {}", house.on.kind);
    }
}

#[tokio::test]
async fn bad_input_40_who_may_not_is_told_so_whatever_version_they_send() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        let path = format!("/endpoints/{id}");
        let wish = json!({ "about": "City app", "url": receiver.url(), "events": ["*"] });
        for (method, part, body) in [
            ("PUT", "", &wish),
            ("DELETE", "", &json!({})),
            ("POST", "/rotate", &json!({})),
            ("POST", "/on", &json!({})),
            ("POST", "/off", &json!({})),
        ] {
            for seen in [None, Some("*"), Some("\"1\""), Some("\"99\""), Some("no tag")] {
                let mut request = with_json(method, &format!("{path}{part}"), body);
                if let Some(tag) = seen {
                    request = with(request, "if-match", tag);
                }
                let refused = house.json(&onlooker(), request).await;
                let told = format!("{method} {part}, {seen:?}: {}", refused.text);
                assert_eq!(refused.status, StatusCode::FORBIDDEN, "{told}");
            }
        }
        assert_eq!(house.json(&mina(), get(&path)).await.header("etag"), "\"1\"");
    }
}

#[tokio::test]
async fn an_app_reads_deliveries_and_has_them_sent_again() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        let path = format!("/endpoints/{id}");
        let ping =
            house.json(&mina(), with_json("POST", &format!("{path}/ping"), &json!({}))).await;
        assert_eq!(ping.status, StatusCode::ACCEPTED);
        let message = ping.json()["message"].as_str().expect("an id").to_owned();
        house.send().await;
        let url = format!("{path}/deliveries/{message}");
        let read = house.json(&onlooker(), get(&url)).await.json();
        assert_eq!((&read["state"], &read["last"]["status"]), (&json!("arrived"), &json!(204)));
        assert_eq!(read["data"], json!({ "endpoint": id.to_string() }));
        let again = with_json("POST", &format!("{url}/repeat"), &json!({}));
        let again = house.json(&mina(), again).await;
        assert_eq!(
            (again.status, &again.json()["state"]),
            (StatusCode::ACCEPTED, &json!("waiting"))
        );
        for street in 0..5 {
            house.street_opens(&street.to_string()).await;
        }
        let mut seen = Vec::new();
        let mut page = format!("{path}/deliveries?limit=2");
        loop {
            let answer = house.json(&onlooker(), get(&page)).await.json();
            let items = answer["items"].as_array().expect("a list").clone();
            seen.extend(items.into_iter().map(|one| one["message"].to_string()));
            let Some(next) = answer["next"].as_str() else { break };
            page = format!("{path}/deliveries?limit=2&cursor={next}");
        }
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 6);
        let failed = house.json(&onlooker(), get(&format!("{path}/deliveries?state=failed"))).await;
        assert_eq!(failed.json()["items"], json!([]));
        let unknown = house.json(&onlooker(), get(&format!("{path}/deliveries?state=lost"))).await;
        assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
        house.send().await;
        receiver.got();
    }
}

#[tokio::test]
async fn bad_input_44_what_may_not_be_reached_is_refused_with_its_field() {
    for house in houses(&[]).await {
        for (url, key) in [
            ("http://city.example/", "webhooks.field.url-encrypted"),
            ("https://127.0.0.1/", "webhooks.field.url-inner"),
            ("https://[::ffff:10.0.0.1]/", "webhooks.field.url-inner"),
            ("https://0x7f.1/", "webhooks.field.url-inner"),
            ("https://city.example:25/", "webhooks.field.url-port"),
            ("https://a:b@city.example/", "webhooks.field.url-parts"),
            ("//city.example/", "webhooks.field.url"),
        ] {
            let wish = json!({ "about": "City app", "url": url, "events": ["*"] });
            let refused = house.json(&mina(), with_json("POST", "/endpoints", &wish)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{url}");
            assert_eq!(refused.json()["errors"][0]["key"], key, "{url}");
        }
        let wish = json!({ "about": "City app", "url": "https://city.example/", "events": ["*"], "state": "on" });
        let refused = house.json(&mina(), with_json("POST", "/endpoints", &wish)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a member that is none");
    }
}

#[tokio::test]
async fn bad_input_37_whoever_may_not_changes_nothing_and_learns_nothing() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        let (path, wish) = (
            format!("/endpoints/{id}"),
            json!({ "about": "Mine", "url": "https://city.example/", "events": ["*"] }),
        );
        let changes = || {
            [
                with_json("POST", "/endpoints", &wish),
                with(with_json("PUT", &path, &wish), "if-match", "*"),
                with(with_json("DELETE", &path, &json!({})), "if-match", "*"),
                with(with_json("POST", &format!("{path}/rotate"), &json!({})), "if-match", "*"),
                with(with_json("POST", &format!("{path}/off"), &json!({})), "if-match", "*"),
                with_json("POST", &format!("{path}/ping"), &json!({})),
                with_json("POST", &format!("{path}/repeat"), &json!({})),
            ]
        };
        for request in changes() {
            assert_eq!(house.json(&onlooker(), request).await.status, StatusCode::FORBIDDEN);
        }
        for request in changes().into_iter().skip(1) {
            assert_eq!(house.json(&reader(), request).await.status, StatusCode::NOT_FOUND);
        }
        for request in changes().into_iter().skip(1) {
            let anonymous = house.json(&Actor::anonymous(), request).await;
            assert_eq!(anonymous.status, StatusCode::UNAUTHORIZED);
        }
        let deliveries = format!("{path}/deliveries");
        for read in [&path, &deliveries] {
            assert_eq!(house.json(&reader(), get(read)).await.status, StatusCode::NOT_FOUND);
        }
        assert_eq!(house.json(&reader(), get("/endpoints")).await.status, StatusCode::FORBIDDEN);
        let still = house.webhooks.endpoint(&mina(), id).await.expect("there");
        assert_eq!((still.about.as_str(), still.version.get()), ("City app", 1));
    }
}
