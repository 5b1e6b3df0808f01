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

/// What units are brought to one scale by, some of them after their gaps were filled.
fn scales() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        Just("normalise = \"min-max\""),
        Just("normalise = \"z-score\""),
        Just("normalise = \"rank\""),
        Just("normalise = \"percentile-rank\""),
        Just("normalise = \"borda\""),
        Just("normalise = \"min-max\"\nimpute = \"em\""),
        Just(
            "normalise = \"min-max\"\nimpute = \"mean\"\ntreat = { method = \"winsorise\", skew = 0.5, kurtosis = 0 }"
        ),
    ]
}

/// A weight as people write it, or any.
fn weight() -> impl Strategy<Value = f64> {
    prop_oneof![
        (1..=20_u32).prop_map(f64::from),
        (1..=20_u32).prop_map(|tenths| f64::from(tenths) / 10.0),
        0.001..5.0_f64,
    ]
}

/// The mean of some children of one node, negative ones turned round; none where it is refused.
fn siblings(by: &str, children: &[(Option<f64>, f64)]) -> Option<f64> {
    let mut text = format!(
        "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname = {{ en = \"X\" }}\n[[node]]\nid = \"top\"\n{by}\n"
    );
    for (place, (_, weight)) in children.iter().enumerate() {
        text +=
            &format!("[[indicator]]\nid = \"i{place}\"\nparent = \"top\"\nweight = {weight:?}\n");
    }
    let instrument = Instrument::read("x.toml", &text, Format::Toml).expect("an instrument");
    let mut data = Data::builder(&instrument);
    let row = data.unit("u").expect("a unit");
    for (place, (value, _)) in children.iter().enumerate() {
        if let Some(value) = value {
            data.number(row, &format!("i{place}"), value.abs()).expect("a number");
        }
    }
    let data = data.build().expect("data");
    Plan::new(&instrument).score(&data).ok()?.value("top", 0)
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
                prop_assert!((0.0..=1.0).contains(&score), "{}", score);
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
            // Logarithms and powers are right to the last digit but one, everything else to the last.
            let exact = ["arithmetic", "minimum", "maximum", "median"].iter().any(|mean| by.contains(mean));
            let slack = if exact { 0.0 } else { 1e-12 };
            prop_assert!(after >= before.map(|score| score - slack), "{:?} {:?}", before, after);
        }
    }

    #[test]
    fn bad_input_72_order_independence_the_order_of_units_does_not_show(
        cells in cells(), weights in weights(), by in means(), normalise in scales(), keys in prop::collection::vec(0..1000_u32, 30),
    ) {
        let by = if normalise.contains("z-score") { "aggregate = \"arithmetic\"" } else { by };
        let instrument = instrument(by, normalise, weights);
        let mut order: Vec<usize> = (0..cells.len()).collect();
        order.sort_by_key(|unit| keys[*unit]);
        let turned = order.iter().map(|unit| cells[*unit]).collect();
        let (before, ranks) = scores(&instrument, &cells);
        let (after, ranks_after) = scores(&instrument, &turned);
        let in_order = |column: Vec<Option<f64>>| -> Vec<Option<f64>> { order.iter().map(|unit| column[*unit]).collect() };
        prop_assert_eq!(in_order(before), after);
        prop_assert_eq!(in_order(ranks), ranks_after);
    }

    #[test]
    fn bad_input_72_order_independence_weights_from_data_neither(
        cells in cells(), weights in weights(), by in prop_oneof![Just("weigh = \"pca\""), Just("weigh = { method = \"optimised\", rounds = 20 }")],
        keys in prop::collection::vec(0..1000_u32, 30),
    ) {
        let instrument = instrument(by, "normalise = \"min-max\"", weights);
        let mut order: Vec<usize> = (0..cells.len()).collect();
        order.sort_by_key(|unit| keys[*unit]);
        let turned = order.iter().map(|unit| cells[*unit]).collect();
        let (before, _) = scores(&instrument, &cells);
        let (after, _) = scores(&instrument, &turned);
        let before: Vec<Option<f64>> = order.iter().map(|unit| before[*unit]).collect();
        prop_assert_eq!(before, after);
    }

    #[test]
    fn bad_input_72_order_independence_the_order_of_siblings_does_not_show(
        children in prop::collection::vec((cell(), weight()), 1..12), by in means(), keys in prop::collection::vec(0..1000_u32, 12),
    ) {
        let mut turned: Vec<_> = children.iter().copied().zip(keys).collect();
        turned.sort_by_key(|(_, key)| *key);
        let turned: Vec<_> = turned.into_iter().map(|(child, _)| child).collect();
        prop_assert_eq!(siblings(by, &children), siblings(by, &turned));
    }

    #[test]
    fn bounds_a_mean_of_equal_values_is_that_value(
        weights in prop::collection::vec(weight(), 1..12), by in means(), value in prop_oneof![(0..=100_u32).prop_map(f64::from), 0.0..1e3_f64, Just(1e-310), Just(0.1)],
        gaps in any::<bool>(),
    ) {
        let mut children: Vec<_> = weights.into_iter().map(|weight| (Some(value), weight)).collect();
        if gaps {
            children.push((None, 3.0));
        }
        // What is raised to a power of its own may be no number any more, and is refused then.
        let found = siblings(by, &children);
        prop_assert!(found == Some(value) || (value == 1e-310 && found.is_none()), "{found:?}");
    }

    #[test]
    fn bounds_a_mean_of_siblings_lies_between_them(
        children in prop::collection::vec((0.0..1e3_f64, weight()), 1..12), by in means(), scale in prop_oneof![Just(1.0), Just(1e-308), Just(1e-300)],
    ) {
        let children: Vec<_> = children.into_iter().map(|(value, weight)| (Some(value * scale), weight)).collect();
        let (least, most) = children.iter().filter_map(|(value, _)| *value).fold((f64::INFINITY, 0.0), |(least, most), value| (f64::min(least, value), f64::max(most, value)));
        // What is raised to a power of its own may be too large for a number, and is refused then.
        if let Some(mean) = siblings(by, &children) {
            prop_assert!((least..=most).contains(&mean), "{} in {:?}", mean, children);
        }
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
