//! Two editions side by side, and what a stale save offers.

use eframe_cms::model::{Content, Fields, Kind};
use eframe_cms::rules::Save;
use eframe_core::test::ask::{form, get, send};
use eframe_core::{Actor, Language, Version};
use http::StatusCode;
use serde_json::json;

use crate::people::{Desk, desks, mina, omar, reader, save, text, vera};

/// A page with two editions in English and one in Korean.
async fn made(desk: &Desk) -> eframe_cms::model::DocumentId {
    let id = desk.live_page("about", None).await.document;
    desk.cms.save(&mina().into(), id, save(1, "First thoughts.")).await.expect("saved");
    desk.publish(id, Language::EN).await;
    let content = text("소개", "첫 글.");
    let korean = Save { language: Language::KO, expected: Version::new(0), content };
    desk.cms.save(&mina().into(), id, korean).await.expect("saved");
    id
}

#[tokio::test]
async fn words_that_differ_are_marked_and_said() {
    for desk in desks().await {
        let id = made(&desk).await;
        let path = format!("/{id}/compare?one=en.1&other=en.2");
        let page = send(desk.cms.desk(), &omar(), Language::EN, get(&path)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let marked = page.text.replace('\n', "");
        for said in ["<del>", "Removed: </span>words", "<ins>", "Added: </span>thoughts", "(end)"] {
            assert!(marked.contains(said), "{said}: {marked}");
        }
        // Without numbers the newest and the one before it.
        let usual = get(&format!("/{id}/compare"));
        let usual = send(desk.cms.desk(), &omar(), Language::EN, usual).await;
        assert!(usual.text.contains("Added: </span>thoughts"), "{}", usual.text);
        let two = format!("/{id}/compare?one=en.2&other=ko.1");
        let page = send(desk.cms.desk(), &omar(), Language::EN, get(&two)).await.text;
        assert!(page.contains("First thoughts.") && page.contains("첫 글."), "{page}");
        assert!(
            page.contains(r#"lang="ko""#) && !page.contains("<ins>") && !page.contains("<del>")
        );
        let only = format!("{path}&only=differs");
        let page = send(desk.cms.desk(), &omar(), Language::EN, get(&only)).await.text;
        assert!(page.contains("thoughts") && !page.contains("The same"), "{page}");
    }
}

#[tokio::test]
async fn any_edition_is_found_in_the_history_and_stands_beside_any_other() {
    for desk in desks().await {
        let id = desk.live_page("about", None).await.document;
        for number in 1..52 {
            let words = save(number, &format!("Words of edition {}.", number + 1));
            desk.cms.save(&mina().into(), id, words).await.expect("saved");
            desk.publish(id, Language::EN).await;
        }
        let at = |path: String| {
            let service = desk.cms.desk();
            async move { send(service, &mina(), Language::EN, get(&path)).await.text }
        };
        let (mut next, mut listed) = (Some(format!("/{id}/en")), 0);
        let mut last = String::new();
        while let Some(path) = next {
            last = at(path).await;
            assert!(last.contains("Words of edition 52."), "the newest stands above: {last}");
            listed += last.matches("history__entry").count();
            let older = last.split_once(&format!("/{id}/en?before="));
            next = older.map(|(_, rest)| {
                let number = rest.split(['#', '"']).next().expect("a number");
                format!("/{id}/en?before={number}")
            });
        }
        assert_eq!(listed, 52, "on {}", desk.test.kind);
        let beside = format!("/{id}/compare?one=en.1&other=en.52");
        assert!(last.replace("&amp;", "&").contains(&beside), "{last}");
        let shown = at(beside).await;
        assert!(shown.contains(r#"<option value="en.1" selected>"#), "{shown}");
        assert!(shown.contains(r#"<option value="en.52" selected>"#), "{shown}");
    }
}

#[tokio::test]
async fn programs_compare_and_strangers_do_not() {
    for desk in desks().await {
        let id = made(&desk).await;
        let ask = |actor: Actor, query: &str| {
            let path = format!("/documents/{id}/compare?{query}");
            let service = desk.cms.json();
            async move { send(service, &actor, Language::EN, get(&path)).await }
        };
        let told = ask(mina(), "one=en.1&other=en.2").await.json();
        let parts = told["parts"].as_array().expect("parts");
        let body = parts.iter().find(|part| part["field"] == "body").expect("a body");
        assert_eq!(body["same"], false);
        let pieces = body["other"]["pieces"].as_array().expect("pieces");
        assert!(pieces.contains(&json!({ "text": "thoughts", "differs": true })), "{pieces:?}");
        for (actor, status) in
            [(Actor::anonymous(), StatusCode::UNAUTHORIZED), (reader(), StatusCode::FORBIDDEN)]
        {
            assert_eq!(ask(actor, "one=en.1&other=en.2").await.status, status);
        }
        for wrong in ["one=en.1&other=en.9", "one=en.1&other=de.1", "one=x&other=en.1"] {
            assert_eq!(ask(mina(), wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        assert_eq!(ask(mina(), "one=en.1").await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn bad_input_26_a_stale_save_offers_both_texts_also_of_blocks() {
    for desk in desks().await {
        let id = desk.live_page("about", None).await.document;
        let blocks = json!([
            { "type": "heading", "text": "Their heading" },
            { "type": "quote", "text": "Their quote", "source": "A minute" },
        ]);
        let body = serde_json::from_value(blocks).expect("a body");
        let fields = Fields { title: "Theirs".to_owned(), body, ..Fields::default() };
        let content = Content::read(Kind::Page, &fields).expect("content");
        let theirs = Save { language: Language::EN, expected: Version::new(1), content };
        desk.cms.save(&omar().into(), id, theirs).await.expect("saved");
        let mine = form(
            &format!("/{id}/en/edit"),
            &[
                ("version", "1"),
                ("title", "Mine"),
                ("body[0].type", "heading"),
                ("body[0].level", "2"),
                ("body[0].text", "My heading"),
                ("body[1].type", "quote"),
                ("body[1].text", "My quote"),
                ("body[1].source", "Me"),
            ],
        );
        let answer = send(desk.cms.desk(), &mina(), Language::EN, mine).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.text);
        for said in ["Their heading", "Their quote", "A minute", "My heading", "My quote"] {
            assert!(answer.text.contains(said), "{said}: {}", answer.text);
        }
        // Theirs is read as words, mine stands in the fields of its blocks and is saved from there.
        assert!(!answer.text.contains("&quot;type&quot;") && !answer.text.contains("{\"type\""));
        assert!(answer.text.contains(r#"name="body[1].text""#));
        assert!(answer.text.contains(r#"name="version" value="2""#), "{}", answer.text);
        let document = desk.cms.document(&vera(), id).await.expect("there");
        assert_eq!(document.draft(Language::EN).expect("a draft").content.title, "Theirs");
    }
}
