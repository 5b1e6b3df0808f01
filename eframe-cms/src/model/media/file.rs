use eframe_core::Digest;
use serde::{Deserialize, Serialize};

use super::{FileVersion, Focus, MIMES, Media, MediaId, Slug};

/// A file as an edition shows it, pinned to its very bytes: what an edition says is complete in itself, and its
/// fingerprint covers the files too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FileRef {
    /// The file in the library.
    pub media: MediaId,
    /// Which version of it.
    pub number: u32,
    /// The hash of its bytes.
    pub sha256: Digest,
    /// The last part of its address: `budget-2027.pdf`.
    pub name: String,
    /// What it is: `image/jpeg`.
    pub mime: String,
    /// How many bytes it has.
    pub size: u64,
    /// The size of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pixels: Option<Pixels>,
    /// What of a picture stays in sight when it is cut; its middle, where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<Focus>,
}

/// The size of a picture as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pixels {
    /// How many pixels wide.
    pub width: u32,
    /// How many pixels high.
    pub height: u32,
    /// Whether it may be transparent or has a palette, so that its renditions are PNG and not JPEG.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alpha: bool,
}

impl Pixels {
    /// How high it is when it is this wide; at least a pixel.
    pub fn height_at(self, width: u32) -> u32 {
        scaled(self.height, width, self.width)
    }
}

/// `side` in the same proportion as `to` is of `of`, and at least a pixel.
pub(crate) fn scaled(side: u32, to: u32, of: u32) -> u32 {
    let of = u64::from(of.max(1));
    let scaled = (u64::from(side) * u64::from(to) + of / 2) / of;
    u32::try_from(scaled.max(1)).unwrap_or(u32::MAX)
}

impl FileRef {
    /// This version of a file of the library, as an edition takes it over.
    pub fn of(media: &Media, version: &FileVersion) -> Self {
        let file = &version.file;
        Self {
            media: media.id,
            number: version.number,
            sha256: file.sha256,
            name: file.name(&media.name),
            mime: file.mime.clone(),
            size: file.bytes,
            pixels: file.pixels,
            focus: Some(media.about.focus).filter(|focus| *focus != Focus::MIDDLE),
        }
    }

    /// Whether it could be one of a library's: its name is a last part of an address, and its focal point lies within it.
    pub(crate) fn is_sound(&self) -> bool {
        let (stem, ending) = self.name.rsplit_once('.').unwrap_or((&self.name, ""));
        let named = stem.parse::<Slug>().is_ok() && MIMES.contains(&(self.mime.as_str(), ending));
        named && self.focus.is_none_or(|focus| focus.x <= 100 && focus.y <= 100)
    }

    /// Whether it is this version of a file, but for its focal point, which each page may have for itself.
    pub fn is_of(&self, media: &Media, version: &FileVersion) -> bool {
        Self { focus: None, ..self.clone() } == Self { focus: None, ..Self::of(media, version) }
    }

    /// Whether a page can show it.
    pub fn is_picture(&self) -> bool {
        self.pixels.is_some()
    }

    /// Its path below where files are served: always these bytes, `/ID/3/budget-2027.pdf`.
    pub fn path(&self) -> String {
        format!("/{}/{}/{}", self.media, self.number, self.name)
    }

    /// The paths of its renditions with their widths, the smallest first; none where it is no picture.
    pub fn renditions(&self) -> Vec<(u32, String)> {
        let Some(pixels) = self.pixels else { return Vec::new() };
        let ending = super::Form::of(pixels).ending();
        let path = |width| format!("/{}/{}/{width}w.{ending}", self.media, self.number);
        super::widths(pixels).into_iter().map(|width| (width, path(width))).collect()
    }
}
