//! What may happen to rounds and assessments: plain functions from what stands, a command and an actor to a
//! [`Decision`](eframe_core::Decision) or a [`Refusal`](crate::Refusal).
//!
//! An assessment's way is `Draft`, `Submitted`, `Frozen`; on it, it may be given back or taken back. Answers are taken
//! while it is open and its round is; its scores are reckoned once, when it is frozen.

mod answer;
mod begin;
mod benchmark;
mod change;
mod evidence;
mod known;
mod peers;
mod policy;
mod quartiles;
mod round;
mod step;
mod team;

pub use answer::{Outcome, Save, Saved, SavedOne, save, save_all};
pub use begin::{Begin, begin};
pub(crate) use benchmark::node_scores;
pub use benchmark::{compare, snapshot};
pub(crate) use change::ROUNDS_TAG;
pub use change::{AssessmentStanding, Chance, Change, Desk, NewInstrument, RoundStanding};
pub use evidence::{Attached, MOST_FILES, attach, comment, detach, may_attach};
pub(crate) use known::known;
pub use peers::LEAST;
pub use policy::Sight;
pub(crate) use policy::organisations;
pub use round::{Move, OpenRound, close, keep, open, reschedule};
pub(crate) use step::inputs;
pub use step::{Settled, Submit, freeze, give_back, submit, withdraw};
pub use team::{Ask, Leave, MOST_COLLEAGUES, ask, consent, describe, leave};

#[cfg(test)]
mod proofs;
#[cfg(test)]
mod samples;
