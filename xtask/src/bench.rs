//! Figures: every bench in a release build, beside its yardstick.

use crate::command::{From, cargo, run, watch};
use crate::report::{Report, Tally};
use crate::sink;
use crate::workspace::Workspace;

/// Runs the benches and judges the lines `ratio NAME VALUE at least|at most LIMIT` that they print.
pub(crate) fn run_all(workspace: &Workspace, report: &mut Report) {
    report.step("release build", || {
        // As the benches ask for it when they start the site: alone, with its own features and nobody else's.
        run(&mut cargo(workspace, "build --release --package wego-site --bin wego-site"))
            .map(|()| Tally::ONE)
    });
    report.step("benches", || {
        let mut ratios = Vec::new();
        let mut benches = cargo(workspace, "bench --package benches");
        match sink::provide(&workspace.target) {
            Ok(program) => {
                benches.env(sink::NAMED, program);
            }
            Err(why) => {
                println!("lack  smtp-sink ({why}): the newsletter's rate is told without a bound");
            }
        }
        let ended_well =
            watch(&mut benches, From::Stdout, |line| ratios.extend(Ratio::read(line)))?;
        if !ended_well || ratios.is_empty() {
            return Err("the benches broke off, or printed no ratio".to_owned());
        }
        let mut tally = Tally::default();
        println!();
        for ratio in &ratios {
            let holds = ratio.holds();
            println!("{}  {}", if holds { "ok  " } else { "FAIL" }, ratio.line);
            tally.add(if holds { Tally::ONE } else { Tally { passed: 0, failed: 1 } });
        }
        Ok(tally)
    });
}

/// A figure and the bound it has to keep.
#[derive(Debug)]
struct Ratio {
    line: String,
    value: f64,
    is_least: bool,
    limit: f64,
}

impl Ratio {
    fn read(line: &str) -> Option<Self> {
        let (name_and_value, is_least, limit) = match line.strip_prefix("ratio ")? {
            rest if rest.contains(" at least ") => {
                rest.split_once(" at least ").map(|(a, b)| (a, true, b))?
            }
            rest => rest.split_once(" at most ").map(|(a, b)| (a, false, b))?,
        };
        let number = |text: &str| text.split_whitespace().next().and_then(|text| text.parse().ok());
        let value = name_and_value.rsplit(' ').next().and_then(number)?;
        Some(Self { line: line.to_owned(), value, is_least, limit: number(limit)? })
    }

    fn holds(&self) -> bool {
        if self.is_least { self.value >= self.limit } else { self.value <= self.limit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_judged() {
        let held = |line: &str| Ratio::read(line).map(|ratio| ratio.holds());
        assert_eq!(held("ratio page cpu 1.42 at most 1.5"), Some(true));
        assert_eq!(held("ratio page cpu 1.52 at most 1.5"), Some(false));
        let steady =
            "ratio newsletter.steady.SQLite (faster at the end counts as held) 4.85 at least 0.9";
        assert_eq!(held(steady), Some(true));
        assert_eq!(held("ratio commits 0.69 at least 0.7 (SQLite)"), Some(false));
        assert_eq!(held("ratio of something"), None);
        assert_eq!(held("told newsletter.rate.SQLite 0.12, to a server in this process"), None);
        assert_eq!(held("commits 0.69 at least 0.7"), None);
    }
}
