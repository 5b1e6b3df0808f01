use proptest::prelude::*;

use super::*;

const PATH: &str = "bounces+token@city.example";

fn dsn(action: &str, status: &str, to: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\r\nTo: {to}\r\nMessage-ID: <report-1@mx.example>\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\
         --b\r\nContent-Type: message/delivery-status\r\n\r\n\
         Reporting-MTA: dns; mx.example\r\n\r\n\
         Final-Recipient: rfc822; mina@seoul.example\r\nAction: {action}\r\nStatus: {status}\r\n\
         Diagnostic-Code: smtp; 550 {status}\r\n  no such user\r\n\r\n\
         --b\r\nContent-Type: text/rfc822-headers\r\n\r\n\
         Return-Path: <{PATH}>\r\nSubject: News\r\n\r\n--b--\r\n"
    )
}

#[test]
fn a_failure_is_read_with_its_status_and_its_words() {
    let report = read(dsn("failed", "5.1.1", PATH).as_bytes()).unwrap();
    assert_eq!((report.kind, report.status), (Kind::Hard, Some([5, 1, 1])));
    assert_eq!(report.words, "550 5.1.1 no such user");
    assert_eq!(report.addresses, [PATH, &format!("<{PATH}>")]);
    assert_eq!(report.id.as_deref(), Some("report-1@mx.example"));
    let full = read(dsn("failed", "5.2.2", PATH).as_bytes()).unwrap();
    assert_eq!(full.kind, Kind::Soft);
}

#[test]
fn the_quoted_headers_tell_whose_it_was_when_the_report_went_elsewhere() {
    let report = read(dsn("failed", "5.1.1", "postmaster@city.example").as_bytes()).unwrap();
    assert!(report.addresses.contains(&format!("<{PATH}>")), "{:?}", report.addresses);
}

#[test]
fn a_delay_a_delivery_and_a_holiday_are_no_failure() {
    assert_eq!(read(dsn("delayed", "4.4.1", PATH).as_bytes()), None);
    assert_eq!(read(dsn("delivered", "2.0.0", PATH).as_bytes()), None);
    let holiday =
        format!("From: mina@seoul.example\r\nTo: {PATH}\r\nSubject: On leave\r\n\r\n550 5.1.1\r\n");
    assert_eq!(read(holiday.as_bytes()), None);
    assert_eq!(read(b""), None);
}

#[test]
fn a_complaint_is_read_and_its_contrary_is_none() {
    let arf = |kind: &str| {
        format!(
            "From: feedback@provider.example\r\nTo: abuse@city.example\r\n\
             Content-Type: multipart/report; report-type=feedback-report; boundary=\"b\"\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nA complaint.\r\n\
             --b\r\nContent-Type: message/feedback-report\r\n\r\n\
             Feedback-Type: {kind}\r\nVersion: 1\r\nOriginal-Mail-From: <{PATH}>\r\n\r\n\
             --b\r\nContent-Type: message/rfc822\r\n\r\nSubject: News\r\n\r\nText\r\n--b--\r\n"
        )
    };
    let report = read(arf("abuse").as_bytes()).unwrap();
    assert_eq!((report.kind, report.words.as_str()), (Kind::Complaint, "abuse"));
    assert!(report.addresses.contains(&format!("<{PATH}>")), "{:?}", report.addresses);
    assert_eq!(read(arf("not-spam").as_bytes()), None);
}

proptest! {
    #[test]
    fn any_bytes_are_looked_at_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = read(&bytes);
        let mut report = dsn("failed", "5.1.1", PATH).into_bytes();
        report.extend(&bytes);
        let _ = read(&report);
    }

    #[test]
    fn a_cut_report_is_looked_at_without_harm(cut in 0_usize..900) {
        let report = dsn("failed", "5.1.1", PATH);
        let _ = read(&report.as_bytes()[..cut.min(report.len())]);
    }
}
