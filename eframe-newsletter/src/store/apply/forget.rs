use eframe_core::block::sea_orm::sea_query::Expr;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
};

use crate::model::{SubscriberId, What};
use crate::store::row;
use crate::store::table::{consent, delivery};

/// Takes away where somebody's letters went to, and what their own line of a list said.
pub(super) async fn forget(on: &DatabaseTransaction, of: SubscriberId) -> Result<(), DbErr> {
    delivery::Entity::update_many()
        .col_expr(delivery::Column::Domain, Expr::value(""))
        .filter(delivery::Column::Subscriber.eq(of.uuid()))
        .exec(on)
        .await?;
    let stated = consent::Entity::find()
        .filter(consent::Column::Subscriber.eq(of.uuid()))
        .filter(consent::Column::What.eq("stated"));
    for line in stated.all(on).await? {
        let read = serde_json::from_value(line.entry);
        let what: What = read.map_err(|error| DbErr::Json(error.to_string()))?;
        if let What::Stated { proof, own: Some(_), file } = what {
            let without = What::Stated { proof, own: None, file };
            consent::Entity::update_many()
                .col_expr(consent::Column::Entry, Expr::value(row::json(&without)?))
                .filter(consent::Column::Id.eq(line.id))
                .exec(on)
                .await?;
        }
    }
    Ok(())
}
