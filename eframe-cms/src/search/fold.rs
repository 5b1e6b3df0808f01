use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation as _;

/// A text as search sees it: its words one after the other, and where each of them stands in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Folded {
    /// A space before and after each word; nothing when there is none.
    pub(crate) text: String,
    /// What the words are made of, in order.
    pub(crate) units: Vec<Unit>,
}

/// The smallest thing that is marked as found: a word, or one character of a run without spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Where it begins in the folded text.
    pub(crate) at: usize,
    /// Where it begins and ends in the text itself.
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// No word counts for more than so many characters.
const LONGEST: usize = 40;

impl Folded {
    /// Its words.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.text.split(' ').filter(|word| !word.is_empty())
    }

    /// One of its words as the text that was folded writes it, in small letters. Runs without spaces are written as they are
    /// folded.
    pub(crate) fn written(&self, word: &str, text: &str) -> Option<String> {
        if word.starts_with(is_unspaced) {
            return None;
        }
        let at = self.text.find(&format!(" {word} "))? + 1;
        let unit = self.units.iter().find(|unit| unit.at == at)?;
        Some(text.get(unit.from..unit.to)?.to_lowercase())
    }
}

/// Folds a text.
///
/// Case, width, presentation forms and Latin and Greek accents go; Arabic loses its vowel marks, the bar that stretches
/// words and its article, and has one form of alef, ya and final ha; Cyrillic has one form of е and no
/// stress; digits are those of ASCII. What is neither letter nor digit separates words. Folding twice is folding once.
pub(crate) fn fold(text: &str) -> Folded {
    let mut folding = Folding::default();
    for (at, cluster) in text.grapheme_indices(true) {
        folding.cluster(at, cluster);
    }
    folding.end();
    folding.folded
}

/// Whether it belongs to a script that is written without spaces between words, or, in Korean, with endings that grow
/// onto them.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{11FF}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}'
            | '\u{3131}'..='\u{318E}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}'
            | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
    )
}

#[derive(Default)]
struct Folding {
    folded: Folded,
    /// The word being read, folded, and the units it has if it is a run.
    word: String,
    units: Vec<Unit>,
    is_run: bool,
    /// Whether it has to be composed once more: it holds parts that may combine across clusters.
    loose: bool,
}

impl Folding {
    fn cluster(&mut self, at: usize, cluster: &str) {
        let to = at + cluster.len();
        match cluster.as_bytes() {
            [byte] if byte.is_ascii_alphanumeric() => {
                self.letter(char::from(byte.to_ascii_lowercase()), at, to);
            }
            [_] => self.end(),
            _ => {
                let mut letters = String::new();
                match letters_of(cluster, &mut letters) {
                    Found::Break => self.end(),
                    Found::Nothing => {}
                    Found::Letters { loose } => {
                        for c in letters.chars() {
                            self.letter(c, at, to);
                        }
                        self.loose |= loose;
                    }
                }
            }
        }
    }

    /// Adds a letter that comes of what stands between these places: to the word, or as the first of another.
    fn letter(&mut self, c: char, from: usize, to: usize) {
        let is_run = if is_combining_mark(c) { self.is_run } else { is_unspaced(c) };
        if self.is_run != is_run {
            self.end();
            self.is_run = is_run;
        }
        if self.units.last().is_none_or(|unit| unit.from != from) {
            self.units.push(Unit { at: self.word.len(), from, to });
        }
        self.word.push(c);
    }

    fn end(&mut self) {
        let (Some(&first), Some(&last)) = (self.units.first(), self.units.last()) else { return };
        let whole = Unit { at: 0, from: first.from, to: last.to };
        if self.loose {
            self.word = self.word.nfc().collect();
        }
        if self.loose || !self.is_run {
            self.units.clear();
            self.units.push(whole);
        }
        if !self.is_run {
            shorten(&mut self.word);
        }
        let text = &mut self.folded.text;
        if text.is_empty() {
            text.push(' ');
        }
        let begin = text.len();
        let units = self.units.drain(..);
        self.folded.units.extend(units.map(|unit| Unit { at: begin + unit.at, ..unit }));
        text.push_str(&self.word);
        text.push(' ');
        self.word.clear();
        (self.is_run, self.loose) = (false, false);
    }
}

