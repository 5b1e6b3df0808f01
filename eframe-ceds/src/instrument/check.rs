//! What has to hold of a document before anything is reckoned by it. Every fault is found, not only the first.

mod circles;
mod conditions;
mod ladders;
mod names;
mod numbers;
mod scales;
mod texts;
mod weights;

use std::collections::HashMap;

use super::lines::Lines;
use super::tree::Tree;
use crate::document::{Document, Id};
use crate::fault::{Fault, What};

/// A fault with the part that it is in.
#[derive(Debug)]
pub(super) struct Found {
    list: &'static str,
    index: Option<usize>,
    id: Option<String>,
    what: What,
}

impl Found {
    /// The fault with its line and column.
    pub(super) fn at(self, lines: &Lines) -> Fault {
        // Where there is no list, what has an id is the member of that name.
        let own = self.id.as_deref().filter(|_| self.index.is_none());
        let at = lines.at(self.list, self.index, own.or(self.what.member()));
        let place = match (&self.id, self.list) {
            (Some(id), list) => format!("{list} {id:?}"),
            (None, list) => list.to_owned(),
        };
        Fault::new(at, place, self.what)
    }
}

/// A part of the document that is being looked at.
#[derive(Clone, Copy, Debug)]
struct Place<'a> {
    list: &'static str,
    index: Option<usize>,
    id: Option<&'a str>,
}

impl<'a> Place<'a> {
    const WHOLE: Self = Self { list: "", index: None, id: None };

    fn part(list: &'static str, index: usize, id: &'a Id) -> Self {
        Self { list, index: Some(index), id: Some(id.as_str()) }
    }

    const fn table(list: &'static str) -> Self {
        Self { list, index: None, id: None }
    }
}

/// What is known while a document is checked.
struct Check<'a> {
    document: &'a Document,
    /// Nodes, indicators, questions and facts by their ids, which are one namespace.
    kinds: HashMap<&'a str, Kind>,
    found: Vec<Found>,
}

/// What an id stands for, with its place in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Node(usize),
    Indicator(usize),
    Question(usize),
    Fact(usize),
}

impl Check<'_> {
    fn fault(&mut self, place: Place<'_>, what: What) {
        let Place { list, index, id } = place;
        self.found.push(Found { list, index, id: id.map(str::to_owned), what });
    }

    fn need(&mut self, holds: bool, place: Place<'_>, what: impl FnOnce() -> What) {
        if !holds {
            self.fault(place, what());
        }
    }
}

/// The tree of a document, when nothing is wrong with it.
pub(super) fn check(document: &Document) -> Result<Tree, Vec<Found>> {
    let mut check = Check { document, kinds: HashMap::new(), found: Vec::new() };
    check.sizes();
    if !check.found.is_empty() {
        return Err(check.found);
    }
    check.ids();
    check.parents();
    let tree = Tree::of(document);
    check.node_circles(&tree);
    check.childless(&tree);
    check.weights(&tree);
    check.numbers(&tree);
    check.scales();
    check.questions();
    check.facts();
    check.ladders();
    check.ranking();
    check.conditions();
    check.texts();
    if check.found.is_empty() { Ok(tree) } else { Err(check.found) }
}
