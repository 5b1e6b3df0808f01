//! Terms of office, meetings, their agendas, rolls and votes.

use eframe_core::block::sea_orm::sea_query::{
    ColumnDef, Expr, Index, Query, Table, TableCreateStatement,
};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};

use super::{index, raw, unique};
use crate::rules::THE_TERMS;
use crate::store::constraint;
use crate::store::term::THE_REGISTER;

pub(super) fn meeting(on: DatabaseBackend) -> Vec<Statement> {
    let the_terms = Query::insert()
        .into_table("membership_terms")
        .columns(["id", "version"])
        .values_panic([Expr::val(THE_TERMS), Expr::val(1_i64)])
        .to_owned();
    vec![
        on.build(&guards()),
        on.build(&the_terms),
        on.build(&terms()),
        on.build(&meetings()),
        on.build(&items()),
        on.build(&votes()),
        index(on, "membership_term_body", "membership_term", &["body", "from_day"]),
        index(on, "membership_term_member", "membership_term", &["member"]),
        unique(on, constraint::MEETING_NUMBER, "membership_meeting", &["number"]),
        index(on, "membership_meeting_starts", "membership_meeting", &["starts", "id"]),
        index(on, "membership_meeting_code", "membership_meeting", &["code"]),
        index(on, "membership_item_meeting", "membership_item", &["meeting", "position"]),
        unique(on, constraint::ITEM, "membership_item", &["application"]),
    ]
}

fn guards() -> TableCreateStatement {
    Table::create()
        .table("membership_terms")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .to_owned()
}

fn terms() -> TableCreateStatement {
    Table::create()
        .table("membership_term")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("member").uuid().not_null())
        .col(ColumnDef::new("name").text().not_null())
        .col(ColumnDef::new("body").text().not_null())
        .col(ColumnDef::new("office").text().not_null())
        .col(ColumnDef::new("from_day").text().not_null())
        .col(ColumnDef::new("until_day").text().not_null())
        .to_owned()
}

fn meetings() -> TableCreateStatement {
    Table::create()
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
        .to_owned()
}

fn items() -> TableCreateStatement {
    Table::create()
        .table("membership_item")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("meeting").uuid().not_null())
        .col(ColumnDef::new("position").integer().not_null())
        .col(ColumnDef::new("application").uuid())
        .col(ColumnDef::new("matter").json_binary().not_null())
        .col(ColumnDef::new("stage").text().not_null())
        .col(ColumnDef::new("state").json_binary().not_null())
        .to_owned()
}

fn votes() -> TableCreateStatement {
    Table::create()
        .table("membership_vote")
        .col(ColumnDef::new("item").uuid().not_null())
        .col(ColumnDef::new("member").uuid().not_null())
        .col(ColumnDef::new("choice").text())
        .col(ColumnDef::new("by").json_binary().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("recorded").boolean().not_null())
        .primary_key(Index::create().name(constraint::VOTE).col("item").col("member"))
        .to_owned()
}

/// The version of who is in the register at all.
pub(super) fn register(on: DatabaseBackend) -> Vec<Statement> {
    let row = Query::insert()
        .into_table("membership_terms")
        .columns(["id", "version"])
        .values_panic([Expr::val(THE_REGISTER), Expr::val(1_i64)])
        .to_owned();
    vec![on.build(&row)]
}

/// Who stands on the roll of which meeting.
pub(super) fn seat(on: DatabaseBackend) -> Vec<Statement> {
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

/// What the roll says of each seat, and who is there: until then a part of the meeting's state.
///
/// The states of meetings that are over keep what they say, for a program of before may still show them. Those of open
/// ones lose it: such a program then fails to read the meeting, where it would note an arrival that nobody sees.
pub(super) fn roll(on: DatabaseBackend) -> Vec<Statement> {
    let column = |column: ColumnDef| {
        on.build(&Table::alter().table("membership_seat").add_column(column).to_owned())
    };
    let flag = |name: &'static str| {
        column(ColumnDef::new(name).boolean().not_null().default(false).to_owned())
    };
    let (filled, emptied) = match on {
        DatabaseBackend::Postgres => (
            "UPDATE membership_seat s SET name = e.entry ->> 'name', \
             reasons = e.entry -> 'right' -> 'excluded' -> 'reasons', \
             present = coalesce(m.state -> 'attendance' -> 'present' ? (e.entry ->> 'body'), false), \
             chair = coalesce(m.state -> 'attendance' ->> 'chair' = e.entry ->> 'body', false) \
             FROM membership_meeting m, jsonb_array_elements( \
             CASE jsonb_typeof(m.state -> 'roll') WHEN 'array' THEN m.state -> 'roll' ELSE '[]' END \
             ) AS e(entry) WHERE s.meeting = m.id AND s.member = (e.entry ->> 'body')::uuid",
            "UPDATE membership_meeting SET state = state - 'roll' - 'attendance' WHERE stage = 'open'",
        ),
        _ => (
            "UPDATE membership_seat SET name = e.value ->> 'name', \
             reasons = json_extract(e.value, '$.right.excluded.reasons'), \
             present = EXISTS (SELECT 1 FROM json_each(m.state, '$.attendance.present') p \
             WHERE p.value = e.value ->> 'body'), \
             chair = coalesce(m.state ->> '$.attendance.chair' = e.value ->> 'body', 0) \
             FROM membership_meeting m, json_each(m.state, '$.roll') e \
             WHERE membership_seat.meeting = m.id \
             AND membership_seat.member = unhex(replace(e.value ->> 'body', '-', ''))",
            "UPDATE membership_meeting SET state = json_remove(state, '$.roll', '$.attendance') \
             WHERE stage = 'open'",
        ),
    };
    vec![
        column(ColumnDef::new("name").text().to_owned()),
        column(ColumnDef::new("reasons").json_binary().to_owned()),
        flag("present"),
        flag("chair"),
        raw(on, filled.to_owned()),
        raw(on, emptied.to_owned()),
    ]
}
