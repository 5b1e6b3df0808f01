//! Names of states and the like, in the reader's language.

mod meeting;

use eframe_core::messages::Arg;
use eframe_core::{Language, Presentation};
use jiff::civil::Date;

pub(crate) use meeting::{OffView, ProofView, meeting_look};

use crate::Membership;
use crate::model::{
    BodyCode, Country, Happened, Happening, Kind, Money, Region, Right, Stage, Standing,
};
use crate::rules::is_public;
use crate::store::Payment;

/// Says things in one language.
#[derive(Clone)]
pub(crate) struct Words {
    pub(crate) membership: Membership,
    pub(crate) language: Language,
}

impl Words {
    pub(crate) fn presentation(&self) -> &Presentation {
        self.membership.presentation()
    }

    /// The message of this key.
    pub(crate) fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The message of this key, filled in.
    pub(crate) fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.presentation().say(self.language, key, args).text
    }

    pub(crate) fn stage(&self, stage: Stage) -> String {
        self.say(&["membership.stage.", stage.code()].concat())
    }

    pub(crate) fn standing(&self, standing: Standing) -> String {
        self.say(&["membership.standing.", standing.code()].concat())
    }

    pub(crate) fn region(&self, region: Region) -> String {
        self.say(&["membership.region.", region.code()].concat())
    }

    pub(crate) fn right(&self, right: Right) -> String {
        self.say(&["membership.right.", right.code()].concat())
    }

    pub(crate) fn country(&self, country: Country) -> String {
        self.say(&["membership.country.", &country.code().to_lowercase()].concat())
    }

    /// What people call a kind of member today, or its code when the charter has forgotten it.
    pub(crate) fn kind(&self, kind: &Kind) -> String {
        let version = self.membership.charter().on(self.membership.today());
        let name = version.kinds.get(kind).and_then(|rule| rule.name.pick(self.language));
        name.map_or_else(|| kind.to_string(), |picked| picked.value.clone())
    }

    /// What people called a body on a day, or its code when no charter of that day knows it.
    pub(crate) fn body(&self, body: &BodyCode, day: Date) -> String {
        let version = self.membership.charter().on(day);
        let name = version.bodies.get(body).and_then(|body| body.name.pick(self.language));
        name.map_or_else(|| body.to_string(), |picked| picked.value.clone())
    }

    /// An amount, written in full.
    pub(crate) fn money(&self, amount: Money) -> String {
        let Money { minor, currency } = amount;
        let formats = self.presentation().formats(self.language);
        formats.money(minor, currency.decimals(), currency.code())
    }

    /// How a fee stands.
    pub(crate) fn payment(&self, payment: Payment) -> String {
        self.say(&["membership.fee.", payment.code()].concat())
    }

    pub(crate) fn date(&self, day: Date) -> String {
        self.presentation().formats(self.language).date(day)
    }

    /// What happened to a member, as everyone may know it: no reason is told.
    pub(crate) fn happened(&self, one: &Happened) -> String {
        if let Happening::Submitted { other_kind: Some(other), .. } = &one.what {
            let kind = self.kind(&other.wants);
            return self
                .say_with("membership.happened.submitted-as", &[("kind", kind.as_str().into())]);
        }
        let (body, period) = match &one.what {
            Happening::Approved { body, .. } => (self.body(body, one.on), ""),
            Happening::Lapsed { period } => (String::new(), period.as_str()),
            _ => (String::new(), ""),
        };
        let key = ["membership.happened.", one.what.code()].concat();
        self.say_with(&key, &[("body", body.as_str().into()), ("period", period.into())])
    }

    /// Why somebody has no right to something, as a sentence.
    pub(crate) fn reason(&self, reason: &eframe_ballot::Reason) -> String {
        let fact = |name: &str| reason.facts.get(name).map(String::as_str).unwrap_or_default();
        let standing = Standing::named(fact("standing"));
        let standing = standing.map(|standing| self.standing(standing)).unwrap_or_default();
        let kind = fact("kind").parse().map(|kind| self.kind(&kind)).unwrap_or_default();
        let formats = self.presentation().formats(self.language);
        let due = fact("due").parse().map(|due| formats.date(due)).unwrap_or_default();
        if !is_public(reason) && reason.facts.is_empty() {
            return self.say("membership.reason.owes");
        }
        self.say_with(
            &["membership.reason.", &reason.code].concat(),
            &[
                ("standing", standing.as_str().into()),
                ("kind", kind.as_str().into()),
                ("period", fact("period").into()),
                ("due", due.as_str().into()),
            ],
        )
    }
}
