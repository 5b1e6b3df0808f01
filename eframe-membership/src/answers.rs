//! What an application says, as pages show it.

use eframe_core::form::{Choice, Field};
use eframe_core::frame::Link;
use eframe_core::{Digest, FieldErrors, Language};
use serde::Serialize;

use crate::model::{Application, Country, Entry, Form, Group, Kind, What};
use crate::words::Words;

/// One group of questions with what is answered.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GroupView {
    /// Names it in addresses.
    pub(crate) code: &'static str,
    /// What it asks about.
    pub(crate) title: String,
    /// Where it is answered, as long as it can be.
    pub(crate) href: String,
    /// `ok` when every answer is right, `warn` when one is not, `note` when nothing was answered.
    pub(crate) status: &'static str,
    /// The same in words.
    pub(crate) word: String,
    /// The questions.
    pub(crate) answers: Vec<AnswerView>,
}

/// A question with its answer.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct AnswerView {
    /// The question.
    pub(crate) label: String,
    /// The answer; empty where there is none.
    pub(crate) text: String,
    /// What is wrong with it.
    pub(crate) fault: String,
}

/// An entry of a history, in words.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EntryView {
    /// When.
    pub(crate) at: String,
    /// What, in a sentence.
    pub(crate) what: String,
    /// Who; empty for the machinery.
    pub(crate) who: String,
    /// What they said about it.
    pub(crate) note: String,
    /// `applicant`, `secretariat`, or `internal` for the Secretariat's own notes.
    pub(crate) side: &'static str,
}

/// A document of an application, for lists.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PaperView {
    /// Where it is saved from.
    pub(crate) link: Link,
    /// What it is for.
    pub(crate) purpose: String,
    /// Its size.
    pub(crate) size: String,
    /// The whole hash of its bytes.
    pub(crate) sha256: String,
    /// Who handed it in, and when.
    pub(crate) who: String,
    pub(crate) at: String,
    /// Where it is taken out; empty when it can't be.
    pub(crate) remove: String,
}

/// The first digits of a fingerprint in groups, for people to compare: `4F2A-91C3-77B0`.
pub(crate) fn short(fingerprint: Digest) -> String {
    let digits = fingerprint.to_string().to_uppercase();
    let groups = [&digits[..4], &digits[4..8], &digits[8..12]];
    groups.join("-")
}

impl Words {
    pub(crate) fn group(&self, group: Group) -> String {
        self.say(&["membership.group.", group.code()].concat())
    }

    pub(crate) fn question(&self, field: &str) -> String {
        self.say(&["membership.question.", &kebab(field)].concat())
    }

    /// What helps to answer; nothing where nothing is needed.
    fn hint(&self, field: &str) -> String {
        const HINTED: [&str; 14] = [
            "kind",
            "name",
            "ownName",
            "population",
            "latitude",
            "longitude",
            "website",
            "motivation",
            "signatoryName",
            "signatoryOffice",
            "signatoryAuthority",
            "contactName",
            "contactEmail",
            "contactLanguage",
        ];
        if HINTED.contains(&field) {
            self.say(&["membership.question.", &kebab(field), "-hint"].concat())
        } else {
            String::new()
        }
    }

    /// A question as a field of a form.
    pub(crate) fn field(&self, field: &'static str) -> Field {
        let label = self.question(field);
        let made = match field {
            "kind" => Field::radios(field, label, self.kinds()),
            "country" => Field::select(field, label, self.countries()).autocomplete("country"),
            "motivation" => Field::textarea(field, label, 10),
            "address" => Field::textarea(field, label, 4).optional(),
            "website" => Field::url(field, label).optional().autocomplete("url"),
            "contactEmail" => Field::email(field, label).autocomplete("email"),
            "contactName" => Field::text(field, label).autocomplete("name"),
            "contactPhone" => Field::text(field, label).optional().autocomplete("tel"),
            "contactLanguage" => Field::select(field, label, self.letter_languages()),
            "newsletter" => Field::checkbox(field, label),
            // A number is written from the left, also where the page is not.
            "population" | "latitude" | "longitude" => {
                Field::text(field, label).optional().written_in(Language::EN)
            }
            "ownName" | "signatoryAuthority" => Field::text(field, label).optional(),
            _ => Field::text(field, label),
        };
        made.hint(self.hint(field))
    }

