//! The checkpoint that is kept beside the key: what was signed is missed where it is missing.

use async_trait::async_trait;
use eframe_core::backup::Backup;
use eframe_core::block::Errand;
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr};
use eframe_core::seal::{AuditLog, SealError, SignedCheckpoint};
use eframe_core::test::{bare_databases, databases};
use eframe_core::{Database, World};

use super::{NOTEBOOK, checked, decide, key, log};

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_86_a_database_that_lost_what_was_signed_is_noticed_and_not_signed_on_top_of() {
    for site in databases(&[NOTEBOOK]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let (kept, archive) =
            (folder.path().join("audit.last"), folder.path().join("older.tar.gz"));
        let sealing = log(&site.database).await.keeping(&kept);
        AuditLog::refuse_lost(&site.database, &kept).await.expect("nothing was signed yet");
        decide(&site.database, 3).await;
        sealing.seal().await.expect("sealed");
        let backup = Backup::of(site.database.clone(), &[NOTEBOOK]);
        backup.write(&archive, &|_| ()).await.expect("a backup");
        decide(&site.database, 2).await;
        sealing.seal().await.expect("sealed");
        let note = std::fs::read_to_string(&kept).expect("kept");
        let last: SignedCheckpoint = note.parse().expect("a checkpoint");
        assert!(last.checkpoint.size == 5 && last.is_signed_by(&key(1).public()));
        AuditLog::refuse_lost(&site.database, &kept).await.expect("it has all of it");
        for older in bare_databases().await {
            let way = format!("{} after {}", older.kind, site.kind);
            let empty = AuditLog::refuse_lost(&older.database, &kept).await;
            assert!(matches!(empty, Err(SealError::Lost { kept: 5, there: 0, .. })), "{way}");
            let restore = Backup::of(older.database.clone(), &[NOTEBOOK]);
            restore.restore(&archive, &|_| ()).await.expect("an older state");
            // By ids of its own: those of the world of tests are the same again.
            let older = Database::open(&older.url, World::system()).await.expect("opens");
            let lost = AuditLog::refuse_lost(&older, &kept).await;
            assert!(matches!(lost, Err(SealError::Lost { kept: 5, there: 3, .. })), "{lost:?}");
            decide(&older, 4).await;
            let again = log(&older).await.keeping(&kept).seal().await;
            assert!(matches!(again, Err(SealError::Lost { .. })), "{way}: {again:?}");
            assert_eq!(checked(&older, None).await.entries, 3, "{way}");
            // Another history of the same length has another root.
            log(&older).await.seal().await.expect("whoever keeps none does not notice");
            let fork = AuditLog::refuse_lost(&older, &kept).await;
            assert!(matches!(fork, Err(SealError::Lost { kept: 5, there: 7, .. })), "{fork:?}");
            let elsewhere = folder.path().join(format!("{way}.last"));
            let new = AuditLog::succeed(older.clone(), key(2)).await.expect("a new key");
            let new = new.keeping(&elsewhere);
            new.keep().await.expect("kept");
            AuditLog::refuse_lost(&older, &elsewhere).await.expect("it goes on from here");
            decide(&older, 1).await;
            assert_eq!(new.seal().await.expect("sealed"), 1, "{way}");
        }
        std::fs::write(&kept, &note[..note.len() / 2]).expect("written");
        let half = AuditLog::refuse_lost(&site.database, &kept).await.expect_err("it is none");
        let said = half.to_string();
        assert!(said.contains("audit.last: this is no signed checkpoint"), "{said}");
    }
}

/// Tells whether the archive has all that was decided, and changes nothing.
struct HasAll(bool);

#[async_trait]
impl Errand for HasAll {
    type Answer = bool;

    async fn run(&self, _: &DatabaseTransaction) -> Result<bool, DbErr> {
        Ok(self.0)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_35_a_restore_knows_whether_the_archive_has_all_that_was_signed() {
    for site in databases(&[NOTEBOOK]).await {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let backup = Backup::of(site.database.clone(), &[NOTEBOOK]);
        let sealing = log(&site.database).await.keeping(&at("last"));
        assert_eq!(AuditLog::kept(&at("last")).expect("no file"), None);
        for archive in ["older", "whole"] {
            decide(&site.database, 2).await;
            sealing.seal().await.expect("sealed");
            std::fs::copy(at("last"), at(&format!("{archive}.last"))).expect("copied");
            backup.write(&at(archive), &|_| ()).await.expect("a backup");
        }
        // Another key took over, and nothing more was decided.
        AuditLog::succeed(site.database.clone(), key(2)).await.expect("a new key");
        backup.write(&at("succeeded"), &|_| ()).await.expect("a backup");
        for (archive, last, has_all) in [
            ("whole", Some("whole.last"), true),
            ("older", Some("older.last"), true),
            // It goes on where that was signed.
            ("whole", Some("older.last"), true),
            ("older", Some("whole.last"), false),
            ("succeeded", Some("whole.last"), false),
            ("whole", None, false),
        ] {
            for target in bare_databases().await {
                let way = format!("{archive} by {last:?}, {} to {}", site.kind, target.kind);
                let restore = Backup::of(target.database.clone(), &[NOTEBOOK]);
                let kept = last.map(|last| AuditLog::kept(&at(last)).expect("read").expect("kept"));
                let restore = match kept {
                    Some(kept) => restore.last_signed(kept),
                    None => restore,
                };
                let told = restore.restore_ending(&at(archive), &|_| (), HasAll).await;
                assert_eq!(told.expect("restored").1, has_all, "{way}");
            }
        }
    }
}
