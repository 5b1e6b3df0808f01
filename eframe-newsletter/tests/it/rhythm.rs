//! The quarterly rhythm: proposed in time, once, by whichever instance comes first; reminded of; never sent.

use std::sync::Arc;

use async_trait::async_trait;
use eframe_core::test::mail_server::Step;
use eframe_core::{Caller, Language, StoreError, Timestamp};
use eframe_newsletter::model::{Block, Fallback, Issue, IssueStage, Source};
use eframe_newsletter::{NewsItem, NewsSource};
use http::StatusCode;
use jiff::civil::Date;
use serde_json::json;

use crate::composition::{put, telling};
use crate::courier::{one_by_one, slow};
use crate::house::{House, builder, get, houses, mina, post, post_json};
use crate::issues::crowd;

async fn issues(house: &House) -> Vec<Issue> {
    house.newsletter.issues(&mina(), None, 40).await.expect("read")
}

fn at(house: &House, instant: &str) {
    house.on.clock.set(instant.parse::<Timestamp>().expect("an instant"));
}

#[tokio::test]
async fn bad_input_65_each_quarter_is_proposed_once_and_reminded_of_and_never_sent() {
    for house in telling().await {
        crowd(&house, 3).await;
        // A site that begins in the middle of a quarter begins with that.
        let told = house.mail().await;
        assert_eq!(issues(&house).await[0].number.to_string(), "2026-Q4");
        let to: Vec<_> = told.iter().map(|mail| mail.to().as_str().to_owned()).collect();
        assert_eq!(to, ["14@union.example", "15@union.example"]);
        assert!(told[0].text().contains("/desk/newsletter/issues/"), "{}", told[0].text());
        // Nothing more until three weeks before the next, whatever day it is.
        for day in ["2026-11-30", "2026-12-09", "2026-12-10"] {
            at(&house, &format!("{day}T12:00:00Z"));
            assert_eq!(house.mail().await.len(), 0, "{day}");
        }
        at(&house, "2026-12-11T00:30:00Z");
        assert_eq!(house.mail().await.len(), 2);
        assert_eq!(issues(&house).await[0].number.to_string(), "2027-Q1");
        // Two weeks before its end, each draft is reminded of once.
        at(&house, "2026-12-18T00:30:00Z");
        let reminded = house.mail().await;
        assert_eq!(reminded.len(), 2);
        assert!(reminded[0].subject().contains("quarter 4 of 2026"), "{}", reminded[0].subject());
        at(&house, "2026-12-25T00:30:00Z");
        assert_eq!(house.mail().await.len(), 0);
        // The site was off for two years: the present quarter is made up for, those that are over are not.
        at(&house, "2028-02-29T12:00:00Z");
        house.mail().await;
        let found = issues(&house).await;
        let numbers: Vec<_> = found.iter().map(|issue| issue.number.to_string()).collect();
        assert_eq!(numbers, ["2028-Q1", "2027-Q1", "2026-Q4"]);
        for issue in found {
            assert_eq!(issue.status.stage(), IssueStage::Draft);
        }
        assert_eq!(house.rows("SELECT issue FROM newsletter_delivery").await, 0);
    }
}

#[tokio::test]
async fn bad_input_64_a_clock_that_is_set_back_proposes_nothing_twice() {
    for house in telling().await {
        let mut told = 0;
        for now in ["2026-12-11T00:30:00Z", "2026-12-10T23:30:00Z", "2026-12-11T07:00:00Z"] {
            at(&house, now);
            told += house.mail().await.len();
        }
        let numbers: Vec<_> =
            issues(&house).await.iter().map(|issue| issue.number.to_string()).collect();
        // The clock was right in between: the quarter that it was is there as well, each of them once.
        assert!(numbers == ["2027-Q1"] || numbers == ["2027-Q1", "2026-Q4"], "{numbers:?}");
        assert_eq!(told, 2 * numbers.len(), "two people hear of each once");
    }
}

#[tokio::test]
async fn bad_input_53_two_instances_propose_one_issue() {
    for house in telling().await {
        let (one, other) = tokio::join!(house.mail(), house.mail());
        assert_eq!(issues(&house).await.len(), 1);
        assert_eq!(one.len() + other.len(), 2, "each of the two who make issues hears of it once");
    }
}

/// What the newest issue draws of the news.
async fn drawn_of(house: &House) -> Vec<String> {
    let newest = &issues(house).await[0];
    let composition = house.newsletter.composition(&mina(), newest.id).await.expect("read");
    let blocks = composition.expect("it was put together").blocks;
    blocks.iter().flat_map(Block::chosen).map(|item| item.key.clone()).collect()
}

