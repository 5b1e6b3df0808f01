//! PostgreSQL goes and comes back under load (bad input 87).

use std::time::{Duration, Instant};

use super::ground::Ground;
use super::instance::{How, Instance, free_address};
use super::load::{Crowd, Load};
use super::proof::Trial;
use super::wait_for;

/// How soon after the server takes connections writes have to be acknowledged.
const BOUND: Duration = Duration::from_secs(5);

/// How the server goes, and for how long.
const ROUNDS: [(&str, u64); 5] =
    [("fast", 0), ("immediate", 0), ("immediate", 0), ("fast", 4), ("immediate", 12)];

pub(super) fn under_load(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    let (cluster, house) = ground.on_postgres("restart")?;
    let at = free_address()?;
    let mut site = Instance::start(&house, at, &How::default())?;
    let load = Load::start(&house, &[at], "restart", Crowd::default())?;
    for (mode, seconds) in ROUNDS {
        let before = load.acknowledged();
        wait_for("writes are acknowledged", Duration::from_secs(60), || {
            (load.acknowledged() > before + 20).then_some(())
        })?;
        cluster.stop(mode)?;
        std::thread::sleep(Duration::from_secs(seconds));
        cluster.restart(mode)?;
        let back = Instant::now();
        let after = format!("the server was gone for {seconds} s ({mode})");
        trial.writes_again(&load, &[at], back, BOUND, &after);
    }
    trial.holds(site.runs(), "the site was not restarted");
    let pages = load.pages();
    let seen = load.stop();
    trial.told_the_truth(&house, "restart", &seen)?;
    trial.pages_went_on(&seen, pages, false);
    site.stop()?;
    trial.is_whole(&house)
}
