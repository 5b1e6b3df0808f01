//! Statistics of published indices, and studies of how sure ranks are.

use std::ops::ControlFlow;

use eframe_ceds::analysis::{Correlation, Factor, Study, StudyError};
use eframe_ceds::document::{Id, Number};
use eframe_ceds::method::{Aggregate, Normalise, Then, Ties, Treat};
use eframe_ceds::{Data, Format, Instrument, Plan};

use crate::published::{data, instrument, rows};

const ON: &(dyn Fn(usize) -> ControlFlow<()> + Sync) = &|_| ControlFlow::Continue(());

#[test]
fn oecd_dgi_2023_has_the_published_alpha_and_first_factor() {
    let instrument = instrument("dgi-2023");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows("oecd_dgi_2023"), "cc_iso3c");
    let scores = plan.score(&data).expect("scores");
    let alpha = scores.alpha("dgi").expect("alpha");
    assert_eq!(format!("{alpha:.2}"), "0.92");
    let found = scores.components("dgi").expect("components");
    assert_eq!(found.units, 38);
    assert_eq!(format!("{:.1}", found.components[0].eigenvalue), "4.3");
    assert_eq!(format!("{:.0}", found.components[0].share * 100.0), "72");
    let shares: f64 = found.components.iter().map(|component| component.share).sum();
    assert!((shares - 1.0).abs() < 1e-12);
    assert!(found.components[0].loadings.iter().all(|(_, loading)| *loading > 0.7));
}

#[test]
fn correlations_are_of_values_or_of_ranks() {
    let instrument = instrument("hdi-2021");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows("hdi_2021"), "iso3");
    let scores = plan.score(&data).expect("scores");
    let own = scores.correlation("le", "le", Correlation::Values);
    assert!(own.is_some_and(|r| (r - 1.0).abs() < 1e-12));
    for of in [Correlation::Values, Correlation::Ranks] {
        let there = scores.correlation("le", "gnipc", of).expect("a correlation");
        let back = scores.correlation("gnipc", "le", of).expect("a correlation");
        assert_eq!(there, back);
        assert!((0.7..0.95).contains(&there), "{of:?} {there}");
    }
    assert_eq!(scores.correlation("le", "nobody", Correlation::Values), None);
    let weights = scores.effective_weights("hdi").expect("weights");
    let third = 1.0 / 3.0;
    let expected = [("le", third), ("eys", third / 2.0), ("mys", third / 2.0), ("gnipc", third)];
    for ((id, weight), (expected_id, expected)) in weights.iter().zip(expected) {
        assert_eq!(*id, expected_id);
        assert!((weight - expected).abs() < 1e-15);
    }
}

fn choices() -> Vec<Factor> {
    let winsorise = |most| Treat::Winsorise {
        most,
        skew: Number::whole(2),
        kurtosis: Number::new(3.5).expect("a number"),
        then: Then::Log,
    };
    let hundred = Number::whole(100);
    vec![
        Factor::Weights { depth: None, spread: 0.25 },
        Factor::Treat(vec![winsorise(5), winsorise(1), Treat::None {}]),
        Factor::Normalise(vec![
            Normalise::MinMax { low: Number::ONE, high: hundred },
            Normalise::ZScore { mean: Number::ZERO, sd: Number::ONE },
            Normalise::PercentileRank { ties: Ties::Mean },
        ]),
    ]
}

#[test]
fn an_ensemble_is_the_same_on_any_number_of_threads_and_each_run_replays() {
    let instrument = instrument("asem");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows("asem_idata"), "uCode");
    let study = Study { factors: choices(), seed: 2026 };
    let one = study.ensemble(&plan, &data, "Index", 300, 1, ON).expect("an ensemble");
    for threads in [2, 5] {
        assert_eq!(study.ensemble(&plan, &data, "Index", 300, threads, ON), Ok(one.clone()));
    }
    assert_eq!(study.point(7), study.point(7));
    assert_ne!(study.point(7), study.point(8));
    let moved = one.ranks.iter().flatten().filter(|range| range.interval.low < range.interval.high);
    assert!(moved.count() > 40, "nearly every rank moves");
    for range in one.ranks.iter().flatten() {
        assert!(range.interval.low <= range.median && range.median <= range.interval.high);
        assert!((1.0..=51.0).contains(&range.median) && range.runs == 300);
    }
}

#[test]
fn a_study_without_choices_is_the_index_itself() {
    let instrument = instrument("asem");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows("asem_idata"), "uCode");
    let still = Study { factors: vec![Factor::Weights { depth: Some(1), spread: 0.0 }], seed: 1 };
    let found = still.ensemble(&plan, &data, "Index", 20, 2, ON).expect("an ensemble");
    for range in found.ranks.iter().flatten() {
        assert_eq!(range.nominal, Some(range.median));
        assert_eq!(range.interval.low, range.interval.high);
    }
    let none = still.sensitivity(&plan, &data, "Index", 64, 10, 2, ON).expect("indices");
    assert_eq!((none.mean, none.variance), (0.0, 0.0));
}

