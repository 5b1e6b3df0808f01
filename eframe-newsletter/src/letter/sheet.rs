use eframe_core::mail::Address as House;
use eframe_core::{Language, Timestamp};
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::TimeZone;
use lettre::message::header::{From, Header as Encode, Headers, ReplyTo, Subject};
use lettre::message::{Mailbox, Mailboxes};

use super::dkim::{Header, Signer};
use super::encode::{self, Encoder};
use crate::model::{IssueText, UNSUBSCRIBE};

/// Who publishes the newsletter, as its letters say.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// The name in `From`.
    pub name: String,
    /// The address in `From`; bounces come back to its domain.
    pub address: House,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<House>,
    /// What names the list for ever, like a domain: `newsletter.city.example` (RFC 2919).
    pub list: String,
}

/// Pages that a letter's headers name.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// What the newsletter is, and how to get it.
    pub(crate) help: String,
    /// The issues before.
    pub(crate) archive: String,
}

/// The letters of one issue in one language, without what is each subscriber's own.
pub(crate) struct Sheet {
    before: Vec<Header>,
    after: Vec<Header>,
    body: Vec<Piece>,
    size: usize,
}

enum Piece {
    Bytes(Vec<u8>),
    Link,
}

/// What is each subscriber's own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Personal<'a> {
    /// Their address in ASCII.
    pub(crate) to: &'a str,
    /// What names the letter, without brackets.
    pub(crate) message_id: &'a str,
    /// The page where they end their subscription.
    pub(crate) unsubscribe: &'a str,
    /// The address that ends it at once by a POST (RFC 8058).
    pub(crate) one_click: &'a str,
    /// When it leaves.
    pub(crate) at: Timestamp,
}

impl Sheet {
    /// What everybody gets.
    ///
    /// # Errors
    /// When the house's own address is none that can be written into a header.
    pub(crate) fn new(
        imprint: &Imprint,
        places: &Places,
        language: Language,
        text: &IssueText,
    ) -> Result<Self, lettre::address::AddressError> {
        let mailbox = |name: Option<String>, address: &House| {
            Ok::<_, lettre::address::AddressError>(Mailbox::new(name, address.ascii().parse()?))
        };
        let sender = mailbox(Some(one_line(&imprint.name)), &imprint.address)?;
        let mut before = vec![Header::new("From", encoded(From::from(Mailboxes::from(sender))))];
        if let Some(reply_to) = &imprint.reply_to {
            let reply_to = Mailboxes::from(mailbox(None, reply_to)?);
            before.push(Header::new("Reply-To", encoded(ReplyTo::from(reply_to))));
        }
        before.push(Header::new("Subject", encoded(Subject::from(one_line(&text.subject)))));
        // Quoted-printable has no `=_`, so that no text ends a part.
        let seed = eframe_core::sha256(
            [text.subject.as_str(), &text.text, &text.html].join("\0").as_bytes(),
        );
        let boundary = format!("=_{}", &seed.to_string()[..24]);
        let after = vec![
            Header::new("MIME-Version", "1.0"),
            Header::new(
                "Content-Type",
                format!("multipart/alternative;\r\n boundary=\"{boundary}\""),
            ),
            Header::new("Content-Language", language.tag()),
            Header::new("List-Id", format!("<{}>", imprint.list)),
            Header::new("List-Help", format!("<{}>", places.help)),
            Header::new("List-Archive", format!("<{}>", places.archive)),
            Header::new("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ];
        let body = parts(&boundary, text);
        let size = body.iter().map(Piece::len).sum();
        Ok(Self { before, after, body, size })
    }

    /// Makes one subscriber's letter, signed by each signer, and ends it with its final dot.
    pub(crate) fn fill(&self, personal: &Personal<'_>, signers: &[Signer]) -> Vec<u8> {
        let body = self.fill_body(personal.unsubscribe);
        let headers = self.headers(personal);
        let mut head = String::with_capacity(2_048);
        for signer in signers {
            signer.sign(&headers, &body, personal.at.as_second()).write(&mut head);
        }
        for header in &headers {
            header.write(&mut head);
        }
        let mut letter = Vec::with_capacity(head.len() + body.len() + 8);
        letter.extend(head.as_bytes());
        letter.extend(b"\r\n");
        letter.extend(body);
        letter.extend(b".\r\n");
        letter
    }

    fn headers(&self, personal: &Personal<'_>) -> Vec<Header> {
        let date = DateTimePrinter::new().zoned_to_string(&personal.at.to_zoned(TimeZone::UTC));
        let own = [
            Header::new("To", personal.to),
            Header::new("Date", date.unwrap_or_default()),
            Header::new("Message-ID", format!("<{}>", personal.message_id)),
            Header::new("List-Unsubscribe", format!("<{}>", personal.one_click)),
        ];
        self.before.iter().cloned().chain(own).chain(self.after.iter().cloned()).collect()
    }

    fn fill_body(&self, link: &str) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.size + 16);
        for piece in &self.body {
            match piece {
                Piece::Bytes(bytes) => body.extend(bytes),
                Piece::Link => encode::fill(&mut body, link),
            }
        }
        body
    }
}

impl Piece {
    /// About how long it will be.
    fn len(&self) -> usize {
        match self {
            Self::Bytes(bytes) => bytes.len(),
            Self::Link => 256,
        }
    }
}

/// Both forms of a text, plain first: mail programs show the last one that they know.
fn parts(boundary: &str, text: &IssueText) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (kind, content) in [("plain", &text.text), ("html", &text.html)] {
        let head = format!(
            "--{boundary}\r\nContent-Type: text/{kind}; charset=utf-8\r\n\
             Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        );
        pieces.push(Piece::Bytes(head.into_bytes()));
        let mut encoder = Encoder::default();
        for (index, part) in content.split(UNSUBSCRIBE).enumerate() {
            if index > 0 {
                pieces.push(Piece::Bytes(encoder.gap()));
                pieces.push(Piece::Link);
            }
            encoder.text(part);
        }
        pieces.push(Piece::Bytes(encoder.finish()));
    }
    pieces.push(Piece::Bytes(format!("--{boundary}--\r\n").into_bytes()));
    pieces
}

/// A header's words as they travel: ASCII, folded.
fn encoded<H: Encode>(header: H) -> String {
    let mut one = Headers::new();
    one.set(header);
    let written = one.to_string();
    written.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
}

/// A line break in a subject or a name would begin another header.
fn one_line(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
