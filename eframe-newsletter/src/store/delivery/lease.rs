use async_trait::async_trait;
use eframe_core::Timestamp;
use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, QueryResult, Value,
};
use eframe_core::block::{Errand, stored};
use uuid::Uuid;

use super::{UNTOUCHED, execute, query};
use crate::model::{IssueId, SubscriberId};
use crate::note::Note;

/// Begins to take part, under a lease of one's own.
pub(crate) struct Enter {
    pub(crate) lease: Uuid,
    pub(crate) now: Timestamp,
}

/// Shows that one is still at it.
pub(crate) struct Beat {
    pub(crate) lease: Uuid,
    pub(crate) now: Timestamp,
}

/// Says what keeps letters from leaving, or that nothing does.
pub(crate) struct Trouble {
    pub(crate) lease: Uuid,
    pub(crate) what: Option<String>,
}

/// Takes over what somebody held who shows nothing any more.
pub(crate) struct TakeOver {
    pub(crate) lease: Uuid,
    /// What their count was when it was last looked at, a while ago.
    pub(crate) beat: i64,
    pub(crate) now: Timestamp,
}

/// Gives back what one holds, and takes part no more.
pub(crate) struct Leave {
    pub(crate) lease: Uuid,
}

/// Takes letters of one issue.
pub(crate) struct Take {
    pub(crate) lease: Uuid,
    pub(crate) issue: IssueId,
    pub(crate) pick: Pick,
    pub(crate) most: u64,
}

/// Which letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// Those that were never tried, behind this subscriber.
    Fresh { after: Uuid },
    /// Those whose time has come.
    Due { now: Timestamp },
    /// Those that wait for a moment behind this one, which no right clock names.
    Astray { horizon: Timestamp },
}

/// A letter that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leased {
    pub(crate) subscriber: SubscriberId,
    pub(crate) domain: String,
}

#[async_trait]
impl Errand for Enter {
    /// How many take part by now.
    type Answer = u32;

    async fn run(&self, on: &DatabaseTransaction) -> Result<u32, DbErr> {
        // Of two who come at the same moment, one has to see the other: SQLite has one writer.
        if on.get_database_backend() == DatabaseBackend::Postgres {
            execute(on, "LOCK TABLE newsletter_sender IN SHARE ROW EXCLUSIVE MODE", []).await?;
        }
        const SQL: &str = "INSERT INTO newsletter_sender (id, beat, at) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING";
        execute(on, SQL, [self.lease.into(), stored(self.now).into()]).await?;
        senders(on).await
    }
}

#[async_trait]
impl Errand for Beat {
    /// How many take part; none when the lease stands no more.
    type Answer = Option<u32>;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Option<u32>, DbErr> {
        const SQL: &str = "UPDATE newsletter_sender SET beat = beat + 1, at = $2 WHERE id = $1";
        match execute(on, SQL, [self.lease.into(), stored(self.now).into()]).await? {
            1 => senders(on).await.map(Some),
            _ => Ok(None),
        }
    }
}

async fn senders(on: &DatabaseTransaction) -> Result<u32, DbErr> {
    let rows = query(on, "SELECT COUNT(*) FROM newsletter_sender", []).await?;
    let count = rows.first().map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
    Ok(count.and_then(|count| u32::try_from(count).ok()).unwrap_or(1))
}

#[async_trait]
impl Errand for Trouble {
    type Answer = ();

    async fn run(&self, on: &DatabaseTransaction) -> Result<(), DbErr> {
        const SQL: &str = "UPDATE newsletter_sender SET trouble = $2 WHERE id = $1";
        execute(on, SQL, [self.lease.into(), self.what.clone().into()]).await.map(drop)
    }
}

#[async_trait]
impl Errand for TakeOver {
    /// How many letters were found half-way.
    type Answer = u64;

    async fn run(&self, on: &DatabaseTransaction) -> Result<u64, DbErr> {
        const GONE: &str = "DELETE FROM newsletter_sender WHERE id = $1 AND beat = $2";
        if execute(on, GONE, [self.lease.into(), self.beat.into()]).await? == 0 {
            return Ok(0);
        }
        give_back(on, self.lease).await?;
        // As `rules::delivery::doubtful` has it.
        const DOUBTFUL: &str = "UPDATE newsletter_delivery SET state = 'unsure', lease = NULL, \
            next_at = CASE WHEN doubts = 0 THEN $2 ELSE NULL END, doubts = doubts + 1, settled_at = $2, \
            answer = $3 WHERE lease = $1 AND state = 'handing-over'";
        let why = Note::Ended.to_string();
        execute(on, DOUBTFUL, [self.lease.into(), stored(self.now).into(), why.into()]).await
    }
}

