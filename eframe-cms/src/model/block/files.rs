use eframe_core::Language;
use serde::{Deserialize, Serialize};

use super::Block;
use crate::model::{FileRef, FileVersion, Media, Said};

/// See [`Block::Image`]. What is said of it was copied from the library in the edition's language when it was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Image {
    /// The picture; none while it is not chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileRef>,
    /// What it shows, for those who can't see it.
    pub alt: String,
    /// Whether it says nothing that the text beside it does not; it is shown without `alt` then.
    pub decorative: bool,
    /// What stands below it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Who made it; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub credit: String,
}

/// See [`Block::Gallery`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Gallery {
    /// What they show together; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The pictures.
    pub items: Vec<Image>,
}

/// See [`Block::Document`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Attachment {
    /// The file; none while it is not chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<FileRef>,
    /// What the link says.
    pub title: String,
    /// What it is good for; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub caption: String,
}

impl Image {
    /// A version of a picture of the library, with what is said of it in this language.
    pub fn of(media: &Media, version: &FileVersion, language: Language) -> Self {
        let Said { alt, caption, credit, .. } = said(media, language);
        let file = Some(FileRef::of(media, version));
        Self { file, alt, decorative: media.about.decorative, caption, credit }
    }

    /// What those who can't see it are told; empty where it only decorates.
    pub fn spoken(&self) -> &str {
        if self.decorative { "" } else { &self.alt }
    }
}

impl Attachment {
    /// A version of a file of the library, with what is said of it in this language, or what it was called.
    pub fn of(media: &Media, version: &FileVersion, language: Language) -> Self {
        let Said { title, caption, .. } = said(media, language);
        let called = &version.file.called;
        let stem = called.rsplit_once('.').map_or(called.as_str(), |(stem, _)| stem);
        let title = if title.is_empty() { stem.to_owned() } else { title };
        Self { file: Some(FileRef::of(media, version)), title, caption }
    }
}

fn said(media: &Media, language: Language) -> Said {
    media.about.said.get(language).cloned().unwrap_or_default()
}

impl Block {
    /// Where files stand in it: by themselves, or with one of the things that it lists, of which there is one at least.
    #[cfg(feature = "server")]
    pub(crate) fn files_by_item(&self) -> Vec<(Option<usize>, Option<&FileRef>)> {
        match self {
            Self::Image(Image { file, .. }) | Self::Document(Attachment { file, .. }) => {
                vec![(None, file.as_ref())]
            }
            Self::Gallery(Gallery { items, .. }) if items.is_empty() => vec![(Some(0), None)],
            Self::Gallery(Gallery { items, .. }) => {
                let items = items.iter().enumerate();
                items.map(|(at, image)| (Some(at), image.file.as_ref())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The files it shows, each with the field that it stands in: `file`, `items[2].file`.
    pub(crate) fn shown(&self) -> Vec<(String, &FileRef)> {
        match self {
            Self::Image(Image { file, .. }) | Self::Document(Attachment { file, .. }) => {
                file.iter().map(|file| ("file".to_owned(), file)).collect()
            }
            Self::Gallery(Gallery { items, .. }) => {
                let named = items.iter().enumerate().filter_map(|(at, image)| {
                    Some((format!("items[{at}].file"), image.file.as_ref()?))
                });
                named.collect()
            }
            _ => Vec::new(),
        }
    }
}
