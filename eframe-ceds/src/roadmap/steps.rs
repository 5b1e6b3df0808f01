//! The steps that a question can rise by.

use super::terms::Known;
use crate::data::{NOT_APPLICABLE, UNANSWERED};

/// What a question gains, step by step, in points of its own score.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps {
    /// Points, and the modules of which each clause needs one.
    pub(super) steps: Vec<(f64, Vec<Vec<usize>>)>,
    /// Whether their sum is what it gains.
    pub(super) exact: bool,
}

/// The steps of a question.
pub(super) fn steps(known: &Known<'_, '_>, question: usize) -> Steps {
    let columns = &known.judge.plan.layout.questions[question];
    let mut found = Steps { steps: Vec::new(), exact: true };
    // The gates before a part that are closed today: who opens each of them.
    let mut closed: Vec<Vec<usize>> = Vec::new();
    let mut weights = 0.0;
    for (part, column) in (columns.from..columns.to).enumerate() {
        let value = known.judge.value(column);
        let raised = &known.raised[column];
        let weight = columns.weights[part];
        let opens = closed.iter().all(|by| !by.is_empty());
        let state = known.judge.code(column);
        // A part that has no value yet, and gets one, changes what the others weigh.
        let joins = value.is_none() && (!closed.is_empty() && opens || !raised.is_empty());
        found.exact &= !joins;
        let counts =
            value.is_some() || !closed.is_empty() || state == UNANSWERED && !raised.is_empty();
        weights += if counts { weight } else { 0.0 };
        let now = value.unwrap_or_default();
        found.exact &= now >= 0.0 || columns.gates.iter().all(|gate| !gate);
        if opens && state != NOT_APPLICABLE {
            let any = |more: Option<Vec<usize>>| closed.iter().cloned().chain(more).collect();
            if !closed.is_empty() && now > 0.0 {
                found.steps.push((weight * now, any(None)));
            }
            let mut levels: Vec<f64> = raised.iter().map(|(_, score)| *score).collect();
            levels.sort_by(f64::total_cmp);
            levels.dedup();
            let mut from = now;
            for level in levels.into_iter().filter(|level| *level > now) {
                let by = raised.iter().filter(|(_, score)| *score >= level);
                let by = by.map(|(module, _)| *module).collect();
                found.steps.push((weight * (level - from), any(Some(by))));
                from = level;
            }
        }
        if columns.gates[part] && value == Some(0.0) {
            let by = raised.iter().filter(|(_, score)| *score > 0.0);
            closed.push(by.map(|(module, _)| *module).collect());
        }
    }
    for (points, _) in &mut found.steps {
        *points = if weights > 0.0 { *points / weights } else { 0.0 };
    }
    found.steps.retain(|(points, _)| *points > 0.0);
    found
}
