//! Sizes, ids, and what is named by id.

use std::collections::HashSet;

use super::{Check, Kind, Place};
use crate::document::Id;
use crate::fault::What;
use crate::instrument::tree::Tree;

/// The most nodes, indicators and questions together.
const MOST_PARTS: usize = 50_000;
/// The most facts, scales, peers and ladders, each.
const MOST_LISTED: usize = 1_000;
/// How deep nodes may stand below their top.
pub(super) const MOST_DEPTH: usize = 64;

impl<'a> Check<'a> {
    /// Whether there is so much of it that looking further would take long.
    pub(super) fn sizes(&mut self) {
        let document = self.document;
        self.need(document.format == 1, Place::table("format"), || What::Format(document.format));
        let counts = [
            ("nodes, indicators and questions", MOST_PARTS, {
                document.nodes.len() + document.indicators.len() + document.questions.len()
            }),
            ("levels", MOST_DEPTH, document.levels.len()),
            ("facts", MOST_LISTED, document.facts.len()),
            ("scales", MOST_LISTED, document.scales.len()),
            ("peers", MOST_LISTED, document.peers.len()),
            ("ladders", MOST_LISTED, document.ladders.len()),
        ];
        for (parts, most, count) in counts {
            let what = || What::TooMany { parts, count, most };
            self.need(count <= most, Place::WHOLE, what);
        }
    }

    /// Nodes, indicators, questions and facts share one namespace; the other lists have one each.
    pub(super) fn ids(&mut self) {
        let document = self.document;
        self.need(!document.nodes.is_empty(), Place::WHOLE, || What::Empty);
        for (place, node) in document.nodes.iter().enumerate() {
            self.name(Place::part("node", place, &node.id), &node.id, Kind::Node(place));
        }
        for (place, indicator) in document.indicators.iter().enumerate() {
            let at = Place::part("indicator", place, &indicator.id);
            self.name(at, &indicator.id, Kind::Indicator(place));
        }
        for (place, question) in document.questions.iter().enumerate() {
            let at = Place::part("question", place, &question.id);
            self.name(at, &question.id, Kind::Question(place));
        }
        for (place, fact) in document.facts.iter().enumerate() {
            self.name(Place::part("fact", place, &fact.id), &fact.id, Kind::Fact(place));
        }
        self.unique("level", document.levels.iter().map(|level| &level.id));
        self.unique("scale", document.scales.iter().map(|scale| &scale.id));
        self.unique("peers", document.peers.iter().map(|peers| &peers.id));
        self.unique("ladder", document.ladders.iter().map(|ladder| &ladder.id));
    }

    fn name(&mut self, place: Place<'_>, id: &'a Id, kind: Kind) {
        if self.kinds.insert(id.as_str(), kind).is_some() {
            self.fault(place, What::Taken(id.to_string()));
        }
    }

    fn unique<'i>(&mut self, list: &'static str, ids: impl Iterator<Item = &'i Id>) {
        let mut seen = HashSet::new();
        for (place, id) in ids.enumerate() {
            let what = || What::Taken(id.to_string());
            self.need(seen.insert(id), Place::part(list, place, id), what);
        }
    }

    /// Whether every parent is a node.
    pub(super) fn parents(&mut self) {
        let document = self.document;
        let nodes = document.nodes.iter().enumerate();
        let nodes = nodes.filter_map(|(place, node)| {
            Some((Place::part("node", place, &node.id), node.parent.as_ref()?))
        });
        let indicators = document.indicators.iter().enumerate().map(|(place, indicator)| {
            (Place::part("indicator", place, &indicator.id), &indicator.parent)
        });
        let questions = document.questions.iter().enumerate().map(|(place, question)| {
            (Place::part("question", place, &question.id), &question.parent)
        });
        for (place, parent) in nodes.chain(indicators).chain(questions) {
            let is_node = matches!(self.kinds.get(parent.as_str()), Some(Kind::Node(_)));
            self.need(is_node, place, || What::Unknown {
                option: "parent",
                name: parent.to_string(),
                kind: "node",
            });
        }
    }

    /// Whether every node has something below it, and every level a node.
    pub(super) fn childless(&mut self, tree: &Tree) {
        let document = self.document;
        for (place, node) in document.nodes.iter().enumerate() {
            let at = Place::part("node", place, &node.id);
            self.need(!tree.children[place].is_empty(), at, || What::Childless);
            let depth = tree.depth[place];
            if depth != usize::MAX && depth > MOST_DEPTH {
                let (count, most) = (depth, MOST_DEPTH);
                self.fault(at, What::TooMany { parts: "nodes above it", count, most });
            }
        }
        for (depth, level) in document.levels.iter().enumerate() {
            let at = Place::part("level", depth, &level.id);
            self.need(tree.depth.contains(&depth), at, || What::NoSuchDepth(depth));
        }
    }

    /// Whether the ranking names nodes.
    pub(super) fn ranking(&mut self) {
        let ranking = &self.document.ranking;
        let named = ranking.of.iter().map(|id| ("of", id));
        for (option, id) in named.chain(ranking.breaks.iter().map(|id| ("break", id))) {
            let is_node = matches!(self.kinds.get(id.as_str()), Some(Kind::Node(_)));
            self.need(is_node, Place::table("ranking"), || What::Unknown {
                option,
                name: id.to_string(),
                kind: "node",
            });
        }
    }
}
