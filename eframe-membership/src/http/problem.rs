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

/// What programs go by; it names the message `membership.refused.CODE` too.
const fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Denied(_) => "denied",
        Refusal::Invalid(_) => "invalid",
        Refusal::Stale(_) | Refusal::Moved(_) => "stale",
        Refusal::ContentsChanged(_) => "contents-changed",
        Refusal::NotAtThatStage(_) => "not-at-that-stage",
        Refusal::NotAtThatMeeting(_) => "not-at-that-meeting",
        Refusal::NotAtThatItem(_) => "not-at-that-item",
        Refusal::NotSigned => "not-signed",
        Refusal::AlreadyApplying => "already-applying",
        Refusal::AlreadyMember(_) => "already-member",
        Refusal::NotInThatStanding(_) => "not-in-that-standing",
        Refusal::NotInTheCharter => "not-in-the-charter",
        Refusal::NoRight(_) => "no-right",
        Refusal::NotPresent => "not-present",
        Refusal::AlreadyVoted(_) => "already-voted",
        Refusal::NoSeatLeft => "no-seat-left",
        Refusal::AlreadyInOffice => "already-in-office",
        Refusal::AlreadySettled => "already-settled",
        Refusal::InGrace => "in-grace",
        Refusal::NothingToAsk => "nothing-to-ask",
        Refusal::ItemOpen => "item-open",
        Refusal::BadFile(_) => "bad-file",
        Refusal::AlreadyThere => "already-there",
        Refusal::Throttled(_) => "throttled",
        Refusal::NotOfTheOrganisation => "not-of-the-organisation",
    }
}

const fn title(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Denied(_) => "They may not do this.",
        Refusal::Invalid(_) => "Some fields are wrong.",
        Refusal::Stale(_) | Refusal::Moved(_) => "It was changed meanwhile.",
        Refusal::ContentsChanged(_) => {
            "The form or its documents are others than those that were read."
        }
        Refusal::NotAtThatStage(_) => "The application is not at the stage this step begins at.",
        Refusal::NotAtThatMeeting(_) => "The meeting is not at the stage this step begins at.",
        Refusal::NotAtThatItem(_) => "The item is not at the stage this step begins at.",
        Refusal::NotSigned => "The form is not signed as it stands.",
        Refusal::AlreadyApplying => "The organisation has an application under way.",
        Refusal::AlreadyMember(_) => "The organisation is a member already.",
        Refusal::NotInThatStanding(_) => "The member's standing does not allow this.",
        Refusal::NotInTheCharter => "The charter in force knows no such step.",
        Refusal::NoRight(_) => "The member has no right to this on that day.",
        Refusal::NotPresent => "The member is not marked as present.",
        Refusal::AlreadyVoted(_) => "The member voted on this item already.",
        Refusal::NoSeatLeft => "Every seat is taken in these days.",
        Refusal::AlreadyInOffice => "The member holds an office there in these days.",
        Refusal::AlreadySettled => "The fee was settled before.",
        Refusal::InGrace => "The grace period has not run out.",
        Refusal::NothingToAsk => "There is no fee to ask for.",
        Refusal::ItemOpen => "An item is being voted on.",
        Refusal::BadFile(_) => "The file has faults. Nothing of it was taken.",
        Refusal::AlreadyThere => "The register has such a member already.",
        Refusal::Throttled(_) => "Too many tries. Wait before the next.",
        Refusal::NotOfTheOrganisation => "Somebody of the organisation itself has to do this.",
    }
}

const fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Denied(_) | Refusal::NoRight(_) | Refusal::NotOfTheOrganisation => {
            StatusCode::FORBIDDEN
        }
        Refusal::Invalid(_) | Refusal::BadFile(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::Stale(_)
        | Refusal::Moved(_)
        | Refusal::ContentsChanged(_)
        | Refusal::NotAtThatStage(_)
        | Refusal::NotAtThatMeeting(_)
        | Refusal::NotAtThatItem(_)
        | Refusal::NotSigned
        | Refusal::AlreadyApplying
        | Refusal::AlreadyMember(_)
        | Refusal::NotInThatStanding(_)
        | Refusal::NotInTheCharter
        | Refusal::NotPresent
        | Refusal::AlreadyVoted(_)
        | Refusal::NoSeatLeft
        | Refusal::AlreadyInOffice
        | Refusal::AlreadySettled
        | Refusal::InGrace
        | Refusal::NothingToAsk
        | Refusal::ItemOpen
        | Refusal::AlreadyThere => StatusCode::CONFLICT,
        Refusal::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
    }
}

/// The code and the status of a refusal, for pages.
pub(crate) fn said(refusal: &Refusal) -> (&'static str, StatusCode) {
    (code(refusal), status(refusal))
}

fn refused(refusal: Refusal) -> Problem {
    let (code, status, title) = (code(&refusal), status(&refusal), title(&refusal));
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
