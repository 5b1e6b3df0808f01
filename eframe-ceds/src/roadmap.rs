//! What to build next, and when: modules chosen for the money there is, so that a score gains the most.
//!
//! [`Roadmap::new`] takes a [`Wish`] (which node, which budget in which year) and says which [`Modules`] to begin in which year.
//!
//! **The calendar.** Years have twelve months and are counted from today. A module is begun in the year that it is chosen for: in
//! its first month, or in the month after the last thing it needs is finished, which has to be in that year still. It is paid,
//! in money and effort, out of the budget of that year alone. `months` later it is finished, and from the end of that year on
//! its answers count. What is not finished by the end of the last year brings nothing, and is not begun.
//!
//! **The gain.** `Σ over years y of (score at the end of y - score today)`: what comes earlier counts in more years. With one year it is
//! the rise of the score.
//!
//! **How it is chosen.** As an integer program (see Wolsey, Integer Programming, 2020), by branch and bound, beginning with the
//! plan of whoever takes the best bargain first ([`Roadmap::greedy`]); never is the result worse than that. Where every node above the
//! changed answers is a weighted mean, the program's gain is the engine's to the last but rounding, and [`Proof`] says whether the
//! plan is the best there is, or how far from it at most. Elsewhere the program goes by gains that are near, its plan is
//! reckoned by the engine, and it is the best found; where nothing that modules change can lower a score, what everything at once would gain
//! is a bound still.
//!
//! ```
//! use std::ops::ControlFlow;
//! use eframe_ceds::roadmap::{Proof, Roadmap, Wish};
//! use eframe_ceds::{Data, Format, Instrument, Modules, Plan};
//!
//! let instrument = Instrument::read("city.toml", r#"
//! format = 1
//! id = "city"
//! edition = "2026"
//! language = "en"
//! name.en = "A city"
//! node = [{ id = "index" }]
//! question = [
//!   { id = "plan", parent = "index", answer = [{ id = "no", score = 0 }, { id = "yes", score = 10 }] },
//!   { id = "portal", parent = "index", answer = [{ id = "no", score = 0 }, { id = "yes", score = 10 }] },
//! ]
//! "#, Format::Toml)?;
//! let modules = Modules::read(&instrument, "modules.toml", r#"
//! format = 1
//! instrument = "city"
//! edition = "2026"
//! language = "en"
//! name.en = "What we could build"
//! module = [
//!   { id = "write", name.en = "A plan", cost = 10, months = 6, raises = [{ question = "plan", to = "yes" }] },
//!   { id = "build", name.en = "A portal", cost = 90, months = 12, needs = ["write"], raises = [{ question = "portal", to = "yes" }] },
//! ]
//! "#, Format::Toml)?;
//! let mut data = Data::builder(&instrument);
//! let row = data.unit("Aville")?;
//! data.text(row, "plan", "no")?;
//! data.text(row, "portal", "no")?;
//! let data = data.build()?;
//!
//! let wish = Wish::even("index", 2, 100.0);
//! let plan = Plan::new(&instrument);
//! let map = Roadmap::new(&plan, &data, row, &modules, &wish, &mut || ControlFlow::Continue(()))?;
//! assert_eq!(map.proof, Proof::Optimal);
//! let months: Vec<_> = map.steps.iter().map(|step| (step.module.as_str(), step.begins, step.ends)).collect();
//! assert_eq!(months, [("write", 1, 6), ("build", 7, 18)]);
//! assert_eq!(map.years.iter().map(|year| year.score).collect::<Vec<_>>(), [5.0, 10.0]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod calendar;
mod explain;
mod greedy;
mod improve;
mod joins;
mod model;
mod openers;
mod plan;
mod problem;
mod program;
mod steps;
mod terms;
mod today;
mod wish;

pub use explain::{Left, Proof, Step, Why, Year};
pub use plan::Roadmap;
pub use wish::{Budget, RoadmapError, Wish};

#[cfg(doc)]
use crate::modules::Modules;
