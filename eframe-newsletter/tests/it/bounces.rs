//! What comes back: counted once, forged by nobody, enough at some time, and set aside by whoever knows better.

use std::collections::BTreeSet;

use eframe_core::Caller;
use eframe_core::test::mail_server::{MailServer, Manner, Step};
use eframe_newsletter::model::{DeliveryState, IssueId};
use eframe_newsletter::rules::bounce::Counted;
use eframe_newsletter::{Refusal, Returned};
use http::StatusCode;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::house::{House, get, houses, mina, post, reader};
use crate::issues::{courier, imprint, numbered, refusal, sending};

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
        house.on.clock.advance(SignedDuration::from_hours(91 * 24));
        let (_, path) = goes(&house, "2027-Q1").await;
        let ended = takes(&house, &report(&path, "two", "5.1.1")).await;
        assert_eq!(ended, Returned::Counted(Counted::Ended));
        assert_eq!(held(&house, subscriber).await, "bounced");
        let sure = house.desk(&mina(), get(&format!("/bounces/{subscriber}"))).await;
        assert_eq!(sure.status, StatusCode::OK, "{}", sure.text);
        let done = house.desk(&mina(), post(&format!("/bounces/{subscriber}"), &[])).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
        assert_eq!(held(&house, subscriber).await, "overruled");
        // It goes there again, and the count began anew.
        let (_, path) = goes(&house, "2027-Q2").await;
        let again = takes(&house, &report(&path, "three", "5.1.1")).await;
        assert_eq!(again, Returned::Counted(Counted::GoesOn));
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
            house.on.clock.advance(SignedDuration::from_hours(91 * 24));
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
        let missing = house.newsletter.take_returns(&imprint(), "/nowhere".as_ref()).await;
        assert!(missing.is_err());
    }
}