#[async_trait]
impl Errand for Leave {
    type Answer = ();

    async fn run(&self, on: &DatabaseTransaction) -> Result<(), DbErr> {
        give_back(on, self.lease).await?;
        // Who still holds letters half-way stays, for somebody to take over.
        const GONE: &str = "DELETE FROM newsletter_sender WHERE id = $1 \
            AND NOT EXISTS (SELECT 1 FROM newsletter_delivery WHERE lease = $1)";
        execute(on, GONE, [self.lease.into()]).await.map(drop)
    }
}

async fn give_back(on: &DatabaseTransaction, lease: Uuid) -> Result<(), DbErr> {
    let back = format!(
        "UPDATE newsletter_delivery SET state = {UNTOUCHED}, lease = NULL WHERE lease = $1 AND state = 'leased'"
    );
    execute(on, &back, [lease.into()]).await.map(drop)
}

#[async_trait]
impl Errand for Take {
    type Answer = Vec<Leased>;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Vec<Leased>, DbErr> {
        let (sql, values) = self.question(on.get_database_backend());
        let mut taken =
            query(on, &sql, values).await?.iter().map(leased).collect::<Result<Vec<_>, _>>()?;
        // What is returned stands in no order.
        taken.sort_unstable_by_key(|letter| letter.subscriber);
        Ok(taken)
    }
}

impl Take {
    fn question(&self, on: DatabaseBackend) -> (String, [Value; 4]) {
        // SQLite has one writer, who needs no locks. Elsewhere the taker's own row is held too, so that nobody takes over
        // from it at this very moment: they would not see what is taken here. Its counting on is not held up by that.
        let (lock, hold) = match on {
            DatabaseBackend::Postgres => ("FOR UPDATE SKIP LOCKED", "FOR KEY SHARE"),
            _ => ("", ""),
        };
        // An expression has no index: a planner that knows nothing of rows which are new would look for those whose time has
        // come among all that wait, by their state.
        let (which, given): (_, Value) = match self.pick {
            Pick::Fresh { after } => (
                "state = 'queued' AND next_at IS NULL AND subscriber > $4 ORDER BY subscriber",
                after.into(),
            ),
            Pick::Due { now } => (
                "state || '' IN ('queued', 'deferred', 'unsure') AND next_at <= $4 ORDER BY next_at",
                stored(now).into(),
            ),
            Pick::Astray { horizon } => (
                "state || '' IN ('queued', 'deferred', 'unsure') AND next_at > $4 ORDER BY next_at",
                stored(horizon).into(),
            ),
        };
        let sql = format!(
            "WITH picked AS MATERIALIZED (SELECT subscriber FROM newsletter_delivery \
             WHERE issue = $1 AND {which} LIMIT $3 {lock}), \
             taker AS MATERIALIZED (SELECT id FROM newsletter_sender WHERE id = $2 {hold}) \
             UPDATE newsletter_delivery SET state = 'leased', lease = $2 \
             WHERE issue = $1 AND subscriber IN (SELECT subscriber FROM picked) \
             AND EXISTS (SELECT 1 FROM taker) \
             AND EXISTS (SELECT 1 FROM newsletter_issue WHERE id = $1 AND state = 'sending') \
             RETURNING subscriber, domain"
        );
        let most = i64::try_from(self.most).unwrap_or(i64::MAX);
        (sql, [self.issue.uuid().into(), self.lease.into(), most.into(), given])
    }
}

