//! What the diagnosis keeps of a person, and what becomes of it when they are erased.

use async_trait::async_trait;
use eframe_core::personal::Fate::{Author, Entries, Kept, Nothing, Words};
use eframe_core::personal::{Holding, Known, PersonalData, PersonalError, Table};

use super::Ceds;

const SCORED: &str = "kept: what was scored, so that the scores come out again";

const TABLES: &[Table] = &[
    Table {
        name: "ceds_answer",
        key: &["id"],
        columns: &[
            ("question", Nothing),
            ("given", Nothing),
            ("note", Words),
            ("links", Words),
            ("by", Author),
        ],
    },
    Table {
        name: "ceds_answer_version",
        key: &["answer", "number"],
        columns: &[("given", Nothing), ("note", Words), ("links", Words), ("by", Author)],
    },
    Table {
        name: "ceds_assessment",
        key: &["id"],
        columns: &[
            ("city", Nothing),
            ("stage", Nothing),
            ("state", Words),
            ("facts", Words),
            ("team", Entries),
            ("consent", Nothing),
        ],
    },
    Table {
        name: "ceds_comment",
        key: &["id"],
        columns: &[("question", Nothing), ("said", Words), ("by", Author)],
    },
    Table {
        name: "ceds_compared",
        key: &["round"],
        columns: &[("snapshot", Kept("kept: figures of many cities, which name nobody"))],
    },
    Table {
        name: "ceds_evidence",
        key: &["id"],
        columns: &[
            ("question", Nothing),
            ("sha256", Nothing),
            ("file_name", Words),
            ("media_type", Nothing),
            ("by", Author),
        ],
    },
    Table {
        name: "ceds_frozen",
        key: &["assessment"],
        columns: &[
            ("engine", Nothing),
            ("sha256", Nothing),
            ("inputs", Kept(SCORED)),
            ("scores", Kept(SCORED)),
        ],
    },
    Table {
        name: "ceds_instrument",
        key: &["instrument", "edition"],
        columns: &[
            ("instrument", Nothing),
            ("edition", Nothing),
            ("format", Nothing),
            ("document", Nothing),
            ("sha256", Nothing),
        ],
    },
    Table {
        name: "ceds_round",
        key: &["id"],
        columns: &[
            ("name", Nothing),
            ("instrument", Nothing),
            ("edition", Nothing),
            ("opens", Nothing),
            ("closes", Nothing),
            ("sha256", Nothing),
            ("state", Words),
        ],
    },
];

#[async_trait]
impl PersonalData for Ceds {
    fn holding(&self) -> Holding<'_> {
        Holding::of(self.store().database(), "ceds", TABLES)
    }

    async fn known(&self) -> Result<Vec<Known>, PersonalError> {
        self.holding().known("ceds_assessment", None, "team", "begun").await
    }
}
