//! Finding the rows that a rule read at the versions it saw, and holding them until the transaction ends.

use std::collections::BTreeMap;

use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Order, Query};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, QueryResult};
use uuid::Uuid;

use super::change::CommitError;
use super::ledger::slices;
use crate::{Guard, Hold};

/// So many rows are looked at together: both databases limit how many values a statement takes.
const TOGETHER: usize = 500;

/// Holds all of these, or names one that has moved on.
pub(super) async fn hold(
    transaction: &DatabaseTransaction,
    guards: &[Guard],
) -> Result<(), CommitError> {
    for alike in guards.chunk_by(alike) {
        match alike {
            [one] if one.hold == Hold::Write => raise(transaction, one).await?,
            [first, ..] if first.hold == Hold::Read => {
                for some in alike.chunks(TOGETHER) {
                    look(transaction, some).await?;
                }
            }
            many if transaction.get_database_backend() == DatabaseBackend::Sqlite => {
                for some in slices(many) {
                    raise_many(transaction, some).await?;
                }
            }
            // One after the other, so that two commits that want the same rows never wait for each other.
            many => {
                for one in many {
                    raise(transaction, one).await?;
                }
            }
        }
    }
    Ok(())
}

/// The guards of commits of which no two hold the same row, sorted so that few statements check them all; nothing when
/// two do: the later one has to see what the earlier one did.
pub(super) fn apart<'a>(commits: impl Iterator<Item = &'a [Guard]>) -> Option<Vec<Guard>> {
    let mut all: Vec<Guard> = commits.flatten().copied().collect();
    all.sort_unstable_by_key(|guard| (guard.table, guard.id));
    let row = |one: &Guard, next: &Guard| one.table == next.table && one.id == next.id;
    let held = |rows: &[Guard]| rows.len() > 1 && rows.iter().any(|row| row.hold == Hold::Write);
    if all.chunk_by(row).any(held) {
        return None;
    }
    all.sort_unstable_by_key(|guard| (guard.table, guard.hold == Hold::Write, guard.id));
    Some(all)
}

fn alike(one: &Guard, next: &Guard) -> bool {
    one.table == next.table && one.hold == next.hold
}

/// Finds the row at the version the rule saw, and raises that.
async fn raise(transaction: &DatabaseTransaction, guard: &Guard) -> Result<(), CommitError> {
    let (id, version) = (Alias::new("id"), Alias::new("version"));
    let raise = Query::update()
        .table(Alias::new(guard.table))
        .value(version.clone(), guard.version.next().get())
        .and_where(Expr::col(id).eq(guard.id))
        .and_where(Expr::col(version).eq(guard.version.get()))
        .to_owned();
    match transaction.execute(&raise).await {
        Ok(done) if done.rows_affected() == 1 => Ok(()),
        Ok(_) => Err(stale(guard)),
        Err(error) => Err(CommitError::from_driver(error, &[])),
    }
}

/// Raises the versions of rows of one table, and finds those at which they were.
async fn raise_many(
    transaction: &DatabaseTransaction,
    guards: &[Guard],
) -> Result<(), CommitError> {
    let Some(first) = guards.first() else { return Ok(()) };
    let (id, version) = (Alias::new("id"), Alias::new("version"));
    let raise = Query::update()
        .table(Alias::new(first.table))
        .value(version.clone(), Expr::col(version.clone()).add(1))
        .and_where(Expr::col(id.clone()).is_in(guards.iter().map(|guard| guard.id)))
        .returning(Query::returning().columns([id, version]))
        .to_owned();
    let raised = versions(transaction.query_all(&raise).await)?;
    let moved = |guard: &&Guard| raised.get(&guard.id) != Some(&guard.version.next().get());
    guards.iter().find(moved).map_or(Ok(()), |guard| Err(stale(guard)))
}

/// Finds rows of one table at the versions the rule saw, and holds them until the transaction ends.
async fn look(transaction: &DatabaseTransaction, guards: &[Guard]) -> Result<(), CommitError> {
    let Some(first) = guards.first() else { return Ok(()) };
    let (id, version) = (Alias::new("id"), Alias::new("version"));
    let mut look = Query::select();
    look.columns([id.clone(), version])
        .from(Alias::new(first.table))
        .and_where(Expr::col(id.clone()).is_in(guards.iter().map(|guard| guard.id)))
        // One order for everyone, here too.
        .order_by(id, Order::Asc);
    if transaction.get_database_backend() == DatabaseBackend::Postgres {
        look.lock_shared();
    }
    let seen = versions(transaction.query_all(&look).await)?;
    let moved = |guard: &&Guard| seen.get(&guard.id) != Some(&guard.version.get());
    guards.iter().find(moved).map_or(Ok(()), |guard| Err(stale(guard)))
}

fn versions(rows: Result<Vec<QueryResult>, DbErr>) -> Result<BTreeMap<Uuid, i64>, CommitError> {
    let rows = rows.and_then(|rows| {
        rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "version")?))).collect()
    });
    rows.map_err(|error| CommitError::from_driver(error, &[]))
}

fn stale(guard: &Guard) -> CommitError {
    CommitError::Stale { table: guard.table, id: guard.id }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Version;

    fn read(id: u128) -> Guard {
        Guard::read("member", Uuid::from_u128(id), Version::FIRST)
    }

    fn write(id: u128) -> Guard {
        Guard::write("member", Uuid::from_u128(id), Version::FIRST)
    }

    #[test]
    fn commits_that_hold_rows_of_their_own_are_checked_together() {
        let meeting = Guard::write("meeting", Uuid::from_u128(1), Version::FIRST);
        let commits = [vec![write(2), read(3)], vec![read(3), meeting], vec![write(1)], vec![]];
        let all = apart(commits.iter().map(Vec::as_slice));
        assert_eq!(all, Some(vec![meeting, read(3), read(3), write(1), write(2)]));
    }

    #[test]
    fn a_row_that_one_raises_and_another_sees_is_checked_in_turn() {
        for [one, next] in [[write(1), write(1)], [write(1), read(1)], [read(1), write(1)]] {
            assert_eq!(apart([[one].as_slice(), [next].as_slice()].into_iter()), None);
        }
    }
}
