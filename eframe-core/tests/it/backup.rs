//! A site saved while it is written to, and brought back on either kind of database: all of it or nothing.

mod refused;

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use eframe_core::backup::{Backup, BackupError, Progress, Summary, audit, verify};
use eframe_core::block::chrono::{self, DateTime, NaiveDate, Utc};
use eframe_core::block::sea_orm::sea_query::{ColumnDef, Expr, ExprTrait as _, Query, Table};
use eframe_core::block::sea_orm::{self, ConnectionTrait as _, DatabaseBackend, Statement};
use eframe_core::block::stored;
use eframe_core::test::{TestDatabase, bare_databases, databases, sqlite};
use eframe_core::upload::{BlobId, BlobStore, DiskBlobs};
use eframe_core::{Database, Migration, MigrationList, Timestamp, World};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tempfile::TempDir;
use uuid::Uuid;

use crate::blob::{Store, limited_stores, stores};
use crate::notebook::{NOTEBOOK, count, write};

const BLOCKS: [MigrationList; 2] = [NOTEBOOK, KINDS];

/// A table with a column of every kind.
const KINDS: MigrationList =
    MigrationList { block: "kind", migrations: &[Migration { name: "0001_kind", up: kinds }] };

/// The same block in a program that came later: its second step fills a new column.
const LATER: MigrationList = MigrationList {
    block: "kind",
    migrations: &[
        Migration { name: "0001_kind", up: kinds },
        Migration { name: "0002_shout", up: shout },
    ],
};

fn kinds(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("kind")
        .col(ColumnDef::new("place").big_integer().not_null().auto_increment().primary_key())
        .col(ColumnDef::new("id").uuid())
        .col(ColumnDef::new("at").timestamp_with_time_zone())
        .col(ColumnDef::new("day").date())
        .col(ColumnDef::new("data").json_binary())
        .col(ColumnDef::new("flag").boolean())
        .col(ColumnDef::new("small").integer())
        .col(ColumnDef::new("real").double())
        .col(ColumnDef::new("words").text())
        .col(ColumnDef::new("raw").blob())
        .to_owned();
    let indexes = [
        "CREATE UNIQUE INDEX kind_id ON kind (id)",
        "CREATE INDEX kind_words ON kind (words, small) WHERE small IS NOT NULL",
        "CREATE INDEX kind_loud ON kind (upper(words))",
    ];
    let indexes = indexes.map(|sql| Statement::from_string(on, sql));
    [on.build(&table)].into_iter().chain(indexes).collect()
}

/// By name, and what each is.
async fn indexes(of: &TestDatabase) -> Vec<(String, String)> {
    let on = of.database.read();
    let sql = match on.get_database_backend() {
        DatabaseBackend::Postgres => {
            "SELECT indexname::text, indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1"
        }
        _ => "SELECT name, COALESCE(sql, '') FROM sqlite_master WHERE type = 'index' ORDER BY name",
    };
    let rows = on.query_all_raw(Statement::from_string(on.get_database_backend(), sql)).await;
    let read = |row: &sea_orm::QueryResult, at| row.try_get_by_index(at).expect("text");
    rows.expect("asked").iter().map(|row| (read(row, 0), read(row, 1))).collect()
}

fn shout(on: DatabaseBackend) -> Vec<Statement> {
    ["ALTER TABLE kind ADD COLUMN loud text", "UPDATE kind SET loud = upper(words)"]
        .map(|sql| Statement::from_string(on, sql))
        .into()
}

/// What is hard to carry over, and a row of nothing.
async fn fill(site: &TestDatabase) {
    let connection = sea_orm::Database::connect(&site.url).await.expect("connects");
    let day = chrono::NaiveDate::from_ymd_opt(2024, 2, 29).expect("a day");
    let at = "2026-11-26T09:00:00.123456Z".parse::<Timestamp>().map(stored).expect("an instant");
    let data = serde_json::json!({ "n": null, "deep": [1, 2.5, "\u{e9}\n", { "a": true }] });
    let words = "한국어, \"quoted\"\r\n\t العربية = + - @";
    let full: [Expr; 9] = [
        Expr::val(Uuid::from_u128(u128::MAX)),
        Expr::val(at),
        Expr::val(day),
        Expr::val(data),
        Expr::val(true),
        Expr::val(i32::MIN),
        Expr::val(0.1 + 0.2),
        Expr::val(words),
        Expr::val(vec![0_u8, 255, 10, 13]),
    ];
    let columns = ["id", "at", "day", "data", "flag", "small", "real", "words", "raw"];
    let insert = Query::insert().into_table("kind").columns(columns).values_panic(full).to_owned();
    connection.execute(&insert).await.expect("a row of everything");
    let nothing = Query::insert()
        .into_table("kind")
        .columns(["flag"])
        .values_panic([Expr::val(false)])
        .to_owned();
    connection.execute(&nothing).await.expect("a row of nothing");
}

