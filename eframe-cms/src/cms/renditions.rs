//! Smaller pictures of a version: made once, in the background or when somebody asks first.

use std::collections::{BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use eframe_core::outbox::Retry;
use eframe_core::upload::{BlobId, Kind, Upload};
use eframe_core::{Actor, Caller, Commit, Decision, Language};
use http_body_util::BodyExt as _;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::Cms;
use crate::Error;
use crate::event::FileAdded;
use crate::model::{Body, Document, FileVersion, Form, Media, MediaId, Pixels, Rendition, widths};
use crate::rendition::{Made, make};
use crate::rules::{Change, MediaChange};
use crate::store::Held;
use crate::work::retry;

/// How long somebody waits for a picture to be made before they are told to come again.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many pictures that could not be made are remembered.
const REMEMBERED: usize = 1_000;

/// Who makes pictures: one at a time, since each takes memory by its pixels.
#[derive(Debug)]
pub(crate) struct Studio {
    one_at_a_time: Arc<Semaphore>,
    /// Those that cannot be decoded, so that nobody has it tried again and again.
    unmade: Mutex<HashSet<(MediaId, u32)>>,
}

impl Default for Studio {
    fn default() -> Self {
        let (one_at_a_time, unmade) = (Arc::new(Semaphore::new(1)), Mutex::default());
        Self { one_at_a_time, unmade }
    }
}

impl Studio {
    fn gave_up(&self, id: MediaId, number: u32) -> bool {
        self.unmade.lock().unwrap_or_else(PoisonError::into_inner).contains(&(id, number))
    }

    fn give_up(&self, id: MediaId, number: u32) {
        let mut unmade = self.unmade.lock().unwrap_or_else(PoisonError::into_inner);
        if unmade.len() >= REMEMBERED {
            unmade.clear();
        }
        unmade.insert((id, number));
    }
}

impl Cms {
    /// The rendition of this width, made now where it is not yet. Nothing where there is none of that width, or the
    /// picture cannot be decoded.
    pub(crate) async fn rendition(
        &self,
        held: &Held,
        width: u32,
    ) -> Result<Option<Upload>, RenditionError> {
        let (media, file) = (&held.media, &held.file);
        let Some(pixels) = file.file.pixels else { return Ok(None) };
        if !widths(pixels).contains(&width) {
            return Ok(None);
        }
        let find = async || {
            let made = self.store().renditions(media.id, file.number).await?;
            let found = made.into_iter().find(|made| made.width == width);
            Ok::<_, Error>(found.map(|made| served(media, &made)))
        };
        if let Some(found) = find().await? {
            return Ok(Some(found));
        }
        // A task of its own: it ends what it began, though whoever asked has gone.
        let (cms, media, file) = (self.clone(), media.clone(), file.clone());
        let making = tokio::spawn(async move { cms.make_renditions(&media, &file, pixels).await });
        match timeout(PATIENCE, making).await {
            Ok(Ok(made)) => made?,
            Ok(Err(_)) | Err(_) => return Err(RenditionError::Busy),
        }
        Ok(find().await?)
    }

    /// The pictures of a body that are known to be unreadable.
    pub(crate) fn unreadable(&self, body: &Body) -> BTreeSet<(MediaId, u32)> {
        let pictures = body.files().into_iter().filter(|file| file.is_picture());
        let pictures = pictures.map(|file| (file.media, file.number));
        pictures.filter(|(id, number)| self.inner.studio.gave_up(*id, *number)).collect()
    }

    /// Makes what an approved text shows of pictures, where that is not done yet: so it is known whether they can be read
    /// before the public is to see them.
    pub(crate) async fn make_ready(&self, document: &Document, language: Language) {
        let (pictures, cms) = (pictures_ahead(document, language), self.clone());
        let making = tokio::spawn(async move {
            for (id, number) in pictures {
                if let Err(error) = cms.make_one_ready(id, number).await {
                    tracing::warn!(media = %id, number, %error, "whether it can be shown is not known");
                }
            }
        });
        // What takes longer is made all the same, and found then.
        drop(timeout(PATIENCE, making).await);
    }

    /// Whether it is known of all that an approved text shows of pictures that they can be read, or that they cannot.
    pub(super) async fn are_made(
        &self,
        document: &Document,
        language: Language,
    ) -> Result<bool, Error> {
        for (id, number) in pictures_ahead(document, language) {
            let studio = &self.inner.studio;
            if !studio.gave_up(id, number) && self.store().renditions(id, number).await?.is_empty()
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn make_one_ready(&self, id: MediaId, number: u32) -> Result<(), RenditionError> {
        if !self.store().renditions(id, number).await?.is_empty() {
            return Ok(());
        }
        let Some(media) = self.store().media(id).await? else { return Ok(()) };
        let Some(file) = media.file(number) else { return Ok(()) };
        let Some(pixels) = file.file.pixels else { return Ok(()) };
        self.make_renditions(&media, file, pixels).await
    }

    /// Makes what of a version's pictures is not made yet.
    async fn make_renditions(
        &self,
        media: &Media,
        file: &FileVersion,
        pixels: Pixels,
    ) -> Result<(), RenditionError> {
        let (id, number, studio) = (media.id, file.number, &self.inner.studio);
        if studio.gave_up(id, number) {
            return Ok(());
        }
        let permit = Arc::clone(&studio.one_at_a_time).acquire_owned().await;
        let permit = permit.map_err(|_| RenditionError::Busy)?;
        // Whoever was before in line may have found that it cannot be done.
        if studio.gave_up(id, number) {
            return Ok(());
        }
        let there = self.store().renditions(id, number).await?;
        let mut missing = widths(pixels);
        missing.retain(|width| there.iter().all(|made| made.width != *width));
        if missing.is_empty() {
            return Ok(());
        }
        let (form, mime) = (Form::of(pixels), file.file.mime.clone());
        let encoded = self.whole(BlobId::new(file.file.blob)).await?;
        let made = tokio::task::spawn_blocking(move || make(&encoded, &mime, form, &missing)).await;
        let kept = match made {
            Ok(Ok(made)) => self.keep_renditions(id, number, form, made).await,
            Ok(Err(error)) => {
                tracing::warn!(media = %id, number, %error, "no smaller pictures are made");
                studio.give_up(id, number);
                Ok(())
            }
            Err(error) => {
                tracing::error!(media = %id, number, %error, "making smaller pictures broke off");
                studio.give_up(id, number);
                Ok(())
            }
        };
        // Not before they are kept: the next one in looks for them first.
        drop(permit);
        kept
    }

    async fn keep_renditions(
        &self,
        media: MediaId,
        number: u32,
        form: Form,
        made: Vec<Made>,
    ) -> Result<(), RenditionError> {
        let mut kept = Vec::new();
        for Made { width, height, bytes } in made {
            let mut draft = self.shelf()?.begin().await?;
            draft.write(bytes.into()).await?;
            let stored = draft.keep().await?;
            let (blob, sha256, bytes) = (stored.id.uuid(), stored.sha256, stored.bytes);
            kept.push(Rendition { width, height, form, blob, sha256, bytes });
        }
        let caller = Caller::new(Actor::system("cms"));
        let change = Change::Media(MediaChange::Render { media, number, made: kept });
        let now = self.now();
        let decided = self.store().database().decide(&caller, || async {
            let commit = Commit::by(&caller.actor, now).change(change.clone());
            Ok::<_, Error>(Decision::new(commit, ()))
        });
        Ok(decided.await?)
    }

    /// A file as a whole: at most as large as the library takes one.
    async fn whole(&self, blob: BlobId) -> Result<Bytes, RenditionError> {
        let open = self.shelf()?.open(blob).await?.ok_or(Error::NotFound)?;
        let mut whole = BytesMut::with_capacity(usize::try_from(open.bytes).unwrap_or_default());
        let mut body = open.body;
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|error| std::io::Error::other(error.to_string()));
            let frame = frame.map_err(eframe_core::upload::BlobError::from)?;
            if let Ok(data) = frame.into_data() {
                whole.extend_from_slice(&data);
            }
        }
        Ok(whole.freeze())
    }

    /// Makes the pictures of a file that has just come.
    pub(crate) async fn render_added(&self, added: FileAdded) -> Result<(), Retry> {
        let found = self.store().media(added.media).await.map_err(retry)?;
        let Some(media) = found else { return Ok(()) };
        let Some(file) = media.file(added.number) else { return Ok(()) };
        let Some(pixels) = file.file.pixels else { return Ok(()) };
        let made = self.make_renditions(&media, file, pixels).await;
        made.map_err(|error| Retry::because(error.to_string()))
    }
}

/// The pictures that the edition in the making shows.
fn pictures_ahead(document: &Document, language: Language) -> BTreeSet<(MediaId, u32)> {
    let files = document.draft(language).map(|edition| edition.content.body.files());
    let pictures = files.into_iter().flatten().filter(|file| file.is_picture());
    pictures.map(|file| (file.media, file.number)).collect()
}

/// Why a picture is not there now.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RenditionError {
    #[error("other pictures are being made")]
    Busy,
    #[error(transparent)]
    Cms(#[from] Error),
    #[error(transparent)]
    Blob(#[from] eframe_core::upload::BlobError),
}

/// A rendition as it is served.
fn served(media: &Media, made: &Rendition) -> Upload {
    let (width, ending) = (made.width, made.form.ending());
    Upload {
        blob: BlobId::new(made.blob),
        kind: match made.form {
            Form::Jpeg => Kind::Jpeg,
            Form::Png => Kind::Png,
        },
        name: format!("{}-{width}w.{ending}", media.name),
        sha256: made.sha256,
        bytes: made.bytes,
        picture: None,
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::sha256;
    use eframe_core::upload::DiskBlobs;

    use super::*;
    use crate::MIGRATIONS;
    use crate::model::{About, Author, MediaKind, StoredFile};

    #[tokio::test]
    async fn whoever_waits_in_line_does_not_try_again_what_cannot_be_done() {
        let test = eframe_core::test::sqlite(&[MIGRATIONS]).await;
        let folder = tempfile::tempdir().expect("a folder");
        let world = test.database.world().clone();
        let (id, blob) = (MediaId::new(world.ids.next()), world.ids.next());
        let store = DiskBlobs::open(folder.path(), world).await.expect("a store");
        let cms = Cms::builder(test.database.clone()).files(Arc::new(store)).build();
        let pixels = Pixels { width: 1_000, height: 500, alpha: false };
        // Its bytes are nowhere: whoever tries fails.
        let mime = "image/jpeg".to_owned();
        let called = "a.jpg".to_owned();
        let sha256 = sha256(b"");
        let file = StoredFile { blob, sha256, mime, bytes: 1, pixels: Some(pixels), called };
        let (by, at) = (Author::of(&Actor::system("test")), cms.now());
        let file = FileVersion { number: 1, file, by, at, released: None };
        let media = Media {
            id,
            kind: MediaKind::Picture,
            name: "a".parse().expect("a slug"),
            about: About::default(),
            added: at,
            retired: None,
            version: eframe_core::Version::FIRST,
            shown: eframe_core::Version::FIRST,
            files: vec![file.clone()],
        };
        let before = Arc::clone(&cms.inner.studio.one_at_a_time);
        let before = before.acquire_owned().await.expect("a permit");
        let (waiting, whole) = (cms.clone(), media.clone());
        let one = file.clone();
        let late = tokio::spawn(async move { waiting.make_renditions(&whole, &one, pixels).await });
        tokio::task::yield_now().await;
        cms.inner.studio.give_up(id, 1);
        drop(before);
        late.await.expect("no panic").expect("it is not tried again");
    }
}
