use async_trait::async_trait;
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr, QueryResult, Value};
use eframe_core::block::{Errand, instant, stored};
use eframe_core::{Language, Timestamp};
use uuid::Uuid;

use super::{ELIGIBLE, UNTOUCHED, execute, places, query, uuids};
use crate::model::{IssueId, Settled, SubscriberId};
use crate::rules::delivery::Attempt;

/// One step of a connection: what became of its last handful of letters, and the next handful that it is about to hand
/// over. One transaction for both, so that a letter costs a small part of one.
pub(crate) struct Step {
    pub(crate) lease: Uuid,
    pub(crate) issue: IssueId,
    pub(crate) now: Timestamp,
    /// What became of letters that were tried.
    pub(crate) settled: Vec<(SubscriberId, Settled)>,
    /// Letters that were to be handed over and were not touched.
    pub(crate) untouched: Vec<SubscriberId>,
    /// Letters that have to wait, and until when.
    pub(crate) later: Vec<(SubscriberId, Timestamp)>,
    /// Letters that are handed over next.
    pub(crate) begin: Vec<SubscriberId>,
}

/// A letter that is noted as being handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    pub(crate) subscriber: SubscriberId,
    pub(crate) address: String,
    pub(crate) language: Language,
    pub(crate) attempt: Attempt,
}

#[async_trait]
impl Errand for Step {
    type Answer = Vec<Begun>;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Vec<Begun>, DbErr> {
        self.settle(on).await?;
        self.give_back(on).await?;
        self.put_off(on).await?;
        if self.begin.is_empty() { Ok(Vec::new()) } else { self.begin(on).await }
    }
}

impl Step {
    /// One that does nothing yet.
    pub(crate) fn new(lease: Uuid, issue: IssueId, now: Timestamp) -> Self {
        let (settled, untouched, later, begin) = Default::default();
        Self { lease, issue, now, settled, untouched, later, begin }
    }

    /// `$1` the issue, `$2` the lease.
    fn ours(&self) -> Vec<Value> {
        vec![self.issue.uuid().into(), self.lease.into()]
    }

    async fn settle(&self, on: &DatabaseTransaction) -> Result<(), DbErr> {
        if self.settled.is_empty() {
            return Ok(());
        }
        let mut values = self.ours();
        values.push(stored(self.now).into());
        let mut rows = Vec::with_capacity(self.settled.len());
        for (subscriber, settled) in &self.settled {
            rows.push(format!("({})", places(values.len() + 1, 5)));
            values.push(subscriber.uuid().into());
            values.push(settled.state.name().into());
            values.push(settled.next_at.map(stored).into());
            values.push(i32::try_from(settled.doubts).unwrap_or(i32::MAX).into());
            values.push(settled.answer.as_str().into());
        }
        let sql = format!(
            "UPDATE newsletter_delivery SET state = v.column2, next_at = v.column3, doubts = v.column4, \
             answer = v.column5, settled_at = $3, lease = NULL FROM (VALUES {}) AS v \
             WHERE issue = $1 AND lease = $2 AND state = 'handing-over' AND subscriber = v.column1",
            rows.join(", ")
        );
        execute(on, &sql, values).await.map(drop)
    }

    async fn give_back(&self, on: &DatabaseTransaction) -> Result<(), DbErr> {
        if self.untouched.is_empty() {
            return Ok(());
        }
        let mut values = self.ours();
        let which = places(values.len() + 1, self.untouched.len());
        values.extend(uuids(self.untouched.iter().map(|one| one.uuid())));
        // One that was noted as being handed over was counted as an attempt, and was none.
        let sql = format!(
            "UPDATE newsletter_delivery SET lease = NULL, \
             attempts = CASE WHEN state = 'handing-over' THEN attempts - 1 ELSE attempts END, \
             first_at = CASE WHEN state = 'handing-over' AND attempts <= 1 THEN NULL ELSE first_at END, \
             next_at = CASE WHEN state = 'handing-over' AND (attempts > 1 OR doubts > 0) THEN first_at ELSE next_at END, \
             state = CASE WHEN doubts > 0 THEN 'unsure' \
             WHEN attempts > 1 OR (state = 'leased' AND attempts > 0) THEN 'deferred' ELSE 'queued' END \
             WHERE issue = $1 AND lease = $2 AND state IN ('leased', 'handing-over') AND subscriber IN ({which})"
        );
        execute(on, &sql, values).await.map(drop)
    }

