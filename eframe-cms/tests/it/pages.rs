use std::collections::BTreeMap;

use eframe_cms::Found;
use eframe_cms::model::{Content, Fields, Kind};
use eframe_cms::rules::{Import, ImportDocument, Save};
use eframe_core::test::ask::{Answer, get, send, with};
use eframe_core::{Actor, Caller, Language, Version};
use http::StatusCode;
use jiff::SignedDuration;

use crate::people::{Desk, desks, mina, save, vera};

async fn read(desk: &Desk, language: Language, path: &str) -> Answer {
    send(desk.cms.pages(), &Actor::anonymous(), language, get(path)).await
}

fn event(title: &str, starts: &str, ends: &str) -> ImportDocument {
    let fields = Fields {
        title: title.to_owned(),
        starts: starts.to_owned(),
        ends: ends.to_owned(),
        zone: "Asia/Seoul".to_owned(),
        place: "Seoul".to_owned(),
        ..Fields::default()
    };
    let content = Content::read(Kind::Event, &fields).expect("an event");
    ImportDocument {
        kind: Kind::Event,
        address: format!("/events/{}", title.to_lowercase()).parse().expect("an address"),
        position: 0,
        texts: BTreeMap::from([(Language::EN, content)]),
    }
}

#[tokio::test]
async fn bad_input_28_a_missing_translation_says_which_language_is_shown() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        let korean = read(&desk, Language::KO, "/about").await;
        assert_eq!(korean.status, StatusCode::OK, "{}", korean.text);
        assert!(korean.text.contains(r#"<html lang="ko" dir="ltr">"#));
        assert!(korean.text.contains("English로 표시됩니다"), "{}", korean.text);
        assert!(korean.text.contains(r#"<h1 lang="en" dir="ltr">"#));
        let arabic = read(&desk, Language::AR, "/about").await;
        assert!(arabic.text.contains(r#"<html lang="ar" dir="rtl">"#));
        let english = read(&desk, Language::EN, "/about").await;
        assert!(!english.text.contains("fallback"));
    }
}

#[tokio::test]
async fn a_published_change_is_seen_at_once_although_pages_are_kept() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let before = read(&desk, Language::EN, "/about").await;
        assert!(before.text.contains("First words."));
        assert_eq!(before.header("cache-control"), "no-cache");
        let again = with(get("/about"), "if-none-match", before.header("etag"));
        let again = send(desk.cms.pages(), &vera(), Language::EN, again).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);

        desk.cms.save(&mina().into(), page, save(1, "Second words.")).await.expect("saved");
        let kept = read(&desk, Language::EN, "/about").await;
        assert!(kept.text.contains("First words."), "a draft is not public");
        desk.publish(page, Language::EN).await;
        let after = read(&desk, Language::EN, "/about").await;
        assert!(after.text.contains("Second words."));
        desk.cms.withdraw(&vera().into(), page, Language::EN).await.expect("withdrawn");
        assert_eq!(read(&desk, Language::EN, "/about").await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn old_addresses_answer_301_below_the_readers_language() {
    for desk in desks().await {
        let about = desk.live_page("about", None).await.document;
        desk.live_page("offices", Some(about)).await;
        let document = desk.cms.document(&vera(), about).await.expect("there");
        let command = eframe_cms::rules::Relocate {
            parent: None,
            slug: "who-we-are".parse().expect("a slug"),
            position: 0,
            expected: document.version,
        };
        // Both are in the cache when they move.
        read(&desk, Language::AR, "/about/offices").await;
        desk.cms.relocate(&vera().into(), about, command).await.expect("moved");
        let old = read(&desk, Language::AR, "/about/offices?x=1").await;
        assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(old.header("location"), "/ar/who-we-are/offices?x=1");
        let slash = read(&desk, Language::AR, "/who-we-are/").await;
        assert_eq!(slash.header("location"), "/ar/who-we-are");
        let new = read(&desk, Language::EN, "/who-we-are/offices").await;
        assert!(new.text.contains(r#"<a href="/en/who-we-are">"#), "{}", new.text);
    }
}

#[tokio::test]
async fn bad_input_17_odd_paths_are_not_found() {
    for desk in desks().await {
        // Lists are kept under the day as well, which must be no address of theirs.
        read(&desk, Language::EN, "/news").await;
        for path in [
            "/nothing",
            "/..%2f..%2fetc%2fpasswd",
            "/about%00",
            "/a/b/c/d",
            "//evil.example/",
            "/%5cevil.example/",
            "/events/none.ics",
            "/about.ics",
            "/.ics",
            "/ABOUT",
            "/news%202026-11-23",
        ] {
            let answer = read(&desk, Language::EN, path).await;
            assert!(
                matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST),
                "{path}: {} {}",
                answer.status,
                answer.header("location")
            );
        }
    }
}

#[tokio::test]
async fn events_to_come_stand_before_those_past_and_are_to_be_had_as_files() {
    for desk in desks().await {
        let import = Import {
            documents: vec![
                event("Past", "2026-11-01", "2026-11-03"),
                event("Later", "2027-05-04T09:30", "2027-05-04T18:00"),
                event("Sooner", "2026-12-01T10:00", ""),
            ],
            menus: Vec::new(),
        };
        let seed = Caller::new(Actor::system("seed"));
        desk.cms.import(&seed, &import).await.expect("imported");
        let list = read(&desk, Language::EN, "/events").await;
        let at = |title: &str| list.text.find(&format!(">{title}</a>")).expect(title);
        assert!(at("Sooner") < at("Later") && at("Later") < at("Past"));
        let next = desk.cms.next_event(Language::EN).await.expect("read").expect("an event");
        assert_eq!(next.title, "Sooner");

        let page = read(&desk, Language::EN, "/events/later").await;
        assert!(page.text.contains("/en/events/later.ics"), "{}", page.text);
        let file = read(&desk, Language::EN, "/events/later.ics").await;
        assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
        assert!(file.text.contains("DTSTART:20270504T003000Z\r\n"), "{}", file.text);
        assert!(file.text.contains("URL:https://city.example/en/events/later\r\n"));
    }
}

#[tokio::test]
async fn of_many_events_the_next_ones_stand_first_and_the_next_is_found_among_those_of_a_day() {
    for desk in desks().await {
        // It is 2026-11-23, 18:00 in Seoul.
        let mut documents = vec![
            event("Long", "2026-11-20", "2026-11-30"),
            event("Morning", "2026-11-23T09:00", ""),
            event("Evening", "2026-11-23T19:00", ""),
            event("Never", "9999-12-30T12:00", ""),
        ];
        documents.extend(
            (1..=30).map(|day| event(&format!("June{day}"), &format!("2027-06-{day:02}"), "")),
        );
        documents.extend(
            (1..=25).map(|day| event(&format!("May{day}"), &format!("2026-05-{day:02}"), "")),
        );
        let import = Import { documents, menus: Vec::new() };
        desk.cms.import(&Caller::new(Actor::system("seed")), &import).await.expect("imported");
        let next = desk.cms.next_event(Language::EN).await.expect("read").expect("an event");
        assert_eq!(next.title, "Evening");

        let list = read(&desk, Language::EN, "/events").await;
        let at = |title: &str| list.text.find(&format!(">{title}</a>"));
        assert!(at("Long") < at("Morning") && at("Morning") < at("Evening"), "{}", list.text);
        assert!(
            at("Evening") < at("June1") && at("June30").is_some() && at("June30") < at("Never")
        );
        assert!(at("Never") < at("May25") && at("May25") < at("May24") && at("May1").is_none());
        let (_, older) = list.text.split_once("/en/events?after=").expect("there are more");
        let older = older.split('"').next().expect("an address");
        let older = read(&desk, Language::EN, &format!("/events?after={older}")).await;
        assert!(older.text.contains(">May1</a>") && !older.text.contains(">June1</a>"));
    }
}

/// The address of the next page of a list.
fn older(list: &Answer) -> String {
    let (_, older) = list.text.split_once("/en/events?after=").expect("there are more");
    format!("/events?after={}", older.split('"').next().expect("an address"))
}

#[tokio::test]
async fn what_runs_and_what_comes_next_stands_on_the_first_page_of_events_and_goes_on_from_there() {
    for desk in desks().await {
        // It is 2026-11-23.
        let mut documents = vec![
            event("Exhibition", "2026-01-10", "2027-01-31"),
            event("Ended", "2026-01-11", "2026-11-01"),
            event("Endless", "2026-01-12T10:00", ""),
        ];
        documents.extend(
            (1..=28).map(|day| event(&format!("Autumn{day}"), &format!("2026-10-{day:02}"), "")),
        );
        documents.extend((0..520).map(|number| {
            let starts = format!("{}-06-{:02}", 2027 + number / 20, 1 + number % 20);
            event(&format!("Coming{number}"), &starts, "")
        }));
        let import = Import { documents, menus: Vec::new() };
        desk.cms.import(&Caller::new(Actor::system("seed")), &import).await.expect("imported");

        let first = read(&desk, Language::EN, "/events").await;
        let at = |title: &str| first.text.find(&format!(">{title}</a>"));
        let coming = |page: &str| page.matches(r#"href="/en/events/coming"#).count();
        assert_eq!(coming(&first.text), 50);
        assert_eq!(first.text.matches(">Exhibition</a>").count(), 1);
        assert!(at("Exhibition") < at("Coming0") && at("Coming0") < at("Coming49"));
        assert!(at("Coming49") < at("Autumn28") && at("Autumn8").is_none());
        assert!(at("Ended").is_none());

        let (mut all, mut page) = (50, first.clone());
        while page.text.contains("Further events to come") {
            page = read(&desk, Language::EN, &older(&page)).await;
            for nowhere in [">Exhibition</a>", ">Autumn", "No date is set"] {
                assert!(!page.text.contains(nowhere), "{nowhere}: {}", page.text);
            }
            all += coming(&page.text);
        }
        assert_eq!(all, 520, "to the last of them, on {}", desk.test.kind);
        assert!(page.text.contains(">Coming519</a>"), "{}", page.text);

        let (_, past) = first.text.rsplit_once("/en/events?after=").expect("there are more");
        let past = format!("/events?after={}", past.split('"').next().expect("an address"));
        let second = read(&desk, Language::EN, &past).await;
        for title in ["Autumn8", "Autumn1", "Endless", "Ended"] {
            assert!(second.text.contains(&format!(">{title}</a>")), "{title}: {}", second.text);
        }
        for nowhere in [">Exhibition</a>", ">Coming", "No date is set"] {
            assert!(!second.text.contains(nowhere), "{nowhere}: {}", second.text);
        }
    }
}

#[tokio::test]
async fn a_further_page_of_events_does_not_say_that_none_is_to_come() {
    for desk in desks().await {
        let days =
            (1..=28).map(|day| event(&format!("Day{day}"), &format!("2026-10-{day:02}"), ""));
        let import = Import { documents: days.collect(), menus: Vec::new() };
        desk.cms.import(&Caller::new(Actor::system("seed")), &import).await.expect("imported");
        let first = read(&desk, Language::EN, "/events").await;
        assert!(first.text.contains("No date is set"), "{}", first.text);
        for language in Language::ALL {
            let second = read(&desk, language, &older(&first)).await;
            assert!(second.text.contains(">Day1</a>"), "{}", second.text);
            assert!(!second.text.contains(r#"class="empty""#), "{language}: {}", second.text);
        }
    }
}

#[tokio::test]
async fn a_calendar_file_moves_with_its_event_and_is_gone_with_it() {
    for desk in desks().await {
        let import = Import {
            documents: vec![event("Later", "2027-05-04T09:30", "2027-05-04T18:00")],
            menus: Vec::new(),
        };
        desk.cms.import(&Caller::new(Actor::system("seed")), &import).await.expect("imported");
        let found = desk.cms.find(&vera(), "/events/later").await.expect("found");
        let Found::Here(document) = found else { panic!("it is there") };
        let command = eframe_cms::rules::Relocate {
            parent: None,
            slug: "assembly".parse().expect("a slug"),
            position: 0,
            expected: document.version,
        };
        read(&desk, Language::KO, "/events/later.ics").await;
        desk.cms.relocate(&vera().into(), document.id, command).await.expect("moved");
        let old = read(&desk, Language::KO, "/events/later.ics").await;
        assert_eq!(old.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(old.header("location"), "/ko/events/assembly.ics");
        let withdrawn = desk.cms.withdraw(&vera().into(), document.id, Language::EN).await;
        withdrawn.expect("withdrawn");
        let gone = read(&desk, Language::KO, "/events/assembly.ics").await;
        assert_eq!(gone.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn the_calendar_file_of_a_translation_is_newer_than_the_one_it_takes_the_place_of() {
    for desk in desks().await {
        let import = Import { documents: vec![event("Fair", "2027-05-04", "")], menus: Vec::new() };
        desk.cms.import(&Caller::new(Actor::system("seed")), &import).await.expect("imported");
        let found = desk.cms.find(&vera(), "/events/fair").await.expect("found");
        let Found::Here(document) = found else { panic!("it is there") };
        let file = async || {
            desk.test.clock.advance(SignedDuration::from_mins(10));
            let file = read(&desk, Language::KO, "/events/fair.ics").await.text;
            let line = |name: &str| {
                let mut lines = file.lines().filter_map(|line| line.strip_prefix(name));
                lines.next().expect(name).to_owned()
            };
            (line("SEQUENCE:").parse::<u32>().expect("a number"), line("DTSTART;VALUE=DATE:"))
        };
        let write = async |language: Language, expected: i64, starts: &str| {
            let content = event("Fair", starts, "").texts.remove(&Language::EN).expect("English");
            let save = Save { language, expected: Version::new(expected), content };
            desk.cms.save(&mina().into(), document.id, save).await.expect("saved");
            desk.publish(document.id, language).await;
        };
        let mut files = vec![file().await];
        for (revision, day) in [(1, "2027-05-05"), (2, "2027-05-06")] {
            write(Language::EN, revision, day).await;
            files.push(file().await);
        }
        write(Language::KO, 0, "2027-05-07").await;
        files.push(file().await);
        // Taken down, it falls back to the English text.
        let down = desk.cms.withdraw(&vera().into(), document.id, Language::KO).await;
        down.expect("withdrawn");
        files.push(file().await);
        let days = files.iter().map(|(_, day)| day.as_str()).collect::<Vec<_>>();
        assert_eq!(days, ["20270504", "20270505", "20270506", "20270507", "20270506"]);
        assert!(files.is_sorted_by(|(one, _), (other, _)| one < other), "{files:?}");
    }
}

#[tokio::test]
async fn answers_on_one_page_have_anchors_of_their_own() {
    for desk in desks().await {
        let question = |title: &str| ImportDocument {
            kind: Kind::Faq,
            address: format!("/faq/{}", title.to_lowercase()).parse().expect("an address"),
            position: 0,
            texts: BTreeMap::from([(Language::EN, {
                let fields = Fields {
                    title: title.to_owned(),
                    body: "## Fees\n\nNone.".into(),
                    ..Fields::default()
                };
                Content::read(Kind::Faq, &fields).expect("a question")
            })]),
        };
        let documents = vec![question("Who"), question("Why")];
        let import = Import { documents, menus: Vec::new() };
        desk.cms.import(&Caller::new(Actor::system("seed")), &import).await.expect("imported");
        let list = read(&desk, Language::EN, "/faq").await.text;
        assert!(
            list.contains(r#"id="a-who--fees""#) && list.contains(r#"id="a-why--fees""#),
            "{list}"
        );
    }
}

#[tokio::test]
async fn links_in_a_text_lead_to_the_readers_language_and_those_beside_stay() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        let words = "[a](/about) [b](/assets/x.pdf) [c](/ko/about) [d](/account/sign-in)";
        let mut new = crate::people::page("links", None);
        new.content.body = words.into();
        let begun = desk.cms.create(&mina().into(), new).await.expect("created");
        desk.publish(begun.document, Language::EN).await;
        let page = read(&desk, Language::FR, "/links").await;
        for link in ["/fr/about", "/assets/x.pdf", "/ko/about", "/account/sign-in"] {
            assert!(page.text.contains(&format!(r#"href="{link}""#)), "{link}: {}", page.text);
        }
    }
}

#[tokio::test]
async fn every_list_says_how_the_first_one_comes_to_be() {
    for desk in desks().await {
        for path in ["/", "/news", "/events", "/faq", "/people", "/partners"] {
            let list = read(&desk, Language::FR, path).await;
            assert_eq!(list.status, StatusCode::OK);
            assert!(list.text.contains(r#"class="empty""#), "{path}: {}", list.text);
        }
    }
}

#[tokio::test]
async fn what_else_stands_in_a_query_is_nobodys_fault() {
    for desk in desks().await {
        desk.live_page("about", None).await;
        let answer = async |query: &str| read(&desk, Language::EN, &format!("/about{query}")).await;
        // As the site of before wrote it, in EUC-KR; and as trackers write it.
        for query in ["?name=%C0%CC", "?name=a&name=b", "?%00", "?&&=", "?page=2&utm=%"] {
            let here = answer(query).await;
            assert_eq!(here.status, StatusCode::OK, "{query}: {}", here.text);
        }
        let slash = read(&desk, Language::EN, "/about/?name=%C0%CC").await;
        assert_eq!(slash.header("location"), "/en/about?name=%C0%CC");
        for wrong in ["?on=soon", "?on", "?on=2026-11-23&on=2026-11-23", "?on=%C0"] {
            assert_eq!(answer(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
        assert_eq!(answer("?name=%C0%CC&on=2026-11-23").await.status, StatusCode::OK);
    }
}
