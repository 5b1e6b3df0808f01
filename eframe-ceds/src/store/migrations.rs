use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index, Table};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};
use eframe_core::{Migration, MigrationList};

use super::constraint;

/// The block's tables.
pub const MIGRATIONS: MigrationList = MigrationList {
    block: "ceds",
    migrations: &[
        Migration { name: "0001_round", up: round },
        Migration { name: "0002_assessment", up: assessment },
        Migration { name: "0003_frozen", up: frozen },
    ],
};

fn index(
    on: DatabaseBackend,
    name: &str,
    table: &'static str,
    columns: &[&'static str],
) -> Statement {
    let mut index = Index::create().name(name).table(table).to_owned();
    for &column in columns {
        index.col(column);
    }
    on.build(&index)
}

fn unique(
    on: DatabaseBackend,
    name: &str,
    table: &'static str,
    columns: &[&'static str],
) -> Statement {
    let mut index = Index::create().unique().name(name).table(table).to_owned();
    for &column in columns {
        index.col(column);
    }
    on.build(&index)
}

fn round(on: DatabaseBackend) -> Vec<Statement> {
    let instruments = Table::create()
        .table("ceds_instrument")
        .col(ColumnDef::new("sha256").text().not_null().primary_key())
        .col(ColumnDef::new("instrument").text().not_null())
        .col(ColumnDef::new("edition").text().not_null())
        .col(ColumnDef::new("format").text().not_null())
        .col(ColumnDef::new("document").text().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned();
    let rounds = Table::create()
        .table("ceds_round")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("name").text().not_null())
        .col(ColumnDef::new("instrument").text().not_null())
        .col(ColumnDef::new("edition").text().not_null())
        .col(ColumnDef::new("sha256").text().not_null())
        .col(ColumnDef::new("opens").text().not_null())
        .col(ColumnDef::new("closes").text().not_null())
        .col(ColumnDef::new("state").json_binary().not_null())
        .to_owned();
    vec![
        on.build(&instruments),
        on.build(&rounds),
        unique(on, constraint::EDITION, "ceds_instrument", &["instrument", "edition"]),
        index(on, "ceds_round_opens", "ceds_round", &["opens", "id"]),
    ]
}

fn assessment(on: DatabaseBackend) -> Vec<Statement> {
    let assessments = Table::create()
        .table("ceds_assessment")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("round").uuid().not_null())
        .col(ColumnDef::new("organisation").uuid().not_null())
        .col(ColumnDef::new("city").text().not_null())
        .col(ColumnDef::new("stage").text().not_null())
        .col(ColumnDef::new("state").json_binary().not_null())
        .col(ColumnDef::new("facts").json_binary().not_null())
        .col(ColumnDef::new("team").json_binary().not_null())
        .col(ColumnDef::new("consent").text().not_null())
        .col(ColumnDef::new("begun").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("changed").timestamp_with_time_zone().not_null())
        .to_owned();
    let answers = Table::create()
        .table("ceds_answer")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("assessment").uuid().not_null())
        .col(ColumnDef::new("question").text().not_null())
        .col(ColumnDef::new("given").json_binary().not_null())
        .col(ColumnDef::new("note").text().not_null())
        .col(ColumnDef::new("links").json_binary().not_null())
        .col(ColumnDef::new("by").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned();
    let versions = Table::create()
        .table("ceds_answer_version")
        .col(ColumnDef::new("answer").uuid().not_null())
        .col(ColumnDef::new("number").big_integer().not_null())
        .col(ColumnDef::new("given").json_binary().not_null())
        .col(ColumnDef::new("note").text().not_null())
        .col(ColumnDef::new("links").json_binary().not_null())
        .col(ColumnDef::new("by").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .primary_key(Index::create().name("ceds_answer_version_key").col("answer").col("number"))
        .to_owned();
    let one = format!(
        "CREATE UNIQUE INDEX {} ON ceds_assessment (round, organisation) \
         WHERE stage <> 'withdrawn'",
        constraint::ONE
    );
    vec![
        on.build(&assessments),
        on.build(&answers),
        on.build(&versions),
        Statement::from_string(on, one),
        index(on, "ceds_assessment_changed", "ceds_assessment", &["changed", "id"]),
        index(on, "ceds_assessment_organisation", "ceds_assessment", &["organisation"]),
        index(on, "ceds_assessment_stage", "ceds_assessment", &["round", "stage"]),
        unique(on, constraint::ANSWER, "ceds_answer", &["assessment", "question"]),
    ]
}

fn frozen(on: DatabaseBackend) -> Vec<Statement> {
    let evidence = Table::create()
        .table("ceds_evidence")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("assessment").uuid().not_null())
        .col(ColumnDef::new("question").text().not_null())
        .col(ColumnDef::new("blob").uuid().not_null())
        .col(ColumnDef::new("sha256").text().not_null())
        .col(ColumnDef::new("file_name").text().not_null())
        .col(ColumnDef::new("media_type").text().not_null())
        .col(ColumnDef::new("bytes").big_integer().not_null())
        .col(ColumnDef::new("by").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned();
    let comments = Table::create()
        .table("ceds_comment")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("assessment").uuid().not_null())
        .col(ColumnDef::new("question").text())
        .col(ColumnDef::new("said").text().not_null())
        .col(ColumnDef::new("by").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned();
    let frozen = Table::create()
        .table("ceds_frozen")
        .col(ColumnDef::new("assessment").uuid().not_null().primary_key())
        .col(ColumnDef::new("sha256").text().not_null())
        .col(ColumnDef::new("engine").text().not_null())
        .col(ColumnDef::new("inputs").json_binary().not_null())
        .col(ColumnDef::new("scores").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned();
    let compared = Table::create()
        .table("ceds_compared")
        .col(ColumnDef::new("round").uuid().not_null().primary_key())
        .col(ColumnDef::new("snapshot").json_binary().not_null())
        .to_owned();
    vec![
        on.build(&evidence),
        on.build(&comments),
        on.build(&frozen),
        on.build(&compared),
        index(on, "ceds_evidence_assessment", "ceds_evidence", &["assessment"]),
        index(on, "ceds_evidence_blob", "ceds_evidence", &["blob"]),
        index(on, "ceds_comment_assessment", "ceds_comment", &["assessment", "at"]),
    ]
}
