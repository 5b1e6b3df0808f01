//! Smaller pictures made of one: decoded under limits, turned upright, in the colours that every screen has.
//!
//! Nothing here waits: it runs where work that takes long may run, one picture at a time.

use std::io::Cursor;

use eframe_core::upload::Picture;
use fast_image_resize::images::Image;
use fast_image_resize::{MulDiv, PixelType, ResizeOptions, Resizer};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder as _, Limits};
use moxcms::{ColorProfile, Layout, TransformOptions};

use crate::model::{Form, WIDTHS, scaled};

/// How many bytes a picture may take at once while smaller ones are made of it: below 256 MiB, with what the rest of the
/// work takes.
const MOST: u64 = 260_000_000;

/// How good a JPEG is, of 100.
const QUALITY: u8 = 82;

/// A smaller picture, encoded.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) bytes: Vec<u8>,
}

/// Why no smaller pictures could be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unmade {
    #[error("the picture cannot be decoded")]
    Decoding(#[from] image::ImageError),
    #[error("the picture is of a kind or a depth that is not decoded")]
    Unfit,
    #[error("the picture would take {0} bytes of memory, of which it may have {MOST}")]
    Heavy(u64),
    #[error("the picture cannot be made smaller")]
    Resizing,
}

/// Whether smaller pictures can be made of one within the memory that there is for that; what its head tells decides.
pub(crate) fn is_light(picture: &Picture, bytes: u64) -> bool {
    let channels = if picture.alpha { 4 } else { 3 };
    needs(picture.width, picture.height, channels, picture.decoding, bytes) <= MOST
}

/// How many bytes a picture takes at once that is shown so wide and high: decoded, by what its decoder holds; then cut
/// to eight bits and made smaller, first in width and then in height.
fn needs(width: u32, height: u32, channels: u8, decoding: u64, encoded: u64) -> u64 {
    let [.., largest] = WIDTHS;
    let to = width.min(largest);
    let area = |width: u32, height: u32| {
        u64::from(width).saturating_mul(height.into()).saturating_mul(channels.into())
    };
    let resizing = area(width, height)
        .saturating_add(area(to, height))
        .saturating_add(area(to, scaled(height, to, width)));
    // A decoder of JPEG has a copy of what it reads.
    let decoding = decoding.saturating_add(encoded);
    encoded.saturating_add(decoding.max(resizing))
}

/// Makes a picture in these widths, the largest first. None may be wider than it is.
pub(crate) fn make(
    encoded: &[u8],
    mime: &str,
    form: Form,
    widths: &[u32],
) -> Result<Vec<Made>, Unmade> {
    let mut widths = widths.to_vec();
    widths.sort_unstable_by(|one, other| other.cmp(one));
    let [largest, smaller @ ..] = widths.as_slice() else { return Ok(Vec::new()) };
    let told = Picture::of(encoded).map_or(0, |picture| picture.decoding);
    let of = Encoded { bytes: encoded.len() as u64, told };
    let mut picture = match mime {
        "image/jpeg" => largest_of(JpegDecoder::new(Cursor::new(encoded))?, of, *largest)?,
        "image/png" => {
            let limits = Limits::no_limits();
            largest_of(PngDecoder::with_limits(Cursor::new(encoded), limits)?, of, *largest)?
        }
        _ => return Err(Unmade::Unfit),
    };
    let mut made = vec![encode(&picture, form)?];
    for width in smaller {
        // From the one before and not from the whole: a fraction of the work, and nobody sees the difference.
        let height = scaled(picture.height(), *width, picture.width());
        picture = resized(picture, *width, height)?;
        made.push(encode(&picture, form)?);
    }
    Ok(made)
}

/// What is known of a picture before it is decoded.
#[derive(Clone, Copy)]
struct Encoded {
    bytes: u64,
    /// How many bytes its decoder holds, by its head.
    told: u64,
}

