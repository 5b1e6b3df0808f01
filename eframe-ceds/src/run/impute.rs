//! What stands in for missing values.

use super::lane::Lane;
use super::prepare::Prepared;
use super::{Scratch, Work};
use crate::cell::{Gaps, is_left_out};
use crate::method::Impute;
use crate::numeric::{mean, median};
use crate::plan::{LeafKind, Plan, Slot};
use crate::run::lane::Line;

/// Fills the gaps of a column; what is left out or screened out stays so.
pub(super) fn column(
    plan: &Plan,
    prepared: &Prepared<'_>,
    by: &Impute,
    own: &mut [f64],
    scratch: &mut Scratch,
) {
    match by {
        Impute::Constant { value } => fill(prepared, own, |_| Some(value.get())),
        Impute::Mean {} => {
            let mean = mean(own);
            fill(prepared, own, |_| mean);
        }
        Impute::Median {} => {
            let median = median_of(own, scratch);
            fill(prepared, own, |_| median);
        }
        Impute::GroupMean { by } => {
            let all = mean(own);
            grouped(plan, prepared, by, own, scratch, all, |numbers| mean(numbers));
        }
        Impute::GroupMedian { by } => {
            let all = median_of(own, scratch);
            grouped(plan, prepared, by, own, scratch, all, |numbers| {
                numbers.sort_by(f64::total_cmp);
                median(numbers)
            });
        }
        Impute::None {} | Impute::Em { .. } | Impute::RowMean {} | Impute::RowMedian {} => {}
    }
}

/// Puts a value into every gap that is to be filled.
pub(super) fn fill(prepared: &Prepared<'_>, own: &mut [f64], value: impl Fn(usize) -> Option<f64>) {
    for (row, cell) in own.iter_mut().enumerate() {
        let screened = prepared.screened.as_ref().is_some_and(|screened| screened[row]);
        if cell.is_nan() && !is_left_out(*cell) && !screened {
            *cell = value(row).unwrap_or(*cell);
        }
    }
}

fn median_of(column: &[f64], scratch: &mut Scratch) -> Option<f64> {
    let numbers = &mut scratch.numbers;
    numbers.clear();
    numbers.extend(column.iter().filter(|cell| !cell.is_nan()));
    numbers.sort_by(f64::total_cmp);
    median(numbers)
}

fn grouped(
    plan: &Plan,
    prepared: &Prepared<'_>,
    by: &str,
    own: &mut [f64],
    scratch: &mut Scratch,
    all: Option<f64>,
    middle: impl Fn(&mut Vec<f64>) -> Option<f64>,
) {
    let peers = plan.document.peers.iter().position(|peers| peers.id.as_str() == by);
    let Some(groups) = peers.map(|peers| &prepared.groups[peers]) else { return };
    let count = groups.iter().flatten().max().map_or(0, |most| *most as usize + 1);
    let mut middles = Vec::with_capacity(count);
    for group in 0..count {
        let numbers = &mut scratch.numbers;
        numbers.clear();
        let members = own.iter().zip(groups);
        let members = members.filter(|(_, of)| of.is_some_and(|of| of as usize == group));
        numbers.extend(members.map(|(cell, _)| *cell).filter(|cell| !cell.is_nan()));
        middles.push(middle(numbers));
    }
    fill(prepared, own, |row| groups[row].and_then(|group| middles[group as usize]).or(all));
}

/// Fills what is imputed by the unit's other indicators, after all are on one scale.
pub(super) fn rows(work: &mut Work, plan: &Plan, prepared: &Prepared<'_>) {
    let by_row = |leaf: usize| match &plan.leaves[leaf].kind {
        LeafKind::Indicator { methods, .. } => match methods.impute {
            Impute::RowMean {} => Some(false),
            Impute::RowMedian {} => Some(true),
            _ => None,
        },
        LeafKind::Question { .. } => None,
    };
    for node in &plan.nodes {
        let leaves: Vec<usize> = node
            .children
            .iter()
            .filter_map(|child| if let Slot::Leaf(leaf) = child { Some(*leaf) } else { None })
            .collect();
        if !leaves.iter().any(|leaf| by_row(*leaf).is_some() && work.lanes[*leaf].gaps.any) {
            continue;
        }
        let mut filled = Vec::new();
        for leaf in leaves.iter().copied() {
            let Some(by_median) = by_row(leaf).filter(|_| work.lanes[leaf].gaps.any) else {
                continue;
            };
            let lane = work.lanes[leaf];
            let mut column = vec![0.0; prepared.units];
            lane.line.write(work.column(prepared, leaf), lane.gaps, &mut column);
            fill(prepared, &mut column, |row| {
                let others = leaves.iter().filter(|other| **other != leaf);
                let mut numbers: Vec<f64> = others
                    .filter_map(|other| work.value(prepared, Slot::Leaf(*other), row))
                    .collect();
                if by_median {
                    numbers.sort_by(f64::total_cmp);
                    median(&numbers)
                } else {
                    mean(&numbers)
                }
            });
            if let Some(round) = plan.leaves[leaf].round {
                column
                    .iter_mut()
                    .filter(|cell| !cell.is_nan())
                    .for_each(|cell| *cell = round.apply(*cell));
            }
            filled.push((leaf, column));
        }
        for (leaf, column) in filled {
            let gaps = Gaps::of(&column);
            work.lanes[leaf] = Lane { own: true, line: Line::Same, gaps };
            work.own[leaf] = column;
        }
    }
}
