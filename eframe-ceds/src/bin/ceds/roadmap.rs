//! `ceds roadmap`.

use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use eframe_ceds::bundled;
use eframe_ceds::document::Localized;
use eframe_ceds::roadmap::{Budget, Proof, Roadmap as Map, RoadmapError, Why, Wish};
use eframe_ceds::table::{Cell, Table};
use eframe_ceds::{Format, Instrument, Modules, Plan};

use crate::arguments::{Form, Roadmap};
use crate::end::End;
use crate::progress::{Meter, Stop};
use crate::{input, score};

pub(crate) fn run(arguments: &Roadmap) -> Result<(), End> {
    let form = arguments.output.form(Form::Text)?;
    let (instrument, data) = arguments.input.read()?;
    let modules = modules(&instrument, arguments.modules.as_deref())?;
    let stop = Stop::listen();
    let plan = Plan::new(&instrument);
    let row = match &arguments.unit {
        Some(unit) => {
            data.row(unit).ok_or_else(|| End::Usage(format!("the data have no unit {unit:?}")))?
        }
        None if data.len() == 1 => 0,
        None => {
            let units = data.len();
            return Err(End::Usage(format!("say which of the {units} units: --unit CODE")));
        }
    };
    let scores = score::scored(&plan, &data, None)?;
    let node = score::chosen(&instrument, &scores, arguments.node.as_deref())?;
    let wish = wish(arguments, node)?;
    let began = Instant::now();
    let most = Duration::from_secs(arguments.seconds.into());
    let seconds = arguments.seconds as usize;
    let meter = Meter::new(&stop, "seconds", seconds, arguments.shown.progress);
    let mut watch = || {
        let passed = began.elapsed();
        let told = meter.tell(passed.as_secs() as usize);
        if passed >= most { ControlFlow::Break(()) } else { told }
    };
    let map = Map::new(&plan, &data, row, &modules, &wish, &mut watch);
    drop(meter);
    stop.check()?;
    let map = map.map_err(|error| match error {
        RoadmapError::Run(_) | RoadmapError::NoScore(_) => End::Wrong(error.to_string()),
        _ => End::Usage(error.to_string()),
    })?;
    arguments.output.tables(form, &instrument, &tables(&map, &modules))
}

/// The modules in a file, or the bundled ones of the instrument.
fn modules(instrument: &Instrument, file: Option<&Path>) -> Result<Modules, End> {
    let document = instrument.document();
    let read = match file {
        Some(path) => {
            let name = path.display().to_string();
            let format = Format::of(&name).ok_or_else(|| {
                End::Usage(format!("{name}: a file of modules ends in .toml or .json"))
            })?;
            Modules::read(instrument, &name, &input::text(path)?, format)
        }
        None => {
            let text = bundled::modules(document.id.as_str(), &document.edition);
            let text = text.ok_or_else(|| {
                End::Usage("no modules are bundled for this instrument: --modules FILE".to_owned())
            })?;
            Modules::read(instrument, "bundled modules", text, Format::Toml)
        }
    };
    read.map_err(|error| End::Wrong(error.to_string()))
}

/// What is asked: a budget for each year, or the same for as many years.
fn wish(arguments: &Roadmap, node: &str) -> Result<Wish, End> {
    let budgets = &arguments.budget;
    let years = match (arguments.years, budgets.as_slice()) {
        (Some(years), [_]) => usize::from(years),
        (Some(_), _) => {
            return Err(End::Usage(
                "--years goes with one --budget, the same each year".to_owned(),
            ));
        }
        (None, _) => budgets.len(),
    };
    let of = |list: &[f64], year: usize| list.get(year).or(list.last()).copied();
    if arguments.effort.len() > 1 && arguments.effort.len() != years {
        let efforts = arguments.effort.len();
        return Err(End::Usage(format!(
            "{efforts} efforts for {years} years: say one, or one a year"
        )));
    }
    let budget = |year| Budget {
        cost: of(budgets, year).unwrap_or_default(),
        effort: of(&arguments.effort, year),
    };
    Ok(Wish {
        node: node.to_owned(),
        years: (0..years).map(budget).collect(),
        carry_over: arguments.carry_over,
        built: arguments.built.clone(),
    })
}

