//! Weights: of siblings all or none, none below 0, not all 0.

use super::{Check, Place};
use crate::document::Number;
use crate::fault::What;
use crate::instrument::tree::{Child, Tree};

impl<'a> Check<'a> {
    /// The weights below each node, and those of the parts of each scale.
    pub(super) fn weights(&mut self, tree: &Tree) {
        let document = self.document;
        for (place, node) in document.nodes.iter().enumerate() {
            let children: Vec<_> =
                tree.children[place].iter().map(|child| self.child(*child)).collect();
            self.siblings(Place::part("node", place, &node.id), &children);
        }
        for (place, scale) in document.scales.iter().enumerate() {
            let at = Place::part("scale", place, &scale.id);
            let parts: Vec<_> = scale.parts.iter().map(|part| (at, part.weight)).collect();
            self.siblings(at, &parts);
        }
    }

    fn child(&self, child: Child) -> (Place<'a>, Option<Number>) {
        match child {
            Child::Node(place) => {
                let node = &self.document.nodes[place];
                (Place::part("node", place, &node.id), node.weight)
            }
            Child::Indicator(place) => {
                let indicator = &self.document.indicators[place];
                (Place::part("indicator", place, &indicator.id), indicator.weight)
            }
            Child::Question(place) => {
                let question = &self.document.questions[place];
                (Place::part("question", place, &question.id), question.weight)
            }
        }
    }

    fn siblings(&mut self, parent: Place<'_>, children: &[(Place<'_>, Option<Number>)]) {
        let written = children.iter().filter(|(_, weight)| weight.is_some()).count();
        if written == 0 {
            return;
        }
        let (mut sum, mut negative) = (0.0, false);
        for (place, weight) in children {
            match weight {
                Some(weight) if weight.get() < 0.0 => {
                    negative = true;
                    self.fault(*place, What::NegativeWeight(weight.to_string()));
                }
                Some(weight) => sum += weight.get(),
                None => {
                    let name = parent.id.map_or_else(String::new, str::to_owned);
                    self.fault(*place, What::WeightLeftOut(name));
                }
            }
        }
        self.need(sum > 0.0 || negative || written < children.len(), parent, || What::NoWeight);
        self.need(sum.is_finite(), parent, || What::Range {
            option: "weight",
            value: "infinite in sum".to_owned(),
            range: "so small that all together are a number",
        });
    }
}
