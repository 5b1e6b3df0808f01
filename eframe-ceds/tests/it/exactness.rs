//! What is said of the last digit, and what comes of it: stages, ties, columns of any size.

use eframe_ceds::{Data, Format, Instrument, Plan, RunFault, Scores};

fn instrument(rest: &str) -> Instrument {
    let text = format!(
        "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname = {{ en = \"X\" }}\n{rest}"
    );
    Instrument::read("x.toml", &text, Format::Toml).unwrap_or_else(|error| panic!("{error}"))
}

/// Indicators under `top` with these weights, each with some rules.
fn index(node: &str, indicator: &str, weights: &[f64]) -> Instrument {
    let mut text = format!("[[node]]\nid = \"top\"\n{node}\n");
    for (place, weight) in weights.iter().enumerate() {
        text += &format!(
            "[[indicator]]\nid = \"i{place}\"\nparent = \"top\"\nweight = {weight:?}\n{indicator}\n"
        );
    }
    instrument(&text)
}

/// Rows of cells in the order of the indicators.
fn data(instrument: &Instrument, rows: &[Vec<Option<f64>>]) -> Data {
    let mut data = Data::builder(instrument);
    for (unit, cells) in rows.iter().enumerate() {
        let row = data.unit(&format!("u{unit}")).expect("a unit");
        for (place, cell) in cells.iter().enumerate() {
            if let Some(cell) = cell {
                data.number(row, &format!("i{place}"), *cell).expect("a number");
            }
        }
    }
    data.build().expect("data")
}

fn rows(rows: &[&[f64]]) -> Vec<Vec<Option<f64>>> {
    rows.iter().map(|cells| cells.iter().copied().map(Some).collect()).collect()
}