fn tables(map: &Map, modules: &Modules) -> [Table; 4] {
    [about(map), years(map), steps(map, modules), left(map, modules)]
}

/// The whole, and what is known of better plans.
fn about(map: &Map) -> Table {
    let mut table = Table::new("roadmap", &["what", "value"]);
    let mut tell = |what: &str, value: Cell| table.rows.push(vec![what.into(), value]);
    tell("node", map.node.as_str().into());
    tell("score today", map.today.into());
    tell("score at the end", map.score().into());
    tell("gain over the years", map.gain.into());
    tell("gain of the best bargains first", map.greedy_gain.into());
    match map.proof {
        Proof::Optimal => tell("proof", "no plan gains more".into()),
        Proof::Within { bound, .. } => {
            tell("proof", "no plan gains more than the bound".into());
            tell("bound", bound.into());
            let most = map.most_better().map_or(Cell::Nothing, |more| (more * 100.0).into());
            tell("gains at most so many % more", most);
        }
        Proof::BestFound => {
            tell("proof", "best found; how much more another plan gains is not known".into())
        }
    }
    tell("searched", Cell::Text(searched(map)));
    tell("stopped before its end", if map.stopped { "yes" } else { "no" }.into());
    table
}

/// Which plans there were to choose from, and by which gains.
fn searched(map: &Map) -> String {
    let out = |why: &Why| matches!(why, Why::There | Why::NoGain | Why::TooLong);
    let left = map.left.iter().filter(|left| !out(&left.why)).count();
    let (modules, years) = (map.steps.len() + left, map.years.len());
    let by = match map.proof {
        Proof::Optimal | Proof::Within { .. } => "by the gains that they have",
        Proof::BestFound => {
            "by what each answer gains alone today; the plan found was reckoned anew"
        }
    };
    format!("plans of {modules} modules in {years} years, {by}")
}

fn years(map: &Map) -> Table {
    let head = ["year", "budget", "spent", "left", "effort", "score"];
    let mut table = Table::new("years", &head);
    for year in &map.years {
        let row = [year.budget, year.spent, year.left, year.effort, year.score];
        let row = row.into_iter().map(Cell::from);
        table.rows.push(std::iter::once(Cell::from(year.year)).chain(row).collect());
    }
    table
}

fn steps(map: &Map, modules: &Modules) -> Table {
    let head = [
        "module",
        "name",
        "year",
        "begins",
        "ends",
        "cost",
        "effort",
        "gain",
        "gain:cost",
        "alone",
        "opens",
    ];
    let mut table = Table::new("steps", &head);
    for step in &map.steps {
        table.rows.push(vec![
            step.module.as_str().into(),
            name(modules, &step.module),
            step.year.into(),
            f64::from(step.begins).into(),
            f64::from(step.ends).into(),
            step.cost.into(),
            step.effort.into(),
            step.gain.into(),
            step.gain_per_cost.into(),
            step.alone.into(),
            Cell::Text(step.opens.join(" ")),
        ]);
    }
    table
}

fn left(map: &Map, modules: &Modules) -> Table {
    let mut table = Table::new("left", &["module", "name", "why"]);
    for left in &map.left {
        let why = match &left.why {
            Why::There => "all it leads to is there".to_owned(),
            Why::NoGain => "it raises nothing that counts".to_owned(),
            Why::TooLong => "it is not finished within the years".to_owned(),
            Why::TooDear { cost } => format!("with all it needs it costs {cost}"),
            Why::Needs { modules } => format!("it needs {}", modules.join(" ")),
            _ => "others bring more".to_owned(),
        };
        let why = Cell::Text(why);
        table.rows.push(vec![left.module.as_str().into(), name(modules, &left.module), why]);
    }
    table
}

/// A module's name in the language of its document.
fn name(modules: &Modules, id: &str) -> Cell {
    let language = modules.document().language.as_str();
    let said = |name: &Localized| name.get(language).map(str::to_owned);
    modules.get(id).and_then(|module| said(&module.name)).map_or(Cell::Nothing, Cell::Text)
}
