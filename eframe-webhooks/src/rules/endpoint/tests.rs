use eframe_core::{ActorId, Denied, Grant, Scope};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{Target, Wanted};

fn mina() -> Actor {
    let grant = Grant::new(MANAGE, Scope::Everywhere);
    Actor::person(ActorId::new(Uuid::from_u128(14)), "Mina Park", vec![grant])
}

fn mark(salt: u128) -> SecretMark {
    SecretMark { house: "0badcafe".to_owned(), salt: Uuid::from_u128(salt) }
}

fn wish(url: &str) -> Wish {
    let target = Target::parse("url", url).expect("an address");
    Wish { about: "City app".to_owned(), target, events: Wanted::All }
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).expect("in range")
}

fn added() -> Endpoint {
    let id = EndpointId::new(Uuid::from_u128(1));
    let added = add(id, mark(1), wish("https://city.example/hooks/hunter2"), &mina(), at(0));
    of(added.expect("she may").commit.changes()).expect("an endpoint")
}

fn of(changes: &[Change]) -> Option<Endpoint> {
    match changes {
        [Change::Add(endpoint) | Change::Write(endpoint)] => Some((**endpoint).clone()),
        _ => None,
    }
}

#[test]
fn the_audit_log_has_no_path_and_no_secret() {
    let id = EndpointId::new(Uuid::from_u128(1));
    let added = add(id, mark(1), wish("https://city.example/hooks/hunter2"), &mina(), at(0));
    let facts = added.expect("she may").commit.entries()[0].facts.to_string();
    assert!(facts.contains("https://city.example") && !facts.contains("hunter2"), "{facts}");
}

#[test]
fn whoever_may_not_changes_nothing() {
    let (endpoint, other) =
        (added(), Actor::person(ActorId::new(Uuid::from_u128(9)), "Reader", vec![]));
    let denied = Err(Refusal::Denied(Denied::Forbidden(MANAGE)));
    let all = [
        add(endpoint.id, mark(2), wish("https://a.example/"), &other, at(0)),
        change(&endpoint, wish("https://a.example/"), &other, at(0)),
        rotate(&endpoint, mark(2), Overlap::None, &other, at(0)),
        switch_on(&endpoint, &other, at(0)),
        switch_off(&endpoint, Why::Person, &other, at(0)),
        remove(&endpoint, &other, at(0)),
        repeat_failed(&endpoint, SignedDuration::ZERO, &other, at(0)),
    ];
    for one in all {
        assert_eq!(one, denied);
    }
    assert!(ping(&endpoint, MessageId::new(Uuid::nil()), &other, at(0)).is_err());
}

#[test]
fn an_endpoint_that_is_off_is_neither_tried_nor_switched_off_again() {
    let off = switch_off(&added(), Why::Gone, &mina(), at(1)).expect("it is on");
    let off = of(off.commit.changes()).expect("an endpoint");
    assert_eq!(off.state, State::Off { why: Why::Gone, since: at(1) });
    assert_eq!(switch_off(&off, Why::Person, &mina(), at(2)), Err(Refusal::IsOff));
    assert_eq!(ping(&off, MessageId::new(Uuid::nil()), &mina(), at(2)), Err(Refusal::IsOff));
    let on = switch_on(&off, &mina(), at(3)).expect("it is off");
    let on = of(on.commit.changes()).expect("an endpoint");
    assert_eq!(switch_on(&on, &mina(), at(4)), Err(Refusal::IsOn));
}

#[test]
fn what_is_held_against_an_endpoint_goes_with_its_address_and_with_whoever_knows() {
    let failing = Endpoint { failing_since: Some(at(1)), failures: 3, ..added() };
    let after = |decided: Decided| {
        let new = of(decided.expect("allowed").commit.changes()).expect("an endpoint");
        (new.failing_since, new.failures)
    };
    let held = (Some(at(1)), 3);
    let same = wish("https://city.example/hooks/hunter2");
    assert_eq!(after(change(&failing, same, &mina(), at(2))), held);
    assert_eq!(after(change(&failing, wish("https://b.example/"), &mina(), at(2))), (None, 0));
    assert_eq!(after(switch_off(&failing, Why::Failing, &mina(), at(2))), held);
    assert_eq!(after(switch_off(&failing, Why::Person, &mina(), at(2))), (None, 0));
}

#[derive(Clone, Debug)]
enum Step {
    Rotate(bool),
    Change,
    Switch,
    Wait(i64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        any::<bool>().prop_map(Step::Rotate),
        Just(Step::Change),
        Just(Step::Switch),
        (0..200_000_i64).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 0..20)
}

proptest! {
    /// Whatever is done, a message is signed by the newest secret first, by at most two, and by one of before only within
    /// the time that whoever changed it was told.
    #[test]
    fn at_most_two_secrets_count_and_the_old_one_for_a_day(steps in steps()) {
        let (mut endpoint, mut now, mut salt) = (added(), 0, 1);
        let mut changed: Option<(i64, bool, SecretMark)> = None;
        for step in steps {
            let decided = match step {
                Step::Rotate(kept) => {
                    salt += 1;
                    changed = Some((now, kept, endpoint.secret.clone()));
                    let overlap = if kept { Overlap::Kept } else { Overlap::None };
                    rotate(&endpoint, mark(salt), overlap, &mina(), at(now))
                }
                Step::Change => change(&endpoint, wish("https://b.example/"), &mina(), at(now)),
                Step::Switch if endpoint.is_on() => switch_off(&endpoint, Why::Person, &mina(), at(now)),
                Step::Switch => switch_on(&endpoint, &mina(), at(now)),
                Step::Wait(seconds) => {
                    now += seconds;
                    continue;
                }
            };
            let commit = decided.expect("allowed").commit;
            prop_assert_eq!(commit.guards(), [hold(&endpoint)]);
            prop_assert_eq!(commit.entries().len(), 1);
            endpoint = of(commit.changes()).expect("an endpoint");
            let secrets: Vec<_> = endpoint.secrets(at(now)).cloned().collect();
            prop_assert_eq!(&secrets[0], &mark(salt));
            let older = changed.clone().filter(|(then, kept, _)| *kept && now - then < OVERLAP_HOURS * 3600);
            prop_assert_eq!(secrets.get(1).cloned(), older.map(|(_, _, mark)| mark));
            prop_assert!(secrets.len() <= 2);
        }
    }
}
