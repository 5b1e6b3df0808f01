use std::time::SystemTime;

use jiff::Timestamp;
use lettre::message::header::{ContentTransferEncoding, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MessageBuilder, MultiPart, SinglePart};
use lettre::{Address as Wire, Message};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Address, MailError};
use crate::Language;

/// A letter to one person. It serialises, so that an outbox can carry it.
///
/// ```
/// use eframe_core::Language;
/// use eframe_core::mail::Letter;
///
/// let to = "mina.park@example.org".parse()?;
/// let letter = Letter::new(uuid::Uuid::from_u128(7), to, "Welcome", "Your application has arrived.\n")
///     .name("Mina Park")
///     .language(Language::EN);
/// assert_eq!(letter.to().as_str(), "mina.park@example.org");
/// # Ok::<(), eframe_core::mail::AddressError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    id: Uuid,
    to: Address,
    name: Option<String>,
    subject: String,
    text: String,
    html: Option<String>,
    language: Option<Language>,
}

/// On whose behalf a service writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    name: String,
    address: Address,
    reply_to: Option<Address>,
}

/// What is done with the text of a letter on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Every server takes it: what is not short lines of ASCII is encoded.
    Safe,
    /// As it is, for files that people open in an editor: a link can be copied out of it. Only lines that RFC 5322
    /// has no room for are encoded.
    Plain,
}

impl Encoding {
    /// The library encodes every line of more than 76 characters; the standard has room for 998 bytes.
    fn body(self, text: &str) -> Body {
        let fits = |line: &str| line.len() <= 998 && !line.contains(['\r', '\0']);
        if self == Self::Plain && text.lines().all(fits) {
            let lines = text.lines().flat_map(|line| [line, "\r\n"]).collect::<String>();
            let plain = ContentTransferEncoding::EightBit;
            return Body::dangerous_pre_encoded(lines.into_bytes(), plain);
        }
        Body::new(text.to_owned())
    }
}

impl Sender {
    /// The name and address in `From`.
    pub fn new(name: impl Into<String>, address: Address) -> Self {
        Self { name: one_line(&name.into()), address, reply_to: None }
    }

    /// Where answers go, if elsewhere.
    #[must_use]
    pub fn reply_to(mut self, address: Address) -> Self {
        self.reply_to = Some(address);
        self
    }

    pub(super) fn address(&self) -> &Address {
        &self.address
    }
}

impl Letter {
    /// A letter of plain text. Line breaks and other controls in the subject become spaces.
    pub fn new(id: Uuid, to: Address, subject: impl Into<String>, text: impl Into<String>) -> Self {
        let subject = one_line(&subject.into());
        Self { id, to, name: None, subject, text: text.into(), html: None, language: None }
    }

    /// Adds the person's name.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(one_line(&name.into())).filter(|name| !name.is_empty());
        self
    }

    /// Adds the same as HTML; the plain text stays beside it.
    #[must_use]
    pub fn html(mut self, html: impl Into<String>) -> Self {
        self.html = Some(html.into());
        self
    }

    /// Adds the language it is written in.
    #[must_use]
    pub fn language(mut self, language: Language) -> Self {
        self.language = Some(language);
        self
    }

    /// What names it.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// To whom it goes.
    #[must_use]
    pub fn to(&self) -> &Address {
        &self.to
    }

    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The plain text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The letter as it travels (RFC 5322), every header encoded.
    pub(super) fn to_bytes(
        &self,
        from: &Sender,
        at: Timestamp,
        encoding: Encoding,
    ) -> Result<Vec<u8>, MailError> {
        let built = self.body(self.headers(from, at)?, encoding);
        built
            .map(|message| message.formatted())
            .map_err(|error| MailError::Refused(error.to_string()))
    }

    fn headers(&self, from: &Sender, at: Timestamp) -> Result<MessageBuilder, MailError> {
        let domain = from.address.ascii().rsplit('@').next().unwrap_or_default().to_owned();
        let mut headers = Message::builder()
            .from(Mailbox::new(Some(from.name.clone()), wire(&from.address)?))
            .to(Mailbox::new(self.name.clone(), wire(&self.to)?))
            .subject(self.subject.clone())
            .date(SystemTime::from(at))
            .message_id(Some(format!("<{}@{domain}>", self.id)))
            // So that holiday notices are not sent in answer (RFC 3834).
            .raw_header(header("Auto-Submitted", "auto-generated"));
        if let Some(address) = &from.reply_to {
            headers = headers.reply_to(Mailbox::new(None, wire(address)?));
        }
        if let Some(language) = self.language {
            headers = headers.raw_header(header("Content-Language", language.tag()));
        }
        Ok(headers)
    }

    fn body(
        &self,
        headers: MessageBuilder,
        encoding: Encoding,
    ) -> Result<Message, lettre::error::Error> {
        let text = encoding.body(&self.text);
        let Some(html) = &self.html else {
            return headers.header(ContentType::TEXT_PLAIN).body(text);
        };
        let part = |kind, body| SinglePart::builder().header(kind).body(body);
        let both = MultiPart::alternative().boundary(format!("letter-{}", self.id.simple()));
        let both = both.singlepart(part(ContentType::TEXT_PLAIN, text));
        headers.multipart(both.singlepart(part(ContentType::TEXT_HTML, encoding.body(html))))
    }
}

pub(super) fn wire(address: &Address) -> Result<Wire, MailError> {
    address
        .ascii()
        .parse()
        .map_err(|_| MailError::Refused("the address cannot be sent to".to_owned()))
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

fn one_line(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
