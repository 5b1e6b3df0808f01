//! How sure the ranks are: runs with other choices.

use eframe_ceds::analysis::{Study, StudyError};
use eframe_ceds::document::Id;
use eframe_ceds::table::{Cell, Table};
use eframe_ceds::{Data, Instrument, Plan};

use crate::arguments::Analyse;
use crate::end::End;
use crate::progress::{Meter, Stop};

/// What is run.
pub(super) struct Runs<'a> {
    arguments: &'a Analyse,
    instrument: &'a Instrument,
    plan: &'a Plan,
    data: &'a Data,
    node: &'a str,
    stop: &'a Stop,
    study: Study,
    threads: usize,
}

impl<'a> Runs<'a> {
    pub(super) fn new(
        arguments: &'a Analyse,
        instrument: &'a Instrument,
        plan: &'a Plan,
        data: &'a Data,
        node: &'a str,
        stop: &'a Stop,
    ) -> Result<Self, End> {
        let needs = arguments.ensemble.is_some() || arguments.sobol.is_some();
        if (needs || arguments.replay.is_some()) && arguments.trials.vary.is_empty() {
            return Err(End::Usage("say what varies: --vary weights=0.25, for example".to_owned()));
        }
        let factors = arguments.trials.vary.iter().map(|vary| vary.factor.clone()).collect();
        let study = Study { factors, seed: arguments.trials.seed };
        let threads = arguments.trials.threads();
        Ok(Self { arguments, instrument, plan, data, node, stop, study, threads })
    }

    pub(super) fn run(&self) -> Result<Vec<Table>, End> {
        let mut tables = vec![self.about()];
        if let Some(runs) = self.arguments.ensemble {
            tables.push(self.ensemble(runs)?);
        }
        if let Some(points) = self.arguments.sobol {
            tables.extend(self.sobol(points)?);
        }
        if let Some(number) = self.arguments.replay {
            tables.extend(self.replay(number)?);
        }
        if self.arguments.leave_one_out {
            tables.push(self.leave_one_out()?);
        }
        Ok(tables)
    }

    /// What it takes to run the same again.
    fn about(&self) -> Table {
        let mut table = Table::new("study", &["what", "value"]);
        let mut tell = |what: &str, value: Cell| table.rows.push(vec![what.into(), value]);
        tell("node", self.node.into());
        // A seed may have more digits than a number in a sheet.
        tell("seed", Cell::Text(self.study.seed.to_string()));
        if let Some(runs) = self.arguments.ensemble {
            tell("runs, numbered from 0", runs.into());
        }
        if let Some(points) = self.arguments.sobol {
            tell("base points", points.into());
            tell("bootstraps", self.arguments.bootstraps.into());
        }
        for vary in &self.arguments.trials.vary {
            tell("vary", vary.typed.as_str().into());
        }
        table
    }

    fn ensemble(&self, runs: usize) -> Result<Table, End> {
        let meter = Meter::new(self.stop, "runs", runs, self.arguments.trials.shown.progress);
        let (plan, data) = (self.plan, self.data);
        let told = |done| meter.tell(done);
        let found = self.study.ensemble(plan, data, self.node, runs, self.threads, &told);
        let found = found.map_err(|error| self.end(error))?;
        let head = ["unit", "rank", "median", "mean", "low", "high", "runs"];
        let mut table = Table::new("ranks", &head);
        for (unit, range) in self.data.units().zip(&found.ranks) {
            let mut row = vec![Cell::from(unit)];
            match range {
                Some(range) => row.extend([
                    range.nominal.into(),
                    range.median.into(),
                    range.mean.into(),
                    range.interval.low.into(),
                    range.interval.high.into(),
                    range.runs.into(),
                ]),
                None => row.resize(head.len(), Cell::Nothing),
            }
            table.rows.push(row);
        }
        Ok(table)
    }

    fn sobol(&self, points: usize) -> Result<[Table; 2], End> {
        let total = points.saturating_mul(self.study.factors.len() + 2);
        let meter = Meter::new(self.stop, "runs", total, self.arguments.trials.shown.progress);
        let told = |done| meter.tell(done);
        let found = self.study.sensitivity(
            self.plan,
            self.data,
            self.node,
            points,
            self.arguments.bootstraps,
            self.threads,
            &told,
        );
        let found = found.map_err(|error| self.end(error))?;
        let head =
            ["factor", "first", "first:low", "first:high", "total", "total:low", "total:high"];
        let mut table = Table::new("sobol", &head);
        for (vary, factor) in self.arguments.trials.vary.iter().zip(&found.factors) {
            table.rows.push(vec![
                vary.typed.as_str().into(),
                factor.first_order.into(),
                factor.first_order_interval.low.into(),
                factor.first_order_interval.high.into(),
                factor.total.into(),
                factor.total_interval.low.into(),
                factor.total_interval.high.into(),
            ]);
        }
        let mut about = Table::new("movement", &["what", "value"]);
        about.rows.push(vec!["mean movement of a rank".into(), found.mean.into()]);
        about.rows.push(vec!["its variance".into(), found.variance.into()]);
        about.rows.push(vec!["runs".into(), found.runs.into()]);
        if found.is_too_small {
            eprintln!(
                "the sample is too small for Sobol's indices to mean anything: take more points"
            );
        }
        let enough = if found.is_too_small { "no" } else { "yes" };
        about.rows.push(vec!["sample large enough".into(), enough.into()]);
        Ok([about, table])
    }

    /// What a run chose, and its ranks.
    fn replay(&self, number: usize) -> Result<[Table; 2], End> {
        let point = self.study.point(number);
        let mut chosen = Table::new("choices", &["factor", "point", "choice"]);
        let choices = self.study.choices(&point);
        for ((vary, u), choice) in self.arguments.trials.vary.iter().zip(&point).zip(choices) {
            let choice = choice.and_then(|place| vary.choices.get(place));
            let choice = choice.map_or(Cell::Nothing, |choice| choice.as_str().into());
            chosen.rows.push(vec![vary.typed.as_str().into(), (*u).into(), choice]);
        }
        let ranks = self.study.replay(self.plan, self.data, self.node, number);
        let ranks = ranks.map_err(|error| self.end(error))?;
        let mut table = Table::new("replay", &["unit", "rank"]);
        let rows = self.data.units().zip(ranks);
        table.rows.extend(rows.map(|(unit, rank)| vec![unit.into(), rank.into()]));
        Ok([chosen, table])
    }

    fn leave_one_out(&self) -> Result<Table, End> {
        let document = self.instrument.document();
        let inner = document.nodes.iter().filter(|node| node.parent.is_some()).map(|node| &node.id);
        let indicators = document.indicators.iter().map(|indicator| &indicator.id);
        let questions = document.questions.iter().map(|question| &question.id);
        let parts: Vec<Id> = inner.chain(indicators).chain(questions).cloned().collect();
        let found = self.plan.leave_one_out(self.data, self.node, &parts, self.threads);
        let mut table = Table::new("left-out", &["part", "mean", "most"]);
        for part in found.map_err(|error| self.end(error))? {
            table.rows.push(vec![part.id.as_str().into(), part.mean.into(), part.most.into()]);
        }
        Ok(table)
    }

    fn end(&self, error: StudyError) -> End {
        match error {
            StudyError::Stopped => match self.stop.check() {
                Err(end) => end,
                Ok(()) => End::Stopped(130),
            },
            StudyError::Run { .. } => End::Wrong(error.to_string()),
            _ => End::Usage(error.to_string()),
        }
    }
}
