//! The rows, a module a table.

pub(super) mod subscriber {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// Somebody who asked. Address, key, domain and mark are gone once they are erased.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_subscriber")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) address: Option<String>,
        /// What it is compared by.
        pub(crate) address_key: Option<String>,
        /// Its domain in ASCII: sending is paced by it.
        pub(crate) domain: Option<String>,
        /// Its mark, by which suppressions are found.
        pub(crate) mark: Option<String>,
        pub(crate) language: String,
        pub(crate) state: String,
        pub(crate) since: DateTimeUtc,
        pub(crate) details: Json,
        /// The question that is open or was answered with yes.
        pub(crate) question: Option<Uuid>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod consent {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A line of the ledger: never changed, never taken away.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_consent")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) subscriber: Uuid,
        pub(crate) at: DateTimeUtc,
        pub(crate) language: String,
        pub(crate) form: String,
        pub(crate) what: String,
        pub(crate) entry: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod suppression {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// An address to which nothing is sent, by its mark.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_suppression")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) mark: String,
        pub(crate) reason: String,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod asked {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// When a mail went to an address because somebody entered it, and how often it was entered since.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_asked")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) mark: String,
        pub(crate) at: DateTimeUtc,
        pub(crate) times: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod issue {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// An issue; its status stands in the last column, and its stage beside it.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_issue")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) number: String,
        pub(crate) languages: Json,
        pub(crate) fallback: Option<String>,
        pub(crate) state: String,
        pub(crate) status: Json,
        /// The issue of the quarter in the place of this one, which was cancelled before a letter left.
        pub(crate) replaced: Option<Uuid>,
        /// When a backup was brought back in which it was not at its end.
        pub(crate) restored: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod issue_language {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// What an issue says in one language.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_issue_language")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) issue: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) language: String,
        pub(crate) subject: String,
        pub(crate) html: String,
        pub(crate) text: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod delivery {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// One letter.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_delivery")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) issue: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) subscriber: Uuid,
        pub(crate) language: String,
        pub(crate) domain: String,
        pub(crate) state: String,
        pub(crate) attempts: i32,
        pub(crate) doubts: i32,
        pub(crate) first_at: Option<DateTimeUtc>,
        pub(crate) next_at: Option<DateTimeUtc>,
        pub(crate) settled_at: Option<DateTimeUtc>,
        pub(crate) lease: Option<Uuid>,
        pub(crate) answer: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod bounce {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A letter that came back.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_bounce")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) subscriber: Uuid,
        /// Nil for the question, which belongs to none.
        pub(crate) issue: Uuid,
        pub(crate) at: DateTimeUtc,
        pub(crate) kind: String,
        pub(crate) source: String,
        pub(crate) answer: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod score {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// How often an address bounced.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_score")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) subscriber: Uuid,
        pub(crate) tenths: i32,
        pub(crate) at: Option<DateTimeUtc>,
        pub(crate) hard_issue: Option<Uuid>,
        pub(crate) hard_row: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod staged {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// People of a list that is being brought in.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_staged")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) import: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) slice: i32,
        pub(crate) at: DateTimeUtc,
        pub(crate) people: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod composition {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// What an issue is put together from.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_composition")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) issue: Uuid,
        pub(crate) composition: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod reminder {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// That somebody was reminded of an issue.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "newsletter_reminder")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) issue: Uuid,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
