use eframe_core::Language;
use eframe_core::block::utoipa;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Siblings;
use crate::model::Address;

/// What stands below a page, or at the top, in its order.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentSiblings)]
pub(in crate::http) struct SiblingsWire {
    items: Vec<SiblingWire>,
    /// Whether there are more, so that they cannot be put into an order.
    is_more: bool,
}

/// One of them.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentSibling)]
pub(in crate::http) struct SiblingWire {
    id: Uuid,
    #[schema(value_type = String)]
    path: Address,
    position: i32,
    /// The language of the title.
    #[schema(value_type = String)]
    language: Language,
    /// Its slug, when it was withdrawn and says nothing any more.
    title: String,
}

/// An order for all of them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ContentOrder)]
pub(in crate::http) struct ArrangeWire {
    /// `page`, `faq`, `person`, `partner`, `document` or `banner`.
    pub(in crate::http) kind: String,
    /// The page that they stand below; the top when absent.
    #[serde(default)]
    pub(in crate::http) below: Option<Uuid>,
    /// The id of each that stands there, once.
    pub(in crate::http) order: Vec<Uuid>,
}

impl From<Siblings> for SiblingsWire {
    fn from(siblings: Siblings) -> Self {
        let items = siblings.items.into_iter().map(|sibling| SiblingWire {
            id: sibling.document.uuid(),
            path: sibling.address,
            position: sibling.position,
            language: sibling.language,
            title: sibling.title,
        });
        Self { items: items.collect(), is_more: siblings.is_more }
    }
}
