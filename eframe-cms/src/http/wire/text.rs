use eframe_core::block::utoipa;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::BodyWire;
use crate::model::{Body, Content, Fields};
use crate::store::Head;

/// The words of an edition. What a kind has no use for is left out.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ContentText)]
pub(in crate::http) struct TextWire {
    /// Its heading; a question's wording; a person's or partner's name.
    pub(in crate::http) title: String,
    /// One or two sentences.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) summary: String,
    /// Markdown, or a list of blocks.
    #[serde(skip_serializing_if = "Body::is_empty")]
    #[schema(value_type = BodyWire)]
    pub(in crate::http) body: Body,
    /// What changed since the edition before, for the public.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) note: String,
    /// News: its day.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "2026-11-23")]
    pub(in crate::http) date: String,
    /// Event: its start on a clock there.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "2027-05-04T09:30:00")]
    pub(in crate::http) starts: String,
    /// Event: its end, likewise.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) ends: String,
    /// Event: the IANA name of its zone.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "Asia/Seoul")]
    pub(in crate::http) zone: String,
    /// Event: where.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) place: String,
    /// Partner: its own site.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) url: String,
    /// Person: their office.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) office: String,
    /// Person: their organisation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) organisation: String,
    /// Person: an address for mail.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) email: String,
    /// Banner: `notice` or `warning`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "warning")]
    pub(in crate::http) tone: String,
    /// Banner: `everywhere` or `front`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[schema(example = "everywhere")]
    pub(in crate::http) shown: String,
    /// Banner: where to read on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(in crate::http) link: String,
}

impl From<TextWire> for Fields {
    fn from(wire: TextWire) -> Self {
        let TextWire { title, summary, body, note, date, starts, ends, zone, place, .. } = wire;
        let TextWire { url, office, organisation, email, tone, shown, link, .. } = wire;
        Self {
            title,
            summary,
            body,
            note,
            date,
            starts,
            ends,
            zone,
            place,
            url,
            office,
            organisation,
            email,
            tone,
            shown,
            link,
        }
    }
}

impl From<Fields> for TextWire {
    fn from(fields: Fields) -> Self {
        let Fields { title, summary, body, note, date, starts, ends, zone, place, .. } = fields;
        let Fields { url, office, organisation, email, tone, shown, link, .. } = fields;
        Self {
            title,
            summary,
            body,
            note,
            date,
            starts,
            ends,
            zone,
            place,
            url,
            office,
            organisation,
            email,
            tone,
            shown,
            link,
        }
    }
}

impl TextWire {
    pub(super) fn of_head(head: &Head) -> Self {
        let content = Content {
            title: head.title.clone(),
            summary: head.summary.clone(),
            body: Body::default(),
            facts: head.facts.clone(),
            note: String::new(),
        };
        content.fields().into()
    }
}
