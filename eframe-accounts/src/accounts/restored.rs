use eframe_core::block::Errand;

use super::Accounts;
use crate::store::EndRestored;

/// What a backup brought back that lets somebody in, and what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Sessions that were ended, also those that waited for the second factor.
    pub sessions: u64,
    /// Links that were out and unused, and open nothing any more: invitations, resets, the first administrator's.
    pub links: u64,
    /// Tokens that were revoked, where they do not go on.
    pub tokens: Option<u64>,
    /// Accounts that have the second factor again that they had.
    pub second_factors: u64,
    /// Links to sign-ins elsewhere that are there again.
    pub providers: u64,
}

impl Accounts {
    /// Ends what was on its way when a backup was taken, for it may have been used, ended or taken back since: to be done in
    /// the transaction that brings it back, by [`Backup::restore_ending`](eframe_core::backup::Backup::restore_ending). Nobody
    /// loses anything that lasts: people sign in, and ask or invite again.
    ///
    /// `tokens` says whether tokens are revoked too: always, but where it is known that nothing was decided since the backup.
    /// Passwords and second factors stay what they were, for nobody could get in without. It writes nothing into the
    /// audit log, which is to go on as it was saved.
    pub fn end_restored(tokens: bool) -> impl Errand<Answer = Restored> {
        EndRestored { tokens }
    }
}
