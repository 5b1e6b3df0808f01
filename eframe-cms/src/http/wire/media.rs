use eframe_core::block::utoipa;
use eframe_core::http::Cursor;
use eframe_core::{Digest, FieldError, FieldErrors, Language, Timestamp, Version};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Cms;
use crate::model::{
    About, AboutFields, Address, FileRef, FileVersion, Focus, Media, MediaKind, Said, Stage,
};
use crate::rules::MediaStanding;
use crate::store::Use;

/// A file of the library.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Media)]
pub(in crate::http) struct MediaWire {
    id: Uuid,
    #[schema(value_type = String, example = "picture")]
    kind: MediaKind,
    /// Its lasting address, which leads to its newest version.
    #[schema(example = "/media/0198c0de-5f1c-7c3a-9d54-0c8a3b7f1e11/harbour.jpg")]
    url: String,
    #[schema(value_type = i64)]
    version: Version,
    #[schema(value_type = String)]
    added: Timestamp,
    /// Since when it is offered no more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    retired: Option<Timestamp>,
    about: AboutWire,
    /// Its files, the first one first; a line of a list has the newest alone.
    files: Vec<FileWire>,
}

/// A file with the editions that show it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MediaItem)]
pub(in crate::http) struct ItemWire {
    #[serde(flatten)]
    media: MediaWire,
    /// The editions that show a version of it and are live or in the making.
    shown_by: Vec<UseWire>,
}

/// A page of the library.
#[derive(Serialize, ToSchema)]
#[schema(as = MediaList)]
pub(in crate::http) struct MediaListWire {
    pub(in crate::http) items: Vec<MediaWire>,
    /// Send it as `cursor` to read on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(in crate::http) next: Option<Cursor>,
}

/// One version of a file.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MediaFile)]
struct FileWire {
    number: u32,
    /// Always leads to these bytes.
    url: String,
    /// What a block of a text has as its `file` to show this version.
    #[schema(value_type = super::body::FileRefWire)]
    reference: FileRef,
    #[schema(value_type = String)]
    sha256: Digest,
    media_type: String,
    bytes: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    /// Smaller pictures made of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renditions: Vec<RenditionWire>,
    /// What whoever brought it called it.
    called: String,
    by: String,
    #[schema(value_type = String)]
    at: Timestamp,
    /// Since when it is public by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    released: Option<Timestamp>,
}

/// A smaller picture.
#[derive(Serialize, ToSchema)]
#[schema(as = MediaRendition)]
struct RenditionWire {
    width: u32,
    url: String,
}

/// An edition that shows a file.
#[derive(Serialize, ToSchema)]
#[schema(as = MediaUse)]
struct UseWire {
    document: Uuid,
    #[schema(value_type = String)]
    path: Address,
    #[schema(value_type = String)]
    language: Language,
    #[schema(value_type = String)]
    stage: Stage,
    /// Which version of the file it shows.
    number: u32,
}

/// What is said of a file.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MediaAbout)]
pub(in crate::http) struct AboutWire {
    /// Whether a picture says nothing that the text beside it does not.
    decorative: bool,
    /// The words, by language.
    #[schema(value_type = BTreeMap<String, SaidWire>)]
    said: BTreeMap<Language, SaidWire>,
    /// What of a picture stays in sight when it is cut.
    focus: FocusWire,
    /// Under which licence it may be shown, and whose it is.
    licence: String,
    /// Words to find it by.
    tags: Vec<String>,
}

/// The words of a language. Each may be empty.
#[derive(Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(as = MediaSaid)]
struct SaidWire {
    /// What a document is called in a link.
    title: String,
    /// What a picture shows, for those who can't see it.
    alt: String,
    /// What stands below it.
    caption: String,
    /// Who made it.
    credit: String,
}

/// A point of a picture, in percent.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MediaFocus)]
struct FocusWire {
    /// From the left, 0 to 100.
    x: u8,
    /// From the top, 0 to 100.
    y: u8,
}

