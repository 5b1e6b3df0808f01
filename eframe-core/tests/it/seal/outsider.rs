//! The program of docs/reference, which shares no code with this one, comes to the same.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use eframe_core::seal::AuditLog;
use eframe_core::test::{databases, python};
use serde_json::json;

use super::service::{ask, keep, mirror, parts};
use super::tampering::{ENTRIES, Expected, Victim};
use super::{decide, log, note};
use crate::notebook::NOTEBOOK;

fn program() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/verify_audit.py")
}

/// How it ended, and the line it said.
pub(super) fn verify(arguments: &[&str], folder: &Path) -> (Option<i32>, String) {
    let mut run = Command::new(python());
    run.args(["-B", "-I"]).arg(program()).arg(folder).args(arguments);
    let said = run.output().expect("it starts");
    let errors = String::from_utf8_lossy(&said.stderr).into_owned();
    (said.status.code(), String::from_utf8_lossy(&said.stdout).into_owned() + &errors)
}

#[tokio::test]
async fn another_program_checks_the_log_and_finds_what_was_done_to_it() {
    for site in databases(&[NOTEBOOK]).await {
        let log = log(&site.database).await;
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).display().to_string();
        let (before, after) = (folder.path().join("before"), folder.path().join("after"));
        decide(&site.database, 300).await;
        log.seal().await.expect("sealed");
        mirror(&log, 300, &before).await;
        let key = log.key().to_string();
        let (code, said) = verify(&["--key", &key, "--keep", &at("kept.txt")], &before);
        assert!(code == Some(0) && said.starts_with("good: 300 entries of city.example"), "{said}");
        decide(&site.database, 1000).await;
        log.seal().await.expect("sealed");
        mirror(&log, 1300, &after).await;
        let kept = at("kept.txt");
        let all = ["--key", &key, "--checkpoint", &kept, "--entry", "700"];
        let (code, said) = verify(&all, &after);
        assert_eq!(code, Some(0), "{said}");
        assert!(
            said.contains("of 300 entries still holds; entry 700 is in it: {\"action\""),
            "{said}"
        );
        let (code, said) = verify(&["--no-entries"], &after);
        assert!(code == Some(0) && said.contains("on its own word"), "{said}");
        // An older log in the place of a newer one.
        let newest = after.join("checkpoint").display().to_string();
        let (code, said) = verify(&["--key", &key, "--checkpoint", &newest], &before);
        assert!(code == Some(1) && said.starts_with("bad: entry 300 is missing"), "{said}");
        let proof = ask(&log, "/proof/inclusion/700").await.bytes;
        std::fs::write(at("proof.json"), &proof).expect("written");
        let (code, said) = verify(&["--key", &key, "--proof", &at("proof.json")], &before);
        assert!(code == Some(0) && said.starts_with("good: entry 700 is among the 1300"), "{said}");
        let other =
            String::from_utf8(proof).expect("text").replace("\"number\":700", "\"number\":701");
        std::fs::write(at("proof.json"), other).expect("written");
        assert_eq!(verify(&["--key", &key, "--proof", &at("proof.json")], &before).0, Some(1));
        let grown = ask(&log, "/proof/consistency?from=300").await.bytes;
        begins_with_the_kept(&grown, &key, folder.path());
        tampered(&after, &key);
    }
}

/// The log of 1,300 entries begins with that of 300, by the proof alone.
fn begins_with_the_kept(proof: &[u8], key: &str, folder: &Path) {
    let at = |name: &str| folder.join(name).display().to_string();
    let (kept, file) = (at("kept.txt"), at("grown.json"));
    let check = |proof: &[u8], more: &[&str]| {
        fs::write(&file, proof).expect("written");
        verify(&[&["--key", key, "--proof", &file][..], more].concat(), folder)
    };
    let (code, said) = check(proof, &["--checkpoint", &kept]);
    assert!(code == Some(0) && said.contains("begin with the 300 of the kept"), "{said}");
    let (code, said) = check(proof, &[]);
    assert!(code == Some(2) && said.contains("a kept checkpoint of 300 entries"), "{said}");
    let text = std::str::from_utf8(proof).expect("text");
    let place = text.find("\"proof\":[\"").expect("a proof") + 10;
    let digit = if text[place..].starts_with('0') { "1" } else { "0" };
    for wrong in [
        text.replace("\"from\":300", "\"from\":299"),
        text.replace("\"to\":1300", "\"to\":1299"),
        text.replace("\"from\":300", "\"from\":-1"),
        [&text[..place], digit, &text[place + 1..]].concat(),
    ] {
        assert_ne!(wrong, text);
        let (code, said) = check(wrong.as_bytes(), &["--checkpoint", &kept]);
        assert!(code == Some(1) && said.starts_with("bad: "), "{said}");
    }
    // A checkpoint of another time is none for this proof.
    let newest = at("after/checkpoint");
    assert_eq!(check(proof, &["--checkpoint", &newest]).0, Some(1));
}

