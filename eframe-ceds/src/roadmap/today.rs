//! Where a unit stands today, and what modules would change about it.

use crate::cell::MISSING;
use crate::data::{Code, Data, NOT_APPLICABLE, NOT_RELEVANT, UNANSWERED};
use crate::method::{Aggregate, Impute, Normalise, Treat, Weigh};
use crate::modules::Modules;
use crate::plan::{LeafKind, Met, Plan, Slot};
use crate::run::{Prepared, RunError, Work, applies};

/// One unit whose answers are changed and scored again and again.
pub(super) struct Judge<'a> {
    pub(super) plan: &'a Plan,
    /// As few units as the scores of this one hang on.
    pub(super) data: Data,
    pub(super) row: usize,
    node: usize,
    work: Work,
}

/// What one look at the unit shows.
#[derive(Clone, Debug)]
pub(super) struct Look {
    /// The score of the node.
    pub(super) score: Option<f64>,
    /// The values of leaves and nodes; missing and left out are kept apart.
    pub(super) leaves: Vec<f64>,
    pub(super) nodes: Vec<f64>,
    /// The weights of each node's children.
    pub(super) weights: Vec<Vec<f64>>,
    /// Whether each leaf applies.
    pub(super) met: Vec<Met>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(plan: &'a Plan, data: &Data, row: usize, node: usize) -> Self {
        let (data, row) = match is_by_itself(plan) {
            true => (data.alone(row), 0),
            false => (data.clone(), row),
        };
        Self { plan, data, row, node, work: Work::default() }
    }

    /// The answer in a column.
    pub(super) fn code(&self, column: usize) -> Code {
        self.data.answers[column][self.row]
    }

    /// Changes answers for good.
    pub(super) fn set(&mut self, answers: &[(usize, Code)]) {
        for (column, code) in answers {
            self.data.answers[*column][self.row] = *code;
        }
    }

    /// Does something with other answers, and puts back those that were there.
    fn with<T>(&mut self, answers: &[(usize, Code)], what: impl FnOnce(&mut Self) -> T) -> T {
        let before: Vec<_> =
            answers.iter().map(|(column, _)| (*column, self.code(*column))).collect();
        self.set(answers);
        let result = what(self);
        self.set(&before);
        result
    }

    /// The node's score with other answers.
    pub(super) fn score(&mut self, answers: &[(usize, Code)]) -> Result<Option<f64>, RunError> {
        self.with(answers, |judge| {
            let prepared = Prepared::new(judge.plan, &judge.data)?;
            judge.work.run(judge.plan, &prepared, 1)?;
            Ok(judge.work.value(&prepared, Slot::Node(judge.node), judge.row))
        })
    }

    /// The score of a question with other answers, which nothing it is where it has none.
    pub(super) fn question(&mut self, question: usize, answers: &[(usize, Code)]) -> f64 {
        self.with(answers, |judge| crate::run::score(judge.plan, &judge.data, question, judge.row))
    }

    /// Everything there is to see with other answers.
    pub(super) fn look(&mut self, answers: &[(usize, Code)]) -> Result<Look, RunError> {
        self.with(answers, |judge| {
            let (plan, row) = (judge.plan, judge.row);
            let prepared = Prepared::new(plan, &judge.data)?;
            judge.work.run(plan, &prepared, 1)?;
            let leaf = |leaf: usize| {
                let value = judge.work.value(&prepared, Slot::Leaf(leaf), row);
                value.unwrap_or_else(|| match prepared.bases[leaf].cells[row] {
                    cell if cell.is_nan() => cell,
                    _ => MISSING,
                })
            };
            let met = applies(plan, &judge.data).into_iter();
            Ok(Look {
                score: judge.work.value(&prepared, Slot::Node(judge.node), row),
                leaves: (0..plan.leaves.len()).map(leaf).collect(),
                nodes: judge.work.nodes.iter().map(|column| column[row]).collect(),
                weights: judge.work.weights.clone(),
                met: met.map(|met| met.map_or(Met::Yes, |met| met[row])).collect(),
            })
        })
    }
}

/// Whether a unit's scores do not hang on the others.
pub(super) fn is_by_itself(plan: &Plan) -> bool {
    let leaves = plan.leaves.iter().all(|leaf| match &leaf.kind {
        LeafKind::Question { .. } => true,
        LeafKind::Indicator { methods, .. } => {
            matches!(methods.impute, Impute::None {} | Impute::Constant { .. })
                && methods.treat == (Treat::None {})
                && is_fixed(&methods.normalise)
        }
    });
    leaves
        && plan.nodes.iter().all(|node| {
            is_fixed(&node.methods.normalise)
                && matches!(node.methods.weigh, Weigh::Given {} | Weigh::Equal {})
                && node.methods.aggregate != (Aggregate::Copeland {})
        })
}

const fn is_fixed(normalise: &Normalise) -> bool {
    use Normalise::{Bands, Goalposts, None, Scaled};
    matches!(normalise, None {} | Goalposts { .. } | Scaled { .. } | Bands { .. })
}

