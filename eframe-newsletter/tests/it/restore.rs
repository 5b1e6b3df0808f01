use std::num::NonZero;
use std::path::{Path, PathBuf};

use eframe_core::Language;
use eframe_core::backup::Backup;
use eframe_core::block::sea_orm::ConnectionTrait as _;
use eframe_core::test::mail_server::{MailServer, Manner};
use eframe_newsletter::model::{DeliveryState, Fallback, IssueStage};
use eframe_newsletter::rules::pace::Pace;
use eframe_newsletter::{MIGRATIONS, Newsletter, Sending};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;

use crate::bounces::bounces_for_good;
use crate::house::{House, get, houses_keeping, mina, post, post_json};
use crate::issues::{courier, crowd, ordered, secretariat, sending, stage, tally, written};

/// The house as it is after its backup was brought back into a fresh database.
async fn restored(archive: &Path, list: &Path, kind: &str) -> House {
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

/// A backup of the house, of this name.
async fn saved(house: &House, folder: &Path, name: &str) -> PathBuf {
    let archive = folder.join(format!("{name}-{}.backup", house.on.kind));
    let backup = Backup::of(house.on.database.clone(), &[MIGRATIONS]);
    backup.write(&archive, &|_| {}).await.expect("saved");
    archive
}

/// The house after a restore, as a host does it.
async fn restored_at_rest(archive: &Path, house: &House, list: &Path) -> House {
    let again = restored(archive, list, house.on.kind).await;
    again.on.clock.set(house.on.clock.now() + SignedDuration::from_secs(60));
    let rest = again.on.database.run(Newsletter::rest_restored(again.on.clock.now(), false)).await;
    assert_eq!(rest.expect("they rest"), 1, "on {}", house.on.kind);
    again
}

/// What is said of it wherever readers may have got it who are not known here.
fn known(count: u64) -> String {
    format!(
        "readers may have got this issue after that was taken. Known here to have got it: {count}."
    )
}

const TO_ALL: &str = "it goes to everybody, also to whoever got it then";

#[tokio::test]
async fn bad_input_58_what_a_restore_brought_back_is_begun_again_by_nobody_who_was_not_told() {
    let folder = tempfile::tempdir().expect("a folder");
    for house in houses_keeping(folder.path()).await {
        let list = folder.path().join(house.on.kind);
        crowd(&house, 9).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        let before = house.json(&mina(), get(&format!("/issues/{id}"))).await.json();
        assert_eq!(before.get("restored"), None, "{before}");
        let queued = saved(&house, folder.path(), "queued").await;
        courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
        assert_eq!(server.count(), 9);

        let again = restored_at_rest(&queued, &house, &list).await;
        let (path, at) = (format!("/issues/{id}"), json!(again.on.clock.now()));
        let asked = again.at_desk(get(&format!("{path}/sure/cancel"))).await;
        for said in [&*known(0), "If it goes on instead, those who are known to have got it"] {
            assert!(asked.text.contains(said), "{said} in {}", asked.text);
        }
        let cancelled =
            again.json(&mina(), post_json(&format!("{path}/cancel"), &json!({}))).await.json();
        assert_eq!((&cancelled["state"], &cancelled["restored"]), (&json!("cancelled"), &at));
        let shown = again.at_desk(get(&path)).await.text;
        assert!(shown.contains(&known(0)) && shown.contains("/sure/again"), "{shown}");
        // A button of a page that was open before leads there too, and begins nothing.
        let asked = again.at_desk(post(&path, &[("step", "again")])).await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text);
        assert!(asked.header("location").ends_with(&format!("{path}/sure/again")));
        let asked = again.at_desk(get(&format!("{path}/sure/again"))).await;
        for said in ["Begin issue 2026-Q4 again?", &known(0), TO_ALL] {
            assert!(asked.text.contains(said), "{said} in {}", asked.text);
        }
        let sure = post(&format!("{path}/sure/again"), &[]);
        let begun = again.at_desk(sure).await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        let number = "2026-Q4".parse().expect("a quarter");
        let new = again.newsletter.issue_of(&mina(), number).await.expect("begun");
        assert_eq!((new.status.stage(), json!(new.restored)), (IssueStage::Draft, at.clone()));
        // The one that sends it is asked once more, and then all get it.
        let path = format!("/issues/{}", new.id);
        let asked = again.at_desk(get(&format!("{path}/sure/order"))).await;
        assert!(asked.text.contains(&known(0)) && asked.text.contains(TO_ALL), "{}", asked.text);
        again.newsletter.order_issue(&secretariat(), new.id, None).await.expect("ordered");
        courier(&again.newsletter, &server, sending()).run_pending().await.expect("sent");
        assert_eq!(server.count(), 18, "on {}", house.on.kind);
        let sent = again.at_desk(get(&path)).await.text;
        assert!(!sent.contains("Known here"), "{sent}");
    }
}

