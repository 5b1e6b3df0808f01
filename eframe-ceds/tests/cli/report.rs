use std::path::Path;

use crate::ran::{ceds, folder, with_input};

/// A page, after what has to hold of every one.
fn page(folder: &Path, typed: &str, data: &str) -> String {
    let ran = with_input(folder, typed, data);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{typed}");
    for needed in [
        "<!doctype html>",
        "<meta charset=\"utf-8\">",
        "prefers-color-scheme: dark",
        "@media print",
    ] {
        assert!(ran.out.contains(needed), "{needed}");
    }
    for never in ["<script", "src=", "href=", "url(http", "NaN", "ceds-report-", " style="] {
        assert!(!ran.out.contains(never), "{never}");
    }
    // Every picture has its table, and its texts.
    let count = |what: &str| ran.out.matches(what).count();
    assert_eq!(count("<svg "), count("<figure>"));
    assert!(count("<table>") >= count("<svg "));
    assert_eq!(count("<svg "), count("<desc "));
    ran.out
}

#[test]
fn all_units_stand_on_one_page() {
    let folder = folder();
    let typed = "report -i small.toml cities.csv --ensemble 64 --seed 3";
    let page = page(folder.path(), typed, "");
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\">"), "{page}");
    // Marks around what was put in keep its direction.
    let plain = page.replace(['\u{2068}', '\u{2069}'], "");
    assert!(plain.contains("64 runs with other choices (weights=0.25), seed 3."), "{page}");
    assert!(plain.contains("A small index: all units"), "{page}");
    assert_eq!(page.matches("<svg ").count(), 2);
    let place = |city: &str| page.find(city).expect("a city");
    assert!(place("Beeton") < place("Ceeford") && place("Ceeford") < place("Aville"));
}

#[test]
fn a_unit_has_a_page_of_its_own_in_a_file() {
    let folder = folder();
    let ran = ceds(folder.path(), "report -i small.toml cities.csv -u Deeham -o deeham.html");
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""), "{}", ran.err);
    let page = std::fs::read_to_string(folder.path().join("deeham.html")).expect("a page");
    assert!(page.contains("Deeham"), "{page}");
    // Its score, and what of it comes from where.
    assert!(page.contains("0.409") && page.contains("0.242") && page.contains("0.167"), "{page}");
    for typed in [
        "report -i small.toml cities.csv -u Nowhere",
        "report -i small.toml cities.csv -o page.csv",
        "score -i small.toml cities.csv -o page.html",
    ] {
        assert_eq!(ceds(folder.path(), typed).status, Some(2), "{typed}");
    }
}

#[test]
fn the_bundled_instrument_tells_what_to_do_next() {
    let folder = folder();
    let template = ceds(folder.path(), "template -i ceds").out;
    let columns: Vec<&str> = template.trim().split(',').collect();
    let answer = |column: &&str| match *column {
        "unit" => "Aville",
        column if column.ends_with("/exists") || column.starts_with("runs-") => "yes",
        "population" => "300000",
        "income" => "high",
        "region" => "europe",
        column if column.contains('/') => "",
        _ => "2",
    };
    let cells: Vec<&str> = columns.iter().map(answer).collect();
    let data = format!("{template}{}\n", cells.join(","));
    let english = page(folder.path(), "report -i ceds - -u Aville", &data);
    assert!(
        english.contains("What to do next") && english.contains("Profile"),
        "{}",
        english.len()
    );
    let korean = page(folder.path(), "report -i ceds - -u Aville --language ko", &data);
    assert!(korean.contains("<html lang=\"ko\" dir=\"ltr\">") && korean.contains("다음에 할 일"));
    // What is not translated says which language it is in.
    assert!(korean.contains("<span lang=\"en\" dir=\"auto\">"));
}

#[test]
fn arabic_is_read_from_right_to_left() {
    let folder = folder();
    let path = folder.path();
    let text = crate::ran::SURVEY
        .replace("language = \"en\"", "language = \"ar\"")
        .replace("{ en = \"A small index\" }", "{ ar = \"مؤشر صغير\" }");
    std::fs::write(path.join("arabic.toml"), text).expect("written");
    let page = page(path, "report -i arabic.toml cities.csv -u Beeton", "");
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"), "{page}");
    assert!(page.contains("مؤشر صغير") && page.contains("المستوى حسب الجزء"));
    assert!(page.contains("direction=\"rtl\""));
}

#[test]
fn what_somebody_typed_is_no_markup() {
    let folder = folder();
    let data = crate::ran::CITIES.replace("Beeton", "<img src=x onerror=alert(1)>");
    let ran = with_input(folder.path(), "report -i small.toml -", &data);
    assert_eq!(ran.status, Some(0));
    assert!(!ran.out.contains("<img"), "{}", ran.out);
    assert!(ran.out.contains("&lt;img"));
}
