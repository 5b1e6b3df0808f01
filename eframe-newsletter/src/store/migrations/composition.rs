use eframe_core::block::sea_orm::sea_query::{ColumnDef, Index, Table};
use eframe_core::block::sea_orm::{DatabaseBackend, Statement};

use crate::store::constraint;

/// What issues are put together from, and of which somebody was reminded.
pub(super) fn composition(on: DatabaseBackend) -> Vec<Statement> {
    let composition = Table::create()
        .table("newsletter_composition")
        .col(ColumnDef::new("issue").uuid().not_null().primary_key())
        .col(ColumnDef::new("composition").json_binary().not_null())
        .to_owned();
    let reminder = Table::create()
        .table("newsletter_reminder")
        .col(ColumnDef::new("issue").uuid().not_null())
        .col(ColumnDef::new("at").timestamp_with_time_zone().not_null())
        .primary_key(Index::create().name(constraint::REMINDED).col("issue"))
        .to_owned();
    vec![on.build(&composition), on.build(&reminder)]
}
