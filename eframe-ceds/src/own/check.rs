use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::Sheet;
use super::assessment::{place, title};
use crate::chart::Label;
use crate::model::AssessmentId;
use crate::permission::LEAD;
use crate::report::Needs;
use crate::rules::Submit;
use crate::seat::{Own, Seat, to};

/// What is looked at before the assessment is handed in: how much is answered, and what is not.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct CheckPage {
    form: Fields,
    answered: u32,
    due: u32,
    sections: Vec<CheckedSection>,
    /// Asked where some sections would get no score.
    anyway: Option<Field>,
    /// Whether whoever reads may hand it in now.
    ready: bool,
    /// Whether it is handed in by somebody who leads, and not by them.
    for_another: bool,
    assessment: String,
}

/// A section with what is open in it.
#[derive(Clone, Debug, Default, Serialize)]
struct CheckedSection {
    label: Label,
    answered: u32,
    due: u32,
    /// How much has to be answered for a score, where that is not reached; empty where it is.
    lacks: String,
    unanswered: Vec<Unanswered>,
}

/// A question without a whole answer.
#[derive(Clone, Debug, Serialize)]
struct Unanswered {
    label: Label,
    href: String,
}

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    if !sheet.is_open() {
        return Ok(to(&place(&seat, id, "")));
    }
    let page = page(&seat, &sheet)?;
    seat.page(&title(&sheet), &page).await
}

/// Hands it in.
pub(super) async fn hand_in(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let command = Submit { anyway: posted.one("anyway") == "yes" };
    match seat.ceds.submit(&seat.caller, id, command).await {
        Ok(_) => Ok(to(&place(&seat, id, "?done=submitted"))),
        Err(error) => {
            let sheet = Sheet::of(&seat, id).await?;
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = CheckPage { form, ..page(&seat, &sheet)? };
            seat.again(&title(&sheet), &page, status).await
        }
    }
}

fn page(seat: &Seat, sheet: &Sheet) -> Result<CheckPage, Problem> {
    let report = sheet.report(&seat.words)?;
    let (answered, due) = sheet.counted();
    let section = |progress: &crate::model::SectionProgress| {
        let node = report.as_ref().and_then(|report| report.node(&progress.section));
        let lacks = node.filter(|node| node.score.is_none() && progress.due > 0);
        CheckedSection {
            label: seat.words.node(sheet.edition.document(), &progress.section),
            answered: progress.answered,
            due: progress.due,
            lacks: lacks.map(|node| lacking(seat, node.needs)).unwrap_or_default(),
            unanswered: unanswered(seat, sheet, &progress.section),
        }
    };
    let sections: Vec<_> = sheet.progress.iter().map(section).collect();
    let lacking = sections.iter().any(|section| !section.lacks.is_empty());
    let leads = seat.actor().may_for(LEAD, sheet.assessment.organisation);
    Ok(CheckPage {
        form: Fields::empty(),
        answered,
        due,
        anyway: lacking.then(|| Field::checkbox("anyway", seat.say("ceds.own.anyway"))),
        sections,
        ready: leads,
        for_another: !leads,
        assessment: place(seat, sheet.assessment.id, ""),
    })
}

/// How much has to be there for a score, in words.
pub(super) fn lacking(seat: &Seat, needs: Needs) -> String {
    let share = match needs {
        Needs::Count(share) | Needs::Weight(share) => share,
        Needs::All => 1.0,
        Needs::Nothing => 0.0,
    };
    let share = seat.words.percent(share);
    seat.words.say_with("ceds.own.lacks", &[("share", share.as_str().into())])
}

fn unanswered(seat: &Seat, sheet: &Sheet, section: &str) -> Vec<Unanswered> {
    let document = sheet.edition.document();
    let questions = sheet.questions(section).enumerate();
    let open = questions.filter(|(_, question)| {
        let id = question.id.as_str();
        let applies = sheet.applying.get(id).copied().unwrap_or(true);
        let given = sheet.answers.get(id).map(|answer| &answer.given);
        applies && !given.is_some_and(|given| sheet.edition.is_whole(id, given))
    });
    let line = |(place_in, question): (usize, &crate::document::Question)| {
        let id = question.id.as_str();
        let page = place_in / super::section::MOST + 1;
        let path = format!("/sections/{section}/{page}#q-{id}");
        Unanswered {
            label: seat.words.name(document, &question.name, id),
            href: place(seat, sheet.assessment.id, &path),
        }
    };
    open.map(line).collect()
}

impl Template for CheckPage {
    const NAME: &'static str = "ceds/own/check.html";

    fn samples() -> Vec<Self> {
        let open = CheckedSection {
            label: "Governance Mechanism".into(),
            answered: 3,
            due: 15,
            lacks: "No score: 60% have to be answered".to_owned(),
            unanswered: vec![Unanswered {
                label: "A leader".into(),
                href: "/account/ceds/assessments/1/sections/governance/1#q-gov.leader".to_owned(),
            }],
        };
        let whole = CheckedSection {
            answered: 15,
            lacks: String::new(),
            unanswered: Vec::new(),
            ..open.clone()
        };
        let lacking = Self {
            form: Fields::empty().fault("anyway", "Many questions are unanswered".to_owned()),
            answered: 18,
            due: 30,
            sections: vec![open, whole.clone()],
            anyway: Some(Field::checkbox("anyway", "Hand it in all the same")),
            ready: true,
            for_another: false,
            assessment: "/account/ceds/assessments/1".to_owned(),
        };
        let ready =
            Self { form: Fields::empty(), sections: vec![whole], anyway: None, ..lacking.clone() };
        let other = Self { ready: false, for_another: true, ..ready.clone() };
        vec![lacking, ready, other]
    }
}
