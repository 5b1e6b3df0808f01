//! One thing at a time.

use eframe_ballot::{Choice, Outcome};
use eframe_core::Actor;
use jiff::civil::date;

use super::room::{Room, city, clerk, id, officer};
use crate::Refusal;
use crate::model::*;
use crate::rules::*;

fn committee() -> Room {
    let mut members: Vec<_> = (1..=5).map(|number| city(number, true)).collect();
    members.push(city(6, false));
    members.push(city(7, true));
    Room::new(members, 6)
}

fn published(room: &Room, place: usize) -> eframe_ballot::Published {
    match room.item(place).state {
        ItemState::Decided { published, .. } => *published,
        other => panic!("not decided: {other:?}"),
    }
}

#[test]
fn an_application_is_carried_and_its_city_is_a_full_member() {
    let mut room = committee();
    let application = room.accepted("city");
    // The Secretariat's acceptance had made it an associate.
    let mut associate = city(50, true);
    associate.organisation = application.organisation;
    associate.history.truncate(1);
    associate.standing = Some(Standing::Associate);
    room.members.push(associate);
    let item = room.put(&application).unwrap();
    room.open().unwrap();
    for number in 1..=4 {
        room.arrive(number).unwrap();
    }
    room.chair(1).unwrap();
    room.call(0).unwrap();
    for number in 1..=3 {
        room.vote(0, number, Choice::Yes).unwrap();
    }
    room.vote(0, 4, Choice::No).unwrap();
    room.end_vote(0).unwrap();
    room.count(0).unwrap();
    let vote = published(&room, 0);
    assert_eq!(
        vote.proof().to_string(),
        "4 of 5 present, 3 needed: quorate; 3 yes of 4 = 75.0 %, over 50 %"
    );
    assert_eq!(vote.recount().as_ref(), Ok(&vote.tally));
    let now = &room.applications[&application.id];
    assert!(matches!(now.state, State::Admitted { decision: Some(of), .. } if of == item));
    assert_eq!(room.member(50).standing, Some(Standing::Full));
    assert_eq!(room.member(50).profile, application.form.profile().unwrap(), "what it says itself");
    let last = room.member(50).history.last().cloned().unwrap();
    assert_eq!(last.on, date(2026, 11, 25));
    assert!(matches!(last.what, Happening::Approved { decision: Some(of), .. } if of == item));
    assert_eq!(
        room.sent,
        [
            "membership.member.standing-changed",
            "membership.application.admitted",
            "membership.decision.made"
        ]
    );
}

#[test]
fn approval_makes_a_friendship_member_that_was_none_before() {
    let mut room = committee();
    let application = room.accepted("friendship");
    room.put(&application).unwrap();
    room.open().unwrap();
    (1..=3).for_each(|number| room.arrive(number).unwrap());
    room.call(0).unwrap();
    (1..=3).for_each(|number| drop(room.vote(0, number, Choice::Yes).unwrap()));
    room.end_vote(0).unwrap();
    room.count(0).unwrap();
    let member = room.applications[&application.id].member.expect("it made a member");
    let member = room.members.iter().find(|one| one.id == member).unwrap();
    assert_eq!(member.standing, Some(Standing::Associate));
    // Handed in two days before: that is when it became an applicant. It was accepted the day after.
    let days: Vec<_> = member.history.iter().map(|one| one.on).collect();
    assert_eq!(days, [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)]);
}

