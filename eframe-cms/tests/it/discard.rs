//! Drafts that are thrown away.

use eframe_cms::model::{DocumentId, Kind, MenuEntry, Slug};
use eframe_cms::rules::{Discard, MakePreview, Save, SetMenu};
use eframe_cms::{Error, Found, Refusal};
use eframe_core::test::ask::{Answer, form, get, json as body, send, with};
use eframe_core::{Actor, Language, Version};
use http::{Request, StatusCode};
use serde_json::json;

use crate::archive::{bring_in, export};
use crate::people::{Desk, desks, mina, omar, page, reader, save, text, vera};

async fn ask(desk: &Desk, actor: &Actor, request: Request<eframe_core::Body>) -> Answer {
    send(desk.cms.json(), actor, Language::EN, request).await
}

fn delete(id: DocumentId, tag: &str) -> Request<eframe_core::Body> {
    let path = format!("/documents/{id}/editions/en/draft");
    let bare = Request::delete(path).body(eframe_core::Body::default()).expect("a request");
    if tag.is_empty() { bare } else { with(bare, "if-match", tag) }
}

/// What the block keeps of editions, table by table.
async fn traces(desk: &Desk) -> Vec<i64> {
    let mut traces = desk.rows().await;
    for table in ["cms__search", "cms__link", "cms_media_use"] {
        traces.push(desk.count(table).await);
    }
    traces
}

#[tokio::test]
async fn a_draft_is_thrown_away_and_what_is_live_stays() {
    for desk in desks().await {
        let Desk { cms, test, .. } = &desk;
        let (id, en) = (desk.live_page("about", None).await.document, Language::EN);
        let before = traces(&desk).await;
        let begun = cms.save(&mina().into(), id, save(1, "A [link](/about).")).await;
        assert_eq!(begun.expect("begun").revision, Version::new(2));
        cms.save(&omar().into(), id, save(2, "More.")).await.expect("saved");
        let link = MakePreview { language: en, days: 1 };
        cms.make_preview(&mina().into(), id, &link).await.expect("made");
        cms.submit(&mina().into(), id, en).await.expect("handed in");
        let audited = desk.audited().await;

        for (actor, tag, status) in [
            (Actor::anonymous(), "\"3\"", StatusCode::UNAUTHORIZED),
            (reader(), "\"3\"", StatusCode::FORBIDDEN),
            (mina(), "", StatusCode::PRECONDITION_REQUIRED),
            (mina(), "\"2\"", StatusCode::PRECONDITION_FAILED),
            (mina(), "\"3\"", StatusCode::NO_CONTENT),
            (mina(), "\"3\"", StatusCode::CONFLICT),
        ] {
            let answer = ask(&desk, &actor, delete(id, tag)).await;
            assert_eq!(answer.status, status, "{tag} on {}: {}", test.kind, answer.text);
        }
        assert_eq!(desk.audited().await, audited + 1, "it is told once");
        assert_eq!(traces(&desk).await, before, "nothing of it is left on {}", test.kind);
        let public = send(cms.pages(), &Actor::anonymous(), en, get("/about")).await;
        assert!(public.text.contains("First words."), "{}", public.text);
        let found = send(cms.pages(), &Actor::anonymous(), en, get("/search?q=about")).await;
        assert!(found.text.contains("The page <mark>about</mark>"), "{}", found.text);

        // Whoever still has it before them writes over nothing, and the next has its number.
        for seen in [1, 2, 3] {
            let late = cms.save(&omar().into(), id, save(seen, "Late.")).await;
            assert!(
                matches!(late, Err(Error::Refused(Refusal::StaleDraft { .. }))),
                "{seen}: {late:?}"
            );
        }
        let path = format!("/documents/{id}/editions/en/draft");
        let told = ask(&desk, &mina(), get(&path)).await.json();
        let begun = body("PUT", &path, &json!({ "title": "About us", "body": "Anew." }));
        let begun = with(begun, "if-match", &format!("\"{}\"", told["revision"]));
        let begun = ask(&desk, &mina(), begun).await;
        assert_eq!((begun.status, &begun.json()["number"]), (StatusCode::OK, &json!(2)));
    }
}

