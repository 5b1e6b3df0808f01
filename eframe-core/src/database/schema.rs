//! Core's migrations.

use sea_orm::sea_query::{ColumnDef, Index, Table};
use sea_orm::{DatabaseBackend, Statement};

use super::migration::{Migration, MigrationList};

/// What core itself keeps. It runs before any block's list.
pub(super) const CORE: MigrationList = MigrationList {
    block: "core",
    migrations: &[
        Migration { name: "0001_audit", up: audit },
        Migration { name: "0002_outbox", up: outbox },
        Migration { name: "0003_receipt", up: receipt },
        Migration { name: "0004_invalidation", up: invalidation },
        Migration { name: "0005_schedule", up: schedule },
        Migration { name: "0006_kept_form", up: kept_form },
        Migration { name: "0007_audit_seal", up: audit_seal },
        Migration { name: "0008_erased", up: erased },
        Migration { name: "0009_erasing", up: erasing },
        Migration { name: "0010_subscriber", up: subscriber },
    ],
};

fn audit(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("core_audit")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(instant("at").not_null())
        .col(ColumnDef::new("actor").uuid().not_null())
        .col(ColumnDef::new("action").text().not_null())
        .col(ColumnDef::new("subject").text().not_null())
        .col(ColumnDef::new("facts").json_binary())
        .col(ColumnDef::new("salt").blob())
        .col(ColumnDef::new("leaf").blob().not_null())
        .to_owned();
    let by_subject = Index::create()
        .name("core_audit_subject")
        .table("core_audit")
        .col("subject")
        .col("at")
        .to_owned();
    vec![on.build(&table), on.build(&by_subject)]
}

fn outbox(on: DatabaseBackend) -> Vec<Statement> {
    let messages = Table::create()
        .table("core_outbox")
        .col(ColumnDef::new("position").big_integer().not_null().auto_increment().primary_key())
        .col(ColumnDef::new("id").uuid().not_null())
        .col(instant("at").not_null())
        .col(ColumnDef::new("name").text().not_null())
        .col(ColumnDef::new("version").integer().not_null())
        .col(ColumnDef::new("subject").text().not_null())
        .col(ColumnDef::new("payload").json_binary().not_null())
        .col(ColumnDef::new("spread").boolean().not_null())
        .to_owned();
    let deliveries = Table::create()
        .table("core_delivery")
        .col(ColumnDef::new("position").big_integer().not_null())
        .col(ColumnDef::new("subscriber").text().not_null())
        .col(ColumnDef::new("message").uuid().not_null())
        .col(ColumnDef::new("subject").text().not_null())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("attempts").integer().not_null())
        .col(instant("due_at").not_null())
        .col(instant("leased_until"))
        .col(ColumnDef::new("fence").big_integer().not_null())
        .col(ColumnDef::new("error").text())
        .primary_key(Index::create().name("core_delivery_key").col("subscriber").col("position"))
        .to_owned();
    let done = Table::create()
        .table("core_outbox_done")
        .col(ColumnDef::new("message").uuid().not_null())
        .col(ColumnDef::new("subscriber").text().not_null())
        .col(instant("at").not_null())
        .primary_key(Index::create().name("core_outbox_done_key").col("message").col("subscriber"))
        .to_owned();
    let by_subject = Index::create()
        .name("core_delivery_subject")
        .table("core_delivery")
        .col("subscriber")
        .col("subject")
        .col("position")
        .to_owned();
    let waiting =
        "CREATE INDEX core_delivery_waiting ON core_delivery (due_at) WHERE state = 'waiting'";
    let leased = "CREATE INDEX core_delivery_leased ON core_delivery (subscriber) WHERE leased_until IS NOT NULL";
    let unspread = "CREATE INDEX core_outbox_unspread ON core_outbox (position) WHERE NOT spread";
    vec![
        on.build(&messages),
        on.build(&deliveries),
        on.build(&done),
        on.build(&by_subject),
        Statement::from_string(on, waiting),
        Statement::from_string(on, leased),
        Statement::from_string(on, unspread),
    ]
}

