//! What pages of one member show of it, at the desk and among its organisation's own pages.

use jiff::civil::Date;
use serde::Serialize;

use crate::Explained;
use crate::model::{Fee, FeeState, Happening, Step, Term};
use crate::pages::{ExplainedView, looks};
use crate::store::Payment;
use crate::words::Words;

/// A member as it stood on a day, with its whole history, its fees and its offices.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Portrait {
    own_name: Option<String>,
    number: String,
    kind: String,
    country: String,
    population: Option<u64>,
    website: Option<String>,
    explained: ExplainedView,
    steps: Vec<StepLine>,
    fees: Vec<FeeLine>,
    terms: Vec<TermLine>,
}

/// One thing that happened, what was said about it, and what the charter of its day made of it.
#[derive(Clone, Debug, Default, Serialize)]
struct StepLine {
    on: String,
    what: String,
    reason: String,
    /// The day it was written down, where that is another.
    recorded: Option<String>,
    charter: String,
    to: String,
    to_looks: &'static str,
}

/// A fee.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FeeLine {
    pub(crate) period: String,
    pub(crate) amount: String,
    pub(crate) due: String,
    pub(crate) looks: &'static str,
    pub(crate) state: String,
    /// When it was paid or waived, in words.
    pub(crate) settled: String,
    /// Where more is said of it; empty where nothing is.
    pub(crate) href: String,
}

/// An office, held from a day to a day.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct TermLine {
    office: String,
    body: String,
    from: String,
    until: String,
    now: bool,
}

impl Portrait {
    /// `href` leads to a fee; an empty address to nowhere.
    pub(crate) fn of(
        words: &Words,
        explained: &Explained,
        terms: &[Term],
        href: impl Fn(&Fee) -> String,
    ) -> Self {
        let (member, profile) = (&explained.member, &explained.member.profile);
        let fees = member.fees.iter().rev();
        Self {
            own_name: profile.own_name.clone(),
            number: member.number.clone().unwrap_or_default(),
            kind: words.kind(&explained.status.kind),
            country: words.country(profile.country),
            population: profile.population,
            website: profile.website.clone(),
            steps: explained.status.steps.iter().map(|step| StepLine::of(words, step)).collect(),
            fees: fees.map(|fee| FeeLine::of(words, fee, href(fee))).collect(),
            terms: terms
                .iter()
                .map(|term| TermLine::of(words, term, words.membership.today()))
                .collect(),
            explained: ExplainedView::of(words, explained),
        }
    }

    /// For samples of templates: a member of whom there is everything, and one of whom there is nothing.
    pub(crate) fn samples() -> [Self; 2] {
        let step = StepLine {
            on: "2026-11-02".to_owned(),
            what: "Its rights were suspended".to_owned(),
            reason: "The city asked for it".to_owned(),
            recorded: Some("2026-11-05".to_owned()),
            charter: "2017".to_owned(),
            to: "Suspended".to_owned(),
            to_looks: "warn",
        };
        let plain =
            StepLine { reason: String::new(), recorded: None, to: String::new(), ..step.clone() };
        let full = Self {
            own_name: Some("بورتو أزول".to_owned()),
            number: "M-2026-0042".to_owned(),
            kind: "City".to_owned(),
            country: "Brazil".to_owned(),
            population: Some(120_000),
            website: Some("https://porto-azul.example".to_owned()),
            explained: ExplainedView::sample(),
            steps: vec![step, plain],
            fees: FeeLine::samples().into(),
            terms: TermLine::samples().into(),
        };
        let bare = Self { explained: ExplainedView::never(), ..Self::default() };
        [full, bare]
    }
}

impl StepLine {
    fn of(words: &Words, step: &Step) -> Self {
        let happened = &step.happened;
        let recorded = words.membership.charter().day(happened.recorded);
        let reason = match &happened.what {
            Happening::Suspended { reason } | Happening::Withdrew { reason } => reason.clone(),
            _ => String::new(),
        };
        let changed = step.to.filter(|_| step.from != step.to);
        Self {
            on: happened.on.to_string(),
            what: words.happened(happened),
            reason,
            recorded: (recorded != happened.on).then(|| recorded.to_string()),
            charter: step.charter.clone(),
            to: changed.map(|to| words.standing(to)).unwrap_or_default(),
            to_looks: changed.map_or("note", looks),
        }
    }
}

impl FeeLine {
    pub(crate) fn of(words: &Words, fee: &Fee, href: String) -> Self {
        let state = Payment::of(fee, words.membership.today());
        let on = |key: &str, day| words.say_with(key, &[("day", words.date(day).into())]);
        let settled = match &fee.state {
            FeeState::Open => String::new(),
            FeeState::Paid { on: day, .. } => on("membership.fee.paid-on", *day),
            FeeState::Waived { on: day, .. } => on("membership.fee.waived-on", *day),
        };
        Self {
            period: fee.period.clone(),
            amount: words.money(fee.amount),
            due: fee.due.to_string(),
            looks: state.looks(),
            state: words.payment(state),
            settled,
            href,
        }
    }

    /// For samples of templates.
    pub(crate) fn samples() -> [Self; 2] {
        let open = Self {
            period: "2026".to_owned(),
            amount: "1,000.00 USD".to_owned(),
            due: "2026-03-31".to_owned(),
            looks: "bad",
            state: "Overdue".to_owned(),
            settled: String::new(),
            href: "/desk/membership/fees/1".to_owned(),
        };
        let paid = Self {
            looks: "ok",
            state: "Paid".to_owned(),
            settled: "Paid on 1 March 2026".to_owned(),
            href: String::new(),
            ..open.clone()
        };
        [open, paid]
    }
}

impl TermLine {
    /// `day` is the one for which it is said whether the office is held.
    pub(crate) fn of(words: &Words, term: &Term, day: Date) -> Self {
        Self {
            office: words.office(&term.body, &term.office),
            body: words.body(&term.body, term.from),
            from: term.from.to_string(),
            until: term.until.to_string(),
            now: term.covers(day),
        }
    }

    /// For samples of templates.
    pub(crate) fn samples() -> [Self; 2] {
        let term = Self {
            office: "Vice President".to_owned(),
            body: "Executive Committee".to_owned(),
            from: "2025-01-01".to_owned(),
            until: "2027-12-31".to_owned(),
            now: true,
        };
        [term.clone(), Self { now: false, ..term }]
    }
}
