//! Who would get an issue, and what keeps it from being sent.

use eframe_core::Language;
use eframe_core::http::Problem;
use serde::Serialize;

use crate::desk::seat::Desk;
use crate::model::{Fallback, Issue};
use crate::{DryRun, Refusal};

/// Who would get it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Run {
    /// In words: what keeps it from being sent now, if anything.
    pub(super) stopped: String,
    /// In words: how many; empty where nobody would.
    pub(super) said: String,
    pub(super) languages: Vec<Count>,
    pub(super) others: Vec<Count>,
    pub(super) domains: Vec<Count>,
    /// In words: at how many domains they are.
    pub(super) all_domains: String,
    pub(super) unwritten: Vec<String>,
}

/// How many of something there are.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Count {
    pub(super) name: String,
    pub(super) count: u64,
}

/// Why an order would be refused now, as far as that is known without making the letters.
pub(super) fn stopped(run: &DryRun, issue: &Issue) -> Option<Refusal> {
    let others: Vec<Language> = run.others.keys().copied().collect();
    if !run.unwritten.is_empty() {
        Some(Refusal::Unwritten(run.unwritten.clone()))
    } else if issue.fallback == Fallback::Block && !others.is_empty() {
        Some(Refusal::Untranslated(others))
    } else if run.letters.values().sum::<u64>() == 0 {
        Some(Refusal::NoReaders)
    } else {
        None
    }
}

/// How many would get it, in words.
pub(super) fn said_run(desk: &Desk, run: &DryRun) -> String {
    let count = i64::try_from(run.letters.values().sum::<u64>()).unwrap_or(i64::MAX);
    desk.say_with("newsletter.desk.run.said", &[("count", count.into())])
}

impl Run {
    pub(super) fn of(
        desk: &Desk,
        run: &DryRun,
        stopped: Option<&Refusal>,
    ) -> Result<Self, Problem> {
        let named = |(language, count): (&Language, &u64)| Count {
            name: language.own_name().to_owned(),
            count: *count,
        };
        let all = i64::try_from(run.all_domains).unwrap_or(i64::MAX);
        // While it waits for somebody nobody gets it, whatever they read.
        let said = match stopped {
            Some(Refusal::Untranslated(_) | Refusal::NoReaders) => String::new(),
            _ => said_run(desk, run),
        };
        Ok(Self {
            stopped: match stopped {
                Some(refusal) => desk.refused(refusal.clone().into())?,
                None => String::new(),
            },
            said,
            languages: run.letters.iter().map(named).collect(),
            others: run.others.iter().map(named).collect(),
            domains: run
                .domains
                .iter()
                .map(|(name, count)| Count { name: name.clone(), count: *count })
                .collect(),
            all_domains: desk.say_with("newsletter.desk.run.domains", &[("count", all.into())]),
            unwritten: run.unwritten.iter().map(|one| one.own_name().to_owned()).collect(),
        })
    }
}
