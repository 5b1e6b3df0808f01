//! Scales and the questions answered on them.

use std::collections::HashSet;

use super::{Check, Place};
use crate::document::{Document, Fact, FactKind, Id, Question};
use crate::fault::What;

impl<'a> Check<'a> {
    /// Every scale has answers or parts, and its parts scales of answers.
    pub(super) fn scales(&mut self) {
        let document = self.document;
        for (place, scale) in document.scales.iter().enumerate() {
            let at = Place::part("scale", place, &scale.id);
            self.need(scale.answers.is_empty() != scale.parts.is_empty(), at, || {
                What::OneOf("`answer` or `part`, and not both")
            });
            self.distinct(at, scale.answers.iter().map(|answer| &answer.id));
            self.distinct(at, scale.parts.iter().map(|part| &part.id));
            let unlike = scale.answers.iter().any(|answer| is_state(&answer.id));
            self.need(!unlike, at, || What::OneOf("no answer that is called like a state"));
            for part in &scale.parts {
                match self.document.scale(&part.scale) {
                    Some(inner) if inner.parts.is_empty() => {}
                    _ => self.unknown(at, "part.scale", part.scale.as_str(), "scale of answers"),
                }
            }
        }
        if let Some(scale) = &document.question_rules.scale
            && self.document.scale(scale).is_none()
        {
            self.unknown(Place::table("questions"), "scale", scale.as_str(), "scale");
        }
    }

    fn distinct<'i>(&mut self, at: Place<'_>, ids: impl Iterator<Item = &'i Id>) {
        let mut seen = HashSet::new();
        for id in ids {
            self.need(seen.insert(id), at, || What::Taken(id.to_string()));
        }
        let (count, most) = (seen.len(), MOST_ANSWERS);
        self.need(count <= most, at, || What::TooMany { parts: "answers or parts", count, most });
    }

    /// Words are named once, and only where there are words.
    pub(super) fn facts(&mut self) {
        let document = self.document;
        for (place, fact) in document.facts.iter().enumerate() {
            let at = Place::part("fact", place, &fact.id);
            let right = fact.values.is_empty() || fact.kind == FactKind::Word;
            self.need(right, at, || What::Needs { option: "values", needs: "`kind = \"word\"`" });
            self.distinct(at, fact.values.iter().map(|value| &value.id));
        }
    }

    /// Whether a fact can be these words.
    pub(super) fn words(
        &mut self,
        at: Place<'_>,
        fact: &Fact,
        option: &'static str,
        is: &[String],
    ) {
        for word in is.iter().filter(|_| !fact.values.is_empty()) {
            if !fact.values.iter().any(|value| value.id.as_str() == word) {
                self.unknown(at, option, word, "value of that fact");
            }
        }
    }

    /// Every question can be answered.
    pub(super) fn questions(&mut self) {
        let document = self.document;
        for (place, question) in document.questions.iter().enumerate() {
            let at = Place::part("question", place, &question.id);
            self.distinct(at, question.answers.iter().map(|answer| &answer.id));
            if let Some(scale) = &question.scale
                && self.document.scale(scale).is_none()
            {
                self.unknown(at, "scale", scale.as_str(), "scale");
                continue;
            }
            let parts = self.document.scale_of(question).map(|scale| &scale.parts[..]);
            self.distinct(at, question.parts.iter().map(|part| &part.id));
            for own in &question.parts {
                if !parts.unwrap_or_default().iter().any(|part| part.id == own.id) {
                    self.unknown(at, "part.id", own.id.as_str(), "part of its scale");
                }
            }
            match self.document.scale_of(question) {
                None => {
                    let own = !question.answers.is_empty()
                        && question.answers.iter().all(|answer| answer.score.is_some());
                    self.need(own, at, || What::Needs {
                        option: "question",
                        needs: "a `scale`, or an `answer` of its own with a `score` each",
                    });
                    let unlike = question.answers.iter().any(|answer| is_state(&answer.id));
                    self.need(!unlike, at, || What::OneOf("no answer that is called like a state"));
                }
                Some(scale) => {
                    for answer in &question.answers {
                        if !scale.answers.iter().any(|other| other.id == answer.id) {
                            self.unknown(
                                at,
                                "answer.id",
                                answer.id.as_str(),
                                "answer of its scale",
                            );
                        }
                    }
                }
            }
        }
    }

    /// The answers that a question, or a part of it, can have.
    pub(super) fn answers_of(
        &self,
        question: &'a Question,
        part: Option<&str>,
    ) -> Option<Vec<&'a Id>> {
        let scale = match (self.document.scale_of(question), part) {
            (None, None) => {
                return Some(question.answers.iter().map(|answer| &answer.id).collect());
            }
            (None, Some(_)) => return None,
            (Some(scale), None) => scale,
            (Some(scale), Some(part)) => {
                let part = scale.parts.iter().find(|other| other.id.as_str() == part)?;
                self.document.scale(&part.scale)?
            }
        };
        Some(scale.answers.iter().map(|answer| &answer.id).collect())
    }
}

/// The most answers or parts of a scale, and answers of a question.
const MOST_ANSWERS: usize = 1_000;

/// Whether an id is that of a state that is no answer.
fn is_state(id: &Id) -> bool {
    [Document::NOT_APPLICABLE, Document::NOT_RELEVANT, Document::UNANSWERED].contains(&id.as_str())
}
