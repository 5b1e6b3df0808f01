use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter};

use super::Posted;
use crate::database::table::kept_form::{ActiveModel, Column, Entity};
use crate::database::{instant, stored, unread};
use crate::{
    Actor, Change, Commit, CommitError, Constraint, Database, StoreError, Timestamp, sha256,
};

/// Keeps what people had typed when their session ended, so that they find it again after signing in
/// (WCAG 2.2.6).
///
/// Whoever has the token has the form, and only at the address it was posted to; the table knows the token's digest
/// alone. Fields with `password` in their name are never kept.
#[derive(Clone)]
pub struct KeptForms {
    database: Database,
}

/// How long a form is kept.
const LIFE: SignedDuration = SignedDuration::from_hours(1);
/// How many are kept at once: strangers can fill no disk.
const MOST: u64 = 1_000;
/// The largest form that is kept, in bytes of names and values.
const LARGEST: usize = 256 * 1024;

impl KeptForms {
    /// Keeps them in this database, whose core tables must be there.
    pub fn new(database: Database) -> Self {
        Self { database }
    }

    /// Keeps a form posted to `path` for an hour and gives the token to find it by; `None` when it is too large or
    /// too many are kept.
    ///
    /// # Errors
    /// As [`Database::commit`].
    pub async fn keep(&self, path: &str, posted: &Posted) -> Result<Option<String>, CommitError> {
        let pairs = posted.iter().filter(|(name, _)| !name.contains("password"));
        let posted: Posted = pairs.collect();
        let size: usize = posted.iter().map(|(name, value)| name.len() + value.len()).sum();
        let world = self.database.world();
        let kept = Entity::find().filter(Column::ExpiresAt.gt(stored(world.now())));
        let many = kept.count(self.database.read()).await.map_err(unread)?;
        if size > LARGEST || many >= MOST {
            return Ok(None);
        }
        let mut secret = [0; 32];
        world.random.fill(&mut secret);
        let token = URL_SAFE_NO_PAD.encode(secret);
        let keep = Keep {
            token: digest(&token),
            path: path.to_owned(),
            posted: serde_json::to_value(&posted).unwrap_or_default(),
        };
        let commit = Commit::by(&Actor::system("forms"), world.now()).change(keep);
        self.database.commit(commit).await?;
        Ok(Some(token))
    }

    /// The form posted to `path`, while its hour lasts.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub async fn find(&self, path: &str, token: &str) -> Result<Option<Posted>, StoreError> {
        let row = Entity::find_by_id(digest(token)).one(self.database.read()).await?;
        let now = self.database.world().now();
        let row = row.filter(|row| row.path == path && instant(row.expires_at) > now);
        Ok(row.and_then(|row| serde_json::from_value(row.posted).ok()))
    }
}

fn digest(token: &str) -> Vec<u8> {
    sha256(token.as_bytes()).bytes().to_vec()
}

struct Keep {
    token: Vec<u8>,
    path: String,
    posted: serde_json::Value,
}

#[async_trait]
impl Change for Keep {
    const CONSTRAINTS: &'static [Constraint] = &[];

    /// Those whose hour is over go in the same transaction, so that no job need sweep.
    async fn apply(&self, transaction: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr> {
        Entity::delete_many().filter(Column::ExpiresAt.lte(stored(at))).exec(transaction).await?;
        let row = ActiveModel {
            token: Set(self.token.clone()),
            path: Set(self.path.clone()),
            posted: Set(self.posted.clone()),
            expires_at: Set(stored(at + LIFE)),
        };
        Entity::insert(row).exec_without_returning(transaction).await?;
        Ok(())
    }
}
