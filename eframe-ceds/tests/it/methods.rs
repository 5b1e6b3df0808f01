//! Each method by figures that were reckoned by hand.

use eframe_ceds::{Data, Format, Instrument, Plan};

/// An index of one indicator `a` under `top`.
fn one(indicator: &str) -> Instrument {
    read(&format!(
        "[[node]]\nid = \"top\"\n[[indicator]]\nid = \"a\"\nparent = \"top\"\n{indicator}\n"
    ))
}

fn read(rest: &str) -> Instrument {
    let text = format!(
        "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname = {{ en = \"X\" }}\n{rest}"
    );
    Instrument::read("x.toml", &text, Format::Toml).unwrap_or_else(|error| panic!("{error}"))
}

/// Data by columns; an empty text is missing.
fn data(instrument: &Instrument, columns: &[(&str, &[&str])]) -> Data {
    let mut data = Data::builder(instrument);
    for row in 0..columns[0].1.len() {
        let unit = data.unit(&format!("u{row}")).expect("a unit");
        for (column, texts) in columns {
            data.text(unit, column, texts[row]).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    data.build().expect("data")
}

fn scores(instrument: &Instrument, columns: &[(&str, &[&str])], id: &str) -> Vec<Option<f64>> {
    let plan = Plan::new(instrument);
    let data = data(instrument, columns);
    plan.score(&data).unwrap_or_else(|error| panic!("{error}")).column(id).expect("the part")
}

fn near(found: &[Option<f64>], expected: &[Option<f64>], what: &str) {
    let same = found.len() == expected.len()
        && found.iter().zip(expected).all(|pair| match pair {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9,
            (a, b) => a == b,
        });
    assert!(same, "{what}: {found:?}, not {expected:?}");
}

#[test]
fn normalise() {
    // Mean 4, sample variance ((9 + 4 + 1 + 16) / 3 = 10), least 1, greatest 8.
    let values: &[&str] = &["1", "2", "5", "8", ""];
    let sd = 10.0_f64.sqrt();
    let cases: &[(&str, [f64; 4])] = &[
        ("normalise = \"none\"", [1.0, 2.0, 5.0, 8.0]),
        ("direction = \"down\"", [-1.0, -2.0, -5.0, -8.0]),
        ("normalise = \"min-max\"", [0.0, 1.0 / 7.0, 4.0 / 7.0, 1.0]),
        ("normalise = \"min-max\"\ndirection = \"down\"", [1.0, 6.0 / 7.0, 3.0 / 7.0, 0.0]),
        ("normalise = { method = \"min-max\", low = 1, high = 8 }", [1.0, 2.0, 5.0, 8.0]),
        ("normalise = \"z-score\"", [-3.0 / sd, -2.0 / sd, 1.0 / sd, 4.0 / sd]),
        (
            "normalise = { method = \"z-score\", mean = 100, sd = 10 }\ndirection = \"down\"",
            [100.0 + 30.0 / sd, 100.0 + 20.0 / sd, 100.0 - 10.0 / sd, 100.0 - 40.0 / sd],
        ),
        ("normalise = \"rank\"", [1.0, 2.0, 3.0, 4.0]),
        ("normalise = \"rank\"\ndirection = \"down\"", [4.0, 3.0, 2.0, 1.0]),
        ("normalise = \"borda\"", [0.0, 1.0, 2.0, 3.0]),
        ("normalise = \"percentile-rank\"", [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0]),
        ("normalise = \"distance-to-max\"", [0.0, 1.0 / 7.0, 4.0 / 7.0, 1.0]),
        ("normalise = \"fraction-of-max\"", [0.125, 0.25, 0.625, 1.0]),
        ("normalise = \"fraction-of-max\"\ndirection = \"down\"", [1.0, 0.5, 0.2, 0.125]),
        (
            "normalise = { method = \"distance-to-reference\", unit = \"u2\" }",
            [0.0, 0.25, 1.0, 1.75],
        ),
        (
            "normalise = { method = \"distance-to-reference\", unit = \"u2\", cap = true }",
            [0.0, 0.25, 1.0, 1.0],
        ),
        (
            "normalise = { method = \"distance-to-reference\", unit = \"u1\" }\ndirection = \"down\"",
            [7.0 / 6.0, 1.0, 0.5, 0.0],
        ),
        ("normalise = \"target\"\ntarget = 5", [0.0, 0.25, 1.0, 1.0]),
        ("normalise = { method = \"target\", cap = false }\ntarget = 5", [0.0, 0.25, 1.0, 1.75]),
        ("normalise = \"target\"\ntarget = 2\ndirection = \"down\"", [1.0, 1.0, 0.5, 0.0]),
        ("normalise = \"goalposts\"\ngoalposts = { low = 2, high = 6 }", [0.0, 0.0, 0.75, 1.0]),
        (
            "normalise = { method = \"goalposts\", clamp = false, high = 100 }\ngoalposts = { low = 2, high = 6 }",
            [-25.0, 0.0, 75.0, 150.0],
        ),
        (
            "normalise = \"goalposts\"\ngoalposts = { low = 2, high = 6 }\ndirection = \"down\"",
            [1.0, 1.0, 0.25, 0.0],
        ),
        (
            "normalise = { method = \"scaled\", from = 0, to = 10, high = 100 }",
            [10.0, 20.0, 50.0, 80.0],
        ),
        (
            "normalise = { method = \"bands\", from = [2, 6], scores = [0, 1, 5] }",
            [0.0, 1.0, 1.0, 5.0],
        ),
        (
            "transform = \"log\"\nnormalise = \"goalposts\"\ngoalposts = { low = 1, high = 8 }",
            [0.0, 1.0 / 3.0, 5.0_f64.log2() / 3.0, 1.0],
        ),
        ("transform = \"sqrt\"", [1.0, 2.0_f64.sqrt(), 5.0_f64.sqrt(), 8.0_f64.sqrt()]),
        ("transform = { method = \"power\", exponent = 2 }", [1.0, 4.0, 25.0, 64.0]),
        ("transform = { method = \"box-cox\", lambda = 2 }", [0.0, 1.5, 12.0, 31.5]),
        ("transform = \"log1p\"", [2.0_f64.ln(), 3.0_f64.ln(), 6.0_f64.ln(), 9.0_f64.ln()]),
        ("transform = \"log10\"", [0.0, 2.0_f64.log10(), 5.0_f64.log10(), 8.0_f64.log10()]),
    ];
    for (indicator, expected) in cases {
        let found = scores(&one(indicator), &[("a", values)], "a");
        let expected: Vec<_> = expected.iter().copied().map(Some).chain([None]).collect();
        near(&found, &expected, indicator);
    }
    let odds = scores(&one("transform = \"logit\""), &[("a", &["0.5", "0.8"])], "a");
    near(&odds, &[Some(0.0), Some(4.0_f64.ln())], "logit");
}

#[test]
fn aggregate() {
    let children = "[[indicator]]\nid = \"a\"\nparent = \"top\"\nweight = 1\n[[indicator]]\nid = \"b\"\nparent = \"top\"\nweight = 3\n";
    let cases: &[(&str, f64)] = &[
        ("\"arithmetic\"", (2.0 + 3.0 * 8.0) / 4.0),
        ("\"geometric\"", 2.0_f64.powf(0.25) * 8.0_f64.powf(0.75)),
        ("\"harmonic\"", 4.0 / (1.0 / 2.0 + 3.0 / 8.0)),
        ("{ method = \"power\", exponent = 2 }", ((4.0 + 3.0 * 64.0) / 4.0_f64).sqrt()),
        ("{ method = \"power\", exponent = 0 }", 2.0_f64.powf(0.25) * 8.0_f64.powf(0.75)),
        ("\"median\"", 5.0),
        ("\"minimum\"", 2.0),
        ("\"maximum\"", 8.0),
        ("\"sum\"", 26.0),
    ];
    for (by, expected) in cases {
        let instrument = read(&format!("[[node]]\nid = \"top\"\naggregate = {by}\n{children}"));
        near(&scores(&instrument, &[("a", &["2"]), ("b", &["8"])], "top"), &[Some(*expected)], by);
    }
    // u0 beats u1 on b (3 against 1), u1 beats u2 on both, u0 beats u2 on b; u3 has nothing.
    let copeland = read(&format!("[[node]]\nid = \"top\"\naggregate = \"copeland\"\n{children}"));
    let columns: &[(&str, &[&str])] = &[("a", &["1", "5", "2", ""]), ("b", &["9", "5", "2", ""])];
    near(&scores(&copeland, columns, "top"), &[Some(2.0), Some(0.0), Some(-2.0), None], "copeland");
}

#[test]
fn impute() {
    let group = "[[fact]]\nid = \"region\"\nkind = \"word\"\n[[peers]]\nid = \"peers\"\nfact = \"region\"\n";
    let columns: &[(&str, &[&str])] = &[
        ("a", &["1", "2", "9", "", ""]),
        ("region", &["north", "north", "south", "north", "west"]),
    ];
    let cases: &[(&str, [Option<f64>; 2])] = &[
        ("\"none\"", [None, None]),
        ("\"mean\"", [Some(4.0), Some(4.0)]),
        ("\"median\"", [Some(2.0), Some(2.0)]),
        ("{ method = \"constant\", value = 7 }", [Some(7.0), Some(7.0)]),
        ("{ method = \"group-mean\", by = \"peers\" }", [Some(1.5), Some(4.0)]),
        ("{ method = \"group-median\", by = \"peers\" }", [Some(1.5), Some(2.0)]),
    ];
    for (impute, expected) in cases {
        let instrument = read(&format!(
            "[[node]]\nid = \"top\"\n[[indicator]]\nid = \"a\"\nparent = \"top\"\nimpute = {impute}\n{group}"
        ));
        near(&scores(&instrument, columns, "a")[3..], expected, impute);
    }
}

#[test]
fn impute_by_the_row_looks_at_normalised_siblings() {
    for (method, expected) in [("row-mean", 0.5), ("row-median", 0.25)] {
        let mut text = format!(
            "indicators = {{ normalise = \"min-max\", impute = \"{method}\" }}\n[[node]]\nid = \"top\"\n"
        );
        for id in ["a", "b", "c", "d"] {
            text.push_str(&format!("[[indicator]]\nid = \"{id}\"\nparent = \"top\"\n"));
        }
        let columns: &[(&str, &[&str])] = &[
            ("a", &["0", "10", ""]),
            ("b", &["0", "4", "1"]),
            ("c", &["0", "4", "4"]),
            ("d", &["0", "4", "1"]),
        ];
        near(&scores(&read(&text), columns, "a"), &[Some(0.0), Some(1.0), Some(expected)], method);
    }
}

#[test]
fn impute_by_expectation_finds_a_line_that_is_there() {
    let text = "indicators = { impute = \"em\" }\n[[node]]\nid = \"top\"\n[[indicator]]\nid = \"a\"\nparent = \"top\"\n[[indicator]]\nid = \"b\"\nparent = \"top\"\n";
    // b = 2 a + 1, with one gap in each; the last row has nothing to go by.
    let columns: &[(&str, &[&str])] =
        &[("a", &["1", "2", "3", "4", "5", "", ""]), ("b", &["3", "5", "7", "9", "", "13", ""])];
    let a = scores(&read(text), columns, "a");
    let b = scores(&read(text), columns, "b");
    assert!((a[5].expect("a value") - 6.0).abs() < 1e-3, "{a:?}");
    assert!((b[4].expect("a value") - 11.0).abs() < 1e-3, "{b:?}");
    assert_eq!((a[6], b[6]), (None, None));
}

#[test]
fn treat() {
    let values: Vec<String> = (1..=10).chain([30, 100]).map(|n| n.to_string()).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let last = |treat: &str| scores(&one(&format!("treat = {treat}")), &[("a", &values)], "a")[11];
    assert_eq!(last("\"winsorise\""), Some(30.0));
    assert_eq!(last("{ method = \"winsorise\", most = 0, then = \"none\" }"), Some(100.0));
    near(&[last("\"log\"")], &[Some((99.0_f64 + 0.99).ln())], "log");
    near(
        &[last("{ method = \"box-cox\", lambda = 0.5 }")],
        &[Some((100.0_f64.sqrt() - 1.0) / 0.5)],
        "box-cox",
    );
    // 12 values: the 95 % quantile of type 7 lies 0.45 of the way from the 11th to the 12th.
    near(&[last("\"percentiles\"")], &[Some(30.0 + 0.45 * 70.0)], "percentiles");
    assert_eq!(last("{ method = \"log\", skew = 5 }"), Some(100.0));
}

#[test]
fn weights_from_the_first_component_are_equal_where_correlations_are() {
    let text = "[[node]]\nid = \"top\"\nweigh = \"pca\"\n[[indicator]]\nid = \"a\"\nparent = \"top\"\nweight = 1\n[[indicator]]\nid = \"b\"\nparent = \"top\"\nweight = 9\n";
    let instrument = read(text);
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &[("a", &["1", "2", "4"]), ("b", &["1", "3", "4"])]);
    let scores = plan.score(&data).expect("scores");
    for (_, weight) in scores.weights("top").expect("weights") {
        assert!((weight - 0.5).abs() < 1e-12);
    }
}

#[test]
fn optimised_weights_make_children_equally_important() {
    let mut text =
        "indicators = { normalise = \"z-score\" }\n[[node]]\nid = \"top\"\nweigh = \"optimised\"\n"
            .to_owned();
    for id in ["a", "b", "c"] {
        text.push_str(&format!("[[indicator]]\nid = \"{id}\"\nparent = \"top\"\n"));
    }
    let instrument = read(&text);
    let plan = Plan::new(&instrument);
    let columns: &[(&str, &[&str])] = &[
        ("a", &["1", "2", "3", "4", "5", "6"]),
        ("b", &["4", "1", "6", "2", "5", "3"]),
        ("c", &["2", "6", "3", "1", "4", "5"]),
    ];
    let data = data(&instrument, columns);
    let scores = plan.score(&data).expect("scores");
    let found = ["a", "b", "c"].map(|id| {
        scores
            .correlation(id, "top", eframe_ceds::analysis::Correlation::Values)
            .expect("a correlation")
    });
    assert!(found.iter().all(|r| (r - found[0]).abs() < 1e-9), "{found:?}");
    let weights = scores.weights("top").expect("weights");
    // `a` hangs together with both others, which do not with each other.
    assert!(weights[0].1 < weights[1].1 && weights[0].1 < weights[2].1, "{weights:?}");
}

#[test]
fn a_node_can_be_normalised_as_the_un_does_with_its_components() {
    let text = "indicators = { normalise = \"z-score\" }\n[[node]]\nid = \"top\"\nround = 3\n[[node]]\nid = \"osi\"\nparent = \"top\"\nnormalise = \"min-max\"\n[[indicator]]\nid = \"a\"\nparent = \"osi\"\n[[indicator]]\nid = \"b\"\nparent = \"osi\"\n";
    let columns: &[(&str, &[&str])] = &[("a", &["1", "2", "4"]), ("b", &["1", "3", "5"])];
    let found = scores(&read(text), columns, "top");
    assert_eq!((found[0], found[2]), (Some(0.0), Some(1.0)));
    assert!(found[1].is_some_and(|middle| 0.3 < middle && middle < 0.6));
}

#[test]
fn services_are_averaged_in_a_country_and_groups_weighed() {
    let text = "[[node]]\nid = \"top\"\n[[indicator]]\nid = \"national\"\nparent = \"top\"\nweight = 0.8\ncollect = \"mean\"\n[[indicator]]\nid = \"cross-border\"\nparent = \"top\"\nweight = 0.2\ncollect = \"mean\"\n";
    let instrument = read(text);
    let mut data = Data::builder(&instrument);
    for (unit, column, value) in [
        ("AT", "national", 1.0),
        ("AT", "national", 0.5),
        ("AT", "cross-border", 0.25),
        ("BE", "national", 0.5),
        ("AT", "national", 0.75),
    ] {
        let row = data.unit(unit).expect("a unit");
        data.number(row, column, value).expect("an observation");
    }
    let data = data.build().expect("data");
    let plan = Plan::new(&instrument);
    let found = plan.score(&data).expect("scores").column("top").expect("the top");
    near(&found, &[Some(0.8 * 0.75 + 0.2 * 0.25), Some(0.5)], "services");
}

#[test]
fn screening_takes_units_out_of_everything() {
    let text = "screen = { present = 0.6 }\nindicators = { normalise = \"min-max\" }\n[[node]]\nid = \"top\"\n[[indicator]]\nid = \"a\"\nparent = \"top\"\n[[indicator]]\nid = \"b\"\nparent = \"top\"\n";
    let instrument = read(text);
    let columns: &[(&str, &[&str])] = &[("a", &["0", "5", "100"]), ("b", &["0", "5", ""])];
    let plan = Plan::new(&instrument);
    let data = data(&instrument, columns);
    let scores = plan.score(&data).expect("scores");
    assert_eq!(scores.column("top"), Some(vec![Some(0.0), Some(1.0), None]));
    assert!(scores.is_screened_out(2) && !scores.is_screened_out(0));
    assert_eq!(scores.ranks("top"), Some(vec![Some(2.0), Some(1.0), None]));
}

#[test]
fn ladders_of_nodes_and_of_peers() {
    let text = "[[node]]\nid = \"top\"\nladder = \"all\"\n[[indicator]]\nid = \"a\"\nparent = \"top\"\n\
        [[fact]]\nid = \"people\"\n\
        [[peers]]\nid = \"size\"\nfact = \"people\"\ngroup = [{ id = \"small\", below = 1000, ladder = \"few\" }, { id = \"large\", from = 1000 }]\n\
        [[ladder]]\nid = \"all\"\nrung = [{ id = \"low\" }, { id = \"high\", from = 0.5 }]\n\
        [[ladder]]\nid = \"few\"\nby = \"percentile\"\nrung = [{ id = \"lower\", from = 0 }, { id = \"upper\", from = 0.5 }]\n";
    let instrument = read(text);
    let columns: &[(&str, &[&str])] =
        &[("a", &["0.2", "0.1", "0.6", "0.4"]), ("people", &["10", "20", "5000", "1000"])];
    let plan = Plan::new(&instrument);
    let data = data(&instrument, columns);
    let scores = plan.score(&data).expect("scores");
    let rung = |row, peers| {
        let stage = scores.stage("top", row, peers)?;
        Some((stage.ladder, stage.rung.map(|rung| rung.id.as_str())?))
    };
    assert_eq!(rung(0, None), Some(("all", "low")));
    assert_eq!(rung(2, None), Some(("all", "high")));
    assert_eq!(rung(0, Some("size")), Some(("few", "upper")));
    assert_eq!(rung(1, Some("size")), Some(("few", "lower")));
    assert_eq!(rung(3, Some("size")), Some(("all", "low")));
    let next =
        scores.stage("top", 0, None).and_then(|stage| stage.next).map(|rung| rung.id.as_str());
    assert_eq!(next, Some("high"));
}

#[test]
fn between_equal_scores_other_nodes_decide() {
    let text = "ranking = { of = [\"top\"], break = [\"p\"] }\n[[node]]\nid = \"top\"\n[[node]]\nid = \"p\"\nparent = \"top\"\n[[node]]\nid = \"q\"\nparent = \"top\"\n[[indicator]]\nid = \"a\"\nparent = \"p\"\n[[indicator]]\nid = \"b\"\nparent = \"q\"\n";
    let instrument = read(text);
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &[("a", &["1", "3", "2", "2"]), ("b", &["3", "1", "2", "2"])]);
    let scores = plan.score(&data).expect("scores");
    assert_eq!(scores.ranks("top"), Some(vec![Some(4.0), Some(1.0), Some(2.0), Some(2.0)]));
}
