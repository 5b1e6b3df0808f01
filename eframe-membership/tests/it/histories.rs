//! What grows long stays within reach: the history of a case, letters, the meetings that somebody stood on the roll of.

use std::collections::BTreeSet;

use eframe_core::block::sea_orm::{DatabaseBackend, Statement};
use eframe_core::{Actor, Component, Migration, MigrationList};
use eframe_membership::MIGRATIONS;
use eframe_membership::model::{
    ApplicationId, Author, Entry, EntryId, Happened, Happening, Side, Standing, What,
};
use eframe_membership::rules::{Case, Change, NewMember};
use http::StatusCode;
use jiff::SignedDuration;
use jiff::civil::Date;
use uuid::Uuid;

use crate::committee::{COMMITTEE, Site, clerk, member_id, officer};
use crate::town::{get, send};

/// Entries get ids of their own, a second apart.
async fn happened(site: &Site, case: ApplicationId, number: u128, side: Side, what: What) {
    site.on.clock.advance(SignedDuration::from_secs(1));
    let (id, at) = (EntryId::new(Uuid::from_u128(9_000_000 + number)), site.on.clock.now());
    let entry = Entry { id, at, by: Author::of(&clerk()), side, what };
    site.commit(Change::Note { case: Case::Application(case), entry }).await;
}

fn letter(number: u128) -> What {
    What::Letter { text: format!("Said {number}.") }
}

/// What stands on a page and on every older one.
async fn walked(service: Component, actor: &Actor, first: &str, below: &str) -> (Vec<String>, u32) {
    let (mut said, mut next, mut pages) = (Vec::new(), Some(first.to_owned()), 0);
    while let Some(path) = next {
        let page = send(service.clone(), actor, get(&path)).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.text);
        let entries = page.text.split("Said ").skip(1);
        said.extend(entries.filter_map(|rest| Some(rest.split('.').next()?.to_owned())));
        let older = page.text.split("rel=\"next\" href=\"").nth(1);
        next = older.and_then(|rest| Some(rest.split(['"', '#']).next()?.replace("&#x2f;", "/")));
        next = next.map(|path| path.strip_prefix(below).expect("a page of ours").to_owned());
        pages += 1;
    }
    (said, pages)
}

#[tokio::test]
async fn a_long_history_is_told_page_by_page_to_its_beginning() {
    for site in Site::both(0, 0).await {
        let kind = site.on.kind;
        let case = site.accepted(40, "city").await;
        for number in 0..230 {
            let what = if number % 2 == 0 {
                letter(number)
            } else {
                What::Note { text: format!("Said {number}.") }
            };
            happened(&site, case, number, Side::Applicant, what).await;
        }
        // At one moment, so that a page ends among equals.
        for number in 230..340 {
            let id = EntryId::new(Uuid::from_u128(9_000_000 + number));
            let (at, by) = (site.on.clock.now(), Author::of(&clerk()));
            let entry = Entry { id, at, by, side: Side::Applicant, what: letter(number) };
            site.commit(Change::Note { case: Case::Application(case), entry }).await;
        }
        let newest_first = |shared: bool| -> Vec<String> {
            let all = (0..340).rev().filter(|n| !shared || *n >= 230 || n % 2 == 0);
            all.map(|n: u32| n.to_string()).collect()
        };
        let (everything, shared) = (newest_first(false), newest_first(true));
        let desk = site.membership.desk();
        let at = format!("/cases/{case}");
        let (said, pages) = walked(desk.clone(), &clerk(), &at, "/desk/membership").await;
        assert_eq!((&said, pages), (&everything, 4), "{kind}");
        for path in [format!("/applications/{case}"), format!("/applications/{case}/letters")] {
            let own = site.membership.own();
            let (said, pages) = walked(own, &officer(40), &path, "/account/membership").await;
            assert_eq!((&said, pages), (&shared, 3), "{kind}: {path}");
        }
        let made_up = send(desk, &clerk(), get(&format!("{at}?after=nonsense"))).await;
        assert_eq!(made_up.status, StatusCode::BAD_REQUEST, "{kind}");

        let json = site.membership.json();
        for (actor, expected) in [(clerk(), &everything), (officer(40), &shared)] {
            let (mut told, mut query) = (Vec::new(), "?limit=100".to_owned());
            loop {
                let path = format!("/applications/{case}/history{query}");
                let page = send(json.clone(), &actor, get(&path)).await.json();
                let items = page["items"].as_array().expect("a list");
                told.extend(items.iter().map(|one| one["text"].to_string()));
                let Some(next) = page["next"].as_str() else { break };
                assert_eq!(items.len(), 100, "{kind}: a page is full while there is more");
                query = format!("?limit=100&cursor={next}");
            }
            let told: Vec<_> = told
                .iter()
                .map(|text| text.trim_matches(|c: char| !c.is_ascii_digit()).to_owned())
                .collect();
            assert_eq!(&told, expected, "{kind}");
        }
        let wrong = get(&format!("/applications/{case}/history?page=2"));
        let wrong = send(json, &clerk(), wrong).await;
        assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{kind}");
    }
}

