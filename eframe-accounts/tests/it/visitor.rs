//! A browser without scripts: it keeps one cookie and follows nothing by itself. It is an old one that sends no
//! `Sec-Fetch-Site`, and says `Origin` as the policy of the page lets it.

use std::sync::Arc;

use bytes::Bytes;
use eframe_core::block::axum::Router;
use eframe_core::http::ClientAddress;
use eframe_core::layer::{ActorLayer, CrossSiteLayer, SecurityLayer};
use eframe_core::{Body, Mount};
use http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt as _;
use tower::{Layer as _, ServiceExt as _};

use crate::site::{PASSWORD, Site};

pub(crate) struct Visitor {
    router: Router,
    pub(crate) cookie: String,
    address: &'static str,
    origin: &'static str,
    /// Whether the page it is on lets its forms say where they come from.
    named: bool,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: http::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().expect("a path"))
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }
}

impl Site {
    /// Somebody who comes with nothing.
    pub(crate) fn visitor(&self) -> Visitor {
        let accounts = &self.accounts;
        let router = Router::new()
            .nest_service("/account", accounts.pages())
            .nest_service("/desk/accounts", accounts.gate().layer(accounts.desk()))
            .nest_service("/api/v1/accounts", accounts.json())
            .layer(ActorLayer::new(Arc::new(accounts.clone())))
            .layer(CrossSiteLayer::new(&Mount::new(self.origin)))
            .layer(SecurityLayer::new(false));
        Visitor {
            router,
            cookie: String::new(),
            address: "192.0.2.1",
            origin: self.origin,
            named: true,
        }
    }

    /// The same, signed in.
    pub(crate) async fn signed_in(&self, name: &str) -> Visitor {
        let mut visitor = self.visitor();
        let answer = visitor.sign_in(name, PASSWORD).await;
        assert_eq!(answer.status, 303, "{}", answer.text);
        visitor
    }
}

impl Visitor {
    pub(crate) fn from(mut self, address: &'static str) -> Self {
        self.address = address;
        self
    }

    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let email = format!("{name}@city.example");
        self.post("/account/sign-in", &[("email", &email), ("password", password)]).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pair = |(name, value): &(&str, &str)| format!("{}={}", encoded(name), encoded(value));
        let body = fields.iter().map(pair).collect::<Vec<_>>().join("&");
        let mut request = self.request(Method::POST, path);
        let form = header::HeaderValue::from_static("application/x-www-form-urlencoded");
        request.headers_mut().insert(header::CONTENT_TYPE, form);
        *request.body_mut() = body;
        self.send(request).await
    }

    pub(crate) async fn json(
        &mut self,
        method: Method,
        path: &str,
        body: serde_json::Value,
        headers: &[(&'static str, &str)],
    ) -> Answer {
        let mut request = self.request(method, path);
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a header"));
        }
        if !body.is_null() {
            let json = header::HeaderValue::from_static("application/json");
            request.headers_mut().insert(header::CONTENT_TYPE, json);
            *request.body_mut() = body.to_string();
        }
        self.send(request).await
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> Request<String> {
        let mut request = Request::builder().method(&method).uri(path);
        if !self.cookie.is_empty() {
            request = request.header(header::COOKIE, &self.cookie);
        }
        if method != Method::GET {
            // Fetch, "append a request Origin header".
            let origin = if self.named { self.origin } else { "null" };
            request = request.header(header::ORIGIN, origin);
        }
        request = request.header(header::USER_AGENT, "Browser/1 (Test)");
        let mut request = request.body(String::new()).expect("a request");
        let address = ClientAddress(self.address.parse().expect("an address"));
        request.extensions_mut().insert(address);
        request
    }

    pub(crate) async fn send(&mut self, request: Request<String>) -> Answer {
        let request = request.map(|body| Body::from(Bytes::from(body)));
        let request = request.map(eframe_core::block::axum::body::Body::new);
        let response = self.router.clone().oneshot(request).await.expect("infallible");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.keep(cookie.to_str().expect("a cookie"));
        }
        let kind = parts.headers.get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
            let policy = parts.headers.get(header::REFERRER_POLICY);
            self.named = policy.is_none_or(|policy| policy != "no-referrer");
        }
        let bytes = body.collect().await.expect("a body").to_bytes();
        let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Answer { status: parts.status, headers: parts.headers, text }
    }
}

impl Visitor {
    /// Does with a cookie what a browser does: the newest of a name counts, one without a value is gone.
    pub(crate) fn keep(&mut self, line: &str) {
        let pair = line.split(';').next().unwrap_or_default();
        let (name, value) = pair.split_once('=').expect("a pair");
        let of_others = self
            .cookie
            .split("; ")
            .filter(|kept| !kept.is_empty() && kept.split('=').next() != Some(name));
        let all = of_others.chain(Some(pair).filter(|_| !value.is_empty()));
        self.cookie = all.collect::<Vec<_>>().join("; ");
    }

    /// Only this cookie, as a thief might have it.
    pub(crate) fn only(mut self, name: &str) -> Self {
        let own = self.cookie.split("; ").find(|kept| kept.split('=').next() == Some(name));
        self.cookie = own.expect("there is one").to_owned();
        self
    }

    /// The same browser once more.
    pub(crate) fn twin(&self) -> Self {
        let (router, cookie) = (self.router.clone(), self.cookie.clone());
        Self { router, cookie, address: self.address, origin: self.origin, named: self.named }
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
