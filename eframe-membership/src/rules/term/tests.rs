use eframe_core::{Actor, ActorId, Decision, Grant, OrganisationId, Scope};
use jiff::ToSpan as _;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{Happened, Happening, Profile, Standing};
use crate::permission;

fn clerk() -> Actor {
    let grant = Grant::new(permission::TERMS, Scope::Everywhere);
    Actor::person(ActorId::new(Uuid::from_u128(1)), "Clerk", vec![grant])
}

fn city(number: u128) -> Member {
    let body = "executive-committee".parse().unwrap();
    let all = [Happening::Accepted, Happening::Approved { body, decision: None }];
    let history = all.into_iter().zip(1..).map(|(what, number)| Happened {
        number,
        on: date(2018, 1, 1),
        recorded: Timestamp::UNIX_EPOCH,
        what,
    });
    Member {
        id: MemberId::new(Uuid::from_u128(number)),
        number: None,
        organisation: OrganisationId::new(Uuid::from_u128(number)),
        kind: "city".parse().unwrap(),
        profile: Profile {
            name: format!("City {number}"),
            own_name: None,
            country: "KR".parse().unwrap(),
            coordinates: None,
            population: None,
            website: None,
        },
        history: history.collect(),
        fees: Vec::new(),
        standing: Some(Standing::Full),
        code: String::new(),
        version: Version::FIRST,
    }
}

fn now() -> Timestamp {
    "2026-11-25T03:00:00Z".parse().unwrap()
}

fn give(
    terms: &mut Terms,
    number: u128,
    office: &str,
    from: Date,
    until: Option<Date>,
) -> Result<Term, Refusal> {
    let command = Appoint {
        body: "executive-committee".parse().unwrap(),
        office: office.parse().unwrap(),
        from,
        until,
    };
    let id = TermId::new(Uuid::from_u128(1000 + terms.all.len() as u128));
    let decided = appoint(terms, &city(number), &command, id, &Charter::wego(), &clerk(), now())?;
    terms.all.push(decided.outcome.clone());
    Ok(decided.outcome)
}

fn none() -> Terms {
    Terms { all: Vec::new(), version: Version::FIRST }
}

#[test]
fn bad_input_65_a_term_ends_the_day_before_its_first_day_comes_round() {
    assert_eq!(last_day(date(2026, 1, 1), 3), Some(date(2028, 12, 31)));
    assert_eq!(last_day(date(2025, 3, 1), 3), Some(date(2028, 2, 29)));
    assert_eq!(last_day(date(2028, 2, 29), 3), Some(date(2031, 2, 28)));
    assert_eq!(last_day(date(2028, 2, 29), 4), Some(date(2032, 2, 28)));
    assert_eq!(last_day(date(9999, 1, 1), 3), None);
    // Terms that follow each other leave no day out, however often.
    let mut first = date(2028, 2, 29);
    for _ in 0..8 {
        first = last_day(first, 3).unwrap().tomorrow().unwrap();
    }
    assert_eq!(first, date(2052, 3, 1));
}

#[test]
fn one_president_at_a_time_and_the_next_from_the_day_after() {
    let mut terms = none();
    let first = give(&mut terms, 1, "president", date(2024, 1, 1), None).unwrap();
    assert_eq!(first.until, date(2026, 12, 31));
    let early = give(&mut terms, 2, "president", date(2026, 12, 31), None);
    assert_eq!(early, Err(Refusal::NoSeatLeft));
    give(&mut terms, 2, "president", date(2027, 1, 1), None).unwrap();
    // Nor may a term reach into another's.
    let reaching = give(&mut terms, 3, "president", date(2023, 1, 1), None);
    assert_eq!(reaching, Err(Refusal::NoSeatLeft));
    give(&mut terms, 3, "president", date(2023, 1, 1), Some(date(2023, 12, 31))).unwrap();
    let charter = Charter::wego();
    let body = "executive-committee".parse().unwrap();
    let held = |day| -> Vec<String> {
        holders_on(&terms.all, &body, &charter, day).iter().map(|one| one.name.clone()).collect()
    };
    assert_eq!(held(date(2023, 12, 31)), ["City 3"]);
    assert_eq!(held(date(2026, 12, 31)), ["City 1"]);
    assert_eq!(held(date(2027, 1, 1)), ["City 2"]);
    assert_eq!(held(date(2030, 1, 1)), [""; 0]);
}

#[test]
fn a_member_holds_one_office_of_a_body_at_a_time() {
    let mut terms = none();
    give(&mut terms, 1, "seat", date(2026, 1, 1), None).unwrap();
    let both = give(&mut terms, 1, "president", date(2028, 12, 31), None);
    assert_eq!(both, Err(Refusal::AlreadyInOffice));
    give(&mut terms, 1, "president", date(2029, 1, 1), None).unwrap();
}

