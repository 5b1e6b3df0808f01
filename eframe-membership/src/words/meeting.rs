//! Meetings and votes in words: the proof line from its figures, the rules a vote was held by, how it ended.

use eframe_ballot::{
    Base, Choice, Comparison, Fraction, Ground, MajorityProof, Outcome, Proof, QuorumProof,
    QuorumRule, Rules, Threshold, Tie,
};
use eframe_core::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::Words;
use crate::model::{
    BodyCode, Composition, ItemStage, Kind, Matter, Meeting, MeetingStage, MeetingState, Office,
};

/// The proof line in the reader's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct ProofView {
    /// `14 of 20 present, 11 needed: quorate`.
    pub(crate) quorum: String,
    /// `12 yes of 14 = 85.7 %, over 50 %`; nothing where there was no vote to take a share of.
    pub(crate) majority: Option<String>,
    /// How it ended.
    pub(crate) outcome: String,
    /// How that looks: `ok`, `bad` or `warn`.
    pub(crate) look: &'static str,
}

/// Reasons that are written by rules and not by people.
const REASONS: [&str; 7] =
    ["off-the-agenda", "not-reached", "called-off", "inquorate", "tied", "noResult", "rejected"];

/// That a meeting was called off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct OffView {
    at: Timestamp,
    /// What was written for everyone invited.
    reason: String,
}

impl OffView {
    /// What is said of this meeting, if it was.
    pub(crate) fn of(meeting: &Meeting) -> Option<Self> {
        match &meeting.state {
            MeetingState::CalledOff { at, reason, .. } => {
                Some(Self { at: *at, reason: reason.clone() })
            }
            _ => None,
        }
    }

    /// One for samples.
    pub(crate) fn sample() -> Self {
        Self { reason: "The hall is flooded.\nWe meet in spring.".to_owned(), ..Self::default() }
    }
}

/// How a meeting's stage looks: `ok`, `warn`, `bad` or `note`.
pub(crate) const fn meeting_look(stage: MeetingStage) -> &'static str {
    match stage {
        MeetingStage::Planned => "note",
        MeetingStage::Open => "warn",
        MeetingStage::Closed => "ok",
        MeetingStage::CalledOff => "bad",
    }
}

impl Words {
    pub(crate) fn meeting_stage(&self, stage: MeetingStage) -> String {
        self.say(&["membership.meeting.stage.", stage.code()].concat())
    }

    pub(crate) fn item_stage(&self, stage: ItemStage) -> String {
        self.say(&["membership.item.stage.", stage.code()].concat())
    }

    /// An instant as the clocks of a named zone show it; in UTC, where nobody knows the zone any more.
    pub(crate) fn moment(&self, at: Timestamp, zone: &str) -> String {
        let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        self.presentation().formats(self.language).datetime(at, &zone)
    }

    /// What an item decides, in a line: the application by its number with who applies for what, or a motion's question.
    pub(crate) fn matter(&self, matter: &Matter) -> String {
        match matter {
            Matter::Application { number, name, kind, .. } => {
                let kind = kind.parse::<Kind>().map(|kind| self.kind(&kind)).unwrap_or_default();
                let parts = [number, name, &kind].map(String::as_str);
                let args = ["number", "name", "kind"].into_iter().zip(parts);
                let args: Vec<_> = args.map(|(name, part)| (name, part.into())).collect();
                let key = if kind.is_empty() { "matter" } else { "matter-kind" };
                self.say_with(&["membership.minutes.", key].concat(), &args)
            }
            Matter::Motion { title, .. } => title.clone(),
        }
    }

    /// Yes, no, abstention, or a paper that can't be read.
    pub(crate) fn choice(&self, choice: Option<Choice>) -> String {
        self.say(match choice {
            Some(Choice::Yes) => "membership.choice.yes",
            Some(Choice::No) => "membership.choice.no",
            Some(Choice::Abstain) => "membership.choice.abstain",
            _ => "membership.choice.unread",
        })
    }

    /// What people call an office of a body, today or under an earlier charter.
    pub(crate) fn office(&self, body: &BodyCode, office: &Office) -> String {
        let versions = self.membership.charter().versions().iter().rev();
        let rules = versions.filter_map(|version| version.bodies.get(body)).filter_map(|body| {
            let Composition::Offices { offices, .. } = &body.composition else { return None };
            offices.iter().find(|rule| rule.code == *office)
        });
        let name = rules.filter_map(|rule| rule.name.pick(self.language)).next();
        name.map_or_else(|| office.to_string(), |picked| picked.value.clone())
    }

    /// Why something was put off or refused: what somebody wrote, or what a rule gave as its reason.
    pub(crate) fn why(&self, reason: &str) -> String {
        match REASONS.into_iter().find(|known| *known == reason) {
            Some("noResult") => self.say("membership.why.no-result"),
            Some(known) => self.say(&["membership.why.", known].concat()),
            None => reason.to_owned(),
        }
    }

