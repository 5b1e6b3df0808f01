use std::collections::VecDeque;
use std::time::Duration;

use jiff::SignedDuration;
use uuid::Uuid;

use super::Shop;
use super::paces::Paces;
use super::tenure::Tenure;
use crate::Error;
use crate::model::{IssueId, SubscriberId};
use crate::rules::delivery::{HORIZON, LONGEST_PAUSE};
use crate::store::delivery::{Leased, Pick, Step, Take};

/// Where connections get their letters from. It holds one batch, whatever the size of the issue.
pub(super) struct Feed {
    issue: IssueId,
    waiting: VecDeque<Leased>,
    /// One whose domain lets it leave; it waits for a connection.
    ready: Option<SubscriberId>,
    /// Those whose domain has had enough for now, and for how long.
    later: Vec<(SubscriberId, Duration)>,
    /// Behind whom the untried ones are taken next; none when all were.
    fresh: Option<Uuid>,
}

impl Feed {
    pub(super) fn new(issue: IssueId) -> Self {
        let (waiting, later) = Default::default();
        Self { issue, waiting, ready: None, later, fresh: Some(Uuid::nil()) }
    }

    /// The next letter that may leave at this very moment, where one is at hand and no pace has it wait.
    pub(super) fn at_hand(&mut self, shop: &Shop) -> Option<SubscriberId> {
        let mut paces = shop.paces();
        if paces.is_full() {
            return None;
        }
        let next = self.take_one(&mut paces)?;
        match paces.wait() {
            None => Some(next),
            Some(_) => {
                self.ready = Some(next);
                None
            }
        }
    }

    /// The next letter; none when nothing can leave now.
    pub(super) async fn next(
        &mut self,
        shop: &Shop,
        tenure: &Tenure,
    ) -> Result<Option<SubscriberId>, Error> {
        loop {
            if let Some(next) = self.take_one(&mut shop.paces()) {
                return Ok(Some(next));
            }
            if !self.later.is_empty() {
                self.put_off(shop, tenure).await?;
            }
            if !self.fill(shop, tenure).await? {
                return Ok(None);
            }
        }
    }

    /// Whether there is a letter, which is kept ready.
    pub(super) async fn has_next(&mut self, shop: &Shop, tenure: &Tenure) -> Result<bool, Error> {
        self.ready = self.next(shop, tenure).await?;
        Ok(self.ready.is_some())
    }

    fn take_one(&mut self, paces: &mut Paces) -> Option<SubscriberId> {
        if let Some(ready) = self.ready.take() {
            return Some(ready);
        }
        while let Some(letter) = self.waiting.pop_front() {
            match paces.leave(&letter.domain) {
                Ok(()) => return Some(letter.subscriber),
                Err(wait) => self.later.push((letter.subscriber, wait)),
            }
        }
        None
    }

    /// What was taken and not given out.
    pub(super) fn rest(&mut self) -> Vec<SubscriberId> {
        let waiting = self.waiting.drain(..).map(|letter| letter.subscriber);
        let later = self.later.drain(..).map(|(subscriber, _)| subscriber);
        self.ready.take().into_iter().chain(waiting).chain(later).collect()
    }

    /// Takes a batch: first of those whose time has come, then of those never tried, at last of those that a clock which was
    /// wrong has wait for years.
    async fn fill(&mut self, shop: &Shop, tenure: &Tenure) -> Result<bool, Error> {
        // An issue may be days on its way: what somebody held who is gone does not wait for its end.
        shop.take_over(tenure).await?;
        let (lease, issue, most) = (tenure.lease(), self.issue, shop.sending.batch);
        let database = shop.newsletter.store().database();
        let due = Pick::Due { now: shop.newsletter.now() };
        let mut taken = database.run(Take { lease, issue, pick: due, most }).await?;
        if let (true, Some(after)) = (taken.is_empty(), self.fresh) {
            taken = database.run(Take { lease, issue, pick: Pick::Fresh { after }, most }).await?;
            self.fresh = taken.last().map(|last| last.subscriber.uuid());
        }
        if taken.is_empty() {
            let astray = Pick::Astray { horizon: shop.newsletter.now() + HORIZON };
            taken = database.run(Take { lease, issue, pick: astray, most }).await?;
        }
        self.waiting.extend(taken);
        Ok(!self.waiting.is_empty())
    }

    async fn put_off(&mut self, shop: &Shop, tenure: &Tenure) -> Result<(), Error> {
        let now = shop.newsletter.now();
        let at = |wait| {
            // Whoever waits longer is given another place then.
            let wait = SignedDuration::try_from(wait).unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE);
            now.saturating_add(wait).unwrap_or(now)
        };
        let later = self.later.drain(..).map(|(one, wait)| (one, at(wait))).collect();
        let step = Step { later, ..Step::new(tenure.lease(), self.issue, now) };
        shop.newsletter.store().database().run(step).await?;
        Ok(())
    }
}
