//! Whether modules change if a question applies.

use super::today::{Judge, Look};
use crate::data::UNANSWERED;
use crate::plan::{Applies, Looked, Met};

/// What makes a question apply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// It applies, whatever is built.
    Always,
    /// It does not apply, whatever is built.
    Never,
    /// It does not apply today, and does when one of these is built.
    By(Vec<usize>),
    /// Something else.
    Strange,
}

/// What makes each leaf apply, given who raises each column and which leaves are raised at all.
pub(super) fn openers(
    judge: &Judge<'_>,
    today: &Look,
    raised: &[Vec<(usize, f64)>],
    changed: &[bool],
) -> Vec<Opener> {
    let fixed = |leaf: usize| match today.met[leaf] {
        Met::Yes => Opener::Always,
        Met::No | Met::Unknown => Opener::Never,
    };
    let mut found: Vec<Opener> = (0..judge.plan.leaves.len()).map(fixed).collect();
    // Each condition stands after those that it looks at.
    for (leaf, condition) in &judge.plan.conditions {
        let mut looks = Vec::new();
        condition.looks_at(&mut looks);
        let moves = |other: &usize| changed[*other] || found[*other] != fixed(*other);
        if looks.iter().any(moves) {
            found[*leaf] = moving(judge, condition, raised, &found);
        }
    }
    found
}

/// What a condition comes to that looks at something raised: one that asks for an answer at least is understood, others are not.
fn moving(
    judge: &Judge<'_>,
    condition: &Applies,
    raised: &[Vec<(usize, f64)>],
    found: &[Opener],
) -> Opener {
    let Applies::All(tests) = condition else { return Opener::Strange };
    let [Applies::Between { what: Looked::Answer { column, leaf }, low, high }] = &tests[..] else {
        return Opener::Strange;
    };
    if *high < f64::INFINITY || found[*leaf] != Opener::Always {
        return Opener::Strange;
    }
    let code = judge.code(*column);
    match judge.score_of(*column, code) {
        Some(now) if now >= *low => Opener::Always,
        None if code == UNANSWERED => Opener::Strange,
        _ => {
            let by = raised[*column].iter().filter(|(_, score)| score >= low);
            let by: Vec<usize> = by.map(|(module, _)| *module).collect();
            if by.is_empty() { Opener::Never } else { Opener::By(by) }
        }
    }
}