#[tokio::test]
async fn a_page_begun_by_mistake_goes_with_its_address() {
    for desk in desks().await {
        let Desk { cms, test, .. } = &desk;
        let before = traces(&desk).await;
        let begun = cms.create(&mina().into(), page("abuot", None)).await.expect("begun");
        let below = cms.create(&mina().into(), page("below", Some(begun.document))).await;
        let below = below.expect("begun").document;
        let refused = ask(&desk, &mina(), delete(begun.document, "\"1\"")).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert_eq!(refused.json()["code"], "pages-below");
        for id in [below, begun.document] {
            let gone = ask(&desk, &mina(), delete(id, "\"1\"")).await;
            assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.text);
            let again = ask(&desk, &mina(), delete(id, "\"1\"")).await;
            assert_eq!(again.status, StatusCode::NOT_FOUND, "{}", again.text);
        }
        assert_eq!(traces(&desk).await, before, "{}", test.kind);
        assert!(matches!(cms.find(&vera(), "/abuot").await, Err(Error::NotFound)));
        cms.create(&omar().into(), page("abuot", None)).await.expect("the address is free");
        assert!(matches!(cms.find(&vera(), "/abuot").await, Ok(Found::Here(_))));
    }
}

#[tokio::test]
async fn a_page_that_goes_leaves_the_menus_and_the_content_can_be_taken_elsewhere() {
    for desk in desks().await {
        let Desk { cms, test, .. } = &desk;
        let (chief, main) = (vera().into(), "main".parse::<Slug>().expect("a name"));
        let begun = cms.create(&mina().into(), page("abuot", None)).await.expect("begun").document;
        let about = MenuEntry::Document(desk.live_page("about", None).await.document);
        let (news, gone) = (MenuEntry::List(Kind::News), MenuEntry::Document(begun));
        let set = |entries, expected| SetMenu { entries, expected: Version::new(expected) };
        let first = cms.set_menu(&chief, &main, set(vec![gone, news, about], 0)).await;
        assert_eq!(first.expect("set").version, Version::FIRST);
        let other = "foot".parse::<Slug>().expect("a name");
        cms.set_menu(&chief, &other, set(vec![news], 0)).await.expect("set");

        let away = Discard { language: Language::EN, expected: Version::new(1) };
        assert!(cms.discard(&mina().into(), begun, away).await.expect("thrown away").whole);
        let menus = cms.menus().await.expect("menus");
        let stand =
            menus.iter().map(|menu| (menu.name.as_str(), menu.version.get(), &*menu.entries));
        let (foot, left) = ([news], [news, about]);
        let expected = [("foot", 1, &foot[..]), ("main", 2, &left[..])];
        assert_eq!(stand.collect::<Vec<_>>(), expected, "{}", test.kind);
        let late = cms.set_menu(&chief, &main, set(vec![about], 1)).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::StaleMenu(_)))), "{late:?}");

        // As when somebody set it at just that moment.
        let entries = json!([gone, about]).to_string();
        desk.spoil(&format!("UPDATE cms_menu SET entries = '{entries}' WHERE name = 'main'")).await;
        let elsewhere = desks().await.remove(0);
        bring_in(&elsewhere.cms, &export(cms).await).await.expect("brought in");
        let menus = elsewhere.cms.menus().await.expect("menus");
        assert_eq!(menus[1].entries, [about], "from {}", test.kind);
    }
}