/// The row of everything, as this program reads it.
async fn everything(
    database: &Database,
) -> (Uuid, DateTime<Utc>, NaiveDate, Value, bool, i32, f64, String, Vec<u8>) {
    let columns = ["id", "at", "day", "data", "flag", "small", "real", "words", "raw"];
    let query = Query::select()
        .columns(columns)
        .from("kind")
        .and_where(Expr::col("flag").eq(true))
        .to_owned();
    let row = database.read().query_one(&query).await.expect("it can be read").expect("a row");
    (
        row.try_get("", "id").expect("a UUID"),
        row.try_get("", "at").expect("an instant"),
        row.try_get("", "day").expect("a day"),
        row.try_get("", "data").expect("data"),
        row.try_get("", "flag").expect("a flag"),
        row.try_get("", "small").expect("an integer"),
        row.try_get("", "real").expect("a number"),
        row.try_get("", "words").expect("words"),
        row.try_get("", "raw").expect("bytes"),
    )
}

fn note(n: usize) -> Uuid {
    Uuid::from_u128(n as u128)
}

async fn write_notes(site: &TestDatabase, numbers: std::ops::Range<usize>) {
    for n in numbers {
        site.database
            .commit(write(&site.database, note(n), &format!("note {n}")))
            .await
            .expect("a commit");
    }
}

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    async fn files(&self, name: &str) -> DiskBlobs {
        let world = eframe_core::test::world().0;
        DiskBlobs::open(self.path(name), world).await.expect("a folder for files")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

async fn save(site: &TestDatabase, to: &Path) -> Summary {
    Backup::of(site.database.clone(), &BLOCKS).write(to, &|_| ()).await.expect("a backup")
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_91_a_backup_under_load_is_one_moment_and_comes_back_whole_on_either_database() {
    for site in databases(&BLOCKS).await {
        let place = Place::new();
        fill(&site).await;
        write_notes(&site, 0..50).await;
        let (stop, busy) = (Arc::new(AtomicBool::new(false)), site.database.clone());
        let load = tokio::spawn({
            let stop = Arc::clone(&stop);
            async move {
                let mut n = 1000;
                while !stop.load(Ordering::Relaxed) {
                    busy.commit(write(&busy, note(n), &format!("note {n}")))
                        .await
                        .expect("a commit");
                    n += 1;
                }
                n - 1000
            }
        });
        let archive = place.path("site.tar.gz");
        let saved = save(&site, &archive).await;
        stop.store(true, Ordering::Relaxed);
        assert!(load.await.expect("the load ends") > 0);
        assert_eq!(verify(&archive).await.expect("whole"), saved);
        // One moment: each note has its entry and its message.
        let source = everything(&site.database).await;
        for target in bare_databases().await {
            let told = std::sync::Mutex::new(Vec::new());
            let watch =
                |progress: &Progress<'_>| told.lock().unwrap().push(progress.part.to_owned());
            let backup = Backup::of(target.database.clone(), &BLOCKS);
            assert_eq!(backup.restore(&archive, &watch).await.expect("comes back"), saved);
            let way = format!("{} to {}", site.kind, target.kind);
            let notes = count(&target.database, "note").await;
            assert!(notes >= 50, "{way}");
            assert_eq!(count(&target.database, "core_audit").await, notes, "{way}");
            assert_eq!(count(&target.database, "core_outbox").await, notes, "{way}");
            assert_eq!(everything(&target.database).await, source, "{way}");
            assert_eq!(count(&target.database, "kind").await, 2, "{way}");
            let same = databases(&BLOCKS).await.into_iter().find(|fresh| fresh.kind == target.kind);
            let made = indexes(&same.expect("one of this kind")).await;
            assert!(made.len() > 3, "{made:?}");
            assert_eq!(indexes(&target).await, made, "{way}");
            let log = audit(&target.database).await.expect("nobody changed it");
            assert_eq!((log.entries, log.root), (saved.entries, saved.root), "{way}");
            assert!(told.into_inner().unwrap().contains(&"note".to_owned()), "{way}");
            // It goes on from there: numbers are given out after the last, and nothing is migrated again.
            let went_on = Database::open(&target.url, World::system()).await.expect("opens");
            went_on.migrate(&BLOCKS).await.expect("it has this form already");
            for n in [100_000, 100_001] {
                let new = write(&went_on, note(n), &format!("note {n}"));
                went_on.commit(new).await.expect("a commit");
            }
            let again = place.path(&format!("{}-again.tar.gz", target.kind));
            assert_eq!(save(&target, &again).await.entries, saved.entries + 2, "{way}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_91_any_byte_flipped_and_any_end_cut_off_is_found_and_changes_nothing() {
    let (site, place) = (sqlite(&BLOCKS).await, Place::new());
    fill(&site).await;
    write_notes(&site, 0..20).await;
    let files: Arc<dyn BlobStore> = Arc::new(place.files("files").await);
    let mut draft = files.begin("notes").await.expect("a draft");
    draft.write(Bytes::from_static(&[7; 700])).await.expect("written");
    draft.keep().await.expect("kept");
    let whole = place.path("whole.tar.gz");
    let backup = Backup::of(site.database.clone(), &BLOCKS).files(files, &["notes"]);
    assert_eq!(backup.write(&whole, &|_| ()).await.expect("a backup").files, 1);
    let bytes = fs::read(&whole).expect("the archive");
    let damaged = place.path("damaged.tar.gz");
    let found = async |bytes: &[u8], what: &str| {
        fs::write(&damaged, bytes).expect("written");
        let told = match verify(&damaged).await {
            Err(error @ BackupError::Damaged { .. }) => error.to_string(),
            other => panic!("{what}: {other:?}"),
        };
        assert!(told.contains("damaged.tar.gz") && told.contains("take another backup"), "{told}");
    };
    // Behind the ten bytes of gzip's first head, of which some say nothing: a time, a system.
    for at in (10..bytes.len()).step_by(7) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        // A few bits of packed data fill up bytes and are not read: such an archive is the same.
        if unpacked(&flipped).is_none_or(|tar| Some(tar) != unpacked(&bytes)) {
            found(&flipped, &format!("byte {at} of {}", bytes.len())).await;
        }
    }
    for end in (0..bytes.len()).step_by(97).chain([bytes.len() - 1]) {
        found(&bytes[..end], &format!("cut off after {end}")).await;
    }
    found(&[&bytes[..], b"more"].concat(), "something behind it").await;
    for target in bare_databases().await {
        let cut = &bytes[..bytes.len() * 2 / 3];
        fs::write(&damaged, cut).expect("written");
        let refused = Backup::of(target.database.clone(), &BLOCKS).restore(&damaged, &|_| ()).await;
        assert!(
            matches!(refused, Err(BackupError::Damaged { .. })),
            "{}: {refused:?}",
            target.kind
        );
        // It is as empty as it was.
        let to: Arc<dyn BlobStore> = Arc::new(place.files(target.kind).await);
        let restore = Backup::of(target.database.clone(), &BLOCKS).files(to, &["notes"]);
        let whole = restore.restore(&whole, &|_| ()).await;
        whole.unwrap_or_else(|error| panic!("{}: {error}", target.kind));
    }
}

fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut tar = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut tar).ok().map(|_| tar)
}

#[tokio::test]
async fn bad_input_91_what_is_not_this_programs_is_said_and_nothing_is_touched() {
    for site in databases(&[NOTEBOOK, LATER]).await {
        let place = Place::new();
        let archive = place.path("later.tar.gz");
        Backup::of(site.database.clone(), &[NOTEBOOK, LATER])
            .write(&archive, &|_| ())
            .await
            .expect("a backup");
        let taken = Backup::of(site.database.clone(), &BLOCKS).write(&archive, &|_| ()).await;
        assert!(matches!(taken, Err(BackupError::Exists(_))), "{taken:?}");
        for target in bare_databases().await {
            let older =
                Backup::of(target.database.clone(), &BLOCKS).restore(&archive, &|_| ()).await;
            let Err(error @ BackupError::Newer { .. }) = older else { panic!("{older:?}") };
            assert!(error.to_string().contains("kind/0002_shout"), "{error}");
            let lacking =
                Backup::of(target.database.clone(), &[NOTEBOOK]).restore(&archive, &|_| ()).await;
            assert!(matches!(lacking, Err(BackupError::Newer { .. })), "{lacking:?}");
            let full = Backup::of(site.database.clone(), &[NOTEBOOK, LATER])
                .restore(&archive, &|_| ())
                .await;
            assert!(matches!(full, Err(BackupError::NotEmpty { .. })), "{full:?}");
            target.database.migrate(&[NOTEBOOK]).await.expect("it was left empty");
        }
        let none = verify(&place.path("nothing.tar.gz")).await;
        assert!(matches!(none, Err(BackupError::Disk { .. })), "{none:?}");
    }
}

#[tokio::test]
async fn bad_input_91_an_archive_of_an_older_program_is_brought_to_this_ones_form() {
    for site in databases(&BLOCKS).await {
        let place = Place::new();
        fill(&site).await;
        let archive = place.path("older.tar.gz");
        save(&site, &archive).await;
        for target in bare_databases().await {
            let blocks = [NOTEBOOK, LATER];
            let restored =
                Backup::of(target.database.clone(), &blocks).restore(&archive, &|_| ()).await;
            restored.expect("brought up to date");
            let query = Query::select()
                .column("loud")
                .from("kind")
                .and_where(Expr::col("flag").eq(true))
                .to_owned();
            let row = target.database.read().query_one(&query).await.expect("read").expect("a row");
            let loud: String = row.try_get("", "loud").expect("the step ran over the rows");
            assert!(loud.contains("QUOTED"), "{loud}");
        }
    }
}

#[tokio::test]
async fn an_entry_of_the_log_that_was_changed_is_named() {
    for site in databases(&BLOCKS).await {
        write_notes(&site, 0..3).await;
        let connection = sea_orm::Database::connect(&site.url).await.expect("connects");
        let before = audit(&site.database).await.expect("nobody changed it");
        assert_eq!((before.entries, before.erased), (3, 0));
        let forget = Query::update()
            .table("core_audit")
            .values([("facts", Expr::val(None::<Value>)), ("salt", Expr::val(None::<Vec<u8>>))])
            .and_where(Expr::col("subject").eq(format!("note:{}", note(1))))
            .to_owned();
        connection.execute(&forget).await.expect("facts are erased");
        let after = audit(&site.database).await.expect("the leaf still proves it");
        assert_eq!((after.entries, after.erased, after.root), (3, 1, before.root), "{}", site.kind);
        let forge = Query::update()
            .table("core_audit")
            .value("action", "note.other")
            .and_where(Expr::col("subject").eq(format!("note:{}", note(2))))
            .to_owned();
        connection.execute(&forge).await.expect("an entry is forged");
        let found = audit(&site.database).await.expect("it can be read");
        assert!(found.altered.is_some() && before.altered.is_none(), "{}", site.kind);
        // It is saved as it is, and told.
        let place = Place::new();
        let archive = place.path("forged.tar.gz");
        assert_eq!(save(&site, &archive).await.altered, found.altered);
        assert_eq!(verify(&archive).await.expect("whole").altered, found.altered);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_come_with_it_and_go_when_the_rows_do_not_come() {
    let (site, place) = (sqlite(&BLOCKS).await, Place::new());
    write_notes(&site, 0..2).await;
    for from in stores().await {
        let contents = [vec![], vec![7; 1], vec![8; 511], vec![9; 200_000], vec![6; 6_000_000]];
        let mut ids = Vec::new();
        for content in &contents {
            let mut draft = from.blobs.begin("notes").await.expect("a draft");
            draft.write(Bytes::from(content.clone())).await.expect("written");
            ids.push(draft.keep().await.expect("kept").id);
        }
        let archive = place.path(&format!("{}.tar.gz", from.kind));
        let files = Arc::clone(&from.blobs);
        let backup = Backup::of(site.database.clone(), &BLOCKS).files(files, &["notes"]);
        let saved = backup.write(&archive, &|_| ()).await.expect("a backup");
        assert_eq!(saved.files, 5);
        assert_eq!(verify(&archive).await.expect("whole").files, 5);
        let targets = bare_databases().await.into_iter();
        // Each kind of database with a kind of store: the pairs do not matter to each other.
        for (target, (to, limited)) in
            targets.zip(stores().await.into_iter().zip(limited_stores(150_000).await))
        {
            let into = |store: &Store| {
                let files = Arc::clone(&store.blobs);
                Backup::of(target.database.clone(), &BLOCKS).files(files, &["notes"])
            };
            let refused = into(&limited).restore(&archive, &|_| ()).await;
            assert!(matches!(refused, Err(BackupError::Files(_))), "{refused:?}");
            for id in &ids {
                let there = limited.blobs.open("notes", *id).await.expect("asked");
                assert!(there.is_none(), "taken away again");
            }
            let restored = into(&to).restore(&archive, &|_| ()).await;
            restored.expect("comes back, for nothing was left in the database");
            for (id, content) in ids.iter().zip(&contents) {
                let back = bytes_of(&*to.blobs, *id).await;
                assert!(&back == content, "{} on {}", to.kind, target.kind);
            }
        }
    }
}

async fn bytes_of(store: &dyn BlobStore, id: BlobId) -> Vec<u8> {
    let blob = store.open("notes", id).await.expect("asked").expect("a file");
    blob.body.collect().await.expect("read").to_bytes().to_vec()
}
