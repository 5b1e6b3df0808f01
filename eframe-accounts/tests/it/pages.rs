//! People's own pages, as a browser without scripts sees them.

use std::time::{Duration, Instant};

use eframe_accounts::model::Membership;
use eframe_core::block::sea_orm::{
    self, ConnectionTrait as _, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait as _,
};
use http::{Method, header};
use tokio::time::{sleep, timeout};

use crate::site::{OTHER, PASSWORD, Site, sites};

#[tokio::test]
async fn signing_in_and_out() {
    for site in sites().await {
        site.person("mina", vec![Membership::everywhere("editor")]).await;
        let mut mina = site.visitor();
        let away = mina.get("/account/").await;
        assert_eq!(
            (away.status.as_u16(), away.location()),
            (303, "/account/sign-in?next=/account/")
        );
        assert_eq!(mina.get(away.location()).await.status, 200);
        let wrong = mina.sign_in("mina", OTHER).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("mina@city.example") && !wrong.text.contains(OTHER));
        let right = mina.sign_in("mina", PASSWORD).await;
        assert_eq!((right.status.as_u16(), right.location()), (303, "/account/"));
        let cookie = right.headers[header::SET_COOKIE].to_str().expect("a cookie");
        for part in ["session=", "; Path=/", "; HttpOnly", "; SameSite=Lax"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        let own = mina.get("/account/").await;
        assert_eq!(own.status, 200);
        assert!(own.text.contains("Editor") && own.text.contains("mina@city.example"));
        assert_eq!(own.headers[header::CACHE_CONTROL], "no-store");
        let out = mina.post("/account/sign-out", &[]).await;
        assert_eq!((out.status.as_u16(), out.location()), (303, "/account/sign-in"));
        assert_eq!(mina.get("/account/").await.status, 303);
    }
}

#[tokio::test]
async fn bad_input_30_a_session_is_never_one_from_before() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.visitor();
        mina.cookie = "session=planted-by-somebody-else".to_owned();
        mina.sign_in("mina", PASSWORD).await;
        assert!(!mina.cookie.contains("planted"));
        let first = mina.cookie.clone();
        mina.sign_in("mina", PASSWORD).await;
        assert_ne!(mina.cookie, first);
        let fields = [("current-password", PASSWORD), ("password", OTHER)];
        let before = mina.cookie.clone();
        let changed = mina.post("/account/password", &fields).await;
        assert_eq!(changed.location(), "/account/?done=password");
        assert_ne!(mina.cookie, before);
        assert_eq!(mina.get("/account/").await.status, 200);
        for old in [first, before] {
            mina.cookie = old;
            assert_eq!(mina.get("/account/").await.status, 303, "{}", site.base.kind);
        }
    }
}

#[tokio::test]
async fn bad_input_31_a_stolen_cookie_is_refused_at_once() {
    for site in sites().await {
        site.administrator("omar").await;
        let mina = site.person("mina", vec![Membership::everywhere("editor")]).await;
        let system = crate::site::system();

        let mut owner = site.signed_in("mina").await;
        let mut thief = site.visitor();
        thief.cookie = owner.cookie.clone();
        assert_eq!(thief.get("/account/").await.status, 200);
        owner.post("/account/sign-out", &[]).await;
        assert_eq!(thief.get("/account/").await.status, 303, "after sign-out");

        let mut owner = site.signed_in("mina").await;
        thief.cookie = owner.cookie.clone();
        let fields = [("current-password", PASSWORD), ("password", OTHER)];
        owner.post("/account/password", &fields).await;
        assert_eq!(thief.get("/account/").await.status, 303, "after a new password");

        thief.cookie = owner.cookie.clone();
        site.accounts.change_roles(&system, mina, vec![], None).await.expect("changed");
        assert_eq!(thief.get("/account/").await.status, 303, "after other roles");

        owner.sign_in("mina", OTHER).await;
        thief.cookie = owner.cookie.clone();
        assert_eq!(thief.get("/account/").await.status, 200);
        site.accounts.switch_off(&system, mina, None).await.expect("switched off");
        assert_eq!(thief.get("/account/").await.status, 303, "after the account is off");
        assert_eq!(owner.sign_in("mina", OTHER).await.status, 422);
    }
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut idle = site.signed_in("mina").await;
        let mut busy = site.signed_in("mina").await;
        for _ in 0..5 {
            site.seconds(4 * 3_600);
            assert_eq!(busy.get("/account/").await.status, 200);
        }
        assert_eq!(idle.get("/account/").await.status, 303, "idle for 20 hours");
        site.seconds(4 * 3_600);
        assert_eq!(busy.get("/account/").await.status, 303, "a day old");
    }
}

