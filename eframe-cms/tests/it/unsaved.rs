//! What somebody writes and does not save.

use eframe_core::test::ask::{Answer, form, get, send, with};
use eframe_core::{Actor, Language, Narrowing};
use http::StatusCode;
use jiff::SignedDuration;

use crate::people::{Desk, desks, mina, omar, page, reader, save, vera};

async fn at(desk: &Desk, actor: &Actor, path: &str) -> Answer {
    send(desk.cms.desk(), actor, Language::EN, get(path)).await
}

async fn post(desk: &Desk, actor: &Actor, path: &str, fields: &[(&str, &str)]) -> Answer {
    send(desk.cms.desk(), actor, Language::EN, form(path, fields)).await
}

#[tokio::test]
async fn what_was_not_saved_is_offered_to_its_writer_alone_and_taken_or_let_go() {
    for desk in desks().await {
        let begun = desk.cms.create(&mina().into(), page("about", None)).await.expect("begun");
        let id = begun.document;
        let (edit, unsaved) = (format!("/{id}/en/edit"), format!("/{id}/en/unsaved"));
        let before = at(&desk, &mina(), &edit).await.text;
        assert!(before.contains(&format!(r#"data-unsaved="/desk/content{unsaved}""#)), "{before}");
        assert!(!before.contains("not saved"), "nothing is offered: {before}");
        let fields = [("version", "1"), ("title", "The page about"), ("body", "Lost words.")];
        let kept = post(&desk, &mina(), &unsaved, &fields).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
        assert!(kept.text.starts_with("Kept for you at"), "{}", kept.text);

        // The draft is what it was, for everybody; the offer is Mina's.
        let document = desk.cms.document(&vera(), id).await.expect("there");
        let draft = document.draft(Language::EN).expect("a draft");
        assert_eq!(
            (draft.content.body.words().as_str(), draft.revision.get()),
            ("First words.", 1)
        );
        let offered = at(&desk, &mina(), &edit).await.text;
        assert!(offered.contains("You wrote something here that was not saved"), "{offered}");
        assert!(offered.contains("First words.") && !offered.contains("Lost words."));
        let others = at(&desk, &omar(), &edit).await.text;
        assert!(!others.contains("not saved") && !others.contains("Lost words."));
        let take = format!("{edit}?take=unsaved");
        let taken = at(&desk, &mina(), &take).await.text;
        assert!(taken.contains("Lost words.") && !taken.contains("You wrote something"));
        assert!(!at(&desk, &omar(), &take).await.text.contains("Lost words."));

        // A token of hers that may write and no more neither sees nor changes it, whatever it saves.
        let reads = Actor::person(mina().id(), "Mina Park", Vec::new()).narrowed(Narrowing::Token);
        let writes = mina().narrowed(Narrowing::Token);
        let drop = &[("drop", "yes")][..];
        for (token, sent) in [(&reads, drop), (&writes, drop), (&writes, &fields)] {
            let refused = post(&desk, token, &unsaved, sent).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
        }
        for path in [&edit, &take] {
            let shown = at(&desk, &writes, path).await;
            assert_eq!(shown.status, StatusCode::OK);
            assert!(!shown.text.contains("Lost words.") && !shown.text.contains("You wrote"));
        }
        let words = [("version", "1"), ("title", "The page about"), ("body", "First words.")];
        let saved = post(&desk, &writes, &edit, &words).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        assert!(at(&desk, &mina(), &edit).await.text.contains("You wrote something"));
        let dropped = post(&desk, &mina(), &unsaved, &[("drop", "yes")]).await;
        assert_eq!(dropped.status, StatusCode::SEE_OTHER, "{}", dropped.text);
        assert!(!at(&desk, &mina(), &edit).await.text.contains("You wrote something"));

        // What was saved is not offered, neither after it nor when the script is late.
        post(&desk, &mina(), &unsaved, &fields).await;
        let saved = post(&desk, &mina(), &edit, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        assert!(!at(&desk, &mina(), &edit).await.text.contains("You wrote something"));
        post(&desk, &mina(), &unsaved, &fields).await;
        assert!(!at(&desk, &mina(), &edit).await.text.contains("You wrote something"));
    }
}

#[tokio::test]
async fn bad_input_26_what_is_taken_later_is_saved_over_nobody() {
    for desk in desks().await {
        let begun = desk.cms.create(&mina().into(), page("about", None)).await.expect("begun");
        let id = begun.document;
        let fields = [("version", "1"), ("title", "Mine"), ("body", "Lost words.")];
        post(&desk, &mina(), &format!("/{id}/en/unsaved"), &fields).await;
        desk.cms.save(&omar().into(), id, save(1, "Their words.")).await.expect("saved");
        let taken = at(&desk, &mina(), &format!("/{id}/en/edit?take=unsaved")).await.text;
        assert!(taken.contains(r#"name="version" value="1""#), "{taken}");
        let late = post(&desk, &mina(), &format!("/{id}/en/edit"), &fields).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text.contains("Their words.") && late.text.contains("Lost words."));
    }
}

#[tokio::test]
async fn what_a_page_brings_back_unsaved_is_to_be_kept_at_once() {
    for desk in desks().await {
        let begun = desk.cms.create(&mina().into(), page("about", None)).await.expect("begun");
        let edit = format!("/{}/en/edit", begun.document);
        for path in [&edit, "/new/page"] {
            let opened = at(&desk, &mina(), path).await.text;
            assert!(opened.contains("data-unsaved=") && !opened.contains("data-written"), "{path}");
        }
        let without_title = [("version", "1"), ("title", ""), ("body", "Long words.")];
        let refused = post(&desk, &mina(), &edit, &without_title).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let new = [("language", "en"), ("version", "0"), ("title", ""), ("body", "Long words.")];
        let refused_new = post(&desk, &mina(), "/new/page", &new).await;
        assert_eq!(refused_new.status, StatusCode::UNPROCESSABLE_ENTITY);
        let add = [("version", "1"), ("title", "T"), ("body", "Long words."), ("do", "add")];
        let pressed = [&add[..], &[("block-kind", "quote"), ("block-at", "0")]].concat();
        let pressed = post(&desk, &mina(), &edit, &pressed).await;
        assert_eq!(pressed.status, StatusCode::OK, "{}", pressed.text);
        desk.cms.save(&omar().into(), begun.document, save(1, "Theirs.")).await.expect("saved");
        let late = [("version", "1"), ("title", "Mine"), ("body", "Long words.")];
        let late = post(&desk, &mina(), &edit, &late).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        for brought in [refused, refused_new, pressed, late] {
            assert!(brought.text.contains("Long words."), "{}", brought.text);
            assert!(brought.text.contains("data-written"), "{}", brought.text);
        }
        // What was kept and is taken is kept already.
        post(&desk, &mina(), &format!("/{}/en/unsaved", begun.document), &without_title).await;
        let taken = at(&desk, &mina(), &format!("{edit}?take=unsaved")).await.text;
        assert!(taken.contains("Long words.") && !taken.contains("data-written"), "{taken}");
    }
}

#[tokio::test]
async fn a_new_document_and_blocks_are_kept_too() {
    for desk in desks().await {
        let fields = [
            ("language", "en"),
            ("title", ""),
            ("body[0].type", "quote"),
            ("body[0].text", "Half a quote"),
        ];
        let kept = post(&desk, &mina(), "/new/page/unsaved", &fields).await;
        assert_eq!(kept.status, StatusCode::OK, "{}", kept.text);
        let offered = at(&desk, &mina(), "/new/page").await.text;
        assert!(offered.contains("You wrote something here"), "{offered}");
        let taken = at(&desk, &mina(), "/new/page?take=unsaved").await.text;
        assert!(taken.contains("Half a quote") && taken.contains("body[0].text"), "{taken}");
        assert!(!at(&desk, &mina(), "/new/news").await.text.contains("You wrote something"));
        let whole = [("language", "en"), ("title", "A title"), ("version", "0"), ("body", "x")];
        let created = post(&desk, &mina(), "/new/page", &whole).await;
        assert_eq!(created.status, StatusCode::SEE_OTHER, "{}", created.text);
        assert!(!at(&desk, &mina(), "/new/page").await.text.contains("You wrote something"));
    }
}

#[tokio::test]
async fn it_is_no_decision_has_its_measure_and_is_let_go_in_time() {
    for desk in desks().await {
        let begun = desk.cms.create(&mina().into(), page("about", None)).await.expect("begun");
        let path = format!("/{}/en/unsaved", begun.document);
        let fields = [("version", "1"), ("title", "T"), ("body", "Lost words.")];
        let audited = desk.audited().await;
        post(&desk, &mina(), &path, &fields).await;
        assert_eq!(desk.audited().await, audited, "it is in no audit log");
        for (actor, status) in
            [(reader(), StatusCode::NOT_FOUND), (Actor::anonymous(), StatusCode::UNAUTHORIZED)]
        {
            assert_eq!(post(&desk, &actor, &path, &fields).await.status, status);
        }
        let long = "x".repeat(600 * 1024);
        let refused = post(&desk, &mina(), &path, &[("body", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        let edit = format!("/{}/en/edit", begun.document);
        desk.test.clock.advance(SignedDuration::from_hours(29 * 24));
        desk.cms.tidy().await.expect("tidied");
        assert!(at(&desk, &mina(), &edit).await.text.contains("You wrote something"));
        desk.test.clock.advance(SignedDuration::from_hours(2 * 24));
        desk.cms.tidy().await.expect("tidied");
        assert!(!at(&desk, &mina(), &edit).await.text.contains("You wrote something"));
    }
}

#[tokio::test]
async fn the_script_is_ours_and_fetched_anew_when_it_is_another() {
    for desk in desks().await {
        let script = at(&desk, &mina(), "/unsaved.js").await;
        assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(script.header("cache-control"), "private, no-cache");
        assert!(!script.text.contains("innerHTML") && !script.text.contains("eval"));
        let tag = script.header("etag").to_owned();
        let again = with(get("/unsaved.js"), "if-none-match", &tag);
        let again = send(desk.cms.desk(), &mina(), Language::EN, again).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    }
}

#[tokio::test]
async fn bad_input_41_to_look_at_the_desk_changes_nothing() {
    for desk in desks().await {
        let id = desk.live_page("about", None).await.document;
        desk.cms.save(&mina().into(), id, save(1, "More.")).await.expect("saved");
        post(&desk, &vera(), &format!("/{id}/en/unsaved"), &[("title", "T"), ("body", "x")]).await;
        let before = (desk.audited().await, desk.rows().await);
        for path in [
            "/",
            "/list",
            "/tree",
            "/tree?do=up:x",
            "/plans",
            "/overdue",
            "/menus",
            "/redirects",
            "/export",
            "/new/page",
            "/new/page?take=unsaved",
        ]
        .map(str::to_owned)
        .into_iter()
        .chain(
            [
                "",
                "/move",
                "/care",
                "/links",
                "/compare",
                "/en",
                "/en/plan",
                "/en/end",
                "/en/preview?days=7",
                "/en/edit",
                "/en/edit?take=unsaved&drop=yes",
            ]
            .map(|room| format!("/{id}{room}")),
        ) {
            let answer = at(&desk, &vera(), &path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
        }
        for path in [format!("/{id}/en/unsaved"), "/new/page/unsaved".to_owned()] {
            assert_eq!(at(&desk, &vera(), &path).await.status, StatusCode::METHOD_NOT_ALLOWED);
        }
        assert_eq!((desk.audited().await, desk.rows().await), before);
    }
}
