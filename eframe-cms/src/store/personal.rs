//! Where a text stands, for telling an editor.

use eframe_core::block::sea_orm::{DbErr, EntityTrait as _};
use uuid::Uuid;

use super::Store;
use super::table::{document, edition};

impl Store {
    /// The address, language and number of an edition: `/about (en, 3, live)`.
    pub(crate) async fn place_of(&self, id: Uuid) -> Result<Option<String>, DbErr> {
        let Some(edition) = edition::Entity::find_by_id(id).one(self.read()).await? else {
            return Ok(None);
        };
        let document = document::Entity::find_by_id(edition.document).one(self.read()).await?;
        Ok(document.map(|document| {
            let (path, edition::Model { language, number, stage, .. }) = (document.path, edition);
            format!("{path} ({language}, {number}, {stage})")
        }))
    }
}
