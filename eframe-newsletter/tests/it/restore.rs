use eframe_core::backup::Backup;
use eframe_core::block::sea_orm::ConnectionTrait as _;
use eframe_newsletter::MIGRATIONS;
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use crate::bounces::bounces_for_good;
use crate::house::{House, houses_keeping, mina, post, post_json};

/// The house as it is after its backup was brought back into a fresh database.
async fn restored(archive: &std::path::Path, list: &std::path::Path, kind: &str) -> House {
    for bare in eframe_core::test::bare_databases().await {
        if bare.kind == kind {
            let backup = Backup::of(bare.database.clone(), &[MIGRATIONS]);
            backup.restore(archive, &|_| {}).await.expect("restored");
            return House::keeping(bare, Some(list));
        }
    }
    panic!("no database of the kind {kind}")
}

#[tokio::test]
async fn bad_input_98_a_restored_backup_revives_nobody_who_wanted_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    for house in houses_keeping(folder.path()).await {
        let list = folder.path().join(house.on.kind);
        let ended = house.subscribed("ended@seoul.example").await;
        house.subscribed("erased@seoul.example").await;
        let back = house.subscribed("back@seoul.example").await;
        house.subscribed("kept@seoul.example").await;
        let archive = folder.path().join(format!("{}.backup", house.on.kind));
        let backup = Backup::of(house.on.database.clone(), &[MIGRATIONS]);
        backup.write(&archive, &|_| {}).await.expect("saved");
        // What happens after the backup is not in it.
        house.page(post(&house.way_out(ended), &[])).await;
        house.erase("erased@seoul.example").await;
        house.page(post(&house.way_out(back), &[])).await;
        house.on.clock.advance(SignedDuration::from_hours(24));
        house.subscribed("back@seoul.example").await;
        house.mail().await;
        assert_eq!(house.newsletter.reapply().await.expect("read"), 0, "nothing was forgotten");

        let again = restored(&archive, &list, house.on.kind).await;
        again.on.clock.set(house.on.clock.now() + SignedDuration::from_secs(60));
        let before = again.everything("erased@seoul.example").await;
        assert_eq!(before["subscriber"]["state"], "confirmed", "the backup has them");
        assert_eq!(again.newsletter.reapply().await.expect("read"), 3);
        let state =
            async |address: &str| again.everything(address).await["subscriber"]["state"].clone();
        assert_eq!(state("ended@seoul.example").await, "unsubscribed");
        assert_eq!(again.everything("erased@seoul.example").await.get("subscriber"), None);
        assert_eq!(state("kept@seoul.example").await, "confirmed");
        // Their second yes is lost with the backup: they are asked again rather than written to.
        assert_eq!(state("back@seoul.example").await, "unsubscribed");
        assert_eq!(again.newsletter.reapply().await.expect("read"), 0, "once");
        // And a later yes stands.
        again.on.clock.advance(SignedDuration::from_hours(24));
        again.subscribed("ended@seoul.example").await;
        assert_eq!(again.newsletter.reapply().await.expect("read"), 0);
    }
}

#[tokio::test]
async fn bad_input_98_who_was_written_to_again_before_the_loss_still_is_after_it() {
    let folder = tempfile::tempdir().expect("a folder");
    for house in houses_keeping(folder.path()).await {
        let list = folder.path().join(house.on.kind);
        let subscriber = house.subscribed("mina@seoul.example").await;
        let archive = folder.path().join(format!("{}.backup", house.on.kind));
        let backup = Backup::of(house.on.database.clone(), &[MIGRATIONS]);
        backup.write(&archive, &|_| {}).await.expect("saved");
        bounces_for_good(&house).await;
        assert_eq!(house.read(subscriber).await["suppression"]["reason"], "bounced");
        let overrule = post_json(&format!("/subscribers/{subscriber}/overrule"), &json!({}));
        assert_eq!(house.json(&mina(), overrule).await.status, StatusCode::NO_CONTENT);
        house.mail().await;

        let again = restored(&archive, &list, house.on.kind).await;
        again.on.clock.set(house.on.clock.now() + SignedDuration::from_secs(60));
        assert_eq!(again.newsletter.reapply().await.expect("read"), 0);
        assert_eq!(again.read(subscriber).await.get("suppression"), None);
    }
}

#[tokio::test]
async fn bad_input_83_a_start_asks_for_a_thousand_who_wanted_no_more_in_a_few_questions() {
    let folder = tempfile::tempdir().expect("a folder");
    for house in houses_keeping(folder.path()).await {
        let (mut lines, mut rows) = (String::new(), Vec::new());
        for number in 0..1_200 {
            let mark = eframe_core::sha256(format!("{number}").as_bytes());
            let line =
                json!({ "mark": mark, "reason": "unsubscribed", "at": "2026-11-01T00:00:00Z" });
            lines.push_str(&format!("{line}\n"));
            // The database has forgotten the last two.
            if number < 1_198 {
                rows.push(format!("('{mark}', 'unsubscribed', '2026-11-01 00:00:00+00:00')"));
            }
        }
        std::fs::write(folder.path().join(house.on.kind), lines).expect("written");
        let on = crate::issues::direct(&house).await;
        let sql = format!("INSERT INTO newsletter_suppression VALUES {}", rows.join(", "));
        on.execute_unprepared(&sql).await.expect("they are in");
        on.close().await.expect("closed");
        assert_eq!(house.newsletter.reapply().await.expect("read"), 2, "on {}", house.on.kind);
        let before = house.on.database.asked();
        assert_eq!(house.newsletter.reapply().await.expect("read"), 0);
        let took = house.on.database.asked() - before;
        assert!(took <= 3, "{took} statements on {}", house.on.kind);
    }
}
