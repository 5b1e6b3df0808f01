use std::collections::BTreeMap;

use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::stored;
use eframe_core::{OrganisationId, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table::{assessment, frozen, round};
use super::{Store, damaged, failed, row};
use crate::Error;
use crate::model::{Assessment, AssessmentId, Consent, Frozen, Round, RoundId, Stage};
use crate::rules::Sight;

/// Which assessments a list shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    /// Only of this round.
    pub(crate) round: Option<RoundId>,
    /// Only at this stage.
    pub(crate) stage: Option<Stage>,
    /// Only of this organisation.
    pub(crate) organisation: Option<OrganisationId>,
}

/// An assessment with its round, as a line of a list.
pub(crate) type Line = (Assessment, Round);

/// Behind which assessment a list goes on, towards those changed before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Behind(Timestamp, Uuid);

impl Behind {
    pub(crate) const fn of(assessment: &Assessment) -> Self {
        Self(assessment.changed, assessment.id.uuid())
    }
}

impl Filter {
    fn condition(&self, sight: &Sight) -> Condition {
        use assessment::Column as C;
        let mut all = Condition::all();
        match sight {
            Sight::Staff => {}
            Sight::Own(own) => {
                all = all.add(C::Organisation.is_in(own.iter().map(|one| one.uuid())))
            }
            Sight::Public => all = all.add(C::Id.is_null()),
        }
        if let Some(round) = self.round {
            all = all.add(C::Round.eq(round.uuid()));
        }
        if let Some(stage) = self.stage {
            all = all.add(C::Stage.eq(stage.code()));
        }
        if let Some(organisation) = self.organisation {
            all = all.add(C::Organisation.eq(organisation.uuid()));
        }
        all
    }
}

fn line((of, round): (assessment::Model, Option<round::Model>)) -> Result<Line, Error> {
    let round = round.ok_or_else(|| damaged("an assessment in no round"))?;
    Ok((row::assessment(of)?, row::round(round)?))
}

impl Store {
    /// An assessment with its round, in one look.
    pub(crate) async fn assessment(&self, id: AssessmentId) -> Result<Option<Line>, Error> {
        let found = assessment::Entity::find_by_id(id.uuid())
            .find_also_related(round::Entity)
            .one(self.read())
            .await
            .map_err(failed)?;
        found.map(line).transpose()
    }

    /// The assessments that a filter lets through and that are in sight, those changed last first.
    pub(crate) async fn assessments(
        &self,
        filter: &Filter,
        after: Option<&Behind>,
        limit: u64,
        sight: &Sight,
    ) -> Result<Vec<Line>, Error> {
        use assessment::Column as C;
        let mut query = assessment::Entity::find()
            .find_also_related(round::Entity)
            .filter(filter.condition(sight));
        if let Some(Behind(at, id)) = after {
            let at = stored(*at);
            let level = Condition::all().add(C::Changed.eq(at)).add(C::Id.gt(*id));
            query = query.filter(Condition::any().add(C::Changed.lt(at)).add(level));
        }
        let rows = query
            .order_by_desc(C::Changed)
            .order_by_asc(C::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(line).collect()
    }

    /// How many assessments of a round are at a stage.
    pub(crate) async fn count(&self, round: RoundId, stage: Stage) -> Result<u64, Error> {
        let filter = Filter { round: Some(round), stage: Some(stage), organisation: None };
        let query = assessment::Entity::find().filter(filter.condition(&Sight::Staff));
        query.count(self.read()).await.map_err(failed)
    }

    /// How many assessments in sight are at a stage.
    pub(crate) async fn count_at(&self, stage: Stage, sight: &Sight) -> Result<u64, Error> {
        let filter = Filter { stage: Some(stage), ..Filter::default() };
        let query = assessment::Entity::find().filter(filter.condition(sight));
        query.count(self.read()).await.map_err(failed)
    }

    /// What an assessment came to.
    pub(crate) async fn frozen(&self, id: AssessmentId) -> Result<Option<Frozen>, Error> {
        let found = frozen::Entity::find_by_id(id.uuid()).one(self.read()).await;
        found.map_err(failed)?.map(row::frozen).transpose()
    }

    /// The next assessment that has frozen scores, by id, with these or why they cannot be read.
    pub(crate) async fn next_frozen(
        &self,
        behind: Option<AssessmentId>,
    ) -> Result<Option<(AssessmentId, Result<Frozen, Error>)>, Error> {
        let behind = behind.map(|last| frozen::Column::Assessment.gt(last.uuid()));
        let found = frozen::Entity::find()
            .filter(Condition::all().add_option(behind))
            .order_by_asc(frozen::Column::Assessment)
            .one(self.read())
            .await
            .map_err(failed)?;
        Ok(found.map(|kept| (AssessmentId::new(kept.assessment), row::frozen(kept))))
    }

    /// Every assessment of a round that is frozen, with what it came to.
    pub(crate) async fn frozen_in(&self, id: RoundId) -> Result<Vec<(Assessment, Frozen)>, Error> {
        use assessment::Column as C;
        let filter = Filter { round: Some(id), stage: Some(Stage::Frozen), organisation: None };
        let rows = assessment::Entity::find()
            .filter(filter.condition(&Sight::Staff))
            .order_by_asc(C::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut found = Vec::with_capacity(rows.len());
        for some in rows.chunks(500) {
            let kept = frozen::Entity::find()
                .filter(frozen::Column::Assessment.is_in(some.iter().map(|row| row.id)))
                .all(self.read())
                .await
                .map_err(failed)?;
            let kept = kept.into_iter().map(|kept| Ok((kept.assessment, row::frozen(kept)?)));
            let mut kept: BTreeMap<Uuid, Frozen> = kept.collect::<Result<_, Error>>()?;
            for of in some {
                let frozen = kept.remove(&of.id);
                let frozen = frozen.ok_or_else(|| damaged("a frozen assessment without scores"))?;
                found.push((row::assessment(of.clone())?, frozen));
            }
        }
        Ok(found)
    }

    /// What the cities of a round say today about being compared.
    pub(crate) async fn consents(
        &self,
        id: RoundId,
    ) -> Result<BTreeMap<AssessmentId, Consent>, Error> {
        let rows: Vec<(Uuid, String)> = assessment::Entity::find()
            .filter(assessment::Column::Round.eq(id.uuid()))
            .select_only()
            .columns([assessment::Column::Id, assessment::Column::Consent])
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = rows.into_iter().map(|(id, consent)| {
            let consent = Consent::named(&consent).ok_or_else(|| damaged("an unknown consent"))?;
            Ok((AssessmentId::new(id), consent))
        });
        told.collect()
    }
}
