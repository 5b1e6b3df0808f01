//! The program of docs/reference, which shares no code with this one, comes to the same.

use std::path::Path;
use std::process::Command;

use eframe_core::test::{databases, python};

use super::service::{ask, mirror};
use super::{decide, log};
use crate::notebook::NOTEBOOK;

/// How it ended, and the line it said.
fn verify(arguments: &[&str], folder: &Path) -> (Option<i32>, String) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/reference/verify_audit.py");
    let mut run = Command::new(python());
    run.args(["-B", "-I"]).arg(program).arg(folder).args(arguments);
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
        tampered(&after, &key);
    }
}

fn tampered(folder: &Path, key: &str) {
    for (path, place, says) in [
        ("tile/0/002", 32 * 30, "bad: entry 512: the tiles above"),
        ("tile/0/005.p/20", 0, "bad: entry 1280 is not the one that was sealed"),
        ("tile/1/000.p/5", 32 * 4, "bad: entry 1024: the tiles above"),
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
