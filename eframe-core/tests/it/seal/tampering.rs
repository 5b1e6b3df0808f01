//! Whatever is done to the tables of a sealed log by hand is found, and the first bad entry is named.

use eframe_core::block::chrono;
use eframe_core::block::sea_orm::{ConnectionTrait as _, DatabaseBackend, Value as Bound};
use eframe_core::seal::{Fault, Found, SignedCheckpoint};
use eframe_core::test::{SeededRandom, TestDatabase, databases};
use eframe_core::{Action, ActorId, AuditEntry, Randomness as _, Subject, Timestamp, leaf, sha256};
use serde_json::json;
use uuid::Uuid;

use super::{Hand, checked, decide, log, note};
use crate::notebook::NOTEBOOK;

/// The sizes that were signed, one after the other.
const SIGNED: [u64; 6] = [40, 41, 150, 256, 257, 300];
pub(super) const ENTRIES: u64 = 300;
const TABLES: [&str; 3] = ["core_audit", "core_audit_tile", "core_audit_checkpoint"];
const ROUNDS: usize = 1000;

/// A log, and all of it beside so that it can be put back.
pub(super) struct Victim {
    hand: Hand,
    chance: SeededRandom,
    last: SignedCheckpoint,
}

/// What has to be named.
#[derive(Debug)]
pub(super) enum Expected {
    /// This entry.
    Entry(u64),
    /// Nothing is wrong.
    Nothing,
}

impl Victim {
    pub(super) async fn of(site: &TestDatabase, seed: u64) -> Self {
        let log = log(&site.database).await;
        for (before, size) in std::iter::once(0).chain(SIGNED).zip(SIGNED) {
            decide(&site.database, (size - before) as usize).await;
            log.seal().await.expect("sealed");
        }
        let hand = Hand::on(site).await;
        for table in TABLES {
            hand.run(&format!("CREATE TABLE beside_{table} AS SELECT * FROM {table}"), []).await;
        }
        let last = note(&site.database).await.parse().expect("a checkpoint");
        Self { hand, chance: SeededRandom::new(seed), last }
    }

    pub(super) async fn put_back(&self) {
        for table in TABLES {
            self.hand.run(&format!("DELETE FROM {table}"), []).await;
            self.hand.run(&format!("INSERT INTO {table} SELECT * FROM beside_{table}"), []).await;
        }
    }

    /// Below `most`.
    fn any(&self, most: u64) -> u64 {
        let mut bytes = [0; 8];
        self.chance.fill(&mut bytes);
        u64::from_le_bytes(bytes) % most
    }

    async fn entry(&self, change: &str, number: u64) {
        self.with(change, number, []).await;
    }

    async fn with(&self, change: &str, number: u64, values: impl IntoIterator<Item = Bound>) {
        let sql = format!("UPDATE core_audit SET {change} WHERE number = {number}");
        assert_eq!(self.hand.run(&sql, values).await, 1, "{sql}");
    }

    fn bytes(&self, many: usize) -> Bound {
        let mut bytes = vec![0; many];
        self.chance.fill(&mut bytes);
        bytes.into()
    }

    async fn edit(&self) -> Expected {
        let number = self.any(ENTRIES);
        match self.any(9) {
            0 => self.entry("action = action || 'x'", number).await,
            1 => self.entry("subject = 'note:' || subject", number).await,
            2 => self.with("actor = $1", number, [Uuid::from_u128(9).into()]).await,
            3 => {
                let at = chrono::DateTime::from_timestamp_micros(1_795_424_400_000_001);
                self.with("at = $1", number, [at.into()]).await;
            }
            4 => self.with("facts = $1", number, [json!({ "name": "note" }).into()]).await,
            5 => self.with("salt = $1", number, [self.bytes(32)]).await,
            6 => self.with("leaf = $1", number, [self.bytes(32)]).await,
            7 => self.with("digest = $1", number, [self.bytes(32)]).await,
            _ => self.entry("facts = NULL", number).await,
        }
        Expected::Entry(number)
    }

