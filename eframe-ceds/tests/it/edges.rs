//! What is at the edge: nothing, too much, all the same.

use eframe_ceds::{Data, DataFault, Entry, Format, Instrument, Plan, RunFault};

fn instrument(rest: &str) -> Instrument {
    let text = format!(
        "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname = {{ en = \"X\" }}\n{rest}"
    );
    Instrument::read("x.toml", &text, Format::Toml).unwrap_or_else(|error| panic!("{error}"))
}

const TWO: &str = "[[node]]\nid = \"top\"\n[[indicator]]\nid = \"a\"\nparent = \"top\"\n[[indicator]]\nid = \"b\"\nparent = \"top\"\n";

/// Data of texts: a unit, then its places in the order of these columns.
fn data(instrument: &Instrument, columns: &[&str], rows: &[&[&str]]) -> Data {
    let mut data = Data::builder(instrument);
    for (number, row) in rows.iter().enumerate() {
        let unit = data.unit(&format!("u{number}")).expect("a unit");
        for (column, text) in columns.iter().zip(*row) {
            data.text(unit, column, text).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    data.build().expect("data")
}

fn column(instrument: &Instrument, data: &Data, id: &str) -> Vec<Option<f64>> {
    let plan = Plan::new(instrument);
    plan.score(data).unwrap_or_else(|error| panic!("{error}")).column(id).expect("the part")
}

#[test]
fn bad_input_68_what_is_no_number_never_gets_in() {
    let instrument = instrument(TWO);
    let mut data = Data::builder(&instrument);
    let row = data.unit("SEL").expect("a unit");
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = data.number(row, "a", value).expect_err("it is refused");
        assert!(error.to_string().starts_with("unit \"SEL\", column \"a\":"), "{error}");
    }
    for text in ["NaN", "inf", "-inf", "1e999", "1,5", "five", "0x10"] {
        assert!(data.text(row, "a", text).is_err(), "{text}");
    }
    data.number(row, "a", -0.0).expect("nought is a number");
    let data = data.build().expect("data");
    assert!(matches!(data.get(0, "a"), Some(Entry::Number(zero)) if zero.is_sign_positive()));
}

#[test]
fn bad_input_68_what_is_too_large_never_gets_out() {
    let sum = instrument(&TWO.replace("id = \"top\"\n", "id = \"top\"\naggregate = \"sum\"\n"));
    let plan = Plan::new(&sum);
    let data = data(&sum, &["a", "b"], &[&["1", "2"], &["1e308", "1e308"]]);
    let error = plan.score(&data).expect_err("it is refused");
    assert_eq!((error.part.as_str(), error.unit.as_deref()), ("top", Some("u1")));
    assert_eq!(error.what, RunFault::TooLarge);
    let mean = instrument(TWO);
    let found = column(&mean, &self::data(&mean, &["a", "b"], &[&["1e307", "1e307"]]), "top");
    assert_eq!(found, [Some(1e307)]);
}

#[test]
fn bad_input_68_what_is_too_far_apart_for_a_scale_is_refused() {
    let far = |instrument: &Instrument| {
        data(instrument, &["a", "b"], &[&["1e308", "1"], &["-1e308", "2"], &["0", "3"]])
    };
    let spread = instrument(&format!("indicators = {{ normalise = \"z-score\" }}\n{TWO}"));
    assert_eq!(column(&spread, &far(&spread), "a"), [Some(1.0), Some(-1.0), Some(0.0)]);
    for normalise in ["min-max", "distance-to-max"] {
        let instrument =
            instrument(&format!("indicators = {{ normalise = \"{normalise}\" }}\n{TWO}"));
        let data = far(&instrument);
        let error = Plan::new(&instrument).score(&data).expect_err("it is refused");
        assert_eq!((error.part.as_str(), error.what), ("a", RunFault::TooLarge), "{normalise}");
    }
    let huge = "{ method = \"scaled\", from = 0, to = 1e-300 }";
    for aggregate in ["arithmetic", "harmonic", "median"] {
        let instrument = instrument(&format!(
            "indicators = {{ normalise = {huge} }}\nrules = {{ aggregate = \"{aggregate}\" }}\n{TWO}"
        ));
        let data = data(&instrument, &["a", "b"], &[&["0", "0"], &["1", "1e100"]]);
        let error = Plan::new(&instrument).score(&data).expect_err("it is refused");
        assert_eq!(
            error.to_string(),
            "top, unit \"u1\": the result is too large for a number",
            "{aggregate}"
        );
    }
}

#[test]
fn bad_input_70_all_the_same_one_alone_and_nobody_have_a_value_or_none() {
    let methods = [
        ("\"min-max\"", 0.5),
        ("{ method = \"min-max\", low = 1, high = 7 }", 4.0),
        ("\"none\"", 3.0),
        ("\"z-score\"", 0.0),
        ("{ method = \"z-score\", mean = 100 }", 100.0),
        ("\"rank\"", 1.0),
        ("\"borda\"", 0.0),
        ("\"distance-to-max\"", 0.5),
        ("\"fraction-of-max\"", 1.0),
        ("{ method = \"distance-to-reference\", unit = \"u0\" }", 1.0),
    ];
    for (method, expected) in methods {
        let instrument = instrument(&format!("indicators = {{ normalise = {method} }}\n{TWO}"));
        let same = data(&instrument, &["a", "b"], &[&["3", "3"], &["3", "3"], &["3", "3"]]);
        assert_eq!(column(&instrument, &same, "top"), [Some(expected); 3], "{method}");
        let plan = Plan::new(&instrument);
        let ranks = plan.score(&same).expect("scores").ranks("top");
        assert_eq!(ranks, Some(vec![Some(1.0); 3]));
        let one = data(&instrument, &["a", "b"], &[&["3", "3"]]);
        assert_eq!(column(&instrument, &one, "top"), [Some(expected)], "{method}");
        if !method.contains("reference") {
            let nobody = data(&instrument, &[], &[]);
            assert_eq!(column(&instrument, &nobody, "top"), []);
        }
    }
}

#[test]
fn bad_input_71_missing_is_not_nought() {
    let rows: &[&[&str]] = &[&["1", "3"], &["1", ""], &["1", "0"], &["", ""]];
    let rules = [
        ("\"skip\"", [Some(2.0), Some(1.0), Some(0.5), None]),
        ("\"drop\"", [Some(2.0), None, Some(0.5), None]),
        ("\"zero\"", [Some(2.0), Some(0.5), Some(0.5), None]),
        ("{ method = \"skip\", present = 0.6 }", [Some(2.0), None, Some(0.5), None]),
        ("{ method = \"skip\", present = 0.5 }", [Some(2.0), Some(1.0), Some(0.5), None]),
    ];
    for (missing, mut expected) in rules {
        let instrument = instrument(&format!("rules = {{ missing = {missing} }}\n{TWO}"));
        let data = data(&instrument, &["a", "b"], rows);
        if missing == "\"zero\"" {
            expected[3] = Some(0.0);
        }
        assert_eq!(column(&instrument, &data, "top"), expected, "{missing}");
    }
}

#[test]
fn every_mean_skips_what_is_missing() {
    for mean in [
        "\"geometric\"",
        "\"harmonic\"",
        "{ method = \"power\", exponent = 3 }",
        "\"median\"",
        "\"minimum\"",
    ] {
        let instrument = instrument(&format!("rules = {{ aggregate = {mean} }}\n{TWO}"));
        let data = data(&instrument, &["a", "b"], &[&["4", ""], &["4", "4"]]);
        for score in column(&instrument, &data, "top") {
            assert!((score.expect("a score") - 4.0).abs() < 1e-12, "{mean}");
        }
    }
}

#[test]
fn a_mean_that_has_no_value_names_the_unit() {
    let instrument = instrument(&format!("rules = {{ aggregate = \"geometric\" }}\n{TWO}"));
    let data = data(&instrument, &["a", "b"], &[&["4", "1"], &["4", "-1"]]);
    let error = Plan::new(&instrument).score(&data).expect_err("it is refused");
    assert_eq!(
        error.to_string(),
        "top, unit \"u1\": a value below 0 has no geometric mean; normalise to 0 or more"
    );
    let nought = self::data(&instrument, &["a", "b"], &[&["4", "0"]]);
    assert_eq!(column(&instrument, &nought, "top"), [Some(0.0)]);
}

#[test]
fn bad_input_75_bounds_hold_and_observations_are_collected() {
    let text = TWO.replace(
        "id = \"a\"\n",
        "id = \"a\"\ncollect = \"mean\"\nwithin = { low = 0, high = 10 }\n",
    );
    let instrument = instrument(&text);
    let mut data = Data::builder(&instrument);
    let row = data.unit("SEL").expect("a unit");
    let below = data.number(row, "a", -1.0).expect_err("it is refused");
    assert_eq!(below.what, DataFault::OutOfBounds { value: -1.0, low: 0.0, high: 10.0 });
    for value in [1.0, 2.0, 6.0] {
        data.number(row, "a", value).expect("an observation");
    }
    data.number(row, "b", 1.0).expect("a value");
    assert_eq!(data.number(row, "b", 1.0).expect_err("one is enough").what, DataFault::Twice);
    let data = data.build().expect("data");
    assert_eq!(data.get(0, "a"), Some(Entry::Number(3.0)));
}

#[test]
fn a_denominator_of_nought_or_none_makes_it_missing() {
    let fact = "[[fact]]\nid = \"people\"\n";
    let text = TWO.replace("id = \"a\"\n", "id = \"a\"\ndenominator = \"people\"\nper = 1000\n");
    let instrument = instrument(&format!("{text}{fact}"));
    let rows: &[&[&str]] = &[&["5", "2000"], &["5", "0"], &["5", ""]];
    let data = data(&instrument, &["a", "people"], rows);
    assert_eq!(column(&instrument, &data, "top"), [Some(2.5), None, None]);
}

#[test]
fn data_of_another_instrument_are_refused() {
    let one = instrument(TWO);
    let other = instrument(&TWO.replace("id = \"b\"", "id = \"c\""));
    let data = data(&one, &["a"], &[&["1"]]);
    let error = Plan::new(&other).score(&data).expect_err("it is refused");
    assert_eq!(error.what, RunFault::OtherInstrument);
}

const SURVEY: &str = r#"
[[node]]
id = "top"
[[scale]]
id = "degree"
answer = [{ id = "no", score = 0 }, { id = "partly", score = 0.5 }, { id = "yes", score = 1 }]
[[scale]]
id = "system"
part = [
  { id = "exists", scale = "degree", weight = 2, gate = true },
  { id = "used", scale = "degree", weight = 1 },
  { id = "joined", scale = "degree", weight = 1 },
]
[[fact]]
id = "coast"
kind = "word"
[[question]]
id = "law"
parent = "top"
scale = "degree"
[[question]]
id = "port"
parent = "top"
scale = "system"
when = { fact = "coast", is = ["yes"] }
[[question]]
id = "review"
parent = "top"
scale = "degree"
when = { question = "law", at-least = 0.5 }
"#;

#[test]
fn bad_input_71_each_state_has_its_own_denominator() {
    let instrument = instrument(SURVEY);
    let columns = ["coast", "law", "port/exists", "port/used", "port/joined", "review"];
    let cases: &[(&[&str], Option<f64>, Option<f64>)] = &[
        // Everything there: (1 + (2 + 0.5 + 0) / 4 + 0) / 3.
        (&["yes", "yes", "yes", "partly", "no", "no"], Some((1.0 + 2.5 / 4.0) / 3.0), Some(1.0)),
        // No port: it is below no line.
        (&["no", "yes", "", "", "", "no"], Some(0.5), Some(1.0)),
        // What does not exist is not used, and nobody has to say so.
        (&["yes", "yes", "no", "", "", "yes"], Some(2.0 / 3.0), Some(1.0)),
        // Not relevant counts as 0, not applicable not at all.
        (&["no", "not-relevant", "", "", "", ""], Some(0.0), Some(1.0)),
        (&["no", "not-applicable", "", "", "", "yes"], None, None),
        // Without the law there is no review to ask for.
        (&["no", "no", "", "", "", "yes"], Some(0.0), Some(1.0)),
        // Nobody said whether there is a coast or a law: three questions are open.
        (&["", "", "yes", "yes", "yes", "yes"], None, Some(0.0)),
        (&["no", "yes", "", "", "", ""], Some(1.0), Some(0.5)),
    ];
    let rows: Vec<&[&str]> = cases.iter().map(|(row, _, _)| *row).collect();
    let data = data(&instrument, &columns, &rows);
    let plan = Plan::new(&instrument);
    let scores = plan.score(&data).expect("scores");
    for (row, (_, score, coverage)) in cases.iter().enumerate() {
        assert_eq!(scores.value("top", row), *score, "row {row}");
        assert_eq!(scores.coverage("top", row), *coverage, "row {row}");
    }
    let explained = scores.explain("top", 0).expect("a score");
    let points: Vec<_> = explained.parts.iter().map(|part| (&part.of, part.points)).collect();
    assert_eq!(points.len(), 5, "{points:?}");
    assert!((points.iter().map(|(_, points)| points).sum::<f64>() - explained.score).abs() < 1e-15);
    assert!((points[1].1 - 2.0 / 4.0 / 3.0).abs() < 1e-15, "{points:?}");
}

#[test]
fn an_answer_that_is_none_is_refused() {
    let instrument = instrument(SURVEY);
    let mut data = Data::builder(&instrument);
    let row = data.unit("SEL").expect("a unit");
    let wrong = data.text(row, "law", "perhaps").expect_err("it is refused");
    assert_eq!(
        wrong.to_string(),
        "unit \"SEL\", column \"law\": \"perhaps\" is not among its answers"
    );
    assert_eq!(data.text(row, "port", "yes").expect_err("it has parts").what, DataFault::NoColumn);
    assert!(data.number(row, "law", 1.0).is_err());
}

/// What stands in the table of `docs/reference/ceds-document.md` about values that are all equal, for three units and for one.
#[test]
fn bad_input_70_the_reference_says_what_equal_values_come_to() {
    let cases = [
        ("\"percentile-rank\"", "", 0.0, 0.5),
        ("{ method = \"rank\", ties = \"mean\" }", "", 2.0, 1.0),
        ("{ method = \"borda\", ties = \"mean\" }", "", 1.0, 0.0),
        ("\"target\"", "target = 3\n", 1.0, 1.0),
        ("\"target\"", "target = 2\n", 1.0, 1.0),
        ("\"target\"", "target = 4\n", 0.0, 0.0),
        ("\"goalposts\"", "goalposts = { low = 1, high = 5 }\n", 0.5, 0.5),
        ("{ method = \"scaled\", from = 1, to = 5 }", "", 0.5, 0.5),
        ("{ method = \"bands\", from = [1, 4], scores = [0, 1, 2] }", "", 1.0, 1.0),
    ];
    let reference = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../docs/reference/ceds-document.md"
    ))
    .expect("the reference");
    let table = reference.split("values all equal, or only one").nth(1).expect("the table");
    let table = table.split("### ").next().expect("the table");
    for method in eframe_ceds::method::TABLE.iter().filter(|row| row.option == "normalise") {
        assert!(table.contains(&format!("`{}`", method.value)), "{}", method.value);
    }
    for (method, more, three, one) in cases {
        let text = format!(
            "[[node]]\nid = \"top\"\n[[indicator]]\nid = \"a\"\nparent = \"top\"\n{more}normalise = {method}\n"
        );
        let instrument = instrument(&text);
        let same = data(&instrument, &["a"], &[&["3"], &["3"], &["3"]]);
        assert_eq!(column(&instrument, &same, "top"), [Some(three); 3], "{method} {more}");
        let alone = data(&instrument, &["a"], &[&["3"]]);
        assert_eq!(column(&instrument, &alone, "top"), [Some(one)], "{method} {more}");
    }
}

#[test]
fn bad_input_68_codes_that_nobody_sees_are_refused() {
    let instrument = instrument(&format!("{TWO}[[fact]]\nid = \"region\"\nkind = \"word\"\n"));
    for code in ["a\0b", "a\u{202e}b", "a\nb", "\u{2067}a", "a\u{7f}", "a\u{2028}b", "\u{feff}a"] {
        let mut data = Data::builder(&instrument);
        let error = data.unit(code).expect_err("it is refused");
        assert_eq!(error.what, DataFault::Control(code.to_owned()));
        assert!(!error.to_string().contains(code), "{error:?}");
        let row = data.unit("u").expect("a unit");
        let word = format!("x{code}x");
        let error = data.text(row, "region", &word).expect_err("it is refused");
        assert_eq!(error.what, DataFault::Control(word));
    }
    for code in ["Aville", "서울", "مدينة", "Нур-Султан", "a b"] {
        assert!(Data::builder(&instrument).unit(code).is_ok(), "{code}");
    }
}
