//! The edges, one by one.

use Choice::{Abstain, No, Yes};
use eframe_ballot::{
    Ballot, Base, Choice, CountError, Entry, Fraction, Ground, MajorityRule, Outcome, Presence,
    Proof, QuorumProof, QuorumRule, Roll, RollError, Threshold, Tie, admit,
};

use crate::meeting::{Meeting, associate, city};

const CARRIED: Outcome = Outcome::Carried { by: Ground::Votes };
const REJECTED: Outcome = Outcome::Rejected { by: Ground::Votes };

fn votes(counts: &[(Choice, usize)]) -> Vec<Option<Choice>> {
    counts.iter().flat_map(|(choice, count)| vec![Some(*choice); *count]).collect()
}

fn line(meeting: &Meeting) -> String {
    Proof::new(&meeting.rules, &meeting.counted()).to_string()
}

#[test]
fn an_empty_roll_is_inquorate_under_every_quorum() {
    let half = Fraction::HALF;
    for quorum in [
        QuorumRule::Entitled(Threshold::MoreThan(half)),
        QuorumRule::Entitled(Threshold::AtLeast(half)),
        QuorumRule::Entitled(Threshold::All),
        QuorumRule::Number(0),
    ] {
        let mut meeting = Meeting::of(0, &[]);
        meeting.rules.quorum = quorum;
        assert_eq!(meeting.counted().outcome, Outcome::Inquorate { missing: 1 }, "{quorum:?}");
        assert_eq!(line(&meeting), "0 of 0 present, 1 needed: not quorate; no result");
    }
}

#[test]
fn nobody_present_decides_nothing() {
    let meeting = Meeting::of(20, &[]);
    assert_eq!(meeting.counted().outcome, Outcome::Inquorate { missing: 11 });
    assert_eq!(line(&meeting), "0 of 20 present, 11 needed: not quorate; no result");
}

#[test]
fn a_quorum_exactly_met_is_met_and_one_less_is_not() {
    assert_eq!(Meeting::of(20, &votes(&[(Yes, 11)])).counted().outcome, CARRIED);
    let short = Meeting::of(20, &votes(&[(Yes, 10)]));
    assert_eq!(short.counted().outcome, Outcome::Inquorate { missing: 1 });
    assert_eq!(short.counted().yes, 10);
    assert_eq!(line(&short), "10 of 20 present, 11 needed: not quorate; no result");
}

#[test]
fn a_quorum_by_number_may_be_out_of_reach() {
    let mut meeting = Meeting::of(3, &votes(&[(Yes, 3)]));
    meeting.rules.quorum = QuorumRule::Number(5);
    assert_eq!(meeting.counted().outcome, Outcome::Inquorate { missing: 2 });
}

#[test]
fn a_quorum_counts_who_is_there_and_not_who_votes() {
    let mut meeting = Meeting::of(20, &votes(&[(Yes, 11)]));
    meeting.ballots.truncate(1);
    assert_eq!(
        line(&meeting),
        "11 of 20 present, 11 needed: quorate; 1 yes of 1 = 100.0 %, over 50 %"
    );
}

#[test]
fn the_quorum_can_be_shown_before_the_vote() {
    let meeting = Meeting::of(20, &votes(&[(Yes, 14)]));
    let quorum = QuorumProof::of(&meeting.roll(), &meeting.presence(), QuorumRule::majority());
    assert_eq!(quorum.to_string(), "14 of 20 present, 11 needed: quorate");
}

#[test]
fn bad_input_51_all_abstain_is_no_result_and_no_division_by_zero() {
    let meeting = Meeting::of(14, &votes(&[(Abstain, 14)]));
    assert_eq!(meeting.counted().outcome, Outcome::NoResult);
    assert_eq!(line(&meeting), "14 of 14 present, 8 needed: quorate; no votes to count, no result");
    for tie in [Tie::Fails, Tie::Chair] {
        let chaired = meeting.clone().under(MajorityRule::simple().breaking_ties(tie));
        assert_eq!(chaired.counted().outcome, Outcome::NoResult);
    }
}

#[test]
fn bad_input_51_all_abstain_is_lost_where_a_majority_is_taken_of_all() {
    for base in [Base::ALL_CAST, Base::Present, Base::Entitled] {
        let meeting =
            Meeting::of(14, &votes(&[(Abstain, 14)])).under(MajorityRule::simple().of(base));
        assert_eq!(meeting.counted().outcome, REJECTED, "{base:?}");
    }
}

