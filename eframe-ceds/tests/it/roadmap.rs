//! Roadmaps of the bundled instrument.

use std::ops::ControlFlow;

use eframe_ceds::roadmap::{Proof, Roadmap, RoadmapError, Why, Wish};
use eframe_ceds::{Data, Entry, Instrument, Modules, Plan};

use crate::bundled::bundled;
use crate::modules::{modules, places};

/// A city that answered everything with the level at this part of each scale.
pub(crate) fn city(instrument: &Instrument, part: f64) -> Data {
    let mut data = Data::builder(instrument);
    let row = data.unit("city").expect("a city");
    for fact in ["runs-transit", "runs-water", "runs-schools", "runs-clinics", "runs-port"] {
        data.text(row, fact, "yes").expect("a fact");
    }
    for (number, (place, _, scale)) in places(instrument).into_iter().enumerate() {
        // Some a level above, some below, always the same ones.
        let wave = [0.0, 0.7, -0.7, 0.3, -0.3][number % 5];
        let last = scale.answers.len() as f64 - 1.0;
        let level = (part * last + wave).round().clamp(0.0, last) as usize;
        data.text(row, &place, scale.answers[level].id.as_str()).expect("an answer");
    }
    data.build().expect("data")
}

/// Goes on for ever: what is not cut short is the same each time.
fn go_on() -> impl FnMut() -> ControlFlow<()> {
    || ControlFlow::Continue(())
}

/// That a roadmap keeps to needs, months and budgets, and tells its own figures right.
fn holds(map: &Roadmap, wish: &Wish, modules: &Modules) {
    let mut before = 0.0;
    for (year, given) in map.years.iter().zip(&wish.years) {
        let begun = map.steps.iter().filter(|step| step.year == year.year);
        let (cost, effort) =
            begun.fold((0.0, 0.0), |sum, step| (sum.0 + step.cost, sum.1 + step.effort));
        let budget = given.cost + if wish.carry_over { before } else { 0.0 };
        assert!(cost <= budget * (1.0 + 1e-9), "{year:?}");
        assert!(given.effort.is_none_or(|most| effort <= most * (1.0 + 1e-9)), "{year:?}");
        assert!(
            (year.spent - cost).abs() < 1e-6 && (year.left - (budget - cost).max(0.0)).abs() < 1e-6
        );
        before = year.left;
    }
    let there = |id: &str| map.left.iter().any(|left| left.module == id && left.why == Why::There);
    for step in &map.steps {
        let module = modules.get(&step.module).expect("a module");
        assert_eq!((step.begins - 1) / 12 + 1, step.year as u32, "{step:?}");
        assert_eq!(step.ends + 1, step.begins + module.months.max(1), "{step:?}");
        assert!(step.ends as usize <= 12 * wish.years.len(), "{step:?}");
        for need in &module.needs {
            let need = need.as_str();
            let done = map.step(need).is_some_and(|other| other.ends < step.begins);
            assert!(done || there(need), "{}: {need}", step.module);
        }
    }
    let gain: f64 = map.years.iter().map(|year| year.score - map.today).sum();
    assert!((gain - map.gain).abs() < 1e-9 && map.gain >= map.greedy_gain);
    let rise: f64 = map.steps.iter().map(|step| step.gain).sum();
    assert!((rise - (map.score() - map.today)).abs() < 1e-6, "{rise}");
    assert_eq!(map.steps.len() + map.left.len(), modules.all().len());
    if let Proof::Within { bound, gap } = map.proof {
        assert!(bound >= map.gain && (1.0 - map.gain / bound - gap).abs() < 1e-9);
        let more = map.most_better();
        assert!(
            map.gain == 0.0
                || more.is_some_and(|more| (map.gain * (1.0 + more) - bound).abs() < 1e-9 * bound)
        );
    }
}

