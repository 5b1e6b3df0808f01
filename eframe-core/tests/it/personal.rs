//! An erasure that was broken off is finished, and nobody's later change brings its person back.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use eframe_core::backup::Backup;
use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DatabaseBackend, Statement, TransactionTrait as _,
};
use eframe_core::personal::{
    Asked, ERASED_ADDRESS, ERASED_NAME, EXPORT, ErasedList, Fate, Found, Holding, House, Known,
    Person, PersonalData, PersonalError, Table,
};
use eframe_core::test::ask::{form, get, json as request, send};
use eframe_core::test::{bare_databases, databases, on_postgres, postgres};
use eframe_core::{
    Actor, ActorId, Caller, Commit, CommitError, Database, Denied, Grant, Language, Mount,
    Narrowing, Patience, Presentation, Scope, Version,
};
use serde_json::json;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use crate::notebook::{Edit, NOTEBOOK, clerk, count, read, rename, until, write};

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

/// How often these words stand in a database's file and what lies beside it.
fn bytes_of(url: &str, words: &str) -> usize {
    let file = url.strip_prefix("sqlite:").expect("a file");
    let files = ["", "-wal", "-shm"].map(|end| std::fs::read(format!("{file}{end}")));
    let times = |bytes: Vec<u8>| {
        bytes.windows(words.len()).filter(|part| *part == words.as_bytes()).count()
    };
    files.into_iter().flatten().map(times).sum()
}

#[tokio::test]
async fn bad_input_98_no_byte_of_the_file_has_whoever_was_erased() {
    let folder = tempfile::tempdir().expect("a folder");
    for site in databases(&[NOTEBOOK]).await {
        let (database, list) = (&site.database, folder.path().join(site.kind));
        let longer = |n: u128| {
            let more = usize::try_from(n % 90).expect("a small number");
            format!("Ask Mina Park of {n}.{}", " Quay.".repeat(more))
        };
        let first = |n| Edit::Write { id: Uuid::from_u128(n), name: format!("{n} for Mina Park.") };
        let then = |n| Edit::Rename { id: Uuid::from_u128(n), name: longer(n) };
        for edits in [(1..400).map(first).collect::<Vec<_>>(), (1..400).map(then).collect()] {
            let all = Commit::by(&clerk(), database.world().now()).with_changes(edits);
            database.commit(all).await.expect("written");
        }
        let hers = write(database, Uuid::from_u128(0xface), "mina@seoul.example");
        database.commit(hers).await.expect("written");
        let house = house(database, &list, Dying::Never);
        let asked = |address: &str| address.parse::<Asked>().expect("an address");
        let mina = house.find(&asked("mina@seoul.example")).await.expect("read");
        let is_file = site.kind == "sqlite";
        let words = ["Mina Park", "mina@seoul.example"];
        assert!(!is_file || words.iter().all(|words| bytes_of(&site.url, words) > 0));
        assert!(!house.was_erased(&mina).await.expect("read"), "on {}", site.kind);

        let done = house.erase(&Caller::new(clerk()), &mina).await.expect("erased");
        assert!(done.count() >= 400, "{}", done.count());
        if is_file {
            assert_eq!(words.map(|words| bytes_of(&site.url, words)), [0, 0]);
        }
        // What is there is still there, and written to.
        let name = read(database, Uuid::from_u128(4)).await.expect("there").1;
        assert_eq!(name, longer(4).replace("Mina Park", ERASED_NAME), "on {}", site.kind);
        database.commit(write(database, Uuid::from_u128(0xfeed), "Joon")).await.expect("written");
        assert!(house.was_erased(&mina).await.expect("read"), "on {}", site.kind);
        let typo = house.find(&asked("mona@seoul.example")).await.expect("read");
        assert!(!house.was_erased(&typo).await.expect("read"), "on {}", site.kind);
        // By the database alone, where the list is another instance's.
        let other = ErasedList::new(folder.path().join("none"), [7; 32]);
        let other = House::new(database.clone(), [], other);
        assert!(other.was_erased(&mina).await.expect("read"), "on {}", site.kind);
    }
}

