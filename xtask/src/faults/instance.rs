//! The site as a process that can be killed.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::ground::House;
use super::http::Request;
use super::wait_for;
use crate::command::run;

/// A debug build on a busy machine that has to wait for its database.
const START: Duration = Duration::from_secs(60);
/// What the site promises for a graceful stop, and a little.
const STOP: Duration = Duration::from_secs(40);

/// What is special about a start.
#[derive(Clone, Debug, Default)]
pub(super) struct How {
    /// What stands in its environment.
    pub(super) environment: Vec<(&'static str, PathBuf)>,
    /// How many files it may have open.
    pub(super) open_files: Option<u32>,
}

/// `wego-site serve`, killed when dropped.
#[derive(Debug)]
pub(super) struct Instance {
    child: Child,
    pub(super) address: SocketAddr,
    /// From the start of the process until it said that it is ready.
    pub(super) took: Duration,
}

/// An address of the loopback interface that is free now.
pub(super) fn free_address() -> Result<SocketAddr, String> {
    let free = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    free.map_err(|error| format!("no free port: {error}"))
}

impl Instance {
    /// Starts the site on a house's data and waits until `/readyz` says so.
    pub(super) fn start(house: &House, at: SocketAddr, how: &How) -> Result<Self, String> {
        let begun = Instant::now();
        let mut child = command(house, at, how, &["serve"])?
            .spawn()
            .map_err(|error| format!("cannot start the site: {error}"))?;
        let listening = says(&mut child, "listening on ");
        let mut site = Self { child, address: at, took: Duration::ZERO };
        if listening.recv_timeout(START).is_err() {
            return Err(format!("the site did not start:\n{}", house.told()));
        }
        site.ready()?;
        site.took = begun.elapsed();
        Ok(site)
    }

    /// Waits until it says that it is ready.
    fn ready(&mut self) -> Result<(), String> {
        let address = self.address;
        let asked = || Request::get("/readyz").send(address).ok().filter(|it| it.status == 200);
        wait_for("the site says that it is ready", START, asked).map(drop)
    }

    /// Whether the process is still there.
    pub(super) fn runs(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Kills it at once, as the kernel or a power cut would.
    pub(super) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks it to stop, as an operator would.
    pub(super) fn stop(mut self) -> Result<(), String> {
        run(Command::new("kill").arg(self.child.id().to_string()).stdout(Stdio::null()))?;
        let ended = || self.child.try_wait().ok().flatten();
        let (status, _) = wait_for("the site stops when it is asked to", STOP, ended)?;
        if status.success() { Ok(()) } else { Err(format!("the site ended with {status}")) }
    }

    /// Processor time it has used, its own and the kernel's on its behalf.
    pub(super) fn processor(&self) -> Duration {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()));
        let stat = stat.unwrap_or_default();
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks = after_name.split_whitespace().skip(11).take(2);
        // In hundredths of a second on Linux.
        Duration::from_millis(10 * ticks.filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>())
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program with a house's settings.
pub(super) fn command(
    house: &House,
    at: SocketAddr,
    how: &How,
    arguments: &[&str],
) -> Result<Command, String> {
    let log = File::options().create(true).append(true).open(house.log());
    let log = log.map_err(|error| format!("{}: {error}", house.log().display()))?;
    let mut command = match how.open_files {
        Some(limit) => {
            let mut command = Command::new("prlimit");
            command.arg(format!("--nofile={limit}:{limit}")).arg(&house.program);
            command
        }
        None => Command::new(&house.program),
    };
    command
        .args(arguments)
        .args(["--listen", &at.to_string(), "--data"])
        .arg(&house.data)
        .env("WEGO_DATABASE", &house.url)
        .env("WEGO_LOG", "warn")
        .envs(how.environment.iter().map(|(name, value)| (name, value)))
        .current_dir(&house.data)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log);
    Ok(command)
}

/// Hears once when the process says a line that begins so; reads on for ever, so that it is never held up.
pub(super) fn says(child: &mut Child, beginning: &'static str) -> mpsc::Receiver<String> {
    let (heard, hears) = mpsc::channel();
    if let Some(stdout) = child.stdout.take() {
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if line.starts_with(beginning) {
                    let _ = heard.send(line);
                }
            }
        });
    }
    hears
}
