//! A PostgreSQL server for tests, started from the binaries that the machine has.
//!
//! Standard library only, because `xtask` includes this very file: it starts one server for a whole run and
//! hands its address on in `WEGO_TEST_POSTGRES`. Tests that are run without it share one server a user: the
//! first test process starts it, the others find it, and it stops itself a quarter of an hour after its last
//! use. The server has its own folder under the temporary folder (the server's user must be able to reach it),
//! a free port of the loopback address, a password made for it, and `fsync` as a city would run it.

use std::fs::{self, File, Permissions};
use std::io::Read;
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::{env, io};

/// How a machine without PostgreSQL is told what to do.
const NO_BINARIES: &str = "the tests need PostgreSQL's server binaries (initdb, pg_ctl) and found none: install them \
     (Debian: apt-get install postgresql), or set WEGO_TEST_POSTGRES to the address of a server, or leave \
     PostgreSQL out on purpose with WEGO_TEST_SKIP_POSTGRES=1";

/// The address of a PostgreSQL server whose user may create databases.
///
/// Takes `WEGO_TEST_POSTGRES` when it is set, else the shared server, which it starts when nobody has.
///
/// # Errors
/// One line for people: which binaries are missing, or what the server said when it did not start.
pub fn url() -> Result<String, String> {
    static URL: OnceLock<Result<String, String>> = OnceLock::new();
    URL.get_or_init(|| match env::var("WEGO_TEST_POSTGRES") {
        Ok(url) if !url.is_empty() => Ok(url),
        _ => shared(),
    })
    .clone()
}

/// Whether whoever runs the tests left PostgreSQL out, by `WEGO_TEST_SKIP_POSTGRES=1`; says so on standard error.
pub fn skipped() -> bool {
    let skipped = env::var("WEGO_TEST_SKIP_POSTGRES").is_ok_and(|value| value == "1");
    if skipped {
        eprintln!("NOT TESTED ON POSTGRESQL: WEGO_TEST_SKIP_POSTGRES=1");
    }
    skipped
}

/// A server of one's own, stopped and removed when dropped, or when this process is gone.
#[derive(Debug)]
pub struct Cluster {
    server: Server,
    url: String,
}

impl Cluster {
    /// Starts a server for this process alone.
    ///
    /// # Errors
    /// As [`url`].
    pub fn start() -> Result<Self, String> {
        Self::start_with("")
    }

    /// The same with settings of its own, such as `-c max_wal_senders=2`; beside one without.
    ///
    /// # Errors
    /// As [`url`].
    pub fn start_with(settings: &str) -> Result<Self, String> {
        let me = std::process::id();
        let own = if settings.is_empty() { "" } else { "-set" };
        let server = Server::in_folder(&format!("wego-postgres-of-{me}{own}"))?;
        let url = server.start(settings)?;
        server.stop_when_not(&format!("kill -0 {me} 2>/dev/null"), "rm -rf \"$PWD\"")?;
        Ok(Self { server, url })
    }

    /// The address of the server's first database, with its user and password.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops the server: `fast` as an operator does, `immediate` as a crash. [`restart`](Self::restart) starts it again.
    ///
    /// # Errors
    /// What the server's tools said.
    pub fn stop(&self, mode: &str) -> Result<(), String> {
        self.server
            .run(self.server.tool("pg_ctl").args(["stop", "--wait", "--silent", "--mode", mode]))
    }

    /// Starts the server again under the address it had; stops it before that, in this mode, where it runs.
    ///
    /// # Errors
    /// What the server's tools said.
    pub fn restart(&self, mode: &str) -> Result<(), String> {
        let log = self.server.folder.join("data").join("server.log");
        let restart = ["restart", "--wait", "--timeout=60", "--silent", "--mode", mode, "--log"];
        self.server.run(self.server.tool("pg_ctl").args(restart).arg(log))
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let _ = self
            .server
            .tool("pg_ctl")
            .args(["stop", "--mode=immediate", "--wait", "--silent"])
            .output();
        let _ = fs::remove_dir_all(&self.server.folder);
    }
}

