//! The rows, a module a table.

pub(super) mod instrument {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A document, as it was written.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_instrument")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) sha256: String,
        pub(crate) instrument: String,
        pub(crate) edition: String,
        pub(crate) format: String,
        pub(crate) document: String,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod round {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A round.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_round")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) name: String,
        pub(crate) instrument: String,
        pub(crate) edition: String,
        pub(crate) sha256: String,
        pub(crate) opens: String,
        pub(crate) closes: String,
        pub(crate) state: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod assessment {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// An assessment. Its state is JSON; what lists filter and sort by stands beside it.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_assessment")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) round: Uuid,
        pub(crate) organisation: Uuid,
        pub(crate) city: String,
        pub(crate) stage: String,
        pub(crate) state: Json,
        pub(crate) facts: Json,
        pub(crate) team: Json,
        pub(crate) consent: String,
        pub(crate) begun: DateTimeUtc,
        pub(crate) changed: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {
        #[sea_orm(
            belongs_to = "super::round::Entity",
            from = "Column::Round",
            to = "super::round::Column::Id"
        )]
        Round,
    }

    impl Related<super::round::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Round.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod answer {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// What a city says to a question now.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_answer")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) version: i64,
        pub(crate) assessment: Uuid,
        pub(crate) question: String,
        pub(crate) given: Json,
        pub(crate) note: String,
        pub(crate) links: Json,
        pub(crate) by: Json,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod past {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A version of an answer, the last one too.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_answer_version")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) answer: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) number: i64,
        pub(crate) given: Json,
        pub(crate) note: String,
        pub(crate) links: Json,
        pub(crate) by: Json,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod evidence {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A file.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_evidence")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) assessment: Uuid,
        pub(crate) question: String,
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

pub(super) mod comment {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// A remark.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_comment")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) id: Uuid,
        pub(crate) assessment: Uuid,
        pub(crate) question: Option<String>,
        pub(crate) said: String,
        pub(crate) by: Json,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod frozen {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// What an assessment came to.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_frozen")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) assessment: Uuid,
        pub(crate) sha256: String,
        pub(crate) engine: String,
        pub(crate) inputs: Json,
        pub(crate) scores: Json,
        pub(crate) at: DateTimeUtc,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub(super) mod compared {
    use eframe_core::block::sea_orm;
    use sea_orm::entity::prelude::*;

    /// Which cities of a round are compared.
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "ceds_compared")]
    pub(crate) struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub(crate) round: Uuid,
        pub(crate) snapshot: Json,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub(crate) enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
