//! The layers a host puts around its blocks, and the page cache below them.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use eframe_core::block::axum::routing::get;
use eframe_core::block::axum::{self, Router};
use eframe_core::cache::{PageCache, Rendered};
use eframe_core::http::{ActorOf, Asked, Problem, RequestId};
use eframe_core::layer::{
    AccessLayer, ActorLayer, CachedLayer, CrossSiteLayer, Identified, Identify, LanguageLayer,
    ProblemPagesLayer, SecurityLayer,
};
use eframe_core::{Actor, ActorId, Body, Component, Language, Mount, Presentation, SystemRandom};
use http::request::Parts;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use tower::{Layer as _, Service, ServiceBuilder, ServiceExt as _};

struct Names;

#[async_trait]
impl Identify for Names {
    async fn identify(&self, request: &Parts) -> Identified {
        match request.headers.get("x-name").map(|name| name.to_str().unwrap_or_default()) {
            None => Identified::Anonymous,
            Some("down") => Identified::Unavailable,
            Some("mina") => {
                let id = ActorId::new(uuid::Uuid::from_u128(1));
                let mut known = http::Extensions::new();
                known.insert(Language::KO);
                Identified::KnownWith(Actor::person(id, "Mina", Vec::new()), known)
            }
            Some(_) => Identified::Refused,
        }
    }
}

/// A site with everything on, and how often it rendered.
fn site(
    origin: &str,
) -> (
    impl Service<Request<Body>, Response = Response<axum::body::Body>, Error = std::convert::Infallible>
    + Clone,
    PageCache,
    Arc<AtomicUsize>,
) {
    let cache = PageCache::new(1024 * 1024);
    let rendered = Arc::new(AtomicUsize::new(0));
    let page = {
        let (cache, rendered) = (cache.clone(), Arc::clone(&rendered));
        move |headers: HeaderMap, Asked(language): Asked| async move {
            cache
                .get_or_render(&headers, &format!("/{language}/page"), || async {
                    rendered.fetch_add(1, Ordering::Relaxed);
                    let html = format!("<p>{language}</p>").repeat(200);
                    Ok::<_, Problem>(Rendered::html(html).tag(format!("menu:{language}")))
                })
                .await
        }
    };
    let who = |ActorOf(actor): ActorOf, Asked(language): Asked| async move {
        format!("{} {language}", actor.name())
    };
    let id = |request: axum::extract::Request| async move {
        request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default()
    };
    let account = Router::new().route("/", get(who).post(who)).route("/id", get(id));
    let account = Component::from_router("account", account);
    let pages = Component::from_router("pages", Router::new().route("/", get(page)));
    let mount = Mount::new(origin);
    let router = Router::new()
        .nest_service("/{lang}/page", pages)
        .nest_service("/account", ActorLayer::new(Arc::new(Names)).layer(account))
        .fallback(|| async { Problem::not_found() });
    let service = ServiceBuilder::new()
        .layer(AccessLayer::new(&SystemRandom))
        .layer(SecurityLayer::new(mount.is_secure()))
        .layer(CachedLayer::new(cache.clone()))
        .layer(CrossSiteLayer::new(&mount))
        .layer(LanguageLayer::new([Language::EN, Language::KO]))
        .layer(ProblemPagesLayer::new(Presentation::plain()).except_below("/api/"))
        .service(router);
    (service, cache, rendered)
}

async fn ask(request: http::request::Builder) -> (Response<()>, String) {
    asked(site("https://city.example").0, request).await
}

async fn asked(
    site: impl Service<
        Request<Body>,
        Response = Response<axum::body::Body>,
        Error = std::convert::Infallible,
    >,
    request: http::request::Builder,
) -> (Response<()>, String) {
    let response = site.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes();
    (Response::from_parts(parts, ()), String::from_utf8_lossy(&bytes).into_owned())
}

#[tokio::test]
async fn the_language_stands_in_the_path() {
    for (path, language) in [("/ko/page", "ko"), ("/en/page", "en"), ("/fr/page", "en")] {
        assert!(ask(Request::get(path)).await.1.starts_with(&format!("<p>{language}</p>")));
    }
}

