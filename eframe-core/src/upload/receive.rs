use std::pin::{Pin, pin};

use bytes::{Bytes, BytesMut};
use http_body::Body;
use http_body_util::BodyExt as _;
use serde::{Deserialize, Serialize};

use super::pdf::Pdf;
use super::picture::{Filter, Jpeg, Picture, Png, Wrong};
use super::{BlobId, Kind, Policy, Shelf, UploadError, kind, name};
use crate::{BodyFault, BoxError, Digest};

/// A file that was handed in, checked and stored. A block writes it into a row of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Upload {
    /// Where it is stored.
    pub blob: BlobId,
    /// What it is, by its content.
    pub kind: Kind,
    /// What whoever handed it in called it: words to show, cleaned, at most 255 bytes. Never a path.
    pub name: String,
    /// The SHA-256 of the bytes that are stored and served.
    pub sha256: Digest,
    /// How many bytes are stored.
    pub bytes: u64,
    /// What its head told, when it is a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<Picture>,
}

/// How many bytes tell what a file is.
const HEAD: usize = 4096;

/// Stores a body that is one file, called `name` by whoever sends it, when it is what `policy` takes.
///
/// The bytes pass through; no more than a small part is held at a time. Forms are read by
/// [`FileForm`](crate::http::FileForm) instead.
///
/// # Errors
/// When the file, its body or the store is not right. Nothing of it is kept then, nor when the caller goes away.
pub async fn receive<B>(
    shelf: &Shelf,
    body: B,
    name: &str,
    policy: &Policy,
) -> Result<Upload, UploadError>
where
    B: Body<Data = Bytes> + Send,
    B::Error: Into<BoxError>,
{
    let mut source = Source { body: pin!(body), left: policy.bytes(), policy };
    if source.body.size_hint().lower() > policy.bytes() {
        return Err(UploadError::TooLarge(*policy));
    }
    let head = source.head().await?;
    if head.is_empty() {
        return Err(UploadError::Empty);
    }
    let policy = *policy;
    let kind = kind::detect(&head).map_err(|found| UploadError::Kind { policy, found })?;
    if !policy.takes(kind) {
        return Err(UploadError::Kind { policy, found: Some(kind.name().to_owned()) });
    }
    let mut check = Check::new(kind, policy);
    // Checked before there is a file: most of what is wrong is wrong from the beginning.
    let first = check.pass(head)?;
    let mut draft = shelf.begin().await?;
    draft.write(first).await?;
    while let Some(piece) = source.next().await? {
        let piece = check.pass(piece)?;
        if !piece.is_empty() {
            draft.write(piece).await?;
        }
    }
    let picture = check.end()?;
    let stored = draft.keep().await?;
    let (sha256, bytes) = (stored.sha256, stored.bytes);
    Ok(Upload { blob: stored.id, kind, name: name::clean(name), sha256, bytes, picture })
}

/// The bytes of a body, as many as are taken.
struct Source<'a, B> {
    body: Pin<&'a mut B>,
    left: u64,
    policy: &'a Policy,
}

impl<B> Source<'_, B>
where
    B: Body<Data = Bytes> + Send,
    B::Error: Into<BoxError>,
{
    async fn next(&mut self) -> Result<Option<Bytes>, UploadError> {
        while let Some(frame) = self.body.frame().await {
            let frame = frame.map_err(|error| BodyFault::of(&*error.into()))?;
            let Ok(data) = frame.into_data() else { continue };
            let left = self.left.checked_sub(data.len() as u64);
            self.left = left.ok_or(UploadError::TooLarge(*self.policy))?;
            return Ok(Some(data));
        }
        Ok(None)
    }

    /// The first bytes, enough to tell what it is.
    async fn head(&mut self) -> Result<Bytes, UploadError> {
        let mut head = BytesMut::new();
        while head.len() < HEAD {
            let Some(piece) = self.next().await? else { break };
            if head.is_empty() && piece.len() >= HEAD {
                return Ok(piece);
            }
            head.extend_from_slice(&piece);
        }
        Ok(head.freeze())
    }
}

/// Looks at a file while it passes.
enum Check {
    Document(Pdf),
    Picture(Box<dyn Filter>, Policy),
}

impl Check {
    fn new(kind: Kind, policy: Policy) -> Self {
        match kind {
            Kind::Pdf => Self::Document(Pdf::new()),
            Kind::Png => Self::Picture(Box::new(Png::new(policy.pixels())), policy),
            Kind::Jpeg => Self::Picture(Box::new(Jpeg::new(policy.pixels())), policy),
        }
    }

    /// What of a piece is kept.
    fn pass(&mut self, piece: Bytes) -> Result<Bytes, UploadError> {
        match self {
            Self::Document(pdf) => pdf.see(&piece).map(|()| piece),
            Self::Picture(filter, policy) => {
                let mut kept = BytesMut::with_capacity(piece.len());
                filter.push(&piece, &mut kept).map_err(|wrong| match wrong {
                    Wrong::Damaged => UploadError::Damaged,
                    Wrong::Pixels => UploadError::TooManyPixels(*policy),
                })?;
                Ok(kept.freeze())
            }
        }
    }

    fn end(&self) -> Result<Option<Picture>, UploadError> {
        match self {
            Self::Document(pdf) => pdf.end().map(|()| None),
            Self::Picture(filter, _) if filter.is_whole() => Ok(filter.picture()),
            Self::Picture(..) => Err(UploadError::Damaged),
        }
    }
}
