//! A city's own service with the subscription to a newsletter: people enter their address, answer one mail, and end it by one
//! click. Mails are files in `mail/`, until a mail server is named.
//!
//! ```sh
//! cargo run -p city-newsletter           # then open http://127.0.0.1:8087/en/news/
//! CITY_LISTEN=127.0.0.1:8097 cargo run -p city-newsletter    # where another program has that port
//! ```

use std::process::ExitCode;
use std::sync::Arc;

use axum::response::Html;
use axum::routing::get;
use eframe_core::layer::{CrossSiteLayer, LanguageLayer, SecurityLayer};
use eframe_core::mail::{FileMailer, Sender};
use eframe_core::outbox::Outbox;
use eframe_core::server::{Limits, Server};
use eframe_core::{Database, Language, Mount, SecretFile, World};
use eframe_newsletter::{Newsletter, Secrets};
use tokio::net::TcpListener;

/// Where it listens, unless `CITY_LISTEN` names another address.
const ADDRESS: &str = "127.0.0.1:8087";

/// The newsletter of the city. Its secret stays the same from start to start: the links in its mails are made with it.
fn newsletter(database: Database, mount: &Mount, secret: [u8; 32]) -> Newsletter {
    let mount = mount.clone().json("/api/newsletter").pages("/{lang}/news");
    Newsletter::builder(database, Secrets::new(secret)).at(mount).build()
}

/// What the city's own service would mount among its own routes.
fn city(newsletter: &Newsletter, mount: &Mount) -> axum::Router {
    axum::Router::new()
        .route("/", get(async || Html("<a href='/en/news/'>Get our newsletter</a>")))
        .nest_service("/api/newsletter", newsletter.json())
        .nest_service("/{lang}/news", newsletter.pages())
        .layer(LanguageLayer::new(Language::ALL))
        .layer(CrossSiteLayer::new(mount).except(newsletter.one_click_paths()))
        .layer(SecurityLayer::new(mount.is_secure()))
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("city-newsletter: {error}");
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let of = |name: &str, otherwise: &str| std::env::var(name).unwrap_or(otherwise.to_owned());
    let (address, folder) = (of("CITY_LISTEN", ADDRESS), of("CITY_FOLDER", "."));
    let listener = TcpListener::bind(&address).await.map_err(|error| {
        format!("{address}: {error}; name a free port in CITY_LISTEN, or end what listens there")
    })?;
    let world = World::system();
    let database = Database::open(&format!("sqlite:{folder}/news.db"), world.clone()).await?;
    database.migrate(&[eframe_newsletter::MIGRATIONS]).await?;
    let mount = Mount::new(&format!("http://{address}"));
    let secret = SecretFile::new(format!("{folder}/secret.key").as_ref(), &*world.random).key()?;
    let newsletter = newsletter(database.clone(), &mount, secret);
    let from = Sender::new("The city", "news@city.example".parse()?);
    let mailer = Arc::new(FileMailer::new(format!("{folder}/mail"), from, world.clock)?);
    let working = newsletter.work(Outbox::builder(database), mailer).build();
    let working = working.spawn(async { drop(tokio::signal::ctrl_c().await) });
    println!("listening on http://{address}");
    let stop = async { drop(tokio::signal::ctrl_c().await) };
    Server::new(Limits::default()).serve(listener, city(&newsletter, &mount), stop).await;
    working.await;
    Ok(())
}

#[cfg(test)]
mod tests;
