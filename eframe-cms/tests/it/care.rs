//! Who answers for what, and who is reminded of it.

use eframe_cms::model::{Care, Content, Fields, Kind, Rulebook};
use eframe_cms::rules::{Entrust, Import, ImportDocument};
use eframe_core::test::ask::{form, get, json as body, send, with};
use eframe_core::{Language, Version};
use http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::date;
use serde_json::json;

use crate::office::{chief, offices, offices_with};
use crate::people::{desks, mina, omar, reader, vera};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn yearly() -> Rulebook {
    serde_json::from_value(json!({ "rule": [{ "section": "/about", "review-days": 365 }] }))
        .expect("a rulebook")
}

#[tokio::test]
async fn what_is_published_where_the_rules_say_so_is_to_be_looked_through_in_time() {
    for office in offices_with(yearly()).await {
        let cms = &office.desk.cms;
        let page = office.desk.live_page("about", None).await.document;
        let other = office.desk.live_page("elsewhere", None).await.document;
        let care = |id| async move { cms.document(&vera(), id).await.expect("there").care };
        assert_eq!(care(page).await.review_by, Some(date(2027, 11, 23)));
        assert_eq!(care(page).await.person.expect("who wrote it").name, "Mina Park");
        assert_eq!(care(other).await, Care::default());

        let version = cms.document(&vera(), page).await.expect("there").version;
        let own = Care {
            office: " Office of\nthe Mayor ".to_owned(),
            person: Some(eframe_cms::model::Author::of(&vera())),
            review_by: Some(date(2029, 1, 1)),
        };
        let command = Entrust { care: own, expected: version };
        cms.entrust(&chief(), page, &command).await.expect("set");
        assert!(cms.entrust(&chief(), page, &command).await.is_err(), "a stale version");
        let public = send(cms.pages(), &reader(), Language::EN, get("/about")).await.text;
        assert!(public.contains("Office of the Mayor") && public.contains("2029"), "{public}");
        assert!(!public.contains("Vera Ivanova"), "nobody outside learns the name");
        // A later day that somebody chose stays.
        let again = cms.save(&mina().into(), page, crate::people::save(1, "More.")).await;
        office.approve(&again.expect("saved")).await;
        cms.publish(&chief(), page, Language::EN).await.expect("published");
        assert_eq!(care(page).await.review_by, Some(date(2029, 1, 1)));
    }
}

#[tokio::test]
async fn whoever_answers_for_what_is_overdue_is_reminded_once_a_week() {
    for office in offices_with(yearly()).await {
        let (cms, test) = (&office.desk.cms, &office.desk.test);
        office.desk.live_page("about", None).await;
        office.later(DAY * 364).await;
        assert!(office.letters.take().is_empty(), "{}", test.kind);
        office.later(DAY).await;
        office.later(SignedDuration::from_secs(1)).await;
        let letters = office.letters.take();
        assert_eq!(letters.len(), 1);
        assert_eq!(letters[0].to().to_string(), "mina@city.example");
        assert!(letters[0].text().contains("The page about"), "{}", letters[0].text());
        for (passed, expected) in [(1, 0), (5, 0), (1, 1), (3, 0)] {
            office.later(DAY * passed).await;
            office.later(SignedDuration::from_secs(1)).await;
            assert_eq!(office.letters.take().len(), expected, "{passed} days on {}", test.kind);
        }
        // Two instances at the same time, a week later: one mail.
        test.clock.advance(DAY * 7);
        let both = tokio::join!(cms.remind(), cms.remind());
        let reminded = both.0.expect("one") + both.1.expect("other");
        office.later(SignedDuration::from_secs(1)).await;
        assert_eq!((reminded, office.letters.take().len()), (1, 1));
        // What is not live any more needs nobody.
        let found = cms.find(&vera(), "/about").await.expect("there");
        let eframe_cms::Found::Here(page) = found else { panic!("here") };
        cms.withdraw(&chief(), page.id, Language::EN).await.expect("taken down");
        office.later(DAY * 8).await;
        assert!(office.letters.take().is_empty());
    }
}

