//! A restore whose COMMIT is cut or not answered, and one that finds files there already.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use eframe_core::Database;
use eframe_core::backup::{Backup, BackupError, Summary};
use eframe_core::block::Errand;
use eframe_core::block::sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbErr};
use eframe_core::test::proxy::{Cut, Proxy};
use eframe_core::test::{TestDatabase, bare_databases, on_postgres, postgres, sqlite};
use eframe_core::upload::{BlobId, BlobStore, DiskBlobs};
use http_body_util::BodyExt as _;
use tempfile::TempDir;

use crate::blob::stores;
use crate::notebook::{NOTEBOOK, count, write};

/// A site of three notes and three files, in an archive.
struct Saved {
    folder: TempDir,
    files: Vec<BlobId>,
}

const CONTENT: [&[u8]; 3] = [b"plan of the quay", b"plan of the pier", b""];

impl Saved {
    async fn new() -> Self {
        let (site, folder) = (sqlite(&[NOTEBOOK]).await, tempfile::tempdir().expect("a folder"));
        for n in 1..4 {
            let note = write(&site.database, uuid::Uuid::from_u128(n), &format!("note {n}"));
            site.database.commit(note).await.expect("a commit");
        }
        let store = files_in(&folder.path().join("old")).await;
        let mut files = Vec::new();
        for content in CONTENT {
            let mut draft = store.begin("notes").await.expect("a draft");
            draft.write(Bytes::from_static(content)).await.expect("written");
            files.push(draft.keep().await.expect("kept").id);
        }
        let saved = Self { folder, files };
        let backup = Backup::of(site.database.clone(), &[NOTEBOOK]).files(store, &["notes"]);
        backup.write(&saved.archive(), &|_| ()).await.expect("a backup");
        saved
    }

    fn archive(&self) -> std::path::PathBuf {
        self.folder.path().join("site.tar.gz")
    }

    async fn restore(
        &self,
        to: &Database,
        files: &Arc<dyn BlobStore>,
    ) -> Result<Summary, BackupError> {
        let backup = Backup::of(to.clone(), &[NOTEBOOK]).files(Arc::clone(files), &["notes"]);
        backup.restore(&self.archive(), &|_| ()).await
    }

    /// How many of its files are there as they were saved.
    async fn whole(&self, store: &Arc<dyn BlobStore>) -> usize {
        let mut whole = 0;
        for (id, content) in self.files.iter().zip(CONTENT) {
            whole += usize::from(read(store, *id).await.as_deref() == Some(content));
        }
        whole
    }
}

async fn files_in(folder: &Path) -> Arc<dyn BlobStore> {
    let world = eframe_core::test::world().0;
    Arc::new(DiskBlobs::open(folder.to_path_buf(), world).await.expect("a folder for files"))
}

async fn read(store: &Arc<dyn BlobStore>, id: BlobId) -> Option<Bytes> {
    let blob = store.open("notes", id).await.expect("asked")?;
    Some(blob.body.collect().await.expect("read").to_bytes())
}

/// PostgreSQL as a proxy shows it.
struct Behind {
    site: TestDatabase,
    database: Database,
    proxy: Proxy,
}

impl Behind {
    async fn new() -> Self {
        let site = bare_databases().await.into_iter().find(|site| site.kind == "postgres");
        let site = site.expect("PostgreSQL is there");
        let (who, place) = site.url.rsplit_once('@').expect("somebody signs in");
        let (server, name) = place.split_once('/').expect("a database");
        let proxy = Proxy::start(server.parse().expect("an address")).expect("a proxy");
        let url = format!("{who}@{}/{name}?sslmode=disable", proxy.address);
        let database = Database::open(&url, site.database.world().clone()).await.expect("opens");
        Self { site, database, proxy }
    }
}

/// Takes a note out of what is brought back, and then may fail.
struct Ending {
    fails: bool,
}

#[async_trait]
impl Errand for Ending {
    type Answer = u64;

