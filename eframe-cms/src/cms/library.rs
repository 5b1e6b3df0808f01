//! The media library: what is asked of it and what is done in it.

use eframe_core::upload::{BlobId, NamesBlobs as _, Policy, Shelf, Upload};
use eframe_core::{Actor, Caller, CommitError, Decision, FieldErrors, Timestamp, Version};

use super::Cms;
use crate::model::{
    About, Address, FileVersion, MEGABYTES, Media, MediaId, Pixels, Slug, Stage, StoredFile,
};
use crate::permission::EDIT;
use crate::rendition::is_light;
use crate::rules::{self, AddMedia, Change, DescribeMedia, MediaStanding, Sight};
use crate::store::{Held, MediaFilter, MediaLine, MediaPosition, Use};
use crate::{Error, Refusal};

/// What the library takes: PNG and JPEG, at most 20 MB and 40 megapixels, and PDF of the same size.
pub(crate) const TAKEN: Policy = Policy::documents().megabytes(MEGABYTES).megapixels(40);

impl Cms {
    /// Where files are kept.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the host brought no store: then there is no library.
    pub(crate) fn shelf(&self) -> Result<&Shelf, Error> {
        self.inner.shelf.as_ref().ok_or(Error::NotFound)
    }

    /// Lets only those pass who may hand a file in, before any of it is taken.
    pub(crate) fn may_add_media(&self, actor: &Actor) -> Result<(), Error> {
        self.shelf()?;
        Ok(actor.require(EDIT)?)
    }

    /// A file of the library with all its versions, for those who write, review or publish.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for everyone else; [`Error::NotFound`].
    pub async fn media(&self, actor: &Actor, id: MediaId) -> Result<Media, Error> {
        self.staff(actor)?;
        self.store().media(id).await?.ok_or(Error::NotFound)
    }

    /// Files of the library, the newest first, each with its newest version alone.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for those who neither write nor review nor publish.
    pub(crate) async fn library(
        &self,
        actor: &Actor,
        filter: &MediaFilter,
        after: Option<&MediaPosition>,
        limit: u64,
    ) -> Result<Vec<MediaLine>, Error> {
        self.staff(actor)?;
        self.store().library(filter, after, limit).await
    }

    /// The editions that show a version of a file and are live or in the making.
    pub(crate) async fn uses(&self, actor: &Actor, id: MediaId) -> Result<Vec<Use>, Error> {
        self.staff(actor)?;
        self.store().uses(id).await
    }

    /// A version of a file that the actor has in sight: of this number, or the newest there is.
    pub(crate) async fn held(
        &self,
        actor: &Actor,
        id: MediaId,
        number: Option<u32>,
    ) -> Result<Held, Error> {
        self.store().held(id, number, Sight::of(actor)).await?.ok_or(Error::NotFound)
    }

    /// Brings a received file into the library, under an address made from what it was called. What is not taken is
    /// removed at once, so that nobody fills the disk with what they may not hand in.
    ///
    /// # Errors
    /// See [`rules::add_media`] for refusals.
    pub async fn add_media(
        &self,
        caller: &Caller,
        upload: &Upload,
        about: About,
    ) -> Result<MediaStanding, Error> {
        let world = self.store().database().world();
        let id = MediaId::new(world.ids.next());
        let command = AddMedia { file: kept(upload), name: named(upload, id), about };
        let added = self
            .store()
            .database()
            .decide(caller, || async {
                caller.actor.require(EDIT)?;
                can_be_shown(upload)?;
                Ok(rules::add_media(command.clone(), id, &caller.actor, world.now())?)
            })
            .await;
        self.keep_or_discard(caller, upload, added).await
    }

    /// Puts a received file in place of the newest.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::replace_media`] for refusals.
    pub async fn replace_media(
        &self,
        caller: &Caller,
        id: MediaId,
        upload: &Upload,
    ) -> Result<MediaStanding, Error> {
        let replaced = self.on_media(caller, id, |media, now| {
            caller.actor.require(EDIT)?;
            can_be_shown(upload)?;
            rules::replace_media(media, kept(upload), &caller.actor, now)
        });
        let replaced = replaced.await;
        self.keep_or_discard(caller, upload, replaced).await
    }

    /// Says something else of a file.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::describe_media`] for refusals.
    pub async fn describe_media(
        &self,
        caller: &Caller,
        id: MediaId,
        command: DescribeMedia,
    ) -> Result<MediaStanding, Error> {
        self.on_media(caller, id, |media, now| {
            rules::describe_media(media, command.clone(), &caller.actor, now)
        })
        .await
    }

    /// Makes a version public by itself.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::release_media`] for refusals.
    pub async fn release_media(
        &self,
        caller: &Caller,
        id: MediaId,
        number: u32,
    ) -> Result<MediaStanding, Error> {
        self.on_media(caller, id, |media, now| {
            rules::release_media(media, number, &caller.actor, now)
        })
        .await
    }

