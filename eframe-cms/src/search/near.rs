use std::collections::BTreeSet;

/// Words of other lengths are neither kept for suggestions nor corrected.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=20;

/// The word, and the word without one of its characters. Two words that share one of these differ by one slip of a
/// finger, or by two: a character too many in each, or two that changed places.
pub(crate) fn variants(word: &str) -> BTreeSet<String> {
    let characters = word.chars().collect::<Vec<_>>();
    // Runs without spaces have words of two characters, which are as telling as longer ones elsewhere.
    let shortest = if word.starts_with(super::fold::is_unspaced) { 2 } else { *LENGTHS.start() };
    if !(shortest..=*LENGTHS.end()).contains(&characters.len()) {
        return BTreeSet::new();
    }
    let without = |left_out: usize| {
        let kept = characters.iter().enumerate().filter(|(at, _)| *at != left_out);
        kept.map(|(_, c)| c).collect::<String>()
    };
    (0..characters.len()).map(without).chain([word.to_owned()]).collect()
}

/// Those of the known words that somebody who typed this may have meant, the most alike first.
pub(crate) fn nearest(word: &str, known: impl IntoIterator<Item = String>) -> Vec<String> {
    let length = word.chars().count();
    let most = if length <= 4 { 1 } else { 2 };
    let known = known.into_iter().collect::<BTreeSet<_>>().into_iter();
    let mut near = known
        .filter(|other| other != word)
        .map(|other| (strsim::osa_distance(word, &other), !same_begin(word, &other), other))
        .filter(|(distance, ..)| *distance <= most)
        .collect::<Vec<_>>();
    near.sort();
    near.into_iter().map(|(.., other)| other).collect()
}

/// People seldom miss the first letter.
fn same_begin(one: &str, other: &str) -> bool {
    one.chars().next() == other.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_one_slip_apart_share_a_variant() {
        for (one, other) in [
            ("seuol", "seoul"),
            ("seol", "seoul"),
            ("seoull", "seoul"),
            ("seaul", "seoul"),
            ("스마트시디", "스마트시티"),
        ] {
            assert!(!variants(one).is_disjoint(&variants(other)), "{one}");
            assert_eq!(nearest(one, [other.to_owned()]), [other]);
        }
        assert!(variants("ab").is_empty() && variants(&"a".repeat(21)).is_empty());
    }

    #[test]
    fn the_most_alike_comes_first_and_the_word_itself_never() {
        let known = ["bread", "broad", "brood", "board", "tread"].map(str::to_owned);
        assert_eq!(nearest("broad", known), ["bread", "brood", "board", "tread"]);
    }
}
