//! The primary of three PostgreSQL servers is lost, and another takes its place (bad inputs 87 and 88).

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{fs, thread};

use super::ground::{Ground, House, Rows, sql};
use super::http::Request;
use super::instance::{How, Instance, free_address};
use super::load::{self, Crowd, Load};
use super::patroni::Servers;
use super::plans::{self, Planned};
use super::proof::Trial;
use super::wait_for;

/// How soon after a new primary is there writes have to be acknowledged, by each instance.
const BOUND: Duration = Duration::from_secs(5);

/// How long whoever asks for what is not kept is held up at most: nobody knows at once that the primary is lost.
const HELD_UP: Duration = Duration::from_secs(3);

/// What an instance says once it has rendered the pages that nobody asked for, and whether it says so.
const KEPT: &str = "public pages are kept before anybody asks";
const LOG: &str = "warn,wego_site::wiring::ahead=info";

/// What is made for each question, and kept for nobody.
const MADE: &str = "/en/search?q=city";

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
    let how = How { environment: vec![("WEGO_LOG", PathBuf::from(LOG))], ..How::default() };
    for address in at {
        sites.push(Instance::start(&house, address, &how)?);
    }
    are_ready(&house, at.len())?;
    let unasked = load::unasked(at[0])?;
    let mut unasked = unasked.chunks(unasked.len().div_ceil(ROUNDS.len()));
    let load = Load::start(&house, &at, "failover", Crowd::default())?;
    let mut planned = Vec::new();
    for (round, loss) in ROUNDS.into_iter().enumerate() {
        let before = load.acknowledged();
        wait_for("writes are acknowledged", Duration::from_secs(60), || {
            (load.acknowledged() > before + 50).then_some(())
        })?;
        planned.extend(plan(&house, at[round % at.len()], round)?);
        let unasked = unasked.next().unwrap_or_default();
        lose(&mut servers, loss, &load, (&at[..], unasked), trial)?;
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

/// Waits until so many instances have rendered the pages that nobody asks for: the first a minute after its start.
fn are_ready(house: &House, instances: usize) -> Result<(), String> {
    let are = || {
        thread::sleep(Duration::from_millis(500));
        let log = fs::read_to_string(house.log()).unwrap_or_default();
        (log.matches(KEPT).count() >= instances).then_some(())
    };
    wait_for("pages that nobody asks for are kept", Duration::from_secs(300), are).map(drop)
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

/// Loses the primary, asks for pages that nobody asked for before, waits for another primary, and looks how soon writes go on.
/// Afterwards the lost one is back as a replica.
fn lose(
    servers: &mut Servers,
    loss: Loss,
    load: &Load,
    (at, unasked): (&[SocketAddr], &[String]),
    trial: &mut Trial,
) -> Result<(), String> {
    let primary = servers.are_one()?;
    let (refused, lost) = (load.look(|seen| seen.unavailable), Instant::now());
    match loss {
        Loss::Killed => servers.kill(primary),
        Loss::Frozen => servers.freeze(primary),
    }
    let next = || servers.primary(Some(primary));
    let (found, asked) = thread::scope(|scope| {
        let asking = scope.spawn(|| ask(at, unasked, || next().is_none()));
        let next = wait_for("a new primary", Duration::from_secs(60), next);
        (next.map(|_| Instant::now()), asking.join())
    });
    let (found, asked) = (found?, asked.map_err(|_| "whoever asked for pages ended")??);
    asked.tell(unasked.len(), trial);
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

/// What came of it to ask while nobody was the primary.
struct Asked {
    /// Pages that were not answered with 200.
    failed: Vec<String>,
    /// Whether no other was the primary by then: who becomes it stays it.
    without: bool,
    /// Longest that an instance took to answer what it cannot keep.
    held_up: Duration,
}

/// Asks each instance for pages that nobody asked for before, and then for one that is made for each question, as soon as
/// each refuses that; and in between whether still nobody is the primary.
fn ask(at: &[SocketAddr], pages: &[String], is_nobody: impl Fn() -> bool) -> Result<Asked, String> {
    let refuses = |to: SocketAddr| Request::get(MADE).send(to).is_ok_and(|said| said.status == 503);
    wait_for("a question is refused", Duration::from_secs(60), || {
        at.iter().all(|to| refuses(*to)).then_some(())
    })?;
    let mut asked = Asked { failed: Vec::new(), without: false, held_up: Duration::ZERO };
    for &to in at {
        for page in pages {
            match Request::get(page).send(to) {
                Ok(answer) if answer.status == 200 => {}
                Ok(answer) => asked.failed.push(format!("{page} {}", answer.status)),
                Err(lost) => asked.failed.push(format!("{page} {lost:?}")),
            }
        }
    }
    asked.without = is_nobody();
    for &to in at {
        let begun = Instant::now();
        // Answered or refused, by when the new primary is there.
        let _ = Request::get(MADE).send(to);
        asked.held_up = asked.held_up.max(begun.elapsed());
    }
    Ok(asked)
}

impl Asked {
    fn tell(&self, pages: usize, trial: &mut Trial) {
        let failed: Vec<_> = self.failed.iter().take(5).collect();
        trial.holds(self.without, "no other was the primary yet when all of them were answered");
        trial.holds(
            pages > 0 && self.failed.is_empty(),
            format!(
                "{pages} pages that nobody had asked for were answered by each instance without a primary, {} times with a \
                 failure {failed:?}",
                self.failed.len()
            ),
        );
        trial.holds(
            self.held_up <= HELD_UP,
            format!("a search was answered or refused within {:.2} s", self.held_up.as_secs_f64()),
        );
    }
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
