use eframe_core::Timestamp;
use eframe_core::block::utoipa;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::Cms;
use crate::rules::{Happened, Told};

/// Something that happened to a text, as the public is told.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentChange)]
pub(in crate::http) struct ChangeWire {
    #[schema(value_type = String)]
    at: Timestamp,
    /// `first`, `again`, `change` or `end`.
    #[schema(example = "change")]
    what: &'static str,
    /// In the language of the text; may be absent.
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    /// The day to ask for by `on`, which shows what it said from then on; absent for an end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    on: Option<Date>,
}

impl ChangeWire {
    /// A history, the newest first.
    pub(in crate::http) fn all(cms: &Cms, told: &[Told]) -> Vec<Self> {
        let change = |told: &Told| Self {
            at: told.at,
            what: told.what.code(),
            note: told.note.clone(),
            on: (told.what != Happened::End).then(|| cms.day_of(told.at)),
        };
        told.iter().map(change).collect()
    }
}
