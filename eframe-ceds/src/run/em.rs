//! Expectation and maximisation under a normal distribution.
//!
//! Source: Dempster, Laird and Rubin, Maximum likelihood from incomplete data via the EM algorithm, JRSS B 39 (1977); Little
//! and Rubin, Statistical Analysis with Missing Data, 11.2.

use super::fault::{RunError, RunFault};
use super::prepare::Prepared;
use super::{Lane, Work, impute};
use crate::method::Impute;
use crate::numeric::{Sum, mean, scale};
use crate::plan::{LeafKind, Plan, Slot};

/// Fills the indicators that say `em`, those under each node together.
pub(super) fn fill(work: &mut Work, plan: &Plan, prepared: &Prepared<'_>) -> Result<(), RunError> {
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
        // On scales of their own, on which no square is too large or too small.
        let scales: Vec<(f64, f64)> =
            members.iter().map(|leaf| scale(&prepared.bases[*leaf].cells)).collect();
        let columns: Vec<Vec<f64>> = members
            .iter()
            .zip(&scales)
            .map(|(leaf, (down, _))| {
                prepared.bases[*leaf].cells.iter().map(|cell| cell * down).collect()
            })
            .collect();
        let Some(normal) = Normal::fitted(&columns, most) else { continue };
        for (place, leaf) in members.iter().enumerate() {
            let own = &mut work.own[*leaf];
            own.clear();
            own.extend_from_slice(&prepared.bases[*leaf].cells);
            impute::fill(prepared, own, |row| {
                let cells: Vec<f64> = columns.iter().map(|column| column[row]).collect();
                let (filled, _) = normal.expect(&cells)?;
                Some(filled[place] * scales[place].1)
            });
            // What was not finite before was nothing; what comes of a step too far is no number.
            let cells = own.iter().zip(&*prepared.bases[*leaf].cells);
            let far =
                |(own, cell): (&f64, &f64)| own.is_infinite() || own.is_nan() && !cell.is_nan();
            if let Some(row) = { cells }.position(far) {
                let unit = &prepared.data.units[row];
                return Err(RunError::unit(&plan.leaves[*leaf].id, unit, RunFault::TooLarge));
            }
            work.lanes[*leaf] = Lane { own: true, ..Lane::default() };
        }
    }
    Ok(())
}

/// A normal distribution of several numbers.
#[derive(Clone, Debug)]
struct Normal {
    mean: Vec<f64>,
    covariance: Vec<Vec<f64>>,
}

impl Normal {
    /// The one that so many rounds come to, or that moves by less than the tolerance; none where a column is empty.
    fn fitted(columns: &[Vec<f64>], (rounds, tolerance): (u32, f64)) -> Option<Self> {
        let mut normal = Self::start(columns)?;
        for _ in 0..rounds {
            let next = normal.step(columns);
            let moved = normal.moved(&next);
            normal = next;
            if moved <= tolerance {
                break;
            }
        }
        Some(normal)
    }

    /// Means and variances of what is there; none where a column is empty.
    fn start(columns: &[Vec<f64>]) -> Option<Self> {
        let mean: Vec<f64> = columns.iter().map(|column| mean(column)).collect::<Option<_>>()?;
        let mut covariance = vec![vec![0.0; columns.len()]; columns.len()];
        for (place, column) in columns.iter().enumerate() {
            let numbers = column.iter().filter(|cell| !cell.is_nan());
            let count = numbers.clone().count() as f64;
            let squares: Sum = numbers.map(|x| (x - mean[place]) * (x - mean[place])).collect();
            let variance = squares.value() / count;
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
    fn step(&self, columns: &[Vec<f64>]) -> Self {
        let size = columns.len();
        let units = columns.first().map_or(0, Vec::len);
        let mut rows = Vec::with_capacity(units);
        let mut sums = vec![vec![Sum::default(); size]; size];
        for row in 0..units {
            let cells: Vec<f64> = columns.iter().map(|column| column[row]).collect();
            if let Some((filled, left)) = self.expect(&cells) {
                rows.push(filled);
                add(&mut sums, |i, j| left[i][j]);
            }
        }
        let count = Sum::from(rows.len() as f64);
        let mean: Vec<f64> =
            (0..size).map(|i| rows.iter().map(|row| row[i]).collect::<Sum>().over(count)).collect();
        for row in &rows {
            add(&mut sums, |i, j| (row[i] - mean[i]) * (row[j] - mean[j]));
        }
        let covariance =
            sums.iter().map(|sums| sums.iter().map(|sum| sum.over(count)).collect()).collect();
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

fn add(sums: &mut [Vec<Sum>], term: impl Fn(usize, usize) -> f64) {
    for (i, row) in sums.iter_mut().enumerate() {
        for (j, sum) in row.iter_mut().enumerate() {
            sum.add(term(i, j));
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