    /// How a vote ended.
    pub(crate) fn outcome(&self, outcome: Outcome) -> String {
        let ending = match outcome {
            Outcome::Carried { by: Ground::Chair } => "carried-chair",
            Outcome::Carried { .. } => "carried",
            Outcome::Rejected { by: Ground::Chair } => "rejected-chair",
            Outcome::Rejected { by: Ground::TieRule } => "rejected-tie",
            Outcome::Rejected { .. } => "rejected",
            Outcome::Inquorate { .. } => "inquorate",
            Outcome::Tied => "tied",
            _ => "no-result",
        };
        self.say(&["membership.outcome.", ending].concat())
    }

    /// The whole proof line.
    pub(crate) fn proof(&self, proof: &Proof) -> ProofView {
        let look = match proof.outcome {
            Outcome::Carried { .. } => "ok",
            Outcome::Rejected { .. } => "bad",
            _ => "warn",
        };
        ProofView {
            quorum: self.quorum(&proof.quorum),
            majority: proof.majority.as_ref().map(|majority| self.majority(majority)),
            outcome: self.outcome(proof.outcome),
            look,
        }
    }

    /// Its first half: whether enough were there.
    pub(crate) fn quorum(&self, proof: &QuorumProof) -> String {
        self.say_with(
            "membership.proof.quorum",
            &[
                ("present", proof.present.into()),
                ("entitled", proof.entitled.into()),
                ("needed", proof.needed.into()),
                ("quorate", if proof.is_quorate() { "yes" } else { "no" }.into()),
            ],
        )
    }

    fn majority(&self, proof: &MajorityProof) -> String {
        let MajorityProof { yes, base, share, threshold, comparison, .. } = proof;
        let percent = share.tenths() as f64 / 10.0;
        let percent = self.presentation().formats(self.language).decimal(percent, 1);
        let limit = self.compared(*comparison, threshold.share());
        self.say_with(
            "membership.proof.majority",
            &[
                ("yes", (*yes).into()),
                ("base", (*base).into()),
                ("percent", percent.as_str().into()),
                ("limit", limit.as_str().into()),
            ],
        )
    }

    fn compared(&self, comparison: Comparison, part: Option<Fraction>) -> String {
        let key = match comparison {
            Comparison::Over => "membership.proof.over",
            Comparison::NotOver => "membership.proof.not-over",
            Comparison::AtLeast => "membership.proof.at-least",
            Comparison::Under => "membership.proof.under",
            Comparison::All => "membership.proof.all",
            _ => "membership.proof.not-all",
        };
        let part = part.map(|part| self.part(part)).unwrap_or_default();
        self.say_with(key, &[("part", part.as_str().into())])
    }

    /// `50 %` where that is exact, else `2/3`: a rounded limit would state another rule.
    fn part(&self, part: Fraction) -> String {
        match part.whole_percent() {
            Some(percent) => {
                self.say_with("membership.proof.percent", &[("percent", u64::from(percent).into())])
            }
            None => part.to_string(),
        }
    }

    /// What a vote was held by, a sentence each: who had to be there, what carries, what a tie means.
    pub(crate) fn rules(&self, rules: &Rules) -> Vec<String> {
        let quorum = match rules.quorum {
            QuorumRule::Number(number) => {
                self.say_with("membership.rule.quorum-number", &[("number", number.into())])
            }
            QuorumRule::Entitled(threshold) => {
                let part = self.threshold(threshold);
                self.say_with("membership.rule.quorum", &[("part", part.as_str().into())])
            }
            _ => String::new(),
        };
        let of = match rules.majority.of {
            Base::Present => "membership.rule.of-present",
            Base::Entitled => "membership.rule.of-entitled",
            Base::YES_AND_NO => "membership.rule.of-yes-and-no",
            _ => "membership.rule.of-cast",
        };
        let part = self.threshold(rules.majority.yes);
        let majority = self.say_with(of, &[("part", part.as_str().into())]);
        let tie = match rules.majority.tie {
            Tie::Chair => self.say("membership.rule.tie-chair"),
            _ => self.say("membership.rule.tie-fails"),
        };
        [quorum, majority, tie].into_iter().filter(|said| !said.is_empty()).collect()
    }

    fn threshold(&self, threshold: Threshold) -> String {
        let key = match threshold {
            Threshold::MoreThan(_) => "membership.rule.more-than",
            Threshold::AtLeast(_) => "membership.rule.at-least",
            _ => return self.say("membership.rule.all"),
        };
        let part = threshold.share().map(|part| part.to_string()).unwrap_or_default();
        self.say_with(key, &[("part", part.as_str().into())])
    }
}
