//! 100,000 units of 100 indicators: min-max, weighted means over three levels, all levels kept, one ranking.

use std::fmt::Write as _;
use std::time::Instant;

use benches::{Bound, median, say_ratio};
use eframe_ceds::{Data, Format, Instrument, Plan};

use crate::passes;

const INDICATORS: usize = 100;
const GROUPS: usize = 10;

pub(crate) fn instrument() -> Instrument {
    let mut text = String::from(
        "format = 1\nid = \"large\"\nedition = \"1\"\nlanguage = \"en\"\nname = { en = \"Large\" }\n\
         indicators = { normalise = \"min-max\" }\n[[node]]\nid = \"top\"\n\
         [[node]]\nid = \"h0\"\nparent = \"top\"\nweight = 3\n[[node]]\nid = \"h1\"\nparent = \"top\"\nweight = 2\n",
    );
    for pillar in 0..INDICATORS / GROUPS {
        let half = pillar / (INDICATORS / GROUPS / 2);
        let _ = writeln!(
            text,
            "[[node]]\nid = \"p{pillar}\"\nparent = \"h{half}\"\nweight = {}",
            pillar + 1
        );
    }
    for place in 0..INDICATORS {
        let pillar = place / GROUPS;
        let _ = writeln!(
            text,
            "[[indicator]]\nid = \"i{place}\"\nparent = \"p{pillar}\"\nweight = {}",
            place % 7 + 1
        );
    }
    Instrument::read("large.toml", &text, Format::Toml).expect("the instrument is right")
}

pub(crate) fn columns(units: usize) -> Vec<Vec<f64>> {
    let mut state = 7_u64;
    let mut chance = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    (0..INDICATORS).map(|_| (0..units).map(|_| chance() * 100.0).collect()).collect()
}

pub(crate) fn data(instrument: &Instrument, columns: &[Vec<f64>]) -> Data {
    let mut data = Data::builder(instrument);
    for unit in 0..columns[0].len() {
        data.unit(&unit.to_string()).expect("a unit");
    }
    for (place, column) in columns.iter().enumerate() {
        let cells: Vec<Option<f64>> = column.iter().copied().map(Some).collect();
        data.column(&format!("i{place}"), &cells).expect("a column");
    }
    data.build().expect("data")
}

/// Milliseconds of ours on two threads and on one, and of whole-array passes, which have one. Ours go on in the same room.
fn rounds(units: usize, count: usize) -> (f64, f64, f64) {
    let instrument = instrument();
    let plan = Plan::new(&instrument);
    let columns = columns(units);
    let data = data(&instrument, &columns);
    let mut room = Some(plan.score(&data).expect("scores").into_room());
    let mut ours = |threads: usize| {
        let from = Instant::now();
        let scores =
            plan.score_in(room.take().unwrap_or_default(), threads, &data).expect("scores");
        let millis = from.elapsed().as_secs_f64() * 1e3;
        room = Some(std::hint::black_box(scores).into_room());
        millis
    };
    let mut found = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..count {
        found[0].push(ours(2));
        found[1].push(ours(1));
        let from = Instant::now();
        std::hint::black_box(passes::score(&columns, GROUPS));
        found[2].push(from.elapsed().as_secs_f64() * 1e3);
    }
    let [two, one, passes] = found.map(median);
    println!(
        "{units} units: {two:.1} ms on two threads, {one:.1} ms on one, {passes:.1} ms in whole-array passes"
    );
    (two, one, passes)
}

pub(crate) fn measure() {
    let (two, one, passes) = rounds(100_000, 11);
    say_ratio("ceds, 100,000 x 100 on two cores, milliseconds", two, Bound::AtMost(25.0));
    say_ratio(
        "ceds, 100,000 x 100 beside whole-array passes, one thread each",
        one / passes,
        Bound::AtMost(0.35),
    );
    let (ten, _, _) = rounds(1_000_000, 3);
    say_ratio("ceds, 1,000,000 beside 100,000 units", ten / two, Bound::AtMost(12.0));
}
