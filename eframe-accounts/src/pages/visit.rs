use std::collections::BTreeMap;

use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::{Choice, Posted};
use eframe_core::frame::{Area, FrameAsk};
pub(super) use eframe_core::http::see_other as to;
use eframe_core::http::{Asked, ClientAddress, Problem, Query, in_query};
use eframe_core::messages::Arg;
use eframe_core::template::Template;
use eframe_core::{Actor, Caller, Denied, Language};
use http::request::Parts;
use http::{HeaderName, HeaderValue, StatusCode, header};

use crate::cookie::{self, Cookie};
use crate::model::{Account, Session};
use crate::{Accounts, Client, Error, OwedFactor, SignedIn};

/// Who comes to a page of accounts, from where, and what they read.
pub(crate) struct Visit {
    pub(super) accounts: Accounts,
    /// Who is signed in here. Tokens don't count: pages are for people.
    pub(super) own: Option<(Account, Session)>,
    /// What a sign-in that waits for the second factor is found by.
    pub(super) halfway: Option<String>,
    pub(super) client: Client,
    pub(super) words: Words,
    query: Posted,
    path: String,
}

/// Says things in the reader's language.
pub(crate) struct Words {
    pub(crate) accounts: Accounts,
    pub(crate) language: Language,
}

impl FromRequestParts<Accounts> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, accounts: &Accounts) -> Result<Self, Problem> {
        let Asked(language) =
            Asked::from_request_parts(parts, accounts).await.unwrap_or_else(|e| match e {});
        let Query(query) =
            Query::<BTreeMap<String, String>>::from_request_parts(parts, accounts).await?;
        let query: Posted = query.into_iter().collect();
        let mount = accounts.mount();
        let own = match cookie::read(Cookie::Session, &parts.headers, mount) {
            Some(secret) => accounts.behind(secret).await?,
            None => None,
        };
        if let Some((account, session)) = &own {
            accounts.note_use(&account.actor(accounts.roles()), session).await;
        }
        let words = Words { accounts: accounts.clone(), language };
        let halfway = cookie::read(Cookie::Halfway, &parts.headers, mount).map(str::to_owned);
        let path = mount.account_url(parts.uri.path());
        let (accounts, client) = (accounts.clone(), client(parts));
        Ok(Self { accounts, own, halfway, client, words, query, path })
    }
}

/// Where a request comes from.
fn client(parts: &Parts) -> Client {
    let agent = parts.headers.get(header::USER_AGENT).map(HeaderValue::as_bytes);
    Client {
        address: parts.extensions.get::<ClientAddress>().map(|ClientAddress(address)| *address),
        agent: String::from_utf8_lossy(agent.unwrap_or_default()).into_owned(),
    }
}

impl Words {
    /// The message of this key.
    pub(crate) fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The message of this key, filled in.
    pub(crate) fn say_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.accounts.presentation().say(self.language, key, args).text
    }

    /// What people call a role: the host's own name where this crate has no word for it.
    /// What a permission allows, where its block says so.
    pub(crate) fn allows(&self, permission: &str) -> Option<String> {
        self.accounts.presentation().allows(self.language, permission)
    }

    pub(crate) fn role(&self, name: &str) -> String {
        const KNOWN: [&str; 8] = [
            "administrator",
            "secretariat",
            "editor",
            "reviewer",
            "committee",
            "officer",
            "colleague",
            "reader",
        ];
        if KNOWN.contains(&name) {
            self.say(&["accounts.role.", name].concat())
        } else {
            name.to_owned()
        }
    }

    /// The languages that mails are written in.
    pub(crate) fn languages(&self) -> Vec<Choice> {
        let all = self.accounts.presentation().languages().iter();
        all.map(|one| Choice::new(one.code(), one.own_name())).collect()
    }
}

impl Visit {
    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    /// A field of the query, or nothing.
    pub(super) fn asked(&self, name: &str) -> &str {
        self.query.one(name)
    }

