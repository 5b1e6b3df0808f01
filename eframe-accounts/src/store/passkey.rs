use eframe_core::block::{instant, sea_orm, stored};
use eframe_core::{Digest, Timestamp};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _,
};

use super::session::digest;
use super::table::{factor, passkey};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{AccountId, Passkey, PasskeyEnrolment, PasskeyId, Question, SessionId, Signed};

impl Store {
    /// The passkeys of an account, first added first.
    pub(super) async fn passkeys(&self, of: AccountId) -> Result<Vec<Passkey>, Error> {
        let rows = passkey::Entity::find()
            .filter(passkey::Column::Account.eq(of.uuid()))
            .order_by_asc(passkey::Column::Added)
            .order_by_asc(passkey::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(whole).collect()
    }
}

fn whole(row: passkey::Model) -> Result<Passkey, Error> {
    let credential: Digest = digest(row.credential)?;
    Ok(Passkey {
        id: PasskeyId::new(row.id),
        name: row.name,
        credential,
        key: row.public_key,
        counter: row.counter.try_into().map_err(|_| damaged("a passkey's counter"))?,
        added: instant(row.added),
        used: row.used.map(instant),
    })
}

/// The passkey that is being made, as the row says it.
pub(super) fn enrolment(row: &factor::Model) -> Option<PasskeyEnrolment> {
    Some(PasskeyEnrolment {
        name: row.pass_name.clone()?,
        question: question(row.pass_options.clone(), row.pass_state.clone())?,
        session: SessionId::new(row.pass_session?),
        begun: instant(row.pass_begun?),
    })
}

pub(super) fn question(options: Option<String>, state: Option<String>) -> Option<Question> {
    options.zip(state).map(|(options, state)| Question { options, state })
}

pub(super) fn columns(of: Option<&Question>) -> (Option<String>, Option<String>) {
    of.map(|one| (one.options.clone(), one.state.clone())).unzip()
}

/// The columns of a passkey that is being made.
pub(super) fn begun(of: &PasskeyEnrolment) -> factor::ActiveModel {
    let (options, state) = columns(Some(&of.question));
    factor::ActiveModel {
        pass_name: Set(Some(of.name.clone())),
        pass_options: Set(options),
        pass_state: Set(state),
        pass_session: Set(Some(of.session.uuid())),
        pass_begun: Set(Some(stored(of.begun))),
        ..Default::default()
    }
}

/// A row without one.
pub(super) fn none_begun(row: factor::ActiveModel) -> factor::ActiveModel {
    factor::ActiveModel {
        pass_name: Set(None),
        pass_options: Set(None),
        pass_state: Set(None),
        pass_session: Set(None),
        pass_begun: Set(None),
        ..row
    }
}

/// A passkey counts from now on.
pub(super) async fn add(
    on: &DatabaseTransaction,
    of: AccountId,
    one: &Passkey,
) -> Result<(), DbErr> {
    let row = passkey::ActiveModel {
        id: Set(one.id.uuid()),
        account: Set(of.uuid()),
        name: Set(one.name.clone()),
        credential: Set(one.credential.bytes().to_vec()),
        public_key: Set(one.key.clone()),
        counter: Set(one.counter.into()),
        added: Set(stored(one.added)),
        used: Set(one.used.map(stored)),
    };
    passkey::Entity::insert(row).exec_without_returning(on).await.map(drop)
}

/// A passkey signed somebody in.
pub(super) async fn note(
    on: &DatabaseTransaction,
    signed: &Signed,
    at: Timestamp,
) -> Result<(), DbErr> {
    let row = passkey::ActiveModel {
        id: Unchanged(signed.passkey.uuid()),
        public_key: Set(signed.key.clone()),
        counter: Set(signed.counter.into()),
        used: Set(Some(stored(at))),
        ..Default::default()
    };
    passkey::Entity::update(row).exec(on).await.map(drop)
}
