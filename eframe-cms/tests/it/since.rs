//! A list of changes leaves nothing out, whatever is committed while it is read.

use std::collections::BTreeMap;

use eframe_cms::Found;
use eframe_cms::model::{Content, DocumentId, Fields, Kind};
use eframe_cms::rules::{Arrange, Create, Relocate, Save};
use eframe_core::block::sea_orm::{self, ConnectionTrait as _, TransactionTrait as _};
use eframe_core::test::ask::{get, send};
use eframe_core::{Actor, Language, Timestamp, Version};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::Value;

use crate::people::{Desk, desks, mina, page, vera};

/// An app's copy of the list: what stands where, by id.
#[derive(Default)]
struct Copy {
    since: Option<String>,
    paths: BTreeMap<String, String>,
}

impl Copy {
    /// Reads what changed, page by page, as the reference tells apps to.
    async fn sync(&mut self, desk: &Desk) {
        let since = self.since.as_ref().map(|since| format!("&since={since}")).unwrap_or_default();
        let (mut first, mut cursor) = (None, String::new());
        loop {
            let path = format!("/documents?limit=3{since}{cursor}");
            let answer = send(desk.cms.json(), &Actor::anonymous(), Language::EN, get(&path)).await;
            let answer = answer.json();
            first.get_or_insert(answer["since"].as_str().expect("since").to_owned());
            for item in answer["items"].as_array().expect("items") {
                let id = item["id"].as_str().expect("an id").to_owned();
                if item["gone"] == true {
                    self.paths.remove(&id);
                } else {
                    self.paths.insert(id, item["path"].as_str().expect("a path").to_owned());
                }
            }
            match answer["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        self.since = first;
    }
}

/// Approved pages that only wait to be published.
async fn approved(desk: &Desk, slug: &str) -> eframe_cms::rules::Standing {
    let begun = desk.cms.create(&mina().into(), page(slug, None)).await.expect("created");
    let handed_in = desk.cms.submit(&mina().into(), begun.document, Language::EN).await;
    let hash = handed_in.expect("handed in").hash;
    let approved = desk.cms.approve(&vera().into(), begun.document, Language::EN, hash).await;
    approved.expect("approved")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_who_publish_at_once_are_all_heard_of() {
    for desk in desks().await {
        let mut waiting = Vec::new();
        for number in 0..24 {
            waiting.push(approved(&desk, &format!("p-{number}")).await);
        }
        desk.test.clock.advance(SignedDuration::from_hours(1));
        let mut copy = Copy::default();
        copy.sync(&desk).await;
        assert!(copy.paths.is_empty());
        let publishing = waiting.into_iter().map(|page| {
            let (cms, clock) = (desk.cms.clone(), desk.test.clock.clone());
            tokio::spawn(async move {
                clock.advance(SignedDuration::from_secs(1));
                cms.publish(&vera().into(), page.document, Language::EN).await.expect("published");
            })
        });
        for task in publishing.collect::<Vec<_>>() {
            copy.sync(&desk).await;
            task.await.expect("it ends");
        }
        copy.sync(&desk).await;
        assert_eq!(copy.paths.len(), 24, "{}", desk.test.kind);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_comes_to_light_after_later_ones_is_not_left_out() {
    for desk in desks().await {
        let slow = approved(&desk, "slow").await;
        let fast = approved(&desk, "fast").await;
        desk.test.clock.advance(SignedDuration::from_hours(1));
        // Somebody holds the row (on SQLite, the whole database) that the first change is about to write.
        let other = sea_orm::Database::connect(&desk.test.url).await.expect("another connection");
        let holding = other.begin().await.expect("a transaction");
        let hold = "UPDATE cms_document SET position = position WHERE slug = 'slow'";
        holding.execute_unprepared(hold).await.expect("held");
        let cms = desk.cms.clone();
        let publishing = tokio::spawn(async move {
            cms.publish(&vera().into(), slow.document, Language::EN).await.expect("published")
        });
        // Decided by now, and waiting.
        while !waits(&desk, &other).await {
            tokio::task::yield_now().await;
        }
        desk.test.clock.advance(SignedDuration::from_secs(20));
        let mut copy = Copy::default();
        if desk.test.kind == "postgres" {
            desk.cms.publish(&vera().into(), fast.document, Language::EN).await.expect("published");
        }
        copy.sync(&desk).await;
        assert!(copy.paths.values().all(|path| path != "/slow"));
        holding.commit().await.expect("let go");
        publishing.await.expect("it ends");
        copy.sync(&desk).await;
        assert!(copy.paths.values().any(|path| path == "/slow"), "{}", desk.test.kind);
    }
}

/// Whether a change waits for the row that is held. SQLite tells nobody; there the held lock alone keeps it waiting.
async fn waits(desk: &Desk, other: &sea_orm::DatabaseConnection) -> bool {
    if desk.test.kind == "sqlite" {
        return true;
    }
    let asked = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' \
                 AND datname = current_database()";
    let statement = sea_orm::Statement::from_string(other.get_database_backend(), asked);
    other.query_one_raw(statement).await.expect("asked").is_some()
}

#[tokio::test]
async fn what_was_taken_down_or_moved_is_said_to_be() {
    for desk in desks().await {
        let gone = desk.live_page("gone", None).await.document;
        let moved = desk.live_page("moved", None).await.document;
        desk.test.clock.advance(SignedDuration::from_hours(1));
        let mut copy = Copy::default();
        copy.sync(&desk).await;
        assert_eq!(copy.paths.len(), 2);
        let document = desk.cms.document(&vera(), moved).await.expect("there");
        let command = Relocate {
            parent: None,
            slug: "there".parse().expect("a slug"),
            position: 0,
            expected: document.version,
        };
        desk.cms.withdraw(&vera().into(), gone, Language::EN).await.expect("withdrawn");
        desk.cms.relocate(&vera().into(), moved, command).await.expect("moved");
        let path = format!("/documents?since={}", copy.since.as_deref().expect("a cursor"));
        let changes = send(desk.cms.json(), &Actor::anonymous(), Language::EN, get(&path)).await;
        let changes = changes.json();
        let item = |path: &str| -> Value {
            let items = changes["items"].as_array().expect("items");
            items.iter().find(|item| item["path"] == path).expect(path).clone()
        };
        assert_eq!(
            (&item("/gone")["gone"], &item("/gone")["formerly"]),
            (&true.into(), &Value::Null)
        );
        assert_eq!(item("/there")["formerly"], serde_json::json!(["/moved"]));
        assert_eq!(item("/there")["gone"], Value::Null);
        copy.sync(&desk).await;
        assert_eq!(copy.paths.into_values().collect::<Vec<_>>(), ["/there"]);
    }
}

async fn moved(desk: &Desk, document: DocumentId, to: &str) {
    let expected = desk.cms.document(&vera(), document).await.expect("there").version;
    let slug = to.parse().expect("a slug");
    let command = Relocate { parent: None, slug, position: 0, expected };
    desk.cms.relocate(&vera().into(), document, command).await.expect("moved");
}

#[tokio::test]
async fn an_address_at_which_nothing_was_ever_live_is_told_to_nobody() {
    for desk in desks().await {
        let ask = |path: &str| {
            let request = get(path);
            let service = desk.cms.json();
            async move { send(service, &Actor::anonymous(), Language::EN, request).await }
        };
        let read = |path: &str| {
            let request = get(path);
            let service = desk.cms.pages();
            async move { send(service, &Actor::anonymous(), Language::EN, request).await }
        };
        let since = ask("/documents").await.json()["since"].as_str().expect("a cursor").to_owned();
        let draft = desk.cms.create(&mina().into(), page("mayor-resigns", None)).await;
        let draft = draft.expect("created").document;
        let below = page("the-letter", Some(draft));
        let below = desk.cms.create(&mina().into(), below).await.expect("created").document;
        desk.test.clock.advance(SignedDuration::from_mins(1));
        moved(&desk, draft, "news-2027").await;
        desk.publish(draft, Language::EN).await;
        for never in ["/mayor-resigns", "/mayor-resigns/the-letter", "/news-2027/the-letter"] {
            for path in [never.to_owned(), format!("{never}?on=2026-11-23")] {
                assert_eq!(read(&path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            for on in ["", "&on=2026-11-23"] {
                let told = ask(&format!("/at?path={never}{on}")).await;
                assert_eq!(told.status, StatusCode::NOT_FOUND, "{never}{on}: {}", told.text);
            }
        }
        let staff = desk.cms.find(&vera(), "/mayor-resigns").await;
        assert!(matches!(staff, Ok(Found::Moved(_))), "who writes is led on: {staff:?}");
        let changes = ask(&format!("/documents?since={since}")).await;
        assert!(!changes.text.contains("/mayor"), "{}", changes.text);
        assert_eq!(changes.json()["items"][0]["formerly"], Value::Null);

        // What was read there goes on leading there, and takes along what is live below it alone.
        desk.test.clock.advance(SignedDuration::from_mins(1));
        moved(&desk, draft, "gazette").await;
        desk.publish(below, Language::EN).await;
        assert_eq!(read("/news-2027").await.header("location"), "/en/gazette");
        assert_eq!(read("/news-2027/the-letter").await.status, StatusCode::NOT_FOUND);
        assert_eq!(read("/gazette/the-letter").await.status, StatusCode::OK);
        desk.test.clock.advance(SignedDuration::from_mins(1));
        moved(&desk, draft, "old-news").await;
        assert_eq!(read("/gazette/the-letter").await.header("location"), "/en/old-news/the-letter");

        // Taken down and moved before it is written anew: the new place is nobody's business yet.
        desk.cms.withdraw(&vera().into(), draft, Language::EN).await.expect("withdrawn");
        desk.test.clock.advance(SignedDuration::from_mins(1));
        moved(&desk, draft, "mayor-stays").await;
        assert_eq!(read("/mayor-stays").await.status, StatusCode::NOT_FOUND);
        assert_eq!(ask("/at?path=/mayor-stays").await.status, StatusCode::NOT_FOUND);
        assert_eq!(read("/old-news").await.status, StatusCode::GONE);
        let changes = ask(&format!("/documents?since={since}")).await.json();
        let items = changes["items"].as_array().expect("items");
        let item = items.iter().find(|item| item["id"] == draft.to_string()).expect("it changed");
        assert_eq!((&item["path"], &item["gone"]), (&"/old-news".into(), &true.into()), "{item}");
        assert_eq!(item["formerly"], serde_json::json!(["/gazette", "/news-2027"]));
    }
}

/// A piece of news in a language, dated as its author likes.
fn dated(day: &str, title: &str) -> Content {
    let (title, date) = (title.to_owned(), day.to_owned());
    let fields = Fields { title, body: "It happened.".into(), date, ..Fields::default() };
    Content::read(Kind::News, &fields).expect("news")
}

#[tokio::test]
async fn news_that_are_dated_back_are_found_by_when_they_could_first_be_read_and_once() {
    for desk in desks().await {
        let publish = async |slug: &str, day: &str| {
            let news = Create { kind: Kind::News, content: dated(day, slug), ..page(slug, None) };
            let begun = desk.cms.create(&mina().into(), news).await.expect("created");
            desk.publish(begun.document, Language::EN).await.document
        };
        let found = async |from: Timestamp, language: Language| {
            let span = from..desk.test.clock.now() + SignedDuration::from_secs(1);
            let found = desk.cms.first_published(Kind::News, language, span).await.expect("read");
            found.into_iter().map(|(_, line)| line.title).collect::<Vec<_>>()
        };
        publish("before", "2026-11-20").await;
        desk.test.clock.advance(SignedDuration::from_hours(1));
        let since = desk.test.clock.now();
        publish("today", "2026-11-23").await;
        let back = publish("back", "2026-06-01").await;
        publish("ahead", "2027-03-01").await;
        assert_eq!(found(since, Language::EN).await, ["ahead", "today", "back"]);
        // Corrected, and read in another language for the first time, it is no news again.
        desk.test.clock.advance(SignedDuration::from_hours(1));
        let later = desk.test.clock.now();
        for (language, title) in [(Language::EN, "Corrected"), (Language::KO, "정정")] {
            let expected = Version::new(if language == Language::EN { 1 } else { 0 });
            let save = Save { language, expected, content: dated("2026-06-01", title) };
            desk.cms.save(&mina().into(), back, save).await.expect("saved");
            desk.publish(back, language).await;
        }
        assert_eq!(found(later, Language::EN).await, Vec::<String>::new());
        assert_eq!(found(since, Language::KO).await, ["ahead", "today", "정정"]);
        desk.cms.withdraw(&vera().into(), back, Language::EN).await.expect("withdrawn");
        desk.cms.withdraw(&vera().into(), back, Language::KO).await.expect("withdrawn");
        assert_eq!(found(since, Language::EN).await, ["ahead", "today"]);
        // Whoever looked meanwhile found nothing of it: published again it is news.
        desk.test.clock.advance(SignedDuration::from_hours(1));
        let again = desk.test.clock.now();
        assert_eq!(found(again, Language::EN).await, Vec::<String>::new());
        let expected = Version::new(2);
        let content = dated("2026-06-01", "Again");
        let save = Save { language: Language::EN, expected, content };
        desk.cms.save(&mina().into(), back, save).await.expect("saved");
        desk.publish(back, Language::EN).await;
        assert_eq!(found(again, Language::EN).await, ["Again"]);
    }
}

#[tokio::test]
async fn another_order_makes_no_partner_new() {
    for desk in desks().await {
        let mut ids = Vec::new();
        for slug in ["one", "other"] {
            let fields = Fields { title: slug.to_owned(), ..Fields::default() };
            let content = Content::read(Kind::Partner, &fields).expect("a partner");
            let partner = Create { kind: Kind::Partner, content, ..page(slug, None) };
            let begun = desk.cms.create(&mina().into(), partner).await.expect("created");
            ids.push(desk.publish(begun.document, Language::EN).await.document);
        }
        let first = desk.test.clock.now();
        desk.test.clock.advance(SignedDuration::from_hours(1));
        let later = desk.test.clock.now();
        let kind = Kind::Partner;
        let tree = desk.cms.siblings(&vera(), kind, None, Language::EN).await.expect("a list");
        ids.reverse();
        let command = Arrange { kind, parent: None, order: ids, expected: tree.version };
        desk.cms.arrange(&vera().into(), &command).await.expect("arranged");
        let found = async |from: Timestamp| {
            let span = from..later + SignedDuration::from_secs(1);
            desk.cms.first_published(kind, Language::EN, span).await.expect("read").len()
        };
        assert_eq!((found(first).await, found(later).await), (2, 0));
    }
}