#[test]
fn bad_input_38_who_may_not_stand_is_told_why() {
    let command = Appoint {
        body: "executive-committee".parse().unwrap(),
        office: "seat".parse().unwrap(),
        from: date(2026, 12, 1),
        until: None,
    };
    let mut member = city(1);
    member.history.truncate(1);
    let id = TermId::new(Uuid::from_u128(9));
    let charter = Charter::wego();
    let by = |member: &Member| appoint(&none(), member, &command, id, &charter, &clerk(), now());
    let Err(Refusal::NoRight(reasons)) = by(&member) else { panic!("an associate stands") };
    assert_eq!(reasons[0].code, "standing");
    assert!(by(&city(1)).is_ok());
}

#[test]
fn an_office_is_one_that_the_charter_had_on_the_first_day() {
    let mut terms = none();
    let office = "executive-vice-president";
    let early = give(&mut terms, 1, office, date(2017, 6, 26), None);
    assert_eq!(early, Err(Refusal::NotInTheCharter));
    // City 1 is full since 2018, so it may not stand in 2017, but the charter has the office.
    let later = give(&mut terms, 1, office, date(2017, 6, 27), None);
    assert!(matches!(later, Err(Refusal::NoRight(_))));
    assert!(give(&mut terms, 1, office, date(2018, 6, 27), None).is_ok());
    assert_eq!(give(&mut terms, 2, "king", date(2020, 1, 1), None), Err(Refusal::NotInTheCharter));
}

#[test]
fn the_days_of_a_term_lie_within_the_charters_years() {
    let mut terms = none();
    for until in [date(2025, 12, 31), date(2029, 1, 1)] {
        let wrong = give(&mut terms, 1, "seat", date(2026, 1, 1), Some(until));
        assert!(matches!(wrong, Err(Refusal::Invalid(_))), "{until}");
    }
    for from in [date(1899, 12, 31), date(9998, 1, 1), date(-1, 1, 1)] {
        let wrong = give(&mut terms, 1, "seat", from, None);
        assert!(wrong.is_err(), "{from}");
    }
}

#[test]
fn a_term_ends_within_itself_and_one_to_come_is_taken_back() {
    let mut terms = none();
    let held = give(&mut terms, 1, "seat", date(2026, 1, 1), None).unwrap();
    let to_come = give(&mut terms, 2, "seat", date(2027, 1, 1), None).unwrap();
    let charter = Charter::wego();
    let end = |term: &Term, day| {
        let ended: Result<Decision<Change, Term>, _> =
            end_term(&terms, term, day, &charter, &clerk(), now());
        ended.map(|decision| decision.outcome.until)
    };
    assert_eq!(end(&held, date(2026, 11, 25)), Ok(date(2026, 11, 25)));
    assert!(end(&held, date(2025, 12, 31)).is_err(), "it was held for a time");
    assert!(end(&held, date(2028, 12, 31)).is_err(), "that is no earlier");
    assert_eq!(end(&to_come, date(2026, 12, 31)), Ok(date(2026, 12, 31)));
    assert!(end(&to_come, date(2026, 12, 30)).is_err());
    let nobody = Actor::anonymous();
    let asked = end_term(&terms, &held, date(2026, 11, 25), &charter, &nobody, now());
    assert!(matches!(asked, Err(Refusal::Denied(_))));
}

#[test]
fn a_term_that_was_taken_back_stands_in_nobodys_way() {
    let mut terms = none();
    let first = date(2027, 1, 1);
    let to_come = give(&mut terms, 1, "president", first, None).unwrap();
    let charter = Charter::wego();
    let ended = end_term(&terms, &to_come, date(2026, 12, 31), &charter, &clerk(), now()).unwrap();
    assert!(ended.outcome.is_taken_back());
    terms.all = vec![ended.outcome];
    assert!(give(&mut terms, 1, "seat", date(2026, 12, 1), None).is_ok(), "over its days");
    assert!(give(&mut terms, 2, "president", first, None).is_ok(), "and its place is free");
}

proptest! {
    #[test]
    fn every_day_has_no_more_holders_than_seats_and_no_member_twice(
        all in prop::collection::vec((1_u128..40, 0_usize..4, 0_i32..4000, prop::option::of(0_i32..1096)), 0..80)
    ) {
        let offices = ["president", "executive-vice-president", "vice-president", "seat"];
        let mut terms = none();
        let first = date(2018, 1, 1);
        for (member, office, offset, length) in all {
            let from = first.saturating_add(offset.days());
            let until = length.map(|length| from.saturating_add(length.days()));
            drop(give(&mut terms, member, offices[office], from, until));
        }
        for term in &terms.all {
            for day in [term.from, term.until] {
                let held: Vec<_> = terms.all.iter().filter(|one| one.covers(day)).collect();
                prop_assert!(held.len() <= 20);
                let of = |office: &str| held.iter().filter(|one| one.office.as_str() == office).count();
                prop_assert!(of("president") <= 1 && of("executive-vice-president") <= 1);
                let mut members: Vec<_> = held.iter().map(|one| one.member).collect();
                members.sort();
                members.dedup();
                prop_assert_eq!(members.len(), held.len());
            }
        }
    }
}
