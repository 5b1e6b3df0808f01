//! What happens after a commit: its messages reach their subscribers, and recurring work is done.
//!
//! A commit writes its events as rows, so that they leave with it or not at all. Workers, on any number of
//! instances, make a delivery for each subscriber of a message and carry it out:
//!
//! - **At least once.** A delivery that fails is tried again: after 10 s, then after twice as long each time, at most an
//!   hour. After 12 attempts (some three and a half hours) it is *parked*: a person looks at it and has it tried again.
//! - **Exactly once in effect**, when the subscriber writes the delivery's [`Settled`](crate::Settled) mark with its own commit.
//! - **In order** for each subject and subscriber: a delivery waits until the ones before it have arrived, also for
//!   a parked one.
//! - **One at a time.** Who carries a delivery out holds a lease and renews it. Leases are judged by watching
//!   them and not by a clock: one that has not moved for 30 s while somebody looked on is taken over, with a
//!   higher fence, and whatever the earlier holder still says of it counts no more.
//!
//! - **By whichever version.** Each program declares its subscribers in the database, so that an instance makes deliveries also
//!   for those that only another version has. For a subscriber that no program declares any more they wait for a week.
//!
//! Messages that have arrived everywhere are forgotten after a day, settled marks after thirty.

mod backlog;
mod builder;
mod claim;
mod declare;
mod deliver;
mod delivery;
mod desk;
mod error;
mod hold;
mod pace;
mod parked;
mod report;
mod retry;
mod schedule;
mod spread;
mod sweep;
mod watch;
mod workers;

pub use backlog::Backlog;
pub use builder::OutboxBuilder;
pub use delivery::Delivery;
pub use error::OutboxError;
pub use pace::Pace;
pub use parked::{FailingJob, Parked, ParkedId};
pub use retry::Retry;
pub use watch::Watch;
pub use workers::{Running, Workers};

use hold::{Held, hold};

use crate::{Action, Database, Permission};

/// Who may see what is parked, and have it tried again.
pub const RETRY: Permission = Permission::new("core.outbox.retry");

/// A parked message was sent on its way again.
pub const RETRIED: Action = Action::new("core.outbox.retry");

/// What may be asked of the outbox, and the way to its [workers](Outbox::builder).
#[derive(Clone, Debug)]
pub struct Outbox {
    database: Database,
}

impl Outbox {
    /// The outbox of this database.
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// Starts to say who hears of what, and what is done when.
    pub fn builder(database: Database) -> OutboxBuilder {
        OutboxBuilder::new(database)
    }
}
