//! A house with a newsletter: strangers, its Secretariat, and the letters that go out.

use std::path::Path;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use eframe_core::block::sea_orm::{ConnectionTrait as _, Statement};
use eframe_core::http::ClientAddress;
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::Outbox;
use eframe_core::test::TestDatabase;
pub(crate) use eframe_core::test::ask::{Answer, form as post, get, with};
use eframe_core::test::ask::{json as json_request, send};
use eframe_core::{
    Actor, ActorId, Body, Database, Grant, Language, Mount, Permission, Presentation, Scope,
};
use eframe_newsletter::{MIGRATIONS, Newsletter, NewsletterBuilder, Secrets, permission};
use http::{Request, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};
use uuid::Uuid;

pub(crate) struct House {
    pub(crate) on: TestDatabase,
    pub(crate) newsletter: Newsletter,
    pub(crate) letters: Letters,
}

/// Letters that were handed over.
#[derive(Clone, Default)]
pub(crate) struct Letters(Arc<Mutex<Vec<Letter>>>);

#[async_trait]
impl Mailer for Letters {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        self.0.lock().expect("no panic").push(letter.clone());
        Ok(())
    }
}

/// The same house on each database.
pub(crate) async fn houses() -> Vec<House> {
    let databases = eframe_core::test::databases(&[MIGRATIONS]).await;
    databases.into_iter().map(|on| House::keeping(on, None)).collect()
}

/// The same, each with a kept list in this folder, named by the kind of its database.
pub(crate) async fn houses_keeping(folder: &Path) -> Vec<House> {
    let databases = eframe_core::test::databases(&[MIGRATIONS]).await;
    let with_list = |on: TestDatabase| {
        let list = folder.join(on.kind);
        House::keeping(on, Some(&list))
    };
    databases.into_iter().map(with_list).collect()
}

/// The handle on a database, with the house's secret.
pub(crate) fn built(database: Database) -> Newsletter {
    builder(database).build()
}

pub(crate) fn builder(database: Database) -> NewsletterBuilder {
    let mount = Mount::new("https://union.example")
        .json("/api/v1/newsletter")
        .pages("/{lang}/newsletter")
        .desk("/desk/newsletter");
    Newsletter::builder(database, Secrets::new([7; 32])).at(mount)
}

impl House {
    /// The house on a database, with its secret, and its kept list where it has one.
    pub(crate) fn keeping(on: TestDatabase, list: Option<&Path>) -> Self {
        let builder = builder(on.database.clone());
        let newsletter = match list {
            Some(list) => builder.keeping(list).build(),
            None => builder.build(),
        };
        Self { on, newsletter, letters: Letters::default() }
    }

    /// The same house, with other pages.
    pub(crate) fn presented(self, presentation: Presentation) -> Self {
        let newsletter = builder(self.on.database.clone()).presentation(presentation).build();
        Self { newsletter, ..self }
    }

    /// The Secretariat at the desk.
    pub(crate) async fn at_desk(&self, request: Request<Body>) -> Answer {
        self.desk(&mina(), request).await
    }

    /// How many rows a question finds.
    pub(crate) async fn rows(&self, question: &str) -> usize {
        let on = self.on.database.read();
        let question = Statement::from_string(on.get_database_backend(), question);
        on.query_all_raw(question).await.expect("an answer").len()
    }

    /// The texts that a question finds, in its first column.
    pub(crate) async fn texts(&self, question: &str) -> Vec<String> {
        let on = self.on.database.read();
        let question = Statement::from_string(on.get_database_backend(), question);
        let rows = on.query_all_raw(question).await.expect("an answer");
        rows.iter().map(|row| row.try_get_by_index(0).expect("a text")).collect()
    }

    /// Does what waits in the background, and gives the letters that came of it.
    pub(crate) async fn mail(&self) -> Vec<Letter> {
        let outbox = Outbox::builder(self.on.database.clone());
        let workers = self.newsletter.work(outbox, Arc::new(self.letters.clone())).build();
        workers.run_pending().await.expect("the work is done");
        std::mem::take(&mut *self.letters.0.lock().expect("no panic"))
    }

