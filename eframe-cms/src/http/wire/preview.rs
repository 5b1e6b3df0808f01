use eframe_core::Timestamp;
use eframe_core::block::utoipa;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::Preview;

/// For how long a link is to open something.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContentMakePreview)]
pub(in crate::http) struct MakePreviewWire {
    /// 1 to 30.
    pub(in crate::http) days: u16,
}

/// A link that opens what is in the making.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentPreview)]
pub(in crate::http) struct PreviewWire {
    id: Uuid,
    /// Where it leads: told when it is made, and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Who made it, by name.
    by: String,
    #[schema(value_type = String)]
    made: Timestamp,
    /// When it stops.
    #[schema(value_type = String)]
    until: Timestamp,
}

/// The links that are open.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentPreviews)]
pub(in crate::http) struct PreviewsWire {
    pub(in crate::http) items: Vec<PreviewWire>,
}

impl PreviewWire {
    /// The same, which says where it leads.
    pub(in crate::http) fn leading_to(self, url: Option<String>) -> Self {
        Self { url, ..self }
    }
}

impl From<&Preview> for PreviewWire {
    fn from(preview: &Preview) -> Self {
        Self {
            id: preview.id.uuid(),
            url: None,
            by: preview.by.name.clone(),
            made: preview.made,
            until: preview.until,
        }
    }
}
