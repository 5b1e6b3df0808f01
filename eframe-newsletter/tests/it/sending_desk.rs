//! An issue at the desk and for apps: who would get it, how far it is, who got it.

use std::time::Duration;

use eframe_core::Language;
use eframe_core::block::sea_orm::ConnectionTrait as _;
use eframe_core::test::ask::send;
use eframe_core::test::mail_server::{MailServer, Manner, Step};
use eframe_newsletter::model::{DeliveryState, Fallback};
use eframe_newsletter::rules::delivery::FIRST_PAUSE;
use http::StatusCode;
use serde_json::json;

use crate::house::{
    House, blind, get, houses, mina, onlooker, post, post_json, reader, whole, with,
};
use crate::issues::{
    address, courier, crowd, direct, got, ordered, patient, secretariat, sending, tally,
    to_its_end, written,
};

/// By an app, up to its order; its path.
async fn by_json(house: &House) -> String {
    let new = json!({ "number": "2026-Q4", "languages": ["en", "ko"], "fallback": "en" });
    let drafted = house.json(&mina(), post_json("/issues", &new)).await;
    assert_eq!(drafted.status, StatusCode::CREATED, "{}", drafted.text);
    let path = format!("/issues/{}", drafted.json()["id"].as_str().expect("an id"));
    let mut tag = drafted.header("etag").to_owned();
    for language in ["en", "ko"] {
        let text = json!({
            "subject": "News", "html": "<p>{unsubscribe}</p>", "text": "{unsubscribe}",
        });
        let mut put = post_json(&format!("{path}/texts/{language}"), &text);
        *put.method_mut() = http::Method::PUT;
        let written = house.json(&mina(), with(put, "if-match", &tag)).await;
        assert_eq!(written.status, StatusCode::NO_CONTENT, "{}", written.text);
        tag = written.header("etag").to_owned();
    }
    path
}

#[tokio::test]
async fn an_app_drafts_an_issue_and_orders_it_once() {
    for house in houses().await {
        crowd(&house, 9).await;
        let path = by_json(&house).await;
        let twice = json!({ "number": "2026-Q4", "languages": ["en"] });
        let twice = house.json(&mina(), post_json("/issues", &twice)).await;
        let told = twice.json();
        assert_eq!(
            (twice.status, &told["code"], &told["issue"]),
            (
                StatusCode::CONFLICT,
                &json!("number-taken"),
                &json!(format!("/api/v1/newsletter{path}"))
            ),
            "{}",
            twice.text
        );
        let run = house.json(&mina(), get(&format!("{path}/dry-run"))).await.json();
        assert_eq!(run["letters"], json!({ "en": 6, "ko": 3 }));
        assert_eq!(run["others"], json!({ "fr": 3 }));
        assert_eq!((&run["allDomains"], &run["elsewhere"]), (&json!(7), &json!(0)));
        let order =
            |tag: &str| with(post_json(&format!("{path}/order"), &json!({})), "if-match", tag);
        let stale = house.json(&mina(), order("\"1\"")).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.text);
        let keyed = || with(order("*"), "idempotency-key", "\"k1\"");
        let ordered = house.json(&mina(), keyed()).await;
        assert_eq!(ordered.status, StatusCode::OK, "{}", ordered.text);
        // The same request again, since its answer was lost, and another one.
        assert_eq!(house.json(&mina(), keyed()).await.status, StatusCode::OK);
        assert_eq!(house.json(&mina(), order("*")).await.status, StatusCode::CONFLICT);
        let server = MailServer::start(|_| Manner::Take).await;
        courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
        let told = house.json(&mina(), get(&path)).await.json();
        assert_eq!(
            (&told["state"], &told["letters"]),
            (&json!("sent"), &json!({ "handed-over": 9 }))
        );
        let letters = house
            .json(&mina(), get(&format!("{path}/letters?state=handed-over&limit=4")))
            .await
            .json();
        assert_eq!(letters["items"].as_array().map(Vec::len), Some(4));
        assert!(letters["items"][0]["answer"].as_str().is_some_and(|said| said.starts_with("250")));
        let next = letters["next"].as_str().expect("more");
        let more =
            house.json(&mina(), get(&format!("{path}/letters?limit=9&cursor={next}"))).await.json();
        assert_eq!(more["items"].as_array().map(Vec::len), Some(5));
        let wrong = house.json(&mina(), get(&format!("{path}/letters?state=lost"))).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{}", wrong.text);
        let list = house.json(&mina(), get("/issues")).await.json();
        assert_eq!(list["items"][0]["number"], "2026-Q4");
    }
}

