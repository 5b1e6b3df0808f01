use std::collections::BTreeMap;

use eframe_core::{Digest, FieldErrors, canonical, sha256};
use serde::{Deserialize, Serialize};

use super::{Form, Kind};

/// A small group of questions of the form: what is asked on one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Which kind of member it wants to be.
    Kind,
    /// What it is called and which country it lies in.
    Organisation,
    /// Where on the map, and how many people live there.
    Place,
    /// Its site and its postal address.
    Reach,
    /// Why it wants to join.
    Motivation,
    /// Who signs.
    Signatory,
    /// Whom to ask.
    Contact,
}

/// A text that names no group.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} names no group of questions")]
pub struct UnknownGroup(pub String);

impl Group {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 7] = [
        Self::Kind,
        Self::Organisation,
        Self::Place,
        Self::Reach,
        Self::Motivation,
        Self::Signatory,
        Self::Contact,
    ];

    /// As it is written in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Reach => "reach",
            Self::Motivation => "motivation",
            Self::Signatory => "signatory",
            Self::Contact => "contact",
        }
    }

    /// The names of its questions, in their order.
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Kind => &["kind"],
            Self::Organisation => &["name", "ownName", "country"],
            Self::Place => &["population", "latitude", "longitude"],
            Self::Reach => &["website", "address"],
            Self::Motivation => &["motivation"],
            Self::Signatory => &["signatoryName", "signatoryOffice", "signatoryAuthority"],
            Self::Contact => {
                &["contactName", "contactEmail", "contactPhone", "contactLanguage", "newsletter"]
            }
        }
    }

    /// The group that asks this question.
    pub fn of(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.fields().contains(&field))
    }

    /// The group after this one.
    pub fn next(self) -> Option<Self> {
        let at = Self::ALL.iter().position(|group| *group == self)?;
        Self::ALL.get(at + 1).copied()
    }

    /// What a form answers to its questions, by their names.
    pub fn answers(self, form: &Form) -> BTreeMap<&'static str, &str> {
        self.fields().iter().map(|field| (*field, form.answer(field))).collect()
    }

    /// The fingerprint of these answers: a page carries it, so that it can be told whether somebody answered since.
    ///
    /// # Panics
    /// Never: answers are plain text, which RFC 8785 knows.
    pub fn hash(self, form: &Form) -> Digest {
        sha256(&canonical(&self.answers(form)).expect("answers are plain text"))
    }

    /// Takes the answers to its questions from `other`, and leaves the rest as it is.
    pub fn take(self, form: &mut Form, other: &Form) {
        for field in self.fields() {
            form.set_answer(field, other.answer(field));
        }
    }

    /// What is still missing or wrong among its answers.
    ///
    /// # Errors
    /// A field error for each.
    pub fn check(self, form: &Form, kinds: &[Kind]) -> Result<(), FieldErrors> {
        let Err(errors) = form.complete(kinds) else { return Ok(()) };
        let mut own = FieldErrors::new();
        for error in errors.iter().filter(|error| self.fields().contains(&error.field.as_str())) {
            own.add_with(error.field.clone(), error.key, error.args.clone());
        }
        own.finish(())
    }
}

impl std::str::FromStr for Group {
    type Err = UnknownGroup;

    fn from_str(code: &str) -> Result<Self, UnknownGroup> {
        let found = Self::ALL.into_iter().find(|group| group.code() == code);
        found.ok_or_else(|| UnknownGroup(code.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_asked_once_and_its_answer_is_kept() {
        let named = serde_json::to_value(Form::default()).unwrap();
        let mut asked: Vec<_> = Group::ALL.iter().flat_map(|group| group.fields()).collect();
        assert_eq!(asked.len(), named.as_object().unwrap().len());
        asked.sort_unstable();
        asked.dedup();
        assert_eq!(asked.len(), named.as_object().unwrap().len());
        for field in asked {
            let mut form = Form::default();
            form.set_answer(field, "yes");
            assert_eq!(form.answer(field), "yes", "{field}");
            assert_eq!(serde_json::to_value(&form).unwrap().as_object().unwrap().len(), 18);
            assert_ne!(form, Form::default(), "{field}");
        }
    }

    #[test]
    fn a_group_takes_its_own_answers_and_no_others() {
        let mine = Form { name: "Mine".to_owned(), website: "x".to_owned(), ..Form::default() };
        let mut theirs = Form { motivation: "Theirs".to_owned(), ..Form::default() };
        Group::Organisation.take(&mut theirs, &mine);
        let told = (&*theirs.name, &*theirs.website, &*theirs.motivation);
        assert_eq!(told, ("Mine", "", "Theirs"));
    }
}
