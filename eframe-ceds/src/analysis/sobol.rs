use std::ops::ControlFlow;

use super::chance::uniform;
use super::ensemble::Interval;
use super::replay::Stage;
use super::study::{Study, StudyError};
use crate::data::Data;
use crate::numeric::quantile;
use crate::plan::Plan;

/// The most base points.
const MOST_POINTS: usize = 100_000;

/// The base points and the bootstraps below which a sample says nothing.
const LEAST_POINTS: usize = 64;
const LEAST_BOOTSTRAPS: usize = 100;

/// How much of the movement of ranks each factor brings.
#[derive(Clone, Debug, PartialEq)]
pub struct Sensitivity {
    /// The mean movement of ranks from the nominal ones, over all runs.
    pub mean: f64,
    /// Its variance, which the factors share.
    pub variance: f64,
    /// For each factor, in the study's order, its influence.
    pub factors: Vec<Influence>,
    /// How many runs there were.
    pub runs: usize,
    /// Whether the sample is too small to say anything: an interval that is wider than 0.2, an index well outside of 0 to 1, less than
    /// 64 points, or less than 100 bootstraps to tell the intervals from; or no variance, of which there is nothing to share out.
    pub is_too_small: bool,
}

/// The influence of one factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    /// The share of the variance that it brings alone.
    pub first_order: f64,
    /// From the 2.5 % to the 97.5 % quantile of the bootstrapped index.
    pub first_order_interval: Interval,
    /// The share that it brings together with all others.
    pub total: f64,
    /// Likewise.
    pub total_interval: Interval,
}

impl Study {
    /// Sobol's indices of the mean absolute movement of ranks, each factor's first-order and total one, with bootstrap intervals.
    ///
    /// `points` base points take `points * (factors + 2)` runs. First order by Saltelli (2010), `mean(f_B (f_ABi - f_A)) / V`; total by
    /// Jansen (1999), `mean((f_A - f_ABi)²) / 2V`; both on outputs less their mean. The bootstrap draws base points again.
    /// Ranks move little where there is little to move: with no variance at all every index is 0.
    ///
    /// Source: Saltelli et al., Variance based sensitivity analysis of model output, Computer Physics Communications 181 (2010).
    ///
    /// # Errors
    /// As [`Study::ensemble`].
    #[expect(
        clippy::too_many_arguments,
        reason = "each is a choice of its own, and none has a default that is right"
    )]
    pub fn sensitivity(
        &self,
        plan: &Plan,
        data: &Data,
        node: &str,
        points: usize,
        bootstraps: usize,
        threads: usize,
        progress: &(dyn Fn(usize) -> ControlFlow<()> + Sync),
    ) -> Result<Sensitivity, StudyError> {
        if points > MOST_POINTS {
            return Err(StudyError::TooMany(MOST_POINTS));
        }
        let count = self.factors.len();
        let base = |matrix: u64, row: usize| -> Vec<f64> {
            (0..count)
                .map(|factor| uniform(self.seed, [matrix, row as u64, factor as u64]))
                .collect()
        };
        let mut all = Vec::with_capacity(points * (count + 2));
        for row in 0..points {
            let (a, b) = (base(1, row), base(2, row));
            for factor in 0..count {
                let mut mixed = a.clone();
                mixed[factor] = b[factor];
                all.push(mixed);
            }
            all.extend([a, b]);
        }
        let stage = Stage::new(self, plan, data, node, &all)?;
        let nominal = plan
            .score_on(1, data)
            .map_err(|error| StudyError::Run { number: 0, error })?
            .ranks(node)
            .unwrap_or_default();
        let moved = stage.run_all(threads, progress, |ranks| movement(&nominal, ranks))?;
        Ok(self.shares(&moved, points, bootstraps))
    }

    /// The indices of outputs that come row by row: one for each factor, then A, then B.
    fn shares(&self, outputs: &[f64], points: usize, bootstraps: usize) -> Sensitivity {
        let count = self.factors.len();
        let runs = outputs.len();
        let mean = if runs == 0 { 0.0 } else { outputs.iter().sum::<f64>() / runs as f64 };
        let rows: Vec<Vec<f64>> =
            outputs.chunks(count + 2).map(|row| row.iter().map(|f| f - mean).collect()).collect();
        let (variance, found) = indices(&rows, count, 0..points);
        let mut drawn: Vec<[Vec<f64>; 2]> = vec![[Vec::new(), Vec::new()]; count];
        for bootstrap in 0..bootstraps {
            let again = (0..points).map(|place| {
                let u = uniform(self.seed, [3, bootstrap as u64, place as u64]);
                ((u * points as f64) as usize).min(points - 1)
            });
            let (_, indices) = indices(&rows, count, again);
            for (drawn, (first, total)) in drawn.iter_mut().zip(indices) {
                drawn[0].push(first);
                drawn[1].push(total);
            }
        }
        let interval = |numbers: &mut Vec<f64>, index: f64| {
            numbers.sort_unstable_by(f64::total_cmp);
            let low = quantile(numbers, 0.025).unwrap_or(index);
            Interval { low, high: quantile(numbers, 0.975).unwrap_or(index) }
        };
        let factors: Vec<Influence> = found
            .into_iter()
            .zip(&mut drawn)
            .map(|((first, total), [firsts, totals])| Influence {
                first_order: first,
                first_order_interval: interval(firsts, first),
                total,
                total_interval: interval(totals, total),
            })
            .collect();
        let vague = |index: f64, Interval { low, high }: Interval| {
            high - low > 0.2 || !(-0.05..=1.05).contains(&index)
        };
        // Without variance nothing was measured, and without bootstraps nobody knows how well.
        let is_too_small = points < LEAST_POINTS
            || bootstraps < LEAST_BOOTSTRAPS
            || variance <= 0.0
            || factors.iter().any(|factor| {
                vague(factor.first_order, factor.first_order_interval)
                    || vague(factor.total, factor.total_interval)
            });
        Sensitivity { mean, variance, factors, runs, is_too_small }
    }
}