#[tokio::test]
async fn freed_space_is_not_said_to_be_cleared_while_somebody_reads_from_before() {
    let site = databases(&[NOTEBOOK]).await.swap_remove(0);
    assert_eq!(site.kind, "sqlite");
    let patience = Patience { wait: Duration::from_millis(200), ..Patience::default() };
    let world = site.database.world().clone();
    let brief = Database::open_with(&site.url, world, patience).await.expect("opens");
    let old = site.database.read().begin().await.expect("it begins");
    let ask = Statement::from_string(DatabaseBackend::Sqlite, "SELECT count(*) FROM note");
    old.query_all_raw(ask).await.expect("it sees the state of now");
    brief.commit(write(&brief, Uuid::from_u128(1), "Mina Park")).await.expect("written");
    let refused = brief.clear_freed().await;
    assert!(matches!(refused, Err(CommitError::Unavailable(_))), "{refused:?}");
    old.rollback().await.expect("it ends");
    brief.clear_freed().await.expect("nobody reads any more");
    brief.close().await;
}

#[tokio::test]
async fn bad_input_98_what_could_not_be_cleared_is_cleared_later_without_anybody_naming_whom() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = databases(&[NOTEBOOK]).await.swap_remove(0);
    assert_eq!(site.kind, "sqlite");
    let patience = Patience { wait: Duration::from_millis(200), ..Patience::default() };
    let world = site.database.world().clone();
    let brief = Database::open_with(&site.url, world, patience).await.expect("opens");
    let words = "mina@seoul.example";
    brief.commit(write(&brief, Uuid::from_u128(1), words)).await.expect("written");
    let house = house(&brief, &folder.path().join("list"), Dying::Never);
    let old = site.database.read().begin().await.expect("it begins");
    let ask = Statement::from_string(DatabaseBackend::Sqlite, "SELECT count(*) FROM note");
    old.query_all_raw(ask).await.expect("it sees the state of now");

    let asked = json!({ "person": words });
    let erasure = request("POST", "/erasure", &asked);
    let told = send(house.json(), &clerk(), Language::EN, erasure).await;
    assert_eq!((told.status.as_u16(), &told.json()["code"]), (503, &"not-cleared".into()));
    assert!(!told.text.contains("Nothing was changed"), "{}", told.text);
    assert_eq!(read(&brief, Uuid::from_u128(1)).await.expect("there").1, ERASED_ADDRESS);
    assert!(bytes_of(&site.url, words) > 0);
    let still = house.reapply().await;
    assert!(matches!(still, Err(PersonalError::Freed(_))), "{still:?}");
    let desk = house.desk(Mount::new("https://city.example"), Presentation::plain());
    let fields = [("person", words), ("do", "erase-now")];
    let shown = send(desk, &clerk(), Language::EN, form("/", &fields)).await;
    assert_eq!(shown.status, 503);
    assert!(shown.text.contains("could not be written anew"), "{}", shown.text);

    old.rollback().await.expect("it ends");
    assert_eq!(house.reapply().await.expect("it clears"), 0, "nobody was left to erase");
    assert_eq!(bytes_of(&site.url, words), 0);
    assert_eq!(count(&brief, "core_erasing").await, 0, "and it is not done again");
    brief.close().await;
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

#[tokio::test]
async fn bad_input_98_whole_tables_are_looked_through_for_as_long_as_it_takes() {
    // A comparison that takes longer than a statement may, where a name begins so.
    const SLOW: [&str; 3] = [
        "CREATE FUNCTION slowly(text, text) RETURNS boolean LANGUAGE sql VOLATILE AS $$ SELECT CASE \
            WHEN $1 LIKE 'slow %' AND $2 LIKE '%mina@%' AND pg_sleep(1.5) IS NULL THEN false \
            ELSE $1 OPERATOR(pg_catalog.~~*) $2 END $$",
        "CREATE OPERATOR public.~~* (LEFTARG = text, RIGHTARG = text, FUNCTION = slowly)",
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); \
            END $$",
    ];
    if postgres::skipped() {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let site = on_postgres(&[NOTEBOOK]).await;
    let names = ["slow mina@seoul.example", "slow joon@seoul.example"];
    for (id, name) in [1, 2].map(Uuid::from_u128).into_iter().zip(names) {
        site.database.commit(write(&site.database, id, name)).await.expect("written");
    }
    for statement in SLOW {
        site.database.read().execute_unprepared(statement).await.expect("it is slow from now on");
    }
    let patience = Patience { statement: Duration::from_secs(1), ..Patience::default() };
    let database = Database::open_with(&site.url, site.database.world().clone(), patience).await;
    let database = database.expect("opens");
    let house = house(&database, &folder.path().join("list"), Dying::Never);
    let asked: Asked = "mina@seoul.example".parse().expect("an address");
    let mina = house.find(&asked).await.expect("found");
    let told = house.export(&clerk(), &mina).await.expect("exported").to_string();
    assert!(told.contains(names[0]) && !told.contains("joon"), "{told}");
    house.erase(&Caller::new(clerk()), &mina).await.expect("erased");
    let name = read(&database, Uuid::from_u128(1)).await.expect("there").1;
    assert_eq!(name, format!("slow {ERASED_ADDRESS}"));
}

