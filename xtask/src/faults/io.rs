//! The disk refuses to write, and to flush what was written (bad input 85).
//!
//! By a layer between the site and its C library, since this works on every machine; what a device answers comes to the
//! site by the same calls. What it does not show: a page that the kernel dropped after a flush that failed.

use std::fs;
use std::time::{Duration, Instant};

use super::ground::Ground;
use super::instance::{How, Instance, free_address};
use super::load::{Crowd, Load};
use super::proof::Trial;
use super::wait_for;

/// What fails, as the shim is told and in words, and what ends it.
const ROUNDS: [(&str, &str, End); 4] = [
    ("flush", "every flush fails", End::Passes),
    ("write", "every write fails", End::Passes),
    ("flush", "every flush fails again", End::Killed),
    ("write", "every write fails again", End::Killed),
];

/// How a round ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The fault passes by.
    Passes,
    /// The site is killed while it lasts, and started when it is over.
    Killed,
}

/// How soon after it is over the site has to serve again: by itself, or when it is started anew.
const BOUND: Duration = Duration::from_secs(5);

pub(super) fn errors(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    let house = ground.on_sqlite("io")?;
    let marker = ground.scratch.join("failing");
    let how = How {
        environment: vec![
            ("LD_PRELOAD", ground.shim.clone()),
            ("FAULTS_UNDER", house.data.clone()),
            ("FAULTS_MARKER", marker.clone()),
        ],
        open_files: None,
    };
    let at = free_address()?;
    let mut site = Instance::start(&house, at, &how)?;
    let load = Load::start(&house, &[at], "io", Crowd::default())?;
    for (kind, words, end) in ROUNDS {
        let before = load.acknowledged();
        wait_for("writes are acknowledged", Duration::from_secs(60), || {
            (load.acknowledged() > before + 20).then_some(())
        })?;
        fs::write(&marker, kind).map_err(|error| format!("{}: {error}", marker.display()))?;
        fails(&load, &mut site, words, trial);
        if end == End::Killed {
            site.kill();
        }
        fs::remove_file(&marker).map_err(|error| format!("{}: {error}", marker.display()))?;
        let over = Instant::now();
        if !site.runs() {
            site = Instance::start(&house, at, &how)?;
        }
        trial.writes_again(&load, &[at], over, BOUND, "it was over");
    }
    let pages = load.pages();
    let seen = load.stop();
    // Killed, so that nothing is mended by a last flush.
    site.kill();
    trial.told_the_truth(&house, "io", &seen)?;
    trial.pages_went_on(&seen, pages, true);
    trial.is_whole(&house)
}

/// Looks at the site while nothing can be made to last.
fn fails(load: &Load, site: &mut Instance, words: &str, trial: &mut Trial) {
    let (begun, refused) = (Instant::now(), load.look(|seen| seen.unavailable));
    let told = wait_for("writes are refused", Duration::from_secs(30), || {
        let refused = load.look(|seen| seen.unavailable) > refused + 50;
        (refused || !site.runs()).then_some(())
    });
    let runs = site.runs();
    let stays = if runs { "the site refuses to write" } else { "the site stops" };
    trial.holds(told.is_ok(), format!("{words}: {stays}"));
    let false_success = load.look(|seen| {
        let told = seen.acknowledged.iter();
        told.filter(|told| told.asked > begun).count()
    });
    trial.holds(false_success == 0, format!("no success is told: {false_success}"));
    if runs {
        let pages = load.look(|seen| seen.pages);
        let reads = wait_for("pages are read", Duration::from_secs(10), || {
            (load.look(|seen| seen.pages) > pages + 100).then_some(())
        });
        trial.holds(reads.is_ok(), "and pages are read meanwhile");
    }
}
