//! Links by which somebody without an account reads what is in the making.

use eframe_cms::model::{DocumentId, Preview};
use eframe_cms::rules::MakePreview;
use eframe_cms::{Cms, Error, Refusal};
use eframe_core::test::ask::{Answer, form, get, json as body, send};
use eframe_core::{Actor, Caller, Language, RepeatKey};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use crate::media::{PNG, pdf};
use crate::people::{Desk, desks, mina, page, reader, save, vera};

/// The path of a link to a page, below the language.
async fn link(desk: &Desk, id: DocumentId, days: u16) -> (Preview, String) {
    let command = MakePreview { language: Language::EN, days };
    let made = desk.cms.make_preview(&mina().into(), id, &command).await.expect("made");
    (made.preview, format!("/preview/{}", made.secret.expect("it is told once")))
}

async fn follow(desk: &Desk, path: &str) -> Answer {
    send(desk.cms.pages(), &Actor::anonymous(), Language::EN, get(path)).await
}

async fn begun(desk: &Desk, slug: &str) -> DocumentId {
    desk.cms.create(&mina().into(), page(slug, None)).await.expect("begun").document
}

#[tokio::test]
async fn a_link_shows_what_is_being_written_and_is_kept_by_nobody() {
    for desk in desks().await {
        let id = begun(&desk, "about").await;
        let (_, path) = link(&desk, id, 7).await;
        let shown = follow(&desk, &path).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        assert!(shown.text.contains("First words.") && shown.text.contains("This is a draft"));
        assert_eq!(shown.header("cache-control"), "no-store");
        assert_eq!(shown.header("x-robots-tag"), "noindex, nofollow, noarchive");
        assert!(shown.text.contains("name=\"robots\" content=\"noindex\""), "{}", shown.text);
        // Its address is told to nobody, and forms in the host's frame still say where they come from.
        assert_eq!(shown.header("referrer-policy"), "strict-origin");
        // As it stands at that moment, whatever step it is at.
        desk.cms.save(&mina().into(), id, save(1, "Other words.")).await.expect("saved");
        assert!(follow(&desk, &path).await.text.contains("Other words."));
        desk.publish(id, Language::EN).await;
        let live = follow(&desk, &path).await;
        assert_eq!((live.status, live.header("location")), (StatusCode::SEE_OTHER, "/en/about"));
        // Nothing else opens by it.
        let other = begun(&desk, "other").await;
        assert!(!follow(&desk, &path).await.text.contains(&other.to_string()));
        let list = desk.cms.previews(&mina(), id, Language::KO).await.expect("told");
        assert!(list.is_empty());
    }
}

