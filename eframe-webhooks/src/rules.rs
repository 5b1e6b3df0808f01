//! What may happen to endpoints and messages: plain functions, without I/O.

mod address;
mod attempt;
mod change;
mod endpoint;
mod reach;
mod wish;

pub use address::is_public;
pub use attempt::{Answer, Next, PAUSES, RESTING, is_given_up, next, retry_after};
pub use change::Change;
pub use endpoint::{
    Overlap, add, change, ping, remove, repeat, repeat_failed, rotate, switch_off, switch_on,
};
pub use reach::{Unsafe, may_connect, may_reach};
pub use wish::Wish;

/// For so long messages are signed by the secret of before too, in hours.
pub const OVERLAP_HOURS: i64 = 24;
