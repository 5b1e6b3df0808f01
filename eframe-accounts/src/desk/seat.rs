use std::ops::Deref;

use axum::extract::FromRequestParts;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::Area;
use eframe_core::http::Problem;
pub(super) use eframe_core::http::see_other as to;
use eframe_core::{Version, desk};
use http::StatusCode;
use http::request::Parts;

use crate::model::{Membership, Organisation};
use crate::pages::{Words, said};
use crate::{Accounts, Error, Refusal};

/// Core's seat at the desk, with the block and its words.
pub(super) struct Seat {
    pub(super) accounts: Accounts,
    pub(super) words: Words,
    at: desk::Seat,
}

impl Deref for Seat {
    type Target = desk::Seat;

    fn deref(&self) -> &desk::Seat {
        &self.at
    }
}

impl FromRequestParts<Accounts> for Seat {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Accounts) -> Result<Self, Problem> {
        let (mount, presentation) = (of.mount(), of.presentation());
        let at = desk::Seat::take(parts, Area::Desk, mount, presentation, of.world()).await?;
        let words = Words { accounts: of.clone(), language: at.language };
        Ok(Self { accounts: of.clone(), words, at })
    }
}

impl Seat {
    /// What has just been done, if the address says so.
    pub(super) fn notice(&self) -> String {
        let known = ["sent", "withdrawn", "added", "roles", "factor", "off", "on"];
        self.at.notice("accounts.desk.done.", &known)
    }

    /// What was posted with what is wrong with it, and the status that goes with it. What no form can say is
    /// a problem.
    pub(super) fn refused(
        &self,
        posted: &Posted,
        error: Error,
    ) -> Result<(Fields, StatusCode), Problem> {
        let (language, presentation) = (self.words.language, self.accounts.presentation());
        let form = Fields::posted(posted);
        let (field, key, status) = match &error {
            Error::Refused(Refusal::Invalid(errors)) => {
                let form = form.refused(errors, presentation, language);
                return Ok((form, StatusCode::UNPROCESSABLE_ENTITY));
            }
            Error::Stale => ("", "accounts.desk.refused-stale", StatusCode::CONFLICT),
            Error::Refused(refusal) => match desk_words(refusal) {
                Some((field, key)) => (field, key, status(refusal)),
                None => return Err(error.into()),
            },
            _ => return Err(error.into()),
        };
        Ok((form.fault(field, self.say(key)), status))
    }

    /// A role as the desk shows it.
    pub(super) fn role(&self, one: &Membership, organisations: &[Organisation]) -> String {
        let role = self.words.role(&one.role);
        match organisations.iter().find(|known| Some(known.id) == one.organisation) {
            Some(organisation) => {
                let organisation = organisation.name.as_str().into();
                let args = [("role", role.into()), ("organisation", organisation)];
                self.words.say_with("accounts.desk.roles-for", &args)
            }
            None => role,
        }
    }
}

/// The status of a page that says a refusal beside its form.
fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::BeyondOrganisations { .. } => StatusCode::FORBIDDEN,
        Refusal::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
        _ => StatusCode::CONFLICT,
    }
}

fn desk_words(refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    Some(match refusal {
        Refusal::BeyondOrganisations { .. } => ("role", "accounts.desk.refused-beyond"),
        Refusal::Throttled { .. } => ("", "accounts.desk.refused-many"),
        Refusal::LastAdministrator => ("", "accounts.desk.refused-last"),
        Refusal::OnYourself => ("", "accounts.desk.refused-yourself"),
        Refusal::NameTaken => ("name", "accounts.desk.refused-name"),
        Refusal::LinkDead => ("", "accounts.desk.refused-used"),
        other => return said(other),
    })
}

/// The version that a form was made from.
pub(super) fn version(posted: &Posted) -> Option<Version> {
    posted.one("version").parse().ok().map(Version::new)
}