#[test]
fn sensitivity_names_the_choice_that_ranks_hang_on() {
    let instrument = instrument("asem");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows("asem_idata"), "uCode");
    let mut factors = choices();
    factors.push(Factor::Weights { depth: Some(0), spread: 0.0 });
    let study = Study { factors, seed: 3 };
    let found = study.sensitivity(&plan, &data, "Index", 256, 100, 2, ON).expect("indices");
    assert_eq!(found.runs, 256 * 6);
    let still = found.factors[3];
    assert!(still.total.abs() < 1e-12 && still.first_order.abs() < 1e-12, "{found:?}");
    let normalise = found.factors[2];
    assert!(normalise.total > found.factors[0].total, "{found:?}");
    assert!(found.factors.iter().all(|factor| factor.total >= 0.0 && factor.total < 1.1));
    assert_eq!(found, study.sensitivity(&plan, &data, "Index", 256, 100, 5, ON).expect("indices"));
}

#[test]
fn leaving_out_and_other_means_are_choices_too() {
    let instrument = instrument("hdi-2021");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows("hdi_2021"), "iso3");
    let id = |id| Id::new(id).expect("an id");
    let study = Study {
        factors: vec![
            Factor::Without(vec![id("health"), id("mys")]),
            Factor::Aggregate {
                depth: Some(0),
                of: vec![Aggregate::Geometric {}, Aggregate::Arithmetic {}],
            },
        ],
        seed: 9,
    };
    let found = study.ensemble(&plan, &data, "hdi", 60, 2, ON).expect("an ensemble");
    assert!(
        found.ranks.iter().flatten().any(|range| range.interval.high > range.interval.low + 5.0)
    );
    let wrong = |factors| Study { factors, seed: 1 }.ensemble(&plan, &data, "hdi", 5, 1, ON);
    assert_eq!(wrong(vec![Factor::Treat(Vec::new())]), Err(StudyError::Factor(0)));
    assert_eq!(
        wrong(vec![Factor::Without(vec![id("hdi")])]),
        Err(StudyError::Without("hdi".to_owned()))
    );
    let posts = Normalise::Goalposts { low: Number::ZERO, high: Number::ONE, clamp: true };
    let target = Normalise::Target { cap: true };
    let missing = StudyError::Needs { factor: 0, indicator: "le".to_owned() };
    assert_eq!(wrong(vec![Factor::Normalise(vec![posts, target])]), Err(missing));
    let stopped = study.ensemble(&plan, &data, "hdi", 1000, 1, &|_| ControlFlow::Break(()));
    assert_eq!(stopped, Err(StudyError::Stopped));
    let unranked = study.ensemble(&plan, &data, "health", 5, 1, ON);
    assert_eq!(unranked, Err(StudyError::NotRanked("health".to_owned())));
}

#[test]
fn leaving_out_one_after_the_other_is_the_index_without_it() {
    let instrument = instrument("hdi-2021");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows("hdi_2021"), "iso3");
    let parts = [Id::new("mys").expect("an id"), Id::new("living").expect("an id")];
    let found = plan.leave_one_out(&data, "hdi", &parts, 2).expect("ranks");
    assert_eq!(found.len(), 2);
    assert!(found[1].mean > 0.0 && found[1].most >= found[1].mean);
    // Without income, the index is the geometric mean of health and knowledge.
    let scores = plan.score(&data).expect("scores");
    let (health, knowledge) =
        (scores.column("health").expect("it"), scores.column("knowledge").expect("it"));
    let without = |row: usize| {
        let product = health[row].expect("a value") * knowledge[row].expect("a value");
        (product.sqrt() * 1000.0).round()
    };
    for row in 0..data.len() {
        let above = (0..data.len()).filter(|other| without(*other) > without(row)).count();
        assert_eq!(found[1].ranks[row], Some(above as f64 + 1.0), "row {row}");
    }
}

/// Seven indicators below three nodes; equal scores decided by a node makes every run go the whole way.
fn plain(breaks: &str) -> Instrument {
    let mut text = format!(
        "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname = {{ en = \"X\" }}\n\
         indicators = {{ normalise = \"min-max\" }}\nranking = {{ of = [\"top\"], {breaks} }}\n\
         [[node]]\nid = \"top\"\n[[node]]\nid = \"p\"\nparent = \"top\"\n\
         [[node]]\nid = \"q\"\nparent = \"top\"\n"
    );
    for (place, parent) in ["p", "q", "p", "q", "q", "p", "top"].into_iter().enumerate() {
        text.push_str(&format!("[[indicator]]\nid = \"i{place}\"\nparent = \"{parent}\"\n"));
    }
    Instrument::read("x.toml", &text, Format::Toml).expect("an instrument")
}

