//! Files of answers and measurements: what is read, and what is said of what is not.

use eframe_ceds::file::{Reading, Wrong};
use eframe_ceds::table::Table;
use eframe_ceds::{Data, Entry, Format, Instrument, Plan};

const SURVEY: &str = r#"
format = 1
id = "small"
edition = "2026"
language = "en"
name = { en = "Small" }
[[node]]
id = "top"
ladder = "stages"
[[ladder]]
id = "stages"
rung = [{ id = "low", name = { en = "Low" } }, { id = "high", from = 0.5, name = { en = "High" } }]
[[scale]]
id = "degree"
answer = [{ id = "no", score = 0 }, { id = "partly", score = 0.5 }, { id = "yes", score = 1 }]
[[fact]]
id = "region"
kind = "word"
[[question]]
id = "law"
parent = "top"
scale = "degree"
[[indicator]]
id = "coverage"
parent = "top"
collect = "mean"
within = { low = 0, high = 100 }
normalise = { method = "scaled", from = 0, to = 100 }
"#;

fn survey() -> Instrument {
    Instrument::read("small.toml", SURVEY, Format::Toml).expect("an instrument")
}

fn csv(text: &str) -> Result<Data, String> {
    let data = Reading::default().csv(&survey(), "a.csv", text.as_bytes());
    data.map_err(|error| error.to_string())
}

fn json(text: &str) -> Result<Data, String> {
    let data = Reading::default().json(&survey(), "a.json", text.as_bytes());
    data.map_err(|error| error.to_string())
}

#[test]
fn a_table_becomes_data() {
    let forms = [
        "unit,region,law,coverage\nAville,north,yes,40\nBeeton,,,\n",
        "\u{feff}unit;region;law;coverage\r\nAville;north;yes;40\r\n\r\n;;;\r\nBeeton;;;\r\n",
        "unit\tcoverage\tlaw\tregion\r\"Aville\"\t40\t yes \tnorth\rBeeton\t\t\t",
        "unit,region,law,coverage\nAville,north,yes,30\nAville,north,,50\nBeeton,,unanswered,\n",
    ];
    for form in forms {
        let data = csv(form).expect(form);
        assert_eq!(data.units().collect::<Vec<_>>(), ["Aville", "Beeton"], "{form:?}");
        assert_eq!(data.get(0, "coverage"), Some(Entry::Number(40.0)), "{form:?}");
        assert_eq!(data.get(0, "law"), Some(Entry::Word("yes")));
        assert_eq!(data.get(0, "region"), Some(Entry::Word("north")));
        assert_eq!(data.get(1, "law"), None);
        assert_eq!(data.get(1, "coverage"), None);
    }
    let data = json(
        r#"{"instrument": "small", "edition": "2026", "units": [
            {"unit": "Aville", "values": {"region": "north", "law": "yes", "coverage": [30, 50]}},
            {"unit": "Beeton"}]}"#,
    )
    .expect("data");
    assert_eq!(data.get(0, "coverage"), Some(Entry::Number(40.0)));
    assert_eq!(data.units().collect::<Vec<_>>(), ["Aville", "Beeton"]);
}

#[test]
fn bad_input_29_every_bad_cell_is_named_by_line_and_cell() {
    let error = csv("unit,law,coverage\r\nAville,perhaps,\"3,5\"\r\n\r\nBeeton,yes,120\r\nCeeford,yes\r\n,no,1\r\nDee,NaN,1e999\r\n")
        .expect_err("it is refused");
    let lines: Vec<&str> = error.lines().collect();
    assert_eq!(
        lines,
        [
            "a.csv:2:2: unit \"Aville\", column \"law\": \"perhaps\" is not among its answers: write no, partly, yes, or a state, or nothing",
            "a.csv:2:3: unit \"Aville\", column \"coverage\": \"3,5\" is not a number; write 3.5, with a point",
            "a.csv:4:3: unit \"Beeton\", column \"coverage\": 120 is not between 0 and 100",
            "a.csv:5: the line has 2 cells, and there are 3 columns; a cell with a comma or a semicolon in it stands in quotation marks",
            "a.csv:6:1: a unit's code has 1 to 200 bytes",
            "a.csv:7:2: unit \"Dee\", column \"law\": \"NaN\" is not among its answers: write no, partly, yes, or a state, or nothing",
            "a.csv:7:3: unit \"Dee\", column \"coverage\": inf is not a finite number; write nothing where none is known",
        ]
    );
}

