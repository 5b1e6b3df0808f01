use eframe_core::Language;
use mail_parser::{MessageParser, MimeHeaders as _};

use super::*;
use crate::model::IssueText;

const ED25519: &[u8] = include_bytes!("../../tests/it/keys/ed25519.pem");
const RSA: &[u8] = include_bytes!("../../tests/it/keys/rsa.pem");
const RSA_PKCS1: &[u8] = include_bytes!("../../tests/it/keys/rsa-pkcs1.pem");

fn imprint() -> Imprint {
    Imprint {
        name: "WeGO 사무국\r\nBcc: all@city.example".to_owned(),
        address: "news@서울.example".parse().unwrap(),
        reply_to: Some("office@city.example".parse().unwrap()),
        list: "newsletter.city.example".to_owned(),
    }
}

fn places() -> Places {
    Places {
        help: "https://city.example/en/newsletter".to_owned(),
        archive: "https://city.example/en/newsletter/archive".to_owned(),
    }
}

fn text() -> IssueText {
    IssueText {
        subject: "소식지\r\nBcc: all@city.example".to_owned(),
        html: "<p>안녕 <a href=\"{unsubscribe}\">그만</a></p>\n".to_owned(),
        text: ".\nFrom here  \n안녕: {unsubscribe}\n".to_owned(),
    }
}

fn personal() -> Personal<'static> {
    Personal {
        to: "mina@seoul.example",
        message_id: "abc.2026-q4@city.example",
        unsubscribe: "https://city.example/en/newsletter/unsubscribe/TOKEN",
        one_click: "https://city.example/newsletter/unsubscribe/TOKEN",
        at: "2026-11-26T09:00:00Z".parse().unwrap(),
    }
}

fn letter(signers: &[Signer]) -> Vec<u8> {
    let sheet = Sheet::new(&imprint(), &places(), Language::KO, &text()).unwrap();
    sheet.fill(&personal(), signers)
}

#[test]
fn bad_input_54_names_and_subjects_carry_no_headers_and_the_letter_has_one_recipient() {
    let bytes = letter(&[]);
    let mail = MessageParser::new().parse(&bytes).unwrap();
    assert!(mail.bcc().is_none() && mail.cc().is_none());
    assert_eq!(mail.subject(), Some("소식지 Bcc: all@city.example"));
    let from = mail.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("WeGO 사무국 Bcc: all@city.example"));
    assert_eq!(from.address(), Some("news@xn--2i4bq6h.example"));
    let to: Vec<_> = mail.to().unwrap().iter().map(|to| to.address()).collect();
    assert_eq!(to, [Some("mina@seoul.example")]);
}

#[test]
fn a_letter_is_ascii_with_short_lines_and_one_final_dot() {
    let bytes = letter(&[Signer::new("city.example", "a", Key::from_pem(RSA).unwrap())]);
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(text.is_ascii() && text.ends_with("\r\n.\r\n"));
    let lines: Vec<_> = text.trim_end_matches(".\r\n").split("\r\n").collect();
    for line in &lines {
        assert!(line.len() <= 200 && !line.starts_with('.'), "{line}");
        assert!(!line.contains(['\r', '\n']));
    }
}

#[test]
fn both_forms_hold_the_subscribers_own_link_and_the_headers_of_a_list() {
    let bytes = letter(&[]);
    let mail = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(mail.content_type().unwrap().subtype(), Some("alternative"));
    let plain = mail.body_text(0).unwrap().replace("\r\n", "\n");
    assert_eq!(plain.trim_end(), format!(".\nFrom here  \n안녕: {}", personal().unsubscribe));
    let html = mail.body_html(0).unwrap();
    assert_eq!(
        html.trim_end(),
        format!("<p>안녕 <a href=\"{}\">그만</a></p>", personal().unsubscribe)
    );
    let raw = |name: &'static str| mail.header_raw(name).map(str::trim);
    assert_eq!(
        raw("List-Unsubscribe"),
        Some("<https://city.example/newsletter/unsubscribe/TOKEN>")
    );
    assert_eq!(raw("List-Unsubscribe-Post"), Some("List-Unsubscribe=One-Click"));
    assert_eq!(raw("List-Id"), Some("<newsletter.city.example>"));
    assert_eq!(raw("List-Help"), Some("<https://city.example/en/newsletter>"));
    assert_eq!(raw("List-Archive"), Some("<https://city.example/en/newsletter/archive>"));
    assert_eq!(raw("Content-Language"), Some("ko"));
    assert_eq!(mail.message_id(), Some("abc.2026-q4@city.example"));
    assert_eq!(mail.date().unwrap().to_rfc3339(), "2026-11-26T09:00:00Z");
}

#[test]
fn a_signature_covers_every_header_of_the_list() {
    let signers = [
        Signer::new("city.example", "a", Key::from_pem(ED25519).unwrap()),
        Signer::new("city.example", "b", Key::from_pem(RSA_PKCS1).unwrap()),
    ];
    let bytes = letter(&signers);
    let text = std::str::from_utf8(&bytes).unwrap();
    assert_eq!(text.matches("DKIM-Signature: ").count(), 2);
    for signature in text.split("DKIM-Signature: ").skip(1) {
        let signed = signature.split("h=").nth(1).unwrap().split(';').next().unwrap();
        let signed: Vec<_> = signed.split(':').map(str::trim).collect();
        for name in [
            "from",
            "to",
            "subject",
            "date",
            "message-id",
            "list-id",
            "list-help",
            "list-archive",
            "list-unsubscribe",
            "list-unsubscribe-post",
            "content-type",
            "mime-version",
        ] {
            assert!(signed.contains(&name), "{name} is not signed");
        }
        assert_eq!(signed.iter().filter(|name| **name == "from").count(), 2);
    }
}

#[test]
fn keys_are_read_in_every_form_and_nothing_else_is_a_key() {
    let kind = |pem: &[u8]| Key::from_pem(pem).map(|key| key.kind());
    assert_eq!(kind(ED25519), Ok("ed25519"));
    assert_eq!((kind(RSA), kind(RSA_PKCS1)), (Ok("rsa"), Ok("rsa")));
    let published = |pem: &[u8]| Key::from_pem(pem).unwrap().published();
    assert_eq!(published(RSA), published(RSA_PKCS1));
    assert!(published(RSA).starts_with("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"), "{}", published(RSA));
    assert_eq!(kind(b"no key"), Err(KeyError::NoKey));
    let ec = b"-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n";
    assert_eq!(kind(ec), Err(KeyError::WrongKind));
    // Whoever names the file says which it is, and it is not said twice.
    let unread = Key::read(std::path::Path::new("/nowhere/key.pem")).unwrap_err();
    assert!(matches!(&unread, KeyError::Unread(why) if !why.contains("key.pem")), "{unread}");
}
