use http::StatusCode;

use super::{BlobError, Policy};
use crate::http::Problem;
use crate::{BodyFault, FieldErrors};

/// Why an upload is not taken. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UploadError {
    /// It has no bytes at all.
    #[error("the file is empty")]
    Empty,
    /// It is larger than the policy allows.
    #[error("the file has more than {} bytes", .0.bytes())]
    TooLarge(Policy),
    /// It is of a kind that is not taken.
    #[error("the file is of a kind that is not taken")]
    Kind {
        /// What is taken.
        policy: Policy,
        /// What it is, where that is known: `DOCX`.
        found: Option<String>,
    },
    /// It is a picture of more pixels than the policy allows. It was not decoded to find that out.
    #[error("the picture has more than {} pixels", .0.pixels())]
    TooManyPixels(Policy),
    /// It is not whole, or not what it begins like.
    #[error("the file is incomplete or damaged")]
    Damaged,
    /// The request's body could not be read to its end.
    #[error(transparent)]
    Body(#[from] BodyFault),
    /// It could not be stored.
    #[error(transparent)]
    Store(#[from] BlobError),
}

impl UploadError {
    /// What to say beside the field of a form, when it is the file that is wrong.
    ///
    /// # Errors
    /// Itself, when there is nothing wrong with the file: the body or the store failed.
    pub fn at(self, field: &str) -> Result<FieldErrors, Self> {
        let mut errors = FieldErrors::new();
        match self {
            Self::Empty => errors.add(field, "core.file.empty"),
            Self::TooLarge(policy) => {
                let max = policy.in_megabytes().to_string();
                errors.add_with(field, "core.file.large", vec![("max", max)]);
            }
            Self::Kind { policy, found: None } => {
                errors.add_with(field, "core.file.kind", vec![("kinds", policy.kinds())]);
            }
            Self::Kind { policy, found: Some(found) } => {
                let args = vec![("kinds", policy.kinds()), ("found", found)];
                errors.add_with(field, "core.file.other-kind", args);
            }
            Self::TooManyPixels(policy) => {
                let max = policy.in_megapixels().to_string();
                errors.add_with(field, "core.file.pixels", vec![("max", max)]);
            }
            Self::Damaged => errors.add(field, "core.file.damaged"),
            Self::Body(_) | Self::Store(_) => return Err(self),
        }
        Ok(errors)
    }
}

/// For a body that is one file: 413, 415, 422, or what the body's or the store's failure is.
impl From<UploadError> for Problem {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::Empty => Self::refused("file-empty", "The file is empty."),
            UploadError::TooLarge(policy) => {
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "file-too-large", "The file is too large.")
                    .detail(format!("At most {} bytes are taken.", policy.bytes()))
            }
            UploadError::Kind { policy, found } => {
                let title = "Files of this kind are not taken.";
                let found = found.map_or_else(String::new, |found| format!(" This is {found}."));
                Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "file-kind", title)
                    .detail(format!("Send one of these: {}.{found}", policy.kinds()))
            }
            UploadError::TooManyPixels(policy) => {
                Self::refused("file-pixels", "The picture has too many pixels.")
                    .detail(format!("At most {} pixels are taken.", policy.pixels()))
            }
            UploadError::Damaged => {
                Self::refused("file-damaged", "The file is incomplete or damaged.")
                    .detail("Save it anew and send it again.")
            }
            UploadError::Body(fault) => fault.into(),
            UploadError::Store(error) => error.into(),
        }
    }
}
