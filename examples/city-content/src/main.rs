//! A city that gives its service a content section: a kind of block that no other city has, and a rule of its own for
//! who approves what.
//!
//! ```sh
//! cargo run -p city-content                                     # then open http://127.0.0.1:8085/en/
//! CITY_LISTEN=127.0.0.1:8095 cargo run -p city-content          # where another program has that port
//! ```

mod hours;

use std::process::ExitCode;
use std::sync::Arc;

use async_trait::async_trait;
use eframe_cms::model::Rulebook;
use eframe_cms::{Cms, permission};
use eframe_core::layer::{
    ActorLayer, CrossSiteLayer, Identified, Identify, LanguageLayer, SecurityLayer,
};
use eframe_core::server::{Limits, Server};
use eframe_core::{Actor, Database, Grant, Language, Mount, Scope, World};
use tokio::net::TcpListener;

/// Where it listens, unless `CITY_LISTEN` names another address.
const ADDRESS: &str = "127.0.0.1:8085";

/// Fees are a matter of two offices; everything else needs one approval, as everywhere.
const RULES: &str = r#"{ "rule": [
    { "section": "/fees", "need": 2, "of": ["treasury", "legal"], "distinct": true }
] }"#;

/// The city's gateway says who somebody is and which office they hold: `x-city-user: UUID OFFICE NAME`.
struct Gateway;

#[async_trait]
impl Identify for Gateway {
    async fn identify(&self, request: &http::request::Parts) -> Identified {
        let said = request.headers.get("x-city-user").and_then(|said| said.to_str().ok());
        let mut said = said.unwrap_or_default().splitn(3, ' ');
        let (Some(id), Some(office), Some(name)) = (said.next(), said.next(), said.next()) else {
            return Identified::Anonymous;
        };
        let Ok(id) = id.parse() else { return Identified::Refused };
        let everything = permission::ALL.iter().map(|right| Grant::new(*right, Scope::Everywhere));
        let actor = Actor::person(id, name, everything.collect());
        Identified::Known(actor.in_roles([office]))
    }
}

/// The section: what the city's own service mounts among its own routes.
fn section(database: Database, address: &str) -> axum::Router {
    let mount = Mount::new(&format!("http://{address}"))
        .json("/api/content")
        .pages("/{lang}")
        .desk("/desk/content");
    let rules = serde_json::from_str::<Rulebook>(RULES).expect("the rules are sound");
    let content =
        Cms::builder(database).at(mount.clone()).rulebook(rules).block(hours::OpeningHours).build();
    axum::Router::new()
        .nest_service("/api/content", content.json())
        .nest_service("/desk/content", content.desk())
        .nest_service("/{lang}", content.pages())
        .layer(LanguageLayer::new(Language::ALL))
        .layer(ActorLayer::new(Arc::new(Gateway)))
        .layer(CrossSiteLayer::new(&mount))
        .layer(SecurityLayer::new(mount.is_secure()))
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("city-content: {error}");
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let of = |name: &str| std::env::var(name).ok();
    let address = of("CITY_LISTEN").unwrap_or_else(|| ADDRESS.to_owned());
    let listener = TcpListener::bind(&address).await.map_err(|error| {
        format!("{address}: {error}; name a free port in CITY_LISTEN, or end what listens there")
    })?;
    let database = of("CITY_DATABASE").unwrap_or_else(|| "sqlite:city.db".to_owned());
    let database = Database::open(&database, World::system()).await?;
    database.migrate(&[eframe_cms::MIGRATIONS]).await?;
    println!("listening on http://{address}");
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    Server::new(Limits::default()).serve(listener, section(database, &address), stop).await;
    Ok(())
}

#[cfg(test)]
mod tests;
