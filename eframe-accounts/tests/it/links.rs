//! What arrives by mail: invitations and new passwords, and the first administrator's link.

use eframe_accounts::model::{Membership, TokenScope};
use eframe_accounts::rules::{Invite, MakeToken};
use eframe_core::Language;
use eframe_core::mail::Letter;
use http::{Method, header};

use crate::site::{OTHER, PASSWORD, Site, email, sites, system};

const ME: &str = "/api/v1/accounts/me";

/// The path of the one link in a letter; its origin is the configured one.
fn link(letter: &Letter) -> String {
    let line = letter.text().lines().find(|line| line.starts_with("http")).expect("a link");
    line.strip_prefix("http://127.0.0.1:8080").expect("the configured origin").to_owned()
}

async fn reset_link(site: &Site, name: &str) -> String {
    let mut visitor = site.visitor();
    let mut forged = visitor.request(Method::POST, "/account/reset");
    let form = header::HeaderValue::from_static("application/x-www-form-urlencoded");
    forged.headers_mut().insert(header::CONTENT_TYPE, form);
    forged.headers_mut().insert(header::HOST, header::HeaderValue::from_static("evil.example"));
    *forged.body_mut() = format!("email={name}%40city.example");
    assert_eq!(visitor.send(forged).await.status, 200);
    link(site.letters().await.last().expect("a letter"))
}

#[tokio::test]
async fn bad_input_35_a_reset_link_works_once_and_only_by_post() {
    for site in sites().await {
        let id = site.person("mina", vec![]).await;
        let caller = site.caller(id).await;
        let (name, scope) = ("App".to_owned(), TokenScope::Everything);
        let token = site.accounts.make_token(&caller, MakeToken { name, scope, days: 9 }).await;
        let bearer = format!("Bearer {}", token.expect("made").text);
        let bearer = [("authorization", bearer.as_str())];
        let link = reset_link(&site, "mina").await;
        let mut mina = site.visitor();
        let served = mina.json(Method::GET, ME, serde_json::Value::Null, &bearer).await;
        assert_eq!(served.status, 200);
        for method in [Method::GET, Method::HEAD, Method::GET] {
            let scanned = mina.send(mina.request(method, &link)).await;
            assert_eq!(scanned.status, 200);
            assert_eq!(scanned.headers[header::REFERRER_POLICY], "no-referrer");
            assert!(!scanned.text.contains("src=\"http"));
        }
        let weak = mina.post(&link, &[("password", "passwordpassword")]).await;
        assert_eq!(weak.status, 422, "a weak one does not use the link up");
        let set = mina.post(&link, &[("password", OTHER)]).await;
        assert_eq!(set.location(), "/account/sign-in?done=password");
        assert_eq!(mina.post(&link, &[("password", PASSWORD)]).await.status, 410);
        assert_eq!(mina.get(&link).await.status, 410);
        let refused = site.visitor().json(Method::GET, ME, serde_json::Value::Null, &bearer).await;
        assert_eq!(refused.status, 401, "a token may be a stranger's");
        assert_eq!(mina.sign_in("mina", OTHER).await.status, 303);
        let told = site.letters().await;
        assert_eq!(told[0].subject(), "Your password was changed");
    }
}

#[tokio::test]
async fn bad_input_35_a_reset_link_dies_of_age_of_a_change_and_of_use_at_once() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let old = reset_link(&site, "mina").await;
        site.seconds(25 * 3_600);
        let mut visitor = site.visitor();
        assert_eq!(visitor.get(&old).await.status, 410);
        assert_eq!(visitor.post(&old, &[("password", OTHER)]).await.status, 410);

        let link = reset_link(&site, "mina").await;
        let mut mina = site.signed_in("mina").await;
        let fields = [("current-password", PASSWORD), ("password", OTHER)];
        mina.post("/account/password", &fields).await;
        assert_eq!(visitor.post(&link, &[("password", PASSWORD)]).await.status, 410);
        site.letters().await;

        site.seconds(3_600);
        let link = reset_link(&site, "mina").await;
        let (mut one, mut other) = (site.visitor(), site.visitor());
        let (fields, again) = ([("password", PASSWORD)], [("password", PASSWORD)]);
        let (one, other) = tokio::join!(one.post(&link, &fields), other.post(&link, &again));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 410], "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_33_the_mail_opens_the_way_for_whoever_is_slowed_down() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.visitor();
        for _ in 0..9 {
            mina.sign_in("mina", OTHER).await;
        }
        assert_eq!(mina.sign_in("mina", PASSWORD).await.status, 429);
        let link = reset_link(&site, "mina").await;
        mina.post(&link, &[("password", OTHER)]).await;
        assert_eq!(mina.sign_in("mina", OTHER).await.status, 303);
    }
}

