//! The binary as a person starts it.

use std::cell::RefCell;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use eframe_core::test::TestDatabase;
use tempfile::TempDir;

use crate::http::Client;

/// A site that runs, on a free port, with data of its own; stopped when dropped.
pub(crate) struct Site {
    child: Child,
    out: BufReader<ChildStdout>,
    pub(crate) address: SocketAddr,
    pub(crate) data: TempDir,
    pub(crate) database: String,
}

/// One of the demo's people.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) role: String,
    pub(crate) email: String,
    pub(crate) password: String,
    pub(crate) token: String,
}

/// The people of the demo, one of each.
pub(crate) const ROLES: [&str; 8] = [
    "administrator",
    "secretariat",
    "editor",
    "reviewer",
    "committee",
    "officer-a",
    "officer-b",
    "reader",
];

/// The binary, not yet started, with no setting of the environment it is tested in.
pub(crate) fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wego-site"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("WEGO_") {
            command.env_remove(name);
        }
    }
    command.stdin(Stdio::null());
    command
}

thread_local! {
    /// The databases of a test, gone when it ends.
    static KEPT: RefCell<Vec<TestDatabase>> = const { RefCell::new(Vec::new()) };
}

/// The URLs of an empty database of each kind; SQLite's lies in the site's data folder.
pub(crate) fn databases() -> Vec<Option<String>> {
    let mut urls = vec![None];
    if !eframe_core::test::postgres::skipped() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let fresh = runtime.expect("a runtime").block_on(async {
            let fresh = eframe_core::test::on_postgres(&[]).await;
            fresh.database.close().await;
            fresh
        });
        urls.push(Some(fresh.url.clone()));
        keep(fresh);
    }
    urls
}

/// Leaves a database to this test until its end.
pub(crate) fn keep(database: TestDatabase) {
    KEPT.with_borrow_mut(|kept| kept.push(database));
}

impl Site {
    /// `serve` or `demo` on this database.
    pub(crate) fn start(command: &str, database: Option<String>) -> Self {
        Self::start_with(command, database, &[])
    }

    /// The same, told more.
    pub(crate) fn start_with(command: &str, database: Option<String>, more: &[&str]) -> Self {
        let data = tempfile::tempdir().expect("a folder");
        let sqlite = || format!("sqlite:{}", data.path().join("site.sqlite").display());
        let database = database.unwrap_or_else(sqlite);
        Self::begin(command, database, data, more)
    }

    /// The same on data that is there already.
    pub(crate) fn start_in(command: &str, database: String, data: TempDir) -> Self {
        Self::start_in_with(command, database, data, &[])
    }

    /// The same, told more.
    pub(crate) fn start_in_with(
        command: &str,
        database: String,
        data: TempDir,
        more: &[&str],
    ) -> Self {
        Self::begin(command, database, data, more)
    }

    fn begin(command: &str, database: String, data: TempDir, more: &[&str]) -> Self {
        let mut child = binary()
            .args([command, "--listen", "127.0.0.1:0", "--database", &database, "--data"])
            .arg(data.path())
            .args(more)
            .current_dir(data.path())
            .stdout(Stdio::piped())
            .stderr(log(data.path()))
            .spawn()
            .expect("the binary starts");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let line = said(&mut out, "listening on http://", data.path());
        let address = line.parse().expect("an address after listening on");
        Self { child, out, address, data, database }
    }

    /// The rest of the next line that begins with `start`.
    pub(crate) fn said(&mut self, start: &str) -> String {
        said(&mut self.out, start, self.data.path())
    }

    /// The demo's people, as printed.
    pub(crate) fn people(&mut self) -> Vec<Person> {
        (0..8)
            .map(|_| {
                let line = self.said("person ");
                let words: Vec<_> = line.split(' ').map(str::to_owned).collect();
                let [role, email, password, token] =
                    <[String; 4]>::try_from(words).expect("four words");
                Person { role, email, password, token }
            })
            .collect()
    }

    pub(crate) fn visitor(&self) -> Client {
        Client::new(self.address)
    }

    /// Asks the process to stop and waits until it has.
    pub(crate) fn stop(&mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &id]).status().expect("kill is there");
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("it is our child") {
                return status;
            }
            assert!(begun.elapsed() < Duration::from_secs(35), "it did not stop within 35 s");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Kills the process as a power cut would, and gives back its data.
    pub(crate) fn kill(mut self) -> (String, TempDir) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it is our child");
        let data = std::mem::replace(&mut self.data, tempfile::tempdir().expect("a folder"));
        (self.database.clone(), data)
    }

    /// Stops it and gives back its data.
    pub(crate) fn leave(mut self) -> (String, TempDir) {
        assert!(self.stop().success());
        let data = std::mem::replace(&mut self.data, tempfile::tempdir().expect("a folder"));
        (self.database.clone(), data)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn log(data: &Path) -> Stdio {
    std::fs::File::create(data.join("log")).expect("a file").into()
}

fn said(out: &mut BufReader<ChildStdout>, start: &str, data: &Path) -> String {
    let mut line = String::new();
    loop {
        line.clear();
        if out.read_line(&mut line).expect("it writes text") == 0 {
            let log = std::fs::read_to_string(data.join("log")).unwrap_or_default();
            panic!("it ended without saying {start:?}:\n{log}");
        }
        if let Some(rest) = line.trim_end_matches('\n').strip_prefix(start) {
            return rest.to_owned();
        }
    }
}
