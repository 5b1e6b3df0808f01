//! Meetings and votes through the handle, with real concurrency, on each database.

use std::collections::BTreeSet;

use eframe_core::{Actor, Caller, CommitError, RepeatKey, Timestamp, sha256};
use eframe_membership::model::*;
use eframe_membership::rules::{Appoint, Cast, Plan};
use eframe_membership::{Error, Refusal, rules};
use jiff::SignedDuration;
use jiff::civil::date;
use tokio::task::JoinSet;

use crate::committee::*;

/// Runs all of these at once.
pub(crate) async fn at_once<T: Send + 'static>(
    all: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let set: JoinSet<T> = all.into_iter().collect();
    set.join_all().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_city_is_admitted_by_a_recorded_vote() {
    for site in Site::both(6, 5).await {
        let (kind, membership, clerk) = (site.on.kind, &site.membership, by(&clerk()));
        site.owe(5).await;
        site.enrol(40, Standing::Associate).await;
        let application = site.accepted(40, "city").await;
        let meeting = site.planned().await;
        let added = membership.add_application(&clerk, meeting, application).await.expect(kind);
        let item = added.item.expect("an item");
        let again = membership.add_application(&clerk, meeting, application).await;
        let refused = Refusal::NotAtThatStage(Stage::Referred);
        assert!(matches!(again, Err(Error::Refused(refusal)) if refusal == refused), "{kind}");
        site.opened(meeting, &[1, 2, 3]).await;
        site.call(meeting, item).await;
        for number in 1..=3 {
            let cast = if number == 3 { no() } else { yes() };
            let voter = by(&officer(number));
            membership.cast(&voter, meeting, item, member_id(number), cast).await.expect(kind);
        }
        membership.close_item(&clerk, meeting, item).await.expect(kind);
        let published = site.published(meeting, item).await;
        assert_eq!(
            published.proof().to_string(),
            "3 of 4 present, 3 needed: quorate; 2 yes of 3 = 66.7 %, over 50 %",
            "{kind}"
        );
        assert!(published.recount().is_ok(), "{kind}");
        let (excluded, reasons) = published.roll.excluded().next().expect("one owes its fee");
        assert_eq!((&*excluded.name, &*reasons[0].code), ("City 05", "overdue"), "{kind}");
        assert!(reasons[0].facts.is_empty(), "{kind}: which fee is nobody's business");
        let admitted = membership.application(&clerk.actor, application).await.expect(kind);
        let by_this =
            matches!(admitted.state, State::Admitted { decision: Some(of), .. } if of == item);
        assert!(by_this, "{kind}: {:?}", admitted.state);
        assert_eq!(site.sent("membership.decision.made").await, 1, "{kind}");
        assert_eq!(site.sent("membership.application.admitted").await, 1, "{kind}");
        assert_eq!(site.sent("membership.member.standing-changed").await, 1, "{kind}");
        let code = membership.meeting(&clerk.actor, meeting).await.expect(kind).code;
        assert!(matches!(membership.minutes(&code).await, Err(Error::NotFound)), "{kind}");
        membership.close_meeting(&clerk, meeting).await.expect(kind);
        assert_eq!(membership.minutes(&code).await.expect(kind).id, meeting, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_46_two_decisions_at_once() {
    for site in Site::both(5, 5).await {
        let kind = site.on.kind;
        let application = site.accepted(40, "friendship").await;
        let meeting = site.planned().await;
        let added = site.membership.add_application(&by(&clerk()), meeting, application).await;
        let item = added.expect(kind).item.expect("an item");
        site.opened(meeting, &[1, 2, 3]).await;
        site.call(meeting, item).await;
        for number in 1..=3 {
            let voter = by(&officer(number));
            let cast = site.membership.cast(&voter, meeting, item, member_id(number), yes()).await;
            cast.expect(kind);
        }
        let closing = (0..8_u128).map(|number| {
            let membership = site.membership.clone();
            let caller = by(&staff(900 + number, "Somebody of the Secretariat"));
            async move { membership.close_item(&caller, meeting, item).await }
        });
        let answers = at_once(closing).await;
        assert!(answers.iter().any(Result::is_ok), "{kind}");
        for answer in answers {
            match answer {
                Ok(standing) => assert_eq!(standing.item, Some(item), "{kind}"),
                Err(Error::Refused(Refusal::NotAtThatItem(ItemStage::Decided))) => {}
                Err(other) => panic!("{kind}: {other:?}"),
            }
        }
        // One decision, one member, one number, one message of each sort.
        assert!(site.published(meeting, item).await.tally.outcome.is_carried(), "{kind}");
        for name in [
            "membership.decision.made",
            "membership.application.admitted",
            "membership.member.standing-changed",
        ] {
            assert_eq!(site.sent(name).await, 1, "{kind}: {name}");
        }
        let decided =
            "SELECT count(*) AS n FROM core_audit WHERE action = 'membership.decision.make'";
        assert_eq!(site.count(decided).await, 1, "{kind}");
        assert_eq!(site.count("SELECT count(*) AS n FROM membership_member").await, 6, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_46_two_meetings_take_one_application_at_once() {
    for site in Site::both(2, 2).await {
        let kind = site.on.kind;
        let application = site.accepted(40, "city").await;
        let meetings = [site.planned().await, site.planned().await];
        let adding = (0..8).map(|number| {
            let (membership, meeting) = (site.membership.clone(), meetings[number % 2]);
            async move { membership.add_application(&by(&clerk()), meeting, application).await }
        });
        let answers = at_once(adding).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{kind}");
        let items = "SELECT count(*) AS n FROM membership_item";
        assert_eq!(site.count(items).await, 1, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_47_same_ballot_twenty_times_at_once() {
    for site in Site::both(3, 3).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        let item = site.motion(meeting).await;
        site.opened(meeting, &[1, 2, 3]).await;
        site.call(meeting, item).await;
        let same =
            (0..20).map(|_| {
                let membership = site.membership.clone();
                async move {
                    membership.cast(&by(&officer(1)), meeting, item, member_id(1), yes()).await
                }
            });
        let answers = at_once(same).await;
        let votes: Vec<Vote> = answers.into_iter().map(|answer| answer.expect(kind)).collect();
        assert!(votes.iter().all(|vote| *vote == votes[0]), "{kind}: the same answer to each");
        // From two browsers, by two people, two ways: one stands, and everybody is told which.
        let differing = (0..20_u128).map(|number| {
            let membership = site.membership.clone();
            let cast = if number % 2 == 0 { yes() } else { no() };
            let caller = if number % 4 < 2 { by(&officer(2)) } else { by(&clerk()) };
            async move {
                let voted = membership.cast(&caller, meeting, item, member_id(2), cast).await;
                (caller.actor, cast, voted)
            }
        });
        let mut standing = BTreeSet::new();
        for (actor, cast, answer) in at_once(differing).await {
            let stands = match answer {
                Ok(vote) => {
                    assert!(vote.is_of(&actor, cast.choice), "{kind}");
                    vote
                }
                Err(Error::Refused(Refusal::AlreadyVoted(Some(vote)))) => *vote,
                // Whoever runs the meeting is not told how a city voted that voted itself.
                Err(Error::Refused(Refusal::AlreadyVoted(None))) => continue,
                Err(other) => panic!("{kind}: {other:?}"),
            };
            standing.insert((stands.choice, stands.at, stands.by.id.uuid()));
        }
        assert_eq!(standing.len(), 1, "{kind}");
        site.membership.close_item(&by(&clerk()), meeting, item).await.expect(kind);
        let tally = site.published(meeting, item).await.tally;
        assert_eq!(tally.yes + tally.no, 2, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_48_vote_while_closing() {
    for site in Site::both(20, 20).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        let everybody: Vec<u128> = (1..=20).collect();
        let items = [site.motion(meeting).await, site.motion(meeting).await];
        site.opened(meeting, &everybody).await;
        for item in items {
            site.call(meeting, item).await;
            let membership = site.membership.clone();
            let closing =
                tokio::spawn(
                    async move { membership.close_item(&by(&clerk()), meeting, item).await },
                );
            let voting = everybody.clone().into_iter().map(|number| {
                let membership = site.membership.clone();
                async move {
                    let voter = by(&officer(number));
                    (number, membership.cast(&voter, meeting, item, member_id(number), yes()).await)
                }
            });
            let answers = at_once(voting).await;
            closing.await.expect("no panic").expect(kind);
            let published = site.published(meeting, item).await;
            let counted: BTreeSet<_> =
                published.ballots.iter().map(|ballot| ballot.body.uuid()).collect();
            let mut told = BTreeSet::new();
            for (number, answer) in answers {
                match answer {
                    Ok(_) => drop(told.insert(id(number))),
                    Err(Error::Refused(Refusal::NotAtThatItem(stage))) => {
                        assert!(matches!(stage, ItemStage::Closed | ItemStage::Decided), "{kind}");
                    }
                    // Three times something moved on in between: told, and not counted.
                    Err(Error::Commit(CommitError::Contended)) => {}
                    Err(other) => panic!("{kind}: {other:?}"),
                }
            }
            assert_eq!(told, counted, "{kind}: who was told that the vote is in, is counted");
            assert!(published.recount().is_ok(), "{kind}");
            // Whoever asks again is told the truth, also now.
            for number in &everybody {
                let voter = by(&officer(*number));
                let again = site.membership.cast(&voter, meeting, item, member_id(*number), yes());
                assert_eq!(again.await.is_ok(), counted.contains(&id(*number)), "{kind}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_39_a_suspension_during_the_vote_changes_nothing_in_it() {
    for site in Site::both(4, 3).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        let item = site.motion(meeting).await;
        site.opened(meeting, &[1, 2, 3]).await;
        site.call(meeting, item).await;
        site.suspend(2).await;
        for number in [1, 2] {
            let voter = by(&officer(number));
            let cast = site.membership.cast(&voter, meeting, item, member_id(number), yes()).await;
            cast.expect(kind);
        }
        site.membership.close_item(&by(&clerk()), meeting, item).await.expect(kind);
        let published = site.published(meeting, item).await;
        assert_eq!((published.tally.entitled, published.tally.yes), (3, 2), "{kind}");
        let written = serde_json::to_string(&published).expect("JSON");
        let read: eframe_ballot::Published = serde_json::from_str(&written).expect("the same");
        assert_eq!(read.recount().expect(kind), published.tally, "{kind}");
        // The next meeting's roll is another.
        let next = site.planned().await;
        site.membership.open_meeting(&by(&clerk()), next).await.expect(kind);
        let next = site.membership.meeting(&clerk(), next).await.expect(kind);
        let MeetingState::Open { roll, .. } = next.state else { panic!("{kind}: open") };
        assert_eq!(roll.entitled_count(), 2, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_52_numbers_of_meetings_under_concurrency() {
    for site in Site::both(1, 1).await {
        let planning = (0..20).map(|_| {
            let membership = site.membership.clone();
            let command = Plan {
                body: COMMITTEE.parse().expect("a code"),
                title: "A meeting".to_owned(),
                starts: rules::LocalTime {
                    local: date(2026, 12, 1).at(10, 0, 0, 0),
                    zone: "Asia/Seoul".to_owned(),
                    fold: None,
                },
            };
            async move { membership.plan(&by(&clerk()), command).await }
        });
        let mut numbers = Vec::new();
        for planned in at_once(planning).await {
            let id = planned.expect(site.on.kind).meeting;
            numbers.push(site.membership.meeting(&clerk(), id).await.expect("planned").number);
        }
        numbers.sort();
        let expected: Vec<_> = (1..=20).map(|number| format!("C-2026-{number:04}")).collect();
        assert_eq!(numbers, expected, "{}: none missing, none twice", site.on.kind);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_52_one_president_of_two_appointed_at_once() {
    for site in Site::both(6, 0).await {
        let kind = site.on.kind;
        let appointing = (1..=6).map(|number| {
            let membership = site.membership.clone();
            let command = Appoint {
                body: COMMITTEE.parse().expect("a code"),
                office: "president".parse().expect("a code"),
                from: date(2027, 1, 1),
                until: None,
            };
            async move { membership.appoint(&by(&clerk()), member_id(number), command).await }
        });
        let answers = at_once(appointing).await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{kind}");
        for answer in answers.into_iter().filter_map(Result::err) {
            assert!(matches!(answer, Error::Refused(Refusal::NoSeatLeft)), "{kind}: {answer:?}");
        }
        let body = COMMITTEE.parse().expect("a code");
        let holders = site.membership.holders_on(&body, date(2027, 6, 1)).await.expect(kind);
        assert_eq!(holders.len(), 1, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_49_a_retry_after_a_lost_answer_is_answered_the_same() {
    for site in Site::both(2, 2).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        let item = site.motion(meeting).await;
        site.opened(meeting, &[1, 2]).await;
        site.call(meeting, item).await;
        let key = |key: &str| Some(RepeatKey { key: key.to_owned(), fingerprint: sha256(b"x") });
        let voter = Caller { actor: officer(1), repeat: key("vote") };
        let vote = site.membership.cast(&voter, meeting, item, member_id(1), yes()).await;
        let clerk = Caller { actor: clerk(), repeat: key("close") };
        let closed = site.membership.close_item(&clerk, meeting, item).await;
        for _ in 0..2 {
            let again = site.membership.cast(&voter, meeting, item, member_id(1), yes()).await;
            assert_eq!(again.expect(kind), *vote.as_ref().expect(kind), "{kind}");
            let again = site.membership.close_item(&clerk, meeting, item).await;
            assert_eq!(again.expect(kind), *closed.as_ref().expect(kind), "{kind}");
        }
        assert_eq!(site.sent("membership.decision.made").await, 1, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_crash_left_closed_and_uncounted_is_counted_by_the_next_who_closes() {
    for site in Site::both(2, 2).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        let item = site.motion(meeting).await;
        site.opened(meeting, &[1, 2]).await;
        site.call(meeting, item).await;
        site.membership
            .cast(&by(&officer(1)), meeting, item, member_id(1), yes())
            .await
            .expect(kind);
        // The first half of closing alone.
        let (of, point) = site.membership.item(&clerk(), meeting, item).await.expect(kind);
        let half = rules::close_item(&of, &point, &clerk(), site.on.clock.now()).expect(kind);
        site.on.database.commit(half.commit).await.expect(kind);
        assert_eq!(site.item(meeting, item).await.state.stage(), ItemStage::Closed, "{kind}");
        let late = site.membership.cast(&by(&officer(2)), meeting, item, member_id(2), yes()).await;
        let closed = Refusal::NotAtThatItem(ItemStage::Closed);
        assert!(matches!(late, Err(Error::Refused(refusal)) if refusal == closed), "{kind}");
        site.membership.close_item(&by(&clerk()), meeting, item).await.expect(kind);
        assert_eq!(site.published(meeting, item).await.tally.yes, 1, "{kind}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_66_a_clock_that_goes_back_loses_no_vote() {
    for site in Site::both(2, 2).await {
        let kind = site.on.kind;
        let meeting = site.planned().await;
        let item = site.motion(meeting).await;
        site.opened(meeting, &[1, 2]).await;
        site.call(meeting, item).await;
        site.on.clock.advance(SignedDuration::from_hours(-1));
        for number in [1, 2] {
            let voter = by(&officer(number));
            let cast = site.membership.cast(&voter, meeting, item, member_id(number), yes()).await;
            cast.expect(kind);
        }
        site.on.clock.advance(SignedDuration::from_hours(-24));
        site.membership.close_item(&by(&clerk()), meeting, item).await.expect(kind);
        assert!(site.published(meeting, item).await.tally.outcome.is_carried(), "{kind}");
        site.membership.close_meeting(&by(&clerk()), meeting).await.expect(kind);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_37_nobody_sees_a_meeting_that_is_not_theirs() {
    for site in Site::both(3, 2).await {
        let (kind, membership) = (site.on.kind, &site.membership);
        site.enrol(40, Standing::Associate).await;
        let application = site.accepted(41, "city").await;
        let meeting = site.planned().await;
        let added = membership.add_application(&by(&clerk()), meeting, application).await;
        let item = added.expect(kind).item.expect("an item");
        for opened in [false, true] {
            if opened {
                site.opened(meeting, &[1, 2]).await;
                site.call(meeting, item).await;
            }
            // City 3 has no seat, 40 is an associate, 41 is what is decided about.
            for number in [3, 40, 41] {
                let them = officer(number);
                let seen = membership.meeting(&them, meeting).await;
                assert!(matches!(seen, Err(Error::NotFound)), "{kind}: {number}");
                let read = membership.application_of_item(&them, meeting, item).await;
                assert!(matches!(read, Err(Error::NotFound)), "{kind}: {number}");
                let voter = member_id(number);
                let cast = membership.cast(&by(&them), meeting, item, voter, yes()).await;
                assert!(matches!(cast, Err(Error::NotFound)), "{kind}: {number}");
                let come = membership.attend(&by(&them), meeting, voter).await;
                assert!(matches!(come, Err(Error::NotFound)), "{kind}: {number}");
            }
            let nobody = Actor::anonymous();
            let seen = membership.meeting(&nobody, meeting).await;
            assert!(matches!(seen, Err(Error::Refused(Refusal::Denied(_)))), "{kind}");
            // City 1 sits there: it reads the application, and speaks for nobody else.
            let own = officer(1);
            assert!(membership.meeting(&own, meeting).await.is_ok(), "{kind}");
            let read = membership.application_of_item(&own, meeting, item).await;
            assert_eq!(read.expect(kind).id, application, "{kind}");
            for number in [2, 3] {
                let cast =
                    membership.cast(&by(&own), meeting, item, member_id(number), yes()).await;
                assert!(matches!(cast, Err(Error::Refused(Refusal::Denied(_)))), "{kind}");
            }
            for refused in [
                membership.open_meeting(&by(&own), meeting).await,
                membership.close_meeting(&by(&own), meeting).await,
                membership.close_item(&by(&own), meeting, item).await,
                membership.remove_item(&by(&own), meeting, item).await,
                membership.take_the_chair(&by(&own), meeting, member_id(1)).await,
            ] {
                let denied = matches!(refused, Err(Error::Refused(Refusal::Denied(_))));
                assert!(denied, "{kind}: {refused:?}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_97_both_databases_publish_the_same_bytes() {
    let mut published = Vec::new();
    for site in Site::both(9, 7).await {
        let meeting = site.planned().await;
        let item = site.motion(meeting).await;
        site.owe(7).await;
        site.opened(meeting, &[3, 1, 2, 7, 5]).await;
        site.call(meeting, item).await;
        for number in [5, 1, 3, 2] {
            let choice = [None, None, Some(0), Some(1), None, Some(2)][number as usize];
            let choice = match choice {
                Some(0) => Some(eframe_ballot::Choice::No),
                Some(1) => None,
                Some(_) => Some(eframe_ballot::Choice::Abstain),
                None => Some(eframe_ballot::Choice::Yes),
            };
            let (clerk, cast) = (by(&clerk()), Cast { choice });
            let voted = site.membership.cast(&clerk, meeting, item, member_id(number), cast).await;
            voted.expect(site.on.kind);
        }
        site.membership.close_item(&by(&clerk()), meeting, item).await.expect(site.on.kind);
        let vote = site.published(meeting, item).await;
        published.push(serde_json::to_string(&vote).expect("JSON"));
    }
    assert!(published.windows(2).all(|pair| pair[0] == pair[1]), "{published:?}");
}

#[tokio::test]
async fn times_are_read_as_they_were_written_on_both_databases() {
    for site in Site::both(1, 1).await {
        let fine: Timestamp = "2026-11-23T09:00:00.123456Z".parse().expect("a time");
        site.on.clock.set(fine);
        let meeting = site.planned().await;
        site.membership.open_meeting(&by(&clerk()), meeting).await.expect(site.on.kind);
        let read = site.membership.meeting(&clerk(), meeting).await.expect(site.on.kind);
        let MeetingState::Open { at, .. } = read.state else { panic!("open") };
        assert_eq!(at, fine, "{}", site.on.kind);
        assert_eq!(read.starts.to_string(), "2026-12-01T01:00:00Z", "{}", site.on.kind);
    }
}
