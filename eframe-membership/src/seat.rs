//! Somebody at a page that is theirs: at the desk, or among their organisation's own pages.

use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted, Recovered};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{Asked, CallerOf, Cursor, Problem, Query};
use eframe_core::template::Template;
use eframe_core::{Actor, Caller, CommitError, Denied, Language};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};
use serde::de::DeserializeOwned;

use crate::rules::Sight;
use crate::words::Words;
use crate::{Error, Membership, Refusal};

/// Who acts, what they asked, and in which language pages are shown to them.
pub(crate) struct Seat {
    pub(crate) membership: Membership,
    pub(crate) caller: Caller,
    pub(crate) language: Language,
    pub(crate) words: Words,
    pub(crate) query: Posted,
    asked: Language,
    area: Area,
    path: String,
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
        let Ok(CallerOf(caller)) = CallerOf::from_request_parts(parts, of).await;
        if caller.actor.is_anonymous() {
            return Err(Denied::SignIn.into());
        }
        let Ok(Asked(asked)) = Asked::from_request_parts(parts, of).await;
        let Query(query) = Query::<Posted>::from_request_parts(parts, of).await?;
        let language = of.presentation().shown_in(area, asked);
        let path = match area {
            Area::Desk => of.mount().desk_url(parts.uri.path()),
            _ => of.mount().account_url(parts.uri.path()),
        };
        let words = Words { membership: of.clone(), language };
        Ok(Self { membership: of.clone(), caller, language, words, query, asked, area, path })
    }

    pub(crate) fn actor(&self) -> &Actor {
        &self.caller.actor
    }

    pub(crate) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// The address of a page of the same area.
    pub(crate) fn url(&self, path: &str) -> String {
        match self.area {
            Area::Desk => self.membership.mount().desk_url(path),
            _ => self.membership.mount().account_url(path),
        }
    }

    /// The place to go on from in a list, as the address has it.
    ///
    /// # Errors
    /// 400 when it is made up.
    pub(crate) fn after<T: DeserializeOwned>(&self) -> Result<Option<T>, Problem> {
        let asked = self.query.one("after");
        if asked.is_empty() {
            return Ok(None);
        }
        let made_up = |_| Problem::bad_request("cursor", "The cursor is not one of ours.");
        let cursor: Cursor = serde_json::from_value(asked.into()).map_err(made_up)?;
        cursor.read().map(Some)
    }

    /// What has just been done, if the address says so: the message that begins with `key` and ends with one of `known`.
    pub(crate) fn notice(&self, key: &str, known: &[&str]) -> String {
        match known.iter().find(|done| **done == self.query.one("done")) {
            Some(done) => self.say(&[key, done].concat()),
            None => String::new(),
        }
    }

    /// The page in its frame.
    pub(crate) async fn page<T: Template>(
        &self,
        title: &str,
        page: &T,
    ) -> Result<Response, Problem> {
        let once = self.membership.store().database().world().ids.next();
        let ask = FrameAsk::new(self.asked, self.area, title, &*self.path);
        let ask = ask.actor(self.actor()).once(once);
        let html = self.membership.presentation().html(&ask, page).await;
        Ok(Html(html.map_err(Problem::internal)?).into_response())
    }

    /// The same page, because something is wrong with what was posted.
    pub(crate) async fn again<T: Template>(
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

/// 303 to a path of this site.
pub(crate) fn to(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
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
