use mail_parser::{
    HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders as _, PartType,
};

use crate::model::status;
use crate::rules::score::Kind;

/// What a mail that came back says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// How it failed.
    pub(crate) kind: Kind,
    /// The three numbers of RFC 3463, where it has them.
    pub(crate) status: Option<[u16; 3]>,
    /// What the other server said.
    pub(crate) words: String,
    /// Every address that may be the return path of the letter it is about.
    pub(crate) addresses: Vec<String>,
    /// The `Message-ID` of the report itself.
    pub(crate) id: Option<String>,
}

/// The most that is read of a mail: a report may quote the whole letter.
const LONGEST: usize = 1024 * 1024;

/// Reads a mail that was sent to a return path. Nothing is told of one that is no report of a failure or a complaint: a
/// holiday notice, a delay, a delivery.
pub(crate) fn read(mail: &[u8]) -> Option<Report> {
    let mail = &mail[..mail.len().min(LONGEST)];
    let message = MessageParser::new().parse(mail)?;
    let mut reports = Vec::new();
    if let Some(body) = part(&message, "feedback-report") {
        reports.extend(complaint(body));
    } else if let Some(body) = part(&message, "delivery-status") {
        reports.extend(failure(body));
    }
    let (kind, status, words) = reports.into_iter().next()?;
    let id = message.message_id().map(str::to_owned);
    Some(Report { kind, status, words, addresses: addresses(&message), id })
}

type Told = (Kind, Option<[u16; 3]>, String);

fn part<'x>(message: &'x Message<'_>, subtype: &str) -> Option<&'x [u8]> {
    let of_kind = |part: &&MessagePart<'_>| {
        part.content_type()
            .and_then(|kind| kind.subtype())
            .is_some_and(|kind| kind.eq_ignore_ascii_case(subtype))
    };
    message.parts.iter().find(of_kind).map(MessagePart::contents)
}

/// RFC 5965: abuse, fraud, a virus; `not-spam` is no complaint.
fn complaint(body: &[u8]) -> Option<Told> {
    let fields = fields(body);
    let kind = field(&fields, "Feedback-Type")?.to_ascii_lowercase();
    (kind != "not-spam").then_some((Kind::Complaint, None, kind))
}

/// RFC 3464: the first block speaks of the report, each further one of a recipient. Ours has one.
fn failure(body: &[u8]) -> Option<Told> {
    blocks(body).into_iter().skip(1).find_map(|block| {
        let fields = fields(&block);
        let action = field(&fields, "Action")?.to_ascii_lowercase();
        let status =
            field(&fields, "Status").and_then(|text| status(text.split_whitespace().next()?));
        if action != "failed" {
            return None;
        }
        let kind = match status {
            Some([5, 1, 1 | 2 | 3 | 6 | 10]) => Kind::Hard,
            _ => Kind::Soft,
        };
        let words = field(&fields, "Diagnostic-Code").unwrap_or_default();
        let words = words.split_once(';').map_or(words.as_str(), |(_, words)| words.trim());
        Some((kind, status, words.to_owned()))
    })
}

/// The blocks of a body that stand between empty lines.
fn blocks(body: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(body).replace("\r\n", "\n");
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    blocks.map(|block| format!("{block}\n").into_bytes()).collect()
}

/// The lines of a block, folded ones put together.
fn fields(block: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(block).replace("\r\n", "\n");
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = fields.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        } else if let Some((name, value)) = line.split_once(':') {
            fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    fields
}

fn field(fields: &[(String, String)], name: &str) -> Option<String> {
    let found = fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.clone())
}

/// Where the report went, and what the letter that it quotes had for a return path.
fn addresses(message: &Message<'_>) -> Vec<String> {
    let mut found = named(message);
    for part in &message.parts {
        match &part.body {
            PartType::Message(quoted) => found.extend(named(quoted)),
            // Only its headers, as `text/rfc822-headers`, or the fields of a feedback report.
            PartType::Text(_) | PartType::Binary(_) => {
                let kind = part.content_type().and_then(|kind| kind.subtype()).unwrap_or_default();
                if ["rfc822-headers", "feedback-report"]
                    .iter()
                    .any(|one| kind.eq_ignore_ascii_case(one))
                {
                    let fields = fields(part.contents());
                    let paths = ["Return-Path", "Original-Mail-From"];
                    found.extend(paths.iter().filter_map(|name| field(&fields, name)));
                }
            }
            _ => {}
        }
    }
    found
}

fn named(message: &Message<'_>) -> Vec<String> {
    let mut found = Vec::new();
    for header in message.headers() {
        let wanted = match &header.name {
            HeaderName::To | HeaderName::Cc | HeaderName::ReturnPath => true,
            HeaderName::Other(name) => ["Delivered-To", "X-Original-To", "Envelope-To"]
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name)),
            _ => false,
        };
        if !wanted {
            continue;
        }
        match &header.value {
            HeaderValue::Address(list) => {
                found.extend(list.iter().filter_map(|one| one.address()).map(str::to_owned));
            }
            HeaderValue::Text(text) => found.push(text.to_string()),
            HeaderValue::TextList(texts) => found.extend(texts.iter().map(ToString::to_string)),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests;
