/// Whether a character turns the text around it, or makes two texts that look alike: an embedding, an override or an
/// isolate of direction, what is invisible and has no width, a byte order mark.
///
/// The joiners U+200C and U+200D stay: Persian, Hindi and emoji are written with them.
pub fn deceives(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character only steers a screen or the text around it: one that [deceives], a control, a mark of direction,
/// or what breaks a line or a paragraph. No name of one line needs any of these.
pub fn steers(c: char) -> bool {
    let marks = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}');
    let breaks = matches!(c, '\u{2028}' | '\u{2029}');
    c.is_control() || deceives(c) || marks || breaks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_05_every_mark_of_direction_steers_and_the_joiners_stay() {
        let marks = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\
                     \u{2066}\u{2067}\u{2068}\u{2069}";
        assert!(marks.chars().all(steers));
        assert!("\u{2028}\u{2029}\u{0}\u{1b}\u{200b}\u{2060}\u{feff}".chars().all(steers));
        // A text may say which way it runs, but not turn what stands beside it.
        assert!(!"\u{61c}\u{200e}\u{200f}".chars().any(deceives));
        assert!(!"Ab가ب\u{200c}\u{200d} -".chars().any(steers));
    }
}
