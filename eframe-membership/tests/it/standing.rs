//! Coming back, leaving and going on: what an application may do to a membership, and what a membership's end ends.

use eframe_core::Actor;
use eframe_membership::model::*;
use eframe_membership::rules::{Change, Dated, MeetingStanding};
use eframe_membership::{Error, Refusal};
use http::StatusCode;
use jiff::civil::date;
use serde_json::{Value, json};

use crate::committee::{Site, by, clerk, id, member_id, officer, yes};
use crate::hall::{five, halls, organisation};
use crate::town::{get, json_body, post_json, send, with};

async fn read(site: &Site, path: &str) -> Value {
    let answer = send(site.membership.json(), &Actor::anonymous(), get(path)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()
}

async fn number(site: &Site, of: u128) -> String {
    let member = site.membership.member(&clerk(), member_id(of)).await.expect("a member");
    member.number.expect("a number")
}

async fn leave(site: &Site, of: u128) -> Result<(), Error> {
    let command = Dated { on: None, reason: String::new() };
    site.membership.leave(&by(&clerk()), member_id(of), command).await.map(drop)
}

/// The organisation's officer fills in, signs and hands in what this form says.
async fn handed_in(site: &Site, of: u128, kind: &str, name: &str) -> String {
    let officer = officer(of);
    let ask = async |request| {
        site.on.clock.advance(jiff::SignedDuration::from_secs(1));
        let answer = send(site.membership.json(), &officer, request).await;
        assert!(answer.status.is_success(), "{}", answer.text);
        answer.json()
    };
    let begin = json!({ "organisation": id(of), "form": {} });
    let begun = ask(post_json("/applications", &begin)).await;
    let at = format!("/applications/{}", begun["application"].as_str().expect("an id"));
    let mut form = crate::town::form();
    (form["kind"], form["name"]) = (kind.into(), name.into());
    ask(with(json_body("PUT", &format!("{at}/form"), &form), "if-match", "*")).await;
    let fingerprint = ask(get(&at)).await["fingerprint"].clone();
    let sign = json!({ "name": "ana lima", "office": "Mayor", "form": fingerprint });
    ask(post_json(&format!("{at}/signature"), &sign)).await;
    ask(post_json(&format!("{at}/submit"), &json!({}))).await;
    at.rsplit('/').next().expect("an id").to_owned()
}

fn application(id: &str) -> ApplicationId {
    id.parse().expect("an id")
}

/// The committee, in which the first three of its cities are present, carries it.
async fn carried(site: &Site, id: &str) -> MeetingStanding {
    let (clerk, membership) = (by(&clerk()), &site.membership);
    let meeting = site.planned().await;
    let item = membership.add_application(&clerk, meeting, application(id)).await;
    let item = item.expect("on the agenda").item.expect("an item");
    site.opened(meeting, &[1, 2, 3]).await;
    site.call(meeting, item).await;
    for voter in 1..=3 {
        let (by, member) = (by(&officer(voter)), member_id(voter));
        membership.cast(&by, meeting, item, member, yes()).await.expect("a vote");
    }
    membership.close_item(&clerk, meeting, item).await.expect("decided")
}

#[tokio::test]
async fn what_a_former_member_hands_in_is_published_when_it_is_approved_and_never_for_the_past() {
    for site in Site::both(5, 4).await {
        let number = number(&site, 5).await;
        leave(&site, 5).await.expect("it left");
        let before = read(&site, &format!("/register/{number}?on=2021-01-01")).await;
        let today = format!("/register/{number}");
        let first = handed_in(&site, 5, "friendship", "Union of Ports").await;
        let now = read(&site, &today).await;
        assert_eq!(now["profile"]["name"], "City 05", "{}", site.on.kind);
        assert_eq!((&now["kind"], &now["standing"]), (&json!("city"), &json!("applicant")));
        assert_eq!(read(&site, &format!("{today}?on=2021-01-01")).await, before);
        let refused = site.membership.refuse(&by(&clerk()), application(&first), "No", None).await;
        refused.expect("refused");

        // Refused once, it applies again.
        let second = handed_in(&site, 5, "friendship", "Union of Ports").await;
        site.membership.accept(&by(&clerk()), application(&second), None).await.expect("accepted");
        let now = read(&site, &today).await;
        assert_eq!((&now["kind"], &now["standing"]), (&json!("city"), &json!("applicant")));
        carried(&site, &second).await;
        let now = read(&site, &today).await;
        assert_eq!(now["profile"]["name"], "Union of Ports");
        assert_eq!((&now["kind"], &now["standing"]), (&json!("friendship"), &json!("associate")));
        let past = read(&site, &format!("{today}?on=2021-01-01")).await;
        assert_eq!((&past["kind"], &past["standing"]), (&json!("city"), &json!("full")));
        assert_eq!((&past["steps"], &past["rights"]), (&before["steps"], &before["rights"]));
        let member = site.membership.member(&clerk(), member_id(5)).await.expect("a member");
        assert_eq!(
            (member.kind.as_str(), member.standing),
            ("friendship", Some(Standing::Associate))
        );
    }
}

#[tokio::test]
async fn an_associate_whose_application_ended_becomes_full_by_another() {
    for site in Site::both(4, 4).await {
        site.enrol(9, Standing::Associate).await;
        let own = send(site.membership.own(), &officer(9), get("/")).await.text;
        assert!(own.contains("/begin?organisation="), "{own}");
        let full = send(site.membership.own(), &officer(1), get("/")).await.text;
        assert!(!full.contains("/begin?organisation="), "{full}");
        let id = handed_in(&site, 9, "city", "Greater City").await;
        site.membership.accept(&by(&clerk()), application(&id), None).await.expect("accepted");
        let member = site.membership.member(&clerk(), member_id(9)).await.expect("a member");
        assert_eq!(member.profile.name, "City 09", "{}", site.on.kind);
        carried(&site, &id).await;
        let member = site.membership.member(&clerk(), member_id(9)).await.expect("a member");
        assert_eq!(member.standing, Some(Standing::Full), "{}", site.on.kind);
        assert_eq!(member.profile.name, "Greater City", "{}", site.on.kind);
        assert_eq!(member.profile.population, Some(12_500), "{}", site.on.kind);
    }
}

#[tokio::test]
async fn what_the_secretariat_accepted_is_in_a_friends_history_with_its_day() {
    for site in Site::both(4, 4).await {
        let id = handed_in(&site, 9, "friendship", "Union of Ports").await;
        site.on.clock.advance(jiff::SignedDuration::from_hours(24));
        let accepted_on = site.membership.charter().day(site.on.clock.now());
        site.membership.accept(&by(&clerk()), application(&id), None).await.expect("accepted");
        site.on.clock.advance(jiff::SignedDuration::from_hours(24));
        carried(&site, &id).await;
        let made = site.membership.application(&clerk(), application(&id)).await.expect("one");
        let member = site.membership.member(&clerk(), made.member.expect("a member")).await;
        let history = member.expect("a member").history;
        let told: Vec<_> = history.iter().map(|one| (one.number, one.what.code())).collect();
        assert_eq!(told, [(1, "submitted"), (2, "accepted"), (3, "approved")], "{}", site.on.kind);
        assert_eq!(history[1].on, accepted_on, "{}", site.on.kind);
    }
}

#[tokio::test]
async fn what_is_under_way_and_its_offices_end_with_a_membership() {
    for site in Site::both(4, 4).await {
        site.enrol(9, Standing::Associate).await;
        let accepted = site.accepted(9, "city").await;
        let meeting = site.planned().await;
        let added = site.membership.add_application(&by(&clerk()), meeting, accepted).await;
        let item = added.expect("on the agenda").item.expect("an item");
        let refused = leave(&site, 9).await.unwrap_err();
        let Error::Refused(refused) = refused else { panic!("{refused}") };
        assert_eq!(refused, Refusal::NotAtThatStage(Stage::Referred));
        site.membership.remove_item(&by(&clerk()), meeting, item).await.expect("off the agenda");
        leave(&site, 9).await.expect("it left");
        let over = site.membership.application(&clerk(), accepted).await.expect("there");
        assert_eq!(over.state.stage(), Stage::Withdrawn);

        // The second city sees what its body plans, until it leaves.
        let second = officer(2);
        assert!(site.membership.meeting(&second, meeting).await.is_ok());
        leave(&site, 2).await.expect("it left");
        assert!(matches!(site.membership.meeting(&second, meeting).await, Err(Error::NotFound)));
        let body = "executive-committee".parse().expect("a code");
        let today = date(2026, 11, 23);
        let held = site.membership.holders_on(&body, today).await.expect("holders");
        assert!(held.iter().all(|term| term.member != member_id(2)), "{}", site.on.kind);
        let terms = site.membership.terms_of(member_id(2)).await.expect("terms");
        assert!(terms.iter().all(|term| !term.covers(today)));

        // Whose rights rest does not sit either, and keeps its office.
        site.suspend(3).await;
        assert!(matches!(
            site.membership.meeting(&officer(3), meeting).await,
            Err(Error::NotFound)
        ));
        let held = site.membership.holders_on(&body, today).await.expect("holders");
        assert!(held.iter().any(|term| term.member == member_id(3)));
    }
}

#[tokio::test]
async fn a_member_of_a_small_body_finds_its_oldest_meeting_among_many_of_others() {
    for site in Site::both(2, 1).await {
        let old = site.planned().await;
        site.opened(old, &[1]).await;
        let later = |number: u128| eframe_membership::rules::NewMeeting {
            id: MeetingId::new(id(7000 + number)),
            body: "general-assembly".parse().expect("a code"),
            title: "Another body".to_owned(),
            starts: "2027-06-01T00:00:00Z".parse().expect("an instant"),
            zone: "Asia/Seoul".to_owned(),
            code: format!("other{number:05}"),
            year: 2027,
        };
        for number in 0..210 {
            site.commit(Change::Plan(Box::new(later(number)))).await;
        }
        // A lapsed member of the committee is on its roll, and sits nowhere now.
        let standing = Some(Standing::Lapsed);
        let happened = Happened {
            number: 3,
            on: date(2026, 11, 23),
            recorded: site.on.clock.now(),
            what: Happening::Lapsed { period: "2026".to_owned() },
        };
        site.commit(Change::Happen { member: member_id(1), happened, standing }).await;
        let list = get("/meetings");
        let seen = send(site.membership.json(), &officer(1), list).await.json();
        let ids: Vec<_> = seen["items"].as_array().expect("items").iter().collect();
        assert_eq!(ids.len(), 1, "{}: {seen}", site.on.kind);
        assert_eq!(ids[0]["id"], json!(old));
        assert!(seen["next"].is_null());
    }
}

#[tokio::test]
async fn letters_of_one_case_are_slowed_down_and_other_cases_are_not() {
    for site in Site::both(1, 1).await {
        let (one, other) = (site.accepted(11, "city").await, site.accepted(12, "city").await);
        let write = async |actor: &Actor, to: ApplicationId| {
            let path = format!("/applications/{to}/letters");
            send(site.membership.json(), actor, post_json(&path, &json!({ "text": "Hello" }))).await
        };
        for _ in 0..20 {
            let sent = write(&officer(11), one).await;
            assert!(sent.status.is_success(), "{}", sent.text);
        }
        let slowed = write(&officer(11), one).await;
        assert_eq!(slowed.status, StatusCode::TOO_MANY_REQUESTS, "{}", slowed.text);
        assert!(slowed.headers.contains_key("retry-after"));
        assert!(write(&clerk(), one).await.status.is_success(), "the other side answers");
        assert!(write(&officer(12), other).await.status.is_success());
        site.on.clock.advance(jiff::SignedDuration::from_hours(1));
        assert!(write(&officer(11), one).await.status.is_success(), "{}", site.on.kind);
    }
}

#[tokio::test]
async fn whoever_may_still_rise_finds_the_way_to_apply_on_its_own_page() {
    for hall in halls().await {
        hall.noon("2026-07-01");
        hall.import(&five()).await.expect("it comes in");
        // The friend may become a city, the full member is one.
        for (number, rises) in [(104, true), (102, false)] {
            let own = organisation(number);
            let page = send(hall.membership.own(), &crate::hall::officer(own), get("/")).await;
            assert_eq!(page.status, StatusCode::OK);
            let begin = format!("/account/membership/begin?organisation={own}");
            let offered = page.text.replace("&#x2f;", "/").contains(&begin);
            assert_eq!(offered, rises, "{}, {number}: {}", hall.base.kind, page.text);
        }
    }
}
