//! What the membership keeps of a person, and what becomes of it when they are erased.

use async_trait::async_trait;
use eframe_core::personal::Fate::{Author, Kept, Nothing, Number, Words};
use eframe_core::personal::{Holding, Known, PersonalData, PersonalError, Table};
use serde_json::{Map, Value};

use super::Membership;
use crate::model::Form;

const COUNTED: &str = "kept: what was counted, and the proof of it";
const PUBLIC: &str = "kept: it is in the minutes";

const TABLES: &[Table] = &[
    Table {
        name: "membership_application",
        key: &["id"],
        columns: &[
            ("number", Nothing),
            ("stage", Nothing),
            ("kind", Nothing),
            ("name", Nothing),
            ("name_key", Nothing),
            ("country", Nothing),
            ("code", Nothing),
            ("state", Words),
            ("form", Words),
            ("signature", Words),
            ("creator", Number),
        ],
    },
    Table { name: "membership_counter", key: &["name"], columns: &[("name", Nothing)] },
    Table {
        name: "membership_document",
        key: &["id"],
        columns: &[
            ("purpose", Nothing),
            ("sha256", Nothing),
            ("file_name", Words),
            ("media_type", Nothing),
            ("by", Author),
        ],
    },
    Table {
        name: "membership_entry",
        key: &["id"],
        columns: &[("what", Nothing), ("entry", Words)],
    },
    Table {
        name: "membership_fee",
        key: &["id"],
        columns: &[
            ("period", Nothing),
            ("currency", Nothing),
            ("due", Nothing),
            ("state", Nothing),
            ("details", Words),
        ],
    },
    Table {
        name: "membership_happened",
        key: &["member", "number"],
        columns: &[("on_day", Nothing), ("what", Nothing), ("happening", Words)],
    },
    Table {
        name: "membership_item",
        key: &["id"],
        columns: &[("matter", Kept(PUBLIC)), ("stage", Nothing), ("state", Kept(COUNTED))],
    },
    Table {
        name: "membership_meeting",
        key: &["id"],
        columns: &[
            ("number", Nothing),
            ("body", Nothing),
            ("title", Kept(PUBLIC)),
            ("zone", Nothing),
            ("stage", Nothing),
            ("state", Kept(PUBLIC)),
            ("code", Nothing),
        ],
    },
    Table {
        name: "membership_member",
        key: &["id"],
        columns: &[
            ("number", Nothing),
            ("kind", Nothing),
            ("standing", Nothing),
            ("since", Nothing),
            ("joined", Nothing),
            ("name", Nothing),
            ("name_key", Nothing),
            ("own_name", Nothing),
            ("words", Nothing),
            ("country", Nothing),
            ("region", Nothing),
            ("website", Nothing),
            ("code", Nothing),
        ],
    },
    Table {
        name: "membership_seat",
        key: &["meeting", "member"],
        columns: &[("name", Nothing), ("reasons", Nothing)],
    },
    Table { name: "membership_staged", key: &["import", "slice"], columns: &[("members", Words)] },
    Table {
        name: "membership_term",
        key: &["id"],
        columns: &[
            ("name", Nothing),
            ("body", Nothing),
            ("office", Nothing),
            ("from_day", Nothing),
            ("until_day", Nothing),
        ],
    },
    Table { name: "membership_terms", key: &["id"], columns: &[] },
    Table {
        name: "membership_vote",
        key: &["item", "member"],
        columns: &[("choice", Nothing), ("by", Author)],
    },
];

#[async_trait]
impl PersonalData for Membership {
    fn holding(&self) -> Holding<'_> {
        let holding = Holding::of(self.store().database(), "membership", TABLES);
        holding.mending(what_was_signed_stays_signed)
    }

    async fn known(&self) -> Result<Vec<Known>, PersonalError> {
        self.holding().known("membership_application", None, "form", "begun").await
    }
}

/// A signature names the fingerprint of the form that was signed. Where it was this form's, it is this form's still.
fn what_was_signed_stays_signed(
    table: &'static str,
    before: &Map<String, Value>,
    after: &mut Map<String, Value>,
) {
    if table != "membership_application" {
        return;
    }
    let hash = |row: &Map<String, Value>| {
        let form: Form = serde_json::from_value(row.get("form")?.clone()).ok()?;
        Some(Value::from(form.hash().to_string()))
    };
    let (was, is) = (hash(before), hash(after));
    if let Some(Value::Object(signature)) = after.get_mut("signature")
        && let (Some(form), Some(is)) = (signature.get_mut("form"), is)
        && was.as_ref() == Some(&*form)
    {
        *form = is;
    }
}
