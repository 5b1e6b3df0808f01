use std::collections::HashMap;

use crate::document::Document;

/// Who is below whom, by places in the document's lists.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tree {
    /// The nodes without a parent.
    pub(crate) tops: Vec<usize>,
    /// For each node, what is below it: nodes, then indicators, then questions, each in the document's order.
    pub(crate) children: Vec<Vec<Child>>,
    /// For each node, how far it is below its top.
    pub(crate) depth: Vec<usize>,
    /// The nodes, each after everything that is below it.
    pub(crate) upward: Vec<usize>,
}

/// What stands below a node, by its place in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Child {
    /// A node.
    Node(usize),
    /// An indicator.
    Indicator(usize),
    /// A question.
    Question(usize),
}

impl Tree {
    /// The tree of a document, whose parents are known to be nodes. Nodes that are in a circle have no depth and are not
    /// in `upward`.
    pub(super) fn of(document: &Document) -> Self {
        let places: HashMap<_, _> =
            document.nodes.iter().enumerate().map(|(place, node)| (&node.id, place)).collect();
        let mut tops = Vec::new();
        let mut children = vec![Vec::new(); document.nodes.len()];
        for (place, node) in document.nodes.iter().enumerate() {
            match node.parent.as_ref().and_then(|parent| places.get(parent)) {
                Some(parent) => children[*parent].push(Child::Node(place)),
                None => tops.push(place),
            }
        }
        for (place, indicator) in document.indicators.iter().enumerate() {
            if let Some(parent) = places.get(&indicator.parent) {
                children[*parent].push(Child::Indicator(place));
            }
        }
        for (place, question) in document.questions.iter().enumerate() {
            if let Some(parent) = places.get(&question.parent) {
                children[*parent].push(Child::Question(place));
            }
        }
        let mut depth = vec![usize::MAX; document.nodes.len()];
        let mut downward = Vec::with_capacity(document.nodes.len());
        let mut open: Vec<(usize, usize)> = tops.iter().rev().map(|top| (*top, 0)).collect();
        while let Some((node, level)) = open.pop() {
            depth[node] = level;
            downward.push(node);
            for child in children[node].iter().rev() {
                if let Child::Node(child) = child {
                    open.push((*child, level + 1));
                }
            }
        }
        downward.reverse();
        Self { tops, children, depth, upward: downward }
    }
}