fn shared() -> Result<String, String> {
    let server = Server::in_folder(&format!("wego-postgres-{}", number(&["-u"])?))?;
    let lock = File::create(server.folder.join("lock"))
        .map_err(told("cannot open the lock of the shared server"))?;
    lock.lock().map_err(told("cannot lock the shared server"))?;
    let address = server.folder.join("url");
    fs::write(server.folder.join("used"), "")
        .map_err(told("cannot note the use of the shared server"))?;
    let alive =
        server.tool("pg_ctl").arg("status").output().is_ok_and(|answer| answer.status.success());
    if let (true, Ok(url)) = (alive, fs::read_to_string(&address)) {
        return Ok(url);
    }
    let url = server.start("")?;
    fs::write(&address, &url).map_err(told("cannot note the address of the shared server"))?;
    server.stop_when_not("[ -n \"$(find used -mmin -15 2>/dev/null)\" ]", "true")?;
    Ok(url)
}

/// The binaries, the folder, and the user the server runs as: PostgreSQL refuses to run as root.
#[derive(Debug)]
struct Server {
    binaries: PathBuf,
    folder: PathBuf,
    other_user: Option<(u32, u32)>,
}

impl Server {
    fn in_folder(name: &str) -> Result<Self, String> {
        let binaries = binaries().ok_or(NO_BINARIES)?;
        let me = number(&["-u"])?;
        let other_user = match me {
            0 => Some((number(&["-u", "postgres"])?, number(&["-g", "postgres"])?)),
            _ => None,
        };
        let folder = env::temp_dir().join(name);
        let failed = told("cannot make a folder for the server");
        match fs::create_dir(&folder) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(failed(error));
            }
            _ => {}
        }
        let found = fs::symlink_metadata(&folder).map_err(&failed)?;
        if !found.is_dir()
            || (found.uid() != me && other_user.is_none_or(|(user, _)| found.uid() != user))
        {
            return Err(format!(
                "{} belongs to somebody else: remove it or set TMPDIR",
                folder.display()
            ));
        }
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).map_err(&failed)?;
        if let Some((user, group)) = other_user {
            chown(&folder, Some(user), Some(group)).map_err(&failed)?;
        }
        Ok(Self { binaries, folder, other_user })
    }

    /// A PostgreSQL tool, run as the server's user with this server's data folder in its environment.
    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(self.binaries.join(name));
        command.env("PGDATA", self.folder.join("data")).current_dir("/").stdin(Stdio::null());
        if let Some((user, group)) = self.other_user {
            command.uid(user).gid(group);
        }
        command
    }

    /// Makes a new cluster in the place of an old one; answers its password.
    fn cluster(&self) -> Result<String, String> {
        let failed = told("cannot set up the server's folder");
        match fs::remove_dir_all(self.folder.join("data")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
            _ => {}
        }
        let mut random = [0; 16];
        File::open("/dev/urandom")
            .and_then(|mut file| file.read_exact(&mut random))
            .map_err(&failed)?;
        let password: String = random.iter().map(|byte| format!("{byte:02x}")).collect();
        let secret = self.folder.join("password");
        fs::write(&secret, &password).map_err(&failed)?;
        if let Some((user, group)) = self.other_user {
            chown(&secret, Some(user), Some(group)).map_err(&failed)?;
        }
        self.run(
            self.tool("initdb")
                .args([
                    "--username=postgres",
                    "--auth=md5",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    "--no-sync",
                ])
                .arg(format!("--pwfile={}", secret.display())),
        )?;
        Ok(password)
    }

    /// Makes a new cluster and starts it with these settings too; answers its address.
    fn start(&self, more: &str) -> Result<String, String> {
        let failed = told("cannot find a free port for the server");
        let password = self.cluster()?;
        let mut last = String::new();
        for _ in 0..5 {
            // The port is free now and may be taken a moment later: then the next one is tried.
            let port = TcpListener::bind("127.0.0.1:0")
                .and_then(|free| free.local_addr())
                .map_err(&failed)?
                .port();
            let settings = format!(
                "-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories= -c max_connections=200 \
                 -c timezone=UTC -c wal_level=minimal -c max_wal_senders=0 {more}"
            );
            let log = self.folder.join("data").join("server.log");
            let started = self.run(
                self.tool("pg_ctl")
                    .args([
                        "start",
                        "--wait",
                        "--timeout=60",
                        "--silent",
                        "--options",
                        &settings,
                        "--log",
                    ])
                    .arg(&log),
            );
            match started {
                Ok(()) => {
                    return Ok(format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres"));
                }
                Err(said) => {
                    let log = fs::read_to_string(&log).unwrap_or_default();
                    last = log
                        .lines()
                        .rev()
                        .find(|line| line.contains("FATAL"))
                        .map_or(said, str::to_owned);
                }
            }
        }
        Err(format!("PostgreSQL did not start: {last}"))
    }

    fn run(&self, command: &mut Command) -> Result<(), String> {
        // Files, not pipes: the server inherits them and a pipe would be read for as long as it lives.
        let said = self.folder.join("said");
        let file = File::create(&said).map_err(told("cannot set up the server's folder"))?;
        let status = command
            .stdout(Stdio::null())
            .stderr(file)
            .status()
            .map_err(told("cannot run PostgreSQL's tools"))?;
        if status.success() {
            return Ok(());
        }
        let said = fs::read_to_string(&said).unwrap_or_default();
        Err(format!(
            "{}: {}",
            command.get_program().display(),
            said.lines().last().unwrap_or("failed without a word")
        ))
    }

    /// Leaves a shell behind that ends the server once `condition` no longer holds, and then runs `afterwards`:
    /// a test run that is killed cannot tidy up after itself. A server that is down for a while stays its charge.
    fn stop_when_not(&self, condition: &str, afterwards: &str) -> Result<(), String> {
        let script = format!(
            "while {condition} || [ -f data/postmaster.pid ]; do {condition} || kill -INT $(head -n 1 data/postmaster.pid); \
             sleep 2; done; {afterwards}"
        );
        Command::new("sh")
            .args(["-c", &script])
            .current_dir(&self.folder)
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map(drop)
            .map_err(told("cannot watch over the server"))
    }
}

