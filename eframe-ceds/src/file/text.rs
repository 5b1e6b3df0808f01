//! From bytes to text: what spreadsheets save.

use std::borrow::Cow;

use super::fault::{FileFault, Wrong};

/// The text of a file in UTF-8 with or without a byte order mark, or in UTF-16 with one.
pub(super) fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, FileFault> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => Ok(text.into()),
                Err(error) => {
                    let before = &bytes[..error.valid_up_to()];
                    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                    Err(FileFault::at(line, None, Wrong::Encoding))
                }
            }
        }
    }
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<Cow<'_, str>, FileFault> {
    let refused = || FileFault::at(1, None, Wrong::Encoding);
    let (pairs, []) = bytes.as_chunks() else { return Err(refused()) };
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).map(Cow::Owned).map_err(|_| refused())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_29_what_spreadsheets_save_is_read() {
        let wide = |order: fn(u16) -> [u8; 2], mark: [u8; 2]| -> Vec<u8> {
            mark.into_iter().chain("a,서울".encode_utf16().flat_map(order)).collect()
        };
        let forms: [Vec<u8>; 4] = [
            "a,서울".into(),
            "\u{feff}a,서울".into(),
            wide(u16::to_le_bytes, [0xff, 0xfe]),
            wide(u16::to_be_bytes, [0xfe, 0xff]),
        ];
        for form in &forms {
            assert_eq!(decoded(form).as_deref(), Ok("a,서울"));
        }
        let windows_1252 = b"unit,a\nM\xfcnchen,1\n";
        assert_eq!(decoded(windows_1252), Err(FileFault::at(2, None, Wrong::Encoding)));
        assert!(decoded(&[0xff, 0xfe, 0x61]).is_err());
        assert!(decoded(&[0xff, 0xfe, 0x00, 0xd8]).is_err());
    }
}
