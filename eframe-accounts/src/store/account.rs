use std::collections::{BTreeMap, BTreeSet};

use eframe_core::block::{containing, instant, sea_orm, stored};
use eframe_core::{OrganisationId, Timestamp, Version};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::table::{account, directory, invitation, membership, organisation};
use super::{EVERYWHERE, Store, damaged, failed, language};
use crate::Error;
use crate::model::{
    Account, AccountId, Directory, EmailAddress, FirstLink, Membership, Organisation, PasswordHash,
    Roles, State,
};

/// Which people are asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Only those with a role for one of these organisations; everyone when `None`.
    pub(crate) organisations: Option<Vec<OrganisationId>>,
    /// Part of a name or an address.
    pub(crate) words: Option<String>,
    /// Only those with this role.
    pub(crate) role: Option<String>,
    /// Only those that are on, or off.
    pub(crate) active: Option<bool>,
    /// Only those with a second factor, or without.
    pub(crate) second_factor: Option<bool>,
}

/// Where a page of people begins: behind this name and id.
pub(crate) type Position = (String, Uuid);

impl Store {
    pub(crate) async fn account(&self, id: AccountId) -> Result<Option<Account>, Error> {
        let row = account::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        self.with_memberships(row).await
    }

    pub(crate) async fn account_of(&self, email_key: &str) -> Result<Option<Account>, Error> {
        let by_key = account::Entity::find().filter(account::Column::EmailKey.eq(email_key));
        let row = by_key.one(self.read()).await.map_err(failed)?;
        self.with_memberships(row).await
    }

    async fn with_memberships(
        &self,
        row: Option<account::Model>,
    ) -> Result<Option<Account>, Error> {
        // Asked for nobody as well, so that a sign-in takes as long for an address without an account.
        let id = row.as_ref().map_or(Uuid::nil(), |row| row.id);
        let mut held = self.memberships(&[id]).await?;
        let Some(row) = row else { return Ok(None) };
        let memberships = held.remove(&row.id).unwrap_or_default();
        assembled(row, memberships).map(Some)
    }

    async fn memberships(&self, of: &[Uuid]) -> Result<BTreeMap<Uuid, Vec<Membership>>, Error> {
        let rows = membership::Entity::find()
            .filter(membership::Column::Account.is_in(of.iter().copied()))
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut held: BTreeMap<Uuid, Vec<Membership>> = BTreeMap::new();
        for row in rows {
            let organisation = Some(row.organisation).filter(|id| *id != EVERYWHERE);
            let organisation = organisation.map(OrganisationId::new);
            held.entry(row.account).or_default().push(Membership { role: row.role, organisation });
        }
        held.values_mut().for_each(|list| list.sort());
        Ok(held)
    }

    /// At most `limit` people by name, behind `after`.
    pub(crate) async fn accounts(
        &self,
        filter: &Filter,
        after: Option<&Position>,
        limit: u64,
    ) -> Result<Vec<Account>, Error> {
        let mut find = account::Entity::find();
        if let Some(words) = &filter.words {
            let like = || containing(&words.to_lowercase());
            let by_name = Expr::col(account::Column::NameKey).like(like());
            find = find.filter(by_name.or(Expr::col(account::Column::EmailKey).like(like())));
        }
        if let Some(active) = filter.active {
            find = find.filter(account::Column::Active.eq(active));
        }
        if let Some(with) = filter.second_factor {
            let since = account::Column::SecondFactor;
            find = find.filter(if with { since.is_not_null() } else { since.is_null() });
        }
        if filter.role.is_some() || filter.organisations.is_some() {
            find = find.filter(account::Column::Id.in_subquery(members(filter)));
        }
        if let Some((name, id)) = after {
            let same = account::Column::NameKey.eq(name.as_str());
            let behind = same.and(account::Column::Id.gt(*id));
            find = find.filter(account::Column::NameKey.gt(name.as_str()).or(behind));
        }
        let found = find
            .order_by_asc(account::Column::NameKey)
            .order_by_asc(account::Column::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        let ids: Vec<_> = found.iter().map(|row| row.id).collect();
        let mut held = self.memberships(&ids).await?;
        let whole = |row: account::Model| {
            let memberships = held.remove(&row.id).unwrap_or_default();
            assembled(row, memberships)
        };
        found.into_iter().map(whole).collect()
    }

    /// Whether there is an account or an invitation, or the directory was ever changed.
    pub(crate) async fn has_begun(&self) -> Result<bool, Error> {
        let changed = directory::Entity::find().filter(directory::Column::Version.gt(1_i64));
        Ok(changed.one(self.read()).await.map_err(failed)?.is_some()
            || account::Entity::find().one(self.read()).await.map_err(failed)?.is_some()
            || invitation::Entity::find().one(self.read()).await.map_err(failed)?.is_some())
    }

    /// The directory, with every administrator that is active.
    pub(crate) async fn directory(&self, roles: &Roles) -> Result<Directory, Error> {
        // The version is read first: a set that changes between the two reads is then found stale.
        let row = directory::Entity::find_by_id(Directory::ID).one(self.read()).await;
        let row = row.map_err(failed)?.ok_or_else(|| damaged("the directory is gone"))?;
        let active = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::Active.eq(true))
            .filter(account::Column::Id.in_subquery(members(&Filter {
                role: Some(roles.administrator().role),
                ..Filter::default()
            })))
            .into_tuple::<Uuid>()
            .all(self.read())
            .await
            .map_err(failed)?;
        let administrators: BTreeSet<_> = active.into_iter().map(AccountId::new).collect();
        let first = row.first.zip(row.first_expires);
        let first = first.map(|(id, expires)| FirstLink { id, expires: instant(expires) });
        Ok(Directory { administrators, first, version: Version::new(row.version) })
    }

