//! Whatever people do in a meeting, in whatever order.

use eframe_ballot::{Choice, Roll};
use proptest::prelude::*;

use super::room::{Room, city};
use crate::Refusal;
use crate::model::*;

#[derive(Clone, Debug)]
enum Act {
    Arrive(u128),
    Go(u128),
    Chair(u128),
    Suspend(u128),
    Move,
    Put(usize),
    Call(usize),
    Vote(usize, u128, Choice),
    EndVote(usize),
    Count(usize),
    Postpone(usize),
    TakeOff(usize),
    Open,
    Close,
    /// Only 0 goes through with it: else hardly a meeting would get to a decision.
    CallOff(u8),
    Wait(i64),
}

const MEMBERS: u128 = 8;
const SEATS: usize = 6;

fn act() -> impl Strategy<Value = Act> {
    let (member, item) = (1..=MEMBERS, 0_usize..4);
    // More yes than no, or nothing would ever be carried.
    let choice = prop::sample::select(vec![
        Choice::Yes,
        Choice::Yes,
        Choice::Yes,
        Choice::No,
        Choice::Abstain,
    ]);
    prop_oneof![
        6 => member.clone().prop_map(Act::Arrive),
        1 => member.clone().prop_map(Act::Go),
        1 => member.clone().prop_map(Act::Chair),
        1 => member.clone().prop_map(Act::Suspend),
        2 => Just(Act::Move),
        2 => (0_usize..3).prop_map(Act::Put),
        3 => item.clone().prop_map(Act::Call),
        30 => (item.clone(), member, choice).prop_map(|(item, by, how)| Act::Vote(item, by, how)),
        1 => item.clone().prop_map(Act::EndVote),
        3 => item.clone().prop_map(Act::Count),
        1 => item.clone().prop_map(Act::Postpone),
        1 => item.prop_map(Act::TakeOff),
        2 => Just(Act::Open),
        1 => Just(Act::Close),
        1 => (0_u8..8).prop_map(Act::CallOff),
        1 => (1_i64..900).prop_map(Act::Wait),
    ]
}

