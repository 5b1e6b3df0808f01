use bytes::{Buf as _, BufMut as _, BytesMut};
use flate2::Crc;

use super::{Filter, Picture, Wrong, exif, size};

/// Takes a PNG apart into its chunks (W3C PNG, third edition). Kept is what draws the picture and gives its colours;
/// texts, times, EXIF and animation are dropped. Checksums are checked, so a damaged file is known.
pub(in super::super) struct Png {
    pixels: u64,
    pending: BytesMut,
    at: At,
    sum: Crc,
    drawn: bool,
    turned: Option<u8>,
    seen: Option<Picture>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Signature,
    /// Before the header's chunk, which comes first.
    Header,
    /// Before another chunk.
    Chunk,
    /// Within a chunk that is kept: so many bytes come before its checksum.
    Kept {
        left: usize,
        last: bool,
    },
    /// Within a chunk that is dropped, its checksum included.
    Dropped {
        left: usize,
    },
    /// Behind the picture: dropped.
    End,
}

/// What is to be done when there is nothing more to do with the bytes at hand.
enum Step {
    On,
    MoreBytes,
}

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Length and kind before a chunk's data.
const HEAD: usize = 8;

/// The checksum after them.
const SUM: usize = 4;

/// What is kept besides the header.
const KEPT: [&[u8; 4]; 15] = [
    b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs",
];

/// The largest EXIF data that is looked through for how the picture is turned.
const LARGEST_EXIF: usize = 64 * 1024;

impl Png {
    /// Of at most so many pixels.
    pub(in super::super) fn new(pixels: u64) -> Self {
        let (pending, sum) = (BytesMut::new(), Crc::new());
        Self { pixels, pending, at: At::Signature, sum, drawn: false, turned: None, seen: None }
    }

    fn step(&mut self, kept: &mut BytesMut) -> Result<Step, Wrong> {
        match self.at {
            At::Signature if self.pending.len() < SIGNATURE.len() => return Ok(Step::MoreBytes),
            At::Signature if self.pending.starts_with(SIGNATURE) => {
                kept.put(self.pending.split_to(SIGNATURE.len()));
                self.at = At::Header;
            }
            At::Signature => return Err(Wrong::Damaged),
            At::Header => return self.header(kept),
            At::Chunk => return self.chunk(kept),
            At::Kept { left, last } => return self.keep(left, last, kept),
            At::Dropped { left } => {
                let now = left.min(self.pending.len());
                self.pending.advance(now);
                self.at = if now == left { At::Chunk } else { At::Dropped { left: left - now } };
                return Ok(if now == left { Step::On } else { Step::MoreBytes });
            }
            At::End => {
                self.pending.clear();
                return Ok(Step::MoreBytes);
            }
        }
        Ok(Step::On)
    }

    /// The first chunk: its size decides before anything else is taken.
    fn header(&mut self, kept: &mut BytesMut) -> Result<Step, Wrong> {
        const LENGTH: usize = 13;
        let Some((chunk, _)) = self.pending.split_first_chunk::<{ HEAD + LENGTH + SUM }>() else {
            return Ok(Step::MoreBytes);
        };
        let right = chunk.starts_with(b"\0\0\0\x0dIHDR");
        if !right || chunk[HEAD + LENGTH..] != checksum(&chunk[4..HEAD + LENGTH]) {
            return Err(Wrong::Damaged);
        }
        let number =
            |at: usize| chunk[at..at + 4].iter().fold(0, |sum, b| sum << 8 | u32::from(*b));
        let (width, height) = (number(HEAD), number(HEAD + 4));
        size(width, height, self.pixels)?;
        // Grey and colour alone are what a JPEG shows as well; a palette and an alpha channel are not.
        let alpha = !matches!(chunk[HEAD + 9], 0 | 2);
        // A palette is decoded to its colours, and any picture may get a channel more by a transparent colour.
        let channels = if matches!(chunk[HEAD + 9], 0 | 4) { 2 } else { 4 };
        let depth = if chunk[HEAD + 8] == 16 { 2 } else { 1 };
        let decoding = u64::from(width) * u64::from(height) * channels * depth;
        self.seen = Some(Picture { width, height, alpha, decoding });
        kept.put(self.pending.split_to(HEAD + LENGTH + SUM));
        self.at = At::Chunk;
        Ok(Step::On)
    }

