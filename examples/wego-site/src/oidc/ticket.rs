//! What a browser carries between the way there and the way back.
//!
//! A ticket is 128 random bits, when it was made and what it is for, sealed by a key of the house. The proofs that the
//! provider is told or sent are made of the bits and the same key, and stand nowhere: whoever sees a ticket knows none.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use eframe_accounts::{Errand, ProviderFault};
use eframe_core::{Timestamp, World};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::{HeaderMap, HeaderValue, header};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use super::Fault;

/// How long somebody has at the provider.
const LIFE: SignedDuration = SignedDuration::from_mins(10);
/// How far clocks of instances may be apart.
const APART: SignedDuration = SignedDuration::from_secs(60);

/// Makes tickets and reads them.
pub(super) struct Tickets {
    /// Newest first.
    secrets: Vec<[u8; 32]>,
    secure: bool,
    world: World,
}

/// One that this house made and that is still good.
pub(super) struct Ticket {
    pub(super) errand: Errand,
    pub(super) made: Timestamp,
    bits: [u8; 16],
    secret: [u8; 32],
}

/// What belongs to a ticket and to no other.
pub(super) struct Proofs {
    /// Comes back through the browser.
    pub(super) state: String,
    /// Comes back inside the signed token.
    pub(super) nonce: String,
    /// Shown to the provider when the code is exchanged (RFC 7636).
    pub(super) verifier: String,
}

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Written {
    bits: [u8; 16],
    made: i64,
    next: String,
    permit: String,
}

impl Tickets {
    pub(super) fn new(secrets: Vec<[u8; 32]>, secure: bool, world: World) -> Self {
        Self { secrets, secure, world }
    }

    /// A new ticket, and the cookie that it is.
    pub(super) fn make(&self, errand: &Errand) -> (Ticket, HeaderValue) {
        let mut bits = [0; 16];
        self.world.random.fill(&mut bits);
        let made = self.world.now();
        let secret = self.secrets.first().copied().unwrap_or_default();
        let (next, permit) = (errand.next.clone(), errand.permit.clone());
        let written = Written { bits, made: made.as_second(), next, permit };
        let text = serde_json::to_vec(&written).unwrap_or_default();
        let seal = proof(&secret, b"seal", &text).finalize().into_bytes();
        let value = format!("{}.{}", BASE64.encode(text), BASE64.encode(seal));
        let ticket = Ticket { errand: errand.clone(), made, bits, secret };
        (ticket, self.cookie(&value, LIFE.as_secs()))
    }

    /// The one ticket that a browser shows.
    pub(super) fn read(&self, headers: &HeaderMap) -> Result<Ticket, Fault> {
        let stale = |why| Fault::new(ProviderFault::Stale, why);
        let value = shown(headers, self.name()).ok_or(stale("no-ticket"))?;
        let (text, seal) = value.split_once('.').ok_or(stale("ticket"))?;
        let [text, seal] = [text, seal].map(|part| BASE64.decode(part).unwrap_or_default());
        let sealed = |secret: &&[u8; 32]| proof(secret, b"seal", &text).verify_slice(&seal).is_ok();
        let secret = self.secrets.iter().find(sealed).ok_or(stale("ticket"))?;
        let written: Written = serde_json::from_slice(&text).map_err(|_| stale("ticket"))?;
        let made = Timestamp::from_second(written.made).map_err(|_| stale("ticket"))?;
        let age = self.world.now().duration_since(made);
        if age >= LIFE || age < -APART {
            return Err(stale("late"));
        }
        let errand = Errand { next: written.next, permit: written.permit };
        Ok(Ticket { errand, made, bits: written.bits, secret: *secret })
    }

    /// The cookie that takes the ticket away.
    pub(super) fn torn_up(&self) -> HeaderValue {
        self.cookie("", 0)
    }

    fn name(&self) -> &'static str {
        if self.secure { "__Host-provider" } else { "provider" }
    }

    fn cookie(&self, value: &str, seconds: i64) -> HeaderValue {
        let secure = if self.secure { "; Secure" } else { "" };
        // Lax, for the way back begins at the provider.
        let cookie = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
            self.name()
        );
        HeaderValue::from_str(&cookie).expect("a ticket is base64url")
    }
}

impl Ticket {
    pub(super) fn proofs(&self) -> Proofs {
        let text = |what: &[u8]| {
            BASE64.encode(proof(&self.secret, what, &self.bits).finalize().into_bytes())
        };
        Proofs { state: text(b"state"), nonce: text(b"nonce"), verifier: text(b"verifier") }
    }

