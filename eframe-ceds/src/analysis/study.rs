use thiserror::Error;

use super::chance::{Chance, uniform};
use crate::document::Id;
use crate::method::{Aggregate, Impute, Normalise, Treat};
use crate::plan::{LeafKind, Plan, Slot};
use crate::run::RunError;

/// An index to be run many times, each time with other choices.
///
/// Every run is a point: a number from 0 up to 1 for each factor, which says what is chosen. The points of an ensemble come
/// from the seed and the run's number alone, so any run can be replayed by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// What is varied.
    pub factors: Vec<Factor>,
    /// Where chance begins.
    pub seed: u64,
}

/// Something that could have been chosen otherwise.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Factor {
    /// Every weight below the nodes of a level (from the top, 0 on; all levels where none is named) is multiplied with a number of
    /// its own between `1 - spread` and `1 + spread`. Weights that come from the data (`pca`) stay as they are.
    Weights {
        /// The depth of the nodes whose children's weights vary.
        depth: Option<usize>,
        /// How much, 0 to 1.
        spread: f64,
    },
    /// One of these for every indicator; goalposts and targets only where all indicators have them.
    Normalise(Vec<Normalise>),
    /// One of these for every indicator.
    Treat(Vec<Treat>),
    /// One of these for every indicator.
    Impute(Vec<Impute>),
    /// One of these for every node of a level, of all where none is named.
    Aggregate {
        /// The depth of the nodes.
        depth: Option<usize>,
        /// The choices.
        of: Vec<Aggregate>,
    },
    /// All is there, or one of these indicators, questions or nodes is left out.
    Without(Vec<Id>),
}

/// Why a study cannot be made.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum StudyError {
    /// A factor with nothing to choose from, or a spread that is not between 0 and 1.
    #[error("factor {0} has nothing to choose from, or a spread that is not between 0 and 1")]
    Factor(usize),
    /// A choice of normalisation that an indicator does not have what it takes for.
    #[error("factor {factor} chooses goalposts or a target, and {indicator:?} has none")]
    Needs {
        /// The factor.
        factor: usize,
        /// The indicator.
        indicator: String,
    },
    /// The instrument does not rank by this node.
    #[error("the instrument does not rank by {0:?}")]
    NotRanked(String),
    /// Something to be left out is not there, or is a top.
    #[error("{0:?} cannot be left out")]
    Without(String),
    /// More runs than are made at once.
    #[error("at most {0} runs are made")]
    TooMany(usize),
    /// More room than is taken, in numbers.
    #[error(
        "it takes room for more than {0} numbers; make fewer runs, choose from less, or take fewer units"
    )]
    TooMuch(usize),
    /// A run came to no scores.
    #[error("run {number}: {error}")]
    Run {
        /// The run's number.
        number: usize,
        /// Why.
        error: RunError,
    },
    /// It was stopped from outside.
    #[error("stopped")]
    Stopped,
}

/// The most numbers that a study keeps of one kind: a gigabyte.
const MOST_ROOM: usize = 1 << 27;

/// Refuses to keep so many times so many numbers, where that is too much.
pub(super) fn room(times: usize, numbers: usize) -> Result<(), StudyError> {
    let most = || StudyError::TooMuch(MOST_ROOM);
    times.checked_mul(numbers).filter(|all| *all <= MOST_ROOM).map(drop).ok_or_else(most)
}

impl Study {
    /// The point of a run: for each factor a number from 0 up to 1.
    pub fn point(&self, number: usize) -> Vec<f64> {
        let factors = 0..self.factors.len();
        factors.map(|factor| uniform(self.seed, [0, number as u64, factor as u64])).collect()
    }

    /// What a point chooses, for each factor: the place of its choice, or nothing where a factor has no list.
    pub fn choices(&self, point: &[f64]) -> Vec<Option<usize>> {
        let factors = self.factors.iter().zip(point);
        factors.map(|(factor, u)| factor.count().map(|count| place(*u, count))).collect()
    }