/// The newest binaries: where `pg_config` says, or where Debian and Red Hat put them off the path.
pub fn binaries() -> Option<PathBuf> {
    let asked = Command::new("pg_config").arg("--bindir").output().ok();
    let mut found: Vec<PathBuf> = asked
        .and_then(|answer| String::from_utf8(answer.stdout).ok())
        .map(|path| path.trim().into())
        .into_iter()
        .collect();
    for (parent, rest) in [("/usr/lib/postgresql", "bin"), ("/usr", "bin")] {
        let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(parent)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| {
                let name = entry.file_name().into_string().ok()?;
                Some((name.trim_start_matches("pgsql-").parse().ok()?, entry.path().join(rest)))
            })
            .collect();
        versions.sort();
        found.extend(versions.into_iter().rev().map(|(_, path)| path));
    }
    found.extend(env::var_os("PATH").iter().flat_map(env::split_paths));
    found.into_iter().find(|folder| is_there(folder, "initdb") && is_there(folder, "pg_ctl"))
}

fn is_there(folder: &Path, name: &str) -> bool {
    folder.join(name).is_file()
}

fn number(of: &[&str]) -> Result<u32, String> {
    let answer = Command::new("id").args(of).output().map_err(told("cannot run id"))?;
    let text = String::from_utf8_lossy(&answer.stdout);
    text.trim().parse().map_err(|_| format!("the user of {} is not known here", of.join(" ")))
}

fn told(what: &'static str) -> impl Fn(io::Error) -> String {
    move |error| format!("{what}: {error}")
}
