use async_trait::async_trait;
use eframe_core::Timestamp;
use eframe_core::block::sea_orm::sea_query::Expr;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
};
use eframe_core::block::{Errand, stored};

use super::table::issue;
use crate::model::{IssueId, IssueStage, Status};
use crate::rules::sending::{self, IssueChange};

/// Has issues rest that a backup brought back on their way, and notes of which nobody knows who got them since.
pub(crate) struct RestRestored {
    pub(crate) now: Timestamp,
    /// Whether the backup has all that was decided.
    pub(crate) has_all: bool,
}

#[async_trait]
impl Errand for RestRestored {
    type Answer = u64;

    async fn run(&self, on: &DatabaseTransaction) -> Result<u64, DbErr> {
        let unfinished = issue::Column::State.ne(IssueStage::Sent.name());
        let mut rest = 0;
        for row in issue::Entity::find().filter(unfinished).all(on).await? {
            let status: Result<Status, _> = serde_json::from_value(row.status);
            let status = status.map_err(|error| DbErr::Json(error.to_string()))?;
            if sending::may_have_left(&status, self.has_all) {
                let noted = issue::Entity::update_many()
                    .col_expr(issue::Column::Restored, Expr::value(stored(self.now)))
                    .filter(issue::Column::Id.eq(row.id));
                noted.exec(on).await?;
            }
            if let Some(status) = sending::restored(&status, self.now) {
                let change = IssueChange::Status { issue: IssueId::new(row.id), status };
                super::issue::apply(on, &change, self.now).await?;
                rest += 1;
            }
        }
        Ok(rest)
    }
}
