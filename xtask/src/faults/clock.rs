//! The clock steps back an hour, ahead a year, and back to the right time (bad input 66).

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::net::SocketAddr;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::ground::{Ground, House};
use super::http::Request;
use super::instance::{How, Instance, free_address};
use super::load::{Crowd, Load};
use super::plans;
use super::proof::Trial;
use super::wait_for;

const HOUR: i64 = 3_600;
const YEAR: i64 = 365 * 24 * HOUR;

/// Jobs that are due every few hours or days: none of them twice within the minutes that this takes.
const RARE: &str = "'cms.search', 'cms.tidy', 'cms.reviews', 'membership.reminders', 'membership.lapses', \
    'membership.imports', 'newsletter.imports', 'newsletter.erasures'";

pub(super) fn steps(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    let house = ground.on_sqlite("clock")?;
    let clock = ground.scratch.join("clock-of-the-site");
    fs::write(&clock, 0_i64.to_ne_bytes())
        .map_err(|error| format!("{}: {error}", clock.display()))?;
    let how = How {
        environment: vec![("LD_PRELOAD", ground.shim.clone()), ("FAULTS_CLOCK", clock.clone())],
        open_files: None,
    };
    let at = free_address()?;
    let site = Instance::start(&house, at, &how)?;
    let [kept, ended] = [sign_in(&house, at)?, sign_in(&house, at)?];
    sign_out(at, &ended)?;
    trial.holds(
        is_in(at, &kept) == Some(true) && is_in(at, &ended) == Some(false),
        "a session goes on, and one that was ended does not",
    );
    let load = Load::start(&house, &[at], "clock", Crowd::default())?;
    let once = plans::approved(&house, at, "Planned before the clock stepped")?;
    once.goes_live(&house, at, &plans::in_seconds(2)?)?;
    wait_for("what was planned happens", Duration::from_secs(20), || {
        (once.fired(&house) == Ok(1)).then_some(())
    })?;
    // Jobs that were due at the start have run.
    thread::sleep(Duration::from_secs(5));
    let first = runs(&house)?;

    set(&clock, -HOUR)?;
    goes_on(&load, trial, "an hour back")?;
    trial.holds(once.fired(&house) == Ok(1), "what was planned did not happen again");
    same(&first, &runs(&house)?, 0, trial, "an hour back, no job runs again");
    trial.holds(is_in(at, &ended) == Some(false), "the ended session is not revived");

    let later = a_year_ahead((&house, at), &clock, &kept, &load, &first, trial)?;

    set(&clock, 0)?;
    thread::sleep(Duration::from_secs(5));
    trial.holds(
        is_in(at, &kept) == Some(false),
        "back at the right time, the session is not revived",
    );
    trial.holds(is_in(at, &ended) == Some(false), "nor is the one that was ended");
    trial.holds(once.fired(&house) == Ok(1), "what was planned happened once");
    same(&later, &runs(&house)?, 0, trial, "no job runs again");
    let mut seen = load.stop();
    seen.odd.retain(|told, _| !told.starts_with("401"));
    trial.told_the_truth_beside(&house, "clock", &seen, 1)?;
    in_sequence(&house, trial)?;
    site.stop()?;
    trial.is_whole(&house)
}

/// A session ends, jobs catch up, tokens are refused; answers how often each job has run then.
fn a_year_ahead(
    (house, at): (&House, SocketAddr),
    clock: &Path,
    kept: &str,
    load: &Load,
    first: &BTreeMap<String, i64>,
    trial: &mut Trial,
) -> Result<BTreeMap<String, i64>, String> {
    set(clock, YEAR)?;
    let expired = wait_for("sessions end", Duration::from_secs(20), || {
        (is_in(at, kept) == Some(false)).then_some(())
    });
    trial.holds(expired.is_ok(), "a year ahead, the session has ended");
    thread::sleep(Duration::from_secs(12));
    let later = runs(house)?;
    same(
        first,
        &later,
        1,
        trial,
        "a year ahead, each job runs once and not once for each time missed",
    );
    let odd = load.look(|seen| seen.odd.clone());
    let told = odd.keys().all(|told| told.starts_with("401"));
    trial.holds(told, format!("tokens of thirty days are refused: {odd:?}"));
    load.look(|seen| println!("      {} writes so far", seen.acknowledged.len()));
    Ok(later)
}

