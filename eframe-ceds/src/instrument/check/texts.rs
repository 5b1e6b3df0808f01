//! Texts: each in the document's language, each code a language.

use super::{Check, Place};
use crate::document::{Localized, is_language};
use crate::fault::What;

impl Check<'_> {
    /// Every text of the document.
    pub(super) fn texts(&mut self) {
        let document = self.document;
        let head = Place::table("name");
        if !is_language(&document.language) {
            let code = document.language.clone();
            self.fault(Place::table("language"), What::Language(code));
        }
        let named = document.name.get(&document.language).is_some();
        self.need(named, head, || What::Untranslated {
            text: "name",
            language: document.language.clone(),
        });
        self.all(head, &[("name", &document.name), ("text", &document.text)]);
        for (place, node) in document.nodes.iter().enumerate() {
            let at = Place::part("node", place, &node.id);
            self.all(at, &[("name", &node.name), ("text", &node.text)]);
        }
        for (place, level) in document.levels.iter().enumerate() {
            self.all(Place::part("level", place, &level.id), &[("name", &level.name)]);
        }
        for (place, leaf) in document.indicators.iter().enumerate() {
            let texts = [
                ("name", &leaf.name),
                ("text", &leaf.text),
                ("ask", &leaf.ask),
                ("evidence", &leaf.evidence),
                ("unit", &leaf.unit),
            ];
            self.all(Place::part("indicator", place, &leaf.id), &texts);
        }
        self.texts_of_questions();
        self.texts_of_scales();
        for (place, fact) in document.facts.iter().enumerate() {
            let at = Place::part("fact", place, &fact.id);
            self.all(at, &[("name", &fact.name), ("help", &fact.help), ("unit", &fact.unit)]);
            for value in &fact.values {
                self.all(at, &[("values.name", &value.name)]);
            }
        }
        for (place, peers) in document.peers.iter().enumerate() {
            let at = Place::part("peers", place, &peers.id);
            self.all(at, &[("name", &peers.name)]);
            for group in &peers.groups {
                self.all(at, &[("group.name", &group.name)]);
            }
        }
        for (place, ladder) in document.ladders.iter().enumerate() {
            let at = Place::part("ladder", place, &ladder.id);
            self.all(at, &[("name", &ladder.name)]);
            for rung in &ladder.rungs {
                self.all(at, &[("rung.name", &rung.name), ("rung.text", &rung.text)]);
            }
        }
    }

    fn texts_of_questions(&mut self) {
        let document = self.document;
        for (place, question) in document.questions.iter().enumerate() {
            let at = Place::part("question", place, &question.id);
            let texts = [
                ("name", &question.name),
                ("ask", &question.ask),
                ("help", &question.help),
                ("evidence", &question.evidence),
                ("next", &question.next),
            ];
            self.all(at, &texts);
            for answer in &question.answers {
                let texts = [
                    ("answer.name", &answer.name),
                    ("answer.text", &answer.text),
                    ("answer.next", &answer.next),
                ];
                self.all(at, &texts);
            }
        }
    }

    fn texts_of_scales(&mut self) {
        let document = self.document;
        for (place, scale) in document.scales.iter().enumerate() {
            let at = Place::part("scale", place, &scale.id);
            self.all(at, &[("name", &scale.name)]);
            for answer in &scale.answers {
                self.all(at, &[("answer.name", &answer.name), ("answer.text", &answer.text)]);
            }
            for part in &scale.parts {
                self.all(at, &[("part.name", &part.name), ("part.ask", &part.ask)]);
            }
        }
    }

    fn all(&mut self, at: Place<'_>, texts: &[(&'static str, &Localized)]) {
        for (name, text) in texts {
            for (code, _) in text.iter() {
                self.need(is_language(code), at, || What::Language(code.to_owned()));
            }
            let language = &self.document.language;
            let said = text.is_empty() || text.get(language).is_some();
            self.need(said, at, || What::Untranslated { text: name, language: language.clone() });
        }
    }
}
