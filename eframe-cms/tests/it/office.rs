//! A desk whose clocks are those of Berlin, with people who get mail and workers.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use eframe_cms::model::{Moment, Plan, Rulebook};
use eframe_cms::rules::{SetPlan, Standing};
use eframe_cms::{Cms, MIGRATIONS};
use eframe_core::directory::{Contact, PersonDirectory};
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::{Outbox, Workers};
use eframe_core::test::{TestDatabase, databases};
use eframe_core::{
    ActorId, Caller, Database, Language, Mount, Permission, Presentation, StoreError, Timestamp,
};
use jiff::SignedDuration;
use jiff::tz::TimeZone;

use crate::people::{Desk, mina, page, vera};

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

/// Mina and Vera get mail.
struct Staff;

fn contacts() -> [Contact; 2] {
    [(mina(), "mina@city.example", Language::EN), (vera(), "vera@city.example", Language::KO)].map(
        |(actor, address, language)| Contact {
            id: actor.id(),
            name: actor.name().to_owned(),
            address: address.parse().expect("an address"),
            language,
        },
    )
}

#[async_trait]
impl PersonDirectory for Staff {
    async fn person(&self, id: ActorId) -> Result<Option<Contact>, StoreError> {
        Ok(contacts().into_iter().find(|contact| contact.id == id))
    }

    async fn holders(&self, _: Permission) -> Result<Vec<Contact>, StoreError> {
        Ok(contacts().into())
    }
}

pub(crate) struct Office {
    pub(crate) desk: Desk,
    pub(crate) letters: Letters,
}

pub(crate) async fn offices() -> Vec<Office> {
    offices_with(Rulebook::default()).await
}

pub(crate) async fn offices_with(book: Rulebook) -> Vec<Office> {
    let all = databases(&[MIGRATIONS]).await.into_iter();
    all.map(|test| Office { desk: desk(test, book.clone()), letters: Letters::default() }).collect()
}

fn desk(test: TestDatabase, book: Rulebook) -> Desk {
    let files = tempfile::tempdir().expect("a folder");
    Desk { cms: cms(test.database.clone(), book), test, files }
}

/// The content of a database, as one instance of a site has it.
pub(crate) fn cms(database: Database, book: Rulebook) -> Cms {
    cms_of(database, book, Arc::new(Staff))
}

/// The same where others know who the people are.
pub(crate) fn cms_of(database: Database, book: Rulebook, people: Arc<dyn PersonDirectory>) -> Cms {
    let mount = Mount::new("https://city.example")
        .json("/api/v1/content")
        .pages("/{lang}")
        .desk("/desk/content");
    let presentation = Presentation::builder()
        .bundle(eframe_cms::bundle())
        .zone(TimeZone::get("Europe/Berlin").expect("a zone"))
        .build();
    Cms::builder(database)
        .at(mount)
        .presentation(presentation.expect("the block's own templates"))
        .people(people)
        .rulebook(book)
        .build()
}

impl Office {
    pub(crate) fn workers(&self) -> Workers {
        self.workers_of(&self.desk.cms, &self.desk.test.database)
    }

    pub(crate) fn workers_of(&self, cms: &Cms, database: &Database) -> Workers {
        cms.work(Outbox::builder(database.clone()), Arc::new(self.letters.clone())).build()
    }

    /// Lets time pass, and what is due happen.
    pub(crate) async fn later(&self, by: SignedDuration) {
        self.desk.test.clock.advance(by);
        self.workers().run_pending().await.expect("they work");
    }

    /// A page that Vera approved and nobody published.
    pub(crate) async fn approved(&self, slug: &str) -> Standing {
        let cms = &self.desk.cms;
        let begun = cms.create(&mina().into(), page(slug, None)).await.expect("created");
        self.approve(&begun).await
    }

    /// Mina hands in what is in the making, and Vera approves it.
    pub(crate) async fn approve(&self, of: &Standing) -> Standing {
        let (cms, id, language) = (&self.desk.cms, of.document, of.language);
        let handed_in = cms.submit(&mina().into(), id, language).await.expect("handed in");
        cms.approve(&vera().into(), id, language, handed_in.hash).await.expect("approved")
    }

    /// Vera plans that it goes live so much later.
    pub(crate) async fn plan(&self, of: &Standing, after: SignedDuration) -> Plan {
        let when = self.after(after);
        let command = SetPlan { language: of.language, ending: None, when };
        let planned = self.desk.cms.plan(&vera().into(), of.document, &command).await;
        planned.expect("planned").0
    }

    pub(crate) fn after(&self, after: SignedDuration) -> Moment {
        Moment::read(&self.at(after).to_string(), &TimeZone::UTC).expect("a moment")
    }

    pub(crate) fn at(&self, after: SignedDuration) -> Timestamp {
        self.desk.test.clock.now() + after
    }

    /// Whether the public reads it in English.
    pub(crate) async fn is_live(&self, of: &Standing) -> bool {
        let document = self.desk.cms.document(&vera(), of.document).await.expect("there");
        document.live(of.language).is_some_and(|live| live.number == of.number)
    }
}

/// Vera, who does everything.
pub(crate) fn chief() -> Caller {
    vera().into()
}