    async fn put_off(&self, on: &DatabaseTransaction) -> Result<(), DbErr> {
        if self.later.is_empty() {
            return Ok(());
        }
        let mut values = self.ours();
        let mut rows = Vec::with_capacity(self.later.len());
        for (subscriber, at) in &self.later {
            rows.push(format!("({})", places(values.len() + 1, 2)));
            values.push(subscriber.uuid().into());
            values.push(stored(*at).into());
        }
        let sql = format!(
            "UPDATE newsletter_delivery SET state = {UNTOUCHED}, lease = NULL, next_at = v.column2 \
             FROM (VALUES {}) AS v \
             WHERE issue = $1 AND lease = $2 AND state = 'leased' AND subscriber = v.column1",
            rows.join(", ")
        );
        execute(on, &sql, values).await.map(drop)
    }

    async fn begin(&self, on: &DatabaseTransaction) -> Result<Vec<Begun>, DbErr> {
        let ids = || uuids(self.begin.iter().map(|one| one.uuid()));
        let which = places(4, self.begin.len());
        let mut values = self.ours();
        values.push(stored(self.now).into());
        values.extend(ids());
        let sql = format!(
            "UPDATE newsletter_delivery SET state = 'handing-over', attempts = attempts + 1, \
             first_at = COALESCE(first_at, $3), next_at = NULL \
             WHERE issue = $1 AND lease = $2 AND state = 'leased' AND subscriber IN ({which}) \
             AND EXISTS (SELECT 1 FROM newsletter_issue i WHERE i.id = $1 AND i.state = 'sending') \
             AND EXISTS (SELECT 1 FROM newsletter_subscriber s \
             WHERE s.id = newsletter_delivery.subscriber AND {ELIGIBLE})"
        );
        let begun = execute(on, &sql, values).await?;
        if begun < self.begin.len() as u64 {
            self.leave_out(on).await?;
        }
        let which = places(3, self.begin.len());
        let sql = format!(
            "SELECT d.subscriber, s.address, d.language, d.attempts, d.first_at, d.doubts \
             FROM newsletter_delivery d JOIN newsletter_subscriber s ON s.id = d.subscriber \
             WHERE d.issue = $1 AND d.lease = $2 AND d.state = 'handing-over' AND d.subscriber IN ({which})"
        );
        let mut values = self.ours();
        values.extend(ids());
        query(on, &sql, values).await?.iter().map(begun_row).collect()
    }

    /// What could not begin: who was to get it is not to be written to any more, or the issue rests.
    async fn leave_out(&self, on: &DatabaseTransaction) -> Result<(), DbErr> {
        let ids = || uuids(self.begin.iter().map(|one| one.uuid()));
        let which = places(4, self.begin.len());
        let gone = format!(
            "UPDATE newsletter_delivery SET state = 'suppressed', lease = NULL, next_at = NULL, settled_at = $3 \
             WHERE issue = $1 AND lease = $2 AND state = 'leased' AND subscriber IN ({which}) \
             AND NOT EXISTS (SELECT 1 FROM newsletter_subscriber s \
             WHERE s.id = newsletter_delivery.subscriber AND {ELIGIBLE})"
        );
        let mut values = self.ours();
        values.push(stored(self.now).into());
        values.extend(ids());
        execute(on, &gone, values).await?;
        let which = places(3, self.begin.len());
        let resting = format!(
            "UPDATE newsletter_delivery SET state = {UNTOUCHED}, lease = NULL \
             WHERE issue = $1 AND lease = $2 AND state = 'leased' AND subscriber IN ({which})"
        );
        let mut values = self.ours();
        values.extend(ids());
        execute(on, &resting, values).await.map(drop)
    }
}

fn begun_row(row: &QueryResult) -> Result<Begun, DbErr> {
    let number =
        |at| row.try_get_by_index::<i32>(at).map(|number| u32::try_from(number).unwrap_or(0));
    let language: String = row.try_get_by_index(2)?;
    let language = language
        .parse()
        .map_err(|_| DbErr::Custom(format!("the language {language} of a delivery")))?;
    let attempt = Attempt {
        number: number(3)?,
        first_at: instant(row.try_get_by_index(4)?),
        doubts: number(5)?,
    };
    Ok(Begun {
        subscriber: SubscriberId::new(row.try_get_by_index(0)?),
        address: row.try_get_by_index(1)?,
        language,
        attempt,
    })
}
