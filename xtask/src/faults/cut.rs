//! Connections to PostgreSQL are cut in the middle of a COMMIT, answers to it are lost, and all connections are forgotten
//! (bad input 87).

use std::time::Duration;

use super::ground::{Ground, House};
use super::instance::{How, Instance, free_address};
use super::load::{Crowd, Load};
use super::proof::Trial;
use super::wait_for;
use crate::proxy::{Cut, Proxy};

/// One COMMIT of so many is cut, so that there is a load in between.
const EVERY: usize = 4;

/// What is done, to how many COMMITs, and in words.
const ROUNDS: [(Cut, usize, &str); 4] = [
    (Cut::Before, 40, "cut before COMMIT arrived"),
    (Cut::Half, 40, "cut in the middle of COMMIT"),
    (Cut::After, 40, "cut with COMMIT done and its answer lost"),
    (Cut::Late, 20, "cut with COMMIT still on its way for 0.7 s"),
];

/// Whether writes are acknowledged again.
fn goes_on(load: &Load) -> bool {
    let before = load.acknowledged();
    let more = || (load.acknowledged() > before + 20).then_some(());
    wait_for("writes are acknowledged again", Duration::from_secs(20), more).is_ok()
}

pub(super) fn at_commit(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    let (cluster, house) = ground.on_postgres("cut")?;
    let (place, _) = cluster.url().rsplit_once('/').ok_or("the server has no address")?;
    let (who, server) = place.rsplit_once('@').ok_or("the server has no address")?;
    let server = server.parse().map_err(|error| format!("{server}: {error}"))?;
    let proxy = Proxy::start(server)?;
    let url = format!("{who}@{}/cut?sslmode=disable", proxy.address);
    let house = House { url, ..house };
    let at = free_address()?;
    let mut site = Instance::start(&house, at, &How::default())?;
    let load = Load::start(&house, &[at], "cut", Crowd::default())?;
    for (cut, times, words) in ROUNDS {
        proxy.cuts(cut, EVERY);
        let bound = Duration::from_secs(120);
        let cuts = wait_for(words, bound, || (proxy.cut(cut) >= times).then_some(()));
        proxy.cuts(Cut::Nothing, EVERY);
        trial.holds(cuts.is_ok(), format!("{} connections were {words}", proxy.cut(cut)));
        trial.holds(goes_on(&load), "and writes go on");
    }
    proxy.forgets();
    trial
        .holds(goes_on(&load), "writes go on though all connections were forgotten without a word");
    trial.holds(site.runs(), "the site was not restarted");
    let pages = load.pages();
    let seen = load.stop();
    trial.told_the_truth(&house, "cut", &seen)?;
    trial.pages_went_on(&seen, pages, false);
    site.stop()?;
    trial.is_whole(&house)
}
