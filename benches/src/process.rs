//! A server under measurement, as the operating system's accounts see it.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Processor time that a process has used, its own and the kernel's on its behalf.
///
/// # Panics
/// When the process is gone.
pub fn cpu_of(process: u32) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("the process runs");
    let after_name = stat.rsplit_once(')').expect("a name in brackets").1;
    let field = |n: usize| after_name.split_whitespace().nth(n).and_then(|f| f.parse().ok());
    // utime and stime, in hundredths of a second on Linux.
    let ticks: u64 = field(11).zip(field(12)).map_or(0, |(user, kernel): (u64, u64)| user + kernel);
    Duration::from_millis(ticks * 10)
}

/// The processor that servers are tied to; the load comes from the other one.
const SERVERS: &str = "0";
const LOAD: &str = "1";

/// A server in a process of its own, tied to one processor. It is killed when dropped.
pub struct Server {
    child: Child,
    /// Where it listens: `127.0.0.1:PORT`.
    pub address: String,
    /// The lines it said up to its address and, with `more`, after it.
    pub said: Vec<String>,
}

impl Server {
    /// Starts a program and waits for its line `listening on http://ADDRESS`, and then for `more` lines.
    ///
    /// # Panics
    /// When it does not start, or ends without that line.
    pub fn start(program: &str, arguments: &[&str], more: usize) -> Self {
        let mut child = Command::new("taskset")
            .args(["-c", SERVERS, program])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let (mut said, mut address) = (Vec::new(), None);
        while let Some(Ok(line)) = lines.next() {
            address = line.strip_prefix("listening on http://").map(str::to_owned).or(address);
            said.push(line);
            if address.is_some() && said.len() > more {
                break;
            }
        }
        let address = address.unwrap_or_else(|| panic!("{program} ended before it listened"));
        // Whatever it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address, said }
    }

    /// Processor time it has used, its own and the kernel's on its behalf.
    ///
    /// # Panics
    /// When the process is gone.
    pub fn cpu(&self) -> Duration {
        cpu_of(self.child.id())
    }

    /// Memory it has resident, in MB of 1,000,000 bytes.
    ///
    /// # Panics
    /// When the process is gone.
    pub fn resident_megabytes(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.expect("the server runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        kibibytes.expect("the kernel says VmRSS") * 1024.0 / 1e6
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Ties this process, which makes the load, to the processor that no server uses.
///
/// # Panics
/// When the machine has one processor only, or no `taskset` (util-linux).
pub fn leave_the_servers_their_processor() {
    let done = Command::new("taskset")
        .args(["-cp", LOAD, &std::process::id().to_string()])
        .stdout(Stdio::null())
        .status();
    assert!(done.is_ok_and(|status| status.success()), "taskset and two processors are needed");
}

/// Builds a program of the workspace in release mode and answers where it lies.
///
/// # Panics
/// When it does not build.
pub fn release(package: &str, binary: &str) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    // What cargo tells of this very package, build scripts of others look at too, and would all be run again.
    for (name, _) in std::env::vars_os() {
        let told = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if told {
            cargo.env_remove(name);
        }
    }
    let built = cargo
        .args(["build", "--release", "--package", package, "--bin", binary])
        .args(["--message-format", "json-render-diagnostics"])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    let text = String::from_utf8(built.stdout).expect("cargo says UTF-8");
    let messages = text.lines().filter_map(|l| serde_json::from_str::<serde_json::Value>(l).ok());
    let mut programs = messages
        .filter(|message| message["target"]["name"] == binary)
        .filter_map(|message| message["executable"].as_str().map(str::to_owned));
    programs.next().unwrap_or_else(|| panic!("{binary} does not build"))
}
