//! The rows that every commit leaves beside its changes: what was decided, what goes out, what became stale.
//!
//! They refuse nothing and depend on nothing, so a group of commits writes them together at its end: a statement for
//! many rows costs little more than one for a single row.

use sea_orm::{
    ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    prelude::DateTimeUtc,
};

use super::table::{audit, invalidation, outbox};
use crate::Tag;

/// So many rows go into one statement at most.
const TOGETHER: usize = 64;

/// What the commits of a transaction leave, in their order.
#[derive(Default)]
pub(super) struct Ledger<'a> {
    audit: Vec<&'a audit::Model>,
    outbox: Vec<&'a outbox::Row>,
    stale: Vec<(DateTimeUtc, &'a Tag)>,
}

impl<'a> Ledger<'a> {
    /// Puts down what one commit leaves.
    pub(super) fn enter(
        &mut self,
        audit: &'a [audit::Model],
        outbox: &'a [outbox::Row],
        stale: &'a [Tag],
        at: DateTimeUtc,
    ) {
        self.audit.extend(audit);
        self.outbox.extend(outbox);
        self.stale.extend(stale.iter().map(|tag| (at, tag)));
    }

    pub(super) async fn write(&self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        for rows in slices(&self.audit) {
            let rows = rows.iter().map(|row| (*row).clone());
            insert_all::<audit::Entity, _>(transaction, rows).await?;
        }
        // Their numbers are given in the order of the rows.
        for rows in slices(&self.outbox) {
            let rows = rows.iter().map(|row| row.to_active());
            insert_all::<outbox::Entity, _>(transaction, rows).await?;
        }
        for rows in slices(&self.stale) {
            let rows = rows.iter().map(|(at, tag)| invalidation::row(*at, tag));
            insert_all::<invalidation::Entity, _>(transaction, rows).await?;
        }
        Ok(())
    }
}

/// Slices whose sizes are powers of two, so that few different statements are kept ready.
pub(super) fn slices<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    slices_of(rows, TOGETHER)
}

/// The same with so many rows in one at most, which is a power of two.
pub(crate) fn slices_of<T>(mut rows: &[T], most: usize) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = 1 << rows.len().checked_ilog2()?;
        let (slice, rest) = rows.split_at(most.min(size));
        rows = rest;
        Some(slice)
    })
}

/// Inserts the rows with one statement; none without rows.
pub(super) async fn insert_all<E, A>(
    transaction: &DatabaseTransaction,
    rows: impl IntoIterator<Item = impl IntoActiveModel<A>>,
) -> Result<(), DbErr>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E> + Send,
{
    let rows: Vec<A> = rows.into_iter().map(IntoActiveModel::into_active_model).collect();
    if !rows.is_empty() {
        E::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_rows_go_in_slices_of_few_sizes() {
        let sizes = |rows: usize| slices(&vec![(); rows]).map(<[()]>::len).collect::<Vec<_>>();
        assert_eq!(sizes(0), [] as [usize; 0]);
        assert_eq!(sizes(1), [1]);
        assert_eq!(sizes(7), [4, 2, 1]);
        assert_eq!(sizes(150), [64, 64, 16, 4, 2]);
    }
}
