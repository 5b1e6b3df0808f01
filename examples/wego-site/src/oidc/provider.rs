//! What the provider is asked, and how its answers are verified (OpenID Connect Core 1.0, section 3.1).

use chrono::{DateTime, Utc};
use eframe_accounts::ProviderFault::{Away, Clock, Declined, Stale, Unsound};
use eframe_accounts::model::Vouched;
use eframe_core::form::Posted;
use eframe_core::{Digest, Timestamp, World, sha256};
use jiff::SignedDuration;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreErrorResponseType, CoreIdToken,
    CoreIdTokenClaims, CoreIdTokenVerifier, CoreJwsSigningAlgorithm, CoreProviderMetadata,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret, CsrfToken,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, SignatureVerificationError,
    TokenResponse as _,
};
use tokio::sync::Semaphore;

use super::Fault;
use super::client::{Client, Lost};
use super::ticket::{Proofs, Ticket};
use crate::settings::{OidcSettings, WrongSetting};

mod known;

use known::Known;

/// How far the provider's clock may be off.
const OFF: SignedDuration = SignedDuration::from_secs(60);
/// So many codes are exchanged at once; whoever comes then is asked to come again.
const AT_ONCE: usize = 16;
/// No provider's code is longer.
const LONGEST_CODE: usize = 4_096;
/// How a token may be signed: by a key that the provider alone has. Never by none, and never by a secret that is shared.
const SIGNED: [CoreJwsSigningAlgorithm; 6] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
];

/// A client of the provider's, with the addresses that its description has.
type Asking = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// The provider of the settings.
pub(super) struct Provider {
    issuer: IssuerUrl,
    id: ClientId,
    secret: ClientSecret,
    back: RedirectUrl,
    client: Client,
    known: Known,
    room: Semaphore,
    world: World,
}

impl Provider {
    pub(super) fn new(
        settings: &OidcSettings,
        back: String,
        world: World,
    ) -> Result<Self, WrongSetting> {
        let back = RedirectUrl::new(back)
            .map_err(|error| WrongSetting::new("public-url", error.to_string()))?;
        Ok(Self {
            issuer: settings.issuer.clone(),
            id: settings.client_id.clone(),
            secret: settings.secret(),
            back,
            client: Client::new(settings)?,
            known: Known::new(settings.issuer.clone(), settings.is_plain(), world.clone()),
            room: Semaphore::new(AT_ONCE),
            world,
        })
    }

    /// Where the browser is led.
    pub(super) async fn address(&self, proofs: &Proofs) -> Result<String, Fault> {
        let description = self.known.description(&self.client).await?;
        let asking = self.asking(&description);
        let (state, nonce) = (proofs.state.clone(), proofs.nonce.clone());
        let verifier = PkceCodeVerifier::new(proofs.verifier.clone());
        let (address, ..) = asking
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(address.into())
    }

    /// Refuses an answer that names another provider (RFC 9207).
    pub(super) fn is_the_one(&self, query: &Posted) -> Result<(), Fault> {
        let other = query.has("iss") && query.one("iss") != self.issuer.as_str();
        if other { Err(Fault::new(Unsound, "issuer-of-answer")) } else { Ok(()) }
    }

    /// What a question is known by once it is answered, on every instance.
    pub(super) fn once(&self, ticket: &Ticket) -> Digest {
        sha256(format!("{} {}", self.issuer.as_str(), ticket.proofs().nonce).as_bytes())
    }

    /// Exchanges the code of an answer, and verifies for whom the provider vouches.
    pub(super) async fn vouches(&self, code: &str, ticket: &Ticket) -> Result<Vouched, Fault> {
        if code.is_empty() || code.len() > LONGEST_CODE {
            return Err(Fault::new(Unsound, "no-code"));
        }
        let _room = self.room.try_acquire().map_err(|_| Fault::new(Away, "too-many-at-once"))?;
        let proofs = ticket.proofs();
        let description = self.known.description(&self.client).await?;
        let token = self.exchanged(&description, code, proofs.verifier).await?;
        let nonce = Nonce::new(proofs.nonce);
        let claims = match self.verified(&description, &token, &nonce, ticket.made) {
            Err(fault) if fault.why == NO_KEY => {
                // The provider may have changed its keys.
                let newer = self.known.newer(&self.client, &description).await?;
                self.verified(&newer, &token, &nonce, ticket.made)?
            }
            other => other?,
        };
        let once = self.once(ticket);
        Vouched::new(self.issuer.as_str(), claims.subject().as_str(), once, ticket.ends())
            .map_err(|_| Fault::new(Unsound, "subject"))
    }

