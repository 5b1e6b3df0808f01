//! Conditions: that they look at what is there, and do not wait for themselves.

use super::{Check, Kind, Place};
use crate::document::{Condition, FactKind};
use crate::fault::What;

/// How deep conditions may stand in each other.
const MOST_DEPTH: usize = 16;

impl Check<'_> {
    /// Every condition, and the circles among them.
    pub(super) fn conditions(&mut self) {
        let document = self.document;
        let first_question = document.indicators.len();
        let mut places = Vec::new();
        let mut waits = Vec::new();
        let indicators = document.indicators.iter().enumerate().map(|(place, indicator)| {
            (Place::part("indicator", place, &indicator.id), indicator.when.as_ref())
        });
        let questions = document.questions.iter().enumerate().map(|(place, question)| {
            (Place::part("question", place, &question.id), question.when.as_ref())
        });
        for (place, when) in indicators.chain(questions) {
            let mut seen = Vec::new();
            if let Some(when) = when {
                self.condition(place, when, 0, &mut seen);
            }
            places.push(place);
            waits.push(
                seen.into_iter()
                    .filter_map(|kind| match kind {
                        Kind::Indicator(at) => Some(at),
                        Kind::Question(at) => Some(first_question + at),
                        Kind::Node(_) | Kind::Fact(_) => None,
                    })
                    .collect(),
            );
        }
        self.waits(&waits, &places);
    }

    fn condition(&mut self, at: Place<'_>, when: &Condition, depth: usize, seen: &mut Vec<Kind>) {
        if depth > MOST_DEPTH {
            let (count, most) = (depth, MOST_DEPTH);
            self.fault(at, What::TooMany { parts: "conditions in each other", count, most });
            return;
        }
        let subjects = usize::from(when.question.is_some())
            + usize::from(when.indicator.is_some())
            + usize::from(when.fact.is_some());
        let joins = usize::from(!when.all.is_empty())
            + usize::from(!when.any.is_empty())
            + usize::from(when.not.is_some());
        let tests = usize::from(!when.is.is_empty())
            + usize::from(when.at_least.is_some())
            + usize::from(when.at_most.is_some());
        self.need(subjects + joins == 1, at, || {
            What::OneOf("one of `all`, `any`, `not`, `question`, `indicator`, `fact` in `when`")
        });
        self.need((tests > 0) == (subjects == 1), at, || {
            What::OneOf("`is`, `at-least` or `at-most` beside what `when` looks at, and only there")
        });
        for inner in when.all.iter().chain(&when.any).chain(when.not.as_deref()) {
            self.condition(at, inner, depth + 1, seen);
        }
        self.asks_question(at, when, seen);
        if let Some(id) = &when.indicator {
            match self.kinds.get(id.as_str()) {
                Some(kind @ Kind::Indicator(_)) => seen.push(*kind),
                _ => self.unknown(at, "when.indicator", id.as_str(), "indicator"),
            }
            let numbers = when.is.is_empty();
            self.need(numbers, at, || What::OneOf("no `is` where `when` looks at a number"));
        }
        if let Some(id) = &when.fact {
            match self.kinds.get(id.as_str()) {
                Some(Kind::Fact(fact)) => {
                    let fact = &self.document.facts[*fact];
                    let is_word = fact.kind == FactKind::Word;
                    self.words(at, fact, "when.is", &when.is);
                    let by_word = !when.is.is_empty();
                    self.need(is_word == by_word, at, || {
                        What::OneOf(
                            "`is` for a fact that is a word, `at-least` or `at-most` for a number",
                        )
                    });
                }
                _ => self.unknown(at, "when.fact", id.as_str(), "fact"),
            }
        }
    }

    fn asks_question(&mut self, at: Place<'_>, when: &Condition, seen: &mut Vec<Kind>) {
        let Some(named) = &when.question else { return };
        let (id, part) = match named.split_once('/') {
            Some((id, part)) => (id, Some(part)),
            None => (named.as_str(), None),
        };
        let Some(kind @ Kind::Question(question)) = self.kinds.get(id).copied() else {
            self.unknown(at, "when.question", named, "question");
            return;
        };
        seen.push(kind);
        let Some(answers) = self.answers_of(&self.document.questions[question], part) else {
            self.unknown(at, "when.question", named, "question, or part of one");
            return;
        };
        let strange: Vec<_> = when
            .is
            .iter()
            .filter(|is| !answers.iter().any(|answer| answer.as_str() == is.as_str()))
            .cloned()
            .collect();
        for answer in strange {
            self.unknown(at, "when.is", &answer, "answer to that question");
        }
    }

    pub(super) fn unknown(
        &mut self,
        at: Place<'_>,
        option: &'static str,
        name: &str,
        kind: &'static str,
    ) {
        self.fault(at, What::Unknown { option, name: name.to_owned(), kind });
    }
}