#[test]
fn what_is_rejected_is_refused_and_what_has_no_result_waits() {
    for (present, choice, stage, outcome) in [
        (3, Choice::No, Stage::Refused, "rejected"),
        (2, Choice::Yes, Stage::Deferred, "inquorate"),
    ] {
        let mut room = committee();
        let application = room.accepted("city");
        room.put(&application).unwrap();
        room.open().unwrap();
        (1..=present).for_each(|number| room.arrive(number).unwrap());
        room.call(0).unwrap();
        (1..=present).for_each(|number| drop(room.vote(0, number, choice).unwrap()));
        room.end_vote(0).unwrap();
        room.count(0).unwrap();
        let state = &room.applications[&application.id].state;
        assert_eq!(state.stage(), stage);
        let (State::Refused { reason, .. } | State::Deferred { reason, .. }) = state else {
            panic!("no reason in {state:?}")
        };
        assert_eq!(reason, outcome);
        assert_eq!(published(&room, 0).tally.outcome.name(), outcome);
    }
}

#[test]
fn what_waits_can_be_put_on_the_next_agenda() {
    let mut room = committee();
    let application = room.accepted("city");
    room.put(&application).unwrap();
    assert_eq!(room.put(&application), Err(Refusal::NotAtThatStage(Stage::Referred)));
    room.take_off(0).unwrap();
    assert!(room.meeting.items.is_empty());
    room.put(&application).unwrap();
    room.open().unwrap();
    assert!(matches!(room.take_off(0), Err(Refusal::NotAtThatMeeting(MeetingStage::Open))));
    room.close().unwrap();
    let state = &room.applications[&application.id].state;
    assert!(matches!(state, State::Deferred { reason, .. } if reason == "not-reached"));
}

#[test]
fn only_the_body_that_the_charter_names_decides() {
    let mut room = committee();
    let application = room.accepted("corporate");
    assert_eq!(room.put(&application), Err(Refusal::NotInTheCharter));
    let application = room.accepted("city");
    room.meeting.body = "general-assembly".parse().unwrap();
    assert_eq!(room.put(&application), Err(Refusal::NotInTheCharter));
}

#[test]
fn a_body_that_the_charter_took_the_decision_from_can_only_put_it_off() {
    let mut room = committee();
    let application = room.accepted("city");
    room.put(&application).unwrap();
    room.open().unwrap();
    room.arrive(1).unwrap();
    let now = room.charter.versions().last().unwrap().clone();
    let mut later = now.clone();
    later.from = room.charter.day(room.now);
    let kind = later.kinds.get_mut(&"city".parse().unwrap()).unwrap();
    kind.approval.as_mut().unwrap().body = "general-assembly".parse().unwrap();
    room.charter = Charter::new("Asia/Seoul", vec![now, later]).unwrap();
    assert_eq!(room.call(0), Err(Refusal::NotInTheCharter));
    room.postpone(0).unwrap();
    let state = &room.applications[&application.id].state;
    assert!(matches!(state, State::Deferred { .. }));
}

#[test]
fn what_was_called_before_a_charter_changed_counts_from_the_day_it_was_called() {
    let mut room = committee();
    let application = room.accepted("city");
    room.put(&application).unwrap();
    room.open().unwrap();
    (1..=3).for_each(|number| room.arrive(number).unwrap());
    room.call(0).unwrap();
    let called = room.charter.day(room.now);
    (1..=3).for_each(|number| drop(room.vote(0, number, Choice::Yes).unwrap()));
    let now = room.charter.versions().last().unwrap().clone();
    let mut later = now.clone();
    later.from = called.tomorrow().unwrap();
    let kind = later.kinds.get_mut(&"city".parse().unwrap()).unwrap();
    kind.approval.as_mut().unwrap().body = "general-assembly".parse().unwrap();
    room.charter = Charter::new("Asia/Seoul", vec![now, later]).unwrap();
    room.wait(24 * 60);
    room.end_vote(0).unwrap();
    room.count(0).unwrap();
    let made = room.members.last().unwrap();
    assert_eq!((made.standing, made.history.last().unwrap().on), (Some(Standing::Full), called));
}

