//! Breaking names into lines without a font: by how wide letters are about.

/// How wide a text is about, in parts of its size.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(letter).sum()
}

/// The width of a letter in a usual sans serif, rather too much than too little.
fn letter(letter: char) -> f64 {
    match letter {
        ' ' => 0.3,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';' | '\'' | '|' | '(' | ')'
        | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 0.92,
        'A'..='Z' => 0.68,
        '\u{0300}'..='\u{036f}' | '\u{064b}'..='\u{065f}' | '\u{200b}'..='\u{200f}' => 0.0,
        '\u{0600}'..='\u{06ff}' => 0.55,
        '\u{0400}'..='\u{04ff}' => 0.66,
        wide if is_wide(wide) => 1.0,
        _ => 0.57,
    }
}

/// Hangul, Han, kana and full-width forms fill a square.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

/// Han and kana may be broken between any two; Hangul is kept together by words.
fn breaks_anywhere(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{2fdf}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3fffd}')
}

/// The lines of a text that is to be no wider than `most`: broken at spaces, between Han letters, and inside of a word only where
/// the word is wider than a line.
pub(super) fn lines(text: &str, most: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if width(line) + width(word.trim_end()) <= most => line.push_str(word),
            _ => lines.extend(pieces(word, most)),
        }
    }
    let lines = lines.into_iter().map(|line| line.trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// The same in at most `count` lines: what is left over is three dots, for where there is no more room. The table has it all.
pub(super) fn capped(text: &str, most: f64, count: usize) -> Vec<String> {
    let mut lines = lines(text, most);
    if lines.len() > count {
        lines.truncate(count);
        if let Some(last) = lines.last_mut() {
            while width(last) + 0.6 > most && last.pop().is_some() {}
            last.push('…');
        }
    }
    lines
}

/// What is kept together, each with the space behind it.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut from = 0;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let after = before.is_some_and(|before: char| {
            before.is_whitespace() && !letter.is_whitespace()
                || breaks_anywhere(before) && breaks_anywhere(letter)
        });
        if after && at > from {
            words.push(&text[from..at]);
            from = at;
        }
        before = Some(letter);
    }
    words.push(&text[from..]);
    words
}

/// A word in pieces that each fit.
fn pieces(word: &str, most: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut wide = 0.0;
    for each in word.chars() {
        let wider = wide + letter(each) > most && letter(each) > 0.0;
        if wider && !each.is_whitespace() && wide > 0.0 {
            pieces.push(String::new());
            wide = 0.0;
        }
        wide += letter(each);
        if let Some(piece) = pieces.last_mut() {
            piece.push(each);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_between_han_and_in_words_that_are_too_long() {
        assert_eq!(lines("Policy and Institution", 8.0), ["Policy and", "Institution"]);
        assert_eq!(lines("공공서비스 기반", 6.0), ["공공서비스", "기반"]);
        assert_eq!(lines("公共服务基础设施", 4.0), ["公共服务", "基础设施"]);
        assert_eq!(lines("aaaaaaaaaa", 3.0), ["aaaaa", "aaaaa"]);
        assert_eq!(lines("  ", 5.0), Vec::<String>::new());
        assert_eq!(lines("a\u{301}", 0.1), ["a\u{301}"]);
    }

    #[test]
    fn no_line_is_wider_than_asked_unless_a_letter_is() {
        let name = "البنية التحتية للخدمات العامة في المدينة وضواحيها";
        for line in lines(name, 9.0) {
            assert!(width(&line) <= 9.0, "{line}");
        }
        assert_eq!(lines(name, 9.0).join(" "), name);
    }
}
