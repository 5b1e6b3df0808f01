//! A city under plain hyper, with no web framework of its own: the content block's JSON and its pages.
//!
//! ```sh
//! cargo run -p city-hyper                                       # then open http://127.0.0.1:8082/en/
//! CITY_LISTEN=127.0.0.1:8092 cargo run -p city-hyper            # where another program has that port
//! CITY_FOLDER=/srv/city cargo run -p city-hyper                 # its database, files and mails: else in city-hyper/
//! curl -H 'x-city-user: 018f0000-0000-7000-8000-000000000001 Mina Park' http://127.0.0.1:8082/api/pages
//! ```

use std::convert::Infallible;
use std::process::ExitCode;
use std::sync::Arc;

use eframe_cms::{Cms, permission};
use eframe_core::mail::{FileMailer, Sender};
use eframe_core::outbox::Outbox;
use eframe_core::upload::{BlobStore, DiskBlobs};
use eframe_core::{Actor, Body, Component, Database, Grant, Language, Mount, Scope, World};
use http::{Request, Response, StatusCode, Uri};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpListener;
use tower::ServiceExt as _;

/// Where it listens, unless `CITY_LISTEN` names another address.
const ADDRESS: &str = "127.0.0.1:8082";

/// The city's parts and where each begins. A block matches paths below its mount, so the mount is cut off.
#[derive(Clone)]
struct City {
    api: Component,
    pages: Component,
    files: Component,
}

/// The city's content, with a place for pictures and documents.
fn content(database: Database, files: Arc<dyn BlobStore>, address: &str) -> Cms {
    let mount = Mount::new(&format!("http://{address}")).json("/api").pages("/{lang}");
    Cms::builder(database).at(mount.files("/media")).files(files).build()
}

impl City {
    fn new(content: &Cms) -> Self {
        Self { api: content.json(), pages: content.pages(), files: content.media_files() }
    }

    async fn answer<B>(self, mut request: Request<B>) -> Result<Response<Body>, Infallible>
    where
        B: http_body::Body<Data = bytes::Bytes> + Send + 'static,
        B::Error: Into<eframe_core::BoxError>,
    {
        let actor = who_asks(request.headers());
        request.extensions_mut().insert(actor);
        let path = request.uri().path().trim_start_matches('/');
        let (first, _) = path.split_once('/').unwrap_or((path, ""));
        let part = match first.parse::<Language>() {
            _ if first == "api" => self.api,
            _ if first == "media" => self.files,
            Ok(language) => {
                request.extensions_mut().insert(language);
                self.pages
            }
            Err(_) => return Ok(not_here()),
        };
        *request.uri_mut() = below(request.uri());
        part.oneshot(request).await
    }
}

/// The city's gateway has signed people in and says who they are: `x-city-user: UUID NAME`.
fn who_asks(headers: &http::HeaderMap) -> Actor {
    let said = headers.get("x-city-user").and_then(|said| said.to_str().ok()?.split_once(' '));
    let Some((Ok(id), name)) = said.map(|(id, name)| (id.parse(), name)) else {
        return Actor::anonymous();
    };
    let everything = permission::ALL.iter().map(|right| Grant::new(*right, Scope::Everywhere));
    Actor::person(id, name, everything.collect())
}

/// The address without its first part.
fn below(uri: &Uri) -> Uri {
    let whole = uri.path_and_query().map_or("/", |whole| whole.as_str());
    let rest = whole[1..].find(['/', '?']).map_or("", |end| &whole[end + 1..]);
    let rest = if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") };
    rest.parse().unwrap_or_default()
}

fn not_here() -> Response<Body> {
    let mut answer = Response::new(Body::from("There is nothing here; begin at /en/.\n"));
    *answer.status_mut() = StatusCode::NOT_FOUND;
    answer
}

#[tokio::main]
async fn main() -> ExitCode {
    let Err(error) = run().await else { return ExitCode::SUCCESS };
    eprintln!("city-hyper: {error}");
    ExitCode::FAILURE
}

async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let address = std::env::var("CITY_LISTEN").unwrap_or_else(|_| ADDRESS.to_owned());
    let listener = TcpListener::bind(&address).await.map_err(|error| {
        format!("{address}: {error}; name a free port in CITY_LISTEN, or end what listens there")
    })?;
    let folder = std::env::var("CITY_FOLDER").unwrap_or_else(|_| "city-hyper".to_owned());
    let world = World::system();
    let files = Arc::new(DiskBlobs::open(format!("{folder}/files"), world.clone()).await?);
    let from = Sender::new("The city", "content@city.example".parse()?);
    let mailer = Arc::new(FileMailer::new(format!("{folder}/mail"), from, world.clock.clone())?);
    let database = Database::open(&format!("sqlite:{folder}/city.db"), world).await?;
    database.migrate(&[eframe_cms::MIGRATIONS]).await?;
    let content = content(database.clone(), files, &address);
    // They work as long as the process lives; what was under way then is done after the next start.
    let workers = content.work(Outbox::builder(database), mailer).build();
    drop(workers.spawn(std::future::pending()));
    let city = City::new(&content);
    println!("listening on http://{address}");
    loop {
        let (stream, _) = listener.accept().await?;
        let city = city.clone();
        let service = service_fn(move |request: Request<Incoming>| city.clone().answer(request));
        tokio::spawn(async move {
            // A connection that breaks concerns its client alone.
            let _ = Builder::new(TokioExecutor::new())
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

#[cfg(test)]
mod tests;
