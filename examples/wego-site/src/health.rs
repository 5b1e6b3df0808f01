//! What machines ask: is the process alive, may it be sent people, whom to write to about a hole in it.

use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::routing::get;
use eframe_core::{Database, Mount, Timestamp, World};
use http::{StatusCode, header};
use jiff::SignedDuration;

/// How long the database may take to say that it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// `/healthz` and `/readyz`.
pub(crate) fn router(database: Database) -> axum::Router {
    axum::Router::new()
        .route("/healthz", get(async || "alive\n"))
        .route("/readyz", get(ready))
        .with_state(database)
}

async fn ready(State(database): State<Database>) -> impl IntoResponse {
    match tokio::time::timeout(PATIENCE, database.read().ping()).await {
        Ok(Ok(())) => (StatusCode::OK, "ready\n"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

/// `/.well-known/security.txt` (RFC 9116): whom to tell, good for half a year from the day it is asked for.
pub(crate) fn security_txt(mount: &Mount, world: &World) -> axum::Router {
    let contact = mount.absolute("/en/contact");
    let canonical = mount.absolute("/.well-known/security.txt");
    let world = world.clone();
    let answer = move || {
        let expires = good_until(world.now());
        let text = format!(
            "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: en, ko\nCanonical: {canonical}\n"
        );
        async move { ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text) }
    };
    axum::Router::new().route("/.well-known/security.txt", get(answer))
}

/// Half a year from today; the same all day, so that a copy that was kept is not another one.
fn good_until(now: Timestamp) -> String {
    let expires = now.checked_add(SignedDuration::from_hours(182 * 24)).unwrap_or(now);
    expires.strftime("%Y-%m-%dT00:00:00Z").to_string()
}

/// Where the sitemap is.
pub(crate) const SITEMAP: &str = "/sitemap.xml";

/// `/robots.txt` (RFC 9309): what is for people who signed in is nothing for search engines, and where the sitemap is.
pub(crate) fn robots_txt(mount: &Mount) -> axum::Router {
    let sitemap = mount.absolute(SITEMAP);
    let text = format!(
        "User-agent: *\nDisallow: /account/\nDisallow: /api/\nDisallow: /desk/\n\nSitemap: {sitemap}\n"
    );
    let answer = async move || ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text);
    axum::Router::new().route("/robots.txt", get(answer))
}
