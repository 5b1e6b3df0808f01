use std::net::IpAddr;

use eframe_core::Timestamp;
use eframe_core::throttle::network;
use jiff::SignedDuration;
use uuid::Uuid;

use super::AccountId;

/// How many attempts were counted against something, and when the last was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attempts {
    /// How many, after what time has taken off.
    pub count: u32,
    /// When the last one was counted.
    pub last: Timestamp,
}

/// How many attempts are free, and how slow they become after that.
///
/// After the free ones each attempt doubles the wait, up to the longest; a quiet time takes one off. So
/// guessing is slow for ever and waiting is never long: nobody is locked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Attempts without a wait.
    pub free: u32,
    /// The wait after those.
    pub first_wait: SignedDuration,
    /// No wait is longer.
    pub longest_wait: SignedDuration,
    /// How much quiet takes one attempt off.
    pub fades: SignedDuration,
}

/// What attempts are counted against, and the row that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// What it is.
    pub key: ThrottleKey,
    /// The row's id: a hash of the key's text that only the host can make.
    pub row: Uuid,
}

/// What attempts are counted against.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ThrottleKey {
    /// Sign-ins to the account of an address, whether there is one or not, from clients that never got in.
    Account(String),
    /// Sign-ins to it from a client that once got in: its owner's guesses don't wait for a stranger's.
    Known(String, IpAddr),
    /// Sign-ins from a client, to whatever account.
    Client(IpAddr),
    /// Codes for the second factor of an account, from clients that never got in.
    Factor(AccountId),
    /// The same from a client that once got in.
    KnownFactor(AccountId, IpAddr),
    /// Mails to an address.
    MailTo(String),
    /// Mails asked for by a client.
    MailFrom(IpAddr),
    /// Answers of a provider that a client brings.
    Answers(IpAddr),
    /// Invitations that an account sends.
    InvitationsBy(AccountId),
    /// Invitations to an address.
    InvitationsTo(String),
}

impl Limits {
    /// For one account: five free, then one second and doubling, at most a quarter of an hour. It stays
    /// under the hundred failures in a row of NIST SP 800-63B-4, section 3.2.2, for a day of guessing.
    pub const ACCOUNT: Self = Self::of(5, 1, 900, 900);
    /// For one client over all accounts: a whole office may sit behind one address.
    pub const CLIENT: Self = Self::of(30, 1, 300, 30);
    /// For mails to one address: one in five minutes.
    pub const MAIL_TO: Self = Self::of(1, 300, 300, 300);
    /// For mails that one client asks for.
    pub const MAIL_FROM: Self = Self::of(10, 10, 300, 60);
    /// For invitations that one account sends: twenty, and from then on twenty an hour.
    pub const INVITATIONS_BY: Self = Self::of(20, 180, 3_600, 180);
    /// For invitations to one address: three, and from then on three a day.
    pub const INVITATIONS_TO: Self = Self::of(3, 28_800, 86_400, 28_800);

    const fn of(free: u32, first_wait: i64, longest_wait: i64, fades: i64) -> Self {
        Self {
            free,
            first_wait: SignedDuration::from_secs(first_wait),
            longest_wait: SignedDuration::from_secs(longest_wait),
            fades: SignedDuration::from_secs(fades),
        }
    }
}

impl Attempts {
    /// What is left of the count at `now`. What a clock that has stepped back since calls later was now: nobody waits for it to
    /// come round again.
    pub fn faded(self, limits: Limits, now: Timestamp) -> Self {
        let quiet = now.duration_since(self.last).as_secs().max(0);
        let off = quiet / limits.fades.as_secs().max(1);
        let count = self.count.saturating_sub(u32::try_from(off).unwrap_or(u32::MAX));
        Self { count, last: self.last.min(now) }
    }

    /// When the next attempt is let through.
    pub fn waits_until(self, limits: Limits) -> Timestamp {
        if self.count < limits.free {
            return self.last;
        }
        let doublings = (self.count - limits.free).min(30);
        let wait = limits.first_wait.checked_mul(1_i32 << doublings).unwrap_or(limits.longest_wait);
        self.last.checked_add(wait.min(limits.longest_wait)).unwrap_or(Timestamp::MAX)
    }

    /// When the count has come to nothing and its row can go.
    pub fn forgotten_at(self, limits: Limits) -> Timestamp {
        let fades = limits.fades.checked_mul(i32::try_from(self.count).unwrap_or(i32::MAX));
        let whole = fades.unwrap_or(SignedDuration::from_hours(24 * 365));
        self.last.checked_add(whole).unwrap_or(Timestamp::MAX).max(self.waits_until(limits))
    }
}

impl ThrottleKey {
    /// The limits that hold for it.
    pub const fn limits(&self) -> Limits {
        match self {
            Self::Account(_) | Self::Known(..) | Self::Factor(_) | Self::KnownFactor(..) => {
                Limits::ACCOUNT
            }
            Self::Client(_) | Self::Answers(_) => Limits::CLIENT,
            Self::MailTo(_) => Limits::MAIL_TO,
            Self::MailFrom(_) => Limits::MAIL_FROM,
            Self::InvitationsBy(_) => Limits::INVITATIONS_BY,
            Self::InvitationsTo(_) => Limits::INVITATIONS_TO,
        }
    }

    /// What the row is named after that counts for it, by a hash with a key of the host: no table lists whom strangers tried, nor
    /// tells whoever tries all networks from where somebody gets in.
    pub fn text(&self) -> String {
        match self {
            Self::Account(email) => format!("account {email}"),
            Self::Known(email, client) => format!("known {} {email}", network(*client)),
            Self::Client(client) => format!("client {}", network(*client)),
            Self::Factor(account) => format!("factor {account}"),
            Self::KnownFactor(account, client) => {
                format!("known factor {} {account}", network(*client))
            }
            Self::MailTo(email) => format!("mail-to {email}"),
            Self::MailFrom(client) => format!("mail-from {}", network(*client)),
            Self::Answers(client) => format!("answers {}", network(*client)),
            Self::InvitationsBy(account) => format!("invitations-by {account}"),
            Self::InvitationsTo(email) => format!("invitations-to {email}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_a_network_of_its_provider() {
        let row = |text: &str| ThrottleKey::Client(text.parse().expect("an address")).text();
        assert_eq!(row("2001:db8:1:2::1"), row("2001:db8:1:2:ffff::9"));
        assert_ne!(row("2001:db8:1:2::1"), row("2001:db8:1:3::1"));
        assert_eq!(row("::ffff:192.0.2.1"), row("192.0.2.1"));
        assert_ne!(row("192.0.2.1"), row("192.0.2.2"));
    }

    #[test]
    fn bad_input_66_nobody_waits_until_a_clock_that_stepped_back_comes_round_again() {
        let (now, later) =
            (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH + SignedDuration::from_hours(9));
        let wait = |count| {
            let left = Attempts { count, last: later }.faded(Limits::ACCOUNT, now);
            left.waits_until(Limits::ACCOUNT).duration_since(now).as_secs()
        };
        assert_eq!([0, 4, 5, 60].map(wait), [0, 0, 1, 900]);
    }

    #[test]
    fn waits_double_and_end() {
        let last = Timestamp::UNIX_EPOCH;
        let wait = |count| {
            Attempts { count, last }.waits_until(Limits::ACCOUNT).duration_since(last).as_secs()
        };
        assert_eq!([4, 5, 6, 7, 14, 15, 60, 4_000].map(wait), [0, 1, 2, 4, 512, 900, 900, 900]);
    }
}
