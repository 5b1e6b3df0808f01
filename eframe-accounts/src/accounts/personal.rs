//! What accounts keep of a person, and what becomes of it when they are erased.

use async_trait::async_trait;
use eframe_core::personal::Fate::{Along, Nothing, Row, Secret};
use eframe_core::personal::{Holding, Known, Person, PersonalData, PersonalError, Table};
use eframe_core::{Caller, CommitError, StoreError};

use super::Accounts;
use crate::model::{Account, AccountId, EmailAddress};
use crate::{Error, Refusal};

const TABLES: &[Table] = &[
    Table {
        name: "accounts_account",
        key: &["id"],
        columns: &[
            ("id", Row),
            ("email", Row),
            ("email_key", Row),
            ("name", Along),
            ("name_key", Along),
            ("language", Along),
            ("password", Secret),
        ],
    },
    Table { name: "accounts_directory", key: &["id"], columns: &[] },
    Table {
        name: "accounts_factor",
        key: &["id"],
        columns: &[
            ("id", Row),
            ("app_key", Secret),
            ("app_bits", Secret),
            ("next_key", Secret),
            ("next_bits", Secret),
            ("next_session", Secret),
            ("pass_name", Along),
            ("pass_options", Secret),
            ("pass_state", Secret),
            ("pass_session", Secret),
        ],
    },
    Table {
        name: "accounts_halfway",
        key: &["id"],
        columns: &[("account", Row), ("secret", Secret), ("options", Secret), ("state", Secret)],
    },
    Table {
        name: "accounts_invitation",
        key: &["id"],
        columns: &[
            ("email", Row),
            ("email_key", Row),
            ("account", Row),
            ("name", Along),
            ("language", Along),
            ("memberships", Along),
            ("state", Along),
        ],
    },
    Table {
        name: "accounts_link",
        key: &["id"],
        columns: &[("account", Row), ("issuer", Along), ("subject", Along)],
    },
    Table {
        name: "accounts_membership",
        key: &["account", "role", "organisation"],
        columns: &[("account", Row), ("role", Along)],
    },
    // Hashes of what was asked of providers, forgotten within the hour.
    Table { name: "accounts_once", key: &["digest"], columns: &[] },
    Table {
        name: "accounts_organisation",
        key: &["id"],
        columns: &[("name", Nothing), ("name_key", Nothing)],
    },
    Table {
        name: "accounts_passkey",
        key: &["id"],
        columns: &[
            ("account", Row),
            ("name", Along),
            ("credential", Secret),
            ("public_key", Secret),
        ],
    },
    Table {
        name: "accounts_recovery",
        key: &["account", "digest"],
        columns: &[("account", Row), ("digest", Secret)],
    },
    Table {
        name: "accounts_reset",
        key: &["id"],
        columns: &[("email", Row), ("email_key", Row), ("language", Along)],
    },
    Table {
        name: "accounts_session",
        key: &["id"],
        columns: &[("account", Row), ("agent", Along), ("secret", Secret)],
    },
    // These and `accounts_trust` are named by a keyed hash of the place or the address, and forgotten after a while.
    Table { name: "accounts_throttle", key: &["id"], columns: &[] },
    Table {
        name: "accounts_token",
        key: &["id"],
        columns: &[("account", Row), ("name", Along), ("scope", Along), ("secret", Secret)],
    },
    Table { name: "accounts_trust", key: &["id"], columns: &[] },
];

#[async_trait]
impl PersonalData for Accounts {
    fn holding(&self) -> Holding<'_> {
        Holding::of(self.store().database(), "accounts", TABLES)
    }

    async fn know(&self, person: &mut Person) -> Result<(), PersonalError> {
        for account in self.accounts_of(person).await? {
            person.add_id(account.id.actor());
            person.add_address(account.email.as_str());
            person.add_address(&account.email.key());
            person.add_name(&account.name);
            person.add_subject(account.id.subject().to_string());
        }
        let keys: Vec<_> = person.addresses().iter().filter_map(|one| key(one)).collect();
        let id = person.id().map(|id| id.uuid());
        for (invitation, name) in self.store().invited(&keys, id).await.map_err(failed)? {
            person.add_name(&name);
            person.add_subject(
                eframe_core::Subject::of("accounts.invitation", invitation).to_string(),
            );
        }
        let names: Vec<_> = person.names().to_vec();
        for name in self.store().organisations_called(&names).await.map_err(failed)? {
            person.share_name(&name);
        }
        // A namesake is somebody else.
        for name in self.store().others_called(&names, id).await.map_err(failed)? {
            person.share_name(&name);
        }
        Ok(())
    }

    async fn known(&self) -> Result<Vec<Known>, PersonalError> {
        let holding = self.holding();
        let mut known =
            holding.known("accounts_account", Some("id"), "email_key", "opened").await?;
        known.extend(
            holding.known("accounts_invitation", Some("account"), "email_key", "sent").await?,
        );
        known.extend(holding.known("accounts_reset", None, "email_key", "expires").await?);
        Ok(known)
    }

    /// Switches the account off, so that nobody signs in with it any more.
    async fn close(&self, caller: &Caller, person: &Person) -> Result<(), PersonalError> {
        for account in self.accounts_of(person).await?.iter().filter(|one| one.is_active()) {
            let caller = Caller::new(caller.actor.clone());
            match self.switch_off(&caller, account.id, None).await {
                Ok(()) | Err(Error::NotFound) => {}
                Err(error) => return Err(failed(error)),
            }
        }
        Ok(())
    }
}

impl Accounts {
    async fn accounts_of(&self, person: &Person) -> Result<Vec<Account>, PersonalError> {
        let mut found = Vec::new();
        if let Some(id) = person.id() {
            found.extend(self.store().account(AccountId::new(id.uuid())).await.map_err(failed)?);
        }
        for key in person.addresses().iter().filter_map(|one| key(one)) {
            let account = self.store().account_of(&key).await.map_err(failed)?;
            found.extend(account.filter(|one| found.iter().all(|known| known.id != one.id)));
        }
        Ok(found)
    }
}

/// What an address is compared by; nothing where accounts would not take it.
fn key(address: &str) -> Option<String> {
    EmailAddress::parse("person", address).ok().map(|address| address.key())
}

fn failed(error: Error) -> PersonalError {
    let refused = |why: &Refusal, key| PersonalError::Refused {
        block: "accounts",
        why: why.to_string(),
        key,
    };
    match error {
        Error::Refused(Refusal::Denied(denied)) => denied.into(),
        Error::Refused(why @ Refusal::LastAdministrator) => {
            refused(&why, "accounts.desk.refused-last")
        }
        Error::Refused(why @ Refusal::OnYourself) => {
            refused(&why, "accounts.desk.refused-yourself")
        }
        Error::Commit(error) => error.into(),
        other => CommitError::Unavailable(StoreError::new(other)).into(),
    }
}
