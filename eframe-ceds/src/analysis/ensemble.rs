use std::ops::ControlFlow;

use super::replay::Stage;
use super::study::{Study, StudyError};
use crate::data::Data;
use crate::numeric::{median, quantile};
use crate::plan::{Plan, Slot};

/// The most runs of one ensemble.
const MOST_RUNS: usize = 1_000_000;

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
        let place = ranked(plan, node)?;
        if runs > MOST_RUNS {
            return Err(StudyError::TooMany(MOST_RUNS));
        }
        let points: Vec<Vec<f64>> = (0..runs).map(|number| self.point(number)).collect();
        let stage = Stage::new(self, plan, data, &points)?;
        let all = stage.run_all(&points, threads, progress, |work| work.ranks[place].clone())?;
        let nominal = plan
            .score_on(1, data)
            .map_err(|error| StudyError::Run { number: 0, error })?
            .ranks(node)
            .unwrap_or_default();
        let mut numbers = Vec::with_capacity(runs);
        let ranks = (0..data.len()).map(|unit| {
            numbers.clear();
            numbers.extend(all.iter().map(|ranks| ranks[unit]).filter(|rank| *rank > 0.0));
            numbers.sort_unstable_by(f64::total_cmp);
            Some(RankRange {
                nominal: nominal.get(unit).copied().flatten(),
                median: median(&numbers)?,
                mean: numbers.iter().sum::<f64>() / numbers.len() as f64,
                interval: Interval {
                    low: quantile(&numbers, 0.05)?,
                    high: quantile(&numbers, 0.95)?,
                },
                runs: numbers.len(),
            })
        });
        let ranks = ranks.collect();
        Ok(Ensemble { node: node.to_owned(), runs, ranks })
    }
}

/// The place of a node among those that the instrument ranks by.
pub(super) fn ranked(plan: &Plan, node: &str) -> Result<usize, StudyError> {
    let place = match plan.slots.get(node) {
        Some(Slot::Node(node)) => plan.ranked.iter().position(|ranked| ranked == node),
        _ => None,
    };
    place.ok_or_else(|| StudyError::NotRanked(node.to_owned()))
}
