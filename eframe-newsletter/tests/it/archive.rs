//! The archive: what was sent is read by everybody, without anybody's own links.

use std::num::NonZero;

use eframe_core::test::mail_server::{MailServer, Manner};
use eframe_core::{Caller, Language};
use eframe_newsletter::Sending;
use eframe_newsletter::model::{IssueStage, Quarter};
use eframe_newsletter::rules::pace::Pace;
use http::StatusCode;
use serde_json::json;

use crate::composition::{proposed, put, telling};
use crate::house::{House, get, houses, mina, post, post_json, with};
use crate::issues::{courier, crowd, numbered, ordered, sending};

async fn sent(house: &House) -> MailServer {
    let server = MailServer::start(|_| Manner::Take).await;
    courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
    server
}

#[tokio::test]
async fn an_issue_stands_in_the_archive_in_every_language_once_it_leaves() {
    for house in telling().await {
        crowd(&house, 6).await;
        let id = proposed(&house).await;
        let nothing = house.page(get("/archive")).await;
        assert!(nothing.text.contains("No issue was sent yet"), "{}", nothing.text);
        assert_eq!(house.page(get("/archive/2026-Q4")).await.status, StatusCode::NOT_FOUND);
        house.newsletter.order_issue(&Caller::new(mina()), id, None).await.expect("ordered");
        assert_eq!(house.page(get("/archive/2026-Q4")).await.status, StatusCode::NOT_FOUND);
        let server = sent(&house).await;
        house.newsletter.issue(&mina(), id).await.expect("there");
        for language in Language::ALL {
            let list = house.page_in(language, get("/archive")).await;
            assert_eq!(list.status, StatusCode::OK);
            let path = format!("/{language}/newsletter/archive/2026-Q4");
            assert!(list.text.contains(&format!("href=\"{path}\"")), "{language}: {}", list.text);
            assert!(list.text.contains("application/atom+xml"), "{language}");
            let page = house.page_in(language, get("/archive/2026-Q4")).await;
            let title = if language == Language::KO { "항구" } else { "A harbour" };
            assert!(page.text.contains(title), "{language}: {}", page.text);
            let falls_back = ![Language::EN, Language::KO].contains(&language);
            let says = page.text.contains("<p class=\"fallback\">");
            assert_eq!(says, falls_back, "{language}: {}", page.text);
            assert!(!says || page.text.contains("English"), "{language}: {}", page.text);
            for own in ["{unsubscribe}", "unsubscribe?token", "@d0.example"] {
                assert!(!page.text.contains(own), "{language}: {own}");
            }
            let feed = house.page_in(language, get("/archive.atom")).await;
            assert!(feed.header("content-type").starts_with("application/atom+xml"));
            assert!(feed.text.contains(&format!("https://union.example{path}")), "{}", feed.text);
            assert!(feed.text.contains("<entry>") && !feed.text.contains("token"), "{}", feed.text);
            if language == Language::ES {
                assert!(feed.text.contains("Este número está en English."), "{}", feed.text);
            }
        }
        // The letters lead where it is.
        for letter in server.kept() {
            let archive = letter.header("List-Archive").expect("named");
            let archive = archive.trim_matches(['<', '>']).replace("https://union.example", "");
            assert!(archive.ends_with("/newsletter/archive"), "{archive}");
        }
        assert_eq!(house.page(get("/archive/2026-Q3")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(house.page(get("/archive/last")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_issue_that_was_given_as_a_whole_is_read_as_its_text() {
    for house in telling().await {
        crowd(&house, 3).await;
        ordered(&house).await;
        sent(&house).await;
        let page = house.page(get("/archive/2026-Q4")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.text.contains("<pre class=\"letter\">"), "{}", page.text);
        assert!(!page.text.contains("{unsubscribe}"), "{}", page.text);
        // Whose language it is not in is told so, also where the text alone is read.
        let page = house.page_in(Language::ES, get("/archive/2026-Q4")).await.text;
        let feed = house.page_in(Language::ES, get("/archive.atom")).await.text;
        for read in [page, feed] {
            assert!(read.contains("Este número está en English."), "{read}");
        }
    }
}

#[tokio::test]
async fn apps_read_the_archive_without_signing_in() {
    for house in telling().await {
        crowd(&house, 3).await;
        let id = proposed(&house).await;
        house.newsletter.order_issue(&Caller::new(mina()), id, None).await.expect("ordered");
        sent(&house).await;
        let nobody = eframe_core::Actor::anonymous();
        let list = house.json(&nobody, get("/archive")).await.json();
        assert_eq!(list["items"][0]["number"], "2026-Q4");
        let page = json!("https://union.example/ko/newsletter/archive/2026-Q4");
        assert_eq!(list["items"][0]["pages"]["ko"], page);
        let one = house.json(&nobody, get("/archive/2026-Q4?language=fr")).await.json();
        assert_eq!(one["language"], "en");
        assert!(one["html"].as_str().expect("HTML").contains("A harbour"), "{one}");
        let none = house.json(&nobody, get("/archive/2026-Q1")).await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_title_without_a_translation_is_marked_with_its_own_language_beside_a_body_that_has_one()
{
    for house in telling().await {
        crowd(&house, 3).await;
        let new = json!({ "number": "2026-Q4", "languages": ["en", "ar"], "fallback": "en" });
        let drafted = house.json(&mina(), post_json("/issues", &new)).await.json();
        let path = format!("/issues/{}", drafted["id"].as_str().expect("an id"));
        let text = json!({ "en": "Dear readers", "ar": "القراء الأعزاء" });
        let composition = json!({
            "titles": { "en": "News of the quarter" },
            "blocks": [{ "block": "text", "markdown": text }],
        });
        let put = put(&format!("{path}/composition"), "*", &composition);
        assert_eq!(house.json(&mina(), put).await.status, StatusCode::NO_CONTENT);
        let order = with(post_json(&format!("{path}/order"), &json!({})), "if-match", "*");
        assert_eq!(house.json(&mina(), order).await.status, StatusCode::OK);
        sent(&house).await;
        let foreign = r#"lang="en" dir="ltr">News of the quarter<"#;
        let list = house.page_in(Language::AR, get("/archive")).await.text;
        assert!(list.contains(foreign), "{list}");
        let page = house.page_in(Language::AR, get("/archive/2026-Q4")).await.text;
        // Its name stands beside it, where no other reader would know what it is.
        let named = r#"<bdi lang="en">English</bdi>"#;
        assert!(list.contains(named) && page.contains(named), "{page}");
        assert!(page.contains(foreign) && page.contains(r#"<div lang="ar" dir="rtl">"#), "{page}");
        assert!(page.contains("القراء الأعزاء") && !page.contains("Dear readers"), "{page}");
        let feed = house.page_in(Language::AR, get("/archive.atom")).await.text;
        assert!(feed.contains(r#"<title xml:lang="en">News of the quarter</title>"#), "{feed}");
        assert!(feed.contains("القراء الأعزاء") && !feed.contains("Dear readers"), "{feed}");
        let nobody = eframe_core::Actor::anonymous();
        let one = house.json(&nobody, get("/archive/2026-Q4?language=ar")).await.json();
        assert_eq!(one["titles"], json!({ "en": "News of the quarter" }));
        assert_eq!(one["language"], "ar");
        let pages = one["pages"].as_object().expect("pages by language");
        assert_eq!(pages.keys().collect::<Vec<_>>(), ["ar", "en"]);
    }
}

#[tokio::test]
async fn an_issue_that_was_cancelled_on_its_way_is_read_where_its_letters_lead() {
    for house in telling().await {
        crowd(&house, 70).await;
        let id = proposed(&house).await;
        let caller = Caller::new(mina());
        house.newsletter.order_issue(&caller, id, None).await.expect("ordered");
        let server = MailServer::start(|_| Manner::Take).await;
        let domains = [("d0.example".to_owned(), NonZero::new(60).expect("some"))].into();
        let paced = Sending { pace: Pace { domains, ..Pace::default() }, ..sending() };
        courier(&house.newsletter, &server, paced).run_pending().await.expect("some are sent");
        let cancelled = house.newsletter.cancel_issue(&caller, id).await.expect("cancelled");
        assert!(cancelled.tally.done() < 70 && server.count() > 0);
        let page = house.page(get("/archive/2026-Q4")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let list = house.page(get("/archive")).await.text;
        assert!(list.contains("/en/newsletter/archive/2026-Q4"), "{list}");
        let again = post_json(&format!("/issues/{id}/again"), &json!({}));
        let again = house.json(&mina(), again).await;
        assert_eq!(again.json()["code"], "letters-out", "{}", again.text);
        let desk = house.at_desk(get(&format!("/issues/{id}"))).await.text;
        assert!(
            desk.contains("As everybody reads it") && !desk.contains("Begin it again"),
            "{desk}"
        );
    }
}

#[tokio::test]
async fn a_quarter_whose_issue_was_cancelled_before_a_letter_left_gets_another_made_of_the_same() {
    for house in telling().await {
        crowd(&house, 3).await;
        let old = proposed(&house).await;
        let caller = Caller::new(mina());
        let draft =
            house.json(&mina(), post_json(&format!("/issues/{old}/again"), &json!({}))).await;
        assert_eq!(draft.json()["code"], "not-at-that-stage", "{}", draft.text);
        house.newsletter.order_issue(&caller, old, None).await.expect("ordered");
        house.newsletter.cancel_issue(&caller, old).await.expect("cancelled");
        assert_eq!(house.page(get("/archive/2026-Q4")).await.status, StatusCode::NOT_FOUND);
        let desk = house.at_desk(get(&format!("/issues/{old}"))).await.text;
        assert!(desk.contains("Begin it again"), "{desk}");
        let begun = house.at_desk(post(&format!("/issues/{old}"), &[("step", "again")])).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        let twice = house.at_desk(post(&format!("/issues/{old}"), &[("step", "again")])).await;
        assert_eq!(twice.status, StatusCode::CONFLICT, "{}", twice.text);
        // Its page leads to the new one, and offers to begin it again no more.
        let place = begun.place();
        assert!(twice.text.contains(&format!("href=\"{place}\"")), "{place}: {}", twice.text);
        assert!(!twice.text.contains("value=\"again\""), "{}", twice.text);
        let taken = post_json(&format!("/issues/{old}/again"), &json!({}));
        let taken = house.json(&mina(), taken).await.json();
        let there = place.replace("/desk/newsletter", "/api/v1/newsletter");
        assert_eq!((&taken["code"], &taken["issue"]), (&json!("number-taken"), &json!(there)));
        let issues = house.newsletter.issues(&mina(), None, 40).await.expect("read");
        let [new] = &issues[..] else { panic!("{issues:?}") };
        assert!(new.id != old && begun.header("location").contains(&new.id.to_string()));
        let made = async |id| house.newsletter.composition(&mina(), id).await.expect("read");
        assert_eq!(made(new.id).await, made(old).await);
        // The cancelled one stands as it was.
        let before = house.newsletter.issue(&mina(), old).await.expect("there");
        assert_eq!(before.status.stage(), IssueStage::Cancelled);
        house.newsletter.order_issue(&caller, new.id, None).await.expect("ordered");
        assert_eq!(sent(&house).await.count(), 3, "each reader gets it once");
        assert_eq!(house.page(get("/archive/2026-Q4")).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_issue_that_was_given_as_a_whole_is_begun_again_with_its_texts() {
    for house in telling().await {
        crowd(&house, 3).await;
        let old = ordered(&house).await;
        house.newsletter.cancel_issue(&Caller::new(mina()), old).await.expect("cancelled");
        let again =
            house.json(&mina(), post_json(&format!("/issues/{old}/again"), &json!({}))).await;
        assert_eq!(again.status, StatusCode::CREATED, "{}", again.text);
        let wire = again.json();
        let path = format!("/issues/{}", wire["id"].as_str().expect("an id"));
        assert!(again.header("location").ends_with(&path), "{}", again.header("location"));
        assert_eq!((&wire["state"], &wire["number"]), (&json!("draft"), &json!("2026-Q4")));
        let order = with(post_json(&format!("{path}/order"), &json!({})), "if-match", "*");
        assert_eq!(house.json(&mina(), order).await.status, StatusCode::OK);
        assert_eq!(sent(&house).await.count(), 3);
    }
}

#[tokio::test]
async fn issues_beyond_the_last_forty_stand_on_further_pages_and_in_further_pages_of_the_feed() {
    for house in houses().await {
        crowd(&house, 1).await;
        let mut number: Quarter = "2010-Q1".parse().expect("a quarter");
        let all: Vec<_> = (0..85)
            .map(|_| {
                number = number.next();
                number
            })
            .collect();
        for number in &all {
            numbered(&house, &number.to_string()).await;
        }
        sent(&house).await;
        for (path, mark) in
            [("/archive", "<li><a href=\"/en/newsletter/archive/"), ("/archive.atom", "<entry>")]
        {
            let (mut counts, mut found) = (Vec::new(), Vec::<Quarter>::new());
            let mut next = Some(path.to_owned());
            while let Some(at) = next {
                let page = house.page(get(&at)).await;
                assert_eq!(page.status, StatusCode::OK, "{at}: {}", page.text);
                counts.push(page.text.matches(mark).count());
                let stands = |one: &&Quarter| page.text.contains(&format!("/archive/{one}"));
                found.extend(all.iter().filter(stands).copied());
                let further =
                    page.text.split_once("?before=").filter(|_| page.text.contains("rel=\"next\""));
                let before =
                    page.text.rsplit_once("?before=").map(|(_, rest)| rest[..7].to_owned());
                next = further.and(before).map(|before| format!("{path}?before={before}"));
            }
            assert_eq!(counts, [40, 40, 5], "{path}");
            found.sort_unstable();
            assert_eq!(found.len(), 85, "each once");
            let wrong = house.page(get(&format!("{path}?before=last"))).await;
            assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{}", wrong.text);
        }
        let second = house.page(get("/archive?before=2020-Q1")).await.text;
        assert!(second.contains("The latest issues"), "{second}");
        for language in Language::ALL {
            let page = house.page_in(language, get("/archive")).await.text;
            assert!(page.contains(&format!("/{language}/newsletter/archive?before=")), "{page}");
        }
    }
}
