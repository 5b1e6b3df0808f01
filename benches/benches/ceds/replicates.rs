//! 1,000 replicates of the index over weights, winsorisation and normalisation; Sobol's indices of eight factors.

use std::ops::ControlFlow;
use std::time::Instant;

use benches::{Bound, median, say_ratio};
use eframe_ceds::Plan;
use eframe_ceds::analysis::{Factor, Study};
use eframe_ceds::document::Number;
use eframe_ceds::method::{Aggregate, Impute, Normalise, Then, Ties, Treat};

use crate::{asem, large};

fn winsorise(most: u32) -> Treat {
    let (skew, kurtosis) = (Number::whole(2), Number::new(3.5).expect("a number"));
    Treat::Winsorise { most, skew, kurtosis, then: Then::Log }
}

/// Weights, winsorisation, normalisation.
pub(crate) fn three() -> Vec<Factor> {
    vec![
        Factor::Weights { depth: None, spread: 0.25 },
        Factor::Treat(vec![winsorise(5), winsorise(3), winsorise(1)]),
        Factor::Normalise(vec![
            Normalise::MinMax { low: Number::ONE, high: Number::whole(100) },
            Normalise::ZScore { mean: Number::ZERO, sd: Number::ONE },
            Normalise::PercentileRank { ties: Ties::Mean },
        ]),
    ]
}

fn eight() -> Vec<Factor> {
    let mut factors = three();
    factors[0] = Factor::Weights { depth: Some(0), spread: 0.25 };
    factors.push(Factor::Weights { depth: Some(1), spread: 0.25 });
    factors.push(Factor::Weights { depth: Some(2), spread: 0.25 });
    factors.push(Factor::Impute(vec![Impute::Mean {}, Impute::Median {}]));
    let means = vec![Aggregate::Arithmetic {}, Aggregate::Median {}];
    factors.push(Factor::Aggregate { depth: Some(2), of: means.clone() });
    factors.push(Factor::Aggregate { depth: Some(1), of: means });
    factors
}

fn millis(work: &dyn Fn()) -> f64 {
    let rounds = (0..7).map(|_| {
        let from = Instant::now();
        work();
        from.elapsed().as_secs_f64() * 1e3
    });
    median(rounds.collect::<Vec<_>>())
}

pub(crate) fn measure() {
    let instrument = asem::instrument();
    let data = asem::data(&instrument);
    let plan = Plan::new(&instrument);
    let on = |_| ControlFlow::Continue(());
    let study = Study { factors: three(), seed: 1 };
    let ensemble = millis(&|| {
        std::hint::black_box(study.ensemble(&plan, &data, "Index", 1000, 2, &on).expect("ranks"));
    });
    say_ratio("ceds, 1,000 replicates on two cores, milliseconds", ensemble, Bound::AtMost(20.0));
    let study = Study { factors: eight(), seed: 1 };
    let sobol = millis(&|| {
        let found = study.sensitivity(&plan, &data, "Index", 1024, 1000, 2, &on);
        std::hint::black_box(found.expect("indices"));
    });
    draws();
    say_ratio("ceds, Sobol with 8 factors, N = 1,024, milliseconds", sobol, Bound::AtMost(2000.0));
}

/// 10,000 draws of weights on 200 units of 100 indicators, with the range of every rank.
fn draws() {
    let instrument = large::instrument();
    let data = large::data(&instrument, &large::columns(200));
    let plan = Plan::new(&instrument);
    let study = Study { factors: vec![Factor::Weights { depth: None, spread: 0.5 }], seed: 1 };
    for (threads, bound) in [(1, 70.0), (2, 42.0)] {
        let found = millis(&|| {
            let on = |_| ControlFlow::Continue(());
            std::hint::black_box(
                study.ensemble(&plan, &data, "top", 10_000, threads, &on).expect("ranks"),
            );
        });
        let name = format!("ceds, 10,000 draws on 200 x 100, milliseconds on {threads} threads");
        say_ratio(&name, found, Bound::AtMost(bound));
    }
}
