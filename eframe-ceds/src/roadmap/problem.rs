//! The choice by itself: what costs what, waits for what, and brings what. Nothing of instruments is left in it.

/// What can be chosen, under which budgets.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    /// How many years there are.
    pub(super) years: usize,
    pub(super) items: Vec<Item>,
    /// What is gained in each year, besides what terms say.
    pub(super) constant: f64,
    pub(super) terms: Vec<Term>,
    /// Money by year.
    pub(super) money: Vec<f64>,
    /// Whether money that is left goes on to the next year.
    pub(super) carry: bool,
    /// Effort by year, where it is limited.
    pub(super) effort: Option<Vec<f64>>,
}

/// A module that can be built.
#[derive(Clone, Debug)]
pub(super) struct Item {
    /// Its place among the modules.
    pub(super) module: usize,
    pub(super) cost: f64,
    pub(super) effort: f64,
    pub(super) months: u32,
    /// What it needs, directly.
    pub(super) needs: Vec<usize>,
    /// What it waits for, directly or not, and itself last.
    pub(super) lags: Vec<Lag>,
}

/// How the year of one item bounds that of another.
///
/// Let `p` be the months on the longest way from the start of the one to the start of the other, and `m` the months of the other. Who is begun in
/// year `s` begins in month `12 (s - 1)` or later. So the other begins in month `12 (s - 1) + p` or later, which is in year
/// `s + ⌊p / 12⌋`, and ends in year `s - 1 + ⌈(p + m) / 12⌉` or later. The longest of all ways is the calendar, so that these bounds together
/// are no approximation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lag {
    /// Who is waited for.
    pub(super) item: usize,
    /// `⌊p / 12⌋`.
    pub(super) start: usize,
    /// `⌈(p + m) / 12⌉ - 1`, at least 0.
    pub(super) finish: usize,
}

/// A gain in each year at whose end it holds: something of each of `any` is finished, and nothing of `none`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Term {
    /// In points of the score; above 0.
    pub(super) gain: f64,
    pub(super) any: Vec<Vec<usize>>,
    pub(super) none: Vec<usize>,
}

/// For each item the year, from 1, in which it is begun; 0 where it is not.
pub(super) type Schedule = Vec<usize>;

/// The year of what is never finished.
pub(super) const NEVER: usize = usize::MAX;

impl Problem {
    /// The earliest year in which an item can be begun when others are begun in theirs; none where something it needs is not.
    pub(super) fn earliest(&self, starts: &[usize], item: usize) -> Option<usize> {
        let mut earliest = 1;
        for lag in self.items[item].lags.iter().filter(|lag| lag.item != item) {
            match starts[lag.item] {
                0 => return None,
                start => earliest = earliest.max(start + lag.start),
            }
        }
        Some(earliest)
    }

    /// The first year in which an item can be begun, by what it waits for and by what there is to spend; none where there is
    /// no such year. It can be begun in that year at the earliest, not in every year after.
    pub(super) fn first(&self, item: usize) -> Option<usize> {
        let item = &self.items[item];
        let waits = item.lags.iter().map(|lag| 1 + lag.start).max().unwrap_or(1);
        let all = |of: &dyn Fn(&Item) -> f64| -> f64 {
            item.lags.iter().map(|lag| of(&self.items[lag.item])).sum()
        };
        let (cost, effort) = (all(&|item| item.cost), all(&|item| item.effort));
        let (mut money, mut hands) = (0.0, 0.0);
        (1..=self.years).find(|year| {
            money += self.money[year - 1];
            hands += self.effort.as_ref().map_or(f64::INFINITY, |effort| effort[year - 1]);
            // By then all that it waits for is paid too.
            *year >= waits
                && cost <= money * (1.0 + ROUNDING)
                && effort <= hands * (1.0 + ROUNDING)
                && self.can_begin(item, *year)
        })
    }

    /// Whether what there is to spend in a year suffices for an item alone.
    pub(super) fn can_begin(&self, item: &Item, year: usize) -> bool {
        let within = |sum: f64, limit: f64| sum <= limit * (1.0 + ROUNDING);
        let money = self.carry || within(item.cost, self.money[year - 1]);
        money && self.effort.as_ref().is_none_or(|effort| within(item.effort, effort[year - 1]))
    }

    /// The year in which an item is finished, which may be after the last.
    pub(super) fn finish(&self, starts: &[usize], item: usize) -> usize {
        if starts[item] == 0 {
            return NEVER;
        }
        let years = self.items[item].lags.iter().map(|lag| starts[lag.item] + lag.finish);
        years.max().unwrap_or(NEVER)
    }

