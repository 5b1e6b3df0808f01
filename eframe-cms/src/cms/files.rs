//! The files that texts show, held against the library.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use eframe_core::{FieldErrors, Language};

use super::Cms;
use crate::Error;
use crate::model::{Content, Document, Media, MediaId};

impl Cms {
    /// Refuses files that are none of the library's, or not as it has them: what a text says of a file is true.
    pub(super) async fn known_files(&self, content: &Content) -> Result<(), Error> {
        let mut errors = FieldErrors::new();
        let mut known = BTreeMap::<MediaId, Option<Media>>::new();
        for (place, block) in content.body.blocks().iter().enumerate() {
            for (field, file) in block.shown() {
                let media = match known.entry(file.media) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(self.store().media(file.media).await?),
                };
                let media = media.as_ref();
                let version = media.and_then(|media| Some((media, media.file(file.number)?)));
                let is_its = version.is_some_and(|(media, version)| file.is_of(media, version));
                errors.check(is_its, format!("body[{place}].{field}"), "cms.desk.field.block.file");
            }
        }
        Ok(errors.finish(())?)
    }

    /// The files that the edition in the making shows, as the library has them.
    pub(super) async fn files_ahead(
        &self,
        document: &Document,
        language: Language,
    ) -> Result<Vec<Media>, Error> {
        match document.draft(language) {
            Some(edition) => self.store().files_of([&edition.content.body]).await,
            None => Ok(Vec::new()),
        }
    }
}