/// The notebook, whose rows are named by two columns, the first of which an erasure raises.
struct Pages(Database);

#[async_trait]
impl PersonalData for Pages {
    fn holding(&self) -> Holding<'_> {
        const PAGES: &[Table] = &[Table {
            name: "note",
            key: &["version", "id"],
            columns: &[("name", Fate::Words), ("id", Fate::Number)],
        }];
        Holding::of(&self.0, "note", PAGES)
    }
}

#[tokio::test]
async fn whoever_stands_in_more_rows_than_are_held_at_once_goes_from_all_of_them() {
    // Twice what is held at once, and some.
    const ROWS: u128 = 600;
    let folder = tempfile::tempdir().expect("a folder");
    for two in [false, true] {
        for site in databases(&[NOTEBOOK]).await {
            let (database, list) =
                (&site.database, folder.path().join(format!("{}{two}", site.kind)));
            let of = |n| Uuid::from_u128((0xface << 64) + n);
            let letter = |n| Edit::Write {
                id: of(n),
                name: match n % 3 {
                    0 => format!("{n} from joon@seoul.example"),
                    _ => format!("{n} from mina@seoul.example"),
                },
            };
            let all =
                Commit::by(&clerk(), database.world().now()).with_changes((0..ROWS).map(letter));
            database.commit(all).await.expect("written");
            let block: Arc<dyn PersonalData> = if two {
                Arc::new(Pages(database.clone()))
            } else {
                Arc::new(Letters(database.clone()))
            };
            let house = House::new(database.clone(), [block], ErasedList::new(&list, [7; 32]));
            // Their number finds a row that is not changed, too.
            let id = ActorId::new(of(3));
            let mut mina = house.find(&Asked::Account(id)).await.expect("read");
            mina.add_address("mina@seoul.example");
            let done = house.erase(&Caller::new(clerk()), &mina).await.expect("erased");
            let hers = u64::try_from(ROWS / 3 * 2).expect("a count");
            assert_eq!(done.count(), hers, "on {}", site.kind);
            for n in 0..ROWS {
                let name = read(database, of(n)).await.expect("it stays").1;
                let who = if n % 3 == 0 { "joon@seoul.example" } else { ERASED_ADDRESS };
                assert_eq!(name, format!("{n} from {who}"), "on {}", site.kind);
            }
            assert_eq!(house.look(&clerk(), &mina).await.expect("read").count(), 0);
        }
    }
}

/// A block that lists nobody, whose texts tell of people all the same.
struct Letters(Database);

#[async_trait]
impl PersonalData for Letters {
    fn holding(&self) -> Holding<'_> {
        Holding::of(&self.0, "note", TABLES)
    }
}

