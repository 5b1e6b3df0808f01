//! Files that people hand in: stored whole or not at all, checked by what they are, served so that they do nothing.
//!
//! A block holds a [`Shelf`] of the host's [`BlobStore`] and says by a [`Policy`] what it takes. A form with files is
//! read by [`http::FileForm`](crate::http::FileForm), any other body by [`receive`]; both give an [`Upload`], which
//! the block's commit writes into a row of its own. [`serve`] answers with the file, and a [`Sweeper`] removes files
//! that no row came to name.
//!
//! The type is told by content, never by a name or a header. Pictures are refused by their size in pixels before
//! anybody decodes them, and lose all that tells of people and places (EXIF, XMP, IPTC, comments, previews, whatever
//! follows the picture) but not how they are turned and not their colours; the picture itself is never encoded
//! again. **A PDF is stored byte for byte**, so that its signatures stay valid. The SHA-256 of an upload is of the
//! bytes that are stored and served: a PDF's own, a picture's after its metadata went.
//!
//! ```
//! use eframe_core::http::{FileForm, Problem};
//! use eframe_core::upload::{FileField, Policy, Received, Shelf, Upload};
//! use eframe_core::FieldErrors;
//!
//! struct HandIn { office: String, signed: Upload }
//!
//! impl TryFrom<&Received> for HandIn {
//!     type Error = FieldErrors;
//!     fn try_from(received: &Received) -> Result<Self, FieldErrors> {
//!         let mut read = received.posted.read();
//!         let office = read.line("office", 200);
//!         let signed = read.take(received.files.required("signed"));
//!         read.finish(|| Some(HandIn { office, signed: signed? }))
//!     }
//! }
//!
//! async fn hand_in(shelf: Shelf, form: FileForm) -> Result<String, Problem> {
//!     let received = form.receive(&shelf, &[FileField::one("signed", Policy::documents())]).await?;
//!     let HandIn { office, signed } = HandIn::try_from(&received)?;
//!     Ok(format!("{office} handed in {} ({})", signed.name, signed.sha256))
//! }
//! ```

mod blob;
mod fault;
mod kind;
mod name;
mod pdf;
mod picture;
mod policy;
mod range;
mod receive;
mod received;
mod serve;

pub use blob::{BlobDraft, BlobError, BlobId, BlobStore, NamesBlobs, OpenBlob, StoredBlob};
pub use blob::{Bucket, DiskBlobs, S3Blobs, S3Keys, WrongBucket};
pub use blob::{Copied, Shelf, Sweeper, copy_blobs};
pub use fault::UploadError;
pub use kind::Kind;
pub use picture::Picture;
pub use policy::Policy;
pub use receive::{Upload, receive};
pub(crate) use received::bind;
pub use received::{FileField, Files, Received};
pub use serve::{Audience, Opened, serve, serve_part};

pub(crate) use blob::SWEEP_PERIOD;

#[cfg(test)]
mod tests;
