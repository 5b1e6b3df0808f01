//! What becomes of each column when a person is erased is decided, and written down.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use eframe_core::CommitError;
use eframe_core::block::sea_orm::{ConnectionTrait as _, Statement};
use eframe_core::personal::{Fate, PersonalError};

use super::super::tests::{Hall, hall};
use super::all_the_same;

/// The columns of all blocks in which a person may be: those of text and JSON, and those that name an account.
async fn columns(hall: &Hall) -> BTreeSet<(String, String)> {
    let read = hall.site.database.read();
    let sql = "SELECT m.name, c.name, lower(c.type) FROM sqlite_master m JOIN pragma_table_info(m.name) c \
               WHERE m.type = 'table'";
    let rows = read.query_all_raw(Statement::from_string(read.get_database_backend(), sql)).await;
    let mut found = BTreeSet::new();
    for row in rows.expect("read") {
        let text = |at| row.try_get_by_index::<String>(at).expect("text");
        let (table, column, kind) = (text(0), text(1), text(2));
        let ours = !table.contains("__") && !table.ends_with("_migration");
        let ours =
            ours && table.contains('_') && table != "site_mark" && !table.starts_with("sqlite");
        let words = matches!(kind.as_str(), "text" | "varchar" | "json_text" | "jsonb_text");
        let names = ["account", "actor", "person", "creator"].contains(&column.as_str());
        if ours && (words || names) {
            found.insert((table, column));
        }
    }
    found
}

#[tokio::test]
async fn every_column_that_may_tell_of_a_person_is_decided() {
    let hall = hall().await;
    let there = columns(&hall).await;
    let mut decided = BTreeSet::new();
    for block in hall.site.persons.blocks() {
        for table in block.holding().tables() {
            let columns = table.columns.iter().map(|(column, _)| (*column).to_owned());
            decided.extend(columns.map(|column| (table.name.to_owned(), column)));
        }
    }
    let missing: Vec<_> = there.difference(&decided).collect();
    assert!(missing.is_empty(), "say what becomes of them in the block's personal.rs: {missing:?}");
    // Neither text nor named as an account is, and listed for what becomes of them all the same.
    let others = [
        "id",
        "salt",
        "leaf",
        "digest",
        "secret",
        "credential",
        "app_bits",
        "next_bits",
        "next_session",
        "pass_session",
    ];
    let text = |(_, column): &&(String, String)| !others.contains(&column.as_str());
    let gone: Vec<_> = decided.difference(&there).filter(text).collect();
    assert!(gone.is_empty(), "these are no columns: {gone:?}");
}

#[tokio::test]
async fn what_becomes_of_each_column_stands_in_the_documents() {
    let hall = hall().await;
    let mut page = String::new();
    for block in hall.site.persons.blocks() {
        let _ = write!(
            page,
            "\n### {}\n\n| table | column | when a person is erased |\n|---|---|---|\n",
            block.name()
        );
        for table in block.holding().tables() {
            for (column, fate) in table.columns.iter().filter(|(_, fate)| *fate != Fate::Nothing) {
                let _ = writeln!(page, "| `{}` | `{column}` | {} |", table.name, fate.told());
            }
        }
    }
    let documents = include_str!("../../../../../docs/reference/personal-data.md");
    let (_, there) = documents.split_once("<!-- by block -->\n").expect("the place of the table");
    assert!(there == page, "put this below the mark in docs/reference/personal-data.md:\n{page}");
}

#[test]
fn bad_input_98_a_file_that_cannot_be_written_anew_stops_no_start() {
    assert_eq!(all_the_same(Ok(3)).expect("they are erased"), 3);
    let freed = Err(PersonalError::Freed(CommitError::Contended));
    assert_eq!(all_the_same(freed).expect("it starts"), 0);
    let unread = Err(PersonalError::List(std::io::Error::other("no folder")));
    all_the_same(unread).expect_err("nobody knows who was erased");
}
