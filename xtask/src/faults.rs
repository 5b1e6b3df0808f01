//! What can befall a running site, brought about on purpose: the real program, under load, on real parts.
//!
//! Each step loads the site with people who write and people who read, does its worst, and then asks what is left:
//! nothing that was acknowledged is lost, nothing is there twice, nobody was told of a success that was none, and of a
//! failure that was none. Everything listens on the loopback address only and is ended and removed afterwards, also
//! after a failure. Some of it needs root: a disk of one's own, servers that run as another user.
//!
//! Reading order: [`ground`] has the program and data to begin with, [`instance`] is the site as a process, [`load`]
//! writes and reads and notes what it was told, [`proof`] holds that against the database. The rest is one file for
//! each misfortune.

mod clock;
mod cut;
mod disk;
mod failover;
mod files;
mod ground;
mod http;
mod instance;
mod io;
mod kill;
mod load;
mod mount;
mod patroni;
mod plans;
mod proof;
mod restart;
mod shim;

use std::time::{Duration, Instant};

use ground::Ground;
use proof::Trial;

use crate::report::{Report, Tally};
use crate::setup;
use crate::workspace::Workspace;

type Step = fn(&Ground, &mut Trial) -> Result<(), String>;

/// Each misfortune by the name it is asked for with.
const STEPS: &[(&str, &str, Step)] = &[
    ("kill-sqlite", "killed thirty times under load, on SQLite", kill::on_sqlite),
    ("kill-postgres", "killed thirty times under load, on PostgreSQL", kill::on_postgres),
    ("disk", "the disk is full, and has room again", disk::full),
    ("io", "the disk refuses to write, and to flush", io::errors),
    ("restart", "PostgreSQL is restarted under load", restart::under_load),
    ("cut", "connections are cut at COMMIT, and answers to it lost", cut::at_commit),
    ("files", "ten thousand idle connections and 256 open files", files::exhausted),
    ("clock", "the clock steps back an hour and ahead a year", clock::steps),
    ("failover", "three PostgreSQL servers lose their primary", failover::under_load),
];

/// Runs the steps of these names; all of them when none is named.
pub(crate) fn run(workspace: &Workspace, report: &mut Report, names: &[String]) {
    let known = |name: &String| STEPS.iter().any(|(step, ..)| step == name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all: Vec<_> = STEPS.iter().map(|(name, ..)| *name).collect();
        report.step("faults", || {
            Err(format!("no fault is called `{unknown}`; there are {}", all.join(", ")))
        });
        return;
    }
    let wanted = |name: &str| names.is_empty() || names.iter().any(|named| named == name);
    if !report.step("setup", || setup::for_faults(wanted("failover")).map(|()| Tally::ONE)) {
        return;
    }
    let mut ground = None;
    let laid = report.step("the site, and its example as data to begin with", || {
        ground = Some(Ground::lay(workspace)?);
        Ok(Tally::ONE)
    });
    let Some(ground) = ground.filter(|_| laid) else { return };
    for (name, sentence, step) in STEPS.iter().filter(|(name, ..)| wanted(name)) {
        report.step(&format!("{name}: {sentence}"), || {
            let mut trial = Trial::default();
            step(&ground, &mut trial)?;
            Ok(trial.tally())
        });
    }
}

/// Asks again and again until something is there, at most so long; answers how long it took.
fn wait_for<T>(
    what: &str,
    bound: Duration,
    mut ask: impl FnMut() -> Option<T>,
) -> Result<(T, Duration), String> {
    let begun = Instant::now();
    loop {
        if let Some(found) = ask() {
            return Ok((found, begun.elapsed()));
        }
        if begun.elapsed() > bound {
            return Err(format!("{what}: not within {bound:?}"));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