    /// Whether it can be run on a plan.
    pub(super) fn check(&self, plan: &Plan) -> Result<(), StudyError> {
        for (number, factor) in self.factors.iter().enumerate() {
            let right = match factor {
                Factor::Weights { spread, .. } => (0.0..=1.0).contains(spread),
                other => other.count().is_some_and(|count| count > 0),
            };
            if !right {
                return Err(StudyError::Factor(number));
            }
            if let Factor::Normalise(of) = factor {
                can_be_normalised(plan, number, of)?;
            }
            if let Factor::Without(ids) = factor {
                for id in ids {
                    let inner = match plan.slots.get(id.as_str()) {
                        Some(Slot::Leaf(_)) => true,
                        Some(Slot::Node(node)) => plan.nodes[*node].parent.is_some(),
                        None => false,
                    };
                    if !inner {
                        return Err(StudyError::Without(id.to_string()));
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether weights are drawn.
    pub(super) fn draws_weights(&self) -> bool {
        let draws =
            |factor: &Factor| matches!(factor, Factor::Weights { spread, .. } if *spread > 0.0);
        self.factors.iter().any(draws)
    }

    /// The weights of a point, written over those of the plan as it is.
    pub(super) fn weigh(&self, original: &Plan, point: &[f64], plan: &mut Plan) {
        for (node, from) in plan.nodes.iter_mut().zip(&original.nodes) {
            node.weights.copy_from_slice(&from.weights);
        }
        for (number, (factor, u)) in self.factors.iter().zip(point).enumerate() {
            match factor {
                Factor::Weights { depth, spread } => {
                    // The number of a factor seeds the noise of its weights, so that each point has its own.
                    let own = Chance::of(self.seed ^ u.to_bits()).at(number as u64 + 1);
                    for (place, node) in plan.nodes.iter_mut().enumerate() {
                        if depth.is_some_and(|depth| depth != node.depth) {
                            continue;
                        }
                        let own = own.at(place as u64);
                        for (child, weight) in node.weights.iter_mut().enumerate() {
                            let u = own.at(child as u64).uniform();
                            *weight *= 1.0 + spread * (2.0 * u - 1.0);
                        }
                    }
                }
                Factor::Without(ids) => {
                    let chosen = place(*u, ids.len() + 1).checked_sub(1);
                    let Some(slot) =
                        chosen.and_then(|id| plan.slots.get(ids[id].as_str())).copied()
                    else {
                        continue;
                    };
                    for node in &mut plan.nodes {
                        let children = node.children.iter().zip(&mut node.weights);
                        for (_, weight) in children.filter(|(child, _)| **child == slot) {
                            *weight = 0.0;
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The methods of a point for indicators, written into a plan.
    pub(super) fn choose_for_leaves(&self, point: &[f64], plan: &mut Plan) {
        for (factor, u) in self.factors.iter().zip(point) {
            for leaf in &mut plan.leaves {
                let LeafKind::Indicator { methods, .. } = &mut leaf.kind else { continue };
                match factor {
                    Factor::Normalise(of) => methods.normalise = of[place(*u, of.len())].clone(),
                    Factor::Treat(of) => methods.treat = of[place(*u, of.len())].clone(),
                    Factor::Impute(of) => methods.impute = of[place(*u, of.len())].clone(),
                    _ => {}
                }
            }
        }
    }

    /// The methods of a point for nodes, written into a plan.
    pub(super) fn choose_for_nodes(&self, point: &[f64], plan: &mut Plan) {
        for (factor, u) in self.factors.iter().zip(point) {
            let Factor::Aggregate { depth, of } = factor else { continue };
            let nodes = plan.nodes.iter_mut();
            for node in nodes.filter(|node| depth.is_none_or(|depth| depth == node.depth)) {
                node.methods.aggregate = of[place(*u, of.len())].clone();
            }
        }
    }

    /// The places chosen of what decides about indicators' values: runs with the same ones share them.
    pub(super) fn leaf_choices(&self, point: &[f64]) -> Vec<usize> {
        let factors = self.factors.iter().zip(point);
        let chosen = factors.filter_map(|(factor, u)| match factor {
            Factor::Normalise(of) => Some(place(*u, of.len())),
            Factor::Treat(of) => Some(place(*u, of.len())),
            Factor::Impute(of) => Some(place(*u, of.len())),
            _ => None,
        });
        chosen.collect()
    }
}

impl Factor {
    /// How many choices it has; none where it is not a list.
    fn count(&self) -> Option<usize> {
        match self {
            Self::Weights { .. } => None,
            Self::Normalise(of) => Some(of.len()),
            Self::Treat(of) => Some(of.len()),
            Self::Impute(of) => Some(of.len()),
            Self::Aggregate { of, .. } => Some(of.len()),
            Self::Without(ids) => Some(ids.len() + 1),
        }
    }
}

/// Whether every indicator has goalposts and target where a choice needs them.
fn can_be_normalised(plan: &Plan, factor: usize, of: &[Normalise]) -> Result<(), StudyError> {
    for leaf in &plan.leaves {
        let LeafKind::Indicator { measure, .. } = &leaf.kind else { continue };
        let can = of.iter().all(|normalise| match normalise {
            Normalise::Goalposts { .. } => measure.goalposts.is_some(),
            Normalise::Target { .. } => measure.target.is_some(),
            _ => true,
        });
        if !can {
            return Err(StudyError::Needs { factor, indicator: leaf.id.to_string() });
        }
    }
    Ok(())
}

/// The place that a number from 0 up to 1 chooses of so many.
fn place(u: f64, count: usize) -> usize {
    ((u * count as f64) as usize).min(count.saturating_sub(1))
}
