//! Pictures without what they tell of people and places.
//!
//! A filter takes a picture piece by piece and gives back the parts that draw it. It holds one small part at a time
//! and decodes nothing, so the picture stays as it was to the last pixel, whatever it claims to unpack to.

mod exif;
mod jpeg;
mod png;

use bytes::BytesMut;
use serde::{Deserialize, Serialize};

pub(super) use jpeg::Jpeg;
pub(super) use png::Png;

/// What the head of a picture tells. Nothing was decoded to find it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// How many pixels wide it is shown.
    pub width: u32,
    /// How many pixels high it is shown.
    pub height: u32,
    /// Whether it may be transparent somewhere, or has a palette: it loses something as JPEG.
    pub alpha: bool,
    /// How many bytes a decoder holds at once at most: all pixels in its depth and, where a JPEG comes in several scans,
    /// what those add up to. 0 of pictures that were taken before this was told.
    #[serde(default)]
    pub decoding: u64,
}

/// In pieces of so many bytes a head is looked at.
const PIECE: usize = 4096;

impl Picture {
    /// What the head of a whole PNG or JPEG tells; nothing of anything else. Nothing is decoded, and nothing checked behind
    /// the head.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let mut filter: Box<dyn Filter> = match bytes.starts_with(b"\xff\xd8") {
            true => Box::new(Jpeg::new(u64::MAX)),
            false => Box::new(Png::new(u64::MAX)),
        };
        let mut kept = BytesMut::new();
        for piece in bytes.chunks(PIECE) {
            filter.push(piece, &mut kept).ok()?;
            if filter.is_told() {
                break;
            }
            kept.clear();
        }
        filter.picture()
    }

    /// As it is shown: an orientation from 5 on lays it on its side.
    fn turned(self, orientation: Option<u8>) -> Self {
        match orientation {
            Some(5..) => Self { width: self.height, height: self.width, ..self },
            _ => self,
        }
    }
}

/// What is wrong with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It is incomplete, or not what it begins like.
    Damaged,
    /// It has more pixels than are allowed.
    Pixels,
}

/// Takes a picture apart.
pub(super) trait Filter: Send {
    /// Takes what comes next and appends what is kept of it.
    fn push(&mut self, piece: &[u8], kept: &mut BytesMut) -> Result<(), Wrong>;

    /// Whether the picture is whole.
    fn is_whole(&self) -> bool;

    /// Whether its head is through.
    fn is_told(&self) -> bool;

    /// What its head told.
    fn picture(&self) -> Option<Picture>;
}

/// Judges a picture's size before anybody makes room for its pixels.
fn size(width: u32, height: u32, most: u64) -> Result<(), Wrong> {
    match u64::from(width) * u64::from(height) {
        0 => Err(Wrong::Damaged),
        pixels if pixels > most => Err(Wrong::Pixels),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TURNED: &[u8] = include_bytes!("../../tests/it/files/turned.jpg");
    const PNG: &[u8] = include_bytes!("../../tests/it/files/turned.png");

    /// What is kept of a picture that comes in pieces, and whether it is whole.
    fn passed(
        mut filter: impl Filter,
        whole: &[u8],
        piece: usize,
    ) -> Result<(BytesMut, bool), Wrong> {
        let mut kept = BytesMut::new();
        for piece in whole.chunks(piece) {
            filter.push(piece, &mut kept)?;
        }
        Ok((kept, filter.is_whole()))
    }

    proptest! {
        #[test]
        fn a_damaged_picture_is_taken_or_refused_the_same_in_any_pieces(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
            piece in 1..700_usize,
        ) {
            let changed = |picture: &[u8]| {
                let mut picture = picture.to_vec();
                for (index, byte) in &changes {
                    let at = index.index(picture.len());
                    picture[at] = *byte;
                }
                picture
            };
            let jpeg = changed(TURNED);
            let kept = passed(Jpeg::new(1 << 20), &jpeg, piece);
            prop_assert_eq!(&kept, &passed(Jpeg::new(1 << 20), &jpeg, jpeg.len()));
            if let Ok((kept, _)) = kept {
                prop_assert!(kept.len() <= jpeg.len());
            }
            let png = changed(PNG);
            let kept = passed(Png::new(1 << 20), &png, piece);
            prop_assert_eq!(&kept, &passed(Png::new(1 << 20), &png, png.len()));
        }

        #[test]
        fn any_bytes_are_taken_apart_without_harm(bytes: Vec<u8>, piece in 1..40_usize) {
            let _ = passed(Jpeg::new(100), &[&b"\xff\xd8"[..], &bytes].concat(), piece);
            let _ = passed(Png::new(100), &[&b"\x89PNG\r\n\x1a\n"[..], &bytes].concat(), piece);
        }
    }

    #[test]
    fn bad_input_21_no_more_than_a_part_is_held() {
        let mut filter = Jpeg::new(1 << 20);
        let mut kept = BytesMut::new();
        let comment = [&b"\xff\xfe\xff\xff"[..], &[0; 65_533]].concat();
        filter.push(b"\xff\xd8", &mut kept).unwrap();
        for _ in 0..100 {
            filter.push(&comment, &mut kept).unwrap();
        }
        assert_eq!(&kept[..], b"\xff\xd8");
    }
}