#[tokio::test]
async fn bad_input_98_whoever_is_known_by_a_letter_alone_comes_not_back_by_a_restore() {
    let folder = tempfile::tempdir().expect("a folder");
    for site in databases(&[NOTEBOOK]).await {
        let (database, list) = (&site.database, folder.path().join(site.kind));
        let house = |database: &Database| {
            let letters: [Arc<dyn PersonalData>; 1] = [Arc::new(Letters(database.clone()))];
            House::new(database.clone(), letters, ErasedList::new(&list, [7; 32]))
        };
        let texts =
            ["Please answer Mina@Seoul.example, she asked twice", "joon@seoul.example asked"];
        for (id, text) in [1, 2].map(Uuid::from_u128).into_iter().zip(texts) {
            database.commit(write(database, id, text)).await.expect("written");
        }
        let archive = folder.path().join(format!("{}.tar.gz", site.kind));
        let backup = Backup::of(database.clone(), &[NOTEBOOK]);
        backup.write(&archive, &|_| ()).await.expect("a backup");
        let asked: Asked = "mina@seoul.example".parse().expect("an address");
        let mina = house(database).find(&asked).await.expect("read");
        house(database).erase(&Caller::new(clerk()), &mina).await.expect("erased");
        assert_eq!(house(database).reapply().await.expect("it runs"), 0, "nobody is missing");
        for older in bare_databases().await {
            let way = format!("{} to {}", site.kind, older.kind);
            let restore = Backup::of(older.database.clone(), &[NOTEBOOK]);
            restore.restore(&archive, &|_| ()).await.expect("comes back");
            let house = house(&older.database);
            assert_eq!(house.reapply().await.expect("it runs"), 1, "{way}");
            let text = async |n| read(&older.database, Uuid::from_u128(n)).await.expect("there").1;
            let hers = text(1).await;
            assert!(
                !hers.to_lowercase().contains("mina") && hers.contains(ERASED_ADDRESS),
                "{way}: {hers}"
            );
            assert_eq!(text(2).await, texts[1], "{way}");
            assert_eq!(house.reapply().await.expect("it runs"), 0, "{way}: once");
        }
    }
}

#[tokio::test]
async fn bad_input_98_whoever_comes_in_with_rows_of_before_is_erased_at_the_next_start() {
    let folder = tempfile::tempdir().expect("a folder");
    for site in databases(&[NOTEBOOK]).await {
        let (database, list) = (&site.database, folder.path().join(site.kind));
        let house = || {
            let letters: [Arc<dyn PersonalData>; 1] = [Arc::new(Letters(database.clone()))];
            House::new(database.clone(), letters, ErasedList::new(&list, [7; 32]))
        };
        let hers = "Please answer Mina@Seoul.example, she asked twice";
        let ids = [1, 2].map(Uuid::from_u128);
        house().expect_again().await.expect("nobody is listed");
        database.commit(write(database, ids[0], hers)).await.expect("written");
        let asked: Asked = "mina@seoul.example".parse().expect("an address");
        let mina = house().find(&asked).await.expect("read");
        house().erase(&Caller::new(clerk()), &mina).await.expect("erased");
        assert_eq!(house().reapply().await.expect("it runs"), 0, "she is noted as erased");

        house().expect_again().await.expect("noted");
        let older = "Mina@Seoul.example asked for the first time";
        database.commit(write(database, ids[1], older)).await.expect("it comes in");
        // And there it ends.
        assert_eq!(house().reapply().await.expect("it runs"), 1, "on {}", site.kind);
        let text = read(database, ids[1]).await.expect("there").1;
        assert!(text.contains(ERASED_ADDRESS) && !text.contains("Mina"), "{text}");
        assert_eq!(house().reapply().await.expect("it runs"), 0, "once");
        assert!(house().was_erased(&mina).await.expect("read"), "on {}", site.kind);
    }
}

#[tokio::test]
async fn bad_input_98_whoever_comes_in_after_an_instance_has_started_is_erased_all_the_same() {
    let folder = tempfile::tempdir().expect("a folder");
    for site in databases(&[NOTEBOOK]).await {
        let (database, list) = (&site.database, folder.path().join(site.kind));
        let letters: [Arc<dyn PersonalData>; 1] = [Arc::new(Letters(database.clone()))];
        let house = House::new(database.clone(), letters, ErasedList::new(&list, [7; 32]));
        let asked: Asked = "mina@seoul.example".parse().expect("an address");
        let mina = house.find(&asked).await.expect("read");
        house.erase(&Caller::new(clerk()), &mina).await.expect("erased");

        house.expect_again().await.expect("forgotten");
        assert_eq!(house.reapply().await.expect("it runs"), 0, "an instance starts in between");
        let (id, hers) = (Uuid::from_u128(1), "Mina@Seoul.example asked for the first time");
        database.commit(write(database, id, hers)).await.expect("it comes in");
        house.expect_again().await.expect("forgotten once more");
        assert_eq!(house.reapply().await.expect("it runs"), 1, "on {}", site.kind);
        let text = read(database, id).await.expect("there").1;
        assert!(text.contains(ERASED_ADDRESS) && !text.contains("Mina"), "{text}");
        assert_eq!(house.reapply().await.expect("it runs"), 0, "once");
    }
}