#[tokio::test]
async fn what_is_published_between_drawing_and_ordering_stands_in_the_next_issue_and_nothing_twice()
{
    for house in telling().await {
        crowd(&house, 3).await;
        house.mail().await;
        assert_eq!(drawn_of(&house).await, ["harbour", "bridge", "fair"]);
        // The next one is proposed when that was ordered, and repeats nothing but what is yet to come.
        at(&house, "2026-12-01T12:00:00Z");
        let before = issues(&house).await[0].clone();
        house.newsletter.order_issue(&Caller::new(mina()), before.id, None).await.expect("ordered");
        at(&house, "2026-12-11T12:00:00Z");
        house.mail().await;
        assert_eq!(issues(&house).await[0].number.to_string(), "2027-Q1");
        assert_eq!(drawn_of(&house).await, Vec::<String>::new(), "nothing is new");
        // It is ordered long after it was drawn. The tower came in between.
        at(&house, "2027-01-05T12:00:00Z");
        let caller = Caller::new(mina());
        let second = "2027-Q2".parse().expect("a quarter");
        let english = [Language::EN];
        let fallback = Fallback::Other(Language::EN);
        house.newsletter.propose_issue(&caller, second, &english, fallback).await.expect("begun");
        assert_eq!(drawn_of(&house).await, ["lamp", "tower"]);
    }
}

/// What stands in an issue.
async fn stands_in(house: &House, issue: &Issue) -> Vec<String> {
    let composition = house.newsletter.composition(&mina(), issue.id).await.expect("read");
    let blocks = composition.expect("it was put together").blocks;
    blocks.iter().flat_map(Block::chosen).map(|item| item.key.clone()).collect()
}

/// Has the first block of an issue drawn anew, at the desk.
async fn redraw(house: &House, issue: &Issue, from: &str, until: &str) {
    let news = format!("/issues/{}/blocks/0", issue.id);
    let version = house.at_desk(get(&news)).await.hidden("version");
    let days = [("version", &*version), ("step", "draw"), ("from", from), ("until", until)];
    let drawn = house.at_desk(post(&news, &days)).await;
    assert_eq!(drawn.status, StatusCode::SEE_OTHER, "{}", drawn.text);
}

#[tokio::test]
async fn an_issue_that_is_drawn_anew_when_the_next_is_proposed_leaves_nothing_to_be_told_twice() {
    for house in telling().await {
        crowd(&house, 3).await;
        house.mail().await;
        at(&house, "2026-12-22T12:00:00Z");
        house.mail().await;
        let [next, last] = &issues(&house).await[..] else { panic!("two issues") };
        assert_eq!(stands_in(&house, next).await, ["tower"], "since the last one, a draft still");
        at(&house, "2026-12-27T12:00:00Z");
        redraw(&house, last, "2026-10-01", "2026-12-27").await;
        let all = ["harbour", "bridge", "lamp", "tower", "fair"];
        assert_eq!(stands_in(&house, last).await, all, "what is new comes behind");
        assert_eq!(stands_in(&house, next).await, ["tower"], "until it is ordered");
        let caller = Caller::new(mina());
        house.newsletter.order_issue(&caller, last.id, None).await.expect("ordered");
        assert_eq!(stands_in(&house, next).await, Vec::<String>::new(), "on {}", house.on.kind);
        // Whoever had it open does not put it back unawares.
        let place = format!("/issues/{}/composition", next.id);
        let composition = house.json(&mina(), get(&place)).await.json();
        let tag = format!("\"{}\"", next.version);
        let late = house.json(&mina(), put(&place, &tag, &composition)).await;
        assert_eq!(late.status, StatusCode::PRECONDITION_FAILED, "{}", late.text);
        // Drawn anew it has all of it, left out.
        redraw(&house, next, "2026-10-01", "2026-12-27").await;
        assert_eq!(stands_in(&house, next).await, Vec::<String>::new());
        let composition = house.json(&mina(), get(&place)).await.json();
        assert_eq!(composition["blocks"][0]["items"].as_array().map(Vec::len), Some(4));
        // Nor do those of other quarters begin with any of it, be they later or made up for.
        for number in ["2027-Q2", "2026-Q3"] {
            let other = begin(&house, number).await;
            assert_eq!(stands_in(&house, &other).await, Vec::<String>::new(), "{number}");
        }
    }
}