    async fn run(&self, on: &DatabaseTransaction) -> Result<u64, DbErr> {
        let taken = on.execute_unprepared("DELETE FROM note WHERE name = 'note 2'").await?;
        if self.fails {
            on.execute_unprepared("DELETE FROM no_such_table").await?;
        }
        Ok(taken.rows_affected())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_35_what_a_restore_ends_never_stands_without_having_ended() {
    let saved = Saved::new().await;
    for target in bare_databases().await {
        let files = files_in(&saved.folder.path().join(target.kind)).await;
        let backup =
            Backup::of(target.database.clone(), &[NOTEBOOK]).files(Arc::clone(&files), &["notes"]);
        let restore = async |fails| {
            let ending = |has_all: bool| {
                assert!(!has_all, "nobody said what was signed last");
                Ending { fails }
            };
            backup.restore_ending(&saved.archive(), &|_| (), ending).await
        };
        let refused = restore(true).await;
        assert!(matches!(refused, Err(BackupError::Store(_))), "{refused:?}");
        backup.refuse_filled().await.expect("nothing was brought back");
        assert_eq!(saved.whole(&files).await, 0, "on {}", target.kind);
        let (seen, taken) = restore(false).await.expect("brought back");
        assert_eq!((seen.files, taken), (3, 1), "on {}", target.kind);
        assert_eq!(count(&target.database, "note").await, 2, "on {}", target.kind);
        assert_eq!(saved.whole(&files).await, 3, "on {}", target.kind);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_91_a_restore_whose_commit_is_cut_has_all_its_files_or_none() {
    if postgres::skipped() {
        return;
    }
    let saved = Saved::new().await;
    for (cut, stands) in
        [(Cut::Before, false), (Cut::Half, false), (Cut::After, true), (Cut::Late, true)]
    {
        let target = Behind::new().await;
        let files = files_in(&saved.folder.path().join(format!("{cut:?}"))).await;
        target.proxy.cuts(cut, 1);
        let told = saved.restore(&target.database, &files).await;
        assert_eq!(target.proxy.cut(cut), 1, "{cut:?}");
        if stands {
            assert_eq!(told.expect("it went through").files, 3, "{cut:?}");
            assert_eq!(count(&target.site.database, "note").await, 3, "{cut:?}");
            assert_eq!(saved.whole(&files).await, 3, "{cut:?}");
        } else {
            assert!(matches!(told, Err(BackupError::Store(_))), "{cut:?}: {told:?}");
            for id in &saved.files {
                assert!(read(&files, *id).await.is_none(), "{cut:?}: taken away again");
            }
            target.proxy.cuts(Cut::Nothing, 1);
            saved.restore(&target.database, &files).await.expect("nothing was left of it");
            assert_eq!(saved.whole(&files).await, 3, "{cut:?}");
        }
        target.database.close().await;
    }
}

#[tokio::test]
async fn rows_come_back_alone_where_that_is_asked_for() {
    let saved = Saved::new().await;
    for target in bare_databases().await {
        let backup = Backup::of(target.database.clone(), &[NOTEBOOK]);
        let refused = backup.restore(&saved.archive(), &|_| ()).await;
        refused.expect_err("it has files, and nobody said where they go");
        let seen = backup.rows_alone().restore(&saved.archive(), &|_| ()).await.expect("the rows");
        let notes = count(&target.database, "note").await;
        assert_eq!((seen.files, notes), (3, 3), "{}", target.kind);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_91_a_file_that_is_there_already_has_to_be_the_one_that_was_saved() {
    let saved = Saved::new().await;
    for target in bare_databases().await {
        for store in stores().await {
            let way = format!("{} on {}", store.kind, target.kind);
            let put = async |content: &'static [u8]| {
                let draft = store.blobs.begin_again("notes", saved.files[1]).await;
                let mut draft = draft.expect("a draft");
                draft.write(Bytes::from_static(content)).await.expect("written");
                draft.keep().await.expect("kept");
            };
            // As long as the right one, so that its size tells nothing.
            put(b"plan of the PIER").await;
            let told = saved.restore(&target.database, &store.blobs).await;
            let Err(error @ BackupError::OtherFile { .. }) = told else {
                panic!("{way}: {told:?}")
            };
            let said = error.to_string();
            assert!(said.contains(&saved.files[1].to_string()), "{way}: {said}");
            let other = read(&store.blobs, saved.files[1]).await;
            assert_eq!(
                other.as_deref(),
                Some(&b"plan of the PIER"[..]),
                "{way}: it is not touched"
            );
            assert!(read(&store.blobs, saved.files[0]).await.is_none(), "{way}: nor is any put");
            store.blobs.delete("notes", saved.files[1]).await.expect("moved away");
            put(CONTENT[1]).await;
            if store.kind == "the disk" {
                // The other store has an empty database to come to as well.
                continue;
            }
            saved.restore(&target.database, &store.blobs).await.expect("it is the same");
            assert_eq!(saved.whole(&store.blobs).await, 3, "{way}");
        }
    }
}

#[tokio::test]
async fn bad_input_91_a_refused_restore_leaves_the_files_that_were_there() {
    let saved = Saved::new().await;
    let full = if postgres::skipped() {
        sqlite(&[NOTEBOOK]).await
    } else {
        on_postgres(&[NOTEBOOK]).await
    };
    let old = files_in(&saved.folder.path().join("old")).await;
    let refused = saved.restore(&full.database, &old).await;
    assert!(matches!(refused, Err(BackupError::NotEmpty { .. })), "{refused:?}");
    assert_eq!(saved.whole(&old).await, 3);
}
