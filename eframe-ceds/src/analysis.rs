//! What can be said of an index besides its scores: how its parts hang together, and how much of a rank is choice.
//!
//! [`Scores`](crate::Scores) has the statistics of one run: correlations, Cronbach's alpha, principal components, weights. A
//! [`Study`] runs an index many times with other choices, each run replayable from its number, and tells what becomes of the
//! ranks ([`Ensemble`]) and which choice it hangs on ([`Sensitivity`]).

mod chance;
mod ensemble;
mod left_out;
mod linear;
mod replay;
mod sobol;
mod statistics;
mod study;
mod tally;

pub use ensemble::{Ensemble, Interval, RankRange};
pub use left_out::LeftOut;
pub use sobol::{Influence, Sensitivity};
pub use statistics::{Component, Components, Correlation};
pub use study::{Factor, Study, StudyError};
