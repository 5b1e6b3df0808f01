//! `ceds analyse`.

mod statistics;
mod study;
mod vary;

use eframe_ceds::Plan;
pub(crate) use vary::Vary;

use crate::arguments::{Analyse, Form};
use crate::end::End;
use crate::progress::Stop;
use crate::score;

pub(crate) fn run(arguments: &Analyse) -> Result<(), End> {
    let form = arguments.output.form(Form::Text)?;
    let (instrument, data) = arguments.input.read()?;
    let stop = Stop::listen();
    let plan = Plan::new(&instrument);
    let scores = score::scored(&plan, &data, arguments.trials.threads)?;
    let node = score::chosen(&instrument, &scores, arguments.node.as_deref())?;
    let studies = arguments.ensemble.is_some()
        || arguments.sobol.is_some()
        || arguments.replay.is_some()
        || arguments.leave_one_out;
    let chosen =
        arguments.correlations || arguments.alpha || arguments.components || arguments.weights;
    // Where nobody chose, whatever takes no time.
    let all = !studies && !chosen;
    let mut tables = Vec::new();
    let parts = statistics::Parts::of(&instrument, &scores, node);
    if all || arguments.weights {
        tables.push(parts.weights());
    }
    if all || arguments.alpha {
        tables.push(parts.alpha());
    }
    if all || arguments.components {
        tables.extend(parts.components());
    }
    if all || arguments.correlations {
        tables.push(parts.correlations());
    }
    drop(scores);
    if studies {
        let study = study::Runs::new(arguments, &instrument, &plan, &data, node, &stop)?;
        tables.extend(study.run()?);
    }
    stop.check()?;
    arguments.output.tables(form, &instrument, &tables)
}