/// What modules would change.
#[derive(Clone, Debug)]
pub(super) struct Changes {
    /// For each module, the answers it would better: column and code.
    pub(super) raises: Vec<Vec<(usize, Code)>>,
    /// For each module, whether all it leads to is there already.
    pub(super) there: Vec<bool>,
}

impl Judge<'_> {
    /// Sets what was never asked, because a gate or a condition was in the way, to the least answer there is. This changes no
    /// score of today, and is what counts as soon as a module opens it.
    pub(super) fn open(&mut self, met: &[Met]) {
        let mut least = Vec::new();
        for (leaf, met) in self.plan.leaves.iter().zip(met) {
            let LeafKind::Question { place } = leaf.kind else { continue };
            let columns = &self.plan.layout.questions[place];
            let mut settled = *met != Met::Yes;
            for (part, column) in (columns.from..columns.to).enumerate() {
                if settled && self.code(column) == UNANSWERED {
                    least.extend(self.least(column).map(|code| (column, code)));
                }
                settled |= columns.gates[part] && self.value(column) == Some(0.0);
            }
        }
        self.set(&least);
    }

    /// The least answer of a column; the first of equals.
    fn least(&self, column: usize) -> Option<Code> {
        let answers = self.plan.layout.answers[column].answers.iter().zip(0..);
        let by_score = |one: &(&(_, f64), Code), other: &(&(_, f64), Code)| {
            one.0.1.total_cmp(&other.0.1).then(one.1.cmp(&other.1))
        };
        answers.min_by(by_score).map(|(_, code)| code)
    }

    /// The score of the answer in a column; of a state that counts as 0, that; none of another.
    pub(super) fn value(&self, column: usize) -> Option<f64> {
        let question =
            self.plan.layout.questions.iter().find(|of| (of.from..of.to).contains(&column));
        let states = question.map(|question| question.states).unwrap_or_default();
        let counts = match self.code(column) {
            NOT_APPLICABLE => states.not_applicable,
            NOT_RELEVANT => states.not_relevant,
            UNANSWERED => states.unanswered,
            code => return self.score_of(column, code),
        };
        (counts == crate::document::Counts::Zero).then_some(0.0)
    }

    /// The score of an answer of a column.
    pub(super) fn score_of(&self, column: usize, code: Code) -> Option<f64> {
        let answers = &self.plan.layout.answers[column].answers;
        answers.get(usize::from(code)).map(|(_, score)| *score)
    }

    /// What modules would change, of those that are not built yet.
    pub(super) fn changes(
        &mut self,
        modules: &Modules,
        built: &[bool],
    ) -> Result<Changes, RunError> {
        let leaf_of = self.leaf_of();
        let today = self.look(&[])?;
        let all: Vec<(usize, Code)> =
            modules.built().iter().flat_map(|module| self.better(&module.raises)).collect();
        let later = self.look(&self.best(&all))?;
        // What applies neither today nor when everything is built is no task of this unit.
        let is_task = |leaf: usize| today.met[leaf] == Met::Yes || later.met[leaf] == Met::Yes;
        let mut changes = Changes { raises: Vec::new(), there: Vec::new() };
        for (module, is_built) in modules.built().iter().zip(built) {
            let tasks = module.raises.iter().filter(|(column, _)| {
                is_task(leaf_of[*column])
                    && ![NOT_APPLICABLE, NOT_RELEVANT].contains(&self.code(*column))
            });
            let tasks: Vec<_> = tasks.copied().collect();
            let raises = if *is_built { Vec::new() } else { self.better(&tasks) };
            changes.there.push(*is_built || (raises.is_empty() && !tasks.is_empty()));
            changes.raises.push(raises);
        }
        Ok(changes)
    }

    /// Those of some answers that are better than what is there, or that nobody has given.
    fn better(&self, raises: &[(usize, Code)]) -> Vec<(usize, Code)> {
        let better = raises.iter().filter(|(column, code)| match self.code(*column) {
            NOT_APPLICABLE | NOT_RELEVANT => false,
            UNANSWERED => true,
            now => self.score_of(*column, *code) > self.score_of(*column, now),
        });
        better.copied().collect()
    }

    /// For each column of some answers, the best of them; the first of equals.
    pub(super) fn best(&self, raises: &[(usize, Code)]) -> Vec<(usize, Code)> {
        let mut best: std::collections::BTreeMap<usize, Code> = std::collections::BTreeMap::new();
        for (column, code) in raises {
            let known = best.entry(*column).or_insert(*code);
            if self.score_of(*column, *code) > self.score_of(*column, *known) {
                *known = *code;
            }
        }
        best.into_iter().collect()
    }

    /// For each answer column, the leaf of its question.
    pub(super) fn leaf_of(&self) -> Vec<usize> {
        let mut of = vec![0; self.plan.layout.answers.len()];
        for (place, leaf) in self.plan.leaves.iter().enumerate() {
            if let LeafKind::Question { place: question } = leaf.kind {
                let columns = &self.plan.layout.questions[question];
                of[columns.from..columns.to].fill(place);
            }
        }
        of
    }
}