#[tokio::test]
async fn the_report_of_what_is_overdue_filters_and_comes_as_a_file() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let page = office.desk.live_page("about", None).await.document;
        let at = format!("/documents/{page}/care");
        let read = send(cms.json(), &mina(), Language::EN, get(&at)).await;
        let tag = read.header("etag").to_owned();
        let care = json!({ "office": "=HYPERLINK(\"x\")", "person": mina().id(), "reviewBy": "2026-11-20" });
        let bare = send(cms.json(), &mina(), Language::EN, body("PUT", &at, &care)).await;
        assert_eq!(bare.status, StatusCode::PRECONDITION_REQUIRED);
        let put = |care: serde_json::Value| with(body("PUT", &at, &care), "if-match", &tag);
        let wrong = json!({ "person": reader().id(), "reviewBy": "soon" });
        let wrong = send(cms.json(), &mina(), Language::EN, put(wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        // Whoever wrote it puts no words of their own on the page beside it.
        let alone = send(cms.json(), &mina(), Language::EN, put(care.clone())).await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN, "{}", alone.text);
        assert!(alone.text.contains("cms.page.publish"), "it says what is needed: {}", alone.text);
        let set = send(cms.json(), &vera(), Language::EN, put(care.clone())).await;
        assert_eq!(set.status, StatusCode::OK, "{}", set.text);
        let tag = set.header("etag").to_owned();
        let same = with(body("PUT", &at, &care), "if-match", &tag);
        let same = send(cms.json(), &mina(), Language::EN, same).await;
        assert_eq!(same.status, StatusCode::OK, "the rest is theirs: {}", same.text);
        for (asked, expected) in
            [("", 1), ("?by=2026-11-19", 0), ("?by=2026-11-20&kind=page", 1), ("?kind=news", 0)]
        {
            let told =
                send(cms.json(), &vera(), Language::EN, get(&format!("/overdue{asked}"))).await;
            assert_eq!(
                told.json()["items"].as_array().map(Vec::len),
                Some(expected),
                "{asked}: {}",
                told.text
            );
        }
        let stranger = send(cms.json(), &reader(), Language::EN, get("/overdue")).await;
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);

        let desk = |path: &'static str, actor| async move {
            send(cms.desk(), &actor, Language::EN, get(path)).await
        };
        assert!(desk("/overdue", vera()).await.text.contains("The page about"));
        assert!(desk("/overdue?whose=own", mina()).await.text.contains("The page about"));
        assert!(!desk("/overdue?whose=own", vera()).await.text.contains("The page about"));
        let file = desk("/overdue.csv", vera()).await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert!(file.text.contains("\"'=HYPERLINK(\"\"x\"\")\""), "{}", file.text);

        // And by the form.
        let version = cms.document(&vera(), page).await.expect("there").version;
        let version = Version::get(version).to_string();
        let fields = [
            ("version", version.as_str()),
            ("office", "Mayor"),
            ("person", ""),
            ("review-by", "2027-01-31"),
        ];
        let path = format!("/{page}/care");
        let alone = send(cms.desk(), &mina(), Language::EN, form(&path, &fields)).await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN, "{}", alone.text);
        let saved = send(cms.desk(), &vera(), Language::EN, form(&path, &fields)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        let care = cms.document(&vera(), page).await.expect("there").care;
        assert_eq!(
            (care.office.as_str(), care.person, care.review_by),
            ("Mayor", None, Some(date(2027, 1, 31)))
        );
    }
}

#[tokio::test]
async fn the_next_time_is_reckoned_from_the_day_it_is_where_the_site_is_at_home() {
    for office in offices_with(yearly()).await {
        // In Berlin the day has begun an hour before.
        office.desk.test.clock.set("2026-11-23T23:30:00Z".parse().expect("an instant"));
        let page = office.desk.live_page("about", None).await.document;
        let care = office.desk.cms.document(&vera(), page).await.expect("there").care;
        assert_eq!(care.review_by, Some(date(2027, 11, 24)));
    }
}

