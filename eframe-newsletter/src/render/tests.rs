//! The letters of one issue, as files: whoever changes them sees what changes.

use eframe_core::{Language, Localized, Mount, Presentation, Version};
use jiff::civil::date;
use uuid::Uuid;

use super::letter::made;
use super::{Body, views};
use crate::model::{
    Block, Composition, Fallback, Issue, IssueId, IssueText, Item, ItemText, Source, Status,
    UNSUBSCRIBE,
};

fn said(words: &[(Language, &str)]) -> Localized<String> {
    words.iter().map(|(language, words)| (*language, (*words).to_owned())).collect()
}

fn item(key: &str, day: Option<jiff::civil::Date>, texts: &[(Language, &str, &str)]) -> Item {
    let text = |(language, title, summary): &(Language, &str, &str)| {
        let address = format!("https://union.example/{language}/{key}");
        let (title, summary) = ((*title).to_owned(), (*summary).to_owned());
        (*language, ItemText { title, summary, address })
    };
    let texts = texts.iter().map(text).collect();
    Item { key: key.to_owned(), date: day, texts, chosen: true }
}

const EN: Language = Language::EN;
const KO: Language = Language::KO;
const AR: Language = Language::AR;

fn composition() -> Composition {
    let left_out = Item { chosen: false, ..item("old", None, &[(EN, "Not this one", "")]) };
    Composition {
        titles: said(&[
            (EN, "Harbours & ferries <2026>"),
            (KO, "항구와 여객선"),
            (AR, "الموانئ والعبّارات"),
        ]),
        blocks: vec![
            Block::Text {
                markdown: said(&[
                    (
                        EN,
                        "Dear readers,\n\nthree cities **open** [their data](/en/data). {unsubscribe}",
                    ),
                    (AR, "القراء الأعزاء،\n\nثلاث مدن **تفتح** [بياناتها](/ar/data)."),
                ]),
            },
            Block::Heading {
                words: said(&[(EN, "What is new"), (KO, "새로운 것"), (AR, "الجديد")]),
            },
            Block::Items {
                source: Source::News,
                until: None,
                items: vec![
                    item(
                        "news/harbour",
                        Some(date(2026, 11, 26)),
                        &[
                            (EN, "A harbour opens", "With ferries, for \"everybody\"."),
                            (KO, "항구가 열립니다", "여객선이 다닙니다."),
                            (AR, "افتتاح ميناء", "بالعبّارات."),
                        ],
                    ),
                    item("news/bridge", None, &[(EN, "A bridge", "")]),
                    left_out,
                ],
            },
            Block::Items {
                source: Source::Members,
                until: None,
                items: vec![item("members/1", Some(date(2026, 10, 1)), &[(KO, "서울", "")])],
            },
            Block::Items { source: Source::Partners, until: None, items: Vec::new() },
        ],
        ..Composition::default()
    }
}

fn letter(language: Language) -> IssueText {
    let presentation = Presentation::builder().bundle(crate::bundle()).build().unwrap();
    let mount = Mount::new("https://union.example").pages("/{lang}/newsletter");
    let issue = Issue {
        id: IssueId::new(Uuid::from_u128(1)),
        number: "2026-Q4".parse().unwrap(),
        languages: vec![EN, KO, AR],
        fallback: Fallback::Other(EN),
        status: Status::Draft,
        restored: None,
        version: Version::FIRST,
    };
    made(&presentation, &mount, "Union of Cities", &issue, &composition(), language).unwrap()
}

/// Compares with the file; `WEGO_TEST_WRITE=1` writes it anew.
fn golden(name: &str, made: &str) {
    let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("WEGO_TEST_WRITE").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(made, kept, "{path} is another: look at it, and write it with WEGO_TEST_WRITE=1");
}

#[test]
fn letters_are_as_they_were_looked_at() {
    for language in [EN, KO, AR] {
        let text = letter(language);
        golden(&format!("letter.{language}.html"), &text.html);
        golden(&format!("letter.{language}.txt"), &text.text);
    }
}

#[test]
fn bad_input_63_a_letter_fetches_nothing_and_its_links_are_as_they_were_written() {
    for language in [EN, KO, AR] {
        let IssueText { html, .. } = letter(language);
        for fetched in ["<img", "src=", "url(", "<link", "@import", "<script"] {
            assert!(!html.contains(fetched), "{language}: {fetched}");
        }
        for link in html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let ours = link.starts_with("https://union.example/") || link == UNSUBSCRIBE;
            assert!(ours, "{language}: {link}");
        }
    }
}

#[test]
fn both_forms_say_the_same_once_and_nothing_that_is_left_out() {
    for language in [EN, KO, AR] {
        let IssueText { subject, html, text } = letter(language);
        assert!(text.contains(&subject), "{language}");
        for form in [&html, &text] {
            // The one of the foot: what an author writes like it is no link.
            assert_eq!(form.matches(UNSUBSCRIBE).count(), 1, "{language}");
            assert!(form.contains("서울") && !form.contains("Not this one"), "{language}");
        }
    }
}

#[test]
fn what_falls_back_says_its_language_and_its_direction() {
    let arabic = letter(AR);
    assert!(arabic.html.contains(r#"<html lang="ar" dir="rtl">"#), "{}", arabic.html);
    assert!(arabic.html.contains(r#"lang="en" dir="ltr""#), "{}", arabic.html);
    assert!(arabic.text.contains("A bridge [English]"), "{}", arabic.text);
    // The text has no Korean, so that Korean readers get the English one.
    let korean = letter(KO).html;
    let (_, text) = korean.split_once(r#"<div lang="en" dir="ltr""#).unwrap();
    assert!(text.split("Dear readers").next().unwrap().contains(">English</p>"), "{korean}");
    // In French there is nothing, and each part says so.
    let french = letter(Language::FR);
    for said in ["English · <a href", "What is new <span"] {
        assert!(french.html.contains(said), "{said} in {}", french.html);
    }
    assert!(french.html.contains("· English</span></h2>"), "{}", french.html);
    assert!(french.text.contains("<2026> [English]\n"), "{}", french.text);
    assert!(!letter(EN).html.contains("English") && !letter(EN).text.contains("English"));
}

#[test]
fn what_falls_back_says_its_language_on_a_page_and_in_a_feed_too() {
    let presentation = Presentation::builder().bundle(crate::bundle()).build().unwrap();
    let body = |language| {
        let reader = (language, Fallback::Other(EN));
        let blocks = views(&presentation, "https://union.example", &composition(), reader);
        presentation.text(language, &Body { blocks }).unwrap()
    };
    let korean = body(KO);
    assert_eq!(korean.matches(r#"<p class="meta">English</p>"#).count(), 2, "{korean}");
    let french = body(Language::FR);
    let heading = r#"What is new <span class="meta">English</span></h2>"#;
    assert!(french.contains(heading), "{french}");
    assert!(french.contains("</time> · English</p>"), "{french}");
    assert!(!body(EN).contains("English"), "{}", body(EN));
}

#[test]
fn styles_stand_in_the_elements_and_a_dark_screen_has_its_own() {
    let IssueText { html, .. } = letter(EN);
    assert_eq!(html.matches("<style").count(), 1);
    assert!(html.contains("@media (prefers-color-scheme: dark)"), "{html}");
    assert!(html.contains("<h1 style=\""), "{html}");
    assert!(!html.contains("undefined"), "{html}");
}
