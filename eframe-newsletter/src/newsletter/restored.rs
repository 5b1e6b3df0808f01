use eframe_core::Timestamp;
use eframe_core::block::Errand;

use super::Newsletter;
use crate::store::RestRestored;

impl Newsletter {
    /// Has issues rest that were ordered and not at their end when a backup was taken, and tells how many: for the machinery,
    /// once the backup was brought back and before anything is sent. Which letters left since is in no backup, so they would
    /// leave again; a person looks, and has the issue go on or cancels it.
    ///
    /// `has_all` says whether the backup has all that was decided before it was brought back, as
    /// [`Backup::restore_ending`](eframe_core::backup::Backup::restore_ending) tells. Where it has not, or that is not known, issues may
    /// have been sent since that are drafts in it, rest or were cancelled: of them, too, it is [noted](crate::model::Issue::restored), and
    /// said to whoever sends them or begins them again.
    ///
    /// It writes nothing into the audit log, which is to go on as it was saved. That somebody has it go on is written there.
    pub fn rest_restored(now: Timestamp, has_all: bool) -> impl Errand<Answer = u64> {
        RestRestored { now, has_all }
    }
}
