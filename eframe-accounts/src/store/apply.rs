use async_trait::async_trait;
use eframe_core::block::{sea_orm, stored};
use eframe_core::{Constraint, Language, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _,
    QueryFilter as _,
};
use uuid::Uuid;

use super::table::{
    account, directory, halfway, invitation, membership, once, organisation, reset, session,
    throttle, token, trust,
};
use super::{
    constraint, factor as factors, invitation as invitations, provider as providers,
    session as sessions,
};
use crate::model::{
    Account, AccountId, Attempts, Change, Directory, FirstLink, InvitationId, InvitationState,
    Membership, Organisation, Over, SessionId, State,
};

#[async_trait]
impl eframe_core::Change for Change {
    const CONSTRAINTS: &'static [Constraint] = &[
        Constraint { name: constraint::EMAIL, table: "accounts_account", columns: &["email_key"] },
        Constraint {
            name: constraint::ORGANISATION,
            table: "accounts_organisation",
            columns: &["name_key"],
        },
        Constraint { name: constraint::FACTOR, table: "accounts_factor", columns: &["id"] },
        Constraint {
            name: constraint::SIGN_IN,
            table: "accounts_link",
            columns: &["issuer", "subject"],
        },
        Constraint {
            name: constraint::LINK,
            table: "accounts_link",
            columns: &["account", "issuer"],
        },
        Constraint { name: constraint::ONCE, table: "accounts_once", columns: &["digest"] },
        Constraint {
            name: constraint::PASSKEY,
            table: "accounts_passkey",
            columns: &["credential"],
        },
        Constraint { name: constraint::COUNT, table: "accounts_throttle", columns: &["id"] },
    ];

    async fn apply(&self, on: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr> {
        match self {
            Self::OpenAccount(account) => open_account(on, account, at).await,
            Self::SetState { account, state } => set_state(on, *account, state).await,
            Self::SetMemberships { account, memberships } => {
                let old = membership::Column::Account.eq(account.uuid());
                delete::<membership::Entity>(on, old).await?;
                give(on, *account, memberships).await
            }
            Self::SetProfile { account, name, language } => {
                set_profile(on, *account, name, *language).await
            }
            Self::Factor(account, change) => factors::apply(on, *account, change).await,
            Self::StartHalfway(halfway) => insert(on, factors::halfway_row(halfway)).await,
            Self::AskAnew { halfway, question } => factors::ask_anew(on, *halfway, question).await,
            Self::EndHalfway(id) => {
                delete::<halfway::Entity>(on, halfway::Column::Id.eq(id.uuid())).await
            }
            Self::StartSession(session) => insert(on, sessions::session_row(session)).await,
            Self::TouchSession { session, seen } => touch(on, *session, *seen).await,
            Self::EndSession(id) => {
                delete::<session::Entity>(on, session::Column::Id.eq(id.uuid())).await
            }
            Self::EndSessionsOf { account, but } => end_sessions(on, *account, *but).await,
            Self::MakeToken(token) => insert(on, sessions::token_row(token)).await,
            Self::RevokeToken(id) => {
                delete::<token::Entity>(on, token::Column::Id.eq(id.uuid())).await
            }
            Self::RevokeTokensOf(account) => {
                delete::<token::Entity>(on, token::Column::Account.eq(account.uuid())).await
            }
            Self::Provider(change) => providers::apply(on, change).await,
            Self::SendInvitation(one) => insert(on, invitations::invitation_row(one)).await,
            Self::SetInvitation { invitation, state } => {
                set_invitation(on, *invitation, *state).await
            }
            Self::EndInvitation(id) => end_invitation(on, *id).await,
            Self::WithdrawInvitations(ids) => invitations::withdraw(on, ids).await,
            Self::AskReset(reset) => insert(on, invitations::reset_row(reset)).await,
            Self::DropReset(id) => {
                delete::<reset::Entity>(on, reset::Column::Id.eq(id.uuid())).await
            }
            Self::DropResetsFor { email_key } => {
                let own = reset::Column::EmailKey.eq(email_key.as_str());
                delete::<reset::Entity>(on, own).await
            }
            Self::SetFirstLink(first) => set_first_link(on, *first).await,
            Self::CountAttempt { row, attempts, forgotten, new } => {
                count(on, *row, *attempts, *forgotten, *new).await
            }
            Self::TakeOneOff { row } => take_one_off(on, *row).await,
            Self::ForgetAttempts { row } => {
                delete::<throttle::Entity>(on, throttle::Column::Id.eq(*row)).await
            }
            Self::TrustAddress { row, until } => trust_until(on, *row, *until).await,
            Self::AddOrganisation(one) => insert(on, organisation_row(one)).await,
            Self::RenameOrganisation(one) => {
                organisation::Entity::update(organisation_row(one)).exec(on).await.map(drop)
            }
            Self::Sweep(over) => sweep(on, *over).await,
        }
    }
}

async fn insert<A>(on: &DatabaseTransaction, row: A) -> Result<(), DbErr>
where
    A: sea_orm::ActiveModelTrait,
{
    A::Entity::insert(row).exec_without_returning(on).await.map(drop)
}

async fn delete<E: sea_orm::EntityTrait>(
    on: &DatabaseTransaction,
    which: impl sea_orm::sea_query::IntoCondition,
) -> Result<(), DbErr> {
    E::delete_many().filter(which).exec(on).await.map(drop)
}

async fn open_account(on: &DatabaseTransaction, one: &Account, at: Timestamp) -> Result<(), DbErr> {
    insert(on, super::account::row(one, at)).await?;
    give(on, one.id, &one.memberships).await
}

async fn give(on: &DatabaseTransaction, to: AccountId, held: &[Membership]) -> Result<(), DbErr> {
    if held.is_empty() {
        return Ok(());
    }
    let rows = super::account::rows(to, held);
    membership::Entity::insert_many(rows).exec_without_returning(on).await.map(drop)
}

