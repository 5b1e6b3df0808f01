//! Long work is seen, and stopped.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::ran::{ceds, command, files, folder};

const LONG: &str = "analyse -i small.toml cities.csv --ensemble 1000000 --vary weights=0.5 --vary aggregate=arithmetic,minimum -o ranks.csv";

/// Starts long work, waits until it says how far it is, and sends a signal.
#[cfg(unix)]
fn stopped_by(signal: &str, folder: &Path) -> (Option<i32>, String) {
    let mut child = command(folder, &format!("{LONG} --progress"))
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut err = child.stderr.take().expect("standard error");
    let (mut said, mut byte) = (Vec::new(), [0]);
    while !said.ends_with(b" of 1000000") {
        assert_eq!(err.read(&mut byte).expect("it says something"), 1, "it ended");
        said.push(byte[0]);
    }
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(sent.expect("kill").success());
    let mut rest = String::new();
    err.read_to_string(&mut rest).expect("UTF-8");
    (child.wait().expect("it ends").code(), rest)
}

#[test]
#[cfg(unix)]
fn stopping_leaves_nothing_half_written() {
    for (signal, status) in [("-INT", 130), ("-TERM", 143)] {
        let folder = folder();
        std::fs::write(folder.path().join("ranks.csv"), "as it was").expect("written");
        let (ended, said) = stopped_by(signal, folder.path());
        assert_eq!(ended, Some(status), "{said}");
        assert!(said.ends_with("stopped; nothing was written\n"), "{said}");
        assert_eq!(files(folder.path()), ["cities.csv", "ranks.csv", "small.toml"]);
        let ranks = std::fs::read_to_string(folder.path().join("ranks.csv"));
        assert_eq!(ranks.expect("it is there"), "as it was");
    }
}

#[test]
fn where_nobody_looks_nothing_is_shown() {
    let folder = folder();
    let ran = ceds(folder.path(), &LONG.replace("1000000", "20000"));
    assert_eq!((ran.status, ran.err.as_str(), ran.out.as_str()), (Some(0), "", ""));
}

#[test]
#[cfg(unix)]
fn whoever_stops_reading_is_no_fault() {
    let folder = folder();
    let ceds = env!("CARGO_BIN_EXE_ceds");
    let typed =
        format!("set -o pipefail; for n in 1 2 3; do {ceds} template -i ceds | head -c 1; done");
    let ran = Command::new("bash").args(["-c", &typed]).current_dir(folder.path()).output();
    let ran = ran.expect("bash");
    assert!(ran.status.success(), "{ran:?}");
    assert_eq!((ran.stdout.as_slice(), ran.stderr.as_slice()), (&b"uuu"[..], &b""[..]));
}
