//! Roadmaps of the bundled instrument.

use std::ops::ControlFlow;

use eframe_ceds::roadmap::{Proof, Roadmap, Why, Wish};
use eframe_ceds::{Data, Instrument, Modules, Plan};

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
        assert_eq!(step.ends + 1, step.begins + module.months, "{step:?}");
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
        assert!(bound >= map.gain && (bound / map.gain - 1.0 - gap).abs() < 1e-9);
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
