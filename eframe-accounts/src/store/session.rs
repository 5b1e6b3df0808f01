use eframe_core::Digest;
use eframe_core::block::{instant, sea_orm, stored};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::table::{session, token};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{AccountId, ApiToken, Session, SessionId, TokenId};

impl Store {
    pub(crate) async fn session_with(&self, secret: Digest) -> Result<Option<Session>, Error> {
        let by_secret = session::Column::Secret.eq(secret.bytes().to_vec());
        let row = session::Entity::find().filter(by_secret).one(self.read()).await;
        row.map_err(failed)?.map(whole_session).transpose()
    }

    pub(crate) async fn session(&self, id: SessionId) -> Result<Option<Session>, Error> {
        let row = session::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        row.map(whole_session).transpose()
    }

    /// The sessions of an account, last used first.
    pub(crate) async fn sessions(&self, of: AccountId) -> Result<Vec<Session>, Error> {
        let rows = session::Entity::find()
            .filter(session::Column::Account.eq(of.uuid()))
            .order_by_desc(session::Column::Seen)
            .order_by_desc(session::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(whole_session).collect()
    }

    pub(crate) async fn token_with(&self, secret: Digest) -> Result<Option<ApiToken>, Error> {
        let by_secret = token::Column::Secret.eq(secret.bytes().to_vec());
        let row = token::Entity::find().filter(by_secret).one(self.read()).await;
        row.map_err(failed)?.map(whole_token).transpose()
    }

    pub(crate) async fn token(&self, id: TokenId) -> Result<Option<ApiToken>, Error> {
        let row = token::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        row.map(whole_token).transpose()
    }

    /// The tokens of an account, newest first.
    pub(crate) async fn tokens(&self, of: AccountId) -> Result<Vec<ApiToken>, Error> {
        let rows = token::Entity::find()
            .filter(token::Column::Account.eq(of.uuid()))
            .order_by_desc(token::Column::Made)
            .order_by_desc(token::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(whole_token).collect()
    }
}

pub(super) fn digest(bytes: Vec<u8>) -> Result<Digest, Error> {
    bytes.try_into().map(Digest::new).map_err(|_| damaged("a hash"))
}

fn whole_session(row: session::Model) -> Result<Session, Error> {
    Ok(Session {
        id: SessionId::new(row.id),
        account: AccountId::new(row.account),
        secret: digest(row.secret)?,
        started: instant(row.started),
        seen: instant(row.seen),
        agent: row.agent,
    })
}

fn whole_token(row: token::Model) -> Result<ApiToken, Error> {
    Ok(ApiToken {
        id: TokenId::new(row.id),
        account: AccountId::new(row.account),
        name: row.name,
        scope: serde_json::from_value(row.scope).map_err(|_| damaged("a token's scope"))?,
        secret: digest(row.secret)?,
        made: instant(row.made),
        expires: instant(row.expires),
    })
}

/// A session as a new row.
pub(super) fn session_row(of: &Session) -> session::ActiveModel {
    session::ActiveModel {
        id: Set(of.id.uuid()),
        account: Set(of.account.uuid()),
        secret: Set(of.secret.bytes().to_vec()),
        started: Set(stored(of.started)),
        seen: Set(stored(of.seen)),
        agent: Set(of.agent.clone()),
    }
}

/// A token as a new row.
pub(super) fn token_row(of: &ApiToken) -> token::ActiveModel {
    token::ActiveModel {
        id: Set(of.id.uuid()),
        account: Set(of.account.uuid()),
        name: Set(of.name.clone()),
        scope: Set(serde_json::json!(of.scope)),
        secret: Set(of.secret.bytes().to_vec()),
        made: Set(stored(of.made)),
        expires: Set(stored(of.expires)),
    }
}
