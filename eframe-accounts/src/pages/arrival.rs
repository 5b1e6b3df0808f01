//! What somebody sees who comes back from a provider. The host has verified what the provider said; the rest is here.

use axum::extract::FromRequestParts as _;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::{Problem, in_query};
use eframe_core::{Body, Digest, Timestamp};
use http::request::Parts;
use http::{HeaderValue, StatusCode, Uri, header};

use super::provider::said_of;
use super::second_step::code_url;
use super::sign_in::way_on;
use super::visit::{Visit, to};
use super::{MessagePage, local_path};
use crate::model::Vouched;
use crate::{Accounts, Entrance, Error, Refusal};

/// What somebody went to the provider for, as it was when they went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errand {
    /// The path of this site to go on to afterwards; what is none leads to the account.
    pub next: String,
    /// What permits to link the sign-in to the account that is signed in here; empty for signing in.
    pub permit: String,
}

/// Why nobody was let in by a provider, as far as people are told.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProviderFault {
    /// The answer belongs to no sign-in that was begun in this browser and still goes on, or was shown before.
    Stale,
    /// The person, or the provider, said no.
    Declined,
    /// The provider can't be reached, or says that it is not well.
    Away,
    /// What it sent does not hold: the signature, who it is for, what it answers.
    Unsound,
    /// It is too old, or of the future: a clock is wrong.
    Clock,
}

impl ProviderFault {
    const fn status(self) -> StatusCode {
        match self {
            Self::Stale => StatusCode::CONFLICT,
            Self::Declined => StatusCode::FORBIDDEN,
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unsound | Self::Clock => StatusCode::BAD_GATEWAY,
        }
    }

    const fn says(self) -> &'static str {
        match self {
            Self::Stale => "accounts.provider.fault-stale",
            Self::Declined => "accounts.provider.fault-declined",
            Self::Away => "accounts.provider.fault-away",
            Self::Unsound => "accounts.provider.fault-unsound",
            Self::Clock => "accounts.provider.fault-clock",
        }
    }
}

impl Accounts {
    /// What whoever comes back from a provider is answered at once, before the host asks that about the answer: nothing, when
    /// it may. A question is answered once, and answers of one network are slowed down, as [`Accounts::take_answer`] has it.
    pub async fn hold_up(
        &self,
        request: &Parts,
        once: Digest,
        until: Timestamp,
        errand: &Errand,
    ) -> Option<http::Response<Body>> {
        let visit = match self.visit_of(request, errand).await {
            Ok(visit) => visit,
            Err(problem) => return Some(whole(Err(problem))),
        };
        Some(whole(match self.take_answer(once, until, &visit.client).await {
            Ok(()) => return None,
            Err(Error::Refused(refusal)) => refused(&visit, errand, refusal).await,
            Err(other) => Err(other.into()),
        }))
    }

    /// The answer to whoever comes back from a provider that vouches for them: they are signed in, asked for their second
    /// factor, or linked, and led on; or a page says why not. `request` is what the browser sent, within the host's layers.
    pub async fn arrive(
        &self,
        request: &Parts,
        vouched: &Vouched,
        errand: &Errand,
    ) -> http::Response<Body> {
        let answer = async {
            let visit = self.visit_of(request, errand).await?;
            match self.let_in(&visit, vouched, errand).await {
                Err(Error::Refused(refusal)) => refused(&visit, errand, refusal).await,
                other => other.map_err(Problem::from)?,
            }
        };
        whole(answer.await)
    }

    /// The answer to whoever comes back from a provider and is not let in, in their language.
    pub async fn turn_away(
        &self,
        request: &Parts,
        fault: ProviderFault,
        errand: &Errand,
    ) -> http::Response<Body> {
        let answer = async {
            let visit = self.visit_of(request, errand).await?;
            says_no(&visit, errand, fault.says(), fault.status()).await
        };
        let mut answer = whole(answer.await);
        if fault == ProviderFault::Away {
            let soon = HeaderValue::from_static("30");
            answer.headers_mut().insert(header::RETRY_AFTER, soon);
        }
        answer
    }

    /// The visit as if it were to the sign-in page: nothing of what the provider wrote into the address stands on the
    /// page or in its links.
    async fn visit_of(&self, request: &Parts, errand: &Errand) -> Result<Visit, Problem> {
        let mut parts = request.clone();
        parts.uri = Uri::try_from(format!("/sign-in{}", next(errand)))
            .unwrap_or_else(|_| Uri::from_static("/sign-in"));
        Visit::from_request_parts(&mut parts, self).await
    }

    async fn let_in(
        &self,
        visit: &Visit,
        vouched: &Vouched,
        errand: &Errand,
    ) -> Result<Result<Response, Problem>, Error> {
        if !errand.permit.is_empty() {
            let (_, session) = visit.own.as_ref().ok_or(Refusal::TooLate)?;
            let caller = visit.caller()?;
            self.link_provider(&caller, session.id, &errand.permit, vouched).await?;
            return Ok(Ok(to(&visit.url("/providers?done=linked"))));
        }
        Ok(match self.sign_in_by_provider(vouched, &visit.client).await? {
            Entrance::In(signed_in) => visit.enter(&signed_in, &way_on(visit, &signed_in)).await,
            Entrance::Owed(owed) => Ok(visit.with_halfway(to(&code_url(visit, "app")), &owed)),
        })
    }
}

async fn refused(visit: &Visit, errand: &Errand, refusal: Refusal) -> Result<Response, Problem> {
    let wait = visit.accounts.wait(&refusal);
    let (says, status) = match refusal {
        Refusal::Throttled { .. } => {
            ("accounts.provider.fault-often", StatusCode::TOO_MANY_REQUESTS)
        }
        Refusal::NotLinked => ("accounts.provider.fault-unlinked", StatusCode::FORBIDDEN),
        Refusal::LinkedElsewhere => ("accounts.provider.fault-elsewhere", StatusCode::CONFLICT),
        Refusal::LinkedAlready => ("accounts.provider.fault-already", StatusCode::CONFLICT),
        Refusal::TooLate => (ProviderFault::Stale.says(), ProviderFault::Stale.status()),
        other => return Err(Error::Refused(other).into()),
    };
    let mut answer = says_no(visit, errand, says, status).await?;
    if let Some(seconds) = wait {
        answer.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    Ok(answer)
}

async fn says_no(
    visit: &Visit,
    errand: &Errand,
    says: &str,
    status: StatusCode,
) -> Result<Response, Problem> {
    let Some(provider) = visit.accounts.provider() else { return Err(Problem::not_found()) };
    let link = |key: &str, path: String| Link::new(visit.say(key), path, "");
    let links = if errand.permit.is_empty() {
        vec![
            link("accounts.provider.again", format!("{}{}", provider.begins, next(errand))),
            link("accounts.provider.by-password", visit.url(&format!("/sign-in{}", next(errand)))),
        ]
    } else {
        vec![link("accounts.provider.title", visit.url("/providers"))]
    };
    let paragraphs = vec![said_of(&visit.words, says, provider)];
    let page = MessagePage { paragraphs, links, ..MessagePage::default() };
    let mut answer = visit.page("accounts.provider.fault-title", &page).await?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// Where they wanted to go, for an address.
fn next(errand: &Errand) -> String {
    let next = local_path(&errand.next);
    next.map(|next| format!("?next={}", in_query(next))).unwrap_or_default()
}

fn whole(answer: Result<Response, Problem>) -> http::Response<Body> {
    answer.unwrap_or_else(|problem| problem.into_response()).map(Body::from)
}
