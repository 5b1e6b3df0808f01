use eframe_core::{Actor, Commit, Decision, Timestamp};

use super::Change;
use crate::model::{Mark, Reason};

/// Holds mail to an address back again that was held back before: the database forgot it, because a backup of before was
/// brought back. Nobody is told anew.
pub fn hold_back(
    mark: Mark,
    reason: Reason,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, ()> {
    Decision::new(Commit::by(actor, now).change(Change::Suppress { mark, reason }), ())
}
