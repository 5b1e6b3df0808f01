use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{Language, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table::{asked, consent, subscriber, suppression};
use super::{Store, failed, row};
use crate::Error;
use crate::model::{
    Address, Entry, Mark, QuestionId, Stage, Subscriber, SubscriberId, Suppression,
};
use crate::rules::{ANSWERED_WITHIN, KEPT_FOR};

/// Which subscribers a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Only those who stand so.
    pub(crate) state: Option<Stage>,
    /// Only those who read this.
    pub(crate) language: Option<Language>,
    /// Only this address, or those of this domain.
    pub(crate) words: Option<String>,
}

/// Behind whom a list goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Behind(Uuid);

impl Behind {
    pub(crate) const fn of(subscriber: &Subscriber) -> Self {
        Self(subscriber.id.uuid())
    }
}

impl Filter {
    fn condition(&self) -> Condition {
        let mut all = Condition::all();
        if let Some(state) = self.state {
            all = all.add(subscriber::Column::State.eq(state.code()));
        }
        if let Some(language) = self.language {
            all = all.add(subscriber::Column::Language.eq(language.code()));
        }
        if let Some(words) = &self.words {
            let words = words.trim();
            let address = words.parse::<Address>().ok().map(|address| address.key());
            all = match address {
                Some(key) => all.add(subscriber::Column::AddressKey.eq(key)),
                None => {
                    let domain = words.trim_start_matches('@').to_lowercase();
                    all.add(subscriber::Column::Domain.eq(domain))
                }
            };
        }
        all
    }
}

impl Store {
    /// Whoever has this id.
    pub(crate) async fn subscriber(&self, id: SubscriberId) -> Result<Option<Subscriber>, Error> {
        let found = subscriber::Entity::find_by_id(id.uuid()).one(self.read()).await;
        found.map_err(failed)?.map(row::of_subscriber).transpose()
    }

    /// Whoever has this address.
    pub(crate) async fn subscriber_at(
        &self,
        address: &Address,
    ) -> Result<Option<Subscriber>, Error> {
        let by_key = subscriber::Column::AddressKey.eq(address.key());
        let found = subscriber::Entity::find().filter(by_key).one(self.read()).await;
        found.map_err(failed)?.map(row::of_subscriber).transpose()
    }

    /// Whoever was asked this question and has not gone on from its answer.
    pub(crate) async fn subscriber_asked(
        &self,
        question: QuestionId,
    ) -> Result<Option<Subscriber>, Error> {
        let by_question = subscriber::Column::Question.eq(question.uuid());
        let found = subscriber::Entity::find().filter(by_question).one(self.read()).await;
        found.map_err(failed)?.map(row::of_subscriber).transpose()
    }

    /// When a mail went to this mark because somebody entered its address.
    pub(crate) async fn asked(&self, mark: Mark) -> Result<Option<Timestamp>, Error> {
        let found = asked::Entity::find_by_id(mark.to_string()).one(self.read()).await;
        Ok(found.map_err(failed)?.map(|row| instant(row.at)))
    }

    /// Why nothing is sent to this mark.
    pub(crate) async fn suppression(&self, mark: Mark) -> Result<Option<Suppression>, Error> {
        let found = suppression::Entity::find_by_id(mark.to_string()).one(self.read()).await;
        found.map_err(failed)?.map(row::of_suppression).transpose()
    }

    /// The ledger of a subscriber, oldest line first.
    pub(crate) async fn ledger(&self, id: SubscriberId) -> Result<Vec<Entry>, Error> {
        let rows = consent::Entity::find()
            .filter(consent::Column::Subscriber.eq(id.uuid()))
            .order_by_asc(consent::Column::At)
            .order_by_asc(consent::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(row::of_entry).collect()
    }

    /// Subscribers, the newest first, behind one.
    pub(crate) async fn subscribers(
        &self,
        filter: &Filter,
        after: Option<&Behind>,
        limit: u64,
    ) -> Result<Vec<Subscriber>, Error> {
        let mut query = subscriber::Entity::find().filter(filter.condition());
        if let Some(Behind(id)) = after {
            query = query.filter(subscriber::Column::Id.lt(*id));
        }
        let rows = query
            .order_by_desc(subscriber::Column::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(row::of_subscriber).collect()
    }

    /// How many subscribers a filter lets through.
    pub(crate) async fn count_subscribers(&self, filter: &Filter) -> Result<u64, Error> {
        subscriber::Entity::find()
            .filter(filter.condition())
            .count(self.read())
            .await
            .map_err(failed)
    }

    /// Those whose time is over: some, the longest overdue first.
    pub(crate) async fn overdue(
        &self,
        now: Timestamp,
        limit: u64,
    ) -> Result<Vec<SubscriberId>, Error> {
        let over = |stage: Stage, after| {
            let of = subscriber::Column::State.eq(stage.code());
            Condition::all().add(of).add(subscriber::Column::Since.lte(stored(now - after)))
        };
        let due = Condition::any()
            .add(over(Stage::Unsubscribed, KEPT_FOR))
            .add(over(Stage::Asked, ANSWERED_WITHIN));
        let ids: Vec<Uuid> = subscriber::Entity::find()
            .select_only()
            .column(subscriber::Column::Id)
            .filter(due)
            .order_by_asc(subscriber::Column::Since)
            .limit(limit)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        Ok(ids.into_iter().map(SubscriberId::new).collect())
    }
}
