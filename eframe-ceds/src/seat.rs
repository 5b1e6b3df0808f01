//! Somebody at a page that is theirs: at the desk, or among their city's own pages.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use eframe_core::block::axum;
use eframe_core::desk;
use eframe_core::form::Fields;
use eframe_core::frame::Area;
use eframe_core::http::Problem;
pub(crate) use eframe_core::http::see_other as to;
use http::StatusCode;
use http::request::Parts;

use crate::rules::Sight;
use crate::words::Words;
use crate::{Ceds, Error, Refusal};

/// Core's seat, with the block and its words.
pub(crate) struct Seat {
    pub(crate) ceds: Ceds,
    pub(crate) words: Words,
    at: desk::Seat,
}

impl Deref for Seat {
    type Target = desk::Seat;

    fn deref(&self) -> &desk::Seat {
        &self.at
    }
}

/// A seat at the desk, where staff alone sit.
pub(crate) struct AtDesk(pub(crate) Seat);

/// A seat among a city's own pages.
pub(crate) struct Own(pub(crate) Seat);

impl FromRequestParts<Ceds> for AtDesk {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Ceds) -> Result<Self, Problem> {
        let seat = Seat::take(parts, of, Area::Desk).await?;
        if !Sight::of(seat.actor()).is_staff() {
            let denied = seat.actor().require(crate::permission::READ).err();
            return Err(denied.map_or_else(Problem::not_found, Problem::from));
        }
        Ok(Self(seat))
    }
}

impl FromRequestParts<Ceds> for Own {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Ceds) -> Result<Self, Problem> {
        Ok(Self(Seat::take(parts, of, Area::Account).await?))
    }
}

impl Seat {
    async fn take(parts: &mut Parts, of: &Ceds, area: Area) -> Result<Self, Problem> {
        let world = of.store().database().world();
        let at = desk::Seat::take(parts, area, of.mount(), of.presentation(), world).await?;
        let words = Words { presentation: of.presentation().clone(), language: at.language };
        Ok(Self { ceds: of.clone(), words, at })
    }

    /// A form with what is wrong with it, and the status that goes with it. What no form can say is a problem.
    pub(crate) fn refused(
        &self,
        form: Fields,
        error: Error,
    ) -> Result<(Fields, StatusCode), Problem> {
        match error {
            Error::Refused(Refusal::Invalid(errors)) => {
                let form = form.refused(&errors, self.ceds.presentation(), self.language);
                Ok((form, StatusCode::UNPROCESSABLE_ENTITY))
            }
            Error::Refused(refusal @ Refusal::Denied(_)) => Err(Error::Refused(refusal).into()),
            Error::Refused(refusal) => {
                let text = self.say(&["ceds.refused.", refusal.code()].concat());
                Ok((form.fault("", text), refusal.status()))
            }
            error => Err(error.into()),
        }
    }
}
