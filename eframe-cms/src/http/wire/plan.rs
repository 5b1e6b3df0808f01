use eframe_core::block::utoipa;
use eframe_core::{Language, Timestamp};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Ended;
use crate::model::{Act, Address, Clocks, Plan, PlanState};
use crate::store::Entry;

/// How something is to end.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContentEnd)]
pub(in crate::http) struct EndWire {
    /// `withdrawn`, `gone`, which closes its past for good, `redirect` or `substitute`.
    pub(in crate::http) how: String,
    /// Why, for the public; needed for `withdrawn`.
    #[serde(default)]
    pub(in crate::http) note: String,
    /// The path of the document that it leads to: for `redirect` and `substitute`.
    #[serde(default)]
    pub(in crate::http) to: String,
}

/// How something ended.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentEnded)]
pub(in crate::http) struct EndedWire {
    /// `withdrawn`, `gone`, `redirect` or `substitute`.
    how: &'static str,
    #[schema(value_type = String)]
    at: Timestamp,
    /// What the public is told; may be absent.
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    /// The language of the note.
    #[schema(value_type = String)]
    language: Language,
    /// Where the document stands that it leads to, while that one is live.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    to: Option<Address>,
}

/// Which edition to go back to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContentRestore)]
pub(in crate::http) struct RestoreWire {
    /// Its number.
    pub(in crate::http) number: u32,
    /// What changed, for the public; says which day's text it is when absent.
    pub(in crate::http) note: Option<String>,
}

/// A time for something.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContentSetPlan)]
pub(in crate::http) struct SetPlanWire {
    /// `publish` or `end`.
    pub(in crate::http) act: String,
    /// `2027-01-31T09:00:00` on the site's clocks, or an instant with its offset.
    pub(in crate::http) at: String,
    /// How it is to end. Taken down without a note when absent, as by `withdraw`: its past stays open.
    pub(in crate::http) end: Option<EndWire>,
}

/// Something that is to happen at a time.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentPlan)]
pub(in crate::http) struct PlanWire {
    document: Uuid,
    #[schema(value_type = String)]
    language: Language,
    /// `publish` or `end`.
    act: &'static str,
    /// Which edition goes live.
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    /// How it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    how: Option<&'static str>,
    #[schema(value_type = String)]
    at: Timestamp,
    /// The same on the site's clocks.
    local: String,
    /// The zone of these clocks.
    zone: String,
    /// What clocks show at the time that was asked for: `plain`, `skipped` or `twice`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    clocks: Option<Clocks>,
    /// `waiting`, `parked`, `done` or `cancelled`.
    state: &'static str,
    /// Why it was parked: `stage`, `changed`, `approval`, `unfit`, `target`, `fault` or `other`.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// Who set it.
    by: String,
}

/// Everything that is planned.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentPlans)]
pub(in crate::http) struct PlansWire {
    pub(in crate::http) items: Vec<PlanWire>,
}

/// Who answers for a document, and until when.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ContentCare)]
pub(in crate::http) struct CareWire {
    /// The office that answers for it, for the public.
    #[serde(default)]
    pub(in crate::http) office: String,
    /// Who is reminded, by the id of their account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::http) person: Option<Uuid>,
    /// The day by which it is to be looked through: `2027-01-31`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(in crate::http) review_by: Option<String>,
}

/// A document that is to be looked through.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentOverdue)]
pub(in crate::http) struct OverdueWire {
    id: Uuid,
    #[schema(value_type = String)]
    path: Address,
    #[schema(value_type = String)]
    language: Language,
    title: String,
    #[schema(value_type = String)]
    review_by: Date,
    #[serde(skip_serializing_if = "String::is_empty")]
    office: String,
    /// Who is reminded, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<String>,
}

/// What is to be looked through.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentOverdues)]
pub(in crate::http) struct OverduesWire {
    pub(in crate::http) items: Vec<OverdueWire>,
}

/// The rules of publishing, as docs/reference/publishing.md describes them.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentRulebook)]
pub(in crate::http) struct RulebookWire {
    #[schema(value_type = Vec<Object>)]
    pub(in crate::http) rules: Vec<serde_json::Value>,
}

impl PlanWire {
    pub(in crate::http) fn of(plan: &Plan, zone: &TimeZone) -> Self {
        let (number, how) = match &plan.act {
            Act::Publish { number } => (Some(*number), None),
            Act::End { ending } => (None, Some(ending.end.code())),
        };
        let why = match &plan.state {
            PlanState::Parked { why, .. } => Some(why.clone()),
            _ => None,
        };
        Self {
            document: plan.document.uuid(),
            language: plan.language,
            act: plan.act.code(),
            number,
            how,
            at: plan.at,
            local: zone.to_datetime(plan.at).to_string(),
            zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            clocks: None,
            state: plan.state.code(),
            why,
            by: plan.by.name.clone(),
        }
    }

    pub(in crate::http) fn shown(self, clocks: Clocks) -> Self {
        Self { clocks: Some(clocks), ..self }
    }
}

impl OverdueWire {
    pub(in crate::http) fn of(entry: &Entry, language: Language) -> Option<Self> {
        let picked = entry.heads.pick(language)?;
        let care = &entry.document.care;
        Some(Self {
            id: entry.document.id.uuid(),
            path: entry.document.address.clone(),
            language: picked.language,
            title: picked.value.title.clone(),
            review_by: care.review_by?,
            office: care.office.clone(),
            person: care.person.as_ref().map(|person| person.name.clone()),
        })
    }
}

impl From<&Ended> for EndedWire {
    fn from(ended: &Ended) -> Self {
        Self {
            how: ended.ending.end.code(),
            at: ended.at,
            note: ended.ending.note.clone(),
            language: ended.language,
            to: ended.leads_to.clone(),
        }
    }
}
