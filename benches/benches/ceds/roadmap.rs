//! Roadmaps of the bundled instrument's 116 modules, for cities that answered low, in the middle and high.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use benches::{Bound, say_ratio};
use eframe_ceds::document::{Id, Scale};
use eframe_ceds::roadmap::{Proof, Roadmap, Wish};
use eframe_ceds::{Data, Format, Instrument, Modules, Plan};

const INSTRUMENT: &str = include_str!("../../../eframe-ceds/instruments/ceds-2026.toml");
const MODULES: &str = include_str!("../../../eframe-ceds/instruments/ceds-2026-modules.toml");

/// When a search is told to stop.
const LIMIT: Duration = Duration::from_millis(4_500);

/// The columns of answers with their scales.
fn columns(instrument: &Instrument) -> Vec<(String, &Scale)> {
    let document = instrument.document();
    let scale = |id: &Id| document.scale(id).expect("the scale is there");
    let mut columns = Vec::new();
    for question in &document.questions {
        let own = document.scale_of(question).expect("every question has a scale");
        if own.parts.is_empty() {
            columns.push((question.id.to_string(), own));
        }
        let parts = own.parts.iter();
        columns
            .extend(parts.map(|part| (format!("{}/{}", question.id, part.id), scale(&part.scale))));
    }
    columns
}

/// A city whose answers lie about this part of the way up each scale.
fn city(instrument: &Instrument, part: f64) -> Data {
    let mut data = Data::builder(instrument);
    let row = data.unit("city").expect("a unit");
    for fact in ["runs-transit", "runs-water", "runs-schools", "runs-clinics", "runs-port"] {
        data.text(row, fact, "yes").expect("a fact");
    }
    for (number, (column, scale)) in columns(instrument).into_iter().enumerate() {
        let wave = [0.0, 0.7, -0.7, 0.3, -0.3][number % 5];
        let last = scale.answers.len() as f64 - 1.0;
        let level = (part * last + wave).round().clamp(0.0, last) as usize;
        data.text(row, &column, scale.answers[level].id.as_str()).expect("an answer");
    }
    data.build().expect("data")
}

pub(crate) fn measure() {
    let instrument = Instrument::read("ceds-2026.toml", INSTRUMENT, Format::Toml).expect("right");
    let modules = Modules::read(&instrument, "modules", MODULES, Format::Toml).expect("right");
    let plan = Plan::new(&instrument);
    let (mut one, mut five, mut gaps, mut ahead) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for part in [0.0, 0.3, 0.6] {
        let data = city(&instrument, part);
        for (years, cost, carry_over) in [
            (1, 400.0, false),
            (1, 1_500.0, false),
            (5, 400.0, false),
            (5, 800.0, false),
            (5, 1_700.0, false),
            (5, 1_700.0, true),
        ] {
            let wish = Wish { carry_over, ..Wish::even("egov", years, cost) };
            let from = Instant::now();
            let watch = &mut || match from.elapsed() < LIMIT {
                true => ControlFlow::Continue(()),
                false => ControlFlow::Break(()),
            };
            let map = Roadmap::new(&plan, &data, 0, &modules, &wish, watch).expect("a roadmap");
            let took = from.elapsed().as_secs_f64();
            let gap = match map.proof {
                Proof::Optimal => 0.0,
                Proof::Within { gap, .. } => gap,
                Proof::BestFound => f64::INFINITY,
            };
            println!(
                "  {:.1} today, {years} years of {cost}: {took:.2} s, gain {:.2}, greedy {:.2}, {:.2} % below its bound",
                map.today,
                map.gain,
                map.greedy_gain,
                gap * 100.0
            );
            ahead.push(map.gain / map.greedy_gain);
            if years == 1 {
                assert_eq!(map.proof, Proof::Optimal, "one year is proven");
                one.push(took);
            } else {
                five.push(took);
                gaps.push(gap * 100.0);
            }
        }
    }
    let worst = |figures: &[f64]| figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let least = ahead.iter().copied().fold(f64::INFINITY, f64::min);
    say_ratio(
        "ceds, roadmap of one year, proven, slowest, seconds",
        worst(&one),
        Bound::AtMost(1.0),
    );
    say_ratio("ceds, roadmap of five years, slowest, seconds", worst(&five), Bound::AtMost(5.0));
    say_ratio(
        "ceds, roadmap of five years, furthest below its bound, %",
        worst(&gaps),
        Bound::AtMost(3.0),
    );
    say_ratio("ceds, roadmap over the plan of best bargains, least", least, Bound::AtLeast(1.0));
}
