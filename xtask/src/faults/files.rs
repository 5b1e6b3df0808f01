//! Ten thousand connections that say nothing, and 256 open files (bad input 95).

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::ground::Ground;
use super::http::Request;
use super::instance::{How, Instance, free_address};
use super::load::{Crowd, Load};
use super::proof::Trial;
use super::wait_for;

const OPEN_FILES: u32 = 256;
const IDLE: usize = 10_000;

/// How much of five seconds a site may compute that has nothing to do but to bear them.
const BUSY: Duration = Duration::from_millis(1500);

pub(super) fn exhausted(ground: &Ground, trial: &mut Trial) -> Result<(), String> {
    let house = ground.on_sqlite("files")?;
    let at = free_address()?;
    let how = How { open_files: Some(OPEN_FILES), ..How::default() };
    let mut site = Instance::start(&house, at, &how)?;
    let wanted = IDLE.min(room_for_files());
    let begun = Instant::now();
    let idle = idle_connections(at, wanted);
    trial.holds(
        idle.len() > 1000,
        format!(
            "{} of {wanted} connections that say nothing were made within {:.1} s, and {} are there still",
            idle.len(),
            begun.elapsed().as_secs_f64(),
            idle.iter().filter(|connection| is_open(connection)).count()
        ),
    );
    let before = site.processor();
    thread::sleep(Duration::from_secs(5));
    let used = site.processor() - before;
    trial.holds(
        used < BUSY && site.runs(),
        format!(
            "meanwhile the site computes for {:.2} s of 5 (at most {:.1})",
            used.as_secs_f64(),
            BUSY.as_secs_f64()
        ),
    );
    let asked = || Request::get("/en/").send(at).ok().filter(|answer| answer.status == 200);
    let among = wait_for("a page among them", Duration::from_secs(60), asked);
    trial.holds(
        among.is_ok(),
        match &among {
            Ok((_, took)) => {
                format!("a page is answered among them after {:.2} s", took.as_secs_f64())
            }
            Err(error) => error.clone(),
        },
    );
    drop(idle);
    let (_, took) = wait_for("a page after they left", Duration::from_secs(10), asked)?;
    trial.holds(
        took < Duration::from_secs(2),
        format!("a page is answered {:.2} s after they left", took.as_secs_f64()),
    );
    let load = Load::start(&house, &[at], "files", Crowd::default())?;
    wait_for("writes are acknowledged", Duration::from_secs(30), || {
        (load.acknowledged() > 50).then_some(())
    })?;
    let pages = load.pages();
    let seen = load.stop();
    trial.told_the_truth(&house, "files", &seen)?;
    trial.pages_went_on(&seen, pages, false);
    site.stop()?;
    trial.is_whole(&house)
}

/// How many files this process may open, once it was allowed as many as it may be.
fn room_for_files() -> usize {
    let me = std::process::id().to_string();
    // What it may not have it does not get, and then the step does with fewer.
    let _ = Command::new("prlimit")
        .args(["--pid", &me, "--nofile=12000:"])
        .stderr(Stdio::null())
        .status();
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    soft.unwrap_or(1024).saturating_sub(200)
}

/// Whether the other end has not closed it.
fn is_open(connection: &TcpStream) -> bool {
    let silent = |error: std::io::Error| error.kind() == std::io::ErrorKind::WouldBlock;
    connection.set_nonblocking(true).is_ok() && connection.peek(&mut [0]).is_err_and(silent)
}

/// Connections that were made, by eight hands at once.
fn idle_connections(to: SocketAddr, wanted: usize) -> Vec<TcpStream> {
    let hands: Vec<_> = (0..8)
        .map(|_| {
            thread::spawn(move || {
                let patience = Duration::from_secs(3);
                let end = Instant::now() + Duration::from_secs(60);
                let mut mine = Vec::new();
                while mine.len() < wanted / 8 && Instant::now() < end {
                    mine.extend(TcpStream::connect_timeout(&to, patience));
                }
                mine
            })
        })
        .collect();
    hands.into_iter().flat_map(|hand| hand.join().unwrap_or_default()).collect()
}
