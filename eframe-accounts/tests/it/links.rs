//! What arrives by mail: invitations and new passwords, and the first administrator's link.

use eframe_accounts::model::{Membership, TokenScope};
use eframe_accounts::rules::{Invite, MakeToken};
use eframe_core::Language;
use eframe_core::mail::Letter;
use http::{Method, header};

use crate::site::{OTHER, PASSWORD, Site, client, email, sites, system};

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
        let (wish, here) = (MakeToken { name, scope, days: 9 }, client("192.0.2.1"));
        let token = site.accounts.make_token(&caller, wish, PASSWORD, &here).await;
        let bearer = format!("Bearer {}", token.expect("made").text);
        let bearer = [("authorization", bearer.as_str())];
        let link = reset_link(&site, "mina").await;
        let mut mina = site.visitor();
        let served = mina.json(Method::GET, ME, serde_json::Value::Null, &bearer).await;
        assert_eq!(served.status, 200);
        for method in [Method::GET, Method::HEAD, Method::GET] {
            let scanned = mina.send(mina.request(method, &link)).await;
            assert_eq!(scanned.status, 200);
            assert_eq!(
                scanned.headers[header::REFERRER_POLICY],
                "strict-origin",
                "no path, no query"
            );
            assert_eq!(scanned.headers["x-robots-tag"], "noindex");
            assert!(!scanned.text.contains("src=\"http"));
        }
        let page = mina.get(&link).await.text;
        let (_, token) = link.split_once("token=").expect("a token");
        let (head, _) = page.split_once("</head>").expect("a head");
        assert!(!head.contains(token) && head.contains("noindex"), "{head}");
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

/// The link that somebody sent to an address, in a role of this site or of a city.
async fn invited_by(
    site: &Site,
    sender: &eframe_core::Caller,
    whom: &str,
    role: Membership,
) -> String {
    let wish = Invite {
        email: email(whom),
        name: "New".to_owned(),
        language: Language::EN,
        memberships: vec![role],
    };
    site.accounts.invite(sender, wish).await.expect("invited");
    link(&site.letters().await.pop().expect("a letter"))
}

#[tokio::test]
async fn bad_input_35_an_invitation_falls_with_the_right_of_who_sent_it() {
    for site in sites().await {
        let city = site.organisation("City A").await;
        site.administrator("mina").await;
        let hostile = site.administrator("omar").await;
        let caller = site.caller(hostile).await;
        let administrator = Membership::everywhere("administrator");
        let officer = Membership::of("officer", city);
        let all = invited_by(&site, &caller, "own@elsewhere.example", administrator.clone()).await;
        let one = invited_by(&site, &caller, "lee@city.example", officer.clone()).await;
        let by_system = invitation(&site, "kim", officer.clone(), Language::EN).await;
        let by_system = link(&by_system);

        // Less of a right takes back what it does not permit, and nothing else.
        let secretariat = vec![Membership::everywhere("secretariat")];
        site.accounts.change_roles(&system(), hostile, secretariat, None).await.expect("changed");
        assert_eq!(site.visitor().get(&all).await.status, 410, "{}", site.base.kind);
        let fields = [("name", "Own"), ("language", "en"), ("password", PASSWORD)];
        assert_eq!(site.visitor().post(&all, &fields).await.status, 410, "{}", site.base.kind);
        assert_eq!(site.visitor().get(&one).await.status, 200, "{}", site.base.kind);
        // Having the right again does not bring it back.
        site.accounts
            .change_roles(&system(), hostile, vec![administrator.clone()], None)
            .await
            .expect("changed");
        assert_eq!(site.visitor().get(&all).await.status, 410, "{}", site.base.kind);

        let again = invited_by(&site, &caller, "own@elsewhere.example", administrator).await;
        site.accounts.switch_off(&system(), hostile, None).await.expect("off");
        for dead in [&all, &one, &again] {
            assert_eq!(site.visitor().post(dead, &fields).await.status, 410, "{}", site.base.kind);
        }
        site.accounts.switch_on(&system(), hostile, None).await.expect("on");
        assert_eq!(site.visitor().get(&again).await.status, 410, "{}", site.base.kind);
        assert_eq!(site.visitor().post(&by_system, &fields).await.status, 303, "the system's own");
        let seen = site.accounts.invitations(&system().actor).await.expect("read");
        let withdrawn = eframe_accounts::model::InvitationState::Withdrawn;
        assert_eq!(seen.iter().filter(|one| one.state == withdrawn).count(), 3);
    }
}

#[tokio::test]
async fn bad_input_35_an_invitation_that_is_sent_while_its_sender_is_switched_off_opens_nothing() {
    for site in sites().await {
        site.administrator("mina").await;
        let hostile = site.administrator("omar").await;
        let caller = site.caller(hostile).await;
        site.accounts.switch_off(&system(), hostile, None).await.expect("off");
        // Whoever acted in their name in that moment was let in before.
        let role = Membership::everywhere("administrator");
        let wish = Invite {
            email: email("own@elsewhere.example"),
            name: "New".to_owned(),
            language: Language::EN,
            memberships: vec![role],
        };
        site.accounts.invite(&caller, wish).await.expect("invited");
        let late = link(&site.letters().await.pop().expect("a letter"));
        let fields = [("name", "Own"), ("language", "en"), ("password", PASSWORD)];
        assert_eq!(site.visitor().get(&late).await.status, 410, "{}", site.base.kind);
        assert_eq!(site.visitor().post(&late, &fields).await.status, 410, "{}", site.base.kind);
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
