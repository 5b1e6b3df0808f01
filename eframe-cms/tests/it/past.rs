//! How things end, what stood on a day, and the way back.

use eframe_cms::model::{DocumentId, End, Ending};
use eframe_cms::rules::Standing;
use eframe_cms::{Error, Found, Refusal};
use eframe_core::test::ask::{Answer, form, get, json as body, send, with};
use eframe_core::{Actor, Language, Timestamp, Version};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use crate::office::{Office, chief, offices};
use crate::people::{mina, save, text, vera};

async fn read(office: &Office, language: Language, path: &str) -> Answer {
    let cms = &office.desk.cms;
    send(cms.pages(), &Actor::anonymous(), language, get(path)).await
}

async fn ask(office: &Office, path: &str) -> Answer {
    send(office.desk.cms.json(), &Actor::anonymous(), Language::EN, get(path)).await
}

fn set(office: &Office, at: &str) {
    office.desk.test.clock.set(at.parse::<Timestamp>().expect("an instant"));
}

async fn end(office: &Office, of: DocumentId, end: End, note: &str) -> Result<Standing, Error> {
    let ending = Ending { end, note: note.to_owned() };
    office.desk.cms.end(&chief(), of, Language::EN, &ending).await
}

#[tokio::test]
async fn each_end_answers_as_it_says_on_pages_and_in_json() {
    for office in offices().await {
        let other = office.desk.live_page("other", None).await.document;
        for slug in ["kept", "moved-on", "replaced", "gone"] {
            office.desk.live_page(slug, None).await;
        }
        office.desk.test.clock.advance(SignedDuration::from_hours(48));
        let cms = &office.desk.cms;
        let since =
            ask(&office, "/documents").await.json()["since"].as_str().expect("a cursor").to_owned();
        office.desk.test.clock.advance(SignedDuration::from_mins(5));
        let mut ids = Vec::new();
        for (slug, how, note) in [
            ("/kept", End::Withdrawn, "The law has changed."),
            ("/moved-on", End::Redirect { to: other }, ""),
            ("/replaced", End::Substitute { by: other }, ""),
            ("/gone", End::Gone, "It named people."),
        ] {
            let Ok(Found::Here(page)) = cms.find(&Actor::anonymous(), slug).await else {
                panic!("{slug}")
            };
            end(&office, page.id, how, note).await.expect("ended");
            ids.push(page.id);
        }
        let kept = read(&office, Language::EN, "/kept").await;
        assert_eq!(kept.status, StatusCode::GONE);
        assert!(kept.text.contains("The law has changed.") && kept.text.contains("The page kept"));
        assert!(kept.text.contains("/en/kept?on=2026-11-24"), "{}", kept.text);
        assert_eq!(kept.header("x-robots-tag"), "noindex");
        let moved = read(&office, Language::FR, "/moved-on").await;
        assert_eq!(
            (moved.status, moved.header("location")),
            (StatusCode::MOVED_PERMANENTLY, "/fr/other")
        );
        assert_eq!(moved.header("cache-control"), "no-cache");
        let replaced = read(&office, Language::EN, "/replaced").await;
        assert_eq!(replaced.status, StatusCode::GONE);
        assert!(replaced.text.contains(r#"href="/en/other""#), "{}", replaced.text);
        assert!(replaced.header("link").contains("successor-version"));
        let gone = read(&office, Language::EN, "/gone").await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert!(gone.text.contains("It named people.") && !gone.text.contains("The page gone"));
        assert!(!gone.text.contains("?on="), "{}", gone.text);

        let told = ask(&office, "/at?path=/kept").await;
        assert_eq!(
            (told.status, &told.json()["ended"]["note"]),
            (StatusCode::GONE, &json!("The law has changed."))
        );
        let told = ask(&office, "/at?path=/moved-on&language=ko").await;
        assert_eq!(told.status, StatusCode::MOVED_PERMANENTLY);
        assert!(told.header("location").ends_with("/at?path=/other&language=ko"));
        let told = ask(&office, &format!("/documents/{}", ids[2])).await;
        assert_eq!(
            (told.status, &told.json()["ended"]["to"]),
            (StatusCode::GONE, &json!("/other"))
        );
        let changed = ask(&office, &format!("/documents?since={since}")).await.json();
        let items = changed["items"].as_array().expect("items");
        let how = |id: DocumentId| {
            let item = items.iter().find(|item| item["id"] == json!(id)).expect("it changed");
            item["ended"]["how"].clone()
        };
        let hows = ids.iter().map(|id| how(*id)).collect::<Vec<_>>();
        assert_eq!(hows, ["withdrawn", "redirect", "substitute", "gone"]);

        // To publish again undoes it.
        let again = cms.save(&mina().into(), ids[1], save(1, "Once more.")).await.expect("saved");
        office.approve(&again).await;
        cms.publish(&chief(), ids[1], Language::EN).await.expect("published");
        assert_eq!(read(&office, Language::EN, "/moved-on").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn bad_input_27_ends_that_lead_on_never_lead_in_a_circle() {
    for office in offices().await {
        let one = office.desk.live_page("one", None).await.document;
        let other = office.desk.live_page("other", None).await.document;
        let itself = end(&office, one, End::Redirect { to: one }, "").await;
        assert!(matches!(itself, Err(Error::Refused(Refusal::Invalid(_)))), "{itself:?}");
        // At the same time, each to the other: one of them stays.
        let both = tokio::join!(
            end(&office, one, End::Redirect { to: other }, ""),
            end(&office, other, End::Substitute { by: one }, ""),
        );
        assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
        let mut path = "/one".to_owned();
        for _ in 0..3 {
            let answer = read(&office, Language::EN, &path).await;
            if answer.status != StatusCode::MOVED_PERMANENTLY {
                break;
            }
            path = answer.header("location").strip_prefix("/en").expect("a page").to_owned();
        }
        assert_ne!(read(&office, Language::EN, &path).await.status, StatusCode::MOVED_PERMANENTLY);
        // What it led to is taken down: it says that it is gone, and leads nowhere.
        let (left, down) = if both.0.is_ok() { (other, "/one") } else { (one, "/other") };
        end(&office, left, End::Gone, "").await.expect("ended");
        assert_eq!(read(&office, Language::EN, down).await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn a_day_of_the_past_shows_what_stood_at_its_end_by_the_sites_clocks() {
    for office in offices().await {
        let cms = &office.desk.cms;
        // 23:30 in Berlin on the 10th, and half past midnight there on the 12th.
        set(&office, "2026-01-10T22:30:00Z");
        let page = office.desk.live_page("about", None).await.document;
        set(&office, "2026-01-11T23:30:00Z");
        let mut change = save(1, "Second words.");
        change.content = change.content.with_note("A second office").expect("a note");
        cms.save(&mina().into(), page, change).await.expect("saved");
        office.desk.publish(page, Language::EN).await;
        set(&office, "2026-01-20T12:00:00Z");
        let mut korean = save(0, "한국어");
        (korean.language, korean.content) = (Language::KO, text("소개", "한국어"));
        cms.save(&mina().into(), page, korean).await.expect("saved");
        office.desk.publish(page, Language::KO).await;
        set(&office, "2026-02-01T12:00:00Z");

        for (day, words) in [
            ("2026-01-10", "First words."),
            ("2026-01-11", "First words."),
            ("2026-01-12", "Second words."),
        ] {
            let then = read(&office, Language::EN, &format!("/about?on={day}")).await;
            assert_eq!(then.status, StatusCode::OK, "{day}");
            assert!(then.text.contains(words), "{day}: {}", then.text);
            assert!(then.text.contains("This is how the page read at the end of"));
            assert!(
                then.text.contains(r#"href="/en/about""#) && then.text.contains("Europe/Berlin")
            );
            assert_eq!(
                (then.header("x-robots-tag"), then.header("cache-control")),
                ("noindex", "no-cache")
            );
            let told = ask(&office, &format!("/documents/{page}?on={day}")).await;
            assert_eq!(
                told.json()["text"].as_str().or(told.json()["body"].as_str()),
                Some(words),
                "{}",
                told.text
            );
        }
        // The reader's language as it was to be had then: the day stays in the alternates.
        let before = read(&office, Language::KO, "/about?on=2026-01-19").await;
        assert!(before.text.contains("Second words.") && !before.text.contains("한국어</p>"));
        let after = read(&office, Language::KO, "/about?on=2026-01-20").await;
        assert!(after.text.contains("<p>한국어</p>"), "{}", after.text);

        let early = read(&office, Language::EN, "/about?on=2026-01-09").await;
        assert_eq!(early.status, StatusCode::NOT_FOUND);
        assert!(early.text.contains("Nothing stood here on that day yet"), "{}", early.text);
        let ahead = read(&office, Language::EN, "/about?on=2026-02-02").await;
        assert_eq!(ahead.status, StatusCode::NOT_FOUND);
        assert!(ahead.text.contains("That day has not come yet"));
        let today = read(&office, Language::EN, "/about?on=2026-02-01").await;
        assert_eq!(today.status, StatusCode::OK);
        for wrong in ["2026-02-30", "yesterday", "2026-1-1", "20260101"] {
            let answer = read(&office, Language::EN, &format!("/about?on={wrong}")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
        let never = read(&office, Language::EN, "/nothing?on=2026-01-12").await;
        assert_eq!(never.status, StatusCode::NOT_FOUND);

        // The article tells what changed and leads to those days.
        let now = read(&office, Language::EN, "/about").await;
        assert!(now.text.contains("A second office"), "{}", now.text);
        assert!(
            now.text.contains("/en/about?on=2026-01-12")
                && now.text.contains("/en/about?on=2026-01-10")
        );
        let told = ask(&office, &format!("/documents/{page}")).await.json();
        assert_eq!(
            told["changes"],
            json!([
                { "at": "2026-01-11T23:30:00Z", "what": "change", "note": "A second office", "on": "2026-01-12" },
                { "at": "2026-01-10T22:30:00Z", "what": "first", "on": "2026-01-10" },
            ])
        );
        let then = ask(&office, &format!("/documents/{page}?on=2026-01-11")).await.json();
        assert_eq!(then["changes"].as_array().map(Vec::len), Some(1), "{then}");
        // Any other day can be asked for, and whoever names none reads on.
        assert!(now.text.contains("<form method=\"get\" action=\"/en/about\">"), "{}", now.text);
        let none = read(&office, Language::EN, "/about?on=").await;
        assert_eq!((none.status, none.text), (StatusCode::OK, now.text));
        let then = read(&office, Language::EN, "/about?on=2026-01-12").await;
        assert!(then.text.contains("type=\"date\" value=\"2026-01-12\""), "{}", then.text);
    }
}

#[tokio::test]
async fn what_was_withdrawn_keeps_its_past_and_what_is_gone_takes_it_along() {
    for office in offices().await {
        set(&office, "2026-01-10T12:00:00Z");
        let kept = office.desk.live_page("kept", None).await.document;
        let gone = office.desk.live_page("gone", None).await.document;
        set(&office, "2026-01-20T12:00:00Z");
        end(&office, kept, End::Withdrawn, "Out of date.").await.expect("ended");
        end(&office, gone, End::Gone, "").await.expect("ended");
        set(&office, "2026-02-01T12:00:00Z");
        assert_eq!(read(&office, Language::EN, "/kept?on=2026-01-15").await.status, StatusCode::OK);
        let after = read(&office, Language::EN, "/kept?on=2026-01-25").await;
        assert_eq!(after.status, StatusCode::GONE);
        for day in ["2026-01-15", "2026-01-25"] {
            let hidden = read(&office, Language::EN, &format!("/gone?on={day}")).await;
            assert_eq!(hidden.status, StatusCode::GONE, "{day}");
            assert!(!hidden.text.contains("First words."));
            let told = ask(&office, &format!("/at?path=/gone&on={day}")).await;
            assert_eq!((told.status, &told.json()["code"]), (StatusCode::GONE, &json!("no-more")));
        }
        // Published again, the days before stay hidden.
        let cms = &office.desk.cms;
        let again = cms.save(&mina().into(), gone, save(1, "Without names.")).await.expect("saved");
        office.approve(&again).await;
        cms.publish(&chief(), gone, Language::EN).await.expect("published");
        assert_eq!(read(&office, Language::EN, "/gone").await.status, StatusCode::OK);
        let hidden = read(&office, Language::EN, "/gone?on=2026-01-15").await;
        assert_eq!(hidden.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn a_plain_withdrawal_leaves_the_past_open_and_to_close_it_is_confirmed() {
    for office in offices().await {
        let cms = &office.desk.cms;
        set(&office, "2026-01-10T12:00:00Z");
        let by_desk = office.desk.live_page("about", None).await.document;
        let by_json = office.desk.live_page("other", None).await.document;
        set(&office, "2026-01-20T12:00:00Z");
        cms.save(&mina().into(), by_desk, save(1, "Second words.")).await.expect("saved");
        office.desk.publish(by_desk, Language::EN).await;
        set(&office, "2026-01-30T12:00:00Z");
        let vera = vera();
        let desk = |request| send(cms.desk(), &vera, Language::EN, request);
        let shown = desk(get(&format!("/{by_desk}/en"))).await.text;
        assert!(shown.contains("can still be read for any day of its past"), "{shown}");
        let down = desk(form(&format!("/{by_desk}/en"), &[("step", "withdraw")])).await;
        assert_eq!(down.status, StatusCode::SEE_OTHER, "{}", down.text);
        let path = format!("/documents/{by_json}/editions/en/withdraw");
        let down = send(cms.json(), &vera, Language::EN, body("POST", &path, &json!({}))).await;
        assert_eq!(down.status, StatusCode::OK, "{}", down.text);
        for path in ["/about", "/other"] {
            let told = read(&office, Language::EN, path).await;
            assert_eq!(told.status, StatusCode::GONE);
            assert!(told.text.contains("This page was withdrawn."), "{}", told.text);
            let told = ask(&office, &format!("/at?path={path}")).await.json();
            assert_eq!(told["ended"]["how"], "withdrawn", "{told}");
            let then = read(&office, Language::EN, &format!("{path}?on=2026-01-12")).await;
            assert_eq!(then.status, StatusCode::OK, "{path}");
            assert!(then.text.contains("First words."), "{}", then.text);
        }
        let again = cms.save(&mina().into(), by_desk, save(2, "Third words.")).await;
        office.approve(&again.expect("saved")).await;
        cms.publish(&chief(), by_desk, Language::EN).await.expect("published");

        // To close the past is a choice of its own, and one that somebody means.
        let path = format!("/{by_desk}/en/end");
        let by_the_way = desk(form(&path, &[("how", "gone"), ("note", "It named people.")])).await;
        assert_eq!(by_the_way.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(by_the_way.text.contains("Confirm that its past is closed for ever"));
        assert!(by_the_way.text.contains("It named people."), "what was typed stays");
        assert_eq!(read(&office, Language::EN, "/about").await.status, StatusCode::OK);
        let meant = desk(form(&path, &[("how", "gone"), ("sure", "yes")])).await;
        assert_eq!(meant.status, StatusCode::SEE_OTHER, "{}", meant.text);
        let closed = read(&office, Language::EN, "/about?on=2026-01-12").await;
        assert_eq!(closed.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn an_end_that_is_planned_without_a_word_leaves_the_past_open() {
    for office in offices().await {
        set(&office, "2026-11-25T09:00:00Z");
        let page = office.desk.live_page("fees", None).await.document;
        let path = format!("/documents/{page}/editions/en/plan");
        let vera = vera();
        let plan =
            |asked| send(office.desk.cms.json(), &vera, Language::EN, body("POST", &path, &asked));
        let at = "2026-12-01T09:00:00";
        let chosen = json!({ "act": "end", "at": at, "end": { "how": "withdrawn", "note": " " } });
        let untold = plan(chosen).await;
        assert_eq!(untold.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", untold.text);
        let planned = plan(json!({ "act": "end", "at": at })).await;
        assert_eq!(planned.status, StatusCode::CREATED, "{}", planned.text);
        assert_eq!(planned.json()["how"], "withdrawn");
        set(&office, "2026-12-01T08:00:00Z");
        office.later(SignedDuration::from_secs(0)).await;
        let ended = read(&office, Language::EN, "/fees").await;
        assert_eq!(ended.status, StatusCode::GONE, "{}", ended.text);
        let before = read(&office, Language::EN, "/fees?on=2026-11-26").await;
        assert_eq!(before.status, StatusCode::OK, "{}", before.text);
        assert!(before.text.contains("First words."), "{}", before.text);
    }
}

#[tokio::test]
async fn a_page_that_moved_keeps_the_day_on_the_way() {
    for office in offices().await {
        let cms = &office.desk.cms;
        set(&office, "2026-01-10T12:00:00Z");
        let page = office.desk.live_page("about", None).await.document;
        set(&office, "2026-01-20T12:00:00Z");
        let expected = cms.document(&vera(), page).await.expect("there").version;
        let slug = "who-we-are".parse().expect("a slug");
        let there = eframe_cms::rules::Relocate { parent: None, slug, position: 0, expected };
        cms.relocate(&chief(), page, there).await.expect("moved");
        let answer = read(&office, Language::EN, "/about?on=2026-01-12").await;
        assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(answer.header("location"), "/en/who-we-are?on=2026-01-12");
        let there = read(&office, Language::EN, "/who-we-are?on=2026-01-12").await;
        assert_eq!(there.status, StatusCode::OK);
    }
}

async fn move_to(office: &Office, of: DocumentId, parent: Option<DocumentId>, slug: &str) {
    let cms = &office.desk.cms;
    let expected = cms.document(&vera(), of).await.expect("there").version;
    let slug = slug.parse().expect("a slug");
    let there = eframe_cms::rules::Relocate { parent, slug, position: 7, expected };
    cms.relocate(&chief(), of, there).await.expect("moved");
}

#[tokio::test]
async fn what_was_taken_down_keeps_its_past_where_it_stood_when_a_page_above_it_moves() {
    for office in offices().await {
        set(&office, "2026-01-10T12:00:00Z");
        let council = office.desk.live_page("council", None).await.document;
        let page = office.desk.live_page("statutes", Some(council)).await.document;
        set(&office, "2026-01-20T12:00:00Z");
        end(&office, page, End::Withdrawn, "The law has changed.").await.expect("ended");
        set(&office, "2026-01-30T12:00:00Z");
        let government = office.desk.live_page("government", None).await.document;
        move_to(&office, council, Some(government), "council").await;

        let day = "on=2026-01-12";
        let then = read(&office, Language::EN, &format!("/council/statutes?{day}")).await;
        assert_eq!(then.status, StatusCode::OK, "{}", then.text);
        assert!(then.text.contains("First words."), "{}", then.text);
        assert!(then.text.contains(r#"href="/en/council/statutes""#), "today: {}", then.text);
        let ended = read(&office, Language::EN, "/council/statutes").await;
        assert_eq!(ended.status, StatusCode::GONE);
        assert!(ended.text.contains("/en/council/statutes?on=2026-01-19"), "{}", ended.text);
        let by_path = ask(&office, &format!("/at?path=/council/statutes&{day}")).await;
        let by_id = ask(&office, &format!("/documents/{page}?{day}")).await;
        for told in [&by_path, &by_id] {
            assert_eq!(told.status, StatusCode::OK, "{}", told.text);
            let told = told.json();
            assert_eq!(told["path"], "/council/statutes", "{told}");
            let place = (&told["parent"], &told["position"]);
            assert_eq!(place, (&json!(null), &json!(0)), "{told}");
        }
        for answer in [&then, &ended, &by_path, &by_id] {
            assert!(!answer.text.contains("government"), "{}", answer.text);
        }
        let new = format!("/government/council/statutes?{day}");
        assert_eq!(read(&office, Language::EN, &new).await.status, StatusCode::NOT_FOUND);

        // Once it is published where it stands, the old address leads there, and its past is there.
        let again = office.desk.cms.save(&mina().into(), page, save(1, "Second words.")).await;
        office.approve(&again.expect("saved")).await;
        office.desk.cms.publish(&chief(), page, Language::EN).await.expect("published");
        let led = read(&office, Language::EN, &format!("/council/statutes?{day}")).await;
        assert_eq!(led.header("location"), format!("/en{new}"));
        let then = read(&office, Language::EN, &new).await;
        assert!(then.text.contains("First words."), "{}", then.text);
        let told = ask(&office, &format!("/documents/{page}?{day}")).await.json();
        assert_eq!(told["parent"], json!(council), "{told}");
    }
}

#[tokio::test]
async fn what_was_taken_down_and_moved_does_not_tell_where_it_stands_before_it_is_published_there()
{
    for office in offices().await {
        set(&office, "2026-01-10T12:00:00Z");
        let page = office.desk.live_page("news-2025", None).await.document;
        set(&office, "2026-01-15T12:00:00Z");
        move_to(&office, page, None, "old-news").await;
        set(&office, "2026-01-20T12:00:00Z");
        end(&office, page, End::Withdrawn, "It was wrong.").await.expect("ended");
        set(&office, "2026-01-30T12:00:00Z");
        move_to(&office, page, None, "mayor-stays").await;

        let day = "on=2026-01-12";
        let led = read(&office, Language::EN, &format!("/news-2025?{day}")).await;
        assert_eq!(led.header("location"), format!("/en/old-news?{day}"));
        let then = read(&office, Language::EN, &format!("/old-news?{day}")).await;
        assert_eq!(then.status, StatusCode::OK, "{}", then.text);
        for path in ["/old-news", "/news-2025"] {
            let ended = read(&office, Language::EN, path).await;
            assert!(ended.text.contains("/en/old-news?on=2026-01-19"), "{path}: {}", ended.text);
        }
        let later = read(&office, Language::EN, "/old-news?on=2026-01-25").await;
        assert_eq!(later.status, StatusCode::GONE);
        let mut answers = vec![led, then, later];
        for path in ["/old-news", "/news-2025"] {
            answers.push(ask(&office, &format!("/at?path={path}")).await);
            let told = ask(&office, &format!("/at?path={path}&{day}")).await;
            assert_eq!(told.json()["path"], "/old-news", "{}", told.text);
            answers.push(told);
        }
        let told = ask(&office, &format!("/documents/{page}?{day}")).await;
        assert_eq!(told.json()["path"], "/old-news", "{}", told.text);
        answers.push(told);
        for answer in answers {
            let location = answer.header("location");
            assert!(!answer.text.contains("mayor-stays"), "{}", answer.text);
            assert!(!location.contains("mayor-stays"), "{location}");
        }
        let unknown = read(&office, Language::EN, &format!("/mayor-stays?{day}")).await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_earlier_edition_comes_back_as_a_new_one() {
    for office in offices().await {
        let cms = &office.desk.cms;
        set(&office, "2026-01-10T12:00:00Z");
        let page = office.desk.live_page("about", None).await.document;
        set(&office, "2026-01-20T12:00:00Z");
        cms.save(&mina().into(), page, save(1, "Second words.")).await.expect("saved");
        office.desk.publish(page, Language::EN).await;

        let path = format!("/documents/{page}/editions/en/restore");
        let restore = |tag: &str, body_of: serde_json::Value| {
            with(body("POST", &path, &body_of), "if-match", &format!("\"{tag}\""))
        };
        let stale =
            send(cms.json(), &mina(), Language::EN, restore("1", json!({ "number": 1 }))).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED, "{}", stale.text);
        let missing =
            send(cms.json(), &mina(), Language::EN, restore("2", json!({ "number": 9 }))).await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
        let reader = send(
            cms.json(),
            &crate::people::reader(),
            Language::EN,
            restore("2", json!({ "number": 1 })),
        )
        .await;
        assert_eq!(reader.status, StatusCode::FORBIDDEN);
        let done =
            send(cms.json(), &mina(), Language::EN, restore("2", json!({ "number": 1 }))).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.text);
        assert_eq!((&done.json()["number"], &done.json()["stage"]), (&json!(3), &json!("draft")));
        let document = cms.document(&vera(), page).await.expect("there");
        let draft = document.draft(Language::EN).expect("a draft");
        assert_eq!(draft.content.body.words().trim(), "First words.");
        assert_eq!(draft.content.note, "The text of 10 January 2026 again");
        assert!(document.live(Language::EN).is_some(), "what is live stays");

        // At the desk its text stands in the form, and nothing is saved yet.
        let desk = |path: String| async move {
            send(cms.desk(), &mina(), Language::EN, get(&path)).await.text
        };
        let history = desk(format!("/{page}/en")).await;
        assert!(history.contains(&format!("/{page}/en/edit?from=1")), "{history}");
        let opened = desk(format!("/{page}/en/edit?from=2")).await;
        assert!(opened.contains("Second words."), "{opened}");
        let still = cms.document(&vera(), page).await.expect("there");
        assert_eq!(still.strand(Language::EN).revision, Version::new(3));
    }
}

#[tokio::test]
async fn the_desk_ends_a_page_by_a_form_now_or_later() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let page = office.desk.live_page("about", None).await.document;
        let other = office.desk.live_page("other", None).await.document;
        let path = format!("/{page}/en/end");
        let post = |fields: Vec<(&'static str, &'static str)>| {
            let request = form(&path, &fields);
            async move { send(cms.desk(), &vera(), Language::EN, request).await }
        };
        let silent = post(vec![("how", "withdrawn"), ("note", " ")]).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(silent.text.contains("Say why it is withdrawn"), "{}", silent.text);
        let nowhere =
            post(vec![("how", "redirect"), ("target", "/nowhere"), ("note", "Kept")]).await;
        assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            nowhere.text.contains("Kept")
                && nowhere.text.contains("Enter the address of a page that is live")
        );
        let later =
            post(vec![("how", "substitute"), ("target", "/other"), ("at", "2026-12-24T18:00")])
                .await;
        assert_eq!(later.status, StatusCode::SEE_OTHER, "{}", later.text);
        let plans = cms.plans(&vera()).await.expect("plans");
        assert_eq!(plans[0].at.to_string(), "2026-12-24T17:00:00Z");
        let now = post(vec![("how", "redirect"), ("target", "/other")]).await;
        assert_eq!(now.status, StatusCode::SEE_OTHER, "{}", now.text);
        assert!(cms.plans(&vera()).await.expect("plans").is_empty(), "it was done by hand");
        let Ok(Found::Gone(ended)) = cms.find(&Actor::anonymous(), "/about").await else {
            panic!("ended")
        };
        assert_eq!(ended.ending.end, End::Redirect { to: other });
        let writer = send(cms.desk(), &mina(), Language::EN, get(&path)).await;
        assert_eq!(writer.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_page_leads_to_the_day_of_its_publication_from_the_first_moment() {
    for office in offices().await {
        office.desk.live_page("about", None).await;
        let page = read(&office, Language::EN, "/about").await.text;
        assert!(page.contains("/en/about?on=2026-11-23"), "it is kept until it changes: {page}");
        let then = read(&office, Language::EN, "/about?on=2026-11-23").await;
        assert_eq!(then.status, StatusCode::OK, "{}", then.text);
    }
}
