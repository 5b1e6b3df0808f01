use std::collections::BTreeSet;

use axum::response::Response;
use eframe_core::Language;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem, in_query};
use eframe_core::template::Template;
use serde::Serialize;

use super::Sheet;
use super::assessment::{place, title};
use crate::Error;
use crate::chart::Label;
use crate::model::AssessmentId;
use crate::rules::{Ask, Leave};
use crate::seat::{Own, Seat, to};

/// Who was asked to help, with which sections, and a form to ask somebody.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct TeamPage {
    notice: String,
    team: Vec<Person>,
    fields: Vec<Field>,
    form: Fields,
    kept: bool,
    /// Whether answers are taken, and with them help.
    open: bool,
    /// Where somebody without an account is invited; empty where whoever reads may not.
    invite: String,
    assessment: String,
}

/// Somebody who was asked.
#[derive(Clone, Debug, Serialize)]
struct Person {
    address: String,
    /// Who it is, where they have an account.
    name: String,
    sections: Vec<Label>,
    /// Where the form is filled in for them.
    change: String,
    /// Whether they were asked, and can be asked no more.
    asked: bool,
}

/// Shows them.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let mut page = page(&seat, &sheet).await?;
    page.form = match &kept {
        Some(posted) => Fields::posted(posted),
        None => chosen(&seat, &sheet),
    };
    page.kept = kept.is_some();
    seat.page(&title(&sheet), &page).await
}

/// Asks somebody, or asks them no more.
pub(super) async fn change(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let (done, word) = if posted.has("leave") {
        let leave = Leave { address: posted.one("leave").to_owned() };
        (seat.ceds.leave(&seat.caller, id, leave).await, "left")
    } else {
        (ask(&seat, id, &posted).await, "asked")
    };
    match done {
        Ok(_) => Ok(to(&place(&seat, id, &format!("/team?done={word}")))),
        Err(error) => {
            let sheet = Sheet::of(&seat, id).await?;
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = TeamPage { form, ..page(&seat, &sheet).await? };
            seat.again(&title(&sheet), &page, status).await
        }
    }
}

async fn ask(
    seat: &Seat,
    id: AssessmentId,
    posted: &Posted,
) -> Result<crate::rules::AssessmentStanding, Error> {
    let address = posted.one("address").to_owned();
    let sections: BTreeSet<String> = posted.all("sections").map(str::to_owned).collect();
    let language = posted.one("language").parse().unwrap_or(seat.language);
    let known = seat.ceds.presentation().languages().contains(&language);
    let language = if known { language } else { Language::EN };
    seat.ceds.ask(&seat.caller, id, Ask { address, sections, language }).await
}

/// The form for somebody who is there already.
fn chosen(seat: &Seat, sheet: &Sheet) -> Fields {
    let address = seat.query.one("for");
    let Some(person) = sheet.assessment.team.iter().find(|one| one.address == address) else {
        return if address.is_empty() {
            Fields::of([("language", seat.language.code())])
        } else {
            Fields::of([("address", address), ("language", seat.language.code())])
        };
    };
    let sections = person.sections.iter().map(|section| ("sections", section.as_str()));
    let about = [("address", address), ("language", person.language.code())];
    Fields::of(about.into_iter().chain(sections))
}

async fn page(seat: &Seat, sheet: &Sheet) -> Result<TeamPage, Problem> {
    let document = sheet.edition.document();
    let id = sheet.assessment.id;
    let asked = |address: &str| sheet.assessment.team.iter().any(|one| one.address == address);
    let person = |one: &crate::Teammate| Person {
        address: one.address.clone(),
        name: one.name.clone(),
        sections: one.sections.iter().map(|section| seat.words.node(document, section)).collect(),
        change: place(seat, id, &format!("/team?for={}#f-address", in_query(&one.address))),
        asked: asked(&one.address),
    };
    let team = seat.ceds.team(seat.actor(), id).await?;
    let sections = sheet.edition.sections().map(|node| {
        Choice::new(node.id.as_str(), seat.words.node(document, node.id.as_str()).text)
    });
    let languages = seat.ceds.presentation().languages().iter();
    let languages = languages.map(|one| Choice::new(one.code(), one.own_name()));
    Ok(TeamPage {
        notice: seat.notice("ceds.team.done.", &["asked", "left"]),
        team: team.iter().map(person).collect(),
        fields: vec![
            Field::email("address", seat.say("ceds.team.address"))
                .hint(seat.say("ceds.team.address-hint")),
            Field::checkboxes("sections", seat.say("ceds.team.sections"), sections.collect())
                .hint(seat.say("ceds.team.sections-hint")),
            Field::select("language", seat.say("ceds.team.language"), languages.collect()),
        ],
        form: Fields::empty(),
        kept: false,
        open: sheet.is_open(),
        invite: seat.ceds.invites(seat.actor(), sheet.assessment.organisation).unwrap_or_default(),
        assessment: place(seat, id, ""),
    })
}

impl Template for TeamPage {
    const NAME: &'static str = "ceds/own/team.html";

    fn samples() -> Vec<Self> {
        let fields = vec![
            Field::email("address", "Mail address"),
            Field::checkboxes(
                "sections",
                "Sections",
                vec![Choice::new("governance", "Governance")],
            ),
        ];
        let person = Person {
            address: "ana@porto.example".to_owned(),
            name: "Ana Lima".to_owned(),
            asked: true,
            sections: vec!["Governance".into(), Label::foreign("Network", "en")],
            change: "/account/ceds/assessments/1/team?for=ana".to_owned(),
        };
        let full = Self {
            notice: "Asked".to_owned(),
            team: vec![
                person.clone(),
                Person { sections: Vec::new(), name: String::new(), asked: false, ..person },
            ],
            fields,
            form: Fields::empty().fault("address", "This is no address".to_owned()),
            kept: true,
            open: true,
            invite: "/desk/accounts/invite".to_owned(),
            assessment: "/account/ceds/assessments/1".to_owned(),
        };
        let empty = Self {
            team: Vec::new(),
            kept: false,
            form: Fields::empty(),
            invite: String::new(),
            ..full.clone()
        };
        let closed = Self { open: false, notice: String::new(), ..full.clone() };
        vec![full, empty, closed]
    }
}
