use serde::{Deserialize, Serialize};

use crate::{
    Ballot, Base, BodyId, Choice, CountError, Ground, MajorityRule, Outcome, Presence, Roll, Rules,
    Tie, admit,
};

/// The figures of a vote and how it ended.
///
/// `yes + no + abstain + invalid <= present <= entitled`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct Tally {
    /// How many are entitled by the roll.
    pub entitled: u64,
    /// How many of them are present.
    pub present: u64,
    /// How many have to be present.
    pub quorum: u64,
    /// Votes for.
    pub yes: u64,
    /// Votes against.
    pub no: u64,
    /// Abstentions.
    pub abstain: u64,
    /// Ballots cast that cannot be read.
    pub invalid: u64,
    /// What the majority is taken of.
    pub base: u64,
    /// How many yes votes carry.
    pub needed: u64,
    /// How it ended.
    pub outcome: Outcome,
}

impl Tally {
    /// Whether enough were present.
    pub const fn is_quorate(&self) -> bool {
        self.present >= self.quorum
    }

    /// How many ballots were cast, whatever they say.
    ///
    /// It saturates: a tally that was read may claim any numbers until it is recounted.
    pub const fn cast(&self) -> u64 {
        self.yes.saturating_add(self.no).saturating_add(self.abstain).saturating_add(self.invalid)
    }
}

/// Counts the votes of one motion.
///
/// Everything it needs is an argument, so the same arguments give the same tally for ever; the order of ballots
/// changes nothing, not even which fault is named. The `chair` is the body in the chair; it votes by a ballot like
/// the others, and that ballot decides once more where the rules say [`Tie::Chair`].
///
/// Votes are counted also without a quorum, and then decide nothing. To publish a vote, use
/// [`Published::count`](crate::Published::count), which counts by this.
///
/// ```
/// use eframe_ballot::{Ballot, BodyId, Choice, CountError, Entry, MajorityRule, QuorumRule, Roll, Rules, tally};
/// use uuid::Uuid;
///
/// let cities = [1, 2, 3].map(|number| BodyId::new(Uuid::from_u128(number)));
/// let roll = Roll::new(cities.map(|city| Entry::entitled(city, "A city")))?;
/// let presence = cities.into_iter().collect();
/// let rules = Rules::new(QuorumRule::majority(), MajorityRule::absolute());
///
/// let [yes, no] = [Ballot::new(cities[0], Choice::Yes), Ballot::new(cities[1], Choice::No)];
/// let counted = tally(&roll, &presence, &[yes, no], &rules, None)?;
/// assert!(counted.outcome.is_rejected()); // 1 yes of 3 entitled
/// assert_eq!(tally(&roll, &presence, &[yes, yes], &rules, None), Err(CountError::Twice(cities[0])));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// [`CountError`] when a body is present that the roll does not know, or a ballot is of a body that is not
/// entitled, is not present or voted twice. Nothing is left out in silence: the ballot box has to refuse such a
/// ballot when it comes in ([`admit`]).
pub fn tally(
    roll: &Roll,
    presence: &Presence,
    ballots: &[Ballot],
    rules: &Rules,
    chair: Option<BodyId>,
) -> Result<Tally, CountError> {
    check(roll, presence, ballots)?;
    let votes = |choice| ballots.iter().filter(|b| b.choice == choice).count() as u64;
    let entitled = roll.entitled_count();
    let mut tally = Tally {
        entitled,
        present: presence.counted(roll),
        quorum: rules.quorum.needed(entitled),
        yes: votes(Some(Choice::Yes)),
        no: votes(Some(Choice::No)),
        abstain: votes(Some(Choice::Abstain)),
        invalid: votes(None),
        base: 0,
        needed: 0,
        outcome: Outcome::NoResult,
    };
    tally.base = base(&tally, rules.majority.of);
    tally.needed = rules.majority.yes.needed(tally.base);
    let chair = ballots.iter().find(|ballot| Some(ballot.body) == chair).and_then(|b| b.choice);
    tally.outcome = outcome(&tally, &rules.majority, chair);
    Ok(tally)
}

fn check(roll: &Roll, presence: &Presence, ballots: &[Ballot]) -> Result<(), CountError> {
    if let Some(stranger) = presence.bodies().find(|body| roll.entry(*body).is_none()) {
        return Err(CountError::NotOnRoll(stranger));
    }
    let mut bodies: Vec<BodyId> = ballots.iter().map(|ballot| ballot.body).collect();
    bodies.sort_unstable();
    for body in &bodies {
        admit(roll, presence, *body)?;
    }
    match bodies.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(CountError::Twice(pair[0])),
        None => Ok(()),
    }
}

fn base(tally: &Tally, of: Base) -> u64 {
    match of {
        Base::Cast { abstentions, invalid } => {
            let abstain = if abstentions { tally.abstain } else { 0 };
            let invalid = if invalid { tally.invalid } else { 0 };
            tally.yes + tally.no + abstain + invalid
        }
        Base::Present => tally.present,
        Base::Entitled => tally.entitled,
    }
}

fn outcome(tally: &Tally, rule: &MajorityRule, chair: Option<Choice>) -> Outcome {
    if !tally.is_quorate() {
        return Outcome::Inquorate { missing: tally.quorum - tally.present };
    }
    if tally.base == 0 {
        return Outcome::NoResult;
    }
    if tally.yes >= tally.needed {
        return Outcome::Carried { by: Ground::Votes };
    }
    if !is_equal(tally, rule) {
        return Outcome::Rejected { by: Ground::Votes };
    }
    match (rule.tie, chair) {
        (Tie::Fails, _) => Outcome::Rejected { by: Ground::TieRule },
        (Tie::Chair, Some(Choice::Yes)) => Outcome::Carried { by: Ground::Chair },
        (Tie::Chair, Some(Choice::No)) => Outcome::Rejected { by: Ground::Chair },
        (Tie::Chair, Some(Choice::Abstain) | None) => Outcome::Tied,
    }
}

/// As many no as yes, and the yes votes exactly on the part that they had to exceed. Under `at least` that part
/// carries, and short of `all` it takes more than a casting vote.
fn is_equal(tally: &Tally, rule: &MajorityRule) -> bool {
    let on_the_part =
        rule.yes.share().is_some_and(|share| share.compare(tally.yes, tally.base).is_eq());
    tally.yes == tally.no && on_the_part
}
