//! The disk is full, and has room again (bad input 84).

use std::time::{Duration, Instant};

use super::ground::{Ground, House, Rows};
use super::instance::{How, Instance, free_address};
use super::load::{Crowd, Load};
use super::mount::Disk;
use super::proof::Trial;
use super::wait_for;
use crate::command::run;

const MEGABYTES: u64 = 96;

/// How soon after there is room writes have to be acknowledged.
const BOUND: Duration = Duration::from_secs(5);

const ROUNDS: usize = 3;

pub(super) fn full(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    let example = ground.on_sqlite("disk")?;
    let disk = Disk::mount(&ground.scratch.join("small"), MEGABYTES)?;
    let data = disk.folder.join("data");
    run(std::process::Command::new("cp").arg("--archive").args([&example.data, &data]))?;
    let file = data.join("site.sqlite");
    let url = format!("sqlite:{}", file.display());
    // What the site says has to have room elsewhere.
    let house = House { data, url, rows: Rows::Sqlite(file), ..example };
    let at = free_address()?;
    let mut site = Instance::start(&house, at, &How::default())?;
    let load = Load::start(&house, &[at], "disk", Crowd::default())?;
    for round in 1..=ROUNDS {
        let before = load.acknowledged();
        wait_for("writes are acknowledged", Duration::from_secs(60), || {
            (load.acknowledged() > before + 20).then_some(())
        })?;
        // The log that is written ahead has room that is taken already: it is refused once that is used up.
        let mut taken = 0;
        let refused = load.look(|seen| seen.unavailable);
        let full = wait_for("writes are refused", Duration::from_secs(60), || {
            taken += disk.fill().unwrap_or_default();
            (load.look(|seen| seen.unavailable) > refused + 20).then_some(())
        });
        trial
            .holds(full.is_ok(), format!("round {round}: writes are refused, {taken} bytes taken"));
        let pages = load.look(|seen| seen.pages);
        let reads = wait_for("pages are read", Duration::from_secs(10), || {
            (load.look(|seen| seen.pages) > pages + 100).then_some(())
        });
        trial.holds(reads.is_ok(), "and pages are read meanwhile");
        disk.empty()?;
        let room = Instant::now();
        trial.writes_again(&load, &[at], room, BOUND, "there was room");
    }
    trial.holds(site.runs(), "the site was not restarted");
    let pages = load.pages();
    let seen = load.stop();
    trial.told_the_truth(&house, "disk", &seen)?;
    trial.pages_went_on(&seen, pages, false);
    trial.is_whole(&house)?;
    site.stop()
}
