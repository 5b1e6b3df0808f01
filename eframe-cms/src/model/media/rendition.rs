use eframe_core::Digest;

use super::Pixels;

/// The widths that pictures are made in, as far as they are that wide.
pub const WIDTHS: [u32; 4] = [320, 640, 1280, 1920];

/// A smaller picture made of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendition {
    /// How many pixels wide.
    pub width: u32,
    /// How many pixels high.
    pub height: u32,
    /// How it is encoded.
    pub form: Form,
    /// Where its bytes are.
    pub blob: uuid::Uuid,
    /// Their hash.
    pub sha256: Digest,
    /// How many they are.
    pub bytes: u64,
}

/// How a rendition is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Photographs.
    Jpeg,
    /// What is transparent somewhere, or has few colours.
    Png,
}

impl Form {
    /// The form of a picture's renditions.
    pub const fn of(pixels: Pixels) -> Self {
        if pixels.alpha { Self::Png } else { Self::Jpeg }
    }

    /// How its address ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// In which widths a picture is made: never wider than it is, and in its own width where that is below the largest,
/// so that a page always has one to show that was encoded here.
pub fn widths(pixels: Pixels) -> Vec<u32> {
    let [.., largest] = WIDTHS;
    let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| *width < pixels.width).collect();
    if pixels.width <= largest {
        widths.push(pixels.width);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_made_wider_than_it_is() {
        let of = |width| widths(Pixels { width, height: 10, alpha: false });
        assert_eq!(of(6000), [320, 640, 1280, 1920]);
        assert_eq!(of(1920), [320, 640, 1280, 1920]);
        assert_eq!(of(1921), [320, 640, 1280, 1920]);
        assert_eq!(of(1000), [320, 640, 1000]);
        assert_eq!(of(320), [320]);
        assert_eq!(of(1), [1]);
    }
}
