use bytes::{Buf as _, BufMut as _, BytesMut};

use super::{Filter, Picture, Wrong, exif, size};

/// Takes a JPEG apart into its segments (ITU-T T.81, annex B). Kept are frames, tables and scans, the JFIF header
/// without its preview, colour profiles and Adobe's colour transform.
pub(in super::super) struct Jpeg {
    pixels: u64,
    pending: BytesMut,
    at: At,
    framed: Option<Frame>,
    turned: Option<u8>,
}

/// What the header of a frame tells.
#[derive(Clone, Copy)]
struct Frame {
    width: u16,
    height: u16,
    components: u8,
    /// How many bytes the coefficients of all components take, two each.
    coefficients: u64,
    /// Whether they come in several scans: then a decoder holds all of them until the last.
    in_scans: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Start,
    /// Before a marker.
    Segment,
    /// Within a scan, whose bytes have no length of their own.
    Scan,
    /// Behind the picture, where cameras put films and previews: dropped.
    End,
}

/// What is to be done when there is nothing more to do with the bytes at hand.
enum Step {
    On,
    MoreBytes,
}

impl Jpeg {
    /// Of at most so many pixels.
    pub(in super::super) fn new(pixels: u64) -> Self {
        let pending = BytesMut::new();
        Self { pixels, pending, at: At::Start, framed: None, turned: None }
    }

    fn step(&mut self, kept: &mut BytesMut) -> Result<Step, Wrong> {
        match self.at {
            At::Start if self.pending.len() < 2 => return Ok(Step::MoreBytes),
            At::Start if self.pending.starts_with(b"\xff\xd8") => {
                kept.put(self.pending.split_to(2));
                self.at = At::Segment;
            }
            At::Start => return Err(Wrong::Damaged),
            At::Segment => return self.segment(kept),
            At::Scan => return self.scan(kept),
            At::End => {
                self.pending.clear();
                return Ok(Step::MoreBytes);
            }
        }
        Ok(Step::On)
    }

    fn segment(&mut self, kept: &mut BytesMut) -> Result<Step, Wrong> {
        let [first, marker, rest @ ..] = &self.pending[..] else { return Ok(Step::MoreBytes) };
        match (*first, *marker) {
            // Any number of fill bytes may stand before a marker.
            (0xff, 0xff) => self.pending.advance(1),
            (0xff, 0x01 | 0xd0..=0xd7) => kept.put(self.pending.split_to(2)),
            (0xff, 0xd9) if self.framed.is_some() => {
                kept.put(self.pending.split_to(2));
                self.at = At::End;
            }
            (0xff, 0x02..=0xbf | 0xd8 | 0xd9 | 0x00) => return Err(Wrong::Damaged),
            (0xff, marker) => {
                let [high, low, ..] = rest else { return Ok(Step::MoreBytes) };
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                if length < 2 {
                    return Err(Wrong::Damaged);
                }
                if self.pending.len() < 2 + length {
                    return Ok(Step::MoreBytes);
                }
                let segment = self.pending.split_to(2 + length);
                self.sort(marker, &segment, kept)?;
            }
            _ => return Err(Wrong::Damaged),
        }
        Ok(Step::On)
    }

    /// Keeps a segment that draws and drops one that tells.
    fn sort(&mut self, marker: u8, segment: &[u8], kept: &mut BytesMut) -> Result<(), Wrong> {
        let content = &segment[4..];
        match marker {
            0xc4 | 0xcc | 0xdb | 0xdc | 0xdd => kept.put(segment),
            0xc0..=0xcf if marker != 0xc8 => {
                let frame = Frame::read(marker, content).ok_or(Wrong::Damaged)?;
                size(frame.width.into(), frame.height.into(), self.pixels)?;
                if self.framed.replace(frame).is_some() {
                    return Err(Wrong::Damaged);
                }
                kept.put(segment);
            }
            0xda if self.framed.is_some() => {
                if let (Some(frame), Some(scanned)) = (&mut self.framed, content.first()) {
                    frame.in_scans |= *scanned < frame.components;
                }
                kept.put(segment);
                self.at = At::Scan;
            }
            0xe0 if content.starts_with(b"JFIF\0") && content.len() >= 14 => {
                kept.put(&b"\xff\xe0\0\x10"[..]);
                kept.put(&content[..12]);
                kept.put(&b"\0\0"[..]);
            }
            0xe1 if content.starts_with(b"Exif\0\0") => self.turn(&content[6..], kept),
            0xe2 if content.starts_with(b"ICC_PROFILE\0") => kept.put(segment),
            0xee if content.starts_with(b"Adobe") => kept.put(segment),
            0xe0..=0xfe => {}
            _ => return Err(Wrong::Damaged),
        }
        Ok(())
    }