    /// An entry that is whole in itself, in the place of another; its hash in the tile too if `with_tile`.
    async fn rewrite(&self, with_tile: bool) -> Expected {
        let number = self.any(ENTRIES);
        let entry = AuditEntry {
            action: Action::new("note.write"),
            subject: Subject::of("note", Uuid::from_u128(7)),
            facts: json!({ "name": format!("forged {}", self.any(1000)) }),
        };
        let (id, time) = (Uuid::from_u128(u128::from(self.any(1 << 60))), Timestamp::UNIX_EPOCH);
        let (actor, salt) = (ActorId::new(Uuid::from_u128(5)), [3; 32]);
        let leaf = leaf(&entry, id, time, actor, &salt).expect("plain facts");
        let facts = [&salt[..], entry.facts.to_string().as_bytes()].concat();
        let digest = sha256(&facts);
        let values: [Bound; 7] = [
            id.into(),
            chrono::DateTime::UNIX_EPOCH.into(),
            actor.uuid().into(),
            entry.subject.as_str().into(),
            entry.facts.clone().into(),
            salt.to_vec().into(),
            leaf.bytes().to_vec().into(),
        ];
        let change = "id = $1, at = $2, actor = $3, subject = $4, facts = $5, salt = $6, leaf = $7";
        self.with(change, number, values).await;
        self.with("digest = $1", number, [digest.bytes().to_vec().into()]).await;
        if !with_tile {
            return Expected::Entry(number);
        }
        let form = format!(
            r#"{{"action":"note.write","actor":"{actor}","facts":"{digest}","id":"{id}","subject":"{}","time":"{time}"}}"#,
            entry.subject,
        );
        self.set_hash(0, number, *sha256(&[&[0], form.as_bytes()].concat()).bytes()).await;
        let before = SIGNED.iter().rev().find(|size| **size <= number).copied().unwrap_or(0);
        // The signed root is all that tells, so the first of those is named that were signed together.
        Expected::Entry(before)
    }

    async fn set_hash(&self, level: u64, at: u64, hash: [u8; 32]) {
        let found = format!(
            "SELECT hashes FROM core_audit_tile WHERE level = {level} AND position = {}",
            at / 256
        );
        let on = self.hand.0.get_database_backend();
        let statement = eframe_core::block::sea_orm::Statement::from_string(on, found);
        let row = self.hand.0.query_one_raw(statement).await.expect("read").expect("a tile");
        let mut hashes: Vec<u8> = row.try_get("", "hashes").expect("bytes");
        let place = (at % 256) as usize * 32;
        hashes[place..place + 32].copy_from_slice(&hash);
        let sql = format!(
            "UPDATE core_audit_tile SET hashes = $1 WHERE level = {level} AND position = {}",
            at / 256
        );
        self.hand.run(&sql, [hashes.into()]).await;
    }

    async fn take_out(&self) -> Expected {
        let number = self.any(ENTRIES);
        self.hand.run(&format!("DELETE FROM core_audit WHERE number = {number}"), []).await;
        if self.any(2) == 0 {
            // And the gap is closed, in two steps so that no two have the same number on the way.
            let close =
                format!("UPDATE core_audit SET number = 1 - number WHERE number > {number}");
            self.hand.run(&close, []).await;
            self.hand.run("UPDATE core_audit SET number = - number WHERE number < 0", []).await;
        }
        Expected::Entry(number)
    }

    async fn swap(&self) -> Expected {
        let (one, other) = (self.any(ENTRIES), self.any(ENTRIES));
        if one == other {
            return Expected::Nothing;
        }
        self.entry("number = 1000000", one).await;
        self.entry(&format!("number = {one}"), other).await;
        self.entry(&format!("number = {other}"), 1_000_000).await;
        Expected::Entry(one.min(other))
    }

