//! The rows, a module a table.

pub(super) mod tree {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// One row: its version guards the shape of the tree.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_tree")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod document {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_document")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) kind: String,
        pub(crate) parent: Option<Uuid>,
        pub(crate) position: i32,
        pub(crate) slug: String,
        /// Where it stands; every path it ever had is in `cms_address`.
        pub(crate) path: String,
        /// The day its list orders it by, `2026-11-23`.
        pub(crate) day: Option<String>,
        /// When the public last saw something new of it; never, before it is first live.
        pub(crate) changed: Option<DateTimeUtc>,
        /// The office that answers for it, for the public.
        pub(crate) office: String,
        /// Who is reminded.
        pub(crate) person: Option<Json>,
        /// The day by which it is to be looked through, `2026-11-23`.
        pub(crate) review_by: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod address {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A path that belongs to a document for ever.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_address")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) path: String,
        pub(crate) document: Uuid,
        pub(crate) since: DateTimeUtc,
        /// Whether something was ever live there: only then does it lead to its document for everybody.
        pub(crate) known: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod edition {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_edition")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) document: Uuid,
        pub(crate) language: String,
        pub(crate) number: i32,
        pub(crate) revision: i64,
        /// The name of the state, for indexes and filters.
        pub(crate) stage: String,
        /// The state with what is known there.
        pub(crate) state: Json,
        pub(crate) title: String,
        pub(crate) summary: String,
        /// The Markdown of a body that is text alone; else empty.
        pub(crate) body: String,
        pub(crate) facts: Json,
        pub(crate) note: String,
        pub(crate) authors: Json,
        pub(crate) saved: DateTimeUtc,
        /// The blocks of a body that is more than text.
        pub(crate) blocks: Option<Json>,
        /// Since when it is live, or was: that of the state, for the order of feeds.
        pub(crate) since: Option<DateTimeUtc>,
    }

    /// The same without what it says but its title.
    #[derive(Clone, Debug, sea_orm::FromQueryResult)]
    pub(crate) struct Head {
        pub(crate) id: Uuid,
        pub(crate) document: Uuid,
        pub(crate) language: String,
        pub(crate) number: i32,
        pub(crate) revision: i64,
        pub(crate) stage: String,
        pub(crate) state: Json,
        pub(crate) title: String,
        pub(crate) facts: Json,
        pub(crate) authors: Json,
        pub(crate) saved: DateTimeUtc,
    }

    impl Head {
        /// What it is read from.
        pub(crate) const COLUMNS: [Column; 11] = [
            Column::Id,
            Column::Document,
            Column::Language,
            Column::Number,
            Column::Revision,
            Column::Stage,
            Column::State,
            Column::Title,
            Column::Facts,
            Column::Authors,
            Column::Saved,
        ];
    }

    impl From<Head> for Model {
        fn from(head: Head) -> Self {
            let Head { id, document, language, number, revision, stage, state, .. } = head;
            Self {
                id,
                document,
                language,
                number,
                revision,
                stage,
                state,
                title: head.title,
                summary: String::new(),
                body: String::new(),
                facts: head.facts,
                note: String::new(),
                authors: head.authors,
                saved: head.saved,
                blocks: None,
                since: None,
            }
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod menu {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_menu")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) name: String,
        pub(crate) entries: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod redirect {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// An address that never belonged to a document, and where it leads.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_redirect")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) path: String,
        pub(crate) target: String,
        pub(crate) since: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod plan {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// Something that is to happen at a time, or did, or could not.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_plan")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) document: Uuid,
        pub(crate) language: String,
        /// The names of act and state, for indexes.
        pub(crate) act: String,
        pub(crate) state: String,
        pub(crate) at: DateTimeUtc,
        /// All of it.
        pub(crate) plan: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod reminder {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// When somebody was last reminded of what they are to look through.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_reminder")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod media {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A file of the library through all its versions.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_media")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) kind: String,
        pub(crate) name: String,
        pub(crate) about: Json,
        /// What a search in the library looks through, in small letters.
        pub(crate) words: String,
        pub(crate) added: DateTimeUtc,
        pub(crate) retired: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod media_shown {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// How often something that shows a file went live.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_media_shown")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod media_file {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// One version of a file.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_media_file")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) media: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) number: i32,
        pub(crate) blob: Uuid,
        pub(crate) sha256: String,
        pub(crate) mime: String,
        pub(crate) bytes: i64,
        /// The size of a picture.
        pub(crate) pixels: Option<Json>,
        pub(crate) called: String,
        pub(crate) by: Json,
        pub(crate) at: DateTimeUtc,
        pub(crate) released: Option<Json>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod media_rendition {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A smaller picture made of a version: it can be made again.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_media_rendition")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) media: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) number: i32,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) width: i32,
        pub(crate) height: i32,
        pub(crate) ending: String,
        pub(crate) blob: Uuid,
        pub(crate) sha256: String,
        pub(crate) bytes: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod media_use {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// An edition shows a version of a file.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_media_use")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) edition: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) media: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) number: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod preview {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A link by which somebody without an account reads what is in the making.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_preview")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) document: Uuid,
        pub(crate) language: String,
        /// SHA-256 of what the link holds.
        pub(crate) secret: String,
        pub(crate) author: Json,
        pub(crate) made: DateTimeUtc,
        pub(crate) until: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod unsaved {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// What somebody wrote and did not save.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms_unsaved")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) person: Uuid,
        /// The form, by its name.
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) sheet: String,
        pub(crate) fields: Json,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod text {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A live text as its page shows it.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "cms__text")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) edition: Uuid,
        pub(crate) revision: i64,
        /// In which way it was made.
        pub(crate) form: String,
        /// Its headings, as JSON.
        pub(crate) contents: String,
        pub(crate) html: String,
        /// The first picture in it, as JSON.
        pub(crate) picture: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