#[tokio::test]
async fn bad_input_26_no_page_is_begun_below_one_that_is_thrown_away_at_the_same_time() {
    for desk in desks().await {
        let Desk { cms, test, .. } = &desk;
        let (mina, omar) = (mina().into(), omar().into());
        for turn in 0..8 {
            let begun = cms.create(&mina, page(&format!("above-{turn}"), None)).await;
            let above = begun.expect("begun").document;
            let away = Discard { language: Language::EN, expected: Version::new(1) };
            let (gone, below) = tokio::join!(
                cms.discard(&mina, above, away),
                cms.create(&omar, page("below", Some(above))),
            );
            assert!(gone.is_ok() != below.is_ok(), "{gone:?}, {below:?} on {}", test.kind);
        }
        let lost = "cms_document WHERE parent NOT IN (SELECT id FROM cms_document)";
        assert_eq!(desk.count(lost).await, 0, "{}", test.kind);
    }
}

#[tokio::test]
async fn bad_input_26_a_translation_begun_anew_is_not_written_over_by_who_had_the_old_one() {
    for desk in desks().await {
        let Desk { cms, test, .. } = &desk;
        let id = desk.live_page("about", None).await.document;
        let korean = |expected, words: &str| Save {
            language: Language::KO,
            expected,
            content: text("소개", words),
        };
        let nothing = Version::new(0);
        let first = cms.save(&mina().into(), id, korean(nothing, "하나")).await.expect("begun");
        let command = Discard { language: Language::KO, expected: first.revision };
        let done = cms.discard(&mina().into(), id, command).await.expect("thrown away");
        assert!(!done.whole, "it stands in English");
        let anew = cms.save(&omar().into(), id, korean(nothing, "둘")).await.expect("begun");
        assert!(anew.revision > first.revision, "{anew:?} on {}", test.kind);
        assert_eq!(anew.number, 1);
        let late = cms.save(&mina().into(), id, korean(first.revision, "셋")).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::StaleDraft { .. }))), "{late:?}");
        let late = cms.discard(&mina().into(), id, command).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::StaleDraft { .. }))), "{late:?}");
    }
}

#[tokio::test]
async fn the_desk_asks_before_a_draft_is_thrown_away() {
    for desk in desks().await {
        let Desk { cms, .. } = &desk;
        let id = cms.create(&mina().into(), page("about", None)).await.expect("begun").document;
        let path = format!("/{id}/en/discard");
        let shown = send(cms.desk(), &mina(), Language::EN, get(&format!("/{id}/en"))).await;
        let shown = shown.text.replace("&#x2f;", "/");
        assert!(shown.contains(&format!("/desk/content{path}")), "{shown}");
        for (language, said) in [
            (Language::EN, "Nothing else was ever written of it"),
            (Language::KO, "이 문서에 다른 글은 없었으므로"),
            (Language::AR, "لم يُكتب من المستند غيرها قط"),
        ] {
            let asked = send(cms.desk(), &mina(), language, get(&path)).await;
            assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
            assert!(asked.text.contains(said), "{language}: {}", asked.text);
            assert_eq!(asked.hidden("version"), "1");
        }
        // Somebody else saves meanwhile: asked again, from there.
        cms.save(&omar().into(), id, save(1, "More.")).await.expect("saved");
        let post = |version: &'static str| form(&path, &[("version", version)]);
        let late = send(cms.desk(), &mina(), Language::EN, post("1")).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        assert!(late.text.contains("Somebody saved it since"), "{}", late.text);
        assert_eq!(late.hidden("version"), "2");
        let stranger = send(cms.desk(), &reader(), Language::EN, post("2")).await;
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);
        let gone = send(cms.desk(), &mina(), Language::EN, post("2")).await;
        assert_eq!(gone.header("location"), "/desk/content/?done=discarded");
        let home = send(cms.desk(), &mina(), Language::KO, get("/?done=discarded")).await;
        assert!(home.text.contains("초안을 버렸습니다"), "{}", home.text);
        let nothing = send(cms.desk(), &mina(), Language::EN, get(&path)).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    }
}
