use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use http::HeaderMap;
use serde::Serialize;

use crate::chart::Label;
use crate::http::answer_file;
use crate::model::{AssessmentId, EvidenceId};
use crate::own::{AnswerView, Remark, Sheet, answer_views};
use crate::seat::{AtDesk, Seat, to};

/// The answers of a section as their reviewer reads them.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReviewPage {
    notice: String,
    section: Label,
    answers: Vec<ReviewedView>,
    remark: Field,
    form: Fields,
    back: String,
}

/// An answer with its files and what was said about it.
#[derive(Clone, Debug, Serialize)]
struct ReviewedView {
    answer: AnswerView,
    files: Vec<Link>,
    remarks: Vec<Remark>,
}

/// Shows them.
pub(super) async fn show(
    AtDesk(seat): AtDesk,
    Path((id, section)): Path<(AssessmentId, String)>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let page = page(&seat, &sheet, &section).await?;
    seat.page(&sheet.assessment.city, &page).await
}

/// Says something about a question.
pub(super) async fn say(
    AtDesk(seat): AtDesk,
    Path((id, section)): Path<(AssessmentId, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let question = posted.one("question");
    let question = Some(question).filter(|question| !question.is_empty());
    match seat.ceds.comment(&seat.caller, id, question, posted.one("text")).await {
        Ok(_) => {
            let path = format!("/assessments/{id}/sections/{section}?done=said");
            Ok(to(&seat.url(&path)))
        }
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let sheet = Sheet::of(&seat, id).await?;
            let page = ReviewPage { form, ..page(&seat, &sheet, &section).await? };
            seat.again(&sheet.assessment.city, &page, status).await
        }
    }
}

/// Answers with the bytes of a file.
pub(super) async fn file(
    AtDesk(seat): AtDesk,
    Path((id, file)): Path<(AssessmentId, EvidenceId)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    answer_file(&seat.ceds, seat.actor(), (id, file), &headers).await
}

async fn page(seat: &Seat, sheet: &Sheet, section: &str) -> Result<ReviewPage, Problem> {
    let id = sheet.assessment.id;
    let document = sheet.edition.document();
    sheet.edition.section(section).ok_or_else(Problem::not_found)?;
    let report = sheet.report(&seat.words)?.ok_or_else(Problem::not_found)?;
    let files = seat.ceds.evidence(seat.actor(), id).await?;
    let comments = seat.ceds.comments(seat.actor(), id).await?;
    let answers = answer_views(&seat.words, &report, &sheet.answers, section, &|_| String::new());
    let mut choices = Vec::new();
    let mut reviewed = Vec::new();
    for answer in answers {
        choices
            .push(eframe_core::form::Choice::new(answer.id.as_str(), answer.label.text.as_str()));
        let of_it = files.iter().filter(|file| file.question == answer.id);
        let link = |file: &crate::model::Evidence| {
            let href = seat.url(&format!("/assessments/{id}/files/{}", file.id));
            Link::new(file.file_name.clone(), href, "")
        };
        let said = comments.iter().filter(|one| one.question.as_deref() == Some(&answer.id));
        reviewed.push(ReviewedView {
            files: of_it.map(link).collect(),
            remarks: said
                .map(|one| Remark { text: one.text.clone(), by: one.by.name.clone(), at: one.at })
                .collect(),
            answer,
        });
    }
    Ok(ReviewPage {
        notice: seat.notice("ceds.question.done.", &["said"]),
        section: seat.words.node(document, section),
        answers: reviewed,
        remark: Field::select("question", seat.say("ceds.desk.about-question"), choices).optional(),
        form: Fields::empty(),
        back: seat.url(&format!("/assessments/{id}")),
    })
}

impl Template for ReviewPage {
    const NAME: &'static str = "ceds/desk/review.html";

    fn samples() -> Vec<Self> {
        let remark = Remark {
            text: "Which council?".to_owned(),
            by: "Mina Park".to_owned(),
            at: eframe_core::Timestamp::UNIX_EPOCH,
        };
        let view = |answer| ReviewedView {
            answer,
            files: vec![Link::new("strategy.pdf", "/desk/ceds/assessments/1/files/1", "")],
            remarks: vec![remark.clone()],
        };
        let choice = eframe_core::form::Choice::new("gov.strategy", "Written strategy");
        let full = Self {
            notice: "Said".to_owned(),
            section: Label::foreign("Governance", "en"),
            answers: AnswerView::samples().into_iter().map(view).collect(),
            remark: Field::select("question", "Question", vec![choice]).optional(),
            form: Fields::empty().fault("text", "Write what you want to say".to_owned()),
            back: "/desk/ceds/assessments/1".to_owned(),
        };
        let bare = Self {
            notice: String::new(),
            answers: Vec::new(),
            form: Fields::empty(),
            ..full.clone()
        };
        vec![full, bare]
    }
}
