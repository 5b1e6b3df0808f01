//! The form of an edition, and what becomes of it.

use eframe_core::form::{Field, Fields, Posted};
use eframe_core::{FieldErrors, Language};

use super::seat::Seat;
use crate::model::{self, Body, Content, Kind};

/// The fields of an edition of this kind, written in this language.
pub(super) fn fields(seat: &Seat, kind: Kind, language: Language) -> Vec<Field> {
    let say = |key| seat.say(key);
    let text = |name, key| Field::text(name, seat.say(key)).written_in(language);
    let mut fields = vec![
        Field::hidden("version"),
        Field::hidden("blocks"),
        text("title", "cms.desk.form.title"),
    ];
    match kind {
        Kind::Page | Kind::Faq => {}
        Kind::News => fields.push(Field::date("date", say("cms.desk.form.date"))),
        Kind::Event => fields.extend([
            Field::local("starts", say("cms.desk.form.starts")).hint(say("cms.desk.form.local")),
            Field::local("ends", say("cms.desk.form.ends")).optional(),
            Field::text("zone", say("cms.desk.form.zone")).hint(say("cms.desk.form.zone-hint")),
            text("place", "cms.desk.form.place"),
        ]),
        Kind::Person => fields.extend([
            text("office", "cms.desk.form.office"),
            text("organisation", "cms.desk.form.organisation").optional(),
            Field::email("email", say("cms.desk.form.email")).optional(),
        ]),
        Kind::Partner => {
            fields.push(Field::url("url", say("cms.desk.form.url")).optional());
        }
    }
    fields.extend([
        Field::textarea("summary", say("cms.desk.form.summary"), 2)
            .hint(say("cms.desk.form.summary-hint"))
            .optional()
            .written_in(language),
        Field::textarea("body", say("cms.desk.form.body"), 18)
            .hint(say("cms.desk.form.body-hint"))
            .optional()
            .written_in(language),
        Field::textarea("note", say("cms.desk.form.note"), 2)
            .hint(say("cms.desk.form.note-hint"))
            .optional()
            .written_in(language),
    ]);
    fields
}

/// What is in them.
pub(super) fn values(content: &Content) -> Fields {
    let form = Fields::of(content.fields().named());
    match content.body.as_text() {
        Some(_) => form,
        // Until each block has fields of its own, they come back as they went.
        None => form.with("blocks", serde_json::to_string(&content.body).unwrap_or_default()),
    }
}

/// The content that was posted. Fields that the form does not have are ignored.
pub(super) fn content(kind: Kind, posted: &Posted) -> Result<Content, FieldErrors> {
    let one = |name| posted.one(name).to_owned();
    let body = match posted.one("blocks") {
        "" => one("body").into(),
        blocks => serde_json::from_str::<Body>(blocks)
            .map_err(|_| FieldErrors::one("body", "cms.desk.field.body.blocks"))?,
    };
    let fields = model::Fields {
        title: one("title"),
        summary: one("summary"),
        body,
        note: one("note"),
        date: one("date"),
        starts: one("starts"),
        ends: one("ends"),
        zone: one("zone"),
        place: one("place"),
        url: one("url"),
        office: one("office"),
        organisation: one("organisation"),
        email: one("email"),
    };
    Content::read(kind, &fields)
}

/// The message that labels a field.
pub(super) fn label(seat: &Seat, field: &str) -> String {
    seat.say(&["cms.desk.form.", field].concat())
}
