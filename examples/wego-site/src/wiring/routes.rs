//! What is answered where, and through which layers.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use eframe_accounts::Accounts;
use eframe_ceds::Ceds;
use eframe_cms::Cms;
use eframe_core::cache::{PageCache, Rendered};
use eframe_core::http::{Asked, Problem};
use eframe_core::layer::{
    Access, AccessLayer, ActorLayer, Cached, CachedLayer, CrossSite, CrossSiteLayer, LanguageLayer,
    Languages, ProblemPages, ProblemPagesLayer, RouteLayer, Secured, SecurityLayer,
};
use eframe_core::openapi::{ApiDoc, Clash};
use eframe_core::outbox::Outbox;
use eframe_core::personal::House;
use eframe_core::seal::AuditLog;
use eframe_core::{Component, Database, Language, Mount, Presentation, World};
use eframe_membership::Membership;
use eframe_newsletter::Newsletter;
use eframe_webhooks::Webhooks;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use tower::ServiceBuilder;

use crate::assets::Assets;
use crate::desk::{self, Desk};
use crate::frame::NAME;
use crate::front::Front;
use crate::language::{self, ChoiceLayer, Chosen};
use crate::outsiders::{self, Outsiders};
use crate::settings::Settings;
use crate::{Failure, health, oidc};

/// What search engines are told of besides the content.
const BESIDE: [&str; 5] = ["/", "/members/", "/ceds/", "/newsletter/", outsiders::PATH];

/// The parts of the site, to which routes lead and which workers serve.
pub(super) struct Parts<'a> {
    pub(super) mount: &'a Mount,
    pub(super) database: &'a Database,
    pub(super) accounts: &'a Accounts,
    pub(super) cms: &'a Cms,
    pub(super) membership: &'a Membership,
    pub(super) ceds: &'a Ceds,
    pub(super) newsletter: &'a Newsletter,
    pub(super) webhooks: &'a Webhooks,
    pub(super) persons: &'a House,
    pub(super) audit: &'a AuditLog,
    pub(super) presentation: &'a Presentation,
    pub(super) cache: &'a PageCache,
    pub(super) assets: &'a Assets,
    pub(super) world: &'a World,
}

/// The whole site: its routes, and the layers around them.
pub(crate) type Service = Access<Secured<Inside>>;

/// The site as it asks itself: nobody notes who asks.
pub(crate) type Inside = Cached<CrossSite<Languages<Chosen<ProblemPages<axum::Router>>>>>;

/// The whole site as one service, and as it asks itself.
pub(super) fn service(
    parts: &Parts<'_>,
    settings: &Settings,
) -> Result<(Service, Inside), Failure> {
    // Around the router and not in it, where each route would carry all of them in a box of its own.
    let outside = ServiceBuilder::new()
        .layer(AccessLayer::new(&*parts.world.random).hiding_behind(parts.cms.before_secrets()))
        .layer(SecurityLayer::new(parts.mount.is_secure()));
    let layers = ServiceBuilder::new()
        .layer(CachedLayer::new(parts.cache.clone()))
        .layer(CrossSiteLayer::new(parts.mount).except(parts.newsletter.one_click_paths()))
        .layer(LanguageLayer::new(Language::ALL))
        .layer(ChoiceLayer)
        .layer(ProblemPagesLayer::new(parts.presentation.clone()).except_below("/api/"));
    let router = public(parts)?
        .merge(private(parts, settings)?)
        .merge(json(parts)?)
        .merge(health::router(parts.database.clone()))
        .merge(health::security_txt(parts.mount, parts.world))
        .merge(health::robots_txt(parts.mount))
        .route_service(health::SITEMAP, parts.cms.sitemap(health::SITEMAP, BESIDE))
        .merge(audit(parts))
        .nest("/assets", parts.assets.router())
        .fallback_service(parts.cms.old_addresses())
        .method_not_allowed_fallback(async || Problem::method_not_allowed());
    let inside = layers.service(match RouteLayer::where_heard() {
        Some(names) => router.layer(names),
        None => router,
    });
    Ok((outside.service(inside.clone()), inside))
}

