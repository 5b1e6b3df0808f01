//! A backup tells of files that rows name and that it has not.

use std::fs;
use std::sync::Arc;

use bytes::Bytes;
use eframe_core::backup::{Backup, BackupError, Progress, Summary, verify};
use eframe_core::block::sea_orm::sea_query::{ColumnDef, Table};
use eframe_core::block::sea_orm::{self, ConnectionTrait as _, DatabaseBackend, Statement, Value};
use eframe_core::test::{TestDatabase, bare_databases, databases, world};
use eframe_core::upload::{BlobId, BlobStore, DiskBlobs, StoredBlob};
use eframe_core::{Digest, Migration, MigrationList};
use tempfile::TempDir;

/// A block whose rows name files.
const ALBUM: MigrationList =
    MigrationList { block: "album", migrations: &[Migration { name: "0001_album", up: album }] };

fn album(on: DatabaseBackend) -> Vec<Statement> {
    let table = Table::create()
        .table("album_page")
        .col(ColumnDef::new("blob").uuid().not_null())
        .col(ColumnDef::new("sha256").text().not_null())
        .to_owned();
    vec![on.build(&table)]
}

async fn store(folder: &TempDir) -> Arc<dyn BlobStore> {
    Arc::new(DiskBlobs::open(folder.path().join("files"), world().0).await.expect("a folder"))
}

async fn keep(store: &dyn BlobStore, content: &'static [u8]) -> StoredBlob {
    let mut draft = store.begin("album").await.expect("a draft");
    draft.write(Bytes::from_static(content)).await.expect("written");
    draft.keep().await.expect("kept")
}

async fn run(site: &TestDatabase, sql: &str, values: Vec<Value>) {
    let on = sea_orm::Database::connect(&site.url).await.expect("connects");
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    on.execute_raw(statement).await.expect(sql);
    on.close().await.expect("closed");
}

async fn name(site: &TestDatabase, blob: BlobId, sha256: Digest) {
    let values = vec![blob.uuid().into(), sha256.to_string().into()];
    run(site, "INSERT INTO album_page (blob, sha256) VALUES ($1, $2)", values).await;
}

async fn save(site: &TestDatabase, files: &Arc<dyn BlobStore>, to: &std::path::Path) -> Summary {
    let backup = Backup::of(site.database.clone(), &[ALBUM]).files(Arc::clone(files), &["album"]);
    backup.write(to, &|_| ()).await.expect("a backup")
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_91_a_backup_and_its_verification_tell_of_files_that_are_lost_or_spoilt() {
    for site in databases(&[ALBUM]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let files = store(&folder).await;
        let (whole, lost, spoilt) = (
            keep(&*files, b"one").await,
            keep(&*files, b"two").await,
            keep(&*files, b"three").await,
        );
        for one in [&whole, &lost] {
            name(&site, one.id, one.sha256).await;
        }
        let archive = |name: &str| folder.path().join(name);
        assert_eq!(save(&site, &files, &archive("good")).await.missing, None);
        assert_eq!(verify(&archive("good")).await.expect("whole").missing, None);
        name(&site, spoilt.id, whole.sha256).await;
        files.delete("album", lost.id).await.expect("lost");
        let saved = save(&site, &files, &archive("bad")).await;
        let missing = saved.missing.clone().expect("two are missing");
        assert_eq!((missing.files, missing.table.as_str()), (2, "album_page"));
        assert!([lost.id, spoilt.id].contains(&missing.first));
        assert_eq!(verify(&archive("bad")).await.expect("whole in itself"), saved);
        // What is there comes back all the same.
        for target in bare_databases().await {
            let other = tempfile::tempdir().expect("a folder");
            let to = store(&other).await;
            let restore =
                Backup::of(target.database.clone(), &[ALBUM]).files(Arc::clone(&to), &["album"]);
            let restored = restore.restore(&archive("bad"), &|_| ()).await.expect("restored");
            assert_eq!(restored, saved, "{} to {}", site.kind, target.kind);
            assert!(to.open("album", whole.id).await.expect("asked").is_some());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_away_rows_and_all_while_an_archive_is_made_is_not_missing() {
    for site in databases(&[ALBUM]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let files = store(&folder).await;
        let gone = keep(&*files, b"gone").await;
        name(&site, gone.id, gone.sha256).await;
        let archive = folder.path().join("site.tar.gz");
        let backup =
            Backup::of(site.database.clone(), &[ALBUM]).files(Arc::clone(&files), &["album"]);
        // The rows of the table were read by then, and no file was.
        let take_away = |progress: &Progress<'_>| {
            if progress.part == "album_page" {
                let away = async {
                    run(&site, "DELETE FROM album_page", Vec::new()).await;
                    files.delete("album", gone.id).await.expect("taken away");
                };
                std::thread::scope(|threads| {
                    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
                    threads.spawn(move || runtime.block_on(away));
                });
            }
        };
        let saved = backup.write(&archive, &take_away).await.expect("a backup");
        assert_eq!((saved.files, saved.missing.as_ref()), (0, None), "on {}", site.kind);
        assert_eq!(verify(&archive).await.expect("whole"), saved);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_91_a_second_backup_of_the_same_name_leaves_the_first_alone() {
    let site = eframe_core::test::sqlite(&[ALBUM]).await;
    let folder = tempfile::tempdir().expect("a folder");
    let (files, archive) = (store(&folder).await, folder.path().join("site.tar.gz"));
    let backup =
        || Backup::of(site.database.clone(), &[ALBUM]).files(Arc::clone(&files), &["album"]);
    let refused = std::sync::Mutex::new(Vec::new());
    let second = |progress: &Progress<'_>| {
        if progress.part == "album_page" {
            let (other, archive) = (backup(), archive.clone());
            let writing = async move { other.write(&archive, &|_| ()).await };
            let ended = std::thread::scope(|threads| {
                let runtime = tokio::runtime::Runtime::new().expect("a runtime");
                threads.spawn(move || runtime.block_on(writing)).join().expect("no panic")
            });
            refused.lock().unwrap().push(ended);
        }
    };
    let saved = backup().write(&archive, &second).await.expect("the first is whole");
    let refused = refused.into_inner().unwrap();
    assert!(
        matches!(&refused[..], [Err(BackupError::Disk { source, .. })] if source.to_string().contains("another backup")),
        "{refused:?}"
    );
    assert_eq!(verify(&archive).await.expect("whole"), saved);
    // What a killed process left is written over.
    let again = folder.path().join("again.tar.gz");
    fs::write(folder.path().join("again.tar.gz.half"), b"half an archive").expect("written");
    backup().write(&again, &|_| ()).await.expect("a backup");
    assert_eq!(verify(&again).await.expect("whole").files, saved.files);
}

#[tokio::test]
async fn what_a_killed_restore_left_of_a_file_does_not_keep_the_next_from_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = store(&folder).await;
    let id = BlobId::new(uuid::Uuid::from_u128(7));
    let mut half = files.begin_again("album", id).await.expect("a draft");
    half.write(Bytes::from(vec![1; 300_000])).await.expect("written");
    // As a killed process leaves it.
    std::mem::forget(half);
    let mut draft = files.begin_again("album", id).await.expect("begun again");
    draft.write(Bytes::from_static(b"whole")).await.expect("written");
    let kept = draft.keep().await.expect("kept");
    assert_eq!((kept.bytes, kept.sha256), (5, eframe_core::sha256(b"whole")));
}
