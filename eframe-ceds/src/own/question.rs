use axum::response::Response;
use eframe_core::Timestamp;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::assessment::{place, title};
use super::evidence::DOCUMENTS;
use super::{AnswerView, Sheet, answer_views};
use crate::chart::Label;
use crate::model::{AssessmentId, Evidence};
use crate::seat::{Own, Seat, to};

/// One question with its answer, the files that show it, and what was said about it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct QuestionPage {
    notice: String,
    ask: Option<Label>,
    help: Option<Label>,
    evidence: Option<Label>,
    answer: AnswerView,
    files: Vec<FileView>,
    remarks: Vec<Remark>,
    /// Absent where no file can be added.
    file: Option<Field>,
    remark: Field,
    form: Fields,
    kept: bool,
    /// Where files are posted.
    files_at: String,
    /// Where remarks are posted.
    remarks_at: String,
    section: Label,
    back: String,
    assessment: String,
}

/// A file.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FileView {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) by: String,
    pub(crate) at: Timestamp,
    pub(crate) remove: String,
}

/// Something that was said.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Remark {
    pub(crate) text: String,
    pub(crate) by: String,
    pub(crate) at: Timestamp,
}

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path((id, question)): Path<(AssessmentId, String)>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let mut page = page(&seat, &sheet, &question).await?;
    if let Some(posted) = kept {
        (page.form, page.kept) = (Fields::posted(&posted), true);
    }
    seat.page(&title(&sheet), &page).await
}

/// Says something about it.
pub(super) async fn say(
    Own(seat): Own,
    Path((id, question)): Path<(AssessmentId, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let text = posted.one("text");
    match seat.ceds.comment(&seat.caller, id, Some(&question), text).await {
        Ok(_) => Ok(to(&place(&seat, id, &format!("/questions/{question}?done=said")))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let sheet = Sheet::of(&seat, id).await?;
            let page = QuestionPage { form, ..page(&seat, &sheet, &question).await? };
            seat.again(&title(&sheet), &page, status).await
        }
    }
}

/// The page of a question.
pub(super) async fn page(
    seat: &Seat,
    sheet: &Sheet,
    question: &str,
) -> Result<QuestionPage, Problem> {
    let id = sheet.assessment.id;
    let document = sheet.edition.document();
    let section = sheet.edition.section_of(question).ok_or_else(Problem::not_found)?.to_string();
    let asked = sheet.edition.question(question);
    let report = sheet.report(&seat.words)?.ok_or_else(Problem::not_found)?;
    let answers = answer_views(&seat.words, &report, &sheet.answers, &section, &|_| String::new());
    let answer =
        answers.into_iter().find(|one| one.id == question).ok_or_else(Problem::not_found)?;
    let open = sheet.is_open();
    let files = seat.ceds.evidence(seat.actor(), id).await?;
    let file = |one: &Evidence| file_view(seat, one, open);
    let comments = seat.ceds.comments(seat.actor(), id).await?;
    let remarks = comments.into_iter().filter(|one| one.question.as_deref() == Some(question));
    let place_in = sheet.questions(&section).position(|one| one.id.as_str() == question);
    let back = place_in.map_or(1, |place_in| place_in / super::section::MOST + 1);
    let taken = DOCUMENTS.said(seat.ceds.presentation(), seat.words.language);
    let label = seat.say("ceds.question.file");
    let takes = open && seat.ceds.shelf().is_ok();
    let told = |text: &crate::document::Localized| seat.words.told(document, text);
    Ok(QuestionPage {
        notice: seat.notice("ceds.question.done.", &["said", "added", "removed"]),
        ask: asked.and_then(|asked| told(&asked.ask)),
        help: asked.and_then(|asked| told(&asked.help)),
        evidence: asked.and_then(|asked| told(&asked.evidence)),
        answer,
        files: files.iter().filter(|one| one.question == question).map(file).collect(),
        remarks: remarks
            .map(|one| Remark { text: one.text, by: one.by.name, at: one.at })
            .collect(),
        file: takes.then(|| Field::file("file", label, taken, &DOCUMENTS)),
        remark: Field::textarea("text", seat.say("ceds.question.remark"), 4),
        form: Fields::empty(),
        kept: false,
        files_at: place(seat, id, &format!("/questions/{question}/files")),
        remarks_at: place(seat, id, &format!("/questions/{question}")),
        section: seat.words.node(document, &section),
        back: place(seat, id, &format!("/sections/{section}/{back}#q-{question}")),
        assessment: place(seat, id, ""),
    })
}

fn file_view(seat: &Seat, of: &Evidence, open: bool) -> FileView {
    let href = place(seat, of.assessment, &format!("/files/{}", of.id));
    FileView {
        name: of.file_name.clone(),
        by: of.by.name.clone(),
        at: of.at,
        remove: if open { format!("{href}/remove") } else { String::new() },
        href,
    }
}

impl QuestionPage {
    /// The same with what is wrong.
    pub(super) fn wrong(self, form: Fields) -> Self {
        Self { form, ..self }
    }
}

impl Template for QuestionPage {
    const NAME: &'static str = "ceds/own/question.html";

    fn samples() -> Vec<Self> {
        let mut answers = AnswerView::samples().into_iter();
        let (answer, open) =
            (answers.next().unwrap_or_default(), answers.next().unwrap_or_default());
        let at = Timestamp::UNIX_EPOCH;
        let file = |remove: &str| FileView {
            name: "strategy.pdf".to_owned(),
            href: "/account/ceds/assessments/1/files/1".to_owned(),
            by: "Ana Lima".to_owned(),
            at,
            remove: remove.to_owned(),
        };
        let full = Self {
            notice: "Said".to_owned(),
            ask: Some("Is there a strategy?".into()),
            help: Some(Label::foreign("A list of equipment is none.", "en")),
            evidence: Some("The document itself.".into()),
            answer,
            files: vec![file("/account/ceds/assessments/1/files/1/remove"), file("")],
            remarks: vec![Remark {
                text: "Ask the\ncouncil".to_owned(),
                by: "Rui Costa".to_owned(),
                at,
            }],
            file: Some(Field::file("file", "File", "PDF, at most 10 MB", &DOCUMENTS)),
            remark: Field::textarea("text", "Remark", 4),
            form: Fields::empty().fault("file", "Choose a file".to_owned()),
            kept: true,
            files_at: "/account/ceds/assessments/1/questions/gov.strategy/files".to_owned(),
            remarks_at: "/account/ceds/assessments/1/questions/gov.strategy".to_owned(),
            section: "Governance".into(),
            back: "/account/ceds/assessments/1/sections/governance/1".to_owned(),
            assessment: "/account/ceds/assessments/1".to_owned(),
        };
        let bare = Self {
            notice: String::new(),
            ask: None,
            help: None,
            evidence: None,
            answer: open,
            files: Vec::new(),
            remarks: Vec::new(),
            file: None,
            form: Fields::empty(),
            kept: false,
            ..full.clone()
        };
        vec![full, bare]
    }
}
