use std::collections::BTreeMap;

use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, DbErr, EntityTrait as _, JsonValue, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{ActorId, Language, Version};
use uuid::Uuid;

use super::apply::json;
use super::table::{document, edition};
use super::{Store, damaged, failed, language};
use crate::Error;
use crate::model::{Address, Body, Content, DocumentId, Edition, EditionId, Kind, Stage, State};
use crate::rules::Sight;

/// For whom it is asked what waits, and for which steps of theirs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub(crate) by: ActorId,
    /// Their own drafts.
    pub(crate) drafts: bool,
    /// What others handed in.
    pub(crate) reviews: bool,
    /// What they handed in themselves too: some rule lets authors approve.
    pub(crate) own: bool,
    /// What is approved.
    pub(crate) approved: bool,
}

/// An edition in the making, with what its document is.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) kind: Kind,
    pub(crate) address: Address,
    pub(crate) edition: Edition,
}

/// Most lines of "Waiting for you"; whoever works them off sees the rest.
const MOST_WAITING: u64 = 200;

impl TryFrom<&Edition> for edition::Model {
    type Error = DbErr;

    fn try_from(edition: &Edition) -> Result<Self, DbErr> {
        let Edition { content, state, .. } = edition;
        Ok(Self {
            id: edition.id.uuid(),
            document: edition.document.uuid(),
            language: edition.language.code().to_owned(),
            number: i32::try_from(edition.number).unwrap_or(i32::MAX),
            revision: edition.revision.get(),
            stage: state.stage().code().to_owned(),
            state: serde_json::to_value(state).map_err(json)?,
            title: content.title.clone(),
            summary: content.summary.clone(),
            body: content.body.as_text().unwrap_or_default().to_owned(),
            facts: serde_json::to_value(&content.facts).map_err(json)?,
            note: content.note.clone(),
            authors: serde_json::to_value(&edition.authors).map_err(json)?,
            saved: stored(edition.saved),
            blocks: blocks(&content.body)?,
        })
    }
}

impl TryFrom<edition::Model> for Edition {
    type Error = Error;

    fn try_from(row: edition::Model) -> Result<Self, Error> {
        let facts = serde_json::from_value(row.facts).map_err(damaged)?;
        let body = body(row.body, row.blocks)?;
        let edition::Model { title, summary, note, .. } = row;
        let state: State = serde_json::from_value(row.state).map_err(damaged)?;
        if state.stage().code() != row.stage {
            return Err(damaged("the stage is not the state's"));
        }
        Ok(Self {
            id: EditionId::new(row.id),
            document: DocumentId::new(row.document),
            language: language(&row.language)?,
            number: u32::try_from(row.number).map_err(damaged)?,
            revision: Version::new(row.revision),
            content: Content { title, summary, body, facts, note },
            authors: serde_json::from_value(row.authors).map_err(damaged)?,
            saved: instant(row.saved),
            state,
        })
    }
}

impl Store {
    /// The editions of a document in a language that are in sight, newest first.
    pub(crate) async fn history(
        &self,
        document: DocumentId,
        language: Language,
        before: Option<u32>,
        limit: u64,
        sight: Sight,
    ) -> Result<Vec<Edition>, Error> {
        let before = before.and_then(|before| i32::try_from(before).ok()).unwrap_or(i32::MAX);
        let rows = edition::Entity::find()
            .filter(edition::Column::Number.lt(before))
            .filter(edition::Column::Document.eq(document.uuid()))
            .filter(edition::Column::Language.eq(language.code()))
            .filter(edition::Column::Stage.is_in(stages(sight)))
            .order_by_desc(edition::Column::Number)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(Edition::try_from).collect()
    }

