//! Somebody at a page that is theirs: at the desk, or among their organisation's own pages.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted, Recovered};
use eframe_core::frame::Area;
use eframe_core::http::Problem;
pub(crate) use eframe_core::http::see_other as to;
use eframe_core::{CommitError, desk};
use http::StatusCode;
use http::request::Parts;

use crate::rules::Sight;
use crate::words::Words;
use crate::{Error, Membership, Refusal};

/// Core's seat, with the block and its words.
pub(crate) struct Seat {
    pub(crate) membership: Membership,
    pub(crate) words: Words,
    at: desk::Seat,
}

impl Deref for Seat {
    type Target = desk::Seat;

    fn deref(&self) -> &desk::Seat {
        &self.at
    }
}

/// A seat at the desk. Whether they are staff, [`Desk::staff`] asks.
pub(crate) struct Desk(pub(crate) Seat);

/// A seat among an organisation's own pages.
pub(crate) struct Own(pub(crate) Seat);

impl FromRequestParts<Membership> for Desk {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Membership) -> Result<Self, Problem> {
        let seat = Seat::take(parts, of, Area::Desk).await?;
        if !Sight::of(seat.actor()).is_staff() {
            return Err(seat
                .actor()
                .require(crate::permission::READ)
                .err()
                .map_or_else(Problem::not_found, Problem::from));
        }
        Ok(Self(seat))
    }
}

impl FromRequestParts<Membership> for Own {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Membership) -> Result<Self, Problem> {
        Ok(Self(Seat::take(parts, of, Area::Account).await?))
    }
}

impl Seat {
    async fn take(parts: &mut Parts, of: &Membership, area: Area) -> Result<Self, Problem> {
        let world = of.store().database().world();
        let at = desk::Seat::take(parts, area, of.mount(), of.presentation(), world).await?;
        let words = Words { membership: of.clone(), language: at.language };
        Ok(Self { membership: of.clone(), words, at })
    }

    /// What was posted with what is wrong with it, and the status that goes with it. What no form can say is
    /// a problem.
    pub(crate) fn refused(
        &self,
        posted: &Posted,
        error: Error,
    ) -> Result<(Fields, StatusCode), Problem> {
        let form = Fields::posted(posted);
        if let Error::Refused(Refusal::Invalid(errors)) = &error {
            let form = form.refused(errors, self.membership.presentation(), self.language);
            return Ok((form, StatusCode::UNPROCESSABLE_ENTITY));
        }
        let (code, status) = told_at_a_form(&error).ok_or_else(|| Problem::from(error))?;
        let text = self.say(&["membership.refused.", code].concat());
        Ok((form.fault("", text), status))
    }
}

/// The code of what a form says above its fields, with what was typed still in them, and the status that goes with it.
fn told_at_a_form(error: &Error) -> Option<(&'static str, StatusCode)> {
    match error {
        Error::Refused(Refusal::Denied(_)) => None,
        Error::Refused(refusal) => Some(crate::http::said(refusal)),
        // Too many at once, again and again: what was typed is there to be sent once more.
        Error::Commit(CommitError::Contended) => Some(("contended", StatusCode::CONFLICT)),
        _ => None,
    }
}

/// The form that a page begins with: what was kept of it while its writer signed in again, else this; and whether it
/// was kept.
pub(crate) fn begun(Recovered(kept): Recovered, else_with: Fields) -> (Fields, bool) {
    match kept {
        Some(posted) => (Fields::posted(&posted), true),
        None => (else_with, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_too_slow_among_many_keeps_what_they_typed() {
        let contended = Error::Commit(CommitError::Contended);
        assert_eq!(told_at_a_form(&contended), Some(("contended", StatusCode::CONFLICT)));
        assert_eq!(told_at_a_form(&Error::NotFound), None);
    }
}
