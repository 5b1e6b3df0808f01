use super::Weight;
use super::fold::{Folded, fold, is_unspaced};

/// What a reader looks for, folded: all of its parts are to be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    parts: Vec<Part>,
    /// What was typed, without what nobody sees.
    typed: String,
    /// All words as one, as a title would have them.
    whole: String,
}

/// A word, a run without spaces, or words in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The terms of the index that a document with it has.
    terms: Vec<String>,
    /// How it stands among folded words.
    pattern: String,
    /// Whether the terms alone say that it is there.
    is_sure: bool,
    /// Whether the word may go on.
    is_open: bool,
}

/// Why there is nothing to look for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unclear {
    /// No letter and no digit.
    Empty,
    /// More than [`Query::LONGEST`] characters, or than [`Query::MOST`] parts.
    TooLong,
}

/// From so many characters on an unfinished word stands for all that begin with it.
const OPEN: usize = 3;
/// A part has at most so many terms: they need not be all, since what they find is looked at.
const TERMS: usize = 12;

impl Query {
    /// The longest that is taken, in characters.
    pub(crate) const LONGEST: usize = 200;
    /// At most so many words and quotations.
    pub(crate) const MOST: usize = 12;

    /// Reads what was typed. What stands in quotation marks is looked for as it stands.
    ///
    /// # Errors
    /// When nothing is asked for, or too much.
    pub(crate) fn read(typed: &str) -> Result<Self, Unclear> {
        let typed = typed.chars().filter(|&c| !eframe_core::deceives(c)).collect::<String>();
        if typed.chars().count() > Self::LONGEST {
            return Err(Unclear::TooLong);
        }
        let mut parts = Vec::new();
        for (at, piece) in typed.split(is_quote).enumerate() {
            let folded = fold(piece);
            // Every second piece stands between two marks; what follows a mark that none closes does not.
            if at % 2 == 1 && typed.matches(is_quote).count() > at {
                parts.extend(Part::quoted(&folded));
            } else {
                parts.extend(folded.words().map(|word| Part::word(word, false)));
            }
        }
        let mut seen = Vec::new();
        parts.retain(|part| {
            !seen.contains(&part.pattern) && {
                seen.push(part.pattern.clone());
                true
            }
        });
        match parts.len() {
            0 => Err(Unclear::Empty),
            many if many > Self::MOST => Err(Unclear::TooLong),
            _ => Ok(Self { parts, whole: fold(&typed).text, typed: typed.trim().to_owned() }),
        }
    }

    /// What was typed, fit to be shown again.
    pub(crate) fn typed(&self) -> &str {
        &self.typed
    }

    /// What is to be found.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// All words as a folded title has them.
    pub(crate) fn whole(&self) -> &str {
        &self.whole
    }

    /// The same with the last word unfinished; nothing when it cannot be.
    pub(crate) fn opened(&self) -> Option<Self> {
        let last = self.parts.last().filter(|part| part.is_word())?;
        let word = last.pattern.trim();
        if word.chars().count() < OPEN || self.typed.ends_with(is_quote) {
            return None;
        }
        let mut open = self.clone();
        open.parts.pop();
        open.parts.push(Part::word(word, true));
        Some(open)
    }

    /// The same without one of its parts; nothing when it has no other.
    pub(crate) fn without(&self, left_out: usize) -> Option<Self> {
        let kept = self.parts.iter().enumerate().filter(|(at, _)| *at != left_out);
        let typed = kept.map(|(_, part)| part.typed()).collect::<Vec<_>>();
        if typed.is_empty() { None } else { Self::read(&typed.join(" ")).ok() }
    }

    /// The same as texts write it in which all of it stands, with the accents that folding takes.
    pub(crate) fn as_written(&self, texts: &[&str]) -> String {
        let folded = texts.iter().map(|text| (fold(text), *text)).collect::<Vec<_>>();
        let written = |part: &Part| {
            let word = part.alone()?;
            folded.iter().find_map(|(folded, text)| folded.written(word, text))
        };
        let parts = self.parts.iter().map(|part| written(part).unwrap_or_else(|| part.typed()));
        let all = parts.collect::<Vec<_>>().join(" ");
        if all.chars().count() <= Self::LONGEST { all } else { self.typed.clone() }
    }

    /// The same with another word in place of one of its parts.
    pub(crate) fn with(&self, replaced: usize, word: &str) -> Option<Self> {
        let parts = self.parts.iter().enumerate();
        let typed =
            parts.map(|(at, part)| if at == replaced { word.to_owned() } else { part.typed() });
        Self::read(&typed.collect::<Vec<_>>().join(" ")).ok()
    }
}

impl Part {
    fn word(word: &str, is_open: bool) -> Self {
        if !word.starts_with(is_unspaced) {
            let pattern = if is_open { format!(" {word}") } else { format!(" {word} ") };
            return Self { terms: vec![word.to_owned()], pattern, is_sure: true, is_open };
        }
        let terms = run_terms(word);
        let is_sure = terms.len() == 1;
        Self { terms, pattern: word.to_owned(), is_sure, is_open: false }
    }

