use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index, Table};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};

/// The tables of the index.
pub(in crate::store) fn search(on: DatabaseBackend) -> Vec<Statement> {
    let entries = Table::create()
        .table("cms__search")
        .col(ColumnDef::new("number").big_integer().not_null().auto_increment().primary_key())
        .col(ColumnDef::new("edition").uuid().not_null())
        .col(ColumnDef::new("document").uuid().not_null())
        .col(ColumnDef::new("language").text().not_null())
        .col(ColumnDef::new("live").boolean().not_null())
        .col(ColumnDef::new("revision").big_integer().not_null())
        .col(ColumnDef::new("form").integer().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("title").text().not_null())
        .col(ColumnDef::new("summary").text().not_null())
        .col(ColumnDef::new("often").text().not_null())
        .col(ColumnDef::new("said").text().not_null())
        .col(ColumnDef::new("words").text().not_null())
        .to_owned();
    let edition = Index::create()
        .unique()
        .name("cms__search_edition")
        .table("cms__search")
        .col("edition")
        .to_owned();
    let near = Table::create()
        .table("cms__search_near")
        .col(ColumnDef::new("variant").text().not_null())
        .col(ColumnDef::new("word").text().not_null())
        .primary_key(Index::create().name("cms__search_near_key").col("variant").col("word"))
        .to_owned();
    let mut all = vec![on.build(&entries), on.build(&edition), on.build(&near)];
    let terms: &[&str] = match on {
        DatabaseBackend::Postgres => &[
            "CREATE TABLE cms__search_terms (number bigint PRIMARY KEY, terms tsvector NOT NULL)",
            // What is in the index is never read again: rows of a few bytes are passed over fast.
            "ALTER TABLE cms__search_terms ALTER COLUMN terms SET STORAGE EXTERNAL",
            "ALTER TABLE cms__search_terms SET (toast_tuple_target = 128)",
            "CREATE INDEX cms__search_terms_index ON cms__search_terms USING gin (terms)",
        ],
        // The terms are words already: this tokenizer takes letters of every script as they are.
        _ => &["CREATE VIRTUAL TABLE cms__search_terms USING fts5(terms, content='', \
                contentless_delete=1, detail=none, tokenize='ascii')"],
    };
    all.extend(terms.iter().map(|sql| Statement::from_string(on, *sql)));
    all
}
