//! Many rows like one that a verb wrote, by one statement: a hundred thousand applications in seconds.

use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DatabaseBackend, DatabaseConnection, Statement,
};
use uuid::Uuid;

/// What is copied.
pub(crate) struct Copies<'a> {
    pub(crate) on: &'a DatabaseConnection,
    /// How many copies are made.
    pub(crate) count: usize,
    /// The number of the first one, which no other copy has.
    pub(crate) first: usize,
}

/// A column's value in a copy, in SQL: `n.i` is the copy's number, `m` the model.
pub(crate) type Own<'a> = (&'a str, String);

impl Copies<'_> {
    fn backend(&self) -> DatabaseBackend {
        self.on.get_database_backend()
    }

    /// Copies every row of `table` whose column `by` is this id; all columns but `own` stay as they are. Among rows of
    /// one model, `m.nth` counts from 1.
    pub(crate) async fn of(&self, table: &str, by: &str, model: Uuid, own: &[Own<'_>]) {
        let columns = self.columns(table).await;
        let value = |column: &String| {
            let own = own.iter().find(|(name, _)| name == column);
            own.map_or_else(|| format!("m.\"{column}\""), |(_, sql)| sql.clone())
        };
        let values = columns.iter().map(value).collect::<Vec<_>>().join(", ");
        let names = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
        let (first, last) = (self.first, self.first + self.count - 1);
        let sql = format!(
            "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}), \
             m AS (SELECT *, row_number() OVER (ORDER BY {by}) AS nth FROM {table} WHERE {by} = $1) \
             INSERT INTO {table} ({names}) SELECT {values} FROM m, n"
        );
        let copy = Statement::from_sql_and_values(self.backend(), sql, [model.into()]);
        self.on.execute_raw(copy).await.unwrap_or_else(|error| panic!("{table}: {error}"));
    }

    async fn columns(&self, table: &str) -> Vec<String> {
        let any = format!("SELECT * FROM {table} LIMIT 1");
        let row = self.on.query_one_raw(Statement::from_string(self.backend(), any)).await;
        row.expect("a table").expect("a model to copy").column_names()
    }

    /// An id in SQL from a space of its own and a number in SQL.
    pub(crate) fn id(&self, space: u16, number: &str) -> String {
        match self.backend() {
            DatabaseBackend::Postgres => {
                format!("('{space:08x}' || lpad(to_hex({number}), 24, '0'))::uuid")
            }
            _ => format!("unhex('{space:08x}' || printf('%024x', {number}))"),
        }
    }
}

/// The id that a copy got.
pub(crate) fn id(space: u16, number: usize) -> Uuid {
    Uuid::from_u128((u128::from(space) << 96) | number as u128)
}
