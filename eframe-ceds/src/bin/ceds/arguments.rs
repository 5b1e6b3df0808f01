//! What can be typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::analyse::Vary;

/// Scores cities by an instrument, says why, and tries how sure their ranks are.
#[derive(Debug, Parser)]
#[command(name = "ceds", version, max_term_width = 100, after_help = AFTER)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER: &str = "\
Status: 0 done; 1 a document or data are wrong, and nothing was written; 2 the command is; 3 a file cannot be read or
written; 130 stopped by Ctrl-C (143 by a TERM signal), and nothing was written.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check instruments; with --instrument, answers and modules (.toml).
    Check(Check),
    /// Print the columns that an instrument asks for, to be filled in.
    Template(Template),
    /// Score units: all levels, ranks, coverage, stages.
    Score(Score),
    /// Take a unit's score apart, down to each answer.
    Explain(Explain),
    /// How the parts hang together, and how sure the ranks are.
    Analyse(Analyse),
    /// What to build in which year, so that a unit's score gains the most for the money.
    Roadmap(Roadmap),
    /// One page that stands alone, with charts: of one unit, or of all.
    Report(Report),
}

/// Which instrument.
#[derive(Debug, Args)]
pub(crate) struct Source {
    /// An instrument's file (.toml or .json), or the name of a bundled one: ceds, hdi-2021, egdi-2018, dgi-2023, bipa-2024, asem.
    #[arg(short, long, value_name = "FILE|NAME")]
    pub(crate) instrument: String,
}

/// Which answers, and how they are read.
#[derive(Debug, Args)]
pub(crate) struct Input {
    #[command(flatten)]
    pub(crate) source: Source,
    /// Answers and measurements, CSV or JSON; - is standard input.
    #[arg(value_name = "DATA")]
    pub(crate) data: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// The column of a CSV file that has the units' codes; the first one otherwise.
    #[arg(long, value_name = "COLUMN")]
    pub(crate) unit_column: Option<String>,
    /// Pass over columns that the instrument does not have.
    #[arg(long)]
    pub(crate) pass_over: bool,
}

/// Where results go, and how.
#[derive(Debug, Args)]
pub(crate) struct Output {
    /// Where to write; its ending chooses the format. - is standard output, as without it.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// How to write, whatever the ending.
    #[arg(short, long)]
    pub(crate) format: Option<Form>,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Tables for people, in a terminal.
    Text,
    Csv,
    Json,
    Xlsx,
    /// A page, of `report` alone.
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Instruments; with --instrument, answers and modules.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The instrument that the files belong to.
    #[arg(short, long, value_name = "FILE|NAME")]
    pub(crate) instrument: Option<String>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

#[derive(Debug, Args)]
pub(crate) struct Template {
    #[command(flatten)]
    pub(crate) source: Source,
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// On how many threads; their number changes nothing of the result.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// The unit's code.
    #[arg(short, long, value_name = "CODE")]
    pub(crate) unit: String,
    /// The node; the first that the instrument ranks by otherwise.
    #[arg(short, long, value_name = "ID")]
    pub(crate) node: Option<String>,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub(crate) struct Analyse {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// The node; the first that the instrument ranks by otherwise.
    #[arg(short, long, value_name = "ID")]
    pub(crate) node: Option<String>,
    /// Correlations of every node's parts, of values and of ranks.
    #[arg(long)]
    pub(crate) correlations: bool,
    /// Cronbach's alpha of every node's parts.
    #[arg(long)]
    pub(crate) alpha: bool,
    /// Principal components of every node's parts.
    #[arg(long)]
    pub(crate) components: bool,
    /// What every indicator and question weighs in the node, and how it is correlated with it.
    #[arg(long)]
    pub(crate) weights: bool,
    /// Run the index so many times with what --vary says, and tell what becomes of the ranks.
    #[arg(long, value_name = "RUNS")]
    pub(crate) ensemble: Option<usize>,
    /// Sobol's indices of what --vary says, from so many base points.
    #[arg(long, value_name = "POINTS")]
    pub(crate) sobol: Option<usize>,
    /// How often Sobol's indices are bootstrapped.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) bootstraps: usize,
    /// Leave out each part of the node, one after the other.
    #[arg(long)]
    pub(crate) leave_one_out: bool,
    /// Run one run of an ensemble again, by its number from 0: what it chose, and its ranks.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) replay: Option<usize>,
    #[command(flatten)]
    pub(crate) trials: Trials,
}

/// How an index is run many times.
#[derive(Debug, Args)]
pub(crate) struct Trials {
    /// What is varied: weights=0.25, normalise=min-max,z-score, treat=.., impute=.., aggregate=.., without=ID,ID; weights@1 and
    /// aggregate@1 are those of the nodes one below the top. Again for each thing. A report varies weights=0.25 where nothing is said.
    #[arg(long, value_name = "WHAT=CHOICES")]
    pub(crate) vary: Vec<Vary>,
    /// Where chance begins.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// On how many threads; their number changes nothing of the result.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) threads: Option<u16>,
    #[command(flatten)]
    pub(crate) shown: Shown,
}

impl Trials {
    /// On how many threads: as many as there are processors, where nobody said.
    pub(crate) fn threads(&self) -> usize {
        let processors = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(processors, usize::from)
    }
}

/// Whether long work shows how far it is.
#[derive(Debug, Args)]
pub(crate) struct Shown {
    /// Show how far it is, also where standard error is no terminal.
    #[arg(long)]
    pub(crate) progress: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// The unit that it is about; all of them otherwise.
    #[arg(short, long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// The node; the first that the instrument ranks by otherwise.
    #[arg(short, long, value_name = "ID")]
    pub(crate) node: Option<String>,
    /// Its language, as far as the instrument has texts in it; the instrument's otherwise.
    #[arg(short, long, value_name = "CODE")]
    pub(crate) language: Option<String>,
    /// Run the index so many times with other choices, and tell how sure the ranks are.
    #[arg(long, value_name = "RUNS")]
    pub(crate) ensemble: Option<usize>,
    #[command(flatten)]
    pub(crate) trials: Trials,
}

#[derive(Debug, Args)]
pub(crate) struct Roadmap {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) output: Output,
    /// The unit's code; the only one otherwise.
    #[arg(short, long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// The node whose score is to rise; the first that the instrument ranks by otherwise.
    #[arg(short, long, value_name = "ID")]
    pub(crate) node: Option<String>,
    /// What can be built: a file of modules, .toml or .json; the bundled ones of the instrument otherwise.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) modules: Option<PathBuf>,
    /// The money of each year, in the unit of the modules' costs: 500,400,400.
    #[arg(short, long, value_name = "COST", value_delimiter = ',', required = true)]
    pub(crate) budget: Vec<f64>,
    /// How many years, with the same budget each.
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=10))]
    pub(crate) years: Option<u8>,
    /// The work of the city's own people, in the unit of the modules' efforts: one for all years, or one for each.
    #[arg(long, value_name = "EFFORT", value_delimiter = ',')]
    pub(crate) effort: Vec<f64>,
    /// Money that is left in a year is there in the next.
    #[arg(long)]
    pub(crate) carry_over: bool,
    /// Modules that are there already, whatever the answers say.
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) built: Vec<String>,
    /// For how long the best plan is looked for. What was not cut short is the same each time.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) seconds: u32,
    #[command(flatten)]
    pub(crate) shown: Shown,
}
