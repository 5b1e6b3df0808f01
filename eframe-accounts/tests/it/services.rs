//! Whole requests to the services, as browsers and programs send them.

use eframe_accounts::model::Membership;
use eframe_core::block::sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement};
use eframe_core::{Actor, Body, Component};
use http::request::Builder;
use http::{Request, Response, StatusCode, header};
use tower::ServiceExt as _;

use crate::site::{PASSWORD, Site, sites};

async fn ask(service: Component, request: Builder, body: String) -> Response<Body> {
    let Ok(answer) = service.oneshot(request.body(Body::from(body)).expect("a request")).await;
    answer
}

/// Signs Mina in with what her browser has already; gives what it has then.
async fn sign_in(site: &Site, cookie: &str) -> String {
    let form = format!("email=mina%40city.example&password={}", PASSWORD.replace(' ', "+"));
    let request = Request::post("/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie);
    let answer = ask(site.accounts.pages(), request, form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let cookie = answer.headers()[header::SET_COOKIE].to_str().expect("ASCII");
    cookie.split(';').next().expect("a pair").to_owned()
}

#[tokio::test]
async fn bad_input_30_a_sign_in_ends_the_session_that_was_there_before() {
    for site in sites().await {
        let mina = site.administrator("mina").await;
        let planted = sign_in(&site, "a=b").await;
        assert_ne!(sign_in(&site, &planted).await, planted);
        let actor = site.caller(mina).await.actor;
        let sessions = site.accounts.sessions(&actor).await.expect("read");
        assert_eq!(sessions.len(), 1, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_8_a_repeated_parameter_of_a_page_is_refused() {
    for site in sites().await {
        let request = Request::get("/sign-in?next=/a&next=/b");
        let answer = ask(site.accounts.pages(), request, String::new()).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        let request = Request::get("/?words=a&words=b").extension(Actor::system("test"));
        let answer = ask(site.accounts.desk(), request, String::new()).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn who_takes_the_last_role_of_their_city_is_told_that_it_is_done() {
    for site in sites().await {
        let city = site.organisation("City A").await;
        let officer = site.person("officer", vec![Membership::of("officer", city)]).await;
        let other = site.person("other", vec![Membership::of("officer", city)]).await;
        let actor = site.caller(officer).await.actor;
        let request = Request::put(format!("/accounts/{other}/roles"))
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::IF_MATCH, "*")
            .extension(actor);
        let answer = ask(site.accounts.json(), request, r#"{"roles":[]}"#.to_owned()).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT, "{}", site.base.kind);
    }
}

#[tokio::test]
async fn bad_input_97_names_are_sorted_alike_whatever_language_a_database_was_made_for() {
    for site in sites().await {
        let database = site.base.database.read();
        if database.get_database_backend() != DatabaseBackend::Postgres {
            continue;
        }
        let asks = "SELECT collation_name::text AS collation FROM information_schema.columns \
            WHERE table_name LIKE 'accounts_%' AND column_name = 'name_key'";
        let asks = Statement::from_string(DatabaseBackend::Postgres, asks);
        let columns = database.query_all_raw(asks).await.expect("answered");
        assert_eq!(columns.len(), 2);
        for column in columns {
            let collation: Option<String> = column.try_get("", "collation").expect("a name");
            assert_eq!(collation.as_deref(), Some("C"));
        }
    }
}
