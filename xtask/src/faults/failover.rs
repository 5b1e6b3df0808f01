//! The primary of three PostgreSQL servers is lost, and another takes its place (bad inputs 87 and 88).

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use super::ground::{Ground, House, Rows, sql};
use super::instance::{How, Instance, free_address};
use super::load::{Crowd, Load};
use super::patroni::Servers;
use super::plans::{self, Planned};
use super::proof::Trial;
use super::wait_for;

/// How soon after a new primary is there writes have to be acknowledged, by each instance.
const BOUND: Duration = Duration::from_secs(5);

/// How the primary is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    /// All of its processes are killed: connections break at once.
    Killed,
    /// All of its processes stand still: connections stay, and nobody answers.
    Frozen,
}

const ROUNDS: [Loss; 4] = [Loss::Killed, Loss::Killed, Loss::Frozen, Loss::Killed];

pub(super) fn under_load(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    let mut servers = Servers::start(&ground.scratch)?;
    let reading = servers.url("postgres", "target_session_attrs=read-write");
    sql(&reading, "CREATE DATABASE city TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")?;
    let rows = Rows::Postgres(servers.url("city", "target_session_attrs=read-write"));
    let url = servers.url("city", "sslmode=disable");
    let house = ground.house(ground.folder("failover")?, url, rows)?;
    let at = [free_address()?, free_address()?];
    let mut sites = Vec::new();
    for address in at {
        sites.push(Instance::start(&house, address, &How::default())?);
    }
    let load = Load::start(&house, &at, "failover", Crowd::default())?;
    let mut planned = Vec::new();
    for (round, loss) in ROUNDS.into_iter().enumerate() {
        let before = load.acknowledged();
        wait_for("writes are acknowledged", Duration::from_secs(60), || {
            (load.acknowledged() > before + 50).then_some(())
        })?;
        planned.extend(plan(&house, at[round % at.len()], round)?);
        lose(&mut servers, loss, &load, &at, trial)?;
    }
    once(&house, &planned, trial)?;
    trial.holds(sites.iter_mut().all(Instance::runs), "no instance was restarted");
    let pages = load.pages();
    let seen = load.stop();
    trial.told_the_truth_beside(&house, "failover", &seen, planned.len())?;
    trial.pages_went_on(&seen, pages, false);
    for site in sites {
        site.stop()?;
    }
    trial.is_whole(&house)
}

/// Two documents that go live while nobody is the primary, or soon after.
fn plan(house: &House, at: SocketAddr, round: usize) -> Result<Vec<Planned>, String> {
    let mut planned = Vec::new();
    for seconds in [2, 10] {
        let title = format!("Planned in round {round} at second {seconds}");
        planned.push((plans::approved(house, at, &title)?, plans::in_seconds(seconds)?));
    }
    for (document, moment) in &planned {
        document.goes_live(house, at, moment)?;
    }
    Ok(planned.into_iter().map(|(document, _)| document).collect())
}

/// Loses the primary, waits for another, and looks how soon writes go on. Afterwards the lost one is back as a replica.
fn lose(
    servers: &mut Servers,
    loss: Loss,
    load: &Load,
    at: &[SocketAddr],
    trial: &mut Trial,
) -> Result<(), String> {
    let primary = servers.are_one()?;
    let (refused, lost) = (load.look(|seen| seen.unavailable), Instant::now());
    match loss {
        Loss::Killed => servers.kill(primary),
        Loss::Frozen => servers.freeze(primary),
    }
    let next =
        wait_for("a new primary", Duration::from_secs(60), || servers.primary(Some(primary)));
    next?;
    let found = Instant::now();
    let words = match loss {
        Loss::Killed => "was killed",
        Loss::Frozen => "stood still",
    };
    let after = format!(
        "a new primary, which was there {:.1} s after the old one {words}",
        (found - lost).as_secs_f64()
    );
    trial.writes_again(load, at, found, BOUND, &after);
    println!("      {} answers 503", load.look(|seen| seen.unavailable) - refused);
    servers.kill(primary);
    servers.revive(primary)?;
    servers.are_one().map(drop)
}

/// Everything that was planned happened, and once.
fn once(house: &House, planned: &[Planned], trial: &mut Trial) -> Result<(), String> {
    let _ = wait_for("what was planned happens", Duration::from_secs(30), || {
        planned.iter().all(|one| one.fired(house).is_ok_and(|times| times > 0)).then_some(())
    });
    let fired: Result<Vec<_>, _> = planned.iter().map(|one| one.fired(house)).collect();
    let fired = fired?;
    trial.holds(
        fired.iter().all(|times| *times == 1),
        format!("what was planned happened once each: {fired:?}"),
    );
    Ok(())
}