#[test]
fn a_large_gap_is_told_of_the_gain_and_not_of_the_bound() {
    let (instrument, modules) = (bundled(), modules());
    let (plan, data) = (Plan::new(&instrument), city(&instrument, 0.0));
    let wish = Wish::even("egov", 10, 1700.0);
    // Stopped at once: the plan of best bargains, far below what is known of better ones.
    let map = Roadmap::new(&plan, &data, 0, &modules, &wish, &mut || ControlFlow::Break(()));
    let map = map.unwrap_or_else(|error| panic!("{error}"));
    let Proof::Within { bound, gap } = map.proof else { panic!("{:?}", map.proof) };
    let more = map.most_better().expect("it gains something");
    assert!(gap > 0.05 && more > gap, "{gap} {more}");
    assert!((map.gain * (1.0 + more) - bound).abs() < 1e-6, "{map:?}");
}

#[test]
fn one_answer_that_is_open_leaves_the_proof() {
    let (instrument, modules) = (bundled(), modules());
    let plan = Plan::new(&instrument);
    let whole = city(&instrument, 0.3);
    for open in
        ["psi.map", "infra.map/exists", "infra.exchange/used", "infra.businesses/integrated"]
    {
        let mut data = Data::builder(&instrument);
        let row = data.unit("city").expect("a city");
        for column in instrument.columns().into_iter().filter(|column| *column != open) {
            if let Some(Entry::Word(word)) = whole.get(0, column) {
                data.text(row, column, word).expect("an answer");
            }
        }
        let data = data.build().expect("data");
        let wish = Wish::even("egov", 1, 1500.0);
        let map = Roadmap::new(&plan, &data, 0, &modules, &wish, &mut go_on());
        let map = map.unwrap_or_else(|error| panic!("{error}"));
        holds(&map, &wish, &modules);
        assert_eq!(map.proof, Proof::Optimal, "{open}");
    }
}

#[test]
fn one_year_is_proven_for_a_low_a_middling_and_a_high_city() {
    let (instrument, modules) = (bundled(), modules());
    let plan = Plan::new(&instrument);
    for part in [0.0, 0.3, 0.6] {
        let data = city(&instrument, part);
        for cost in [300.0, 1500.0, 4000.0] {
            let wish = Wish::even("egov", 1, cost);
            let map = Roadmap::new(&plan, &data, 0, &modules, &wish, &mut go_on());
            let map = map.unwrap_or_else(|error| panic!("{error}"));
            holds(&map, &wish, &modules);
            assert_eq!(map.proof, Proof::Optimal, "{part} {cost}");
        }
    }
}

#[test]
fn five_years_are_within_three_parts_of_a_hundred_of_the_bound() {
    let (instrument, modules) = (bundled(), modules());
    let plan = Plan::new(&instrument);
    for (part, cost, carry_over) in [(0.0, 1700.0, true), (0.3, 1700.0, false), (0.6, 800.0, true)]
    {
        let data = city(&instrument, part);
        let wish = Wish { carry_over, ..Wish::even("egov", 5, cost) };
        let map = Roadmap::new(&plan, &data, 0, &modules, &wish, &mut go_on());
        let map = map.unwrap_or_else(|error| panic!("{error}"));
        holds(&map, &wish, &modules);
        match map.proof {
            Proof::Optimal => {}
            Proof::Within { gap, .. } => assert!(gap < 0.03, "{part} {cost}: {gap}"),
            Proof::BestFound => panic!("the score is a sum"),
        }
    }
}

#[test]
fn effort_is_a_limit_of_its_own() {
    let (instrument, modules) = (bundled(), modules());
    let (plan, data) = (Plan::new(&instrument), city(&instrument, 0.3));
    let mut wish = Wish::even("governance", 2, 500.0);
    wish.years[0].effort = Some(10.0);
    let map = Roadmap::new(&plan, &data, 0, &modules, &wish, &mut go_on()).expect("a roadmap");
    holds(&map, &wish, &modules);
    assert!(map.years[0].effort <= 10.0 && map.years[1].effort > 10.0, "{:?}", map.years);
}

