//! Three PostgreSQL servers under Patroni, which agree by etcd on who is the primary: Debian's packages, on loopback.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::ground::sql;
use super::http::Request;
use super::instance::free_address;
use super::wait_for;
use crate::command::{output, run};
use crate::postgres;

const NAMES: [&str; 3] = ["one", "two", "three"];

/// How long the servers may take until one is the primary and the others follow it.
const FORMED: Duration = Duration::from_secs(180);

/// The servers. They end and are removed when dropped.
pub(super) struct Servers {
    folder: PathBuf,
    password: String,
    user: (u32, u32),
    etcd: Child,
    nodes: Vec<Node>,
}

/// One server and what watches over it.
struct Node {
    folder: PathBuf,
    address: SocketAddr,
    /// Where what watches over it is asked.
    watch: SocketAddr,
    patroni: Option<Child>,
}

impl Servers {
    /// Starts all three and waits until they are one.
    pub(super) fn start(scratch: &Path) -> Result<Self, String> {
        let folder = scratch.join("patroni");
        let user = (number(&["-u", "postgres"])?, number(&["-g", "postgres"])?);
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(failed)?;
        let password = output(Command::new("cat").arg("/proc/sys/kernel/random/uuid"))?;
        let password = password.trim().replace('-', "");
        let [client, peer] = [free_address()?, free_address()?];
        chown(&folder, Some(user.0), Some(user.1)).map_err(failed)?;
        let etcd = etcd(&folder, user, client, peer)?;
        let mut servers = Self { folder, password, user, etcd, nodes: Vec::new() };
        for name in NAMES {
            servers.add(name, client)?;
        }
        servers.watch()?;
        for node in 0..NAMES.len() {
            servers.revive(node)?;
        }
        servers.are_one()?;
        Ok(servers)
    }

    /// Makes the folder and the settings of one server.
    fn add(&mut self, name: &str, etcd: SocketAddr) -> Result<(), String> {
        let folder = self.folder.join(name);
        let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
        fs::create_dir_all(&folder).map_err(failed)?;
        let [address, watch] = [free_address()?, free_address()?];
        let binaries = postgres::binaries().ok_or("PostgreSQL's server binaries are missing")?;
        let place = Place { name, folder: &folder, binaries: &binaries };
        let settings = settings(&place, &self.password, etcd, address, watch);
        fs::write(folder.join("patroni.yml"), settings).map_err(failed)?;
        run(Command::new("chown").args(["-R", "postgres:postgres"]).arg(&folder))?;
        self.nodes.push(Node { folder, address, watch, patroni: None });
        Ok(())
    }

    /// Starts what watches over a server, which starts the server.
    pub(super) fn revive(&mut self, node: usize) -> Result<(), String> {
        let (user, node) = (self.user, &mut self.nodes[node]);
        let log = File::options().create(true).append(true).open(node.folder.join("patroni.log"));
        let log = log.map_err(|error| format!("{}: {error}", node.folder.display()))?;
        let again = log.try_clone().map_err(|error| error.to_string())?;
        let child = Command::new("/usr/bin/patroni")
            .arg(node.folder.join("patroni.yml"))
            .current_dir(&node.folder)
            .uid(user.0)
            .gid(user.1)
            .env("HOME", &node.folder)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(again)
            .spawn();
        node.patroni = Some(child.map_err(|error| format!("patroni does not start: {error}"))?);
        note(&self.folder, node.patroni.as_ref())
    }

    /// The URL of a database: all of them, and whoever is the primary.
    pub(super) fn url(&self, database: &str, parameters: &str) -> String {
        let hosts: Vec<_> = self.nodes.iter().map(|node| node.address.to_string()).collect();
        let password = &self.password;
        format!("postgres://postgres:{password}@{}/{database}?{parameters}", hosts.join(","))
    }

