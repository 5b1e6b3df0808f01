//! A house with webhooks: whoever manages them, what happens there, and the mails that go out.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use eframe_core::block::sea_orm::{ConnectionTrait as _, DatabaseTransaction, DbErr, Statement};
use eframe_core::directory::{Contact, PersonDirectory};
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::Outbox;
use eframe_core::test::TestDatabase;
use eframe_core::test::ask::send;
pub(crate) use eframe_core::test::ask::{Answer, form as post, get, json as with_json, with};
use eframe_core::{
    Actor, ActorId, Body, Change, Commit, Constraint, Database, Event, Grant, Language, Mount,
    Permission, PublicEvent, Scope, StoreError, Timestamp,
};
use eframe_webhooks::model::{Allowed, Delivery, EndpointId};
use eframe_webhooks::{
    Issued, MIGRATIONS, Patience, Secrets, Sender, Webhooks, WebhooksBuilder, permission,
};
use http::Request;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::receiver::Receiver;

/// Something that anybody may hear of, without who did it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) street: String,
    pub(crate) clerk: String,
    pub(crate) secret: bool,
}

impl Event for Opened {
    const NAME: &'static str = "town.street.opened";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        format!("town.street:{}", self.street)
    }
}

impl PublicEvent for Opened {
    fn facts(&self) -> Option<Value> {
        (!self.secret).then(|| json!({ "street": self.street }))
    }
}

/// Another kind.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Closed {
    pub(crate) street: String,
}

impl Event for Closed {
    const NAME: &'static str = "town.street.closed";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        format!("town.street:{}", self.street)
    }
}

impl PublicEvent for Closed {}

/// What a commit of the town changes.
struct Nothing;

#[async_trait]
impl Change for Nothing {
    const CONSTRAINTS: &'static [Constraint] = &[];

    async fn apply(&self, _: &DatabaseTransaction, _: Timestamp) -> Result<(), DbErr> {
        Ok(())
    }
}

pub(crate) struct House {
    pub(crate) on: TestDatabase,
    pub(crate) webhooks: Webhooks,
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

/// Mina alone, who reads Korean.
struct People;

#[async_trait]
impl PersonDirectory for People {
    async fn person(&self, id: ActorId) -> Result<Option<Contact>, StoreError> {
        Ok(self.holders(permission::MANAGE).await?.into_iter().find(|one| one.id == id))
    }

    async fn holders(&self, _: Permission) -> Result<Vec<Contact>, StoreError> {
        Ok(vec![Contact {
            id: mina().id(),
            name: "Mina Park".to_owned(),
            address: "mina@seoul.example".parse().expect("an address"),
            language: Language::EN,
        }])
    }
}

/// The same house on each database, allowed to tell these.
pub(crate) async fn houses(receivers: &[&Receiver]) -> Vec<House> {
    let databases = eframe_core::test::databases(&[MIGRATIONS]).await;
    databases.into_iter().map(|on| House::new(on, receivers)).collect()
}

/// The handle on a database, with the house's secret.
pub(crate) fn builder(database: Database) -> WebhooksBuilder {
    let mount = Mount::new("https://union.example").json("/api/v1/webhooks").desk("/desk/webhooks");
    Webhooks::builder(database, Secrets::new([7; 32]))
        .at(mount)
        .people(Arc::new(People))
        .event::<Opened>("town.street.opened")
        .event::<Closed>("town.street.closed")
}

/// So little patience that a test has.
pub(crate) fn patience() -> Patience {
    Patience {
        connect: Duration::from_millis(500),
        whole: Duration::from_secs(3),
        lease: Duration::from_secs(9),
        look: Duration::from_millis(10),
        ..Patience::default()
    }
}

impl House {
    fn new(on: TestDatabase, receivers: &[&Receiver]) -> Self {
        let hosts = receivers.iter().map(|one| one.host().parse().expect("a host"));
        let allowed = Allowed::new(hosts);
        let webhooks = builder(on.database.clone()).allowing(allowed).build();
        Self { on, webhooks, letters: Letters::default() }
    }

    /// Adds an endpoint that is told everything.
    pub(crate) async fn added(&self, url: &str) -> Issued {
        self.added_for(url, &["*"]).await
    }

