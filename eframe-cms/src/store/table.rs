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