#[test]
fn bad_input_51_a_tie_ends_by_the_declared_rule() {
    let tied = Meeting::of(4, &votes(&[(Yes, 2), (No, 2)]));
    let start = "4 of 4 present, 3 needed: quorate; 2 yes of 4 = 50.0 %, not over 50 %: tied, ";
    assert_eq!(line(&tied), format!("{start}rejected by the tie rule"));

    let mut chaired = tied.under(MajorityRule::simple().breaking_ties(Tie::Chair));
    assert_eq!(line(&chaired), format!("{start}and the chair did not decide"));
    for (chair, how) in [(0, "carried by the chair"), (3, "rejected by the chair")] {
        chaired.chair = Some(city(chair));
        assert_eq!(line(&chaired), format!("{start}{how}"));
    }
}

#[test]
fn a_chair_who_is_missing_abstains_or_may_not_vote_decides_nothing() {
    let mut meeting = Meeting::of(6, &votes(&[(Yes, 2), (No, 2), (Abstain, 1)]))
        .under(MajorityRule::simple().breaking_ties(Tie::Chair));
    meeting.entries.push(Entry::excluded(city(9), "Guest", associate()));
    for chair in [4, 5, 9, 77] {
        meeting.chair = Some(city(chair));
        assert_eq!(meeting.counted().outcome, Outcome::Tied, "{chair}");
    }
}

#[test]
fn as_many_no_as_yes_is_no_tie_where_one_more_would_not_carry() {
    let chaired = |rule: MajorityRule| {
        let mut meeting =
            Meeting::of(30, &votes(&[(Yes, 10), (No, 10)])).under(rule.breaking_ties(Tie::Chair));
        meeting.rules.quorum = QuorumRule::Number(1);
        meeting.chair = Some(city(0));
        meeting.counted().outcome
    };
    assert_eq!(chaired(MajorityRule::absolute()), REJECTED);
    assert_eq!(chaired(MajorityRule::two_thirds()), REJECTED);
    assert_eq!(chaired(MajorityRule::new(Threshold::All, Base::YES_AND_NO)), REJECTED);
    assert_eq!(chaired(MajorityRule::simple()), Outcome::Carried { by: Ground::Chair });
}

#[test]
fn exactly_half_is_enough_only_where_at_least_half_is() {
    let half = Meeting::of(20, &votes(&[(Yes, 10), (No, 6), (Abstain, 4)]));
    let of_all = |threshold| MajorityRule::new(threshold, Base::Entitled);
    let more = half.clone().under(of_all(Threshold::MoreThan(Fraction::HALF)));
    assert_eq!(more.counted().outcome, REJECTED);
    let least = half.under(of_all(Threshold::AtLeast(Fraction::HALF)));
    assert_eq!(least.counted().outcome, CARRIED);
    assert_eq!(
        line(&least),
        "20 of 20 present, 11 needed: quorate; 10 yes of 20 = 50.0 %, at least 50 %"
    );
}

#[test]
fn exactly_two_thirds_of_three_and_six_carry_and_of_seven_it_takes_five() {
    for (yes, no, outcome) in [
        (2, 1, CARRIED),
        (1, 2, REJECTED),
        (4, 2, CARRIED),
        (3, 3, REJECTED),
        (5, 2, CARRIED),
        (4, 3, REJECTED),
    ] {
        let meeting = Meeting::of(yes + no, &votes(&[(Yes, yes), (No, no)]))
            .under(MajorityRule::two_thirds());
        assert_eq!(meeting.counted().outcome, outcome, "{yes} of {}", yes + no);
    }
    let under = Meeting::of(7, &votes(&[(Yes, 4), (No, 3)])).under(MajorityRule::two_thirds());
    assert_eq!(line(&under), "7 of 7 present, 4 needed: quorate; 4 yes of 7 = 57.1 %, under 2/3");
}

#[test]
fn all_takes_everyone() {
    let rule = MajorityRule::new(Threshold::All, Base::Present);
    let one_silent = Meeting::of(3, &[Some(Yes), Some(Yes), None]).under(rule.clone());
    assert_eq!(
        line(&one_silent),
        "3 of 3 present, 2 needed: quorate; 2 yes of 3 = 66.7 %, not all"
    );
    let everyone = Meeting::of(3, &votes(&[(Yes, 3)])).under(rule);
    assert_eq!(line(&everyone), "3 of 3 present, 2 needed: quorate; 3 yes of 3 = 100.0 %, all");
}

#[test]
fn the_base_is_what_the_rule_declares() {
    let mut meeting = Meeting::of(9, &[Some(Yes), Some(Yes), Some(No), Some(Abstain), None]);
    meeting.present.push(city(5));
    let base = |of| meeting.clone().under(MajorityRule::simple().of(of)).counted().base;
    assert_eq!(base(Base::YES_AND_NO), 3);
    assert_eq!(base(Base::Cast { abstentions: true, invalid: false }), 4);
    assert_eq!(base(Base::Cast { abstentions: false, invalid: true }), 4);
    assert_eq!(base(Base::ALL_CAST), 5);
    assert_eq!(base(Base::Present), 6);
    assert_eq!(base(Base::Entitled), 9);
}

