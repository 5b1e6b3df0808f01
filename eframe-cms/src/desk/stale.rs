use std::borrow::Cow;

use axum::response::Response;
use eframe_core::Language;
use eframe_core::block::axum;
use eframe_core::http::Problem;
use eframe_core::template::Template;
use http::StatusCode;
use serde::Serialize;

use super::fields::{coded, label};
use super::seat::Seat;
use super::writing::WritingPage;
use crate::model::{self, Edition};

/// A save that came too late: the other's text beside one's own, which can be saved from here.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct StalePage {
    /// What the other wrote, field by field; empty when it was taken down.
    theirs: Vec<Said>,
    author: String,
    lang: String,
    dir: &'static str,
    /// One's own text, to be saved over the other's.
    mine: WritingPage,
    /// Where to go to leave the other's as it is.
    leave: String,
}

/// What stands in a field.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Said {
    pub(crate) label: String,
    pub(crate) text: String,
}

/// 409 with both texts.
pub(super) async fn answer(
    seat: &Seat,
    mine: WritingPage,
    newest: Option<&Edition>,
    language: Language,
) -> Result<Response, Problem> {
    let title = seat.say("cms.desk.stale.title");
    let author = newest.and_then(|edition| edition.authors.last());
    let page = StalePage {
        theirs: newest.map(|edition| said(seat, &edition.content.fields())).unwrap_or_default(),
        author: author.map(|author| author.name.clone()).unwrap_or_default(),
        lang: language.tag().to_owned(),
        dir: language.direction().html(),
        leave: mine.cancel.clone(),
        mine: WritingPage { submit: seat.say("cms.desk.stale.submit"), ..mine },
    };
    seat.again(&title, &page, StatusCode::CONFLICT).await
}

/// The fields that hold something, in the order of the form.
pub(super) fn said(seat: &Seat, fields: &model::Fields) -> Vec<Said> {
    let filled = fields.named().into_iter().filter(|(_, text)| !text.is_empty());
    let said = |(field, text): (&str, Cow<'_, str>)| match field {
        "tone" | "shown" => Said { label: label(seat, field), text: coded(seat, field, &text) },
        "starts" | "ends" => Said { label: label(seat, field), text: on_a_clock(&text) },
        _ => Said { label: label(seat, field), text: text.into_owned() },
    };
    filled.map(said).collect()
}

/// `2027-05-04T09:30:00` as people write it.
fn on_a_clock(civil: &str) -> String {
    civil.strip_suffix(":00").unwrap_or(civil).replace('T', " ")
}

impl Template for StalePage {
    const NAME: &'static str = "cms/desk/stale.html";

    fn samples() -> Vec<Self> {
        let mut mine = WritingPage::samples();
        let full = Self {
            theirs: vec![Said { label: "Text".to_owned(), text: "Theirs".to_owned() }],
            author: "Mina Park".to_owned(),
            lang: "en".to_owned(),
            dir: "ltr",
            mine: mine.remove(0),
            leave: "/desk/content".to_owned(),
        };
        let gone = Self { theirs: Vec::new(), author: String::new(), ..full.clone() };
        vec![Self { mine: mine.remove(0), ..gone }, full]
    }
}
