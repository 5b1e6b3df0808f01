//! Postfix's `smtp-sink`: a mail server of somebody else's that takes everything.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Names the program: `cargo xtask bench` unpacks it below the build folder.
const NAMED: &str = "WEGO_BENCH_SMTP_SINK";
/// Where Debian has it.
const USUAL: &str = "/usr/sbin/smtp-sink";
/// How many connections may wait for it to take them.
const BACKLOG: &str = "1000";

/// The server, on a free port of this machine. It ends when it is dropped.
pub(crate) struct Postfix {
    pub(crate) address: SocketAddr,
    child: Child,
}

impl Postfix {
    /// Starts it; none where there is no such program.
    pub(crate) fn start() -> Option<Self> {
        let named = std::env::var_os(NAMED).map(PathBuf::from);
        let program = named.unwrap_or_else(|| PathBuf::from(USUAL));
        if !program.is_file() {
            return None;
        }
        let free = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = free.local_addr().expect("an address");
        drop(free);
        let mut command = Command::new(&program);
        if let Some(libraries) = libraries(&program) {
            command.env("LD_LIBRARY_PATH", libraries);
        }
        if is_root() {
            command.args(["-u", "nobody"]);
        }
        command.arg(address.to_string()).arg(BACKLOG).stdin(Stdio::null()).stdout(Stdio::null());
        let child = command.spawn();
        let child = child.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let mut server = Self { address, child };
        server.until_it_listens();
        Some(server)
    }

    fn until_it_listens(&mut self) {
        let begun = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            let ended = self.child.try_wait().expect("it is our own");
            assert!(ended.is_none(), "smtp-sink ended with {ended:?}");
            assert!(begun.elapsed() < Duration::from_secs(10), "smtp-sink does not listen");
            sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Its libraries, which lie beside it where it was unpacked and not installed.
fn libraries(program: &Path) -> Option<PathBuf> {
    let libraries = program.parent()?.parent()?.join("lib/postfix");
    libraries.is_dir().then_some(libraries)
}

/// Whether this program runs as root: then it has to be told as whom to run.
fn is_root() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:"));
    line.and_then(|line| line.split_whitespace().nth(1)) == Some("0")
}
