//! Texts that nobody wrote: in each language words of its own letters, as often as Zipf's law has them.

use eframe_core::Language;

/// How many words a language has.
const WORDS: usize = 20_000;

/// Numbers that look random and are the same in each run (SplitMix64).
#[derive(Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number below this one.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }
}

/// The words of every language, and how often each comes.
pub(crate) struct Corpus {
    words: Vec<Vec<String>>,
    /// For each rank how often it and those before it come.
    heaped: Vec<f64>,
}

/// A page's title, summary and text.
pub(crate) struct Page {
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) body: String,
}

impl Corpus {
    pub(crate) fn new() -> Self {
        let words = (0..Language::ALL.len()).map(|language| vocabulary(Language::ALL[language]));
        let mut sum = 0.0;
        let heaped = (1..=WORDS).map(|rank| {
            sum += 1.0 / rank as f64;
            sum
        });
        Self { heaped: heaped.collect(), words: words.collect() }
    }

    /// The page of this number, always the same.
    pub(crate) fn page(&self, number: usize) -> Page {
        let (nth, mut dice) = (number % Language::ALL.len(), Dice::new(number as u64));
        let language = Language::ALL[nth];
        let mut some = |few: usize, more: usize, end: &str| {
            let count = few + dice.below(more);
            self.sentence(nth, count, &mut dice) + end
        };
        let title = some(3, 5, "");
        let summary = if number.is_multiple_of(2) { some(8, 12, ".") } else { String::new() };
        let paragraphs = (0..4).map(|_| some(30, 40, ".")).collect::<Vec<_>>();
        Page { language, title, summary, body: paragraphs.join("\n\n") }
    }

    /// Queries whose words stand in pages of the first so many: one to three words in a row, a tenth of them in
    /// quotation marks; of Chinese and Korean some characters in a row.
    pub(crate) fn queries(&self, pages: usize, count: usize) -> Vec<(String, Language)> {
        let mut dice = Dice::new(u64::MAX / 7);
        let one = |nth: usize| {
            let page = self.page(dice.below(pages));
            let text = page.body.replace(['.', '\n'], " ");
            let drawn = if page.language == Language::ZH
                || (page.language == Language::KO && nth.is_multiple_of(2))
            {
                let runs = text
                    .split_whitespace()
                    .filter(|run| run.chars().nth(1).is_some())
                    .collect::<Vec<_>>();
                let run = runs[dice.below(runs.len())].chars().collect::<Vec<_>>();
                let length = (2 + dice.below(4)).min(run.len());
                let from = dice.below(run.len() - length + 1);
                run[from..from + length].iter().collect()
            } else {
                let words = text.split_whitespace().collect::<Vec<_>>();
                let length = 1 + dice.below(3);
                let from = dice.below(words.len() - length);
                words[from..from + length].join(" ")
            };
            let quoted = nth % 10 == 9 && drawn.contains(' ');
            (if quoted { format!("\"{drawn}\"") } else { drawn }, page.language)
        };
        (0..count).map(one).collect()
    }

    fn sentence(&self, language: usize, count: usize, dice: &mut Dice) -> String {
        let between = if Language::ALL[language] == Language::ZH { "" } else { " " };
        let words = (0..count).map(|_| self.words[language][self.rank(dice)].as_str());
        words.collect::<Vec<_>>().join(between)
    }

    fn rank(&self, dice: &mut Dice) -> usize {
        let total = self.heaped.last().copied().unwrap_or_default();
        let drawn = total * (dice.below(1 << 30) as f64 / (1 << 30) as f64);
        self.heaped.partition_point(|&heaped| heaped < drawn).min(WORDS - 1)
    }
}

/// Words of a language, the commonest first and shortest.
fn vocabulary(language: Language) -> Vec<String> {
    let code = language.code().bytes().fold(0_u64, |all, byte| all * 256 + u64::from(byte));
    let mut dice = Dice::new(code);
    let (mut words, mut seen) = (Vec::with_capacity(WORDS), std::collections::HashSet::new());
    while words.len() < WORDS {
        let syllables = match words.len() {
            0..30 => 1,
            30..1_000 => 1 + dice.below(2),
            _ => 2 + dice.below(3),
        };
        let word = (0..syllables).map(|_| syllable(language, &mut dice)).collect::<String>();
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}

fn syllable(language: Language, dice: &mut Dice) -> String {
    let mut of = |letters: &str| {
        let letters = letters.chars().collect::<Vec<_>>();
        letters[dice.below(letters.len())]
    };
    match language.code() {
        "ru" => [of("бвгдзклмнпрстфх"), of("аеёиоуыэюя")].into_iter().collect(),
        "ar" => [of("بتثجحخدذرزسشصضطعغفقكلمنهوي"), of("اوي")].into_iter().collect(),
        "fr" => [of("bcdfglmnprstv"), of("aeiouéèêôù")].into_iter().collect(),
        "es" => [of("bcdfglmnprstvñ"), of("aeiouáéíó")].into_iter().collect(),
        // Of the 11,172 syllables and 20,992 characters people use a thousand or three most of the time.
        "ko" => char::from_u32(0xAC00 + 7 * (dice.below(1_000) as u32)).into_iter().collect(),
        "zh" => char::from_u32(0x4E00 + 5 * (dice.below(3_000) as u32)).into_iter().collect(),
        _ => [of("bcdfghklmnprstvw"), of("aeiou")].into_iter().collect(),
    }
}