#[test]
fn bad_input_38_an_associate_is_neither_heard_nor_counted_in_the_quorum() {
    let mut meeting = Meeting::of(20, &votes(&[(Yes, 10)]));
    meeting.entries.push(Entry::excluded(city(30), "Associate", associate()));
    meeting.present.push(city(30));
    assert_eq!(meeting.counted().outcome, Outcome::Inquorate { missing: 1 });

    let refused = CountError::NotEntitled { body: city(30), reasons: associate().to_vec() };
    assert_eq!(admit(&meeting.roll(), &meeting.presence(), city(30)), Err(refused.clone()));
    meeting.ballots.push(Ballot::new(city(30), Yes));
    assert_eq!(meeting.count(), Err(refused));
}

#[test]
fn bad_input_39_a_right_lost_while_the_vote_is_open_counts_from_the_next_roll_on() {
    let meeting = Meeting::of(3, &votes(&[(Yes, 2), (No, 1)]));
    let published = meeting.published();

    let mut later = meeting;
    later.entries[0] = Entry::excluded(city(0), "City 0", associate());
    assert!(matches!(later.count(), Err(CountError::NotEntitled { .. })));
    assert_eq!(published.recount(), Ok(published.tally.clone()));
    assert_eq!(published.tally.yes, 2);
}

#[test]
fn bad_input_47_the_same_ballot_twenty_times_is_one_vote_or_an_error() {
    let mut meeting = Meeting::of(3, &votes(&[(Yes, 3)]));
    meeting.ballots.extend(vec![Ballot::new(city(1), Yes); 19]);
    assert_eq!(meeting.count(), Err(CountError::Twice(city(1))));
    meeting.ballots.truncate(3);
    assert_eq!(meeting.counted().yes, 3);
}

#[test]
fn bad_input_48_a_ballot_that_came_too_late_changes_no_published_result() {
    let published = Meeting::of(5, &votes(&[(Yes, 2), (No, 1)])).published();
    let mut late = published.clone();
    late.ballots.push(Ballot::new(city(3), No));
    assert_eq!(late.recount(), Err(CountError::NotPresent(city(3)).into()));
    late.presence.arrive(city(3));
    let difference = late.recount().expect_err("one more is present").to_string();
    assert_eq!(difference, "present: 3 was published, 4 is counted");
    assert_eq!(published.recount(), Ok(published.tally.clone()));
}

#[test]
fn each_fault_of_a_ballot_is_an_error_of_its_own() {
    let meeting = Meeting::of(3, &votes(&[(Yes, 2)]));
    let with = |body| {
        let mut meeting = meeting.clone();
        meeting.ballots.push(Ballot::new(body, No));
        meeting.count()
    };
    assert_eq!(with(city(9)), Err(CountError::NotOnRoll(city(9))));
    assert_eq!(with(city(2)), Err(CountError::NotPresent(city(2))));
    assert_eq!(with(city(1)), Err(CountError::Twice(city(1))));

    let mut stranger = meeting.clone();
    stranger.present.push(city(9));
    assert_eq!(stranger.count(), Err(CountError::NotOnRoll(city(9))));
}

#[test]
fn a_roll_has_one_entry_each_and_a_reason_for_each_exclusion() {
    let one = Entry::entitled(city(0), "City");
    let twice = Roll::new([one.clone(), Entry::excluded(city(0), "City", associate())]);
    assert_eq!(twice, Err(RollError::Twice(city(0))));
    let silent = Roll::new([one, Entry::excluded(city(1), "City", [])]);
    assert_eq!(silent, Err(RollError::NoReason(city(1))));
}

#[test]
fn a_roll_tells_who_may_vote_and_why_the_others_may_not() {
    let guest = Entry::excluded(city(1), "Guest", associate());
    let roll = Roll::new([Entry::entitled(city(0), "City"), guest]).expect("two bodies");
    assert_eq!(roll.entitled().map(|entry| entry.body).collect::<Vec<_>>(), [city(0)]);
    let excluded: Vec<_> = roll.excluded().map(|(entry, why)| (entry.body, why)).collect();
    assert_eq!(excluded, [(city(1), &associate()[..])]);
    assert_eq!((roll.is_entitled(city(1)), roll.is_entitled(city(2))), (false, false));
}

#[test]
fn bodies_come_and_go() {
    let mut presence = Presence::new();
    assert!(presence.arrive(city(0)) && !presence.arrive(city(0)));
    assert!(presence.leave(city(0)) && !presence.leave(city(0)));
    assert_eq!(presence, Presence::default());
}
