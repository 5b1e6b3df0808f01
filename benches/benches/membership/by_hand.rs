//! What one submission writes, by hand: the statements never change, and nothing is made but what they need.

use std::time::Duration;

use eframe_core::block::chrono::{DateTime, Utc};
use eframe_core::block::sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use eframe_core::block::sea_orm::{
    self, ConnectOptions, ConnectionTrait as _, DatabaseBackend, DatabaseConnection,
    DatabaseTransaction, Statement, Value,
};
use eframe_core::block::stored;
use eframe_core::{Actor, World};
use serde_json::json;
use uuid::Uuid;

use crate::Kind;

/// The writing connections of whoever writes by hand: one on SQLite, which has one writer, else 32.
pub(crate) async fn connect(kind: Kind, url: &str) -> DatabaseConnection {
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
        Kind::Postgres => {
            options.max_connections(32).test_before_acquire_if_idle_for(Duration::from_secs(30))
        }
    };
    sea_orm::Database::connect(options).await.expect("a connection")
}

/// Whoever writes by hand.
pub(crate) struct ByHand {
    on: DatabaseBackend,
    world: World,
    actor: Uuid,
}

impl ByHand {
    pub(crate) fn new(on: DatabaseBackend) -> Self {
        Self { on, world: World::system(), actor: Actor::system("clerk").id().uuid() }
    }

    /// The five rows of a submission: the application, found at the version it was read with; its entry in the
    /// history, its entry in the audit log and its event.
    pub(crate) async fn submit(
        &self,
        transaction: &DatabaseTransaction,
        application: Uuid,
        organisation: Uuid,
        version: i64,
    ) {
        let at = self.world.now();
        let now: DateTime<Utc> = stored(at);
        let by = json!({ "id": self.actor, "name": "Officer" });
        let state = json!({ "stage": "submitted", "by": &by, "at": at });
        let form = "8c1f0e2d3b4a59687786950a1b2c3d4e8c1f0e2d3b4a59687786950a1b2c3d4e";
        let subject = format!("membership.application:{application}");
        let entry = self.world.ids.next();
        let what = json!({
            "id": entry, "at": at, "by": by, "side": "applicant",
            "what": { "what": "submitted", "form": form },
        });
        let statements: [(&str, Vec<Value>); 4] = [
            (
                "UPDATE membership_application SET version = $1, stage = 'submitted', since = $2, \
                 state = $3, changed = $4 WHERE id = $5 AND version = $6",
                vec![
                    (version + 1).into(),
                    now.into(),
                    state.into(),
                    now.into(),
                    application.into(),
                    version.into(),
                ],
            ),
            (
                "INSERT INTO membership_entry (id, case_id, at, what, entry) \
                 VALUES ($1, $2, $3, $4, $5)",
                vec![entry.into(), application.into(), now.into(), "submitted".into(), what.into()],
            ),
            (
                "INSERT INTO core_audit (id, at, actor, action, subject, facts, salt, leaf, digest) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                vec![
                    self.world.ids.next().into(),
                    now.into(),
                    self.actor.into(),
                    "membership.application.submit".into(),
                    subject.clone().into(),
                    json!({ "form": form }).into(),
                    vec![7_u8; 32].into(),
                    vec![8_u8; 32].into(),
                    vec![9_u8; 32].into(),
                ],
            ),
            (
                "INSERT INTO core_outbox (id, at, name, version, subject, payload, spread) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                vec![
                    self.world.ids.next().into(),
                    now.into(),
                    "membership.application.submitted".into(),
                    1.into(),
                    subject.into(),
                    json!({ "application": application, "organisation": organisation }).into(),
                    false.into(),
                ],
            ),
        ];
        for (sql, values) in statements {
            let statement = Statement::from_sql_and_values(self.on, sql, values);
            let done = transaction.execute_raw(statement).await.expect("a row");
            assert_eq!(done.rows_affected(), 1, "the version fits");
        }
    }
}
