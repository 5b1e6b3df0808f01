//! Applications, their documents and their histories.

use eframe_core::block::sea_orm::sea_query::{ColumnDef, Table, TableCreateStatement};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};

use super::{index, raw, sorted, unique};
use crate::store::constraint;

pub(super) fn application(on: DatabaseBackend) -> Vec<Statement> {
    let one_open = format!(
        "CREATE UNIQUE INDEX {} ON membership_application (organisation) \
         WHERE stage NOT IN ('admitted', 'refused', 'withdrawn')",
        constraint::ONE_OPEN
    );
    vec![
        on.build(&counters()),
        on.build(&applications(on)),
        on.build(&documents()),
        on.build(&entries()),
        unique(on, constraint::APPLICATION_NUMBER, "membership_application", &["number"]),
        raw(on, one_open),
        index(
            on,
            "membership_application_stage",
            "membership_application",
            &["stage", "since", "id"],
        ),
        index(on, "membership_application_changed", "membership_application", &["changed", "id"]),
        index(on, "membership_application_name", "membership_application", &["name_key", "id"]),
        index(on, "membership_application_owner", "membership_application", &["organisation"]),
        index(on, "membership_document_application", "membership_document", &["application"]),
        index(on, "membership_document_blob", "membership_document", &["blob"]),
        index(on, "membership_entry_case", "membership_entry", &["case_id", "at"]),
        index(on, "membership_entry_what", "membership_entry", &["what", "at"]),
    ]
}

fn counters() -> TableCreateStatement {
    Table::create()
        .table("membership_counter")
        .col(ColumnDef::new("name").text().not_null().primary_key())
        .col(ColumnDef::new("next").big_integer().not_null())
        .to_owned()
}

fn applications(on: DatabaseBackend) -> TableCreateStatement {
    Table::create()
        .table("membership_application")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("number").text().not_null())
        .col(ColumnDef::new("organisation").uuid().not_null())
        .col(ColumnDef::new("stage").text().not_null())
        .col(ColumnDef::new("since").timestamp_with_time_zone())
        .col(ColumnDef::new("kind").text().not_null())
        .col(ColumnDef::new("name").text().not_null())
        .col(sorted(on, "name_key"))
        .col(ColumnDef::new("country").text().not_null())
        .col(ColumnDef::new("state").json_binary().not_null())
        .col(ColumnDef::new("form").json_binary().not_null())
        .col(ColumnDef::new("signature").json_binary())
        .col(ColumnDef::new("member").uuid())
        .col(ColumnDef::new("code").text().not_null())
        .col(ColumnDef::new("begun").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("changed").timestamp_with_time_zone().not_null())
        .to_owned()
}

fn documents() -> TableCreateStatement {
    Table::create()
        .table("membership_document")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("application").uuid().not_null())
        .col(ColumnDef::new("purpose").text().not_null())
        .col(ColumnDef::new("blob").uuid().not_null())
        .col(ColumnDef::new("sha256").text().not_null())
        .col(ColumnDef::new("file_name").text().not_null())
        .col(ColumnDef::new("media_type").text().not_null())
        .col(ColumnDef::new("bytes").big_integer().not_null())
        .col(ColumnDef::new("by").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned()
}

fn entries() -> TableCreateStatement {
    Table::create()
        .table("membership_entry")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("case_id").uuid().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("what").text().not_null())
        .col(ColumnDef::new("entry").json_binary().not_null())
        .to_owned()
}

/// Which applications wait for an answer to a letter: a list of them is read without their histories.
pub(super) fn unanswered(on: DatabaseBackend) -> Vec<Statement> {
    let column = Table::alter()
        .table("membership_application")
        .add_column(ColumnDef::new("unanswered").timestamp_with_time_zone())
        .to_owned();
    let newest = "FROM membership_entry e WHERE e.case_id = membership_application.id \
                  AND e.what = 'letter' ORDER BY e.at DESC, e.id DESC LIMIT 1";
    let filled = format!(
        "UPDATE membership_application SET unanswered = (SELECT e.at {newest}) \
         WHERE (SELECT e.entry ->> 'side' {newest}) = 'applicant'"
    );
    let those = "CREATE INDEX membership_application_unanswered \
                 ON membership_application (unanswered, id) WHERE unanswered IS NOT NULL";
    vec![on.build(&column), raw(on, filled), raw(on, those.to_owned())]
}

/// Who began an application while nobody acted for its organisation.
pub(super) fn creator(on: DatabaseBackend) -> Vec<Statement> {
    let column = Table::alter()
        .table("membership_application")
        .add_column(ColumnDef::new("creator").uuid())
        .to_owned();
    let those = "CREATE INDEX membership_application_creator \
                 ON membership_application (creator, changed) WHERE creator IS NOT NULL";
    vec![on.build(&column), raw(on, those.to_owned())]
}
