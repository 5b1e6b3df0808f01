use std::collections::BTreeSet;

use eframe_core::Timestamp;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr,
    EntityTrait as _, QueryFilter as _, QuerySelect as _, Statement, Value,
};
use eframe_core::block::stored;

use crate::model::{Edition, EditionId, Stage, State};
use crate::search::{Entry, FORM, fold, variants};
use crate::store::table::edition;

/// Brings the index to what an edition is now, in the transaction that wrote it.
pub(in crate::store) async fn keep(
    on: &DatabaseTransaction,
    edition: &Edition,
) -> Result<(), DbErr> {
    let stage = edition.state.stage();
    let wanted = stage == Stage::Live || stage.is_in_the_making();
    let known = known(on, edition.id).await?;
    let is = Row { live: stage == Stage::Live, revision: edition.revision.get(), form: FORM };
    match known {
        Some((_, row)) if wanted && row == is => return Ok(()),
        Some((number, _)) => {
            run(on, "DELETE FROM cms__search WHERE number = $1", [number.into()]).await?;
            let key = key(on.get_database_backend());
            let sql = format!("DELETE FROM cms__search_terms WHERE {key} = $1");
            run(on, &sql, [number.into()]).await?;
        }
        None => {}
    }
    if wanted { add(on, edition, is).await } else { Ok(()) }
}

/// The same for editions as they stand in their rows.
pub(in crate::store) async fn keep_all(
    on: &DatabaseTransaction,
    editions: &[EditionId],
) -> Result<(), DbErr> {
    let mut query = edition::Entity::find()
        .filter(edition::Column::Id.is_in(editions.iter().map(|id| id.uuid())));
    if on.get_database_backend() == DatabaseBackend::Postgres {
        // Whoever publishes meanwhile waits, and then keeps what is newer.
        query = query.lock_exclusive();
    }
    for row in query.all(on).await? {
        let edition = Edition::try_from(row).map_err(|error| DbErr::Custom(error.to_string()))?;
        crate::store::link::keep(on, &edition).await?;
        keep(on, &edition).await?;
    }
    Ok(())
}

/// What is known of an edition's entry.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Row {
    live: bool,
    revision: i64,
    form: i32,
}

async fn known(on: &DatabaseTransaction, id: EditionId) -> Result<Option<(i64, Row)>, DbErr> {
    let sql = "SELECT number, live, revision, form FROM cms__search WHERE edition = $1";
    let statement =
        Statement::from_sql_and_values(on.get_database_backend(), sql, [id.uuid().into()]);
    let Some(row) = on.query_one_raw(statement).await? else { return Ok(None) };
    let is = Row {
        live: row.try_get_by_index(1)?,
        revision: row.try_get_by_index(2)?,
        form: row.try_get_by_index(3)?,
    };
    Ok(Some((row.try_get_by_index(0)?, is)))
}

async fn add(on: &DatabaseTransaction, edition: &Edition, is: Row) -> Result<(), DbErr> {
    let backend = on.get_database_backend();
    let entry = Entry::of(&edition.content, edition.language, edition.state.stage());
    let sql = "INSERT INTO cms__search (edition, document, language, live, revision, form, at, \
               title, summary, often, said, words) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING number";
    let new_words = edition.content.title.clone();
    let values: [Value; 12] = [
        edition.id.uuid().into(),
        edition.document.uuid().into(),
        edition.language.code().into(),
        is.live.into(),
        is.revision.into(),
        is.form.into(),
        stored(since(edition)).into(),
        entry.title.into(),
        entry.summary.into(),
        entry.often.into(),
        entry.text.into(),
        entry.words.into(),
    ];
    let row = on.query_one_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let number: i64 = match row {
        Some(row) => row.try_get_by_index(0)?,
        None => return Err(DbErr::RecordNotInserted),
    };
    let sql = match backend {
        DatabaseBackend::Postgres => {
            "INSERT INTO cms__search_terms (number, terms) \
             VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))"
        }
        _ => "INSERT INTO cms__search_terms (rowid, terms) VALUES ($1, $2)",
    };
    run(on, sql, [number.into(), entry.terms.into()]).await?;
    if is.live { learn(on, &new_words).await } else { Ok(()) }
}

/// Since when it is what it is.
fn since(edition: &Edition) -> Timestamp {
    match &edition.state {
        State::Live { since, .. } => *since,
        _ => edition.saved,
    }
}

/// Remembers the words of a live title, to be offered to those who mistype them. They are offered only while
/// something that is live has them.
async fn learn(on: &DatabaseTransaction, title: &str) -> Result<(), DbErr> {
    let folded = fold(title);
    let words = folded.words().filter(|word| !variants(word).is_empty());
    let mut new = words.map(str::to_owned).collect::<BTreeSet<_>>();
    if new.is_empty() {
        return Ok(());
    }
    let known = Query::select()
        .column("word")
        .from("cms__search_near")
        .and_where(Expr::col("word").is_in(new.iter().map(String::as_str)))
        .and_where(Expr::col("variant").is_in(new.iter().map(String::as_str)))
        .to_owned();
    for row in on.query_all(&known).await? {
        new.remove(&row.try_get_by_index::<String>(0)?);
    }
    if new.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert()
        .into_table("cms__search_near")
        .columns(["variant", "word"])
        .on_conflict(OnConflict::columns(["variant", "word"]).do_nothing().to_owned())
        .to_owned();
    // In one order for everyone, so that no two commits wait for each other.
    let pairs = new.iter().flat_map(|word| variants(word).into_iter().map(move |of| (of, word)));
    for (variant, word) in pairs.collect::<BTreeSet<_>>() {
        insert.values_panic([variant.into(), word.as_str().into()]);
    }
    on.execute(&insert).await.map(drop)
}

/// What the terms of an entry go by.
pub(super) const fn key(on: DatabaseBackend) -> &'static str {
    match on {
        DatabaseBackend::Postgres => "number",
        _ => "rowid",
    }
}

async fn run<const N: usize>(
    on: &DatabaseTransaction,
    sql: &str,
    values: [Value; N],
) -> Result<(), DbErr> {
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    on.execute_raw(statement).await.map(drop)
}
