//! What programs may with a token, and what they may not.

use std::collections::BTreeSet;

use eframe_accounts::model::{AccountId, Membership, TokenScope};
use eframe_accounts::rules::MakeToken;
use eframe_core::Language;
use http::Method;
use serde_json::{Value, json};

use crate::factors::set_up;
use crate::site::{OTHER, PASSWORD, Site, client, sites, system};
use crate::visitor::{Answer, Visitor};

const ME: &str = "/api/v1/accounts/me";
const PEOPLE: &str = "/api/v1/accounts/accounts";
const ORGANISATIONS: &str = "/api/v1/accounts/organisations";

/// A new token of somebody's for all they may.
async fn token(site: &Site, of: AccountId) -> String {
    make(site, of, "App", TokenScope::Everything).await
}

/// A new token of somebody's for one thing alone.
async fn narrow(site: &Site, of: AccountId, permission: &str) -> String {
    let scope = TokenScope::Only([permission.to_owned()].into());
    make(site, of, "Reader", scope).await
}

async fn make(site: &Site, of: AccountId, name: &str, scope: TokenScope) -> String {
    let (caller, wish) =
        (site.caller(of).await, MakeToken { name: name.to_owned(), scope, days: 9 });
    let made = site.accounts.make_token(&caller, wish, PASSWORD, &client("192.0.2.1")).await;
    made.expect("made").text
}

/// What a program with this token is answered.
async fn by(site: &Site, token: &str, method: Method, path: &str, body: Value) -> Answer {
    let bearer = format!("Bearer {token}");
    site.visitor().json(method, path, body, &[("authorization", &bearer)]).await
}

async fn status(site: &Site, token: &str, path: &str) -> u16 {
    by(site, token, Method::GET, path, Value::Null).await.status.as_u16()
}

/// Whether a program with this token may what treasurers may and secretaries may not.
async fn keeps_books(site: &Site, token: &str, name: &str) -> bool {
    let added = by(site, token, Method::POST, ORGANISATIONS, json!({ "name": name })).await;
    assert!([201, 403].contains(&added.status.as_u16()), "{}", added.text);
    added.status == 201
}

async fn become_treasurer(site: &Site, id: AccountId) {
    let roles = ["secretariat", "treasurer"].map(Membership::everywhere).into();
    site.accounts.change_roles(&system(), id, roles, None).await.expect("given");
}

#[tokio::test]
async fn bad_input_36_no_old_token_gets_a_role_that_asks_for_a_second_factor() {
    for site in sites().await {
        let id = site.person("mina", vec![]).await;
        let before = token(&site, id).await;
        assert_eq!(status(&site, &before, ME).await, 200);
        assert_eq!(status(&site, &before, PEOPLE).await, 403);

        become_treasurer(&site, id).await;
        assert_eq!(status(&site, &before, PEOPLE).await, 200, "the other role goes on");
        assert!(!keeps_books(&site, &before, "A").await, "made without a second factor");

        // A clock that steps back makes nothing older than it is.
        site.seconds(-3_600);
        let mut mina = site.signed_in("mina").await;
        set_up(&site, &mut mina).await;
        site.seconds(60);
        assert!(!keeps_books(&site, &before, "B").await, "on {}", site.base.kind);
        let list = mina.get("/account/tokens").await.text;
        assert!(list.contains("Made without your second factor"), "{list}");

        site.seconds(7_200);
        let after = token(&site, id).await;
        assert!(keeps_books(&site, &after, "C").await, "made with both");
        let list = mina.get("/account/tokens").await.text;
        assert_eq!(list.matches("Made without your second factor").count(), 1, "{list}");

        // With another factor in the place of one that was taken away it begins anew.
        site.accounts.take_second_factor(&system(), id, None).await.expect("taken");
        assert!(!keeps_books(&site, &after, "D").await, "the factor is gone");
        let mut mina = site.signed_in("mina").await;
        set_up(&site, &mut mina).await;
        assert!(!keeps_books(&site, &after, "E").await, "it was made with another");
        site.seconds(60);
        let again = token(&site, id).await;
        assert!(keeps_books(&site, &again, "F").await);
        assert!(!keeps_books(&site, &before, "G").await && !keeps_books(&site, &after, "H").await);
    }
}