    /// What one server answers to a query.
    fn ask(&self, node: usize, query: &str) -> Option<String> {
        let (address, password) = (self.nodes[node].address, &self.password);
        let url = format!("postgres://postgres:{password}@{address}/postgres");
        sql(&url, query).ok().map(|rows| rows.concat())
    }

    /// Which server says that it is no replica, of all but one.
    pub(super) fn primary(&self, but: Option<usize>) -> Option<usize> {
        let others = (0..self.nodes.len()).filter(|node| Some(*node) != but);
        others.into_iter().find(|node| {
            self.ask(*node, "SELECT pg_is_in_recovery()").is_some_and(|said| said == "f")
        })
    }

    /// Waits until one is the primary, two follow it, and one of these has everything before it is acknowledged and may take
    /// its place. The servers know that a moment before those who watch over them have agreed on it: a primary that is lost
    /// in between has no heir.
    pub(super) fn are_one(&self) -> Result<usize, String> {
        let query = "SELECT count(*) || ' ' || count(*) FILTER (WHERE sync_state = 'sync') FROM pg_stat_replication \
                     WHERE state = 'streaming'";
        let formed = wait_for("three servers are one", FORMED, || {
            std::thread::sleep(Duration::from_millis(200));
            let primary = self.primary(None)?;
            let follow = self.ask(primary, query).is_some_and(|said| said == "2 1");
            (follow && self.have_an_heir(primary)).then_some(primary)
        });
        formed.map(|(primary, _)| primary).map_err(|error| format!("{error}\n{}", self.told()))
    }

    /// Whether those who watch have agreed on who takes the place of this primary.
    fn have_an_heir(&self, primary: usize) -> bool {
        let said = Request::get("/cluster").send(self.nodes[primary].watch);
        said.is_ok_and(|said| said.body.matches("\"sync_standby\"").count() == 1)
    }

    /// Ends a server and what watches over it at once, as a machine ends without power.
    pub(super) fn kill(&mut self, node: usize) {
        let node = &mut self.nodes[node];
        signal("-KILL", &node.processes());
        if let Some(mut patroni) = node.patroni.take() {
            let _ = patroni.wait();
        }
    }

    /// Stands a server still, as a machine that hangs: its connections stay open and nobody answers.
    pub(super) fn freeze(&self, node: usize) {
        signal("-STOP", &self.nodes[node].processes());
    }

    /// The last that each said.
    fn told(&self) -> String {
        let last = |node: &Node| {
            let log = fs::read_to_string(node.folder.join("patroni.log")).unwrap_or_default();
            let lines: Vec<_> = log.lines().collect();
            lines[lines.len().saturating_sub(6)..].join("\n")
        };
        self.nodes.iter().map(last).collect::<Vec<_>>().join("\n--\n")
    }