#[tokio::test]
async fn one_mail_in_five_minutes_goes_to_an_address() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut visitor = site.visitor();
        for _ in 0..6 {
            let asked = visitor.post("/account/reset", &[("email", "mina@city.example")]).await;
            assert_eq!(asked.status, 200);
        }
        assert_eq!(site.letters().await.len(), 1, "{}", site.base.kind);
        site.seconds(600);
        visitor.post("/account/reset", &[("email", "mina@city.example")]).await;
        assert_eq!(site.letters().await.len(), 1, "{}", site.base.kind);
    }
}

async fn invitation(site: &Site, name: &str, role: Membership, language: Language) -> Letter {
    let wish = Invite {
        email: email(&format!("{name}@city.example")),
        name: name.to_owned(),
        language,
        memberships: vec![role],
    };
    site.accounts.invite(&system(), wish).await.expect("invited");
    site.letters().await.pop().expect("a letter")
}

#[tokio::test]
async fn an_invitation_opens_an_account_once() {
    for site in sites().await {
        let role = Membership::everywhere("editor");
        let letter = invitation(&site, "mina", role, Language::KO).await;
        assert_eq!(letter.subject(), "e-Government 초대장");
        let link = link(&letter);
        let mut mina = site.visitor();
        let page = mina.get(&link).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("mina@city.example"));
        let fields = [("name", "Mina Park"), ("language", "ko"), ("password", PASSWORD)];
        let accepted = mina.post(&link, &fields).await;
        assert_eq!(accepted.location(), "/account/?done=joined", "{}", accepted.text);
        let own = mina.get("/account/").await;
        assert!(own.text.contains("Mina Park") && own.text.contains("Editor"));
        assert_eq!(site.visitor().get(&link).await.status, 410);
        assert_eq!(site.visitor().post(&link, &fields).await.status, 410);
    }
}

#[tokio::test]
async fn bad_input_45_an_invitation_is_accepted_by_its_own_account_alone() {
    for site in sites().await {
        let city = site.organisation("City A").await;
        site.person("mina", vec![]).await;
        site.person("omar", vec![]).await;
        let letter = invitation(&site, "mina", Membership::of("officer", city), Language::EN).await;
        let link = link(&letter);
        let mut omar = site.signed_in("omar").await;
        assert_eq!(omar.post(&link, &[]).await.status, 403);
        let fields = [("name", "Omar"), ("language", "en"), ("password", OTHER)];
        assert_eq!(site.visitor().post(&link, &fields).await.status, 403);
        assert!(!omar.get("/account/").await.text.contains("Officer"));

        let mut mina = site.signed_in("mina").await;
        let before = mina.cookie.clone();
        let joined = mina.post(&link, &[]).await;
        assert_eq!(joined.location(), "/account/?done=joined", "{}", joined.text);
        assert_ne!(mina.cookie, before, "a new session with the new rights");
        assert!(mina.get("/account/").await.text.contains("Officer, City A"));
    }
}

#[tokio::test]
async fn the_first_administrator_comes_by_the_link_and_only_once() {
    for site in sites().await {
        let url = site.accounts.first_administrator().await.expect("read").expect("nobody yet");
        let link = url.strip_prefix("http://127.0.0.1:8080").expect("the configured origin");
        let mut first = site.visitor();
        assert_eq!(first.get(link).await.status, 200);
        let fields = [
            ("email", "mina@city.example"),
            ("name", "Mina Park"),
            ("language", "en"),
            ("password", PASSWORD),
        ];
        assert_eq!(first.post(link, &fields[..3]).await.status, 422);
        let claimed = first.post(link, &fields).await;
        assert_eq!(claimed.location(), "/account/?done=first", "{}", claimed.text);
        assert!(first.get("/account/").await.text.contains("Administrator"));
        assert_eq!(first.get("/desk/accounts/").await.status, 200);
        assert_eq!(site.visitor().get(link).await.status, 410);
        assert_eq!(site.visitor().post(link, &fields).await.status, 410);
        assert_eq!(site.accounts.first_administrator().await.expect("read"), None);
    }
}
