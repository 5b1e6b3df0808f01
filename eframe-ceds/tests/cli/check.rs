use crate::ran::{CITIES, SURVEY, ceds, folder, with_input};

#[test]
fn instruments_are_checked_by_file_line_and_column() {
    let folder = folder();
    let path = folder.path();
    let ran = ceds(path, "check small.toml");
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(ran.out, "small.toml: right; small 2026, 3 nodes, 3 indicators\n");

    let wrong = SURVEY.replace("parent = \"speed\"", "parent = \"sped\"");
    std::fs::write(path.join("wrong.toml"), wrong).expect("written");
    std::fs::write(path.join("none.toml"), "format = ").expect("written");
    std::fs::write(path.join("bytes.toml"), b"format = 1\nid = \"\xff\"\n").expect("written");
    let ran = ceds(path, "check wrong.toml none.toml bytes.toml small.toml");
    assert_eq!(ran.status, Some(1));
    let indicator = "wrong.toml:31:1: indicator \"waiting\": `parent` names \"sped\"";
    assert!(ran.err.contains(indicator), "{}", ran.err);
    assert!(ran.err.contains("none.toml:1:10: "), "{}", ran.err);
    assert!(ran.err.contains("bytes.toml:2: this is not UTF-8"), "{}", ran.err);
    assert_eq!(ran.out, "small.toml: right; small 2026, 3 nodes, 3 indicators\n");
}

#[test]
fn answers_are_checked_by_line_and_cell() {
    let folder = folder();
    let path = folder.path();
    let ran = ceds(path, "check --instrument small.toml cities.csv");
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), "cities.csv: right; 4 units\n"));
    std::fs::write(path.join("bad.csv"), CITIES.replace("60", "\"60,5\"")).expect("written");
    let ran = ceds(path, "check --instrument small.toml bad.csv");
    assert_eq!(ran.status, Some(1));
    assert_eq!(
        ran.err,
        "bad.csv:3:2: unit \"Beeton\", column \"coverage\": \"60,5\" is not a number; write 60.5, with a point\n"
    );
}

#[test]
fn modules_are_checked_against_their_instrument() {
    let folder = folder();
    let bundled = concat!(env!("CARGO_MANIFEST_DIR"), "/instruments/ceds-2026-modules.toml");
    let text = std::fs::read_to_string(bundled).expect("modules");
    let wrong = text.replacen("question = \"gov.leader\"", "question = \"gov.leadr\"", 1);
    std::fs::write(folder.path().join("right.toml"), &text).expect("written");
    std::fs::write(folder.path().join("wrong.toml"), wrong).expect("written");
    let ran = ceds(folder.path(), "check -i ceds right.toml wrong.toml");
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), "right.toml: right; 116 modules\n"));
    assert!(ran.err.starts_with("wrong.toml:") && ran.err.contains("gov.leadr"), "{}", ran.err);
}

#[test]
fn bundled_instruments_have_names() {
    let folder = folder();
    let ran = ceds(folder.path(), "template -i ceds");
    assert_eq!(ran.status, Some(0));
    assert!(ran.out.starts_with("unit,"), "{}", ran.out);
    assert!(ran.out.contains(",gov.leader,"), "{}", ran.out);
    assert_eq!(ran.out.lines().count(), 1);
    // What it prints can be filled in and read.
    let empty = ",".repeat(ran.out.matches(',').count());
    let filled = format!("{}Aville{empty}\n", ran.out);
    let ran = with_input(folder.path(), "check -i ceds -", &filled);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), "-: right; 1 units\n"), "{}", ran.err);

    let ran = ceds(folder.path(), "template -i nothing");
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("hdi-2021"), "{}", ran.err);
}

#[test]
fn what_is_typed_wrong_is_status_2_and_what_is_not_there_3() {
    let folder = folder();
    let path = folder.path();
    for typed in [
        "",
        "scor",
        "score -i small.toml",
        "score -i small.txt cities.csv",
        "score -i small.toml cities.csv -o out.doc",
        "score -i small.toml cities.csv --threads 0",
        "explain -i small.toml cities.csv -u Nowhere",
        "explain -i small.toml cities.csv -u Aville -n nothing",
        "analyse -i small.toml cities.csv --ensemble 10",
        "analyse -i small.toml cities.csv --vary colour=red",
        "analyse -i small.toml cities.csv --ensemble 10 --vary weights=2",
        "analyse -i small.toml cities.csv --ensemble 10 --vary normalise=goalposts",
    ] {
        let ran = ceds(path, typed);
        assert_eq!(ran.status, Some(2), "{typed}: {}", ran.err);
        assert!(!ran.err.is_empty() && ran.out.is_empty(), "{typed}: {}", ran.out);
    }
    for typed in [
        "check nowhere.toml",
        "score -i small.toml nowhere.csv",
        "score -i small.toml cities.csv -o nowhere/out.csv",
    ] {
        let ran = ceds(path, typed);
        assert_eq!(ran.status, Some(3), "{typed}: {}", ran.err);
        assert!(ran.err.contains("nowhere"), "{typed}: {}", ran.err);
    }
    assert_eq!(ceds(path, "--help").status, Some(0));
}
