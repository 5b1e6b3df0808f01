//! The weights that a node uses.

use super::aggregate::values;
use super::prepare::Prepared;
use super::{Lane, Work};
use crate::method::{Aggregate, Weigh};
use crate::numeric::{Sum, eigen, sum_products};
use crate::plan::{Plan, Slot};

/// Settles the weights of a node's children. Where only proportions count, all the same is written as 1 each, and decimal fractions as
/// whole numbers: 0.1, 0.2 and 0.3 add up to no number, 1, 2 and 3 do, and are faster to multiply with.
pub(super) fn settle(work: &mut Work, plan: &Plan, prepared: &Prepared<'_>, node: usize) {
    let written = &plan.nodes[node].weights;
    let found = match plan.nodes[node].methods.weigh {
        Weigh::Pca {} => pca(&children(work, plan, prepared, node)),
        Weigh::Optimised { rounds } => {
            optimised(&children(work, plan, prepared, node), written, rounds)
        }
        Weigh::Given {} | Weigh::Equal {} => None,
    };
    let sums = plan.nodes[node].methods.aggregate == (Aggregate::Sum {});
    let weights = &mut work.weights[node];
    weights.clear();
    if let Some(found) = found {
        weights.extend(found);
        return;
    }
    let all_the_same = written.iter().all(|weight| *weight == written[0]);
    if plan.nodes[node].methods.weigh == (Weigh::Equal {}) || (all_the_same && !sums) {
        weights.resize(written.len(), 1.0);
        return;
    }
    let factor = if sums { 1.0 } else { whole(written) };
    weights.extend(written.iter().map(|weight| in_whole(*weight, factor).unwrap_or(*weight)));
}

/// The power of ten that makes whole numbers of all weights; 1 where there is none of a million or less.
fn whole(weights: &[f64]) -> f64 {
    let powers = [1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6];
    let all = |power: &f64| weights.iter().all(|weight| in_whole(*weight, *power).is_some());
    powers.into_iter().find(all).unwrap_or(1.0)
}

/// The whole number, of half the digits of a number at most, that is a weight times a power of ten.
fn in_whole(weight: f64, power: f64) -> Option<f64> {
    let whole = libm::round(weight * power);
    (whole / power == weight && whole < 67_108_864.0).then_some(whole)
}

/// The values of a node's children for all units.
fn children(work: &Work, plan: &Plan, prepared: &Prepared<'_>, node: usize) -> Vec<Vec<f64>> {
    plan.nodes[node]
        .children
        .iter()
        .map(|child| match *child {
            Slot::Leaf(leaf) => values(work.lanes[leaf], work.column(prepared, leaf)),
            Slot::Node(node) => {
                let lane = Lane { gaps: work.node_gaps[node], ..Lane::default() };
                values(lane, &work.nodes[node])
            }
        })
        .collect()
}

/// The first eigenvector of the children's correlations, by size; none where they have no correlations.
fn pca(columns: &[Vec<f64>]) -> Option<Vec<f64>> {
    let mut correlations = vec![vec![1.0; columns.len()]; columns.len()];
    for one in 0..columns.len() {
        for other in 0..one {
            let r = correlation(&columns[one], &columns[other])?;
            correlations[one][other] = r;
            correlations[other][one] = r;
        }
    }
    let first = eigen(correlations).vectors.into_iter().next()?;
    let weights: Vec<f64> = first.into_iter().map(f64::abs).collect();
    (weights.iter().sum::<f64>() > 0.0).then_some(weights)
}

/// Correlation; 0 where a column is the same for all, none where no unit has both.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let products = sum_products(one, other)?;
    let scale = libm::sqrt(products.aa) * libm::sqrt(products.bb);
    Some(if scale > 0.0 { products.ab / scale } else { 0.0 })
}

/// Weights by which the correlations of the children with their weighted mean stand to each other as `due` does, over the units that have
/// all of them; the best that was found in so many rounds. None where there are less than three such units.
fn optimised(columns: &[Vec<f64>], due: &[f64], rounds: u32) -> Option<Vec<f64>> {
    let units = 0..columns.first()?.len();
    let complete: Vec<usize> =
        units.filter(|unit| columns.iter().all(|column| !column[*unit].is_nan())).collect();
    if complete.len() < 3 {
        return None;
    }
    let columns: Vec<Vec<f64>> =
        columns.iter().map(|column| complete.iter().map(|unit| column[*unit]).collect()).collect();
    let all = due.iter().copied().collect::<Sum>().value();
    let mut weights: Vec<f64> = due.iter().map(|due| due / all).collect();
    let (mut best, mut least) = (weights.clone(), f64::INFINITY);
    for _ in 0..rounds.max(1) {
        let mean: Vec<f64> = (0..complete.len())
            .map(|unit| {
                let terms = columns.iter().zip(&weights).map(|(column, w)| w * column[unit]);
                terms.collect::<Sum>().value()
            })
            .collect();
        let found: Vec<f64> = columns
            .iter()
            .map(|column| Some(correlation(column, &mean)?.max(1e-6)))
            .collect::<Option<_>>()?;
        let sum = found.iter().copied().collect::<Sum>().value();
        let off = due.iter().zip(&found).map(|(due, found)| (due / all - found / sum).abs());
        let off = off.fold(0.0, f64::max);
        if off < least {
            (least, best) = (off, weights.clone());
        }
        if off < 1e-12 {
            break;
        }
        for ((weight, due), found) in weights.iter_mut().zip(due).zip(&found) {
            *weight *= libm::sqrt(due / all / (found / sum));
        }
        let sum = weights.iter().copied().collect::<Sum>().value();
        weights.iter_mut().for_each(|weight| *weight /= sum);
    }
    Some(best)
}
