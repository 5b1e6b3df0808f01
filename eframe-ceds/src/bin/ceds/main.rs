//! The command line `ceds`: instruments are checked, cities scored, ranks tried.
//!
//! Reading order: [`arguments`] is what can be typed; [`check`], [`score`], [`explain`], [`analyse`], [`roadmap`] and [`report`] do it; [`input`] and
//! [`output`] are files on either side; [`end`] says what ends it, by which status. The reference page is
//! `docs/reference/ceds-command-line.md`.

mod analyse;
mod arguments;
mod check;
mod end;
mod explain;
mod input;
mod output;
mod progress;
mod report;
mod roadmap;
mod score;
mod text;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Template(arguments) => check::template(&arguments),
        Command::Score(arguments) => score::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Analyse(arguments) => analyse::run(&arguments),
        Command::Roadmap(arguments) => roadmap::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(end) => {
            end.say();
            end.code()
        }
    }
}
