//! Archives of which nothing comes, and what they leave: nothing.

use std::fs;
use std::io::Read as _;
use std::sync::Arc;

use bytes::Bytes;
use eframe_core::backup::{Backup, BackupError, verify};
use eframe_core::block::sea_orm::{self, ConnectionTrait as _, DatabaseBackend, Statement};
use eframe_core::test::{bare_databases, databases, sqlite};
use eframe_core::upload::BlobStore;
use eframe_core::{Migration, MigrationList, Timestamp};

use super::{BLOCKS, KINDS, Place, fill, kinds, unpacked};
use crate::notebook::NOTEBOOK;

/// The same block, which holds now that no words come twice.
const STRICT: MigrationList =
    MigrationList { block: "kind", migrations: &[Migration { name: "0001_kind", up: strict }] };

fn strict(on: DatabaseBackend) -> Vec<Statement> {
    let once = Statement::from_string(on, "CREATE UNIQUE INDEX kind_once ON kind (words)");
    kinds(on).into_iter().chain([once]).collect()
}

async fn keep_some(in_store: &dyn BlobStore, files: u8) {
    for n in 0..files {
        let mut draft = in_store.begin("notes").await.expect("a draft");
        draft.write(Bytes::from(vec![n; 300_000])).await.expect("written");
        draft.keep().await.expect("kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_91_no_file_stays_where_an_index_cannot_be_made_of_the_rows() {
    for site in databases(&BLOCKS).await {
        let place = Place::new();
        fill(&site).await;
        let on = sea_orm::Database::connect(&site.url).await.expect("connects");
        let twice = "INSERT INTO kind (words) SELECT words FROM kind";
        on.execute_unprepared(twice).await.expect("the same words");
        let from: Arc<dyn BlobStore> = Arc::new(place.files("from").await);
        keep_some(&*from, 9).await;
        let archive = place.path("site.tar.gz");
        let backup = Backup::of(site.database.clone(), &BLOCKS).files(from, &["notes"]);
        assert_eq!(backup.write(&archive, &|_| ()).await.expect("a backup").files, 9);
        for target in bare_databases().await {
            let to: Arc<dyn BlobStore> = Arc::new(place.files(target.kind).await);
            let into = |kind| {
                let backup = Backup::of(target.database.clone(), &[NOTEBOOK, kind]);
                backup.files(Arc::clone(&to), &["notes"])
            };
            let way = format!("{} to {}", site.kind, target.kind);
            let refused = into(STRICT).restore(&archive, &|_| ()).await;
            assert!(matches!(refused, Err(BackupError::Store(_))), "{way}: {refused:?}");
            let left = to.begun_before("notes", Timestamp::MAX).await.expect("listed");
            assert_eq!(left, [], "{way}");
            let came = into(KINDS).restore(&archive, &|_| ()).await;
            assert_eq!(came.expect("nothing was left in the database").files, 9, "{way}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_91_rows_behind_a_file_are_damage() {
    let (site, place) = (sqlite(&BLOCKS).await, Place::new());
    fill(&site).await;
    let files: Arc<dyn BlobStore> = Arc::new(place.files("files").await);
    keep_some(&*files, 1).await;
    let archive = place.path("site.tar.gz");
    let backup = Backup::of(site.database.clone(), &BLOCKS).files(files, &["notes"]);
    backup.write(&archive, &|_| ()).await.expect("a backup");
    let tar = unpacked(&fs::read(&archive).expect("the archive")).expect("whole");
    let mut entries = Vec::new();
    for entry in tar::Archive::new(&tar[..]).entries().expect("entries") {
        let (mut entry, mut bytes) = (entry.expect("an entry"), Vec::new());
        entry.read_to_end(&mut bytes).expect("its bytes");
        entries.push((entry.header().clone(), bytes));
    }
    let is_file = |header: &tar::Header| header.path().expect("a name").starts_with("files");
    let file = entries.iter().position(|(header, _)| is_file(header)).expect("a file");
    entries.swap(file - 1, file);
    let packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut turned = tar::Builder::new(packed);
    for (header, bytes) in &entries {
        turned.append(header, &bytes[..]).expect("written");
    }
    let turned = turned.into_inner().and_then(|packed| packed.finish()).expect("packed");
    fs::write(&archive, turned).expect("written");
    let looked = verify(&archive).await.expect_err("damaged");
    assert!(looked.to_string().contains("follows a file"), "{looked}");
    for target in bare_databases().await {
        let to: Arc<dyn BlobStore> = Arc::new(place.files(target.kind).await);
        let into = Backup::of(target.database.clone(), &BLOCKS).files(Arc::clone(&to), &["notes"]);
        let refused = into.restore(&archive, &|_| ()).await.expect_err("damaged");
        assert!(refused.to_string().contains("follows a file"), "{}: {refused}", target.kind);
        let left = to.begun_before("notes", Timestamp::MAX).await.expect("listed");
        assert_eq!(left, [], "{}", target.kind);
    }
}
