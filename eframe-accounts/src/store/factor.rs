use eframe_core::block::{instant, sea_orm, stored};
use eframe_core::{Digest, Timestamp, Version};
use jiff::SignedDuration;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};
use uuid::Uuid;

use super::passkey::{self as passkeys, question};
use super::session::digest;
use super::table::{account, factor, halfway, passkey, recovery, token};
use super::{Store, failed};
use crate::Error;
use crate::model::{
    AccountId, App, Enrolment, FactorChange, Factors, Halfway, HalfwayId, PasskeyEnrolment,
    Question, Seed, SessionId,
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
        let passkey_enrolment = passkeys::enrolment(&row);
        Ok(Factors {
            account: of,
            app: seed(row.app_key, row.app_bits)
                .map(|seed| App { seed, used: row.app_used.unwrap_or_default() }),
            enrolment: enrolment(
                seed(row.next_key, row.next_bits),
                row.next_session.map(SessionId::new),
                row.next_begun.map(instant),
            ),
            passkeys: self.passkeys(of).await?,
            passkey_enrolment,
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
        question: question(row.options, row.state),
    })
}

/// A sign-in that waits for the second factor, as a new row.
pub(super) fn halfway_row(of: &Halfway) -> halfway::ActiveModel {
    let (options, state) = passkeys::columns(of.question.as_ref());
    halfway::ActiveModel {
        options: Set(options),
        state: Set(state),
        id: Set(of.id.uuid()),
        account: Set(of.account.uuid()),
        secret: Set(of.secret.bytes().to_vec()),
        began: Set(stored(of.began)),
    }
}

/// Puts another question to a sign-in; one that has ended in the meantime stays ended.
pub(super) async fn ask_anew(
    on: &DatabaseTransaction,
    which: HalfwayId,
    question: &Question,
) -> Result<(), DbErr> {
    halfway::Entity::update_many()
        .col_expr(halfway::Column::Options, Expr::val(question.options.as_str()))
        .col_expr(halfway::Column::State, Expr::val(question.state.as_str()))
        .filter(halfway::Column::Id.eq(which.uuid()))
        .exec(on)
        .await
        .map(drop)
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
            let row = factor::ActiveModel { app_used, ..same(of) };
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
            let own = passkey::Column::Account.eq(of.uuid());
            passkey::Entity::delete_many().filter(own).exec(on).await?;
            let row = passkeys::none_begun(without_app(of));
            factor::Entity::update(row).exec(on).await.map(drop)
        }
        FactorChange::DropApp => factor::Entity::update(without_app(of)).exec(on).await.map(drop),
        FactorChange::BeginPasskey { enrolment, new } => {
            begin_passkey(on, of, enrolment, *new).await
        }
        FactorChange::GiveUpPasskey => {
            let row = passkeys::none_begun(same(of));
            factor::Entity::update(row).exec(on).await.map(drop)
        }
        FactorChange::CountPasskey(one) => {
            passkeys::add(on, of, one).await?;
            let row = passkeys::none_begun(same(of));
            factor::Entity::update(row).exec(on).await.map(drop)
        }
        FactorChange::UsePasskey { signed, at } => passkeys::note(on, signed, *at).await,
        FactorChange::DropPasskey(which) => {
            passkey::Entity::delete_by_id(which.uuid()).exec(on).await.map(drop)
        }
    }
}

async fn set_since(
    on: &DatabaseTransaction,
    of: AccountId,
    since: Option<Timestamp>,
) -> Result<(), DbErr> {
    let since = match since {
        Some(since) => Some(since.max(behind_tokens(on, of).await?)),
        None => None,
    };
    let row = account::ActiveModel {
        id: Unchanged(of.uuid()),
        second_factor: Set(since.map(stored)),
        ..Default::default()
    };
    account::Entity::update(row).exec(on).await.map(drop)
}

/// The first moment behind every token that is there: none of them was made with the factor that begins now, whatever a
/// clock that stepped back says.
async fn behind_tokens(on: &DatabaseTransaction, of: AccountId) -> Result<Timestamp, DbErr> {
    let newest = token::Entity::find()
        .filter(token::Column::Account.eq(of.uuid()))
        .order_by_desc(token::Column::Made)
        .one(on)
        .await?;
    let Some(newest) = newest else { return Ok(Timestamp::UNIX_EPOCH) };
    let made = instant(newest.made);
    Ok(made.checked_add(SignedDuration::from_micros(1)).unwrap_or(made))
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

async fn begin_passkey(
    on: &DatabaseTransaction,
    of: AccountId,
    enrolment: &PasskeyEnrolment,
    new: bool,
) -> Result<(), DbErr> {
    let mut row = passkeys::begun(enrolment);
    row.id = Set(of.uuid());
    if new {
        row.version = Set(1);
        return factor::Entity::insert(row).exec_without_returning(on).await.map(drop);
    }
    factor::Entity::update(row).exec(on).await.map(drop)
}

/// The row as it is.
fn same(of: AccountId) -> factor::ActiveModel {
    factor::ActiveModel { id: Unchanged(of.uuid()), ..Default::default() }
}

/// The row without an app that was being set up.
fn nothing_begun(of: AccountId) -> factor::ActiveModel {
    factor::ActiveModel {
        next_key: Set(None),
        next_bits: Set(None),
        next_session: Set(None),
        next_begun: Set(None),
        ..same(of)
    }
}

/// The row without an app that counts or was being set up.
fn without_app(of: AccountId) -> factor::ActiveModel {
    factor::ActiveModel {
        app_key: Set(None),
        app_bits: Set(None),
        app_used: Set(None),
        ..nothing_begun(of)
    }
}

async fn drop_recovery(on: &DatabaseTransaction, of: AccountId) -> Result<(), DbErr> {
    let own = recovery::Column::Account.eq(of.uuid());
    recovery::Entity::delete_many().filter(own).exec(on).await.map(drop)
}
