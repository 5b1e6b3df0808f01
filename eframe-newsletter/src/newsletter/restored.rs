use eframe_core::Timestamp;
use eframe_core::block::Errand;

use super::Newsletter;
use crate::store::RestRestored;

impl Newsletter {
    /// Has issues rest that were ordered and not at their end when a backup was taken, and tells how many: for the machinery,
    /// once the backup was brought back and before anything is sent. Which letters left since is in no backup, so they would
    /// leave again; a person looks, and has the issue go on or cancels it.
    ///
    /// It writes nothing into the audit log, which is to go on as it was saved. That somebody has it go on is written there.
    pub fn rest_restored(now: Timestamp) -> impl Errand<Answer = u64> {
        RestRestored { now }
    }
}
