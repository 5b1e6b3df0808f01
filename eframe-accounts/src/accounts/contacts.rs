use async_trait::async_trait;
use eframe_core::directory::{Contact, ContactDirectory};
use eframe_core::{OrganisationId, Permission, Scope, StoreError};

use super::Accounts;
use crate::model::Account;
use crate::store::Filter;

/// So many people of one organisation are written to at most.
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
        let contact = |account: &Account| {
            Some(Contact {
                id: account.id.actor(),
                name: account.name.clone(),
                address: account.email.as_str().parse().ok()?,
                language: account.language,
            })
        };
        Ok(people.iter().filter(holds).filter_map(contact).collect())
    }
}
