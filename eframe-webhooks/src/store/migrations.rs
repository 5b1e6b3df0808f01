use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index, Table, TableCreateStatement};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};
use eframe_core::{Migration, MigrationList};

/// The block's tables.
pub const MIGRATIONS: MigrationList = MigrationList {
    block: "webhooks",
    migrations: &[Migration { name: "0001_endpoints", up: endpoints }],
};

fn endpoints(on: DatabaseBackend) -> Vec<Statement> {
    let part = |sql: &str| Statement::from_string(on, sql);
    vec![
        on.build(&endpoint()),
        on.build(&message()),
        on.build(&delivery()),
        part("CREATE INDEX webhooks_delivery_listed ON webhooks_delivery (endpoint, at, message)"),
        part(
            "CREATE INDEX webhooks_delivery_waiting ON webhooks_delivery (due_at) WHERE state = 'waiting'",
        ),
        part(
            "CREATE INDEX webhooks_delivery_leased ON webhooks_delivery (endpoint) \
             WHERE leased_until IS NOT NULL",
        ),
        part(
            "CREATE INDEX webhooks_delivery_settled ON webhooks_delivery (at) WHERE state <> 'waiting'",
        ),
    ]
}

fn endpoint() -> TableCreateStatement {
    Table::create()
        .table("webhooks_endpoint")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("about").text().not_null())
        .col(ColumnDef::new("url").text().not_null())
        .col(ColumnDef::new("events").json_binary().not_null())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("details").json_binary().not_null())
        .col(ColumnDef::new("secrets").json_binary().not_null())
        .col(ColumnDef::new("created_at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("failing_since").timestamp_with_time_zone())
        .col(ColumnDef::new("failures").integer().not_null().default(0))
        .col(ColumnDef::new("rest_until").timestamp_with_time_zone())
        .to_owned()
}

fn message() -> TableCreateStatement {
    Table::create()
        .table("webhooks_message")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("event").text().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("data").json_binary().not_null())
        .to_owned()
}

fn delivery() -> TableCreateStatement {
    Table::create()
        .table("webhooks_delivery")
        .col(ColumnDef::new("message").uuid().not_null())
        .col(ColumnDef::new("endpoint").uuid().not_null())
        .col(ColumnDef::new("event").text().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("attempts").integer().not_null())
        .col(ColumnDef::new("due_at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("leased_until").timestamp_with_time_zone())
        .col(ColumnDef::new("fence").big_integer().not_null())
        .col(ColumnDef::new("tried_at").timestamp_with_time_zone())
        .col(ColumnDef::new("code").integer())
        .col(ColumnDef::new("lost").text())
        .col(ColumnDef::new("said").text())
        .primary_key(Index::create().name("webhooks_delivery_key").col("message").col("endpoint"))
        .to_owned()
}
