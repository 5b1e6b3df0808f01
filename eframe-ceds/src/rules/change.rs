use std::sync::Arc;

use eframe_core::{Commit, Digest, Event, Guard, Subject, Timestamp, Version};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::event;
use crate::model::{
    Answer, Assessment, AssessmentId, Comment, Edition, Evidence, EvidenceId, Frozen, Round,
    RoundId, Snapshot, Stage, State,
};

/// One thing to be written. The store applies them in order, in one transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A document is kept, if it is not yet.
    Keep(Box<NewInstrument>),
    /// A round comes into being.
    Open(Box<Round>),
    /// A round's name, days and state are written anew.
    WriteRound(Box<Round>),
    /// An assessment comes into being.
    Begin(Box<Assessment>),
    /// An assessment's facts, team, consent and state are written anew.
    Write(Box<Assessment>),
    /// Questions are answered, for the first time or anew; every version is kept.
    Answer(Vec<Answer>),
    /// A file belongs to an assessment from now on.
    Attach(Box<Evidence>),
    /// A file belongs to its assessment no more; the sweeper takes its bytes.
    Detach(EvidenceId),
    /// Something is said.
    Comment(Box<Comment>),
    /// What an assessment came to.
    Freeze(Box<Frozen>),
    /// Which cities of a round are compared.
    Compare {
        /// The round.
        round: RoundId,
        /// The cities.
        snapshot: Box<Snapshot>,
    },
}

/// A document to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewInstrument {
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// The instrument's id.
    pub instrument: String,
    /// Its edition.
    pub edition: String,
    /// `toml` or `json`.
    pub format: &'static str,
    /// The document.
    pub text: String,
}

/// What a rule about an assessment is given: all that stands around it.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The assessment.
    pub assessment: Assessment,
    /// Its round.
    pub round: Round,
    /// What is asked there.
    pub edition: Arc<Edition>,
    /// The day, in the zone of the rounds.
    pub today: Date,
}

/// What a rule is given of chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chance {
    /// The id of the thing that comes into being.
    pub id: Uuid,
    /// A second one, for what comes into being with it.
    pub second: Uuid,
}

/// Where an assessment stands after a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AssessmentStanding {
    /// The assessment.
    pub assessment: AssessmentId,
    /// Where it stands.
    pub stage: Stage,
    /// Its version.
    pub version: Version,
}

/// A round after a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoundStanding {
    /// The round.
    pub round: RoundId,
    /// Its version.
    pub version: Version,
}

/// The tag under which public pages about rounds and what came of them are kept.
pub(crate) const ROUNDS_TAG: &str = "ceds:rounds";

const ASSESSMENTS: &str = "ceds_assessment";
const ROUNDS: &str = "ceds_round";
const ANSWERS: &str = "ceds_answer";

pub(super) fn write(assessment: &Assessment) -> Guard {
    Guard::write(ASSESSMENTS, assessment.id.uuid(), assessment.version)
}

/// The assessment has to stay as it was read; many may answer at once.
pub(super) fn beside(assessment: &Assessment) -> Guard {
    Guard::read(ASSESSMENTS, assessment.id.uuid(), assessment.version)
}

pub(super) fn write_round(round: &Round) -> Guard {
    Guard::write(ROUNDS, round.id.uuid(), round.version)
}

pub(super) fn within(round: &Round) -> Guard {
    Guard::read(ROUNDS, round.id.uuid(), round.version)
}

pub(super) fn write_answer(answer: &Answer) -> Guard {
    Guard::write(ANSWERS, answer.id.uuid(), answer.version)
}

pub(super) fn about(assessment: AssessmentId) -> Subject {
    Subject::of(event::ASSESSMENT, assessment.uuid())
}

pub(super) fn about_round(round: RoundId) -> Subject {
    Subject::of(event::ROUND, round.uuid())
}

/// Writes an assessment anew.
pub(super) fn rewritten(
    commit: Commit<Change>,
    was: &Assessment,
    next: Assessment,
    now: Timestamp,
) -> Commit<Change> {
    let next = Assessment { changed: now, ..next };
    commit.guard(write(was)).change(Change::Write(Box::new(next)))
}

impl AssessmentStanding {
    /// After a commit that writes the assessment anew.
    pub(super) fn after(assessment: &Assessment, state: &State) -> Self {
        Self { assessment: assessment.id, stage: state.stage(), version: assessment.version.next() }
    }
}

/// The event of this kind about an assessment.
macro_rules! told {
    ($event:ident, $of:expr) => {
        $crate::event::$event {
            assessment: $of.id,
            organisation: $of.organisation,
            round: $of.round,
        }
    };
}
pub(super) use told;

/// Lets an event out; here so that every rule does it alike.
pub(super) fn sent(commit: Commit<Change>, event: &impl Event) -> Commit<Change> {
    commit.send(event)
}