#[tokio::test]
async fn who_shows_a_wrong_token_is_nobody_else() {
    assert_eq!(ask(Request::get("/account")).await.1, " en");
    assert_eq!(ask(Request::get("/account").header("x-name", "mina")).await.1, "Mina ko");
    let (wrong, text) = ask(Request::get("/account").header("x-name", "eve")).await;
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(wrong.headers()["www-authenticate"], "Bearer error=\"invalid_token\"");
    assert!(text.contains("invalid-token"), "{text}");
    let (down, _) = ask(Request::get("/account").header("x-name", "down")).await;
    assert_eq!(down.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(down.headers()["retry-after"], "5");
}

#[tokio::test]
async fn an_id_of_ours_names_each_request() {
    let (response, text) = ask(Request::get("/account/id").header("x-request-id", "forged")).await;
    assert_eq!(response.headers()["x-request-id"], text.as_str());
    assert_eq!(text.len(), 16);
}

#[tokio::test]
async fn bad_input_16_private_pages_are_never_cached() {
    for path in ["/account", "/account/x.css", "/account/..%2f", "/nowhere"] {
        let (response, _) = ask(Request::get(path)).await;
        assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
        assert_eq!(response.status() == StatusCode::OK, path == "/account");
    }
    assert_eq!(ask(Request::get("/en/page")).await.0.headers()["cache-control"], "no-cache");
}

#[tokio::test]
async fn bad_input_41_a_foreign_form_is_refused() {
    let post = || Request::post("/account").header("host", "city.example");
    for foreign in [
        post().header("sec-fetch-site", "cross-site"),
        post().header("sec-fetch-site", "same-site"),
        post().header("origin", "https://evil.example"),
        post().header("origin", "null"),
        post().header("sec-fetch-site", "cross-site").header("content-type", "text/plain"),
    ] {
        let (response, text) = ask(foreign).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(text.contains("cross-site"), "{text}");
    }
    for own in [
        post().header("sec-fetch-site", "same-origin"),
        post().header("origin", "https://city.example"),
        Request::post("/account")
            .header("host", "inner:80")
            .header("origin", "https://city.example"),
        post(),
    ] {
        assert_eq!(ask(own).await.0.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn bad_input_41_a_cookie_without_an_origin_changes_nothing() {
    let post = || Request::post("/account").header("host", "city.example").header("cookie", "a=b");
    for method in ["POST", "PUT", "PATCH", "DELETE"] {
        let (response, text) = ask(post().method(method)).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN, "{method}: {text}");
    }
    for own in [
        post().header("sec-fetch-site", "same-origin"),
        post().header("origin", "https://city.example"),
        post().header("authorization", "Bearer x"),
        post().method("GET"),
    ] {
        assert_eq!(ask(own).await.0.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn bad_input_42_nobody_frames_a_page() {
    let (response, _) = ask(Request::get("/en/page")).await;
    let policy = response.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    assert!(response.headers().contains_key("strict-transport-security"));
    let (plain, _) = asked(site("http://127.0.0.1:8080").0, Request::get("/en/page")).await;
    assert!(!plain.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn a_page_is_rendered_once_until_its_tag_is_dropped() {
    let (site, cache, rendered) = site("https://city.example");
    for _ in 0..3 {
        asked(site.clone(), Request::get("/en/page")).await;
        asked(site.clone(), Request::get("/ko/page")).await;
    }
    assert_eq!(rendered.load(Ordering::Relaxed), 2);
    cache.drop_tags(["menu:ko", "menu:other"]);
    asked(site.clone(), Request::get("/en/page")).await;
    assert_eq!(rendered.load(Ordering::Relaxed), 2);
    asked(site.clone(), Request::get("/ko/page")).await;
    assert_eq!(rendered.load(Ordering::Relaxed), 3);
    cache.clear();
    asked(site.clone(), Request::get("/en/page")).await;
    assert_eq!(rendered.load(Ordering::Relaxed), 4);
}

#[tokio::test]
async fn a_page_is_not_sent_again_to_who_has_it() {
    let (site, _, _) = site("https://city.example");
    let mut tags = Vec::new();
    for encoding in ["identity", "gzip, br", "gzip;q=0"] {
        let get = || Request::get("/en/page").header("accept-encoding", encoding);
        let (first, text) = asked(site.clone(), get()).await;
        let packed = first.headers().contains_key("content-encoding");
        assert_eq!(packed, encoding == "gzip, br");
        assert_eq!(text.starts_with("<p>"), !packed);
        assert_eq!(first.headers()["vary"], "accept-encoding");
        let tag = first.headers()["etag"].clone();
        let (again, text) = asked(site.clone(), get().header("if-none-match", &tag)).await;
        assert_eq!((again.status(), text.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(again.headers()["etag"], tag);
        tags.push(tag);
    }
    assert_ne!(tags[0], tags[1]);
    assert_eq!(tags[0], tags[2]);
    let (head, text) = asked(site, Request::head("/en/page")).await;
    assert_eq!((head.headers()["content-length"].as_bytes(), text.as_str()), (&b"1800"[..], ""));
}

#[tokio::test]
async fn what_the_cache_holds_is_answered_before_anything_is_routed() {
    let cache = PageCache::new(1024 * 1024);
    for key in ["/en/page", "/en/news 2026-11-23"] {
        let page = || async { Ok::<_, Problem>(Rendered::html("kept".to_owned()).tag("menu")) };
        cache.get_or_render(&HeaderMap::new(), key, page).await.unwrap();
    }
    let inside = |_: Request<Body>| async { Ok(Response::new(axum::body::Body::from("inside"))) };
    let site = CachedLayer::new(cache.clone()).layer(tower::service_fn(inside));
    assert_eq!(asked(site.clone(), Request::get("/en/page")).await.1, "kept");
    for other in [
        Request::get("/en/page?after=x"),
        Request::get("/en/page/"),
        Request::get("/en/news"),
        Request::get("/en/news%202026-11-23"),
        Request::head("/en/page"),
        Request::post("/en/page"),
    ] {
        let told = format!("{other:?}");
        assert_eq!(asked(site.clone(), other).await.1, "inside", "{told}");
    }
    cache.drop_tags(["menu"]);
    assert_eq!(asked(site, Request::get("/en/page")).await.1, "inside");
}

#[tokio::test]
async fn readers_see_problems_as_pages() {
    let reader = |path: &str| Request::get(path).header("accept", "text/html,*/*;q=0.8");
    let (page, text) = ask(reader("/ko/nowhere")).await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    assert_eq!(page.headers()["cache-control"], "no-store");
    assert!(text.contains("<html") && text.contains("lang=\"ko\""), "{text}");
    let (method, _) = ask(reader("/en/page").method("POST")).await;
    assert_eq!(method.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(method.headers()["allow"], "GET,HEAD");
    let (program, text) = ask(Request::get("/ko/nowhere").header("accept", "*/*")).await;
    assert_eq!(program.headers()["content-type"], "application/problem+json");
    assert!(text.contains("not-found"), "{text}");
}

#[tokio::test]
async fn bad_input_9_problems_below_the_services_are_no_pages_whatever_is_accepted() {
    for (path, kind) in [
        ("/api/nowhere", "application/problem+json"),
        ("/api/", "application/problem+json"),
        ("/apiary", "text/html; charset=utf-8"),
        ("/ko/api/nowhere", "text/html; charset=utf-8"),
    ] {
        let (answer, text) = ask(Request::get(path).header("accept", "text/html")).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert_eq!(answer.headers()["content-type"], kind, "{path}: {text}");
    }
}

#[tokio::test]
async fn one_path_is_open_to_every_page_and_those_beside_it_are_not() {
    let ok = tower::service_fn(async |_: Request<Body>| {
        Ok::<_, std::convert::Infallible>(http::Response::new(Body::default()))
    });
    let layer = CrossSiteLayer::new(&Mount::new("https://city.example"));
    let service = layer.except(["/en/end".to_owned()]).layer(ok);
    let foreign = async |method: &str, path: &str| {
        let request = Request::builder().method(method).uri(path);
        let request = request.header("origin", "https://mail.example").header("cookie", "a=b");
        let request = request.body(Body::default()).expect("a request");
        service.clone().oneshot(request).await.expect("never fails").status()
    };
    assert_eq!(foreign("POST", "/en/end?token=x").await, StatusCode::OK);
    for (method, path) in [
        ("POST", "/en/end/"),
        ("POST", "/en/ends"),
        ("POST", "/en/End"),
        ("POST", "//en/end"),
        ("PUT", "/en/end"),
        ("DELETE", "/en/end"),
    ] {
        assert_eq!(foreign(method, path).await, StatusCode::FORBIDDEN, "{method} {path}");
    }
}
