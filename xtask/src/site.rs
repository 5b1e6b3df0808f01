//! The example site as a running process.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::command::{cargo, run};
use crate::workspace::Workspace;

/// A debug build on a busy machine, with its first migration and seed.
const START: Duration = Duration::from_secs(120);
/// What the site promises for a graceful stop, and a little.
const STOP: Duration = Duration::from_secs(35);

/// `wego-site demo` on throw-away data and a free port, ended when dropped.
#[derive(Debug)]
pub(crate) struct Site {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub(crate) url: String,
    /// The folder of its data, with `people.txt` and `mail/`.
    pub(crate) data: PathBuf,
    /// The program, for a test that needs a site of its own.
    pub(crate) program: PathBuf,
}

impl Site {
    /// Starts the site. It is built together with the tests, so that no package is built twice.
    pub(crate) fn start(workspace: &Workspace) -> Result<Self, String> {
        run(&mut cargo(workspace, "build --quiet --workspace --all-features --bins --tests"))?;
        let data = std::env::temp_dir().join(format!("wego-site-of-{}", std::process::id()));
        let _ = fs::remove_dir_all(&data);
        let program = workspace.target.join("debug").join("wego-site");
        let mut child = Command::new(&program)
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(&data)
            .env("WEGO_LOG", "warn")
            .current_dir(&workspace.root)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("cannot start the site: {error}"))?;
        let (heard, lines) = mpsc::channel();
        if let Some(stdout) = child.stdout.take() {
            // Reads on after the start as well: a site whose output nobody takes would stand still.
            thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                    let _ = heard.send(line);
                }
            });
        }
        let mut site = Self { child, url: String::new(), data, program };
        site.wait_for_start(&lines)?;
        Ok(site)
    }

    /// Reads what it prints up to its address and the last of its people.
    fn wait_for_start(&mut self, lines: &mpsc::Receiver<String>) -> Result<(), String> {
        let started = Instant::now();
        let mut people = BTreeMap::new();
        while self.url.is_empty() || people.len() < PEOPLE {
            let left = START.saturating_sub(started.elapsed());
            let line = lines.recv_timeout(left).map_err(|silent| match silent {
                RecvTimeoutError::Disconnected => "the site ended before it listened".to_owned(),
                RecvTimeoutError::Timeout => {
                    format!(
                        "the site did not name its address and {PEOPLE} people within {START:?}"
                    )
                }
            })?;
            if let Some(url) = line.strip_prefix("listening on ") {
                url.clone_into(&mut self.url);
            } else if let Some(person) = line.strip_prefix("person ") {
                let role = person.split(' ').next().unwrap_or_default();
                people.insert(role.to_owned(), person.to_owned());
            }
        }
        println!("the site listens on {} after {:.1} s", self.url, started.elapsed().as_secs_f64());
        Ok(())
    }

    /// Asks it to stop, as an operator would; answers whether it did, and well.
    pub(crate) fn stop(mut self) -> Result<(), String> {
        let asked = Instant::now();
        run(Command::new("kill").arg(self.child.id().to_string()))?;
        while asked.elapsed() < STOP {
            match self.child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => {
                    return Err(format!("the site ended with {status} when asked to stop"));
                }
                Ok(None) => thread::sleep(Duration::from_millis(50)),
                Err(error) => return Err(format!("the site got lost: {error}")),
            }
        }
        Err(format!("the site did not stop within {STOP:?}"))
    }
}

/// administrator, secretariat, editor, reviewer, committee, officer-a, officer-b, reader
const PEOPLE: usize = 8;

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.data);
    }
}