/// What a cluster of characters is to a word.
enum Found {
    Letters {
        loose: bool,
    },
    /// It shows nothing by itself, and separates nothing.
    Nothing,
    Break,
}

fn letters_of(cluster: &str, letters: &mut String) -> Found {
    let mut characters = cluster.chars();
    let first = characters.next().unwrap_or_default();
    let alone = characters.next().is_none();
    // Most of Chinese and Korean, and the letters of old keyboards, which are not to grow together.
    if alone
        && matches!(first, '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{3131}'..='\u{318E}')
    {
        letters.push(first);
        return Found::Letters { loose: false };
    }
    if cluster.chars().all(is_nothing) {
        return Found::Nothing;
    }
    let mut apart = Vec::with_capacity(4);
    for c in cluster.nfkd() {
        for lower in c.to_lowercase() {
            apart.extend(std::iter::once(lower).nfkd());
        }
    }
    let (mut base, mut loose) = ('\0', false);
    let kept = apart.into_iter().filter(|&c| {
        let is_mark = is_combining_mark(c);
        if !is_mark {
            base = c;
        }
        if is_mark {
            base.is_alphanumeric() && is_kept(base, c)
        } else {
            c.is_alphanumeric() && c != TATWEEL
        }
    });
    for c in kept.collect::<String>().nfc() {
        loose |= is_combining_mark(c) || matches!(c, '\u{1100}'..='\u{11FF}');
        match plain(c) {
            Some(other) => letters.push_str(other),
            None => letters.push(c),
        }
    }
    if letters.is_empty() { Found::Break } else { Found::Letters { loose } }
}

const TATWEEL: char = '\u{640}';

/// Marks of direction, joiners and hyphens that only show at the end of a line; marks that stand alone.
fn is_nothing(c: char) -> bool {
    let joins = matches!(c, '\u{AD}' | '\u{34F}' | '\u{200C}' | '\u{200D}' | TATWEEL);
    let hidden = eframe_core::deceives(c) || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}');
    joins || hidden || is_combining_mark(c)
}

/// Whether a mark makes another letter of its base, rather than the same with an accent.
fn is_kept(base: char, mark: char) -> bool {
    match mark {
        // й and ї are letters of their own; ё is an е.
        '\u{300}'..='\u{36F}' => {
            matches!(base, '\u{400}'..='\u{52F}')
                && matches!(mark, '\u{306}' | '\u{308}')
                && base != 'е'
        }
        '\u{5B0}'..='\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' => false,
        '\u{6D6}'..='\u{6ED}' | '\u{8D3}'..='\u{8FF}' => false,
        // Which of its pictures a character is to show.
        '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => false,
        _ => true,
    }
}

/// Letters that normalisation leaves, and people write in more than one way.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        'ς' => "σ",
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        '٠' | '۰' => "0",
        '١' | '۱' => "1",
        '٢' | '۲' => "2",
        '٣' | '۳' => "3",
        '٤' | '۴' => "4",
        '٥' | '۵' => "5",
        '٦' | '۶' => "6",
        '٧' | '۷' => "7",
        '٨' | '۸' => "8",
        '٩' | '۹' => "9",
        _ => return None,
    })
}

/// Takes the Arabic article off, and what a word has beyond the longest.
fn shorten(word: &mut String) {
    while let Some(rest) = without_article(word) {
        *word = rest.to_owned();
    }
    if let Some((end, _)) = word.char_indices().nth(LONGEST) {
        word.truncate(end);
    }
}

