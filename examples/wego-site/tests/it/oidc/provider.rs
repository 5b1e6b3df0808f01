//! A provider of OpenID Connect on loopback, with real keys, and with what goes wrong with them chosen by a test.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Form, Query, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD as BASE64};
use eframe_core::{World, sha256};
use http::{HeaderMap, StatusCode, header};
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use ring::hmac;
use ring::rand::SystemRandom;
use ring::rsa::PublicKeyComponents;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_rustls::rustls::pki_types::PrivatePkcs1KeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

/// What the provider knows the site by.
pub(crate) const CLIENT: &str = "wego site";
/// The secret that it gave the site; a percent and a plus have to survive the way.
pub(crate) const SECRET: &str = "hunter2%+/=&";
const RSA: &[u8] = include_bytes!("../../../../../eframe-newsletter/tests/it/keys/rsa-pkcs1.pem");

/// What goes wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fault {
    #[default]
    Nothing,
    /// The person, or the provider, says no.
    Declines,
    /// It says itself, in the browser, that it is not well.
    SaysAway,
    /// It answers the site itself with 503.
    Away,
    /// It says so much that nobody should read it.
    Floods,
    /// It leads the site elsewhere when it is sent a code.
    Redirects,
    /// It answers with something else than a token.
    Nonsense,
    /// There is no ID token in its answer.
    NoToken,
    /// `alg: none`.
    Unsigned,
    /// HS256 by the secret that both share.
    SharedSecret,
    /// Signed by a key that is not the provider's, under the name of one that is.
    ForeignKey,
    /// What was signed was changed since.
    Changed,
    /// For another site.
    Audience,
    /// For this site and another.
    TwoAudiences,
    /// Given to another site, for this one too.
    Party,
    /// Of another provider.
    Issuer,
    /// The answer in the browser names another provider.
    IssuerOfAnswer,
    /// In answer to another question.
    Nonce,
    /// In answer to none.
    NoNonce,
    /// Over since an hour.
    Expired,
    /// Made long before it was asked for.
    Old,
    /// Made in an hour.
    Future,
    /// About nobody.
    NoSubject,
    /// About somebody with a line break.
    SteeringSubject,
}

/// A provider on a free port; gone when dropped.
pub(crate) struct Provider {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
    _runtime: Runtime,
}

struct Shared {
    issuer: String,
    fault: Mutex<Fault>,
    subject: Mutex<String>,
    /// Signs with the elliptic curve where it is on, and else with RSA.
    curve: Mutex<bool>,
    codes: Mutex<BTreeMap<String, Asked>>,
    /// Whether a code is taken twice.
    lenient: Mutex<bool>,
    /// How often it was asked at each address.
    asked: Mutex<BTreeMap<&'static str, u32>>,
    rsa: RsaKeyPair,
    ec: Mutex<(String, EcdsaKeyPair)>,
    foreign: EcdsaKeyPair,
}

/// A question that came in through a browser.
#[derive(Clone)]
struct Asked {
    back: String,
    nonce: String,
    challenge: String,
}

fn ec() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let key =
        EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).expect("made");
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_ref(), &random).expect("good")
}

impl Provider {
    pub(crate) fn start() -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("a free port");
        let address = listener.local_addr().expect("an address");
        let rsa = PrivatePkcs1KeyDer::from_pem_slice(RSA).expect("PEM");
        let shared = Arc::new(Shared {
            issuer: format!("http://{address}/realms/staff"),
            fault: Mutex::default(),
            subject: Mutex::new("mina-7-of-the-staff".to_owned()),
            curve: Mutex::default(),
            codes: Mutex::default(),
            lenient: Mutex::default(),
            asked: Mutex::default(),
            rsa: RsaKeyPair::from_der(rsa.secret_pkcs1_der()).expect("a key"),
            ec: Mutex::new(("curve-1".to_owned(), ec())),
            foreign: ec(),
        });
        let below = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .with_state(Arc::clone(&shared));
        let router = Router::new().nest("/realms/staff", below);
        runtime.spawn(serve(listener, router));
        Self { address, shared, _runtime: runtime }
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.shared.issuer
    }

    pub(crate) fn goes_wrong(&self, fault: Fault) {
        *self.shared.fault.lock().expect("not poisoned") = fault;
    }

    pub(crate) fn knows(&self, subject: &str) {
        subject.clone_into(&mut self.shared.subject.lock().expect("not poisoned"));
    }

    pub(crate) fn signs_by_curve(&self, curve: bool) {
        *self.shared.curve.lock().expect("not poisoned") = curve;
    }

    pub(crate) fn takes_codes_twice(&self, lenient: bool) {
        *self.shared.lenient.lock().expect("not poisoned") = lenient;
    }

    /// Signs with a new key from now on.
    pub(crate) fn changes_its_key(&self, name: &str) {
        *self.shared.ec.lock().expect("not poisoned") = (name.to_owned(), ec());
    }

    /// How often it was asked there.
    pub(crate) fn was_asked(&self, path: &str) -> u32 {
        self.shared.asked.lock().expect("not poisoned").get(path).copied().unwrap_or_default()
    }
}