fn leased(row: &QueryResult) -> Result<Leased, DbErr> {
    Ok(Leased {
        subscriber: SubscriberId::new(row.try_get_by_index(0)?),
        domain: row.try_get_by_index(1)?,
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use eframe_core::block::sea_orm::{self, Statement, TransactionTrait as _};
    use tokio::time::timeout;

    use super::*;

    const ISSUE: IssueId = IssueId::new(Uuid::from_u128(1));
    const LEASE: Uuid = Uuid::from_u128(2);

    async fn do_on(on: &impl sea_orm::ConnectionTrait, sql: &str, values: Vec<Value>) {
        let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        on.execute_raw(statement).await.expect(sql);
    }

    /// An issue on its way with one letter, and one who takes part.
    async fn ready(on: &sea_orm::DatabaseConnection) {
        let issue = "INSERT INTO newsletter_issue (id, version, number, languages, state, status) \
            VALUES ($1, 1, '2026-Q4', '[]', 'sending', '{}')";
        do_on(on, issue, vec![ISSUE.uuid().into()]).await;
        let letter = "INSERT INTO newsletter_delivery (issue, subscriber, language, domain, state) \
            VALUES ($1, $1, 'en', 'a.example', 'queued')";
        do_on(on, letter, vec![ISSUE.uuid().into()]).await;
        let sender = "INSERT INTO newsletter_sender (id, beat, at) VALUES ($1, 0, $2)";
        do_on(on, sender, vec![LEASE.into(), stored(Timestamp::UNIX_EPOCH).into()]).await;
    }

    #[tokio::test]
    async fn bad_input_58_who_is_being_taken_over_takes_nothing_more() {
        for house in eframe_core::test::databases(&[crate::MIGRATIONS]).await {
            let on = sea_orm::Database::connect(&house.url).await.expect("the database answers");
            ready(&on).await;
            // Somebody is about to take over, and has not written it yet.
            let over = on.begin().await.expect("begun");
            do_on(&over, "DELETE FROM newsletter_sender WHERE id = $1", vec![LEASE.into()]).await;
            let pick = Pick::Fresh { after: Uuid::nil() };
            let taking = house.database.run(Take { lease: LEASE, issue: ISSUE, pick, most: 9 });
            let mut taking = std::pin::pin!(taking);
            let early = timeout(Duration::from_millis(300), &mut taking).await;
            over.commit().await.expect("taken over");
            let taken = match early {
                Ok(taken) => taken,
                Err(_) => taking.await,
            };
            assert_eq!(taken.expect("answered"), [], "on {}", house.kind);
        }
    }

    #[tokio::test]
    async fn a_letter_that_was_found_half_way_says_that_its_program_ended() {
        for house in eframe_core::test::databases(&[crate::MIGRATIONS]).await {
            let on = sea_orm::Database::connect(&house.url).await.expect("the database answers");
            ready(&on).await;
            let half_way = "UPDATE newsletter_delivery SET state = 'handing-over', lease = $1";
            do_on(&on, half_way, vec![LEASE.into()]).await;
            let now = Timestamp::UNIX_EPOCH;
            let found = house.database.run(TakeOver { lease: LEASE, beat: 0, now }).await;
            assert_eq!(found.expect("taken over"), 1, "on {}", house.kind);
            let noted = "SELECT answer FROM newsletter_delivery WHERE state = 'unsure'";
            let noted = Statement::from_string(on.get_database_backend(), noted);
            let noted = on.query_one_raw(noted).await.expect("an answer").expect("a letter");
            let noted: String = noted.try_get_by_index(0).expect("a note");
            assert_eq!(Note::read(&noted), Some(Note::Ended), "on {}", house.kind);
        }
    }

    #[tokio::test]
    async fn letters_whose_time_has_come_are_found_by_it_in_a_list_that_is_new() {
        for house in eframe_core::test::databases(&[crate::MIGRATIONS]).await {
            let on = sea_orm::Database::connect(&house.url).await.expect("the database answers");
            let backend = on.get_database_backend();
            let sqlite = backend == DatabaseBackend::Sqlite;
            // Nobody has counted yet how many there are of which kind.
            let waiting = "INSERT INTO newsletter_delivery (issue, subscriber, language, domain, state) \
                SELECT $1, $2, 'en', 'a.example', 'queued'";
            for reader in 1_000..3_000 {
                let ids = [ISSUE.uuid(), Uuid::from_u128(reader)].map(Value::from);
                do_on(&on, waiting, ids.into()).await;
            }
            let now = Timestamp::UNIX_EPOCH;
            for pick in [Pick::Due { now }, Pick::Astray { horizon: now }] {
                let take = Take { lease: LEASE, issue: ISSUE, pick, most: 200 };
                let (sql, values) = take.question(backend);
                let explain = if sqlite { "EXPLAIN QUERY PLAN" } else { "EXPLAIN" };
                let sql = format!("{explain} {sql}");
                let plan = Statement::from_sql_and_values(backend, sql, values);
                let plan = on.query_all_raw(plan).await.expect("a plan");
                let step = |row: &QueryResult| row.try_get_by_index(if sqlite { 3 } else { 0 });
                let steps: Vec<String> =
                    plan.iter().map(|row| step(row).expect("a step")).collect();
                let by = |index: &str| steps.iter().any(|step| step.contains(index));
                assert!(by("newsletter_delivery_due"), "on {}: {steps:#?}", house.kind);
                assert!(!by("newsletter_delivery_state"), "on {}: {steps:#?}", house.kind);
            }
        }
    }
}
