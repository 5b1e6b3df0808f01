//! What was planned is carried out when its time has come.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::pin::pin;
use std::time::Duration;

use eframe_core::{Actor, Caller, Commit, Decision};
use futures_util::FutureExt as _;
use futures_util::future::join_all;
use tokio::time::timeout;

use super::Cms;
use crate::model::{Act, Document, Plan, PlanId};
use crate::rules::{self, Sight, Standing};
use crate::{Error, Refusal};

/// So many plans are looked at together.
const SLICE: u64 = 100;
/// How often it is looked for plans whose time comes while the pictures of others are made.
const LOOK: Duration = Duration::from_secs(1);

/// What became of the plans that were due.
#[derive(Default)]
struct Round {
    seen: BTreeSet<PlanId>,
    /// Those whose pictures are not made yet, and what may wait for them, in the order of their times.
    waiting: Vec<Plan>,
    failed: Option<Error>,
}

/// What happens to a plan that cannot be carried out.
#[derive(Clone, Copy)]
enum Otherwise {
    /// It may wait for another one.
    Wait,
    Park,
    /// It is parked for this reason, without being tried.
    ParkAs(&'static str),
}

impl Cms {
    /// Carries out every plan whose time has come, in the order of their times, and tells how many were looked at. What
    /// cannot be done is parked; what can be neither done nor parked holds nothing up that comes behind it, and neither
    /// do pictures that have to be made first. [`Cms::work`] has it called.
    ///
    /// # Errors
    /// When the database does not answer, or a plan could be neither done nor parked: the first such error, after all
    /// others had their turn.
    pub async fn fire_due(&self) -> Result<usize, Error> {
        let mut round = Round::default();
        self.fire_ready(&mut round).await?;
        while !round.waiting.is_empty() {
            let waiting = round.waiting.clone();
            let mut making = pin!(join_all(waiting.iter().map(|plan| self.get_ready(plan))));
            while timeout(LOOK, &mut making).await.is_err() {
                self.fire_ready(&mut round).await?;
            }
            // What joined them meanwhile has its own turn.
            round.waiting.drain(..waiting.len());
            for plan in &waiting {
                let fired = self.fire_guarded(plan, Otherwise::Park).await;
                round.note(plan.id, fired);
            }
        }
        round.failed.map_or(Ok(round.seen.len()), Err)
    }

    /// Carries out what waits for nothing.
    async fn fire_ready(&self, round: &mut Round) -> Result<(), Error> {
        let mut after = None;
        loop {
            let due = self.store().due_plans(self.now(), after, SLICE).await?;
            let Some(last) = due.last() else { return Ok(()) };
            after = Some(last.place);
            for one in due {
                if !round.seen.insert(one.place.id()) {
                    continue;
                }
                match one.plan {
                    Ok(plan) => self.fire_or_wait(plan, round).await,
                    Err(error) => {
                        round.note(one.place.id(), Err(error));
                    }
                }
            }
        }
    }

    async fn fire_or_wait(&self, plan: Plan, round: &mut Round) {
        // What happens to one document happens in its order.
        let behind = round.waiting.iter().any(|other| other.document == plan.document);
        if behind || !self.is_ready(&plan).await.unwrap_or(true) {
            round.waiting.push(plan);
            return;
        }
        let otherwise = match round.waiting.is_empty() {
            true => Otherwise::Park,
            false => Otherwise::Wait,
        };
        let fired = self.fire_guarded(&plan, otherwise).await;
        if !round.note(plan.id, fired) {
            round.waiting.push(plan);
        }
    }

    /// Whether nothing has to be made before it can be carried out.
    async fn is_ready(&self, plan: &Plan) -> Result<bool, Error> {
        let Act::Publish { .. } = plan.act else { return Ok(true) };
        match self.store().document(plan.document, Sight::Staff).await? {
            Some(document) => self.are_made(&document, plan.language).await,
            None => Ok(true),
        }
    }

    async fn get_ready(&self, plan: &Plan) {
        let found = self.store().document(plan.document, Sight::Staff).await;
        if let (Act::Publish { .. }, Ok(Some(document))) = (&plan.act, found) {
            self.make_ready(&document, plan.language).await;
        }
    }

    /// Carries one out: one that makes the program panic is parked like any other that cannot be
    /// done, and those after it have their turn. Answers whether it is settled.
    async fn fire_guarded(&self, plan: &Plan, otherwise: Otherwise) -> Result<bool, Error> {
        match AssertUnwindSafe(self.fire(plan, otherwise)).catch_unwind().await {
            Ok(fired) => fired,
            Err(_) => {
                tracing::error!(plan = %plan.id, "a plan made the program panic and is parked");
                self.fire(plan, Otherwise::ParkAs("fault")).await
            }
        }
    }

    /// Carries a plan out, unless somebody was faster.
    async fn fire(&self, plan: &Plan, otherwise: Otherwise) -> Result<bool, Error> {
        let caller = Caller::new(Actor::system("cms"));
        self.store()
            .database()
            .decide(&caller, || async {
                let now = self.now();
                let nothing = |settled| Decision::new(Commit::by(&caller.actor, now), settled);
                let found = self.store().document(plan.document, Sight::Staff).await?;
                let Some(document) = found else { return Ok(nothing(true)) };
                let still = document.plans.iter().find(|open| open.id == plan.id);
                let Some(plan) = still.filter(|plan| plan.is_waiting() && plan.at <= now) else {
                    return Ok(nothing(true));
                };
                let why = match otherwise {
                    Otherwise::ParkAs(why) => why,
                    Otherwise::Wait | Otherwise::Park => match self.fired(&document, plan).await? {
                        Ok(fired) => return Ok(Decision::new(fired.commit, true)),
                        Err(_) if matches!(otherwise, Otherwise::Wait) => {
                            return Ok(nothing(false));
                        }
                        Err(refusal) => rules::obstacle(&refusal),
                    },
                };
                Ok(Decision::new(rules::park_plan(&document, plan, why, now), true))
            })
            .await
    }

    async fn fired(
        &self,
        document: &Document,
        plan: &Plan,
    ) -> Result<Result<Decision<rules::Change, Standing>, Refusal>, Error> {
        let (files, target) = match &plan.act {
            Act::End { ending } => (Vec::new(), self.target(&ending.end).await?),
            Act::Publish { .. } => match self.fit(document, plan.language).await {
                Ok(()) => (self.files_ahead(document, plan.language).await?, None),
                Err(Error::Refused(refusal)) => return Ok(Err(refusal)),
                Err(error) => return Err(error),
            },
        };
        let around = self.around(&files, target.as_ref());
        Ok(rules::fire_plan(document, plan, &around, self.now()))
    }
}

impl Round {
    /// Whether a plan is settled; one that could be neither done nor parked is for this round.
    fn note(&mut self, plan: PlanId, fired: Result<bool, Error>) -> bool {
        fired.unwrap_or_else(|error| {
            tracing::error!(%plan, %error, "a plan was neither carried out nor parked");
            self.failed.get_or_insert(error);
            true
        })
    }
}
