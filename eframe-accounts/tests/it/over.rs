//! What was over stays over when the clock steps back.

use eframe_accounts::Accounts;
use eframe_accounts::model::{Membership, TokenScope};
use eframe_accounts::rules::{Invite, MakeToken};
use eframe_core::Language;
use eframe_core::mail::Letter;
use http::Method;

use crate::site::{OTHER, PASSWORD, Site, client, email, sites, system};

const ME: &str = "/api/v1/accounts/me";
const DAY: i64 = 24 * 3600;

fn link(letter: &Letter) -> String {
    let line = letter.text().lines().find(|line| line.starts_with("http")).expect("a link");
    line.strip_prefix("http://127.0.0.1:8080").expect("the configured origin").to_owned()
}

async fn token(site: &Site, name: &str) -> String {
    let id = site.person(name, vec![]).await;
    let caller = site.caller(id).await;
    let (name, scope) = ("App".to_owned(), TokenScope::Everything);
    let (wish, here) = (MakeToken { name, scope, days: 9 }, client("192.0.2.1"));
    let made = site.accounts.make_token(&caller, wish, PASSWORD, &here).await;
    format!("Bearer {}", made.expect("made").text)
}

/// What a token and a cookie are answered with now.
async fn answered(site: &Site, bearer: &str, cookie: &str) -> (u16, u16) {
    let bearer = [("authorization", bearer)];
    let by_token = site.visitor().json(Method::GET, ME, serde_json::Value::Null, &bearer).await;
    let mut browser = site.visitor();
    cookie.clone_into(&mut browser.cookie);
    (by_token.status.as_u16(), browser.get("/account/").await.status.as_u16())
}

#[tokio::test]
async fn bad_input_66_no_token_and_no_session_is_revived_by_a_clock_that_steps_back() {
    for site in sites().await {
        let bearer = token(&site, "mina").await;
        let cookie = site.signed_in("mina").await.cookie;
        assert_eq!(answered(&site, &bearer, &cookie).await, (200, 200), "{}", site.base.kind);
        // The session has rested for too long; an hour later by the right time it had not.
        site.seconds(8 * 3600 + 1);
        assert_eq!(answered(&site, &bearer, &cookie).await, (200, 303), "{}", site.base.kind);
        site.seconds(-3600);
        assert_eq!(answered(&site, &bearer, &cookie).await, (200, 303), "{}", site.base.kind);
        site.seconds(9 * DAY);
        assert_eq!(answered(&site, &bearer, &cookie).await, (401, 303), "{}", site.base.kind);
        site.seconds(-5 * DAY);
        assert_eq!(answered(&site, &bearer, &cookie).await, (401, 303), "{}", site.base.kind);
        assert_eq!(site.visitor().sign_in("mina", PASSWORD).await.status, 303, "she gets in anew");
    }
}

#[tokio::test]
async fn bad_input_35_what_a_restore_brings_back_and_may_have_ended_since_is_over() {
    for site in sites().await {
        let first = site.accounts.first_administrator().await.expect("read").expect("nobody yet");
        let first = first.strip_prefix("http://127.0.0.1:8080").expect("the origin").to_owned();
        let bearer = token(&site, "mina").await;
        let cookie = site.signed_in("mina").await.cookie;
        let wish = Invite {
            email: email("omar@city.example"),
            name: "Omar".to_owned(),
            language: Language::EN,
            memberships: vec![Membership::everywhere("editor")],
        };
        site.accounts.invite(&system(), wish).await.expect("invited");
        let invitation = link(site.letters().await.last().expect("a letter"));
        site.visitor().post("/account/reset", &[("email", "mina@city.example")]).await;
        let reset = link(site.letters().await.last().expect("a letter"));
        assert_eq!(answered(&site, &bearer, &cookie).await, (200, 200), "{}", site.base.kind);
        for open in [&invitation, &reset, &first] {
            assert_eq!(site.visitor().get(open).await.status, 200, "{open}");
        }

        let database = &site.base.database;
        let ended = database.run(Accounts::end_restored(false)).await.expect("ended");
        assert_eq!((ended.sessions, ended.links, ended.tokens), (1, 3, None), "{}", site.base.kind);
        assert_eq!(answered(&site, &bearer, &cookie).await, (200, 303), "{}", site.base.kind);
        for over in [&invitation, &reset, &first] {
            assert_eq!(site.visitor().get(over).await.status, 410, "{over} on {}", site.base.kind);
        }
        let ended = database.run(Accounts::end_restored(true)).await.expect("ended");
        assert_eq!((ended.sessions, ended.links, ended.tokens), (0, 0, Some(1)));
        assert_eq!(answered(&site, &bearer, &cookie).await, (401, 303), "{}", site.base.kind);
        assert_eq!(site.visitor().sign_in("mina", PASSWORD).await.status, 303, "she gets in anew");
        assert!(site.accounts.first_administrator().await.expect("read").is_some(), "another");
    }
}

#[tokio::test]
async fn bad_input_66_no_link_is_revived_by_a_clock_that_steps_back() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let wish = Invite {
            email: email("omar@city.example"),
            name: "Omar".to_owned(),
            language: Language::EN,
            memberships: vec![Membership::everywhere("editor")],
        };
        site.accounts.invite(&system(), wish).await.expect("invited");
        let invitation = link(site.letters().await.last().expect("a letter"));
        let mut visitor = site.visitor();
        let asked = visitor.post("/account/reset", &[("email", "mina@city.example")]).await;
        assert_eq!(asked.status, 200, "{}", asked.text);
        let reset = link(site.letters().await.last().expect("a letter"));
        for open in [&invitation, &reset] {
            assert_eq!(visitor.get(open).await.status, 200, "{open} on {}", site.base.kind);
        }
        site.seconds(60 * DAY);
        for over in [&invitation, &reset] {
            assert_eq!(visitor.get(over).await.status, 410, "{over} on {}", site.base.kind);
        }
        site.seconds(-60 * DAY + 1);
        for over in [&invitation, &reset] {
            assert_eq!(visitor.get(over).await.status, 410, "{over} on {}", site.base.kind);
        }
        assert_eq!(visitor.post(&reset, &[("password", OTHER)]).await.status, 410);
        let fields = [("name", "Omar"), ("language", "en"), ("password", PASSWORD)];
        assert_eq!(visitor.post(&invitation, &fields).await.status, 410);
    }
}
