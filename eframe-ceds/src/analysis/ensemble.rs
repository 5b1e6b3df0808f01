use std::ops::ControlFlow;

use super::replay::Stage;
use super::study::{Study, StudyError};
use crate::data::Data;
use crate::plan::{Plan, Slot};

/// The most runs of one ensemble.
const MOST_RUNS: usize = 1_000_000;

/// For how many units ranks are gathered at once: as many as lie beside each other in memory.
const TOGETHER: usize = 16;

/// What became of the ranks over many runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// The node by which units were ranked.
    pub node: String,
    /// How many runs there were.
    pub runs: usize,
    /// For each unit, in the order of the data, the range of its ranks; none where it never had one.
    pub ranks: Vec<Option<RankRange>>,
}

/// The ranks of one unit over many runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankRange {
    /// The rank as the instrument says.
    pub nominal: Option<f64>,
    /// The median.
    pub median: f64,
    /// The mean.
    pub mean: f64,
    /// From the 5 % to the 95 % quantile, of type 7.
    pub interval: Interval,
    /// How many runs gave it a rank.
    pub runs: usize,
}

/// An interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Study {
    /// Runs an index many times and tells what becomes of the ranks by a node that the instrument ranks by.
    ///
    /// Runs are shared out to threads, whose number changes nothing. `progress` hears from time to time how many runs are done, from any
    /// of the threads, and may stop the whole.
    ///
    /// # Errors
    /// [`StudyError`] with the factor, or the run's number and what went wrong in it.
    pub fn ensemble(
        &self,
        plan: &Plan,
        data: &Data,
        node: &str,
        runs: usize,
        threads: usize,
        progress: &(dyn Fn(usize) -> ControlFlow<()> + Sync),
    ) -> Result<Ensemble, StudyError> {
        if runs > MOST_RUNS {
            return Err(StudyError::TooMany(MOST_RUNS));
        }
        let points: Vec<Vec<f64>> = (0..runs).map(|number| self.point(number)).collect();
        let stage = Stage::new(self, plan, data, node, &points)?;
        // Ranks are whole or half numbers: twice a rank is a whole one, and small.
        let all = stage.run_all(&points, threads, progress, |ranks, into: &mut Vec<u32>| {
            into.extend(ranks.iter().map(|rank| (rank * 2.0) as u32));
        })?;
        let nominal = plan
            .score_on(1, data)
            .map_err(|error| StudyError::Run { number: 0, error })?
            .ranks(node)
            .unwrap_or_default();
        let mut ranks = Vec::with_capacity(data.len());
        let mut columns: Vec<Vec<u32>> = vec![Vec::new(); TOGETHER];
        for first in (0..data.len()).step_by(TOGETHER) {
            let units = first..(first + TOGETHER).min(data.len());
            columns.iter_mut().for_each(Vec::clear);
            for of_run in &all {
                let of_run = of_run.get(units.clone()).unwrap_or_default();
                let places = columns.iter_mut().zip(of_run).filter(|(_, twice)| **twice > 0);
                places.for_each(|(column, twice)| column.push(*twice));
            }
            for (unit, column) in units.zip(&mut columns) {
                ranks.push(range(nominal.get(unit).copied().flatten(), column));
            }
        }
        Ok(Ensemble { node: node.to_owned(), runs, ranks })
    }

    /// The ranks of one run of an ensemble, by its number from 0: the same as in it.
    ///
    /// # Errors
    /// As [`Study::ensemble`].
    pub fn replay(
        &self,
        plan: &Plan,
        data: &Data,
        node: &str,
        number: usize,
    ) -> Result<Vec<Option<f64>>, StudyError> {
        let points = [self.point(number)];
        let stage = Stage::new(self, plan, data, node, &points)?;
        let on = |_| ControlFlow::Continue(());
        let all = stage.run_all(&points, 1, &on, |ranks, into: &mut Vec<f64>| {
            into.extend_from_slice(ranks);
        })?;
        let ranks = all.into_iter().flatten();
        Ok(ranks.map(|rank| (rank > 0.0).then_some(rank)).collect())
    }
}

/// The range of some ranks, each given twice; none where there are none.
fn range(nominal: Option<f64>, twice: &mut [u32]) -> Option<RankRange> {
    let sum: u64 = twice.iter().map(|twice| u64::from(*twice)).sum();
    let last = twice.len().checked_sub(1)?;
    // Quantiles of type 7 need the places around them sorted, and no more.
    let mut quantile = |p: f64| {
        let place = last as f64 * p;
        let below = (place.floor() as usize).min(last);
        let (_, low, above) = twice.select_nth_unstable(below);
        let low = f64::from(*low) / 2.0;
        let high = above.iter().min().map_or(low, |high| f64::from(*high) / 2.0);
        low + (place - below as f64) * (high - low)
    };
    let (low, median, high) = (quantile(0.05), quantile(0.5), quantile(0.95));
    let mean = sum as f64 / 2.0 / twice.len() as f64;
    Some(RankRange { nominal, median, mean, interval: Interval { low, high }, runs: twice.len() })
}

/// The place of a node among those that the instrument ranks by.
pub(super) fn ranked(plan: &Plan, node: &str) -> Result<usize, StudyError> {
    let place = match plan.slots.get(node) {
        Some(Slot::Node(node)) => plan.ranked.iter().position(|ranked| ranked == node),
        _ => None,
    };
    place.ok_or_else(|| StudyError::NotRanked(node.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: `quantile(c(1, 2, 2, 3.5, 9), c(.05, .5, .95))` is 1.2, 2, 7.9.
    #[test]
    fn ranges_are_quantiles_of_type_7() {
        let found = range(Some(2.0), &mut [4, 18, 2, 7, 4]).expect("ranks");
        assert_eq!((found.median, found.runs, found.mean), (2.0, 5, 3.5));
        assert!(
            (found.interval.low - 1.2).abs() < 1e-12 && (found.interval.high - 7.9).abs() < 1e-12
        );
        assert_eq!(range(None, &mut []), None);
    }
}
