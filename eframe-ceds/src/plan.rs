mod condition;

use std::collections::HashMap;
use std::sync::Arc;

pub(crate) use condition::{Applies, Known, Met, Number as Looked};

use crate::document::{Direction, Document, Id, Number};
use crate::instrument::{Child, IndicatorMethods, Instrument, NodeMethods};
use crate::layout::Layout;
use crate::method::Round;

/// An instrument made ready to reckon with: names are places, methods are settled.
///
/// Make it once and use it for any data of its instrument, from any number of threads.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(crate) document: Arc<Document>,
    pub(crate) layout: Arc<Layout>,
    /// Indicators, then questions, as they stand in the document.
    pub(crate) leaves: Vec<Leaf>,
    /// Nodes, each after everything below it.
    pub(crate) nodes: Vec<Node>,
    /// Leaves and nodes by their ids.
    pub(crate) slots: HashMap<String, Slot>,
    /// The leaves with conditions, each after those it looks at.
    pub(crate) conditions: Vec<(usize, Applies)>,
    /// The nodes by which units are ranked.
    pub(crate) ranked: Vec<usize>,
    /// The nodes that decide between equal scores.
    pub(crate) breaks: Vec<usize>,
}

/// A place in one of a plan's two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Leaf(usize),
    Node(usize),
}

/// An indicator or a question.
#[derive(Clone, Debug)]
pub(crate) struct Leaf {
    pub(crate) id: Id,
    pub(crate) kind: LeafKind,
    pub(crate) round: Option<Round>,
}

/// What differs between indicators and questions.
#[derive(Clone, Debug)]
pub(crate) enum LeafKind {
    /// By its place among the document's indicators.
    Indicator { place: usize, methods: Box<IndicatorMethods>, measure: Measure },
    /// By its place among the document's questions.
    Question { place: usize },
}

/// What an indicator says beside its methods.
#[derive(Clone, Debug)]
pub(crate) struct Measure {
    pub(crate) direction: Direction,
    /// Both ends after the transform.
    pub(crate) goalposts: Option<(f64, f64)>,
    /// After the transform.
    pub(crate) target: Option<f64>,
    /// The fact it is divided by, and times what.
    pub(crate) denominator: Option<(usize, f64)>,
}

/// A node.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) id: Id,
    pub(crate) depth: usize,
    pub(crate) parent: Option<usize>,
    pub(crate) children: Vec<Slot>,
    /// As they are written, or 1.
    pub(crate) weights: Vec<f64>,
    pub(crate) methods: NodeMethods,
}

impl Plan {
    /// The plan of an instrument.
    pub fn new(instrument: &Instrument) -> Self {
        let document = instrument.document();
        let mut plan = Self {
            document: Arc::new(document.clone()),
            layout: instrument.layout(),
            leaves: Vec::new(),
            nodes: Vec::new(),
            slots: HashMap::new(),
            conditions: condition::in_order(instrument),
            ranked: Vec::new(),
            breaks: Vec::new(),
        };
        plan.place_nodes(instrument);
        plan.place_leaves(document);
        plan.connect(instrument);
        let ranking = &document.ranking;
        let node = |id: &Id| match plan.slots.get(id.as_str()) {
            Some(Slot::Node(node)) => Some(*node),
            _ => None,
        };
        let breaks = ranking.breaks.iter().filter_map(node).collect();
        let ranked = if ranking.of.is_empty() {
            let tops = instrument.tree().tops.iter();
            tops.filter_map(|top| node(&document.nodes[*top].id)).collect()
        } else {
            ranking.of.iter().filter_map(node).collect()
        };
        (plan.ranked, plan.breaks) = (ranked, breaks);
        plan
    }

    /// Nodes get their places upward, so that whatever is below one stands before it.
    fn place_nodes(&mut self, instrument: &Instrument) {
        let (document, tree) = (instrument.document(), instrument.tree());
        for place in &tree.upward {
            let node = &document.nodes[*place];
            self.slots.insert(node.id.to_string(), Slot::Node(self.nodes.len()));
            self.nodes.push(Node {
                id: node.id.clone(),
                depth: tree.depth[*place],
                parent: None,
                children: Vec::new(),
                weights: Vec::new(),
                methods: NodeMethods::of(document, node, tree.depth[*place]),
            });
        }
    }

    fn place_leaves(&mut self, document: &Document) {
        for (place, indicator) in document.indicators.iter().enumerate() {
            let methods = IndicatorMethods::of(document, indicator);
            let through = |value: Number| methods.transform.apply(value.get());
            let facts = &self.layout.facts;
            let measure = Measure {
                direction: indicator.direction,
                goalposts: indicator
                    .goalposts
                    .and_then(|posts| Some((through(posts.low)?, through(posts.high)?))),
                target: indicator.target.and_then(through),
                denominator: indicator.denominator.as_ref().and_then(|id| {
                    let fact = facts.iter().position(|(fact, _)| fact == id)?;
                    Some((fact, indicator.per.unwrap_or(Number::ONE).get()))
                }),
            };
            let round = methods.round;
            let kind = LeafKind::Indicator { place, methods: Box::new(methods), measure };
            self.place_leaf(&indicator.id, kind, round);
        }
        for (place, question) in document.questions.iter().enumerate() {
            let round = question.round.or(document.question_rules.round);
            let kind = LeafKind::Question { place };
            self.place_leaf(&question.id, kind, round);
        }
    }

    fn place_leaf(&mut self, id: &Id, kind: LeafKind, round: Option<Round>) {
        self.slots.insert(id.to_string(), Slot::Leaf(self.leaves.len()));
        self.leaves.push(Leaf { id: id.clone(), kind, round });
    }

    /// Gives each node its children, in the document's order, with their weights.
    fn connect(&mut self, instrument: &Instrument) {
        let (document, tree) = (instrument.document(), instrument.tree());
        for (own, place) in tree.upward.iter().enumerate() {
            for child in &tree.children[*place] {
                let (id, weight) = match child {
                    Child::Node(child) => {
                        (&document.nodes[*child].id, document.nodes[*child].weight)
                    }
                    Child::Indicator(child) => {
                        (&document.indicators[*child].id, document.indicators[*child].weight)
                    }
                    Child::Question(child) => {
                        (&document.questions[*child].id, document.questions[*child].weight)
                    }
                };
                let Some(slot) = self.slots.get(id.as_str()).copied() else { continue };
                if let Slot::Node(child) = slot {
                    self.nodes[child].parent = Some(own);
                }
                self.nodes[own].children.push(slot);
                self.nodes[own].weights.push(weight.unwrap_or(Number::ONE).get());
            }
        }
    }
}
