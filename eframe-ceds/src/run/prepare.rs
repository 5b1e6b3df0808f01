//! What comes before any choice of method: answers to scores, conditions, denominators, transforms, screening.

use std::borrow::Cow;
use std::sync::Arc;

use super::fault::{RunError, RunFault};
use crate::cell::{Gaps, LEFT_OUT, MISSING, is_left_out};
use crate::data::{Data, NOT_APPLICABLE, NOT_RELEVANT, UNANSWERED};
use crate::document::Counts;
use crate::method::Transform;
use crate::numeric::Sum;
use crate::plan::{Known, Leaf, LeafKind, Measure, Met, Plan};

/// Data as a run takes them.
#[derive(Clone, Debug)]
pub(crate) struct Prepared<'a> {
    pub(crate) data: &'a Data,
    pub(crate) units: usize,
    /// For each leaf, its column.
    pub(crate) bases: Vec<Base<'a>>,
    /// Which units are screened out; none where all take part.
    pub(crate) screened: Option<Vec<bool>>,
    /// For each of the document's peers, the group of each unit.
    pub(crate) groups: Vec<Vec<Option<u32>>>,
}

/// The column of a leaf before imputation.
#[derive(Clone, Debug)]
pub(crate) struct Base<'a> {
    pub(crate) cells: Cow<'a, [f64]>,
    pub(crate) gaps: Gaps,
}

impl<'a> Prepared<'a> {
    /// Prepares data for a plan.
    pub(crate) fn new(plan: &Plan, data: &'a Data) -> Result<Self, RunError> {
        if !Arc::ptr_eq(&plan.layout, &data.layout) && plan.layout != data.layout {
            let id = format!("{} {}", plan.document.id, plan.document.edition);
            return Err(RunError::part(id, RunFault::OtherInstrument));
        }
        let applies = applies(plan, data);
        let mut bases = Vec::with_capacity(plan.leaves.len());
        for (leaf, met) in plan.leaves.iter().zip(&applies) {
            bases.push(base(plan, data, leaf, met.as_deref())?);
        }
        let groups = plan.document.peers.iter().map(|peers| peers.groups_of(data)).collect();
        let mut prepared = Self { data, units: data.len(), bases, screened: None, groups };
        prepared.screen(plan);
        Ok(prepared)
    }

    /// Takes out the units that have too little.
    fn screen(&mut self, plan: &Plan) {
        let screen = plan.document.screen;
        if screen.present.get() == 0.0 && screen.nonzero.get() == 0.0 {
            return;
        }
        let mut screened = vec![false; self.units];
        for (row, out) in screened.iter_mut().enumerate() {
            let (mut due, mut there, mut nonzero) = (0_u32, 0_u32, 0_u32);
            for base in &self.bases {
                let cell = base.cells[row];
                due += u32::from(!is_left_out(cell));
                there += u32::from(!cell.is_nan());
                nonzero += u32::from(!cell.is_nan() && cell != 0.0);
            }
            let enough =
                |part: u32, of: u32, share: f64| f64::from(part) >= share * f64::from(of) - 1e-9;
            *out = !enough(there, due, screen.present.get())
                || !enough(nonzero, there, screen.nonzero.get());
        }
        if screened.contains(&true) {
            for base in &mut self.bases {
                for (cell, out) in base.cells.to_mut().iter_mut().zip(&screened) {
                    if *out {
                        *cell = MISSING;
                    }
                }
                base.gaps = Gaps::of(&base.cells);
            }
            self.screened = Some(screened);
        }
    }
}

/// For each leaf, whether it applies to each unit; none where it always does.
pub(crate) fn applies(plan: &Plan, data: &Data) -> Vec<Option<Vec<Met>>> {
    let mut applies: Vec<Option<Vec<Met>>> = vec![None; plan.leaves.len()];
    for (leaf, condition) in &plan.conditions {
        let score = |leaf: usize, row: usize| match plan.leaves[leaf].kind {
            LeafKind::Question { place } => crate::cell::number(score(plan, data, place, row)),
            LeafKind::Indicator { .. } => None,
        };
        let known = Known { data, applies: &applies, score: &score };
        let met = (0..data.len()).map(|row| condition.met(&known, row)).collect();
        applies[*leaf] = Some(met);
    }
    applies
}