/// Takes an item of the first block of an issue in, or leaves it out.
async fn choose(house: &House, issue: &Issue, key: &str, chosen: bool) {
    let place = format!("/issues/{}/composition", issue.id);
    let mut composition = house.json(&mina(), get(&place)).await.json();
    let items = composition["blocks"][0]["items"].as_array_mut().expect("items");
    let item = items.iter_mut().find(|item| item["key"] == key).expect("it was drawn");
    item["chosen"] = json!(chosen);
    let written = house.json(&mina(), put(&place, "*", &composition)).await;
    assert_eq!(written.status, StatusCode::NO_CONTENT, "{}", written.text);
}

#[tokio::test]
async fn what_an_order_left_out_of_drafts_stands_in_them_again_when_it_is_cancelled() {
    for house in telling().await {
        crowd(&house, 3).await;
        let caller = Caller::new(mina());
        let order = async |issue: &Issue| {
            house.newsletter.order_issue(&caller, issue.id, None).await.expect("ordered");
        };
        let cancel_and_begin_again = async |issue: &Issue| {
            house.newsletter.cancel_issue(&caller, issue.id).await.expect("cancelled");
            house.newsletter.begin_again(&caller, issue.id).await.expect("begun again")
        };
        let last = begin(&house, "2026-Q4").await;
        at(&house, "2026-12-22T12:00:00Z");
        let next = begin(&house, "2027-Q1").await;
        redraw(&house, &next, "2026-10-01", "2026-12-22").await;
        assert_eq!(stands_in(&house, &next).await, ["tower", "harbour", "bridge"]);
        choose(&house, &next, "bridge", false).await;
        order(&last).await;
        assert_eq!(stands_in(&house, &next).await, ["tower"]);
        // What was ticked is ticked again, in both; what was left out by hand is not.
        let again = cancel_and_begin_again(&last).await;
        assert_eq!(stands_in(&house, &again).await, ["harbour", "bridge", "fair"]);
        assert_eq!(stands_in(&house, &next).await, ["tower", "harbour"], "{}", house.on.kind);
        // What was taken in by hand meanwhile stays, and what was left out then.
        order(&again).await;
        choose(&house, &next, "bridge", true).await;
        choose(&house, &next, "bridge", false).await;
        choose(&house, &next, "harbour", true).await;
        let again = cancel_and_begin_again(&again).await;
        assert_eq!(stands_in(&house, &next).await, ["tower", "harbour"]);
        // Whichever is ordered first tells it, also when the other is begun again only then.
        order(&again).await;
        choose(&house, &next, "harbour", true).await;
        house.newsletter.cancel_issue(&caller, again.id).await.expect("cancelled");
        order(&next).await;
        let again = house.newsletter.begin_again(&caller, again.id).await.expect("begun again");
        assert_eq!(stands_in(&house, &again).await, ["bridge", "fair"]);
        let again_after = cancel_and_begin_again(&next).await;
        assert_eq!(stands_in(&house, &again_after).await, ["tower", "harbour"]);
        assert_eq!(stands_in(&house, &again).await, ["harbour", "bridge", "fair"]);
    }
}

#[tokio::test]
async fn what_an_issue_was_to_tell_that_was_cancelled_is_told_unless_a_letter_of_it_has_left() {
    for letters in [0, 1] {
        for house in telling().await {
            crowd(&house, 3).await;
            let draft = begin(&house, "2027-Q3").await;
            let all = ["harbour", "bridge", "fair"];
            assert_eq!(stands_in(&house, &draft).await, all);
            let issue = begin(&house, "2026-Q4").await;
            let caller = Caller::new(mina());
            house.newsletter.order_issue(&caller, issue.id, None).await.expect("ordered");
            assert_eq!(stands_in(&house, &draft).await, ["fair"]);
            if letters == 0 {
                house.newsletter.cancel_issue(&caller, issue.id).await.expect("cancelled");
            } else {
                // It is cancelled when the first reader's letter is there.
                let server = slow(Step::Letter).await;
                let courier = one_by_one(&house, &server);
                let (sent, ()) = tokio::join!(courier.run_pending(), async {
                    server.until_held(1).await;
                    let cancelled = house.newsletter.cancel_issue(&caller, issue.id).await;
                    cancelled.expect("cancelled");
                    server.let_go();
                });
                sent.expect("it rests");
                assert_eq!(server.count(), 1);
            }
            let stands = stands_in(&house, &draft).await;
            assert_eq!(stands, if letters == 0 { &all[..] } else { &all[2..] });
            at(&house, "2026-12-22T12:00:00Z");
            let next = begin(&house, "2027-Q1").await;
            let expected: &[&str] =
                if letters == 0 { &["tower", "harbour", "bridge"] } else { &["tower"] };
            assert_eq!(stands_in(&house, &next).await, expected, "on {}", house.on.kind);
        }
    }
}

