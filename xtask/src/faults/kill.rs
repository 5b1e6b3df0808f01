//! The process is killed, again and again, in the middle of its work (bad input 83).

use std::time::Duration;

use super::ground::{Ground, House};
use super::instance::{How, Instance, free_address};
use super::load::{Crowd, Load};
use super::proof::Trial;
use super::wait_for;

const ROUNDS: u32 = 30;

/// How soon it has to be ready again.
const UP: Duration = Duration::from_secs(2);

pub(super) fn on_sqlite(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    rounds(&ground.on_sqlite("kill")?, trial)
}

pub(super) fn on_postgres(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    rounds(&ground.on_postgres("kill")?.1, trial)
}

fn rounds(house: &House, trial: &mut Trial) -> Result<(), String> {
    let at = free_address()?;
    let mut site = Instance::start(house, at, &How::default())?;
    let load = Load::start(house, &[at], "kill", Crowd::default())?;
    let mut starts = Vec::new();
    for round in 0..ROUNDS {
        let before = load.acknowledged();
        wait_for("writes are acknowledged", Duration::from_secs(60), || {
            (load.acknowledged() > before + 3).then_some(())
        })?;
        // Not always at the same moment of whatever it does each second.
        std::thread::sleep(Duration::from_millis(u64::from(round * 37 % 300)));
        site.kill();
        site = Instance::start(house, at, &How::default())?;
        starts.push(site.took);
    }
    starts.sort_unstable();
    let median = starts[starts.len() / 2].as_secs_f64();
    let slowest = starts.last().copied().unwrap_or_default();
    let pages = load.pages();
    let seen = load.stop();
    trial.holds(
        slowest <= UP,
        format!(
            "killed {ROUNDS} times, ready again after {median:.2} s, at the slowest {:.2} s (at most {:.0})",
            slowest.as_secs_f64(),
            UP.as_secs_f64()
        ),
    );
    trial.told_the_truth(house, "kill", &seen)?;
    trial.pages_went_on(&seen, pages, true);
    site.stop()?;
    trial.is_whole(house)
}
