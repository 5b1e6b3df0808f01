use std::fmt;
use std::str::FromStr;

use file_format::FileFormat;
use http::HeaderValue;
use serde::{Deserialize, Serialize};

/// A kind of file that is taken. SVG, HTML and archives are none: they carry scripts, or more than they show.
///
/// Kept in rows and JSON as its media type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Kind {
    /// A PDF document.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A PNG picture.
    #[serde(rename = "image/png")]
    Png,
    /// A JPEG picture.
    #[serde(rename = "image/jpeg")]
    Jpeg,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Png, Self::Jpeg];

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// What people call it, in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
        }
    }

    /// Whether it is a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg)
    }

    /// How names of such files end, the usual ending first.
    pub(super) const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }

    pub(super) const fn header(self) -> HeaderValue {
        HeaderValue::from_static(self.media_type())
    }
}

/// What the first bytes of a file tell: a kind that is taken, or the short name of another, `DOCX`, where one is known.
pub(super) fn detect(head: &[u8]) -> Result<Kind, Option<String>> {
    match FileFormat::from_bytes(head) {
        FileFormat::PortableDocumentFormat => Ok(Kind::Pdf),
        FileFormat::PortableNetworkGraphics | FileFormat::AnimatedPortableNetworkGraphics => {
            Ok(Kind::Png)
        }
        FileFormat::JointPhotographicExpertsGroup => Ok(Kind::Jpeg),
        FileFormat::ArbitraryBinaryData | FileFormat::Empty => Err(None),
        other => Err(Some(other.extension().to_ascii_uppercase())),
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.media_type())
    }
}

/// A text that is no media type of a [`Kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no kind of file that is taken")]
pub struct NoKind;

impl FromStr for Kind {
    type Err = NoKind;

    fn from_str(text: &str) -> Result<Self, NoKind> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == text).ok_or(NoKind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_18_what_carries_scripts_is_no_kind() {
        for (head, found) in [
            (&b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..], Some("SVG")),
            (b"<!DOCTYPE html><script>alert(1)</script>", Some("HTML")),
            (b"PK\x03\x04\x14\0\0\0", Some("ZIP")),
            (b"GIF89a/*<script>*/=1;", Some("GIF")),
            (b"MZ\x90\0", None),
            (b"just words", None),
            (b"", None),
        ] {
            let told = detect(head).expect_err("none of ours");
            if let Some(found) = found {
                assert_eq!(told.as_deref(), Some(found));
            }
        }
    }

    #[test]
    fn kinds_read_back_as_they_are_written() {
        for kind in Kind::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.media_type());
        }
        assert_eq!("image/svg+xml".parse::<Kind>(), Err(NoKind));
    }
}
