//! Choosing a file of the library for a block: by buttons alone, with everything else in the form kept.

use eframe_core::Language;
use eframe_core::form::Posted;
use eframe_core::http::Problem;
use serde::Serialize;

use super::super::media::{Thumbnail, thumbnail};
use super::super::seat::Seat;
use super::step::{Here, Step};
use crate::http::media_words as words;
use crate::model::block::{Attachment, Image};
use crate::model::{Block, Body, FileRef, Media, MediaKind};
use crate::store::MediaFilter;

/// So many files are offered at once; words find the others.
const OFFERED: u64 = 24;

/// The blocks after a button was pressed, where the reader goes on, and what they choose from there.
pub(in crate::desk) struct After {
    pub(in crate::desk) body: Body,
    pub(super) here: Here,
    pub(super) picker: Option<Picker>,
}

/// The file of a block, or of one of the things that it lists.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct FileForm {
    /// The field that holds it.
    name: String,
    /// Where it stands, as the buttons name it.
    spot: String,
    choose: String,
    chosen: Option<Chosen>,
    picker: Option<Picker>,
}

/// The file that is chosen.
#[derive(Clone, Debug, Serialize)]
struct Chosen {
    name: String,
    /// Its own page in the library.
    href: String,
    thumbnail: Option<Thumbnail>,
}

/// The files that can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Picker {
    words: String,
    files: Vec<Offered>,
    /// Whether there may be more that words would find.
    more: bool,
    /// Where files are brought.
    add: String,
}

/// A file that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Offered {
    id: String,
    name: String,
    thumbnail: Option<Thumbnail>,
}

/// Does what a button says. Nothing of it is kept until the form is saved.
pub(in crate::desk) async fn after(
    seat: &Seat,
    step: Step,
    posted: &Posted,
    body: &Body,
    language: Language,
) -> Result<After, Problem> {
    match step {
        Step::Choose(here) => {
            let picker = Picker::at(seat, body, here, posted.one("pick-words")).await?;
            Ok(After { body: body.clone(), here, picker })
        }
        Step::Pick(here, media) => {
            let media = seat.cms.media(seat.actor(), media).await?;
            let mut blocks = body.blocks().to_vec();
            if let Some(block) = blocks.get_mut(here.block) {
                choose(block, here.item, &media, language);
            }
            Ok(After { body: Body::new(blocks), here, picker: None })
        }
        other => {
            let (body, here) = other.take(body, seat.cms.own());
            Ok(After { body, here, picker: None })
        }
    }
}

/// Puts the newest version of a file there, with what is said of it in the language of the edition.
fn choose(block: &mut Block, item: Option<usize>, media: &Media, language: Language) {
    let Some(newest) = media.newest() else { return };
    match (block, item) {
        (Block::Document(attached), None) => *attached = Attachment::of(media, newest, language),
        (Block::Image(image), None) => *image = Image::of(media, newest, language),
        (Block::Gallery(gallery), Some(at)) => {
            if let Some(image) = gallery.items.get_mut(at) {
                *image = Image::of(media, newest, language);
            }
        }
        _ => {}
    }
}

impl Picker {
    /// Nothing where no file is to be chosen.
    async fn at(
        seat: &Seat,
        body: &Body,
        here: Here,
        sought: &str,
    ) -> Result<Option<Self>, Problem> {
        let kind = match (body.blocks().get(here.block), here.item) {
            (Some(Block::Image(_)), None) | (Some(Block::Gallery(_)), Some(_)) => {
                Some(MediaKind::Picture)
            }
            (Some(Block::Document(_)), None) => None,
            _ => return Ok(None),
        };
        let filter = MediaFilter { kind, words: words(sought), ..MediaFilter::default() };
        let files = seat.cms.library(seat.actor(), &filter, None, OFFERED).await?;
        let offered = files.iter().filter_map(|media| {
            let newest = media.newest()?;
            Some(Offered {
                id: media.id.to_string(),
                name: newest.file.called.clone(),
                thumbnail: thumbnail(&seat.cms, &FileRef::of(media, newest)),
            })
        });
        Ok(Some(Self {
            words: sought.to_owned(),
            more: files.len() as u64 == OFFERED,
            files: offered.collect(),
            add: seat.url("/media/new"),
        }))
    }
}

impl FileForm {
    /// How the file in this field is shown and chosen; `picker` where it is being chosen now.
    pub(super) fn of(
        seat: &Seat,
        name: &str,
        here: Here,
        file: Option<&FileRef>,
        picker: Option<&Picker>,
    ) -> Self {
        let key = match file {
            Some(_) => "cms.desk.block.choose-another",
            None => "cms.desk.block.choose",
        };
        let chosen = file.map(|file| Chosen {
            name: file.name.clone(),
            href: seat.url(&format!("/media/{}", file.media)),
            thumbnail: thumbnail(&seat.cms, file),
        });
        Self {
            name: name.to_owned(),
            spot: here.spot(),
            choose: seat.say(key),
            chosen,
            picker: picker.cloned(),
        }
    }

    pub(super) fn sample(place: usize) -> Self {
        let thumbnail = (place == 1).then(Thumbnail::sample);
        let (id, name) = ("1".to_owned(), "항구.jpg".to_owned());
        let chosen =
            Chosen { name: name.clone(), href: "/x".to_owned(), thumbnail: thumbnail.clone() };
        let picker = Picker {
            words: "bridge".to_owned(),
            files: if place == 1 { vec![Offered { id, name, thumbnail }] } else { Vec::new() },
            more: place == 1,
            add: "/desk/content/media/new".to_owned(),
        };
        Self {
            name: format!("body[{place}].file"),
            spot: place.to_string(),
            choose: "Choose another".to_owned(),
            chosen: (place < 2).then_some(chosen),
            picker: (place > 0).then_some(picker),
        }
    }
}
