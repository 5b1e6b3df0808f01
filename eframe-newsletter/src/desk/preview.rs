use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::Language;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::{Path, Problem, see_other};
use eframe_core::template::Template;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

use super::compose;
use super::seat::Desk;
use crate::model::{IssueId, IssueText};

/// What an issue looks like in one language: the plain text here, the HTML on a page of its own.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct PreviewPage {
    notice: String,
    fault: String,
    /// What it is that is shown.
    lead: String,
    subject: String,
    text: String,
    lang: String,
    dir: &'static str,
    /// The HTML, by itself.
    letter: String,
    /// The other languages.
    others: Vec<Link>,
    back: String,
}

/// What a browser may do with a letter: show it, and nothing else. It runs nothing, fetches nothing, sends nothing, and is
/// of no origin, so that it could not even if a mistake of ours let something through.
const INERT: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
     frame-ancestors 'none'; sandbox",
);

/// Shows it.
pub(super) async fn show(
    desk: Desk,
    Path((id, language)): Path<(IssueId, Language)>,
) -> Result<Response, Problem> {
    answer(&desk, id, language, String::new(), StatusCode::OK).await
}

/// Sends it to whoever asks.
pub(super) async fn send(
    desk: Desk,
    Path((id, language)): Path<(IssueId, Language)>,
) -> Result<Response, Problem> {
    match desk.newsletter.send_preview(&desk.caller, id, language).await {
        Ok(()) => Ok(see_other(&desk.url(&format!("/issues/{id}/preview/{language}?done=sent")))),
        Err(error) => {
            let fault = desk.refused(error)?;
            answer(&desk, id, language, fault, StatusCode::CONFLICT).await
        }
    }
}

/// The HTML of the letter.
pub(super) async fn letter(
    desk: Desk,
    Path((id, language)): Path<(IssueId, Language)>,
) -> Result<Response, Problem> {
    let (_, IssueText { html, .. }) = desk.newsletter.preview(desk.actor(), id, language).await?;
    let html = desk.newsletter.impersonal(&html, language);
    Ok(([(header::CONTENT_SECURITY_POLICY, INERT)], Html(html)).into_response())
}

async fn answer(
    desk: &Desk,
    id: IssueId,
    language: Language,
    fault: String,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (issue, text) = desk.newsletter.preview(desk.actor(), id, language).await?;
    let others = issue.languages.iter().filter(|one| **one != language);
    let page = PreviewPage {
        notice: desk.notice("newsletter.desk.preview.done.", &["sent"]),
        fault,
        lead: desk.say(match issue.status.frozen() {
            None => "newsletter.desk.preview.lead",
            Some(_) => "newsletter.desk.preview.stands",
        }),
        text: desk.newsletter.impersonal(&text.text, language),
        subject: text.subject,
        lang: language.tag().to_owned(),
        dir: language.direction().html(),
        letter: desk.url(&format!("/issues/{id}/preview/{language}/letter")),
        others: others.map(|one| compose::preview(desk, &issue, *one)).collect(),
        back: desk.url(&format!("/issues/{id}")),
    };
    let number = issue.number.to_string();
    let args = [("number", number.as_str().into()), ("language", language.own_name().into())];
    desk.again(&desk.say_with("newsletter.desk.preview.title", &args), &page, status).await
}

impl Template for PreviewPage {
    const NAME: &'static str = "newsletter/desk/preview.html";

    fn samples() -> Vec<Self> {
        let plain = Self {
            lead: "The letter as it would leave now.".to_owned(),
            subject: "News".to_owned(),
            text: "Dear readers".to_owned(),
            lang: "ko".to_owned(),
            dir: "ltr",
            letter: "/desk/newsletter/issues/1/preview/ko/letter".to_owned(),
            back: "/desk/newsletter/issues/1".to_owned(),
            ..Self::default()
        };
        let told = Self {
            notice: "It is on its way.".to_owned(),
            fault: "Nobody knows where you get mail.".to_owned(),
            others: vec![Link::new("English", "/desk/newsletter/issues/1/preview/en", "")],
            ..plain.clone()
        };
        vec![plain, told]
    }
}
