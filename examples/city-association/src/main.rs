//! A national association of municipalities: its own statutes in a file, its own sign-in, the membership block as it
//! is.
//!
//! ```sh
//! cargo run -p city-association          # then open http://127.0.0.1:8083/
//! CITY_LISTEN=127.0.0.1:8093 cargo run -p city-association    # where another program has that port
//! ```

use std::process::ExitCode;
use std::sync::Arc;

use async_trait::async_trait;
use axum::response::Html;
use axum::routing::get;
use eframe_core::layer::{
    ActorLayer, CrossSiteLayer, Identified, Identify, LanguageLayer, ProblemPagesLayer,
    SecurityLayer,
};
use eframe_core::server::{Limits, Server};
use eframe_core::{
    Actor, Database, Grant, Language, Mount, OrganisationId, Permission, Presentation, Scope, World,
};
use eframe_membership::model::Charter;
use eframe_membership::{Membership, permission};
use tokio::net::TcpListener;

/// Where it listens, unless `CITY_LISTEN` names another address.
const ADDRESS: &str = "127.0.0.1:8083";

/// What is where, for whoever opens the address alone.
const HOME: &str = include_str!("home.html");

/// The statutes as the association wrote them. `CITY_STATUTES` names another file.
const STATUTES: &str = include_str!("../charter.toml");

/// The association's gateway says who somebody is and whom they act for: `x-user: UUID office NAME` for its own
/// office, `x-user: UUID ORGANISATION NAME` for a municipality. It strips the header from what comes from outside.
struct Gateway;

#[async_trait]
impl Identify for Gateway {
    async fn identify(&self, request: &http::request::Parts) -> Identified {
        let said = request.headers.get("x-user").and_then(|said| said.to_str().ok());
        let Some(said) = said else { return Identified::Anonymous };
        let mut parts = said.splitn(3, ' ');
        let (id, place) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let Ok(id) = id.parse() else { return Identified::Refused };
        let held = |permissions: &[Permission], scope| -> Vec<Grant> {
            permissions.iter().map(|&permission| Grant::new(permission, scope)).collect()
        };
        let grants = match place.parse().map(OrganisationId::new) {
            Ok(own) => held(&[permission::APPLY, permission::VOTE], Scope::Organisation(own)),
            Err(_) if place == "office" => held(&permission::ALL, Scope::Everywhere),
            Err(_) => return Identified::Refused,
        };
        Identified::Known(Actor::person(id, parts.next().unwrap_or_default(), grants))
    }
}

/// The whole association.
fn association(database: Database, statutes: Charter, address: &str) -> axum::Router {
    let mount = Mount::new(&format!("http://{address}"))
        .json("/api/membership")
        .pages("/{lang}/members")
        .account("/own")
        .desk("/office");
    let members = Membership::builder(database).charter(statutes).at(mount.clone()).build();
    axum::Router::new()
        .nest_service("/api/membership", members.json())
        .nest_service("/own", members.own())
        .nest_service("/office", members.desk())
        .nest_service("/{lang}/members", members.pages())
        .route("/", get(async || Html(HOME)))
        .route("/{lang}/", get(async || Html(HOME)))
        // A browser that nobody has signed in gets a page that says so.
        .layer(ProblemPagesLayer::new(Presentation::plain()))
        .layer(LanguageLayer::new(Language::ALL))
        .layer(ActorLayer::new(Arc::new(Gateway)))
        .layer(CrossSiteLayer::new(&mount))
        .layer(SecurityLayer::new(mount.is_secure()))
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("city-association: {error}");
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let of = |name: &str| std::env::var(name).ok();
    let statutes = match of("CITY_STATUTES") {
        Some(file) => std::fs::read_to_string(file)?,
        None => STATUTES.to_owned(),
    };
    // What is wrong with them is said, with its place, before anything starts.
    let statutes = Charter::read(&statutes).map_err(|wrong| format!("the statutes: {wrong}"))?;
    let address = of("CITY_LISTEN").unwrap_or_else(|| ADDRESS.to_owned());
    let listener = TcpListener::bind(&address).await.map_err(|error| {
        format!("{address}: {error}; name a free port in CITY_LISTEN, or end what listens there")
    })?;
    let database = of("CITY_DATABASE").unwrap_or_else(|| "sqlite:association.db".to_owned());
    let database = Database::open(&database, World::system()).await?;
    database.migrate(&[eframe_membership::MIGRATIONS]).await?;
    println!("listening on http://{address}");
    let city = association(database, statutes, &address);
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    Server::new(Limits::default()).serve(listener, city, stop).await;
    Ok(())
}

#[cfg(test)]
mod tests;
