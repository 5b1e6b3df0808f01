//! Sign-in by a provider of OpenID Connect: the way there (`/account/oidc`) and the way back.
//!
//! What the provider is asked and how its answer is verified is here; whose account that opens, and what people see, is
//! the accounts' matter. Of the person nothing is asked but the number by which the provider knows them.

mod client;
mod provider;
mod ticket;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use eframe_accounts::model::Provider as Offered;
use eframe_accounts::{Accounts, Errand, ProviderFault};
use eframe_core::form::Posted;
use eframe_core::http::{Problem, Query};
use eframe_core::{Component, Mount, World};
use http::request::Parts;
use http::{HeaderValue, StatusCode, header};

use crate::settings::{OidcSettings, WrongSetting};
use provider::Provider;
use ticket::{Ticket, Tickets};

/// Where the way begins; it comes back to the same with `/callback` behind it.
pub(crate) const BEGINS: &str = "/account/oidc";
/// No path of this site that people go on to is longer.
const LONGEST_NEXT: usize = 1_500;

/// Why nobody was let in: what people are told, and one fixed word for the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fault {
    told: ProviderFault,
    why: &'static str,
}

impl Fault {
    const fn new(told: ProviderFault, why: &'static str) -> Self {
        Self { told, why }
    }
}

/// The provider that people sign in with, as pages speak of it.
pub(crate) fn offered(settings: &OidcSettings) -> Offered {
    Offered {
        issuer: settings.issuer.as_str().to_owned(),
        name: settings.name.clone(),
        begins: BEGINS.to_owned(),
    }
}

/// The two addresses of the way, to be mounted at [`BEGINS`].
///
/// # Errors
/// With one line that names the setting.
pub(crate) fn component(
    settings: &OidcSettings,
    accounts: &Accounts,
    mount: &Mount,
    world: &World,
) -> Result<Component, WrongSetting> {
    if let Some(path) = &settings.open_to_all {
        let file = path.display();
        tracing::warn!(%file, "the provider's secret can be read by everybody on this machine: run chmod 600");
    }
    let back = mount.absolute(&format!("{BEGINS}/callback"));
    let way = Way {
        accounts: accounts.clone(),
        provider: Arc::new(Provider::new(settings, back, world.clone())?),
        tickets: Arc::new(Tickets::new(
            accounts.secrets("oidc tickets"),
            mount.is_secure(),
            world.clone(),
        )),
    };
    let router = axum::Router::new()
        .route("/", get(begin))
        .route("/callback", get(come_back))
        .with_state(way);
    Ok(Component::from_router("oidc", router))
}

#[derive(Clone)]
struct Way {
    accounts: Accounts,
    provider: Arc<Provider>,
    tickets: Arc<Tickets>,
}

/// Leads to the provider, with a ticket in the browser that the answer has to fit.
async fn begin(
    State(way): State<Way>,
    Query(query): Query<BTreeMap<String, String>>,
    parts: Parts,
) -> Response {
    let query: Posted = query.into_iter().collect();
    let errand = errand(&query);
    let (ticket, cookie) = way.tickets.make(&errand);
    match way.provider.address(&ticket.proofs()).await {
        Ok(address) => leading(&address, cookie),
        Err(fault) => way.turned_away(&parts, fault, &errand).await,
    }
}

/// What somebody goes there for, as far as a cookie has room for it. Whether the path is one of this site the accounts say.
fn errand(query: &Posted) -> Errand {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\\');
    let kept = |name: &str| {
        let text = query.one(name);
        if text.len() <= LONGEST_NEXT && text.bytes().all(plain) {
            text.to_owned()
        } else {
            String::new()
        }
    };
    Errand { next: kept("next"), permit: kept("link") }
}

fn leading(address: &str, cookie: HeaderValue) -> Response {
    match HeaderValue::from_str(address) {
        Ok(address) => {
            let headers = [(header::LOCATION, address), (header::SET_COOKIE, cookie)];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Err(wrong) => Problem::internal(wrong).into_response(),
    }
}

/// Takes the provider's answer. A ticket that fitted is torn up, whatever came of it, in the browser and here: it is good for
/// one answer, and the provider is asked about no other.
async fn come_back(
    State(way): State<Way>,
    Query(query): Query<BTreeMap<String, String>>,
    parts: Parts,
) -> Response {
    let query: Posted = query.into_iter().collect();
    let fitting = way.tickets.read(&parts.headers).and_then(|ticket| {
        let fits = ticket.proofs().fits(query.one("state"));
        if fits { Ok(ticket) } else { Err(Fault::new(ProviderFault::Stale, "state")) }
    });
    let ticket = match fitting {
        Ok(ticket) => ticket,
        Err(fault) => return way.turned_away(&parts, fault, &Errand::default()).await,
    };
    let mut answer = match way.held_up(&parts, &ticket).await {
        Some(answer) => answer,
        None => match way.vouched(&query, &ticket).await {
            Ok(vouched) => {
                let answer = way.accounts.arrive(&parts, &vouched, &ticket.errand).await;
                answer.map(axum::body::Body::new)
            }
            Err(fault) => way.turned_away(&parts, fault, &ticket.errand).await,
        },
    };
    answer.headers_mut().append(header::SET_COOKIE, way.tickets.torn_up());
    answer
}

impl Way {
    /// The answer to whoever brings one too often, or a second one to the same question.
    async fn held_up(&self, parts: &Parts, ticket: &Ticket) -> Option<Response> {
        let (once, errand) = (self.provider.once(ticket), &ticket.errand);
        let answer = self.accounts.hold_up(parts, once, ticket.ends(), errand).await?;
        let why = match answer.status() {
            StatusCode::TOO_MANY_REQUESTS => "too-often",
            StatusCode::CONFLICT => "used",
            _ => "not-counted",
        };
        tracing::warn!(target: "oidc", why, "an answer of the provider was not looked into");
        Some(answer.map(axum::body::Body::new))
    }

    async fn vouched(
        &self,
        query: &Posted,
        ticket: &Ticket,
    ) -> Result<eframe_accounts::model::Vouched, Fault> {
        self.provider.is_the_one(query)?;
        if query.has("error") {
            return Err(provider::said_no(query.one("error")));
        }
        self.provider.vouches(query.one("code"), ticket).await
    }

    /// Says so to the person, and in the log without a word of theirs or the provider's.
    async fn turned_away(&self, parts: &Parts, fault: Fault, errand: &Errand) -> Response {
        tracing::warn!(target: "oidc", told = ?fault.told, why = fault.why, "nobody was signed in by the provider");
        let answer = self.accounts.turn_away(parts, fault.told, errand).await;
        answer.map(axum::body::Body::new)
    }
}
