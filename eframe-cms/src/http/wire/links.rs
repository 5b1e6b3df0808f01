use eframe_core::Language;
use eframe_core::block::utoipa;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::model::{Address, OldPath, Slug, Stage};
use crate::{Inbound, InboundText};

/// What leads to a document.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentInbound)]
pub(in crate::http) struct InboundWire {
    /// Texts with a link to it.
    texts: Vec<InboundTextWire>,
    /// Documents that ended by leading to it, or by naming it in their place.
    ends: Vec<InboundTextWire>,
    /// Menus that have it, by name.
    #[schema(value_type = Vec<String>)]
    menus: Vec<Slug>,
    /// Addresses from before that lead to it.
    #[schema(value_type = Vec<String>)]
    redirects: Vec<OldPath>,
}

/// A text that leads to a document.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentInboundText)]
pub(in crate::http) struct InboundTextWire {
    id: Uuid,
    #[schema(value_type = String)]
    path: Address,
    #[schema(value_type = String)]
    language: Language,
    title: String,
    /// `live`, or where it stands in the making.
    #[schema(value_type = String)]
    stage: Stage,
}

impl From<Inbound> for InboundWire {
    fn from(inbound: Inbound) -> Self {
        let Inbound { texts, ends, menus, redirects } = inbound;
        let wire = |texts: Vec<InboundText>| texts.into_iter().map(InboundTextWire::from).collect();
        Self { texts: wire(texts), ends: wire(ends), menus, redirects }
    }
}

impl From<InboundText> for InboundTextWire {
    fn from(text: InboundText) -> Self {
        let InboundText { document, address, language, title, stage } = text;
        Self { id: document.uuid(), path: address, language, title, stage }
    }
}
