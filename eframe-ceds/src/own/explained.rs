use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::assessment::place;
use super::report::report_of;
use super::{AnswerView, answer_views};
use crate::chart::Label;
use crate::model::AssessmentId;
use crate::seat::Own;

/// A section's score as the sum of its answers.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ExplainedPage {
    section: Label,
    text: Option<Label>,
    score: String,
    stage: Option<Label>,
    /// What its share is in what is above it.
    weight: String,
    answers: Vec<AnswerView>,
    report: String,
}

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path((id, section)): Path<(AssessmentId, String)>,
) -> Result<Response, Problem> {
    let reckoned = seat.ceds.reckoned(seat.actor(), id).await?;
    let report = report_of(&seat, &reckoned)?;
    let node = report.node(&section).filter(|node| node.has_answers);
    let node = node.ok_or_else(Problem::not_found)?;
    let answers = seat.ceds.answers(seat.actor(), id).await?;
    let href = |question: &str| place(&seat, id, &format!("/questions/{question}"));
    let page = ExplainedPage {
        section: node.label.clone(),
        text: node.text.clone(),
        score: node.score.map(|score| seat.words.score(score)).unwrap_or_default(),
        stage: node.standing.as_ref().and_then(|at| Some(at.rung.as_ref()?.label.clone())),
        weight: node.weight.map(|share| seat.words.percent(share)).unwrap_or_default(),
        answers: answer_views(&seat.words, &report, &answers, &section, &href),
        report: place(&seat, id, "/report"),
    };
    let title = format!("{}: {}", reckoned.assessment.city, node.label.text);
    seat.page(&title, &page).await
}

impl Template for ExplainedPage {
    const NAME: &'static str = "ceds/own/explained.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            section: "Governance Mechanism".into(),
            text: Some(Label::foreign("Who decides.", "en")),
            score: "62.5".to_owned(),
            stage: Some("Connected".into()),
            weight: "30%".to_owned(),
            answers: AnswerView::samples(),
            report: "/account/ceds/assessments/1/report".to_owned(),
        };
        let bare = Self {
            text: None,
            score: String::new(),
            stage: None,
            weight: String::new(),
            answers: Vec::new(),
            ..full.clone()
        };
        vec![full, bare]
    }
}
