//! The form of an edition, and what becomes of it.

use eframe_core::form::{Choice, Field, Posted};
use eframe_core::{FieldErrors, Language};

use super::blocks::again;
use super::seat::Seat;
use crate::model::{self, Body, Content, Kind, Shown, Tone};

/// The fields of an edition of this kind that come before its body, written in this language.
pub(super) fn head(seat: &Seat, kind: Kind, language: Language) -> Vec<Field> {
    let say = |key| seat.say(key);
    let text = |name, key| Field::text(name, seat.say(key)).written_in(language);
    let mut fields = vec![Field::hidden("version"), text("title", "cms.desk.form.title")];
    match kind {
        Kind::Page | Kind::Faq | Kind::Document => {}
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
        Kind::Banner => {
            let tones =
                Tone::ALL.map(|tone| Choice::new(tone.code(), coded(seat, "tone", tone.code())));
            let places = Shown::ALL
                .map(|shown| Choice::new(shown.code(), coded(seat, "shown", shown.code())));
            fields.extend([
                Field::select("tone", say("cms.desk.form.tone"), tones.into()),
                Field::select("shown", say("cms.desk.form.shown"), places.into())
                    .hint(say("cms.desk.form.shown-hint")),
                Field::text("link", say("cms.desk.form.link"))
                    .hint(say("cms.desk.form.link-hint"))
                    .optional(),
            ]);
        }
    }
    let summary = Field::textarea("summary", say("cms.desk.form.summary"), 2);
    let summary = summary.hint(say("cms.desk.form.summary-hint"));
    fields.push(summary.optional().written_in(language));
    fields
}

/// Those that come after it.
pub(super) fn tail(seat: &Seat, language: Language) -> Vec<Field> {
    let note = Field::textarea("note", seat.say("cms.desk.form.note"), 2);
    vec![note.hint(seat.say("cms.desk.form.note-hint")).optional().written_in(language)]
}

/// What a content holds, as its form posts it.
pub(super) fn values(content: &Content) -> Posted {
    let fields = content.fields();
    let named = fields.named().into_iter().filter(|(name, _)| *name != "body");
    again(&named.collect(), &content.body)
}

/// The content that was posted with this body. Fields that the form does not have are ignored.
pub(super) fn content(kind: Kind, posted: &Posted, body: &Body) -> Result<Content, FieldErrors> {
    let one = |name| posted.one(name).to_owned();
    let fields = model::Fields {
        title: one("title"),
        summary: one("summary"),
        body: body.clone(),
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
        tone: one("tone"),
        shown: one("shown"),
        link: one("link"),
    };
    Content::read(kind, &fields)
}

/// What a choice of a field is called: `warning` of `tone`.
pub(super) fn coded(seat: &Seat, field: &str, code: &str) -> String {
    seat.say(&["cms.desk.form.", field, "-", code].concat())
}

/// The message that labels a field.
pub(super) fn label(seat: &Seat, field: &str) -> String {
    seat.say(&["cms.desk.form.", field].concat())
}