fn column(instrument: &Instrument, cells: &[Vec<Option<f64>>]) -> Vec<Option<f64>> {
    let scored = |scores: Scores<'_>| scores.column("top").expect("the top");
    let data = data(instrument, cells);
    Plan::new(instrument).score(&data).map(scored).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn equal_answers_reach_the_cut_off_that_they_are() {
    let ladder =
        "[[ladder]]\nid = \"stages\"\nrung = [{ id = \"low\" }, { id = \"high\", from = CUT }]\n";
    for by in ["arithmetic", "geometric", "harmonic"] {
        for weights in [[0.1, 0.2, 0.3], [0.3, 0.2, 0.1], [1.0, 1.0, 1.0]] {
            let mut missed = Vec::new();
            for value in 1..=100_u8 {
                let mut text = ladder.replace("CUT", &value.to_string());
                text +=
                    &format!("[[node]]\nid = \"top\"\nladder = \"stages\"\naggregate = \"{by}\"\n");
                for (place, weight) in weights.iter().enumerate() {
                    text += &format!(
                        "[[indicator]]\nid = \"i{place}\"\nparent = \"top\"\nweight = {weight:?}\n"
                    );
                }
                let instrument = instrument(&text);
                let data = data(&instrument, &rows(&[&[f64::from(value); 3]]));
                let plan = Plan::new(&instrument);
                let scores = plan.score(&data).expect("scores");
                let stage = scores.stage("top", 0, None).expect("a stage");
                if stage.rung.is_none_or(|rung| rung.id.as_str() != "high") {
                    missed.push(value);
                }
            }
            assert_eq!(missed, [0; 0], "{by} {weights:?}");
        }
    }
}

#[test]
fn copeland_has_a_tie_where_weights_add_up_to_the_same() {
    for weights in [[0.1, 0.2, 0.3], [0.3, 0.6, 0.9], [1.0, 2.0, 3.0]] {
        let instrument = index("aggregate = \"copeland\"", "", &weights);
        let cells = rows(&[&[2.0, 2.0, 1.0], &[1.0, 1.0, 2.0]]);
        assert_eq!(column(&instrument, &cells), [Some(0.0), Some(0.0)], "{weights:?}");
    }
}

#[test]
fn copeland_asks_for_the_same_share_as_a_mean() {
    for by in ["arithmetic", "copeland"] {
        let node = format!(
            "aggregate = \"{by}\"\nmissing = {{ method = \"skip\", present = 0.6, of = \"weight\" }}"
        );
        let instrument = index(&node, "", &[0.1, 0.2, 0.3]);
        // Two of three are there, with half of the weight.
        let mut cells = rows(&[&[9.0, 9.0, 9.0], &[1.0, 1.0, 1.0], &[2.0, 2.0, 2.0]]);
        cells[0][2] = None;
        let found = column(&instrument, &cells);
        assert_eq!(
            found.iter().map(Option::is_some).collect::<Vec<_>>(),
            [false, true, true],
            "{by}"
        );
    }
}

#[test]
fn bad_input_68_what_is_far_apart_has_percentiles() {
    let instrument = index("", "treat = \"percentiles\"\nnormalise = \"rank\"", &[1.0]);
    let cells = rows(&[&[-1.7e308], &[1.7e308], &[1.7e308], &[1.7e308]]);
    assert_eq!(column(&instrument, &cells), [1.0, 2.0, 2.0, 2.0].map(Some));
}

/// 1 to 12 and 1000, in many units of measurement.
#[test]
fn scale_invariance_holds_for_columns_of_any_size() {
    for treat in ["winsorise", "log", "{ method = \"percentiles\" }"] {
        for normalise in ["min-max", "z-score"] {
            let treat =
                if treat.starts_with('{') { treat.to_owned() } else { format!("\"{treat}\"") };
            let rules = format!("treat = {treat}\nnormalise = \"{normalise}\"");
            let instrument = index("", &rules, &[1.0]);
            let scored = |scale: f64| {
                let numbers = (1..=12).map(f64::from).chain([1000.0]);
                let cells: Vec<_> = numbers.map(|x| vec![Some(x * scale)]).collect();
                column(&instrument, &cells)
            };
            let expected = scored(1.0);
            for scale in [1e150, 1e-150, 1e-290, 1e300, 1e77, 1e-81] {
                for (found, expected) in scored(scale).iter().zip(&expected) {
                    let (found, expected) = (found.expect("a score"), expected.expect("a score"));
                    assert!(
                        (found - expected).abs() < 1e-12,
                        "{rules}, {scale}: {found} {expected}"
                    );
                }
            }
        }
    }
}

#[test]
fn expectation_fills_columns_of_any_size() {
    let instrument = index("", "impute = \"em\"\nnormalise = \"min-max\"", &[1.0, 1.0]);
    let scored = |scale: f64| {
        let mut cells: Vec<_> =
            (1..=8).map(|x| vec![Some(f64::from(x) * scale), Some(f64::from(x * x))]).collect();
        cells[2][0] = None;
        cells[6][1] = None;
        column(&instrument, &cells)
    };
    let expected = scored(1.0);
    for scale in [1e200, 1e-200, 1e300] {
        for (found, expected) in scored(scale).iter().zip(&expected) {
            let (found, expected) = (found.expect("a score"), expected.expect("a score"));
            assert!((found - expected).abs() < 1e-9, "{scale}: {found} {expected}");
        }
    }
}

#[test]
fn nought_turned_round_is_nought() {
    let rest = "[[node]]\nid = \"top\"\nMEAN\n\
                [[indicator]]\nid = \"i0\"\nparent = \"top\"\ndirection = \"down\"\n\
                [[indicator]]\nid = \"i1\"\nparent = \"top\"\n";
    for mean in [
        "aggregate = \"harmonic\"",
        "aggregate = \"geometric\"",
        "aggregate = { method = \"power\", exponent = -1.5 }",
        "aggregate = { method = \"power\", exponent = 0 }",
    ] {
        let instrument = instrument(&rest.replace("MEAN", mean));
        assert_eq!(
            column(&instrument, &rows(&[&[0.0, 0.0], &[0.0, 5.0]])),
            [Some(0.0); 2],
            "{mean}"
        );
    }
}

#[test]
fn what_is_too_large_is_said_of_the_unit_that_it_is() {
    let power = "aggregate = { method = \"power\", exponent = EXP }";
    for (exponent, cell) in [("2", 1e200), ("-2", 1e-200)] {
        let instrument = index(&power.replace("EXP", exponent), "", &[1.0, 2.0]);
        let data = data(&instrument, &rows(&[&[1.0, 1.0], &[1.0, cell]]));
        let error = Plan::new(&instrument).score(&data).expect_err("it is refused");
        assert_eq!(
            (error.unit.as_deref(), error.what),
            (Some("u1"), RunFault::TooLarge),
            "{exponent}"
        );
    }
}
