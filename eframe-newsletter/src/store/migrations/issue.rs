//! Issues, what they say, and who is to get them.

use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index, Table, TableCreateStatement};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};

use super::{index, unique};
use crate::store::constraint;

pub(super) fn issues(on: DatabaseBackend) -> Vec<Statement> {
    let part = |sql: &str| Statement::from_string(on, sql);
    vec![
        on.build(&issue()),
        on.build(&issue_language()),
        on.build(&delivery(on)),
        on.build(&sender()),
        unique(on, constraint::NUMBER, "newsletter_issue", &["number"]),
        index(on, "newsletter_issue_state", "newsletter_issue", &["state"]),
        index(
            on,
            "newsletter_delivery_state",
            "newsletter_delivery",
            &["issue", "state", "subscriber"],
        ),
        index(on, "newsletter_delivery_subscriber", "newsletter_delivery", &["subscriber"]),
        // Letters leave in the order of this index, so it is read from where the last ones were and not over what left.
        part(
            "CREATE INDEX newsletter_delivery_fresh ON newsletter_delivery (issue, subscriber) \
             WHERE state = 'queued' AND next_at IS NULL",
        ),
        part(
            "CREATE INDEX newsletter_delivery_due ON newsletter_delivery (issue, next_at) \
             WHERE next_at IS NOT NULL",
        ),
        part(
            "CREATE INDEX newsletter_delivery_leased ON newsletter_delivery (lease) \
             WHERE lease IS NOT NULL",
        ),
        part(
            "CREATE INDEX newsletter_delivery_doubts ON newsletter_delivery (issue) \
             WHERE doubts > 0",
        ),
    ]
}

pub(super) fn bounces(on: DatabaseBackend) -> Vec<Statement> {
    vec![
        on.build(&bounce()),
        on.build(&score()),
        index(on, "newsletter_bounce_subscriber", "newsletter_bounce", &["subscriber", "at"]),
        index(on, "newsletter_bounce_at", "newsletter_bounce", &["at", "id"]),
    ]
}

/// An issue that was cancelled before a letter left gives its quarter to another.
pub(super) fn replaced(on: DatabaseBackend) -> Vec<Statement> {
    let column = ColumnDef::new("replaced").uuid().to_owned();
    let number = constraint::NUMBER;
    vec![
        on.build(&Table::alter().table("newsletter_issue").add_column(column).to_owned()),
        Statement::from_string(on, format!("DROP INDEX {number}")),
        Statement::from_string(
            on,
            format!(
                "CREATE UNIQUE INDEX {number} ON newsletter_issue (number) WHERE replaced IS NULL"
            ),
        ),
    ]
}

/// Where the letters went to of those who were erased before this went with their address.
pub(super) fn forgotten(on: DatabaseBackend) -> Vec<Statement> {
    let forget = "UPDATE newsletter_delivery SET domain = '' WHERE domain <> '' AND subscriber IN \
                  (SELECT id FROM newsletter_subscriber WHERE state = 'erased')";
    vec![Statement::from_string(on, forget)]
}

/// Of an issue that a backup brought back nobody knows who got it since.
pub(super) fn restored(on: DatabaseBackend) -> Vec<Statement> {
    let column = ColumnDef::new("restored").timestamp_with_time_zone().to_owned();
    vec![on.build(&Table::alter().table("newsletter_issue").add_column(column).to_owned())]
}

fn issue() -> TableCreateStatement {
    Table::create()
        .table("newsletter_issue")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("number").text().not_null())
        .col(ColumnDef::new("languages").json_binary().not_null())
        // The language that others get; none when the issue waits for theirs.
        .col(ColumnDef::new("fallback").text())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("status").json_binary().not_null())
        .to_owned()
}

fn issue_language() -> TableCreateStatement {
    Table::create()
        .table("newsletter_issue_language")
        .col(ColumnDef::new("issue").uuid().not_null())
        .col(ColumnDef::new("language").text().not_null())
        .col(ColumnDef::new("subject").text().not_null())
        .col(ColumnDef::new("html").text().not_null())
        .col(ColumnDef::new("text").text().not_null())
        .primary_key(
            Index::create().name("newsletter_issue_language_key").col("issue").col("language"),
        )
        .to_owned()
}

/// One row for each letter. It is found by its key alone, so that SQLite keeps it there.
fn delivery(on: DatabaseBackend) -> TableCreateStatement {
    let mut table = Table::create()
        .table("newsletter_delivery")
        .col(ColumnDef::new("issue").uuid().not_null())
        .col(ColumnDef::new("subscriber").uuid().not_null())
        .col(ColumnDef::new("language").text().not_null())
        .col(ColumnDef::new("domain").text().not_null())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("attempts").integer().not_null().default(0))
        .col(ColumnDef::new("doubts").integer().not_null().default(0))
        .col(ColumnDef::new("first_at").timestamp_with_time_zone())
        .col(ColumnDef::new("next_at").timestamp_with_time_zone())
        .col(ColumnDef::new("settled_at").timestamp_with_time_zone())
        .col(ColumnDef::new("lease").uuid())
        .col(ColumnDef::new("answer").text())
        .primary_key(Index::create().name("newsletter_delivery_key").col("issue").col("subscriber"))
        .to_owned();
    if on == DatabaseBackend::Sqlite {
        table.extra("WITHOUT ROWID");
    }
    table
}

/// Who is at it, and shows so by counting on.
fn sender() -> TableCreateStatement {
    Table::create()
        .table("newsletter_sender")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("beat").big_integer().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("trouble").text())
        .to_owned()
}

fn bounce() -> TableCreateStatement {
    Table::create()
        .table("newsletter_bounce")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("subscriber").uuid().not_null())
        .col(ColumnDef::new("issue").uuid().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("kind").text().not_null())
        .col(ColumnDef::new("source").text().not_null())
        .col(ColumnDef::new("answer").text().not_null())
        .to_owned()
}

fn score() -> TableCreateStatement {
    Table::create()
        .table("newsletter_score")
        .col(ColumnDef::new("subscriber").uuid().not_null().primary_key())
        .col(ColumnDef::new("tenths").integer().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone())
        .col(ColumnDef::new("hard_issue").uuid())
        .col(ColumnDef::new("hard_row").integer().not_null())
        .to_owned()
}