#[tokio::test]
async fn bad_input_31_who_has_a_cookie_alone_makes_no_token() {
    for site in sites().await {
        let id = site.person("mina", vec![Membership::everywhere("secretariat")]).await;
        let mut mina = site.signed_in("mina").await;
        let mut thief = site.visitor().from("198.51.100.7");
        thief.cookie.clone_from(&mina.cookie);
        let new = "/account/tokens/new";
        let form = thief.get(new).await.text;
        assert!(form.contains(r#"name="current-password""#), "{form}");
        let wish =
            [("name", "App of the city"), ("days", "41"), ("scope", "accounts.account.read")];
        let with = |password: &'static str| [&wish[..], &[("current-password", password)]].concat();
        let mut guesses = vec![thief.post(new, &wish).await, thief.post(new, &with("")).await];
        for _ in 0..3 {
            guesses.push(thief.post(new, &with(OTHER)).await);
        }
        for refused in guesses {
            assert_eq!(refused.status, 422, "{}", refused.text);
            for part in [
                r##"href="#f-current-password""##,
                "The current password is wrong",
                "App of the city",
                r#"value="41""#,
                " checked",
            ] {
                assert!(refused.text.contains(part), "{part}: {}", refused.text);
            }
            assert!(!refused.text.contains(OTHER), "it is never shown again");
        }
        let late = thief.post(new, &with(PASSWORD)).await;
        assert_eq!(late.status, 422, "{}", late.text);
        assert!(late.text.contains("There were too many attempts"), "{}", late.text);
        assert!(late.text.contains("App of the city"), "{}", late.text);
        assert!(site.letters().await.is_empty(), "nothing was made");
        let kept = || async {
            let actor = site.caller(id).await.actor;
            site.accounts.tokens(&actor).await.expect("read").len()
        };
        assert_eq!(kept().await, 0);

        // Its owner is not kept out by it, and may be wrong about the rest as often as it takes.
        for _ in 0..12 {
            let none = [("name", "App"), ("days", "9"), ("current-password", PASSWORD)];
            let refused = mina.post(new, &none).await;
            assert!(refused.text.contains(r##"href="#f-scope""##), "{}", refused.text);
        }
        let made = mina.post(new, &with(PASSWORD)).await;
        assert!(made.status == 200 && made.text.contains("eframe_"), "{}", made.text);
        assert_eq!((kept().await, site.letters().await.len()), (1, 1), "on {}", site.base.kind);
    }
}

#[tokio::test]
async fn its_owner_is_told_of_a_new_token_in_their_language() {
    for site in sites().await {
        let id = site.person("mina", vec![]).await;
        let caller = site.caller(id).await;
        let mut told = BTreeSet::new();
        for language in Language::ALL {
            let renamed = site.accounts.change_profile(&caller, "Mina".to_owned(), language).await;
            renamed.expect("hers");
            let text = token(&site, id).await;
            let letters = site.letters().await;
            let [letter] = letters.as_slice() else { panic!("one letter: {letters:?}") };
            assert_eq!(letter.to().as_str(), "mina@city.example");
            assert!(letter.text().contains("/account/reset"), "{}", letter.text());
            for said in [letter.subject(), letter.text()] {
                assert!(!said.contains("accounts.mail") && !said.contains(&text), "{said}");
            }
            told.insert((letter.subject().to_owned(), letter.text().to_owned()));
        }
        assert_eq!(told.len(), Language::ALL.len(), "{told:?} on {}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_31_a_new_password_ends_every_token() {
    for site in sites().await {
        let id = site.person("mina", vec![]).await;
        let omar = site.person("omar", vec![]).await;
        let (own, other) = (token(&site, id).await, token(&site, omar).await);
        let mut mina = site.signed_in("mina").await;
        let asked = mina.get("/account/password").await.text;
        assert!(asked.contains("tokens for programs are revoked"), "{asked}");
        let wrong = [("current-password", OTHER), ("password", OTHER)];
        assert_eq!(mina.post("/account/password", &wrong).await.status, 422);
        assert_eq!(status(&site, &own, ME).await, 200, "nothing was changed");
        let fields = [("current-password", PASSWORD), ("password", OTHER)];
        let changed = mina.post("/account/password", &fields).await;
        let done = mina.get(changed.location()).await.text;
        assert!(done.contains("tokens for programs were revoked"), "{done}");
        assert_eq!(status(&site, &own, ME).await, 401, "on {}", site.base.kind);
        assert_eq!(status(&site, &other, ME).await, 200, "hers alone");
        let actor = site.caller(id).await.actor;
        assert!(site.accounts.tokens(&actor).await.expect("read").is_empty());
        site.accounts.sign_in("mina@city.example", OTHER, &client("192.0.2.9")).await.expect("in");
    }
}

/// What people do by JSON because it is their own: each refused with this code.
async fn owns_nothing(site: &Site, browser: &mut Visitor, token: Option<&str>, code: &str) {
    let id = browser.json(Method::GET, ME, Value::Null, &[]).await.json()["id"].clone();
    let id: AccountId = id.as_str().expect("an id").parse().expect("one of ours");
    let actor = site.caller(id).await.actor;
    let session = site.accounts.sessions(&actor).await.expect("read")[0].id;
    let kept = site.accounts.tokens(&actor).await.expect("read").len();
    let tokens = site.accounts.tokens(&actor).await.expect("read");
    let other = tokens.last().map_or(uuid::Uuid::nil(), |one| one.id.uuid());
    for (method, path) in [
        (Method::GET, "sessions".to_owned()),
        (Method::GET, "tokens".to_owned()),
        (Method::DELETE, format!("sessions/{session}")),
        (Method::DELETE, format!("sessions/{}", uuid::Uuid::nil())),
        (Method::DELETE, format!("tokens/{other}")),
        (Method::DELETE, format!("tokens/{}", uuid::Uuid::nil())),
    ] {
        let path = format!("/api/v1/accounts/{path}");
        let refused = match token {
            Some(token) => by(site, token, method, &path, Value::Null).await,
            None => browser.json(method, &path, Value::Null, &[]).await,
        };
        assert_eq!(refused.status, 403, "{path}: {}", refused.text);
        assert_eq!(refused.json()["code"], code, "{path}");
    }
    assert_eq!(browser.get("/account/").await.status, 200, "nobody was signed out");
    assert_eq!(site.accounts.tokens(&actor).await.expect("read").len(), kept);
}

#[tokio::test]
async fn bad_input_40_a_narrow_token_does_nothing_because_of_its_owners_name() {
    for site in sites().await {
        let id = site.person("mina", vec![Membership::everywhere("secretariat")]).await;
        let whole = token(&site, id).await;
        site.seconds(1);
        let narrow = narrow(&site, id, "accounts.account.read").await;
        let mut mina = site.signed_in("mina").await;
        owns_nothing(&site, &mut mina, Some(&narrow), "token-scope").await;
        assert_eq!(status(&site, &narrow, PEOPLE).await, 200, "what its permission names");
        assert_eq!(status(&site, &narrow, ME).await, 200, "and whose it is");
        for path in ["sessions", "tokens"] {
            assert_eq!(status(&site, &whole, &format!("/api/v1/accounts/{path}")).await, 200);
        }
        let kept = site.accounts.tokens(&site.caller(id).await.actor).await.expect("read");
        let first = kept.last().expect("the whole one").id;
        let path = format!("/api/v1/accounts/tokens/{first}");
        let revoked = by(&site, &whole, Method::DELETE, &path, Value::Null).await;
        assert_eq!(revoked.status, 204, "{} on {}", revoked.text, site.base.kind);
        assert_eq!(status(&site, &whole, ME).await, 401);
    }
}

#[tokio::test]
async fn bad_input_40_who_owes_a_second_factor_has_nothing_of_their_own_by_json() {
    for site in sites().await {
        let id = site.person("mina", vec![]).await;
        let before = token(&site, id).await;
        become_treasurer(&site, id).await;
        let mut mina = site.signed_in("mina").await;
        owns_nothing(&site, &mut mina, None, "second-factor-owed").await;
        owns_nothing(&site, &mut mina, Some(&before), "second-factor-owed").await;
        // Under their own pages they end what may be a stranger's, and set the factor up.
        let mut other = site.signed_in("mina").await;
        assert_eq!(mina.post("/account/sessions", &[("session", "others")]).await.status, 303);
        assert_eq!(other.get("/account/").await.status, 303, "signed out");
        set_up(&site, &mut mina).await;
        let sessions = mina.json(Method::GET, "/api/v1/accounts/sessions", Value::Null, &[]).await;
        assert_eq!(sessions.status, 200, "{}", sessions.text);
        owns_nothing(&site, &mut mina, Some(&before), "second-factor-owed").await;
        let out = mina.post("/account/sign-out", &[]).await;
        assert_eq!(out.status, 303);
    }
}