    /// When the house takes no answer to it any more, on any instance.
    pub(super) fn ends(&self) -> Timestamp {
        self.made.checked_add(LIFE + APART).unwrap_or(Timestamp::MAX)
    }
}

impl Proofs {
    /// Whether an answer belongs to the ticket.
    pub(super) fn fits(&self, state: &str) -> bool {
        // As hashes, which differ from the first byte on whoever is near.
        eframe_core::sha256(state.as_bytes()) == eframe_core::sha256(self.state.as_bytes())
    }
}

fn proof(secret: &[u8; 32], what: &[u8], text: &[u8]) -> Hmac<Sha256> {
    let mut proof = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    proof.update(what);
    proof.update(b"\0");
    proof.update(text);
    proof
}

/// The value of a cookie that is shown exactly once: whoever plants a second one gets nobody in.
fn shown<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs =
        lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut ours = pairs.filter(|(of, _)| *of == name).map(|(_, value)| value);
    let value = ours.next()?;
    ours.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use eframe_core::test::{FixedClock, world};

    use super::*;

    fn tickets(secrets: &[u8]) -> (Tickets, FixedClock) {
        let (world, clock) = world();
        let secrets = secrets.iter().map(|one| [*one; 32]).collect();
        (Tickets::new(secrets, true, world), clock)
    }

    fn browser(cookie: &HeaderValue) -> HeaderMap {
        let pair = cookie.to_str().expect("text").split(';').next().expect("a pair").to_owned();
        HeaderMap::from_iter([(header::COOKIE, pair.parse().expect("a header"))])
    }

    fn errand() -> Errand {
        Errand { next: "/desk/?a=서".to_owned(), permit: "x".to_owned() }
    }

    #[test]
    fn a_ticket_comes_back_as_it_was_and_shows_none_of_its_proofs() {
        let (tickets, _) = tickets(&[1]);
        let (ticket, cookie) = tickets.make(&errand());
        let text = cookie.to_str().expect("text");
        assert!(text.starts_with("__Host-provider=") && text.ends_with("; Max-Age=600; Secure"));
        assert!(text.contains("; Path=/; HttpOnly; SameSite=Lax;"), "{text}");
        let read = tickets.read(&browser(&cookie)).expect("its own");
        assert_eq!(read.errand, errand());
        let (made, read) = (ticket.proofs(), read.proofs());
        assert!(made.fits(&read.state) && made.nonce == read.nonce);
        assert_eq!(made.verifier, read.verifier);
        assert_eq!(made.verifier.len(), 43, "RFC 7636, 4.1 asks for 43 characters");
        let value = text.split(['=', '.']).nth(1).expect("a value");
        let sealed = String::from_utf8(BASE64.decode(value).expect("base64url")).expect("text");
        for secret in [&made.state, &made.nonce, &made.verifier] {
            assert!(!sealed.contains(secret.as_str()) && !text.contains(secret.as_str()));
        }
        assert!(made.state != made.nonce && made.nonce != made.verifier);
        let (another, _) = tickets.make(&errand());
        assert!(!another.proofs().fits(&made.state));
    }

    #[test]
    fn another_ticket_a_changed_one_and_two_are_none() {
        let (first, clock) = tickets(&[1]);
        let (_, cookie) = first.make(&errand());
        let why = |headers: &HeaderMap| first.read(headers).err().map(|fault| fault.why);
        assert_eq!(why(&HeaderMap::new()), Some("no-ticket"));
        let mut two = browser(&cookie);
        two.append(header::COOKIE, "__Host-provider=x".parse().expect("a header"));
        assert_eq!(why(&two), Some("no-ticket"));
        let (_, foreign) = tickets(&[2]).0.make(&errand());
        assert_eq!(why(&browser(&foreign)), Some("ticket"));
        let pair = browser(&cookie)[header::COOKIE].to_str().expect("text").to_owned();
        for at in 16..pair.len() {
            let mut changed = pair.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = HeaderValue::from_bytes(&changed).expect("a header");
            let headers = HeaderMap::from_iter([(header::COOKIE, changed)]);
            assert_eq!(why(&headers), Some("ticket"), "{at}");
        }
        clock.advance(LIFE - SignedDuration::from_secs(1));
        assert_eq!(why(&browser(&cookie)), None);
        clock.advance(SignedDuration::from_secs(1));
        assert_eq!(why(&browser(&cookie)), Some("late"));
    }

    #[test]
    fn bad_input_93_a_ticket_outlives_a_new_key() {
        let (_, cookie) = tickets(&[1]).0.make(&errand());
        assert!(tickets(&[2, 1]).0.read(&browser(&cookie)).is_ok());
    }
}