#[test]
fn bad_input_29_columns_are_those_of_the_instrument() {
    let error = csv("unit,Law,mayor,coverage,coverage\nA,yes,x,1,2\n").expect_err("it is refused");
    assert_eq!(
        error.lines().collect::<Vec<_>>(),
        [
            "a.csv:1:2: column \"Law\": the instrument has no such column; did you mean \"law\"?",
            "a.csv:1:3: column \"mayor\": the instrument has no such column; take it out, or have it passed over",
            "a.csv:1:5: column \"coverage\": the column is there twice; leave one out",
        ]
    );
    let reading = Reading { unit: Some("code".to_owned()), pass_over: true, ..Reading::default() };
    let text = "mayor,law,code\nJo,yes,A\n";
    let data = reading.csv(&survey(), "a.csv", text.as_bytes()).expect("data");
    assert_eq!(data.get(0, "law"), Some(Entry::Word("yes")));
    let error = reading.csv(&survey(), "a.csv", b"unit,law\nA,yes\n").expect_err("it is refused");
    assert_eq!(error.faults[0].what, Wrong::NoUnit("code".to_owned()));
}

#[test]
fn bad_input_29_what_is_no_table_is_said_to_be_none() {
    assert_eq!(
        csv("").expect_err("empty"),
        "a.csv: it is empty; its first line has to name the columns"
    );
    assert_eq!(
        csv("unit,law\nA,\"yes\nB,no\n").expect_err("open"),
        "a.csv:2:2: unit \"A\", column \"law\": \"yes\\nB,no\" is not among its answers: write no, partly, yes, or a state, or nothing\na.csv:2: a quotation mark is opened here and never closed"
    );
    let error = Reading::default().csv(&survey(), "a.csv", b"unit,law\nM\xfcnchen,yes\n");
    assert_eq!(
        error.expect_err("another encoding").to_string(),
        "a.csv:2: this is not UTF-8; save the file as \"CSV UTF-8\""
    );
}

