//! Runs of a study, one after the other, in room that is used again.

use std::collections::HashMap;
use std::ops::{ControlFlow, Range};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::ensemble::ranked;
use super::linear::{Linear, Tiles};
use super::study::{Study, StudyError, room};
use crate::cell::Gaps;
use crate::data::Data;
use crate::document::Direction;
use crate::method::{Impute, Normalise, Treat, Weigh};
use crate::plan::{LeafKind, Plan};
use crate::run::{Base, Prepared, RunError, Work};

/// What is told how many runs are done, and may stop the rest.
pub(super) type Progress<'a> = &'a (dyn Fn(usize) -> ControlFlow<()> + Sync);

/// How many runs a thread takes at once, at most.
const TOGETHER: usize = 64;

/// After how many runs progress is told.
const HEARD: usize = 64;

/// Indicators that were brought to one scale.
struct Scaled<'a> {
    prepared: Prepared<'a>,
    /// The same made ready for many draws of weights; none where there are gaps, or no weights are drawn.
    tiles: Option<Tiles>,
}

/// What all runs of a study share.
pub(super) struct Stage<'a> {
    study: &'a Study,
    points: &'a [Vec<f64>],
    /// The place of the node that ranks, among those that do.
    place: usize,
    /// The plan with indicators that need nothing more, and weights as they are written.
    scaled_plan: Plan,
    /// By every choice that a point makes of what decides about indicators.
    scaled: Vec<Scaled<'a>>,
    /// For each point, its place there.
    scaled_of: Vec<usize>,
}

impl<'a> Stage<'a> {
    /// Brings the indicators to one scale by every choice that a point makes.
    pub(super) fn new(
        study: &'a Study,
        plan: &'a Plan,
        data: &'a Data,
        node: &str,
        points: &'a [Vec<f64>],
    ) -> Result<Self, StudyError> {
        let place = ranked(plan, node)?;
        study.check(plan)?;
        let fault = |number: usize| move |error: RunError| StudyError::Run { number, error };
        let prepared = Prepared::new(plan, data).map_err(fault(0))?;
        let mut places: HashMap<Vec<usize>, usize> = HashMap::new();
        let (mut scaled, mut scaled_of) = (Vec::new(), Vec::with_capacity(points.len()));
        let mut work = Work::default();
        for (number, point) in points.iter().enumerate() {
            let choices = study.leaf_choices(point);
            if let Some(place) = places.get(&choices) {
                scaled_of.push(*place);
                continue;
            }
            room(scaled.len() + 1, plan.leaves.len().saturating_mul(data.len()))?;
            let mut chosen = plan.clone();
            study.choose_for_leaves(point, &mut chosen);
            work.scale(&chosen, &prepared).map_err(fault(number))?;
            let bases = (0..plan.leaves.len()).map(|leaf| {
                let lane = work.lanes[leaf];
                let mut cells = vec![0.0; prepared.units];
                lane.line.write(work.column(&prepared, leaf), lane.gaps, &mut cells);
                Base { gaps: Gaps::of(&cells), cells: cells.into() }
            });
            let prepared = Prepared { bases: bases.collect(), ..prepared.clone() };
            let draws = study.draws_weights();
            let tiles = draws.then(|| Tiles::new(plan, &prepared, plan.ranked[place])).flatten();
            places.insert(choices, scaled.len());
            scaled_of.push(scaled.len());
            scaled.push(Scaled { prepared, tiles });
        }
        let mut scaled_plan = plan.clone();
        for leaf in &mut scaled_plan.leaves {
            leaf.round = None;
            if let LeafKind::Indicator { methods, measure, .. } = &mut leaf.kind {
                measure.direction = Direction::Up;
                methods.impute = Impute::None {};
                methods.treat = Treat::None {};
                methods.normalise = Normalise::None {};
            }
        }
        for node in &mut scaled_plan.nodes {
            if node.methods.weigh == (Weigh::Equal {}) {
                // All the same is a choice of weights like any other, and varies.
                node.weights.fill(1.0);
                node.methods.weigh = Weigh::Given {};
            }
        }
        Ok(Self { study, points, place, scaled_plan, scaled, scaled_of })
    }

    /// Runs all points on some threads and gives what `take` makes of the ranks of each, in their order; `progress` is told how many are
    /// done, and may stop it.
    pub(super) fn run_all<T: Send>(
        &self,
        threads: usize,
        progress: Progress<'_>,
        take: impl Fn(&[f64]) -> T + Sync,
    ) -> Result<Vec<T>, StudyError> {
        let took = self.run_into(threads, progress, Vec::new, |into, number, ranks| {
            into.push((number, take(ranks)));
        })?;
        let mut results: Vec<(usize, T)> = took.into_iter().flatten().collect();
        results.sort_unstable_by_key(|(number, _)| *number);
        Ok(results.into_iter().map(|(_, result)| result).collect())
    }

