//! What people type, made storable: one Unicode form, no characters that nobody can see.

use unicode_normalization::UnicodeNormalization;

/// A text with a character that no text has: NUL, or another control.
pub(super) struct Control;

/// One line: trimmed, NFC, directional overrides and invisible spaces taken out.
pub(super) fn line(text: &str) -> Result<String, Control> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(Control);
    }
    Ok(visible(text).trim().to_owned())
}

/// Many lines, ending in `\n` each but the last. Browsers post `\r\n`.
pub(super) fn text(text: &str) -> Result<String, Control> {
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Control);
    }
    Ok(visible(text.trim_matches('\n')).trim_end().to_owned())
}

fn visible(text: &str) -> String {
    text.chars().filter(|c| !deceives(*c)).nfc().collect()
}

/// Embeddings, overrides and isolates turn the text around them; a zero-width space or a byte order mark makes two
/// names that look alike. The joiners U+200C and U+200D stay: Persian, Hindi and emoji are written with them.
pub(crate) fn deceives(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
