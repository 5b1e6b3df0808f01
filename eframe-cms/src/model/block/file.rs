use eframe_core::Digest;
use serde::{Deserialize, Serialize};

eframe_core::id! {
    /// Names a file of the media library through all its versions.
    pub struct MediaId;
}

/// A file as a block shows it, pinned to its very bytes: what an edition says is complete in itself, and its
/// fingerprint covers the files too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileRef {
    /// The file in the library.
    pub media: MediaId,
    /// The hash of its bytes: which version of it.
    pub sha256: Digest,
    /// What it was called when it came: `budget-2027.pdf`.
    pub name: String,
    /// What it is: `image/jpeg`.
    pub mime: String,
    /// How many bytes it has.
    pub size: u64,
    /// How wide a picture is, in pixels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
    /// How high, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height: Option<u32>,
    /// What of a picture stays in sight when it is cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<Focus>,
}

/// A point of a picture, in percent of its width from the left and of its height from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    /// From the left, 0 to 100.
    pub x: u8,
    /// From the top, 0 to 100.
    pub y: u8,
}
