use async_trait::async_trait;
use eframe_core::block::{Errand, sea_orm};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, DbErr, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _,
};

use super::table::{account, directory, halfway, invitation, link, reset, session, token};
use crate::accounts::Restored;

/// Ends what a backup brought back and may have been ended since.
pub(crate) struct EndRestored {
    pub(crate) tokens: bool,
}

#[async_trait]
impl Errand for EndRestored {
    type Answer = Restored;

    async fn run(&self, on: &DatabaseTransaction) -> Result<Restored, DbErr> {
        let sessions = all::<session::Entity>(on).await? + all::<halfway::Entity>(on).await?;
        let links = all::<reset::Entity>(on).await? + invitations(on).await? + first(on).await?;
        let tokens = if self.tokens { Some(all::<token::Entity>(on).await?) } else { None };
        let with_factor =
            account::Entity::find().filter(account::Column::SecondFactor.is_not_null());
        Ok(Restored {
            sessions,
            links,
            tokens,
            second_factors: with_factor.count(on).await?,
            providers: link::Entity::find().count(on).await?,
        })
    }
}

/// Deletes all of a table.
async fn all<E: sea_orm::EntityTrait>(on: &DatabaseTransaction) -> Result<u64, DbErr> {
    Ok(E::delete_many().filter(Condition::all()).exec(on).await?.rows_affected)
}

/// They stay listed as those whose time is up.
async fn invitations(on: &DatabaseTransaction) -> Result<u64, DbErr> {
    use invitation::Column;
    let ended = invitation::Entity::update_many()
        .col_expr(Column::Expires, Expr::col(Column::Sent))
        .filter(Column::State.eq("open"))
        .filter(Expr::col(Column::Expires).gt(Expr::col(Column::Sent)))
        .exec(on)
        .await?;
    Ok(ended.rows_affected)
}

/// The start makes another where it is needed.
async fn first(on: &DatabaseTransaction) -> Result<u64, DbErr> {
    use directory::Column;
    let none = directory::ActiveModel {
        first: sea_orm::ActiveValue::Set(None),
        first_expires: sea_orm::ActiveValue::Set(None),
        ..Default::default()
    };
    let there = directory::Entity::update_many().set(none).filter(Column::First.is_not_null());
    Ok(there.exec(on).await?.rows_affected)
}
