use async_trait::async_trait;
use eframe_core::Timestamp;
use eframe_core::block::Errand;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
};

use super::table::issue;
use crate::model::{IssueId, IssueStage};
use crate::rules::sending::{self, IssueChange};

/// Has issues rest that a backup brought back on their way.
pub(crate) struct RestRestored {
    pub(crate) now: Timestamp,
}

#[async_trait]
impl Errand for RestRestored {
    type Answer = u64;

    async fn run(&self, on: &DatabaseTransaction) -> Result<u64, DbErr> {
        let stages = [IssueStage::Queued, IssueStage::Sending].map(IssueStage::name);
        let going = issue::Entity::find().filter(issue::Column::State.is_in(stages));
        let mut rest = 0;
        for row in going.all(on).await? {
            let status = serde_json::from_value(row.status);
            let status = status.map_err(|error| DbErr::Json(error.to_string()))?;
            if let Some(status) = sending::restored(&status, self.now) {
                let change = IssueChange::Status { issue: IssueId::new(row.id), status };
                super::issue::apply(on, &change, self.now).await?;
                rest += 1;
            }
        }
        Ok(rest)
    }
}
