//! An issue put together: from what the site has to tell, by an app and at the desk, and looked at before it is sent.

use std::sync::Arc;

use async_trait::async_trait;
use eframe_core::directory::{Contact, PersonDirectory};
use eframe_core::test::FixedClock;
use eframe_core::{ActorId, Caller, Language, Permission, StoreError};
use eframe_newsletter::model::{Fallback, IssueId, Source};
use eframe_newsletter::{Error, MIGRATIONS, NewsItem, NewsSource, Refusal, Rhythm};
use http::{Method, StatusCode};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::house::{
    Answer, House, Letters, builder, get, houses, mina, post, post_json, reader, with,
};
use crate::issues::crowd;

/// A site that has something to tell: news, once its day has come, and what is to be.
pub(crate) struct Site(FixedClock);

#[async_trait]
impl NewsSource for Site {
    async fn items(
        &self,
        source: Source,
        from: Date,
        until: Date,
        language: Language,
    ) -> Result<Vec<NewsItem>, StoreError> {
        let today = self.0.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let item = |key: &str, day: Date, language: Language, title: &str| NewsItem {
            key: key.to_owned(),
            title: title.to_owned(),
            summary: String::new(),
            address: format!("/{language}/{key}"),
            date: Some(day),
            language,
        };
        let (english, korean) = (Language::EN, Language::KO);
        let all = match (source, language) {
            (Source::News, Language::KO) => vec![
                item("harbour", date(2026, 11, 20), korean, "항구"),
                // Without a translation it comes as it is, and says so.
                item("bridge", date(2026, 10, 2), english, "A bridge"),
            ],
            (Source::News, _) => vec![
                item("lamp", date(2026, 12, 24), english, "A lamp"),
                item("tower", date(2026, 12, 20), english, "A tower"),
                item("harbour", date(2026, 11, 20), english, "A harbour\u{202e}"),
                item("bridge", date(2026, 10, 2), english, "A bridge"),
                item("old", date(2026, 6, 1), english, "An old house"),
            ],
            (Source::Events, _) => vec![item("fair", date(2026, 12, 3), english, "A fair")],
            _ => Vec::new(),
        };
        let last = if source == Source::Events { until } else { until.min(today) };
        let within = |item: &NewsItem| item.date.is_some_and(|day| (from..=last).contains(&day));
        Ok(all.into_iter().filter(within).collect())
    }
}

/// Every person has an address, and no program; Mina and one other make issues.
struct People;

fn contact(id: ActorId) -> Contact {
    let address = format!("{}@union.example", id.uuid().as_u128());
    let address = address.parse().expect("an address");
    Contact { id, name: "Mina Park".to_owned(), address, language: Language::EN }
}

#[async_trait]
impl PersonDirectory for People {
    async fn person(&self, id: ActorId) -> Result<Option<Contact>, StoreError> {
        Ok((id.uuid().as_u128() < 1_000).then(|| contact(id)))
    }

    async fn holders(&self, _: Permission) -> Result<Vec<Contact>, StoreError> {
        let id = |number| ActorId::new(uuid::Uuid::from_u128(number));
        Ok(vec![contact(id(14)), contact(id(15))])
    }
}

/// Houses with a site, people and the quarterly rhythm.
pub(crate) async fn telling() -> Vec<House> {
    let databases = eframe_core::test::databases(&[MIGRATIONS]).await;
    let house = |on: eframe_core::test::TestDatabase| {
        let newsletter = builder(on.database.clone())
            .news(Arc::new(Site(on.clock.clone())))
            .people(Arc::new(People))
            .quarterly(Rhythm {
                languages: vec![Language::EN, Language::KO],
                fallback: Fallback::Other(Language::EN),
            })
            .build();
        House { on, newsletter, letters: Letters::default() }
    };
    databases.into_iter().map(house).collect()
}

/// An issue with what the site has to tell.
pub(crate) async fn proposed(house: &House) -> IssueId {
    let both = [Language::EN, Language::KO];
    let number = "2026-Q4".parse().expect("a quarter");
    let (caller, fallback) = (Caller::new(mina()), Fallback::Other(Language::EN));
    let issue = house.newsletter.propose_issue(&caller, number, &both, fallback).await;
    issue.expect("proposed").id
}