#[tokio::test]
async fn however_much_has_ended_what_is_live_stands_in_the_report() {
    for desk in desks().await {
        let text =
            Content::read(Kind::Page, &Fields { title: "T".to_owned(), ..Fields::default() });
        let text = text.expect("a text");
        let page = |number: usize| ImportDocument {
            kind: Kind::Page,
            address: format!("/p-{number}").parse().expect("an address"),
            position: 0,
            texts: [(Language::EN, text.clone())].into(),
        };
        let import = Import { documents: (0..2_002).map(page).collect(), menus: Vec::new() };
        desk.cms.import(&vera().into(), &import).await.expect("imported");
        desk.spoil("UPDATE cms_document SET review_by = '2026-01-01'").await;
        desk.spoil("UPDATE cms_document SET review_by = '2026-01-02' WHERE path = '/p-7'").await;
        let ended = "UPDATE cms_edition SET stage = 'withdrawn' WHERE document NOT IN \
                     (SELECT id FROM cms_document WHERE path = '/p-7')";
        desk.spoil(ended).await;
        let told = send(desk.cms.json(), &vera(), Language::EN, get("/overdue")).await.json();
        let items = told["items"].as_array().expect("items");
        assert_eq!((items.len(), &items[0]["path"]), (1, &json!("/p-7")), "{}", desk.test.kind);
    }
}

#[tokio::test]
async fn where_nobody_knows_the_people_one_can_answer_oneself() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let path = format!("/{page}/care");
        let asked = send(desk.cms.desk(), &mina(), Language::EN, get(&path)).await;
        assert!(asked.text.contains("Mina Park") && !asked.text.contains("Omar"), "{}", asked.text);
        let version = desk.cms.document(&vera(), page).await.expect("there").version.to_string();
        let (own, other) = (mina().id().to_string(), omar().id().to_string());
        let post = |person: &str| {
            let fields = [("version", version.as_str()), ("person", person), ("office", "")];
            let request = form(&path, &fields);
            async { send(desk.cms.desk(), &mina(), Language::EN, request).await }
        };
        assert_eq!(post(&other).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let set = post(&own).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text);
        let care = desk.cms.document(&vera(), page).await.expect("there").care;
        assert_eq!(care.person.map(|person| person.name).as_deref(), Some("Mina Park"));
    }
}

#[tokio::test]
async fn the_form_asks_only_those_for_the_office_who_may_say_it() {
    for desk in desks().await {
        let page = desk.live_page("about", None).await.document;
        let path = format!("/{page}/care");
        for (language, said) in [
            (Language::EN, "is said by somebody who may approve and publish this text"),
            (Language::KO, "이 글을 승인하고 게시할 수 있는 사람이 정합니다"),
            (Language::AR, "فيحدّدها من يجوز له اعتماد هذا النص ونشره"),
        ] {
            let asked = send(desk.cms.desk(), &mina(), language, get(&path)).await;
            assert!(!asked.text.contains("name=\"office\""), "{}", asked.text);
            assert!(asked.text.contains(said), "{language}: {}", asked.text);
            let asked = send(desk.cms.desk(), &vera(), language, get(&path)).await;
            assert!(asked.text.contains("name=\"office\""), "{}", asked.text);
            assert!(!asked.text.contains(said), "{language}: {}", asked.text);
        }
        let version = || async { desk.cms.document(&vera(), page).await.expect("there").version };
        let before = version().await.to_string();
        let fields = [("version", before.as_str()), ("office", "Mayor"), ("person", "")];
        let named = send(desk.cms.desk(), &vera(), Language::EN, form(&path, &fields)).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.text);
        // Their own form, which has no office, leaves it as it stands.
        let before = version().await.to_string();
        let fields = [("version", before.as_str()), ("person", ""), ("review-by", "2027-01-31")];
        let dated = send(desk.cms.desk(), &mina(), Language::EN, form(&path, &fields)).await;
        assert_eq!(dated.status, StatusCode::SEE_OTHER, "{}", dated.text);
        let care = desk.cms.document(&vera(), page).await.expect("there").care;
        assert_eq!((care.office.as_str(), care.review_by), ("Mayor", Some(date(2027, 1, 31))));
    }
}
