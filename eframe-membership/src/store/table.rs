//! The rows, a module a table.

pub(super) mod terms {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// Two rows: the version of one guards the set of all terms, that of the other the set of all members.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_terms")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod application {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// An application. Its form and state are JSON; what lists filter and sort by stands beside them.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_application")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) number: String,
        pub(crate) organisation: Uuid,
        pub(crate) stage: String,
        /// When the stage was reached; a draft has no such moment.
        pub(crate) since: Option<DateTimeUtc>,
        pub(crate) kind: String,
        pub(crate) name: String,
        /// The name, folded, for searching and sorting.
        pub(crate) name_key: String,
        pub(crate) country: String,
        pub(crate) state: Json,
        pub(crate) form: Json,
        pub(crate) signature: Option<Json>,
        pub(crate) member: Option<Uuid>,
        pub(crate) code: String,
        /// Who began it while nobody acted for its organisation.
        pub(crate) creator: Option<Uuid>,
        pub(crate) begun: DateTimeUtc,
        pub(crate) changed: DateTimeUtc,
        /// When its organisation wrote last, as long as nobody answered.
        pub(crate) unanswered: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod document {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A document of an application.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_document")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) application: Uuid,
        pub(crate) purpose: String,
        pub(crate) blob: Uuid,
        pub(crate) sha256: String,
        pub(crate) file_name: String,
        pub(crate) media_type: String,
        pub(crate) bytes: i64,
        pub(crate) by: Json,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod entry {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// An entry in the history of a case.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_entry")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        /// The application's or the member's id.
        pub(crate) case_id: Uuid,
        pub(crate) at: DateTimeUtc,
        /// The name of what happened, for filters.
        pub(crate) what: String,
        pub(crate) entry: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod member {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A member, with its standing up to now.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_member")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) number: Option<String>,
        pub(crate) organisation: Uuid,
        pub(crate) kind: String,
        pub(crate) standing: Option<String>,
        /// Whether the register shows it.
        pub(crate) shown: bool,
        /// The day it reached its standing.
        pub(crate) since: Option<String>,
        /// The day the register first showed it.
        pub(crate) joined: Option<String>,
        /// When that was written down here; none for one that an import brought with its history.
        pub(crate) listed: Option<DateTimeUtc>,
        pub(crate) name: String,
        /// The name, folded, for sorting.
        pub(crate) name_key: String,
        pub(crate) own_name: Option<String>,
        /// Both names, folded, for searching.
        pub(crate) words: String,
        pub(crate) country: String,
        pub(crate) region: String,
        pub(crate) latitude: Option<i32>,
        pub(crate) longitude: Option<i32>,
        pub(crate) population: Option<i64>,
        pub(crate) website: Option<String>,
        pub(crate) code: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod happened {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// Something that happened to a member.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_happened")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) member: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) number: i32,
        pub(crate) on_day: String,
        pub(crate) recorded: DateTimeUtc,
        pub(crate) what: String,
        pub(crate) happening: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod staged {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// Some members of an import, ready to become real.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_staged")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) import: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) slice: i32,
        pub(crate) at: DateTimeUtc,
        pub(crate) members: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod fee {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A fee.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_fee")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) member: Uuid,
        pub(crate) period: String,
        pub(crate) minor: i64,
        pub(crate) currency: String,
        pub(crate) due: String,
        pub(crate) state: String,
        pub(crate) details: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {
        #[sea_orm(
            belongs_to = "super::member::Entity",
            from = "Column::Member",
            to = "super::member::Column::Id"
        )]
        Member,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod term {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A term of office.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_term")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) member: Uuid,
        pub(crate) name: String,
        pub(crate) body: String,
        pub(crate) office: String,
        pub(crate) from_day: String,
        pub(crate) until_day: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod meeting {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A meeting.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_meeting")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) number: String,
        pub(crate) body: String,
        pub(crate) title: String,
        pub(crate) starts: DateTimeUtc,
        pub(crate) zone: String,
        pub(crate) stage: String,
        pub(crate) state: Json,
        pub(crate) code: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod seat {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A member on the roll of a meeting.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_seat")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) meeting: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) member: Uuid,
        /// What it was called when the roll was frozen. Nothing, where an older program noted it alone.
        pub(crate) name: Option<String>,
        /// Why it may not vote, where it may not.
        pub(crate) reasons: Option<Json>,
        pub(crate) present: bool,
        pub(crate) chair: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod item {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// An item of an agenda.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_item")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) meeting: Uuid,
        pub(crate) position: i32,
        /// The application it is about, while that is undecided: it stands on one agenda at a time.
        pub(crate) application: Option<Uuid>,
        pub(crate) matter: Json,
        pub(crate) stage: String,
        pub(crate) state: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod vote {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A member's vote on an item.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "membership_vote")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) item: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) member: Uuid,
        pub(crate) choice: Option<String>,
        pub(crate) by: Json,
        pub(crate) at: DateTimeUtc,
        pub(crate) recorded: bool,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
