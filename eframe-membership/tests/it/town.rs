//! A town that applies: its officers, somebody of another, the Secretariat, files and letters.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::{Outbox, Pace, Workers};
use eframe_core::test::TestDatabase;
pub(crate) use eframe_core::test::ask::{
    Answer, form as post, get, json as json_body, send as send_in, with,
};
use eframe_core::upload::DiskBlobs;
use eframe_core::{
    Actor, ActorId, Body, Component, Grant, Language, Mount, OrganisationId, Permission, Scope,
};
use eframe_membership::{MIGRATIONS, Membership, permission};
use http::{Request, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) struct Town {
    pub(crate) on: TestDatabase,
    pub(crate) membership: Membership,
    pub(crate) letters: Letters,
    pub(crate) files: TempDir,
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

impl Letters {
    /// Those that came since they were last taken.
    pub(crate) fn take(&self) -> Vec<Letter> {
        std::mem::take(&mut *self.0.lock().expect("no panic"))
    }
}

/// The same town on each database.
pub(crate) async fn towns() -> Vec<Town> {
    let mut towns = Vec::new();
    for on in eframe_core::test::databases(&[MIGRATIONS]).await {
        let files = tempfile::tempdir().expect("a folder");
        towns.push(town(on, files).await);
    }
    towns
}

async fn town(on: TestDatabase, files: TempDir) -> Town {
    let world = on.database.world().clone();
    let blobs = DiskBlobs::open(files.path(), world).await.expect("a store");
    let mount = Mount::new("https://union.example")
        .json("/api/v1/membership")
        .pages("/{lang}/members")
        .account("/account/membership")
        .desk("/desk/membership");
    let membership = Membership::builder(on.database.clone())
        .at(mount)
        .files(Arc::new(blobs))
        .secretariat("office@union.example".parse().expect("an address"), Language::EN)
        .build();
    Town { on, membership, letters: Letters::default(), files }
}

impl Town {
    /// The same after everything that ran is gone: another handle on the same database and files.
    pub(crate) async fn restarted(&self) -> Membership {
        let world = self.on.database.world().clone();
        let again = eframe_core::Database::open(&self.on.url, world.clone()).await;
        let blobs = DiskBlobs::open(self.files.path(), world).await.expect("a store");
        let builder = Membership::builder(again.expect("it opens")).files(Arc::new(blobs));
        builder.at(Mount::new("https://union.example").account("/account/membership")).build()
    }

    /// Does what waits in the background, and gives the letters that came of it.
    pub(crate) async fn mail(&self) -> Vec<Letter> {
        self.workers(Pace::default()).run_pending().await.expect("the work is done");
        self.letters.take()
    }

    /// Whoever does the block's work, so patiently.
    pub(crate) fn workers(&self, pace: Pace) -> Workers {
        let outbox = Outbox::builder(self.on.database.clone()).pace(pace);
        self.membership.work(outbox, Arc::new(self.letters.clone())).build()
    }

    pub(crate) async fn json(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.membership.json(), actor, request).await
    }

    pub(crate) async fn own(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.membership.own(), actor, request).await
    }

    pub(crate) async fn desk(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.membership.desk(), actor, request).await
    }

    pub(crate) async fn public(&self, request: Request<Body>) -> Answer {
        send(self.membership.pages(), &Actor::anonymous(), request).await
    }

    /// An application of the first town, begun by its officer.
    pub(crate) async fn begun(&self) -> String {
        let begin = json!({ "organisation": first(), "form": {} });
        let begun = self.json(&rui(), post_json("/applications", &begin)).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
        begun.json()["application"].as_str().expect("an id").to_owned()
    }

    /// The same with every answer.
    pub(crate) async fn filled(&self) -> String {
        let id = self.begun().await;
        let saved = self.save(&id, &form()).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        id
    }

    pub(crate) async fn save(&self, id: &str, form: &Value) -> Answer {
        let request = json_body("PUT", &format!("/applications/{id}/form"), form);
        self.json(&rui(), with(request, "if-match", "*")).await
    }

    /// The same, signed on line and handed in.
    pub(crate) async fn submitted(&self) -> String {
        let id = self.filled().await;
        self.sign(&id).await;
        let submitted = self.step(&rui(), &id, "submit", None).await;
        assert_eq!(submitted.status, StatusCode::OK, "{}", submitted.text);
        id
    }

    pub(crate) async fn sign(&self, id: &str) {
        let fingerprint = self.read(&rui(), id).await["fingerprint"].clone();
        let sign = json!({ "name": "ana lima", "office": "Mayor", "form": fingerprint });
        let signed = self.step(&rui(), id, "signature", Some(&sign)).await;
        assert_eq!(signed.status, StatusCode::OK, "{}", signed.text);
    }

    pub(crate) async fn read(&self, actor: &Actor, id: &str) -> Value {
        let answer = self.json(actor, get(&format!("/applications/{id}"))).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    }

    /// A step of an application.
    pub(crate) async fn step(
        &self,
        actor: &Actor,
        id: &str,
        step: &str,
        body: Option<&Value>,
    ) -> Answer {
        // What happens later stands later in the history.
        self.on.clock.advance(jiff::SignedDuration::from_secs(1));
        let path = format!("/applications/{id}/{step}");
        let request = match body {
            Some(body) => post_json(&path, body),
            None => Request::post(path).body(Body::default()).expect("a request"),
        };
        self.json(actor, request).await
    }
}