    fn chunk(&mut self, kept: &mut BytesMut) -> Result<Step, Wrong> {
        let Some((&[a, b, c, d, ref kind @ ..], _)) = self.pending.split_first_chunk::<HEAD>()
        else {
            return Ok(Step::MoreBytes);
        };
        let length = u32::from_be_bytes([a, b, c, d]);
        let length = usize::try_from(length).map_err(|_| Wrong::Damaged)?;
        if length > 0x7fff_ffff || !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(Wrong::Damaged);
        }
        match kind {
            b"eXIf" if length <= LARGEST_EXIF => {
                if self.pending.len() < HEAD + length {
                    return Ok(Step::MoreBytes);
                }
                self.turn(length, kept);
                self.at = At::Dropped { left: HEAD + length + SUM };
            }
            kind if KEPT.contains(&kind) => {
                let last = kind == b"IEND";
                self.drawn |= kind == b"IDAT";
                if let (b"tRNS", Some(seen)) = (kind, &mut self.seen) {
                    seen.alpha = true;
                }
                if last && (length > 0 || !self.drawn) {
                    return Err(Wrong::Damaged);
                }
                self.sum.reset();
                self.sum.update(kind);
                kept.put(self.pending.split_to(HEAD));
                self.at = At::Kept { left: length, last };
            }
            // Upper case: no picture without it, so it is none that we know, or a second header.
            [b'A'..=b'Z', ..] => return Err(Wrong::Damaged),
            _ => self.at = At::Dropped { left: HEAD + length + SUM },
        }
        Ok(Step::On)
    }

    fn keep(&mut self, left: usize, last: bool, kept: &mut BytesMut) -> Result<Step, Wrong> {
        let data = self.pending.split_to(left.min(self.pending.len()));
        self.sum.update(&data);
        let left = left - data.len();
        kept.put(data);
        if left > 0 || self.pending.len() < SUM {
            self.at = At::Kept { left, last };
            return Ok(Step::MoreBytes);
        }
        let sum = self.pending.split_to(SUM);
        if sum[..] != self.sum.sum().to_be_bytes() {
            return Err(Wrong::Damaged);
        }
        kept.put(sum);
        self.at = if last { At::End } else { At::Chunk };
        Ok(Step::On)
    }

    fn turn(&mut self, length: usize, kept: &mut BytesMut) {
        let found = exif::orientation(&self.pending[HEAD..HEAD + length]);
        let Some(orientation) = found.filter(|_| self.turned.is_none()) else { return };
        self.turned = Some(orientation);
        let data = [&b"eXIf"[..], &exif::turned(orientation)].concat();
        kept.put(&b"\0\0\0\x1a"[..]);
        kept.put(&data[..]);
        kept.put(&checksum(&data)[..]);
    }
}

fn checksum(data: &[u8]) -> [u8; 4] {
    let mut sum = Crc::new();
    sum.update(data);
    sum.sum().to_be_bytes()
}

impl Filter for Png {
    fn push(&mut self, piece: &[u8], kept: &mut BytesMut) -> Result<(), Wrong> {
        self.pending.extend_from_slice(piece);
        while let Step::On = self.step(kept)? {}
        Ok(())
    }

    fn is_whole(&self) -> bool {
        self.at == At::End
    }

    fn is_told(&self) -> bool {
        self.drawn
    }

    fn picture(&self) -> Option<Picture> {
        Some(self.seen?.turned(self.turned))
    }
}
