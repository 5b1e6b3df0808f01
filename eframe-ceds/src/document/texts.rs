//! Every text of a document, one after the other.

use super::{Document, Id, Localized, Question};

/// A text with where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Said<'a> {
    /// The member of the document.
    pub(crate) list: &'static str,
    /// The part of that list with its id; none where it is a member of its own.
    pub(crate) part: Option<(usize, &'a str)>,
    /// The member of the part.
    pub(crate) member: &'static str,
    pub(crate) text: &'a Localized,
    /// The node that it belongs to, or its part to.
    pub(crate) node: Option<&'a Id>,
}

impl Said<'_> {
    /// Whether it is what people call something.
    pub(crate) fn is_name(&self) -> bool {
        self.member == "name" || self.member.ends_with(".name")
    }
}

impl Document {
    /// Every text that is said in any language, in the order of this form's members.
    pub(crate) fn texts(&self) -> Vec<Said<'_>> {
        let mut all = Texts { said: Vec::new(), list: "name", part: None, node: None };
        all.add(&[("name", &self.name)]);
        all.list = "text";
        all.add(&[("text", &self.text)]);
        for (place, node) in self.nodes.iter().enumerate() {
            all.at("node", place, &node.id, Some(&node.id));
            all.add(&[("name", &node.name), ("text", &node.text)]);
        }
        for (place, level) in self.levels.iter().enumerate() {
            all.at("level", place, &level.id, None);
            all.add(&[("name", &level.name)]);
        }
        for (place, leaf) in self.indicators.iter().enumerate() {
            all.at("indicator", place, &leaf.id, Some(&leaf.parent));
            all.add(&[("name", &leaf.name), ("text", &leaf.text), ("ask", &leaf.ask)]);
            all.add(&[("evidence", &leaf.evidence), ("unit", &leaf.unit)]);
        }
        for (place, question) in self.questions.iter().enumerate() {
            all.at("question", place, &question.id, Some(&question.parent));
            all.question(question);
        }
        for (place, scale) in self.scales.iter().enumerate() {
            all.at("scale", place, &scale.id, None);
            all.add(&[("name", &scale.name)]);
            for answer in &scale.answers {
                all.add(&[("answer.name", &answer.name), ("answer.text", &answer.text)]);
            }
            for part in &scale.parts {
                all.add(&[("part.name", &part.name), ("part.ask", &part.ask)]);
            }
        }
        for (place, fact) in self.facts.iter().enumerate() {
            all.at("fact", place, &fact.id, None);
            all.add(&[("name", &fact.name), ("help", &fact.help), ("unit", &fact.unit)]);
            fact.values.iter().for_each(|value| all.add(&[("values.name", &value.name)]));
        }
        for (place, peers) in self.peers.iter().enumerate() {
            all.at("peers", place, &peers.id, None);
            all.add(&[("name", &peers.name)]);
            peers.groups.iter().for_each(|group| all.add(&[("group.name", &group.name)]));
        }
        for (place, ladder) in self.ladders.iter().enumerate() {
            all.at("ladder", place, &ladder.id, None);
            all.add(&[("name", &ladder.name)]);
            for rung in &ladder.rungs {
                all.add(&[("rung.name", &rung.name), ("rung.text", &rung.text)]);
            }
        }
        all.said
    }
}

/// The texts so far, and the part whose texts come next.
struct Texts<'a> {
    said: Vec<Said<'a>>,
    list: &'static str,
    part: Option<(usize, &'a str)>,
    node: Option<&'a Id>,
}

impl<'a> Texts<'a> {
    fn at(&mut self, list: &'static str, place: usize, id: &'a Id, node: Option<&'a Id>) {
        (self.list, self.part, self.node) = (list, Some((place, id.as_str())), node);
    }

    fn add(&mut self, texts: &[(&'static str, &'a Localized)]) {
        let Self { list, part, node, .. } = *self;
        for (member, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
            self.said.push(Said { list, part, member, text, node });
        }
    }

    fn question(&mut self, question: &'a Question) {
        self.add(&[("name", &question.name), ("ask", &question.ask), ("help", &question.help)]);
        self.add(&[("evidence", &question.evidence), ("next", &question.next)]);
        for answer in &question.answers {
            self.add(&[("answer.name", &answer.name), ("answer.text", &answer.text)]);
            self.add(&[("answer.next", &answer.next)]);
        }
        for part in &question.parts {
            self.add(&[("part.ask", &part.ask), ("part.help", &part.help)]);
            self.add(&[("part.evidence", &part.evidence), ("part.next", &part.next)]);
        }
    }
}
