mod application;
mod meeting;
mod member;

use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};
use eframe_core::{Migration, MigrationList};

/// The block's tables.
pub const MIGRATIONS: MigrationList = MigrationList {
    block: "membership",
    migrations: &[
        Migration { name: "0001_application", up: application::application },
        Migration { name: "0002_member", up: member::member },
        Migration { name: "0003_meeting", up: meeting::meeting },
        Migration { name: "0004_unanswered", up: application::unanswered },
        Migration { name: "0005_seat", up: meeting::seat },
        Migration { name: "0006_register", up: meeting::register },
        Migration { name: "0007_roll", up: meeting::roll },
        Migration { name: "0008_creator", up: application::creator },
        Migration { name: "0009_listed", up: member::listed },
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