    pub(crate) async fn json(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.newsletter.json(), actor, Language::EN, request).await
    }

    pub(crate) async fn desk(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.newsletter.desk(), actor, Language::EN, request).await
    }

    pub(crate) async fn page(&self, request: Request<Body>) -> Answer {
        self.page_in(Language::EN, request).await
    }

    pub(crate) async fn page_in(&self, language: Language, request: Request<Body>) -> Answer {
        send(self.newsletter.pages(), &Actor::anonymous(), language, request).await
    }

    /// Somebody enters an address on the page.
    pub(crate) async fn ask(&self, address: &str) -> Answer {
        self.page(post("/", &[("address", address), ("language", "en")])).await
    }

    /// The path, with its token, that the one mail has which went out.
    pub(crate) async fn link(&self) -> String {
        let letters = self.mail().await;
        assert_eq!(letters.len(), 1, "{letters:?}");
        link(&letters[0])
    }

    /// Somebody asks, and says yes to the question.
    pub(crate) async fn subscribed(&self, address: &str) -> Uuid {
        assert_eq!(self.ask(address).await.status, StatusCode::SEE_OTHER);
        let link = self.link().await;
        self.yes(&link).await;
        let all = self.json(&mina(), get("/subscribers")).await.json();
        let items = all["items"].as_array().expect("a list").clone();
        let one = items.iter().find(|one| one["address"] == address).expect("there");
        assert_eq!(one["state"], "confirmed");
        one["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
    }

    pub(crate) async fn yes(&self, link: &str) {
        let asked = self.page(get(link)).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
        // What happens later stands later in the ledger.
        self.on.clock.advance(SignedDuration::from_secs(1));
        let sha256 = asked.hidden("sha256");
        let said = self.page(post(link, &[("sha256", &sha256)])).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    }

    /// The path, with its token, by which a subscription ends.
    pub(crate) fn way_out(&self, subscriber: Uuid) -> String {
        self.on.clock.advance(SignedDuration::from_secs(1));
        let id = eframe_newsletter::model::SubscriberId::new(subscriber);
        below(&self.newsletter.unsubscribe_link(id, Language::EN))
    }

    /// A subscriber as the Secretariat sees them.
    pub(crate) async fn read(&self, subscriber: Uuid) -> Value {
        let answer = self.json(&mina(), get(&format!("/subscribers/{subscriber}"))).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    /// All that is kept of an address.
    pub(crate) async fn everything(&self, address: &str) -> Value {
        let request = post_json("/persons/export", &json!({ "address": address }));
        let answer = self.json(&mina(), request).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    pub(crate) async fn erase(&self, address: &str) {
        self.on.clock.advance(SignedDuration::from_secs(1));
        let request = post_json("/persons/erasure", &json!({ "address": address }));
        let answer = self.json(&mina(), request).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.text);
    }
}

/// The path of the link in a letter, below the mount.
pub(crate) fn link(letter: &Letter) -> String {
    let of = |line: &&str| line.starts_with("https://");
    below(letter.text().lines().find(of).expect("a link"))
}

fn below(link: &str) -> String {
    let (_, path) = link.split_once("/newsletter").expect("a link below the mount");
    path.to_owned()
}

/// The Secretariat.
pub(crate) fn mina() -> Actor {
    person(14, "Mina Park", &permission::ALL)
}

/// Whoever looks at issues alone.
pub(crate) fn onlooker() -> Actor {
    person(17, "Ana Sousa", &[permission::ISSUE_READ])
}

/// A program that makes issues and may look at none.
pub(crate) fn blind() -> Actor {
    person(18, "A program", &[permission::ISSUE_EDIT])
}

/// Somebody who is signed in and may do nothing.
pub(crate) fn reader() -> Actor {
    person(16, "Reader", &[])
}

fn person(number: u128, name: &str, held: &[Permission]) -> Actor {
    let grants = held.iter().map(|permission| Grant::new(*permission, Scope::Everywhere));
    Actor::person(ActorId::new(Uuid::from_u128(number)), name, grants.collect())
}

pub(crate) fn post_json(path: &str, body: &Value) -> Request<Body> {
    json_request("POST", path, body)
}

/// The same from another network.
pub(crate) fn from(mut request: Request<Body>, network: usize) -> Request<Body> {
    let [.., high, low] = network.to_be_bytes();
    let address = std::net::Ipv4Addr::new(10, high, low, 7);
    request.extensions_mut().insert(ClientAddress(address.into()));
    request
}

pub(crate) fn whole(text: String) -> Body {
    Body::from(eframe_core::block::axum::body::Body::from(text))
}

/// A form with a file.
pub(crate) fn form_data(
    path: &str,
    fields: &[(&str, &str)],
    file: (&str, &str, &[u8]),
) -> Request<Body> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part =
            format!("--B\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend_from_slice(part.as_bytes());
    }
    let (field, name, bytes) = file;
    let head = format!(
        "--B\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
         content-type: text/csv\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--B--\r\n");
    let request = Request::post(path).header("content-type", "multipart/form-data; boundary=B");
    let body = eframe_core::block::axum::body::Body::from(body);
    request.body(Body::from(body)).expect("a request")
}