    fn asking(&self, description: &CoreProviderMetadata) -> Asking {
        let secret = Some(self.secret.clone());
        let asking =
            CoreClient::from_provider_metadata(description.clone(), self.id.clone(), secret)
                .set_redirect_uri(self.back.clone());
        let methods = description.token_endpoint_auth_methods_supported();
        let by_header =
            methods.is_none_or(|known| known.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let way = if by_header { AuthType::BasicAuth } else { AuthType::RequestBody };
        asking.set_auth_type(way)
    }

    async fn exchanged(
        &self,
        description: &CoreProviderMetadata,
        code: &str,
        verifier: String,
    ) -> Result<CoreIdToken, Fault> {
        let asking = self.asking(description);
        let request = asking
            .exchange_code(AuthorizationCode::new(code.to_owned()))
            .map_err(|_| Fault::new(Unsound, "no-token-endpoint"))?
            .set_pkce_verifier(PkceCodeVerifier::new(verifier));
        let answer = request.request_async(&self.client).await.map_err(|error| match error {
            RequestTokenError::Request(lost) => away(&lost, "token-endpoint"),
            RequestTokenError::ServerResponse(said) => match said.error() {
                CoreErrorResponseType::InvalidGrant => Fault::new(Stale, "code"),
                CoreErrorResponseType::InvalidClient => Fault::new(Unsound, "client-refused"),
                _ => Fault::new(Unsound, "code-refused"),
            },
            _ => Fault::new(Unsound, "token-answer"),
        })?;
        answer.id_token().cloned().ok_or(Fault::new(Unsound, "no-token"))
    }

    /// What a token says that the provider signed, for this site, in answer to this question, now.
    fn verified<'t>(
        &self,
        description: &CoreProviderMetadata,
        token: &'t CoreIdToken,
        nonce: &Nonce,
        asked: Timestamp,
    ) -> Result<&'t CoreIdTokenClaims, Fault> {
        let now = self.world.now();
        let [latest, earliest, ended] = [now + OFF, asked - OFF, now - OFF].map(instant);
        let (id, issuer) = (self.id.clone(), self.issuer.clone());
        // As if there were no shared secret: no token that is signed by one is taken.
        let verifier =
            CoreIdTokenVerifier::new_public_client(id, issuer, description.jwks().clone())
                .set_allowed_algs(SIGNED)
                .set_time_fn(move || ended)
                .set_issue_time_verifier_fn(move |issued| {
                    let near = earliest <= issued && issued <= latest;
                    if near { Ok(()) } else { Err("issued at another time".to_owned()) }
                });
        let claims = token.claims(&verifier, nonce).map_err(|error| unsound(&error))?;
        let ours = claims.authorized_party().is_none_or(|party| *party == self.id);
        if ours { Ok(claims) } else { Err(Fault::new(Unsound, "token-party")) }
    }
}

/// No key of the provider's fits.
const NO_KEY: &str = "token-key";

/// What is wrong with a token. What the library says of it may have the person's words in it, and is not repeated.
fn unsound(error: &ClaimsVerificationError) -> Fault {
    use ClaimsVerificationError as Wrong;
    use SignatureVerificationError as Signature;
    match error {
        Wrong::Expired(_) => Fault::new(Clock, "token-time"),
        Wrong::InvalidAudience(_) => Fault::new(Unsound, "token-audience"),
        Wrong::InvalidIssuer(_) => Fault::new(Unsound, "token-issuer"),
        Wrong::InvalidNonce(_) => Fault::new(Unsound, "token-nonce"),
        Wrong::SignatureVerification(Signature::NoMatchingKey) => Fault::new(Unsound, NO_KEY),
        Wrong::SignatureVerification(Signature::NoSignature) => {
            Fault::new(Unsound, "token-unsigned")
        }
        Wrong::SignatureVerification(Signature::DisallowedAlg(_)) => {
            Fault::new(Unsound, "token-algorithm")
        }
        Wrong::SignatureVerification(_) => Fault::new(Unsound, "token-signature"),
        _ => Fault::new(Unsound, "token"),
    }
}

/// What it means when the provider sends somebody back with an error (RFC 6749, 4.1.2.1; OpenID Connect Core 1.0, 3.1.2.6).
pub(super) fn said_no(error: &str) -> Fault {
    match error {
        "access_denied" => Fault::new(Declined, "access-denied"),
        "login_required"
        | "consent_required"
        | "interaction_required"
        | "account_selection_required" => Fault::new(Declined, "not-signed-in-there"),
        "temporarily_unavailable" | "server_error" => Fault::new(Away, "provider-error"),
        _ => Fault::new(Unsound, "request-refused"),
    }
}

/// The provider is not there. What the line says is of the connection alone.
fn away(lost: &Lost, why: &'static str) -> Fault {
    tracing::warn!(target: "oidc", error = %lost, "the provider is not there");
    Fault::new(Away, why)
}

fn instant(of: Timestamp) -> DateTime<Utc> {
    let nanoseconds = u32::try_from(of.subsec_nanosecond()).unwrap_or_default();
    DateTime::from_timestamp(of.as_second(), nanoseconds).unwrap_or_default()
}

#[cfg(test)]
mod tests;
