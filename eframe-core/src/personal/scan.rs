//! Looking for a person in tables that are known by their names alone.

use futures_util::TryStreamExt as _;
use sea_orm::sea_query::extension::postgres::PgExpr as _;
use sea_orm::sea_query::{Alias, Cond, Expr, ExprTrait as _, SelectStatement};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, StreamTrait as _};

use super::{Fate, Person, Table};
use crate::backup::column::{self, Column, Kind, Row};
use crate::database::{containing, pattern};

/// How many rows of a table are in memory at once while a person is taken out of it.
pub(super) const SLICE: usize = 256;

/// A table of the list as the database has it.
pub(super) struct Found {
    pub(super) listed: &'static Table,
    pub(super) held: column::Table,
}

/// The tables of the list, as they are here.
pub(super) async fn tables<C: ConnectionTrait>(
    connection: &C,
    block: &str,
    listed: &'static [Table],
) -> Result<Vec<Found>, DbErr> {
    let held = column::tables(connection, &[block]).await;
    let held = held.map_err(|error| DbErr::Custom(error.to_string()))?;
    let found = held.into_iter().filter_map(|held| {
        let listed = listed.iter().find(|listed| listed.name == held.name)?;
        Some(Found { listed, held })
    });
    Ok(found.collect())
}

impl Found {
    /// The rows that may have something of the person: more than that have it, and none fewer.
    pub(super) async fn each(
        &self,
        on: &DatabaseTransaction,
        person: &Person,
        mut see: impl FnMut(&Row),
    ) -> Result<(), DbErr> {
        let Some(query) = self.query(ConnectionTrait::get_database_backend(on), person, false)
        else {
            return Ok(());
        };
        let mut rows = on.stream(&query).await?;
        while let Some(row) = rows.try_next().await? {
            see(&self.held.read(&row)?);
        }
        Ok(())
    }

    /// The columns in which a person is looked for.
    pub(super) fn telling(&self) -> impl Iterator<Item = &str> {
        let columns = self.held.columns.iter().map(|column| column.name.as_str());
        columns.filter(|name| self.listed.fate(name).is_some_and(Fate::tells))
    }

    /// All rows.
    pub(super) async fn all<C: ConnectionTrait>(&self, connection: &C) -> Result<Vec<Row>, DbErr> {
        let rows = connection.query_all(&self.held.select(self.listed.key)).await?;
        rows.iter().map(|row| self.held.read(row)).collect()
    }

    /// The next [`SLICE`] of the rows that [`each`](Self::each) tells, by their key: those behind `after`. They are held
    /// against everybody else until the transaction is through.
    pub(super) async fn slice_held<C: ConnectionTrait>(
        &self,
        connection: &C,
        person: &Person,
        after: Option<&Row>,
    ) -> Result<Vec<Row>, DbErr> {
        let Some(mut query) = self.query(connection.get_database_backend(), person, true) else {
            return Ok(Vec::new());
        };
        if let Some(after) = after {
            let key = self.listed.key.iter();
            let columns = Expr::tuple(key.clone().map(|name| Expr::col(Alias::new(*name))));
            let there = key.map(|name| Ok(Expr::val(self.bound(after, name)?)));
            query.and_where(columns.gt(Expr::tuple(there.collect::<Result<Vec<_>, DbErr>>()?)));
        }
        query.limit(SLICE as u64);
        let rows = connection.query_all(&query).await?;
        rows.iter().map(|row| self.held.read(row)).collect()
    }

    /// What a row has in a column, as it is bound.
    pub(super) fn bound(&self, row: &Row, column: &str) -> Result<sea_orm::Value, DbErr> {
        let bound = self.held.bound(row, column);
        bound.ok_or_else(|| DbErr::Custom(format!("{}.{column} cannot be read", self.listed.name)))
    }

    fn query(&self, on: DatabaseBackend, person: &Person, hold: bool) -> Option<SelectStatement> {
        let mut any = Cond::any();
        for column in &self.held.columns {
            let fate = self.listed.fate(&column.name).unwrap_or(Fate::Nothing);
            if fate.tells() {
                any = tells(on, any, column, person);
            }
        }
        if any.is_empty() {
            return None;
        }
        let mut query = self.held.select(self.listed.key);
        query.cond_where(any);
        if hold && on == DatabaseBackend::Postgres {
            query.lock_exclusive();
        }
        Some(query)
    }

    /// Whose doing a row is, or whose it is: the person's, by a column that says so.
    pub(super) fn is_theirs(&self, row: &Row, person: &Person) -> bool {
        self.named(row, person, &[Fate::Row, Fate::Author, Fate::Number])
    }

    /// Whether the row goes whole.
    pub(super) fn goes(&self, row: &Row, person: &Person) -> bool {
        self.named(row, person, &[Fate::Row])
    }

    fn named(&self, row: &Row, person: &Person, fates: &[Fate]) -> bool {
        self.listed.columns.iter().filter(|(_, fate)| fates.contains(fate)).any(|(name, _)| {
            match row.get(*name) {
                Some(serde_json::Value::String(text)) => {
                    person.is(text) || text.rsplit(':').next().is_some_and(|last| person.is(last))
                }
                Some(value @ serde_json::Value::Object(members)) => {
                    let by =
                        members.values().any(|one| one.as_str().is_some_and(|it| person.is(it)));
                    by || (fates == [Fate::Row] && person.is_told_in(value))
                }
                Some(value @ serde_json::Value::Array(_)) => {
                    fates == [Fate::Row] && person.is_told_in(value)
                }
                _ => false,
            }
        })
    }
}

/// A column that may tell of the person.
fn tells(on: DatabaseBackend, mut any: Cond, column: &Column, person: &Person) -> Cond {
    let name = || Expr::col(Alias::new(&column.name));
    match column.kind {
        Kind::Uuid => match person.id() {
            Some(id) => any.add(name().eq(id.uuid())),
            None => any,
        },
        Kind::Text | Kind::Json => {
            for needle in needles(person, column.kind) {
                let text = name().cast_as(Alias::new("text"));
                any = match on {
                    DatabaseBackend::Postgres => any.add(text.ilike(pattern(&needle))),
                    // Of its own, whichever letters are small; other scripts are found as they are written.
                    _ => any.add(text.like(containing(&needle))),
                };
            }
            any
        }
        _ => any,
    }
}

/// What is looked for in a text or in the text of a JSON value.
fn needles(person: &Person, kind: Kind) -> Vec<String> {
    let id = person.id().map(|id| id.to_string());
    let names = person.own_names().map(str::to_owned);
    let all = id.into_iter().chain(person.addresses().to_vec()).chain(person.hashes()).chain(names);
    let subjects = person.subjects().iter().filter(|_| kind == Kind::Text).cloned();
    all.chain(subjects)
        .map(|needle| match kind {
            Kind::Json => {
                let quoted = serde_json::Value::from(needle).to_string();
                quoted[1..quoted.len() - 1].to_owned()
            }
            _ => needle,
        })
        .collect()
}