#[test]
fn no_money_builds_nothing_and_the_reasons_are_said() {
    let (instrument, modules) = (bundled(), modules());
    let (plan, data) = (Plan::new(&instrument), city(&instrument, 0.3));
    let wish = Wish::even("egov", 1, 0.0);
    let map = Roadmap::new(&plan, &data, 0, &modules, &wish, &mut go_on()).expect("a roadmap");
    assert_eq!((map.gain, map.steps.len(), map.proof), (0.0, 0, Proof::Optimal));
    assert!(map.left.iter().any(|left| matches!(left.why, Why::TooDear { cost } if cost > 0.0)));
    assert!(map.left.iter().any(|left| left.why == Why::TooLong));
    let full = city(&instrument, 1.0);
    let map = Roadmap::new(&plan, &full, 0, &modules, &wish, &mut go_on()).expect("a roadmap");
    assert!(map.left.iter().any(|left| left.why == Why::There));
}

#[test]
fn what_is_built_is_not_built_again() {
    let (instrument, modules) = (bundled(), modules());
    let (plan, data) = (Plan::new(&instrument), city(&instrument, 0.0));
    let mut wish = Wish::even("egov", 1, 200.0);
    wish.built = vec!["lead".to_owned()];
    let map = Roadmap::new(&plan, &data, 0, &modules, &wish, &mut go_on()).expect("a roadmap");
    assert!(map.step("lead").is_none());
    assert!(map.left.iter().any(|left| left.module == "lead" && left.why == Why::There));
}

#[test]
fn the_other_units_do_not_matter_where_nothing_is_compared() {
    let (instrument, modules) = (bundled(), modules());
    let plan = Plan::new(&instrument);
    let wish = Wish::even("egov", 1, 500.0);
    let alone = city(&instrument, 0.3);
    let mut data = Data::builder(&instrument);
    data.unit("somebody else").expect("a unit");
    let row = data.unit("city").expect("a unit");
    let columns = places(&instrument).into_iter().map(|(place, ..)| place);
    let facts = ["runs-transit", "runs-water", "runs-schools", "runs-clinics", "runs-port"];
    for column in columns.chain(facts.map(str::to_owned)) {
        if let Some(Entry::Word(word)) = alone.get(0, &column) {
            data.text(row, &column, word).expect("an answer");
        }
    }
    let data = data.build().expect("data");
    let one = Roadmap::new(&plan, &alone, 0, &modules, &wish, &mut go_on());
    assert_eq!(one, Roadmap::new(&plan, &data, row, &modules, &wish, &mut go_on()));
    let unanswered = Roadmap::new(&plan, &data, 0, &modules, &wish, &mut go_on());
    assert_eq!(unanswered, Err(RoadmapError::NoScore("egov".to_owned())));
}

#[test]
fn bad_input_68_what_is_no_wish_is_refused() {
    let (instrument, modules) = (bundled(), modules());
    let (plan, data) = (Plan::new(&instrument), city(&instrument, 0.3));
    let refused = |wish: &Wish, row: usize| {
        Roadmap::new(&plan, &data, row, &modules, wish, &mut go_on()).expect_err("it is refused")
    };
    for cost in [f64::NAN, f64::INFINITY, -1.0, 1e308] {
        let error = refused(&Wish::even("egov", 2, cost), 0);
        assert!(matches!(error, RoadmapError::Budget { year: 1, .. }), "{error}");
        let mut wish = Wish::even("egov", 2, 1.0);
        wish.years[1].effort = Some(cost);
        assert!(matches!(refused(&wish, 0), RoadmapError::Budget { year: 2, .. }));
    }
    assert_eq!(refused(&Wish::even("egov", 0, 1.0), 0), RoadmapError::Years(0));
    assert_eq!(refused(&Wish::even("egov", 11, 1.0), 0), RoadmapError::Years(11));
    assert!(matches!(refused(&Wish::even("nowhere", 1, 1.0), 0), RoadmapError::NoNode(_)));
    assert!(matches!(refused(&Wish::even("gov.plan", 1, 1.0), 0), RoadmapError::NoNode(_)));
    assert_eq!(refused(&Wish::even("egov", 1, 1.0), 1), RoadmapError::NoRow(1));
    let wish = Wish { built: vec!["moon".to_owned()], ..Wish::even("egov", 1, 1.0) };
    assert_eq!(refused(&wish, 0), RoadmapError::NoModule("moon".to_owned()));
}
