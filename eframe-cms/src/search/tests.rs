//! What is written is found: by each of its words, and by every two characters of its runs.

use eframe_core::Language;
use proptest::prelude::*;

use super::*;
use crate::model::{Content, Fields, Kind, Stage};

fn content(title: &str, body: &str) -> Option<Content> {
    let fields = Fields { title: title.to_owned(), body: body.into(), ..Fields::default() };
    Content::read(Kind::Page, &fields).ok()
}

/// What the store does with an entry and a query, in so many words.
fn finds(query: &Query, entry: &Entry) -> bool {
    query.parts().iter().all(|part| {
        let mut terms = entry.terms.split(' ');
        let has = |wanted: &str| match part.is_open() {
            true => terms.any(|term| term.starts_with(wanted)),
            false => terms.clone().any(|term| term == wanted),
        };
        let mut has = has;
        part.terms(Weight::Text).all(|term| has(&term))
            && (part.is_sure() || entry.words.contains(part.pattern()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn a_document_is_found_by_each_of_its_words(body in "([a-zéèñ]{1,8}|[а-яё]{1,8}|[ء-ي]{1,8}|[가-힣]{1,6}|[一-鿿]{1,6}|[ぁ-ん]{1,4}|[ ,.]){1,12}") {
        if let Some(content) = content("A title", &body) {
            let entry = Entry::of(&content, Language::EN, Stage::Live);
            let folded = fold(&entry.text);
            for word in folded.words() {
                let query = Query::read(word).unwrap();
                prop_assert!(finds(&query, &entry), "{} in {}", word, entry.words);
                if word.starts_with(fold::is_unspaced) {
                    let run = word.chars().collect::<Vec<_>>();
                    for pair in run.windows(2) {
                        let query = Query::read(&pair.iter().collect::<String>()).unwrap();
                        prop_assert!(finds(&query, &entry));
                    }
                }
            }
        }
    }

    #[test]
    fn no_folded_word_looks_like_a_sign(text in "(\\PC|[¹²³§·]){0,30}") {
        let folded = fold(&text);
        prop_assert!(!folded.text.contains(['¹', '²', '³', '§', '·', '\'', '"', '\\', '*']));
    }
}

#[test]
fn the_entry_says_where_words_stand() {
    let fields = Fields {
        title: "Open data".to_owned(),
        summary: "What Seoul shares".to_owned(),
        body: "# Bridges\n\nA *bridge*, the bridge and a bridge: [more](/about).".into(),
        ..Fields::default()
    };
    let content = Content::read(Kind::Page, &fields).unwrap();
    let entry = Entry::of(&content, Language::FR, Stage::Draft);
    let terms = entry.terms.split(' ').collect::<Vec<_>>();
    for term in [
        "¹open",
        "²open",
        "³open",
        "open",
        "²seoul",
        "seoul",
        "³bridge",
        "more",
        "§l·fr",
        "§k·page",
        "§s·made",
    ] {
        assert!(terms.contains(&term), "{term} in {terms:?}");
    }
    for none in ["¹seoul", "²bridge", "³more", "about", "§s·live"] {
        assert!(!terms.contains(&none), "{none}");
    }
    assert_eq!(entry.text, "Bridges\nA bridge, the bridge and a bridge: more.");
    assert_eq!(entry.often, " bridge ");
}
