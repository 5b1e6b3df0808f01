//! Runs of a study, one after the other, in room that is used again.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::ensemble::ranked;
use super::linear::{Linear, is_linear};
use super::study::{Study, StudyError};
use crate::cell::Gaps;
use crate::data::Data;
use crate::document::Direction;
use crate::method::{Impute, Normalise, Treat, Weigh};
use crate::plan::{LeafKind, Plan};
use crate::run::{Base, Prepared, RunError, Work};

/// Indicators that were brought to one scale, by the choices that decide about them.
type Scaled<'a> = HashMap<Vec<usize>, Arc<Prepared<'a>>>;

/// What all runs of a study share.
pub(super) struct Stage<'a> {
    study: &'a Study,
    /// The place of the node that ranks, among those that do.
    place: usize,
    /// The plan with indicators that need nothing more, and weights as they are written.
    scaled_plan: Plan,
    scaled: Scaled<'a>,
}

impl<'a> Stage<'a> {
    /// Brings the indicators to one scale by every choice that a point makes.
    pub(super) fn new(
        study: &'a Study,
        plan: &'a Plan,
        data: &'a Data,
        node: &str,
        points: &[Vec<f64>],
    ) -> Result<Self, StudyError> {
        let place = ranked(plan, node)?;
        study.check(plan)?;
        let fault = |number: usize| move |error: RunError| StudyError::Run { number, error };
        let prepared = Prepared::new(plan, data).map_err(fault(0))?;
        let mut scaled: Scaled<'a> = HashMap::new();
        let mut work = Work::default();
        for (number, point) in points.iter().enumerate() {
            let choices = study.leaf_choices(point);
            if scaled.contains_key(&choices) {
                continue;
            }
            let mut chosen = plan.clone();
            study.choose_for_leaves(point, &mut chosen);
            work.scale(&chosen, &prepared).map_err(fault(number))?;
            let bases = (0..plan.leaves.len()).map(|leaf| {
                let lane = work.lanes[leaf];
                let mut cells = vec![0.0; prepared.units];
                lane.line.write(work.column(&prepared, leaf), lane.gaps, &mut cells);
                Base { gaps: Gaps::of(&cells), cells: cells.into() }
            });
            let bases = bases.collect();
            scaled.insert(choices, Arc::new(Prepared { bases, ..prepared.clone() }));
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
        Ok(Self { study, place, scaled_plan, scaled })
    }

    /// Runs all points on some threads and puts what `take` makes of the ranks of each into its place; `progress` is told how many are done, and may stop it.
    pub(super) fn run_all<T: Default + Send>(
        &self,
        points: &[Vec<f64>],
        threads: usize,
        progress: &(dyn Fn(usize) -> ControlFlow<()> + Sync),
        take: impl Fn(&[f64], &mut T) + Sync,
    ) -> Result<Vec<T>, StudyError> {
        let mut results = Vec::with_capacity(points.len());
        results.resize_with(points.len(), T::default);
        let (done, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
        let each = points.len().div_ceil(threads.max(1)).max(1);
        let shares = points.chunks(each).zip(results.chunks_mut(each)).enumerate();
        let outcomes: Vec<Result<(), StudyError>> = std::thread::scope(|scope| {
            let (done, stop, take) = (&done, &stop, &take);
            let running: Vec<_> = shares
                .map(|(share, (points, results))| {
                    scope.spawn(move || {
                        let mut plan = self.scaled_plan.clone();
                        let mut room = (Work::default(), Linear::default());
                        for (place, (point, result)) in points.iter().zip(results).enumerate() {
                            if stop.load(Ordering::Relaxed) {
                                return Err(StudyError::Stopped);
                            }
                            let number = share * each + place;
                            let ranks = self
                                .run(point, &mut plan, &mut room)
                                .map_err(|error| StudyError::Run { number, error })?;
                            take(ranks, result);
                            let count = done.fetch_add(1, Ordering::Relaxed) + 1;
                            if count.is_multiple_of(64) && progress(count).is_break() {
                                stop.store(true, Ordering::Relaxed);
                            }
                        }
                        Ok(())
                    })
                })
                .collect();
            running.into_iter().map(crate::run::joined).collect()
        });
        // The first fault by the runs' numbers, whichever thread was first.
        outcomes.into_iter().collect::<Result<(), _>>()?;
        Ok(results)
    }

    /// The ranks of one point.
    fn run<'r>(
        &self,
        point: &[f64],
        plan: &mut Plan,
        (work, linear): &'r mut (Work, Linear),
    ) -> Result<&'r [f64], RunError> {
        self.study.weigh(&self.scaled_plan, point, plan);
        self.study.choose_for_nodes(point, plan);
        let Some(prepared) = self.scaled.get(&self.study.leaf_choices(point)) else {
            return Ok(&[]);
        };
        let top = plan.ranked[self.place];
        // Drawn weights make no scores equal but those of equal units, which stay so in a plain sum.
        if self.study.draws_weights() && is_linear(plan, prepared, top) {
            return Ok(linear.ranks(plan, prepared, top));
        }
        work.run(plan, prepared, 1)?;
        Ok(&work.ranks[self.place])
    }
}