async fn serve(listener: TcpListener, router: Router) {
    while let Ok((stream, _)) = listener.accept().await {
        let service = TowerToHyperService::new(router.clone());
        let served = hyper::server::conn::http1::Builder::new();
        tokio::spawn(served.serve_connection(TokioIo::new(stream), service));
    }
}

impl Shared {
    fn fault(&self) -> Fault {
        *self.fault.lock().expect("not poisoned")
    }

    fn count(&self, path: &'static str) -> Option<Response> {
        *self.asked.lock().expect("not poisoned").entry(path).or_default() += 1;
        let away = self.fault() == Fault::Away;
        away.then(|| (StatusCode::SERVICE_UNAVAILABLE, "not now").into_response())
    }
}

async fn describe(State(shared): State<Arc<Shared>>) -> Response {
    if let Some(away) = shared.count("description") {
        return away;
    }
    let at = |path: &str| format!("{}/{path}", shared.issuer);
    axum::Json(json!({
        "issuer": shared.issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "jwks_uri": at("keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
        "code_challenge_methods_supported": ["S256"],
    }))
    .into_response()
}

async fn keys(State(shared): State<Arc<Shared>>) -> Response {
    if let Some(away) = shared.count("keys") {
        return away;
    }
    let rsa = PublicKeyComponents::<Vec<u8>>::from(shared.rsa.public());
    let (name, point) = {
        let (name, key) = &*shared.ec.lock().expect("not poisoned");
        (name.clone(), key.public_key().as_ref().to_vec())
    };
    axum::Json(json!({ "keys": [
        {
            "kty": "RSA", "kid": "rsa-1", "use": "sig", "alg": "RS256",
            "n": BASE64.encode(&rsa.n), "e": BASE64.encode(&rsa.e),
        },
        {
            "kty": "EC", "kid": name, "use": "sig", "crv": "P-256",
            "x": BASE64.encode(&point[1..33]), "y": BASE64.encode(&point[33..65]),
        },
    ] }))
    .into_response()
}

/// Somebody's browser comes, and they agree at once.
async fn authorize(
    State(shared): State<Arc<Shared>>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let get = |name: &str| query.get(name).cloned().unwrap_or_default();
    let names: BTreeSet<_> = query.keys().map(String::as_str).collect();
    let asked = [
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "nonce",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
    ];
    assert_eq!(names, BTreeSet::from(asked), "no more is asked, and no less");
    assert_eq!((get("scope").as_str(), get("response_type").as_str()), ("openid", "code"));
    assert_eq!(
        (get("client_id").as_str(), get("code_challenge_method").as_str()),
        (CLIENT, "S256")
    );
    let (back, state) = (get("redirect_uri"), get("state"));
    let answer = match shared.fault() {
        Fault::Declines => "error=access_denied&error_description=secret-of-mina".to_owned(),
        Fault::SaysAway => "error=temporarily_unavailable".to_owned(),
        fault => {
            let asked =
                Asked { back: back.clone(), nonce: get("nonce"), challenge: get("code_challenge") };
            let code = BASE64.encode(World::system().ids.next().as_bytes());
            shared.codes.lock().expect("not poisoned").insert(code.clone(), asked);
            let issuer = match fault {
                Fault::IssuerOfAnswer => "https://other.example",
                _ => &shared.issuer,
            };
            format!("code={code}&iss={}&session_state=x", issuer.replace(':', "%3A"))
        }
    };
    (StatusCode::FOUND, [(header::LOCATION, format!("{back}?{answer}&state={state}"))])
        .into_response()
}

/// The site shows a code.
async fn token(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    if let Some(away) = shared.count("token") {
        return away;
    }
    let get = |name: &str| form.get(name).cloned().unwrap_or_default();
    let refused =
        |why: &str| (StatusCode::BAD_REQUEST, axum::Json(json!({ "error": why }))).into_response();
    let shown = headers[header::AUTHORIZATION].to_str().expect("text");
    let shown = STANDARD.decode(shown.strip_prefix("Basic ").expect("basic")).expect("base 64");
    // RFC 6749, 2.3.1: each part as in a form.
    assert_eq!(shown, b"wego+site:hunter2%25%2B%2F%3D%26");
    let asked = {
        let mut codes = shared.codes.lock().expect("not poisoned");
        let lenient = *shared.lenient.lock().expect("not poisoned");
        let code = get("code");
        if lenient { codes.get(&code).cloned() } else { codes.remove(&code) }
    };
    let Some(asked) = asked else { return refused("invalid_grant") };
    assert_eq!(get("redirect_uri"), asked.back);
    let challenge = BASE64.encode(sha256(get("code_verifier").as_bytes()).bytes());
    if challenge != asked.challenge || get("grant_type") != "authorization_code" {
        return refused("invalid_grant");
    }
    match shared.fault() {
        Fault::Floods => " ".repeat(300 * 1024).into_response(),
        Fault::Nonsense => "<p>Hello secret-of-mina</p>".into_response(),
        Fault::Redirects => {
            let elsewhere = [(header::LOCATION, format!("{}/token?again", shared.issuer))];
            (StatusCode::TEMPORARY_REDIRECT, elsewhere).into_response()
        }
        fault => {
            let mut answer = json!({
                "access_token": "access-of-mina", "token_type": "Bearer", "expires_in": 300,
            });
            if fault != Fault::NoToken {
                answer["id_token"] = shared.signed(&asked, fault).into();
            }
            axum::Json(answer).into_response()
        }
    }
}

impl Shared {
    fn claims(&self, asked: &Asked, fault: Fault) -> Value {
        let now = World::system().now().as_second();
        let mut claims = json!({
            "iss": self.issuer, "sub": *self.subject.lock().expect("not poisoned"), "aud": CLIENT,
            "iat": now, "exp": now + 300, "nonce": asked.nonce,
            // The address of somebody else, as a provider may have it: nobody is found by it.
            "email": "omar@city.example", "email_verified": true,
        });
        let mut set = |name: &str, value: Value| claims[name] = value;
        match fault {
            Fault::Audience => set("aud", "another site".into()),
            Fault::TwoAudiences => set("aud", json!([CLIENT, "another site"])),
            Fault::Party => set("azp", "another site".into()),
            Fault::Issuer => set("iss", "https://other.example".into()),
            Fault::Nonce => set("nonce", "another question".into()),
            Fault::NoNonce => {
                claims.as_object_mut().expect("an object").remove("nonce");
            }
            Fault::Expired => set("exp", (now - 3_600).into()),
            Fault::Old => set("iat", (now - 3_600).into()),
            Fault::Future => set("iat", (now + 3_600).into()),
            Fault::NoSubject => set("sub", "".into()),
            Fault::SteeringSubject => set("sub", "mina\nomar".into()),
            _ => {}
        }
        claims
    }

    fn signed(&self, asked: &Asked, fault: Fault) -> String {
        let (name, curve) = {
            let name = self.ec.lock().expect("not poisoned").0.clone();
            (name, *self.curve.lock().expect("not poisoned") || fault == Fault::ForeignKey)
        };
        let head = match fault {
            Fault::Unsigned => json!({ "alg": "none" }),
            Fault::SharedSecret => json!({ "alg": "HS256", "typ": "JWT" }),
            _ if curve => json!({ "alg": "ES256", "typ": "JWT", "kid": name }),
            _ => json!({ "alg": "RS256", "typ": "JWT", "kid": "rsa-1" }),
        };
        let part = |value: &Value| BASE64.encode(value.to_string());
        let claims = self.claims(asked, fault);
        let text = format!("{}.{}", part(&head), part(&claims));
        let bytes = text.as_bytes();
        let random = SystemRandom::new();
        let signature = match fault {
            Fault::Unsigned => Vec::new(),
            Fault::SharedSecret => {
                let key = hmac::Key::new(hmac::HMAC_SHA256, SECRET.as_bytes());
                hmac::sign(&key, bytes).as_ref().to_vec()
            }
            Fault::ForeignKey => {
                self.foreign.sign(&random, bytes).expect("signed").as_ref().to_vec()
            }
            _ if curve => {
                let (_, key) = &*self.ec.lock().expect("not poisoned");
                key.sign(&random, bytes).expect("signed").as_ref().to_vec()
            }
            _ => {
                let mut signature = vec![0; self.rsa.public().modulus_len()];
                let signed = self.rsa.sign(&RSA_PKCS1_SHA256, &random, bytes, &mut signature);
                signed.expect("signed");
                signature
            }
        };
        if fault == Fault::Changed {
            let mut changed = claims;
            changed["sub"] = "omar-1".into();
            return format!("{}.{}.{}", part(&head), part(&changed), BASE64.encode(signature));
        }
        format!("{text}.{}", BASE64.encode(signature))
    }
}
