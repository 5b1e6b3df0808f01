//! Pictures without what they tell of people and places.
//!
//! A filter takes a picture piece by piece and gives back the parts that draw it. It holds one small part at a time
//! and decodes nothing, so the picture stays as it was to the last pixel, whatever it claims to unpack to.

mod exif;
mod jpeg;
mod png;

use bytes::BytesMut;

pub(super) use jpeg::Jpeg;
pub(super) use png::Png;

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
}

/// Judges a picture's size before anybody makes room for its pixels.
fn size(width: u32, height: u32, most: u64) -> Result<(), Wrong> {
    match u64::from(width) * u64::from(height) {
        0 => Err(Wrong::Damaged),
        pixels if pixels > most => Err(Wrong::Pixels),
        _ => Ok(()),
    }
}
