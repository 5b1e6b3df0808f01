//! The files that texts show, held against the library.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use eframe_core::{FieldErrors, Guard, Language};

use super::Cms;
use crate::model::{Content, Document, Media, MediaId, Stage};
use crate::rules::MEDIA;
use crate::{Error, Refusal};

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

    /// What holds the files of an approved edition in the library while it goes live: whoever retires one has to see
    /// that a live page shows it, and the other way round.
    pub(super) async fn file_guards(
        &self,
        document: &Document,
        language: Language,
    ) -> Result<Vec<Guard>, Error> {
        let approved = document.draft(language).filter(|one| one.state.stage() == Stage::Approved);
        let Some(edition) = approved else { return Ok(Vec::new()) };
        let files = self.store().files_of(&edition.content.body).await?;
        if files.iter().any(|media| media.retired.is_some()) {
            return Err(Refusal::Retired.into());
        }
        let guard = |media: &Media| Guard::write(MEDIA, media.id.uuid(), media.version);
        Ok(files.iter().map(guard).collect())
    }
}
