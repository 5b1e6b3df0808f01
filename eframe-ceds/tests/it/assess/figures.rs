//! Numbers on pages are the reader's, numbers in files are everybody's.

use eframe_ceds::model::AssessmentId;
use eframe_ceds::rules::Submit;
use eframe_core::Language;
use http::StatusCode;

use crate::assess::pages::{Page, get, in_language};
use crate::assess::town::{Town, choice, mina, officer, towns};

async fn read(town: &Town, language: Language, path: &str) -> Page {
    in_language(town.ceds.own(), Some(&officer(1).actor), language, get(path)).await
}

/// The figure that stands largest on the report.
fn score(page: &Page) -> String {
    let from = page.text.split("<p class=\"score\"><b>").nth(1).expect("a score");
    from.split("</b>").next().expect("a figure").to_owned()
}

async fn settled(town: &Town) -> AssessmentId {
    let round = town.round().await;
    let id = town.filled(&officer(1), round, "3").await;
    town.say(&officer(1), id, "gov.strategy", 1, choice("4")).await.expect("it is saved");
    town.ceds.submit(&officer(1), id, Submit::default()).await.expect("it is handed in");
    town.ceds.freeze(&mina(), id).await.expect("it is frozen");
    id
}

#[tokio::test]
async fn figures_of_pages_and_charts_are_written_as_the_reader_writes_them() {
    let town = &towns().await[0];
    let id = settled(town).await;
    let path = format!("/assessments/{id}/report");
    let english = score(&read(town, Language::EN, &path).await);
    assert!(english.contains('.'), "a tenth to tell marks by: {english}");
    for language in [Language::FR, Language::ES, Language::RU] {
        let page = read(town, language, &path).await;
        assert_eq!(score(&page), english.replace('.', ","), "{language}");
        let drawn = page.text.split("<svg class=\"plot").nth(1).expect("a chart");
        let drawn = drawn.split("</svg>").next().expect("its end");
        let says = |digit: char| {
            drawn.split(">").any(|text| {
                let text = text.split('<').next().unwrap_or_default();
                text.contains(digit) && text.chars().all(|one| one.is_ascii_digit() || one == digit)
            })
        };
        assert!(!says('.'), "{language}: no point stands in a chart: {drawn}");
    }
    let arabic = read(town, Language::AR, &path).await;
    let digits = |text: &str| text.chars().any(|one| ('٠'..='٩').contains(&one));
    let formats = eframe_core::format::Formats::new(Language::AR);
    let as_cldr_says = digits(&formats.decimal(12.5, 1));
    assert_eq!(digits(&score(&arabic)), as_cldr_says, "{}", score(&arabic));
    let drawn = arabic.text.split("<svg class=\"plot").nth(1).expect("a chart");
    assert_eq!(digits(drawn.split("</svg>").next().expect("its end")), as_cldr_says);
    // The reviewer reads what is known of the city as words and figures.
    let reviewer = mina();
    let desk = in_language(
        town.ceds.desk(),
        Some(&reviewer.actor),
        Language::EN,
        get(&format!("/assessments/{id}")),
    );
    let desk = desk.await;
    assert!(desk.text.contains("120,000") && desk.text.contains("Europe"), "{}", desk.text);
}

#[tokio::test]
async fn files_say_the_same_numbers_in_every_language() {
    let town = &towns().await[0];
    let id = settled(town).await;
    let numbers = |text: &str| -> Vec<String> {
        let cells = text.split([',', '\r', '\n', ':', '[', ']', '{', '}', '"']);
        let cells = cells.map(str::trim).filter(|cell| cell.parse::<f64>().is_ok());
        cells.map(str::to_owned).collect()
    };
    for format in ["csv", "json"] {
        let path = format!("/assessments/{id}/export?format={format}");
        let english = read(town, Language::EN, &path).await;
        assert_eq!(english.status, StatusCode::OK);
        let known = numbers(&english.text);
        assert!(known.len() > 50, "{format}: {}", known.len());
        for language in [Language::FR, Language::AR] {
            let other = read(town, language, &path).await;
            assert_eq!(numbers(&other.text), known, "{format} in {language}");
        }
    }
}

#[tokio::test]
async fn a_budget_is_read_as_the_reader_writes_it() {
    let town = &towns().await[0];
    let id = settled(town).await;
    let plan = |cost: &str| format!("/assessments/{id}/roadmap?years=1&cost={cost}");
    let english = read(town, Language::EN, &plan("50.5")).await;
    assert!(!english.text.contains("errors__list"), "{}", english.text);
    let french = read(town, Language::FR, &plan("50,5")).await;
    assert!(!french.text.contains("errors__list"), "{}", french.text);
    let steps = |page: &Page| page.text.matches("<p class=\"meta\">").count();
    assert_eq!(steps(&english), steps(&french));
}
