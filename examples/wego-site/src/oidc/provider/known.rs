//! What the provider says of itself, kept for a while.

use std::sync::Arc;

use eframe_accounts::ProviderFault::Unsound;
use eframe_core::{Timestamp, World};
use jiff::SignedDuration;
use openidconnect::core::CoreProviderMetadata;
use openidconnect::{DiscoveryError, IssuerUrl};
use tokio::sync::Mutex;

use super::{NO_KEY, away};
use crate::oidc::Fault;
use crate::oidc::client::Client;

/// How long a description is good without asking again.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How long it serves while the provider does not give another.
const SERVES: SignedDuration = SignedDuration::from_hours(24);
/// How long nobody asks again who was not answered.
const REST: SignedDuration = SignedDuration::from_secs(5);
/// A set of keys is asked for anew because of a key that is not in it once in this time.
const KEYS_AGAIN: SignedDuration = SignedDuration::from_secs(60);

/// The description and the keys of the provider, asked for when they are needed first.
pub(super) struct Known {
    issuer: IssuerUrl,
    plain: bool,
    world: World,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    known: Option<(Arc<CoreProviderMetadata>, Timestamp)>,
    failed: Option<(Fault, Timestamp)>,
}

impl Known {
    pub(super) fn new(issuer: IssuerUrl, plain: bool, world: World) -> Self {
        Self { issuer, plain, world, state: Mutex::default() }
    }

    /// The description, of this hour where the provider gives one.
    pub(super) async fn description(
        &self,
        client: &Client,
    ) -> Result<Arc<CoreProviderMetadata>, Fault> {
        let mut state = self.state.lock().await;
        if let Some((known, _)) = state.known.as_ref().filter(|(_, at)| self.within(*at, FRESH)) {
            return Ok(Arc::clone(known));
        }
        match self.asked(&mut state, client).await {
            Ok(known) => Ok(known),
            Err(fault) => {
                let old = state.known.as_ref().filter(|(_, at)| self.within(*at, SERVES));
                old.map(|(known, _)| Arc::clone(known)).ok_or(fault)
            }
        }
    }

    /// A newer one than `old`, whose keys did not fit.
    pub(super) async fn newer(
        &self,
        client: &Client,
        old: &Arc<CoreProviderMetadata>,
    ) -> Result<Arc<CoreProviderMetadata>, Fault> {
        let mut state = self.state.lock().await;
        match &state.known {
            // Somebody else asked meanwhile.
            Some((known, _)) if !Arc::ptr_eq(known, old) => Ok(Arc::clone(known)),
            Some((_, at)) if self.within(*at, KEYS_AGAIN) => Err(Fault::new(Unsound, NO_KEY)),
            _ => self.asked(&mut state, client).await,
        }
    }

    async fn asked(
        &self,
        state: &mut State,
        client: &Client,
    ) -> Result<Arc<CoreProviderMetadata>, Fault> {
        if let Some((fault, _)) = state.failed.filter(|(_, at)| self.within(*at, REST)) {
            return Err(fault);
        }
        let found = CoreProviderMetadata::discover_async(self.issuer.clone(), client).await;
        let found = found.map_err(|error| match error {
            DiscoveryError::Request(lost) => away(&lost, "discovery"),
            DiscoveryError::Validation(_) => Fault::new(Unsound, "discovery-issuer"),
            DiscoveryError::Response(..) => Fault::new(Unsound, "discovery-answer"),
            _ => Fault::new(Unsound, "discovery"),
        });
        match found.and_then(|found| self.secure(found)) {
            Ok(found) => {
                let found = Arc::new(found);
                state.known = Some((Arc::clone(&found), self.world.now()));
                state.failed = None;
                Ok(found)
            }
            Err(fault) => {
                state.failed = Some((fault, self.world.now()));
                Err(fault)
            }
        }
    }

    /// Nobody is led to an address without TLS, nor is a code sent there.
    fn secure(&self, found: CoreProviderMetadata) -> Result<CoreProviderMetadata, Fault> {
        let led = found.authorization_endpoint().url();
        let sent = found.token_endpoint().map(|endpoint| endpoint.url());
        let secure = |scheme: &str| scheme == "https" || (self.plain && scheme == "http");
        let good = secure(led.scheme()) && sent.is_some_and(|sent| secure(sent.scheme()));
        if good { Ok(found) } else { Err(Fault::new(Unsound, "discovery-endpoints")) }
    }

    fn within(&self, at: Timestamp, span: SignedDuration) -> bool {
        self.world.now().duration_since(at) < span
    }
}
