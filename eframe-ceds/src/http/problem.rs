//! The one mapping of this crate's errors to problems.

use eframe_core::http::{IfMatch, Problem};
use http::StatusCode;
use serde_json::{Value, json};

use super::wire::AnswerWire;
use crate::{Error, Refusal};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Refused(refusal) => refused(refusal),
            Error::Busy => Self::unavailable(5),
            Error::Commit(error) => error.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        refused(refusal)
    }
}

impl Refusal {
    /// How it is told: the code, which names its message `ceds.refused.CODE` too, its status, and its title.
    fn told(&self) -> (&'static str, StatusCode, &'static str) {
        use StatusCode as S;
        match self {
            Self::Denied(_) => ("denied", S::FORBIDDEN, "They may not do this."),
            Self::Invalid(_) => ("invalid", S::UNPROCESSABLE_ENTITY, "Some fields are wrong."),
            Self::Stale(_) => ("stale", S::CONFLICT, "Somebody answered this meanwhile."),
            Self::Moved(_) => ("stale", S::CONFLICT, "It was changed meanwhile."),
            Self::NotAtThatStage(_) => (
                "not-at-that-stage",
                S::CONFLICT,
                "The assessment is not at the stage this step begins at.",
            ),
            Self::NotAtThatTime(_) => {
                ("not-at-that-time", S::CONFLICT, "The round is not at the time for this.")
            }
            Self::AlreadyBegun => {
                ("already-begun", S::CONFLICT, "The city has an assessment in this round.")
            }
            Self::ManyUnanswered { .. } => (
                "many-unanswered",
                S::CONFLICT,
                "So much is unanswered that some sections get no score.",
            ),
            Self::OwnWork => (
                "own-work",
                S::CONFLICT,
                "Somebody other than who handed it in or answered reviews it.",
            ),
            Self::BadDocument(_) => {
                ("bad-document", S::UNPROCESSABLE_ENTITY, "The document has faults.")
            }
            Self::OtherEdition => (
                "other-edition",
                S::CONFLICT,
                "This edition is kept already, and says something else.",
            ),
            Self::NoScores(_) => ("no-scores", S::CONFLICT, "The answers come to no scores."),
            Self::StillWaiting(_) => {
                ("still-waiting", S::CONFLICT, "Something that was handed in waits for its review.")
            }
            Self::TeamFull => ("team-full", S::CONFLICT, "The team is full."),
        }
    }

    /// What programs and messages call it: the message is `ceds.refused.CODE`.
    pub fn code(&self) -> &'static str {
        self.told().0
    }

    /// The status that a page or an answer with it has.
    pub fn status(&self) -> StatusCode {
        self.told().1
    }
}

fn refused(refusal: Refusal) -> Problem {
    let (code, status, title) = refusal.told();
    match refusal {
        Refusal::Denied(denied) => denied.into(),
        Refusal::Invalid(errors) => errors.into(),
        Refusal::Stale(current) => {
            let version = current.as_ref().map_or(0, |current| current.version.get());
            let current = current.map(|current| AnswerWire::from(*current));
            IfMatch::failed().member("version", version).member("current", current)
        }
        Refusal::Moved(version) => IfMatch::failed().member("version", version),
        refusal => {
            let problem = Problem::new(status, code, title);
            facts(&refusal)
                .into_iter()
                .fold(problem, |problem, (name, value)| problem.member(name, value))
        }
    }
}

/// What the asker needs to go on.
fn facts(refusal: &Refusal) -> Vec<(&'static str, Value)> {
    match refusal {
        Refusal::NotAtThatStage(stage) => vec![("stage", json!(stage))],
        Refusal::NotAtThatTime(phase) => vec![("phase", json!(phase))],
        Refusal::ManyUnanswered { answered, due, sections } => {
            vec![("answered", json!(answered)), ("due", json!(due)), ("sections", json!(sections))]
        }
        Refusal::BadDocument(faults) => vec![("faults", json!(faults))],
        Refusal::NoScores(why) => vec![("why", json!(why))],
        Refusal::StillWaiting(waiting) => vec![("waiting", json!(waiting))],
        _ => Vec::new(),
    }
}
