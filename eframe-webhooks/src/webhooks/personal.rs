//! What is kept of a person, and what becomes of it when they are erased.

use async_trait::async_trait;
use eframe_core::personal::Fate::{Kept, Nothing, Secret, Words};
use eframe_core::personal::{Holding, PersonalData, Table};

use super::Webhooks;

const TABLES: &[Table] = &[
    Table {
        name: "webhooks_delivery",
        key: &["message", "endpoint"],
        columns: &[("event", Nothing), ("state", Nothing), ("lost", Nothing), ("said", Words)],
    },
    Table {
        name: "webhooks_endpoint",
        key: &["id"],
        columns: &[
            ("about", Words),
            ("url", Kept("kept: where another program is told of what happens")),
            ("events", Nothing),
            ("state", Nothing),
            ("details", Nothing),
            ("secrets", Secret),
        ],
    },
    Table {
        name: "webhooks_message",
        key: &["id"],
        columns: &[("event", Nothing), ("data", Words)],
    },
];

#[async_trait]
impl PersonalData for Webhooks {
    fn holding(&self) -> Holding<'_> {
        Holding::of(self.store().database(), "webhooks", TABLES)
    }
}
