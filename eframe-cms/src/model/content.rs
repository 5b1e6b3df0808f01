#[cfg(feature = "server")]
use std::borrow::Cow;
use std::collections::BTreeSet;

use eframe_core::FieldErrors;
use serde::{Deserialize, Serialize};

use super::{Address, Body, Facts, Kind};

/// What an edition says: exactly this is written, approved and published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its heading; a question's wording; a person's or partner's name.
    pub title: String,
    /// One or two sentences for lists and the standfirst; may be empty.
    pub summary: String,
    /// What it says below that.
    pub body: Body,
    /// What it states besides, by kind.
    pub facts: Facts,
    /// What changed since the edition before, for the public; may be empty.
    pub note: String,
}

/// The texts that a form or a JSON body brings, not yet checked. Those that the kind has no use for are
/// ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fields {
    /// See [`Content::title`].
    pub title: String,
    /// See [`Content::summary`].
    pub summary: String,
    /// See [`Content::body`].
    pub body: Body,
    /// See [`Content::note`].
    pub note: String,
    /// News: the day, `2026-11-23`.
    pub date: String,
    /// Event: its start on a clock there, `2027-05-04T09:30`.
    pub starts: String,
    /// Event: its end, likewise; may be empty.
    pub ends: String,
    /// Event: the IANA name of its zone, `Asia/Seoul`.
    pub zone: String,
    /// Event: where, in words.
    pub place: String,
    /// Partner: its own site; may be empty.
    pub url: String,
    /// Person: their office.
    pub office: String,
    /// Person: their organisation; may be empty.
    pub organisation: String,
    /// Person: an address for mail; may be empty.
    pub email: String,
    /// Banner: `notice` or `warning`; a notice where it is empty.
    pub tone: String,
    /// Banner: `everywhere` or `front`; everywhere where it is empty.
    pub shown: String,
    /// Banner: where to read on; may be empty.
    pub link: String,
}

/// The longest texts that are taken, in characters, and the body in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Titles, places, offices and other lines.
    pub line: usize,
    /// Summaries and notes.
    pub paragraph: usize,
    /// The body, in bytes of UTF-8.
    pub body: usize,
    /// Its blocks.
    pub blocks: usize,
    /// What one block lists: rows of a table, figures, folded texts.
    pub items: usize,
    /// The columns of a table.
    pub columns: usize,
}

/// The limits in force. A body of this size that is all brackets is still rendered within 100 ms.
pub const LIMITS: Limits =
    Limits { line: 200, paragraph: 600, body: 100_000, blocks: 100, items: 500, columns: 20 };

impl Content {
    /// Checks the texts that came for a document of this kind.
    ///
    /// Lines are trimmed, line ends made `\n`, controls that turn the reading direction taken out
    /// (someone's name must not rearrange the sentence around it).
    ///
    /// # Errors
    /// Everything that is wrong, by field.
    pub fn read(kind: Kind, fields: &Fields) -> Result<Self, FieldErrors> {
        let fields = fields.cleaned();
        let mut errors = FieldErrors::new();
        let is_seen = fields.title.chars().any(|c| !is_blank(c));
        errors.check(is_seen, "title", "cms.desk.field.title.empty");
        fields.check_lengths(&mut errors);
        let body = fields.body.read(&mut errors);
        let facts = Facts::read(kind, &fields, &mut errors);
        let Fields { title, summary, note, .. } = fields;
        match facts {
            Some(facts) => errors.finish(Self { title, summary, body, facts, note }),
            None => Err(errors),
        }
    }

    /// The same with another note.
    ///
    /// # Errors
    /// Field errors of `note`, when it is too long.
    pub fn with_note(self, note: &str) -> Result<Self, FieldErrors> {
        let note = one_line(note);
        let mut errors = FieldErrors::new();
        too_long(&mut errors, "note", note.chars().count(), LIMITS.paragraph);
        errors.finish(Self { note, ..self })
    }

    /// The addresses of the site that it leads to, without query and fragment.
    pub fn links(&self) -> BTreeSet<Address> {
        let own = self.facts.link().and_then(|link| link.split(['?', '#']).next()?.parse().ok());
        self.body.links().into_iter().chain(own).collect()
    }