    async fn put_in(&self) -> Expected {
        let number = if self.any(2) == 0 { ENTRIES.to_string() } else { "-1".to_owned() };
        let columns = "at, actor, action, subject, facts, salt, leaf, digest";
        let sql = format!(
            "INSERT INTO core_audit (id, {columns}, number) SELECT $1, {columns}, {number} \
             FROM core_audit WHERE number = {}",
            self.any(ENTRIES)
        );
        self.hand.run(&sql, [Uuid::from_u128(77).into()]).await;
        Expected::Entry(ENTRIES)
    }

    /// The entries alone, or with the tiles and checkpoints too, so that all of it fits again.
    async fn cut(&self, whole: bool) -> Expected {
        let size = if whole { SIGNED[self.any(5) as usize] } else { self.any(ENTRIES) };
        self.hand.run(&format!("DELETE FROM core_audit WHERE number >= {size}"), []).await;
        if !whole {
            return Expected::Entry(size);
        }
        self.hand.run(&format!("DELETE FROM core_audit_checkpoint WHERE size > {size}"), []).await;
        self.hand
            .run(
                &format!(
                    "DELETE FROM core_audit_tile WHERE level = 0 AND position * 256 >= {size}"
                ),
                [],
            )
            .await;
        if size < 256 {
            self.hand.run("DELETE FROM core_audit_tile WHERE level = 1", []).await;
        }
        let part = match self.hand.0.get_database_backend() {
            DatabaseBackend::Postgres => "substring(hashes from 1 for",
            _ => "substr(hashes, 1,",
        };
        let position = size / 256;
        let sql = format!(
            "UPDATE core_audit_tile SET hashes = {part} {}) WHERE level = 0 AND position = {position}",
            size % 256 * 32
        );
        self.hand.run(&sql, []).await;
        Expected::Entry(size)
    }

    async fn spoil_a_tile(&self) -> Expected {
        let number = self.any(ENTRIES);
        match self.any(4) {
            0 => {
                let sql = format!(
                    "DELETE FROM core_audit_tile WHERE level = 0 AND position = {}",
                    number / 256
                );
                self.hand.run(&sql, []).await;
                Expected::Entry(number / 256 * 256)
            }
            1 => {
                self.set_hash(1, 0, [4; 32]).await;
                Expected::Entry(0)
            }
            2 => {
                let sql = "INSERT INTO core_audit_tile (level, position, hashes) VALUES (0, 2, $1)";
                self.hand.run(sql, [self.bytes(32)]).await;
                Expected::Entry(ENTRIES)
            }
            _ => {
                self.set_hash(0, number, [4; 32]).await;
                Expected::Entry(number)
            }
        }
    }

    async fn spoil_a_checkpoint(&self) -> Expected {
        let at = self.any(6) as usize;
        let before = if at == 0 { 0 } else { SIGNED[at - 1] };
        let change = match self.any(7) {
            0 => "size = size + 1",
            1 => "size = size - 1",
            2 => "note = replace(note, 'city', 'town')",
            3 => "note = note || ' '",
            4 => "key = replace(key, '+', '-')",
            5 => "position = position + 100",
            _ => "root = $1",
        };
        let values = (change == "root = $1").then(|| self.bytes(32));
        let sql = format!("UPDATE core_audit_checkpoint SET {change} WHERE position = {}", at + 1);
        assert_eq!(self.hand.run(&sql, values).await, 1);
        Expected::Entry(before)
    }

    async fn erase(&self) -> Expected {
        let number = self.any(ENTRIES);
        self.entry("facts = NULL, salt = NULL", number).await;
        Expected::Nothing
    }

