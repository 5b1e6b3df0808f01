use std::collections::VecDeque;
use std::time::Duration;

use jiff::SignedDuration;
use uuid::Uuid;

use super::Shop;
use super::tenure::Tenure;
use crate::Error;
use crate::model::{IssueId, SubscriberId};
use crate::rules::delivery::handful;
use crate::store::delivery::{Leased, Pick, Step, Take};

/// Where connections get their handfuls from. It holds one batch, whatever the size of the issue.
pub(super) struct Feed {
    issue: IssueId,
    waiting: VecDeque<Leased>,
    /// Behind whom the untried ones are taken next; none when all were.
    fresh: Option<Uuid>,
}

impl Feed {
    pub(super) fn new(issue: IssueId) -> Self {
        Self { issue, waiting: VecDeque::new(), fresh: Some(Uuid::nil()) }
    }

    /// The next handful; empty when nothing can leave now.
    pub(super) async fn next(
        &mut self,
        shop: &Shop,
        tenure: &Tenure,
    ) -> Result<Vec<SubscriberId>, Error> {
        loop {
            if self.waiting.is_empty() && !self.fill(shop, tenure).await? {
                return Ok(Vec::new());
            }
            let most = shop.sending.handful.max(1);
            let doubts: Vec<u32> = self.waiting.iter().take(most).map(|one| one.doubts).collect();
            let (mut go, mut later) = (Vec::with_capacity(most), Vec::new());
            {
                let mut paces = shop.paces();
                for letter in self.waiting.drain(..handful(most, &doubts)) {
                    match paces.leave(&letter.domain) {
                        Ok(()) => go.push(letter.subscriber),
                        Err(wait) => later.push((letter.subscriber, wait)),
                    }
                }
            }
            if !later.is_empty() {
                self.put_off(shop, tenure, later).await?;
            }
            if !go.is_empty() {
                return Ok(go);
            }
        }
    }

    /// What was taken and not given out.
    pub(super) fn rest(&mut self) -> Vec<SubscriberId> {
        self.waiting.drain(..).map(|letter| letter.subscriber).collect()
    }

    /// Takes a batch: first of those whose time has come, then of those never tried.
    async fn fill(&mut self, shop: &Shop, tenure: &Tenure) -> Result<bool, Error> {
        let (lease, issue, most) = (tenure.lease(), self.issue, shop.sending.batch);
        let database = shop.newsletter.store().database();
        let due = Pick::Due { now: shop.newsletter.now() };
        let mut taken = database.run(Take { lease, issue, pick: due, most }).await?;
        if let (true, Some(after)) = (taken.is_empty(), self.fresh) {
            taken = database.run(Take { lease, issue, pick: Pick::Fresh { after }, most }).await?;
            self.fresh = taken.last().map(|last| last.subscriber.uuid());
        }
        self.waiting.extend(taken);
        Ok(!self.waiting.is_empty())
    }

    async fn put_off(
        &self,
        shop: &Shop,
        tenure: &Tenure,
        later: Vec<(SubscriberId, Duration)>,
    ) -> Result<(), Error> {
        let now = shop.newsletter.now();
        let at = |wait| {
            let wait = SignedDuration::try_from(wait).unwrap_or(SignedDuration::MAX);
            now.saturating_add(wait).unwrap_or(now)
        };
        let later = later.into_iter().map(|(one, wait)| (one, at(wait))).collect();
        let step = Step { later, ..Step::new(tenure.lease(), self.issue, now) };
        shop.newsletter.store().database().run(step).await?;
        Ok(())
    }
}
