//! The indexes of tables, which are made at one go when all rows are there: kept up row by row they cost more than the rows.

use sea_orm::{ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, Statement};

use super::column::Table;

/// Indexes that are not there for now, as the statements that make them.
#[derive(Default)]
pub(super) struct Indexes(Vec<String>);

impl Indexes {
    /// Takes them away, but for those that a constraint of its table needs.
    pub(super) async fn set_aside(
        transaction: &DatabaseTransaction,
        tables: &[Table],
    ) -> Result<Self, DbErr> {
        let on = transaction.get_database_backend();
        let sql = match on {
            DatabaseBackend::Postgres => {
                "SELECT t.relname::text, i.relname::text, pg_get_indexdef(i.oid) FROM pg_index x \
                 JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid \
                 WHERE t.relnamespace = current_schema()::regnamespace \
                 AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid)"
            }
            _ => {
                "SELECT tbl_name, name, sql FROM sqlite_master \
                 WHERE type = 'index' AND sql IS NOT NULL"
            }
        };
        let mut aside = Self::default();
        for row in transaction.query_all_raw(Statement::from_string(on, sql)).await? {
            let read = |at| row.try_get_by_index::<String>(at);
            let (table, index, made_by) = (read(0)?, read(1)?, read(2)?);
            if tables.iter().any(|known| known.name == table) {
                transaction.execute_unprepared(&format!("DROP INDEX \"{index}\"")).await?;
                aside.0.push(made_by);
            }
        }
        Ok(aside)
    }

    /// Makes them.
    pub(super) async fn make(self, transaction: &DatabaseTransaction) -> Result<(), DbErr> {
        for index in self.0 {
            transaction.execute_unprepared(&index).await?;
        }
        Ok(())
    }
}
