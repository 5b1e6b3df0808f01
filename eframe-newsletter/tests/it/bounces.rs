//! What comes back: counted once, forged by nobody, enough at some time, and set aside by whoever knows better.

use std::collections::BTreeSet;

use eframe_core::Caller;
use eframe_core::test::mail_server::{MailServer, Manner, Step};
use eframe_newsletter::model::{DeliveryState, IssueId};
use eframe_newsletter::rules::bounce::Counted;
use eframe_newsletter::{Error, Refusal, Returned};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, get, houses, link, mina, post, post_json, reader};
use crate::issues::{courier, imprint, numbered, refusal, sending};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A report of a failure, as a mail server sends it.
fn report(to: &str, id: &str, status: &str) -> Vec<u8> {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nMessage-ID: <{id}@mx.example>\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; x@y.example\r\nAction: failed\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 {status} <mina@seoul.example> no\r\n\r\n--b--\r\n"
    )
    .into_bytes()
}

fn complaint(to: &str) -> Vec<u8> {
    format!(
        "From: feedback@provider.example\r\nTo: {to}\r\nMessage-ID: <abuse@provider.example>\r\n\
         Content-Type: multipart/report; report-type=feedback-report; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\n\r\n--b--\r\n"
    )
    .into_bytes()
}

/// An issue goes to everybody; the return path of the last letter.
async fn goes(house: &House, number: &str) -> (IssueId, String) {
    let server = MailServer::start(|_| Manner::Take).await;
    let id = numbered(house, number).await;
    courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
    let kept = server.kept();
    (id, kept.last().expect("a letter").from.clone())
}

/// Two issues in a row find nobody of that name.
pub(crate) async fn bounces_for_good(house: &House) {
    for (number, name) in [("2026-Q4", "one"), ("2027-Q1", "two")] {
        let (_, path) = goes(house, number).await;
        takes(house, &report(&path, name, "5.1.1")).await;
        house.on.clock.advance(DAY * 91);
    }
}

async fn takes(house: &House, mail: &[u8]) -> Returned {
    house.newsletter.take_return(&imprint(), mail).await.expect("taken in")
}