    /// What the public was told of each edition that was ever live, newest first: number, since and note.
    pub(crate) async fn notes(
        &self,
        document: DocumentId,
        language: Language,
    ) -> Result<Vec<(u32, State, String)>, Error> {
        let published = [Stage::Live, Stage::Superseded].map(Stage::code);
        let rows: Vec<(i32, JsonValue, String)> = edition::Entity::find()
            .select_only()
            .columns([edition::Column::Number, edition::Column::State, edition::Column::Note])
            .filter(edition::Column::Document.eq(document.uuid()))
            .filter(edition::Column::Language.eq(language.code()))
            .filter(edition::Column::Stage.is_in(published))
            .order_by_desc(edition::Column::Number)
            .limit(20)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = |(number, state, note): (i32, _, _)| {
            let number = u32::try_from(number).map_err(damaged)?;
            Ok((number, serde_json::from_value(state).map_err(damaged)?, note))
        };
        rows.into_iter().map(told).collect()
    }

    /// The bodies of these documents' live editions, by document and language.
    pub(crate) async fn bodies(
        &self,
        documents: Vec<DocumentId>,
    ) -> Result<BTreeMap<(DocumentId, Language), Body>, Error> {
        type Row = (Uuid, String, String, Option<JsonValue>);
        let rows: Vec<Row> = edition::Entity::find()
            .select_only()
            .columns([
                edition::Column::Document,
                edition::Column::Language,
                edition::Column::Body,
                edition::Column::Blocks,
            ])
            .filter(edition::Column::Document.is_in(documents.into_iter().map(DocumentId::uuid)))
            .filter(edition::Column::Stage.eq(Stage::Live.code()))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = |(document, code, text, blocks): Row| {
            Ok(((DocumentId::new(document), language(&code)?), body(text, blocks)?))
        };
        rows.into_iter().map(told).collect()
    }

    /// What waits for somebody, the longest untouched first.
    pub(crate) async fn waiting(&self, wanted: Wanted) -> Result<Vec<Waiting>, Error> {
        let rows = edition::Entity::find()
            .filter(wanted.condition())
            .order_by_asc(edition::Column::Saved)
            .order_by_asc(edition::Column::Id)
            .limit(MOST_WAITING)
            .all(self.read())
            .await
            .map_err(failed)?;
        let ids = rows.iter().map(|row| row.document).collect::<Vec<_>>();
        let documents = document::Entity::find()
            .filter(document::Column::Id.is_in(ids))
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut waiting = Vec::new();
        for row in rows {
            let Some(of) = documents.iter().find(|document| document.id == row.document) else {
                continue;
            };
            let kind = of.kind.parse().map_err(damaged)?;
            let address = of.path.parse().map_err(damaged)?;
            waiting.push(Waiting { kind, address, edition: row.try_into()? });
        }
        Ok(waiting)
    }
}

impl Wanted {
    /// The authors are one JSON text, in which an id stands for one of them.
    fn condition(self) -> Condition {
        let at = |stage: Stage| edition::Column::Stage.eq(stage.code());
        let authors = || Expr::col(edition::Column::Authors).cast_as("text");
        let own = format!("%{}%", self.by);
        let mut any = Condition::any().add(Expr::val(1).eq(2));
        if self.drafts {
            any = any.add(at(Stage::Draft).and(authors().like(own.as_str())));
        }
        if self.reviews {
            let in_review = at(Stage::InReview);
            any = any.add(match self.own {
                true => in_review,
                false => in_review.and(authors().not_like(own)),
            });
        }
        // An approved one that the rules in force ask more for waits for reviewers again.
        if self.approved || self.reviews {
            any = any.add(at(Stage::Approved));
        }
        any
    }
}

/// What the column of blocks holds of a body: nothing, when it is text alone.
fn blocks(body: &Body) -> Result<Option<JsonValue>, DbErr> {
    let more = body.as_text().is_none();
    more.then(|| serde_json::to_value(body)).transpose().map_err(json)
}

/// The body that two columns hold.
fn body(text: String, blocks: Option<JsonValue>) -> Result<Body, Error> {
    match blocks {
        Some(blocks) => serde_json::from_value(blocks).map_err(damaged),
        None => Ok(text.into()),
    }
}

/// The names of the stages in sight.
pub(super) fn stages(sight: Sight) -> Vec<&'static str> {
    Stage::ALL.into_iter().filter(|&stage| sight.shows(stage)).map(Stage::code).collect()
}
