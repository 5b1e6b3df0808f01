use eframe_core::Language;
use eframe_core::form::{Field, Fields};
use eframe_core::template::Template;
use serde::Serialize;

use super::blocks::{After, BodyForm};
use super::fields;
use super::seat::Seat;
use super::unsaved::Keeping;
use crate::model::{Body, Kind};

/// The form of an edition: its fields, and between them its body, block by block.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct WritingPage {
    /// Where it posts; empty for its own address.
    pub(super) action: String,
    /// What comes before the body.
    pub(super) head: Vec<Field>,
    pub(super) body: BodyForm,
    /// What comes after it.
    pub(super) tail: Vec<Field>,
    /// What is in the fields, and what is wrong.
    pub(super) form: Fields,
    /// What is kept of it while it is not saved.
    pub(super) keeping: Keeping,
    /// Whether the input is shown again after the session had ended.
    pub(super) kept: bool,
    pub(super) next: String,
    pub(super) submit: String,
    pub(super) cancel: String,
}

impl WritingPage {
    /// The form of an edition of this kind with this body, in which a button was pressed last.
    pub(super) fn of(
        seat: &Seat,
        kind: Kind,
        language: Language,
        body: &Body,
        after: Option<&After>,
    ) -> Self {
        Self {
            head: fields::head(seat, kind, language),
            body: BodyForm::of(seat, body, language, after),
            tail: fields::tail(seat, language),
            next: seat.say("cms.desk.edit.next"),
            submit: seat.say("cms.desk.edit.submit"),
            ..Self::default()
        }
    }
}

impl Template for WritingPage {
    const NAME: &'static str = "cms/desk/writing.html";

    fn samples() -> Vec<Self> {
        let page = |body| Self {
            head: vec![Field::hidden("version"), Field::text("title", "Title")],
            tail: vec![Field::textarea("note", "Note", 2)],
            body,
            submit: "Save".to_owned(),
            ..Self::default()
        };
        let [alone, blocks] = BodyForm::samples();
        let [plain, offering] = Keeping::samples();
        let wrong = "Enter a number".to_owned();
        let form = Fields::of([("version", "3"), ("body[1].title", "Figures")]);
        let refused = Self {
            form: form
                .fault("body[1].title", wrong.clone())
                .fault("body[1].items", wrong.clone())
                .fault("body", wrong),
            kept: true,
            next: "You hand it in on the next page".to_owned(),
            cancel: "/desk/content".to_owned(),
            keeping: plain,
            ..page(blocks)
        };
        let alone = page(alone);
        vec![alone.clone(), refused, Self { keeping: offering, ..alone }]
    }
}