#[test]
fn bad_input_73_sizes_and_faults_are_bounded() {
    let small = Reading { most_bytes: 10, ..Reading::default() };
    let error = small.csv(&survey(), "a.csv", b"unit,law\nA,yes\n").expect_err("too large");
    assert_eq!(error.to_string(), "a.csv: it has 15 bytes; at most 10 are read");
    let many: String = (0..1000).map(|row| format!("u{row},perhaps\n")).collect();
    let error = Reading::default().csv(&survey(), "a.csv", format!("unit,law\n{many}").as_bytes());
    let error = error.expect_err("it is refused");
    assert_eq!((error.faults.len(), error.more), (Reading::MOST_FAULTS, true));
    let deep = format!("{{\"units\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(json(&deep).is_err());
    let long = format!("unit,law\nA,{}\n", "x".repeat(1 << 20));
    assert!(csv(&long).expect_err("it is refused").len() < 300);
}

#[test]
fn bad_input_74_answers_of_another_edition_are_refused() {
    let error = json(r#"{"instrument": "small", "edition": "2025", "units": []}"#);
    assert_eq!(
        error.expect_err("it is refused"),
        "a.json: the answers are for \"2025\", and the instrument is \"2026\""
    );
}

#[test]
fn json_faults_have_line_and_column() {
    let error = json(
        "{\"units\": [\n {\"unit\": \"A\",\n  \"values\": {\"law\": \"perhaps\", \"coverage\": {}}},\n {\"unit\": \"B\", \"values\": {\"x\": 1}}]}",
    );
    assert_eq!(
        error.expect_err("it is refused").lines().collect::<Vec<_>>(),
        [
            "a.json:3:21: unit \"A\", column \"law\": \"perhaps\" is not among its answers: write no, partly, yes, or a state, or nothing",
            "a.json:3:44: unit \"A\", column \"coverage\": it has to be a number, a text, null, or a list of these",
            "a.json:4:32: column \"x\": the instrument has no such column; take it out, or have it passed over",
        ]
    );
    let error = json("{\"units\": [\n {\"unit\": \"A\", \"values\": {\"law\": 1, \"law\": 2}}]}");
    assert_eq!(error.expect_err("it is refused"), "a.json:2:2: \"law\" is there twice");
    assert!(json("{\"units\": [").expect_err("it ends").starts_with("a.json:1:11: EOF"));
    assert!(json("{\"unit\": []}").expect_err("no such member").contains("unknown field `unit`"));
    let number = json(r#"{"units": [{"unit": "A", "values": {"law": 1}}]}"#);
    assert!(number.expect_err("a number is no answer").contains("it takes a word"));
}

#[test]
fn words_and_answers_that_contradict_each_other_are_refused() {
    let error = csv("unit,region,law\nA,north,yes\nA,south,no\n").expect_err("it is refused");
    assert_eq!(error.lines().count(), 2, "{error}");
    assert!(csv("unit,region\nA,north\nA,north\n").is_ok());
}

#[test]
fn scores_are_a_table_of_all_levels() {
    let instrument = survey();
    let text = "unit,law,coverage\n'=Aville,yes,40\nBeeton,,\n";
    let data = Reading::default().csv(&instrument, "a.csv", text.as_bytes()).expect("data");
    assert_eq!(data.units().next(), Some("=Aville"));
    let plan = Plan::new(&instrument);
    let scores = plan.score(&data).expect("scores");
    let table = Table::of_scores(&instrument, &data, &scores);
    assert_eq!(
        String::from_utf8(table.csv()).expect("UTF-8"),
        "unit,rank:top,top,coverage:top,stage:top,coverage,law\n'=Aville,1,0.7,1,high,0.4,1\nBeeton,,,0,,,\n"
    );
}

#[test]
fn bad_input_72_csv_and_json_say_the_same_number_to_the_last_digit() {
    for written in ["31.245270191439438", "51.81397812", "0.1", "2.2250738585072014e-308", "1e-7"] {
        let value: f64 = written.parse().expect("a number");
        let of_csv = csv(&format!("unit,coverage\nA,{written}\n")).expect("data");
        let units =
            format!(r#"{{"units": [{{"unit": "A", "values": {{"coverage": {written}}}}}]}}"#);
        let of_json = json(&units).expect("data");
        assert_eq!(of_csv.get(0, "coverage"), Some(Entry::Number(value)), "{written}");
        assert_eq!(of_json.get(0, "coverage"), Some(Entry::Number(value)), "{written}");
    }
}

#[test]
fn a_word_that_a_fact_cannot_be_is_told_with_those_that_it_can() {
    let text = SURVEY.replace(
        "id = \"region\"\nkind = \"word\"\n",
        "id = \"region\"\nkind = \"word\"\nvalues = [{ id = \"north\" }, { id = \"south\" }]\n",
    );
    let instrument = Instrument::read("small.toml", &text, Format::Toml).expect("an instrument");
    let error = Reading::default().csv(&instrument, "a.csv", b"unit,region\nA,east\nB,north\n");
    assert_eq!(
        error.expect_err("it is refused").to_string(),
        "a.csv:2:2: unit \"A\", column \"region\": \"east\" is not among its values: write north, south, or nothing"
    );
}