#[tokio::test]
async fn bad_input_37_a_link_shows_no_edition_after_the_one_that_was_published() {
    for desk in desks().await {
        let id = begun(&desk, "about").await;
        let (_, path) = link(&desk, id, 30).await;
        desk.publish(id, Language::EN).await;
        desk.test.clock.advance(SignedDuration::from_hours(24));
        let (plan, paper) = desk.reference("plan.pdf", &pdf(64)).await;
        let next = json!([{ "type": "document", "file": plan, "title": "The next plan" }]);
        let next = json!({ "title": "The next words", "body": next });
        let put = body("PUT", &format!("/documents/{id}/editions/en/draft"), &next);
        let put = eframe_core::test::ask::with(put, "if-match", "*");
        let saved = desk.api(&mina(), put).await;
        assert!(saved.status.is_success(), "{}", saved.text);
        let old = follow(&desk, &path).await;
        assert_eq!((old.status, old.header("location")), (StatusCode::SEE_OTHER, "/en/about"));
        let file = follow(&desk, &format!("{path}{paper}")).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND, "on {}", desk.test.kind);
        // One of its own shows it, and is not held for one to the edition before.
        let (_, own) = link(&desk, id, 30).await;
        assert!(follow(&desk, &own).await.text.contains("The next words"));
        let file = follow(&desk, &format!("{own}{paper}")).await;
        assert_eq!(file.status, StatusCode::OK, "{}", file.text);
        // Nor does the old one open anything once the page is taken down.
        desk.cms.withdraw(&vera().into(), id, Language::EN).await.expect("withdrawn");
        assert_eq!(follow(&desk, &path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(follow(&desk, &own).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_link_that_stopped_or_was_taken_back_or_never_was_is_answered_alike() {
    for desk in desks().await {
        let id = begun(&desk, "about").await;
        let (_, stops) = link(&desk, id, 1).await;
        let (taken, back) = link(&desk, id, 30).await;
        desk.cms.end_preview(&mina().into(), id, Language::EN, taken.id).await.expect("taken back");
        desk.test.clock.advance(SignedDuration::from_hours(24) - SignedDuration::from_micros(1));
        assert_eq!(follow(&desk, &stops).await.status, StatusCode::OK);
        desk.test.clock.advance(SignedDuration::from_micros(1));
        let never = format!("/preview/{}", "0".repeat(64));
        let mut answers = Vec::new();
        for path in [&stops, &back, &never, &"/preview/x".to_owned()] {
            let answer = follow(&desk, path).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            assert!(!answer.text.contains("First words."));
            answers.push(answer.json()["code"].clone());
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
        let twice = desk.cms.end_preview(&mina().into(), id, Language::EN, taken.id).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::NotAtThatStage(_)))), "{twice:?}");
        // What has stopped is let go, and nothing else.
        let (open, path) = link(&desk, id, 2).await;
        desk.cms.tidy().await.expect("tidied");
        let left = desk.cms.previews(&mina(), id, Language::EN).await.expect("told");
        assert_eq!(left, [open]);
        assert_eq!(follow(&desk, &path).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_the_link_holds_is_kept_by_nobody_and_a_repeat_is_not_told_it() {
    for desk in desks().await {
        let id = begun(&desk, "about").await;
        let command = MakePreview { language: Language::EN, days: 7 };
        let fingerprint = eframe_core::sha256(b"request");
        let repeat = Some(RepeatKey { key: "key".to_owned(), fingerprint });
        let caller = Caller { actor: mina(), repeat };
        let first = desk.cms.make_preview(&caller, id, &command).await.expect("made");
        let again = desk.cms.make_preview(&caller, id, &command).await.expect("repeated");
        assert_eq!((again.preview, again.secret), (first.preview.clone(), None));
        let secret = first.secret.expect("told once");
        assert_ne!(first.preview.secret.to_string(), secret);
        assert_eq!(first.preview.secret, eframe_core::sha256(secret.as_bytes()));
        // The fingerprint opens nothing.
        let path = format!("/preview/{}", first.preview.secret);
        assert_eq!(follow(&desk, &path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn whoever_writes_makes_links_at_the_desk_and_by_programs_and_nobody_else_does() {
    for desk in desks().await {
        let id = begun(&desk, "about").await;
        let at = format!("/{id}/en/preview");
        let page = send(desk.cms.desk(), &mina(), Language::EN, get(&at)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let made = send(desk.cms.desk(), &mina(), Language::EN, form(&at, &[("days", "7")])).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text);
        let (_, after) = made.text.split_once("https://city.example/en").expect("a link");
        let path = after.split('"').next().expect("its end");
        assert_eq!(follow(&desk, path).await.status, StatusCode::OK, "{path}");
        let shown = send(desk.cms.desk(), &mina(), Language::EN, get(&at)).await.text;
        assert!(!shown.contains("/preview/"), "it is shown once: {shown}");
        for wrong in ["0", "31", "", "x", "70000"] {
            let request = form(&at, &[("days", wrong)]);
            let answer = send(desk.cms.desk(), &mina(), Language::EN, request).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        let listed = format!("/documents/{id}/editions/en/previews");
        let told = send(desk.cms.json(), &mina(), Language::EN, get(&listed)).await.json();
        let open = told["items"][0]["id"].as_str().expect("an id").to_owned();
        assert!(told["items"][0].get("url").is_none());
        for actor in [reader(), Actor::anonymous()] {
            for request in [
                get(&listed),
                body("POST", &listed, &json!({ "days": 1 })),
                body("DELETE", &format!("{listed}/{open}"), &json!({})),
            ] {
                let refused = send(desk.cms.json(), &actor, Language::EN, request).await;
                assert!(refused.status.is_client_error(), "{}", refused.text);
            }
        }
        let end = form(&at, &[("end", &open)]);
        let ended = send(desk.cms.desk(), &mina(), Language::EN, end).await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER, "{}", ended.text);
        assert_eq!(follow(&desk, path).await.status, StatusCode::NOT_FOUND);
        let request = body("POST", &listed, &json!({ "days": 2 }));
        let made = send(desk.cms.json(), &mina(), Language::EN, request).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let url = made.json()["url"].as_str().expect("told").to_owned();
        let path = url.strip_prefix("https://city.example/en").expect("ours").to_owned();
        let id = made.json()["id"].as_str().expect("an id").to_owned();
        let delete = http::Request::delete(format!("{listed}/{id}"));
        let delete = delete.body(eframe_core::Body::default()).expect("a request");
        let gone = send(desk.cms.json(), &mina(), Language::EN, delete).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text);
        assert_eq!(follow(&desk, &path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn of_what_is_not_written_there_is_no_link_and_of_one_text_not_any_number() {
    for desk in desks().await {
        let id = desk.live_page("about", None).await.document;
        let cms: &Cms = &desk.cms;
        let make = |language, days| async move {
            cms.make_preview(&mina().into(), id, &MakePreview { language, days }).await
        };
        let live = make(Language::EN, 7).await;
        assert!(matches!(live, Err(Error::Refused(Refusal::NotAtThatStage(_)))), "{live:?}");
        desk.cms.save(&mina().into(), id, save(1, "More.")).await.expect("saved");
        for _ in 0..Preview::MOST {
            make(Language::EN, 7).await.expect("made");
        }
        let many = make(Language::EN, 7).await;
        assert!(matches!(many, Err(Error::Refused(Refusal::Invalid(_)))), "{many:?}");
        // A page can't have the address of links.
        let page = cms.create(&mina().into(), page("preview", None)).await;
        assert!(matches!(page, Err(Error::Refused(Refusal::Reserved(_)))), "{page:?}");
        desk.cms.withdraw(&vera().into(), id, Language::EN).await.expect("withdrawn");
    }
}

#[tokio::test]
async fn a_link_shows_the_files_of_its_draft_and_no_others_until_it_stops() {
    for desk in desks().await {
        let (picture, photo) = desk.reference("sign.png", PNG).await;
        let (plan, paper) = desk.reference("plan.pdf", &pdf(64)).await;
        let (_, other) = desk.reference("other.pdf", &pdf(65)).await;
        let shown = json!([{ "type": "image", "file": picture, "alt": "A sign" },
            { "type": "document", "file": plan, "title": "The plan" }]);
        let text = json!({ "title": "Shown", "body": shown });
        let new = json!({ "kind": "page", "language": "en", "slug": "shown", "text": text });
        let made = desk.api(&mina(), body("POST", "/documents", &new)).await;
        let id: DocumentId =
            made.json()["document"].as_str().expect("an id").parse().expect("an id");
        let (preview, path) = link(&desk, id, 7).await;
        let page = follow(&desk, &path).await.text;
        let width = picture["pixels"]["width"].as_u64().expect("a width").min(320);
        let small = photo.replacen("sign.png", &format!("{width}w.jpg"), 1);
        for file in [&small, &paper] {
            assert!(page.contains(&format!("\"/en{path}{file}")), "{file} in {page}");
        }
        assert!(!page.contains("/media/"), "{page}");
        for file in [&small, &photo, &paper] {
            let got = follow(&desk, &format!("{path}{file}")).await;
            assert_eq!(got.status, StatusCode::OK, "{file}: {}", got.text);
            assert_eq!(got.headers.get_all("cache-control").iter().count(), 1);
            assert!(got.header("cache-control").contains("no-store"), "{got:?}");
            assert_eq!(got.header("referrer-policy"), "strict-origin");
            let straight = desk.file(&Actor::anonymous(), get(file)).await;
            assert_eq!(straight.status, StatusCode::NOT_FOUND, "{file} by itself");
        }
        assert_eq!(follow(&desk, &format!("{path}{other}")).await.status, StatusCode::NOT_FOUND);
        let never = format!("/preview/{}{paper}", "0".repeat(64));
        assert_eq!(follow(&desk, &never).await.status, StatusCode::NOT_FOUND);
        // What the draft shows no more is not behind it any more either.
        desk.cms.save(&mina().into(), id, save(1, "Without.")).await.expect("saved");
        assert_eq!(follow(&desk, &format!("{path}{paper}")).await.status, StatusCode::NOT_FOUND);
        let again = json!({ "title": "Shown", "body": shown });
        let put = body("PUT", &format!("/documents/{id}/editions/en/draft"), &again);
        desk.api(&mina(), eframe_core::test::ask::with(put, "if-match", "*")).await;
        assert_eq!(follow(&desk, &format!("{path}{paper}")).await.status, StatusCode::OK);
        // What was retired is for staff alone, whatever shows it.
        let media = photo.split('/').nth(1).expect("an id").parse().expect("an id");
        let version = desk.cms.media(&vera(), media).await.expect("there").version;
        desk.cms.retire_media(&vera().into(), media, version).await.expect("retired");
        for file in [&small, &photo] {
            let got = follow(&desk, &format!("{path}{file}")).await;
            assert_eq!(got.status, StatusCode::NOT_FOUND, "{file} on {}", desk.test.kind);
            assert_eq!(desk.file(&vera(), get(file)).await.status, StatusCode::OK, "{file}");
        }
        assert_eq!(follow(&desk, &format!("{path}{paper}")).await.status, StatusCode::OK);
        assert_eq!(follow(&desk, &path).await.status, StatusCode::OK, "the text stays open");
        desk.cms
            .end_preview(&mina().into(), id, Language::EN, preview.id)
            .await
            .expect("taken back");
        assert_eq!(follow(&desk, &format!("{path}{paper}")).await.status, StatusCode::NOT_FOUND);
    }
}