#[tokio::test]
async fn news_of_days_that_had_yet_to_come_when_they_were_drawn_stand_in_the_next_issue() {
    for house in telling().await {
        crowd(&house, 3).await;
        house.mail().await;
        at(&house, "2026-12-05T12:00:00Z");
        let id = issues(&house).await[0].id;
        let news = format!("/issues/{id}/blocks/0");
        let version = house.at_desk(get(&news)).await.hidden("version");
        let days = [("step", "draw"), ("from", "2026-10-01"), ("until", "2026-12-31")];
        let fields = [&[("version", &*version)][..], &days].concat();
        let drawn = house.at_desk(post(&news, &fields)).await;
        assert_eq!(drawn.status, StatusCode::SEE_OTHER, "{}", drawn.text);
        let place = format!("/issues/{id}/composition");
        let mut composition = house.json(&mina(), get(&place)).await.json();
        assert_eq!(composition["blocks"][0]["until"], "2026-12-05", "{composition}");
        composition["blocks"][0]["until"] = json!("2099-12-31");
        let written = house.json(&mina(), put(&place, "*", &composition)).await;
        assert_eq!(written.status, StatusCode::NO_CONTENT, "{}", written.text);
        let composition = house.json(&mina(), get(&place)).await.json();
        assert_eq!(composition["blocks"][0]["until"], "2026-12-05", "{composition}");
        // The tower is of 20 December.
        at(&house, "2026-12-22T12:00:00Z");
        house.mail().await;
        assert_eq!(issues(&house).await[0].number.to_string(), "2027-Q1");
        assert_eq!(drawn_of(&house).await, ["tower"]);
    }
}

async fn begin(house: &House, number: &str) -> Issue {
    let (caller, number) = (Caller::new(mina()), number.parse().expect("a quarter"));
    let (english, fallback) = ([Language::EN], Fallback::Other(Language::EN));
    house.newsletter.propose_issue(&caller, number, &english, fallback).await.expect("begun")
}

#[tokio::test]
async fn a_source_goes_on_where_it_was_asked_itself_whatever_is_drawn_anew_and_ordered_later() {
    for house in telling().await {
        crowd(&house, 3).await;
        begin(&house, "2026-Q2").await;
        assert_eq!(drawn_of(&house).await, ["harbour", "bridge", "fair"]);
        at(&house, "2026-11-25T12:00:00Z");
        // It has no news, and its only block is drawn anew when the tower is there, and then taken out.
        let second = begin(&house, "2026-Q3").await;
        assert_eq!(drawn_of(&house).await, ["fair"]);
        at(&house, "2026-12-22T12:00:00Z");
        let place = format!("/issues/{}/composition", second.id);
        let mut composition = house.json(&mina(), get(&place)).await.json();
        let asked =
            json!({ "members": "2026-11-25", "news": "2026-11-25", "partners": "2026-11-25" });
        assert_eq!(composition["drawn"], asked, "{composition}");
        let members =
            json!({ "block": "items", "source": "members", "until": "2026-12-22", "items": [] });
        composition["blocks"] = json!([members]);
        composition.as_object_mut().expect("an object").remove("drawn");
        let write = async |composition: &serde_json::Value| {
            let written = house.json(&mina(), put(&place, "*", composition)).await;
            assert_eq!(written.status, StatusCode::NO_CONTENT, "{}", written.text);
        };
        write(&composition).await;
        composition["blocks"] = json!([{ "block": "text", "markdown": { "en": "Dear readers" } }]);
        write(&composition).await;
        let asked =
            json!({ "members": "2026-12-22", "news": "2026-11-25", "partners": "2026-11-25" });
        assert_eq!(house.json(&mina(), get(&place)).await.json()["drawn"], asked);
        let caller = Caller::new(mina());
        house.newsletter.order_issue(&caller, second.id, None).await.expect("ordered");
        begin(&house, "2026-Q4").await;
        assert_eq!(drawn_of(&house).await, ["tower"]);
    }
}

/// A site with more news than a block holds.
struct Flood;

#[async_trait]
impl NewsSource for Flood {
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
            summary: String::new(),
            address: String::new(),
            date: None,
            language,
        };
        let count = if source == Source::News { 250 } else { 0 };
        Ok((0..count).map(item).collect())
    }
}

