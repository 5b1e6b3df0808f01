use crate::ran::{CITIES, ceds, files, folder, with_input};

const SCORES: &str = "unit,rank:index,index,coverage:index,reach,coverage:reach,speed,coverage:speed,coverage,users,waiting
Aville,4,0.25,1,0.5,1,0,1,1,0,0
Beeton,1,0.75,1,0.5,1,1,1,0,1,1
Ceeford,2,0.6751792114695341,1,0.5725806451612903,1,0.7777777777777778,1,0.6451612903225806,0.5,0.7777777777777778
Deeham,3,0.4086021505376344,0.6666666666666666,0.4838709677419355,0.5,0.3333333333333333,1,0.4838709677419355,,0.3333333333333333
";

#[test]
fn csv_in_and_csv_out() {
    let folder = folder();
    let ran = ceds(folder.path(), "score -i small.toml cities.csv");
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(ran.out, SCORES);
    let ran = with_input(folder.path(), "score -i small.toml - --threads 2 -o -", CITIES);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), SCORES));
}

#[test]
fn the_ending_chooses_the_format() {
    let folder = folder();
    let path = folder.path();
    for form in ["csv", "json", "xlsx", "txt"] {
        let ran = ceds(path, &format!("score -i small.toml cities.csv -o out.{form}"));
        assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""), "{form}: {}", ran.err);
    }
    let read = |name: &str| std::fs::read(path.join(name)).expect("a file");
    assert_eq!(read("out.csv"), SCORES.as_bytes());
    assert!(read("out.xlsx").starts_with(b"PK"));
    let json: serde_json::Value = serde_json::from_slice(&read("out.json")).expect("JSON");
    assert_eq!(json["instrument"], "small");
    assert_eq!(json["tables"]["scores"][1]["rank:index"], 1);
    assert_eq!(json["tables"]["scores"][3]["users"], serde_json::Value::Null);
    assert_eq!(
        String::from_utf8(read("out.txt")).expect("UTF-8"),
        "rank  unit      index   reach   speed  coverage
   1  Beeton   0.7500  0.5000       1         1
   2  Ceeford  0.6752  0.5726  0.7778         1
   3  Deeham   0.4086  0.4839  0.3333    0.6667
   4  Aville   0.2500  0.5000       0         1
"
    );
    assert_eq!(
        files(path),
        ["cities.csv", "out.csv", "out.json", "out.txt", "out.xlsx", "small.toml"]
    );
    let ran = ceds(path, "score -i small.toml cities.csv -o out.csv --format json");
    assert_eq!(ran.status, Some(0));
    assert!(read("out.csv").starts_with(b"{"));
}

#[test]
fn json_in_says_what_csv_says() {
    let folder = folder();
    let json = r#"{"instrument": "small", "units": [
        {"unit": "Aville", "values": {"coverage": 91, "users": 40, "waiting": 12}},
        {"unit": "Beeton", "values": {"coverage": 60, "users": "70", "waiting": 3}},
        {"unit": "Ceeford", "values": {"coverage": 80, "users": 55, "waiting": 5}},
        {"unit": "Deeham", "values": {"coverage": 75, "users": null, "waiting": 9}}]}"#;
    let ran = with_input(folder.path(), "score -i small.toml -", json);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), SCORES), "{}", ran.err);
}

#[test]
fn bad_input_29_a_half_read_file_changes_nothing() {
    let folder = folder();
    let path = folder.path();
    std::fs::write(path.join("out.csv"), "as it was").expect("written");
    std::fs::write(path.join("bad.csv"), format!("{CITIES}Eeton,1,2\n")).expect("written");
    let ran = ceds(path, "score -i small.toml bad.csv -o out.csv");
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.starts_with("bad.csv:6: the line has 3 cells"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(path.join("out.csv")).expect("it is there"), "as it was");
    assert_eq!(files(path), ["bad.csv", "cities.csv", "out.csv", "small.toml"]);
}

#[test]
fn bad_input_29_formulas_leave_as_texts_and_come_back() {
    let folder = folder();
    let data = CITIES.replace("Aville", "\"=cmd|' /C calc'!A0\"");
    let ran = with_input(folder.path(), "score -i small.toml -", &data);
    assert_eq!(ran.status, Some(0));
    let line = ran.out.lines().nth(1).expect("a line");
    assert!(line.starts_with("'=cmd|' /C calc'!A0,4,"), "{line}");
}

#[test]
fn published_tables_are_scored_as_they_are() {
    let folder = folder();
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/hdi_2021.csv");
    let typed = format!("score -i hdi {table} --unit-column iso3 --pass-over --format text");
    let ran = ceds(folder.path(), &typed);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    let first = ran.out.lines().nth(1).expect("a line");
    assert!(first.trim_start().starts_with("1  CHE   0.9620"), "{first}");
    let ran = ceds(folder.path(), &format!("score -i hdi {table}"));
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.contains("hdi_2021.csv:1:"), "{}", ran.err);
}

#[test]
fn a_score_is_taken_apart() {
    let folder = folder();
    let ran = ceds(folder.path(), "explain -i small.toml cities.csv -u Deeham");
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(
        ran.out,
        "part      kind       way                        value  points
coverage  indicator  index > reach > coverage  0.4839  0.2419
waiting   indicator  index > speed > waiting   0.3333  0.1667
index     score      index                     0.4086  0.4086
"
    );
}
