//! What people type, made storable: one Unicode form, no characters that nobody can see.

use unicode_normalization::UnicodeNormalization;

use crate::{deceives, steers};

/// A text with a character that no text has: NUL, or another control.
pub(super) struct Control;

/// One line: trimmed, NFC, without what only steers the text around it.
pub(super) fn line(text: &str) -> Result<String, Control> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(Control);
    }
    Ok(kept(text, |c| !steers(c)).trim().to_owned())
}

/// Many lines, ending in `\n` each but the last. Browsers post `\r\n`.
pub(super) fn text(text: &str) -> Result<String, Control> {
    let text = text.replace("\r\n", "\n");
    if text.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
        return Err(Control);
    }
    Ok(kept(text.trim_matches('\n'), |c| !deceives(c)).trim_end().to_owned())
}

fn kept(text: &str, stays: impl Fn(char) -> bool) -> String {
    text.chars().filter(|c| stays(*c)).nfc().collect()
}
