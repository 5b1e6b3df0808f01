//! Meetings to vote in: made up one by one, or by chance.

use eframe_ballot::{
    Ballot, Base, BodyId, Choice, CountError, Entry, Fraction, MajorityRule, Presence, Published,
    QuorumRule, Reason, Roll, Rules, Tally, Threshold, Tie, tally,
};
use proptest::prelude::*;
use uuid::Uuid;

/// Everything that a vote is counted from, in an order of its own.
#[derive(Clone, Debug)]
pub(crate) struct Meeting {
    pub(crate) entries: Vec<Entry>,
    pub(crate) present: Vec<BodyId>,
    pub(crate) ballots: Vec<Ballot>,
    pub(crate) rules: Rules,
    pub(crate) chair: Option<BodyId>,
}

pub(crate) fn city(number: usize) -> BodyId {
    BodyId::new(Uuid::from_u128(number as u128 + 1))
}

pub(crate) fn associate() -> [Reason; 1] {
    [Reason::new("membership.associate")]
}

impl Meeting {
    /// So many entitled cities, of which the first are present and vote so.
    pub(crate) fn of(entitled: usize, votes: &[Option<Choice>]) -> Self {
        Self {
            entries: (0..entitled).map(|n| Entry::entitled(city(n), format!("City {n}"))).collect(),
            present: (0..votes.len()).map(city).collect(),
            ballots: votes
                .iter()
                .enumerate()
                .map(|(n, choice)| Ballot { body: city(n), choice: *choice })
                .collect(),
            rules: Rules::new(QuorumRule::majority(), MajorityRule::simple()),
            chair: None,
        }
    }

    pub(crate) fn under(mut self, majority: MajorityRule) -> Self {
        self.rules.majority = majority;
        self
    }

    pub(crate) fn roll(&self) -> Roll {
        Roll::new(self.entries.clone()).expect("one entry each, and every exclusion has a reason")
    }

    pub(crate) fn presence(&self) -> Presence {
        self.present.iter().copied().collect()
    }

    pub(crate) fn count(&self) -> Result<Tally, CountError> {
        tally(&self.roll(), &self.presence(), &self.ballots, &self.rules, self.chair)
    }

    pub(crate) fn counted(&self) -> Tally {
        self.count().expect("every ballot is of an entitled body that is present")
    }

    pub(crate) fn published(&self) -> Published {
        Published::count(
            self.roll(),
            self.presence(),
            self.ballots.clone(),
            self.rules.clone(),
            self.chair,
        )
        .expect("every ballot is of an entitled body that is present")
    }
}

fn fraction() -> impl Strategy<Value = Fraction> {
    prop_oneof![
        Just(Fraction::HALF),
        Just(Fraction::TWO_THIRDS),
        Just(Fraction::THREE_QUARTERS),
        (1_u32..20, 1_u32..20).prop_map(|(upper, more)| {
            Fraction::new(upper, upper + more).expect("between nothing and all")
        }),
    ]
}

pub(crate) fn threshold() -> impl Strategy<Value = Threshold> {
    prop_oneof![
        4 => fraction().prop_map(Threshold::MoreThan),
        4 => fraction().prop_map(Threshold::AtLeast),
        1 => Just(Threshold::All),
    ]
}

fn rules() -> impl Strategy<Value = Rules> {
    let quorum = prop_oneof![
        threshold().prop_map(QuorumRule::Entitled),
        (0_u64..8).prop_map(QuorumRule::Number),
    ];
    let base = prop_oneof![
        (any::<bool>(), any::<bool>())
            .prop_map(|(abstentions, invalid)| Base::Cast { abstentions, invalid }),
        Just(Base::Present),
        Just(Base::Entitled),
    ];
    let tie = prop_oneof![Just(Tie::Fails), Just(Tie::Chair)];
    let majority = prop_oneof![
        Just(MajorityRule::simple()),
        Just(MajorityRule::absolute()),
        Just(MajorityRule::two_thirds()),
        (threshold(), base).prop_map(|(yes, of)| MajorityRule::new(yes, of)),
    ];
    (quorum, majority, tie)
        .prop_map(|(quorum, majority, tie)| Rules::new(quorum, majority.breaking_ties(tie)))
}

/// What one city is and does: entitled, present, and perhaps a ballot. An even hand for yes and no, so that ties
/// are common.
type Seat = (bool, bool, Option<Option<Choice>>);

fn seat() -> impl Strategy<Value = Seat> {
    let ballot = prop_oneof![
        4 => Just(Some(Some(Choice::Yes))),
        4 => Just(Some(Some(Choice::No))),
        1 => Just(Some(Some(Choice::Abstain))),
        1 => Just(Some(None)),
        1 => Just(None),
    ];
    (prop::bool::weighted(0.8), prop::bool::weighted(0.8), ballot)
}

fn meet(seats: &[Seat], rules: Rules, chair: Option<usize>, lawful: bool) -> Meeting {
    let numbered = || seats.iter().enumerate();
    let entry = |(n, (entitled, ..)): (usize, &Seat)| match entitled {
        true => Entry::entitled(city(n), format!("City {n}")),
        false => Entry::excluded(city(n), format!("City {n}"), associate()),
    };
    let ballot = |(n, (entitled, present, ballot)): (usize, &Seat)| {
        ballot.filter(|_| !lawful || (*entitled && *present)).map(|choice| (n, choice))
    };
    Meeting {
        entries: numbered().map(entry).collect(),
        present: numbered().filter(|(_, seat)| seat.1).map(|(n, _)| city(n)).collect(),
        ballots: numbered()
            .filter_map(ballot)
            .map(|(n, choice)| Ballot { body: city(n), choice })
            .collect(),
        rules,
        chair: chair.map(city),
    }
}

/// A meeting in which only those vote who may.
pub(crate) fn meeting() -> impl Strategy<Value = Meeting> {
    (prop::collection::vec(seat(), 0..16), rules(), prop::option::of(0_usize..16))
        .prop_map(|(seats, rules, chair)| meet(&seats, rules, chair, true))
}

/// A meeting in which anybody may have handed in a ballot, some twice.
pub(crate) fn unruly_meeting() -> impl Strategy<Value = Meeting> {
    let twice = prop::option::weighted(0.3, any::<prop::sample::Index>());
    (prop::collection::vec(seat(), 1..16), rules(), twice).prop_map(|(seats, rules, twice)| {
        let mut meeting = meet(&seats, rules, None, false);
        if let Some(index) = twice.filter(|_| !meeting.ballots.is_empty()) {
            meeting.ballots.push(*index.get(&meeting.ballots));
        }
        meeting
    })
}

/// The same meeting with its entries, its attendance and its ballots in another order.
pub(crate) fn shuffled(meeting: Meeting) -> impl Strategy<Value = (Meeting, Meeting)> {
    let Meeting { entries, present, ballots, .. } = meeting.clone();
    (Just(entries).prop_shuffle(), Just(present).prop_shuffle(), Just(ballots).prop_shuffle())
        .prop_map(move |(entries, present, ballots)| {
            let other = Meeting { entries, present, ballots, ..meeting.clone() };
            (meeting.clone(), other)
        })
}