/// Does it, as far as the rules let it be done; a refusal is an answer too.
fn take(room: &mut Room, act: &Act, applications: &[Application]) -> Result<(), Refusal> {
    let here = |place: usize| place < room.meeting.items.len();
    let first = |stage| {
        let found = room.meeting.items.iter().position(|item| item.state.stage() == stage);
        found.unwrap_or_default()
    };
    // Half of the time people do what the moment asks for, else what it does not.
    let act = match *act {
        Act::Vote(0 | 1, by, how) => Act::Vote(first(ItemStage::Open), by, how),
        Act::EndVote(0 | 1) => Act::EndVote(first(ItemStage::Open)),
        Act::Call(0 | 1) => Act::Call(first(ItemStage::Pending)),
        Act::Count(0 | 1) => Act::Count(first(ItemStage::Closed)),
        ref other => other.clone(),
    };
    match act {
        Act::Arrive(number) => room.arrive(number),
        Act::Go(number) => room.go(number),
        Act::Chair(number) => room.chair(number),
        Act::Suspend(number) => {
            room.suspend(number);
            Ok(())
        }
        Act::Move => room.move_it().map(drop),
        Act::Put(which) => room.put(&applications[which]).map(drop),
        Act::Call(place) if here(place) => room.call(place),
        Act::Vote(place, by, how) if here(place) => room.vote(place, by, how).map(drop),
        Act::EndVote(place) if here(place) => room.end_vote(place),
        Act::Count(place) if here(place) => room.count(place),
        Act::Postpone(place) if here(place) => room.postpone(place),
        Act::TakeOff(place) if here(place) => room.take_off(place),
        Act::Open => room.open(),
        Act::Close => room.close(),
        Act::CallOff(0) => room.off(),
        Act::Wait(minutes) => {
            room.wait(minutes);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Some beginnings leave the chance to the acts alone; most have the committee assembled, so that votes are taken.
fn committee(begun: bool) -> (Room, Vec<Application>) {
    let members = (1..=MEMBERS).map(|number| city(number, number != 6)).collect();
    let mut room = Room::new(members, SEATS);
    let applications = ["city", "friendship", "city"].map(|kind| room.accepted(kind));
    if begun {
        room.put(&applications[0]).expect("it is accepted");
        room.put(&applications[1]).expect("it is accepted");
        room.open().expect("it is planned");
        (1..=3).for_each(|number| room.arrive(number).expect("they may attend"));
    }
    (room, applications.into())
}

fn beginning() -> impl Strategy<Value = bool> {
    prop::bool::weighted(0.8)
}

fn roll(room: &Room) -> Option<&Roll> {
    room.meeting.state.roll()
}

fn entitled(roll: &Roll) -> Vec<eframe_ballot::BodyId> {
    roll.entitled().map(|entry| entry.body).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_decision_recounts_and_counts_only_who_may_vote(
        begun in beginning(),
        acts in prop::collection::vec(act(), 0..120)
    ) {
        let (mut room, applications) = committee(begun);
        for act in &acts {
            drop(take(&mut room, act, &applications));
        }
        for item in &room.meeting.items {
            let ItemState::Decided { published, .. } = &item.state else { continue };
            let counted = published.recount().unwrap();
            let cast = counted.yes + counted.no + counted.abstain + counted.invalid;
            prop_assert!(cast <= counted.present && counted.present <= counted.entitled);
            let votes = room.votes.iter().filter(|vote| vote.item == item.id);
            prop_assert_eq!(cast, votes.count() as u64);
            for ballot in &published.ballots {
                prop_assert!(published.roll.is_entitled(ballot.body));
                prop_assert!(published.presence.contains(ballot.body));
            }
        }
    }

    #[test]
    fn who_may_vote_is_settled_when_the_meeting_is_opened(
        begun in beginning(),
        acts in prop::collection::vec(act(), 0..120)
    ) {
        let (mut room, applications) = committee(begun);
        let mut frozen: Option<Vec<_>> = None;
        for act in &acts {
            drop(take(&mut room, act, &applications));
            let now = roll(&room).map(entitled);
            prop_assert!(frozen.is_none() || frozen == now, "{:?}", act);
            frozen = now;
        }
        if let (Some(roll), Some(first)) = (roll(&room), frozen) {
            prop_assert!(first.len() <= SEATS);
            prop_assert!(roll.excluded().all(|(_, reasons)| !reasons.is_empty()));
        }
    }

    #[test]
    fn one_item_is_open_at_a_time_and_a_closed_meeting_leaves_nothing_open(
        begun in beginning(),
        acts in prop::collection::vec(act(), 0..120)
    ) {
        let (mut room, applications) = committee(begun);
        for act in &acts {
            drop(take(&mut room, act, &applications));
            let stages: Vec<_> = room.meeting.items.iter().map(|item| item.state.stage()).collect();
            let open = stages.iter().filter(|stage| **stage == ItemStage::Open).count();
            prop_assert!(open <= 1);
            if matches!(room.meeting.state.stage(), MeetingStage::Closed | MeetingStage::CalledOff) {
                let over = [ItemStage::Decided, ItemStage::Deferred];
                prop_assert!(stages.iter().all(|stage| over.contains(stage)));
            }
        }
    }

    #[test]
    fn a_meeting_that_is_called_off_decided_nothing_and_stays_so(
        begun in beginning(),
        acts in prop::collection::vec(act(), 0..40)
    ) {
        let (mut room, applications) = committee(begun);
        let mut off: Option<Meeting> = None;
        for act in &acts {
            let before = room.meeting.clone();
            let done = take(&mut room, act, &applications);
            if let Some(off) = &off {
                prop_assert_eq!(&room.meeting, off, "{:?}", act);
                continue;
            }
            if room.meeting.state.stage() == MeetingStage::CalledOff {
                prop_assert!(matches!(act, Act::CallOff(0)));
                prop_assert!(before.state.stage() != MeetingStage::Closed);
                prop_assert!(room.votes.is_empty());
                let put_off = |item: &Item| item.state.stage() == ItemStage::Deferred;
                prop_assert!(room.meeting.items.iter().all(put_off));
                let waits = |one: &Application| one.state.stage() != Stage::Referred;
                prop_assert!(room.applications.values().all(waits));
                prop_assert_eq!(room.sent.last(), Some(&"membership.application.deferred")
                    .filter(|_| before.items.iter().any(|item| {
                        item.state.stage() == ItemStage::Pending
                            && matches!(item.matter, Matter::Application { .. })
                    }))
                    .or(Some(&"membership.meeting.called-off")));
                off = Some(room.meeting.clone());
            } else if matches!(act, Act::CallOff(0)) {
                prop_assert!(done.is_err());
            }
        }
    }

    #[test]
    fn the_chair_is_there_and_may_vote(
        begun in beginning(),
        acts in prop::collection::vec(act(), 0..120)
    ) {
        let (mut room, applications) = committee(begun);
        for act in &acts {
            drop(take(&mut room, act, &applications));
            let MeetingState::Open { roll, attendance, .. } = &room.meeting.state else { continue };
            if let Some(chair) = attendance.chair {
                prop_assert!(attendance.present.contains(&chair));
                prop_assert!(roll.is_entitled(eframe_ballot::BodyId::new(chair.uuid())));
            }
        }
    }

    #[test]
    fn an_application_stands_where_its_last_item_left_it(
        begun in beginning(),
        acts in prop::collection::vec(act(), 0..120)
    ) {
        let (mut room, applications) = committee(begun);
        for act in &acts {
            drop(take(&mut room, act, &applications));
        }
        for application in room.applications.values() {
            let mut items = room.meeting.items.iter().filter(|item| {
                matches!(&item.matter, Matter::Application { application: of, .. } if *of == application.id)
            });
            let last = items.next_back();
            match (&application.state, last.map(|item| (item.id, &item.state))) {
                (State::Accepted { .. }, None) | (State::Deferred { .. }, _) => {}
                (State::Referred { item, .. }, Some((last, state))) => {
                    prop_assert_eq!(*item, last);
                    let over = matches!(state, ItemState::Decided { .. } | ItemState::Deferred { .. });
                    prop_assert!(!over);
                }
                (State::Admitted { decision, .. }, Some((last, ItemState::Decided { published, .. }))) => {
                    prop_assert_eq!(*decision, Some(last));
                    prop_assert!(published.tally.outcome.is_carried());
                    prop_assert!(application.member.is_some());
                }
                (State::Refused { decision, .. }, Some((last, ItemState::Decided { published, .. }))) => {
                    prop_assert_eq!(*decision, Some(last));
                    prop_assert!(published.tally.outcome.is_rejected());
                }
                (state, last) => prop_assert!(false, "{:?} with {:?}", state, last),
            }
        }
    }
}

/// The properties above prove something only as long as chance leads to decisions.
#[test]
fn chance_leads_to_decisions_of_each_sort() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let mut outcomes = std::collections::BTreeSet::new();
    let mut called_off = 0;
    for run in 0..300 {
        let acts = prop::collection::vec(act(), 60..120).new_tree(&mut runner).unwrap().current();
        // Where nobody is there yet, too few come; where three are, they decide.
        let (mut room, applications) = committee(run % 3 != 0);
        for act in &acts {
            drop(take(&mut room, act, &applications));
        }
        called_off += u32::from(room.meeting.state.stage() == MeetingStage::CalledOff);
        for item in &room.meeting.items {
            if let ItemState::Decided { published, .. } = &item.state {
                outcomes.insert(published.tally.outcome.name());
            }
        }
    }
    for outcome in ["carried", "rejected", "inquorate"] {
        assert!(outcomes.contains(outcome), "no {outcome} among {outcomes:?}");
    }
    assert!(called_off > 0, "no meeting was called off");
}
