//! A national association of municipalities: its own statutes in a file, its own sign-in, the membership block as it
//! is.
//!
//! ```sh
//! cargo run -p city-association          # then open http://127.0.0.1:8083/en/members/
//! ```

use std::sync::Arc;

use async_trait::async_trait;
use eframe_core::layer::{
    ActorLayer, CrossSiteLayer, Identified, Identify, LanguageLayer, SecurityLayer,
};
use eframe_core::server::{Limits, Server};
use eframe_core::{
    Actor, Database, Grant, Language, Mount, OrganisationId, Permission, Scope, World,
};
use eframe_membership::model::Charter;
use eframe_membership::{Membership, permission};

const ADDRESS: &str = "127.0.0.1:8083";

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
fn association(database: Database, statutes: Charter) -> axum::Router {
    let mount = Mount::new(&format!("http://{ADDRESS}"))
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
        .layer(LanguageLayer::new(Language::ALL))
        .layer(ActorLayer::new(Arc::new(Gateway)))
        .layer(CrossSiteLayer::new(&mount))
        .layer(SecurityLayer::new(mount.is_secure()))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let of = |name: &str| std::env::var(name).ok();
    let statutes = match of("CITY_STATUTES") {
        Some(file) => std::fs::read_to_string(file)?,
        None => STATUTES.to_owned(),
    };
    // What is wrong with them is said, with its place, before anything starts.
    let statutes = Charter::read(&statutes).map_err(|wrong| format!("the statutes: {wrong}"))?;
    let address = of("CITY_DATABASE").unwrap_or_else(|| "sqlite:association.db".to_owned());
    let database = Database::open(&address, World::system()).await?;
    database.migrate(&[eframe_membership::MIGRATIONS]).await?;
    let listener = tokio::net::TcpListener::bind(ADDRESS).await?;
    println!("listening on http://{ADDRESS}");
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    Server::new(Limits::default()).serve(listener, association(database, statutes), stop).await;
    Ok(())
}

#[cfg(test)]
mod tests;
