//! 16 clients save answers of assessments, beside 16 tasks that write the same rows in transactions by hand.
//!
//! A save changes the answer's row at the version that was read, adds the version to its past, and holds the assessment
//! as it was read. By hand the assessment is looked at, the answer is found and changed by one statement, and its
//! version is added; nothing is loaded before, nothing is checked. The clients' side loads the assessment with its round
//! and the answer, and checks what is chosen against the instrument.
//!
//! On SQLite the tasks share the one connection that writes.
//!
//! Beside it the report of an assessment as its city reads it, which no cache keeps.
//!
//! `cargo bench --package benches --bench answers -- report` runs one part alone; so does `save`.

mod report;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use benches::{Bound, median, say_ratio};
use eframe_ceds::model::{Answer, AssessmentId, Given, RoundId};
use eframe_ceds::rules::{Begin, OpenRound, Save};
use eframe_ceds::{Ceds, MIGRATIONS, permission};
use eframe_core::block::chrono::{DateTime, Utc};
use eframe_core::block::sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use eframe_core::block::sea_orm::{
    self, ConnectOptions, ConnectionTrait as _, DatabaseBackend, DatabaseConnection, Statement,
    TransactionTrait as _, Value,
};
use eframe_core::block::stored;
use eframe_core::test::{TestDatabase, on_postgres, postgres, sqlite};
use eframe_core::{Actor, ActorId, Caller, Grant, OrganisationId, Scope, Version, World};
use serde_json::json;
use uuid::Uuid;

const CLIENTS: usize = 16;
const ROUNDS: usize = 5;
/// How many answers each of them saves, in each round.
const EACH: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    /// As it stands in the names of ratios.
    const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    async fn fresh(self) -> TestDatabase {
        match self {
            Self::Sqlite => sqlite(&[MIGRATIONS]).await,
            Self::Postgres => on_postgres(&[MIGRATIONS]).await,
        }
    }
}

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|one| !one.starts_with('-')).collect();
    let wanted = |part: &str| asked.is_empty() || asked.iter().any(|one| one == part);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let kinds = [Kind::Sqlite, Kind::Postgres];
    let kinds = kinds.into_iter().filter(|one| *one == Kind::Sqlite || !postgres::skipped());
    runtime.block_on(async {
        for kind in kinds {
            if wanted("save") {
                compare(kind).await;
            }
            if wanted("report") {
                report::measure(kind).await;
            }
        }
    });
}

async fn compare(kind: Kind) {
    let (ours, theirs) = (Seeded::fresh(kind).await, Seeded::fresh(kind).await);
    let name = kind.name();
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        let by_hand = theirs.by_tasks(round).await;
        let clients = ours.by_clients(round).await;
        let each = |span: Duration| span.as_secs_f64() * 1e6 / (CLIENTS * EACH) as f64;
        println!("{name}: {:.0} µs an answer, by hand {:.0} µs", each(clients), each(by_hand));
        ratios.push(clients.as_secs_f64() / by_hand.as_secs_f64());
    }
    say_ratio(&format!("answers, {name}, beside by hand"), median(ratios), Bound::AtMost(2.0));
}

/// A database with an assessment of each client, every question of it answered once.
struct Seeded {
    kind: Kind,
    site: TestDatabase,
    ceds: Ceds,
    all: Vec<(Caller, AssessmentId, Vec<Answer>)>,
}

impl Seeded {
    async fn fresh(kind: Kind) -> Self {
        let site = kind.fresh().await;
        let ceds = Ceds::builder(site.database.clone()).build();
        let round = open(&ceds).await;
        let mut all = Vec::new();
        for number in 0..CLIENTS {
            all.push(begin(&ceds, round, number).await);
        }
        Self { kind, site, ceds, all }
    }

    /// By clients of the handle, each with answers of its own.
    async fn by_clients(&self, round: usize) -> Duration {
        let begun = Instant::now();
        let mut tasks = tokio::task::JoinSet::new();
        for (caller, id, answers) in self.all.clone() {
            let ceds = self.ceds.clone();
            tasks.spawn(async move {
                for answer in answers.into_iter().take(EACH) {
                    let save = Save {
                        question: answer.question,
                        expected: version(round),
                        given: given(round),
                        note: note(round),
                        links: Vec::new(),
                    };
                    ceds.save(&caller, id, save).await.expect("it is saved");
                }
            });
        }
        tasks.join_all().await;
        begun.elapsed()
    }

    /// By tasks that write by hand, one answer to a transaction.
    async fn by_tasks(&self, round: usize) -> Duration {
        let pool = connect(self.kind, &self.site.url).await;
        let on = pool.get_database_backend();
        let begun = Instant::now();
        let mut tasks = tokio::task::JoinSet::new();
        for (_, id, answers) in self.all.clone() {
            let pool = pool.clone();
            tasks.spawn(async move {
                for answer in answers.into_iter().take(EACH) {
                    write(&pool, on, id, &answer, round).await;
                }
            });
        }
        tasks.join_all().await;
        let took = begun.elapsed();
        pool.close().await.expect("a clean end");
        took
    }
}