#[tokio::test]
async fn sessions_are_listed_and_the_others_ended() {
    for site in sites().await {
        let mina = site.person("mina", vec![]).await;
        let mut desk = site.signed_in("mina").await;
        let mut phone = site.signed_in("mina").await;
        let list = desk.get("/account/sessions").await;
        assert_eq!(list.text.matches("Browser/1 (Test)").count(), 2);
        let ended = desk.post("/account/sessions", &[("session", "others")]).await;
        assert_eq!(ended.status, 303);
        assert_eq!(phone.get("/account/").await.status, 303);
        assert_eq!(desk.get("/account/").await.status, 200);
        site.person("omar", vec![]).await;
        let mut omar = site.signed_in("omar").await;
        let actor = site.caller(mina).await.actor;
        let sessions = site.accounts.sessions(&actor).await.expect("read");
        let id = sessions[0].id.to_string();
        omar.post("/account/sessions", &[("session", &id)]).await;
        assert_eq!(desk.get("/account/").await.status, 200, "only one's own are ended");
    }
}

#[tokio::test]
async fn bad_input_34_the_answers_are_the_same_for_every_address() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let off = site.person("gone", vec![]).await;
        site.accounts.switch_off(&crate::site::system(), off, None).await.expect("off");
        let mut answers = Vec::new();
        for name in ["mina", "nobody", "gone"] {
            let mut visitor = site.visitor();
            let signed = visitor.sign_in(name, OTHER).await;
            let email = format!("{name}@city.example");
            let asked = visitor.post("/account/reset", &[("email", &email)]).await;
            answers.push([signed, asked].map(|answer| {
                (answer.status, answer.text.replace(name, "*"), answer.headers.len())
            }));
        }
        assert_eq!(answers[0], answers[1], "{}", site.base.kind);
        assert_eq!(answers[0], answers[2], "{}", site.base.kind);
        let letters = site.letters().await;
        let to: Vec<_> = letters.iter().map(|letter| letter.to().as_str()).collect();
        assert_eq!(to, ["mina@city.example"]);
    }
}

#[tokio::test]
async fn bad_input_33_a_form_that_comes_too_often_says_so() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut stranger = site.visitor().from("198.51.100.7");
        for _ in 0..5 {
            assert_eq!(stranger.sign_in("mina", OTHER).await.status, 422);
        }
        let throttled = stranger.sign_in("mina", PASSWORD).await;
        assert_eq!(throttled.status, 429);
        assert!(throttled.text.contains("<form"), "the form is there to try again");
    }
}

#[tokio::test]
async fn bad_input_41_another_sites_form_and_a_get_change_nothing() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        assert_eq!(mina.get("/account/sign-out").await.status, 405);
        let mut silent = mina.request(Method::POST, "/account/sign-out");
        silent.headers_mut().remove("origin");
        let mut foreign = mina.request(Method::POST, "/account/sign-out");
        foreign.headers_mut().remove("origin");
        foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().expect("a header"));
        assert_eq!(mina.send(silent).await.status, 403);
        assert_eq!(mina.send(foreign).await.status, 403);
        let mut foreign = mina.request(Method::POST, "/account/sign-out");
        foreign.headers_mut().insert("origin", "https://evil.example".parse().expect("a header"));
        assert_eq!(mina.send(foreign).await.status, 403);
        assert_eq!(mina.get("/account/").await.status, 200);
    }
}

#[tokio::test]
async fn bad_input_41_forms_work_where_a_browser_says_its_origin_alone() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.visitor();
        // Each posted from the page that a browser was shown, by what its policy lets it say.
        let mut policies = Vec::new();
        for path in ["/account/sign-in", "/account/reset"] {
            policies.push(mina.get(path).await.headers[header::REFERRER_POLICY].clone());
            let fields = [("email", "mina@city.example"), ("password", PASSWORD)];
            let sent = mina.post(path, &fields).await;
            assert_ne!(sent.status, 403, "{path} on {}: {}", site.base.kind, sent.text);
        }
        for path in [
            "/account/",
            "/account/profile",
            "/account/password",
            "/account/sessions",
            "/account/tokens",
            "/account/tokens/new",
            "/account/second-factor",
            "/account/second-factor/app/new",
            "/account/providers",
        ] {
            let page = mina.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            policies.push(page.headers[header::REFERRER_POLICY].clone());
        }
        mina.get("/account/").await;
        assert_eq!(mina.post("/account/sign-out", &[]).await.status, 303);
        // Nothing of an address leaves, and the origin does.
        assert!(policies.iter().all(|policy| policy == "strict-origin"), "{policies:?}");
    }
}

