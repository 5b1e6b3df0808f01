use std::collections::BTreeMap;

use async_trait::async_trait;
use eframe_core::block::instant;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use eframe_core::upload::{BlobId, NamesBlobs};
use eframe_core::{StoreError, Version};

use super::table::{answer, comment, evidence, past};
use super::{Store, damaged, failed, row};
use crate::Error;
use crate::model::{Answer, AssessmentId, Comment, Evidence, EvidenceId};

/// The most comments that are read together.
const MOST: u64 = 1_000;

impl Store {
    /// The answer to a question.
    pub(crate) async fn answer(
        &self,
        of: AssessmentId,
        question: &str,
    ) -> Result<Option<Answer>, Error> {
        let found = answer::Entity::find()
            .filter(answer::Column::Assessment.eq(of.uuid()))
            .filter(answer::Column::Question.eq(question))
            .one(self.read())
            .await
            .map_err(failed)?;
        found.map(row::answer).transpose()
    }

    /// Every answer of an assessment, by question.
    pub(crate) async fn answers(
        &self,
        of: AssessmentId,
    ) -> Result<BTreeMap<String, Answer>, Error> {
        let rows = answer::Entity::find()
            .filter(answer::Column::Assessment.eq(of.uuid()))
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(|row| Ok((row.question.clone(), row::answer(row)?))).collect()
    }

    /// Every version of an answer, the newest first.
    pub(crate) async fn versions(&self, of: &Answer) -> Result<Vec<Answer>, Error> {
        let rows = past::Entity::find()
            .filter(past::Column::Answer.eq(of.id.uuid()))
            .order_by_desc(past::Column::Number)
            .limit(MOST)
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = rows.into_iter().map(|past| {
            Ok(Answer {
                given: serde_json::from_value(past.given).map_err(damaged)?,
                note: past.note,
                links: serde_json::from_value(past.links).map_err(damaged)?,
                by: serde_json::from_value(past.by).map_err(damaged)?,
                at: instant(past.at),
                version: Version::new(past.number),
                ..of.clone()
            })
        });
        told.collect()
    }

    /// The files of an assessment, oldest first.
    pub(crate) async fn evidence(&self, of: AssessmentId) -> Result<Vec<Evidence>, Error> {
        let rows = evidence::Entity::find()
            .filter(evidence::Column::Assessment.eq(of.uuid()))
            .order_by_asc(evidence::Column::At)
            .order_by_asc(evidence::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(row::evidence).collect()
    }

    /// One of them.
    pub(crate) async fn one_evidence(
        &self,
        of: AssessmentId,
        id: EvidenceId,
    ) -> Result<Option<Evidence>, Error> {
        let found = evidence::Entity::find_by_id(id.uuid())
            .filter(evidence::Column::Assessment.eq(of.uuid()))
            .one(self.read())
            .await
            .map_err(failed)?;
        found.map(row::evidence).transpose()
    }

    /// How many there are.
    pub(crate) async fn count_evidence(&self, of: AssessmentId) -> Result<u64, Error> {
        let query = evidence::Entity::find().filter(evidence::Column::Assessment.eq(of.uuid()));
        query.count(self.read()).await.map_err(failed)
    }

    /// What was said, oldest first.
    pub(crate) async fn comments(&self, of: AssessmentId) -> Result<Vec<Comment>, Error> {
        let rows = comment::Entity::find()
            .filter(comment::Column::Assessment.eq(of.uuid()))
            .order_by_desc(comment::Column::At)
            .order_by_desc(comment::Column::Id)
            .limit(MOST)
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut comments = rows.into_iter().map(row::comment).collect::<Result<Vec<_>, Error>>()?;
        comments.reverse();
        Ok(comments)
    }
}

#[async_trait]
impl NamesBlobs for Store {
    async fn named(&self, ids: &[BlobId]) -> Result<Vec<BlobId>, StoreError> {
        let ids = ids.iter().map(|id| id.uuid());
        let rows: Vec<uuid::Uuid> = evidence::Entity::find()
            .select_only()
            .column(evidence::Column::Blob)
            .filter(evidence::Column::Blob.is_in(ids))
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(rows.into_iter().map(BlobId::new).collect())
    }
}
