//! The engine's laws, for any data.

use eframe_ceds::{Data, Format, Instrument, Plan};
use proptest::prelude::*;

/// An index of four indicators under two nodes, with these rules for nodes and for indicators.
fn instrument(rules: &str, indicators: &str, weights: [f64; 4]) -> Instrument {
    let [a, b, c, d] = weights;
    let text = format!(
        "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname = {{ en = \"X\" }}\n\
         [rules]\n{rules}\n[indicators]\n{indicators}\n\
         [[node]]\nid = \"top\"\n[[node]]\nid = \"p\"\nparent = \"top\"\n[[node]]\nid = \"q\"\nparent = \"top\"\n\
         [[indicator]]\nid = \"a\"\nparent = \"p\"\nweight = {a:?}\n\
         [[indicator]]\nid = \"b\"\nparent = \"p\"\nweight = {b:?}\n\
         [[indicator]]\nid = \"c\"\nparent = \"q\"\nweight = {c:?}\n\
         [[indicator]]\nid = \"d\"\nparent = \"q\"\nweight = {d:?}\n"
    );
    Instrument::read("x.toml", &text, Format::Toml).unwrap_or_else(|error| panic!("{error}"))
}

type Cells = Vec<[Option<f64>; 4]>;

fn data(instrument: &Instrument, cells: &Cells, names: impl Fn(usize) -> String) -> Data {
    let mut data = Data::builder(instrument);
    for (unit, cells) in cells.iter().enumerate() {
        let row = data.unit(&names(unit)).expect("a unit");
        for (column, cell) in ["a", "b", "c", "d"].into_iter().zip(cells) {
            if let Some(value) = cell {
                data.number(row, column, *value).expect("a number");
            }
        }
    }
    data.build().expect("data")
}

fn scores(instrument: &Instrument, cells: &Cells) -> (Vec<Option<f64>>, Vec<Option<f64>>) {
    let plan = Plan::new(instrument);
    let data = data(instrument, cells, |unit| format!("u{unit}"));
    let scores = plan.score(&data).unwrap_or_else(|error| panic!("{error}"));
    (scores.column("top").expect("scores"), scores.ranks("top").expect("ranks"))
}

fn cell() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![4 => (-1e3..1e3_f64).prop_map(Some), 1 => (-3..3_i32).prop_map(|n| Some(f64::from(n))), 1 => Just(None)]
}

fn cells() -> impl Strategy<Value = Cells> {
    prop::collection::vec([cell(), cell(), cell(), cell()], 0..30)
}

fn weights() -> impl Strategy<Value = [f64; 4]> {
    [0.1..5.0_f64, 0.1..5.0_f64, 0.1..5.0_f64, 0.1..5.0_f64]
}

fn means() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("aggregate = \"arithmetic\""),
        Just("aggregate = \"geometric\""),
        Just("aggregate = \"harmonic\""),
        Just("aggregate = { method = \"power\", exponent = 2 }"),
        Just("aggregate = { method = \"power\", exponent = -1.5 }"),
        Just("aggregate = \"minimum\""),
        Just("aggregate = \"maximum\""),
        Just("aggregate = \"median\""),
    ]
}

fn near(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * (1.0 + a.abs()),
        (None, None) => true,
        _ => false,
    }
}

