//! Who asked, what they agreed to, to whom nothing is sent.

use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index, Table, TableCreateStatement};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};

use super::{index, unique};
use crate::store::constraint;

pub(super) fn subscribers(on: DatabaseBackend) -> Vec<Statement> {
    vec![
        on.build(&subscriber()),
        on.build(&consent()),
        on.build(&suppression()),
        on.build(&asked()),
        on.build(&staged()),
        unique(on, constraint::ADDRESS, "newsletter_subscriber", &["address_key"]),
        index(on, "newsletter_subscriber_question", "newsletter_subscriber", &["question"]),
        index(on, "newsletter_subscriber_mark", "newsletter_subscriber", &["mark"]),
        // Issues are queued, and lists read, in slices by id; what is overdue is found by its time.
        index(on, "newsletter_subscriber_state", "newsletter_subscriber", &["state", "id"]),
        index(on, "newsletter_subscriber_since", "newsletter_subscriber", &["state", "since"]),
        index(on, "newsletter_subscriber_domain", "newsletter_subscriber", &["domain", "id"]),
        index(on, "newsletter_consent_subscriber", "newsletter_consent", &["subscriber", "at"]),
        index(on, "newsletter_suppression_at", "newsletter_suppression", &["at", "mark"]),
        index(on, "newsletter_asked_at", "newsletter_asked", &["at"]),
    ]
}

fn subscriber() -> TableCreateStatement {
    Table::create()
        .table("newsletter_subscriber")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("version").big_integer().not_null())
        .col(ColumnDef::new("address").text())
        .col(ColumnDef::new("address_key").text())
        .col(ColumnDef::new("domain").text())
        .col(ColumnDef::new("mark").text())
        .col(ColumnDef::new("language").text().not_null())
        .col(ColumnDef::new("state").text().not_null())
        .col(ColumnDef::new("since").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("details").json_binary().not_null())
        .col(ColumnDef::new("question").uuid())
        .to_owned()
}

fn consent() -> TableCreateStatement {
    Table::create()
        .table("newsletter_consent")
        .col(ColumnDef::new("id").uuid().not_null().primary_key())
        .col(ColumnDef::new("subscriber").uuid().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("language").text().not_null())
        .col(ColumnDef::new("form").text().not_null())
        .col(ColumnDef::new("what").text().not_null())
        .col(ColumnDef::new("entry").json_binary().not_null())
        .to_owned()
}

fn suppression() -> TableCreateStatement {
    Table::create()
        .table("newsletter_suppression")
        .col(ColumnDef::new("mark").text().not_null().primary_key())
        .col(ColumnDef::new("reason").text().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .to_owned()
}

fn asked() -> TableCreateStatement {
    Table::create()
        .table("newsletter_asked")
        .col(ColumnDef::new("mark").text().not_null().primary_key())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("times").big_integer().not_null())
        .to_owned()
}

fn staged() -> TableCreateStatement {
    Table::create()
        .table("newsletter_staged")
        .col(ColumnDef::new("import").uuid().not_null())
        .col(ColumnDef::new("slice").integer().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .col(ColumnDef::new("people").json_binary().not_null())
        .primary_key(Index::create().name("newsletter_staged_key").col("import").col("slice"))
        .to_owned()
}