#[tokio::test]
async fn a_text_that_no_letter_can_carry_is_refused_field_by_field() {
    for house in houses().await {
        let new = json!({ "number": "2026-Q4", "languages": ["en"] });
        let drafted = house.json(&mina(), post_json("/issues", &new)).await.json();
        let path = format!("/issues/{}/texts/en", drafted["id"].as_str().expect("an id"));
        let text = json!({ "subject": "News\r\nBcc: x@y.example", "html": "<p>no way out</p>", "text": "" });
        let mut put = post_json(&path, &text);
        *put.method_mut() = http::Method::PUT;
        let refused = house.json(&mina(), with(put, "if-match", "*")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["subject", "html", "text"] {
            assert!(refused.text.contains(&format!("\"{field}\"")), "{field}: {}", refused.text);
        }
        let unversioned = axum_put(&path);
        assert_eq!(
            house.json(&mina(), unversioned).await.status,
            StatusCode::PRECONDITION_REQUIRED
        );
    }
}

#[tokio::test]
async fn bad_input_40_who_may_not_is_told_so_whatever_version_they_send() {
    for house in houses().await {
        let path = by_json(&house).await;
        let version = house.json(&mina(), get(&path)).await.header("etag").to_owned();
        let text = json!({ "subject": "a", "html": "{unsubscribe}", "text": "{unsubscribe}" });
        for (method, part, body) in [
            ("PUT", "texts/en", &text),
            ("PUT", "composition", &json!({ "titles": {}, "blocks": [] })),
            ("PUT", "languages", &json!({ "languages": ["en"] })),
            ("POST", "order", &json!({})),
        ] {
            for seen in [None, Some("*"), Some(&*version), Some("\"99\""), Some("no tag")] {
                let mut request = post_json(&format!("{path}/{part}"), body);
                *request.method_mut() = method.parse().expect("a method");
                if let Some(tag) = seen {
                    request = with(request, "if-match", tag);
                }
                let refused = house.json(&onlooker(), request).await;
                let told = (refused.status.as_u16(), refused.json()["code"].clone());
                assert_eq!(told, (403, json!("forbidden")), "{part}, {seen:?}: {}", refused.text);
            }
        }
        let now = house.json(&mina(), get(&path)).await;
        assert_eq!(now.header("etag"), version, "nothing was changed on {}", house.on.kind);
    }
}

#[tokio::test]
async fn bad_input_40_who_may_not_see_an_issue_begins_none() {
    for house in houses().await {
        let new = json!({ "number": "2026-Q4", "languages": ["en"] });
        let refused = house.json(&blind(), post_json("/issues", &new)).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        let issues = house.json(&mina(), get("/issues")).await.json();
        assert_eq!(issues["items"], json!([]), "on {}", house.on.kind);
    }
}

fn axum_put(path: &str) -> http::Request<eframe_core::Body> {
    let text = json!({ "subject": "a", "html": "{unsubscribe}", "text": "{unsubscribe}" });
    let request = http::Request::put(path).header("content-type", "application/json");
    request.body(whole(text.to_string())).expect("a request")
}

#[tokio::test]
async fn the_desk_asks_before_an_issue_goes_and_shows_how_far_it_is() {
    for house in houses().await {
        crowd(&house, 9).await;
        let path = by_json(&house).await;
        let list = house.desk(&mina(), get("/issues")).await;
        assert!(list.text.contains("2026-Q4"), "{}", list.text);
        let draft = house.desk(&mina(), get(&path)).await;
        assert_eq!(draft.status, StatusCode::OK, "{}", draft.text);
        assert!(draft.text.contains("/sure/order"), "{}", draft.text);
        let sure = house.desk(&mina(), get(&format!("{path}/sure/order"))).await;
        assert_eq!(sure.text.matches("Send issue 2026-Q4?").count(), 1, "{}", sure.text);
        let version = sure.hidden("version");
        let unversioned = house.desk(&mina(), post(&format!("{path}/sure/order"), &[])).await;
        assert_eq!(unversioned.status, StatusCode::BAD_REQUEST, "{}", unversioned.text);
        let yes = || post(&format!("{path}/sure/order"), &[("version", &version)]);
        assert_eq!(house.desk(&mina(), yes()).await.status, StatusCode::SEE_OTHER);
        let twice = house.desk(&mina(), yes()).await;
        assert_eq!(twice.status, StatusCode::CONFLICT, "pressed twice");
        let server = MailServer::start(|_| Manner::Take).await;
        let queued = house.desk(&mina(), get(&path)).await;
        assert!(queued.text.contains("<progress"), "{}", queued.text);
        assert!(queued.text.contains("No letter of it is there yet."), "{}", queued.text);
        // It may begin to leave while somebody reads the question: that keeps nobody from ending it.
        let cancel = house.desk(&mina(), get(&format!("{path}/sure/cancel"))).await;
        assert!(!cancel.text.contains("name=\"version\""), "{}", cancel.text);
        // Where scripts run, one of ours looks again as long as the issue goes.
        let (_, script) = queued.text.split_once("/desk/newsletter/progress.js?").expect("it");
        let script = format!("/progress.js?{}", script.split('"').next().unwrap_or_default());
        let script = house.desk(&mina(), get(&script)).await;
        assert!(script.header("content-type").starts_with("text/javascript"));
        assert!(script.header("cache-control").contains("immutable"));
        assert!(queued.text.contains("data-again"), "{}", queued.text);
        courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
        let sent = house.desk(&mina(), get(&path)).await;
        assert!(sent.text.contains("value=\"100\""), "{}", sent.text);
        assert!(sent.text.contains("Letters that are done: 9 of 9."), "{}", sent.text);
        let ordered = |page: &str| page.contains("The issue is ordered.");
        let loaded = house.desk(&mina(), get(&format!("{path}?done=order"))).await;
        assert!(!ordered(&loaded.text), "it is sent: {}", loaded.text);
        let looks_again = ["progress.js", "data-again"].map(|part| sent.text.contains(part));
        assert_eq!(looks_again, [false; 2], "{}", sent.text);
        for part in ["stage", "troubles", "going", "steps"] {
            let live = format!("data-live=\"{part}\"");
            assert!(queued.text.contains(&live) && sent.text.contains(&live), "{part}");
        }
        let letters = house.desk(&mina(), get(&format!("{path}/letters?state=handed-over"))).await;
        assert!(letters.text.contains("reader0@d0.example"), "{}", letters.text);
        let back = format!("href=\"/desk/newsletter{path}\">Issue 2026-Q4<");
        assert!(letters.text.contains(&back), "{back}: {}", letters.text);
        for forbidden in ["/issues".to_owned(), path.clone(), format!("{path}/letters")] {
            let answer = house.desk(&reader(), get(&forbidden)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{forbidden}");
        }
    }
}

#[tokio::test]
async fn letters_that_stay_unsure_are_handed_over_once_more_where_somebody_wants_it() {
    for house in houses().await {
        crowd(&house, 3).await;
        // What goes to the first is kept, and its answer lost twice.
        let server = MailServer::start(|asked| match (asked.to == address(0), asked.before) {
            (true, 0 | 1) => Manner::HangUp(Step::Kept),
            _ => Manner::Take,
        });
        let server = server.await;
        let id = ordered(&house).await;
        let courier = courier(&house.newsletter, &server, sending());
        to_its_end(&house, &courier, id).await;
        let path = format!("/issues/{id}");
        let told = house.json(&mina(), get(&path)).await.json();
        assert_eq!((&told["state"], &told["stayUnsure"]), (&json!("sent"), &json!(1)));
        // Only who may send is asked, and told what follows.
        let sure = format!("{path}/sure/once-more");
        assert!(house.desk(&mina(), get(&path)).await.text.contains(&sure), "{}", house.on.kind);
        assert!(!house.desk(&onlooker(), get(&path)).await.text.contains(&sure));
        let asked = house.desk(&mina(), get(&sure)).await;
        for words in ["Of one letter nobody knows", "get it again, under the same Message-ID"] {
            assert!(asked.text.contains(words), "{words}: {}", asked.text);
        }
        let by_json = || post_json(&format!("{path}/once-more"), &json!({}));
        let refused = house.json(&onlooker(), by_json()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        let done = house.desk(&mina(), post(&sure, &[])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        let goes = house.json(&mina(), get(&path)).await.json();
        assert_eq!((&goes["state"], &goes["stayUnsure"]), (&json!("sending"), &json!(0)));
        courier.run_pending().await.expect("sent");
        let got = got(&server.kept());
        assert_eq!((got.len(), got[&address(0)].len()), (3, 3), "the others once: {got:?}");
        assert!(got[&address(0)].iter().all(|name| *name == got[&address(0)][0]), "{got:?}");
        let told = house.json(&mina(), get(&path)).await.json();
        assert_eq!(
            (&told["state"], &told["letters"]),
            (&json!("sent"), &json!({ "handed-over": 3 })),
            "on {}",
            house.on.kind
        );
        let none = house.json(&mina(), by_json()).await;
        assert_eq!(
            (none.status, &none.json()["code"]),
            (StatusCode::CONFLICT, &json!("none-unsure"))
        );
        const NOTED: &str = "SELECT CAST(facts AS TEXT) FROM core_audit WHERE action = 'newsletter.issue.once-more'";
        let noted = house.texts(NOTED).await;
        assert_eq!(noted.len(), 1, "{noted:?}");
        let facts: serde_json::Value = serde_json::from_str(&noted[0]).expect("JSON");
        assert_eq!(facts, json!({ "letters": 1 }), "on {}", house.on.kind);
    }
}

#[tokio::test]
async fn a_letter_that_is_tried_once_more_is_tried_as_long_and_as_often_as_any() {
    for house in houses().await {
        crowd(&house, 1).await;
        // Its answer is lost twice, and then it is "not now" for a while.
        let server = MailServer::start(|asked| match asked.before {
            0 | 1 => Manner::HangUp(Step::Kept),
            2 => Manner::Answer(Step::Recipient, "450 4.2.1 later".to_owned()),
            _ => Manner::Take,
        });
        let server = server.await;
        let id = ordered(&house).await;
        let courier = courier(&house.newsletter, &server, sending());
        to_its_end(&house, &courier, id).await;
        // Before that it had been "not now" so often that a letter is given up by then.
        let on = direct(&house).await;
        let often = "UPDATE newsletter_delivery SET attempts = 24 WHERE state = 'unsure'";
        let often = on.execute_unprepared(often).await.expect("noted");
        assert_eq!(often.rows_affected(), 1, "on {}", house.on.kind);
        on.close().await.expect("closed");
        house.newsletter.once_more(&secretariat(), id).await.expect("once more");
        courier.run_pending().await.expect("tried");
        let deferred = [(DeliveryState::Deferred, 1)].into();
        assert_eq!(tally(&house, id).await, deferred, "on {}", house.on.kind);
        // After the first pause, and not after the longest one.
        house.on.clock.advance(FIRST_PAUSE);
        courier.run_pending().await.expect("tried");
        let taken = [(DeliveryState::HandedOver, 1)].into();
        assert_eq!(tally(&house, id).await, taken, "on {}", house.on.kind);
    }
}

#[tokio::test]
async fn the_desk_offers_to_send_nothing_that_would_be_refused() {
    for house in houses().await {
        let refused = async |path: String, why: &str| {
            let shown = house.at_desk(get(&path)).await.text;
            assert!(shown.contains(why), "{why} on {}: {shown}", house.on.kind);
            assert!(!shown.contains("/sure/order"), "{shown}");
            let asked = house.at_desk(get(&format!("{path}/sure/order"))).await;
            assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
            assert!(asked.header("location").ends_with(&path));
            shown
        };
        let new = json!({ "number": "2027-Q1", "languages": ["en"] });
        let empty = house.json(&mina(), post_json("/issues", &new)).await.json();
        let empty = format!("/issues/{}", empty["id"].as_str().expect("an id"));
        refused(empty, "The issue is not written in all its languages.").await;
        // It waits for every language that is read.
        let issue = written(&house, &[Language::EN, Language::KO], Fallback::Block).await;
        let path = format!("/issues/{}", issue.id);
        refused(path.clone(), "Nobody would get it.").await;
        crowd(&house, 9).await;
        let why = "Some readers read languages in which the issue is not written.";
        let shown = refused(path, why).await;
        assert!(!shown.contains("readers would get it"), "{shown}");
        assert!(shown.contains("Français"), "whom it waits for: {shown}");
    }
}

#[tokio::test]
async fn what_our_programs_noted_of_a_letter_is_told_in_the_language_of_the_desk() {
    for house in houses().await {
        crowd(&house, 3).await;
        let server = MailServer::start(|asked| match &asked.to {
            to if *to == address(0) => Manner::Stall(Step::Recipient),
            to if *to == address(1) => Manner::HangUp(Step::Letter),
            _ => Manner::Answer(Step::Recipient, "450 4.2.1 later".to_owned()),
        })
        .await;
        let id = ordered(&house).await;
        let short = Duration::from_millis(250);
        let courier = patient(&house.newsletter, &server, sending(), short);
        courier.run_pending().await.expect("tried");
        let letters = get(&format!("/issues/{id}/letters"));
        let shown = send(house.newsletter.desk(), &mina(), Language::KO, letters).await.text;
        for words in ["시간 안에 응답이 없었습니다", "연결이 끊겼습니다", "450 4.2.1 later"]
        {
            assert!(shown.contains(words), "{words} on {}: {shown}", house.on.kind);
        }
        for words in ["no answer in time", "the connection was lost"] {
            assert!(!shown.contains(words), "{words} on {}: {shown}", house.on.kind);
        }
    }
}
