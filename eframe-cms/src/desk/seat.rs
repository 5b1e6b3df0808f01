use std::ops::Deref;

use axum::extract::FromRequestParts;
use eframe_core::block::axum;
use eframe_core::desk::{self, Cell, Standing};
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::Area;
use eframe_core::http::Problem;
pub(super) use eframe_core::http::see_other as to;
use eframe_core::{Language, Version};
use http::StatusCode;
use http::request::Parts;

use crate::cms::stage_name;
use crate::model::{Address, DocumentId, Kind, MediaKind, Stage};
use crate::{Cms, Error, Found, Refusal};

/// Core's seat at the desk, with the block.
pub(super) struct Seat {
    pub(super) cms: Cms,
    at: desk::Seat,
}

impl Deref for Seat {
    type Target = desk::Seat;

    fn deref(&self) -> &desk::Seat {
        &self.at
    }
}

impl FromRequestParts<Cms> for Seat {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, cms: &Cms) -> Result<Self, Problem> {
        let world = cms.store().database().world();
        let (mount, presentation) = (cms.mount(), cms.presentation());
        let at = desk::Seat::take(parts, Area::Desk, mount, presentation, world).await?;
        Ok(Self { cms: cms.clone(), at })
    }
}

impl Seat {
    /// Lets only those pass who write, review or publish.
    pub(super) fn staff(&self) -> Result<(), Problem> {
        Ok(self.cms.staff(self.actor())?)
    }

    /// The document that somebody names by an address of its, now or once, or by its id.
    pub(super) async fn named(&self, typed: &str) -> Result<Option<DocumentId>, Error> {
        if let Ok(id) = typed.parse() {
            return Ok(Some(id));
        }
        let mut at = typed.to_owned();
        for _ in 0..2 {
            match self.cms.find(self.actor(), &at).await {
                Ok(Found::Here(document)) => return Ok(Some(document.id)),
                Ok(Found::Moved(address)) => at = Address::into(address),
                // What was taken down can be written to again, and stands in menus until then.
                Ok(Found::Gone(ended)) => return Ok(Some(ended.document)),
                Err(Error::NotFound) => return Ok(None),
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    /// There is no page for a language that the site is not written in.
    pub(super) fn speaks(&self, language: Language) -> Result<(), Error> {
        if self.cms.languages().contains(&language) { Ok(()) } else { Err(Error::NotFound) }
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

    /// What has just been done, if the address says so.
    pub(super) fn notice(&self) -> String {
        const DONE: [&str; 20] = [
            "created",
            "saved",
            "submitted",
            "approved",
            "approved-one",
            "returned",
            "published",
            "withdrawn",
            "discarded",
            "planned",
            "planned-skipped",
            "planned-twice",
            "plan-cancelled",
            "entrusted",
            "moved",
            "arranged",
            "preview-ended",
            "menu",
            "redirected",
            "unredirected",
        ];
        self.at.notice("cms.desk.done.", &DONE)
    }

    pub(super) fn media_kind(&self, kind: MediaKind) -> String {
        self.say(&["cms.desk.media.kind.", kind.code()].concat())
    }

    /// What has just been done in the library, if the address says so.
    pub(super) fn media_notice(&self) -> String {
        const DONE: [&str; 6] =
            ["added", "added-more", "described", "replaced", "released", "retired"];
        self.at.notice("cms.desk.media.done.", &DONE)
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
            Refusal::NamesLanguage(_) => {
                ("slug", "cms.desk.refused.language", StatusCode::UNPROCESSABLE_ENTITY)
            }
            Refusal::TooDeep => {
                ("parent", "cms.desk.refused.deep", StatusCode::UNPROCESSABLE_ENTITY)
            }
            Refusal::NoPlaceThere => {
                ("parent", "cms.desk.refused.place", StatusCode::UNPROCESSABLE_ENTITY)
            }
            Refusal::WithinItself => ("parent", "cms.desk.refused.within", StatusCode::CONFLICT),
            Refusal::PagesBelow => ("", "cms.desk.refused.below", StatusCode::CONFLICT),
            Refusal::Unfit(_) => ("", "cms.desk.refused.unfit", StatusCode::UNPROCESSABLE_ENTITY),
            Refusal::OwnWork => ("", "cms.desk.refused.own", StatusCode::FORBIDDEN),
            Refusal::AlreadyApproved => ("", "cms.desk.edition.given", StatusCode::CONFLICT),
            Refusal::NotAsked(_) => ("", "cms.desk.edition.others", StatusCode::FORBIDDEN),
            Refusal::NotYetApproved(_) => ("", "cms.desk.refused.not-yet", StatusCode::CONFLICT),
            Refusal::ContentChanged => ("", "cms.desk.refused.changed", StatusCode::CONFLICT),
            Refusal::NotAtThatStage(_) => ("", "cms.desk.refused.stage", StatusCode::CONFLICT),
            Refusal::Retired => ("", "cms.desk.refused.retired", StatusCode::GONE),
            Refusal::StillShown(pages) => {
                let said = self.and_all("cms.desk.refused.shown", pages.iter());
                return Ok((form.fault("", said), StatusCode::CONFLICT));
            }
            Refusal::LacksThere(lacking) => {
                let texts = lacking
                    .iter()
                    .map(|one| format!("{} ({})", one.address, one.language.own_name()));
                let said = self.and_all("cms.desk.refused.lacking", texts);
                return Ok((form.fault("", said), StatusCode::CONFLICT));
            }
            Refusal::StaleDocument(now) | Refusal::StaleMedia(now) => {
                return Ok((self.overtaken(posted, *now), StatusCode::CONFLICT));
            }
            Refusal::StaleMenu(menu) => {
                return Ok((self.overtaken(posted, menu.version), StatusCode::CONFLICT));
            }
            Refusal::StaleTree(_) => ("", "cms.desk.refused.stale", StatusCode::CONFLICT),
            _ => return Err(error.into()),
        };
        Ok((form.fault(field, self.say(key)), status))
    }

    /// A sentence that ends with what it is about.
    fn and_all(&self, key: &str, all: impl Iterator<Item = impl ToString>) -> String {
        let all = all.map(|one| one.to_string()).collect::<Vec<_>>().join(", ");
        format!("{} {all}", self.say(key))
    }

    /// What was posted, with the version that stands now: to send it again from here is to know what it takes the place
    /// of.
    fn overtaken(&self, posted: &Posted, now: Version) -> Fields {
        let form = Fields::posted(&posted.clone().without(&["version"]));
        let form = form.with("version", now.to_string());
        form.fault("", self.say("cms.desk.refused.overtaken"))
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

/// Whether somebody else changed what a form is about since it was made: then it shows what stands there now.
pub(super) const fn is_overtaken(error: &Error) -> bool {
    matches!(
        error,
        Error::Refused(Refusal::StaleDocument(_) | Refusal::StaleMenu(_) | Refusal::StaleMedia(_))
    )
}

/// The version that a form was made from.
pub(super) fn version(posted: &Posted) -> Version {
    Version::new(posted.one("version").parse().unwrap_or_default())
}