    /// The texts again, as a form shows them.
    pub fn fields(&self) -> Fields {
        let mut fields = Fields {
            title: self.title.clone(),
            summary: self.summary.clone(),
            body: self.body.clone(),
            note: self.note.clone(),
            ..Fields::default()
        };
        match &self.facts {
            Facts::Page | Facts::Faq | Facts::Document => {}
            Facts::News(news) => fields.date = news.date.to_string(),
            Facts::Event(event) => {
                fields.starts = event.starts.to_string();
                fields.ends = event.ends.map(|ends| ends.to_string()).unwrap_or_default();
                fields.zone = event.zone.clone();
                fields.place = event.place.clone();
            }
            Facts::Person(person) => {
                fields.office = person.office.clone();
                fields.organisation = person.organisation.clone();
                fields.email = person.email.clone();
            }
            Facts::Partner(partner) => fields.url = partner.url.clone(),
            Facts::Banner(banner) => {
                fields.tone = banner.tone.code().to_owned();
                fields.shown = banner.shown.code().to_owned();
                fields.link = banner.link.clone();
            }
        }
        fields
    }
}

impl Fields {
    /// Every text by its field's name, in the order that forms show them.
    #[cfg(feature = "server")]
    pub(crate) fn named(&self) -> [(&'static str, Cow<'_, str>); 16] {
        [
            ("title", text(&self.title)),
            ("date", text(&self.date)),
            ("starts", text(&self.starts)),
            ("ends", text(&self.ends)),
            ("zone", text(&self.zone)),
            ("place", text(&self.place)),
            ("office", text(&self.office)),
            ("organisation", text(&self.organisation)),
            ("email", text(&self.email)),
            ("url", text(&self.url)),
            ("tone", text(&self.tone)),
            ("shown", text(&self.shown)),
            ("link", text(&self.link)),
            ("summary", text(&self.summary)),
            ("body", self.body.source()),
            ("note", text(&self.note)),
        ]
    }

    fn lines(&mut self) -> [(&'static str, &mut String); 14] {
        [
            ("title", &mut self.title),
            ("date", &mut self.date),
            ("starts", &mut self.starts),
            ("ends", &mut self.ends),
            ("zone", &mut self.zone),
            ("place", &mut self.place),
            ("url", &mut self.url),
            ("office", &mut self.office),
            ("organisation", &mut self.organisation),
            ("email", &mut self.email),
            ("tone", &mut self.tone),
            ("shown", &mut self.shown),
            ("link", &mut self.link),
            ("note", &mut self.note),
        ]
    }

    fn cleaned(&self) -> Self {
        let mut fields = self.clone();
        for (_, line) in fields.lines() {
            *line = one_line(line);
        }
        fields.summary = one_line(&fields.summary);
        fields
    }

    fn check_lengths(&self, errors: &mut FieldErrors) {
        for (name, line) in self.clone().lines() {
            let most = if name == "note" { LIMITS.paragraph } else { LIMITS.line };
            too_long(errors, name, line.chars().count(), most);
        }
        too_long(errors, "summary", self.summary.chars().count(), LIMITS.paragraph);
    }
}

#[cfg(feature = "server")]
fn text(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}

fn too_long(errors: &mut FieldErrors, field: &'static str, is: usize, most: usize) {
    if is > most {
        errors.add_with(field, "cms.desk.field.long", vec![("most", most.to_string())]);
    }
}

/// Marks that turn the reading direction of what follows, spaces that nobody sees, and NUL, which no database
/// text holds.
fn is_unwelcome(c: char) -> bool {
    matches!(
        c,
        '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\0'
    )
}

/// Characters that shape what stands beside them, or fill a place, and show nothing alone.
fn is_blank(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200C}'
            ..='\u{200F}' | '\u{2800}' | '\u{3164}' | '\u{FFA0}'
    )
}

