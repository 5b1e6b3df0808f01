use eframe_core::{Actor, OrganisationId};
use uuid::Uuid;

use super::*;
use crate::Refusal;
use crate::model::{Form, ItemId, MeetingId, Profile};
use crate::rules::proofs::sample;
use crate::rules::samples::{approved, city, day, full_city, happened, noon, secretariat};
use crate::rules::{Dated, accept, suspend};

const NOW: &str = "2026-11-25";

fn given() -> Given {
    let id = Uuid::from_u128(1);
    let entry = crate::model::EntryId::new(id);
    Given { id, second: id, entry, code: "bcdefghijk".to_owned() }
}

/// What an organisation says of itself today: the name and the number of people are other ones than the register's.
fn form(kind: &str) -> Form {
    let population = "350,000".to_owned();
    let name = "Porto Novo".to_owned();
    Form { kind: kind.to_owned(), name, population, newsletter: true, ..sample().form }
}

fn handed_in(kind: &str, member: &Member) -> Application {
    let state =
        State::Submitted { by: crate::model::Author::of(&secretariat()), at: noon("2026-11-20") };
    let organisation = member.organisation;
    Application { form: form(kind), state, organisation, member: Some(member.id), ..sample() }
}

fn submitted(application: &Application) -> Happening {
    Happening::Submitted { application: Some(application.id), other_kind: None }
}

/// What a committee's approval today adds.
fn approve(application: &Application, member: Option<&Member>) -> Commit<Change> {
    let charter = Charter::wego();
    let kinds = charter.on(day(NOW)).kind_codes();
    let complete = application.form.complete(&kinds).expect("complete");
    let on = Enrolment {
        charter: &charter,
        application,
        complete: &complete,
        member,
        submitted: Some(noon("2026-11-20")),
        accepted: Some(noon("2026-11-22")),
        day: day(NOW),
        now: noon(NOW),
    };
    let commit = Commit::by(&secretariat(), noon(NOW));
    enrol(commit, &on, &given(), approved("executive-committee")).0
}

fn accepted(application: &Application, member: &Member) -> Commit<Change> {
    let (charter, by): (_, Actor) = (Charter::wego(), secretariat());
    let decided = accept(application, Some(member), &charter, &given(), None, &by, noon(NOW));
    decided.expect("accepted").commit
}

fn amended(commit: &Commit<Change>) -> Option<&Profile> {
    commit.changes().iter().find_map(|one| match one {
        Change::Amend { profile, .. } => Some(profile),
        _ => None,
    })
}

/// What an event of this name says.
fn sent(commit: &Commit<Change>, name: &str) -> Option<serde_json::Value> {
    let found = commit.messages().iter().find(|message| message.name == name);
    found.map(|message| message.payload.clone())
}

const CHANGED: &str = "membership.member.standing-changed";
const RENAMED: &str = "membership.member.renamed";

fn associate(more: &[(&str, Happening)]) -> Member {
    city(&[&[("2020-01-10", Happening::Accepted)], more].concat(), NOW)
}

#[test]
fn who_rises_says_of_itself_what_the_application_says() {
    let member = associate(&[]);
    let application = handed_in("city", &member);
    let member = associate(&[("2026-11-20", submitted(&application))]);
    let commit = accepted(&application, &member);
    assert_eq!(amended(&commit), None, "it is the associate that it was");
    let state = State::Referred {
        at: noon("2026-11-23"),
        meeting: MeetingId::new(Uuid::from_u128(5)),
        item: ItemId::new(Uuid::from_u128(6)),
    };
    let commit = approve(&Application { state, ..application }, Some(&member));
    let profile = amended(&commit).expect("what it says");
    assert_eq!((&*profile.name, profile.population), ("Porto Novo", Some(350_000)));
    let changed = sent(&commit, CHANGED).expect("it rose");
    assert_eq!((&changed["name"], &changed["newsletter"]), (&"Porto Novo".into(), &true.into()));
    assert_eq!(sent(&commit, RENAMED), None, "that says it");
}

