//! Finds what the tests need, or installs it: by apt as root on Debian, by cargo for cargo's own tools.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::command::{cargo, find, output, run};
use crate::postgres;
use crate::workspace::Workspace;

/// Something the tests need: how to see that it is there, and Debian's packages for it.
struct Need {
    name: &'static str,
    is_there: fn() -> bool,
    packages: &'static [&'static str],
}

const POSTGRESQL: Need = Need {
    name: "PostgreSQL's server binaries",
    is_there: || postgres::binaries().is_some(),
    packages: &["postgresql"],
};

/// What checks the audit log and signed letters from outside, independently of what made them.
const PYTHON: Need = Need {
    name: "Python 3 with dkimpy and PyNaCl",
    is_there: || {
        let verifies = Command::new(python()).args(["-c", "import dkim, nacl"]).output();
        verifies.is_ok_and(|told| told.status.success())
    },
    packages: &["python3", "python3-dkim", "python3-nacl"],
};

const BROWSER: &[Need] = &[
    Need { name: "Chromium", is_there: || chromium().is_some(), packages: &["chromium"] },
    Need { name: "Node.js 18 or later", is_there: node, packages: &["nodejs"] },
    Need { name: "npm", is_there: || find(&["npm"]).is_some(), packages: &["npm"] },
    Need {
        name: "fonts for Korean, Chinese and Arabic",
        is_there: || ["ko", "zh-cn", "ar"].iter().all(|language| has_font(language)),
        packages: &["fontconfig", "fonts-noto-core", "fonts-noto-cjk"],
    },
];

const FAULTS: &[&Need] = &[
    &POSTGRESQL,
    &Need {
        name: "the databases' own clients",
        is_there: || find(&["psql"]).is_some() && find(&["sqlite3"]).is_some(),
        packages: &["postgresql-client", "sqlite3"],
    },
    &Need {
        name: "a C compiler",
        is_there: || find(&["cc"]).is_some(),
        packages: &["gcc", "libc6-dev"],
    },
    &Need {
        name: "disks in files, limits of processes",
        is_there: || ["mkfs.ext4", "mount", "prlimit"].iter().all(|name| find(&[name]).is_some()),
        packages: &["e2fsprogs", "mount", "util-linux"],
    },
];

const SEVERAL_SERVERS: &[&Need] = &[
    &Need { name: "etcd", is_there: || find(&["etcd"]).is_some(), packages: &["etcd-server"] },
    &Need { name: "Patroni", is_there: || find(&["patroni"]).is_some(), packages: &["patroni"] },
];

/// What `cargo xtask test` needs; installs what is missing where it can.
pub(crate) fn all(workspace: &Workspace) -> Result<(), String> {
    cargo_tools(workspace)?;
    let mut needs: Vec<&Need> = BROWSER.iter().collect();
    needs.push(&PYTHON);
    if !postgres::skipped() && env::var_os("WEGO_TEST_POSTGRES").is_none() {
        needs.push(&POSTGRESQL);
    }
    provide(&needs)
}

/// What the browser tests need.
pub(crate) fn for_browser() -> Result<(), String> {
    provide(&BROWSER.iter().collect::<Vec<_>>())
}

/// What `cargo xtask faults` needs.
pub(crate) fn for_faults(several_servers: bool) -> Result<(), String> {
    if !is_root() {
        return Err(
            "faults are brought about by root: mounts, limits, servers of another user".to_owned()
        );
    }
    let mut needs = FAULTS.to_vec();
    if several_servers {
        needs.extend(SEVERAL_SERVERS);
    }
    provide(&needs)
}

/// The browser to drive: `WEGO_TEST_CHROMIUM`, else the first known name.
pub(crate) fn chromium() -> Option<PathBuf> {
    let named = env::var_os("WEGO_TEST_CHROMIUM").map(PathBuf::from).filter(|path| path.is_file());
    let on_mac = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    named
        .or_else(|| {
            find(&["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"])
        })
        .or_else(|| on_mac.is_file().then(|| on_mac.to_owned()))
}

/// The Python of the tests, as `eframe_core::test::python` finds it.
fn python() -> PathBuf {
    let own = || Some(PathBuf::from("/usr/bin/python3")).filter(|own| own.exists());
    let named = env::var_os("WEGO_TEST_PYTHON").map(PathBuf::from);
    named.or_else(own).unwrap_or_else(|| PathBuf::from("python3"))
}

/// The JavaScript packages of the browser tests, as the lock file says.
pub(crate) fn e2e(workspace: &Workspace) -> Result<(), String> {
    let folder = workspace.root.join("e2e");
    let lock = fs::read(folder.join("package-lock.json"))
        .map_err(|error| format!("e2e/package-lock.json: {error}"))?;
    let installed = folder.join("node_modules").join(".lock-installed");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(Command::new("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&folder)
        .stdin(Stdio::null()))?;
    fs::write(&installed, lock)
        .map_err(|error| format!("cannot note the installed packages: {error}"))
}

fn provide(needs: &[&Need]) -> Result<(), String> {
    let missing: Vec<&Need> = needs.iter().copied().filter(|need| !(need.is_there)()).collect();
    for need in needs {
        println!("{}  {}", if (need.is_there)() { "here" } else { "lack" }, need.name);
    }
    if missing.is_empty() {
        return Ok(());
    }
    if !(is_root() && is_debian()) {
        let names: Vec<&str> = missing.iter().map(|need| need.name).collect();
        let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages).copied().collect();
        let (names, packages) = (names.join(", "), packages.join(" "));
        return Err(format!(
            "missing: {names}. Install them; on Debian as root: apt-get install --no-install-recommends {packages}"
        ));
    }
    run(apt("update").arg("--quiet"))?;
    for need in missing {
        // An earlier package may have brought it: some sources pack npm with Node.js.
        if !(need.is_there)() {
            run(apt("install")
                .args(["--quiet", "--yes", "--no-install-recommends"])
                .args(need.packages))?;
        }
        if !(need.is_there)() {
            return Err(format!(
                "{} is still missing after {}",
                need.name,
                need.packages.join(" ")
            ));
        }
    }
    Ok(())
}

pub(crate) fn apt(what: &str) -> Command {
    let mut command = Command::new("apt-get");
    command.arg(what).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null());
    command
}

fn cargo_tools(workspace: &Workspace) -> Result<(), String> {
    for tool in ["fmt", "clippy"] {
        output(&mut cargo(workspace, &format!("{tool} --version")))
            .map_err(|_| format!("cargo {tool} is missing: rustup component add rustfmt clippy"))?;
    }
    if output(&mut cargo(workspace, "nextest --version")).is_ok() {
        println!("here  cargo-nextest");
        return Ok(());
    }
    println!("lack  cargo-nextest: built once now, which takes some minutes");
    run(cargo(workspace, "install --locked cargo-nextest").env("CARGO_TERM_PROGRESS_WHEN", "auto"))
}

fn node() -> bool {
    let version = output(Command::new("node").arg("--version")).unwrap_or_default();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    major.is_some_and(|major| major >= 18)
}

fn has_font(language: &str) -> bool {
    output(Command::new("fc-list").arg(format!(":lang={language}")))
        .is_ok_and(|fonts| !fonts.trim().is_empty())
}

/// Whether packages of Debian can be had here.
pub(crate) fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && find(&["apt-get"]).is_some()
}

pub(crate) fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