    /// The path of a page of accounts.
    pub(super) fn url(&self, path: &str) -> String {
        self.accounts.mount().account_url(path)
    }

    /// Who is signed in; else the address where everyone else signs in first.
    pub(super) fn signed_in(&self) -> Result<(&Account, &Session), String> {
        match &self.own {
            Some((account, session)) => Ok((account, session)),
            None => Err(self.url(&format!("/sign-in?next={}", in_query(&self.path)))),
        }
    }

    /// Who acts.
    pub(super) fn caller(&self) -> Result<Caller, Denied> {
        let (account, _) = self.own.as_ref().ok_or(Denied::SignIn)?;
        Ok(Caller::new(account.actor(self.accounts.roles())))
    }

    /// A page, with its title in the reader's language.
    pub(super) async fn page<T: Template>(
        &self,
        title: &str,
        page: &T,
    ) -> Result<Response, Problem> {
        let actor = self
            .own
            .as_ref()
            .map_or_else(Actor::anonymous, |(account, _)| account.actor(self.accounts.roles()));
        let ask = FrameAsk::new(self.words.language, Area::Account, self.say(title), &*self.path)
            .alternates(self.alternates())
            .unlisted()
            .actor(&actor);
        let html =
            self.accounts.presentation().html(&ask, page).await.map_err(Problem::internal)?;
        let mut response = Html(html).into_response();
        // A link from a mail stands in this page's address: no path and no query leaves it. Under `no-referrer` a form would
        // say `Origin: null`, and be refused wherever a browser sends no `Sec-Fetch-Site`.
        let origin_alone = HeaderValue::from_static("strict-origin");
        response.headers_mut().insert(header::REFERRER_POLICY, origin_alone);
        let by_nobody = HeaderValue::from_static("noindex");
        response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), by_nobody);
        Ok(response)
    }

    /// The same page, because something typed is wrong.
    pub(super) async fn again<T: Template>(
        &self,
        title: &str,
        page: &T,
    ) -> Result<Response, Problem> {
        let mut response = self.page(title, page).await?;
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
        Ok(response)
    }

    /// This page's address in each language, with what else its query says, but for what was done.
    fn alternates(&self) -> Vec<(Language, String)> {
        let kept: String = (self.query.iter().filter(|(name, _)| !["lang", "done"].contains(name)))
            .map(|(name, value)| format!("&{}={}", in_query(name), in_query(value)))
            .collect();
        let all = self.accounts.presentation().languages().iter();
        all.map(|one| (*one, format!("{}?lang={one}{kept}", self.path))).collect()
    }

    /// The way on after signing in, with the new session's cookie. The session that was here before ends, so
    /// that nobody who knows its secret stays.
    pub(super) async fn enter(
        &self,
        signed_in: &SignedIn,
        path: &str,
    ) -> Result<Response, Problem> {
        if let Some((_, before)) = &self.own {
            match self.accounts.end_session(&self.caller()?, before.id).await {
                Ok(()) | Err(Error::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(self.with_session(to(path), signed_in))
    }

    /// An answer that gives the browser its session, and takes away what led to it.
    pub(super) fn with_session(&self, response: Response, signed_in: &SignedIn) -> Response {
        let mount = self.accounts.mount();
        let session = cookie::set(Cookie::Session, &signed_in.secret, signed_in.lasts, mount);
        let response = with_cookie(response, session);
        match self.halfway {
            Some(_) => with_cookie(response, cookie::clear(Cookie::Halfway, mount)),
            None => response,
        }
    }

    /// An answer to whoever still owes the second factor.
    pub(super) fn with_halfway(&self, response: Response, owed: &OwedFactor) -> Response {
        let mount = self.accounts.mount();
        with_cookie(response, cookie::set(Cookie::Halfway, &owed.secret, owed.lasts, mount))
    }
}

pub(super) fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}
