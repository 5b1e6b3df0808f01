//! Postfix's `smtp-sink`, the mail server that the newsletter's bench sends to. It is unpacked and not installed: the package, once
//! installed, asks what the machine is called and starts a mail server of its own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use crate::command::{find, run};
use crate::setup::{apt, is_debian, is_root};

/// Tells the bench where it is.
pub(crate) const NAMED: &str = "WEGO_BENCH_SMTP_SINK";
/// Where Debian has it, which is on no path of an ordinary user.
const USUAL: &str = "/usr/sbin/smtp-sink";
/// Where it is in the package.
const IN_PACKAGE: &str = "usr/sbin/smtp-sink";

/// The program: the one that is named or installed, else Debian's, unpacked below the build folder.
pub(crate) fn provide(target: &Path) -> Result<PathBuf, String> {
    let named = env::var_os(NAMED).map(PathBuf::from);
    let installed = find(&["smtp-sink"]).or_else(|| Some(PathBuf::from(USUAL)));
    let folder = target.join("smtp-sink");
    let unpacked = folder.join(IN_PACKAGE);
    let known = named.into_iter().chain(installed).chain([unpacked.clone()]);
    if let Some(there) = known.into_iter().find(|program| is_usable(program)) {
        return Ok(there);
    }
    if !is_debian() {
        return Err(format!("it is part of Postfix; name the program in {NAMED}"));
    }
    unpack(&folder)?;
    if is_usable(&unpacked) {
        return Ok(unpacked);
    }
    Err(format!("{} does not run on this machine", unpacked.display()))
}

/// Fetches Debian's package and unpacks it. Nothing of it is run.
fn unpack(folder: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(folder).map_err(failed)?;
    let fetch = || run(apt("download").args(["--quiet", "postfix"]).current_dir(folder));
    if let Err(error) = fetch() {
        if !is_root() {
            return Err(error);
        }
        run(apt("update").arg("--quiet"))?;
        fetch()?;
    }
    let files = fs::read_dir(folder).map_err(failed)?.flatten().map(|entry| entry.path());
    let package = files.filter(|path| path.extension().is_some_and(|end| end == "deb")).max();
    let package = package.ok_or("apt-get brought no package")?;
    run(Command::new("dpkg").arg("-x").arg(&package).arg(folder))
}

/// Whether it is there and finds its libraries: asked nothing, it says how it is asked.
fn is_usable(program: &Path) -> bool {
    let mut command = Command::new(program);
    if let Some(libraries) = libraries(program) {
        command.env("LD_LIBRARY_PATH", libraries);
    }
    let said = command.stdin(Stdio::null()).output();
    said.is_ok_and(|said| String::from_utf8_lossy(&said.stderr).contains("usage: "))
}

/// Its libraries, which lie beside it where it was unpacked.
fn libraries(program: &Path) -> Option<PathBuf> {
    let libraries = program.parent()?.parent()?.join("lib/postfix");
    libraries.is_dir().then_some(libraries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_of_how_it_is_asked_is_no_mail_server() {
        assert!(!is_usable(Path::new("/nowhere/smtp-sink")));
        assert!(!is_usable(Path::new("/bin/true")));
    }
}
