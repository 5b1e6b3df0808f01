use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use eframe_core::Actor;
use jiff::SignedDuration;

use super::Newsletter;
use crate::Error;
use crate::model::{Issue, IssueId, IssueStage};
use crate::rules::progress::{Tally, lately};

/// How far an issue is, and how many letters of it are where.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The issue.
    pub issue: Issue,
    /// Its letters.
    pub tally: Tally,
    /// About how long the letters at hand take, where that can be told.
    pub remaining: Option<SignedDuration>,
    /// What keeps letters from leaving now, as the instances that send say.
    pub troubles: Vec<String>,
}

/// What counts are told by.
#[derive(Default)]
pub(super) struct Counts {
    /// The pace that was set for this process, in letters a minute; 0 for none.
    pace: AtomicU32,
}

impl Counts {
    fn pace(&self) -> Option<NonZeroU32> {
        NonZeroU32::new(self.pace.load(Ordering::Relaxed))
    }
}

impl Newsletter {
    /// Letters leave no faster than this, in letters a minute: what is told of the time that is left goes by it.
    pub(crate) fn paced(&self, whole: Option<NonZeroU32>) {
        self.inner.counts.pace.store(whole.map_or(0, NonZeroU32::get), Ordering::Relaxed);
    }

    /// How far an issue is.
    ///
    /// # Errors
    /// When the actor may not see issues, or there is none of this id.
    pub async fn progress(&self, actor: &Actor, id: IssueId) -> Result<Progress, Error> {
        let issue = self.issue(actor, id).await?;
        let now = self.now();
        let tally = self.store().tally(id, lately(&issue.status, now)).await?;
        let remaining = tally.remaining(&issue.status, self.inner.counts.pace(), now);
        let troubles = self.troubles(&issue).await?;
        Ok(Progress { issue, tally, remaining, troubles })
    }

    /// What keeps letters of an issue from leaving now.
    async fn troubles(&self, issue: &Issue) -> Result<Vec<String>, Error> {
        Ok(match issue.status.stage() {
            IssueStage::Queued | IssueStage::Sending => {
                let senders = self.store().senders().await?;
                senders.into_iter().filter_map(|sender| sender.trouble).collect()
            }
            _ => Vec::new(),
        })
    }
}
