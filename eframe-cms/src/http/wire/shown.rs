use eframe_core::block::utoipa;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Cms;
use crate::model::{Body, FileRef};

/// A file that a text shows, and where it is to be had.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentFile)]
pub(in crate::http) struct ShownWire {
    /// The file in the library.
    media: Uuid,
    /// Which version of it.
    number: u32,
    /// Always leads to these bytes.
    url: String,
    /// The pictures made of it, the narrowest first: these are to be shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renditions: Vec<SizedWire>,
}

/// A picture in one width.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentRendition)]
pub(in crate::http) struct SizedWire {
    width: u32,
    height: u32,
    url: String,
}

impl ShownWire {
    /// The files of a body, each once.
    pub(in crate::http) fn all(cms: &Cms, body: &Body) -> Vec<Self> {
        let mut files = Vec::<&FileRef>::new();
        for file in body.files() {
            if files.iter().all(|known| (known.media, known.number) != (file.media, file.number)) {
                files.push(file);
            }
        }
        files.into_iter().map(|file| Self::of(cms, file)).collect()
    }

    fn of(cms: &Cms, file: &FileRef) -> Self {
        let sized = |(width, path): (u32, String)| SizedWire {
            width,
            height: file.pixels.map_or(1, |pixels| pixels.height_at(width)),
            url: cms.mount().files_url(&path),
        };
        Self {
            media: file.media.uuid(),
            number: file.number,
            url: cms.mount().files_url(&file.path()),
            renditions: file.renditions().into_iter().map(sized).collect(),
        }
    }
}
