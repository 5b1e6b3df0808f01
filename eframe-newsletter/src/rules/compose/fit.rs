//! What a site tells, as a letter can carry it. A draft that is made of it by itself is one that can be saved.

use eframe_core::{Localized, deceives, steers};

use super::{LONGEST_LINE, LONGEST_SUMMARY, is_address, is_control};
use crate::model::{Item, ItemText, Unfit};

/// Items as letters can carry them, and how many were not told so: titles and summaries lose marks that steer or turn the text,
/// and are cut where they are too long; an address that leads nowhere on the web is left out, as is a language without a title.
/// An item without any title, or with nothing to name it by, is left out.
#[must_use]
pub fn fit(items: Vec<Item>) -> (Vec<Item>, Unfit) {
    let mut unfit = Unfit::default();
    let mut fit = |item: Item| {
        let texts = item.texts.iter().filter_map(|(of, told)| Some((of, text(told)?)));
        let texts: Localized<ItemText> = texts.collect();
        let named = !item.key.is_empty() && item.key.chars().count() <= LONGEST_LINE;
        if texts.is_empty() || !named {
            unfit.left_out += 1;
            return None;
        }
        unfit.changed += u32::from(texts != item.texts);
        Some(Item { texts, ..item })
    };
    let items = items.into_iter().filter_map(&mut fit).collect();
    (items, unfit)
}

/// Words as one line that steers nothing, such as a title is.
#[must_use]
pub fn line(words: &str) -> String {
    let plain = words.chars().filter_map(|c| match c {
        c if !steers(c) => Some(c),
        c if c.is_whitespace() => Some(' '),
        _ => None,
    });
    cut(plain.collect(), LONGEST_LINE)
}

fn text(ItemText { title, summary, address }: &ItemText) -> Option<ItemText> {
    let title = Some(line(title)).filter(|title| !title.trim().is_empty())?;
    let plain = summary.chars().filter(|c| !deceives(*c) && !is_control(*c));
    let summary = cut(plain.collect(), LONGEST_SUMMARY);
    let address = if is_address(address) { address.clone() } else { String::new() };
    Some(ItemText { title, summary, address })
}

/// What is longer than so many characters ends in an ellipsis.
fn cut(words: String, most: usize) -> String {
    if words.chars().count() <= most {
        return words;
    }
    words.chars().take(most - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use eframe_core::Language;
    use proptest::prelude::*;

    use super::super::check;
    use super::*;
    use crate::model::{Block, Composition, Source};

    fn item(key: &str, title: &str, summary: &str, address: &str) -> Item {
        let text = ItemText {
            title: title.to_owned(),
            summary: summary.to_owned(),
            address: address.to_owned(),
        };
        let texts = [(Language::EN, text)].into();
        Item { key: key.to_owned(), date: None, texts, chosen: true }
    }

    fn only(item: Item) -> ItemText {
        let (items, unfit) = fit(vec![item]);
        assert_eq!((items.len(), unfit), (1, Unfit { changed: 1, left_out: 0 }));
        items[0].texts.get(Language::EN).unwrap().clone()
    }

    #[test]
    fn what_is_too_long_ends_in_an_ellipsis_and_what_turns_the_text_goes() {
        let long = only(item("1", &"é".repeat(201), &"字".repeat(2_001), ""));
        assert_eq!(long.title.chars().count(), 200);
        assert_eq!(long.summary.chars().count(), 2_000);
        assert!(long.title.ends_with("é…") && long.summary.ends_with("字…"));
        let turned = only(item("1", "A\nharbour\u{202e}", "In\u{0}side\n", "javascript:alert(1)"));
        assert_eq!(turned.title, "A harbour");
        assert_eq!((&*turned.summary, &*turned.address), ("Inside\n", ""));
    }

    #[test]
    fn what_has_no_title_or_no_key_is_left_out_and_counted() {
        let good = item("1", "Good", "As it is", "https://city.example/1");
        let bad = [item("2", " \u{202e}", "", ""), item("", "No key", "", "")];
        let long = item(&"x".repeat(201), "A long key", "", "");
        let (items, unfit) = fit([vec![good.clone(), long], bad.to_vec()].concat());
        assert_eq!((items, unfit), (vec![good], Unfit { changed: 0, left_out: 3 }));
    }

    proptest! {
        #[test]
        fn whatever_a_site_tells_makes_a_draft_that_can_be_saved(
            told in proptest::collection::vec((".{0,3}", ".{0,260}", "\\PC{0,40}|(?s).{0,40}", ".{0,60}"), 0..8),
            title in "(?s).{0,260}",
        ) {
            let mut seen = std::collections::BTreeSet::new();
            let told = told.iter().filter(|(key, ..)| seen.insert(key.clone()));
            let items = told.map(|(key, title, summary, address)| item(key, title, summary, address));
            let (items, _) = fit(items.collect());
            let titles = Some(line(&title)).filter(|title| !title.trim().is_empty());
            let composition = Composition {
                titles: titles.map(|title| (Language::EN, title)).into_iter().collect(),
                blocks: vec![Block::Items { source: Source::News, until: None, items }],
                ..Composition::default()
            };
            prop_assert_eq!(check(&composition, &[Language::EN]), Ok(()));
        }
    }
}
