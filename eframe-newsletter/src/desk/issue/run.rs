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
    stopped: String,
    /// In words: how many; empty where nobody would.
    said: String,
    languages: Vec<Count>,
    others: Vec<Count>,
    domains: Vec<Count>,
    /// In words: at how many domains they are.
    all_domains: String,
    /// In words: how many are at those that are not named.
    elsewhere: String,
    unwritten: Vec<String>,
}

/// How many of something there are.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Count {
    name: String,
    count: u64,
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
            elsewhere: elsewhere(desk, run),
            unwritten: run.unwritten.iter().map(|one| one.own_name().to_owned()).collect(),
        })
    }

    pub(super) fn sample() -> Self {
        let count = |name: &str| Count { name: name.to_owned(), count: 1_200 };
        Self {
            stopped: "The issue is not written in all its languages.".to_owned(),
            said: "2,400 readers would get it.".to_owned(),
            languages: vec![count("English"), count("한국어")],
            others: vec![count("Français")],
            domains: vec![count("seoul.example")],
            all_domains: "At 300 domains in all".to_owned(),
            elsewhere: "Domains that are not named: 299".to_owned(),
            unwritten: vec!["한국어".to_owned()],
        }
    }
}

/// How many are at domains that are not named, in words; empty where there are none.
fn elsewhere(desk: &Desk, run: &DryRun) -> String {
    let further = run.all_domains.saturating_sub(run.domains.len() as u64);
    if further == 0 {
        return String::new();
    }
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX).into();
    let args = [("count", number(further)), ("readers", number(run.elsewhere))];
    desk.say_with("newsletter.desk.run.elsewhere", &args)
}
