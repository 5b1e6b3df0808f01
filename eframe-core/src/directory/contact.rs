//! Whom a letter to an organisation reaches.
//!
//! One block knows the people and implements [`ContactDirectory`]; the host hands it to the blocks that write to those who
//! act for an organisation.

use async_trait::async_trait;

use crate::mail::Address;
use crate::{ActorId, Language, OrganisationId, Permission, StoreError};

/// Somebody who acts for an organisation, as far as a letter needs to know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Who it is.
    pub id: ActorId,
    /// Their name.
    pub name: String,
    /// Where they get mail.
    pub address: Address,
    /// The language of their mails.
    pub language: Language,
}

/// Who acts for organisations, asked by those who do not keep accounts. What it tells never reaches a page.
#[async_trait]
pub trait ContactDirectory: Send + Sync {
    /// The people who hold a permission for this very organisation, by name; not those who hold it everywhere.
    ///
    /// # Errors
    /// When the accounts cannot be read.
    async fn contacts(
        &self,
        organisation: OrganisationId,
        permission: Permission,
    ) -> Result<Vec<Contact>, StoreError>;
}

/// Who people are, asked by a block that knows them by their ids alone. What it tells never reaches a public page.
#[async_trait]
pub trait PersonDirectory: Send + Sync {
    /// Somebody whose account is on and whose address takes mail.
    ///
    /// # Errors
    /// When the accounts cannot be read.
    async fn person(&self, id: ActorId) -> Result<Option<Contact>, StoreError>;

    /// The people who hold a permission everywhere, by name.
    ///
    /// # Errors
    /// When the accounts cannot be read.
    async fn holders(&self, permission: Permission) -> Result<Vec<Contact>, StoreError>;
}
