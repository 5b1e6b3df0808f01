use std::fmt;

use serde::Serialize;

use crate::{
    Fraction, Ground, Outcome, Percent, Presence, QuorumRule, Roll, Rules, Tally, Threshold,
};

/// The proof line of a vote, as figures and as a neutral English sentence.
///
/// `14 of 20 present, 11 needed: quorate; 12 yes of 14 = 85.7 %, over 50 %`. [`Display`](fmt::Display) writes it;
/// for other languages a host hands the figures to its own message, with [`Comparison::name`],
/// [`Outcome::name`] and [`Ground::name`] as selectors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Proof {
    /// Who was there.
    pub quorum: QuorumProof,
    /// How the votes stood; nothing without a quorum, or when there was no vote to take a share of.
    pub majority: Option<MajorityProof>,
    /// How it ended.
    pub outcome: Outcome,
}

/// The first half of the line: `14 of 20 present, 11 needed: quorate`. Of use before a vote too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct QuorumProof {
    /// How many of the entitled are present.
    pub present: u64,
    /// How many are entitled.
    pub entitled: u64,
    /// How many have to be present.
    pub needed: u64,
}

/// The second half of the line: `12 yes of 14 = 85.7 %, over 50 %`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MajorityProof {
    /// Votes for.
    pub yes: u64,
    /// What the majority is taken of.
    pub base: u64,
    /// How many yes votes carry.
    pub needed: u64,
    /// What yes is of the base; to read, not to decide. In data it is `perMille`: 857 for `85.7 %`.
    #[serde(rename = "perMille")]
    pub share: Percent,
    /// What carries.
    pub threshold: Threshold,
    /// How yes stands to the threshold.
    pub comparison: Comparison,
}

/// How the yes votes stand to what carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Comparison {
    /// Above the part they had to exceed.
    Over,
    /// Not above it.
    NotOver,
    /// At the part they had to reach, or above.
    AtLeast,
    /// Below it.
    Under,
    /// All, as it had to be.
    All,
    /// Not all, as it had to be.
    NotAll,
}

impl Proof {
    /// The proof of a tally that was counted under these rules.
    pub fn new(rules: &Rules, tally: &Tally) -> Self {
        let quorum =
            QuorumProof { present: tally.present, entitled: tally.entitled, needed: tally.quorum };
        let share = Percent::of(tally.yes, tally.base).filter(|_| tally.is_quorate());
        let majority = share.map(|share| MajorityProof {
            yes: tally.yes,
            base: tally.base,
            needed: tally.needed,
            share,
            threshold: rules.majority.yes,
            comparison: Comparison::of(rules.majority.yes, tally.yes >= tally.needed),
        });
        Self { quorum, majority, outcome: tally.outcome }
    }
}

impl QuorumProof {
    /// Whether those present now make a quorum.
    pub fn of(roll: &Roll, presence: &Presence, rule: QuorumRule) -> Self {
        let entitled = roll.entitled_count();
        Self { present: presence.counted(roll), entitled, needed: rule.needed(entitled) }
    }

    /// Whether enough are present.
    pub const fn is_quorate(&self) -> bool {
        self.present >= self.needed
    }
}

impl Comparison {
    const fn of(threshold: Threshold, met: bool) -> Self {
        match (threshold, met) {
            (Threshold::MoreThan(_), true) => Self::Over,
            (Threshold::MoreThan(_), false) => Self::NotOver,
            (Threshold::AtLeast(_), true) => Self::AtLeast,
            (Threshold::AtLeast(_), false) => Self::Under,
            (Threshold::All, true) => Self::All,
            (Threshold::All, false) => Self::NotAll,
        }
    }

    /// Its stable name, for a message's selector: `over`, `notOver`, `atLeast`, `under`, `all`, `notAll`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::NotOver => "notOver",
            Self::AtLeast => "atLeast",
            Self::Under => "under",
            Self::All => "all",
            Self::NotAll => "notAll",
        }
    }
}

impl fmt::Display for Proof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}; ", self.quorum)?;
        if let Some(majority) = &self.majority {
            write!(out, "{majority}")?;
        }
        match self.outcome {
            Outcome::Carried { by: Ground::Votes } | Outcome::Rejected { by: Ground::Votes } => {
                Ok(())
            }
            Outcome::Carried { .. } | Outcome::Rejected { .. } => {
                write!(out, ": tied, {}", self.outcome)
            }
            Outcome::Tied => out.write_str(": tied, and the chair did not decide"),
            Outcome::Inquorate { .. } => out.write_str("no result"),
            Outcome::NoResult => out.write_str("no votes to count, no result"),
        }
    }
}

impl fmt::Display for QuorumProof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { present, entitled, needed } = self;
        let quorate = if self.is_quorate() { "quorate" } else { "not quorate" };
        write!(out, "{present} of {entitled} present, {needed} needed: {quorate}")
    }
}

impl fmt::Display for MajorityProof {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { yes, base, share, .. } = self;
        write!(out, "{yes} yes of {base} = {share}, ")?;
        let words = match self.comparison {
            Comparison::Over => "over ",
            Comparison::NotOver => "not over ",
            Comparison::AtLeast => "at least ",
            Comparison::Under => "under ",
            Comparison::All => "all",
            Comparison::NotAll => "not all",
        };
        out.write_str(words)?;
        self.threshold.share().map_or(Ok(()), |part| write_part(out, part))
    }
}

/// `50 %` where that is exact, else `2/3`: a rounded limit would state another rule.
fn write_part(out: &mut fmt::Formatter<'_>, part: Fraction) -> fmt::Result {
    match part.whole_percent() {
        Some(percent) => write!(out, "{percent} %"),
        None => write!(out, "{part}"),
    }
}