    pub(super) async fn tamper(&self) -> (&'static str, Expected) {
        match self.any(12) {
            0..3 => ("edit", self.edit().await),
            3 => ("rewrite", self.rewrite(false).await),
            4 => ("rewrite with its tile", self.rewrite(true).await),
            5 => ("take out", self.take_out().await),
            6 => ("swap", self.swap().await),
            7 => ("put in", self.put_in().await),
            8 => ("cut", self.cut(false).await),
            9 => ("cut with all that is left fitting", self.cut(true).await),
            10 => ("tile", self.spoil_a_tile().await),
            _ => ("checkpoint", self.spoil_a_checkpoint().await),
        }
    }
}

fn is_as_expected(found: Option<&Fault>, expected: &Expected) -> bool {
    match (found, expected) {
        (None, Expected::Nothing) => true,
        (Some(fault), Expected::Entry(entry)) => fault.entry == Some(*entry),
        _ => false,
    }
}

#[tokio::test]
async fn bad_input_92_a_thousand_tamperings_are_found_and_the_first_bad_entry_is_named() {
    for site in databases(&[NOTEBOOK]).await {
        let victim = Victim::of(&site, 92).await;
        // The same code on the other database: a tenth of it shows that its statements do what they should, and the test takes
        // its three quarters of a minute as it is.
        let rounds = if site.kind == "sqlite" { ROUNDS } else { ROUNDS / 10 };
        let mut found = 0;
        for round in 0..rounds {
            let (what, expected) = victim.tamper().await;
            let all = checked(&site.database, Some(&victim.last)).await;
            let right = is_as_expected(all.fault.as_ref(), &expected);
            assert!(right, "round {round} on {}, {what}: {expected:?}, {:?}", site.kind, all.fault);
            found += usize::from(all.fault.is_some());
            victim.put_back().await;
            if round % 20 == 0 {
                // No alarm about what is as it was, nor about what was erased by right.
                let erased = victim.erase().await;
                let all = checked(&site.database, Some(&victim.last)).await;
                assert!(is_as_expected(all.fault.as_ref(), &erased), "{:?}", all.fault);
                victim.put_back().await;
            }
        }
        assert!(found > rounds * 9 / 10, "{found} of {rounds} were tamperings");
    }
}

#[tokio::test]
async fn bad_input_92_two_histories_are_told_apart_by_a_kept_checkpoint_alone() {
    for site in databases(&[NOTEBOOK]).await {
        let victim = Victim::of(&site, 1).await;
        // Whoever has the key and the database writes all of it anew.
        victim.rewrite(false).await;
        for sql in [
            "DELETE FROM core_audit_tile",
            "DELETE FROM core_audit_checkpoint",
            "UPDATE core_audit SET number = NULL",
        ] {
            victim.hand.run(sql, []).await;
        }
        log(&site.database).await.seal().await.expect("sealed anew");
        assert_eq!(checked(&site.database, None).await.fault, None, "in itself it is whole");
        let fault =
            checked(&site.database, Some(&victim.last)).await.fault.expect("another history");
        assert_eq!(fault.found, Found::Forked { size: ENTRIES }, "{}", site.kind);
        // A checkpoint that nobody of this log signed proves nothing against it.
        let stranger =
            eframe_core::seal::SealKey::new(super::NAME, &SeededRandom::new(5)).expect("a key");
        assert_ne!(stranger.public(), super::key(1).public());
        let forged = note(&site.database).await.replace("\n300\n", "\n299\n");
        let forged: SignedCheckpoint = forged.parse().expect("a form");
        assert!(checked(&site.database, Some(&forged)).await.fault.is_some());
    }
}

#[tokio::test]
async fn nothing_is_signed_on_top_of_what_does_not_fit() {
    for site in databases(&[NOTEBOOK]).await {
        let victim = Victim::of(&site, 2).await;
        victim.set_hash(0, 299, [4; 32]).await;
        decide(&site.database, 1).await;
        let why = log(&site.database).await.seal().await.expect_err("refused").to_string();
        assert!(why.contains("300 entries"), "{why}");
        victim.put_back().await;
    }
}