/// What an answer says in a round of the bench: another one each time.
fn given(round: usize) -> Given {
    Given::Choice { choice: ["2", "3"][round % 2].to_owned() }
}

fn note(round: usize) -> String {
    format!("Said by three departments, the {round}th time.")
}

/// The version before a round of the bench.
fn version(round: usize) -> Version {
    Version::new(i64::try_from(round).unwrap_or_default() + 1)
}

async fn open(ceds: &Ceds) -> RoundId {
    let grants = vec![Grant::new(permission::ROUNDS, Scope::Everywhere)];
    let staff = Actor::person(ActorId::new(Uuid::from_u128(1)), "Staff", grants);
    let edition = ceds.instruments().await.expect("instruments")[0].sha256();
    let day = ceds.today();
    let command = OpenRound { name: "A round".to_owned(), opens: day, closes: day };
    ceds.open_round(&staff.into(), edition, command).await.expect("it opens").round
}

async fn begin(ceds: &Ceds, round: RoundId, number: usize) -> (Caller, AssessmentId, Vec<Answer>) {
    let organisation = OrganisationId::new(Uuid::from_u128(100 + number as u128));
    let scope = Scope::Organisation(organisation);
    let grants = vec![Grant::new(permission::LEAD, scope), Grant::new(permission::ANSWER, scope)];
    let id = ActorId::new(Uuid::from_u128(200 + number as u128));
    let officer: Caller = Actor::person(id, "Officer", grants).into();
    let begin = Begin { organisation, city: format!("City {number}"), facts: BTreeMap::new() };
    let id = ceds.begin(&officer, round, begin).await.expect("it is begun").assessment;
    let edition = ceds.instruments().await.expect("instruments")[0].clone();
    let questions = edition.document().questions.iter();
    let asked = questions.filter(|one| edition.parts(one).is_empty());
    let first = |question: &str| Save {
        question: question.to_owned(),
        expected: Version::new(0),
        given: Given::Choice { choice: "1".to_owned() },
        note: String::new(),
        links: Vec::new(),
    };
    let saves = asked.map(|one| first(one.id.as_str())).collect();
    ceds.save_all(&officer, id, saves).await.expect("all are saved");
    let answers = ceds.answers(&officer.actor, id).await.expect("answers");
    (officer, id, answers.into_values().collect())
}

/// The writing connections of whoever writes by hand: one on SQLite, which has one writer, else 16.
async fn connect(kind: Kind, url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    options.sqlx_logging(false);
    match kind {
        Kind::Sqlite => options.max_connections(1).map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(10))
                .foreign_keys(true)
        }),
        Kind::Postgres => options
            .max_connections(u32::try_from(CLIENTS).unwrap_or(16))
            .test_before_acquire_if_idle_for(Duration::from_secs(30)),
    };
    sea_orm::Database::connect(options).await.expect("a connection")
}

/// One transaction with what one save writes.
async fn write(
    pool: &DatabaseConnection,
    on: DatabaseBackend,
    assessment: AssessmentId,
    answer: &Answer,
    round: usize,
) {
    let now: DateTime<Utc> = stored(World::system().now());
    let by = json!({ "id": answer.by.id, "name": "Officer" });
    let choice = ["2", "3"][round % 2];
    let given = json!({ "state": "choice", "choice": choice });
    let (before, id) = (version(round).get(), answer.id.uuid());
    let links = json!([]);
    let lock = if on == DatabaseBackend::Postgres { " FOR SHARE" } else { "" };
    let transaction = pool.begin().await.expect("a transaction");
    let look = format!("SELECT id, version FROM ceds_assessment WHERE id = $1{lock}");
    let look = Statement::from_sql_and_values(on, look, [assessment.uuid().into()]);
    transaction.query_one_raw(look).await.expect("a row").expect("it is there");
    let statements: [(&str, Vec<Value>); 2] = [
        (
            "UPDATE ceds_answer SET version = $1, given = $2, note = $3, links = $4, by = $5, at = $6 \
             WHERE id = $7 AND version = $8",
            vec![
                (before + 1).into(),
                given.clone().into(),
                note(round).into(),
                links.clone().into(),
                by.clone().into(),
                now.into(),
                id.into(),
                before.into(),
            ],
        ),
        (
            "INSERT INTO ceds_answer_version (answer, number, given, note, links, by, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            vec![
                id.into(),
                (before + 1).into(),
                given.into(),
                note(round).into(),
                links.into(),
                by.into(),
                now.into(),
            ],
        ),
    ];
    for (sql, values) in statements {
        let statement = Statement::from_sql_and_values(on, sql, values);
        let done = transaction.execute_raw(statement).await.expect("a row");
        assert_eq!(done.rows_affected(), 1, "the version fits");
    }
    transaction.commit().await.expect("a commit");
}