/// Pages that are the same for everyone, in each language.
fn public(parts: &Parts<'_>) -> Result<axum::Router, Failure> {
    let front = Front::new(
        parts.cms.clone(),
        std::sync::Arc::new(parts.membership.clone()),
        parts.presentation.clone(),
        parts.world.clone(),
    )?;
    let front =
        axum::Router::new().route("/", get(front_page)).with_state((front, parts.cache.clone()));
    let (presentation, cache) = (parts.presentation.clone(), parts.cache.clone());
    let checked = Outsiders::new(parts.audit, parts.mount, presentation, cache);
    let checked =
        axum::Router::new().route(outsiders::PATH, get(outsiders::page)).with_state(checked);
    let mut router = axum::Router::new().route("/", get(to_front));
    for language in Language::ALL {
        let home = format!("/{language}");
        let to_home = HeaderValue::try_from(format!("{home}/"))?;
        let pages = front
            .clone()
            .merge(checked.clone())
            .nest_service("/members", parts.membership.pages())
            .nest_service("/ceds", parts.ceds.pages())
            .nest_service("/newsletter", parts.newsletter.pages())
            .fallback_service(parts.cms.pages());
        router = router.nest(&format!("{home}/"), pages);
        router = router.route(
            &home,
            get(async move || (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to_home)])),
        );
    }
    Ok(router)
}

/// What outsiders check the audit log by, and for whoever comes without a language the page about it.
fn audit(parts: &Parts<'_>) -> axum::Router {
    let log = axum::Router::new()
        .route("/", get(to_outsiders))
        .route(outsiders::PROGRAM, outsiders::program())
        .fallback_service(parts.audit.service());
    axum::Router::new().route(outsiders::PATH, get(to_outsiders)).nest("/audit/", log)
}

/// The desk and people's own pages: who asks matters, and the language is their choice.
fn private(parts: &Parts<'_>, settings: &Settings) -> Result<axum::Router, Failure> {
    let outbox = Outbox::new(parts.database.clone());
    let desk = Desk {
        cms: parts.cms.clone(),
        membership: parts.membership.clone(),
        ceds: parts.ceds.clone(),
        newsletter: parts.newsletter.clone(),
        webhooks: parts.webhooks.clone(),
        outbox: outbox.clone(),
        presentation: parts.presentation.clone(),
    };
    let outbox = outbox.desk(parts.mount.clone().desk("/desk/outbox"), parts.presentation.clone());
    let (mount, presentation) = (parts.mount, parts.presentation);
    let persons = parts.persons.desk(mount.clone().desk("/desk/persons"), presentation.clone());
    let data = parts.persons.own(mount.clone().account("/account/data"), presentation.clone());
    let desks = axum::Router::new()
        .route("/desk/", get(desk::home))
        .with_state(desk)
        .nest_service("/desk/content", parts.cms.desk())
        .nest_service("/desk/accounts", parts.accounts.desk())
        .nest_service("/desk/outbox", outbox)
        .nest_service("/desk/persons", persons)
        .nest_service("/account/data", data)
        .nest_service("/desk/membership", parts.membership.desk())
        .nest_service("/account/membership", parts.membership.own())
        .nest_service("/desk/ceds", parts.ceds.desk())
        .nest_service("/account/ceds", parts.ceds.own())
        .nest_service("/desk/newsletter", parts.newsletter.desk())
        .nest_service("/desk/webhooks", parts.webhooks.desk())
        .layer(parts.accounts.gate());
    let to_desk = [(header::LOCATION, HeaderValue::from_static("/desk/"))];
    Ok(by_provider(parts, settings)?
        .merge(desks)
        .nest_service("/media", parts.cms.media_files())
        .route("/desk", get(async move || (StatusCode::PERMANENT_REDIRECT, to_desk)))
        .nest_service("/account", parts.accounts.pages())
        .layer(actors(parts)))
}

