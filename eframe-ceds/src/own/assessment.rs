use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::Sheet;
use super::overview::until;
use super::sheet::state_look;
use crate::chart::Label;
use crate::model::{AssessmentId, Stage, State};
use crate::permission::LEAD;
use crate::seat::{Own, Seat};

/// An assessment as its city finds it: how far it is, who answers what, and what comes next.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AssessmentPage {
    notice: String,
    stage: String,
    status: &'static str,
    /// What this stage means, in a sentence.
    meaning: String,
    until: String,
    /// What the reviewer asks.
    questions: String,
    answered: u32,
    due: u32,
    sections: Vec<SectionLine>,
    /// Where it goes on: the one main step.
    next: Option<Link>,
    /// What others may learn of it, and where that is changed.
    consent: String,
    links: Vec<Link>,
}

/// How far a section is.
#[derive(Clone, Debug, Serialize)]
struct SectionLine {
    label: Label,
    href: String,
    answered: u32,
    due: u32,
    /// `ok`, `warn` or `note`.
    status: &'static str,
    state: String,
    who: Vec<String>,
}

/// What may have been done just before this page is shown.
const DONE: [&str; 4] = ["begun", "saved", "consent", "submitted"];

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let page = page(&seat, &sheet);
    seat.page(&title(&sheet), &page).await
}

/// The title of an assessment's pages.
pub(super) fn title(sheet: &Sheet) -> String {
    format!("{}: {}", sheet.assessment.city, sheet.round.name)
}

/// The address of a page of an assessment.
pub(super) fn place(seat: &Seat, id: AssessmentId, path: &str) -> String {
    seat.url(&format!("/assessments/{id}{path}"))
}

fn page(seat: &Seat, sheet: &Sheet) -> AssessmentPage {
    let of = &sheet.assessment;
    let stage = of.state.stage();
    let (answered, due) = sheet.counted();
    let questions = match &of.state {
        State::Returned { questions, .. } => questions.clone(),
        _ => String::new(),
    };
    let closed = !sheet.is_open() && of.state.is_open();
    let meaning = if closed { "closed" } else { stage.code() };
    AssessmentPage {
        notice: seat.notice("ceds.own.done.", &DONE),
        stage: seat.say(&["ceds.stage.", stage.code()].concat()),
        status: state_look(stage),
        meaning: seat.say(&["ceds.meaning.", meaning].concat()),
        until: if sheet.is_open() { until(seat, &sheet.round) } else { String::new() },
        questions,
        answered,
        due,
        sections: sections(seat, sheet),
        next: next(seat, sheet),
        consent: seat.say(&["ceds.consent.", of.consent.code()].concat()),
        links: links(seat, sheet),
    }
}

fn sections(seat: &Seat, sheet: &Sheet) -> Vec<SectionLine> {
    let document = sheet.edition.document();
    let line = |of: &crate::model::SectionProgress| {
        let (status, state) = match (of.answered, of.due) {
            (answered, due) if answered >= due => ("ok", "whole"),
            (0, _) if of.begun == 0 => ("note", "not-begun"),
            _ => ("warn", "begun"),
        };
        let team = sheet.assessment.team.iter().filter(|one| one.sections.contains(&of.section));
        SectionLine {
            label: seat.words.node(document, &of.section),
            href: place(seat, sheet.assessment.id, &format!("/sections/{}", of.section)),
            answered: of.answered,
            due: of.due,
            status,
            state: seat.say(&["ceds.progress.", state].concat()),
            who: team.map(|one| one.address.clone()).collect(),
        }
    };
    sheet.progress.iter().map(line).collect()
}

/// The one main step: the first section that is not whole, else handing in, else the report.
fn next(seat: &Seat, sheet: &Sheet) -> Option<Link> {
    let id = sheet.assessment.id;
    let at = |path: &str| place(seat, id, path);
    if sheet.is_open() {
        let open = sheet.progress.iter().find(|one| one.answered < one.due);
        return Some(match open {
            Some(section) => {
                let label = seat.words.node(sheet.edition.document(), &section.section).text;
                let said = seat.words.say_with("ceds.own.go-on", &[("section", label.into())]);
                Link::new(said, at(&format!("/sections/{}", section.section)), "")
            }
            None => Link::new(seat.say("ceds.own.check"), at("/check"), ""),
        });
    }
    let over = sheet.assessment.state.stage() == Stage::Withdrawn;
    (!over).then(|| Link::new(seat.say("ceds.report.title"), at("/report"), ""))
}

/// The other pages of the assessment.
fn links(seat: &Seat, sheet: &Sheet) -> Vec<Link> {
    let of = &sheet.assessment;
    let leads = seat.actor().may_for(LEAD, of.organisation);
    let stage = of.state.stage();
    let open = sheet.is_open();
    let all = [
        (open, "ceds.own.check", "/check"),
        (stage != Stage::Withdrawn, "ceds.report.so-far", "/report"),
        (leads && open, "ceds.own.team", "/team"),
        (leads && open, "ceds.own.facts", "/facts"),
        (leads && stage != Stage::Withdrawn, "ceds.consent.title", "/consent"),
        (
            leads && !matches!(stage, Stage::Frozen | Stage::Withdrawn),
            "ceds.own.withdraw",
            "/withdraw",
        ),
    ];
    let there = all.into_iter().filter(|(there, ..)| *there);
    there.map(|(_, key, path)| Link::new(seat.say(key), place(seat, of.id, path), "")).collect()
}

impl Template for AssessmentPage {
    const NAME: &'static str = "ceds/own/assessment.html";

    fn samples() -> Vec<Self> {
        let line = |status, answered| SectionLine {
            label: "Governance Mechanism".into(),
            href: "/account/ceds/assessments/1/sections/governance".to_owned(),
            answered,
            due: 15,
            status,
            state: "Begun".to_owned(),
            who: vec!["ana@porto.example".to_owned()],
        };
        let full = Self {
            notice: "Saved".to_owned(),
            stage: "Given back with questions".to_owned(),
            status: "warn",
            meaning: "Answer what is asked, then hand it in again.".to_owned(),
            until: "Answers are taken until 1 December 2026".to_owned(),
            questions: "Which council?\nAnd when?".to_owned(),
            answered: 20,
            due: 200,
            sections: vec![
                line("ok", 15),
                SectionLine { who: Vec::new(), ..line("warn", 5) },
                line("note", 0),
            ],
            next: Some(Link::new("Go on", "/account/ceds/assessments/1/sections/policy", "")),
            consent: "Nothing".to_owned(),
            links: vec![Link::new("Report", "/account/ceds/assessments/1/report", "")],
        };
        vec![full, Self { status: "note", ..Self::default() }]
    }
}