#[test]
fn draws_done_together_rank_as_each_run_alone_does() {
    let (together, alone) = (plain(""), plain("break = [\"p\"]"));
    let study = Study { factors: vec![Factor::Weights { depth: None, spread: 0.9 }], seed: 4 };
    // Whole tiles and parts of one, and fewer units than one has.
    for units in [1, 3, 64, 203_u32] {
        let data = |instrument: &Instrument| {
            let mut data = Data::builder(instrument);
            for unit in 0..units {
                let row = data.unit(&unit.to_string()).expect("a unit");
                for place in 0..7 {
                    let value = f64::from((unit * 37 + place * 101 + unit * unit * place) % 997);
                    data.number(row, &format!("i{place}"), value).expect("a number");
                }
            }
            data.build().expect("data")
        };
        let ensemble = |instrument: &Instrument, runs| {
            let plan = Plan::new(instrument);
            study.ensemble(&plan, &data(instrument), "top", runs, 2, ON).expect("an ensemble")
        };
        for runs in [1, 7, 500] {
            assert_eq!(ensemble(&together, runs), ensemble(&alone, runs), "{units} {runs}");
        }
        let replayed = study.replay(&Plan::new(&together), &data(&together), "top", 5);
        let expected = study.replay(&Plan::new(&alone), &data(&alone), "top", 5);
        assert_eq!(replayed, expected);
    }
}

/// `p = mean(a, b, c)` and `q = d`, where A, B and C have the same cells in another order: all tie whatever `p` and `q` weigh.
#[test]
fn units_that_tie_by_the_engine_tie_in_every_run() {
    let text = "format = 1\nid = \"x\"\nedition = \"1\"\nlanguage = \"en\"\nname = { en = \"X\" }\n\
                [[node]]\nid = \"top\"\n[[node]]\nid = \"p\"\nparent = \"top\"\n[[node]]\nid = \"q\"\nparent = \"top\"\n\
                [[indicator]]\nid = \"a\"\nparent = \"p\"\n[[indicator]]\nid = \"b\"\nparent = \"p\"\n\
                [[indicator]]\nid = \"c\"\nparent = \"p\"\n[[indicator]]\nid = \"d\"\nparent = \"q\"\n";
    let instrument = Instrument::read("x.toml", text, Format::Toml).expect("an instrument");
    let mut data = Data::builder(&instrument);
    for (unit, cells) in [("A", [0.1, 0.2, 0.3]), ("B", [0.3, 0.2, 0.1]), ("C", [0.3, 0.1, 0.2])] {
        let row = data.unit(unit).expect("a unit");
        for (column, cell) in ["a", "b", "c", "d"].into_iter().zip(cells.into_iter().chain([0.4])) {
            data.number(row, column, cell).expect("a number");
        }
    }
    let data = data.build().expect("data");
    let plan = Plan::new(&instrument);
    for depth in [Some(0), None] {
        let study = Study { factors: vec![Factor::Weights { depth, spread: 0.5 }], seed: 3 };
        let ensemble = study.ensemble(&plan, &data, "top", 300, 2, ON).expect("an ensemble");
        if depth.is_some() {
            for range in ensemble.ranks.iter().flatten() {
                assert_eq!(
                    (range.median, range.interval.low, range.interval.high),
                    (1.0, 1.0, 1.0)
                );
            }
            let found = study.sensitivity(&plan, &data, "top", 64, 100, 1, ON).expect("indices");
            assert_eq!(found.mean, 0.0);
        }
    }
}

#[test]
fn nothing_measured_is_no_sample_that_is_large_enough() {
    let instrument = instrument("asem");
    let plan = Plan::new(&instrument);
    let data = data(&instrument, &rows("asem_idata"), "uCode");
    let study = Study { factors: choices(), seed: 1 };
    let without = study.sensitivity(&plan, &data, "Index", 64, 0, 1, ON).expect("indices");
    assert!(without.is_too_small);
    let still = Study { factors: vec![Factor::Weights { depth: None, spread: 0.0 }], seed: 1 };
    let found = still.sensitivity(&plan, &data, "Index", 64, 100, 1, ON).expect("indices");
    assert!(found.variance == 0.0 && found.is_too_small);
}

#[test]
fn bad_input_68_what_takes_too_much_room_is_refused() {
    let instrument = plain("");
    let plan = Plan::new(&instrument);
    let mut data = Data::builder(&instrument);
    for unit in 0..1000 {
        let row = data.unit(&unit.to_string()).expect("a unit");
        for place in 0..7 {
            data.number(row, &format!("i{place}"), f64::from(unit + place)).expect("a number");
        }
    }
    let data = data.build().expect("data");
    let study = Study { factors: vec![Factor::Weights { depth: None, spread: 0.5 }], seed: 1 };
    let refused = study.ensemble(&plan, &data, "top", 1_000_000, 1000, ON);
    assert!(matches!(refused, Err(StudyError::TooMuch(_))), "{refused:?}");
    // Every run a way of its own to scale.
    let scales =
        (0..20_000).map(|n| Normalise::MinMax { low: Number::ZERO, high: Number::whole(n + 1) });
    let study = Study { factors: vec![Factor::Normalise(scales.collect())], seed: 1 };
    let few = study.ensemble(&plan, &data, "top", 3, 1, ON);
    assert!(few.is_ok(), "{few:?}");
}