async fn held(house: &House, subscriber: Uuid) -> String {
    let whole = house.read(subscriber).await;
    whole["suppression"]["reason"].as_str().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_report_counts_once_and_what_is_none_counts_nothing() {
    for house in houses().await {
        house.subscribed("mina@seoul.example").await;
        let (id, path) = goes(&house, "2026-Q4").await;
        let counted = Returned::Counted(Counted::GoesOn);
        assert_eq!(takes(&house, &report(&path, "one", "5.1.1")).await, counted);
        assert_eq!(takes(&house, &report(&path, "one", "5.1.1")).await, Returned::Known);
        let forged = path.replacen('+', "+a", 1);
        assert_eq!(takes(&house, &report(&forged, "two", "5.1.1")).await, Returned::NotOurs);
        assert_eq!(takes(&house, b"Subject: On leave\r\n\r\nBye\r\n").await, Returned::NoReport);
        let progress = house.newsletter.progress(&mina(), id).await.expect("there");
        assert_eq!(progress.tally.of(DeliveryState::Bounced), 1, "it did not arrive after all");
        let page = house.desk(&mina(), get("/bounces")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(
            page.text.contains("550 5.1.1 &lt;…&gt; no") || page.text.contains("5.1.1 <…> no"),
            "{}",
            page.text
        );
        assert_eq!(house.desk(&reader(), get("/bounces")).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn bad_input_60_two_issues_to_nobody_end_it_and_the_desk_knows_better() {
    for house in houses().await {
        let subscriber = house.subscribed("mina@seoul.example").await;
        let (_, path) = goes(&house, "2026-Q4").await;
        takes(&house, &report(&path, "one", "5.1.1")).await;
        assert_eq!(held(&house, subscriber).await, "");
        house.on.clock.advance(DAY * 91);
        let (_, path) = goes(&house, "2027-Q1").await;
        let ended = takes(&house, &report(&path, "two", "5.1.1")).await;
        assert_eq!(ended, Returned::Counted(Counted::Ended));
        assert_eq!(held(&house, subscriber).await, "bounced");
        let sure = house.desk(&mina(), get(&format!("/bounces/{subscriber}"))).await;
        assert_eq!(sure.status, StatusCode::OK, "{}", sure.text);
        assert_eq!(sure.text.matches("mina@seoul.example").count(), 1, "{}", sure.text);
        let done = house.desk(&mina(), post(&format!("/bounces/{subscriber}"), &[])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(held(&house, subscriber).await, "overruled");
        // It goes there again, and the count began anew.
        let (_, path) = goes(&house, "2027-Q2").await;
        let again = takes(&house, &report(&path, "three", "5.1.1")).await;
        assert_eq!(again, Returned::Counted(Counted::GoesOn));
        // Whose address is gone cannot be written to.
        house.erase("mina@seoul.example").await;
        let list = house.desk(&mina(), get("/bounces")).await;
        assert!(!list.text.contains(&format!("/bounces/{subscriber}")), "{}", list.text);
    }
}

#[tokio::test]
async fn bad_input_60_an_issue_that_arrived_in_between_ends_the_row_whatever_came_back_late() {
    for house in houses().await {
        let subscriber = house.subscribed("mina@seoul.example").await;
        let (_, first) = goes(&house, "2026-Q4").await;
        takes(&house, &report(&first, "one", "5.1.1")).await;
        house.on.clock.advance(DAY * 91);
        // It arrives. Some days later a server says once more that it keeps trying with the first.
        goes(&house, "2027-Q1").await;
        house.on.clock.advance(DAY * 10);
        takes(&house, &report(&first, "late", "5.2.2")).await;
        house.on.clock.advance(DAY * 81);
        let (_, third) = goes(&house, "2027-Q2").await;
        let again = takes(&house, &report(&third, "three", "5.1.1")).await;
        assert_eq!(again, Returned::Counted(Counted::GoesOn), "on {}", house.on.kind);
        assert_eq!(held(&house, subscriber).await, "");
    }
}

#[tokio::test]
async fn bad_input_60_no_refusal_for_another_reason_and_no_late_report_ends_the_row() {
    for house in houses().await {
        // A dead domain is answered now like this, now like that.
        let subscriber = house.subscribed("mina@seoul.example").await;
        for (number, status) in [("2026-Q4", "5.1.2"), ("2027-Q1", "5.7.1"), ("2027-Q2", "5.1.2")] {
            assert_eq!(held(&house, subscriber).await, "");
            let (_, path) = goes(&house, number).await;
            takes(&house, &report(&path, number, status)).await;
            house.on.clock.advance(DAY * 91);
        }
        assert_eq!(held(&house, subscriber).await, "bounced", "on {}", house.on.kind);
    }
    for house in houses().await {
        let subscriber = house.subscribed("mina@seoul.example").await;
        let (_, first) = goes(&house, "2026-Q4").await;
        house.on.clock.advance(DAY * 91);
        let (_, second) = goes(&house, "2027-Q1").await;
        takes(&house, &report(&second, "second", "5.1.1")).await;
        // That the mailbox was full then says nothing of now.
        takes(&house, &report(&first, "first", "5.2.2")).await;
        house.on.clock.advance(DAY * 91);
        let (_, third) = goes(&house, "2027-Q2").await;
        takes(&house, &report(&third, "third", "5.1.1")).await;
        assert_eq!(held(&house, subscriber).await, "bounced", "on {}", house.on.kind);
    }
}

#[tokio::test]
async fn a_complaint_ends_it_at_once_and_nobody_sets_it_aside() {
    for house in houses().await {
        let subscriber = house.subscribed("mina@seoul.example").await;
        let (_, path) = goes(&house, "2026-Q4").await;
        assert_eq!(takes(&house, &complaint(&path)).await, Returned::Counted(Counted::Ended));
        assert_eq!(held(&house, subscriber).await, "complained");
        let id = eframe_newsletter::model::SubscriberId::new(subscriber);
        let overruled = house.newsletter.overrule_bounces(&Caller::new(mina()), id).await;
        assert_eq!(overruled.map_err(refusal), Err(Refusal::TheirOwnWish));
        // So the desk does not ask: neither from the list, nor where somebody goes there all the same.
        let asks = format!("/bounces/{subscriber}");
        let listed = house.desk(&mina(), get("/bounces")).await.text;
        assert!(listed.contains("mina@seoul.example") && !listed.contains(&asks), "{listed}");
        let wish = "Nothing is sent to them by their own wish.";
        let asked = house.desk(&mina(), get(&asks)).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
        assert!(asked.text.contains(wish) && !asked.text.contains("again?"), "{}", asked.text);
        let pressed = house.desk(&mina(), post(&asks, &[])).await;
        assert_eq!(pressed.status, StatusCode::CONFLICT, "{}", pressed.text);
        assert!(pressed.text.contains(wish), "{}", pressed.text);
        // A letter that comes back late does not make a complaint a bounce.
        house.on.clock.advance(DAY * 91);
        for name in ["one", "two"] {
            let late = report(&path, name, "5.1.1");
            assert_eq!(takes(&house, &late).await, Returned::Counted(Counted::Ended));
            house.on.clock.advance(DAY * 91);
        }
        assert_eq!(held(&house, subscriber).await, "complained");
        let path = format!("/subscribers/{subscriber}/overrule");
        let refused = house.json(&mina(), post_json(&path, &json!({}))).await;
        assert_eq!(
            (refused.status, &refused.json()["code"]),
            (StatusCode::CONFLICT, &json!("their-own-wish"))
        );
    }
}

#[tokio::test]
async fn who_bounced_or_complained_is_asked_anew_and_begins_anew() {
    for house in houses().await {
        let subscriber = house.subscribed("mina@seoul.example").await;
        let (_, path) = goes(&house, "2026-Q4").await;
        takes(&house, &report(&path, "one", "5.1.1")).await;
        takes(&house, &complaint(&path)).await;
        house.on.clock.advance(DAY);
        house.ask("mina@seoul.example").await;
        let letters = house.mail().await;
        assert!(letters[0].text().contains("/confirm?token="), "{}", letters[0].text());
        house.yes(&link(&letters[0])).await;
        assert_eq!(held(&house, subscriber).await, "");
        let all = house.everything("mina@seoul.example").await;
        assert_eq!((&all["subscriber"]["state"], all.get("score")), (&json!("confirmed"), None));
        // One letter that comes back is one, and not the second in a row.
        house.on.clock.advance(DAY * 91);
        let (_, path) = goes(&house, "2027-Q1").await;
        let again = takes(&house, &report(&path, "three", "5.1.1")).await;
        assert_eq!(again, Returned::Counted(Counted::GoesOn));
    }
}

#[tokio::test]
async fn whoever_enters_the_address_of_somebody_who_bounced_takes_nothing_from_them() {
    for house in houses().await {
        let subscriber = house.subscribed("mina@seoul.example").await;
        bounces_for_good(&house).await;
        house.on.clock.advance(DAY);
        let before = house.read(subscriber).await;
        // A stranger, in a language of theirs.
        let wish = json!({ "address": "mina@seoul.example", "language": "fr" });
        let asked = house.json(&reader(), post_json("/subscriptions", &wish)).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", asked.text);
        let letters = house.mail().await;
        assert!(letters[0].text().contains("/confirm?token="), "{}", letters[0].text());
        // Nobody answers.
        house.on.clock.advance(DAY * 8);
        house.mail().await;
        let after = house.read(subscriber).await;
        for what in ["address", "language", "state", "since", "suppression"] {
            assert_eq!(after[what], before[what], "{what} on {}", house.on.kind);
        }
        assert_eq!(after["state"], "confirmed");
        let dead = house.page(get(&link(&letters[0]))).await;
        assert_eq!(dead.status, StatusCode::GONE, "{}", dead.text);
        // Whoever knows better at the desk has them written to again.
        let path = format!("/subscribers/{subscriber}/overrule");
        let done = house.json(&mina(), post_json(&path, &json!({}))).await;
        assert_eq!(done.status, StatusCode::NO_CONTENT, "{}", done.text);
        let (_, path) = goes(&house, "2027-Q4").await;
        assert!(path.contains('@'), "{path}");
    }
}

#[tokio::test]
async fn an_app_reads_what_came_back_and_knows_better() {
    for house in houses().await {
        let subscriber = house.subscribed("mina@seoul.example").await;
        bounces_for_good(&house).await;
        let first = house.json(&mina(), get("/bounces?limit=1")).await.json();
        assert_eq!(first["items"][0]["subscriber"], json!(subscriber), "{first}");
        let next = format!("/bounces?cursor={}", first["next"].as_str().expect("more"));
        let second = house.json(&mina(), get(&next)).await.json();
        assert_eq!(second["items"][0]["answer"], "550 5.1.1 <…> no", "{second}");
        assert_eq!((&second["items"][0]["kind"], second.get("next")), (&json!("hard"), None));
        let all = house.everything("mina@seoul.example").await;
        assert_eq!(all["bounces"].as_array().map(Vec::len), Some(2), "{all}");
        assert_eq!(all["score"]["hardInARow"], 2, "{all}");
        let nobody = format!("/bounces?subscriber={}", Uuid::nil());
        let none = house.json(&mina(), get(&nobody)).await.json();
        assert_eq!(none["items"], json!([]));
        let path = format!("/subscribers/{subscriber}/overrule");
        for who in [reader(), mina()] {
            let done = house.json(&who, post_json(&path, &json!({}))).await;
            let may = done.status == StatusCode::NO_CONTENT;
            assert_eq!(may, held(&house, subscriber).await == "overruled", "{}", done.text);
        }
        assert_eq!(house.json(&reader(), get("/bounces")).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn bad_input_62_a_report_on_somebody_who_was_erased_brings_no_address_back() {
    for house in houses().await {
        house.subscribed("mina@seoul.example").await;
        let (_, path) = goes(&house, "2026-Q4").await;
        house.erase("mina@seoul.example").await;
        takes(&house, &report(&path, "late", "5.1.1")).await;
        let rows = |text: &str| {
            format!(
                "SELECT 1 FROM newsletter_bounce b, newsletter_delivery d \
                WHERE b.answer LIKE '{text}' OR d.answer LIKE '{text}'"
            )
        };
        assert_eq!(house.rows(&rows("%seoul%")).await, 0, "on {}", house.on.kind);
        assert_eq!(house.rows(&rows("%")).await, 1, "it is counted");
    }
}

#[tokio::test]
async fn a_refusal_by_the_server_counts_as_a_report_does() {
    for house in houses().await {
        let subscriber = house.subscribed("mina@seoul.example").await;
        house.subscribed("lee@seoul.example").await;
        for (number, reason) in [("2026-Q4", ""), ("2027-Q1", "bounced")] {
            let nobody = || Manner::Answer(Step::Recipient, "550 5.1.1 nobody".to_owned());
            let server = MailServer::start(move |asked| {
                if asked.to.starts_with("mina") { nobody() } else { Manner::Take }
            });
            let server = server.await;
            numbered(&house, number).await;
            courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
            assert_eq!(held(&house, subscriber).await, reason);
            assert_eq!(server.count(), 1, "the other has hers");
            house.on.clock.advance(DAY * 91);
        }
    }
}

#[tokio::test]
async fn a_folder_of_mail_is_read_to_its_end() {
    for house in houses().await {
        house.subscribed("mina@seoul.example").await;
        let (_, path) = goes(&house, "2026-Q4").await;
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(folder.path().join("new")).expect("made");
        let mails = [report(&path, "one", "4.4.7"), complaint(&path), b"junk".to_vec(), Vec::new()];
        for (index, mail) in mails.iter().enumerate() {
            std::fs::write(folder.path().join(format!("new/{index}.host")), mail).expect("written");
        }
        let taken = house.newsletter.take_returns(&imprint(), folder.path()).await.expect("taken");
        assert_eq!(taken, 4);
        let read: BTreeSet<_> = std::fs::read_dir(folder.path().join("cur"))
            .expect("there")
            .map(|file| file.expect("a file").file_name())
            .collect();
        assert_eq!(read.len(), 4);
        // One that cannot be put away, since something lies there, holds up nobody behind it.
        let new = |name: &str| folder.path().join("new").join(name);
        std::fs::create_dir_all(folder.path().join("cur/5.host:2,S/x")).expect("made");
        for name in ["5.host", "6.host"] {
            std::fs::write(new(name), report(&path, name, "4.4.7")).expect("written");
        }
        let taken = house.newsletter.take_returns(&imprint(), folder.path()).await;
        assert!(matches!(&taken, Err(Error::Folder(said)) if said.contains("5.host")), "{taken:?}");
        assert!(new("5.host").exists() && !new("6.host").exists());
        let all = house.json(&mina(), get("/bounces")).await.json();
        assert_eq!(all["items"].as_array().map(Vec::len), Some(4), "{all}");
        let missing = house.newsletter.take_returns(&imprint(), "/nowhere".as_ref()).await;
        assert!(missing.is_err());
    }
}