    fn turn(&mut self, tiff: &[u8], kept: &mut BytesMut) {
        let Some(orientation) = exif::orientation(tiff).filter(|_| self.turned.is_none()) else {
            return;
        };
        self.turned = Some(orientation);
        kept.put(&b"\xff\xe1\0\x22Exif\0\0"[..]);
        kept.put(&exif::turned(orientation)[..]);
    }

    /// A scan ends before the first marker that is neither a stuffed byte nor a restart.
    fn scan(&mut self, kept: &mut BytesMut) -> Result<Step, Wrong> {
        let plain = self.pending.iter().position(|byte| *byte == 0xff);
        kept.put(self.pending.split_to(plain.unwrap_or(self.pending.len())));
        match self.pending.get(1) {
            None => return Ok(Step::MoreBytes),
            Some(0x00 | 0xd0..=0xd7) => kept.put(self.pending.split_to(2)),
            Some(0xff) => self.pending.advance(1),
            Some(_) => self.at = At::Segment,
        }
        Ok(Step::On)
    }
}

impl Frame {
    fn read(marker: u8, content: &[u8]) -> Option<Self> {
        let [_, h1, h2, w1, w2, rest @ ..] = content else { return None };
        let (width, height) = (u16::from_be_bytes([*w1, *w2]), u16::from_be_bytes([*h1, *h2]));
        let [components, rest @ ..] = rest else {
            let (components, coefficients) = (0, 0);
            return Some(Self { width, height, components, coefficients, in_scans: false });
        };
        let sampled = rest.chunks_exact(3).take(usize::from(*components));
        let sampled = sampled.map(|of| (u64::from(of[1] >> 4), u64::from(of[1] & 15)));
        let sampled = sampled.collect::<Vec<_>>();
        let most = |of: fn(&(u64, u64)) -> u64| sampled.iter().map(of).max().unwrap_or(1).max(1);
        let (across, down) = (most(|of| of.0), most(|of| of.1));
        let units = u64::from(width).div_ceil(8 * across) * u64::from(height).div_ceil(8 * down);
        let blocks = sampled.iter().map(|(across, down)| across * down).sum::<u64>();
        Some(Self {
            width,
            height,
            components: *components,
            coefficients: units * blocks * 64 * 2,
            // SOF2, SOF6, SOF10 and SOF14 are the progressive ones.
            in_scans: marker & 3 == 2,
        })
    }

    fn decoding(&self) -> u64 {
        let channels = match self.components {
            0 | 1 => 1,
            4.. => 4,
            _ => 3,
        };
        let pixels = u64::from(self.width) * u64::from(self.height) * channels;
        pixels + if self.in_scans { self.coefficients } else { 0 }
    }
}

impl Filter for Jpeg {
    fn push(&mut self, piece: &[u8], kept: &mut BytesMut) -> Result<(), Wrong> {
        self.pending.extend_from_slice(piece);
        while let Step::On = self.step(kept)? {}
        Ok(())
    }

    fn is_whole(&self) -> bool {
        self.at == At::End
    }

    fn is_told(&self) -> bool {
        matches!(self.at, At::Scan | At::End)
    }

    fn picture(&self) -> Option<Picture> {
        let frame = self.framed?;
        let (width, height) = (frame.width.into(), frame.height.into());
        let seen = Picture { width, height, alpha: false, decoding: frame.decoding() };
        Some(seen.turned(self.turned))
    }
}
