use eframe_core::frame::Picture;
use serde::Serialize;

use super::Show;
use crate::Cms;
use crate::model::FileRef;
use crate::model::block::{Attachment, Image};

/// A picture in the widths it is made in: the browser takes the one that fits.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PictureView {
    src: String,
    srcset: String,
    /// The size of the largest, so that nothing moves when it comes.
    width: u32,
    height: u32,
    alt: String,
    caption: String,
    credit: String,
    /// The largest one by itself.
    large: String,
    /// Whether it is fetched when it is nearly in sight, and not before.
    lazy: bool,
    /// What stays in sight when it is cut, in quarters from the left and from the top.
    x: u8,
    y: u8,
}

/// A file to take away.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FileView {
    href: String,
    title: String,
    /// What it is and how large: `PDF, 2.4 MB`.
    told: String,
    caption: String,
}

/// The width that browsers take which know nothing of others.
const USUAL: u32 = 640;

impl PictureView {
    /// Nothing while no picture is chosen.
    pub(super) fn of(show: &Show, at: usize, image: &Image) -> Option<Self> {
        let file = image.file.as_ref()?;
        let pixels = file.pixels?;
        let url = |(width, path): (u32, String)| (width, (show.files)(&path));
        let made = file.renditions().into_iter().map(url).collect::<Vec<_>>();
        let (width, large) = made.last()?.clone();
        let usual = made.iter().rfind(|(width, _)| *width <= USUAL).or(made.first())?;
        let set = made.iter().map(|(width, url)| format!("{url} {width}w")).collect::<Vec<_>>();
        let focus = file.focus.unwrap_or_default();
        Some(Self {
            src: usual.1.clone(),
            srcset: set.join(", "),
            width,
            height: pixels.height_at(width),
            alt: image.spoken().to_owned(),
            caption: image.caption.clone(),
            credit: image.credit.clone(),
            large,
            // The first thing on a page is in sight at once.
            lazy: at > 0,
            x: quarter(focus.x),
            y: quarter(focus.y),
        })
    }

    pub(super) fn samples() -> [Self; 2] {
        let full = Self {
            src: "/media/1/1/640w.jpg".to_owned(),
            srcset: "/media/1/1/320w.jpg 320w, /media/1/1/640w.jpg 640w".to_owned(),
            width: 640,
            height: 400,
            alt: "A bridge".to_owned(),
            caption: "The bridge over the harbour".to_owned(),
            credit: "Mina Park".to_owned(),
            large: "/media/1/1/640w.jpg".to_owned(),
            lazy: true,
            x: 1,
            y: 4,
        };
        let (caption, credit) = (String::new(), String::new());
        let bare = Self { alt: String::new(), caption, credit, lazy: false, ..full.clone() };
        [full, bare]
    }
}

/// A picture of a text, as wide as it is made up to this width, for what stands around a page.
pub(crate) fn picture(cms: &Cms, image: &Image, most: u32) -> Option<Picture> {
    let file = image.file.as_ref()?;
    let pixels = file.pixels?;
    let made = file.renditions();
    let (width, path) = made.iter().rfind(|(width, _)| *width <= most).or(made.first())?;
    Some(Picture {
        src: cms.mount().files_url(path),
        width: *width,
        height: pixels.height_at(*width),
        alt: image.spoken().to_owned(),
    })
}

/// The nearest quarter of a percentage.
fn quarter(percent: u8) -> u8 {
    percent.min(100).saturating_add(12) / 25
}

impl FileView {
    /// Nothing while no file is chosen, or nobody says what it is.
    pub(super) fn of(show: &Show, attached: &Attachment) -> Option<Self> {
        let file = attached.file.as_ref().filter(|_| !attached.title.is_empty())?;
        Some(Self {
            href: (show.files)(&file.path()),
            title: attached.title.clone(),
            told: show.told(file),
            caption: attached.caption.clone(),
        })
    }

    pub(super) fn samples() -> [Self; 2] {
        let bare = Self {
            href: "/media/1/1/charter.pdf".to_owned(),
            title: "The charter".to_owned(),
            told: "PDF, 2.4 MB".to_owned(),
            caption: String::new(),
        };
        [bare.clone(), Self { caption: "As of 2027".to_owned(), ..bare }]
    }
}

impl Show<'_> {
    /// What a file is and how large.
    fn told(&self, file: &FileRef) -> String {
        let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let (size, is_large) = size(file.size);
        let key = if is_large { "cms.file.megabytes" } else { "cms.file.kilobytes" };
        let size = self.cms.presentation().formats(self.written).decimal(size, 1);
        let args = [("kind", ending.to_uppercase().into()), ("size", size.into())];
        self.cms.presentation().say(self.written, key, &args).text
    }
}

/// Bytes in thousands, or in millions from one on.
fn size(bytes: u64) -> (f64, bool) {
    #[expect(clippy::cast_precision_loss, reason = "it is rounded anyway")]
    let of = |unit: u64| bytes.div_ceil(unit) as f64;
    if bytes < 1_000_000 { (of(1_000), false) } else { (of(100_000) / 10.0, true) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_focal_point_is_cut_to_quarters_and_a_size_to_tenths() {
        assert_eq!([0, 12, 13, 50, 87, 88, 100].map(quarter), [0, 0, 1, 2, 3, 4, 4]);
        let told = [1, 999_999, 1_000_000, 2_400_001].map(size);
        assert_eq!(told, [(1.0, false), (1_000.0, false), (1.0, true), (2.5, true)]);
    }
}
