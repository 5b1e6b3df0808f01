mod composition;
mod issue;
mod subscriber;

use eframe_core::block::sea_orm::sea_query::Index;
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};
use eframe_core::{Migration, MigrationList};

/// The block's tables.
pub const MIGRATIONS: MigrationList = MigrationList {
    block: "newsletter",
    migrations: &[
        Migration { name: "0001_subscribers", up: subscriber::subscribers },
        Migration { name: "0002_issues", up: issue::issues },
        Migration { name: "0003_bounces", up: issue::bounces },
        Migration { name: "0004_composition", up: composition::composition },
        Migration { name: "0005_replaced", up: issue::replaced },
        Migration { name: "0006_forgotten", up: issue::forgotten },
        Migration { name: "0007_restored", up: issue::restored },
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
