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
