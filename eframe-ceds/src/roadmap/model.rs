//! A linear program being written down, with as much taken out of it as can be seen at once.

use microlp::{ComparisonOp, LinearExpr, OptimizationDirection, Variable};

/// Something that is known to be 0 or 1, or a variable between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Bit {
    No,
    Yes,
    /// By its place among the variables.
    Open(usize),
}

/// A sum of variables, each times a number, that is at most a limit.
type Row = (Vec<(usize, f64)>, f64);

/// Variables with gains, and rows.
#[derive(Debug, Default)]
pub(super) struct Model {
    /// What each variable is worth, and whether it is 0 or 1 and nothing between.
    variables: Vec<(f64, bool)>,
    rows: Vec<Row>,
    /// What is gained whatever the variables are.
    pub(super) constant: f64,
}

impl Model {
    /// A variable that is 0 or 1.
    pub(super) fn decision(&mut self) -> Bit {
        self.variables.push((0.0, true));
        Bit::Open(self.variables.len() - 1)
    }

    /// A variable between 0 and 1 that others bound.
    pub(super) fn bounded(&mut self) -> usize {
        self.variables.push((0.0, false));
        self.variables.len() - 1
    }

    /// Something is worth so much more.
    pub(super) fn gains(&mut self, bit: Bit, gain: f64) {
        match bit {
            Bit::No => {}
            Bit::Yes => self.constant += gain,
            Bit::Open(variable) => self.variables[variable].0 += gain,
        }
    }

    /// One is never more than the other.
    pub(super) fn at_most(&mut self, one: Bit, other: Bit) {
        if one != other {
            self.row(&[(one, 1.0), (other, -1.0)], 0.0);
        }
    }

    /// The sum is at most a limit. Nobody is asked to keep what cannot be broken.
    pub(super) fn row(&mut self, sum: &[(Bit, f64)], mut limit: f64) {
        let mut parts: Vec<(usize, f64)> = Vec::new();
        for (bit, factor) in sum {
            match bit {
                Bit::No => {}
                Bit::Yes => limit -= factor,
                Bit::Open(variable) => parts.push((*variable, *factor)),
            }
        }
        parts.sort_by_key(|(variable, _)| *variable);
        parts.dedup_by(|next, before| {
            let same = next.0 == before.0;
            before.1 += if same { next.1 } else { 0.0 };
            same
        });
        parts.retain(|(_, factor)| *factor != 0.0);
        let most: f64 = parts.iter().map(|(_, factor)| factor.max(0.0)).sum();
        if most > limit {
            self.rows.push((parts, limit));
        }
    }

    /// The program for the solver, with its variables in their order.
    pub(super) fn program(&self) -> (microlp::Problem, Vec<Variable>) {
        let mut problem = microlp::Problem::new(OptimizationDirection::Maximize);
        let variables = self.variables.iter().map(|(gain, decision)| match decision {
            true => problem.add_binary_var(*gain),
            false => problem.add_var(*gain, (0.0, 1.0)),
        });
        let variables: Vec<Variable> = variables.collect();
        for (parts, limit) in &self.rows {
            let mut sum = LinearExpr::empty();
            parts.iter().for_each(|(place, factor)| sum.add(variables[*place], *factor));
            problem.add_constraint(sum, ComparisonOp::Le, *limit);
        }
        (problem, variables)
    }
}
