//! What programs may with a token, and what they may not.

use std::collections::BTreeSet;

use eframe_accounts::model::{AccountId, Membership, TokenScope};
use eframe_accounts::rules::MakeToken;
use eframe_core::Language;
use http::Method;
use serde_json::{Value, json};

use crate::factors::set_up;
use crate::site::{OTHER, PASSWORD, Site, client, sites, system};
use crate::visitor::Answer;

const ME: &str = "/api/v1/accounts/me";
const PEOPLE: &str = "/api/v1/accounts/accounts";
const ORGANISATIONS: &str = "/api/v1/accounts/organisations";

/// A new token of somebody's for all they may.
async fn token(site: &Site, of: AccountId) -> String {
    let wish = MakeToken { name: "App".to_owned(), scope: TokenScope::Everything, days: 9 };
    site.accounts.make_token(&site.caller(of).await, wish).await.expect("made").text
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