    /// The years in which all items are finished.
    pub(super) fn finishes(&self, starts: &[usize]) -> Vec<usize> {
        (0..self.items.len()).map(|item| self.finish(starts, item)).collect()
    }

    /// What a schedule gains, summed over the years.
    pub(super) fn gain(&self, starts: &[usize]) -> f64 {
        let finishes = self.finishes(starts);
        let terms = self.terms.iter().map(|term| term.gain * self.held(term, &finishes));
        self.constant * self.years as f64 + terms.sum::<f64>()
    }

    /// More than any schedule gains: what all terms would bring that held from the first year on.
    pub(super) fn most(&self) -> f64 {
        let terms: f64 = self.terms.iter().map(|term| term.gain).sum();
        (self.constant + terms) * self.years as f64
    }

    /// In how many years a term holds.
    pub(super) fn held(&self, term: &Term, finishes: &[usize]) -> f64 {
        let first = |items: &[usize]| items.iter().map(|item| finishes[*item]).min();
        let clauses = term.any.iter().map(|any| first(any).unwrap_or(NEVER));
        let from = clauses.max().unwrap_or(1).max(1);
        let until = first(&term.none).unwrap_or(NEVER).min(self.years + 1);
        until.saturating_sub(from) as f64
    }

    /// Whether a schedule keeps to needs and budgets.
    pub(super) fn keeps(&self, starts: &[usize]) -> bool {
        let mut purse = Purse::new(self);
        (0..self.items.len()).all(|item| {
            let start = starts[item];
            let earliest = || self.earliest(starts, item);
            start == 0
                || (start <= self.years
                    && earliest().is_some_and(|earliest| earliest <= start)
                    && purse.pays(start, &self.items[item]))
        })
    }
}

/// What is spent by year.
#[derive(Clone, Debug)]
pub(super) struct Purse<'a> {
    problem: &'a Problem,
    /// Spent in each year.
    pub(super) money: Vec<f64>,
    pub(super) effort: Vec<f64>,
}

/// How far a sum may be above its limit for no other reason than rounding.
pub(super) const ROUNDING: f64 = 1e-9;

impl<'a> Purse<'a> {
    pub(super) fn new(problem: &'a Problem) -> Self {
        Self { problem, money: vec![0.0; problem.years], effort: vec![0.0; problem.years] }
    }

    /// Pays for an item begun in a year; false, and nothing is paid, where that is too much.
    pub(super) fn pays(&mut self, year: usize, item: &Item) -> bool {
        let fits = self.has(year, item);
        if fits {
            self.money[year - 1] += item.cost;
            self.effort[year - 1] += item.effort;
        }
        fits
    }

    /// Whether an item begun in a year can be paid.
    pub(super) fn has(&self, year: usize, item: &Item) -> bool {
        let within = |sum: f64, limit: f64| sum <= limit * (1.0 + ROUNDING);
        let effort = self.problem.effort.as_ref();
        let effort = effort
            .is_none_or(|limits| within(self.effort[year - 1] + item.effort, limits[year - 1]));
        if !effort {
            return false;
        }
        let limits = &self.problem.money;
        if !self.problem.carry {
            return within(self.money[year - 1] + item.cost, limits[year - 1]);
        }
        let (mut spent, mut limit) = (item.cost, 0.0);
        (0..self.problem.years).all(|place| {
            spent += self.money[place];
            limit += limits[place];
            // What is paid later does not burden the years before.
            place + 1 < year || within(spent, limit)
        })
    }
}

/// For each item, what it waits for; items stand after what they need.
pub(super) fn lags(months: &[u32], needs: &[Vec<usize>], order: &[usize]) -> Vec<Vec<Lag>> {
    let mut ways: Vec<Vec<(usize, u32)>> = vec![Vec::new(); months.len()];
    for item in order {
        let mut longest: Vec<Option<u32>> = vec![None; months.len()];
        for need in &needs[*item] {
            let before = ways[*need].iter().copied().chain([(*need, 0)]);
            for (other, way) in before {
                let way = way.saturating_add(months[*need]);
                longest[other] = Some(longest[other].map_or(way, |known| known.max(way)));
            }
        }
        let found = longest.into_iter().enumerate();
        ways[*item] = found.filter_map(|(other, way)| Some((other, way?))).collect();
    }
    let lags = ways.into_iter().enumerate().map(|(item, ways)| {
        let itself = [(item, 0)];
        let lag = |(other, way): (usize, u32)| Lag {
            item: other,
            start: (way / 12) as usize,
            finish: ((way + months[item]).div_ceil(12) as usize).saturating_sub(1),
        };
        ways.into_iter().chain(itself).map(lag).collect()
    });
    lags.collect()
}
