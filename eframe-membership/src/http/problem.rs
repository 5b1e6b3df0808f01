//! The one mapping of this crate's errors to problems.

use eframe_core::http::{IfMatch, Problem};
use http::{StatusCode, header};
use serde_json::{Value, json};

use crate::{Error, Refusal};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Refused(refusal) => refused(refusal),
            Error::Commit(error) => error.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        refused(refusal)
    }
}

/// How a refusal is told: the code, which names its message `membership.refused.CODE` too, its status, and its title.
fn told(refusal: &Refusal) -> (&'static str, StatusCode, &'static str) {
    use StatusCode as S;
    match refusal {
        Refusal::Denied(_) => ("denied", S::FORBIDDEN, "They may not do this."),
        Refusal::Invalid(_) => ("invalid", S::UNPROCESSABLE_ENTITY, "Some fields are wrong."),
        Refusal::Stale(_) | Refusal::Moved(_) => {
            ("stale", S::CONFLICT, "It was changed meanwhile.")
        }
        Refusal::ContentsChanged(_) => (
            "contents-changed",
            S::CONFLICT,
            "The form or its documents are others than those that were read.",
        ),
        Refusal::NotAtThatStage(_) => (
            "not-at-that-stage",
            S::CONFLICT,
            "The application is not at the stage this step begins at.",
        ),
        Refusal::NotAtThatMeeting(_) => (
            "not-at-that-meeting",
            S::CONFLICT,
            "The meeting is not at the stage this step begins at.",
        ),
        Refusal::NotAtThatItem(_) => {
            ("not-at-that-item", S::CONFLICT, "The item is not at the stage this step begins at.")
        }
        Refusal::NotSigned => ("not-signed", S::CONFLICT, "The form is not signed as it stands."),
        Refusal::AlreadyApplying => {
            ("already-applying", S::CONFLICT, "The organisation has an application under way.")
        }
        Refusal::AlreadyMember(_) => {
            ("already-member", S::CONFLICT, "The organisation is a member already.")
        }
        Refusal::NotInThatStanding(_) => {
            ("not-in-that-standing", S::CONFLICT, "The member's standing does not allow this.")
        }
        Refusal::NotInTheCharter => {
            ("not-in-the-charter", S::CONFLICT, "The charter in force knows no such step.")
        }
        Refusal::NoRight(_) => {
            ("no-right", S::FORBIDDEN, "The member has no right to this on that day.")
        }
        Refusal::NotPresent => ("not-present", S::CONFLICT, "The member is not marked as present."),
        Refusal::AlreadyVoted(_) => {
            ("already-voted", S::CONFLICT, "The member voted on this item already.")
        }
        Refusal::NoSeatLeft => ("no-seat-left", S::CONFLICT, "Every seat is taken in these days."),
        Refusal::AlreadyInOffice => {
            ("already-in-office", S::CONFLICT, "The member holds an office there in these days.")
        }
        Refusal::AlreadySettled => ("already-settled", S::CONFLICT, "The fee was settled before."),
        Refusal::InGrace => ("in-grace", S::CONFLICT, "The grace period has not run out."),
        Refusal::NothingToAsk => ("nothing-to-ask", S::CONFLICT, "There is no fee to ask for."),
        Refusal::ItemOpen => ("item-open", S::CONFLICT, "An item is being voted on."),
        Refusal::BadFile(_) => {
            ("bad-file", S::UNPROCESSABLE_ENTITY, "The file has faults. Nothing of it was taken.")
        }
        Refusal::AlreadyThere => {
            ("already-there", S::CONFLICT, "The register has such a member already.")
        }
        Refusal::Throttled(_) => {
            ("throttled", S::TOO_MANY_REQUESTS, "Too many tries. Wait before the next.")
        }
        Refusal::NotOfTheOrganisation => (
            "not-of-the-organisation",
            S::FORBIDDEN,
            "Somebody of the organisation itself has to do this.",
        ),
    }
}

/// The code and the status of a refusal, for pages.
pub(crate) fn said(refusal: &Refusal) -> (&'static str, StatusCode) {
    let (code, status, _) = told(refusal);
    (code, status)
}

fn refused(refusal: Refusal) -> Problem {
    let (code, status, title) = told(&refusal);
    match refusal {
        Refusal::Denied(denied) => denied.into(),
        Refusal::Invalid(errors) => errors.into(),
        Refusal::Stale(current) => IfMatch::failed()
            .member("version", current.version)
            .member("current", json!({ "form": current.form, "changed": current.changed })),
        Refusal::Throttled(seconds) => {
            Problem::new(status, code, title).header(header::RETRY_AFTER, seconds.into())
        }
        Refusal::Moved(version) => IfMatch::failed().member("version", version),
        refusal => {
            let problem = Problem::new(status, code, title);
            match facts(&refusal) {
                Some((name, value)) => problem.member(name, value),
                None => problem,
            }
        }
    }
}

/// What the asker needs to go on.
fn facts(refusal: &Refusal) -> Option<(&'static str, Value)> {
    Some(match refusal {
        Refusal::ContentsChanged(contents) => ("contents", json!(contents)),
        Refusal::NotAtThatStage(stage) => ("stage", json!(stage)),
        Refusal::NotAtThatMeeting(stage) => ("stage", json!(stage)),
        Refusal::NotAtThatItem(stage) => ("stage", json!(stage)),
        Refusal::AlreadyMember(standing) => ("standing", json!(standing)),
        Refusal::NotInThatStanding(standing) => ("standing", json!(standing)),
        Refusal::NoRight(reasons) => ("reasons", json!(reasons)),
        Refusal::AlreadyVoted(Some(vote)) => {
            ("vote", json!({ "choice": vote.choice, "at": vote.at }))
        }
        Refusal::BadFile(faults) => ("faults", json!(faults)),
        _ => return None,
    })
}
