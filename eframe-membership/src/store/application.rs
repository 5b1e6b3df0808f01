use std::collections::BTreeMap;

use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::ExprTrait as _;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{containing, instant, stored};
use eframe_core::upload::{BlobId, NamesBlobs};
use eframe_core::{Actor, ActorId, OrganisationId, StoreError, Timestamp, Version};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::register::shortened;
use super::row::key;
use super::table::{application, document};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{
    Application, ApplicationId, Document, DocumentId, MemberId, Purpose, Stage, State,
};
use crate::rules::{Late, Sight};

/// An application as a line of a list: everything but its answers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    pub(crate) id: ApplicationId,
    pub(crate) number: String,
    pub(crate) organisation: OrganisationId,
    pub(crate) state: State,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) country: String,
    pub(crate) changed: Timestamp,
}

/// Which applications a list shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Only at these stages; at any, when there are none.
    pub(crate) stages: Vec<Stage>,
    /// Only for this kind.
    pub(crate) kind: Option<String>,
    /// Only for one of these kinds.
    pub(crate) kinds: Option<Vec<String>>,
    /// Only from this country.
    pub(crate) country: Option<String>,
    /// Only with these words in the name, or this number.
    pub(crate) words: Option<String>,
    /// Only of this organisation.
    pub(crate) organisation: Option<OrganisationId>,
    /// Only those that this person goes on with, having begun them.
    pub(crate) creator: Option<ActorId>,
    /// Only those that nobody changed since.
    pub(crate) untouched_since: Option<Timestamp>,
    /// Those that reached their stage first stand first, rather than those that changed last.
    pub(crate) waiting: bool,
}

/// Whose eyes look at a list.
#[derive(Clone, Debug)]
pub(crate) struct Eyes {
    /// What they see of other people's.
    pub(crate) sight: Sight,
    /// Who they are, for what they began themselves.
    pub(crate) actor: ActorId,
}

impl Eyes {
    /// The block's own, which see everything.
    pub(crate) fn staff() -> Self {
        Self { sight: Sight::Staff, actor: Actor::system("membership").id() }
    }

    fn condition(&self) -> Option<Condition> {
        let begun = application::Column::Creator.eq(self.actor.uuid());
        let any = Condition::any().add(begun);
        match &self.sight {
            Sight::Staff => None,
            Sight::Public => Some(any),
            Sight::Own(own) => {
                let own = own.iter().map(|organisation| organisation.uuid());
                Some(any.add(application::Column::Organisation.is_in(own)))
            }
        }
    }
}

/// Behind which application a list goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Position(Timestamp, Uuid);

impl Filter {
    /// Where a list that is filtered so goes on behind this application.
    pub(crate) fn position(&self, head: &Head) -> Position {
        let at =
            if self.waiting { head.state.since().unwrap_or(head.changed) } else { head.changed };
        Position(at, head.id.uuid())
    }

    fn condition(&self, eyes: &Eyes) -> Condition {
        let mut all = Condition::all().add_option(eyes.condition());
        if let Some(creator) = self.creator {
            all = all.add(application::Column::Creator.eq(creator.uuid()));
        }
        if !self.stages.is_empty() {
            let stages = self.stages.iter().map(|stage| stage.code());
            all = all.add(application::Column::Stage.is_in(stages));
        }
        if let Some(organisation) = self.organisation {
            all = all.add(application::Column::Organisation.eq(organisation.uuid()));
        }
        if let Some(since) = self.untouched_since {
            all = all.add(application::Column::Changed.lte(stored(since)));
        }
        if let Some(kind) = &self.kind {
            all = all.add(application::Column::Kind.eq(kind.as_str()));
        }
        if let Some(kinds) = &self.kinds {
            all = all.add(application::Column::Kind.is_in(kinds));
        }
        if let Some(country) = &self.country {
            all = all.add(application::Column::Country.eq(country.as_str()));
        }
        if let Some(words) = &self.words {
            let words = shortened(words);
            let named = containing(&key(&words));
            let numbered = application::Column::Number.eq(words.to_uppercase());
            all = all
                .add(Condition::any().add(application::Column::NameKey.like(named)).add(numbered));
        }
        all
    }

    fn behind(&self, Position(at, id): &Position) -> Condition {
        let (column, at) = if self.waiting {
            (application::Column::Since, stored(*at))
        } else {
            (application::Column::Changed, stored(*at))
        };
        let beyond = if self.waiting { column.gt(at) } else { column.lt(at) };
        let level = Condition::all().add(column.eq(at)).add(application::Column::Id.gt(*id));
        Condition::any().add(beyond).add(level)
    }
}

type Row = (Uuid, String, Uuid, serde_json::Value, String, String, String, chrono_at::At);

/// The one place of this file that names the driver's idea of an instant.
mod chrono_at {
    pub(super) type At = eframe_core::block::chrono::DateTime<eframe_core::block::chrono::Utc>;
}

impl Store {
    /// An application with its documents.
    pub(crate) async fn application(
        &self,
        id: ApplicationId,
    ) -> Result<Option<Application>, Error> {
        self.one_application(application::Column::Id.eq(id.uuid())).await
    }

    /// The application of this number.
    pub(crate) async fn numbered(&self, number: &str) -> Result<Option<Application>, Error> {
        self.one_application(application::Column::Number.eq(number)).await
    }

    /// The application that an organisation has under way; the database keeps it from having two.
    pub(crate) async fn under_way(
        &self,
        organisation: OrganisationId,
    ) -> Result<Option<Application>, Error> {
        let over = Stage::ALL.into_iter().filter(|stage| stage.is_over()).map(Stage::code);
        let of = application::Column::Organisation.eq(organisation.uuid());
        self.one_application(of.and(application::Column::Stage.is_not_in(over))).await
    }

