use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Standing};
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{Asked, CallerOf, Problem, Query};
use eframe_core::messages::Arg;
use eframe_core::template::Template;
use eframe_core::{Actor, Caller, Denied, Language, Version};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};

use crate::cms::stage_name;
use crate::model::{Kind, Stage};
use crate::{Cms, Error, Refusal};

/// Somebody at the desk: who acts, what they asked, and in which language the desk is shown to them.
pub(super) struct Seat {
    pub(super) cms: Cms,
    pub(super) caller: Caller,
    pub(super) language: Language,
    pub(super) query: Posted,
    asked: Language,
    path: String,
}

impl FromRequestParts<Cms> for Seat {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, cms: &Cms) -> Result<Self, Problem> {
        let Ok(CallerOf(caller)) = CallerOf::from_request_parts(parts, cms).await;
        if caller.actor.is_anonymous() {
            return Err(Denied::SignIn.into());
        }
        let Ok(Asked(asked)) = Asked::from_request_parts(parts, cms).await;
        let Query(query) = Query::<Posted>::from_request_parts(parts, cms).await?;
        let language = cms.presentation().shown_in(Area::Desk, asked);
        let path = cms.mount().desk_url(parts.uri.path());
        Ok(Self { cms: cms.clone(), caller, language, query, asked, path })
    }
}

impl Seat {
    pub(super) fn actor(&self) -> &Actor {
        &self.caller.actor
    }

    /// Lets only those pass who write, review or publish.
    pub(super) fn staff(&self) -> Result<(), Problem> {
        Ok(self.cms.staff(self.actor())?)
    }

    /// There is no page for a language that the site is not written in.
    pub(super) fn speaks(&self, language: Language) -> Result<(), Error> {
        if self.cms.languages().contains(&language) { Ok(()) } else { Err(Error::NotFound) }
    }

    pub(super) fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    pub(super) fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.cms.presentation().say(self.language, key, args).text
    }

    pub(super) fn kind(&self, kind: Kind) -> String {
        self.say(&["cms.desk.kind.", kind.code()].concat())
    }

    pub(super) fn stage(&self, stage: Stage) -> String {
        self.say(stage_name(stage))
    }

    /// A stage as a cell of a list.
    pub(super) fn stage_cell(&self, stage: Stage) -> Cell {
        Cell::status(standing(stage), self.stage(stage))
    }

    pub(super) fn url(&self, path: &str) -> String {
        self.cms.mount().desk_url(path)
    }

    /// What has just been done, if the address says so.
    pub(super) fn notice(&self) -> String {
        const DONE: [&str; 9] = [
            "created",
            "saved",
            "submitted",
            "approved",
            "returned",
            "published",
            "withdrawn",
            "moved",
            "menu",
        ];
        match DONE.into_iter().find(|done| *done == self.query.one("done")) {
            Some(done) => self.say(&["cms.desk.done.", done].concat()),
            None => String::new(),
        }
    }

    /// A page of the desk.
    pub(super) async fn page<T: Template>(
        &self,
        title: &str,
        page: &T,
    ) -> Result<Response, Problem> {
        let ask = FrameAsk::new(self.asked, Area::Desk, title, &*self.path)
            .actor(self.actor())
            .once(self.cms.fresh());
        let html = self.cms.presentation().html(&ask, page).await.map_err(Problem::internal)?;
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
        let form = Fields::posted(posted);
        let Error::Refused(refusal) = &error else { return Err(error.into()) };
        if let Refusal::Invalid(errors) = refusal {
            let form = form.refused(errors, self.cms.presentation(), self.language);
            return Ok((form, StatusCode::UNPROCESSABLE_ENTITY));
        }
        let (field, key, status) = match refusal {
            Refusal::AddressTaken => ("slug", "cms.desk.refused.taken", StatusCode::CONFLICT),
            Refusal::Reserved(_) => {
                ("slug", "cms.desk.refused.reserved", StatusCode::UNPROCESSABLE_ENTITY)
            }
            Refusal::TooDeep => {
                ("parent", "cms.desk.refused.deep", StatusCode::UNPROCESSABLE_ENTITY)
            }
            Refusal::NoPlaceThere => {
                ("parent", "cms.desk.refused.place", StatusCode::UNPROCESSABLE_ENTITY)
            }
            Refusal::WithinItself => ("parent", "cms.desk.refused.within", StatusCode::CONFLICT),
            Refusal::OwnWork => ("", "cms.desk.refused.own", StatusCode::FORBIDDEN),
            Refusal::ContentChanged => ("", "cms.desk.refused.changed", StatusCode::CONFLICT),
            Refusal::NotAtThatStage(_) => ("", "cms.desk.refused.stage", StatusCode::CONFLICT),
            Refusal::StaleDocument(_) | Refusal::StaleMenu(_) => {
                ("", "cms.desk.refused.stale", StatusCode::CONFLICT)
            }
            _ => return Err(error.into()),
        };
        Ok((form.fault(field, self.say(key)), status))
    }
}

/// How a stage looks.
pub(super) const fn standing(stage: Stage) -> Standing {
    match stage {
        Stage::Live => Standing::Ok,
        Stage::InReview | Stage::Approved => Standing::Warn,
        Stage::Draft | Stage::Superseded => Standing::Note,
        Stage::Withdrawn => Standing::Bad,
    }
}

/// The version that a form was made from.
pub(super) fn version(posted: &Posted) -> Version {
    Version::new(posted.one("version").parse().unwrap_or_default())
}

/// 303 to a path of this site.
pub(super) fn to(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}
