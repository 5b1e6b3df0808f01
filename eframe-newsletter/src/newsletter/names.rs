use eframe_core::Language;
use ring::hmac;

use super::Newsletter;
use crate::bounce::ReturnPaths;
use crate::letter::{Imprint, Places};
use crate::model::{IssueId, Quarter, SubscriberId};

/// What names letters: fixed before the first try, and the same in each.
pub(crate) struct Names {
    secret: hmac::Key,
    domain: String,
    returns: ReturnPaths,
}

impl Newsletter {
    /// The names of letters of this publisher.
    pub(crate) fn names(&self, imprint: &Imprint) -> Names {
        let domain = imprint.address.domain();
        let key = self.inner.secrets.lasting(b"eframe-newsletter 1 message id\0");
        let returns = self.inner.secrets.lasting(b"eframe-newsletter 1 return path\0");
        Names {
            secret: hmac::Key::new(hmac::HMAC_SHA256, &key),
            returns: ReturnPaths::new(&returns, domain.clone()),
            domain,
        }
    }

    /// The pages that a letter's headers name.
    pub(crate) fn places(&self, language: Language) -> Places {
        let page = |path| self.mount().absolute(&self.mount().pages_url(language, path));
        Places { help: page("/"), archive: page("/archive") }
    }
}

impl Names {
    /// The domain under which letters of a new issue are named.
    pub(crate) fn domain(&self) -> &str {
        &self.domain
    }

    /// What names a letter: it tells neither the reader nor how many there are.
    pub(crate) fn message_id(
        &self,
        subscriber: SubscriberId,
        issue: IssueId,
        domain: &str,
    ) -> String {
        let mut context = hmac::Context::with_key(&self.secret);
        context.update(issue.uuid().as_bytes());
        context.update(subscriber.uuid().as_bytes());
        let signed = context.sign();
        let named: String =
            signed.as_ref().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        format!("{named}@{domain}")
    }

    /// Where a letter comes back to.
    pub(crate) fn return_path(&self, subscriber: SubscriberId, issue: Quarter) -> String {
        self.returns.of(subscriber, issue)
    }

    /// Whose letter came back to this address.
    pub(crate) fn returned(&self, address: &str) -> Option<(SubscriberId, Quarter)> {
        self.returns.read(address)
    }
}
