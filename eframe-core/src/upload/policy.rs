use super::Kind;
use crate::messages::Arg;
use crate::{Language, Presentation};

/// What is taken for an upload: of which kinds and how large.
///
/// ```
/// use eframe_core::upload::{Kind, Policy};
/// use eframe_core::{Language, Presentation};
///
/// let logo = Policy::new(&[Kind::Png]).megabytes(2).megapixels(4);
/// assert_eq!(logo.said(&Presentation::plain(), Language::EN), "PNG, at most 2 MB");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    kinds: &'static [Kind],
    megabytes: u16,
    megapixels: u16,
}

impl Policy {
    /// These kinds, at most 10 MB and 40 megapixels.
    pub const fn new(kinds: &'static [Kind]) -> Self {
        Self { kinds, megabytes: 10, megapixels: 40 }
    }

    /// Documents and pictures of documents: PDF, PNG and JPEG.
    pub const fn documents() -> Self {
        Self::new(&Kind::ALL)
    }

    /// Pictures: PNG and JPEG.
    pub const fn pictures() -> Self {
        Self::new(&[Kind::Png, Kind::Jpeg])
    }

    /// At most so many million bytes. What the server takes as a body bounds it too
    /// ([`Limits`](crate::server::Limits)).
    #[must_use]
    pub const fn megabytes(self, megabytes: u16) -> Self {
        Self { megabytes, ..self }
    }

    /// Pictures of at most so many million pixels.
    #[must_use]
    pub const fn megapixels(self, megapixels: u16) -> Self {
        Self { megapixels, ..self }
    }

    /// Whether files of a kind are taken.
    pub fn takes(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// The most bytes a file may have.
    pub const fn bytes(&self) -> u64 {
        self.megabytes as u64 * 1_000_000
    }

    /// The most pixels a picture may have.
    pub const fn pixels(&self) -> u64 {
        self.megapixels as u64 * 1_000_000
    }

    /// The kinds by name: `PDF, PNG, JPEG`.
    pub fn kinds(&self) -> String {
        self.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ")
    }

    /// What is taken, in words for the hint beside the field.
    pub fn said(&self, presentation: &Presentation, language: Language) -> String {
        let args = [("kinds", Arg::from(self.kinds())), ("max", u32::from(self.megabytes).into())];
        presentation.say(language, "core.file.taken", &args).text
    }

    /// The value of the field's `accept`: it helps to choose, and decides nothing.
    pub fn endings(&self) -> String {
        let endings = self.kinds.iter().flat_map(|kind| kind.endings());
        endings.map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",")
    }

    pub(super) fn in_megabytes(&self) -> u16 {
        self.megabytes
    }

    pub(super) fn in_megapixels(&self) -> u16 {
        self.megapixels
    }
}
