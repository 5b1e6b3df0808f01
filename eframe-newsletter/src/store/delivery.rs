//! The rows of letters: how they are laid out, taken, handed over and settled. The machinery's own work, several
//! statements each, every one over many rows.
//!
//! A letter that is taken carries the lease of its taker. Whatever is written of it names that lease, so that who lost it
//! has no say any more.

mod chunk;
mod lay_out;
mod lease;
mod read;
mod readers;

pub(crate) use chunk::{Begun, Step, Written};
pub(crate) use lay_out::LayOut;
pub(crate) use lease::{Beat, Enter, Leased, Leave, Pick, Take, TakeOver, Trouble};
pub(crate) use read::BehindDelivery;
pub(crate) use readers::Readers;

use eframe_core::Timestamp;
use eframe_core::block::sea_orm::{ConnectionTrait as _, QueryResult};
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr, Statement, Value};
use eframe_core::block::stored;
use uuid::Uuid;

use crate::model::IssueId;

/// Letters go to those who said yes and from whom nothing is held back; asked again at the moment each is handed over.
/// `s` is the subscriber.
pub(super) const ELIGIBLE: &str = "s.state = 'confirmed' AND s.address IS NOT NULL AND NOT EXISTS \
    (SELECT 1 FROM newsletter_suppression p WHERE p.mark = s.mark AND p.reason <> 'overruled')";

/// Where a letter stands that was taken and is given back untouched.
const UNTOUCHED: &str =
    "CASE WHEN doubts > 0 THEN 'unsure' WHEN attempts > 0 THEN 'deferred' ELSE 'queued' END";

/// Has the letters of an issue that stay unsure tried once more, now. How long and how often they are tried begins anew.
pub(super) async fn once_more(
    on: &DatabaseTransaction,
    issue: IssueId,
    at: Timestamp,
) -> Result<(), DbErr> {
    const SQL: &str = "UPDATE newsletter_delivery SET next_at = $2, first_at = NULL, attempts = 0 \
        WHERE issue = $1 AND state = 'unsure' AND next_at IS NULL";
    execute(on, SQL, [issue.uuid().into(), stored(at).into()]).await.map(drop)
}

async fn execute(
    on: &DatabaseTransaction,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<u64, DbErr> {
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    Ok(on.execute_raw(statement).await?.rows_affected())
}

async fn query(
    on: &DatabaseTransaction,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<QueryResult>, DbErr> {
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    on.query_all_raw(statement).await
}

/// `$from, $from+1, …` for so many values.
fn places(from: usize, count: usize) -> String {
    (from..from + count).map(|place| format!("${place}")).collect::<Vec<_>>().join(", ")
}

fn uuids(ids: impl IntoIterator<Item = Uuid>) -> impl Iterator<Item = Value> {
    ids.into_iter().map(Value::from)
}
