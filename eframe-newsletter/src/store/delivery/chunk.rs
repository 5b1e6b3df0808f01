use async_trait::async_trait;
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr, QueryResult, Value};
use eframe_core::block::{Errand, instant, stored};
use eframe_core::{Language, Timestamp};
use uuid::Uuid;

use super::{ELIGIBLE, UNTOUCHED, execute, places, query, uuids};
use crate::model::{IssueId, Settled, SubscriberId};
use crate::rules::delivery::Attempt;

/// One step of some connections: what became of their last letters, and the next ones that they are about to hand over. One
/// transaction for all, so that a letter costs a small part of one. It may be run again when it is not known whether it went
/// through.
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

/// Where the reader of a letter has their mail.
const ADDRESS: &str =
    "(SELECT s.address FROM newsletter_subscriber s WHERE s.id = newsletter_delivery.subscriber)";

/// A letter that is noted as being handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Begun {
    pub(crate) subscriber: SubscriberId,
    pub(crate) address: String,
    pub(crate) language: Language,
    pub(crate) attempt: Attempt,
}

/// What came of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Written {
    /// The letters that are handed over next.
    pub(crate) begun: Vec<Begun>,
    /// Whether the lease was lost, so that what became of letters could not be written: somebody has taken over.
    pub(crate) too_late: bool,
}

#[async_trait]
impl Errand for Step {
    type Answer = Written;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Written, DbErr> {
        let too_late = !self.settle(on).await?;
        self.give_back(on).await?;
        self.put_off(on).await?;
        let begun = if self.begin.is_empty() { Vec::new() } else { self.begin(on).await? };
        Ok(Written { begun, too_late })
    }
}