fn tampered(folder: &Path, key: &str) {
    for (path, place, says) in [
        ("tile/0/002", 32 * 30, "bad: entry 542 is not the one that was sealed"),
        ("tile/0/005.p/20", 0, "bad: entry 1280 is not the one that was sealed"),
        (
            "tile/1/000.p/5",
            32 * 4,
            "bad: entry 1024 or one of the next up to 1279: the tiles above",
        ),
        ("tile/entries/001", 200, "bad: entry 256 is not the one"),
        ("checkpoint", 20, "bad: the checkpoint is not signed by the log's key"),
    ] {
        let file = folder.join(path);
        let right = std::fs::read(&file).expect("read");
        let mut wrong = right.clone();
        wrong[place] ^= 1;
        std::fs::write(&file, wrong).expect("written");
        let (code, said) = verify(&["--key", key], folder);
        assert!(code == Some(1) && said.starts_with(says), "{path}: {said}");
        assert_eq!(said.lines().count(), 1, "{said}");
        std::fs::remove_file(&file).expect("removed");
        assert_eq!(verify(&["--key", key], folder).0, Some(1), "{path} is missing");
        std::fs::write(&file, right).expect("put back");
    }
    assert_eq!(verify(&["--key", key], folder).0, Some(0), "all is as it was");
    let other = super::key(2).public().to_string();
    assert_eq!(verify(&["--key", &other], folder).0, Some(1), "another log's key");
    assert_eq!(verify(&["--key", "x+y"], folder).0, Some(1));
}

/// The same program in one process that is asked again and again: the arguments of each time as a line of JSON, how it ended and
/// what it said as another.
const AGAIN: &str = r#"
import contextlib, importlib.util, io, json, sys
spec = importlib.util.spec_from_file_location("verify_audit", sys.argv[1])
program = importlib.util.module_from_spec(spec)
spec.loader.exec_module(program)
for line in sys.stdin:
    said = io.StringIO()
    sys.argv[1:] = json.loads(line)
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = program.main()
    print(json.dumps([code, said.getvalue()]), flush=True)
"#;

