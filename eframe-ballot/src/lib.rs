#![doc = include_str!("../README.md")]

mod admit;
mod ballot;
mod body;
mod fraction;
mod outcome;
mod percent;
mod presence;
mod proof;
mod published;
mod roll;
mod rule;
mod tally;
mod threshold;

pub use admit::{CountError, admit};
pub use ballot::{Ballot, Choice};
pub use body::BodyId;
pub use fraction::{Fraction, NotAFraction};
pub use outcome::{Ground, Outcome};
pub use percent::Percent;
pub use presence::Presence;
pub use proof::{Comparison, MajorityProof, Proof, QuorumProof};
pub use published::{Difference, Published, RecountError};
pub use roll::{Entry, Reason, Right, Roll, RollError};
pub use rule::{Base, MajorityRule, QuorumRule, Rules, Tie};
pub use tally::{Tally, tally};
pub use threshold::{NotAThreshold, Threshold};