#[tokio::test]
async fn bad_input_58_a_draft_of_which_a_backup_may_not_know_that_it_was_sent_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    for house in houses_keeping(folder.path()).await {
        let list = folder.path().join(house.on.kind);
        crowd(&house, 3).await;
        let english = Fallback::Other(Language::EN);
        let draft = written(&house, &[Language::EN], english).await.id;
        let archive = saved(&house, folder.path(), "draft").await;
        for has_all in [false, true] {
            let again = restored(&archive, &list, house.on.kind).await;
            let now = house.on.clock.now();
            let rest = again.on.database.run(Newsletter::rest_restored(now, has_all)).await;
            assert_eq!(rest.expect("asked"), 0, "a draft is not on its way");
            let issue = again.newsletter.issue(&mina(), draft).await.expect("there");
            assert_eq!(issue.restored, (!has_all).then_some(now), "on {}", house.on.kind);
            let asked = again.at_desk(get(&format!("/issues/{draft}/sure/order"))).await;
            let says = [&*known(0), TO_ALL].map(|said| asked.text.contains(said));
            assert_eq!(says, [!has_all; 2], "{}", asked.text);
        }
    }
}

#[tokio::test]
async fn bad_input_58_an_issue_that_a_backup_has_on_its_way_rests_until_somebody_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    for house in houses_keeping(folder.path()).await {
        let list = folder.path().join(house.on.kind);
        crowd(&house, 70).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        let queued = saved(&house, folder.path(), "queued").await;
        // One domain has a rate of its own: the rest of it waits when all others have theirs.
        let domains = [("d0.example".to_owned(), NonZero::new(60).expect("some"))].into();
        let paced = Sending { pace: Pace { domains, ..Pace::default() }, ..sending() };
        courier(&house.newsletter, &server, paced).run_pending().await.expect("sent");
        assert_eq!(stage(&house, id).await, IssueStage::Sending);
        let waiting = tally(&house, id).await[&DeliveryState::Queued];
        assert!((1..10).contains(&waiting), "{waiting}");
        let amid = saved(&house, folder.path(), "amid").await;
        house.on.clock.set(house.on.clock.now() + SignedDuration::from_mins(2));
        courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
        assert_eq!((stage(&house, id).await, server.count()), (IssueStage::Sent, 70));

        for (archive, goes_on_as, more) in
            [(&amid, IssueStage::Sending, waiting), (&queued, IssueStage::Queued, 70)]
        {
            let again = restored_at_rest(archive, &house, &list).await;
            let before = server.count() as u64;
            let courier = courier(&again.newsletter, &server, sending());
            courier.run_pending().await.expect("it rests");
            assert_eq!(server.count() as u64, before, "{goes_on_as:?} on {}", house.on.kind);
            let path = format!("/issues/{id}");
            let shown = again.at_desk(get(&path)).await.text;
            assert!(shown.contains("It rests since a backup was brought back"), "{shown}");
            let asked = again.at_desk(get(&format!("{path}/sure/cancel"))).await.text;
            assert!(asked.contains(&known(70 - more)), "{asked}");
            let told = again.json(&mina(), get(&path)).await.json();
            assert_eq!((&told["state"], &told["cause"]), (&json!("paused"), &json!("restored")));
            again.newsletter.resume_issue(&secretariat(), id).await.expect("it goes on");
            assert_eq!(stage(&again, id).await, goes_on_as);
            courier.run_pending().await.expect("sent");
            assert_eq!(stage(&again, id).await, IssueStage::Sent, "to everybody");
            assert_eq!(server.count() as u64, before + more, "on {}", house.on.kind);
            // And what is at its end is left alone.
            let none =
                again.on.database.run(Newsletter::rest_restored(again.on.clock.now(), false));
            assert_eq!(none.await.expect("asked"), 0);
        }
    }
}