    /// Takes a file out of the library.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::retire_media`] for refusals.
    pub async fn retire_media(
        &self,
        caller: &Caller,
        id: MediaId,
        expected: Version,
    ) -> Result<MediaStanding, Error> {
        self.staff(&caller.actor)?;
        self.store()
            .database()
            .decide(caller, || async {
                let mut media = self.media(&caller.actor, id).await?;
                self.store().count(&mut media).await?;
                let live = self.store().uses(id).await?.into_iter();
                let mut live: Vec<Address> =
                    live.filter(|one| one.stage == Stage::Live).map(|one| one.address).collect();
                live.dedup();
                let (actor, now) = (&caller.actor, self.now());
                Ok(rules::retire_media(&media, expected, live, actor, now)?)
            })
            .await
    }

    async fn on_media(
        &self,
        caller: &Caller,
        id: MediaId,
        rule: impl Fn(&Media, Timestamp) -> Result<Decision<Change, MediaStanding>, Refusal>,
    ) -> Result<MediaStanding, Error> {
        let rule = &rule;
        self.store()
            .database()
            .decide(caller, || async move {
                let media = self.media(&caller.actor, id).await?;
                Ok(rule(&media, self.now())?)
            })
            .await
    }

    /// A request that came again is answered with the file of the first, and its own is one too many.
    async fn keep_or_discard<T>(
        &self,
        caller: &Caller,
        upload: &Upload,
        done: Result<T, Error>,
    ) -> Result<T, Error> {
        let superfluous = match &done {
            Ok(_) => caller.repeat.is_some(),
            Err(error) => is_certain(error),
        };
        if superfluous && !self.may_be_named(upload).await {
            self.shelf()?.discard(upload).await;
        }
        done
    }

    /// Whether a row names a file, or nobody can tell.
    async fn may_be_named(&self, upload: &Upload) -> bool {
        self.store().named(&[upload.blob]).await.map_or(true, |named| !named.is_empty())
    }
}

/// Nobody brings in a picture that takes more memory than there is to make smaller ones of it.
fn can_be_shown(upload: &Upload) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::new();
    let light = upload.picture.is_none_or(|picture| is_light(&picture, upload.bytes));
    errors.check(light, "file", "cms.desk.media.field.file.heavy");
    errors.finish(())
}

/// Whether nothing was committed, and nothing will be.
pub(super) fn is_certain(error: &Error) -> bool {
    match error {
        Error::NotFound | Error::Refused(_) => true,
        Error::Commit(error) => matches!(
            error,
            CommitError::KeyReused | CommitError::KeyRunning | CommitError::Contended
        ),
    }
}

/// A received file as a rule takes it.
pub(super) fn kept(upload: &Upload) -> StoredFile {
    StoredFile {
        blob: upload.blob.uuid(),
        sha256: upload.sha256,
        mime: upload.kind.media_type().to_owned(),
        bytes: upload.bytes,
        pixels: upload.picture.map(|picture| Pixels {
            width: picture.width,
            height: picture.height,
            alpha: picture.alpha,
        }),
        called: upload.name.clone(),
    }
}

/// A version as it is served.
pub(crate) fn served(media: &Media, file: &FileVersion) -> Result<Upload, Error> {
    let FileVersion { file, .. } = file;
    Ok(Upload {
        blob: BlobId::new(file.blob),
        kind: file.mime.parse().map_err(|_| Error::NotFound)?,
        name: file.name(&media.name),
        sha256: file.sha256,
        bytes: file.bytes,
        picture: None,
    })
}

/// The last part of an address for good, from what a file was called. Numbers followed by a `w` are the addresses of
/// renditions.
fn named(upload: &Upload, id: MediaId) -> Slug {
    let stem = upload.name.rsplit_once('.').map_or(upload.name.as_str(), |(stem, _)| stem);
    let slug = crate::slug::suggested(stem, id.uuid());
    let digits = slug.as_str().strip_suffix('w').unwrap_or_default();
    if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("file-{slug}").parse().unwrap_or(slug);
    }
    slug
}

#[cfg(test)]
mod tests {
    use eframe_core::StoreError;
    use eframe_core::upload::Kind;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_file_is_kept_where_nobody_knows_what_became_of_its_commit() {
        let said = || StoreError::new(std::io::Error::other("away"));
        for unknown in [CommitError::Unknown(said()), CommitError::Unavailable(said())] {
            assert!(!is_certain(&Error::Commit(unknown)));
        }
        assert!(is_certain(&Error::Commit(CommitError::KeyReused)) && is_certain(&Error::NotFound));
    }

    #[test]
    fn bad_input_17_an_address_is_made_of_letters_whatever_a_file_is_called() {
        let id = MediaId::new(Uuid::from_u128(0xABCD));
        for (called, slug) in [
            ("Annual Report 2026.pdf", "annual-report-2026"),
            ("..", "00000000abcd"),
            ("640w.jpg", "file-640w"),
            ("다리 보수.png", "dari-bosu"),
            (".pdf", "00000000abcd"),
            ("CON", "con"),
        ] {
            let upload = Upload {
                blob: BlobId::new(Uuid::nil()),
                kind: Kind::Pdf,
                name: called.to_owned(),
                sha256: eframe_core::sha256(b""),
                bytes: 1,
                picture: None,
            };
            assert_eq!(named(&upload, id).as_str(), slug, "{called}");
        }
    }
}
