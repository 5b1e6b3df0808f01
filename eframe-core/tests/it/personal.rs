//! An erasure that was broken off is finished, and nobody's later change brings its person back.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use eframe_core::block::sea_orm::{ConnectionTrait as _, Statement};
use eframe_core::personal::{
    Asked, ERASED_ADDRESS, ERASED_NAME, ErasedList, Fate, Found, Holding, House, Known, Person,
    PersonalData, PersonalError, Table,
};
use eframe_core::test::databases;
use eframe_core::{Caller, CommitError, Database, Version};
use uuid::Uuid;

use crate::notebook::{NOTEBOOK, clerk, read, rename, write};

/// The notebook, which knows people by what its notes are called.
struct Notes(Database);

const TABLES: &[Table] = &[Table { name: "note", key: &["id"], columns: &[("name", Fate::Words)] }];

#[async_trait]
impl PersonalData for Notes {
    fn holding(&self) -> Holding<'_> {
        Holding::of(&self.0, "note", TABLES)
    }

    async fn know(&self, person: &mut Person) -> Result<(), PersonalError> {
        if person.addresses().iter().any(|address| address == "mina@seoul.example") {
            person.add_name("Mina Park");
        }
        Ok(())
    }

    async fn known(&self) -> Result<Vec<Known>, PersonalError> {
        self.holding().known("note", None, "name", "since").await
    }
}

/// A block at which the machine dies.
struct Dies(Database);

#[async_trait]
impl PersonalData for Dies {
    fn holding(&self) -> Holding<'_> {
        Holding::of(&self.0, "dies", &[])
    }

    async fn erase(&self, _: &Caller, _: &Person) -> Result<Found, PersonalError> {
        Err(CommitError::Contended.into())
    }
}

/// When the machine dies.
#[derive(Clone, Copy, PartialEq)]
enum Dying {
    Before,
    After,
    Never,
}

fn house(database: &Database, list: &Path, dies: Dying) -> House {
    let mut blocks: Vec<Arc<dyn PersonalData>> = vec![Arc::new(Notes(database.clone()))];
    match dies {
        Dying::Before => blocks.insert(0, Arc::new(Dies(database.clone()))),
        // Core's own come before the last block.
        Dying::After => blocks.push(Arc::new(Dies(database.clone()))),
        Dying::Never => {}
    }
    House::new(database.clone(), blocks, ErasedList::new(list, [7; 32]))
}

async fn entries_with_facts(database: &Database) -> usize {
    let on = database.read().get_database_backend();
    let sql = "SELECT 1 FROM core_audit WHERE action = 'note.write' AND facts IS NOT NULL AND salt IS NOT NULL";
    let rows = database.read().query_all_raw(Statement::from_string(on, sql)).await;
    rows.expect("read").len()
}

#[tokio::test]
async fn an_erasure_that_was_broken_off_is_finished_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    for site in databases(&[NOTEBOOK]).await {
        let (database, list) = (&site.database, folder.path().join(site.kind));
        let ids = [1, 2, 3].map(Uuid::from_u128);
        for (id, name) in ids.into_iter().zip(["mina@seoul.example", "Ask Mina Park.", "Joon"]) {
            database.commit(write(database, id, name)).await.expect("written");
        }
        let caller = Caller::new(clerk());
        let asked: Asked = "Mina@Seoul.example".parse().expect("an address");
        let dying = house(database, &list, Dying::Before);
        let mina = dying.find(&asked).await.expect("read");
        assert_eq!(mina.names(), ["Mina Park"]);
        dying.erase(&caller, &mina).await.expect_err("it dies");
        let name = async |id| read(database, id).await.expect("there").1;
        assert_eq!(name(ids[0]).await, "mina@seoul.example", "nothing happened yet");

        let again = house(database, &list, Dying::Never);
        assert_eq!(again.reapply().await.expect("it runs"), 1, "on {}", site.kind);
        assert_eq!(name(ids[0]).await, ERASED_ADDRESS);
        assert_eq!(name(ids[1]).await, format!("Ask {ERASED_NAME}."));
        assert_eq!(name(ids[2]).await, "Joon");
        assert_eq!(entries_with_facts(database).await, 1, "of three entries two told of her");
        assert_eq!(again.reapply().await.expect("it runs"), 0, "once");
        assert_eq!(again.look(&clerk(), &mina).await.expect("read").count(), 0);

        // Whoever decided on what they had read before decides anew.
        let late =
            database.commit(rename(database, ids[1], Version::FIRST, "Ask Mina Park!")).await;
        assert!(matches!(late, Err(CommitError::Stale { .. })), "{late:?}");
        // And somebody who comes back stays.
        database
            .commit(write(database, Uuid::from_u128(9), "mina@seoul.example"))
            .await
            .expect("new");
        assert_eq!(again.reapply().await.expect("it runs"), 0);
    }
}

#[tokio::test]
async fn what_was_broken_off_is_finished_although_nobody_knows_the_person_any_more() {
    let folder = tempfile::tempdir().expect("a folder");
    for site in databases(&[NOTEBOOK]).await {
        let (database, list) = (&site.database, folder.path().join(site.kind));
        let id = Uuid::from_u128(1);
        database.commit(write(database, id, "mina@seoul.example")).await.expect("written");
        let asked: Asked = "mina@seoul.example".parse().expect("an address");
        let dying = house(database, &list, Dying::After);
        let mina = dying.find(&asked).await.expect("read");
        dying.erase(&Caller::new(clerk()), &mina).await.expect_err("it dies");
        assert_eq!(read(database, id).await.expect("there").1, ERASED_ADDRESS, "the first is done");
        // Meanwhile something is told of her again, where no block looks for people.
        let late = Uuid::from_u128(2);
        database.commit(write(database, late, "Ask Mina Park.")).await.expect("written");

        let again = house(database, &list, Dying::Never);
        assert_eq!(again.reapply().await.expect("it runs"), 1, "on {}", site.kind);
        let name = read(database, late).await.expect("there").1;
        assert_eq!(name, format!("Ask {ERASED_NAME}."));
        assert_eq!(again.reapply().await.expect("it runs"), 0, "once");
    }
}