/// The variance, and first-order and total index of each factor, over some rows.
fn indices(
    rows: &[Vec<f64>],
    count: usize,
    of: impl Iterator<Item = usize>,
) -> (f64, Vec<(f64, f64)>) {
    let mut sums = vec![(0.0, 0.0); count];
    let (mut sum, mut squares, mut n) = (0.0, 0.0, 0.0);
    for place in of {
        let row = &rows[place];
        let (a, b) = (row[count], row[count + 1]);
        sum += a + b;
        squares += a * a + b * b;
        n += 1.0;
        for ((first, total), mixed) in sums.iter_mut().zip(row) {
            *first += b * (mixed - a);
            *total += (a - mixed) * (a - mixed);
        }
    }
    if n == 0.0 {
        return (0.0, sums);
    }
    let mean = sum / (2.0 * n);
    let variance = squares / (2.0 * n) - mean * mean;
    if variance <= 1e-12 {
        return (0.0, vec![(0.0, 0.0); count]);
    }
    let each = sums.into_iter();
    (
        variance,
        each.map(|(first, total)| (first / n / variance, total / n / 2.0 / variance)).collect(),
    )
}

/// The mean absolute movement of the ranks of units that have one in both.
pub(super) fn movement(nominal: &[Option<f64>], ranks: &[f64]) -> f64 {
    let both = nominal.iter().zip(ranks).filter(|(_, rank)| **rank > 0.0);
    let moves = both.filter_map(|(nominal, rank)| nominal.map(|nominal| (rank - nominal).abs()));
    let (sum, count) = moves.fold((0.0, 0.0), |(sum, count), moved| (sum + moved, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Factor;

    /// Ishigami's function, whose indices are known: S1 0.3139, S2 0.4424, S3 0; T1 0.5576, T2 0.4424, T3 0.2437.
    #[test]
    fn indices_of_a_known_function() {
        let factors = vec![Factor::Weights { depth: None, spread: 0.0 }; 3];
        let study = Study { factors, seed: 11 };
        let f = |x: &[f64]| {
            let x: Vec<f64> = x.iter().map(|u| std::f64::consts::PI * (2.0 * u - 1.0)).collect();
            libm::sin(x[0]) + 7.0 * libm::sin(x[1]).powi(2) + 0.1 * x[2].powi(4) * libm::sin(x[0])
        };
        let points = 40_000;
        let mut outputs = Vec::new();
        for row in 0..points as u64 {
            let base = |matrix| [0, 1, 2].map(|factor| uniform(5, [matrix, row, factor]));
            let (a, b) = (base(1), base(2));
            for factor in 0..3 {
                let mut mixed = a;
                mixed[factor] = b[factor];
                outputs.push(f(&mixed));
            }
            outputs.extend([f(&a), f(&b)]);
        }
        let found = study.shares(&outputs, points, 100);
        let expected = [(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)];
        for (factor, (first, total)) in found.factors.iter().zip(expected) {
            assert!((factor.first_order - first).abs() < 0.02, "{found:?}");
            assert!((factor.total - total).abs() < 0.02, "{found:?}");
            assert!(
                factor.total_interval.low <= factor.total
                    && factor.total <= factor.total_interval.high
            );
        }
        assert!(!found.is_too_small);
        assert!(study.shares(&outputs[..5 * 32], 32, 100).is_too_small);
        // The indices are as good, and nobody knows how good.
        assert!(study.shares(&outputs, points, 0).is_too_small);
        let still = vec![0.5; outputs.len()];
        assert!(study.shares(&still, points, 100).is_too_small);
    }
}