    /// The kinds of members that can apply today.
    pub(crate) fn kinds(&self) -> Vec<Choice> {
        let version = self.membership.charter().on(self.membership.today());
        let codes = version.kind_codes();
        codes.iter().map(|kind| Choice::new(kind.as_str(), self.kind(kind))).collect()
    }

    /// Every country, in the order of the reader's language; the first choice is none.
    pub(crate) fn countries(&self) -> Vec<Choice> {
        let mut all: Vec<_> =
            Country::all().map(|country| (self.country(country), country)).collect();
        let formats = self.presentation().formats(self.language);
        all.sort_by(|(one, _), (other, _)| formats.compare(one, other));
        let none = Choice::new("", "");
        let named = all.into_iter().map(|(name, country)| Choice::new(country.code(), name));
        std::iter::once(none).chain(named).collect()
    }

    fn letter_languages(&self) -> Vec<Choice> {
        let all = self.membership.languages().iter();
        all.map(|one| Choice::new(one.code(), one.own_name())).collect()
    }

    /// An answer as people read it.
    pub(crate) fn answer(&self, form: &Form, field: &str) -> String {
        let text = form.answer(field);
        match field {
            "kind" => {
                text.parse::<Kind>().map_or_else(|_| text.to_owned(), |kind| self.kind(&kind))
            }
            "country" => {
                let country = text.parse::<Country>();
                country.map_or_else(|_| text.to_owned(), |country| self.country(country))
            }
            "contactLanguage" => {
                let language = text.parse::<Language>();
                language.map_or_else(|_| text.to_owned(), |one| one.own_name().to_owned())
            }
            "population" => {
                let number = form.population().ok().flatten();
                let number = number.and_then(|number| i64::try_from(number).ok());
                let formats = self.presentation().formats(self.language);
                number.map_or_else(|| text.to_owned(), |number| formats.number(number))
            }
            "newsletter" => {
                let said =
                    if form.newsletter { "membership.answer.yes" } else { "membership.answer.no" };
                self.say(said)
            }
            _ => text.to_owned(),
        }
    }

    /// Every group with its answers, and what is wrong with them. `edit` makes the address where a group is answered.
    pub(crate) fn groups(
        &self,
        application: &Application,
        edit: Option<&dyn Fn(Group) -> String>,
    ) -> Vec<GroupView> {
        let charter = self.membership.charter();
        let kinds = charter.on(charter.day(self.membership.now())).kind_codes();
        let errors = application.form.complete(&kinds).err().unwrap_or_default();
        let view = |group: &Group| self.group_view(*group, &application.form, &errors, edit);
        Group::ALL.iter().map(view).collect()
    }

    fn group_view(
        &self,
        group: Group,
        form: &Form,
        errors: &FieldErrors,
        edit: Option<&dyn Fn(Group) -> String>,
    ) -> GroupView {
        let answer = |field: &&'static str| {
            let error = errors.iter().find(|error| error.field == **field);
            let say = |error| self.presentation().field_error(self.language, error);
            AnswerView {
                label: self.question(field),
                text: self.answer(form, field),
                fault: error.map(say).unwrap_or_default(),
            }
        };
        let untouched = group.fields().iter().all(|field| form.answer(field).is_empty());
        let wrong = group.fields().iter().any(|field| errors.iter().any(|e| e.field == **field));
        let (status, key) = match (wrong, untouched) {
            (true, true) => ("note", "membership.answer.to-do"),
            (true, false) => ("warn", "membership.answer.to-mend"),
            (false, true) => ("note", "membership.answer.optional"),
            (false, false) => ("ok", "membership.answer.done"),
        };
        GroupView {
            code: group.code(),
            title: self.group(group),
            href: edit.map(|edit| edit(group)).unwrap_or_default(),
            status,
            word: self.say(key),
            answers: group.fields().iter().map(answer).collect(),
        }
    }

    /// An entry of a history, in words.
    pub(crate) fn entry(&self, entry: &Entry) -> EntryView {
        let formats = self.presentation().formats(self.language);
        let (note, day) = match &entry.what {
            What::Returned { questions, until } => (questions.clone(), formats.date(*until)),
            What::Deferred { reason } | What::Refused { reason } => {
                (self.why(reason), String::new())
            }
            What::Letter { text } | What::Note { text } => (text.clone(), String::new()),
            _ => (String::new(), String::new()),
        };
        let file = match &entry.what {
            What::DocumentAdded { file_name, .. } | What::DocumentRemoved { file_name } => {
                file_name
            }
            _ => "",
        };
        let machine = matches!(entry.what, What::Reminded { .. });
        let args = [("until", day.as_str().into()), ("file", file.into())];
        EntryView {
            at: entry.at.to_string(),
            what: self.say_with(&["membership.history.", entry.what.code()].concat(), &args),
            who: if machine { String::new() } else { entry.by.name.clone() },
            note,
            side: match (&entry.what, entry.side) {
                (What::Note { .. }, _) => "internal",
                (_, crate::model::Side::Applicant) => "applicant",
                (_, crate::model::Side::Secretariat) => "secretariat",
            },
        }
    }

    /// The documents of an application. `href` makes the address of one, `removable` whether it can be taken out.
    pub(crate) fn papers(
        &self,
        application: &Application,
        href: &dyn Fn(crate::model::DocumentId) -> String,
        removable: bool,
    ) -> Vec<PaperView> {
        let view = |paper: &crate::model::Document| {
            let key = match paper.purpose {
                crate::model::Purpose::SignedForm => "membership.purpose.signed-form",
                crate::model::Purpose::Attachment => "membership.purpose.attachment",
            };
            let kilobytes = i64::try_from(paper.bytes.div_ceil(1_000)).unwrap_or(i64::MAX);
            let path = href(paper.id);
            PaperView {
                remove: if removable { format!("{path}/remove") } else { String::new() },
                link: Link::new(paper.file_name.clone(), path, ""),
                purpose: self.say(key),
                size: self.say_with("membership.size", &[("kilobytes", kilobytes.into())]),
                sha256: paper.sha256.to_string(),
                who: paper.by.name.clone(),
                at: paper.at.to_string(),
            }
        };
        application.documents.iter().map(view).collect()
    }
}

