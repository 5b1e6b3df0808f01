//! What the content keeps of a person, and what becomes of it when they are erased.

use async_trait::async_trait;
use eframe_core::Caller;
use eframe_core::personal::Fate::{Along, Author, Kept, Nothing, Row, Secret, Words};
use eframe_core::personal::{Found, Holding, Person, PersonalData, PersonalError, Table};

use super::Cms;

const TEXT: &str =
    "kept: what was written for the public, with its history; an editor changes what is live";
const ADDRESS: &str = "kept: addresses of pages belong to them for ever";

const TABLES: &[Table] = &[
    Table { name: "cms_address", key: &["path"], columns: &[("path", Kept(ADDRESS))] },
    Table {
        name: "cms_document",
        key: &["id"],
        columns: &[
            ("kind", Nothing),
            ("slug", Kept(ADDRESS)),
            ("path", Kept(ADDRESS)),
            ("day", Nothing),
            ("office", Nothing),
            ("person", Words),
            ("review_by", Nothing),
        ],
    },
    Table {
        name: "cms_edition",
        key: &["id"],
        columns: &[
            ("language", Nothing),
            ("stage", Nothing),
            ("state", Words),
            ("title", Kept(TEXT)),
            ("summary", Kept(TEXT)),
            ("body", Kept(TEXT)),
            ("facts", Kept(TEXT)),
            ("note", Kept(TEXT)),
            ("blocks", Kept(TEXT)),
            ("authors", Words),
        ],
    },
    Table {
        name: "cms_media",
        key: &["id"],
        columns: &[
            ("kind", Nothing),
            ("name", Kept(ADDRESS)),
            ("about", Kept(TEXT)),
            ("words", Words),
        ],
    },
    Table {
        name: "cms_media_file",
        key: &["media", "number"],
        columns: &[
            ("sha256", Nothing),
            ("mime", Nothing),
            ("pixels", Nothing),
            ("called", Words),
            ("by", Author),
            ("released", Words),
        ],
    },
    Table {
        name: "cms_media_rendition",
        key: &["media", "number", "width", "ending"],
        columns: &[("ending", Nothing), ("sha256", Nothing)],
    },
    Table { name: "cms_media_shown", key: &["id"], columns: &[] },
    Table { name: "cms_media_use", key: &["edition", "media", "number"], columns: &[] },
    Table {
        name: "cms_menu",
        key: &["id"],
        columns: &[("name", Nothing), ("entries", Kept(TEXT))],
    },
    Table {
        name: "cms_plan",
        key: &["id"],
        columns: &[("language", Nothing), ("act", Nothing), ("state", Nothing), ("plan", Words)],
    },
    Table {
        name: "cms_preview",
        key: &["id"],
        columns: &[("language", Nothing), ("secret", Secret), ("author", Author)],
    },
    Table {
        name: "cms_redirect",
        key: &["path"],
        columns: &[("path", Kept(ADDRESS)), ("target", Kept(ADDRESS))],
    },
    Table { name: "cms_reminder", key: &["id"], columns: &[] },
    Table { name: "cms_tree", key: &["id"], columns: &[] },
    Table {
        name: "cms_unsaved",
        key: &["person", "sheet"],
        columns: &[("person", Row), ("sheet", Along), ("fields", Words)],
    },
];

#[async_trait]
impl PersonalData for Cms {
    fn holding(&self) -> Holding<'_> {
        Holding::of(self.store().database(), "cms", TABLES)
    }

    /// Texts are told by the addresses of their pages, so that an editor finds them.
    async fn look(&self, person: &Person) -> Result<Found, PersonalError> {
        let mut found = self.holding().look(person).await?;
        for place in &mut found.kept {
            let id = place.strip_prefix("cms_edition.").and_then(|rest| rest.split_once(' '));
            if let Some(id) = id.and_then(|(_, id)| id.parse().ok()) {
                *place = self.store().place_of(id).await?.unwrap_or(std::mem::take(place));
            }
        }
        found.kept.sort();
        found.kept.dedup();
        Ok(found)
    }

    async fn erase(&self, caller: &Caller, person: &Person) -> Result<Found, PersonalError> {
        let found = self.look(person).await?;
        self.holding().erase(caller, person).await?;
        Ok(found)
    }
}
