//! The smallest block there is: notes with a version and a unique name.

use std::sync::Arc;

use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::{
    ColumnDef, Expr, ExprTrait as _, Index, Query, Table,
};
use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, Statement,
};
use eframe_core::{
    Action, Actor, Change, Commit, Constraint, Database, Event, Guard, Migration, MigrationList,
    Subject, Timestamp, Version,
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::sync::Semaphore;
use uuid::Uuid;

pub(crate) const NOTEBOOK: MigrationList =
    MigrationList { block: "note", migrations: &[Migration { name: "0001_note", up: note }] };

fn note(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("note")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("name").text().not_null())
        .to_owned();
    let unique =
        Index::create().unique().name("note_name_unique").table("note").col("name").to_owned();
    vec![on.build(&table), on.build(&unique)]
}

#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Write {
        id: Uuid,
        name: String,
    },
    Rename {
        id: Uuid,
        name: String,
    },
    Remove {
        id: Uuid,
    },
    /// Holds the transaction until there is a permit to go on.
    Wait(Arc<Semaphore>),
    Panic,
}

#[async_trait]
impl Change for Edit {
    const CONSTRAINTS: &'static [Constraint] =
        &[Constraint { name: "note_name_unique", table: "note", columns: &["name"] }];

    async fn apply(&self, transaction: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        match self {
            Self::Write { id, name } => {
                let insert = Query::insert()
                    .into_table("note")
                    .columns(["id", "version", "name"])
                    .values_panic([Expr::val(*id), Expr::val(1_i64), Expr::val(name.as_str())])
                    .to_owned();
                transaction.execute(&insert).await?;
            }
            Self::Rename { id, name } => {
                let update = Query::update()
                    .table("note")
                    .value("name", name.as_str())
                    .and_where(Expr::col("id").eq(*id))
                    .to_owned();
                transaction.execute(&update).await?;
            }
            Self::Remove { id } => {
                let id = Expr::col("id").eq(*id);
                let remove = Query::delete().from_table("note").and_where(id).to_owned();
                transaction.execute(&remove).await?;
            }
            Self::Wait(go) => drop(go.acquire().await),
            Self::Panic => panic!("a fault of the block"),
        }
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
pub(crate) struct Written {
    pub(crate) note: Uuid,
}

impl Event for Written {
    const NAME: &'static str = "note.written";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        format!("note:{}", self.note)
    }
}

/// Who writes in these tests.
pub(crate) fn clerk() -> Actor {
    Actor::system("clerk")
}

/// A new note, with everything a commit carries.
pub(crate) fn write(database: &Database, id: Uuid, name: &str) -> Commit<Edit> {
    Commit::by(&clerk(), database.world().now())
        .change(Edit::Write { id, name: name.to_owned() })
        .audit(Action::new("note.write"), Subject::of("note", id), json!({ "name": name }))
        .send(&Written { note: id })
        .touch(format!("note:{id}"))
}

/// A new name for a note of this version.
pub(crate) fn rename(database: &Database, id: Uuid, from: Version, name: &str) -> Commit<Edit> {
    Commit::by(&clerk(), database.world().now())
        .guard(Guard::write("note", id, from))
        .change(Edit::Rename { id, name: name.to_owned() })
}

/// The version and name that stand.
pub(crate) async fn read(database: &Database, id: Uuid) -> Option<(Version, String)> {
    let query = Query::select()
        .columns(["version", "name"])
        .from("note")
        .and_where(Expr::col("id").eq(id))
        .to_owned();
    let row = database.read().query_one(&query).await.expect("the note can be read")?;
    let version = row.try_get("", "version").expect("a version");
    Some((Version::new(version), row.try_get("", "name").expect("a name")))
}

/// How many rows a table has.
pub(crate) async fn count(database: &Database, table: &'static str) -> i64 {
    let query = Query::select().expr_as(Expr::cust("count(*)"), "n").from(table).to_owned();
    let row = database.read().query_one(&query).await.expect("the table can be counted");
    row.expect("a count").try_get("", "n").expect("a number")
}

/// Waits for something that is bound to come, and gives up after ten seconds.
pub(crate) async fn until(holds: impl AsyncFn() -> bool) {
    let patience = tokio::time::Duration::from_secs(10);
    let wait = async {
        while !holds().await {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(patience, wait).await.expect("it comes true");
}
