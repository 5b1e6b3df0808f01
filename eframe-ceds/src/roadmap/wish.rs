use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::run::RunError;

/// What is asked of a roadmap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Wish {
    /// The node whose score is to rise.
    pub node: String,
    /// The budget of each year, from this one on; 1 to 10 of them.
    pub years: Vec<Budget>,
    /// Whether money that is left in a year is there in the next. Effort is not: months that went by are gone.
    #[serde(default)]
    pub carry_over: bool,
    /// Modules that are built already, whatever the answers say.
    #[serde(default)]
    pub built: Vec<String>,
}

/// What can be spent in a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Budget {
    /// Money, in the unit of the modules' `cost`.
    pub cost: f64,
    /// Work of the unit's own people, in the unit of the modules' `effort`; none is no limit.
    #[serde(default)]
    pub effort: Option<f64>,
}

impl Wish {
    /// The most years.
    pub const MOST_YEARS: usize = 10;
    /// The most money or effort of a year.
    pub const MOST_BUDGET: f64 = 1e15;

    /// A wish for a node, with as much money in each year and no limit of effort.
    pub fn even(node: impl Into<String>, years: usize, cost: f64) -> Self {
        let years = vec![Budget { cost, effort: None }; years];
        Self { node: node.into(), years, carry_over: false, built: Vec::new() }
    }

    /// Whether it can be asked at all.
    pub(super) fn check(&self) -> Result<(), RoadmapError> {
        if self.years.is_empty() || self.years.len() > Self::MOST_YEARS {
            return Err(RoadmapError::Years(self.years.len()));
        }
        for (year, budget) in (1..).zip(&self.years) {
            for value in [Some(budget.cost), budget.effort].into_iter().flatten() {
                if !(0.0..=Self::MOST_BUDGET).contains(&value) {
                    return Err(RoadmapError::Budget { year, value });
                }
            }
        }
        Ok(())
    }
}

/// Why there is no roadmap.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum RoadmapError {
    /// Too few years, or too many.
    #[error("a roadmap is for 1 to 10 years, not for {0}")]
    Years(usize),
    /// A budget that is none.
    #[error("the budget of year {year} is {value}; it has to be from 0 to 1000000000000000")]
    Budget {
        /// The year, from 1.
        year: usize,
        /// Its value.
        value: f64,
    },
    /// The instrument has no such node.
    #[error("{0:?} is no node of the instrument")]
    NoNode(String),
    /// The data have no such row.
    #[error("there is no row {0}")]
    NoRow(usize),
    /// A module that is said to be built, and is not there.
    #[error("{0:?} is no module")]
    NoModule(String),
    /// The modules were made for another instrument.
    #[error("the modules are of another instrument or edition")]
    OtherInstrument,
    /// The unit has no score today, so that nothing can be said to raise it.
    #[error("the unit has no score by {0:?} today: too little is answered")]
    NoScore(String),
    /// The engine came to no scores.
    #[error(transparent)]
    Run(#[from] RunError),
}