struct Asked {
    child: Child,
    asking: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Asked {
    fn new() -> Self {
        let mut run = Command::new(python());
        run.args(["-B", "-I", "-c", AGAIN]).arg(program());
        let mut child =
            run.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it starts");
        let asking = child.stdin.take().expect("it is piped");
        let answers = BufReader::new(child.stdout.take().expect("it is piped"));
        Self { child, asking, answers }
    }

    fn says(&mut self, arguments: &[&str]) -> (i32, String) {
        writeln!(self.asking, "{}", json!(arguments)).expect("it listens");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("it writes text");
        serde_json::from_str(&line).unwrap_or_else(|why| panic!("{why}: {line:?}"))
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What somebody has of a log who takes all of it, whatever became of it: what is not served is missing.
async fn taken(log: &AuditLog, folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let _ = fs::remove_dir_all(folder);
    let checkpoint = ask(log, "/checkpoint").await;
    let size = checkpoint.text().lines().nth(1).and_then(|size| size.parse::<u64>().ok());
    let size = size.filter(|size| *size <= ENTRIES).unwrap_or(ENTRIES);
    let mut all = BTreeMap::new();
    for path in std::iter::once("checkpoint".to_owned()).chain(parts(size)) {
        let said = ask(log, &format!("/{path}")).await;
        if said.status == 200 {
            keep(&folder.join(&path), &said.bytes);
            all.insert(path, said.bytes);
        }
    }
    all
}

/// The entries that it names: one, or one of several.
fn named(said: &str) -> Option<(u64, u64)> {
    let rest = said.strip_prefix("bad: entry ")?;
    let number =
        |text: &str| -> Option<u64> { text.split([' ', ':']).next().and_then(|n| n.parse().ok()) };
    let first = number(rest)?;
    let last = rest.split_once(" or one of the next up to ").and_then(|(_, rest)| number(rest));
    Some((first, last.unwrap_or(first)))
}

#[tokio::test]
async fn bad_input_92_another_program_finds_whatever_is_served_otherwise() {
    for site in databases(&[NOTEBOOK]).await {
        let (victim, mut asked) = (Victim::of(&site, 93).await, Asked::new());
        let log = log(&site.database).await;
        let folder = tempfile::tempdir().expect("a folder");
        let (copy, kept) = (folder.path().join("log"), folder.path().join("kept.txt"));
        fs::write(&kept, note(&site.database).await).expect("written");
        let (place, kept, key) =
            (copy.display().to_string(), kept.display().to_string(), log.key().to_string());
        let arguments = [place.as_str(), "--key", &key, "--checkpoint", &kept];
        let right = taken(&log, &copy).await;
        assert_eq!(asked.says(&arguments).0, 0, "{}", site.kind);
        // So many as take less than half a minute: a round puts everything back, which takes longer than to look at it.
        let rounds = if site.kind == "sqlite" { 200 } else { 30 };
        let mut found = 0;
        for round in 0..rounds {
            let (what, expected) = victim.tamper().await;
            let is_right = taken(&log, &copy).await == right;
            let (code, said) = asked.says(&arguments);
            // What is changed within the database alone, such as facts, is for those to find who have it.
            assert_eq!(code, i32::from(!is_right), "round {round}, {}, {what}: {said}", site.kind);
            if let (Expected::Entry(entry), false) = (&expected, is_right || what == "checkpoint") {
                let is_named =
                    named(&said).is_some_and(|(first, last)| (first..=last).contains(entry));
                assert!(is_named, "round {round}, {}, {what}: {expected:?}, {said}", site.kind);
            }
            found += usize::from(!is_right);
            victim.put_back().await;
        }
        assert!(found > rounds / 2, "{found} of {rounds} could be seen from outside");
    }
}

#[tokio::test]
async fn whoever_cannot_keep_a_checkpoint_is_told_so_and_loses_none() {
    let site = eframe_core::test::sqlite(&[NOTEBOOK]).await;
    let log = log(&site.database).await;
    decide(&site.database, 3).await;
    log.seal().await.expect("sealed");
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    let copy = folder.path().join("log");
    mirror(&log, 3, &copy).await;
    let (key, kept) = (log.key().to_string(), at("kept.txt"));
    let (code, said) = verify(&["--key", &key, "--keep", &at("nowhere/kept.txt")], &copy);
    assert!(code == Some(2) && said.starts_with("away: the log is good"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    let (code, said) = verify(&["--key", &key, "--keep", &kept], &copy);
    assert_eq!(code, Some(0), "{said}");
    let before = fs::read(&kept).expect("kept");
    // What is to take its place cannot be written.
    fs::create_dir(at("kept.txt.new")).expect("in the way");
    let (code, said) = verify(&["--key", &key, "--checkpoint", &kept, "--keep", &kept], &copy);
    assert!(code == Some(2) && said.starts_with("away: the log is good"), "{said}");
    assert_eq!(fs::read(&kept).expect("kept"), before);
    // A key that is none is a fault of the log, and said in one line.
    for served in [&b""[..], b"\xff\n"] {
        fs::write(copy.join("key"), served).expect("written");
        let (code, said) = verify(&[], &copy);
        assert!(code == Some(1) && said.starts_with("bad: "), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn an_answer_that_breaks_off_is_no_bad_log() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("it asks");
        let mut asked = [0; 4096];
        assert!(stream.read(&mut asked).expect("a question") > 0);
        stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\ncity")
            .expect("half of it");
    });
    let place = format!("http://{address}/audit");
    let key = super::key(1).public().to_string();
    let (code, said) = verify(&["--key", &key], Path::new(&place));
    answering.join().expect("it ends");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.starts_with("away: ") && said.contains("broke off after 4 bytes"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
}