#[tokio::test]
async fn bad_input_89_people_who_take_away_their_own_keep_nobody_from_reading() {
    if postgres::skipped() {
        return;
    }
    let (folder, site) = (tempfile::tempdir().expect("a folder"), on_postgres(&[NOTEBOOK]).await);
    let database = &site.database;
    let house = house(database, &folder.path().join("list"), Dying::Never);
    let own = house.own(Mount::new("https://city.example"), Presentation::plain());
    // Each reads the whole table, which takes its time.
    let slow = database.read().begin().await.expect("it begins");
    slow.execute_unprepared("LOCK TABLE note IN ACCESS EXCLUSIVE MODE").await.expect("locked");
    let mut taking = tokio::task::JoinSet::new();
    for n in 0..12 {
        let (own, id) = (own.clone(), ActorId::new(Uuid::from_u128(n)));
        let mina = Actor::person(id, "Mina Park", Vec::new());
        taking.spawn(async move { send(own, &mina, Language::EN, form("/", &[])).await.status });
    }
    const WAIT: &str = "SELECT 1 FROM pg_stat_activity \
        WHERE wait_event_type = 'Lock' AND datname = current_database()";
    let wait = Statement::from_string(DatabaseBackend::Postgres, WAIT);
    let waiting = async || {
        let found = timeout(Duration::from_secs(2), database.read().query_all_raw(wait.clone()));
        found.await.expect("others read").expect("read").len()
    };
    until(async || waiting().await > 0).await;
    sleep(Duration::from_millis(500)).await;
    assert_eq!(waiting().await, 1);
    slow.rollback().await.expect("it lets go");
    assert!(taking.join_all().await.iter().all(|status| *status == 200), "all come to their turn");
}

#[tokio::test]
async fn bad_input_40_what_is_ones_own_is_given_to_the_whole_person_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    for site in databases(&[NOTEBOOK]).await {
        let (database, list) = (&site.database, folder.path().join(site.kind));
        let house = house(database, &list, Dying::Never);
        let id = ActorId::new(Uuid::from_u128(7));
        let whole = Actor::person(id, "Mina Park", Vec::new());
        let person = house.find(&Asked::Account(id)).await.expect("read");
        let other = Actor::person(ActorId::new(Uuid::from_u128(8)), "Omar", Vec::new());
        let exporting = vec![Grant::new(EXPORT, Scope::Everywhere)];
        let clerk = Actor::person(id, "Mina Park", exporting).narrowed(Narrowing::Token);
        for may in [&whole, &clerk] {
            house.export(may, &person).await.expect("hers, or permitted");
        }
        let denied = async |actor: &Actor| match house.export(actor, &person).await {
            Err(PersonalError::Denied(denied)) => denied,
            other => panic!("{other:?}"),
        };
        assert_eq!(denied(&other).await, Denied::Forbidden(EXPORT));
        assert_eq!(denied(&Actor::anonymous()).await, Denied::SignIn);
        let own = house.own(Mount::new("https://city.example"), Presentation::plain());
        assert_eq!(send(own.clone(), &whole, Language::EN, form("/", &[])).await.status, 200);
        for (why, code) in
            [(Narrowing::Token, "token-scope"), (Narrowing::SecondFactor, "second-factor-owed")]
        {
            let narrowed = whole.clone().narrowed(why);
            assert_eq!(denied(&narrowed).await, Denied::Narrowed(why), "on {}", site.kind);
            let shown = send(own.clone(), &narrowed, Language::EN, get("/")).await;
            assert_eq!(shown.status, 200, "the page tells nothing");
            let taken = send(own.clone(), &narrowed, Language::EN, form("/", &[])).await;
            assert_eq!((taken.status.as_u16(), &taken.json()["code"]), (403, &code.into()));
        }
    }
}
