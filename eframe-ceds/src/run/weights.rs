//! The weights that a node uses.

use super::aggregate::values;
use super::prepare::Prepared;
use super::{Lane, Work};
use crate::method::{Aggregate, Weigh};
use crate::numeric::{eigen, sum_products};
use crate::plan::{Plan, Slot};

/// Settles the weights of a node's children. All the same is written as 1 each, so that a plain mean is one to the last digit.
pub(super) fn settle(work: &mut Work, plan: &Plan, prepared: &Prepared<'_>, node: usize) {
    let written = &plan.nodes[node].weights;
    let by_data = plan.nodes[node].methods.weigh == (Weigh::Pca {});
    let found = if by_data { pca(work, plan, prepared, node) } else { None };
    let sums = plan.nodes[node].methods.aggregate == (Aggregate::Sum {});
    let weights = &mut work.weights[node];
    weights.clear();
    if let Some(found) = found {
        weights.extend(found);
        return;
    }
    let all_the_same = written.iter().all(|weight| *weight == written[0]);
    if plan.nodes[node].methods.weigh == (Weigh::Given {}) && (sums || !all_the_same) {
        weights.extend_from_slice(written);
    } else {
        weights.resize(written.len(), 1.0);
    }
}

/// The first eigenvector of the children's correlations, by size; none where they have no correlations.
fn pca(work: &Work, plan: &Plan, prepared: &Prepared<'_>, node: usize) -> Option<Vec<f64>> {
    let columns: Vec<Vec<f64>> = plan.nodes[node]
        .children
        .iter()
        .map(|child| match *child {
            Slot::Leaf(leaf) => values(work.lanes[leaf], work.column(prepared, leaf)),
            Slot::Node(node) => {
                let lane = Lane { gaps: work.node_gaps[node], ..Lane::default() };
                values(lane, &work.nodes[node])
            }
        })
        .collect();
    let mut correlations = vec![vec![1.0; columns.len()]; columns.len()];
    for one in 0..columns.len() {
        for other in 0..one {
            let products = sum_products(&columns[one], &columns[other])?;
            let scale = libm::sqrt(products.aa) * libm::sqrt(products.bb);
            let r = if scale > 0.0 { products.ab / scale } else { 0.0 };
            correlations[one][other] = r;
            correlations[other][one] = r;
        }
    }
    let first = eigen(correlations).vectors.into_iter().next()?;
    let weights: Vec<f64> = first.into_iter().map(f64::abs).collect();
    (weights.iter().sum::<f64>() > 0.0).then_some(weights)
}
