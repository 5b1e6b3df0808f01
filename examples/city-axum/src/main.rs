//! A city under axum: its own sign-in, its own layout, and the content block under a prefix of its own.
//!
//! ```sh
//! cargo run -p city-axum                                        # then open http://127.0.0.1:8081/town/en/
//! CITY_LISTEN=127.0.0.1:8091 cargo run -p city-axum             # where another program has that port
//! CITY_FOLDER=/srv/town cargo run -p city-axum                  # its database, files and mails: else in city-axum/
//! curl -H 'x-city-user: 018f0000-0000-7000-8000-000000000001 Mina Park' http://127.0.0.1:8081/town/api/content/pages
//! ```

use std::process::ExitCode;
use std::sync::Arc;

use async_trait::async_trait;
use eframe_cms::{Cms, permission};
use eframe_core::layer::{
    ActorLayer, CrossSiteLayer, Identified, Identify, LanguageLayer, SecurityLayer,
};
use eframe_core::mail::{FileMailer, Sender};
use eframe_core::outbox::Outbox;
use eframe_core::server::{Limits, Server};
use eframe_core::upload::{BlobStore, DiskBlobs};
use eframe_core::{Actor, Bundle, Database, Grant, Language, Mount, Presentation, Scope, World};
use tokio::net::TcpListener;

/// Where it listens, unless `CITY_LISTEN` names another address.
const ADDRESS: &str = "127.0.0.1:8081";

/// The city's own layout takes the place of core's plain one.
const LOOK: Bundle = Bundle {
    name: "town",
    templates: &[("layout.html", include_str!("layout.html"))],
    messages: &[],
    proofs: &[],
};

/// The city's gateway has signed people in and says who they are: `x-city-user: UUID NAME`.
struct Gateway;

#[async_trait]
impl Identify for Gateway {
    async fn identify(&self, request: &http::request::Parts) -> Identified {
        let said = request.headers.get("x-city-user").and_then(|said| said.to_str().ok());
        let Some((id, name)) = said.and_then(|said| said.split_once(' ')) else {
            return Identified::Anonymous;
        };
        let Ok(id) = id.parse() else { return Identified::Refused };
        let everything = permission::ALL.iter().map(|right| Grant::new(*right, Scope::Everywhere));
        Identified::Known(Actor::person(id, name, everything.collect()))
    }
}

/// Where the block stands in the city's service.
fn mount(address: &str) -> Mount {
    Mount::new(&format!("http://{address}"))
        .json("/town/api/content")
        .pages("/town/{lang}")
        .desk("/town/desk")
        .files("/town/media")
}

/// The block, in the city's look and with a place for its files.
fn content(database: Database, files: Arc<dyn BlobStore>, mount: &Mount) -> Cms {
    let look = Presentation::builder().bundle(eframe_cms::bundle()).bundle(LOOK);
    let look = look.languages([Language::EN, Language::KO]).build().expect("the layout compiles");
    Cms::builder(database).at(mount.clone()).presentation(look).files(files).build()
}

/// The whole city: what its own service would mount among its own routes.
fn city(content: &Cms, mount: &Mount) -> axum::Router {
    let town = axum::Router::new()
        .nest_service("/api/content", content.json())
        .nest_service("/desk", content.desk())
        .nest_service("/media", content.media_files())
        .nest_service("/{lang}", content.pages())
        .layer(LanguageLayer::new([Language::EN, Language::KO]))
        .layer(ActorLayer::new(Arc::new(Gateway)))
        .layer(CrossSiteLayer::new(mount))
        .layer(SecurityLayer::new(mount.is_secure()));
    axum::Router::new().nest("/town", town)
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("city-axum: {error}");
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let of = |name: &str, otherwise: &str| std::env::var(name).unwrap_or(otherwise.to_owned());
    let (address, folder) = (of("CITY_LISTEN", ADDRESS), of("CITY_FOLDER", "city-axum"));
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
    Server::new(Limits::default()).serve(listener, city(&content, &mount), stop()).await;
    working.await;
    Ok(())
}

#[cfg(test)]
mod tests;
