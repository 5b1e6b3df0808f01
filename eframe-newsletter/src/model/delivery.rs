use eframe_core::{Language, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Address, IssueId, SubscriberId};

/// How far one subscriber's letter of one issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeliveryState {
    /// It waits for its turn.
    Queued,
    /// An instance has taken it with others.
    Leased,
    /// It is about to be handed to the mail server, or was a moment ago: durably noted before the server is told.
    HandingOver,
    /// The mail server has it.
    HandedOver,
    /// The mail server asked to come back later.
    Deferred,
    /// It was refused for good, or came back.
    Bounced,
    /// Who was to get it unsubscribed, or is not to be written to any more.
    Suppressed,
    /// Whether the mail server has it is not known: its answer was lost.
    Unsure,
    /// It was tried for days and never taken.
    Final,
}

/// One subscriber's letter of one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Of which issue.
    pub issue: IssueId,
    /// Whose.
    pub subscriber: SubscriberId,
    /// Their address, while there is one.
    pub address: Option<String>,
    /// In which language.
    pub language: Language,
    /// How far it is.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// How often its fate was unknown.
    pub doubts: u32,
    /// When the last attempt came to its end.
    pub settled_at: Option<Timestamp>,
    /// When it is tried again, if it is.
    pub next_at: Option<Timestamp>,
    /// What the mail server said last.
    pub answer: Option<String>,
}

/// What a mail server said, cut to one short line, without the address it was about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reply {
    /// The three digits of RFC 5321, such as 250.
    pub code: u16,
    /// The three numbers of RFC 3463, such as 5.1.1, where it gave them.
    pub status: Option<[u16; 3]>,
    /// Its words.
    pub text: String,
}

/// How an attempt to hand a letter over went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server has it.
    Taken(Reply),
    /// The server will not have it for this recipient.
    Refused(Reply),
    /// Not now.
    Later(Reply),
    /// It was sent whole, and the server's answer was lost.
    Lost(String),
}

/// What is written down of a letter after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Where it is now.
    pub state: DeliveryState,
    /// When it is tried again, if it is.
    pub next_at: Option<Timestamp>,
    /// How often its fate was unknown by now.
    pub doubts: u32,
    /// What the server said.
    pub answer: String,
}

impl DeliveryState {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Queued,
        Self::Leased,
        Self::HandingOver,
        Self::HandedOver,
        Self::Deferred,
        Self::Bounced,
        Self::Suppressed,
        Self::Unsure,
        Self::Final,
    ];

    /// Its name, as it is stored and shown to machines.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Leased => "leased",
            Self::HandingOver => "handing-over",
            Self::HandedOver => "handed-over",
            Self::Deferred => "deferred",
            Self::Bounced => "bounced",
            Self::Suppressed => "suppressed",
            Self::Unsure => "unsure",
            Self::Final => "final",
        }
    }

    /// Whether it can be handed over as fast as it goes, or is about to be.
    #[must_use]
    pub const fn is_at_hand(self) -> bool {
        matches!(self, Self::Queued | Self::Leased | Self::HandingOver)
    }

    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The longest words that are kept of a server.
const WORDS: usize = 160;

impl Reply {
    /// What a server said of `address`, which is left out of it.
    #[must_use]
    pub fn new(code: u16, text: &str, address: &str) -> Self {
        let status = text.split_whitespace().next().and_then(status);
        Self { code, status, text: words(text, &[address]) }
    }

    /// What a report says of the letter to `address`, which is left out of it however it is written. Of whoever has no
    /// address any more no word is kept: what would name them is not known.
    #[must_use]
    pub fn reported(status: Option<[u16; 3]>, text: &str, address: Option<&Address>) -> Self {
        let told = |address: &Address| words(text, &[address.as_str(), &address.key()]);
        Self { code: 0, status, text: address.map(told).unwrap_or_default() }
    }

    /// Something that was said by nobody: the connection broke.
    #[must_use]
    pub fn unsaid(text: &str) -> Self {
        Self { code: 0, status: None, text: words(text, &[]) }
    }

    /// Whether nobody of that name is there: the address itself is wrong (RFC 3463, 5.1.1, 5.1.2, 5.1.3, 5.1.6, 5.1.10).
    #[must_use]
    pub fn is_unknown_address(&self) -> bool {
        match self.status {
            Some([5, 1, detail]) => matches!(detail, 1 | 2 | 3 | 6 | 10),
            Some(_) => false,
            None => matches!(self.code, 550 | 551 | 553),
        }
    }

