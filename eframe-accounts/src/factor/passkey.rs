use std::time::Duration;

use eframe_core::{Digest, sha256};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use webauthn_rs::prelude::{
    AttestationFormat, Credential, ParsedAttestation, PublicKeyCredential,
    RegisterPublicKeyCredential, SecurityKey, SecurityKeyAuthentication, SecurityKeyRegistration,
    Url, Webauthn, WebauthnBuilder, WebauthnError,
};

use crate::model::{Account, AccountId, Passkey, PasskeyEnrolment, Question, Signed};

/// What an authenticator answers is shorter: the longest part is the id of its key, of at most 1,023 bytes.
const LONGEST_ANSWER: usize = 32_768;

/// Asks authenticators, and checks what they answer (Web Authentication, level 2), for the site of one public address.
///
/// A passkey comes after the password, so whether its owner is known to it (by a finger, a face, a PIN) is preferred and
/// not required; of one that did so when it was made it is required from then on.
pub(crate) struct Authority(Webauthn);

/// An answer that proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unproven;

/// A key that an authenticator has just made.
pub(crate) struct NewKey {
    pub(crate) credential: Digest,
    pub(crate) key: String,
    pub(crate) counter: u32,
}

impl Authority {
    /// For the site at this public address. `None` where browsers make no passkeys: at a number instead of a name, and without
    /// https but for localhost.
    pub(crate) fn of(origin: &str) -> Option<Self> {
        let origin = Url::parse(origin).ok()?;
        let name = origin.domain()?;
        let local = name == "localhost" || name.ends_with(".localhost");
        if origin.scheme() != "https" && !local {
            return None;
        }
        let patience = Duration::from_secs(PasskeyEnrolment::LIFE.as_secs().unsigned_abs());
        let builder = WebauthnBuilder::new(name, &origin).ok()?.timeout(patience);
        builder.build().ok().map(Self)
    }

    /// Asks for a new key of this account, which none of the authenticators that have one already makes.
    pub(crate) fn ask_for_new(
        &self,
        account: &Account,
        site: &str,
        kept: &[Passkey],
    ) -> Option<Question> {
        let known = kept.iter().filter_map(|one| read::<SecurityKey>(&one.key));
        let known = known.map(|key| key.cred_id().clone()).collect();
        let (id, email, name) = (account.id.uuid(), account.email.as_str(), &account.name);
        let asked = self.0.start_securitykey_registration(id, email, name, Some(known), None, None);
        let (options, state) = asked.map_err(log).ok()?;
        let mut options = serde_json::to_value(options).ok()?;
        let told = &mut options["publicKey"];
        told["rp"]["name"] = site.into();
        // So that a phone keeps it where it outlives the phone.
        told["authenticatorSelection"]["residentKey"] = "preferred".into();
        plain(told);
        question(&options, &state)
    }

    /// The key that was made, when the answer to this question is right.
    pub(crate) fn new_key(&self, question: &Question, typed: &str) -> Result<NewKey, Unproven> {
        let state: SecurityKeyRegistration = read(&question.state).ok_or(Unproven)?;
        let answer: RegisterPublicKeyCredential = answer(typed)?;
        let made = self.0.finish_securitykey_registration(&answer, &state).map_err(log)?;
        let mut whole = Credential::from(made);
        // Which make it is, and the certificates of its maker, are nobody's business here.
        whole.attestation = ParsedAttestation::default();
        whole.attestation_format = AttestationFormat::None;
        let (credential, counter) = (sha256(&whole.cred_id), whole.counter);
        let key = written(&SecurityKey::from(whole)).ok_or(Unproven)?;
        Ok(NewKey { credential, key, counter })
    }