    async fn one_application(
        &self,
        which: eframe_core::block::sea_orm::sea_query::Expr,
    ) -> Result<Option<Application>, Error> {
        // The row with the version is read first: what changes after it is then found stale.
        let found = application::Entity::find().filter(which).one(self.read()).await;
        let Some(row) = found.map_err(failed)? else { return Ok(None) };
        let documents = document::Entity::find()
            .filter(document::Column::Application.eq(row.id))
            .order_by_asc(document::Column::At)
            .order_by_asc(document::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        let documents = documents.into_iter().map(paper).collect::<Result<_, _>>()?;
        assembled(row, documents).map(Some)
    }

    /// The applications that a filter lets through and that are in sight.
    pub(crate) async fn applications(
        &self,
        filter: &Filter,
        after: Option<&Position>,
        limit: u64,
        eyes: &Eyes,
    ) -> Result<Vec<Head>, Error> {
        use application::Column as C;
        let mut query = application::Entity::find().filter(filter.condition(eyes));
        if let Some(after) = after {
            query = query.filter(filter.behind(after));
        }
        query = if filter.waiting {
            query.filter(C::Since.is_not_null()).order_by_asc(C::Since)
        } else {
            query.order_by_desc(C::Changed)
        };
        let rows: Vec<Row> = query
            .order_by_asc(C::Id)
            .limit(limit)
            .select_only()
            .columns([C::Id, C::Number, C::Organisation, C::State, C::Kind, C::Name, C::Country])
            .column(C::Changed)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(head).collect()
    }

    /// How many applications a filter lets through and are in sight.
    pub(crate) async fn count_applications(
        &self,
        filter: &Filter,
        eyes: &Eyes,
    ) -> Result<u64, Error> {
        let query = application::Entity::find().filter(filter.condition(eyes));
        query.count(self.read()).await.map_err(failed)
    }

    /// How many applications have been at a stage for too long.
    pub(crate) async fn count_late(&self, late: &[Late]) -> Result<u64, Error> {
        use application::Column as C;
        let mut any = Condition::any();
        for Late { stage, from, before } in late {
            let mut all =
                Condition::all().add(C::Stage.eq(stage.code())).add(C::Since.lt(stored(*before)));
            if let Some(from) = from {
                all = all.add(C::Since.gte(stored(*from)));
            }
            any = any.add(all);
        }
        if any.is_empty() {
            return Ok(0);
        }
        let query = application::Entity::find().filter(any);
        query.count(self.read()).await.map_err(failed)
    }

    /// How many applications there are at each stage.
    pub(crate) async fn stages(&self) -> Result<BTreeMap<Stage, u64>, Error> {
        let rows: Vec<(String, i64)> = application::Entity::find()
            .select_only()
            .column(application::Column::Stage)
            .column_as(application::Column::Id.count(), "many")
            .group_by(application::Column::Stage)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = |(stage, many): (String, i64)| {
            let stage = Stage::named(&stage).ok_or_else(|| damaged("an unknown stage"))?;
            Ok((stage, u64::try_from(many).map_err(damaged)?))
        };
        rows.into_iter().map(told).collect()
    }
}

fn head(row: Row) -> Result<Head, Error> {
    let (id, number, organisation, state, kind, name, country, changed) = row;
    Ok(Head {
        id: ApplicationId::new(id),
        number,
        organisation: OrganisationId::new(organisation),
        state: serde_json::from_value(state).map_err(damaged)?,
        kind,
        name,
        country,
        changed: instant(changed),
    })
}

fn assembled(row: application::Model, documents: Vec<Document>) -> Result<Application, Error> {
    let state: State = serde_json::from_value(row.state).map_err(damaged)?;
    if state.stage().code() != row.stage {
        return Err(damaged("the stage is not the state's"));
    }
    Ok(Application {
        id: ApplicationId::new(row.id),
        number: row.number,
        organisation: OrganisationId::new(row.organisation),
        form: serde_json::from_value(row.form).map_err(damaged)?,
        signature: row.signature.map(serde_json::from_value).transpose().map_err(damaged)?,
        documents,
        state,
        member: row.member.map(MemberId::new),
        code: row.code,
        creator: row.creator.map(ActorId::new),
        begun: instant(row.begun),
        changed: instant(row.changed),
        version: Version::new(row.version),
    })
}

fn paper(row: document::Model) -> Result<Document, Error> {
    let purpose = match row.purpose.as_str() {
        "signed-form" => Purpose::SignedForm,
        "attachment" => Purpose::Attachment,
        _ => return Err(damaged("an unknown purpose")),
    };
    Ok(Document {
        id: DocumentId::new(row.id),
        purpose,
        blob: row.blob,
        sha256: row.sha256.parse().map_err(damaged)?,
        file_name: row.file_name,
        media_type: row.media_type,
        bytes: u64::try_from(row.bytes).map_err(damaged)?,
        by: serde_json::from_value(row.by).map_err(damaged)?,
        at: instant(row.at),
    })
}

/// Which files the documents of applications name.
#[async_trait]
impl NamesBlobs for Store {
    async fn named(&self, ids: &[BlobId]) -> Result<Vec<BlobId>, StoreError> {
        let asked = ids.iter().map(|id| id.uuid());
        let named: Vec<Uuid> = document::Entity::find()
            .select_only()
            .column(document::Column::Blob)
            .filter(document::Column::Blob.is_in(asked))
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(named.into_iter().map(BlobId::new).collect())
    }
}
