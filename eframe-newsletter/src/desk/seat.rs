use std::ops::Deref;

use axum::extract::FromRequestParts;
use eframe_core::block::axum;
use eframe_core::desk;
use eframe_core::frame::Area;
use eframe_core::http::Problem;
use http::request::Parts;

use crate::{Error, Newsletter, Refusal};

/// Somebody at the desk, with the newsletter. What they may, its methods ask.
pub(super) struct Desk {
    pub(super) newsletter: Newsletter,
    at: desk::Seat,
}

impl Deref for Desk {
    type Target = desk::Seat;

    fn deref(&self) -> &desk::Seat {
        &self.at
    }
}

impl FromRequestParts<Newsletter> for Desk {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Newsletter) -> Result<Self, Problem> {
        let world = of.store().database().world();
        let at = desk::Seat::take(parts, Area::Desk, of.mount(), of.presentation(), world).await?;
        Ok(Self { newsletter: of.clone(), at })
    }
}

impl Desk {
    /// Why a step was refused, in a sentence; what no sentence says is a problem.
    pub(super) fn refused(&self, error: Error) -> Result<String, Problem> {
        let key = match &error {
            Error::Refused(Refusal::NotAtThatStage(_)) => "newsletter.desk.refused.stage",
            Error::Refused(Refusal::NumberTaken(_)) => "newsletter.desk.refused.begun",
            Error::Refused(Refusal::LettersOut) => "newsletter.desk.refused.letters-out",
            Error::Refused(Refusal::Unwritten(_)) => "newsletter.desk.refused.unwritten",
            Error::Refused(Refusal::Untranslated(_)) => "newsletter.desk.refused.untranslated",
            Error::Refused(Refusal::GivenWhole) => "newsletter.desk.refused.given-whole",
            Error::Refused(Refusal::NothingInIt) => "newsletter.desk.refused.nothing-in-it",
            Error::Refused(Refusal::NoAddress) => "newsletter.desk.refused.no-address",
            Error::Refused(Refusal::NoReaders) => "newsletter.desk.refused.no-readers",
            Error::Refused(Refusal::NoneUnsure) => "newsletter.desk.refused.none-unsure",
            Error::Refused(Refusal::IssueMoved(_)) => "newsletter.desk.refused.moved",
            Error::Refused(Refusal::LetterTooLong { language, bytes, limit }) => {
                let kibibytes = |bytes: usize| bytes.div_ceil(1024).into();
                let (size, limit) = (kibibytes(*bytes), kibibytes(*limit));
                let args =
                    [("language", language.own_name().into()), ("size", size), ("limit", limit)];
                return Ok(self.say_with("newsletter.desk.refused.letter-too-long", &args));
            }
            Error::Refused(Refusal::TheirOwnWish) => "newsletter.desk.refused.their-own-wish",
            _ => return Err(error.into()),
        };
        Ok(self.say(key))
    }
}
