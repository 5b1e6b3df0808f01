use eframe_core::block::sea_orm::sea_query::{ColumnDef, Expr, Index, Query, Table};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};
use eframe_core::{Migration, MigrationList};

use super::constraint;
use super::term::THE_REGISTER;
use crate::rules::THE_TERMS;

/// The block's tables.
pub const MIGRATIONS: MigrationList = MigrationList {
    block: "membership",
    migrations: &[
        Migration { name: "0001_application", up: application },
        Migration { name: "0002_member", up: member },
        Migration { name: "0003_meeting", up: meeting },
        Migration { name: "0004_unanswered", up: unanswered },
        Migration { name: "0005_seat", up: seat },
        Migration { name: "0006_register", up: register },
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

/// A text that lists are sorted by: in the order of its characters, whatever language the database was made for.
fn sorted(on: DatabaseBackend, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name).text().not_null().to_owned();
    if on == DatabaseBackend::Postgres {
        column.extra("COLLATE \"C\"");
    }
    column
}

fn raw(on: DatabaseBackend, sql: String) -> Statement {
    Statement::from_string(on, sql)
}

fn application(on: DatabaseBackend) -> Vec<Statement> {
    let counters = Table::create()
        .table("membership_counter")
        .col(ColumnDef::new("name").text().not_null().primary_key())
        .col(ColumnDef::new("next").big_integer().not_null())
        .to_owned();
    let applications = Table::create()
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
        .to_owned();
    let documents = Table::create()
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
        .to_owned();
    let entries = Table::create()
        .table("membership_entry")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("case_id").uuid().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("what").text().not_null())
        .col(ColumnDef::new("entry").json_binary().not_null())
        .to_owned();
    let one_open = format!(
        "CREATE UNIQUE INDEX {} ON membership_application (organisation) \
         WHERE stage NOT IN ('admitted', 'refused', 'withdrawn')",
        constraint::ONE_OPEN
    );
    vec![
        on.build(&counters),
        on.build(&applications),
        on.build(&documents),
        on.build(&entries),
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

fn member(on: DatabaseBackend) -> Vec<Statement> {
    let members = Table::create()
        .table("membership_member")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("number").text())
        .col(ColumnDef::new("organisation").uuid().not_null())
        .col(ColumnDef::new("kind").text().not_null())
        .col(ColumnDef::new("standing").text())
        .col(ColumnDef::new("shown").boolean().not_null())
        .col(ColumnDef::new("since").text())
        .col(ColumnDef::new("joined").text())
        .col(ColumnDef::new("name").text().not_null())
        .col(sorted(on, "name_key"))
        .col(ColumnDef::new("own_name").text())
        .col(ColumnDef::new("words").text().not_null())
        .col(ColumnDef::new("country").text().not_null())
        .col(ColumnDef::new("region").text().not_null())
        .col(ColumnDef::new("latitude").integer())
        .col(ColumnDef::new("longitude").integer())
        .col(ColumnDef::new("population").big_integer())
        .col(ColumnDef::new("website").text())
        .col(ColumnDef::new("code").text().not_null())
        .to_owned();
    let happenings = Table::create()
        .table("membership_happened")
        .col(ColumnDef::new("member").uuid().not_null())
        .col(ColumnDef::new("number").integer().not_null())
        .col(ColumnDef::new("on_day").text().not_null())
        .col(ColumnDef::new("recorded").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("what").text().not_null())
        .col(ColumnDef::new("happening").json_binary().not_null())
        .primary_key(Index::create().name(constraint::HAPPENED).col("member").col("number"))
        .to_owned();
    let fees = Table::create()
        .table("membership_fee")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("member").uuid().not_null())
        .col(ColumnDef::new("period").text().not_null())
        .col(ColumnDef::new("minor").big_integer().not_null())
        .col(ColumnDef::new("currency").text().not_null())
        .col(ColumnDef::new("due").text().not_null())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("details").json_binary().not_null())
        .to_owned();
    let staged = Table::create()
        .table("membership_staged")
        .col(ColumnDef::new("import").uuid().not_null())
        .col(ColumnDef::new("slice").integer().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("members").json_binary().not_null())
        .primary_key(Index::create().name("membership_staged_key").col("import").col("slice"))
        .to_owned();
    // The register goes on behind a name and an id, whichever of these it is narrowed by.
    let listed = |name: &str, by: &[&'static str]| {
        index(on, name, "membership_member", &[by, &["name_key", "id"]].concat())
    };
    vec![
        on.build(&members),
        on.build(&happenings),
        on.build(&fees),
        on.build(&staged),
        unique(on, constraint::MEMBER_NUMBER, "membership_member", &["number"]),
        unique(on, constraint::ORGANISATION, "membership_member", &["organisation"]),
        listed("membership_member_name", &[]),
        listed("membership_member_shown", &["shown"]),
        listed("membership_member_kind", &["shown", "kind"]),
        listed("membership_member_region", &["shown", "region"]),
        listed("membership_member_country", &["shown", "country"]),
        listed("membership_member_standing", &["standing"]),
        index(on, "membership_member_code", "membership_member", &["code"]),
        unique(on, constraint::FEE, "membership_fee", &["member", "period"]),
        index(on, "membership_fee_due", "membership_fee", &["state", "due"]),
        index(on, "membership_fee_period", "membership_fee", &["period", "state"]),
    ]
}