/// Where a file stands after a step.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MediaStanding)]
pub(in crate::http) struct MediaStandingWire {
    media: Uuid,
    #[schema(value_type = i64)]
    version: Version,
    /// Which file is the newest.
    number: u32,
    /// Its lasting address.
    url: String,
}

impl MediaWire {
    pub(in crate::http) fn of(cms: &Cms, media: &Media) -> Self {
        Self {
            id: media.id.uuid(),
            kind: media.kind,
            url: cms.mount().files_url(&format!("/{}/{}", media.id, media.file_name())),
            version: media.version,
            added: media.added,
            retired: media.retired,
            about: AboutWire::from(&media.about),
            files: media.files.iter().map(|file| FileWire::of(cms, media, file)).collect(),
        }
    }
}

impl ItemWire {
    pub(in crate::http) fn of(cms: &Cms, media: &Media, uses: &[Use]) -> Self {
        let shown_by = uses.iter().map(|one| UseWire {
            document: one.document.uuid(),
            path: one.address.clone(),
            language: one.language,
            stage: one.stage,
            number: one.number,
        });
        Self { media: MediaWire::of(cms, media), shown_by: shown_by.collect() }
    }
}

impl FileWire {
    fn of(cms: &Cms, media: &Media, version: &FileVersion) -> Self {
        let (file, shown) = (&version.file, FileRef::of(media, version));
        let renditions = shown.renditions().into_iter();
        let renditions = renditions
            .map(|(width, path)| RenditionWire { width, url: cms.mount().files_url(&path) });
        Self {
            number: version.number,
            url: cms.mount().files_url(&shown.path()),
            sha256: file.sha256,
            media_type: file.mime.clone(),
            bytes: file.bytes,
            width: file.pixels.map(|pixels| pixels.width),
            height: file.pixels.map(|pixels| pixels.height),
            renditions: renditions.collect(),
            reference: shown,
            called: file.called.clone(),
            by: version.by.name.clone(),
            at: version.at,
            released: version.released.as_ref().map(|released| released.at),
        }
    }
}

impl MediaStandingWire {
    pub(in crate::http) fn of(cms: &Cms, standing: &MediaStanding) -> Self {
        Self {
            media: standing.media.uuid(),
            version: standing.version,
            number: standing.number,
            url: cms.mount().files_url(&format!("/{}/{}", standing.media, standing.name)),
        }
    }
}

impl From<&About> for AboutWire {
    fn from(about: &About) -> Self {
        let said = about.said.iter().map(|(language, said)| {
            let Said { title, alt, caption, credit } = said.clone();
            (language, SaidWire { title, alt, caption, credit })
        });
        Self {
            decorative: about.decorative,
            said: said.collect(),
            focus: FocusWire { x: about.focus.x, y: about.focus.y },
            licence: about.licence.clone(),
            tags: about.tags.clone(),
        }
    }
}

impl TryFrom<AboutWire> for About {
    type Error = FieldErrors;

    fn try_from(wire: AboutWire) -> Result<Self, FieldErrors> {
        let said = wire.said.into_iter().map(|(language, said)| {
            let SaidWire { title, alt, caption, credit } = said;
            (language, Said { title, alt, caption, credit })
        });
        let read = Self::read(AboutFields {
            decorative: wire.decorative,
            said: said.collect(),
            focus_x: wire.focus.x.to_string(),
            focus_y: wire.focus.y.to_string(),
            licence: wire.licence,
            tags: wire.tags.join(","),
        });
        read.map_err(|errors| {
            let mut named = FieldErrors::new();
            for FieldError { field, key, args } in errors.iter().cloned() {
                named.add_with(as_json(&field), key, args);
            }
            named
        })
    }
}

/// The name of a field of a form, as JSON spells it: `alt.en` is `said.en.alt`, `focus-x` is `focus.x`.
fn as_json(field: &str) -> String {
    match field.split_once('.') {
        Some((name, language)) => format!("said.{language}.{name}"),
        None => field.replace('-', "."),
    }
}

impl Default for FocusWire {
    fn default() -> Self {
        let Focus { x, y } = Focus::MIDDLE;
        Self { x, y }
    }
}
