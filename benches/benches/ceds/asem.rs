//! ASEM: denominate, impute, treat, normalise, aggregate four levels, rank.

use std::time::Instant;

use benches::{Bound, median, say_ratio};
use eframe_ceds::{Data, Format, Instrument, Plan};

const INSTRUMENT: &str = include_str!("../../../eframe-ceds/instruments/asem.toml");
const CELLS: &str = include_str!("../../../eframe-ceds/tests/data/asem_idata.csv");

pub(crate) fn instrument() -> Instrument {
    Instrument::read("asem.toml", INSTRUMENT, Format::Toml).expect("the instrument is right")
}

/// The file has no quoted commas.
pub(crate) fn data(instrument: &Instrument) -> Data {
    let mut lines = CELLS.lines().map(|line| line.split(',').map(|cell| cell.trim_matches('"')));
    let names: Vec<&str> = lines.next().expect("a head").collect();
    let code = names.iter().position(|name| *name == "uCode").expect("codes");
    let mut data = Data::builder(instrument);
    for line in lines {
        let cells: Vec<&str> = line.collect();
        let row = data.unit(cells[code]).expect("a unit");
        for (name, cell) in names.iter().zip(&cells).skip(2).filter(|(name, _)| **name != "Time") {
            data.text(row, name, cell).expect("a value");
        }
    }
    data.build().expect("data")
}

pub(crate) fn measure() {
    let instrument = instrument();
    let data = data(&instrument);
    let plan = Plan::new(&instrument);
    let rounds = (0..9).map(|_| {
        let from = Instant::now();
        for _ in 0..200 {
            std::hint::black_box(plan.score(&data).expect("scores"));
        }
        from.elapsed().as_secs_f64() / 200.0 * 1e6
    });
    let micros = median(rounds.collect::<Vec<_>>());
    say_ratio("ceds, 51 x 49 the whole way, microseconds", micros, Bound::AtMost(150.0));
}
