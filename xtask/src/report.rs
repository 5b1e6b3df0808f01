//! Counts what passed and failed, and says how long each step took.

use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How many of a step's parts held.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Tally {
    /// What a step counts that is one thing: it held.
    pub(crate) const ONE: Self = Self { passed: 1, failed: 0 };

    pub(crate) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The run so far.
#[derive(Debug)]
pub(crate) struct Report {
    started: Instant,
    tally: Tally,
    steps: Vec<(String, Duration, bool)>,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self { started: Instant::now(), tally: Tally::default(), steps: Vec::new() }
    }

    /// Does one step; answers whether all of it held. A step that breaks off counts as one failure.
    pub(crate) fn step(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<Tally, String>,
    ) -> bool {
        println!("\n--- {name}");
        let started = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            eprintln!("{error}");
            Tally { passed: 0, failed: 1 }
        });
        let took = started.elapsed();
        let good = tally.failed == 0;
        println!("{}  {name}: {} ({:.1} s)", word(good), Self::count(tally), took.as_secs_f64());
        self.tally.add(tally);
        self.steps.push((name.to_owned(), took, good));
        good
    }

    /// Prints the steps again in short, and as the last line what passed and failed.
    pub(crate) fn finish(self) -> ExitCode {
        println!();
        if self.steps.len() > 1 {
            for (name, took, good) in &self.steps {
                println!("{}  {:>7.1} s  {name}", word(*good), took.as_secs_f64());
            }
            println!("      {:>7.1} s  in all", self.started.elapsed().as_secs_f64());
        }
        println!("{}", Self::count(self.tally));
        if self.tally.failed == 0 && self.tally.passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn count(tally: Tally) -> String {
        format!("{} passed, {} failed", tally.passed, tally.failed)
    }
}

fn word(good: bool) -> &'static str {
    if good { "ok  " } else { "FAIL" }
}
