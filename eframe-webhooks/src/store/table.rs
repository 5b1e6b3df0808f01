//! The rows, a module a table.

pub(super) mod endpoint {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A program that is told of what happens.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhooks_endpoint")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) about: String,
        pub(crate) url: String,
        pub(crate) events: Json,
        /// `on` or `off`.
        pub(crate) state: String,
        /// Why and since when.
        pub(crate) details: Json,
        /// By what the secrets are made again; none stands here.
        pub(crate) secrets: Json,
        pub(crate) created_at: DateTimeUtc,
        /// The machinery's own: written without a guard.
        pub(crate) failing_since: Option<DateTimeUtc>,
        pub(crate) failures: i32,
        pub(crate) rest_until: Option<DateTimeUtc>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod message {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// What endpoints are told, once for all of them.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhooks_message")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) event: String,
        pub(crate) at: DateTimeUtc,
        pub(crate) data: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod delivery {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// The state of what is tried by itself.
    pub(crate) const WAITING: &str = "waiting";
    /// The state of what was taken.
    pub(crate) const ARRIVED: &str = "arrived";
    /// The state of what was tried often enough.
    pub(crate) const FAILED: &str = "failed";

    /// A message on its way to one endpoint.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "webhooks_delivery")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) message: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) endpoint: Uuid,
        pub(crate) event: String,
        /// When it happened: lists are in this order.
        pub(crate) at: DateTimeUtc,
        pub(crate) state: String,
        pub(crate) attempts: i32,
        pub(crate) due_at: DateTimeUtc,
        pub(crate) leased_until: Option<DateTimeUtc>,
        /// Rises with each lease, so that a sender that woke late can tell that it lost it.
        pub(crate) fence: i64,
        pub(crate) tried_at: Option<DateTimeUtc>,
        pub(crate) code: Option<i32>,
        pub(crate) lost: Option<String>,
        pub(crate) said: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
