//! What has to be true of files, held against each line as it is read.

use std::collections::{BTreeMap, HashMap};

use eframe_core::Digest;

use super::MediaLine;
use super::check::Wrong;
use crate::model::{About, Body, FileRef, Media, MediaId, MediaKind};

/// The files that were seen so far, and those that texts show.
#[derive(Default)]
pub(super) struct Library {
    /// How many bytes each has, and whether a version has them.
    files: BTreeMap<Digest, (u64, bool)>,
    last: Option<MediaId>,
    media: HashMap<MediaId, Media>,
    shown: HashMap<(MediaId, u32), (FileRef, At)>,
}

/// An entry and its line.
type At = (String, usize);

impl Library {
    /// The files that an edition shows. All of them say the same of one.
    pub(super) fn shown(&mut self, body: &Body, at: &At) -> Result<(), Wrong> {
        for file in body.files() {
            let file = FileRef { focus: None, ..file.clone() };
            let known = self.shown.entry((file.media, file.number));
            let (before, _) = known.or_insert_with(|| (file.clone(), at.clone()));
            if *before != file {
                return Err(format!("it shows {} otherwise than an edition before", file.media));
            }
        }
        Ok(())
    }

    pub(super) fn file(&mut self, sha256: Digest, bytes: u64) {
        self.files.insert(sha256, (bytes, false));
    }

    pub(super) fn media(&mut self, line: &MediaLine) -> Result<(), Wrong> {
        if self.last.is_some_and(|last| last >= line.id) {
            return Err("files of the library do not stand in the order of their ids".to_owned());
        }
        self.last = Some(line.id);
        if line.files.is_empty() {
            return Err("it has no version".to_owned());
        }
        if About::read(line.about.fields()).as_ref() != Ok(&line.about) {
            return Err("what is said of it could not have been saved".to_owned());
        }
        for (place, version) in line.files.iter().enumerate() {
            if version.number as usize != place + 1 {
                return Err(format!("version {} stands at place {}", version.number, place + 1));
            }
            let is_picture = version.pixels.is_some();
            if MediaKind::of(&version.mime) != line.kind
                || is_picture != (line.kind == MediaKind::Picture)
            {
                return Err(format!("version {} is of another kind", version.number));
            }
            match self.files.get_mut(&version.sha256) {
                Some((bytes, used)) if *bytes == version.bytes => *used = true,
                Some(_) => return Err(format!("version {} has another size", version.number)),
                None => return Err(format!("the bytes of version {} are missing", version.number)),
            }
        }
        self.media.insert(line.id, line.clone().media(|_| uuid::Uuid::nil()));
        Ok(())
    }

    /// What texts show is there, and nothing else is: known when all was seen.
    pub(super) fn end(&self) -> Result<(), (At, Wrong)> {
        for ((media, number), (file, at)) in &self.shown {
            let found = self.media.get(media).and_then(|media| Some((media, media.file(*number)?)));
            if !found.is_some_and(|(media, version)| file.is_of(media, version)) {
                let what = format!("it shows version {number} of {media}, which is not so there");
                return Err((at.clone(), what));
            }
        }
        match self.files.iter().find(|(_, (_, used))| !used) {
            Some((sha256, _)) => {
                let at = (format!("files/{sha256}"), 1);
                Err((at, "no version in the library has these bytes".to_owned()))
            }
            None => Ok(()),
        }
    }
}