/// The word without "the", alone or with "and", "with", "like", "so", "for" before it, when a word remains.
fn without_article(word: &str) -> Option<&str> {
    let article = ["ال", "وال", "بال", "كال", "فال", "لل"];
    let rest = article.into_iter().find_map(|article| word.strip_prefix(article))?;
    (rest.chars().nth(2).is_some()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        fold(text).text.trim().to_owned()
    }

    #[test]
    fn letters_that_people_write_in_several_ways_are_one() {
        for (one, other) in [
            ("Énergie ÉLECTRIQUE", "energie electrique"),
            ("E\u{301}nergie", "energie"),
            ("señal Ñandú", "senal nandu"),
            ("Straße ŁÓDŹ Œuvre", "strasse lodz oeuvre"),
            ("Ещё ёлка", "еще елка"),
            ("Санкт-Петербу\u{301}рг", "санкт петербург"),
            ("мой край", "мой край"),
            ("ﬁｎ ＡＢＣ １２", "fin abc 12"),
            ("İstanbul ISPARTA", "istanbul isparta"),
            ("ｶﾞｲﾄﾞ", "ガイド"),
            ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}", "한글"),
            ("مَدِينَةٌ", "مدينه"),
            ("إدارة أحمد آثار", "اداره احمد اثار"),
            ("مستشفى مستشفي", "مستشفي مستشفي"),
            ("مـــدن", "مدن"),
            ("٢٠٢٦ ۱", "2026 1"),
            ("co\u{ad}operate", "cooperate"),
        ] {
            assert_eq!(folded(one), other, "{one}");
        }
    }

    #[test]
    fn a_word_is_known_as_its_text_writes_it() {
        for (text, word, written) in [
            ("L'Adhésion des villes", "adhesion", Some("adhésion")),
            ("المدن الذكية", "مدن", Some("المدن")),
            ("Ещё раз", "еще", Some("ещё")),
            ("ｶﾞｲﾄﾞ 도시", "도시", None),
            ("Adhésion", "villes", None),
        ] {
            assert_eq!(fold(text).written(word, text).as_deref(), written, "{text}");
        }
    }

    #[test]
    fn a_word_with_the_arabic_article_is_the_word() {
        for one in ["المدينة", "مدينة", "والمدينة", "بالمدينة", "للمدينة"]
        {
            assert_eq!(folded(one), "مدينه", "{one}");
        }
        // What would remain is no word.
        assert_eq!(folded("الى آلة"), "الي اله");
        assert_eq!(folded("الإلكترونية"), folded("إلكترونية"));
    }

    #[test]
    fn runs_and_words_are_apart_and_each_unit_knows_its_place() {
        let text = "AI도시, 2027년";
        let folded = fold(text);
        assert_eq!(folded.text, " ai 도시 2027 년 ");
        let of = |unit: &Unit| &text[unit.from..unit.to];
        assert_eq!(
            folded.units.iter().map(of).collect::<Vec<_>>(),
            ["AI", "도", "시", "2027", "년"]
        );
        let at = |unit: &Unit| folded.text[unit.at..].chars().next().unwrap();
        assert_eq!(folded.units.iter().map(at).collect::<String>(), "a도시2년");
    }

    #[test]
    fn bad_input_5_what_nobody_sees_separates_nothing() {
        assert_eq!(folded("ci\u{200b}ty\u{202e} ha\u{200d}ll\u{0}x"), "city hall x");
        assert_eq!(folded("\u{202e}\u{200b}\u{301}"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "(\\PC|[ㄱ-힣]|[\u{600}-\u{6ff}]|[\u{1100}-\u{11ff}]|[\u{300}-\u{36f}]| ){0,30}") {
            let once = fold(&text).text;
            prop_assert_eq!(&fold(&once).text, &once);
        }

        #[test]
        fn units_are_in_order_and_at_the_bounds_of_characters(text in "\\PC{0,30}") {
            let folded = fold(&text);
            let mut last = Unit { at: 0, from: 0, to: 0 };
            for unit in folded.units {
                // One cluster may be a word and a run: they share it.
                let shared = (unit.from, unit.to) == (last.from, last.to);
                prop_assert!(unit.at >= last.at && unit.to > unit.from);
                prop_assert!(shared || unit.from >= last.to);
                prop_assert!(text.get(unit.from..unit.to).is_some());
                prop_assert!(folded.text.get(unit.at..).is_some());
                last = unit;
            }
        }
    }
}
