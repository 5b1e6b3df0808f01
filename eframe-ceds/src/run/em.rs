//! Expectation and maximisation under a normal distribution.
//!
//! Source: Dempster, Laird and Rubin, Maximum likelihood from incomplete data via the EM algorithm, JRSS B 39 (1977); Little
//! and Rubin, Statistical Analysis with Missing Data, 11.2.

use super::prepare::Prepared;
use super::{Lane, Work, impute};
use crate::method::Impute;
use crate::numeric::mean;
use crate::plan::{LeafKind, Plan, Slot};

/// Fills the indicators that say `em`, those under each node together.
pub(super) fn fill(work: &mut Work, plan: &Plan, prepared: &Prepared<'_>) {
    for node in &plan.nodes {
        let mut members = Vec::new();
        let mut most = (0, 0.0);
        for child in &node.children {
            if let Slot::Leaf(leaf) = *child
                && let LeafKind::Indicator { methods, .. } = &plan.leaves[leaf].kind
                && let Impute::Em { rounds, tolerance } = methods.impute
            {
                members.push(leaf);
                most = (rounds, tolerance.get());
            }
        }
        if !members.iter().any(|leaf| prepared.bases[*leaf].gaps.any) {
            continue;
        }
        let columns: Vec<&[f64]> =
            members.iter().map(|leaf| &prepared.bases[*leaf].cells[..]).collect();
        let Some(mut normal) = Normal::start(&columns) else { continue };
        for _ in 0..most.0 {
            let next = normal.step(&columns);
            let moved = normal.moved(&next);
            normal = next;
            if moved <= most.1 {
                break;
            }
        }
        for (place, leaf) in members.iter().enumerate() {
            let own = &mut work.own[*leaf];
            own.clear();
            own.extend_from_slice(columns[place]);
            impute::fill(prepared, own, |row| {
                let cells: Vec<f64> = columns.iter().map(|column| column[row]).collect();
                let (filled, _) = normal.expect(&cells)?;
                Some(filled[place]).filter(|value| value.is_finite())
            });
            work.lanes[*leaf] = Lane { own: true, ..Lane::default() };
        }
    }
}

/// A normal distribution of several numbers.
#[derive(Clone, Debug)]
struct Normal {
    mean: Vec<f64>,
    covariance: Vec<Vec<f64>>,
}

impl Normal {
    /// Means and variances of what is there; none where a column is empty.
    fn start(columns: &[&[f64]]) -> Option<Self> {
        let mean: Vec<f64> = columns.iter().map(|column| mean(column)).collect::<Option<_>>()?;
        let mut covariance = vec![vec![0.0; columns.len()]; columns.len()];
        for (place, column) in columns.iter().enumerate() {
            let numbers: Vec<f64> = column.iter().copied().filter(|cell| !cell.is_nan()).collect();
            let squares: f64 = numbers.iter().map(|x| (x - mean[place]) * (x - mean[place])).sum();
            let variance = squares / numbers.len() as f64;
            covariance[place][place] = if variance > 0.0 { variance } else { 1e-12 };
        }
        Some(Self { mean, covariance })
    }

