use serde::{Deserialize, Serialize};

use crate::{Fraction, Threshold};

/// How many yes votes carry a motion, of what, and what an equal vote means.
///
/// Start from [`simple`](MajorityRule::simple), [`absolute`](MajorityRule::absolute) or
/// [`two_thirds`](MajorityRule::two_thirds) and change what your charter says otherwise. These names mean
/// different things in different charters; what they mean here stands with each.
///
/// ```
/// use eframe_ballot::{Base, MajorityRule, Tie};
///
/// let rule = MajorityRule::two_thirds().of(Base::Present);
/// assert_eq!(rule.yes.needed(14), 10);
/// assert_eq!(MajorityRule::simple().breaking_ties(Tie::Chair).tie, Tie::Chair);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub struct MajorityRule {
    /// How much of the base has to be yes.
    pub yes: Threshold,
    /// What that is taken of.
    pub of: Base,
    /// What an equal vote means.
    pub tie: Tie,
}

/// What a majority is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[non_exhaustive]
pub enum Base {
    /// The votes cast. Yes and no always count; the charter says what else does.
    Cast {
        /// Whether abstentions count; where they do, an abstention weighs like a no.
        abstentions: bool,
        /// Whether invalid ballots count. Robert's Rules count what a voter cast but nobody can read.
        invalid: bool,
    },
    /// The entitled who are present, whether they vote or not.
    Present,
    /// All who are entitled, whether they came or not.
    Entitled,
}

impl Base {
    /// Yes and no, nothing else: "members present and voting" (Rules of Procedure of the UN General Assembly,
    /// rule 86: those who abstain are considered as not voting).
    pub const YES_AND_NO: Self = Self::Cast { abstentions: false, invalid: false };
    /// Every ballot that was cast, whatever it says.
    pub const ALL_CAST: Self = Self::Cast { abstentions: true, invalid: true };
}

/// What an equal vote means.
///
/// A vote is equal when there are as many no as yes and the yes votes stand exactly on a part that they had to
/// exceed: one more would have carried. Ten yes and ten no of thirty is no tie under "more than half of the
/// entitled", it is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Tie {
    /// The motion is lost: it has no majority (Robert's Rules, section 44; UN General Assembly, rule 133 on
    /// equally divided votes in committees).
    Fails,
    /// The chair's ballot decides once more if it says yes or no; else the vote stays
    /// [tied](crate::Outcome::Tied). It is the casting vote of councils (for England and Wales: Local Government
    /// Act 1972, schedule 12, paragraph 39), except that it cannot differ from the chair's first.
    Chair,
}

impl MajorityRule {
    /// This much of this base; ties fail.
    pub const fn new(yes: Threshold, of: Base) -> Self {
        Self { yes, of, tie: Tie::Fails }
    }

    /// Simple majority: more yes than no. Abstentions and invalid ballots count for neither.
    ///
    /// Robert's Rules (section 44) say the same of a majority vote, "more than half of the votes cast", where
    /// blanks and abstentions are no votes; those rules also count the unreadable: `invalid: true`.
    pub const fn simple() -> Self {
        Self::new(Threshold::MoreThan(Fraction::HALF), Base::YES_AND_NO)
    }

    /// Absolute majority: more than half of all who are entitled, absent or not.
    ///
    /// Parliaments use the words so, and also say "absolute majority of the votes cast" (Rules of the
    /// Inter-Parliamentary Council, rule 8): then take it [`of`](Self::of) those. Robert's Rules call it a
    /// majority of the entire membership.
    pub const fn absolute() -> Self {
        Self::new(Threshold::MoreThan(Fraction::HALF), Base::Entitled)
    }

    /// Two thirds: at least two thirds of yes and no, which is at least twice as many yes as no (Robert's
    /// Rules, section 44).
    pub const fn two_thirds() -> Self {
        Self::new(Threshold::AtLeast(Fraction::TWO_THIRDS), Base::YES_AND_NO)
    }

    /// The same of another base.
    #[must_use]
    pub const fn of(self, base: Base) -> Self {
        Self { of: base, ..self }
    }

    /// The same with another meaning of an equal vote.
    #[must_use]
    pub const fn breaking_ties(self, tie: Tie) -> Self {
        Self { tie, ..self }
    }
}
