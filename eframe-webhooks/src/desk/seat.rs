use std::ops::Deref;

use axum::extract::FromRequestParts;
use eframe_core::block::axum;
use eframe_core::desk::{self, Standing};
use eframe_core::frame::Area;
use eframe_core::http::Problem;
use http::request::Parts;

use crate::model::{Delivery, DeliveryState, Endpoint, Last, State, Why};
use crate::{Error, Refusal, Webhooks};

/// Somebody at the desk, with the webhooks. What they may, its methods ask.
pub(super) struct Desk {
    pub(super) webhooks: Webhooks,
    at: desk::Seat,
}

impl Deref for Desk {
    type Target = desk::Seat;

    fn deref(&self) -> &desk::Seat {
        &self.at
    }
}

impl FromRequestParts<Webhooks> for Desk {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Webhooks) -> Result<Self, Problem> {
        let world = of.store().database().world();
        let at = desk::Seat::take(parts, Area::Desk, of.mount(), of.presentation(), world).await?;
        Ok(Self { webhooks: of.clone(), at })
    }
}

impl Desk {
    /// Why a step was refused, in a sentence; what no sentence says is a problem.
    pub(super) fn refused(&self, error: Error) -> Result<String, Problem> {
        let key = match &error {
            Error::Refused(Refusal::IsOn) => "webhooks.desk.refused.on",
            Error::Refused(Refusal::IsOff) => "webhooks.desk.refused.off",
            Error::Refused(Refusal::Waits) => "webhooks.desk.refused.waits",
            Error::Refused(Refusal::Moved(_)) => "webhooks.desk.refused.moved",
            _ => return Err(error.into()),
        };
        Ok(self.say(key))
    }

    /// What an event is called; its name where nobody has words for it.
    pub(super) fn event(&self, name: &str) -> String {
        let known = self.webhooks.kinds().iter().find(|kind| kind.name == name);
        let said =
            known.map(|kind| self.webhooks.presentation().say(self.language, kind.words, &[]));
        match said.filter(|said| said.language.is_some()) {
            Some(said) => said.text,
            None if name == crate::event::PING => self.say("webhooks.desk.ping"),
            None => name.to_owned(),
        }
    }

    /// How an endpoint stands, in a word.
    pub(super) fn stands(&self, endpoint: &Endpoint) -> (Standing, String) {
        let (standing, key) = match endpoint.state {
            State::Off { why: Why::Person, .. } => (Standing::Note, "webhooks.desk.why.person"),
            State::Off { why: Why::Gone, .. } => (Standing::Bad, "webhooks.desk.why.gone"),
            State::Off { why: Why::Failing, .. } => (Standing::Bad, "webhooks.desk.why.failing"),
            State::On if endpoint.failing_since.is_some() => {
                (Standing::Warn, "webhooks.desk.failing")
            }
            State::On => (Standing::Ok, "webhooks.desk.on"),
        };
        (standing, self.say(key))
    }

    /// How a delivery stands, in a word.
    pub(super) fn reached(&self, delivery: &Delivery) -> (Standing, String) {
        let standing = match delivery.state {
            DeliveryState::Waiting { .. } if delivery.attempts > 0 => Standing::Warn,
            DeliveryState::Waiting { .. } => Standing::Note,
            DeliveryState::Arrived => Standing::Ok,
            DeliveryState::Failed => Standing::Bad,
        };
        (standing, self.say(&["webhooks.desk.state.", delivery.state.code()].concat()))
    }

    /// How an attempt ended: the status that was answered, or why there was none.
    pub(super) fn answered(&self, last: Option<&Last>) -> String {
        let Some(last) = last else { return self.say("webhooks.desk.not-tried") };
        match (last.code, last.lost) {
            (Some(code), _) => code.to_string(),
            (None, Some(lost)) => self.say(&["webhooks.desk.lost.", lost.code()].concat()),
            (None, None) => String::new(),
        }
    }
}
