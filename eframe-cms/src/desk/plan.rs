use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Cell, Column, FormPage, List, Row, Standing};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{FieldErrors, Language, Timestamp};
use serde::Serialize;

use super::document::title;
use super::seat::{Seat, to};
use crate::model::{Act, Clocks, Document, DocumentId, Moment, Plan};
use crate::permission::PUBLISH;
use crate::rules::SetPlan;

/// A plan on the page of an edition.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Planned {
    /// What is to happen, in words.
    pub(super) what: String,
    pub(super) at: Timestamp,
    pub(super) zone: String,
    pub(super) by: String,
    /// What was in its way; empty while its time has not come.
    pub(super) why: String,
    /// The step that takes it back; empty for whoever may not.
    pub(super) step: &'static str,
}

const COLUMNS: [&str; 5] = [
    "cms.desk.plans.what",
    "cms.desk.plans.text",
    "cms.desk.plans.language",
    "cms.desk.plans.at",
    "cms.desk.plans.state",
];

/// Asks when what is approved is to go live.
pub(super) async fn ask(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let document = seat.cms.document(seat.actor(), id).await?;
    seat.actor().require(PUBLISH)?;
    let mut page = form(&seat, id, language);
    page.kept = kept.is_some();
    let set = document.plan(language, "publish");
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => set.map(|plan| Fields::of([("at", local(&seat, plan.at))])).unwrap_or_default(),
    };
    seat.page(&heading(&seat, &document), &page).await
}

/// Plans it.
pub(super) async fn set(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let document = seat.cms.document(seat.actor(), id).await?;
    seat.actor().require(PUBLISH)?;
    let planned = match moment(&seat, &posted) {
        Ok(when) => {
            let command = SetPlan { language, ending: None, when };
            seat.cms.plan(&seat.caller, id, &command).await
        }
        Err(errors) => Err(errors.into()),
    };
    match planned {
        Ok((_, clocks)) => Ok(to(&seat.url(&format!("/{id}/{language}?done={}", done(clocks))))),
        Err(error) => {
            let mut page = form(&seat, id, language);
            let (form, status) = seat.refused(&posted, error)?;
            page.form = form;
            seat.again(&heading(&seat, &document), &page, status).await
        }
    }
}

/// What is planned, and what could not be done.
pub(super) async fn list(seat: Seat) -> Result<Response, Problem> {
    let plans = seat.cms.plans(seat.actor()).await?;
    let mut rows = Vec::new();
    for plan in &plans {
        let name = seat.cms.title(plan.document, plan.language).await?;
        rows.push(row(&seat, plan, name));
    }
    let page = List {
        notice: seat.notice(),
        lead: zone_hint(&seat, "cms.desk.plans.lead"),
        count: seat.say_with("cms.desk.plans.count", &[("count", plans.len().into())]),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows,
        empty: seat.say("cms.desk.plans.empty"),
        ..List::default()
    };
    seat.page(&seat.say("cms.desk.plans.title"), &page).await
}

fn row(seat: &Seat, plan: &Plan, name: String) -> Row {
    let state = match plan.why() {
        Some(why) => Cell::status(Standing::Bad, seat.say(&why)),
        None => Cell::status(Standing::Note, seat.say("cms.desk.plans.waiting")),
    };
    let href = seat.url(&format!("/{}/{}", plan.document, plan.language));
    Row::new([
        Cell::link(what(seat, &plan.act), href),
        Cell::foreign(name, plan.language),
        Cell::foreign(plan.language.own_name(), plan.language),
        Cell::Instant { at: plan.at },
        state,
    ])
}

impl Planned {
    /// The open plans of a text.
    pub(super) fn of(seat: &Seat, document: &Document, language: Language) -> Vec<Self> {
        let open = document.plans.iter().filter(|plan| plan.language == language && plan.is_open());
        let may = seat.actor().may(PUBLISH);
        let planned = open.map(|plan| Self {
            what: what(seat, &plan.act),
            at: plan.at,
            zone: zone(seat).to_owned(),
            by: plan.by.name.clone(),
            why: plan.why().map(|why| seat.say(&why)).unwrap_or_default(),
            step: match (&plan.act, may) {
                (_, false) => "",
                (Act::Publish { .. }, true) => "cancel-publish",
                (Act::End { .. }, true) => "cancel-end",
            },
        });
        planned.collect()
    }
}

impl Planned {
    /// For the samples of templates.
    pub(super) fn sample(why: &str) -> Self {
        Self {
            what: "Publish edition 2".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            zone: "Asia/Seoul".to_owned(),
            by: "Mina Park".to_owned(),
            why: why.to_owned(),
            step: "cancel-publish",
        }
    }
}

fn what(seat: &Seat, act: &Act) -> String {
    match act {
        Act::Publish { number } => {
            seat.say_with("cms.desk.plans.publish", &[("number", (*number as usize).into())])
        }
        Act::End { ending } => {
            let how = seat.say(&["cms.desk.end.", ending.end.code()].concat());
            seat.say_with("cms.desk.plans.end", &[("how", how.as_str().into())])
        }
    }
}

fn heading(seat: &Seat, document: &Document) -> String {
    format!("{}: {}", seat.say("cms.desk.plan.title"), title(seat, document))
}

fn form(seat: &Seat, id: DocumentId, language: Language) -> FormPage {
    FormPage {
        lead: seat.say_with("cms.desk.plan.lead", &[("language", language.own_name().into())]),
        fields: vec![
            Field::local("at", seat.say("cms.desk.plan.at"))
                .hint(zone_hint(seat, "cms.desk.plan.at-hint")),
        ],
        next: seat.say("cms.desk.plan.next"),
        submit: seat.say("cms.desk.plan.submit"),
        cancel: Some(seat.url(&format!("/{id}/{language}"))),
        ..FormPage::default()
    }
}

/// The moment that was posted, on the site's clocks.
pub(super) fn moment(seat: &Seat, posted: &Posted) -> Result<Moment, FieldErrors> {
    let found = Moment::read(posted.one("at").trim(), seat.cms.presentation().zone());
    found.ok_or_else(|| FieldErrors::one("at", "cms.desk.field.at.form"))
}

/// What is told when it is planned: also that clocks show another time, or that time twice.
pub(super) const fn done(clocks: Clocks) -> &'static str {
    match clocks {
        Clocks::Plain => "planned",
        Clocks::Skipped => "planned-skipped",
        Clocks::Twice => "planned-twice",
    }
}

/// A message that names the zone.
pub(super) fn zone_hint(seat: &Seat, key: &str) -> String {
    seat.say_with(key, &[("zone", zone(seat).into())])
}

fn zone(seat: &Seat) -> &str {
    seat.cms.presentation().zone().iana_name().unwrap_or("UTC")
}

fn local(seat: &Seat, at: Timestamp) -> String {
    seat.cms.presentation().zone().to_datetime(at).to_string()
}
