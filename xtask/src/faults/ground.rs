//! What every step begins with: the program, and the data of its example in a folder or database of the step's own.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::instance::{self, How};
use super::shim;
use crate::command::{cargo, output, run};
use crate::postgres::Cluster;
use crate::workspace::Workspace;

/// Names a program that is tried instead of one that is built now: a release, for instance.
const PROGRAM: &str = "WEGO_FAULTS_PROGRAM";

/// A debug build makes the whole example on a busy machine.
const EXAMPLE: Duration = Duration::from_secs(300);

/// The program, a scratch folder, and a PostgreSQL server once one is asked for. Removed when dropped.
pub(crate) struct Ground {
    /// Where everything of this run lies.
    pub(super) scratch: PathBuf,
    pub(super) program: PathBuf,
    /// What is loaded before the C library.
    pub(super) shim: PathBuf,
    example: OnceCell<House>,
    cluster: OnceCell<(Cluster, House)>,
}

/// One site's data, in a place of its own.
#[derive(Clone, Debug)]
pub(crate) struct House {
    pub(super) program: PathBuf,
    pub(super) data: PathBuf,
    /// The database's URL.
    pub(super) url: String,
    /// Where its rows are asked for, past every proxy.
    pub(super) rows: Rows,
    /// Name of the role, and its address, password and token.
    pub(super) people: BTreeMap<String, [String; 3]>,
}

/// Where rows are read, by a program that is not ours.
#[derive(Clone, Debug)]
pub(super) enum Rows {
    Sqlite(PathBuf),
    Postgres(String),
}

impl Ground {
    /// Builds the site, unless a program is named that is to be tried instead.
    pub(super) fn lay(workspace: &Workspace) -> Result<Self, String> {
        let program = match std::env::var_os(PROGRAM) {
            Some(named) => PathBuf::from(named),
            None => {
                run(&mut cargo(workspace, "build --quiet --package wego-site --bin wego-site"))?;
                workspace.target.join("debug").join("wego-site")
            }
        };
        let scratch = std::env::temp_dir().join(format!("wego-faults-{}", std::process::id()));
        let _ = fs::remove_dir_all(&scratch);
        fs::create_dir_all(&scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
        let shim = shim::build(workspace, &scratch)?;
        let (example, cluster) = (OnceCell::new(), OnceCell::new());
        Ok(Self { scratch, program, shim, example, cluster })
    }

    /// The example's data on SQLite, in a folder of this name.
    pub(super) fn on_sqlite(&self, name: &str) -> Result<House, String> {
        if self.example.get().is_none() {
            let data = self.folder("example")?;
            let file = data.join("site.sqlite");
            let url = format!("sqlite:{}", file.display());
            let _ = self.example.set(self.house(data, url, Rows::Sqlite(file))?);
        }
        let example = self.example.get().ok_or("the example is missing")?;
        let data = self.scratch.join(name);
        copy(&example.data, &data)?;
        let file = data.join("site.sqlite");
        let url = format!("sqlite:{}", file.display());
        Ok(House { data, url, rows: Rows::Sqlite(file), ..example.clone() })
    }

    /// The example's data on PostgreSQL, in a database and a folder of this name.
    pub(super) fn on_postgres(&self, name: &str) -> Result<(&Cluster, House), String> {
        if self.cluster.get().is_none() {
            let cluster = Cluster::start()?;
            sql(cluster.url(), &create("example", "template0"))?;
            let url = named(cluster.url(), "example");
            let house = self.house(self.folder("example-pg")?, url.clone(), Rows::Postgres(url))?;
            let _ = self.cluster.set((cluster, house));
        }
        let (cluster, example) = self.cluster.get().ok_or("the example is missing")?;
        sql(cluster.url(), &create(name, "example"))?;
        let data = self.scratch.join(format!("{name}-pg"));
        copy(&example.data, &data)?;
        let url = named(cluster.url(), name);
        let house = House { data, url: url.clone(), rows: Rows::Postgres(url), ..example.clone() };
        Ok((cluster, house))
    }

    /// Makes the example's data in this folder and database, and reads who its people are.
    pub(super) fn house(&self, data: PathBuf, url: String, rows: Rows) -> Result<House, String> {
        let people = BTreeMap::new();
        let mut house = House { program: self.program.clone(), data, url, rows, people };
        let at = instance::free_address()?;
        let mut child = instance::command(&house, at, &How::default(), &["demo"])?
            .spawn()
            .map_err(|error| format!("cannot start the site: {error}"))?;
        // Its people are the last that it says.
        let reader = instance::says(&mut child, "person reader ");
        let made = reader.recv_timeout(EXAMPLE);
        let ended = run(Command::new("kill").arg(child.id().to_string()));
        let status = child.wait();
        if made.is_err() || ended.is_err() || !status.is_ok_and(|status| status.success()) {
            return Err(format!("the example was not made:\n{}", house.told()));
        }
        house.people = people_in(&house.data.join("people.txt"))?;
        Ok(house)
    }

    pub(super) fn folder(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.scratch.join(name);
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(folder)
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.scratch);
    }
}

impl House {
    pub(super) fn log(&self) -> PathBuf {
        self.data.with_extension("log")
    }

    /// The last that the site said on standard error.
    pub(super) fn told(&self) -> String {
        let log = fs::read_to_string(self.log()).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(15)..].join("\n")
    }

    pub(super) fn token(&self, role: &str) -> Result<&str, String> {
        self.person(role).map(|[_, _, token]| token.as_str())
    }

    /// Address, password and token.
    pub(super) fn person(&self, role: &str) -> Result<&[String; 3], String> {
        self.people.get(role).ok_or_else(|| format!("the example has no {role}"))
    }

    /// The rows that a query gives, their columns with `|` in between.
    pub(super) fn query(&self, query: &str) -> Result<Vec<String>, String> {
        match &self.rows {
            Rows::Sqlite(file) => {
                let text = output(Command::new("sqlite3").arg("-batch").arg(file).arg(query))?;
                Ok(text.lines().map(str::to_owned).collect())
            }
            Rows::Postgres(url) => sql(url, query),
        }
    }
}

/// The rows that PostgreSQL gives, as its own client prints them.
pub(super) fn sql(url: &str, query: &str) -> Result<Vec<String>, String> {
    let text = output(
        Command::new("psql")
            .args(["--no-psqlrc", "--tuples-only", "--no-align", "--quiet", "--command", query])
            .arg(url)
            .env("PGCONNECT_TIMEOUT", "5")
            .stdin(Stdio::null()),
    )?;
    Ok(text.lines().map(str::to_owned).collect())
}

fn create(name: &str, from: &str) -> String {
    format!(r#"CREATE DATABASE "{name}" TEMPLATE "{from}" ENCODING 'UTF8' LOCALE 'C.UTF-8'"#)
}

/// The URL of another database of the same server.
fn named(url: &str, name: &str) -> String {
    let server = url.rsplit_once('/').map_or(url, |(server, _)| server);
    format!("{server}/{name}")
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    run(Command::new("cp").arg("--archive").arg("--no-target-directory").args([from, to]))
}

/// `person ROLE EMAIL PASSWORD TOKEN`, a line for each.
fn people_in(file: &Path) -> Result<BTreeMap<String, [String; 3]>, String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let people = text.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1).map(str::to_owned);
        Some((words.next()?, [words.next()?, words.next()?, words.next()?]))
    });
    Ok(people.collect())
}
