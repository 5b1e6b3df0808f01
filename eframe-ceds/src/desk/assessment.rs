use axum::response::Response;
use eframe_core::Timestamp;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use crate::chart::Label;
use crate::model::{AssessmentId, Stage};
use crate::own::{Remark, Sheet, state_look};
use crate::permission::REVIEW;
use crate::seat::{AtDesk, Seat, to};

/// An assessment as its reviewer finds it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AssessmentDeskPage {
    stage: String,
    status: &'static str,
    round: String,
    changed: Timestamp,
    answered: u32,
    due: u32,
    sections: Vec<SectionLine>,
    facts: Vec<(Label, Label)>,
    remarks: Vec<Remark>,
    /// What is asked when it is given back; absent where it cannot be.
    questions: Option<Field>,
    form: Fields,
    kept: bool,
    /// Where it is settled; empty where it cannot be.
    freeze: String,
    back: String,
}

/// A section.
#[derive(Clone, Debug, Serialize)]
struct SectionLine {
    label: Label,
    href: String,
    answered: u32,
    due: u32,
}

/// Shows it.
pub(super) async fn show(
    AtDesk(seat): AtDesk,
    Path(id): Path<AssessmentId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let mut page = page(&seat, &sheet).await?;
    if let Some(posted) = kept {
        (page.form, page.kept) = (Fields::posted(&posted), true);
    }
    seat.page(&sheet.assessment.city, &page).await
}

/// Gives it back with questions.
pub(super) async fn give_back(
    AtDesk(seat): AtDesk,
    Path(id): Path<AssessmentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    match seat.ceds.give_back(&seat.caller, id, posted.one("questions")).await {
        Ok(_) => Ok(to(&seat.url("/?done=returned"))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let sheet = Sheet::of(&seat, id).await?;
            let page = AssessmentDeskPage { form, ..page(&seat, &sheet).await? };
            seat.again(&sheet.assessment.city, &page, status).await
        }
    }
}

/// Asks before it is settled.
pub(super) async fn ask_freeze(
    AtDesk(seat): AtDesk,
    Path(id): Path<AssessmentId>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    seat.page(&sheet.assessment.city, &confirm(&seat, id)).await
}

/// Settles it.
pub(super) async fn freeze(
    AtDesk(seat): AtDesk,
    Path(id): Path<AssessmentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    match seat.ceds.freeze(&seat.caller, id).await {
        Ok(_) => Ok(to(&seat.url("/?done=frozen"))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = Confirm { form, ..confirm(&seat, id) };
            seat.again(&page.submit.clone(), &page, status).await
        }
    }
}

fn confirm(seat: &Seat, id: AssessmentId) -> Confirm {
    Confirm {
        question: seat.say("ceds.desk.freeze-question"),
        consequences: vec![seat.say("ceds.desk.freeze-consequence")],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: seat.say("ceds.desk.freeze"),
        kind: Kind::Main,
        cancel: seat.url(&format!("/assessments/{id}")),
    }
}

async fn page(seat: &Seat, sheet: &Sheet) -> Result<AssessmentDeskPage, Problem> {
    let of = &sheet.assessment;
    let stage = of.state.stage();
    let document = sheet.edition.document();
    let (answered, due) = sheet.counted();
    let section = |one: &crate::model::SectionProgress| SectionLine {
        label: seat.words.node(document, &one.section),
        href: seat.url(&format!("/assessments/{}/sections/{}", of.id, one.section)),
        answered: one.answered,
        due: one.due,
    };
    let facts = document.facts.iter().filter_map(|fact| {
        let value = of.facts.get(fact.id.as_str())?;
        let name = seat.words.name(document, &fact.name, fact.id.as_str());
        Some((name, seat.words.fact(document, fact, value)))
    });
    let comments = seat.ceds.comments(seat.actor(), of.id).await?;
    let remarks = comments.into_iter().filter(|one| one.question.is_none());
    let may = stage == Stage::Submitted && seat.actor().may_for(REVIEW, of.organisation);
    let label = seat.say("ceds.desk.questions");
    Ok(AssessmentDeskPage {
        stage: seat.say(&["ceds.stage.", stage.code()].concat()),
        status: state_look(stage),
        round: sheet.round.name.clone(),
        changed: of.changed,
        answered,
        due,
        sections: sheet.progress.iter().map(section).collect(),
        facts: facts.collect(),
        remarks: remarks
            .map(|one| Remark { text: one.text, by: one.by.name, at: one.at })
            .collect(),
        questions: may.then(|| Field::textarea("questions", label, 6)),
        form: Fields::empty(),
        kept: false,
        freeze: if may {
            seat.url(&format!("/assessments/{}/freeze", of.id))
        } else {
            String::new()
        },
        back: seat.url("/"),
    })
}

impl Template for AssessmentDeskPage {
    const NAME: &'static str = "ceds/desk/assessment.html";

    fn samples() -> Vec<Self> {
        let at = Timestamp::UNIX_EPOCH;
        let section = SectionLine {
            label: Label::foreign("Governance Mechanism", "en"),
            href: "/desk/ceds/assessments/1/sections/governance".to_owned(),
            answered: 12,
            due: 15,
        };
        let full = Self {
            stage: "Handed in".to_owned(),
            status: "note",
            round: "CeDS 2026".to_owned(),
            changed: at,
            answered: 180,
            due: 200,
            sections: vec![section],
            facts: vec![("Population".into(), Label::foreign("300,000", "en"))],
            remarks: vec![Remark {
                text: "Which council?".to_owned(),
                by: "Mina Park".to_owned(),
                at,
            }],
            questions: Some(Field::textarea("questions", "What do you ask?", 6)),
            form: Fields::empty().fault("questions", "Write what you ask".to_owned()),
            kept: true,
            freeze: "/desk/ceds/assessments/1/freeze".to_owned(),
            back: "/desk/ceds/".to_owned(),
        };
        let over = Self {
            facts: Vec::new(),
            remarks: Vec::new(),
            questions: None,
            form: Fields::empty(),
            kept: false,
            freeze: String::new(),
            ..full.clone()
        };
        vec![full, over]
    }
}