impl Step {
    /// One that does nothing yet.
    pub(crate) fn new(lease: Uuid, issue: IssueId, now: Timestamp) -> Self {
        let (settled, untouched, later, begin) = Default::default();
        Self { lease, issue, now, settled, untouched, later, begin }
    }

    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        let Self { settled, untouched, later, begin, .. } = self;
        settled.is_empty() && untouched.is_empty() && later.is_empty() && begin.is_empty()
    }

    /// `$1` the issue, `$2` the lease.
    fn ours(&self) -> Vec<Value> {
        vec![self.issue.uuid().into(), self.lease.into()]
    }

    /// Writes what became of letters; tells whether it had a say.
    async fn settle(&self, on: &DatabaseTransaction) -> Result<bool, DbErr> {
        if self.settled.is_empty() {
            return Ok(true);
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
        if execute(on, &sql, values).await? == self.settled.len() as u64 {
            return Ok(true);
        }
        // Some were written by the same step before, when nobody knew whether it had gone through, or the lease is lost.
        const LEASE: &str = "SELECT 1 FROM newsletter_sender WHERE id = $1";
        Ok(!query(on, LEASE, [self.lease.into()]).await?.is_empty())
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
             WHERE s.id = newsletter_delivery.subscriber AND {ELIGIBLE}) \
             RETURNING subscriber, {ADDRESS}, language, attempts, first_at, doubts"
        );
        let mut begun = query(on, &sql, values).await?;
        if begun.len() < self.begin.len() {
            self.leave_out(on).await?;
            // Among these are such as were begun by the same step before, when nobody knew whether it had gone through.
            let which = places(3, self.begin.len());
            let sql = format!(
                "SELECT subscriber, {ADDRESS}, language, attempts, first_at, doubts FROM newsletter_delivery \
                 WHERE issue = $1 AND lease = $2 AND state = 'handing-over' AND subscriber IN ({which})"
            );
            let mut values = self.ours();
            values.extend(ids());
            begun = query(on, &sql, values).await?;
        }
        let (mut ready, mut gone) = (Vec::with_capacity(begun.len()), Vec::new());
        for row in &begun {
            match begun_row(row)? {
                Ok(letter) => ready.push(letter),
                Err(erased) => gone.push(erased),
            }
        }
        if !gone.is_empty() {
            self.suppress(on, &gone).await?;
        }
        Ok(ready)
    }

    /// Letters whose reader was erased at the very moment they were noted.
    async fn suppress(&self, on: &DatabaseTransaction, gone: &[SubscriberId]) -> Result<(), DbErr> {
        let which = places(4, gone.len());
        let sql = format!(
            "UPDATE newsletter_delivery SET state = 'suppressed', lease = NULL, settled_at = $3, attempts = attempts - 1 \
             WHERE issue = $1 AND lease = $2 AND state = 'handing-over' AND subscriber IN ({which})"
        );
        let mut values = self.ours();
        values.push(stored(self.now).into());
        values.extend(uuids(gone.iter().map(|one| one.uuid())));
        execute(on, &sql, values).await.map(drop)
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

/// A letter as it is noted, or whose it was that have no address any more.
fn begun_row(row: &QueryResult) -> Result<Result<Begun, SubscriberId>, DbErr> {
    let number =
        |at| row.try_get_by_index::<i32>(at).map(|number| u32::try_from(number).unwrap_or(0));
    let subscriber = SubscriberId::new(row.try_get_by_index(0)?);
    let Some(address) = row.try_get_by_index::<Option<String>>(1)? else {
        return Ok(Err(subscriber));
    };
    let language: String = row.try_get_by_index(2)?;
    let language = language
        .parse()
        .map_err(|_| DbErr::Custom(format!("the language {language} of a delivery")))?;
    let attempt = Attempt {
        number: number(3)?,
        first_at: instant(row.try_get_by_index(4)?),
        doubts: number(5)?,
    };
    Ok(Ok(Begun { subscriber, address, language, attempt }))
}

#[cfg(test)]
mod tests {
    use eframe_core::block::sea_orm::{self, ConnectionTrait, Statement, TransactionTrait as _};

    use super::*;
    use crate::model::DeliveryState;

    const ISSUE: IssueId = IssueId::new(Uuid::from_u128(1));
    const LEASE: Uuid = Uuid::from_u128(2);
    const DONE: SubscriberId = SubscriberId::new(Uuid::from_u128(3));
    const NEXT: SubscriberId = SubscriberId::new(Uuid::from_u128(4));

    async fn do_on(on: &impl ConnectionTrait, sql: &str, values: Vec<Value>) {
        let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        on.execute_raw(statement).await.expect(sql);
    }

    /// An issue on its way with one letter that is being handed over and one that is to be.
    async fn ready(on: &impl ConnectionTrait) {
        let issue = "INSERT INTO newsletter_issue (id, version, number, languages, state, status) \
            VALUES ($1, 1, '2026-Q4', '[]', 'sending', '{}')";
        do_on(on, issue, vec![ISSUE.uuid().into()]).await;
        let now = stored(Timestamp::UNIX_EPOCH);
        for (reader, state) in [(DONE, "handing-over"), (NEXT, "leased")] {
            let subscriber = "INSERT INTO newsletter_subscriber \
                (id, version, address, mark, language, state, since, details) \
                VALUES ($1, 1, $2, $2, 'en', 'confirmed', $3, '{}')";
            let address = format!("{reader}@a.example");
            do_on(on, subscriber, vec![reader.uuid().into(), address.into(), now.into()]).await;
            let letter = "INSERT INTO newsletter_delivery \
                (issue, subscriber, language, domain, state, attempts, first_at, lease) \
                VALUES ($1, $2, 'en', 'a.example', $3, 1, $4, $5)";
            let ids = [ISSUE.uuid(), reader.uuid()].map(Value::from);
            let rest = [state.into(), now.into(), LEASE.into()];
            do_on(on, letter, ids.into_iter().chain(rest).collect()).await;
        }
        let sender = "INSERT INTO newsletter_sender (id, beat, at) VALUES ($1, 0, $2)";
        do_on(on, sender, vec![LEASE.into(), now.into()]).await;
    }

    fn step() -> Step {
        let settled = Settled {
            state: DeliveryState::HandedOver,
            next_at: None,
            doubts: 0,
            answer: "250 fine".to_owned(),
        };
        let settled = vec![(DONE, settled)];
        Step { settled, begin: vec![NEXT], ..Step::new(LEASE, ISSUE, Timestamp::UNIX_EPOCH) }
    }

    async fn erase(on: &impl ConnectionTrait) {
        let erased = "UPDATE newsletter_subscriber SET address = NULL WHERE id = $1";
        do_on(on, erased, vec![NEXT.uuid().into()]).await;
    }

    async fn somebody_waits(on: &impl ConnectionTrait) -> bool {
        let waits = "SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) \
            WHERE NOT granted AND datname = current_database()";
        let waits = Statement::from_string(on.get_database_backend(), waits);
        on.query_one_raw(waits).await.expect("asked").is_some()
    }

    async fn state(on: &impl ConnectionTrait, of: SubscriberId) -> String {
        let sql = "SELECT state FROM newsletter_delivery WHERE subscriber = $1";
        let values: [Value; 1] = [of.uuid().into()];
        let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        let row = on.query_one_raw(statement).await.expect("asked").expect("there");
        row.try_get_by_index(0).expect("a state")
    }

    #[tokio::test]
    async fn bad_input_62_an_erasure_at_the_moment_of_sending_forgets_no_answer_to_another_letter()
    {
        for house in eframe_core::test::databases(&[crate::MIGRATIONS]).await {
            let on = sea_orm::Database::connect(&house.url).await.expect("the database answers");
            ready(&on).await;
            let step = house.database.run(step());
            let mut step = std::pin::pin!(step);
            let written = if house.kind == "postgres" {
                // The step waits for the letter's row, and the reader is erased meanwhile.
                let holding = on.begin().await.expect("begun");
                let hold = "SELECT 1 FROM newsletter_delivery WHERE subscriber = $1 FOR UPDATE";
                do_on(&holding, hold, vec![NEXT.uuid().into()]).await;
                while !somebody_waits(&on).await {
                    let a_while = std::time::Duration::from_millis(20);
                    let early = tokio::time::timeout(a_while, &mut step).await;
                    assert!(early.is_err(), "the row is held");
                }
                erase(&on).await;
                holding.commit().await.expect("let go");
                step.await
            } else {
                // There is one writer: they are erased before or after.
                erase(&on).await;
                step.await
            };
            let written = written.expect("written down");
            assert!(written.begun.len() <= 1 && !written.too_late, "on {}", house.kind);
            assert_eq!(state(&on, DONE).await, "handed-over", "on {}", house.kind);
        }
    }

    #[tokio::test]
    async fn a_step_of_which_nobody_knew_whether_it_went_through_is_done_again_without_harm() {
        for house in eframe_core::test::databases(&[crate::MIGRATIONS]).await {
            let on = sea_orm::Database::connect(&house.url).await.expect("the database answers");
            ready(&on).await;
            let first = house.database.run(step()).await.expect("written");
            let again = house.database.run(step()).await.expect("written");
            assert_eq!((first.begun.len(), &first), (1, &again), "on {}", house.kind);
            assert_eq!(again.begun[0].attempt.number, 2);
            // Who is erased before it is done again gets nothing.
            erase(&on).await;
            let gone = house.database.run(step()).await.expect("written");
            assert_eq!(gone, Written::default());
            assert_eq!(state(&on, NEXT).await, "suppressed", "on {}", house.kind);
            // Who lost the lease has no say any more, and is told so.
            do_on(&on, "UPDATE newsletter_delivery SET lease = NULL", Vec::new()).await;
            do_on(&on, "DELETE FROM newsletter_sender", Vec::new()).await;
            assert!(house.database.run(step()).await.expect("asked").too_late);
        }
    }
}
