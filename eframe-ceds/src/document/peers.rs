use serde::{Deserialize, Serialize};

use super::{Id, Localized, Number};
use crate::data::Data;
use crate::layout::Column;

/// A way to group units with their peers, by one fact.
///
/// A unit belongs to the first group that takes it, and to none where no group does or the fact is unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Peers {
    /// What programs call it.
    pub id: Id,
    /// What people call it: size, region, income.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// The fact that groups.
    pub fact: Id,
    /// The groups; none: each word of the fact is a group.
    #[serde(default, rename = "group", skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
}

/// A group of peers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Group {
    /// What programs call it.
    pub id: Id,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// The words of the fact that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// The least number that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Number>,
    /// The number below which it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub below: Option<Number>,
    /// The ladder that holds within it, in place of the node's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Id>,
}

impl Peers {
    /// The group of each unit, by its place; without groups, words get places in their order.
    pub(crate) fn groups_of(&self, data: &Data) -> Vec<Option<u32>> {
        let Some(Column::Fact(fact)) = data.layout.columns.get(self.fact.as_str()) else {
            return vec![None; data.len()];
        };
        let words = &data.fact_words[*fact];
        let numbers = &data.fact_numbers[*fact];
        if self.groups.is_empty() {
            let mut known: Vec<&str> = words.iter().flatten().map(|word| &**word).collect();
            known.sort_unstable();
            known.dedup();
            let place = |word: &str| known.binary_search(&word).ok();
            return words.iter().map(|word| u32::try_from(place(word.as_deref()?)?).ok()).collect();
        }
        (0..data.len())
            .map(|row| {
                let taken = self.groups.iter().position(|group| match words.get(row) {
                    Some(word) => {
                        word.as_deref().is_some_and(|word| group.is.iter().any(|is| is == word))
                    }
                    None => group.takes(numbers[row]),
                });
                taken.and_then(|place| u32::try_from(place).ok())
            })
            .collect()
    }
}

impl Group {
    /// Whether a number belongs to it; a nothing never does.
    fn takes(&self, number: f64) -> bool {
        let (from, below) = (self.from.map(Number::get), self.below.map(Number::get));
        !number.is_nan()
            && from.is_none_or(|from| number >= from)
            && below.is_none_or(|below| number < below)
    }
}