/// The words of a text on one line, without what nobody sees.
pub(crate) fn one_line(text: &str) -> String {
    let kept = text.chars().filter(|&c| !is_unwelcome(c)).collect::<String>();
    kept.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Lines of text without what nobody sees, their ends made `\n`.
pub(crate) fn paragraphs(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let keep = |c: &char| !is_unwelcome(*c) && (!c.is_control() || matches!(c, '\n' | '\t'));
    lines.chars().filter(keep).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_in_one_go() {
        let fields = Fields {
            ends: "2027-05-04T08:00".to_owned(),
            starts: "2027-05-04T09:30".to_owned(),
            zone: "Asia/Soul".to_owned(),
            ..Fields::default()
        };
        let errors = Content::read(Kind::Event, &fields).unwrap_err();
        let wrong = errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>();
        assert_eq!(wrong, ["title", "zone", "place"]);
    }

    #[test]
    fn an_event_ends_after_it_starts() {
        let fields = Fields {
            title: "Assembly".to_owned(),
            starts: "2027-05-04T09:30".to_owned(),
            ends: "2027-05-04T08:00".to_owned(),
            zone: "Asia/Seoul".to_owned(),
            place: "Seoul".to_owned(),
            ..Fields::default()
        };
        let errors = Content::read(Kind::Event, &fields).unwrap_err();
        assert_eq!(errors.iter().next().unwrap().key, "cms.desk.field.ends.before");
    }

    #[test]
    fn bad_input_5_controls_that_turn_the_text_are_taken_out() {
        let fields = Fields {
            title: " A\u{202E}b\u{0}c\r\n d ".to_owned(),
            body: "one\r\ntwo\u{2066}\u{7}".into(),
            ..Fields::default()
        };
        let content = Content::read(Kind::Page, &fields).unwrap();
        assert_eq!((content.title.as_str(), content.body.as_text()), ("Abc d", Some("one\ntwo")));
    }

    #[test]
    fn bad_input_5_a_title_that_nobody_sees_is_none() {
        for blank in ["\u{200B}", "\u{3164}", "\u{200D}\u{200E}", "\u{2060} \u{AD}"] {
            let fields = Fields { title: blank.to_owned(), ..Fields::default() };
            assert!(Content::read(Kind::Page, &fields).is_err(), "{}", blank.escape_unicode());
        }
        let fields = Fields { title: "می\u{200C}خواهم".to_owned(), ..Fields::default() };
        assert_eq!(Content::read(Kind::Page, &fields).unwrap().title, fields.title);
    }

    #[test]
    fn bad_input_64_times_on_a_clock_bring_no_offset_and_no_year_without_end() {
        let event = |starts: &str, ends: &str| Fields {
            title: "Assembly".to_owned(),
            starts: starts.to_owned(),
            ends: ends.to_owned(),
            zone: "Asia/Seoul".to_owned(),
            place: "Seoul".to_owned(),
            ..Fields::default()
        };
        for right in ["2027-05-04", "2027-05-04T09:30", "2027-05-04T09:30:00"] {
            assert!(Content::read(Kind::Event, &event(right, "")).is_ok(), "{right}");
        }
        for wrong in [
            "2027-05-04T09:30:00+02:00",
            "2027-05-04T09:30+02",
            "2027-05-04T09:30Z",
            "2027-05-04T09:30[Asia/Seoul]",
            "2027-05-04T09:30:00.5",
            "-009999-01-01",
            "2027-02-30",
            "9999-12-31T23:00",
        ] {
            assert!(Content::read(Kind::Event, &event(wrong, "")).is_err(), "{wrong}");
            assert!(Content::read(Kind::Event, &event("2027-05-04", wrong)).is_err(), "{wrong}");
            let news =
                Fields { title: "News".to_owned(), date: wrong.to_owned(), ..Fields::default() };
            let news = Content::read(Kind::News, &news);
            assert!(news.is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_was_read_reads_the_same_again() {
        let fields = Fields {
            title: "Mina Park".to_owned(),
            office: "Mayor".to_owned(),
            email: "office@city.example".to_owned(),
            ..Fields::default()
        };
        let content = Content::read(Kind::Person, &fields).unwrap();
        assert_eq!(Content::read(Kind::Person, &content.fields()), Ok(content));
    }

    #[test]
    fn bad_input_19_a_partner_has_no_script_for_an_address() {
        for url in ["javascript:alert(1)", "https:evil", "//evil", "https:///x", "http://a\"b"] {
            let fields = Fields { title: "X".to_owned(), url: url.to_owned(), ..Fields::default() };
            assert!(Content::read(Kind::Partner, &fields).is_err(), "{url}");
        }
    }
}