fn base<'a>(
    plan: &Plan,
    data: &'a Data,
    leaf: &Leaf,
    met: Option<&[Met]>,
) -> Result<Base<'a>, RunError> {
    let (mut cells, states) = match &leaf.kind {
        LeafKind::Question { place } => {
            let scores = (0..data.len()).map(|row| score(plan, data, *place, row)).collect();
            (Cow::Owned(scores), plan.layout.questions[*place].states)
        }
        LeafKind::Indicator { place, measure, methods } => {
            let plain = Cow::Borrowed(&data.numbers[*place][..]);
            let mut cells = denominate(data, plain, measure);
            transform(data, leaf, &methods.transform, &mut cells)?;
            (cells, crate::document::States::default())
        }
    };
    if let Some(met) = met {
        let not_applicable = counts(states.not_applicable);
        let unanswered = counts(states.unanswered);
        for (cell, met) in cells.to_mut().iter_mut().zip(met) {
            match met {
                Met::Yes => {}
                Met::No => *cell = not_applicable,
                Met::Unknown => *cell = unanswered,
            }
        }
    }
    let untouched = matches!((&cells, &leaf.kind), (Cow::Borrowed(_), LeafKind::Indicator { .. }));
    let gaps = match leaf.kind {
        LeafKind::Indicator { place, .. } if untouched => data.gaps[place],
        _ => Gaps::of(&cells),
    };
    let infinite = |cells: &[f64]| cells.iter().position(|cell| cell.is_infinite());
    if let Some(row) = if untouched { None } else { infinite(&cells) } {
        return Err(RunError::unit(&leaf.id, &data.units[row], RunFault::TooLarge));
    }
    Ok(Base { cells, gaps })
}

fn denominate<'a>(data: &'a Data, cells: Cow<'a, [f64]>, measure: &Measure) -> Cow<'a, [f64]> {
    let Some((fact, per)) = measure.denominator else { return cells };
    let denominators = &data.fact_numbers[fact];
    let divided = cells.iter().zip(denominators).map(|(cell, by)| {
        // Nothing, and nought, cannot divide.
        if cell.is_nan() || by.is_nan() || *by == 0.0 { MISSING } else { cell / by * per }
    });
    Cow::Owned(divided.collect())
}

fn transform(
    data: &Data,
    leaf: &Leaf,
    transform: &Transform,
    cells: &mut Cow<'_, [f64]>,
) -> Result<(), RunError> {
    if *transform == (Transform::None {}) {
        return Ok(());
    }
    for (row, cell) in cells.to_mut().iter_mut().enumerate().filter(|(_, cell)| !cell.is_nan()) {
        *cell = transform.apply(*cell).ok_or_else(|| {
            RunError::unit(&leaf.id, &data.units[row], RunFault::Transform(*cell))
        })?;
    }
    Ok(())
}

/// What a state puts into a column.
const fn counts(counts: Counts) -> f64 {
    match counts {
        Counts::LeaveOut => LEFT_OUT,
        Counts::Zero => 0.0,
        Counts::Missing => MISSING,
    }
}

/// What an answer of a question counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Answered {
    pub(crate) column: usize,
    /// A number, or which nothing.
    pub(crate) value: f64,
    pub(crate) weight: f64,
}

/// What each part of a question counts, in their order; a question without parts is one.
pub(crate) fn answers<'a>(
    plan: &'a Plan,
    data: &'a Data,
    question: usize,
    row: usize,
) -> impl Iterator<Item = Answered> + 'a {
    let columns = &plan.layout.questions[question];
    let mut settled = false;
    (columns.from..columns.to).enumerate().map(move |(part, column)| {
        let value = match data.answers[column][row] {
            _ if settled => 0.0,
            NOT_APPLICABLE => counts(columns.states.not_applicable),
            NOT_RELEVANT => counts(columns.states.not_relevant),
            UNANSWERED => counts(columns.states.unanswered),
            code => plan.layout.answers[column].answers[usize::from(code)].1,
        };
        settled |= columns.gates[part] && value == 0.0;
        Answered { column, value, weight: columns.weights[part] }
    })
}

/// The score of a question: of its answer, or the weighted mean of its parts.
pub(crate) fn score(plan: &Plan, data: &Data, question: usize, row: usize) -> f64 {
    let (mut sum, mut weights, mut due) = (Sum::default(), Sum::default(), 0_u32);
    for Answered { value, weight, .. } in answers(plan, data, question, row) {
        due += u32::from(!is_left_out(value));
        if !value.is_nan() {
            sum.add_weighed(weight, value);
            weights.add(weight);
        }
    }
    if weights.value() > 0.0 {
        sum.over(weights)
    } else if due == 0 {
        LEFT_OUT
    } else {
        MISSING
    }
}
