use eframe_core::{Digest, Timestamp};

use super::AccountId;

eframe_core::id! {
    /// Names a link between an account and a sign-in elsewhere. It opens nothing.
    pub struct LinkId;
}

/// A service that people sign in with instead of their password here, as far as pages speak of it. How it is asked is
/// the host's matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// What its word is known by, as the host passes it in [`Vouched::new`].
    pub issuer: String,
    /// What people know it as.
    pub name: String,
    /// The path of this site where the host begins the way there, such as `/account/oidc`. It is asked by GET, with
    /// `next`, a path to go on to afterwards, or with `link`, what [`Accounts::may_link`](crate::Accounts::may_link) gave.
    pub begins: String,
}

/// Somebody for whom a trusted provider vouches, just now: the host has verified it. No mail address is asked for, because
/// none says who somebody is: people change theirs, and it is given to the next of that name.
#[derive(Clone, PartialEq, Eq)]
pub struct Vouched {
    issuer: String,
    subject: String,
    once: Digest,
    until: Timestamp,
}

/// A link between an account and a sign-in elsewhere. It is made once, by whoever is signed in and gave the password.
#[derive(Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: LinkId,
    /// The account that it opens.
    pub account: AccountId,
    /// Who vouches.
    pub issuer: String,
    /// By what number or name the provider knows the person; never given to another (OpenID Connect Core 1.0, section 2).
    pub subject: String,
    /// When it was made.
    pub linked: Timestamp,
}

/// A name that no provider gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "a provider and its name for somebody have 1 to {LONGEST} characters, and none that steers"
)]
pub struct NoName;

/// OpenID Connect Core 1.0, section 2, gives a subject 255 characters at most.
const LONGEST: usize = 255;

impl Vouched {
    /// What `issuer` says of whom it knows as `subject`. `once` is a hash of what the host asked with, and counts a single
    /// time: whoever shows the same answer again, on whichever instance, is refused. After `until` the host itself takes
    /// no such answer any more.
    ///
    /// # Errors
    /// [`NoName`] when either name is empty, longer than 255 characters, or has one that steers.
    pub fn new(
        issuer: &str,
        subject: &str,
        once: Digest,
        until: Timestamp,
    ) -> Result<Self, NoName> {
        let named = |text: &str| {
            let length = text.chars().count();
            (1..=LONGEST).contains(&length) && !text.chars().any(eframe_core::steers)
        };
        if !named(issuer) || !named(subject) {
            return Err(NoName);
        }
        Ok(Self { issuer: issuer.to_owned(), subject: subject.to_owned(), once, until })
    }

    /// Who vouches.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// By what the provider knows the person.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// What counts a single time, and until when that has to be remembered.
    pub const fn once(&self) -> (Digest, Timestamp) {
        (self.once, self.until)
    }
}

impl std::fmt::Debug for Vouched {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Vouched").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Link {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { id, account, issuer, .. } = self;
        let mut out = out.debug_struct("Link");
        out.field("id", id)
            .field("account", account)
            .field("issuer", issuer)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_names_people_by_something_that_can_be_kept() {
        let named = |issuer: &str, subject: &str| {
            let vouched =
                Vouched::new(issuer, subject, Digest::new([1; 32]), Timestamp::UNIX_EPOCH);
            vouched.map(|vouched| format!("{vouched:?}"))
        };
        let shown = named("https://id.example", "mina-7").expect("a good name");
        assert!(shown.contains("id.example") && !shown.contains("mina"), "{shown}");
        assert!(named("https://id.example", &"가".repeat(255)).is_ok());
        for (issuer, subject) in [
            ("", "mina"),
            ("https://id.example", ""),
            ("https://id.example", &*"x".repeat(256)),
            ("https://id.example", "mina\0"),
            ("https://id.example", "mina\nomar"),
        ] {
            assert_eq!(named(issuer, subject), Err(NoName), "{issuer} {subject}");
        }
    }
}
