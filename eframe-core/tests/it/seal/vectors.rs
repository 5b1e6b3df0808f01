//! The vectors of docs/reference/audit.md, as they stand there: another program computed them.

use std::fs;

use eframe_core::block::sea_orm::Value as Bound;
use eframe_core::block::stored;
use eframe_core::seal::{AuditLog, SealKey, verify};
use eframe_core::test::{SeededRandom, TestDatabase, databases};
use eframe_core::{Action, Commit, Subject, Timestamp, canonical, sha256};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Hand, checked, log, note, outsider, service};
use crate::notebook::{Edit, NOTEBOOK, clerk};

const PAGE: &str = include_str!("../../../../docs/reference/audit.md");

/// What stands in fences below a heading, up to the next one.
fn fenced(heading: &str) -> Vec<&'static str> {
    let (_, section) = PAGE.split_once(&format!("\n{heading}\n")).expect("the heading");
    let section = section.split("\n#").next().unwrap_or_default();
    let fences = section.split("```").skip(1).step_by(2);
    fences.map(|fence| fence.split_once('\n').expect("a line").1.trim_end_matches('\n')).collect()
}

#[test]
fn a_leaf_is_made_as_the_reference_says() {
    let [digest, form, hash] = fenced("## A vector")[..] else { panic!("three fences") };
    let facts = canonical(&json!({ "edition": 4 })).expect("plain facts");
    let made = sha256(&[&[7; 32][..], facts.as_slice()].concat()).to_string();
    assert_eq!(digest, format!("\"{made}\""));
    assert_eq!(hash, format!("\"{}\"", sha256(form.as_bytes())));
    let first = leaf(0x01, Timestamp::UNIX_EPOCH, &json!({ "edition": 4 }));
    assert_eq!(sha256(form.as_bytes()).bytes(), first.as_slice());
}

#[tokio::test]
async fn facts_that_are_easy_to_get_wrong_are_hashed_as_the_reference_says() {
    let fences = fenced("### Facts that are easy to get wrong");
    let mut all = Vec::new();
    for fence in fences {
        let lines: Vec<_> = fence.lines().collect();
        let [given, form, digest] = lines[..] else { panic!("three lines: {fence}") };
        let facts: Value = serde_json::from_str(given).expect("JSON");
        let made = canonical(&facts).expect("plain facts");
        assert_eq!(String::from_utf8_lossy(&made), form);
        let made = sha256(&[&[7; 32][..], made.as_slice()].concat());
        assert_eq!(made.to_string(), digest, "{form}");
        all.push(facts);
    }
    assert_eq!(all.len(), 4);
    // And what went into a database comes out of it so that its leaf is the same.
    for site in databases(&[NOTEBOOK]).await {
        let mut commit = Commit::<Edit>::by(&clerk(), site.database.world().now());
        for facts in &all {
            let subject = Subject::of("note", Uuid::from_u128(1));
            commit = commit.audit(Action::new("note.write"), subject, facts.clone());
        }
        site.database.commit(commit).await.expect("a commit");
        log(&site.database).await.seal().await.expect("sealed");
        let found = checked(&site.database, None).await;
        assert_eq!((found.entries, found.fault), (4, None), "{}", site.kind);
    }
}

