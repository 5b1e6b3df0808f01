use eframe_core::{Actor, Commit};

use super::Accounts;
use crate::model::Change;

impl Accounts {
    /// Ends for good what was just refused because its time is up. A clock may step back, and what was over for somebody who
    /// showed it would open again: so it is over in the database too, from the first refusal on.
    ///
    /// Beside the last use of a session it is what a read writes, once for each, and no refusal waits for it to go well.
    pub(super) async fn is_over(&self, ended: Change) {
        let commit = Commit::by(&Actor::system("accounts"), self.now()).change(ended);
        if let Err(error) = self.commit(commit).await {
            tracing::info!(%error, "what is over was not ended for good");
        }
    }
}
