use std::cmp::Reverse;

use eframe_core::{Language, Timestamp};
use uuid::Uuid;

use super::{Query, Weight};

/// An edition that the index found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Its number in the index.
    pub(crate) number: i64,
    pub(crate) document: Uuid,
    pub(crate) language: Language,
    /// Since when it is what it is.
    pub(crate) at: Timestamp,
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) often: String,
}

/// Where something stands among what was found: the best comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub(crate) struct Place {
    /// In another language than the reader's.
    pub(crate) is_foreign: bool,
    score: Reverse<u64>,
    at: Reverse<Timestamp>,
    document: Uuid,
}

/// What a word counts by where it stands.
const fn worth(weight: Weight) -> f64 {
    match weight {
        Weight::Title => 8.0,
        Weight::Summary => 3.0,
        Weight::Often => 2.0,
        Weight::Text => 1.0,
    }
}

/// What it counts that the words stand in the title one after the other, and that they are all of it.
const TOGETHER: f64 = 4.0;
const EXACT: f64 = 8.0;

/// Puts what was found in order, one edition of each document.
///
/// A part of the query counts by where it stands, times how rare it is to stand so far up among all that was found:
/// `ln(1 + N / n)`. A title counts the more, the less it says besides. Of equals the newer comes first, then the one
/// with the smaller id.
pub(crate) fn rank(
    query: &Query,
    found: Vec<Candidate>,
    is_foreign: bool,
) -> Vec<(Place, Candidate)> {
    let weighed = found.iter().map(|one| {
        let weight = |part: &super::Part| part.weight(&one.title, &one.summary, &one.often);
        query.parts().iter().map(weight).collect::<Vec<_>>()
    });
    let weighed = weighed.collect::<Vec<_>>();
    let all = found.len() as f64;
    let rarity = |part: usize, weight: Weight| {
        let so_far_up = weighed.iter().filter(|weights| weights[part] >= weight).count();
        (1.0 + all / so_far_up.max(1) as f64).ln()
    };
    let rarities = (0..query.parts().len()).map(|part| {
        [Weight::Text, Weight::Often, Weight::Summary, Weight::Title]
            .map(|weight| rarity(part, weight))
    });
    let rarities = rarities.collect::<Vec<_>>();
    let score = |one: &Candidate, weights: &[Weight]| {
        let title_words =
            one.title.split(' ').filter(|word| !word.is_empty()).count().max(1) as f64;
        let parts = weights.iter().zip(&rarities).map(|(&weight, rarities)| {
            let fills = if weight == Weight::Title { 0.5 + 0.5 / title_words.sqrt() } else { 1.0 };
            worth(weight) * fills * rarities[weight as usize]
        });
        let together = if one.title.contains(query.whole()) { TOGETHER } else { 0.0 };
        let exact = if one.title == query.whole() { EXACT } else { 0.0 };
        // In thousandths, so that no last digit decides.
        ((parts.sum::<f64>() + together + exact) * 1000.0).round() as u64
    };
    let mut ranked = found
        .iter()
        .zip(&weighed)
        .map(|(one, weights)| {
            let place = Place {
                is_foreign,
                score: Reverse(score(one, weights)),
                at: Reverse(one.at),
                document: one.document,
            };
            (place, one.clone())
        })
        .collect::<Vec<_>>();
    ranked.sort_by(|(one, of), (other, than)| {
        one.cmp(other).then_with(|| (of.language, of.number).cmp(&(than.language, than.number)))
    });
    let mut seen = std::collections::HashSet::new();
    ranked.retain(|(place, _)| seen.insert(place.document));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold;

    fn candidate(number: i64, title: &str, summary: &str) -> Candidate {
        Candidate {
            number,
            document: Uuid::from_u128(number.unsigned_abs().into()),
            language: Language::EN,
            at: Timestamp::UNIX_EPOCH,
            title: fold(title).text,
            summary: fold(summary).text,
            often: " ".to_owned(),
        }
    }

    fn order(query: &str, found: &[Candidate]) -> Vec<i64> {
        let query = Query::read(query).unwrap();
        let ranked = rank(&query, found.to_vec(), false);
        ranked.into_iter().map(|(_, one)| one.number).collect()
    }

    #[test]
    fn title_comes_before_summary_before_text_and_the_whole_title_first() {
        let found = [
            candidate(1, "Annual report", ""),
            candidate(2, "Annual report", "About Seoul"),
            candidate(3, "The annual report of Seoul", ""),
            candidate(4, "Seoul", ""),
        ];
        assert_eq!(order("seoul", &found), [4, 3, 2, 1]);
    }

    #[test]
    fn of_equals_the_newer_comes_first_then_the_smaller_id() {
        let newer =
            Candidate { at: Timestamp::from_second(9).unwrap(), ..candidate(3, "Seoul", "") };
        let found = [candidate(2, "Seoul", ""), newer, candidate(1, "Seoul", "")];
        assert_eq!(order("seoul", &found), [3, 1, 2]);
    }

    #[test]
    fn what_was_found_twice_stands_once() {
        let found = [candidate(1, "Seoul", ""), candidate(1, "Seoul", "")];
        assert_eq!(order("seoul", &found), [1]);
    }
}