/// The three entries of the reference, as a program wrote them that did not know of sealing, sealed with its key.
async fn described(site: &TestDatabase, keys: &str) -> AuditLog {
    let hand = Hand::on(site).await;
    for (n, id) in [0x01_u128, 0x11, 0x12].into_iter().enumerate() {
        let at = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(n as i64);
        let facts = json!({ "edition": 4 + n });
        let (leaf, salt) = (leaf(id, at, &facts), vec![7_u8; 32]);
        let sql = "INSERT INTO core_audit (id, at, actor, action, subject, facts, salt, leaf) \
                   VALUES ($1, $2, $3, 'cms.edition.approve', $4, $5, $6, $7)";
        let subject = format!("cms.document:{}", Uuid::from_u128(2));
        let values: [Bound; 7] = [
            Uuid::from_u128(id).into(),
            stored(at).into(),
            Uuid::from_u128(3).into(),
            subject.into(),
            facts.into(),
            salt.into(),
            leaf.into(),
        ];
        hand.run(sql, values).await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("audit.key");
    let (secret, public) = keys.split_once('\n').expect("two lines");
    fs::write(&path, format!("{secret}\n")).expect("written");
    #[cfg(unix)]
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600))
        .expect("closed");
    let key = SealKey::open(&path, "unasked", &SeededRandom::new(1)).expect("a key");
    assert_eq!(key.public().to_string(), public);
    let log = AuditLog::open(site.database.clone(), key).await.expect("a log");
    assert_eq!(log.seal().await.expect("sealed"), 3);
    log
}

#[tokio::test]
async fn the_log_is_the_one_that_the_reference_describes() {
    let fences = fenced("## Vectors of the log");
    let [keys, hashes, checkpoint, proofs, first, tiles] = fences[..] else { panic!("six fences") };
    for site in databases(&[NOTEBOOK]).await {
        let log = described(&site, keys).await;
        assert_eq!(note(&site.database).await, format!("{checkpoint}\n"));
        let all = verify(&site.database, Some(&log.key()), None).await.expect("read");
        assert_eq!(all.fault, None);
        assert!(PAGE.contains(&format!("their root is `{}`", all.root)), "{}", all.root);
        let hashes: Vec<_> = hashes.lines().collect();
        let proof = service::ask(&log, "/proof/inclusion/1").await.json();
        assert_eq!(proof["proof"], json!([hashes[0], hashes[2]]));
        assert_eq!(proof["hash"], hashes[1]);
        for line in proofs.lines() {
            let said: Value = serde_json::from_str(line).expect("JSON");
            let path = format!("/proof/consistency?from={}", said["from"]);
            let mut given = service::ask(&log, &path).await.json();
            given.as_object_mut().expect("an object").remove("checkpoint");
            assert_eq!(given, said, "{}", site.kind);
        }
        assert_eq!(proofs.lines().count(), 2);
        for line in tiles.lines() {
            let words: Vec<_> = line.split(' ').collect();
            let [path, length, hash] = words[..] else { panic!("three words: {line}") };
            let bytes = service::ask(&log, &format!("/{path}")).await.bytes;
            assert_eq!(bytes.len().to_string(), length, "{path}");
            assert_eq!(sha256(&bytes).to_string(), hash, "{path}");
        }
        assert_eq!(tiles.lines().count(), 2);
        // The other program takes the checkpoint of the first entry, and the proof that the log begins with that.
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name).display().to_string();
        fs::write(at("kept.txt"), format!("{first}\n")).expect("written");
        let given = service::ask(&log, "/proof/consistency?from=1").await.bytes;
        fs::write(at("proof.json"), given).expect("written");
        let key = log.key().to_string();
        let (kept, proof) = (at("kept.txt"), at("proof.json"));
        let asked = ["--key", &key, "--proof", &proof, "--checkpoint", &kept];
        let (code, said) = outsider::verify(&asked, folder.path());
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("the 3 entries of city.example/audit begin with the 1 of"), "{said}");
    }
}

fn leaf(id: u128, at: Timestamp, facts: &Value) -> Vec<u8> {
    let entry = eframe_core::AuditEntry {
        action: Action::new("cms.edition.approve"),
        subject: Subject::of("cms.document", Uuid::from_u128(2)),
        facts: facts.clone(),
    };
    let actor = eframe_core::ActorId::new(Uuid::from_u128(3));
    let made = eframe_core::leaf(&entry, Uuid::from_u128(id), at, actor, &[7; 32]);
    made.expect("plain facts").bytes().to_vec()
}