    /// Leaves a shell behind that ends everything when this process is gone without having done so.
    fn watch(&self) -> Result<(), String> {
        let me = std::process::id();
        let script = format!(
            "while kill -0 {me} 2>/dev/null; do sleep 2; done; [ -d \"$PWD\" ] || exit 0; \
             kill -KILL $(cat processes) $(head -qn 1 */data/postmaster.pid) 2>/dev/null; rm -rf \"$PWD\""
        );
        note(&self.folder, Some(&self.etcd))?;
        let mut watching = Command::new("sh");
        watching.args(["-c", &script]).current_dir(&self.folder).process_group(0);
        for silent in [Command::stdin, Command::stdout, Command::stderr] {
            silent(&mut watching, Stdio::null());
        }
        watching.spawn().map(drop).map_err(|error| format!("nobody watches: {error}"))
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        for node in 0..self.nodes.len() {
            self.kill(node);
        }
        let _ = self.etcd.kill();
        let _ = self.etcd.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Node {
    /// What watches over the server, the server, and what the server started.
    fn processes(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.patroni.iter().map(Child::id).collect();
        let file = fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
        let Some(server) = file.lines().next().and_then(|line| line.trim().parse::<u32>().ok())
        else {
            return all;
        };
        // A number that the file kept from a server of before may be anybody's by now.
        let own = fs::read_link(format!("/proc/{server}/cwd"));
        if own.is_ok_and(|place| place == self.folder.join("data")) {
            all.push(server);
            all.extend(children(server));
        }
        all
    }
}

fn children(of: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    processes
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|process| {
            let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
            let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
            after_name.split_whitespace().nth(1).and_then(|parent| parent.parse().ok()) == Some(of)
        })
        .collect()
}

fn signal(which: &str, processes: &[u32]) {
    let processes = processes.iter().map(u32::to_string);
    // One that has ended meanwhile is no failure.
    let _ = Command::new("kill").arg(which).args(processes).stderr(Stdio::null()).status();
}

/// Notes whom to end.
fn note(folder: &Path, child: Option<&Child>) -> Result<(), String> {
    use std::io::Write;
    let file = File::options().create(true).append(true).open(folder.join("processes"));
    let noted = file.and_then(|mut file| match child {
        Some(child) => writeln!(file, "{}", child.id()),
        None => Ok(()),
    });
    noted.map_err(|error| format!("{}: {error}", folder.display()))
}

fn number(of: &[&str]) -> Result<u32, String> {
    let text = output(Command::new("id").args(of))?;
    text.trim().parse().map_err(|_| format!("the user of {} is not known here", of.join(" ")))
}

fn etcd(
    folder: &Path,
    user: (u32, u32),
    client: SocketAddr,
    peer: SocketAddr,
) -> Result<Child, String> {
    let log = File::create(folder.join("etcd.log")).map_err(|error| format!("etcd: {error}"))?;
    let (client, peer) = (format!("http://{client}"), format!("http://{peer}"));
    Command::new("etcd")
        .arg("--data-dir")
        .arg(folder.join("etcd"))
        .args(["--listen-client-urls", &client, "--advertise-client-urls", &client])
        .args(["--listen-peer-urls", &peer, "--initial-advertise-peer-urls", &peer])
        .args(["--initial-cluster", &format!("default={peer}")])
        .current_dir(folder)
        .uid(user.0)
        .gid(user.1)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn()
        .map_err(|error| format!("etcd does not start: {error}"))
}

/// Where one server is, and its programs.
struct Place<'a> {
    name: &'a str,
    folder: &'a Path,
    binaries: &'a Path,
}

/// Patroni's settings. The times are as short as they go, so that a run takes minutes; the rest is what a city would set.
fn settings(
    place: &Place<'_>,
    password: &str,
    etcd: SocketAddr,
    address: SocketAddr,
    rest: SocketAddr,
) -> String {
    let Place { name, folder, binaries } = place;
    let (folder, binaries) = (folder.display(), binaries.display());
    format!(
        "scope: wego-faults
name: {name}
restapi: {{listen: '{rest}', connect_address: '{rest}'}}
etcd3: {{hosts: ['{etcd}']}}
bootstrap:
  dcs:
    ttl: 8
    loop_wait: 1
    retry_timeout: 3
    maximum_lag_on_failover: 1048576
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters: {{max_connections: 100, wal_log_hints: 'on', wal_keep_size: '512MB', timezone: UTC}}
  initdb: [{{encoding: UTF8}}, {{locale: C.UTF-8}}, data-checksums]
  pg_hba:
    - host replication replicator 127.0.0.1/32 md5
    - host all all 127.0.0.1/32 md5
postgresql:
  listen: '{address}'
  connect_address: '{address}'
  data_dir: {folder}/data
  bin_dir: {binaries}
  pgpass: {folder}/pgpass
  authentication:
    superuser: {{username: postgres, password: '{password}'}}
    replication: {{username: replicator, password: '{password}'}}
  parameters: {{unix_socket_directories: '{folder}'}}
"
    )
}