#[tokio::test]
async fn more_news_than_a_block_holds_fill_several_and_none_is_lost_unsaid() {
    for house in houses().await {
        let newsletter = builder(house.on.database.clone()).news(Arc::new(Flood)).build();
        let house = House { newsletter, ..house };
        let issue = begin(&house, "2026-Q4").await;
        assert_eq!(drawn_of(&house).await.len(), 250);
        let page = house.at_desk(get(&format!("/issues/{}/compose", issue.id))).await;
        for chosen in ["100 of 100", "50 of 50"] {
            assert!(page.text.contains(chosen), "{}", page.text);
        }
        // Drawn anew for one block it is said that they do not fit.
        let news = format!("/issues/{}/blocks/0", issue.id);
        let version = house.at_desk(get(&news)).await.hidden("version");
        let days = [("step", "draw"), ("from", "2026-10-01"), ("until", "2026-11-23")];
        let fields = [&[("version", &*version)][..], &days].concat();
        let refused = house.at_desk(post(&news, &fields)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("More than 100 were published"), "{}", refused.text);
        let wanted = json!({ "source": "news", "from": "2026-10-01", "until": "2026-11-23" });
        let draw = post_json(&format!("/issues/{}/draw", issue.id), &wanted);
        let refused = house.json(&mina(), draw).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        // As a further block, too.
        let compose = format!("/issues/{}/compose", issue.id);
        let add = [("version", &*version), ("step", "add"), ("kind", "news")];
        let added = house.at_desk(post(&compose, &add)).await;
        assert!(added.header("location").ends_with("/blocks/3"), "{}", added.text);
        assert_eq!(drawn_of(&house).await.len(), 500);
    }
}

/// A site that tells what no letter carries.
struct Unruly;

#[async_trait]
impl NewsSource for Unruly {
    async fn items(
        &self,
        source: Source,
        _: Date,
        _: Date,
        language: Language,
    ) -> Result<Vec<NewsItem>, StoreError> {
        let item = |key: &str, title: &str, summary: String, address: &str| NewsItem {
            key: key.to_owned(),
            title: title.to_owned(),
            summary,
            address: address.to_owned(),
            date: None,
            language,
        };
        let told = vec![
            item("good", "A harbour", "With ferries.".to_owned(), "/en/news/harbour"),
            item("long", &"A long title ".repeat(40), "x".repeat(5_000), "/en/news/long"),
            item("odd", "A bridge", "Turned\u{202e}".to_owned(), "javascript:alert(1)"),
            item("bare", "", "It has no title".to_owned(), ""),
        ];
        Ok(if source == Source::News { told } else { Vec::new() })
    }
}

#[tokio::test]
async fn a_proposed_issue_can_be_saved_whatever_the_site_tells_and_says_what_it_changed() {
    for house in houses().await {
        let newsletter = builder(house.on.database.clone()).news(Arc::new(Unruly)).build();
        let house = House { newsletter, ..house };
        let issue = begin(&house, "2026-Q4").await;
        assert_eq!(drawn_of(&house).await, ["good", "long", "odd"]);
        let compose = format!("/issues/{}/compose", issue.id);
        let page = house.at_desk(get(&compose)).await.text;
        let says = "can carry them: 2; left out for want of a title: 1";
        assert!(page.contains(says), "{page}");
        let place = format!("/issues/{}/composition", issue.id);
        let composition = house.json(&mina(), get(&place)).await.json();
        assert_eq!(composition["unfit"], json!({ "news": { "changed": 2, "leftOut": 1 } }));
        let again = house.json(&mina(), put(&place, "*", &composition)).await;
        assert_eq!(again.status, StatusCode::NO_CONTENT, "{}", again.text);
        let version = house.at_desk(get(&compose)).await.hidden("version");
        let title = [("version", &*version), ("step", "titles"), ("titles-en", "News")];
        let saved = house.at_desk(post(&compose, &title)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
        // Drawn anew it is said anew.
        let news = format!("/issues/{}/blocks/0", issue.id);
        let version = house.at_desk(get(&news)).await.hidden("version");
        let days = [("step", "draw"), ("from", "2026-10-01"), ("until", "2026-11-23")];
        let fields = [&[("version", &*version)][..], &days].concat();
        let drawn = house.at_desk(post(&news, &fields)).await;
        assert_eq!(drawn.status, StatusCode::SEE_OTHER, "{}", drawn.text);
        assert!(house.at_desk(get(&compose)).await.text.contains(says));
    }
}
