use async_trait::async_trait;
use eframe_core::directory::{Contact, ContactDirectory, PersonDirectory};
use eframe_core::{ActorId, OrganisationId, Permission, Scope, StoreError};

use super::Accounts;
use crate::model::{Account, AccountId};
use crate::store::Filter;

/// So many people of one organisation, or of one role, are told of at most.
const MOST: u64 = 100;

#[async_trait]
impl ContactDirectory for Accounts {
    /// Those whose account is on. An address that takes no mail is left out.
    async fn contacts(
        &self,
        organisation: OrganisationId,
        permission: Permission,
    ) -> Result<Vec<Contact>, StoreError> {
        let filter = Filter {
            organisations: Some(vec![organisation]),
            active: Some(true),
            ..Filter::default()
        };
        let people = self.store().accounts(&filter, None, MOST).await.map_err(StoreError::new)?;
        let holds = |account: &&Account| {
            let grants = self.roles().grants(&account.memberships);
            grants.iter().any(|grant| {
                grant.permission() == permission.name()
                    && grant.scope() == Scope::Organisation(organisation)
            })
        };
        Ok(people.iter().filter(holds).filter_map(contact).collect())
    }
}

#[async_trait]
impl PersonDirectory for Accounts {
    async fn person(&self, id: ActorId) -> Result<Option<Contact>, StoreError> {
        let found =
            self.store().account(AccountId::new(id.uuid())).await.map_err(StoreError::new)?;
        Ok(found.filter(Account::is_active).as_ref().and_then(contact))
    }

    async fn holders(&self, permission: Permission) -> Result<Vec<Contact>, StoreError> {
        let mut holders = Vec::new();
        let with_it = |role: &&crate::model::Role| role.permissions().contains(&permission);
        for role in self.roles().iter().filter(with_it) {
            let filter = Filter {
                role: Some(role.name().to_owned()),
                active: Some(true),
                ..Filter::default()
            };
            let people = self.store().accounts(&filter, None, MOST).await;
            let everywhere = |account: &&Account| {
                account
                    .memberships
                    .iter()
                    .any(|one| one.organisation.is_none() && one.role == role.name())
            };
            let people = people.map_err(StoreError::new)?;
            holders.extend(people.iter().filter(everywhere).filter_map(contact));
        }
        holders.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        holders.dedup_by_key(|one| one.id);
        Ok(holders)
    }
}

/// How somebody is written to; nobody whose address takes no mail is.
fn contact(account: &Account) -> Option<Contact> {
    Some(Contact {
        id: account.id.actor(),
        name: account.name.clone(),
        address: account.email.as_str().parse().ok()?,
        language: account.language,
    })
}