async fn set_profile(
    on: &DatabaseTransaction,
    of: AccountId,
    name: &str,
    language: Language,
) -> Result<(), DbErr> {
    let update = account::ActiveModel {
        id: Set(of.uuid()),
        name: Set(name.to_owned()),
        name_key: Set(name.to_lowercase()),
        language: Set(language.code().to_owned()),
        ..Default::default()
    };
    account::Entity::update(update).exec(on).await.map(drop)
}

async fn set_invitation(
    on: &DatabaseTransaction,
    id: InvitationId,
    state: InvitationState,
) -> Result<(), DbErr> {
    let (state, account) = invitations::columns(state);
    let update = invitation::ActiveModel {
        id: Set(id.uuid()),
        state: Set(state.to_owned()),
        account: Set(account),
        ..Default::default()
    };
    invitation::Entity::update(update).exec(on).await.map(drop)
}

/// It stays listed as one whose time is up: that begins when it was sent, which no clock steps back behind.
async fn end_invitation(on: &DatabaseTransaction, id: InvitationId) -> Result<(), DbErr> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::Expires, Expr::col(invitation::Column::Sent))
        .filter(invitation::Column::Id.eq(id.uuid()))
        .exec(on)
        .await
        .map(drop)
}

async fn set_first_link(on: &DatabaseTransaction, first: Option<FirstLink>) -> Result<(), DbErr> {
    let update = directory::ActiveModel {
        id: Set(Directory::ID),
        first: Set(first.map(|link| link.id)),
        first_expires: Set(first.map(|link| stored(link.expires))),
        ..Default::default()
    };
    directory::Entity::update(update).exec(on).await.map(drop)
}

fn organisation_row(of: &Organisation) -> organisation::ActiveModel {
    organisation::ActiveModel {
        id: Set(of.id.uuid()),
        name: Set(of.name.clone()),
        name_key: Set(of.name.to_lowercase()),
    }
}

async fn set_state(on: &DatabaseTransaction, of: AccountId, state: &State) -> Result<(), DbErr> {
    let (active, password) = match state {
        State::Active { password } => (true, password),
        State::Off { password } => (false, password),
    };
    let update = account::ActiveModel {
        id: Set(of.uuid()),
        active: Set(active),
        password: Set(password.phc().to_owned()),
        ..Default::default()
    };
    account::Entity::update(update).exec(on).await.map(drop)
}

/// A session that has ended in the meantime stays ended.
async fn touch(on: &DatabaseTransaction, id: SessionId, seen: Timestamp) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::Seen, Expr::val(stored(seen)))
        .filter(session::Column::Id.eq(id.uuid()))
        .filter(session::Column::Seen.lt(stored(seen)))
        .exec(on)
        .await
        .map(drop)
}

async fn end_sessions(
    on: &DatabaseTransaction,
    of: AccountId,
    but: Option<SessionId>,
) -> Result<(), DbErr> {
    let own = session::Column::Account.eq(of.uuid());
    let ending = match but {
        Some(kept) => own.and(session::Column::Id.ne(kept.uuid())),
        None => own,
    };
    delete::<session::Entity>(on, ending).await?;
    // Whoever was about to sign in begins anew too.
    delete::<halfway::Entity>(on, halfway::Column::Account.eq(of.uuid())).await
}

async fn count(
    on: &DatabaseTransaction,
    row: Uuid,
    attempts: Attempts,
    forgotten: Timestamp,
    new: bool,
) -> Result<(), DbErr> {
    let mut counted = throttle::ActiveModel {
        id: Set(row),
        count: Set(attempts.count.into()),
        last: Set(stored(attempts.last)),
        forgotten: Set(stored(forgotten)),
        ..Default::default()
    };
    if new {
        counted.version = Set(1);
        return insert(on, counted).await;
    }
    throttle::Entity::update(counted).exec(on).await.map(drop)
}

async fn take_one_off(on: &DatabaseTransaction, row: Uuid) -> Result<(), DbErr> {
    let count = Expr::col(throttle::Column::Count).sub(1);
    throttle::Entity::update_many()
        .col_expr(throttle::Column::Count, count)
        .filter(throttle::Column::Id.eq(row))
        .filter(throttle::Column::Count.gt(0))
        .exec(on)
        .await
        .map(drop)
}

async fn trust_until(on: &DatabaseTransaction, row: Uuid, until: Timestamp) -> Result<(), DbErr> {
    let newer =
        OnConflict::column(trust::Column::Id).update_column(trust::Column::Until).to_owned();
    let row = trust::ActiveModel { id: Set(row), until: Set(stored(until)) };
    trust::Entity::insert(row).on_conflict(newer).exec_without_returning(on).await.map(drop)
}

async fn sweep(on: &DatabaseTransaction, over: Over) -> Result<(), DbErr> {
    let (before, started) = (stored(over.now), stored(over.sessions_started_before));
    let (seen, began) = (stored(over.sessions_seen_before), stored(over.halfways_begun_before));
    delete::<halfway::Entity>(on, halfway::Column::Began.lte(began)).await?;
    let over = session::Column::Started.lte(started).or(session::Column::Seen.lte(seen));
    delete::<session::Entity>(on, over).await?;
    delete::<token::Entity>(on, token::Column::Expires.lte(before)).await?;
    delete::<reset::Entity>(on, reset::Column::Expires.lte(before)).await?;
    delete::<trust::Entity>(on, trust::Column::Until.lte(before)).await?;
    delete::<once::Entity>(on, once::Column::Until.lte(before)).await?;
    delete::<throttle::Entity>(on, throttle::Column::Forgotten.lte(before)).await
}