fn receipt(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("core_receipt")
        .col(ColumnDef::new("actor").uuid().not_null())
        .col(ColumnDef::new("key").text().not_null())
        .col(ColumnDef::new("fingerprint").blob().not_null())
        .col(ColumnDef::new("outcome").json_binary().not_null())
        .col(instant("at").not_null())
        .primary_key(Index::create().name("core_receipt_key").col("actor").col("key"))
        .to_owned();
    vec![on.build(&table)]
}

fn invalidation(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("core_invalidation")
        .col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key())
        .col(instant("at").not_null())
        .col(ColumnDef::new("tag").text().not_null())
        .to_owned();
    let by_time = Index::create()
        .name("core_invalidation_at")
        .table("core_invalidation")
        .col("at")
        .to_owned();
    vec![on.build(&table), on.build(&by_time)]
}

fn schedule(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("core_schedule")
        .col(ColumnDef::new("name").text().not_null().primary_key())
        .col(instant("due_at").not_null())
        .col(ColumnDef::new("attempts").integer().not_null())
        .col(instant("again_at"))
        .col(instant("leased_until"))
        .col(ColumnDef::new("fence").big_integer().not_null())
        .col(ColumnDef::new("error").text())
        .to_owned();
    vec![on.build(&table)]
}

fn kept_form(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("core_kept_form")
        .col(ColumnDef::new("token").blob().not_null().primary_key())
        .col(ColumnDef::new("path").text().not_null())
        .col(ColumnDef::new("posted").json_binary().not_null())
        .col(instant("expires_at").not_null())
        .to_owned();
    vec![on.build(&table)]
}

fn audit_seal(on: DatabaseBackend) -> Vec<Statement> {
    let digest =
        Table::alter().table("core_audit").add_column(ColumnDef::new("digest").blob()).to_owned();
    let number = Table::alter()
        .table("core_audit")
        .add_column(ColumnDef::new("number").big_integer())
        .to_owned();
    let tiles = Table::create()
        .table("core_audit_tile")
        .col(ColumnDef::new("level").integer().not_null())
        .col(ColumnDef::new("position").big_integer().not_null())
        .col(ColumnDef::new("hashes").blob().not_null())
        .primary_key(Index::create().name("core_audit_tile_key").col("level").col("position"))
        .to_owned();
    let checkpoints = Table::create()
        .table("core_audit_checkpoint")
        .col(ColumnDef::new("position").big_integer().not_null().primary_key())
        .col(ColumnDef::new("size").big_integer().not_null())
        .col(instant("at").not_null())
        .col(ColumnDef::new("root").blob().not_null())
        .col(ColumnDef::new("key").text().not_null())
        .col(ColumnDef::new("note").text().not_null())
        .to_owned();
    // What a commit inserts is in the small one only, and leaves it a second later.
    let unsealed = "CREATE INDEX core_audit_unsealed ON core_audit (at, id) WHERE number IS NULL";
    let numbered =
        "CREATE UNIQUE INDEX core_audit_number ON core_audit (number) WHERE number IS NOT NULL";
    vec![
        on.build(&digest),
        on.build(&number),
        on.build(&tiles),
        on.build(&checkpoints),
        Statement::from_string(on, unsealed),
        Statement::from_string(on, numbered),
    ]
}

fn erased(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("core_erased")
        .col(ColumnDef::new("mark").text().not_null().primary_key())
        .col(instant("at").not_null())
        .to_owned();
    vec![on.build(&table)]
}

fn erasing(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("core_erasing")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("person").json_binary().not_null())
        .to_owned();
    vec![on.build(&table)]
}

fn subscriber(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("core_subscriber")
        .col(ColumnDef::new("event").text().not_null())
        .col(ColumnDef::new("subscriber").text().not_null())
        .col(instant("seen_at").not_null())
        .primary_key(Index::create().name("core_subscriber_key").col("event").col("subscriber"))
        .to_owned();
    vec![on.build(&table)]
}

fn instant(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().to_owned()
}