#[test]
fn bad_input_38_who_may_not_vote_is_neither_counted_nor_asked() {
    let mut room = committee();
    room.suspend(5);
    room.move_it().unwrap();
    room.open().unwrap();
    let MeetingState::Open { roll, .. } = room.meeting.state.clone() else { panic!("open") };
    assert_eq!(roll.entitled_count(), 4);
    let excluded: Vec<_> =
        roll.excluded().map(|(entry, reasons)| (&*entry.name, reasons)).collect();
    assert_eq!(excluded[0].0, "City 5");
    assert_eq!(excluded[0].1[0].code, "standing");
    assert_eq!(excluded[1].0, "City 6");
    assert_eq!(excluded[1].1[0].code, "overdue");
    // Unpaid, it attends; suspended, it does not; of no seat, it is a guest.
    room.arrive(6).unwrap();
    assert!(matches!(room.arrive(5), Err(Refusal::NoRight(_))));
    room.arrive(7).unwrap();
    room.arrive(1).unwrap();
    room.call(0).unwrap();
    for number in [6, 7] {
        assert!(matches!(room.vote(0, number, Choice::Yes), Err(Refusal::NoRight(_))), "{number}");
    }
    assert_eq!(room.vote(0, 2, Choice::Yes), Err(Refusal::NotPresent));
    assert!(matches!(room.vote(0, 99, Choice::Yes), Err(Refusal::NoRight(_))));
    room.vote(0, 1, Choice::Yes).unwrap();
    room.end_vote(0).unwrap();
    room.count(0).unwrap();
    let vote = published(&room, 0);
    assert_eq!((vote.tally.present, vote.tally.entitled, vote.tally.yes), (1, 4, 1));
    assert_eq!(vote.tally.outcome, Outcome::Inquorate { missing: 2 });
}

#[test]
fn bad_input_39_a_standing_that_changes_in_the_meeting_changes_nothing_in_it() {
    let mut room = committee();
    room.move_it().unwrap();
    room.open().unwrap();
    (1..=3).for_each(|number| room.arrive(number).unwrap());
    room.call(0).unwrap();
    room.vote(0, 1, Choice::Yes).unwrap();
    room.suspend(2);
    room.vote(0, 2, Choice::Yes).unwrap();
    room.vote(0, 3, Choice::No).unwrap();
    room.end_vote(0).unwrap();
    room.count(0).unwrap();
    let vote = published(&room, 0);
    assert_eq!((vote.tally.entitled, vote.tally.yes, vote.tally.no), (5, 2, 1));
    assert!(vote.recount().is_ok());
}

#[test]
fn bad_input_47_the_second_vote_of_a_member_is_told_which_one_stands() {
    let mut room = committee();
    room.move_it().unwrap();
    room.open().unwrap();
    room.arrive(1).unwrap();
    room.call(0).unwrap();
    let first = room.vote(0, 1, Choice::Yes).unwrap();
    let second = room.vote(0, 1, Choice::No);
    assert_eq!(second, Err(Refusal::AlreadyVoted(Some(Box::new(first)))));
}

#[test]
fn bad_input_48_no_vote_comes_after_the_close() {
    let mut room = committee();
    room.move_it().unwrap();
    room.open().unwrap();
    (1..=3).for_each(|number| room.arrive(number).unwrap());
    room.call(0).unwrap();
    room.vote(0, 1, Choice::Yes).unwrap();
    // Decided on what it saw before the close, its guard is stale after it.
    let (late, voter) = (room.item(0), room.member(2));
    let voter = Voter { member: voter.id, organisation: voter.organisation };
    let command = Cast { choice: Some(Choice::No) };
    let decided = cast(&room.meeting, &late, voter, command, &officer(2), room.now).unwrap();
    room.end_vote(0).unwrap();
    let guard = decided.commit.guards().iter().find(|guard| guard.table == "membership_item");
    assert_ne!(guard.map(|guard| guard.version), Some(room.item(0).version));
    assert_eq!(room.vote(0, 2, Choice::No), Err(Refusal::NotAtThatItem(ItemStage::Closed)));
    room.count(0).unwrap();
    assert_eq!(room.vote(0, 2, Choice::No), Err(Refusal::NotAtThatItem(ItemStage::Decided)));
    assert_eq!(room.count(0), Err(Refusal::NotAtThatItem(ItemStage::Decided)));
}

