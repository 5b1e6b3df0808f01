use std::collections::BTreeMap;

use eframe_core::Timestamp;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel, QueryFilter as _,
};
use eframe_core::block::stored;
use jiff::SignedDuration;

use super::super::row;
use super::super::table::{fee, happened, member, staged};
use super::{insert, number};
use crate::model::ImportId;
use crate::rules::Staged;

/// What was staged and never adopted goes after a day.
const LIFE: SignedDuration = SignedDuration::from_hours(24);
/// So many rows go into one statement: both databases limit how many values it takes.
const ROWS: usize = 500;

pub(super) async fn stage(
    on: &DatabaseTransaction,
    import: ImportId,
    slice: u32,
    members: &[Staged],
    at: Timestamp,
) -> Result<(), DbErr> {
    let row = staged::Model {
        import: import.uuid(),
        slice: i32::try_from(slice).unwrap_or(i32::MAX),
        at: stored(at),
        members: row::json(&members)?,
    };
    insert::<staged::Entity>(on, row).await
}

/// Forgets what was staged longer than a day ago.
pub(super) async fn sweep(on: &DatabaseTransaction, now: Timestamp) -> Result<(), DbErr> {
    let old = staged::Column::At.lt(stored(now - LIFE));
    staged::Entity::delete_many().filter(old).exec(on).await.map(drop)
}

/// Slice by slice, each by a question of its own, so that memory holds one of them.
pub(super) async fn adopt(
    on: &DatabaseTransaction,
    import: ImportId,
    numbers: &BTreeMap<i16, u32>,
) -> Result<(), DbErr> {
    for (year, count) in numbers {
        count_from(on, *year, *count).await?;
    }
    let of_import = staged::Column::Import.eq(import.uuid());
    for slice in 1.. {
        let found = staged::Entity::find_by_id((import.uuid(), slice)).one(on).await?;
        let Some(found) = found else { break };
        let members = serde_json::from_value(found.members);
        adopt_slice(on, members.map_err(|error| DbErr::Json(error.to_string()))?).await?;
    }
    staged::Entity::delete_many().filter(of_import).exec(on).await.map(drop)
}

async fn adopt_slice(on: &DatabaseTransaction, slice: Vec<Staged>) -> Result<(), DbErr> {
    let (mut members, mut happenings, mut fees) = (Vec::new(), Vec::new(), Vec::new());
    for Staged { member, fees: owed } in &slice {
        let given = match &member.number {
            Some(number) => number.clone(),
            None => number(on, "M", member.year).await?,
        };
        members.push(row::new_member(member, Some(given), None));
        for one in &member.history {
            happenings.push(row::happened(member.id, one)?);
        }
        for fee in owed {
            fees.push(row::fee(fee)?);
        }
    }
    insert_all::<member::Entity>(on, members).await?;
    insert_all::<happened::Entity>(on, happenings).await?;
    insert_all::<fee::Entity>(on, fees).await
}

pub(super) async fn insert_all<E>(
    on: &DatabaseTransaction,
    models: Vec<E::Model>,
) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let mut models = models.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while models.peek().is_some() {
        let some: Vec<E::ActiveModel> = models.by_ref().take(ROWS).collect();
        E::insert_many(some).exec_without_returning(on).await?;
    }
    Ok(())
}

/// From now on the numbers of a year come behind this one.
async fn count_from(on: &DatabaseTransaction, year: i16, count: u32) -> Result<(), DbErr> {
    let (name, next) = (format!("M-{year}"), i64::from(count) + 1);
    let column = || Expr::col(("membership_counter", "next"));
    let larger = Expr::case(column().lt(next), Expr::val(next)).finally(column());
    let raised = Query::insert()
        .into_table("membership_counter")
        .columns(["name", "next"])
        .values_panic([Expr::val(name), Expr::val(next)])
        .on_conflict(OnConflict::column("name").value("next", larger).to_owned())
        .to_owned();
    on.execute(&raised).await.map(drop)
}
