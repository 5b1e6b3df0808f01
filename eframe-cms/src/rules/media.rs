use eframe_core::{Actor, Commit, Decision, FieldErrors, Guard, Subject, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{Change, MEDIA, MEDIA_SHOWN, MediaChange};
use crate::Refusal;
use crate::event::{self, FileAdded};
use crate::model::{
    About, Address, Author, FileVersion, Media, MediaId, MediaKind, Released, Slug, StoredFile,
};
use crate::permission::{
    EDIT, MEDIA_ADDED, MEDIA_DESCRIBED, MEDIA_RELEASED, MEDIA_REPLACED, MEDIA_RETIRED, PUBLISH,
};

/// Brings a file into the library.
#[derive(Clone, Debug, PartialEq)]
pub struct AddMedia {
    /// The file.
    pub file: StoredFile,
    /// The last part of its address, for good.
    pub name: Slug,
    /// What is said of it.
    pub about: About,
}

/// Says something else of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeMedia {
    /// What.
    pub about: About,
    /// The version the writer began from.
    pub expected: Version,
}

/// Where a file of the library stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MediaStanding {
    /// The file.
    pub media: MediaId,
    /// Its version.
    pub version: Version,
    /// Which file is the newest.
    pub number: u32,
    /// The last part of its address.
    pub name: String,
}

