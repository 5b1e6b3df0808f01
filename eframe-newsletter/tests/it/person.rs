use eframe_core::Actor;
use eframe_core::test::mail_server::{MailServer, Manner};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use crate::house::{House, houses, mina, post, post_json, reader, whole};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How many rows have this text anywhere.
async fn rows_with(house: &House, text: &str) -> usize {
    let columns = [
        ("newsletter_subscriber", "address"),
        ("newsletter_subscriber", "address_key"),
        ("newsletter_subscriber", "details"),
        ("newsletter_consent", "entry"),
        ("newsletter_suppression", "mark"),
        ("newsletter_asked", "mark"),
        ("core_outbox", "payload"),
        ("core_audit", "facts"),
        ("core_receipt", "outcome"),
    ];
    let mut found = 0;
    for (table, column) in columns {
        let question =
            format!("SELECT 1 FROM {table} WHERE CAST({column} AS TEXT) LIKE '%{text}%'");
        found += house.rows(&question).await;
    }
    found
}

#[tokio::test]
async fn all_that_is_kept_of_a_person_is_given_out_and_erased() {
    for house in houses().await {
        let id = house.subscribed("mina.park@seoul.example").await;
        let all = house.everything("Mina.Park@SEOUL.example").await;
        assert_eq!(all["subscriber"]["address"], "mina.park@seoul.example");
        assert_eq!(all["ledger"].as_array().map(Vec::len), Some(2));
        assert!(rows_with(&house, "mina.park").await > 0);
        house.erase("mina.park@seoul.example").await;
        assert_eq!(rows_with(&house, "mina.park").await, 0, "on {}", house.on.kind);
        let read = house.read(id).await;
        assert_eq!((&read["state"], read.get("address")), (&json!("erased"), None));
        assert_eq!(read["ledger"].as_array().map(Vec::len), Some(3), "the proof stands");
        let all = house.everything("mina.park@seoul.example").await;
        assert_eq!(all["suppression"]["reason"], "erased");
        assert_eq!(all.get("subscriber"), None);
        let wire = json!({ "address": "mina.park@seoul.example" });
        for path in ["/persons/export", "/persons/erasure"] {
            let nobody = house.json(&Actor::anonymous(), post_json(path, &wire)).await;
            assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
            let other = house.json(&reader(), post_json(path, &wire)).await;
            assert_eq!(other.status, StatusCode::FORBIDDEN);
        }
    }
}

#[tokio::test]
async fn bad_input_62_who_was_erased_comes_back_by_their_own_yes_alone() {
    for house in houses().await {
        let before = house.subscribed("mina@seoul.example").await;
        house.erase("mina@seoul.example").await;
        house.on.clock.advance(DAY);
        house.ask("mina@seoul.example").await;
        let link = house.link().await;
        let all = house.everything("mina@seoul.example").await;
        assert_eq!(all["suppression"]["reason"], "erased", "asking alone lifts nothing");
        house.yes(&link).await;
        let all = house.everything("mina@seoul.example").await;
        assert_eq!(all.get("suppression"), None);
        assert_ne!(all["subscriber"]["id"], json!(before), "nothing joins the two");
    }
}

#[tokio::test]
async fn addresses_leave_by_themselves_when_their_time_is_over() {
    for house in houses().await {
        let kept = house.subscribed("kept@seoul.example").await;
        let ended = house.subscribed("ended@seoul.example").await;
        house.page(post(&house.way_out(ended), &[])).await;
        house.ask("never@seoul.example").await;
        house.mail().await;
        house.on.clock.advance(DAY * 7);
        assert_eq!(house.newsletter.forget_overdue().await.expect("it runs"), 1);
        assert_eq!(rows_with(&house, "never@").await, 0);
        let never = house.everything("never@seoul.example").await;
        assert_eq!(never.get("suppression"), None, "they may be asked again");
        house.on.clock.advance(DAY * 21 - SignedDuration::from_secs(1));
        assert_eq!(house.newsletter.forget_overdue().await.expect("it runs"), 0);
        house.on.clock.advance(SignedDuration::from_secs(1));
        assert_eq!(house.newsletter.forget_overdue().await.expect("it runs"), 1);
        assert_eq!(rows_with(&house, "ended@").await, 0);
        assert_eq!(house.read(kept).await["state"], "confirmed");
        assert_eq!(house.newsletter.forget_overdue().await.expect("it runs"), 0);
    }
}

#[tokio::test]
async fn what_a_list_said_of_somebody_and_where_their_letters_went_goes_with_their_address() {
    for house in houses().await {
        let text =
            "address,proof\nmina@seoul.example,Signed by Mina Park\nivan@city.example,Sheet 3\n";
        let stated = "proof=Lists%20signed%20at%20the%20assembly%20of%202025&language=en";
        let list = http::Request::post(format!("/subscribers/import?{stated}"));
        let list = list.header("content-type", "text/csv").body(whole(text.to_owned()));
        let brought = house.json(&mina(), list.expect("a request")).await;
        assert_eq!(brought.json()["new"], 2, "{}", brought.text);
        let before = house.everything("mina@seoul.example").await;
        let proof = "Lists signed at the assembly of 2025 Signed by Mina Park";
        assert_eq!(before["ledger"][0]["proof"], proof);
        crate::issues::ordered(&house).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let courier = crate::issues::courier(&house.newsletter, &server, crate::issues::sending());
        courier.run_pending().await.expect("sent");
        assert_eq!(house.rows("SELECT 1 FROM newsletter_delivery WHERE domain <> ''").await, 2);
        house.erase("mina@seoul.example").await;
        let left = "SELECT 1 FROM newsletter_delivery WHERE domain LIKE '%seoul%'";
        assert_eq!(house.rows(left).await, 0);
        assert_eq!(house.rows("SELECT 1 FROM newsletter_delivery WHERE domain <> ''").await, 1);
        assert_eq!(rows_with(&house, "Mina Park").await, 0);
        let id = before["subscriber"]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
        let ledger = house.read(id).await["ledger"].clone();
        assert_eq!(ledger[0]["proof"], "Lists signed at the assembly of 2025", "{ledger}");
        let other = house.everything("ivan@city.example").await;
        let proof = other["ledger"][0]["proof"].as_str().expect("a proof");
        assert!(proof.ends_with("Sheet 3"), "{proof}");
    }
}