/// What the inbox says of letters.
async fn inbox(site: &Site) -> String {
    let page = send(site.membership.desk(), &clerk(), get("/")).await.text;
    let (_, rest) = page.split_once("id=\"letters\"").expect("letters");
    rest.split("id=\"stages\"").next().expect("their end").to_owned()
}

#[tokio::test]
async fn every_unanswered_letter_is_found_however_many_came_later() {
    for site in Site::both(0, 0).await {
        let kind = site.on.kind;
        let first = site.accepted(40, "city").await;
        happened(&site, first, 0, Side::Applicant, letter(0)).await;
        // A lively exchange hides nobody: each letter of it is answered.
        let busy = site.accepted(41, "city").await;
        for number in 0..300 {
            happened(&site, busy, 1000 + 2 * number, Side::Applicant, letter(number)).await;
            happened(&site, busy, 1001 + 2 * number, Side::Secretariat, letter(number)).await;
        }
        for number in 42..101 {
            let case = site.accepted(number, "city").await;
            happened(&site, case, number, Side::Applicant, letter(number)).await;
        }
        let waiting = site.membership.waiting(&clerk()).await.expect("counted");
        assert_eq!(waiting.letters, 60, "{kind}");
        let desk = site.membership.desk();
        let inbox = inbox(&site).await;
        assert!(inbox.contains("Applicant 40") && !inbox.contains("Applicant 41"), "{inbox}");
        assert!(inbox.contains("All 60 letters to answer"), "{kind}: {inbox}");
        let mut named = BTreeSet::new();
        let mut next = Some("/letters".to_owned());
        while let Some(path) = next {
            let page = send(desk.clone(), &clerk(), get(&path)).await.text;
            assert!(page.contains("60 letters."), "{kind}: {page}");
            let names = page.split("Applicant ").skip(1);
            named.extend(names.filter_map(|rest| rest.split('<').next().map(str::to_owned)));
            let more = page.split("rel=\"next\" href=\"/desk/membership").nth(1);
            next = more.and_then(|rest| Some(rest.split('"').next()?.to_owned()));
        }
        assert_eq!(named.len(), 60, "{kind}: {named:?}");
        assert!(!named.contains("41"), "{kind}");

        // A program reads the same.
        let json = site.membership.json();
        let counts = send(json.clone(), &clerk(), get("/inbox")).await.json();
        assert_eq!((&counts["waiting"], &counts["overdue"]), (&61.into(), &0.into()), "{counts}");
        assert_eq!(counts["unanswered"], 60, "{kind}: {counts}");
        let stages = counts["stages"].as_array().expect("a list");
        let accepted = stages.iter().find(|one| one["stage"] == "accepted").expect("a stage");
        assert_eq!((&accepted["count"], &accepted["waits"]), (&61.into(), &true.into()), "{kind}");
        let (mut told, mut query) = (Vec::new(), "?limit=25".to_owned());
        loop {
            let page = send(json.clone(), &clerk(), get(&format!("/letters{query}"))).await.json();
            let items = page["items"].as_array().expect("a list");
            told.extend(items.iter().map(|one| one["name"].as_str().expect("a name").to_owned()));
            let Some(next) = page["next"].as_str() else { break };
            query = format!("?limit=25&cursor={next}");
        }
        let oldest_first = [40].into_iter().chain(42..101).map(|n| format!("Applicant {n}"));
        assert_eq!(told, oldest_first.collect::<Vec<_>>(), "{kind}");
        for (path, actor, status) in [
            ("/inbox", officer(40), StatusCode::FORBIDDEN),
            ("/letters", officer(40), StatusCode::FORBIDDEN),
            ("/inbox", Actor::anonymous(), StatusCode::UNAUTHORIZED),
            ("/inbox?stage=draft", clerk(), StatusCode::BAD_REQUEST),
            ("/letters?cursor=nonsense", clerk(), StatusCode::BAD_REQUEST),
        ] {
            let answer = send(json.clone(), &actor, get(path)).await;
            assert_eq!(answer.status, status, "{kind}: {path}");
        }
        site.on.clock.advance(SignedDuration::from_hours(24 * 400));
        let counts = send(json, &clerk(), get("/inbox")).await.json();
        assert_eq!(counts["overdue"], 61, "{kind}: {counts}");

        // Answered, it waits no longer; written to again, it does.
        happened(&site, first, 2000, Side::Secretariat, letter(1)).await;
        assert!(!self::inbox(&site).await.contains("Applicant 40"), "{kind}");
        happened(&site, first, 2001, Side::Secretariat, What::Note { text: "x".into() }).await;
        happened(&site, first, 2002, Side::Applicant, letter(2)).await;
        let waiting = site.membership.waiting(&clerk()).await.expect("counted");
        assert_eq!(waiting.letters, 60, "{kind}");
    }
}

