use std::net::IpAddr;

use eframe_core::throttle::{Throttle, network};
use eframe_core::{Actor, Caller, RepeatKey, Timestamp, canonical, sha256};
use jiff::civil::Date;
use serde::Serialize;

use super::Membership;
use crate::model::{Form, Side, Stage, clean};
use crate::rules::{ApplicationStanding, Begin, due};
use crate::{Error, Refusal};

/// What whoever has an application's number and code is told of it: no names, and nothing of its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Followed {
    /// Its number.
    pub number: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when; a draft has no such moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// The day by which the organisation has to do something, in the charter's zone, where it has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Membership {
    /// Where an application stands, for whoever has its number and its code. `from` is where they ask from: nobody asks
    /// more than twenty times in ten minutes.
    ///
    /// # Errors
    /// [`Error::NotFound`] when number or code are not right; [`Refusal::Throttled`].
    pub async fn follow(
        &self,
        from: Option<IpAddr>,
        number: &str,
        code: &str,
    ) -> Result<Followed, Error> {
        self.try_it(&self.inner.tries.follow, &place(from))?;
        let plain = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let (number, code) = (plain(number).to_uppercase(), plain(code).to_lowercase());
        let found = self.store().numbered(&number).await?;
        // Digests take the same time to compare, however much of a guess is right.
        let is_code = |known: &str| sha256(known.as_bytes()) == sha256(code.as_bytes());
        let found = found.filter(|application| is_code(&application.code));
        let application = found.ok_or(Error::NotFound)?;
        let due = due(&application.state, self.charter());
        Ok(Followed {
            number: application.number,
            stage: application.state.stage(),
            since: application.state.since(),
            until: due.filter(|due| due.side == Side::Applicant).map(|due| due.day),
        })
    }

    /// Begins an application for an organisation that is new, for whoever fills in the public form: signed in or not. The
    /// same answers sent twice within a day begin one.
    ///
    /// # Errors
    /// See [`rules::begin`](crate::rules::begin) for refusals; [`Refusal::Throttled`].
    pub async fn begin_anew(
        &self,
        actor: Actor,
        from: Option<IpAddr>,
        form: Form,
    ) -> Result<ApplicationStanding, Error> {
        let form = form.cleaned();
        let digest = sha256(&canonical(&form).map_err(|_| Error::NotFound)?);
        let repeat = RepeatKey { key: format!("apply-{digest}"), fingerprint: digest };
        let caller = Caller { actor, repeat: Some(repeat) };
        let begin = Begin { organisation: None, form };
        self.begin_from(&caller, Some(place(from)), begin).await
    }

    /// Refuses whoever begins again and again, or has mail sent to one address again and again. Who has not signed in is
    /// counted by where they ask from.
    pub(super) fn may_begin(
        &self,
        begin: &Begin,
        network: Option<&str>,
        actor: &Actor,
    ) -> Result<(), Refusal> {
        self.checked(begin, actor)?;
        let signed_in = (!actor.is_anonymous()).then(|| format!("actor {}", actor.id()));
        if let Some(who) = signed_in.as_deref().or(network) {
            self.try_it(&self.inner.tries.begin, who)?;
        }
        if begin.organisation.is_some() {
            return Ok(());
        }
        // The address as the rule takes it: marks that nobody sees make no other one of it.
        let address = clean(&begin.form.contact_email, false).to_lowercase();
        self.try_it(&self.inner.tries.mail, &address)
    }

    /// Refuses answers that are wrong before they count as a try.
    fn checked(&self, begin: &Begin, actor: &Actor) -> Result<(), Refusal> {
        let (given, now) = (self.given(), self.now());
        crate::rules::begin(begin, &given, None, self.charter(), actor, now).map(drop)
    }

    pub(super) fn try_it(&self, what: &Throttle, who: &str) -> Result<(), Refusal> {
        what.count(who, self.now()).map_err(Refusal::Throttled)
    }
}

/// Where somebody asks from, as it is counted.
fn place(from: Option<IpAddr>) -> String {
    from.map(|from| network(from).to_string()).unwrap_or_default()
}
