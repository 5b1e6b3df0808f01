use mail_parser::{MessageParser, MimeHeaders};
use uuid::Uuid;

use super::letter::Encoding;
use super::*;
use crate::Language;
use crate::test::FixedClock;

fn sender() -> Sender {
    Sender::new("WeGO 사무국", "post@пример.рф".parse().unwrap())
}

fn letter(subject: &str, text: &str) -> Letter {
    Letter::new(Uuid::from_u128(7), "mina@example.org".parse().unwrap(), subject, text)
}

fn bytes(letter: &Letter) -> Vec<u8> {
    let at = "2026-11-23T05:00:00Z".parse().unwrap();
    letter.to_bytes(&sender(), at, Encoding::Safe).unwrap()
}

#[test]
fn bad_input_54_names_and_subjects_carry_no_headers() {
    let letter = letter("Hello\r\nBcc: x@y.org", "Text").name("Mina\r\nX: y, <a@b.org>");
    let bytes = bytes(&letter);
    let mail = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(mail.subject(), Some("Hello Bcc: x@y.org"));
    assert!(mail.bcc().is_none() && mail.header("X").is_none());
    let to: Vec<_> = mail.to().unwrap().iter().map(|to| (to.name(), to.address())).collect();
    assert_eq!(to, [(Some("Mina X: y, <a@b.org>"), Some("mina@example.org"))]);
}

#[test]
fn headers_are_encoded_and_the_sender_travels_in_ascii() {
    let bytes = bytes(&letter("회원 가입", "안녕하세요\n").language(Language::KO));
    let head = std::str::from_utf8(&bytes).unwrap().split("\r\n\r\n").next().unwrap();
    assert!(head.is_ascii(), "{head}");
    let mail = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(mail.subject(), Some("회원 가입"));
    let from = mail.from().unwrap().first().unwrap();
    assert_eq!(
        (from.name(), from.address()),
        (Some("WeGO 사무국"), Some("post@xn--e1afmkfd.xn--p1ai"))
    );
    assert_eq!(
        mail.message_id(),
        Some("00000000-0000-0000-0000-000000000007@xn--e1afmkfd.xn--p1ai")
    );
    assert_eq!(mail.date().unwrap().to_rfc3339(), "2026-11-23T05:00:00Z");
    assert_eq!(mail.header_raw("Content-Language").map(str::trim), Some("ko"));
    assert_eq!(mail.body_text(0).unwrap().trim_end(), "안녕하세요");
}

#[test]
fn html_goes_beside_the_text() {
    let bytes = bytes(&letter("Hello", "Text\n").html("<p>Téxt</p>"));
    let mail = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(mail.content_type().unwrap().subtype(), Some("alternative"));
    assert_eq!(mail.body_text(0).unwrap().trim_end(), "Text");
    assert_eq!(mail.body_html(0).unwrap(), "<p>Téxt</p>");
}

#[tokio::test]
async fn a_letter_becomes_one_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(FixedClock::default());
    let mailer = FileMailer::new(folder.path().join("mail"), sender(), clock).unwrap();
    let letter = letter("Hello", "Text\n");
    mailer.send(&letter).await.unwrap();
    mailer.send(&letter).await.unwrap();
    let files: Vec<_> =
        std::fs::read_dir(mailer.folder()).unwrap().map(|file| file.unwrap().path()).collect();
    let [file] = &files[..] else { panic!("{files:?}") };
    assert!(file.ends_with("00000000-0000-0000-0000-000000000007.eml"));
    let mode = |path: &std::path::Path| {
        std::os::unix::fs::MetadataExt::mode(&path.metadata().unwrap()) & 0o777
    };
    assert_eq!((mode(file), mode(mailer.folder())), (0o600, 0o700), "links let people in");
    assert!(MessageParser::new().parse(&std::fs::read(file).unwrap()).is_some());
}

#[tokio::test]
async fn a_link_can_be_copied_whole_out_of_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(FixedClock::default());
    let mailer = FileMailer::new(folder.path(), sender(), clock).unwrap();
    let link = format!("https://city.example/account/invitation?token={}", "a1".repeat(60));
    let text = format!("안녕하세요\n\n{link}\n");
    let letter = letter("회원 가입", &text);
    mailer.send(&letter).await.unwrap();
    mailer
        .send(&letter.clone().html(format!("<p>안녕 <a href=\"{link}\">x</a></p>")))
        .await
        .unwrap();
    let file = std::fs::read(folder.path().join(format!("{}.eml", letter.id()))).unwrap();
    assert_eq!(std::str::from_utf8(&file).unwrap().lines().filter(|line| *line == link).count(), 1);
    let mail = MessageParser::new().parse(&file).unwrap();
    assert_eq!(mail.body_text(0).unwrap().replace("\r\n", "\n").trim_end(), text.trim_end());
}

#[tokio::test]
async fn a_line_that_no_letter_has_room_for_is_encoded_in_a_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(FixedClock::default());
    let mailer = FileMailer::new(folder.path(), sender(), clock).unwrap();
    let text = "가".repeat(700);
    let letter = letter("Long", &text);
    mailer.send(&letter).await.unwrap();
    let file = std::fs::read(folder.path().join(format!("{}.eml", letter.id()))).unwrap();
    assert!(file.split(|byte| *byte == b'\n').all(|line| line.len() < 999));
    assert_eq!(MessageParser::new().parse(&file).unwrap().body_text(0).unwrap().trim_end(), text);
}