    /// Asks for a signature by one of these.
    pub(crate) fn ask(&self, kept: &[Passkey]) -> Option<Question> {
        let keys: Vec<SecurityKey> = kept.iter().filter_map(|one| read(&one.key)).collect();
        if keys.is_empty() {
            return None;
        }
        let (options, state) = self.0.start_securitykey_authentication(&keys).map_err(log).ok()?;
        let mut options = serde_json::to_value(options).ok()?;
        plain(&mut options["publicKey"]);
        question(&options, &state)
    }

    /// Which of these signed, when the answer to this question is right.
    pub(crate) fn signed(
        &self,
        question: &Question,
        owner: AccountId,
        kept: &[Passkey],
        typed: &str,
    ) -> Result<Signed, Unproven> {
        let state: SecurityKeyAuthentication = read(&question.state).ok_or(Unproven)?;
        let answer: PublicKeyCredential = answer(typed)?;
        let user = answer.get_user_unique_id();
        if user.is_some_and(|user| user != owner.uuid().as_bytes()) {
            return Err(Unproven);
        }
        let result = self.0.finish_securitykey_authentication(&answer, &state).map_err(log)?;
        let credential = sha256(result.cred_id());
        let passkey = kept.iter().find(|one| one.credential == credential).ok_or(Unproven)?;
        let mut key: SecurityKey = read(&passkey.key).ok_or(Unproven)?;
        key.update_credential(&result).ok_or(Unproven)?;
        let key = written(&key).ok_or(Unproven)?;
        Ok(Signed { passkey: passkey.id, counter: result.counter(), key })
    }
}

/// Leaves out what the library asks of security keys alone: a phone and a computer do as well, and browsers refuse to protect a key
/// (`credProtect`) whose owner need not be known to it.
fn plain(told: &mut Value) {
    if let Some(told) = told.as_object_mut() {
        told.remove("hints");
        told.remove("extensions");
    }
}

fn question(options: &impl Serialize, state: &impl Serialize) -> Option<Question> {
    Some(Question { options: written(options)?, state: written(state)? })
}

fn answer<T: DeserializeOwned>(typed: &str) -> Result<T, Unproven> {
    if typed.len() > LONGEST_ANSWER {
        return Err(Unproven);
    }
    serde_json::from_str(typed).map_err(|_| Unproven)
}

/// What was written by [`written`]. Another version of the library may have done so: what it does not read is no key any more.
fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let read = serde_json::from_str(text);
    read.inspect_err(|error| tracing::error!(%error, "what is kept of a passkey cannot be read"))
        .ok()
}

fn written(what: &impl Serialize) -> Option<String> {
    serde_json::to_string(what).ok()
}

/// Says why an answer proves nothing; people are not told.
fn log(error: WebauthnError) -> Unproven {
    match error {
        WebauthnError::CredentialPossibleCompromise => {
            tracing::warn!(
                "a passkey signed with a counter that was used before: it may be a copy"
            );
        }
        error => tracing::info!(%error, "a passkey's answer is refused"),
    }
    Unproven
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_https_and_localhost_have_passkeys() {
        for good in [
            "https://city.example",
            "https://city.example:8443",
            "http://localhost:8080",
            "https://a.localhost",
        ] {
            assert!(Authority::of(good).is_some(), "{good}");
        }
        for bad in [
            "http://127.0.0.1:8080",
            "https://192.0.2.1",
            "https://[2001:db8::1]",
            "http://city.example",
            "http://localhost.example",
            "nonsense",
        ] {
            assert!(Authority::of(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn bad_input_36_nonsense_is_no_answer() {
        let authority = Authority::of("https://city.example").expect("a name");
        let nothing = Question { options: "{}".to_owned(), state: "{}".to_owned() };
        for typed in ["", "{}", "null", "[]", "\0", &"[".repeat(100_000)] {
            assert_eq!(authority.new_key(&nothing, typed).err(), Some(Unproven));
            let owner = AccountId::new(uuid::Uuid::nil());
            assert_eq!(authority.signed(&nothing, owner, &[], typed), Err(Unproven));
        }
    }
}
