//! The one mapping of this crate's errors to problems.

use eframe_core::http::Problem;
use http::{StatusCode, header};

use crate::{Error, Refusal};

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Refused(refusal) => refused(refusal),
            // Only jobs and the command line read folders.
            error @ Error::Folder(_) => Self::internal(error),
            // Only the start reads it.
            error @ Error::List(_) => Self::internal(error),
            error @ Error::Letter(_) => Self::internal(error),
            Error::Commit(error) => error.into(),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        refused(refusal)
    }
}

/// What programs go by; it names the message `newsletter.refused.CODE` too.
const fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Denied(_) => "denied",
        Refusal::Invalid(_) => "invalid",
        Refusal::LinkDead => "link-dead",
        Refusal::TextChanged => "text-changed",
        Refusal::NotAtThatStage(_) => "not-at-that-stage",
        Refusal::NumberTaken(_) => "number-taken",
        Refusal::LettersOut => "letters-out",
        Refusal::IssueMoved(_) => "issue-moved",
        Refusal::Unwritten(_) => "unwritten",
        Refusal::Untranslated(_) => "untranslated",
        Refusal::Composed => "composed",
        Refusal::GivenWhole => "given-whole",
        Refusal::NothingInIt => "nothing-in-it",
        Refusal::LetterTooLong { .. } => "letter-too-long",
        Refusal::NoAddress => "no-address",
        Refusal::NoReaders => "no-readers",
        Refusal::NoneUnsure => "none-unsure",
        Refusal::TheirOwnWish => "their-own-wish",
        Refusal::BadFile(_) => "bad-file",
        Refusal::Throttled(_) => "throttled",
    }
}

const fn title(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Denied(_) => "They may not do this.",
        Refusal::Invalid(_) => "Some fields are wrong.",
        Refusal::LinkDead => "The link was used, is too old, or another took its place.",
        Refusal::TextChanged => "The words of the consent are others than those that were read.",
        Refusal::NotAtThatStage(_) => "The issue is not where this step begins.",
        Refusal::NumberTaken(_) => "The quarter has its issue.",
        Refusal::LettersOut => "Letters of the issue have left.",
        Refusal::IssueMoved(_) => "Somebody changed the issue since.",
        Refusal::Unwritten(_) => "The issue is not written in all its languages.",
        Refusal::Untranslated(_) => "Some read languages in which the issue is not written.",
        Refusal::Composed => "The issue is put together, and its text made of that.",
        Refusal::GivenWhole => "The issue was given as a whole.",
        Refusal::NothingInIt => "Nothing stands in the issue.",
        Refusal::LetterTooLong { .. } => "The letter is longer than mail programs show.",
        Refusal::NoAddress => "Nobody knows where you get mail.",
        Refusal::NoReaders => "Nobody would get the issue.",
        Refusal::NoneUnsure => "No letter of the issue stays unsure.",
        Refusal::TheirOwnWish => "Nothing is sent to this address by its owner's own wish.",
        Refusal::BadFile(_) => "The file has faults. Nothing of it was taken.",
        Refusal::Throttled(_) => "Too many tries. Wait before the next.",
    }
}

const fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::Denied(_) => StatusCode::FORBIDDEN,
        Refusal::Invalid(_) | Refusal::BadFile(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Refusal::LinkDead => StatusCode::GONE,
        Refusal::TextChanged
        | Refusal::NotAtThatStage(_)
        | Refusal::NumberTaken(_)
        | Refusal::LettersOut
        | Refusal::Unwritten(_)
        | Refusal::Untranslated(_)
        | Refusal::Composed
        | Refusal::GivenWhole
        | Refusal::NothingInIt
        | Refusal::LetterTooLong { .. }
        | Refusal::NoAddress
        | Refusal::NoReaders
        | Refusal::NoneUnsure
        | Refusal::TheirOwnWish => StatusCode::CONFLICT,
        Refusal::IssueMoved(_) => StatusCode::PRECONDITION_FAILED,
        Refusal::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
    }
}

fn refused(refusal: Refusal) -> Problem {
    let (code, status, title) = (code(&refusal), status(&refusal), title(&refusal));
    match refusal {
        Refusal::Denied(denied) => denied.into(),
        Refusal::Invalid(errors) => errors.into(),
        Refusal::Throttled(seconds) => {
            Problem::new(status, code, title).header(header::RETRY_AFTER, seconds.into())
        }
        Refusal::NotAtThatStage(stage) => {
            Problem::new(status, code, title).member("stage", stage.name())
        }
        Refusal::Unwritten(languages) | Refusal::Untranslated(languages) => {
            Problem::new(status, code, title).member("languages", languages)
        }
        Refusal::LetterTooLong { language, bytes, limit } => Problem::new(status, code, title)
            .member("language", language)
            .member("bytes", bytes)
            .member("limit", limit),
        Refusal::BadFile(faults) => {
            Problem::new(status, code, title).member("faults", serde_json::json!(faults))
        }
        Refusal::LinkDead
        | Refusal::TextChanged
        | Refusal::NumberTaken(_)
        | Refusal::LettersOut
        | Refusal::IssueMoved(_)
        | Refusal::Composed
        | Refusal::GivenWhole
        | Refusal::NothingInIt
        | Refusal::NoAddress
        | Refusal::NoReaders
        | Refusal::NoneUnsure
        | Refusal::TheirOwnWish => Problem::new(status, code, title),
    }
}