/// `contactEmail` as messages name it: `contact-email`.
fn kebab(field: &str) -> String {
    let mut kebab = String::with_capacity(field.len() + 2);
    for c in field.chars() {
        if c.is_ascii_uppercase() {
            kebab.push('-');
        }
        kebab.push(c.to_ascii_lowercase());
    }
    kebab
}

/// Groups of answers for samples of templates.
pub(crate) fn samples() -> Vec<GroupView> {
    let answer = |text: &str, fault: &str| AnswerView {
        label: "Name".to_owned(),
        text: text.to_owned(),
        fault: fault.to_owned(),
    };
    let group = |code, status, answers| GroupView {
        code,
        title: "Your organisation".to_owned(),
        href: "/account/membership/applications/1/questions/organisation".to_owned(),
        status,
        word: "Done".to_owned(),
        answers,
    };
    let done = group("organisation", "ok", vec![answer("Porto Azul\nPortugal", "")]);
    let open = group("kind", "warn", vec![answer("", "Fill this in"), answer("x", "Not right")]);
    let closed = GroupView { href: String::new(), ..group("place", "note", vec![answer("", "")]) };
    vec![done, open, closed]
}

/// A history for samples of templates.
pub(crate) fn sample_history() -> Vec<EntryView> {
    let entry = |side, who: &str, note: &str| EntryView {
        at: "2026-11-23T09:00:00Z".to_owned(),
        what: "Handed in".to_owned(),
        who: who.to_owned(),
        note: note.to_owned(),
        side,
    };
    vec![
        entry("internal", "Mina Park", "Ring them"),
        entry("applicant", "Rui Sá", ""),
        entry("secretariat", "", "Two\nlines"),
    ]
}

/// Documents for samples of templates.
pub(crate) fn sample_papers() -> Vec<PaperView> {
    let paper = |remove: &str| PaperView {
        link: Link::new("form.pdf", "/account/membership/applications/1/documents/2", ""),
        purpose: "Signed form".to_owned(),
        size: "12 kB".to_owned(),
        sha256: "00".repeat(32),
        who: "Rui Sá".to_owned(),
        at: "2026-11-23T09:00:00Z".to_owned(),
        remove: remove.to_owned(),
    };
    vec![paper("/account/membership/applications/1/documents/2/remove"), paper("")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_short_for_people_to_compare() {
        let fingerprint = eframe_core::sha256(b"");
        assert_eq!(short(fingerprint), "E3B0-C442-98FC");
    }

    #[test]
    fn questions_are_named_in_messages_with_hyphens() {
        assert_eq!(kebab("signatoryAuthority"), "signatory-authority");
    }
}
