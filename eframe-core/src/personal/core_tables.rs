use super::{Fate, Holding, PersonalData, Table};
use crate::Database;

/// What core itself keeps: the audit log, messages on their way, answers that are repeated, forms of ended sessions.
pub(super) struct CoreTables {
    database: Database,
}

use Fate::{Facts, Kept, Nothing, Number, Row, Secret, Words};

const PROVEN: &str = "kept: the proofs rest on it";

const TABLES: &[Table] = &[
    Table {
        name: "core_audit",
        key: &["id"],
        columns: &[
            ("actor", Number),
            ("action", Nothing),
            ("subject", Number),
            ("facts", Facts),
            ("salt", Secret),
            ("leaf", Kept(PROVEN)),
            ("digest", Kept(PROVEN)),
        ],
    },
    Table {
        name: "core_audit_checkpoint",
        key: &["position"],
        columns: &[("key", Nothing), ("note", Nothing)],
    },
    Table {
        name: "core_delivery",
        key: &["position", "subscriber"],
        columns: &[
            ("subscriber", Nothing),
            ("subject", Number),
            ("state", Nothing),
            ("error", Words),
        ],
    },
    Table {
        name: "core_erased",
        key: &["mark"],
        columns: &[(
            "mark",
            Kept("kept: a keyed hash, by which a restored backup brings nobody back"),
        )],
    },
    // Whoever is being erased, until that is through.
    Table { name: "core_erasing", key: &["id"], columns: &[("person", Secret)] },
    Table { name: "core_invalidation", key: &["id"], columns: &[("tag", Nothing)] },
    Table {
        name: "core_kept_form",
        key: &["token"],
        columns: &[("path", Nothing), ("posted", Row)],
    },
    Table {
        name: "core_outbox",
        key: &["position"],
        columns: &[("name", Nothing), ("subject", Number), ("payload", Words)],
    },
    Table {
        name: "core_outbox_done",
        key: &["message", "subscriber"],
        columns: &[("subscriber", Nothing)],
    },
    Table {
        name: "core_receipt",
        key: &["actor", "key"],
        columns: &[("actor", Row), ("key", Fate::Along), ("outcome", Row)],
    },
    Table {
        name: "core_schedule",
        key: &["name"],
        columns: &[("name", Nothing), ("error", Words)],
    },
    Table {
        name: "core_subscriber",
        key: &["event", "subscriber"],
        columns: &[("event", Nothing), ("subscriber", Nothing)],
    },
];

impl CoreTables {
    pub(super) fn new(database: Database) -> Self {
        Self { database }
    }
}

impl PersonalData for CoreTables {
    fn holding(&self) -> Holding<'_> {
        Holding::of(&self.database, "core", TABLES)
    }
}
