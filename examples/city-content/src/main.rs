//! A city that gives its service a content section: a kind of block that no other city has, and a rule of its own for
//! who approves what.
//!
//! ```sh
//! cargo run -p city-content                                     # then open http://127.0.0.1:8085/en/
//! CITY_LISTEN=127.0.0.1:8095 cargo run -p city-content          # where another program has that port
//! CITY_FOLDER=/srv/content cargo run -p city-content            # its database, files and mails: else in city-content/
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
use eframe_core::mail::{FileMailer, Sender};
use eframe_core::outbox::Outbox;
use eframe_core::server::{Limits, Server};
use eframe_core::upload::{BlobStore, DiskBlobs};
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

/// Where the section stands.
fn mount(address: &str) -> Mount {
    Mount::new(&format!("http://{address}"))
        .json("/api/content")
        .pages("/{lang}")
        .desk("/desk/content")
        .files("/media")
}

/// The city's content: its kind of block, its rule, and a place for pictures and documents.
fn content(database: Database, files: Arc<dyn BlobStore>, mount: &Mount) -> Cms {
    let rules = serde_json::from_str::<Rulebook>(RULES).expect("the rules are sound");
    let content = Cms::builder(database).at(mount.clone()).files(files);
    content.rulebook(rules).block(hours::OpeningHours).build()
}

/// The section: what the city's own service mounts among its own routes.
fn section(content: &Cms, mount: &Mount) -> axum::Router {
    axum::Router::new()
        .nest_service("/api/content", content.json())
        .nest_service("/desk/content", content.desk())
        .nest_service("/media", content.media_files())
        .nest_service("/{lang}", content.pages())
        .layer(LanguageLayer::new(Language::ALL))
        .layer(ActorLayer::new(Arc::new(Gateway)))
        .layer(CrossSiteLayer::new(mount))
        .layer(SecurityLayer::new(mount.is_secure()))
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("city-content: {error}");
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let of = |name: &str, otherwise: &str| std::env::var(name).unwrap_or(otherwise.to_owned());
    let (address, folder) = (of("CITY_LISTEN", ADDRESS), of("CITY_FOLDER", "city-content"));
    let listener = TcpListener::bind(&address).await.map_err(|error| {
        format!("{address}: {error}; name a free port in CITY_LISTEN, or end what listens there")
    })?;
    let (world, mount) = (World::system(), mount(&address));
    let files = Arc::new(DiskBlobs::open(format!("{folder}/files"), world.clone()).await?);
    let from = Sender::new("The city", "content@city.example".parse()?);
    let mailer = Arc::new(FileMailer::new(format!("{folder}/mail"), from, world.clock.clone())?);
    let database = of("CITY_DATABASE", &format!("sqlite:{folder}/city.db"));
    let database = Database::open(&database, world).await?;
    database.migrate(&[eframe_cms::MIGRATIONS]).await?;
    let content = content(database.clone(), files, &mount);
    let stop = || async { drop(tokio::signal::ctrl_c().await) };
    let working = content.work(Outbox::builder(database), mailer).build().spawn(stop());
    println!("listening on http://{address}");
    Server::new(Limits::default()).serve(listener, section(&content, &mount), stop()).await;
    working.await;
    Ok(())
}

#[cfg(test)]
mod tests;
