use eframe_core::block::{instant, sea_orm, stored};
use eframe_core::{OrganisationId, Timestamp, Version};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};

use super::table::{invitation, reset};
use super::{Store, damaged, failed, language};
use crate::Error;
use crate::model::{
    AccountId, EmailAddress, Invitation, InvitationId, InvitationState, Reset, ResetId,
};

/// So many are named in one statement.
const SLICE: usize = 500;

impl Store {
    pub(crate) async fn invitation(&self, id: InvitationId) -> Result<Option<Invitation>, Error> {
        let row = invitation::Entity::find_by_id(id.uuid()).one(self.read()).await;
        row.map_err(failed)?.map(whole).transpose()
    }

    /// The newest invitations; with organisations only those with a role for one of them.
    pub(crate) async fn invitations(
        &self,
        organisations: Option<&[OrganisationId]>,
        limit: u64,
    ) -> Result<Vec<Invitation>, Error> {
        let mut find = invitation::Entity::find();
        if let Some(organisations) = organisations {
            find = find.filter(organisations.iter().fold(Condition::any(), |any, organisation| {
                // The roles are one JSON text, and an id stands in it nowhere else.
                let text = Expr::col(invitation::Column::Memberships).cast_as("text");
                any.add(text.like(format!("%{organisation}%")))
            }));
        }
        let rows = find
            .order_by_desc(invitation::Column::Sent)
            .order_by_desc(invitation::Column::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(whole).collect()
    }

    /// The invitations to an address that wait, the oldest first.
    pub(crate) async fn open_invitations(
        &self,
        email_key: &str,
        now: Timestamp,
    ) -> Result<Vec<Invitation>, Error> {
        let rows = invitation::Entity::find()
            .filter(invitation::Column::EmailKey.eq(email_key))
            .filter(invitation::Column::State.eq("open"))
            .filter(invitation::Column::Expires.gt(stored(now)))
            .order_by_asc(invitation::Column::Sent)
            .order_by_asc(invitation::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(whole).collect()
    }

    /// The invitations of a sender that wait.
    pub(crate) async fn invitations_by(
        &self,
        sender: AccountId,
        now: Timestamp,
    ) -> Result<Vec<Invitation>, Error> {
        let rows = invitation::Entity::find()
            .filter(invitation::Column::Sender.eq(sender.uuid()))
            .filter(invitation::Column::State.eq("open"))
            .filter(invitation::Column::Expires.gt(stored(now)))
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(whole).collect()
    }

    pub(crate) async fn reset(&self, id: ResetId) -> Result<Option<Reset>, Error> {
        let row = reset::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        row.map(|row| {
            Ok(Reset {
                id: ResetId::new(row.id),
                email: address(&row.email)?,
                language: language(&row.language),
                expires: instant(row.expires),
            })
        })
        .transpose()
    }
}

fn address(text: &str) -> Result<EmailAddress, Error> {
    EmailAddress::parse("email", text).map_err(|_| damaged("an address"))
}

fn whole(row: invitation::Model) -> Result<Invitation, Error> {
    let state = match (row.state.as_str(), row.account) {
        ("open", _) => InvitationState::Open,
        ("accepted", Some(by)) => InvitationState::Accepted(AccountId::new(by)),
        ("withdrawn", _) => InvitationState::Withdrawn,
        _ => return Err(damaged("an invitation's state")),
    };
    Ok(Invitation {
        id: InvitationId::new(row.id),
        email: address(&row.email)?,
        name: row.name,
        language: language(&row.language),
        memberships: serde_json::from_value(row.memberships).map_err(|_| damaged("roles"))?,
        sender: row.sender.map(AccountId::new),
        sent: instant(row.sent),
        expires: instant(row.expires),
        state,
        version: Version::new(row.version),
    })
}

/// An invitation's state as its two columns.
pub(super) fn columns(state: InvitationState) -> (&'static str, Option<uuid::Uuid>) {
    match state {
        InvitationState::Open => ("open", None),
        InvitationState::Accepted(by) => ("accepted", Some(by.uuid())),
        InvitationState::Withdrawn => ("withdrawn", None),
    }
}

/// Takes these back that wait. Whoever accepts one is guarded by its sender's account, so their versions stay.
pub(super) async fn withdraw(on: &DatabaseTransaction, ids: &[InvitationId]) -> Result<(), DbErr> {
    for some in ids.chunks(SLICE) {
        invitation::Entity::update_many()
            .col_expr(invitation::Column::State, Expr::val(columns(InvitationState::Withdrawn).0))
            .filter(invitation::Column::Id.is_in(some.iter().map(|id| id.uuid())))
            .filter(invitation::Column::State.eq("open"))
            .exec(on)
            .await?;
    }
    Ok(())
}

/// An invitation as a new row.
pub(super) fn invitation_row(of: &Invitation) -> invitation::ActiveModel {
    let (state, account) = columns(of.state);
    invitation::ActiveModel {
        id: Set(of.id.uuid()),
        version: Set(of.version.get()),
        email: Set(of.email.as_str().to_owned()),
        email_key: Set(of.email.key()),
        name: Set(of.name.clone()),
        language: Set(of.language.code().to_owned()),
        memberships: Set(serde_json::json!(of.memberships)),
        sender: Set(of.sender.map(AccountId::uuid)),
        sent: Set(stored(of.sent)),
        expires: Set(stored(of.expires)),
        state: Set(state.to_owned()),
        account: Set(account),
    }
}

/// A wish for a new password as a new row.
pub(super) fn reset_row(of: &Reset) -> reset::ActiveModel {
    reset::ActiveModel {
        id: Set(of.id.uuid()),
        email: Set(of.email.as_str().to_owned()),
        email_key: Set(of.email.key()),
        language: Set(of.language.code().to_owned()),
        expires: Set(stored(of.expires)),
    }
}
