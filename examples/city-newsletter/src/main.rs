//! A city's own service with a newsletter: people enter their address, answer one mail, get an issue each quarter, and end it by
//! one click. Mails are files in `mail/`; issues go to a mail server, where one is named.
//!
//! ```sh
//! cargo run -p city-newsletter           # then open http://127.0.0.1:8087/en/news/
//! cargo run -p city-newsletter publish 2026-Q4 news.txt      # send what stands in that file, its title first
//! CITY_LISTEN=127.0.0.1:8097 cargo run -p city-newsletter    # where another program has that port
//! CITY_SMTP=smtp://127.0.0.1:2587 cargo run -p city-newsletter
//! ```

use std::future::IntoFuture as _;
use std::process::ExitCode;
use std::sync::Arc;

use axum::response::Html;
use axum::routing::get;
use eframe_core::frame::PlainFrame;
use eframe_core::layer::{CrossSiteLayer, LanguageLayer, SecurityLayer};
use eframe_core::mail::{FileMailer, Sender};
use eframe_core::outbox::Outbox;
use eframe_core::present::Presentation;
use eframe_core::server::{Limits, Server};
use eframe_core::{Actor, Caller, Database, Language, Mount, SecretFile, World};
use eframe_newsletter::model::{Block, Composition, Fallback};
use eframe_newsletter::{
    Courier, FolderHandover, Handover, Imprint, Newsletter, Secrets, Sending, SmtpHandover,
};
use tokio::net::TcpListener;

/// Where it listens, unless `CITY_LISTEN` names another address.
const ADDRESS: &str = "127.0.0.1:8087";

/// The newsletter of the city, by whose name it asks. Its secret stays the same from start to start: the links in its mails are
/// made with it.
fn newsletter(database: Database, mount: &Mount, secret: [u8; 32]) -> Result<Newsletter, Failure> {
    let mount = mount.clone().json("/api/newsletter").pages("/{lang}/news");
    let city = Arc::new(PlainFrame("The city".to_owned()));
    let look = Presentation::builder().bundle(eframe_newsletter::bundle()).frame(city).build()?;
    Ok(Newsletter::builder(database, Secrets::new(secret)).at(mount).presentation(look).build())
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

/// Whoever hands issues over: to a mail server, or into a folder where none is named.
fn courier(newsletter: &Newsletter, smtp: &str, folder: &str) -> Result<Courier, Failure> {
    let handover: Arc<dyn Handover> = match smtp {
        "" => Arc::new(FolderHandover::new(format!("{folder}/issues"))),
        url => Arc::new(SmtpHandover::new(url.parse()?, "city.example")),
    };
    let (name, list) = ("The city".to_owned(), "news.city.example".to_owned());
    let address = "news@city.example".parse()?;
    let imprint = Imprint { name, address, reply_to: None, list };
    Ok(newsletter.courier(handover, Sending::new(imprint)))
}

/// Orders the issue of a quarter: its title is the first line of what was written. The courier sends it.
async fn publish(newsletter: &Newsletter, quarter: &str, written: &str) -> Result<(), Failure> {
    let (city, english) = (Caller::new(Actor::system("city")), Language::EN);
    let (title, text) = written.split_once('\n').unwrap_or((written, ""));
    let issue = newsletter
        .draft_issue(&city, quarter.parse()?, &[english], Fallback::Other(english))
        .await?;
    let markdown = [(english, text.trim().to_owned())].into();
    let composition = Composition {
        titles: [(english, title.trim().to_owned())].into(),
        blocks: vec![Block::Text { markdown }],
        ..Composition::default()
    };
    newsletter.compose(&city, issue.id, None, composition).await?;
    newsletter.order_issue(&city, issue.id, None).await?;
    Ok(())
}

type Failure = Box<dyn std::error::Error>;

/// How it is started.
const USAGE: &str = "city-newsletter [publish QUARTER FILE], such as publish 2026-Q4 news.txt";

/// What is asked for on the command line.
#[derive(Debug, PartialEq, Eq)]
enum Wish<'a> {
    /// To answer people, and send.
    Serve,
    /// To order the issue of a quarter, which says what stands in a file.
    Publish { quarter: &'a str, file: &'a str },
}

impl<'a> Wish<'a> {
    /// None where these words ask for nothing that there is.
    fn read(words: &'a [String]) -> Option<Self> {
        match words {
            [] => Some(Self::Serve),
            [verb, quarter, file] if verb == "publish" => Some(Self::Publish { quarter, file }),
            _ => None,
        }
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(wish) = Wish::read(&words) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let Err(error) = run(wish).await else { return ExitCode::SUCCESS };
    eprintln!("city-newsletter: {error}");
    ExitCode::FAILURE
}

async fn run(wish: Wish<'_>) -> Result<(), Failure> {
    let of = |name: &str, otherwise: &str| std::env::var(name).unwrap_or(otherwise.to_owned());
    let (address, folder) = (of("CITY_LISTEN", ADDRESS), of("CITY_FOLDER", "."));
    let world = World::system();
    let database = Database::open(&format!("sqlite:{folder}/news.db"), world.clone()).await?;
    database.migrate(&[eframe_newsletter::MIGRATIONS]).await?;
    let mount = Mount::new(&format!("http://{address}"));
    let secret = SecretFile::new(format!("{folder}/secret.key").as_ref(), &*world.random).key()?;
    let newsletter = newsletter(database.clone(), &mount, secret)?;
    if let Wish::Publish { quarter, file } = wish {
        publish(&newsletter, quarter, &std::fs::read_to_string(file)?).await?;
        println!("{quarter} is ordered");
        database.close().await;
        return Ok(());
    }
    let listener = TcpListener::bind(&address).await.map_err(|error| {
        format!("{address}: {error}; name a free port in CITY_LISTEN, or end what listens there")
    })?;
    let stop = || async { drop(tokio::signal::ctrl_c().await) };
    let from = Sender::new("The city", "news@city.example".parse()?);
    let mailer = Arc::new(FileMailer::new(format!("{folder}/mail"), from, world.clock)?);
    let working = newsletter.work(Outbox::builder(database), mailer).build().spawn(stop());
    let carrying = courier(&newsletter, &of("CITY_SMTP", ""), &folder)?.spawn(stop());
    println!("listening on http://{address}");
    Server::new(Limits::default()).serve(listener, city(&newsletter, &mount), stop()).await;
    tokio::join!(working.into_future(), carrying.into_future());
    Ok(())
}

#[cfg(test)]
mod tests;