    pub(crate) async fn added_for(&self, url: &str, events: &[&str]) -> Issued {
        let wish = self.webhooks.wish("City app", url, events.iter().copied()).expect(url);
        self.webhooks.add(&mina().into(), wish).await.expect("added")
    }

    /// Something happens, and is put down for whoever is told of it.
    pub(crate) async fn happens(&self, event: &impl Event) {
        let now = self.on.database.world().now();
        let commit = Commit::by(&mina(), now).change(Nothing).send(event);
        self.on.database.commit(commit).await.expect("committed");
        self.work().await;
    }

    pub(crate) async fn street_opens(&self, street: &str) {
        let (street, clerk) = (street.to_owned(), "Jonas Weber".to_owned());
        self.happens(&Opened { street, clerk, secret: false }).await;
    }

    /// Does what waits in the background, and gives the letters that came of it.
    pub(crate) async fn work(&self) -> Vec<Letter> {
        let outbox = Outbox::builder(self.on.database.clone());
        let workers = self.webhooks.work(outbox, Arc::new(self.letters.clone())).build();
        workers.run_pending().await.expect("the work is done");
        std::mem::take(&mut *self.letters.0.lock().expect("no panic"))
    }

    pub(crate) fn sender(&self) -> Sender {
        self.webhooks.sender(patience())
    }

    /// Tries what is due.
    pub(crate) async fn send(&self) {
        self.sender().run_pending().await.expect("tried");
    }

    /// The deliveries to an endpoint, the latest first.
    pub(crate) async fn deliveries(&self, endpoint: EndpointId) -> Vec<Delivery> {
        self.webhooks.latest(&mina(), endpoint, 200).await.expect("read")
    }

    /// The only one.
    pub(crate) async fn delivery(&self, endpoint: EndpointId) -> Delivery {
        let mut all = self.deliveries(endpoint).await;
        assert_eq!(all.len(), 1, "{all:?}");
        all.remove(0)
    }

    /// A number that a question finds.
    pub(crate) async fn number(&self, question: &str) -> i64 {
        let on = self.on.database.read();
        let question = Statement::from_string(on.get_database_backend(), question);
        let row = on.query_one_raw(question).await.expect("an answer").expect("a row");
        row.try_get_by_index(0).expect("a number")
    }

    pub(crate) async fn json(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.webhooks.json(), actor, Language::EN, request).await
    }

    pub(crate) async fn desk(&self, actor: &Actor, request: Request<Body>) -> Answer {
        send(self.webhooks.desk(), actor, Language::EN, request).await
    }

    /// Mina at the desk.
    pub(crate) async fn at_desk(&self, request: Request<Body>) -> Answer {
        self.desk(&mina(), request).await
    }

    pub(crate) async fn desk_in(&self, language: Language, request: Request<Body>) -> Answer {
        send(self.webhooks.desk(), &mina(), language, request).await
    }
}

/// Whoever manages webhooks.
pub(crate) fn mina() -> Actor {
    person(14, "Mina Park", &permission::ALL)
}

/// The same person, who manages them no more.
pub(crate) fn mina_dismissed() -> Actor {
    person(14, "Mina Park", &[permission::READ])
}

/// Whoever manages them beside her.
pub(crate) fn jun() -> Actor {
    person(17, "Jun Seo", &permission::ALL)
}

/// Whoever looks at them alone.
pub(crate) fn onlooker() -> Actor {
    person(15, "Ana Sousa", &[permission::READ])
}

/// A program that manages them and may look at none.
pub(crate) fn blind() -> Actor {
    person(18, "A program", &[permission::MANAGE])
}

/// Somebody who is signed in and may do nothing.
pub(crate) fn reader() -> Actor {
    person(16, "Reader", &[])
}

fn person(number: u128, name: &str, held: &[Permission]) -> Actor {
    let grants = held.iter().map(|permission| Grant::new(*permission, Scope::Everywhere));
    Actor::person(ActorId::new(Uuid::from_u128(number)), name, grants.collect())
}

/// The secret that a page shows.
pub(crate) fn secret(page: &Answer) -> String {
    let (_, rest) = page.text.split_once("whsec_").unwrap_or_else(|| panic!("{}", page.text));
    format!("whsec_{}", rest.split('<').next().expect("its end"))
}
