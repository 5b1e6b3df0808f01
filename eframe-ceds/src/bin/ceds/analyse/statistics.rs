//! How the parts of a node hang together.

use eframe_ceds::analysis::Correlation;
use eframe_ceds::table::{Cell, Table};
use eframe_ceds::{Instrument, Scores};

/// A node with everything below it.
pub(super) struct Parts<'a> {
    scores: &'a Scores<'a>,
    node: &'a str,
    /// The nodes, each with its children.
    nodes: Vec<(&'a str, Vec<&'a str>)>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(instrument: &'a Instrument, scores: &'a Scores<'a>, node: &'a str) -> Self {
        let mut parts = Self { scores, node, nodes: Vec::new() };
        let document = instrument.document();
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            let children: Vec<&str> =
                scores.weights(node).unwrap_or_default().into_iter().map(|(id, _)| id).collect();
            let is_node = |id: &&&str| document.nodes.iter().any(|other| other.id.as_str() == **id);
            open.extend(children.iter().rev().filter(is_node));
            parts.nodes.push((node, children));
        }
        parts
    }

    /// What each indicator and question weighs, and how it is correlated with the node.
    pub(super) fn weights(&self) -> Table {
        let mut table = Table::new("weights", &["part", "weight", "correlation"]);
        for (id, weight) in self.scores.effective_weights(self.node).unwrap_or_default() {
            let correlation = self.scores.correlation(id, self.node, Correlation::Values);
            table.rows.push(vec![id.into(), weight.into(), correlation.into()]);
        }
        table
    }

    /// Cronbach's alpha of each node with several parts.
    pub(super) fn alpha(&self) -> Table {
        let mut table = Table::new("alpha", &["node", "parts", "alpha"]);
        for (node, children) in self.nodes.iter().filter(|(_, children)| children.len() > 1) {
            let alpha = self.scores.alpha(node);
            table.rows.push(vec![(*node).into(), children.len().into(), alpha.into()]);
        }
        table
    }

    /// The components of each node with several parts, and how each part hangs on them.
    pub(super) fn components(&self) -> [Table; 2] {
        let mut components =
            Table::new("components", &["node", "component", "eigenvalue", "share", "units"]);
        let mut loadings = Table::new("loadings", &["node", "component", "part", "loading"]);
        for (node, _) in self.nodes.iter().filter(|(_, children)| children.len() > 1) {
            let Some(found) = self.scores.components(node) else { continue };
            for (number, component) in found.components.iter().enumerate() {
                let of: [Cell; 2] = [(*node).into(), (number + 1).into()];
                let about: [Cell; 3] =
                    [component.eigenvalue.into(), component.share.into(), found.units.into()];
                components.rows.push(of.iter().cloned().chain(about).collect());
                for (part, loading) in &component.loadings {
                    let about: [Cell; 2] = [part.as_str().into(), (*loading).into()];
                    loadings.rows.push(of.iter().cloned().chain(about).collect());
                }
            }
        }
        [components, loadings]
    }

    /// The correlations of each node's parts with it and with each other.
    pub(super) fn correlations(&self) -> Table {
        let head = ["node", "one", "other", "values", "ranks"];
        let mut table = Table::new("correlations", &head);
        for (node, children) in &self.nodes {
            let with_node = children.iter().map(|child| (*child, *node));
            let pairs = children.iter().enumerate().flat_map(|(place, one)| {
                children[place + 1..].iter().map(move |other| (*one, *other))
            });
            for (one, other) in with_node.chain(pairs) {
                let values = self.scores.correlation(one, other, Correlation::Values);
                let ranks = self.scores.correlation(one, other, Correlation::Ranks);
                let of = [Cell::from(*node), one.into(), other.into(), values.into(), ranks.into()];
                table.rows.push(of.into());
            }
        }
        table
    }
}