/// The way in by a provider, where one is set.
fn by_provider(parts: &Parts<'_>, settings: &Settings) -> Result<axum::Router, Failure> {
    let router = axum::Router::new();
    let Some(provider) = &settings.oidc else { return Ok(router) };
    let way = oidc::component(provider, parts.accounts, parts.mount, parts.world)?;
    Ok(router.nest_service(oidc::BEGINS, way))
}

/// What apps ask.
fn json(parts: &Parts<'_>) -> Result<axum::Router, Failure> {
    let Parts { accounts, cms, membership, ceds, newsletter, webhooks, persons, .. } = parts;
    let services = services(accounts, cms, membership, ceds, newsletter, webhooks, persons);
    let document = axum::body::Bytes::copy_from_slice(describe(&services)?.text().as_bytes());
    let json = [(header::CONTENT_TYPE, "application/json")];
    let nested = services.into_iter().fold(axum::Router::new(), |router, (prefix, service)| {
        router.nest_service(prefix, service)
    });
    let description = async move || (json, document);
    Ok(nested.layer(actors(parts)).route("/api/openapi.json", get(description)))
}

/// The description of all JSON services.
pub(super) fn openapi(site: &super::Site) -> Result<ApiDoc, Clash> {
    let super::Site { accounts, cms, membership, ceds, newsletter, webhooks, persons, .. } = site;
    describe(&services(accounts, cms, membership, ceds, newsletter, webhooks, persons))
}

/// The JSON services, and where each is mounted.
fn services(
    accounts: &Accounts,
    cms: &Cms,
    membership: &Membership,
    ceds: &Ceds,
    newsletter: &Newsletter,
    webhooks: &Webhooks,
    persons: &House,
) -> [(&'static str, Component); 7] {
    [
        ("/api/v1/content", cms.json()),
        ("/api/v1/accounts", accounts.json()),
        ("/api/v1/membership", membership.json()),
        ("/api/v1/ceds", ceds.json()),
        ("/api/v1/newsletter", newsletter.json()),
        ("/api/v1/webhooks", webhooks.json()),
        ("/api/v1/persons", persons.json()),
    ]
}

fn describe(services: &[(&'static str, Component)]) -> Result<ApiDoc, Clash> {
    let described = services.iter().filter_map(|(prefix, service)| Some((*prefix, service.api()?)));
    let described: Vec<_> = described.collect();
    eframe_core::openapi::merge(NAME, env!("CARGO_PKG_VERSION"), &described)
}

fn actors(parts: &Parts<'_>) -> ActorLayer {
    ActorLayer::new(std::sync::Arc::new(parts.accounts.clone()))
}

/// `/`: to the front page.
async fn to_front(headers: HeaderMap) -> Response {
    by_browser(&headers, "/")
}

/// `/audit`: to the page about the log.
async fn to_outsiders(headers: HeaderMap) -> Response {
    by_browser(&headers, outsiders::PATH)
}

/// To a page in the browser's language.
fn by_browser(headers: &HeaderMap, page: &str) -> Response {
    let there = format!("/{}{page}", language::of_browser(headers));
    let vary = (header::VARY, HeaderValue::from_static("accept-language"));
    match HeaderValue::try_from(there) {
        Ok(there) => (StatusCode::SEE_OTHER, [(header::LOCATION, there), vary]).into_response(),
        Err(_) => Problem::not_found().into_response(),
    }
}

async fn front_page(
    State((front, cache)): State<(Front, PageCache)>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Response {
    let render = || async {
        let tags = ["menu", "list:news", "list:event", "list:partner", "figures"];
        Ok::<_, Problem>(
            tags.into_iter().fold(Rendered::html(front.html(language).await?), Rendered::tag),
        )
    };
    let answer = cache.get_or_render(&headers, &front.key(language), render).await;
    answer.unwrap_or_else(IntoResponse::into_response)
}

#[cfg(test)]
mod tests;
