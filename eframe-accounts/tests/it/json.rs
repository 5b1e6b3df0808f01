//! The JSON service.

use eframe_accounts::model::Membership;
use http::Method;
use serde_json::{Value, json};

use crate::site::{PASSWORD, Site, sites};
use crate::visitor::{Answer, Visitor};

const BASE: &str = "/api/v1/accounts";

async fn ask(visitor: &mut Visitor, method: Method, path: &str, body: Value) -> Answer {
    visitor.json(method, &format!("{BASE}{path}"), body, &[]).await
}

#[tokio::test]
async fn people_are_read_page_by_page() {
    for site in sites().await {
        site.administrator("mina").await;
        for name in ["a", "b", "c"] {
            site.person(name, vec![]).await;
        }
        let mut mina = site.signed_in("mina").await;
        let first = ask(&mut mina, Method::GET, "/accounts?limit=3", Value::Null).await.json();
        let names = |page: &Value| {
            let items = page["items"].as_array().expect("items").iter();
            items.map(|one| one["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&first), ["a", "b", "c"]);
        let next = format!("/accounts?limit=3&cursor={}", first["next"].as_str().expect("more"));
        let second = ask(&mut mina, Method::GET, &next, Value::Null).await.json();
        assert_eq!(names(&second), ["mina"]);
        assert_eq!(second.get("next"), None);
        let made_up = ask(&mut mina, Method::GET, "/accounts?cursor=x", Value::Null).await;
        assert_eq!(made_up.status, 400);
        let twice = ask(&mut mina, Method::GET, "/accounts?role=a&role=b", Value::Null).await;
        assert_eq!(twice.status, 400);
    }
}

#[tokio::test]
async fn roles_change_from_the_version_that_was_read() {
    for site in sites().await {
        site.administrator("mina").await;
        let omar = site.person("omar", vec![]).await;
        let mut mina = site.signed_in("mina").await;
        let path = format!("{BASE}/accounts/{omar}");
        let read = mina.json(Method::GET, &path, Value::Null, &[]).await;
        assert_eq!(read.headers["etag"], "\"1\"");
        let same = [("if-none-match", "\"1\"")];
        assert_eq!(mina.json(Method::GET, &path, Value::Null, &same).await.status, 304);

        let roles = format!("{path}/roles");
        let wish = json!({ "roles": [{ "role": "editor" }] });
        assert_eq!(mina.json(Method::PUT, &roles, wish.clone(), &[]).await.status, 428);
        let old = [("if-match", "\"7\"")];
        assert_eq!(mina.json(Method::PUT, &roles, wish.clone(), &old).await.status, 412);
        let fresh = [("if-match", "\"1\"")];
        let changed = mina.json(Method::PUT, &roles, wish, &fresh).await;
        assert_eq!((changed.status.as_u16(), &changed.json()["version"]), (200, &json!(2)));

        let unknown = json!({ "roles": [], "isAdmin": true });
        let any = [("if-match", "*")];
        assert_eq!(mina.json(Method::PUT, &roles, unknown, &any).await.status, 422);
        let nonsense = json!({ "roles": [{ "role": "emperor" }] });
        let refused = mina.json(Method::PUT, &roles, nonsense, &any).await;
        assert_eq!(refused.status, 422);
        assert_eq!(refused.json()["errors"][0]["field"], "roles");
    }
}

#[tokio::test]
async fn bad_input_40_the_last_administrator_stays_for_programs_too() {
    for site in sites().await {
        let mina = site.administrator("mina").await;
        let mut visitor = site.signed_in("mina").await;
        let path = format!("{BASE}/accounts/{mina}/state");
        let off = json!({ "state": "off" });
        let refused = visitor.json(Method::PUT, &path, off, &[("if-match", "*")]).await;
        assert_eq!(
            (refused.status.as_u16(), &refused.json()["code"]),
            (409, &json!("on-yourself"))
        );
    }
}

#[tokio::test]
async fn bad_input_49_an_invitation_repeated_under_one_key_is_one() {
    for site in sites().await {
        site.administrator("mina").await;
        let mut mina = site.signed_in("mina").await;
        let wish = |name: &str| {
            json!({
                "email": "lee@city.example", "name": name, "language": "ko",
                "roles": [{ "role": "editor" }],
            })
        };
        let path = format!("{BASE}/invitations");
        let key = [("idempotency-key", "k-1")];
        let once = mina.json(Method::POST, &path, wish("Lee"), &key).await;
        assert_eq!(once.status, 201, "{}", once.text);
        let again = mina.json(Method::POST, &path, wish("Lee"), &key).await;
        assert_eq!(once.json(), again.json());
        assert_eq!(once.location(), again.location());
        let other = mina.json(Method::POST, &path, wish("Kim"), &key).await;
        assert_eq!(other.status, 422);
        assert_eq!(site.letters().await.len(), 1);
    }
}

#[tokio::test]
async fn bad_input_55_invitations_without_end_are_told_to_come_again() {
    for site in sites().await {
        let city = site.organisation("City A").await;
        site.person("omar", vec![Membership::of("officer", city)]).await;
        let mut omar = site.signed_in("omar").await;
        let path = format!("{BASE}/invitations");
        let wish = json!({
            "email": "lee@city.example",
            "name": "Lee",
            "language": "en",
            "roles": [{ "role": "officer", "organisation": city }],
        });
        let key = [("idempotency-key", "k-1")];
        for _ in 0..5 {
            let same = omar.json(Method::POST, &path, wish.clone(), &key).await;
            assert_eq!(same.status, 201, "a repeat counts nothing: {}", same.text);
        }
        for _ in 0..2 {
            assert_eq!(omar.json(Method::POST, &path, wish.clone(), &[]).await.status, 201);
        }
        let refused = omar.json(Method::POST, &path, wish, &[]).await;
        assert_eq!((refused.status.as_u16(), &refused.json()["code"]), (429, &json!("throttled")));
        let wait: i64 =
            refused.headers["retry-after"].to_str().expect("a number").parse().expect("one");
        assert!((1..=28_801).contains(&wait), "{wait} on {}", site.base.kind);
        let desk = "/desk/accounts/invite";
        let organisation = city.to_string();
        let fields = [
            ("email", "lee@city.example"),
            ("name", "Lee"),
            ("language", "en"),
            ("role", "officer"),
            ("organisation", organisation.as_str()),
        ];
        let page = omar.post(desk, &fields).await;
        assert!(page.status == 429 && page.headers.contains_key("retry-after"), "{}", page.text);
        assert!(page.text.contains("You sent many invitations"), "{}", page.text);
        assert_eq!(site.letters().await.len(), 3, "{}", site.base.kind);
    }
}

/// Every operation, once, about somebody of another city.
async fn every_operation(site: &Site) -> Vec<(Method, String, Value)> {
    let city = site.organisation("City B").await;
    let other = site.person("other", vec![Membership::of("officer", city)]).await;
    let mut visitor = site.signed_in("other").await;
    let sessions = ask(&mut visitor, Method::GET, "/sessions", Value::Null).await.json();
    let session = sessions[0]["id"].as_str().expect("a session").to_owned();
    let caller = site.caller(other).await;
    let wish = eframe_accounts::rules::MakeToken {
        name: "App".to_owned(),
        scope: eframe_accounts::model::TokenScope::Everything,
        days: 1,
    };
    let here = crate::site::client("192.0.2.1");
    let token = site.accounts.make_token(&caller, wish, PASSWORD, &here).await.expect("made").id;
    let invite = eframe_accounts::rules::Invite {
        email: crate::site::email("lee@city.example"),
        name: "Lee".to_owned(),
        language: eframe_core::Language::EN,
        memberships: vec![Membership::of("officer", city)],
    };
    let invitation = site.accounts.invite(&crate::site::system(), invite).await.expect("invited");
    let roles = json!({ "roles": [] });
    vec![
        (Method::GET, format!("/accounts/{other}"), Value::Null),
        (Method::PUT, format!("/accounts/{other}/roles"), roles),
        (Method::PUT, format!("/accounts/{other}/state"), json!({ "state": "off" })),
        (Method::DELETE, format!("/sessions/{session}"), Value::Null),
        (Method::DELETE, format!("/tokens/{token}"), Value::Null),
        (Method::GET, format!("/invitations/{invitation}"), Value::Null),
        (Method::DELETE, format!("/invitations/{invitation}"), Value::Null),
    ]
}

#[tokio::test]
async fn bad_input_37_what_is_of_another_city_is_not_there() {
    for site in sites().await {
        let own = site.organisation("City A").await;
        site.person("officer", vec![Membership::of("officer", own)]).await;
        let mut officer = site.signed_in("officer").await;
        let mut nobody = site.visitor();
        for (method, path, body) in every_operation(&site).await {
            let whole = format!("{BASE}{path}");
            let any = [("if-match", "*")];
            let refused = officer.json(method.clone(), &whole, body.clone(), &any).await;
            assert_eq!(refused.status, 404, "{method} {path} on {}", site.base.kind);
            let anonymous = nobody.json(method.clone(), &whole, body, &any).await;
            assert_eq!(anonymous.status, 401, "{method} {path} on {}", site.base.kind);
        }
        for path in ["/me", "/accounts", "/sessions", "/tokens", "/invitations", "/organisations"] {
            let anonymous = ask(&mut nobody, Method::GET, path, Value::Null).await;
            assert_eq!(anonymous.status, 401, "{path}");
        }
    }
}

#[tokio::test]
async fn every_operation_is_described() {
    let site = &sites().await[0];
    let json = site.accounts.json();
    let document = json.api().expect("a description").json();
    let paths = document["paths"].as_object().expect("paths");
    let operations = paths.values().flat_map(|path| path.as_object().expect("a path").values());
    let ids: std::collections::BTreeSet<_> =
        operations.map(|one| one["operationId"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), 16, "{ids:?}");
}

#[tokio::test]
async fn a_role_of_the_site_is_not_given_beside_one_of_an_organisation() {
    for site in sites().await {
        let city = site.organisation("Porto Azul").await;
        let joon = site.person("joon", vec![Membership::everywhere("secretariat")]).await;
        let mut joon_asks = site.signed_in("joon").await;
        let officer = json!({ "role": "officer", "organisation": city });
        let wish = |roles: Value| json!({ "email": "lee@city.example", "name": "Lee", "language": "ko", "roles": roles });
        for role in ["administrator", "editor", "secretariat"] {
            // Neither by itself, nor behind a good one, nor said to be an organisation's.
            let roles = [
                json!([{ "role": role }]),
                json!([officer, { "role": role }]),
                json!([{ "role": role, "organisation": city }]),
            ];
            for roles in roles {
                let refused = ask(&mut joon_asks, Method::POST, "/invitations", wish(roles)).await;
                assert_eq!(refused.status, 403, "{}", refused.text);
                assert_eq!(refused.json()["code"], "beyond-organisations");
                let detail = refused.json()["detail"].as_str().expect("which").to_owned();
                assert!(detail.contains(role), "{detail}");
            }
        }
        let unknown = wish(json!([{ "role": "emperor" }]));
        assert_eq!(ask(&mut joon_asks, Method::POST, "/invitations", unknown).await.status, 422);
        let none = wish(json!([]));
        assert_eq!(ask(&mut joon_asks, Method::POST, "/invitations", none).await.status, 422);
        let own = format!("/accounts/{joon}/roles");
        let more = json!({ "roles": [{ "role": "secretariat" }, officer] });
        let path = format!("{BASE}{own}");
        let given = joon_asks.json(Method::PUT, &path, more, &[("if-match", "*")]).await;
        assert_eq!(given.status, 403, "inviting is not giving");

        let mina = site.administrator("mina").await;
        let invite = eframe_accounts::rules::Invite {
            email: crate::site::email("kim@city.example"),
            name: "Kim".to_owned(),
            language: eframe_core::Language::EN,
            memberships: vec![Membership::everywhere("editor")],
        };
        let sent = site.accounts.invite(&site.caller(mina).await, invite).await.expect("invited");
        let path = format!("/invitations/{sent}");
        let refused = ask(&mut joon_asks, Method::DELETE, &path, Value::Null).await;
        assert_eq!(refused.status, 403, "what they may not send they don't take back");
        let good = ask(&mut joon_asks, Method::POST, "/invitations", wish(json!([officer]))).await;
        assert_eq!(good.status, 201, "{}", good.text);
    }
}

#[tokio::test]
async fn bad_input_37_a_change_is_answered_with_what_reading_shows() {
    for site in sites().await {
        let (ours, theirs) = (site.organisation("Ours").await, site.organisation("Theirs").await);
        site.person("omar", vec![Membership::of("officer", ours)]).await;
        let held = vec![Membership::of("officer", ours), Membership::of("officer", theirs)];
        let id = site.person("mina", held).await;
        let mut omar = site.signed_in("omar").await;
        let path = format!("/api/v1/accounts/accounts/{id}");
        let roles = format!("{path}/roles");
        let any = [("if-match", "*")];
        let role = json!({ "role": "officer", "organisation": ours.to_string() });

        let kept = json!({ "roles": [role] });
        let changed = omar.json(Method::PUT, &roles, kept, &any).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
        assert!(!changed.text.contains(&theirs.to_string()), "{}", changed.text);
        let read = omar.json(Method::GET, &path, Value::Null, &[]).await;
        assert_eq!(changed.json(), read.json(), "on {}", site.base.kind);
        assert_eq!(changed.headers["etag"], read.headers["etag"]);

        let gone = omar.json(Method::PUT, &roles, json!({ "roles": [] }), &any).await;
        assert_eq!((gone.status.as_u16(), gone.text.as_str()), (204, ""), "out of sight");
        assert!(!gone.headers.contains_key("etag"));
        assert_eq!(omar.json(Method::GET, &path, Value::Null, &[]).await.status, 404);
        assert_eq!(site.held(id).await, [Membership::of("officer", theirs)], "and done");

        site.administrator("ana").await;
        let mut ana = site.signed_in("ana").await;
        let state = format!("{path}/state");
        let off = ana.json(Method::PUT, &state, json!({ "state": "off" }), &any).await;
        let read = ana.json(Method::GET, &path, Value::Null, &[]).await;
        assert_eq!((off.status.as_u16(), off.json()), (200, read.json()));
        assert!(off.text.contains(&theirs.to_string()), "who sees everything is told everything");
    }
}

#[tokio::test]
async fn bad_input_40_who_may_not_is_told_so_whatever_version_they_send() {
    for site in sites().await {
        site.administrator("mina").await;
        // They see everybody, and change nobody.
        site.person("sora", vec![Membership::everywhere("secretariat")]).await;
        let omar = site.person("omar", vec![Membership::everywhere("editor")]).await;
        let (mut mina, mut sora) = (site.signed_in("mina").await, site.signed_in("sora").await);
        let path = format!("{BASE}/accounts/{omar}");
        let same = json!({ "roles": [{ "role": "editor" }] });
        for (method, part, body) in [
            (Method::PUT, "state", json!({ "state": "off" })),
            (Method::PUT, "state", json!({ "state": "active" })),
            (Method::DELETE, "second-factor", Value::Null),
            (Method::PUT, "roles", json!({ "roles": [] })),
            // Nothing of them changes, but it would end sessions.
            (Method::PUT, "roles", same),
        ] {
            let url = format!("{path}/{part}");
            for seen in [None, Some("*"), Some("\"1\""), Some("\"7\""), Some("no tag")] {
                let header: Vec<_> = seen.map(|tag| ("if-match", tag)).into_iter().collect();
                let refused = sora.json(method.clone(), &url, body.clone(), &header).await;
                assert_eq!(refused.status, 403, "{part} {body}, {seen:?}: {}", refused.text);
                assert_eq!(refused.json()["code"], "forbidden", "{part}, {seen:?}");
            }
        }
        let read = sora.json(Method::GET, &path, Value::Null, &[]).await;
        assert_eq!(read.headers["etag"], "\"1\"", "nothing was changed on {}", site.base.kind);

        let url = format!("{path}/state");
        let off = json!({ "state": "off" });
        for (seen, told) in [
            (None, (428, "if-match-missing")),
            (Some("no tag"), (400, "if-match")),
            (Some("\"7\""), (412, "stale-version")),
        ] {
            let header: Vec<_> = seen.map(|tag| ("if-match", tag)).into_iter().collect();
            let refused = mina.json(Method::PUT, &url, off.clone(), &header).await;
            let code = refused.json()["code"].as_str().expect("a code").to_owned();
            assert_eq!((refused.status.as_u16(), code.as_str()), told, "{seen:?}");
        }
        let read = sora.json(Method::GET, &path, Value::Null, &[]).await;
        assert_eq!(read.json()["state"], "active", "on {}", site.base.kind);
        let done = mina.json(Method::PUT, &url, off, &[("if-match", "\"1\"")]).await;
        assert_eq!(done.status, 200, "{}", done.text);
    }
}
