//! Who somebody is, for giving out or erasing all that is kept of them.

use eframe_core::block::sea_orm;
use sea_orm::{ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::table::{account, invitation, organisation};
use super::{Store, failed};
use crate::Error;

impl Store {
    /// The invitations of somebody: the id of each, and the name that it has.
    pub(crate) async fn invited(
        &self,
        email_keys: &[String],
        account: Option<Uuid>,
    ) -> Result<Vec<(Uuid, String)>, Error> {
        let theirs = Condition::any()
            .add(invitation::Column::EmailKey.is_in(email_keys))
            .add_option(account.map(|id| invitation::Column::Account.eq(id)));
        let rows = invitation::Entity::find().filter(theirs).all(self.read()).await;
        Ok(rows.map_err(failed)?.into_iter().map(|row| (row.id, row.name)).collect())
    }

    /// Which of these names another account has too.
    pub(crate) async fn others_called(
        &self,
        names: &[String],
        besides: Option<Uuid>,
    ) -> Result<Vec<String>, Error> {
        let keys: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        let called = Condition::all()
            .add(account::Column::NameKey.is_in(keys))
            .add_option(besides.map(|id| account::Column::Id.ne(id)));
        let rows = account::Entity::find().filter(called).all(self.read()).await;
        Ok(rows.map_err(failed)?.into_iter().map(|row| row.name).collect())
    }

    /// Which of these names an organisation has.
    pub(crate) async fn organisations_called(
        &self,
        names: &[String],
    ) -> Result<Vec<String>, Error> {
        let keys: Vec<_> = names.iter().map(|name| name.to_lowercase()).collect();
        let called = organisation::Column::NameKey.is_in(keys);
        let rows = organisation::Entity::find().filter(called).all(self.read()).await;
        Ok(rows.map_err(failed)?.into_iter().map(|row| row.name).collect())
    }
}