#[test]
fn what_the_secretariat_put_right_since_stays() {
    let first = handed_in("city", &associate(&[]));
    let all = [("2026-11-20", submitted(&first)), ("2026-11-22", Happening::Accepted)];
    let member = Member { history: happened(&all), ..associate(&[]) };
    let commit = approve(&first, Some(&member));
    assert_eq!(sent(&commit, CHANGED).expect("it rose")["name"], "Porto Azul");
    assert_eq!(amended(&commit), None, "it said so when it came");
}

#[test]
fn who_is_another_kind_by_acceptance_says_what_the_application_says() {
    let friend = |more: &[(&str, Happening)]| {
        let kind = "friendship".parse().expect("a code");
        let all = [&[("2020-01-10", approved("executive-committee"))], more].concat();
        Member { kind, history: happened(&all), ..associate(&[]) }
    };
    let application = handed_in("city", &friend(&[]));
    let commit = accepted(&application, &friend(&[]));
    assert_eq!(amended(&commit).map(|profile| &*profile.name), Some("Porto Novo"));
    assert!(commit.changes().iter().any(|one| matches!(one, Change::Reclassify { .. })));
    assert_eq!(sent(&commit, CHANGED), None, "an associate before and after");
    assert_eq!(sent(&commit, RENAMED).expect("another name")["name"], "Porto Novo");
}

#[test]
fn a_city_that_comes_back_may_be_asked_about_the_newsletter() {
    let left = associate(&[("2025-01-01", Happening::Withdrew { reason: String::new() })]);
    let application = handed_in("city", &left);
    let mut history = left.history.clone();
    history.push(Happened {
        number: 3,
        on: day("2026-11-20"),
        recorded: noon("2026-11-20"),
        what: submitted(&application),
    });
    let back = Member { history, standing: Some(Standing::Applicant), ..left };
    let changed = sent(&accepted(&application, &back), CHANGED).expect("it is back");
    assert_eq!((&changed["to"], &changed["newsletter"]), (&"associate".into(), &true.into()));
    let silent = Application { form: Form { newsletter: false, ..form("city") }, ..application };
    let changed = sent(&accepted(&silent, &back), CHANGED).expect("it is back");
    assert_eq!(changed["newsletter"], false);
}

#[test]
fn a_change_of_standing_counts_from_its_own_day() {
    let command = Dated { on: Some(day("2026-10-01")), reason: "Asked".to_owned() };
    let (charter, by) = (Charter::wego(), secretariat());
    let decided = suspend(&full_city(NOW), &command, &charter, &by, noon(NOW)).expect("suspended");
    assert_eq!(sent(&decided.commit, CHANGED).expect("an event")["on"], "2026-10-01");
}

#[test]
fn the_secretariats_acceptance_is_a_fact_where_it_gives_nothing_too() {
    let organisation = OrganisationId::new(Uuid::from_u128(8));
    let application = Application { member: None, ..handed_in("friendship", &associate(&[])) };
    let application = Application { organisation, ..application };
    let commit = approve(&application, None);
    let history = commit.changes().iter().find_map(|one| match one {
        Change::Enrol(new) => Some(&new.history),
        _ => None,
    });
    let told: Vec<_> =
        history.expect("a member").iter().map(|one| (one.what.code(), one.on)).collect();
    let expected =
        [("submitted", "2026-11-20"), ("accepted", "2026-11-22"), ("approved", "2026-11-25")];
    assert_eq!(told, expected.map(|(code, on)| (code, day(on))));
}

#[test]
fn another_kind_than_was_handed_in_is_asked_about_again() {
    let member = associate(&[]);
    let application = handed_in("city", &member);
    let member = associate(&[("2026-11-20", submitted(&application))]);
    let again = |kind: &str| {
        let kinds = Charter::wego().on(day(NOW)).kind_codes();
        let application =
            Application { form: form(kind), state: State::Draft, ..application.clone() };
        assert!(application.form.complete(&kinds).is_ok());
        let by = secretariat();
        crate::rules::submit(
            &application,
            Some(&member),
            &Charter::wego(),
            &given(),
            &by,
            noon(NOW),
        )
        .map(drop)
    };
    assert_eq!(again("city"), Ok(()));
    assert_eq!(again("corporate"), Err(Refusal::AlreadyMember(Standing::Associate)));
}