/// Decodes a picture and makes it as wide as asked, as it is shown. The whole one is gone when this returns.
fn largest_of(
    mut decoder: impl ImageDecoder,
    of: Encoded,
    shown_width: u32,
) -> Result<DynamicImage, Unmade> {
    let orientation = decoder.orientation()?;
    let (width, height) = decoder.dimensions();
    let (wide, high) = if on_its_side(orientation) { (height, width) } else { (width, height) };
    let channels = decoder.color_type().channel_count();
    let needs = needs(wide, high, channels, decoder.total_bytes().max(of.told), of.bytes);
    if needs > MOST {
        return Err(Unmade::Heavy(needs));
    }
    let profile = decoder.icc_profile().ok().flatten();
    let (to_width, to_height) = if on_its_side(orientation) {
        (scaled(width, shown_width, height), shown_width)
    } else {
        (shown_width, scaled(height, shown_width, width))
    };
    let mut picture = resized(decoded(decoder)?, to_width, to_height)?;
    if let Some(profile) = profile {
        in_common_colours(&mut picture, &profile);
    }
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn on_its_side(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// The pixels in eight bits a channel. Sixteen are cut in place, so that no second picture is in memory.
fn decoded(decoder: impl ImageDecoder) -> Result<DynamicImage, Unmade> {
    let (width, height) = decoder.dimensions();
    let kind = decoder.color_type();
    let bytes = usize::try_from(decoder.total_bytes()).map_err(|_| Unmade::Unfit)?;
    let mut pixels = vec![0; bytes];
    decoder.read_image(&mut pixels)?;
    let channels = usize::from(kind.channel_count());
    if kind.bytes_per_pixel() == kind.channel_count() * 2 {
        for at in 0..bytes / 2 {
            let [high, _] = u16::from_ne_bytes([pixels[2 * at], pixels[2 * at + 1]]).to_be_bytes();
            pixels[at] = high;
        }
        pixels.truncate(bytes / 2);
        pixels.shrink_to_fit();
    } else if kind.bytes_per_pixel() != kind.channel_count() {
        return Err(Unmade::Unfit);
    }
    of_channels(channels, width, height, pixels)
}

fn of_channels(
    channels: usize,
    width: u32,
    height: u32,
    pixels: Vec<u8>,
) -> Result<DynamicImage, Unmade> {
    use image::ImageBuffer;
    match channels {
        1 => ImageBuffer::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8),
        2 => ImageBuffer::from_raw(width, height, pixels).map(DynamicImage::ImageLumaA8),
        3 => ImageBuffer::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8),
        4 => ImageBuffer::from_raw(width, height, pixels).map(DynamicImage::ImageRgba8),
        _ => None,
    }
    .ok_or(Unmade::Unfit)
}

/// Takes the picture along: what is transparent is weighed in its place, so that no second one is in memory.
fn resized(picture: DynamicImage, width: u32, height: u32) -> Result<DynamicImage, Unmade> {
    if (picture.width(), picture.height()) == (width, height) {
        return Ok(picture);
    }
    let colours = picture.color();
    let kind = match colours {
        ColorType::L8 => PixelType::U8,
        ColorType::La8 => PixelType::U8x2,
        ColorType::Rgb8 => PixelType::U8x3,
        ColorType::Rgba8 => PixelType::U8x4,
        _ => return Err(Unmade::Unfit),
    };
    let (wide, high) = (picture.width(), picture.height());
    let from = Image::from_vec_u8(wide, high, picture.into_bytes(), kind);
    let mut from = from.map_err(|_| Unmade::Resizing)?;
    let weigh = MulDiv::new();
    if colours.has_alpha() {
        weigh.multiply_alpha_inplace(&mut from).map_err(|_| Unmade::Resizing)?;
    }
    let mut to = Image::new(width, height, kind);
    let resized = Resizer::new().resize(&from, &mut to, &ResizeOptions::new().use_alpha(false));
    resized.map_err(|_| Unmade::Resizing)?;
    drop(from);
    if colours.has_alpha() {
        weigh.divide_alpha_inplace(&mut to).map_err(|_| Unmade::Resizing)?;
    }
    of_channels(usize::from(colours.channel_count()), width, height, to.into_vec())
}

/// From the colours of its own profile to sRGB. A profile that is none, or of other channels, changes nothing: a
/// picture in slightly wrong colours is better than none.
fn in_common_colours(picture: &mut DynamicImage, profile: &[u8]) {
    let Ok(own) = ColorProfile::new_from_slice(profile) else { return };
    let layout = match picture.color() {
        ColorType::Rgb8 => Layout::Rgb,
        ColorType::Rgba8 => Layout::Rgba,
        _ => return,
    };
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = own.create_transform_8bit(layout, &srgb, layout, options) else { return };
    let mut changed = vec![0; picture.as_bytes().len()];
    if transform.transform(picture.as_bytes(), &mut changed).is_ok() {
        let channels = usize::from(picture.color().channel_count());
        if let Ok(known) = of_channels(channels, picture.width(), picture.height(), changed) {
            *picture = known;
        }
    }
}