/// Brings a file into the library. Nobody but staff gets to see it before an edition shows it or it is released.
///
/// # Errors
/// When the actor may not.
pub fn add_media(
    command: AddMedia,
    id: MediaId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MediaStanding>, Refusal> {
    actor.require(EDIT)?;
    let AddMedia { file, name, about } = command;
    let kind = MediaKind::of(&file.mime);
    let facts = facts(&file, 1);
    let first = FileVersion { number: 1, file, by: Author::of(actor), at: now, released: None };
    let media = Media {
        id,
        kind,
        name,
        about,
        added: now,
        retired: None,
        version: Version::FIRST,
        shown: Version::FIRST,
        files: vec![first.clone()],
    };
    let standing = MediaStanding::of(&media, Version::FIRST);
    let words = words(&media, &media.about);
    let create =
        MediaChange::Create { media: Box::new(Media { files: Vec::new(), ..media }), words };
    let commit = Commit::by(actor, now)
        .change(Change::Media(create))
        .change(Change::Media(MediaChange::Add { media: id, file: first }))
        .audit(MEDIA_ADDED, subject(id), facts)
        .send(&FileAdded { media: id, kind, number: 1 });
    Ok(Decision::new(commit, standing))
}

/// Puts another file in place of the newest. Its address stays and leads to the new one as soon as that is public;
/// editions show the one they were made with until they are replaced themselves.
///
/// # Errors
/// When the actor may not, the file was retired, is of another kind, or is the one that is there.
pub fn replace_media(
    media: &Media,
    file: StoredFile,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MediaStanding>, Refusal> {
    actor.require(EDIT)?;
    in_use(media)?;
    if MediaKind::of(&file.mime) != media.kind {
        return Err(FieldErrors::one("file", "cms.desk.media.field.file.other-kind").into());
    }
    let newest = media.newest();
    if newest.is_some_and(|newest| newest.file.sha256 == file.sha256) {
        return Err(FieldErrors::one("file", "cms.desk.media.field.file.same").into());
    }
    let number = newest.map_or(0, |newest| newest.number) + 1;
    let facts = facts(&file, number);
    let file = FileVersion { number, file, by: Author::of(actor), at: now, released: None };
    let mut replaced = media.clone();
    replaced.files.push(file.clone());
    let standing = MediaStanding::of(&replaced, media.version.next());
    let (about, words) = (media.about.clone(), words(&replaced, &media.about));
    let describe = MediaChange::Describe { media: media.id, about, words };
    let commit = on(media, actor, now)
        .change(Change::Media(MediaChange::Add { media: media.id, file }))
        .change(Change::Media(describe))
        .audit(MEDIA_REPLACED, subject(media.id), facts)
        .send(&FileAdded { media: media.id, kind: media.kind, number });
    Ok(Decision::new(commit, standing))
}

/// Says something else of a file. Editions that show it say what they said.
///
/// # Errors
/// When the actor may not, the file was retired, or somebody changed it since.
pub fn describe_media(
    media: &Media,
    command: DescribeMedia,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MediaStanding>, Refusal> {
    actor.require(EDIT)?;
    in_use(media)?;
    if command.expected != media.version {
        return Err(Refusal::StaleMedia(media.version));
    }
    let about = command.about;
    let facts = json!({ "about": about });
    let words = words(media, &about);
    let commit = on(media, actor, now)
        .change(Change::Media(MediaChange::Describe { media: media.id, about, words }))
        .audit(MEDIA_DESCRIBED, subject(media.id), facts);
    Ok(Decision::new(commit, MediaStanding::of(media, media.version.next())))
}

/// Makes a version public by itself, for a link from a text or from elsewhere.
///
/// # Errors
/// When the actor may not or brought it themselves, the file was retired, or there is no such version.
pub fn release_media(
    media: &Media,
    number: u32,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MediaStanding>, Refusal> {
    actor.require(PUBLISH)?;
    in_use(media)?;
    let unknown = || FieldErrors::one("number", "cms.desk.media.field.number.unknown");
    let file = media.file(number).ok_or_else(unknown)?;
    if file.by.id == actor.id() {
        return Err(Refusal::OwnWork);
    }
    if file.released.is_some() {
        let standing = MediaStanding::of(media, media.version);
        return Ok(Decision::new(Commit::by(actor, now), standing));
    }
    let released = Released { by: Author::of(actor), at: now };
    let commit = on(media, actor, now)
        .change(Change::Media(MediaChange::Release { media: media.id, number, released }))
        .audit(MEDIA_RELEASED, subject(media.id), facts(&file.file, number));
    Ok(Decision::new(commit, MediaStanding::of(media, media.version.next())))
}

/// Takes a file out of the library: it is offered no more, and its addresses show it to staff alone. `shown_by` are the
/// live pages that show a version of it.
///
/// # Errors
/// When the actor may not, a live page shows it, or somebody changed it since.
pub fn retire_media(
    media: &Media,
    expected: Version,
    shown_by: Vec<Address>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MediaStanding>, Refusal> {
    actor.require(PUBLISH)?;
    in_use(media)?;
    // Whoever reads it again would be told this next.
    if !shown_by.is_empty() {
        return Err(Refusal::StillShown(shown_by));
    }
    if expected != media.version {
        return Err(Refusal::StaleMedia(media.version));
    }
    let facts = json!({ "name": media.name });
    let commit = on(media, actor, now)
        .guard(shown(media))
        .change(Change::Media(MediaChange::Retire { media: media.id, at: now }))
        .audit(MEDIA_RETIRED, subject(media.id), facts);
    Ok(Decision::new(commit, MediaStanding::of(media, media.version.next())))
}

/// What holds files in the library while something that shows them goes live: no live page shows a file that was
/// retired. Whoever retires one meanwhile has to look again; what is said of them may change.
///
/// # Errors
/// When one was retired.
pub(super) fn hold_shown<'a>(
    files: impl IntoIterator<Item = &'a Media>,
) -> Result<Vec<Guard>, Refusal> {
    let hold = |media: &Media| {
        in_use(media)?;
        Ok(shown(media))
    };
    files.into_iter().map(hold).collect()
}

fn shown(media: &Media) -> Guard {
    Guard::write(MEDIA_SHOWN, media.id.uuid(), media.shown)
}

impl MediaStanding {
    fn of(media: &Media, version: Version) -> Self {
        let number = media.newest().map_or(0, |newest| newest.number);
        Self { media: media.id, version, number, name: media.file_name() }
    }
}

/// What a search in the library looks through.
pub(crate) fn words(media: &Media, about: &About) -> String {
    let called = media.files.iter().map(|file| file.file.called.to_lowercase());
    let mut words = vec![media.name.to_string()];
    words.extend(called);
    words.push(about.words());
    words.join("\n")
}

fn in_use(media: &Media) -> Result<(), Refusal> {
    if media.retired.is_some() { Err(Refusal::Retired) } else { Ok(()) }
}

fn on(media: &Media, actor: &Actor, now: Timestamp) -> Commit<Change> {
    Commit::by(actor, now).guard(Guard::write(MEDIA, media.id.uuid(), media.version))
}

fn subject(media: MediaId) -> Subject {
    Subject::of(event::MEDIA, media.uuid())
}

fn facts(file: &StoredFile, number: u32) -> serde_json::Value {
    json!({ "number": number, "sha256": file.sha256, "mime": file.mime, "bytes": file.bytes })
}