proptest! {
    #[test]
    fn scale_invariance_the_unit_of_an_indicator_changes_nothing(
        cells in cells(), weights in weights(), by in means(), scale in 0.01..100.0_f64, shift in -10.0..10.0_f64,
    ) {
        let instrument = instrument(by, "normalise = \"min-max\"", weights);
        let moved = cells.iter().map(|row| row.map(|cell| cell.map(|x| x * scale + shift))).collect();
        let (before, _) = scores(&instrument, &cells);
        let (after, _) = scores(&instrument, &moved);
        // A power mean or geometric mean near 0 has a steep slope: what is lost in x * scale + shift shows there.
        for (before, after) in before.into_iter().zip(after) {
            let same = match (before, after) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-4,
                (a, b) => a == b,
            };
            prop_assert!(same, "{before:?} {after:?}");
        }
    }

    #[test]
    fn weight_normalisation_only_proportions_count(
        cells in cells(), weights in weights(), by in means(), factor in 0.001..1000.0_f64,
    ) {
        let one = instrument(by, "normalise = \"min-max\"", weights);
        let other = instrument(by, "normalise = \"min-max\"", weights.map(|weight| weight * factor));
        let (one, _) = scores(&one, &cells);
        let (other, _) = scores(&other, &cells);
        for (one, other) in one.into_iter().zip(other) {
            prop_assert!(near(one, other), "{one:?} {other:?}");
        }
    }

    #[test]
    fn bounds_a_mean_lies_between_least_and_greatest(
        cells in cells(), weights in weights(), by in means(),
    ) {
        let instrument = instrument(by, "normalise = \"min-max\"", weights);
        let (scores, ranks) = scores(&instrument, &cells);
        for (score, rank) in scores.into_iter().zip(ranks) {
            prop_assert_eq!(score.is_some(), rank.is_some());
            if let Some(score) = score {
                prop_assert!((-1e-12..=1.0 + 1e-12).contains(&score), "{}", score);
            }
        }
    }

    #[test]
    fn monotonicity_a_better_value_never_lowers_a_score(
        cells in cells(), weights in weights(), by in means(), column in 0..4_usize, up in 0.0..500.0_f64,
    ) {
        let normalise = "normalise = { method = \"scaled\", from = -1000, to = 2000 }";
        let instrument = instrument(by, normalise, weights);
        let mut better = cells.clone();
        for row in &mut better {
            row[column] = row[column].map(|x| x + up);
        }
        let (before, _) = scores(&instrument, &cells);
        let (after, _) = scores(&instrument, &better);
        for (before, after) in before.into_iter().zip(after) {
            prop_assert!(before.is_none() == after.is_none());
            prop_assert!(after >= before.map(|score| score - 1e-12), "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn bad_input_72_order_independence_the_order_of_units_does_not_show(
        cells in cells(), weights in weights(), by in means(),
        normalise in prop_oneof![Just("min-max"), Just("z-score"), Just("rank"), Just("percentile-rank"), Just("borda")],
        turn in 0..30_usize,
    ) {
        let by = if normalise == "z-score" { "aggregate = \"arithmetic\"" } else { by };
        let instrument = instrument(by, &format!("normalise = \"{normalise}\""), weights);
        let mut turned = cells.clone();
        let turn = turn.min(cells.len());
        turned.rotate_left(turn);
        let (before, ranks) = scores(&instrument, &cells);
        let (after, ranks_after) = scores(&instrument, &turned);
        let rotated = |mut column: Vec<Option<f64>>| { column.rotate_left(turn); column };
        prop_assert_eq!(rotated(before), after);
        prop_assert_eq!(rotated(ranks), ranks_after);
    }

    #[test]
    fn ranks_follow_scores(cells in cells(), weights in weights()) {
        let instrument = instrument("round = 1", "normalise = \"min-max\"", weights);
        let (scores, ranks) = scores(&instrument, &cells);
        for (score, rank) in scores.iter().zip(&ranks) {
            let above = scores.iter().flatten().filter(|other| Some(**other) > *score).count();
            prop_assert_eq!(*rank, score.map(|_| above as f64 + 1.0));
        }
    }

    #[test]
    fn a_score_is_the_sum_of_its_parts(
        cells in cells(), weights in weights(), by in means(),
        missing in prop_oneof![Just("skip"), Just("drop"), Just("zero")],
        round in prop_oneof![Just(""), Just("round = 1")],
    ) {
        let rules = format!("{by}\nmissing = \"{missing}\"\n{round}");
        let instrument = instrument(&rules, "normalise = \"min-max\"", weights);
        let plan = Plan::new(&instrument);
        let data = data(&instrument, &cells, |unit| format!("u{unit}"));
        let scores = plan.score(&data).expect("scores");
        for row in 0..data.len() {
            let explained = scores.explain("top", row);
            prop_assert_eq!(explained.is_some(), scores.value("top", row).is_some());
            if let Some(explained) = explained {
                let sum: f64 = explained.parts.iter().map(|part| part.points).sum();
                prop_assert!((sum - explained.score).abs() < 1e-9, "{} {:?}", sum, explained);
            }
        }
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    let rules = [
        ("", "normalise = \"min-max\""),
        (
            "aggregate = \"geometric\"\nnormalise = { method = \"min-max\", low = 1, high = 2 }",
            "normalise = \"percentile-rank\"\nimpute = \"mean\"",
        ),
        ("round = 2\nweigh = \"pca\"", "normalise = \"z-score\"\ntreat = \"winsorise\""),
    ];
    let mut state = 1_u64;
    let mut chance = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as f64 / (1_u64 << 31) as f64
    };
    let cells: Cells = (0..60_001)
        .map(|_| [(); 4].map(|()| Some(chance()).filter(|x| *x > 0.02).map(|x| x * x * x)))
        .collect();
    for (rules, indicators) in rules {
        let instrument = instrument(rules, indicators, [1.0, 2.0, 3.0, 4.0]);
        let plan = Plan::new(&instrument);
        let data = data(&instrument, &cells, |unit| unit.to_string());
        let one = plan.score_on(1, &data).expect("scores");
        for threads in [2, 3, 7] {
            let other = plan.score_on(threads, &data).expect("scores");
            for node in ["p", "q", "top", "a"] {
                assert_eq!(one.column(node), other.column(node), "{rules} {threads} {node}");
            }
            assert_eq!(one.ranks("top"), other.ranks("top"));
        }
    }
}