    /// A row with its gaps filled by what is expected, and the covariance that the gaps leave; none of an empty row.
    fn expect(&self, cells: &[f64]) -> Option<(Vec<f64>, Vec<Vec<f64>>)> {
        let size = cells.len();
        let there: Vec<usize> = (0..size).filter(|place| !cells[*place].is_nan()).collect();
        let gaps: Vec<usize> = (0..size).filter(|place| cells[*place].is_nan()).collect();
        if there.is_empty() {
            return None;
        }
        let mut filled = cells.to_vec();
        let mut left = vec![vec![0.0; size]; size];
        if gaps.is_empty() {
            return Some((filled, left));
        }
        let inner = there.iter().map(|i| there.iter().map(|j| self.covariance[*i][*j]).collect());
        let factor = cholesky(inner.collect());
        let from: Vec<f64> = there.iter().map(|i| cells[*i] - self.mean[*i]).collect();
        let weights: Vec<Vec<f64>> = gaps
            .iter()
            .map(|gap| solve(&factor, there.iter().map(|i| self.covariance[*gap][*i]).collect()))
            .collect();
        for (gap, weights) in gaps.iter().zip(&weights) {
            let moved: f64 = weights.iter().zip(&from).map(|(weight, from)| weight * from).sum();
            filled[*gap] = self.mean[*gap] + moved;
            for other in &gaps {
                let known: f64 = weights
                    .iter()
                    .zip(&there)
                    .map(|(weight, i)| weight * self.covariance[*i][*other])
                    .sum();
                left[*gap][*other] = self.covariance[*gap][*other] - known;
            }
        }
        Some((filled, left))
    }

    /// One round: expectation of every row, then the means and covariances of what is expected.
    fn step(&self, columns: &[&[f64]]) -> Self {
        let size = columns.len();
        let units = columns.first().map_or(0, |column| column.len());
        let mut rows = Vec::with_capacity(units);
        let mut covariance = vec![vec![0.0; size]; size];
        for row in 0..units {
            let cells: Vec<f64> = columns.iter().map(|column| column[row]).collect();
            if let Some((filled, left)) = self.expect(&cells) {
                rows.push(filled);
                add(&mut covariance, |i, j| left[i][j]);
            }
        }
        let count = rows.len() as f64;
        let mean: Vec<f64> =
            (0..size).map(|i| rows.iter().map(|row| row[i]).sum::<f64>() / count).collect();
        for row in &rows {
            add(&mut covariance, |i, j| (row[i] - mean[i]) * (row[j] - mean[j]));
        }
        covariance.iter_mut().flatten().for_each(|sum| *sum /= count);
        Self { mean, covariance }
    }

    /// The greatest change to another, as a part of each column's own spread.
    fn moved(&self, other: &Self) -> f64 {
        let size = self.mean.len();
        let spread = |i: usize| libm::sqrt(other.covariance[i][i].max(1e-300));
        let means = (0..size).map(|i| (self.mean[i] - other.mean[i]).abs() / spread(i));
        let pairs = (0..size).flat_map(|i| (0..size).map(move |j| (i, j)));
        let covariances = pairs.map(|(i, j)| {
            (self.covariance[i][j] - other.covariance[i][j]).abs() / (spread(i) * spread(j))
        });
        means.chain(covariances).fold(0.0, f64::max)
    }
}

fn add(sums: &mut [Vec<f64>], term: impl Fn(usize, usize) -> f64) {
    for (i, row) in sums.iter_mut().enumerate() {
        for (j, sum) in row.iter_mut().enumerate() {
            *sum += term(i, j);
        }
    }
}

/// The lower factor of a covariance; a column that others determine gets a trace of spread, so that it has one.
fn cholesky(mut a: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
    for i in 0..a.len() {
        for j in 0..=i {
            let inner: f64 = (0..j).map(|k| a[i][k] * a[j][k]).sum();
            let rest = a[i][j] - inner;
            a[i][j] = if i == j {
                libm::sqrt(rest.max(a[i][i].abs() * 1e-10).max(1e-300))
            } else {
                rest / a[j][j]
            };
        }
    }
    a
}

/// Solves with a lower factor, forth and back.
fn solve(factor: &[Vec<f64>], mut b: Vec<f64>) -> Vec<f64> {
    for i in 0..b.len() {
        let inner: f64 = (0..i).map(|k| factor[i][k] * b[k]).sum();
        b[i] = (b[i] - inner) / factor[i][i];
    }
    for i in (0..b.len()).rev() {
        let inner: f64 = (i + 1..b.len()).map(|k| factor[k][i] * b[k]).sum();
        b[i] = (b[i] - inner) / factor[i][i];
    }
    b
}