#[tokio::test]
async fn bad_input_42_no_page_is_framed() {
    for site in sites().await {
        let page = site.visitor().get("/account/sign-in").await;
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains("frame-ancestors 'none'"));
    }
}

#[tokio::test]
async fn bad_input_43_signing_in_leads_nowhere_else() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        for (next, location) in [
            ("/desk/accounts/", "/desk/accounts/"),
            ("//evil.example", "/account/"),
            ("/%5Cevil.example", "/account/"),
            ("https:evil.example", "/account/"),
            ("%2F%2Fevil.example", "/account/"),
        ] {
            let mut mina = site.visitor();
            let fields = [("email", "mina@city.example"), ("password", PASSWORD)];
            let answer = mina.post(&format!("/account/sign-in?next={next}"), &fields).await;
            assert_eq!(answer.location(), location, "{next}");
        }
    }
}

#[tokio::test]
async fn bad_input_4_5_8_what_is_no_text_is_refused() {
    for site in sites().await {
        let mut visitor = site.visitor();
        let form = "application/x-www-form-urlencoded";
        for (body, status) in [("email=%FF", 400), ("email=a%00b&password=x", 422)] {
            let mut request = visitor.request(Method::POST, "/account/sign-in");
            request.headers_mut().insert(header::CONTENT_TYPE, form.parse().expect("a header"));
            body.clone_into(request.body_mut());
            assert_eq!(visitor.send(request).await.status, status, "{body}");
        }
        let json = visitor.json(Method::POST, "/account/sign-in", serde_json::json!({}), &[]).await;
        assert_eq!(json.status, 415);
    }
}

#[tokio::test]
async fn bad_input_5_14_a_name_is_one_visible_line() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        let save = |name| [("name", name), ("language", "ko")];
        let broken = mina.post("/account/profile", &save("Mina\r\nBcc: x@evil.example")).await;
        assert_eq!(broken.status, 422);
        let turned = mina.post("/account/profile", &save("Mi\u{202e}na \u{200b}Park")).await;
        assert_eq!(turned.location(), "/account/?done=profile");
        assert!(mina.get("/account/").await.text.contains("Mina Park"));
    }
}

#[tokio::test]
async fn bad_input_7_fields_that_a_form_does_not_show_are_passed_over() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        let fields =
            [("name", "Mina"), ("language", "en"), ("roles", "administrator"), ("is_admin", "1")];
        assert_eq!(mina.post("/account/profile", &fields).await.status, 303);
        assert!(!mina.get("/account/").await.text.contains("Administrator"));
    }
}

#[tokio::test]
async fn bad_input_100_a_refused_form_leads_to_what_is_wrong() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let outside = site.visitor().sign_in("mina", OTHER).await;
        assert_eq!(outside.status, 422);
        for part in [r#"role="alert""#, r##"href="#f-email""##, r#"id="f-email""#, "aria-invalid"] {
            assert!(outside.text.contains(part), "{part}: {}", outside.text);
        }
        let mut mina = site.signed_in("mina").await;
        let fields = [("current-password", PASSWORD), ("password", "short")];
        let refused = mina.post("/account/password", &fields).await;
        assert_eq!(refused.status, 422);
        for part in
            [r#"role="alert""#, r##"href="#f-password""##, "aria-describedby", "aria-invalid"]
        {
            assert!(refused.text.contains(part), "{part}");
        }
    }
}

