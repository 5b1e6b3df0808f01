use eframe_core::Timestamp;
use eframe_core::block::sea_orm::{ConnectionTrait as _, DbErr, QueryResult, Statement, Value};
use eframe_core::block::{instant, stored};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::ELIGIBLE;
use crate::Error;
use crate::model::{Delivery, DeliveryState, IssueId, SubscriberId};
use crate::rules::progress::Tally;
use crate::store::{Store, damaged, failed};

/// Letters with the addresses of their readers, as [`delivery`] reads them.
const DELIVERIES: &str = "SELECT d.subscriber, s.address, d.language, d.state, d.attempts, d.doubts, d.settled_at, \
    d.next_at, d.answer, d.issue FROM newsletter_delivery d \
    LEFT JOIN newsletter_subscriber s ON s.id = d.subscriber";

/// Behind which letter a list goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BehindDelivery(pub(crate) Uuid);

impl BehindDelivery {
    pub(crate) const fn of(delivery: &Delivery) -> Self {
        Self(delivery.subscriber.uuid())
    }
}

/// An instance that takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SenderRow {
    pub(crate) lease: Uuid,
    pub(crate) beat: i64,
    pub(crate) trouble: Option<String>,
}

impl Store {
    pub(super) async fn rows(
        &self,
        sql: &str,
        values: impl IntoIterator<Item = Value>,
    ) -> Result<Vec<QueryResult>, Error> {
        let on = self.read();
        let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
        on.query_all_raw(statement).await.map_err(failed)
    }

    /// How many letters of an issue are in which state, and how many came to an answer since a moment.
    pub(crate) async fn tally(&self, issue: IssueId, since: Timestamp) -> Result<Tally, Error> {
        // One statement: letters change their states meanwhile, and what is told has to add up.
        const SQL: &str = "SELECT state, COUNT(*), COUNT(next_at), MAX(next_at), \
            COUNT(CASE WHEN doubts > 0 THEN 1 END), COUNT(CASE WHEN settled_at >= $2 THEN 1 END), \
            MIN(CASE WHEN settled_at >= $2 THEN settled_at END) \
            FROM newsletter_delivery WHERE issue = $1 GROUP BY state";
        let mut tally = Tally::default();
        for row in &self.rows(SQL, [issue.uuid().into(), stored(since).into()]).await? {
            let (state, letters) = pair(row)?;
            let state = DeliveryState::named(&state).ok_or_else(|| damaged(&state))?;
            tally.states.insert(state, letters);
            tally.doubted += count(row, 4)?;
            let time = |at| row.try_get_by_index::<Option<_>>(at).map(|time| time.map(instant));
            let (last, first) = (time(3).map_err(failed)?, time(6).map_err(failed)?);
            if let (false, Some(first)) = (state.is_at_hand(), first) {
                let (more, before) = tally.lately.unwrap_or((0, first));
                tally.lately = Some((more + count(row, 5)?, before.min(first)));
            }
            if state == DeliveryState::Unsure {
                tally.stay_unsure = letters.saturating_sub(count(row, 2)?);
            }
            if let (DeliveryState::Deferred | DeliveryState::Unsure, Some(last)) = (state, last) {
                let (more, before) = tally.again.unwrap_or((0, last));
                tally.again = Some((more + count(row, 2)?, before.max(last)));
            }
        }
        Ok(tally)
    }

    /// Whether a letter of an issue is still to be tried.
    pub(crate) async fn is_unfinished(&self, issue: IssueId) -> Result<bool, Error> {
        const SQL: &str = "SELECT 1 WHERE EXISTS (SELECT 1 FROM newsletter_delivery \
            WHERE issue = $1 AND state IN ('queued', 'leased', 'handing-over')) \
            OR EXISTS (SELECT 1 FROM newsletter_delivery WHERE issue = $1 AND next_at IS NOT NULL)";
        Ok(!self.rows(SQL, [issue.uuid().into()]).await?.is_empty())
    }

    /// Whether a letter that is being handed over under a lease is still to leave: its issue goes, and its reader wants it.
    pub(crate) async fn is_wanted(
        &self,
        issue: IssueId,
        lease: Uuid,
        subscriber: SubscriberId,
    ) -> Result<bool, Error> {
        let sql = format!(
            "SELECT 1 FROM newsletter_delivery d JOIN newsletter_issue i ON i.id = d.issue \
             JOIN newsletter_subscriber s ON s.id = d.subscriber \
             WHERE d.issue = $1 AND d.lease = $2 AND d.subscriber = $3 AND d.state = 'handing-over' \
             AND i.state = 'sending' AND {ELIGIBLE}"
        );
        let values: [Value; 3] = [issue.uuid().into(), lease.into(), subscriber.uuid().into()];
        Ok(!self.rows(&sql, values).await?.is_empty())
    }