    /// Whether it speaks of a mailbox that is there, such as a full one (RFC 3463, x.2.x; RFC 5321, 552).
    #[must_use]
    pub fn is_of_a_mailbox(&self) -> bool {
        match self.status {
            Some([_, subject, _]) => subject == 2,
            None => self.code == 552,
        }
    }
}

impl std::fmt::Display for Reply {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.code {
            0 => out.write_str(&self.text),
            code => write!(out, "{code} {}", self.text),
        }
    }
}

/// Reads `5.1.1`.
#[must_use]
pub(crate) fn status(text: &str) -> Option<[u16; 3]> {
    let mut numbers = text.split('.').map(|part| part.parse::<u16>().ok());
    let three = [numbers.next()??, numbers.next()??, numbers.next()??];
    (numbers.next().is_none() && matches!(three[0], 2 | 4 | 5)).then_some(three)
}

/// One short line, without controls, and without the address in whatever form and case it was repeated.
fn words(text: &str, address: &[&str]) -> String {
    let plain = text.chars().map(|c| if eframe_core::steers(c) { ' ' } else { c });
    let plain = plain.collect::<String>();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let hidden = address.iter().fold(plain, |said, form| without(&said, form));
    match hidden.char_indices().nth(WORDS) {
        Some((cut, _)) => format!("{}…", &hidden[..cut]),
        None => hidden,
    }
}

fn without(text: &str, address: &str) -> String {
    if address.is_empty() {
        return text.to_owned();
    }
    // ASCII alone changes case, so that both texts stay as long as they were.
    let (folded, wanted) = (text.to_ascii_lowercase(), address.to_ascii_lowercase());
    let mut hidden = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some(found) = folded[rest..].find(&wanted) {
        hidden.push_str(&text[rest..rest + found]);
        hidden.push('…');
        rest += found + wanted.len();
    }
    hidden.push_str(&text[rest..]);
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_14_a_servers_words_are_one_short_line_without_the_address() {
        let said = "5.1.1 <Mina@Example.org>:\r\n no such user\u{202e}, MINA@example.ORG left";
        let reply = Reply::new(550, said, "mina@example.org");
        assert_eq!(reply.status, Some([5, 1, 1]));
        assert_eq!(reply.to_string(), "550 5.1.1 <…>: no such user , … left");
        let long = Reply::new(450, &"가".repeat(1_000), "mina@example.org");
        assert_eq!(long.text.chars().count(), WORDS + 1);
    }

    #[test]
    fn bad_input_14_a_report_names_nobody_in_either_form_of_the_domain() {
        let address: Address = "Info@서울.kr".parse().expect("an address");
        let said = "<info@XN--2I4BQ6H.kr> (info@서울.kr) unknown";
        assert_eq!(Reply::reported(None, said, Some(&address)).text, "<…> (…) unknown");
        let gone = Reply::reported(Some([5, 1, 1]), said, None);
        assert_eq!((gone.status, gone.to_string()), (Some([5, 1, 1]), String::new()));
    }

    #[test]
    fn an_unknown_address_is_told_from_other_refusals() {
        let unknown = |code, text: &str| Reply::new(code, text, "").is_unknown_address();
        assert!(unknown(550, "5.1.1 no such user") && unknown(550, "no such user"));
        assert!(unknown(553, "5.1.3 bad address"));
        assert!(!unknown(552, "5.2.2 mailbox full") && !unknown(550, "5.7.1 we take no bulk"));
        assert!(!unknown(554, "no") && !unknown(250, "fine"));
    }

    #[test]
    fn a_full_mailbox_is_one_and_other_refusals_tell_of_none() {
        let mailbox = |code, text: &str| Reply::new(code, text, "").is_of_a_mailbox();
        assert!(mailbox(552, "5.2.2 full") && mailbox(550, "5.2.1 closed") && mailbox(552, "full"));
        assert!(!mailbox(550, "5.7.1 no bulk") && !mailbox(550, "5.4.4 no route"));
        assert!(!mailbox(554, "no") && !mailbox(550, "5.1.1 nobody"));
    }

    #[test]
    fn every_state_is_found_by_its_name() {
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::named(state.name()), Some(state));
        }
        assert_eq!(DeliveryState::named("lost"), None);
    }
}
