//! What holds of every vote. The invariants' names are the tests' names.

use std::collections::BTreeSet;

use eframe_ballot::{
    Ballot, Base, BodyId, Choice, CountError, Entry, Fraction, Ground, MajorityRule, Outcome,
    Percent, Published, RecountError, Threshold, Tie,
};
use proptest::prelude::*;

use crate::meeting::{Meeting, associate, city, meeting, shuffled, threshold, unruly_meeting};

/// By multiplication, not by the crate's own arithmetic: whether `count` of `whole` is enough.
fn is_enough(threshold: Threshold, count: u64, whole: u64) -> bool {
    let sides = |part: Fraction| {
        (count * u64::from(part.denominator()), whole * u64::from(part.numerator()))
    };
    count > 0
        && match threshold {
            Threshold::MoreThan(part) => sides(part).0 > sides(part).1,
            Threshold::AtLeast(part) => sides(part).0 >= sides(part).1,
            Threshold::All => count == whole,
            _ => unreachable!("a threshold that the test does not know"),
        }
}

/// How good an outcome is for the motion.
fn favour(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Carried { .. } => 2,
        Outcome::Tied | Outcome::NoResult => 1,
        _ => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn one_entitled_body_one_counted_vote(meeting in meeting(), again in any::<Option<bool>>()) {
        let voters: BTreeSet<BodyId> = meeting.ballots.iter().map(|ballot| ballot.body).collect();
        prop_assert_eq!(meeting.counted().cast(), voters.len() as u64);

        for ballot in meeting.ballots.clone() {
            let choice = again.map(|yes| if yes { Choice::Yes } else { Choice::No });
            let mut twice = meeting.clone();
            twice.ballots.push(Ballot { choice, ..ballot });
            prop_assert_eq!(twice.count(), Err(CountError::Twice(ballot.body)));
        }
    }

    #[test]
    fn cast_is_the_sum_and_at_most_present_which_is_at_most_entitled(meeting in meeting()) {
        let tally = meeting.counted();
        prop_assert_eq!(tally.cast(), tally.yes + tally.no + tally.abstain + tally.invalid);
        prop_assert_eq!(tally.cast(), meeting.ballots.len() as u64);
        prop_assert!(tally.cast() <= tally.present);
        prop_assert!(tally.present <= tally.entitled);
        prop_assert!(tally.yes <= tally.base && tally.base <= tally.entitled);
    }

    #[test]
    fn the_order_of_input_changes_nothing(
        (one, other) in prop_oneof![meeting(), unruly_meeting()].prop_flat_map(shuffled),
    ) {
        prop_assert_eq!(one.roll(), other.roll());
        prop_assert_eq!(one.count(), other.count());
        if one.count().is_ok() {
            prop_assert_eq!(one.published(), other.published());
        }
    }

    #[test]
    fn the_published_vote_recounts_to_the_same_result(meeting in meeting()) {
        let published = meeting.published();
        let text = serde_json::to_string(&published).expect("plain data");
        let read: Published = serde_json::from_str(&text).expect("what was written");
        prop_assert_eq!(&read, &published);
        prop_assert_eq!(read.recount(), Ok(meeting.counted()));
        prop_assert_eq!(read.proof().to_string(), published.proof().to_string());
    }

    #[test]
    fn a_published_vote_that_was_tampered_with_is_found_out(
        meeting in meeting(),
        picked in any::<prop::sample::Index>(),
    ) {
        let published = meeting.published();
        prop_assume!(!published.ballots.is_empty());
        let mut tampered = published.clone();
        let ballot = picked.index(tampered.ballots.len());
        let choice = &mut tampered.ballots[ballot].choice;
        *choice = if *choice == Some(Choice::Yes) { Some(Choice::No) } else { Some(Choice::Yes) };
        let found = tampered.recount();
        prop_assert!(
            matches!(&found, Err(RecountError::Differs(first)) if first.figure == "yes"),
            "{found:?}"
        );
    }

    #[test]
    fn the_outcome_is_what_the_rule_says(meeting in meeting()) {
        let tally = meeting.counted();
        let rule = &meeting.rules.majority;
        let carries = tally.base > 0 && is_enough(rule.yes, tally.yes, tally.base);
        match tally.outcome {
            Outcome::Inquorate { missing } => prop_assert_eq!(tally.present + missing, tally.quorum),
            Outcome::NoResult => prop_assert!(tally.base == 0 && tally.yes + tally.no == 0),
            Outcome::Carried { by: Ground::Votes } => prop_assert!(carries),
            Outcome::Rejected { by: Ground::Votes } => prop_assert!(!carries),
            _ => prop_assert!(!carries && tally.yes == tally.no),
        }
        prop_assert_eq!(tally.is_quorate(), !matches!(tally.outcome, Outcome::Inquorate { .. }));
    }

    #[test]
    fn ties_end_by_the_declared_rule(
        each in 1_usize..6,
        aside in 0_usize..4,
        chair in prop::option::of(0_usize..14),
        decides in any::<bool>(),
    ) {
        let votes = [(Choice::Yes, each), (Choice::No, each), (Choice::Abstain, aside)];
        let votes: Vec<_> = votes
            .into_iter()
            .flat_map(|(choice, count)| std::iter::repeat_n(Some(choice), count))
            .collect();
        let tie = if decides { Tie::Chair } else { Tie::Fails };
        let mut meeting =
            Meeting::of(votes.len(), &votes).under(MajorityRule::simple().breaking_ties(tie));
        meeting.chair = chair.map(city);
        let expected = match (tie, chair.and_then(|number| votes.get(number).copied().flatten())) {
            (Tie::Fails, _) => Outcome::Rejected { by: Ground::TieRule },
            (_, Some(Choice::Yes)) => Outcome::Carried { by: Ground::Chair },
            (_, Some(Choice::No)) => Outcome::Rejected { by: Ground::Chair },
            _ => Outcome::Tied,
        };
        prop_assert_eq!(meeting.counted().outcome, expected);
    }

    #[test]
    fn raising_a_vote_to_yes_never_turns_carried_into_rejected(meeting in meeting()) {
        let before = meeting.counted().outcome;
        for number in 0..meeting.ballots.len() {
            let mut raised = meeting.clone();
            raised.ballots[number].choice = Some(Choice::Yes);
            let after = raised.counted().outcome;
            prop_assert!(favour(after) >= favour(before), "{before} became {after}");
        }
    }

    #[test]
    fn nobody_excluded_is_ever_counted(meeting in meeting(), guests in 1_usize..4) {
        let tally = meeting.counted();
        let mut visited = meeting.clone();
        let guests: Vec<BodyId> = (100..100 + guests).map(city).collect();
        visited.entries.extend(guests.iter().map(|id| Entry::excluded(*id, "Guest", associate())));
        visited.present.extend(&guests);
        prop_assert_eq!(visited.counted(), tally);

        visited.ballots.push(Ballot::new(guests[0], Choice::Yes));
        let reasons = associate().to_vec();
        prop_assert_eq!(visited.count(), Err(CountError::NotEntitled { body: guests[0], reasons }));
    }

    #[test]
    fn every_fault_names_a_body_whose_ballot_is_at_fault(meeting in unruly_meeting()) {
        let cast = |body| meeting.ballots.iter().filter(|ballot| ballot.body == body).count();
        let roll = meeting.roll();
        match meeting.count() {
            Ok(tally) => prop_assert_eq!(tally.cast(), meeting.ballots.len() as u64),
            Err(CountError::NotEntitled { body, reasons }) => {
                prop_assert!(cast(body) > 0 && !roll.is_entitled(body) && !reasons.is_empty());
            }
            Err(CountError::NotPresent(body)) => {
                prop_assert!(cast(body) > 0 && !meeting.present.contains(&body));
            }
            Err(CountError::Twice(body)) => prop_assert_eq!(cast(body), 2),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn needed_is_the_least_number_that_is_enough(threshold in threshold(), whole in 1_u64..10_000) {
        let needed = threshold.needed(whole);
        prop_assert!((1..=whole).contains(&needed));
        prop_assert!(is_enough(threshold, needed, whole));
        prop_assert!(!is_enough(threshold, needed - 1, whole));
        prop_assert_eq!(threshold.to_string().parse(), Ok(threshold));
    }

    #[test]
    fn a_percentage_is_off_by_half_of_its_last_digit_at_most(part: u32, more: u32) {
        let (part, whole) = (u64::from(part), u64::from(part) + u64::from(more) + 1);
        let tenths = Percent::of(part, whole).expect("a whole of one or more").tenths();
        let (exact, shown) = (2_000 * u128::from(part), 2 * u128::from(tenths) * u128::from(whole));
        let whole = u128::from(whole);
        // Exactly half goes up, so it is allowed on one side only.
        prop_assert!(shown <= exact + whole && exact < shown + whole);
    }

    #[test]
    fn an_abstention_weighs_nothing_where_only_yes_and_no_count(meeting in meeting()) {
        let mut voting = meeting.clone().under(MajorityRule::two_thirds().of(Base::YES_AND_NO));
        let before = voting.counted();
        voting.ballots.retain(|ballot| matches!(ballot.choice, Some(Choice::Yes | Choice::No)));
        prop_assert_eq!(voting.counted().outcome, before.outcome);
    }
}
