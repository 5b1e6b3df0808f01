//! `ceds report`: one page that stands alone.

mod overview;
mod page;
mod unit;
mod words;

use eframe_ceds::Plan;
use eframe_ceds::analysis::{Factor, RankRange, Study, StudyError};
use eframe_ceds::chart::{Axis, Figure};

use crate::arguments::{Form, Report};
use crate::end::End;
use crate::progress::{Meter, Stop};
use crate::score;
use page::Page;
use words::Words;

pub(crate) fn run(arguments: &Report) -> Result<(), End> {
    if arguments.output.form(Form::Html)? != Form::Html {
        return Err(End::Usage("a report is a page: its file ends in .html".to_owned()));
    }
    let (instrument, data) = arguments.input.read()?;
    let stop = Stop::listen();
    let plan = Plan::new(&instrument);
    let scores = score::scored(&plan, &data, None)?;
    let node = score::chosen(&instrument, &scores, arguments.node.as_deref())?;
    let document = instrument.document();
    let words = Words::new(arguments.language.as_deref().unwrap_or(&document.language));
    let ranges = sure(arguments, &plan, &data, node, &stop)?;
    let ground = Ground { document, data: &data, scores: &scores, node, words: &words };
    let page = match &arguments.unit {
        Some(unit) => {
            let row = data
                .row(unit)
                .ok_or_else(|| End::Usage(format!("the data have no unit {unit:?}")))?;
            unit::page(&ground, row, arguments, &ranges)
        }
        None => overview::page(&ground, arguments, &ranges),
    };
    let html = page.html(&words).map_err(|error| End::Wrong(error.to_string()))?;
    stop.check()?;
    arguments.output.write(html.as_bytes())
}

/// What every page is made from.
struct Ground<'a> {
    document: &'a eframe_ceds::Document,
    data: &'a eframe_ceds::Data,
    scores: &'a eframe_ceds::Scores<'a>,
    node: &'a str,
    words: &'a Words,
}

impl Ground<'_> {
    /// An empty page with what it is about at its foot.
    fn page(&self, title: String) -> Page {
        let (name, _) = self.words.name(&self.document.name, self.document.id.as_str());
        let about = [("name", name.as_str()), ("edition", self.document.edition.as_str())];
        Page {
            title,
            lead: self.words.say("lead", &about),
            made: self.words.say("made", &[("version", env!("CARGO_PKG_VERSION"))]),
            ..Page::default()
        }
    }

    /// The instrument's name.
    fn name(&self) -> String {
        self.words.name(&self.document.name, self.document.id.as_str()).0
    }

    /// The scale that scores lie on, as far as they tell: 1, 10, 100, or as many noughts as it takes.
    fn axis(&self, scores: impl Iterator<Item = f64>) -> Scale {
        let (mut high, mut low) = (1.0_f64, 0.0_f64);
        for score in scores {
            while high < score.abs() && high < 1e300 {
                high *= 10.0;
            }
            if score < 0.0 {
                low = -1.0;
            }
        }
        Scale { low: low * high, high }
    }
}

/// From where to where scores reach, which says how many places they are written with.
#[derive(Clone, Copy)]
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn said(self, value: f64) -> String {
        if self.high >= 100.0 { format!("{value:.1}") } else { format!("{value:.3}") }
    }

    fn figure(self, value: Option<f64>) -> Option<Figure> {
        value.and_then(|value| Figure::new(value, self.said(value)))
    }

    fn axis(self) -> Axis {
        let ends = [self.low, (self.low + self.high) / 2.0, self.high];
        let ticks = ends.into_iter().filter_map(|end| Figure::new(end, format!("{end}")));
        Axis::new(self.low, self.high)
            .or_else(|| Axis::new(0.0, 1.0))
            .unwrap_or_else(|| unreachable!("1 is above 0"))
            .ticks(ticks)
    }
}

/// The ranges of ranks, where somebody asked for runs.
fn sure(
    arguments: &Report,
    plan: &Plan,
    data: &eframe_ceds::Data,
    node: &str,
    stop: &Stop,
) -> Result<Vec<Option<RankRange>>, End> {
    let (Some(runs), trials) = (arguments.ensemble, &arguments.trials) else {
        return Ok(Vec::new());
    };
    let mut factors: Vec<Factor> = trials.vary.iter().map(|vary| vary.factor.clone()).collect();
    if factors.is_empty() {
        factors.push(Factor::Weights { depth: None, spread: 0.25 });
    }
    let study = Study { factors, seed: trials.seed };
    let meter = Meter::new(stop, "runs", runs, trials.shown.progress);
    let told = |done| meter.tell(done);
    match study.ensemble(plan, data, node, runs, trials.threads(), &told) {
        Ok(ensemble) => Ok(ensemble.ranks),
        Err(StudyError::Stopped) => Err(stop.check().err().unwrap_or(End::Stopped(130))),
        Err(error @ StudyError::Run { .. }) => Err(End::Wrong(error.to_string())),
        Err(error) => Err(End::Usage(error.to_string())),
    }
}

/// How the runs were made, for who wants to make them again.
fn runs_said(arguments: &Report, words: &Words) -> String {
    let trials = &arguments.trials;
    let typed: Vec<&str> = trials.vary.iter().map(|vary| vary.typed.as_str()).collect();
    let vary = if typed.is_empty() { "weights=0.25".to_owned() } else { typed.join(" ") };
    let (runs, seed) = (arguments.ensemble.unwrap_or(0).to_string(), trials.seed.to_string());
    words.say("sure.how", &[("runs", &runs), ("vary", &vary), ("seed", &seed)])
}
