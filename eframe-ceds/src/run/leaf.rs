//! From a leaf's column to its lane.

use super::em;
use super::fault::{RunError, RunFault};
use super::lane::{Lane, Line};
use super::prepare::Prepared;
use super::{Scratch, Work, impute, normalise, treat};
use crate::cell::Gaps;
use crate::method::{Impute, Treat};
use crate::plan::{Leaf, LeafKind, Plan};

impl Work {
    /// Every leaf's lane. Leaves do not look at each other but for `em` before and `row` after, so threads share them out.
    pub(super) fn leaves(
        &mut self,
        plan: &Plan,
        prepared: &Prepared<'_>,
        threads: usize,
    ) -> Result<(), RunError> {
        self.lanes.fill(Lane::default());
        em::fill(self, plan, prepared)?;
        let each = plan.leaves.len().div_ceil(threads).max(1);
        if threads == 1 {
            let scratch = &mut self.scratch;
            for (leaf, (own, lane)) in self.own.iter_mut().zip(&mut self.lanes).enumerate() {
                one(plan, prepared, leaf, own, lane, scratch)?;
            }
        } else {
            let shares = self.own.chunks_mut(each).zip(self.lanes.chunks_mut(each)).enumerate();
            let results: Vec<Result<(), RunError>> = std::thread::scope(|scope| {
                let running: Vec<_> = shares
                    .map(|(share, (own, lanes))| {
                        scope.spawn(move || {
                            let mut scratch = Scratch::default();
                            own.iter_mut().zip(lanes).enumerate().try_for_each(
                                |(place, (own, lane))| {
                                    let leaf = share * each + place;
                                    one(plan, prepared, leaf, own, lane, &mut scratch)
                                },
                            )
                        })
                    })
                    .collect();
                running.into_iter().map(joined).collect()
            });
            // The first fault in the document's order, whichever thread was first.
            results.into_iter().collect::<Result<(), _>>()?;
        }
        impute::rows(self, plan, prepared);
        Ok(())
    }
}

/// What a thread came to; its panic goes on here.
pub(crate) fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn one(
    plan: &Plan,
    prepared: &Prepared<'_>,
    place: usize,
    own: &mut Vec<f64>,
    lane: &mut Lane,
    scratch: &mut Scratch,
) -> Result<(), RunError> {
    let leaf = &plan.leaves[place];
    let base = &prepared.bases[place];
    match &leaf.kind {
        LeafKind::Question { .. } => {
            *lane = Lane { own: false, line: Line::Same, gaps: base.gaps };
        }
        LeafKind::Indicator { methods, measure, .. } => {
            // Where `em` was here before, its column is the one to go on with.
            let filled = lane.own;
            let mut gaps = if filled { Gaps::of(own) } else { base.gaps };
            let imputes =
                gaps.any && !matches!(methods.impute, Impute::None {} | Impute::Em { .. });
            let imputes =
                imputes && !matches!(methods.impute, Impute::RowMean {} | Impute::RowMedian {});
            let treats = methods.treat != (Treat::None {});
            if (imputes || treats) && !filled {
                own.clear();
                own.extend_from_slice(&base.cells);
            }
            let mut is_own = filled;
            if imputes {
                impute::column(plan, prepared, &methods.impute, own, scratch);
                gaps = Gaps::of(own);
                is_own = true;
            }
            if treats {
                let source = if is_own { None } else { Some(&base.cells[..]) };
                is_own |= treat::column(&methods.treat, source, own, scratch);
            }
            let source = if is_own { None } else { Some(&base.cells[..]) };
            let found =
                normalise::leaf(prepared, leaf, &methods.normalise, measure, source, own, scratch)?;
            if !found.line.is_sound() {
                return Err(RunError::part(&leaf.id, RunFault::TooLarge));
            }
            *lane = Lane { own: is_own || found.written, line: found.line, gaps };
        }
    }
    round(leaf, base_cells(prepared, place), own, lane);
    Ok(())
}

fn base_cells<'a>(prepared: &'a Prepared<'_>, place: usize) -> &'a [f64] {
    &prepared.bases[place].cells
}

/// Writes down the rounded values, where a leaf is rounded.
fn round(leaf: &Leaf, base: &[f64], own: &mut Vec<f64>, lane: &mut Lane) {
    let Some(round) = leaf.round else { return };
    if !lane.own {
        own.clear();
        own.extend_from_slice(base);
    }
    let factor = round.factor();
    for cell in own.iter_mut().filter(|cell| !cell.is_nan()) {
        *cell = round.apply_at(factor, lane.line.apply(*cell));
    }
    *lane = Lane { own: true, line: Line::Same, gaps: lane.gaps };
}
