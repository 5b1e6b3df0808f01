//! Taking a person out of a block's tables, within one transaction.

use async_trait::async_trait;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SimpleExpr};
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr};

use serde_json::{Map, Value};

use super::scan::{self, Found, SLICE};
use super::{Fate, Person, Table};
use crate::audit::salted;
use crate::backup::column::{self, Column, Kind, Row};
use crate::{Change, Constraint, Timestamp};

/// Takes a person out of the tables of a block.
pub(super) struct Remove {
    pub(super) block: &'static str,
    pub(super) tables: &'static [Table],
    pub(super) person: Person,
    /// Brings a row in order whose members belong together.
    pub(super) mend: Option<Mend>,
}

/// Sees a row before and after a person was taken out of it: its table, before, after.
pub type Mend = fn(&'static str, &Map<String, Value>, &mut Map<String, Value>);

#[async_trait]
impl Change for Remove {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, on: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        if on.get_database_backend() == DatabaseBackend::Postgres {
            // Whole tables are looked through, which no page would be given the time for: once each, in the order of their
            // key, and not anew for each slice to be sorted.
            on.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
            on.execute_unprepared("SET LOCAL enable_sort = off").await?;
        }
        for table in scan::tables(on, self.block, self.tables).await? {
            let mut rows = table.slice_held(on, &self.person, None).await?;
            while let Some(last) = rows.last() {
                for row in &rows {
                    self.take_out(on, &table, row).await?;
                }
                if rows.len() < SLICE {
                    break;
                }
                rows = table.slice_held(on, &self.person, Some(last)).await?;
            }
        }
        Ok(())
    }
}

impl Remove {
    /// Takes the person out of a row, or the row away.
    async fn take_out(
        &self,
        on: &DatabaseTransaction,
        table: &Found,
        row: &Row,
    ) -> Result<(), DbErr> {
        if table.goes(row, &self.person) {
            let mut delete = Query::delete();
            delete.from_table(Alias::new(table.listed.name));
            for which in table.only(row)? {
                delete.and_where(which);
            }
            on.execute(&delete).await?;
        } else if let Some(out) = table.without(row, &self.person, self.mend) {
            write(on, table, row, &out).await?;
        }
        Ok(())
    }
}

/// Takes the facts of an audit entry away with their salt, and leaves what stands for them in its leaf.
fn without_facts(name: &str, row: &mut Row, person: &Person) -> bool {
    let Some(facts) = row.get(name).cloned() else { return false };
    let about = row.get("subject").and_then(serde_json::Value::as_str);
    let theirs = about.is_some_and(|about| person.subjects().iter().any(|one| one == about));
    if !theirs && !person.is_told_in(&facts) {
        return false;
    }
    if !row.contains_key("digest") {
        // A row of a program that did not keep it: it is made of what goes.
        let salt = column::Table::bytes(row, "salt").unwrap_or_default();
        let Ok(digest) = salted(&salt, &facts) else { return false };
        row.insert("digest".to_owned(), BASE64_STANDARD.encode(digest.bytes()).into());
    }
    row.remove(name);
    row.remove("salt");
    true
}

async fn write(on: &DatabaseTransaction, table: &Found, row: &Row, out: &Row) -> Result<(), DbErr> {
    let mut update = Query::update();
    update.table(Alias::new(table.listed.name));
    for column in &table.held.columns {
        if row.get(&column.name) != out.get(&column.name) {
            update.value(Alias::new(&column.name), table.bound(out, &column.name)?);
        }
    }
    // Whoever read it before has read what is no more: what they decided on it is decided anew.
    let version = |column: &Column| column.name == "version" && column.kind == Kind::Integer;
    // The version of an event's form is another thing.
    if table.listed.fate("payload").is_none() && table.held.columns.iter().any(version) {
        let version = Alias::new("version");
        update.value(version.clone(), Expr::col(version).add(1));
    }
    for which in table.only(row)? {
        update.and_where(which);
    }
    on.execute(&update).await.map(drop)
}

impl Found {
    /// The row without the person; nothing where it has nothing of them that an erasure changes.
    pub(super) fn without(&self, row: &Row, person: &Person, mend: Option<Mend>) -> Option<Row> {
        let mut out = row.clone();
        let mut was = false;
        for (name, fate) in self.listed.columns.iter().filter(|(_, fate)| fate.changes()) {
            was |= match fate {
                Fate::Facts => without_facts(name, &mut out, person),
                _ => out
                    .get_mut(*name)
                    .is_some_and(|value| person.out_of(value, *fate == Fate::Entries)),
            };
        }
        if was && let Some(mend) = mend {
            mend(self.listed.name, row, &mut out);
        }
        was.then_some(out)
    }

    /// The condition of each column of the row's key.
    fn only(&self, row: &Row) -> Result<Vec<SimpleExpr>, DbErr> {
        let is = |key: &&str| Ok(Expr::col(Alias::new(*key)).eq(self.bound(row, key)?));
        self.listed.key.iter().map(is).collect()
    }
}