/// Says so many seconds, in place: the site has the file mapped.
fn set(clock: &Path, seconds: i64) -> Result<(), String> {
    let written = File::options()
        .write(true)
        .open(clock)
        .and_then(|mut file| file.write_all(&seconds.to_ne_bytes()));
    written.map_err(|error| format!("{}: {error}", clock.display()))
}

fn goes_on(load: &Load, trial: &mut Trial, when: &str) -> Result<(), String> {
    let before = load.acknowledged();
    let went_on = wait_for("writes are acknowledged", Duration::from_secs(20), || {
        (load.acknowledged() > before + 50).then_some(())
    });
    trial.holds(went_on.is_ok(), format!("{when}, writes go on"));
    // Twice what the workers need to look at everything that is due.
    thread::sleep(Duration::from_secs(8));
    Ok(())
}

/// How often each rare job was begun.
fn runs(house: &House) -> Result<BTreeMap<String, i64>, String> {
    let rows =
        house.query(&format!("SELECT name, fence FROM core_schedule WHERE name IN ({RARE})"))?;
    let counted = rows.iter().filter_map(|row| {
        let (name, fence) = row.split_once('|')?;
        Some((name.to_owned(), fence.parse().ok()?))
    });
    Ok(counted.collect())
}

fn same(
    before: &BTreeMap<String, i64>,
    after: &BTreeMap<String, i64>,
    more: i64,
    trial: &mut Trial,
    sentence: &str,
) {
    let others: Vec<_> = after
        .iter()
        .filter(|(name, fence)| before.get(*name).is_none_or(|before| before + more != **fence))
        .map(|(name, fence)| format!("{name} {:?} {fence}", before.get(name)))
        .collect();
    trial.holds(
        others.is_empty() && after.len() >= 5,
        format!("{sentence}: {} jobs {others:?}", after.len()),
    );
}

/// Signs somebody in and answers the cookie.
fn sign_in(house: &House, at: SocketAddr) -> Result<String, String> {
    let [email, password, _] = house.person("editor")?;
    let form = format!("email={}&password={password}", email.replace('@', "%40"));
    let answer = posted(at, "/account/sign-in", form, None)?;
    let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
    cookie
        .filter(|_| answer.status == 303)
        .map(str::to_owned)
        .ok_or_else(|| format!("nobody can sign in: {}", answer.status))
}

fn sign_out(at: SocketAddr, cookie: &str) -> Result<(), String> {
    let answer = posted(at, "/account/sign-out", String::new(), Some(cookie))?;
    if answer.status == 303 {
        Ok(())
    } else {
        Err(format!("nobody can sign out: {}", answer.status))
    }
}

fn posted(
    at: SocketAddr,
    path: &str,
    form: String,
    cookie: Option<&str>,
) -> Result<super::http::Answer, String> {
    let request = Request::post(path, "application/x-www-form-urlencoded", form)
        .header("Origin", &format!("http://{at}"))
        .header("Sec-Fetch-Site", "same-origin");
    let request = match cookie {
        Some(cookie) => request.header("Cookie", cookie),
        None => request,
    };
    request.send(at).map_err(|lost| format!("{path}: {lost:?}"))
}

/// Whether the session of this cookie is one.
fn is_in(at: SocketAddr, cookie: &str) -> Option<bool> {
    let answer = Request::get("/account/").header("Cookie", cookie).send(at).ok()?;
    match answer.status {
        200 => Some(true),
        303 | 401 => Some(false),
        _ => None,
    }
}

/// The log is numbered as it was written, whatever the clock said, and every entry keeps the time it was given.
fn in_sequence(house: &House, trial: &mut Trial) -> Result<(), String> {
    let gaps = house.query(
        "SELECT count(*), count(DISTINCT number), max(number) - min(number) + 1 FROM core_audit WHERE number IS NOT NULL",
    )?;
    let counts: Vec<_> = gaps.first().map_or(Vec::new(), |row| row.split('|').collect());
    let holds = counts.len() == 3 && counts.iter().all(|count| *count == counts[0]);
    trial.holds(holds, format!("the log's numbers have neither gap nor double: {counts:?}"));
    let back = house.query(
        "SELECT count(*) FROM core_audit a JOIN core_audit b ON b.number = a.number + 1 WHERE b.at < a.at",
    )?;
    println!("      {} entries bear an earlier time than the one before them", back.concat());
    Ok(())
}
