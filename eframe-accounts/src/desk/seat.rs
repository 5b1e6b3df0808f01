use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{Asked, CallerOf, Problem, Query};
use eframe_core::template::Template;
use eframe_core::{Caller, Denied, Version};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};

use crate::model::{Membership, Organisation};
use crate::pages::{Words, said};
use crate::{Accounts, Error, Refusal};

/// Somebody at the desk: who acts, what they asked, and what they read.
pub(super) struct Seat {
    pub(super) accounts: Accounts,
    pub(super) caller: Caller,
    /// In the language that the desk is shown in.
    pub(super) words: Words,
    pub(super) query: Posted,
    asked: eframe_core::Language,
    path: String,
}

impl FromRequestParts<Accounts> for Seat {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, accounts: &Accounts) -> Result<Self, Problem> {
        let Ok(CallerOf(caller)) = CallerOf::from_request_parts(parts, accounts).await;
        if caller.actor.is_anonymous() {
            return Err(Denied::SignIn.into());
        }
        let Ok(Asked(asked)) = Asked::from_request_parts(parts, accounts).await;
        let Query(query) =
            Query::<BTreeMap<String, String>>::from_request_parts(parts, accounts).await?;
        let query: Posted = query.into_iter().collect();
        let language = accounts.presentation().shown_in(Area::Desk, asked);
        let words = Words { accounts: accounts.clone(), language };
        let path = accounts.mount().desk_url(parts.uri.path());
        Ok(Self { accounts: accounts.clone(), caller, words, query, asked, path })
    }
}

impl Seat {
    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    pub(super) fn url(&self, path: &str) -> String {
        self.accounts.mount().desk_url(path)
    }

    /// What has just been done, if the address says so.
    pub(super) fn notice(&self) -> String {
        match self.query.one("done") {
            done @ ("sent" | "withdrawn" | "added" | "roles" | "off" | "on") => {
                self.say(&["accounts.desk.done.", done].concat())
            }
            _ => String::new(),
        }
    }

    /// A page of the desk.
    pub(super) async fn page<T: Template>(
        &self,
        title: &str,
        page: &T,
    ) -> Result<Response, Problem> {
        let ask = FrameAsk::new(self.asked, Area::Desk, title, &*self.path)
            .actor(&self.caller.actor)
            .once(self.accounts.world().ids.next());
        let html =
            self.accounts.presentation().html(&ask, page).await.map_err(Problem::internal)?;
        Ok(Html(html).into_response())
    }

    /// The same page, because something is wrong with what was posted.
    pub(super) async fn again<T: Template>(
        &self,
        title: &str,
        page: &T,
        status: StatusCode,
    ) -> Result<Response, Problem> {
        let mut response = self.page(title, page).await?;
        *response.status_mut() = status;
        Ok(response)
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
        _ => StatusCode::CONFLICT,
    }
}

fn desk_words(refusal: &Refusal) -> Option<(&'static str, &'static str)> {
    Some(match refusal {
        Refusal::BeyondOrganisations { .. } => ("role", "accounts.desk.refused-beyond"),
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

/// 303 to a path of this site.
pub(super) fn to(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}
