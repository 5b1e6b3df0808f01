//! Members, what happened to them, what they owe, and what an import lays ready.

use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index, Table, TableCreateStatement};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};

use super::{index, sorted, unique};
use crate::store::constraint;

pub(super) fn member(on: DatabaseBackend) -> Vec<Statement> {
    // The register goes on behind a name and an id, whichever of these it is narrowed by.
    let listed = |name: &str, by: &[&'static str]| {
        index(on, name, "membership_member", &[by, &["name_key", "id"]].concat())
    };
    vec![
        on.build(&members(on)),
        on.build(&happenings()),
        on.build(&fees()),
        on.build(&staged()),
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

fn members(on: DatabaseBackend) -> TableCreateStatement {
    Table::create()
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
        .to_owned()
}

/// When it was written down that the register shows somebody: a decision may count from an earlier day.
pub(super) fn listed(on: DatabaseBackend) -> Vec<Statement> {
    let column = Table::alter()
        .table("membership_member")
        .add_column(ColumnDef::new("listed").timestamp_with_time_zone())
        .to_owned();
    vec![on.build(&column)]
}

fn happenings() -> TableCreateStatement {
    Table::create()
        .table("membership_happened")
        .col(ColumnDef::new("member").uuid().not_null())
        .col(ColumnDef::new("number").integer().not_null())
        .col(ColumnDef::new("on_day").text().not_null())
        .col(ColumnDef::new("recorded").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("what").text().not_null())
        .col(ColumnDef::new("happening").json_binary().not_null())
        .primary_key(Index::create().name(constraint::HAPPENED).col("member").col("number"))
        .to_owned()
}

fn fees() -> TableCreateStatement {
    Table::create()
        .table("membership_fee")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("member").uuid().not_null())
        .col(ColumnDef::new("period").text().not_null())
        .col(ColumnDef::new("minor").big_integer().not_null())
        .col(ColumnDef::new("currency").text().not_null())
        .col(ColumnDef::new("due").text().not_null())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("details").json_binary().not_null())
        .to_owned()
}

fn staged() -> TableCreateStatement {
    Table::create()
        .table("membership_staged")
        .col(ColumnDef::new("import").uuid().not_null())
        .col(ColumnDef::new("slice").integer().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("members").json_binary().not_null())
        .primary_key(Index::create().name("membership_staged_key").col("import").col("slice"))
        .to_owned()
}