/// As if the step that notes letters beside them had not run.
fn undone(on: DatabaseBackend) -> Vec<Statement> {
    let all = [
        "DROP INDEX membership_application_unanswered",
        "ALTER TABLE membership_application DROP COLUMN unanswered",
        "DELETE FROM membership_migration WHERE name = '0004_unanswered'",
    ];
    all.map(|sql| Statement::from_string(on, sql)).into()
}

#[tokio::test]
async fn letters_from_before_are_found_after_the_upgrade() {
    const UNDONE: MigrationList = MigrationList {
        block: "undone",
        migrations: &[Migration { name: "0001_undone", up: undone }],
    };
    for site in Site::both(4, 2).await {
        let kind = site.on.kind;
        let [waits, answered] = [site.accepted(40, "city").await, site.accepted(41, "city").await];
        for (number, case) in [(0, waits), (10, answered)] {
            happened(&site, case, number, Side::Secretariat, letter(number)).await;
            happened(&site, case, number + 1, Side::Applicant, letter(number + 1)).await;
        }
        happened(&site, answered, 12, Side::Secretariat, letter(12)).await;
        let lists = async || {
            let waiting = site.membership.waiting(&clerk()).await.expect("counted").letters;
            (waiting, inbox(&site).await)
        };
        let before = lists().await;
        assert_eq!(before.0, 1, "{kind}");
        assert!(before.1.contains("Applicant 40"), "{kind}: {}", before.1);
        site.on.database.migrate(&[UNDONE]).await.expect("undone");
        site.on.database.migrate(&[MIGRATIONS]).await.expect("migrated again");
        assert_eq!(lists().await, before, "{kind}");
    }
}

#[tokio::test]
async fn whoever_joined_is_told_on_the_day_it_was_written_down_whatever_day_it_counts_from() {
    for site in Site::both(0, 0).await {
        let day = |day: &str| day.parse::<Date>().expect("a day");
        let joined = async |from: &str, until: &str| {
            let rows = site.membership.joined(day(from), day(until)).await.expect("read");
            rows.into_iter().map(|row| (row.name, row.joined)).collect::<Vec<_>>()
        };
        site.on.clock.set("2026-12-15T12:00:00Z".parse().expect("an instant"));
        // It was written down before the day it counts from.
        site.enrol(1, Standing::Full).await;
        let first = Some(day("2020-01-01"));
        assert_eq!(joined("2020-01-01", "2026-12-31").await, [("City 01".to_owned(), first)]);
        // Nobody yet, until what counts from 1 December is written down on the 15th.
        let new = NewMember { standing: None, joined: None, ..Site::city(2, Standing::Full) };
        site.commit(Change::Enrol(Box::new(new))).await;
        let body = COMMITTEE.parse().expect("a code");
        let happened = Happened {
            number: 3,
            on: day("2026-12-01"),
            recorded: site.on.clock.now(),
            what: Happening::Approved { body, decision: None },
        };
        let (member, standing) = (member_id(2), Some(Standing::Full));
        site.commit(Change::Happen { member, happened, standing }).await;
        assert!(joined("2026-11-23", "2026-12-14").await.is_empty());
        let second = Some(day("2026-12-01"));
        let told = joined("2026-12-15", "2026-12-31").await;
        assert_eq!(told, [("City 02".to_owned(), second)], "on {}", site.on.kind);
    }
}