#[tokio::test]
async fn a_token_is_shown_once_and_acts_as_far_as_it_was_made_for() {
    for site in sites().await {
        site.administrator("mina").await;
        let mut mina = site.signed_in("mina").await;
        let form = mina.get("/account/tokens/new").await.text;
        assert!(!form.contains(" checked"), "nothing is chosen beforehand: {form}");
        assert!(form.contains(">See who has an account, with their roles and invitations</label>"));
        assert!(form.contains(">accounts.account.read</p>"), "{form}");
        let nothing = mina.post("/account/tokens/new", &[("name", "App"), ("days", "30")]).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.text.contains(r##"href="#f-scope""##), "{}", nothing.text);
        let wish = [
            ("name", "App"),
            ("days", "30"),
            ("scope", "accounts.account.read"),
            ("current-password", PASSWORD),
        ];
        let made = mina.post("/account/tokens/new", &wish).await;
        let (_, rest) = made.text.split_once("eframe_").expect("the text is shown");
        let token = format!("eframe_{}", &rest[..43]);
        let list = mina.get("/account/tokens").await;
        assert!(list.text.contains("App") && !list.text.contains(&token));
        assert!(list.text.contains("See who has an account"), "{}", list.text);

        let bearer = format!("Bearer {token}");
        let mut app = site.visitor();
        let headers = [("authorization", bearer.as_str())];
        let me = "/api/v1/accounts/me";
        let own = app.json(Method::GET, me, serde_json::Value::Null, &headers).await;
        assert_eq!(own.json()["permissions"], serde_json::json!(["accounts.account.read"]));
        let name = serde_json::json!({ "name": "City A" });
        let add = app.json(Method::POST, "/api/v1/accounts/organisations", name, &headers).await;
        assert_eq!(add.status, 403);

        let wrong = [("authorization", "Bearer eframe_guess")];
        let refused = app.json(Method::GET, me, serde_json::Value::Null, &wrong).await;
        assert_eq!(refused.status, 401);
        site.seconds(31 * 86_400);
        let late = app.json(Method::GET, me, serde_json::Value::Null, &headers).await;
        assert_eq!(late.status, 401, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_99_what_was_typed_into_ones_own_pages_is_kept_too() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        site.seconds(9 * 3_600);
        let wish = [
            ("name", "The app of the city"),
            ("days", "30"),
            ("scope", "*"),
            ("current-password", PASSWORD),
        ];
        let away = mina.post("/account/tokens/new", &wish).await;
        let fields = [("email", "mina@city.example"), ("password", PASSWORD)];
        let back = mina.post(away.location(), &fields).await;
        assert!(back.location().starts_with("/account/tokens/new?kept="), "{}", back.location());
        let again = mina.get(back.location()).await;
        assert!(again.text.contains("The app of the city"), "{}", again.text);
        assert!(!again.text.contains(PASSWORD), "nobody keeps it: {}", again.text);
        assert!(!mina.get("/account/tokens").await.text.contains("The app of the city"));
    }
}

#[tokio::test]
async fn whoever_knows_the_current_password_may_try_new_ones_until_one_is_good() {
    for site in sites().await {
        site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        for _ in 0..12 {
            let fields = [("current-password", PASSWORD), ("password", "short")];
            let refused = mina.post("/account/password", &fields).await;
            assert!(refused.text.contains(r##"href="#f-password""##), "{}", refused.text);
        }
        let wrong = [("current-password", "certainly not this one"), ("password", OTHER)];
        let refused = mina.post("/account/password", &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains(r##"href="#f-current-password""##), "{}", refused.text);
        assert!(!refused.text.contains("mail address"), "they gave none");
        let right = [("current-password", PASSWORD), ("password", OTHER)];
        assert_eq!(mina.post("/account/password", &right).await.status, 303);
    }
}

/// Somebody else's transaction, by which no session can be written.
async fn held(site: &Site) -> DatabaseTransaction {
    let other = sea_orm::Database::connect(&site.base.url).await.expect("another program connects");
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let held = other.begin_with_options(immediate).await.expect("it begins");
    if site.base.kind == "postgres" {
        let lock = "SELECT 1 FROM accounts_session FOR UPDATE";
        held.execute_unprepared(lock).await.expect("it locks");
    }
    held
}

#[tokio::test]
async fn bad_input_89_no_page_waits_until_it_is_noted_that_its_reader_came() {
    for site in sites().await {
        let kind = site.base.kind;
        let id = site.person("mina", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        site.seconds(120);
        let held = held(&site).await;
        let begun = Instant::now();
        for _ in 0..4 {
            assert_eq!(mina.get("/account/").await.status, 200, "{kind}");
        }
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?} on {kind}", begun.elapsed());
        held.rollback().await.expect("it lets go");
        let caller = site.caller(id).await;
        let noted = async {
            loop {
                let own = site.accounts.sessions(&caller.actor).await.expect("read");
                if own[0].seen == site.base.clock.now() {
                    return;
                }
                sleep(Duration::from_millis(20)).await;
            }
        };
        timeout(Duration::from_secs(10), noted).await.expect("it is noted behind the page");
    }
}