/// A form whose every answer is right.
pub(crate) fn form() -> Value {
    json!({
        "kind": "city", "name": "Porto Azul", "country": "PT", "population": "12 500",
        "latitude": "37.1", "longitude": "-8.5", "website": "https://porto-azul.example",
        "motivation": "We want to learn.", "signatoryName": "Ana Lima",
        "signatoryOffice": "Mayor", "contactName": "Rui Sá",
        "contactEmail": "rui@porto-azul.example", "contactLanguage": "es",
    })
}

fn person(number: u128, name: &str, held: &[(Permission, Scope)]) -> Actor {
    let grants = held.iter().map(|(permission, scope)| Grant::new(*permission, *scope));
    Actor::person(ActorId::new(Uuid::from_u128(number)), name, grants.collect())
}

pub(crate) fn first() -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(501))
}

fn of(number: u128, name: &str, organisation: OrganisationId) -> Actor {
    let scope = Scope::Organisation(organisation);
    person(number, name, &[(permission::APPLY, scope), (permission::VOTE, scope)])
}

/// An officer of the first town.
pub(crate) fn rui() -> Actor {
    of(11, "Rui Sá", first())
}

/// Her colleague.
pub(crate) fn lena() -> Actor {
    of(12, "Lena Paz", first())
}

/// An officer of another town.
pub(crate) fn stranger() -> Actor {
    of(13, "Ivan Petrov", OrganisationId::new(Uuid::from_u128(502)))
}

/// The Secretariat.
pub(crate) fn mina() -> Actor {
    secretary(14, "Mina Park")
}

/// Somebody else of it.
pub(crate) fn omar() -> Actor {
    secretary(15, "Omar Said")
}

fn secretary(number: u128, name: &str) -> Actor {
    let all = [permission::READ, permission::REVIEW, permission::APPLY, permission::MANAGE];
    person(number, name, &all.map(|one| (one, Scope::Everywhere)))
}

/// Somebody who is signed in and may do nothing.
pub(crate) fn reader() -> Actor {
    person(16, "Reader", &[])
}

/// Sends a request as the host does.
pub(crate) async fn send(service: Component, actor: &Actor, request: Request<Body>) -> Answer {
    send_in(service, actor, Language::EN, request).await
}

pub(crate) fn post_json(path: &str, body: &Value) -> Request<Body> {
    json_body("POST", path, body)
}

/// A body that is a file.
pub(crate) fn file(method: &str, path: &str, bytes: &[u8]) -> Request<Body> {
    let request = Request::builder().method(method).uri(path);
    let request = request.header("content-type", "application/octet-stream");
    request.body(whole(bytes.to_vec())).expect("a request")
}

/// A posted form with one file.
pub(crate) fn upload(
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
         content-type: application/octet-stream\r\n\r\n"
    );
    body.extend_from_slice(head.as_bytes());
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--B--\r\n");
    let request = Request::post(path).header("content-type", "multipart/form-data; boundary=B");
    request.body(whole(body)).expect("a request")
}

/// A small PDF.
pub(crate) fn pdf() -> Vec<u8> {
    let body =
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";
    let head = "%PDF-1.4\n";
    let xref = format!(
        "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000051 00000 n \n\
         trailer<</Size 3/Root 1 0 R>>\nstartxref\n{}\n%%EOF\n",
        head.len() + body.len()
    );
    format!("{head}{body}{xref}").into_bytes()
}

fn whole(bytes: Vec<u8>) -> Body {
    Body::from(eframe_core::block::axum::body::Body::from(bytes))
}
