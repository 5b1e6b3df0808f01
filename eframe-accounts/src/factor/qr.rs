use std::fmt::Write as _;

use qrcode::{Color, EcLevel, QrCode};
use serde::Serialize;

/// Light modules around the code: the standard asks for four (ISO/IEC 18004, section 9.1).
const MARGIN: usize = 4;

/// A QR code as an SVG: its side in modules, and the dark ones as one path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Qr {
    side: usize,
    path: String,
}

impl Qr {
    /// Draws a text; `None` where it is too long.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
        let (width, colors) = (code.width(), code.to_colors());
        let mut path = String::new();
        for (row, line) in colors.chunks(width).enumerate() {
            let mut column = 0;
            for run in line.chunk_by(|one, other| one == other) {
                if run[0] == Color::Dark {
                    let (x, y, long) = (column + MARGIN, row + MARGIN, run.len());
                    let _ = write!(path, "M{x} {y}h{long}v1h-{long}z");
                }
                column += run.len();
            }
        }
        Some(Self { side: width + 2 * MARGIN, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn_once() {
        let text = "otpauth://totp/City:mina%40city.example?secret=GEZDGNBVGY3TQOJQ&issuer=City";
        let qr = Qr::of(text).expect("short enough");
        let code = QrCode::with_error_correction_level(text, EcLevel::M).expect("the same");
        let dark = code.to_colors().into_iter().filter(|one| *one == Color::Dark).count();
        let runs = qr.path.split('h').skip(1).step_by(2);
        let drawn: usize =
            runs.map(|run| run.split('v').next().and_then(|n| n.parse().ok()).unwrap_or(0)).sum();
        assert_eq!((drawn, qr.side), (dark, code.width() + 8));
        assert!(qr.path.bytes().all(|one| b"Mhvz- 0123456789".contains(&one)));
    }

    #[test]
    fn what_is_too_long_is_not_drawn() {
        assert_eq!(Qr::of(&"x".repeat(4_000)), None);
    }
}
