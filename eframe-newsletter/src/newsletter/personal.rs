//! What the newsletter keeps of a person, and what becomes of it when they are erased.

use async_trait::async_trait;
use eframe_core::personal::Fate::{Entries, Kept, Nothing, Words};
use eframe_core::personal::{Found, Holding, Known, Person, PersonalData, PersonalError, Table};
use eframe_core::{Actor, Caller, CommitError, StoreError};
use serde_json::{Map, Value, json};

use super::Newsletter;
use crate::Error;
use crate::model::{Address, Reason};

const MARK: &str = "kept: a keyed hash, by which nothing is sent to the address again";
const SENT: &str = "kept: what was published";

const TABLES: &[Table] = &[
    Table { name: "newsletter_asked", key: &["mark"], columns: &[("mark", Kept(MARK))] },
    Table {
        name: "newsletter_bounce",
        key: &["id"],
        columns: &[("kind", Nothing), ("source", Nothing), ("answer", Words)],
    },
    Table {
        name: "newsletter_composition",
        key: &["issue"],
        columns: &[("composition", Kept(SENT))],
    },
    Table {
        name: "newsletter_consent",
        key: &["id"],
        columns: &[("language", Nothing), ("form", Nothing), ("what", Nothing), ("entry", Words)],
    },
    Table {
        name: "newsletter_delivery",
        key: &["issue", "subscriber"],
        columns: &[
            ("language", Nothing),
            ("domain", Kept("empty from then on: where the address was, for the pace of sending")),
            ("state", Nothing),
            ("answer", Words),
        ],
    },
    Table {
        name: "newsletter_issue",
        key: &["id"],
        columns: &[
            ("number", Nothing),
            ("languages", Nothing),
            ("fallback", Nothing),
            ("state", Nothing),
            ("status", Words),
        ],
    },
    Table {
        name: "newsletter_issue_language",
        key: &["issue", "language"],
        columns: &[
            ("language", Nothing),
            ("subject", Kept(SENT)),
            ("html", Kept(SENT)),
            ("text", Kept(SENT)),
        ],
    },
    Table { name: "newsletter_reminder", key: &["issue"], columns: &[] },
    Table { name: "newsletter_score", key: &["subscriber"], columns: &[] },
    Table { name: "newsletter_sender", key: &["id"], columns: &[("trouble", Words)] },
    Table { name: "newsletter_staged", key: &["import", "slice"], columns: &[("people", Entries)] },
    Table {
        name: "newsletter_subscriber",
        key: &["id"],
        columns: &[
            ("address", Words),
            ("address_key", Words),
            ("domain", Nothing),
            ("mark", Kept(MARK)),
            ("language", Nothing),
            ("state", Nothing),
            ("details", Nothing),
        ],
    },
    Table {
        name: "newsletter_suppression",
        key: &["mark"],
        columns: &[("mark", Kept(MARK)), ("reason", Nothing)],
    },
];

#[async_trait]
impl PersonalData for Newsletter {
    fn holding(&self) -> Holding<'_> {
        Holding::of(self.store().database(), "newsletter", TABLES)
    }

    async fn known(&self) -> Result<Vec<Known>, PersonalError> {
        self.holding().known("newsletter_subscriber", None, "address_key", "since").await
    }

    /// What [`everything_of`](Newsletter::everything_of) their addresses tells, and whatever else names them.
    async fn export(&self, person: &Person) -> Result<Value, PersonalError> {
        let mut all = Map::new();
        for address in addresses(person) {
            let told = self.everything_of(&Actor::system("core.person"), &address).await;
            let told = crate::http::person(told.map_err(failed)?).unwrap_or_default();
            let told: Value = serde_json::from_str(&told).unwrap_or_default();
            if told.as_object().is_some_and(|told| told.values().any(is_something)) {
                all.insert(address.to_string(), told);
            }
        }
        if let Value::Object(mut rest) = self.holding().export(person).await? {
            // Told above, with the ledger.
            rest.remove("subscriber");
            all.extend(rest);
        }
        Ok(json!(all))
    }

    /// As [`erase`](Newsletter::erase) does for an address, and out of whatever else names them.
    async fn erase(&self, caller: &Caller, person: &Person) -> Result<Found, PersonalError> {
        let found = self.look(person).await?;
        // Whoever may erase a person everywhere may do so here.
        let machine = Caller::new(Actor::system("core.person"));
        for address in addresses(person) {
            let there = self.store().subscriber_at(&address).await.map_err(failed)?.is_some();
            let held = self.store().suppression(self.mark(&address)).await.map_err(failed)?;
            // Also where nobody has it: no list that is brought in later makes a reader of them.
            if there || held.is_none_or(|held| held.reason != Reason::Erased) {
                Self::erase(self, &machine, &address).await.map_err(failed)?;
            }
        }
        self.holding().erase(caller, person).await?;
        Ok(found)
    }
}

fn addresses(person: &Person) -> impl Iterator<Item = Address> {
    person.addresses().iter().filter_map(|one| Address::parse("person", one).ok())
}

fn is_something(told: &Value) -> bool {
    !told.is_null() && told.as_array().is_none_or(|list| !list.is_empty())
}

fn failed(error: Error) -> PersonalError {
    match error {
        Error::Commit(error) => error.into(),
        other => CommitError::Unavailable(StoreError::new(other)).into(),
    }
}