fn encode(picture: &DynamicImage, form: Form) -> Result<Made, Unmade> {
    let (width, height) = (picture.width(), picture.height());
    let mut bytes = Vec::new();
    match form {
        Form::Jpeg => {
            // What is transparent all the same is shown without.
            let opaque = match picture.color() {
                ColorType::L8 | ColorType::Rgb8 => std::borrow::Cow::Borrowed(picture),
                ColorType::La8 => std::borrow::Cow::Owned(picture.to_luma8().into()),
                _ => std::borrow::Cow::Owned(picture.to_rgb8().into()),
            };
            let kind = ExtendedColorType::from(opaque.color());
            let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            encoder.write_image(opaque.as_bytes(), width, height, kind)?;
        }
        Form::Png => {
            let encoder = PngEncoder::new_with_quality(
                &mut bytes,
                CompressionType::Default,
                FilterType::Adaptive,
            );
            encoder.write_image(picture.as_bytes(), width, height, picture.color().into())?;
        }
    }
    Ok(Made { width, height, bytes })
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    const TURNED: &[u8] = include_bytes!("../../eframe-core/tests/it/files/turned.jpg");

    fn png(picture: impl Into<DynamicImage>) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.into().write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn read(made: &Made) -> DynamicImage {
        let read = image::load_from_memory(&made.bytes).unwrap();
        assert_eq!((read.width(), read.height()), (made.width, made.height));
        read
    }

    #[test]
    fn every_width_is_made_in_proportion_the_largest_first() {
        let picture = RgbImage::from_pixel(3000, 1500, Rgb([200, 30, 40]));
        let made = make(&png(picture), "image/png", Form::Jpeg, &[320, 640, 1280, 1920]).unwrap();
        let sizes: Vec<_> = made.iter().map(|made| (made.width, made.height)).collect();
        assert_eq!(sizes, [(1920, 960), (1280, 640), (640, 320), (320, 160)]);
        let Rgb([red, green, blue]) = *read(&made[3]).to_rgb8().get_pixel(100, 100);
        assert!(red.abs_diff(200) < 6 && green.abs_diff(30) < 6 && blue.abs_diff(40) < 6);
    }

    #[test]
    fn what_is_transparent_stays_so() {
        let mut picture = RgbaImage::from_pixel(400, 400, Rgba([0, 0, 255, 255]));
        for pixel in picture.pixels_mut().take(400 * 200) {
            *pixel = Rgba([255, 0, 0, 0]);
        }
        let made = make(&png(picture), "image/png", Form::Png, &[320]).unwrap();
        let made = read(&made[0]).to_rgba8();
        assert_eq!(made.get_pixel(10, 10).0[3], 0);
        assert_eq!(made.get_pixel(10, 310).0, [0, 0, 255, 255]);
    }

    #[test]
    fn sixteen_bits_and_greys_are_made_too() {
        use image::{ImageBuffer, Luma};
        let grey = ImageBuffer::from_pixel(700, 10, Luma([0x8000_u16]));
        let made = make(&png(DynamicImage::ImageLuma16(grey)), "image/png", Form::Jpeg, &[320]);
        let made = made.unwrap();
        assert!(read(&made[0]).to_luma8().get_pixel(5, 2).0[0].abs_diff(0x80) < 3);
    }

    #[test]
    fn a_picture_is_upright_when_it_is_made() {
        let mut decoder = JpegDecoder::new(Cursor::new(TURNED)).unwrap();
        let (orientation, (width, height)) = (decoder.orientation().unwrap(), decoder.dimensions());
        assert!(on_its_side(orientation) && width != height, "the sample is turned");
        let made = make(TURNED, "image/jpeg", Form::Jpeg, &[height]).unwrap();
        assert_eq!((made[0].width, made[0].height), (height, width));
        let mut again = JpegDecoder::new(Cursor::new(&made[0].bytes)).unwrap();
        assert_eq!(again.orientation().unwrap(), Orientation::NoTransforms);
    }

    #[test]
    fn a_damaged_picture_is_an_error_and_no_panic() {
        let whole = png(RgbImage::from_pixel(400, 400, Rgb([1, 2, 3])));
        for cut in [0, 8, 30, 60, whole.len() / 2] {
            assert!(make(&whole[..cut], "image/png", Form::Png, &[320]).is_err(), "{cut}");
        }
        for cut in [0, 2, 50] {
            assert!(make(&TURNED[..cut], "image/jpeg", Form::Jpeg, &[10]).is_err(), "{cut}");
        }
    }

    #[test]
    fn bad_input_21_a_picture_is_not_decoded_beyond_its_limit() {
        // 50,000 by 50,000 pixels in a few bytes of head.
        let mut huge = png(RgbImage::from_pixel(4, 4, Rgb([0, 0, 0])));
        huge[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
        let mut sum = flate2::Crc::new();
        sum.update(&huge[12..29]);
        huge[29..33].copy_from_slice(&sum.sum().to_be_bytes());
        assert!(matches!(make(&huge, "image/png", Form::Png, &[320]), Err(Unmade::Heavy(_))));
    }

    #[test]
    fn no_picture_takes_a_quarter_of_a_gibibyte() {
        let light = |width, height, alpha, decoding: u64, megabytes: u64| {
            let picture = Picture { width, height, alpha, decoding };
            is_light(&picture, megabytes * 1_000_000)
        };
        let pixels = 40_000_000;
        assert!(light(8_000, 5_000, false, 3 * pixels, 20), "a photograph of 40 megapixels");
        assert!(light(5_000, 8_000, false, 3 * pixels, 20), "upright too");
        assert!(light(8_000, 5_000, true, 4 * pixels, 20), "and a transparent one");
        assert!(!light(8_000, 5_000, true, 8 * pixels, 1), "16 bits a channel");
        assert!(
            !light(8_000, 5_000, false, (3 + 6) * pixels, 10),
            "progressive, no colour left out"
        );
        assert!(!light(2_000, 20_000, false, 3 * pixels, 10), "its smaller ones are as large");
        const { assert!(MOST < 256 << 20) };
    }
}