#[test]
fn a_vote_belongs_to_its_city_or_to_the_room() {
    let mut room = committee();
    room.move_it().unwrap();
    room.open().unwrap();
    room.arrive(1).unwrap();
    room.call(0).unwrap();
    let member = room.member(1);
    let voter = Voter { member: member.id, organisation: member.organisation };
    let (item, yes) = (room.item(0), Cast { choice: Some(Choice::Yes) });
    let by = |actor: Actor| cast(&room.meeting, &item, voter, yes, &actor, room.now);
    assert!(matches!(by(officer(2)), Err(Refusal::Denied(_))));
    assert!(!by(officer(1)).unwrap().outcome.recorded);
    assert!(by(clerk()).unwrap().outcome.recorded);
    // A paper that nobody can read is only in the room.
    let unread = Cast { choice: None };
    let own = cast(&room.meeting, &item, voter, unread, &officer(1), room.now);
    assert!(matches!(own, Err(Refusal::Invalid(_))));
    assert!(cast(&room.meeting, &item, voter, unread, &clerk(), room.now).is_ok());
}

#[test]
fn nobody_leaves_or_takes_the_chair_while_votes_are_taken() {
    let mut room = committee();
    room.move_it().unwrap();
    room.move_it().unwrap();
    room.open().unwrap();
    room.arrive(1).unwrap();
    room.arrive(2).unwrap();
    room.chair(1).unwrap();
    room.call(0).unwrap();
    assert_eq!(room.call(1), Err(Refusal::ItemOpen));
    assert_eq!(room.go(2), Err(Refusal::ItemOpen));
    assert_eq!(room.chair(2), Err(Refusal::ItemOpen));
    assert_eq!(room.close(), Err(Refusal::NotAtThatItem(ItemStage::Open)));
    room.arrive(3).unwrap();
    room.end_vote(0).unwrap();
    assert_eq!(room.close(), Err(Refusal::NotAtThatItem(ItemStage::Closed)));
    room.go(1).unwrap();
    let MeetingState::Open { attendance, .. } = &room.meeting.state else { panic!("open") };
    assert_eq!(attendance.chair, None);
    room.count(0).unwrap();
    // Who was there when voting was closed is what counts.
    assert_eq!(published(&room, 0).tally.present, 3);
    assert_eq!(published(&room, 0).chair.map(|body| body.uuid()), Some(id(1)));
    room.postpone(1).unwrap();
    room.close().unwrap();
    assert_eq!(room.open(), Err(Refusal::NotAtThatMeeting(MeetingStage::Closed)));
}

#[test]
fn a_meeting_is_called_off_until_something_was_called_in_it() {
    let mut room = committee();
    let application = room.accepted("city");
    room.put(&application).unwrap();
    room.move_it().unwrap();
    room.off().unwrap();
    let state = &room.applications[&application.id].state;
    assert!(matches!(state, State::Deferred { reason, .. } if reason == "called-off"));
    let called_off = Refusal::NotAtThatMeeting(MeetingStage::CalledOff);
    assert_eq!(room.off(), Err(called_off.clone()));
    assert_eq!(room.open(), Err(called_off.clone()));
    assert_eq!(room.put(&application), Err(called_off.clone()));
    assert_eq!(room.move_it(), Err(called_off));

    // Also when nobody comes; not once a vote was called, and not once it is over.
    let mut room = committee();
    room.move_it().unwrap();
    room.open().unwrap();
    room.off().unwrap();
    assert_eq!(room.meeting.state.roll().map(|roll| roll.entitled_count()), Some(5));
    let mut room = committee();
    room.move_it().unwrap();
    room.open().unwrap();
    room.call(0).unwrap();
    assert_eq!(room.off(), Err(Refusal::NotAtThatItem(ItemStage::Open)));
    room.end_vote(0).unwrap();
    room.count(0).unwrap();
    assert_eq!(room.off(), Err(Refusal::NotAtThatItem(ItemStage::Decided)));
    room.close().unwrap();
    assert_eq!(room.off(), Err(Refusal::NotAtThatMeeting(MeetingStage::Closed)));
}

