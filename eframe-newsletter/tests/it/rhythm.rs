//! The quarterly rhythm: proposed in time, once, by whichever instance comes first; reminded of; never sent.

use eframe_core::{Caller, Language, Timestamp};
use eframe_newsletter::model::{Block, Fallback, Issue, IssueStage};

use http::StatusCode;
use serde_json::json;

use crate::composition::{put, telling};
use crate::house::{House, get, mina, post};
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
        // The next one is proposed while that is a draft still, and repeats nothing but what is yet to come.
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
        assert_eq!(drawn_of(&house).await, ["tower"]);
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