    fn quoted(folded: &Folded) -> Option<Self> {
        let words = folded.words().collect::<Vec<_>>();
        let (&first, &last) = (words.first()?, words.last()?);
        if words.len() == 1 {
            return Some(Self::word(first, false));
        }
        let mut terms = Vec::new();
        for word in &words {
            let of = if word.starts_with(is_unspaced) {
                run_terms(word)
            } else {
                vec![(*word).to_owned()]
            };
            terms.extend(of.into_iter().filter(|term| !terms.contains(term)).collect::<Vec<_>>());
        }
        // The longest say most.
        terms.sort_by_key(|term| std::cmp::Reverse(term.len()));
        terms.truncate(TERMS);
        let edge = |word: &str| if word.starts_with(is_unspaced) { "" } else { " " };
        let pattern = [edge(first), &words.join(" "), edge(last)].concat();
        Some(Self { terms, pattern, is_sure: false, is_open: false })
    }

    /// Its terms, those of this weight.
    pub(crate) fn terms(&self, weight: Weight) -> impl Iterator<Item = String> {
        self.terms.iter().map(move |term| [weight.sign(), term].concat())
    }

    /// How it stands among folded words.
    pub(crate) fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Whether whatever has its terms has it.
    pub(crate) const fn is_sure(&self) -> bool {
        self.is_sure
    }

    /// Whether the last of its terms stands for all that begin with it.
    pub(crate) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Whether it is one word of a script with spaces.
    fn is_word(&self) -> bool {
        self.is_sure && self.pattern.starts_with(' ')
    }

    /// One word or run; nothing when it is several words.
    pub(crate) fn alone(&self) -> Option<&str> {
        let word = self.pattern.trim();
        (!word.contains(' ')).then_some(word)
    }

    /// As somebody would type it.
    pub(crate) fn typed(&self) -> String {
        match self.alone() {
            Some(word) => word.to_owned(),
            None => format!("\"{}\"", self.pattern.trim()),
        }
    }

    /// How far up a document has it, that has it at all.
    pub(crate) fn weight(&self, title: &str, summary: &str, often: &str) -> Weight {
        let mut terms = self.terms.iter();
        if title.contains(&self.pattern) {
            Weight::Title
        } else if summary.contains(&self.pattern) {
            Weight::Summary
        } else if !self.is_open && terms.all(|term| often.contains(&format!(" {term} "))) {
            Weight::Often
        } else {
            Weight::Text
        }
    }
}

/// So few pairs of a run that every character is in one of them; a single character is a term of its own.
fn run_terms(run: &str) -> Vec<String> {
    let run = run.chars().collect::<Vec<_>>();
    if run.len() < 2 {
        return vec![run.into_iter().collect()];
    }
    let pairs = (0..run.len() - 1).step_by(2).chain([run.len() - 2]);
    let mut terms = pairs.map(|at| run[at..at + 2].iter().collect()).collect::<Vec<String>>();
    terms.dedup();
    terms.truncate(TERMS);
    terms
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂' | '「' | '」' | '『' | '』')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(typed: &str) -> Vec<String> {
        let query = Query::read(typed).unwrap();
        query.parts.iter().map(|part| part.pattern.clone()).collect()
    }

    #[test]
    fn words_runs_and_quotations_are_parts() {
        assert_eq!(patterns("Smart CITY smart"), [" smart ", " city "]);
        assert_eq!(patterns("\"smart city\" 스마트시티"), [" smart city ", "스마트시티"]);
        assert_eq!(patterns("«умный город» дом"), [" умный город ", " дом "]);
        assert_eq!(patterns("“안전한 도시” plan"), ["안전한 도시", " plan "]);
        assert_eq!(patterns("a \"b c"), [" a ", " b ", " c "]);
        assert_eq!(patterns("l'eau-de-vie"), [" l ", " eau ", " de ", " vie "]);
    }

    #[test]
    fn a_run_is_looked_for_by_pairs_that_cover_it() {
        let terms = |typed: &str| Query::read(typed).unwrap().parts[0].terms.clone();
        assert_eq!(terms("다"), ["다"]);
        assert_eq!(terms("다리"), ["다리"]);
        assert_eq!(terms("다리를"), ["다리", "리를"]);
        assert_eq!(terms("스마트시티"), ["스마", "트시", "시티"]);
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        let opened = |typed: &str| {
            Query::read(typed)
                .unwrap()
                .opened()
                .map(|query| query.parts.last().unwrap().pattern.clone())
        };
        assert_eq!(opened("open gov").as_deref(), Some(" gov"));
        assert_eq!(opened("go"), None);
        assert_eq!(opened("\"open gov\""), None);
        assert_eq!(opened("gov 도시"), None);
    }

    #[test]
    fn bad_input_12_what_is_asked_has_a_bound() {
        assert_eq!(Query::read(&"x".repeat(201)), Err(Unclear::TooLong));
        let many = (0..13).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(Query::read(&many), Err(Unclear::TooLong));
        for empty in ["", "  ", "\"\"", "🙂 —", "\u{202e}"] {
            assert_eq!(Query::read(empty), Err(Unclear::Empty), "{empty:?}");
        }
        let run = "가나다라마바사아자차카타파하".repeat(14);
        assert!(Query::read(&run).unwrap().parts[0].terms.len() <= TERMS);
    }

    #[test]
    fn bad_input_13_marks_upon_marks_are_read_at_once() {
        for typed in ["\"".repeat(200), "a\"".repeat(100), "e\u{301}".repeat(100), "[".repeat(200)]
        {
            let _ = Query::read(&typed);
        }
    }
}
