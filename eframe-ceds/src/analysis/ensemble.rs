use std::ops::ControlFlow;

use super::replay::Stage;
use super::study::{Study, StudyError, room};
use super::tally::{self, Tally};
use crate::data::Data;
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
    /// [`StudyError`] with the factor, or the run's number and what went wrong in it; where there are more runs than are made, or more
    /// ranks of runs and units than are kept.
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
        room(1, tally::room(data.len(), runs, threads))?;
        let points: Vec<Vec<f64>> = (0..runs).map(|number| self.point(number)).collect();
        let stage = Stage::new(self, plan, data, node, &points)?;
        let units = data.len();
        let (begin, add) = (|| Tally::new(units, runs, threads), Tally::add);
        let tallies =
            stage.run_into(threads, progress, begin, |tally, _, ranks| add(tally, ranks))?;
        let nominal = plan
            .score_on(1, data)
            .map_err(|error| StudyError::Run { number: 0, error })?
            .ranks(node)
            .unwrap_or_default();
        let ranks = tally::ranges(&tallies, &nominal);
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
        let all = stage.run_all(1, &on, <[f64]>::to_vec)?;
        let ranks = all.into_iter().flatten();
        Ok(ranks.map(|rank| (rank > 0.0).then_some(rank)).collect())
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