#[test]
fn who_calls_a_meeting_off_runs_it_and_says_why() {
    let room = committee();
    let by = |reason: &str, actor: &Actor| {
        call_off(&room.meeting, &CallOff { reason: reason.to_owned() }, &[], actor, room.now)
    };
    assert!(matches!(by("Flooded", &officer(1)), Err(Refusal::Denied(_))));
    for nothing in ["", " \u{202e} \n", &"x".repeat(LIMITS.text + 1)] {
        assert!(matches!(by(nothing, &clerk()), Err(Refusal::Invalid(_))), "{nothing:.9}");
    }
    let decided = by("Flooded", &clerk()).unwrap();
    let audit = &decided.commit.entries()[0];
    assert_eq!(audit.action.name(), "membership.meeting.call-off");
}

#[test]
fn everybody_else_is_told_that_they_may_not() {
    let room = committee();
    let (officer, now) = (officer(1), room.now);
    let opened =
        open_meeting(&room.meeting, &room.members, &room.terms, &room.charter, &officer, now);
    assert!(matches!(opened, Err(Refusal::Denied(_))));
    assert!(matches!(close_meeting(&room.meeting, &[], &officer, now), Err(Refusal::Denied(_))));
    let item = ItemId::new(id(9));
    let moved = add_motion(&room.meeting, "A", "B", item, &officer, now);
    assert!(matches!(moved, Err(Refusal::Denied(_))));
}

#[test]
fn bad_input_67_the_roll_is_of_the_day_in_the_charters_zone() {
    // Its fee is due on 31 March. In Seoul that day ends nine hours before it does in Greenwich.
    for (now, entitled) in [("2026-03-31T14:59:59Z", 1), ("2026-03-31T15:00:00Z", 0)] {
        let mut room = Room::new(vec![city(1, false)], 1);
        room.now = now.parse().unwrap();
        room.open().unwrap();
        let MeetingState::Open { roll, .. } = &room.meeting.state else { panic!("open") };
        assert_eq!(roll.entitled_count(), entitled, "{now}");
    }
}

#[test]
fn a_meeting_is_planned_for_a_time_that_is_and_a_body_that_is() {
    let room = committee();
    let given =
        Given { id: id(1), second: id(2), entry: EntryId::new(id(3)), code: "abc".to_owned() };
    let command = |body: &str, local: &str, title: &str| Plan {
        body: body.parse().unwrap(),
        title: title.to_owned(),
        starts: LocalTime {
            local: local.parse().unwrap(),
            zone: "Europe/Berlin".to_owned(),
            fold: None,
        },
    };
    let by = |command: &Plan| plan(command, &given, &room.charter, &clerk(), room.now);
    let fine = by(&command("executive-committee", "2027-03-28T03:00", "Twelfth")).unwrap();
    let Change::Plan(new) = &fine.commit.changes()[0] else { panic!("a plan") };
    assert_eq!(new.starts.to_string(), "2027-03-28T01:00:00Z");
    assert_eq!(by(&command("senate", "2027-03-28T03:00", "x")), Err(Refusal::NotInTheCharter));
    for wrong in ["2027-03-28T02:30", "2026-10-25T02:30", "2025-01-01T10:00"] {
        let refused = by(&command("executive-committee", wrong, "x"));
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{wrong}");
    }
    assert!(matches!(
        by(&command("executive-committee", "2027-03-28T03:00", " \u{202e} ")),
        Err(Refusal::Invalid(_))
    ));
}