    /// Letters of an issue, in the order of their subscribers, behind one.
    pub(crate) async fn deliveries(
        &self,
        issue: IssueId,
        state: Option<DeliveryState>,
        after: Option<&BehindDelivery>,
        most: u64,
    ) -> Result<Vec<Delivery>, Error> {
        let narrowed = if state.is_some() { "AND d.state = $4" } else { "" };
        let sql = format!(
            "{DELIVERIES} WHERE d.issue = $1 AND d.subscriber > $2 {narrowed} ORDER BY d.subscriber LIMIT $3"
        );
        let after = after.map_or(Uuid::nil(), |BehindDelivery(after)| *after);
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let mut values: Vec<Value> = vec![issue.uuid().into(), after.into(), most.into()];
        values.extend(state.map(|state| Value::from(state.name())));
        self.rows(&sql, values).await?.iter().map(delivery).collect()
    }

    /// All letters that one subscriber was to get.
    pub(crate) async fn letters_to(
        &self,
        subscriber: SubscriberId,
    ) -> Result<Vec<Delivery>, Error> {
        let sql = format!("{DELIVERIES} WHERE d.subscriber = $1 ORDER BY d.issue");
        self.rows(&sql, [subscriber.uuid().into()]).await?.iter().map(delivery).collect()
    }

    /// Whether a letter to a subscriber went without coming back, of an issue other than these two, since the letter of the
    /// last of them, or this time where that is not known any more, and long enough ago that it would have come back.
    pub(crate) async fn arrived_between(
        &self,
        subscriber: SubscriberId,
        issues: [IssueId; 2],
        since: Timestamp,
        until: Timestamp,
    ) -> Result<bool, Error> {
        const SQL: &str = "SELECT 1 FROM newsletter_delivery WHERE subscriber = $1 \
            AND issue <> $2 AND issue <> $3 AND state = 'handed-over' \
            AND settled_at >= COALESCE((SELECT l.settled_at FROM newsletter_delivery l \
            WHERE l.subscriber = $1 AND l.issue = $3), $4) AND settled_at <= $5 LIMIT 1";
        let values: [Value; 5] = [
            subscriber.uuid().into(),
            issues[0].uuid().into(),
            issues[1].uuid().into(),
            stored(since).into(),
            stored(until).into(),
        ];
        Ok(!self.rows(SQL, values).await?.is_empty())
    }

    /// Behind whom the laying out goes on that somebody began: the last subscriber who has a row.
    pub(crate) async fn laid_out_until(&self, issue: IssueId) -> Result<Uuid, Error> {
        const SQL: &str = "SELECT subscriber FROM newsletter_delivery WHERE issue = $1 \
            ORDER BY subscriber DESC LIMIT 1";
        let rows = self.rows(SQL, [issue.uuid().into()]).await?;
        let last = rows.first().map(|row| row.try_get_by_index(0).map_err(failed)).transpose()?;
        Ok(last.unwrap_or(Uuid::nil()))
    }

    /// Everybody who takes part.
    pub(crate) async fn senders(&self) -> Result<Vec<SenderRow>, Error> {
        let rows =
            self.rows("SELECT id, beat, trouble FROM newsletter_sender ORDER BY id", []).await?;
        let sender = |row: &QueryResult| {
            Ok::<_, DbErr>(SenderRow {
                lease: row.try_get_by_index(0)?,
                beat: row.try_get_by_index(1)?,
                trouble: row.try_get_by_index(2)?,
            })
        };
        rows.iter().map(sender).collect::<Result<_, _>>().map_err(failed)
    }
}

pub(super) fn count(row: &QueryResult, at: usize) -> Result<u64, Error> {
    let count = row.try_get_by_index::<i64>(at).map_err(failed)?;
    Ok(u64::try_from(count).unwrap_or(0))
}

pub(super) fn pair(row: &QueryResult) -> Result<(String, u64), Error> {
    Ok((row.try_get_by_index(0).map_err(failed)?, count(row, 1)?))
}

fn delivery(row: &QueryResult) -> Result<Delivery, Error> {
    let read = || {
        let number = |at| row.try_get_by_index::<i32>(at).map(|it| u32::try_from(it).unwrap_or(0));
        let time = |at| row.try_get_by_index::<Option<_>>(at).map(|it| it.map(instant));
        let language: String = row.try_get_by_index(2)?;
        let state: String = row.try_get_by_index(3)?;
        let (Ok(language), Some(state)) = (language.parse(), DeliveryState::named(&state)) else {
            return Err(DbErr::Custom(format!("a delivery in {language} that is {state}")));
        };
        Ok::<_, DbErr>(Delivery {
            issue: IssueId::new(row.try_get_by_index(9)?),
            subscriber: SubscriberId::new(row.try_get_by_index(0)?),
            address: row.try_get_by_index(1)?,
            language,
            state,
            attempts: number(4)?,
            doubts: number(5)?,
            settled_at: time(6)?,
            next_at: time(7)?,
            answer: row.try_get_by_index(8)?,
        })
    };
    read().map_err(failed)
}
