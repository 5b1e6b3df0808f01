//! That the data of a site is an example: noted in its database, so that every page says so whoever opens it later, and
//! with whatever command.

use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::{
    ColumnDef, Expr, ExprTrait as _, OnConflict, Query, Table,
};
use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr, Statement,
};
use eframe_core::{
    Actor, Change, Commit, Constraint, Database, Migration, MigrationList, Timestamp,
};

use crate::Failure;

/// The site's own table.
pub(crate) const MIGRATIONS: MigrationList =
    MigrationList { block: "site", migrations: &[Migration { name: "0001_mark", up: marks }] };

const EXAMPLE: &str = "example";

fn marks(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("site_mark")
        .col(ColumnDef::new("name").text().not_null().primary_key())
        .to_owned();
    vec![on.build(&table)]
}

/// Notes that what is in this database is an example. Once noted, it stays.
struct IsExample;

#[async_trait]
impl Change for IsExample {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, on: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        let once = OnConflict::column("name").do_nothing().to_owned();
        let insert = Query::insert()
            .into_table("site_mark")
            .columns(["name"])
            .values_panic([Expr::val(EXAMPLE)])
            .on_conflict(once)
            .to_owned();
        on.execute(&insert).await.map(drop)
    }
}

/// Notes it.
///
/// # Errors
/// When the database is away.
pub(crate) async fn as_example(database: &Database) -> Result<(), Failure> {
    let commit = Commit::by(&Actor::system("demo"), database.world().now()).change(IsExample);
    Ok(database.commit(commit).await?)
}

/// Whether it was noted.
///
/// # Errors
/// When the database is away.
pub(crate) async fn is_example(database: &Database) -> Result<bool, Failure> {
    let named = Query::select()
        .column("name")
        .from("site_mark")
        .and_where(Expr::col("name").eq(EXAMPLE))
        .to_owned();
    Ok(database.read().query_one(&named).await?.is_some())
}