pub(crate) fn put(path: &str, tag: &str, body: &Value) -> http::Request<eframe_core::Body> {
    let mut request = post_json(path, body);
    *request.method_mut() = Method::PUT;
    with(request, "if-match", tag)
}

async fn ask(house: &House, path: &str) -> Answer {
    house.json(&mina(), get(path)).await
}

#[tokio::test]
async fn an_app_draws_composes_and_looks() {
    for house in telling().await {
        let new = json!({ "number": "2026-Q4", "languages": ["en", "ko"], "fallback": "en" });
        let drafted = house.json(&mina(), post_json("/issues", &new)).await;
        let path = format!("/issues/{}", drafted.json()["id"].as_str().expect("an id"));
        let empty = ask(&house, &format!("{path}/composition")).await;
        assert_eq!(empty.json(), json!({ "titles": {}, "blocks": [] }));
        let wanted = json!({ "source": "news", "from": "2026-10-01", "until": "2026-11-23" });
        let drawn = house.json(&mina(), post_json(&format!("{path}/draw"), &wanted)).await;
        assert_eq!(drawn.status, StatusCode::OK, "{}", drawn.text);
        let mut items = drawn.json();
        assert_eq!(items[0]["texts"]["ko"]["title"], "항구");
        assert_eq!(items[0]["texts"]["en"]["title"], "A harbour");
        let address = "https://union.example/en/harbour";
        assert_eq!(items[0]["texts"]["en"]["address"], address);
        assert_eq!(items[1]["texts"].as_object().map(|texts| texts.len()), Some(1));
        items[1]["chosen"] = json!(false);
        let text = json!({ "en": "Read **this**." });
        let composition = json!({
            "titles": { "en": "News of the quarter", "ko": "분기 소식" },
            "blocks": [
                { "block": "text", "markdown": text },
                { "block": "items", "source": "news", "items": items },
            ],
        });
        let place = format!("{path}/composition");
        let composed = house.json(&mina(), put(&place, empty.header("etag"), &composition)).await;
        assert_eq!(composed.status, StatusCode::NO_CONTENT, "{}", composed.text);
        let stale = house.json(&mina(), put(&place, empty.header("etag"), &composition)).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let mut unknown = composition.clone();
        unknown["blocks"][0]["picture"] = json!("x");
        let unknown = house.json(&mina(), put(&place, "*", &unknown)).await;
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", unknown.text);
        assert_eq!(ask(&house, &place).await.json()["titles"]["ko"], "분기 소식");
        let looks = ask(&house, &format!("{path}/preview/ko")).await.json();
        assert_eq!(looks["subject"], "분기 소식");
        let html = looks["html"].as_str().expect("HTML");
        assert!(html.contains("항구") && !html.contains("A bridge"), "{html}");
        assert!(html.contains(r#"<div lang="en" dir="ltr""#), "{html}");
        assert_eq!(ask(&house, &format!("{path}/preview/fr")).await.status, StatusCode::NOT_FOUND);
        // What is put together is not given as a whole as well.
        let whole = json!({ "subject": "x", "html": "{unsubscribe}", "text": "{unsubscribe}" });
        let whole = house.json(&mina(), put(&format!("{path}/texts/en"), "*", &whole)).await;
        assert_eq!(whole.json()["code"], "composed", "{}", whole.text);
        for refused in [put(&place, "*", &composition), get(&place)] {
            let status = house.json(&reader(), refused).await.status;
            assert_eq!(status, StatusCode::FORBIDDEN);
        }
    }
}

#[tokio::test]
async fn what_is_composed_is_made_when_it_is_ordered_and_stands_from_then_on() {
    for house in telling().await {
        crowd(&house, 3).await;
        let id = proposed(&house).await;
        let caller = Caller::new(mina());
        let before = house.newsletter.preview(&mina(), id, Language::KO).await.expect("made").1;
        house.newsletter.order_issue(&caller, id, None).await.expect("ordered");
        let texts = house.newsletter.issue_texts(&mina(), id).await.expect("read");
        assert_eq!(texts.keys().copied().collect::<Vec<_>>(), [Language::EN, Language::KO]);
        assert_eq!(texts[&Language::KO], before);
        let composition = house.newsletter.composition(&mina(), id).await.expect("read");
        let composition = composition.expect("there");
        let changed = house.newsletter.compose(&caller, id, None, composition).await;
        assert!(changed.is_err(), "{changed:?}");
    }
}

#[tokio::test]
async fn an_issue_that_waits_for_translations_is_not_ordered_without() {
    for house in telling().await {
        crowd(&house, 3).await;
        let caller = Caller::new(mina());
        let number = "2026-Q4".parse().expect("a quarter");
        let both = [Language::EN, Language::KO];
        let issue = house.newsletter.propose_issue(&caller, number, &both, Fallback::Block).await;
        let id = issue.expect("proposed").id;
        let order = post_json(&format!("/issues/{id}/order"), &json!({}));
        let order = house.json(&mina(), with(order, "if-match", "*")).await;
        let told = order.json();
        assert_eq!((&told["code"], &told["languages"]), (&json!("unwritten"), &json!(["ko"])));
        let run = ask(&house, &format!("/issues/{id}/dry-run")).await.json();
        assert_eq!(run["unwritten"], json!(["ko"]));
    }
}

/// A site whose news are four times a hundred, each with as many words as a letter takes of one.
struct Wordy;

#[async_trait]
impl NewsSource for Wordy {
    async fn items(
        &self,
        source: Source,
        _: Date,
        _: Date,
        language: Language,
    ) -> Result<Vec<NewsItem>, StoreError> {
        let item = |number: usize| NewsItem {
            key: number.to_string(),
            title: format!("News {number}"),
            summary: "x".repeat(2_000),
            address: String::new(),
            date: None,
            language,
        };
        let count = if source == Source::News { 400 } else { 0 };
        Ok((0..count).map(item).collect())
    }
}

#[tokio::test]
async fn a_letter_that_no_mail_program_shows_whole_is_not_ordered_and_how_long_it_is_is_said() {
    for house in houses().await {
        let newsletter = builder(house.on.database.clone()).news(Arc::new(Wordy)).build();
        let house = House { newsletter, ..house };
        crowd(&house, 3).await;
        let number = "2026-Q4".parse().expect("a quarter");
        let (caller, fallback) = (Caller::new(mina()), Fallback::Other(Language::EN));
        let english = [Language::EN];
        let issue = house.newsletter.propose_issue(&caller, number, &english, fallback).await;
        let path = format!("/issues/{}", issue.expect("proposed").id);
        let order = || {
            let order = post_json(&format!("{path}/order"), &json!({}));
            with(order, "if-match", "*")
        };
        let refused = house.json(&mina(), order()).await;
        let told = refused.json();
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        assert_eq!(
            [&told["code"], &told["language"], &told["limit"]],
            [&json!("letter-too-long"), &json!("en"), &json!(524_288)]
        );
        assert!(told["bytes"].as_u64().is_some_and(|bytes| bytes > 800_000), "{told}");
        let sure = format!("{path}/sure/order");
        let version = house.at_desk(get(&sure)).await.hidden("version");
        let refused = house.at_desk(post(&sure, &[("version", &version)])).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        for says in ["The letter in English has ", "mail programs show 512 KiB: leave items out"] {
            assert!(refused.text.contains(says), "{}", refused.text);
        }
        // With a hundred of them it goes.
        let place = format!("{path}/composition");
        let mut composition = ask(&house, &place).await.json();
        let blocks = composition["blocks"].as_array_mut().expect("blocks");
        blocks.truncate(1);
        let written = house.json(&mina(), put(&place, "*", &composition)).await;
        assert_eq!(written.status, StatusCode::NO_CONTENT, "{}", written.text);
        assert_eq!(house.json(&mina(), order()).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_secretariat_puts_an_issue_together_at_the_desk() {
    for house in telling().await {
        crowd(&house, 3).await;
        let fields =
            [("number", "2026-q4"), ("languages", "en"), ("languages", "ko"), ("fallback", "en")];
        let begun = house.at_desk(post("/issues/new", &fields)).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        let path = begun.header("location").replace("/desk/newsletter", "");
        let issue = path.replace("/compose", "");
        let twice = house.at_desk(post("/issues/new", &fields)).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.text.contains("href=\"#f-number\""), "{}", twice.text);
        let there = format!("href=\"/desk/newsletter{issue}\">The issue of this quarter<");
        assert!(twice.text.contains(&there), "{there} on {}: {}", house.on.kind, twice.text);
        let page = house.at_desk(get(&path)).await;
        assert!(page.text.contains("Items in the issue: 2 of 2"), "{}", page.text);
        // A heading in front of all.
        let step = |version: &str, fields: &[(&str, &str)]| {
            let fields = [&[("version", version)], fields].concat();
            post(&path, &fields)
        };
        let version = page.hidden("version");
        // What is wrong is said beside the field in the language that it is wrong in.
        let long = "가".repeat(201);
        let titles = [("step", "titles"), ("titles-en", "News"), ("titles-ko", &*long)];
        let wrong = house.at_desk(step(&version, &titles)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        let beside = |name: &str| wrong.text.contains(&format!("href=\"#f-titles-{name}\""));
        assert!(beside("ko") && !beside("en"), "{}", wrong.text);
        let added = house.at_desk(step(&version, &[("step", "add"), ("kind", "heading")])).await;
        let block = added.header("location").replace("/desk/newsletter", "");
        assert_eq!(block, format!("{issue}/blocks/2"), "{}", added.text);
        let form = house.at_desk(get(&block)).await;
        let words = [("version", &*form.hidden("version")), ("words-en", "What is new")];
        let written = house.at_desk(post(&block, &words)).await;
        assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text);
        for _ in 0..2 {
            let page = house.at_desk(get(&path)).await;
            let at = if page.text.find("What is new") < page.text.find("Coming events") {
                "1"
            } else {
                "2"
            };
            let up = step(&page.hidden("version"), &[("step", "up"), ("at", at)]);
            assert_eq!(house.at_desk(up).await.status, StatusCode::SEE_OTHER);
        }
        // The bridge first, the harbour left out.
        let news = format!("{issue}/blocks/1");
        let page = house.at_desk(get(&news)).await;
        let version = page.hidden("version");
        let fields =
            [("version", &*version), ("place-0", "2"), ("place-1", "1"), ("item", "bridge")];
        assert_eq!(house.at_desk(post(&news, &fields)).await.status, StatusCode::SEE_OTHER);
        // Somebody who wrote in a block meanwhile: another stands in its place now, and what they wrote is shown for itself.
        let old = [("version", &*version), ("kind", "text"), ("words-en", "Dear all")];
        for _ in 0..2 {
            let late = house.at_desk(post(&news, &old)).await;
            assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
            assert!(late.text.contains("Dear all</textarea>"), "{}", late.text);
            assert_eq!(late.hidden("version"), version, "it is not saved by pressing once more");
        }
        let beyond = house.at_desk(post(&format!("{issue}/blocks/9"), &old)).await;
        assert!(beyond.status == StatusCode::CONFLICT && beyond.text.contains("Dear all"));
        // Somebody who looked before that changes nothing.
        let late = house.at_desk(post(&news, &fields)).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        // Drawn anew for longer, what was left out stays out.
        let version = house.at_desk(get(&news)).await.hidden("version");
        let days = [
            ("version", &*version),
            ("step", "draw"),
            ("from", "2026-05-01"),
            ("until", "2026-11-23"),
        ];
        let drawn = house.at_desk(post(&news, &days)).await;
        assert!(drawn.header("location").ends_with("?done=drawn"), "{}", drawn.text);
        let preview = house.at_desk(get(&format!("{issue}/preview/en"))).await.text;
        let places =
            ["What is new", "A bridge", "An old house", "A fair"].map(|one| preview.find(one));
        assert!(places.is_sorted() && places.iter().all(Option::is_some), "{preview}");
        assert!(!preview.contains("harbour"));
        let version = house.at_desk(get(&news)).await.hidden("version");
        let wrong = [
            ("version", &*version),
            ("step", "draw"),
            ("from", "2026-12-01"),
            ("until", "2026-11-23"),
        ];
        let wrong = house.at_desk(post(&news, &wrong)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let not_theirs = house.desk(&reader(), get(&path)).await.status;
        assert_eq!(not_theirs, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_preview_is_inert_and_goes_to_whoever_asks() {
    for house in telling().await {
        crowd(&house, 3).await;
        let id = proposed(&house).await;
        let page = format!("/issues/{id}/preview/ko");
        let letter = house.at_desk(get(&format!("{page}/letter"))).await;
        let policy = letter.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.ends_with("sandbox"),
            "{policy}"
        );
        assert!(letter.text.contains("https://union.example/ko/newsletter/"), "{}", letter.text);
        assert!(!letter.text.contains("{unsubscribe}"));
        let sent = house.at_desk(post(&page, &[])).await;
        assert!(sent.header("location").ends_with("?done=sent"), "{}", sent.text);
        let mails = house.mail().await;
        let mail = mails.iter().find(|mail| mail.subject().starts_with("Preview:")).expect("sent");
        assert_eq!(mail.to().as_str(), "14@union.example");
        assert!(mail.text().contains("항구") && !mail.text().contains("{unsubscribe}"));
        // A program has no address.
        let nobody = Caller::new(eframe_core::Actor::system("robot"));
        let refused = house.newsletter.send_preview(&nobody, id, Language::KO).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NoAddress))), "{refused:?}");
    }
}

#[tokio::test]
async fn the_languages_of_a_draft_are_changed_with_their_words() {
    for house in telling().await {
        crowd(&house, 3).await;
        let english = [Language::EN];
        let number = "2026-Q4".parse().expect("a quarter");
        let (caller, fallback) = (Caller::new(mina()), Fallback::Other(Language::EN));
        let issue = house.newsletter.propose_issue(&caller, number, &english, fallback).await;
        let id = issue.expect("proposed").id;
        let place = format!("/issues/{id}/composition");
        let page = format!("/issues/{id}/languages");
        let form = house.at_desk(get(&page)).await;
        let checked = |code: &str| form.text.contains(&format!("value=\"{code}\" checked"));
        assert!(checked("en") && !checked("ko"), "{}", form.text);
        let version = form.hidden("version");
        let both =
            [("version", &*version), ("languages", "en"), ("languages", "ko"), ("fallback", "ko")];
        let chosen = house.at_desk(post(&page, &both)).await;
        assert!(chosen.header("location").ends_with("/compose?done=languages"), "{}", chosen.text);
        let late = house.at_desk(post(&page, &both)).await;
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.text);
        // The title and the items are there in Korean; the bridge has no translation.
        let composition = ask(&house, &place).await.json();
        let titled = composition["titles"]["ko"].as_str().is_some_and(|title| !title.is_empty());
        assert!(titled, "{composition}");
        let items = &composition["blocks"][0]["items"];
        assert_eq!(items[0]["texts"]["ko"]["title"], "항구", "{composition}");
        assert_eq!(items[1]["texts"].as_object().map(|texts| texts.len()), Some(1));
        let issue = house.newsletter.issue(&mina(), id).await.expect("there");
        assert_eq!(issue.fallback, Fallback::Other(Language::KO));
        // Without English, nothing English is left that somebody wrote.
        let put_languages = |wire: Value| put(&page, "*", &wire);
        let wrong = put_languages(json!({ "languages": ["ko"], "fallback": "en" }));
        assert_eq!(house.json(&mina(), wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let korean = put_languages(json!({ "languages": ["ko"] }));
        let chosen = house.json(&mina(), korean).await;
        assert_eq!(chosen.status, StatusCode::NO_CONTENT, "{}", chosen.text);
        let composition = ask(&house, &place).await.json();
        assert_eq!(composition["titles"].as_object().map(|titles| titles.len()), Some(1));
        let issue = house.newsletter.issue(&mina(), id).await.expect("there");
        assert_eq!((issue.languages, issue.fallback), (vec![Language::KO], Fallback::Block));
        let saved = house.json(&mina(), put(&place, "*", &composition)).await;
        assert_eq!(saved.status, StatusCode::NO_CONTENT, "{}", saved.text);
        let forbidden = put_languages(json!({ "languages": ["en"], "fallback": "en" }));
        assert_eq!(house.json(&reader(), forbidden).await.status, StatusCode::FORBIDDEN);
        let back = put_languages(json!({ "languages": ["en"], "fallback": "en" }));
        assert_eq!(house.json(&mina(), back).await.status, StatusCode::NO_CONTENT);
        house.newsletter.order_issue(&caller, id, None).await.expect("ordered");
        let frozen = put_languages(json!({ "languages": ["ko"] }));
        assert_eq!(house.json(&mina(), frozen).await.json()["code"], "not-at-that-stage");
    }
}
