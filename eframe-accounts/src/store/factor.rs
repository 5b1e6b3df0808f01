use eframe_core::block::{instant, sea_orm, stored};
use eframe_core::{Digest, Timestamp, Version};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use uuid::Uuid;

use super::session::digest;
use super::table::{account, factor, halfway, recovery};
use super::{Store, failed};
use crate::Error;
use crate::model::{
    AccountId, App, Enrolment, FactorChange, Factors, Halfway, HalfwayId, Seed, SessionId,
};

impl Store {
    /// The second factors of an account.
    pub(crate) async fn factors(&self, of: AccountId) -> Result<Factors, Error> {
        // The version is read first: codes that change between the two reads are then found stale.
        let row = factor::Entity::find_by_id(of.uuid()).one(self.read()).await.map_err(failed)?;
        let Some(row) = row else { return Ok(Factors::none(of)) };
        let codes = recovery::Entity::find()
            .filter(recovery::Column::Account.eq(of.uuid()))
            .order_by_asc(recovery::Column::Digest)
            .all(self.read())
            .await
            .map_err(failed)?;
        let recovery = codes.into_iter().map(|row| digest(row.digest)).collect::<Result<_, _>>()?;
        Ok(Factors {
            account: of,
            app: seed(row.app_key, row.app_bits)
                .map(|seed| App { seed, used: row.app_used.unwrap_or_default() }),
            enrolment: enrolment(
                seed(row.next_key, row.next_bits),
                row.next_session.map(SessionId::new),
                row.next_begun.map(instant),
            ),
            recovery,
            version: Some(Version::new(row.version)),
        })
    }

    pub(crate) async fn halfway_with(&self, secret: Digest) -> Result<Option<Halfway>, Error> {
        let by_secret = halfway::Column::Secret.eq(secret.bytes().to_vec());
        let row = halfway::Entity::find().filter(by_secret).one(self.read()).await;
        row.map_err(failed)?.map(whole).transpose()
    }
}

fn seed(key: Option<String>, bits: Option<Uuid>) -> Option<Seed> {
    key.zip(bits).map(|(key, bits)| Seed { key, bits })
}

fn enrolment(
    seed: Option<Seed>,
    session: Option<SessionId>,
    begun: Option<Timestamp>,
) -> Option<Enrolment> {
    Some(Enrolment { seed: seed?, session: session?, begun: begun? })
}

fn whole(row: halfway::Model) -> Result<Halfway, Error> {
    Ok(Halfway {
        id: HalfwayId::new(row.id),
        account: AccountId::new(row.account),
        secret: digest(row.secret)?,
        began: instant(row.began),
    })
}

/// A sign-in that waits for the second factor, as a new row.
pub(super) fn halfway_row(of: &Halfway) -> halfway::ActiveModel {
    halfway::ActiveModel {
        id: Set(of.id.uuid()),
        account: Set(of.account.uuid()),
        secret: Set(of.secret.bytes().to_vec()),
        began: Set(stored(of.began)),
    }
}

/// Applies a change of somebody's second factor. The guard has raised the row's version.
pub(super) async fn apply(
    on: &DatabaseTransaction,
    of: AccountId,
    change: &FactorChange,
) -> Result<(), DbErr> {
    match change {
        FactorChange::SetSince(since) => set_since(on, of, *since).await,
        FactorChange::BeginApp { enrolment, new } => begin(on, of, enrolment, *new).await,
        FactorChange::CountApp(app) => {
            let row = factor::ActiveModel {
                app_key: Set(Some(app.seed.key.clone())),
                app_bits: Set(Some(app.seed.bits)),
                app_used: Set(Some(app.used)),
                ..nothing_begun(of)
            };
            factor::Entity::update(row).exec(on).await.map(drop)
        }
        FactorChange::UseStep(step) => {
            let app_used = Set(Some(*step));
            let row =
                factor::ActiveModel { id: Unchanged(of.uuid()), app_used, ..Default::default() };
            factor::Entity::update(row).exec(on).await.map(drop)
        }
        FactorChange::SetRecovery(codes) => {
            drop_recovery(on, of).await?;
            let rows = codes.iter().map(|code| recovery::ActiveModel {
                account: Set(of.uuid()),
                digest: Set(code.bytes().to_vec()),
            });
            recovery::Entity::insert_many(rows).exec_without_returning(on).await.map(drop)
        }
        FactorChange::UseRecovery(code) => {
            let which = (of.uuid(), code.bytes().to_vec());
            recovery::Entity::delete_by_id(which).exec(on).await.map(drop)
        }
        FactorChange::Drop => {
            drop_recovery(on, of).await?;
            let row = factor::ActiveModel {
                app_key: Set(None),
                app_bits: Set(None),
                app_used: Set(None),
                ..nothing_begun(of)
            };
            factor::Entity::update(row).exec(on).await.map(drop)
        }
    }
}

async fn set_since(
    on: &DatabaseTransaction,
    of: AccountId,
    since: Option<Timestamp>,
) -> Result<(), DbErr> {
    let row = account::ActiveModel {
        id: Unchanged(of.uuid()),
        second_factor: Set(since.map(stored)),
        ..Default::default()
    };
    account::Entity::update(row).exec(on).await.map(drop)
}

async fn begin(
    on: &DatabaseTransaction,
    of: AccountId,
    enrolment: &Enrolment,
    new: bool,
) -> Result<(), DbErr> {
    let mut row = factor::ActiveModel {
        id: Set(of.uuid()),
        next_key: Set(Some(enrolment.seed.key.clone())),
        next_bits: Set(Some(enrolment.seed.bits)),
        next_session: Set(Some(enrolment.session.uuid())),
        next_begun: Set(Some(stored(enrolment.begun))),
        ..Default::default()
    };
    if new {
        row.version = Set(1);
        return factor::Entity::insert(row).exec_without_returning(on).await.map(drop);
    }
    factor::Entity::update(row).exec(on).await.map(drop)
}

/// The row without what was being set up.
fn nothing_begun(of: AccountId) -> factor::ActiveModel {
    factor::ActiveModel {
        id: Unchanged(of.uuid()),
        next_key: Set(None),
        next_bits: Set(None),
        next_session: Set(None),
        next_begun: Set(None),
        ..Default::default()
    }
}

async fn drop_recovery(on: &DatabaseTransaction, of: AccountId) -> Result<(), DbErr> {
    let own = recovery::Column::Account.eq(of.uuid());
    recovery::Entity::delete_many().filter(own).exec(on).await.map(drop)
}