fn meeting(on: DatabaseBackend) -> Vec<Statement> {
    let guard = Table::create()
        .table("membership_terms")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .to_owned();
    let terms = Table::create()
        .table("membership_term")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("member").uuid().not_null())
        .col(ColumnDef::new("name").text().not_null())
        .col(ColumnDef::new("body").text().not_null())
        .col(ColumnDef::new("office").text().not_null())
        .col(ColumnDef::new("from_day").text().not_null())
        .col(ColumnDef::new("until_day").text().not_null())
        .to_owned();
    let meetings = Table::create()
        .table("membership_meeting")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("number").text().not_null())
        .col(ColumnDef::new("body").text().not_null())
        .col(ColumnDef::new("title").text().not_null())
        .col(ColumnDef::new("starts").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("zone").text().not_null())
        .col(ColumnDef::new("stage").text().not_null())
        .col(ColumnDef::new("state").json_binary().not_null())
        .col(ColumnDef::new("code").text().not_null())
        .to_owned();
    let items = Table::create()
        .table("membership_item")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("meeting").uuid().not_null())
        .col(ColumnDef::new("position").integer().not_null())
        .col(ColumnDef::new("application").uuid())
        .col(ColumnDef::new("matter").json_binary().not_null())
        .col(ColumnDef::new("stage").text().not_null())
        .col(ColumnDef::new("state").json_binary().not_null())
        .to_owned();
    let votes = Table::create()
        .table("membership_vote")
        .col(ColumnDef::new("item").uuid().not_null())
        .col(ColumnDef::new("member").uuid().not_null())
        .col(ColumnDef::new("choice").text())
        .col(ColumnDef::new("by").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("recorded").boolean().not_null())
        .primary_key(Index::create().name(constraint::VOTE).col("item").col("member"))
        .to_owned();
    let the_terms = Query::insert()
        .into_table("membership_terms")
        .columns(["id", "version"])
        .values_panic([Expr::val(THE_TERMS), Expr::val(1_i64)])
        .to_owned();
    vec![
        on.build(&guard),
        on.build(&the_terms),
        on.build(&terms),
        on.build(&meetings),
        on.build(&items),
        on.build(&votes),
        index(on, "membership_term_body", "membership_term", &["body", "from_day"]),
        index(on, "membership_term_member", "membership_term", &["member"]),
        unique(on, constraint::MEETING_NUMBER, "membership_meeting", &["number"]),
        index(on, "membership_meeting_starts", "membership_meeting", &["starts", "id"]),
        index(on, "membership_meeting_code", "membership_meeting", &["code"]),
        index(on, "membership_item_meeting", "membership_item", &["meeting", "position"]),
        unique(on, constraint::ITEM, "membership_item", &["application"]),
    ]
}

/// The version of who is in the register at all.
fn register(on: DatabaseBackend) -> Vec<Statement> {
    let row = Query::insert()
        .into_table("membership_terms")
        .columns(["id", "version"])
        .values_panic([Expr::val(THE_REGISTER), Expr::val(1_i64)])
        .to_owned();
    vec![on.build(&row)]
}

/// Which applications wait for an answer to a letter: a list of them is read without their histories.
fn unanswered(on: DatabaseBackend) -> Vec<Statement> {
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

/// Who stands on the roll of which meeting: the roll itself is a part of the meeting's state.
fn seat(on: DatabaseBackend) -> Vec<Statement> {
    let seats = Table::create()
        .table("membership_seat")
        .col(ColumnDef::new("meeting").uuid().not_null())
        .col(ColumnDef::new("member").uuid().not_null())
        .primary_key(Index::create().name("membership_seat_key").col("meeting").col("member"))
        .to_owned();
    // SQLite keeps an id as its sixteen bytes.
    let filled = match on {
        DatabaseBackend::Postgres => {
            "INSERT INTO membership_seat (meeting, member) \
             SELECT DISTINCT m.id, (entry ->> 'body')::uuid FROM membership_meeting m, \
             jsonb_array_elements(m.state -> 'roll') AS entry"
        }
        _ => {
            "INSERT INTO membership_seat (meeting, member) \
             SELECT DISTINCT m.id, unhex(replace(entry.value ->> 'body', '-', '')) \
             FROM membership_meeting m, json_each(m.state, '$.roll') AS entry"
        }
    };
    let of_member = index(on, "membership_seat_member", "membership_seat", &["member", "meeting"]);
    vec![on.build(&seats), raw(on, filled.to_owned()), of_member]
}
