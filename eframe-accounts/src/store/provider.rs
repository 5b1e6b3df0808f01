use eframe_core::block::{instant, sea_orm, stored};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};

use super::table::{link, once};
use super::{Store, failed};
use crate::Error;
use crate::model::{AccountId, Link, LinkId, ProviderChange, Vouched};

impl Store {
    /// The link that a provider's word opens.
    pub(crate) async fn link_of(&self, vouched: &Vouched) -> Result<Option<Link>, Error> {
        let found = link::Entity::find()
            .filter(link::Column::Issuer.eq(vouched.issuer()))
            .filter(link::Column::Subject.eq(vouched.subject()))
            .one(self.read())
            .await;
        Ok(found.map_err(failed)?.map(whole))
    }

    pub(crate) async fn link(&self, id: LinkId) -> Result<Option<Link>, Error> {
        let row = link::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        Ok(row.map(whole))
    }

    /// The links of an account, oldest first.
    pub(crate) async fn links(&self, of: AccountId) -> Result<Vec<Link>, Error> {
        let rows = link::Entity::find()
            .filter(link::Column::Account.eq(of.uuid()))
            .order_by_asc(link::Column::Linked)
            .order_by_asc(link::Column::Id)
            .all(self.read())
            .await;
        Ok(rows.map_err(failed)?.into_iter().map(whole).collect())
    }
}

fn whole(row: link::Model) -> Link {
    Link {
        id: LinkId::new(row.id),
        account: AccountId::new(row.account),
        issuer: row.issuer,
        subject: row.subject,
        linked: instant(row.linked),
    }
}

/// Applies a change of the links, or of what counted once.
pub(super) async fn apply(on: &DatabaseTransaction, change: &ProviderChange) -> Result<(), DbErr> {
    match change {
        ProviderChange::Link(one) => {
            link::Entity::insert(row(one)).exec_without_returning(on).await.map(drop)
        }
        ProviderChange::Unlink(id) => {
            link::Entity::delete_by_id(id.uuid()).exec(on).await.map(drop)
        }
        ProviderChange::UnlinkAll(of) => {
            let own = link::Column::Account.eq(of.uuid());
            link::Entity::delete_many().filter(own).exec(on).await.map(drop)
        }
        ProviderChange::SpendOnce { digest, until } => {
            let digest = Set(digest.bytes().to_vec());
            let row = once::ActiveModel { digest, until: Set(stored(*until)) };
            once::Entity::insert(row).exec_without_returning(on).await.map(drop)
        }
    }
}

/// A link as a new row.
fn row(of: &Link) -> link::ActiveModel {
    link::ActiveModel {
        id: Set(of.id.uuid()),
        account: Set(of.account.uuid()),
        issuer: Set(of.issuer.clone()),
        subject: Set(of.subject.clone()),
        linked: Set(stored(of.linked)),
    }
}