    /// Runs all points on some threads, each of which has `take` put the ranks of its runs into what it began with, in any order.
    pub(super) fn run_into<A: Send>(
        &self,
        threads: usize,
        progress: Progress<'_>,
        begin: impl Fn() -> A + Sync,
        take: impl Fn(&mut A, usize, &[f64]) + Sync,
    ) -> Result<Vec<A>, StudyError> {
        let count = self.points.len();
        let threads = threads.clamp(1, count.max(1));
        let each = (count / threads / 4).clamp(1, TOGETHER);
        let (next, done, stop) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicBool::new(false));
        // A thread that is held up takes fewer shares, so that none waits for it.
        let work = || {
            let (mut into, mut runner) = (begin(), Runner::new(self));
            loop {
                let first = next.fetch_add(each, Ordering::Relaxed);
                let last = (first + each).min(count);
                if first >= last {
                    return Ok(into);
                }
                runner.run(first..last, &stop, |number, ranks| take(&mut into, number, ranks))?;
                let before = done.fetch_add(last - first, Ordering::Relaxed);
                let now = before + last - first;
                if now / HEARD > before / HEARD && progress(now).is_break() {
                    stop.store(true, Ordering::Relaxed);
                }
            }
        };
        let outcomes: Vec<Result<A, (usize, StudyError)>> = std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            running.into_iter().map(crate::run::joined).collect()
        });
        let (mut all, mut first_fault) = (Vec::with_capacity(threads), None);
        for outcome in outcomes {
            match outcome {
                Ok(into) => all.push(into),
                Err(fault) => {
                    // By the runs' numbers, whichever thread was first.
                    let earlier = |first: &(usize, StudyError)| first.0 < fault.0;
                    first_fault = first_fault.filter(earlier).or(Some(fault));
                }
            }
        }
        first_fault.map_or(Ok(all), |(_, error)| Err(error))
    }
}

/// One thread's room for runs.
struct Runner<'s, 'a> {
    stage: &'s Stage<'a>,
    plan: Plan,
    work: Work,
    /// For each way to scale indicators, the runs that wait to be done together.
    linear: Vec<Linear>,
}

impl<'s, 'a> Runner<'s, 'a> {
    fn new(stage: &'s Stage<'a>) -> Self {
        let mut linear = Vec::new();
        linear.resize_with(stage.scaled.len(), Linear::default);
        Self { stage, plan: stage.scaled_plan.clone(), work: Work::default(), linear }
    }

    /// Runs some points. Those whose scores are plain sums wait for each other.
    fn run(
        &mut self,
        numbers: Range<usize>,
        stop: &AtomicBool,
        mut take: impl FnMut(usize, &[f64]),
    ) -> Result<(), (usize, StudyError)> {
        let stage = self.stage;
        for number in numbers {
            if stop.load(Ordering::Relaxed) {
                return Err((number, StudyError::Stopped));
            }
            let scaled_of = self.choose(number);
            if let Some(tiles) = &stage.scaled[scaled_of].tiles
                && tiles.are_plain(&self.plan)
            {
                self.linear[scaled_of].push(number, &self.plan, tiles);
                continue;
            }
            self.run_whole(number, scaled_of, &mut take)?;
        }
        let ties = self.plan.document.ranking.ties;
        for (place, scaled) in stage.scaled.iter().enumerate() {
            let Some(tiles) = &scaled.tiles else { continue };
            let mut linear = std::mem::take(&mut self.linear[place]);
            linear.ranks(tiles, ties, |number, ranks| {
                if let Some(ranks) = ranks {
                    take(number, ranks);
                    return Ok(());
                }
                self.choose(number);
                self.run_whole(number, place, &mut take)
            })?;
            self.linear[place] = linear;
        }
        Ok(())
    }

    /// Writes what a point chooses into the plan; the place of its scaled indicators.
    fn choose(&mut self, number: usize) -> usize {
        let Self { stage, plan, .. } = self;
        let point = &stage.points[number];
        stage.study.weigh(&stage.scaled_plan, point, plan);
        stage.study.choose_for_nodes(point, plan);
        stage.scaled_of[number]
    }

    /// Runs the plan as it is.
    fn run_whole(
        &mut self,
        number: usize,
        scaled_of: usize,
        take: &mut impl FnMut(usize, &[f64]),
    ) -> Result<(), (usize, StudyError)> {
        let Self { stage, plan, work, .. } = self;
        work.run(plan, &stage.scaled[scaled_of].prepared, 1)
            .map_err(|error| (number, StudyError::Run { number, error }))?;
        take(number, &work.ranks[stage.place]);
        Ok(())
    }
}
