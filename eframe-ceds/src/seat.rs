//! Somebody at a page that is theirs: at the desk, or among their city's own pages.

use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{Asked, CallerOf, Problem, Query};
use eframe_core::template::Template;
use eframe_core::{Actor, Caller, Denied, Language};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};

use crate::rules::Sight;
use crate::words::Words;
use crate::{Ceds, Error, Refusal};

/// Who acts, what they asked, and in which language pages are shown to them.
pub(crate) struct Seat {
    pub(crate) ceds: Ceds,
    pub(crate) caller: Caller,
    pub(crate) words: Words,
    pub(crate) query: Posted,
    asked: Language,
    area: Area,
    path: String,
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
        let words = Words { presentation: of.presentation().clone(), language };
        Ok(Self { ceds: of.clone(), caller, words, query, asked, area, path })
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
            Area::Desk => self.ceds.mount().desk_url(path),
            _ => self.ceds.mount().account_url(path),
        }
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
        let once = self.ceds.store().database().world().ids.next();
        let ask = FrameAsk::new(self.asked, self.area, title, &*self.path);
        let ask = ask.actor(self.actor()).once(once);
        let html = self.ceds.presentation().html(&ask, page).await;
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

    /// A form with what is wrong with it, and the status that goes with it. What no form can say is a problem.
    pub(crate) fn refused(
        &self,
        form: Fields,
        error: Error,
    ) -> Result<(Fields, StatusCode), Problem> {
        match error {
            Error::Refused(Refusal::Invalid(errors)) => {
                let form = form.refused(&errors, self.ceds.presentation(), self.words.language);
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

/// 303 to a path of this site.
pub(crate) fn to(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}