    /// Organisations by name: all of them, or those of these ids.
    pub(crate) async fn organisations(
        &self,
        which: Option<&[OrganisationId]>,
    ) -> Result<Vec<Organisation>, Error> {
        let mut by_name = organisation::Entity::find().order_by_asc(organisation::Column::NameKey);
        if let Some(ids) = which {
            let ids = ids.iter().map(|id| id.uuid());
            by_name = by_name.filter(organisation::Column::Id.is_in(ids));
        }
        let rows = by_name.all(self.read()).await.map_err(failed)?;
        Ok(rows.into_iter().map(named).collect())
    }

    /// At most `limit` organisations by name with these words in it, behind the name `after`: of all, or of these ids.
    pub(crate) async fn organisations_named(
        &self,
        which: Option<&[OrganisationId]>,
        words: &str,
        after: &str,
        limit: u64,
    ) -> Result<Vec<Organisation>, Error> {
        let mut by_name = organisation::Entity::find()
            .filter(
                Expr::col(organisation::Column::NameKey).like(containing(&words.to_lowercase())),
            )
            .filter(organisation::Column::NameKey.gt(after.to_lowercase()));
        if let Some(ids) = which {
            let ids = ids.iter().map(|id| id.uuid());
            by_name = by_name.filter(organisation::Column::Id.is_in(ids));
        }
        let by_name = by_name.order_by_asc(organisation::Column::NameKey).limit(limit);
        let rows = by_name.all(self.read()).await.map_err(failed)?;
        Ok(rows.into_iter().map(named).collect())
    }
}

fn named(row: organisation::Model) -> Organisation {
    Organisation { id: OrganisationId::new(row.id), name: row.name }
}

/// The ids of those who hold a role that the filter asks for.
fn members(filter: &Filter) -> sea_orm::sea_query::SelectStatement {
    let mut select = Query::select();
    select.column(membership::Column::Account).from(membership::Entity);
    if let Some(role) = &filter.role {
        select.and_where(Expr::col(membership::Column::Role).eq(role.as_str()));
    }
    if let Some(organisations) = &filter.organisations {
        let ids = organisations.iter().map(|id| id.uuid());
        select.and_where(Expr::col(membership::Column::Organisation).is_in(ids));
    }
    select
}

fn assembled(row: account::Model, memberships: Vec<Membership>) -> Result<Account, Error> {
    let email = EmailAddress::parse("email", &row.email).map_err(|_| damaged("an address"))?;
    let password = PasswordHash::new(row.password);
    let state = if row.active { State::Active { password } } else { State::Off { password } };
    Ok(Account {
        id: AccountId::new(row.id),
        email,
        name: row.name,
        language: language(&row.language),
        state,
        memberships,
        second_factor: row.second_factor.map(instant),
        version: Version::new(row.version),
    })
}

/// An account as a new row.
pub(super) fn row(of: &Account, opened: Timestamp) -> account::ActiveModel {
    use sea_orm::ActiveValue::Set;
    account::ActiveModel {
        id: Set(of.id.uuid()),
        version: Set(of.version.get()),
        email: Set(of.email.as_str().to_owned()),
        email_key: Set(of.email.key()),
        name: Set(of.name.clone()),
        name_key: Set(of.name.to_lowercase()),
        language: Set(of.language.code().to_owned()),
        active: Set(of.is_active()),
        password: Set(of.password().phc().to_owned()),
        opened: Set(stored(opened)),
        second_factor: Set(of.second_factor.map(stored)),
    }
}

/// Memberships as new rows.
pub(super) fn rows(of: AccountId, held: &[Membership]) -> Vec<membership::ActiveModel> {
    use sea_orm::ActiveValue::Set;
    let row = |one: &Membership| membership::ActiveModel {
        account: Set(of.uuid()),
        role: Set(one.role.clone()),
        organisation: Set(one.organisation.map_or(EVERYWHERE, |id| id.uuid())),
    };
    held.iter().map(row).collect()
}
