use std::collections::BTreeMap;

use eframe_core::block::sea_orm::prelude::DateTimeUtc;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, DbErr, EntityTrait as _, JsonValue, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{ActorId, Language, Timestamp, Version};
use uuid::Uuid;

use super::apply::json;
use super::table::{document, edition};
use super::{Store, damaged, failed, language};
use crate::Error;
use crate::model::{
    Address, Body, Content, DocumentId, Edition, EditionId, Ending, Kind, Stage, State,
};
use crate::rules::{Past, Sight, anew};

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

/// An edition in the making, with what its document is. What it says is there only where it was approved, since an approval
/// holds for just that; of the others their title is all that is shown.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    pub(crate) kind: Kind,
    pub(crate) address: Address,
    pub(crate) edition: Edition,
}

/// Where an edition stands among those that wait, the longest untouched first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Untouched {
    since: DateTimeUtc,
    id: Uuid,
}

/// How a document ended that is not live in any language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct End {
    /// The language it was taken down in last.
    pub(crate) language: Language,
    /// What it was called.
    pub(crate) title: String,
    /// When.
    pub(crate) at: Timestamp,
    /// How, and what the public is told.
    pub(crate) ending: Ending,
}

/// The stages of what was ever live.
pub(super) const PUBLISHED: [Stage; 3] = [Stage::Live, Stage::Superseded, Stage::Withdrawn];

/// So many editions that may wait for somebody are read at a time.
const SLICE: u64 = 200;

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
            since: state.since().map(stored),
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

    /// The language, number and stage of every edition of a document.
    pub(crate) async fn numbers(
        &self,
        document: DocumentId,
    ) -> Result<Vec<(Language, u32, Stage)>, Error> {
        let rows: Vec<(String, i32, String)> = edition::Entity::find()
            .select_only()
            .columns([edition::Column::Language, edition::Column::Number, edition::Column::Stage])
            .filter(edition::Column::Document.eq(document.uuid()))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let read = |(code, number, stage): (String, i32, String)| {
            let stage = Stage::ALL.into_iter().find(|known| known.code() == stage);
            let stage = stage.ok_or_else(|| damaged("an unknown stage"))?;
            Ok((super::language(&code)?, u32::try_from(number).map_err(damaged)?, stage))
        };
        rows.into_iter().map(read).collect()
    }

    /// Every edition that was ever live, by language, in the order of their numbers: with its note, without its text.
    pub(crate) async fn past(
        &self,
        document: DocumentId,
        language: Option<Language>,
    ) -> Result<BTreeMap<Language, Vec<Past>>, Error> {
        type Row = (String, i32, eframe_core::block::sea_orm::JsonValue, String);
        let mut query = edition::Entity::find()
            .select_only()
            .columns([
                edition::Column::Language,
                edition::Column::Number,
                edition::Column::State,
                edition::Column::Note,
            ])
            .filter(edition::Column::Document.eq(document.uuid()))
            .filter(edition::Column::Stage.is_in(PUBLISHED.map(Stage::code)));
        if let Some(one) = language {
            query = query.filter(edition::Column::Language.eq(one.code()));
        }
        let query = query.order_by_asc(edition::Column::Number).into_tuple();
        let rows: Vec<Row> = query.all(self.read()).await.map_err(failed)?;
        let mut past = BTreeMap::<Language, Vec<Past>>::new();
        for (code, number, state, note) in rows {
            let number = u32::try_from(number).map_err(damaged)?;
            let state = serde_json::from_value(state).map_err(damaged)?;
            past.entry(super::language(&code)?).or_default().push(Past { number, state, note });
        }
        Ok(past)
    }

    /// When the public could first read each of these documents, in whichever language, since it last ended in all of them.
    pub(crate) async fn first_live(
        &self,
        documents: impl Iterator<Item = DocumentId>,
    ) -> Result<BTreeMap<DocumentId, Timestamp>, Error> {
        let rows: Vec<(Uuid, JsonValue)> = edition::Entity::find()
            .select_only()
            .columns([edition::Column::Document, edition::Column::State])
            .filter(edition::Column::Document.is_in(documents.map(DocumentId::uuid)))
            .filter(edition::Column::Stage.is_in(PUBLISHED.map(Stage::code)))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut live = BTreeMap::<DocumentId, Vec<_>>::new();
        for (document, state) in rows {
            let state: State = serde_json::from_value(state).map_err(damaged)?;
            let past = Past { number: 0, state, note: String::new() };
            let span = past.span().ok_or_else(|| damaged("the stage is not the state's"))?;
            live.entry(DocumentId::new(document)).or_default().push(span);
        }
        Ok(live.into_iter().filter_map(|(of, spans)| Some((of, anew(spans)?))).collect())
    }

    /// The edition of this number, at whatever stage.
    pub(crate) async fn numbered(
        &self,
        document: DocumentId,
        language: Language,
        number: u32,
    ) -> Result<Option<Edition>, Error> {
        let Ok(number) = i32::try_from(number) else { return Ok(None) };
        let row = edition::Entity::find()
            .filter(edition::Column::Document.eq(document.uuid()))
            .filter(edition::Column::Language.eq(language.code()))
            .filter(edition::Column::Number.eq(number))
            .one(self.read())
            .await
            .map_err(failed)?;
        row.map(Edition::try_from).transpose()
    }

    /// How these documents ended that were live once: of each the edition that was taken down last.
    pub(crate) async fn ends(
        &self,
        documents: Vec<DocumentId>,
    ) -> Result<BTreeMap<DocumentId, End>, Error> {
        type Row = (Uuid, String, String, eframe_core::block::sea_orm::JsonValue);
        let rows: Vec<Row> = edition::Entity::find()
            .select_only()
            .columns([
                edition::Column::Document,
                edition::Column::Language,
                edition::Column::Title,
                edition::Column::State,
            ])
            .filter(edition::Column::Document.is_in(documents.into_iter().map(DocumentId::uuid)))
            .filter(edition::Column::Stage.eq(Stage::Withdrawn.code()))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut ends = BTreeMap::<DocumentId, End>::new();
        for (document, code, title, state) in rows {
            let state = serde_json::from_value(state).map_err(damaged)?;
            let State::Withdrawn { until, ending, .. } = state else {
                return Err(damaged("the stage is not the state's"));
            };
            let end = End { language: super::language(&code)?, title, at: until, ending };
            let known = ends.entry(DocumentId::new(document)).or_insert_with(|| end.clone());
            if (known.at, known.language) < (end.at, end.language) {
                *known = end;
            }
        }
        Ok(ends)
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

    /// What may wait for somebody, the longest untouched first, from behind one of them on: a part of it, and behind which
    /// one the next part begins.
    pub(crate) async fn waiting(
        &self,
        wanted: Wanted,
        after: Option<Untouched>,
    ) -> Result<(Vec<Waiting>, Option<Untouched>), Error> {
        let rows = edition::Entity::find()
            .select_only()
            .columns(edition::Head::COLUMNS)
            .filter(wanted.condition())
            .filter(Condition::all().add_option(after.map(Untouched::behind)))
            .order_by_asc(edition::Column::Saved)
            .order_by_asc(edition::Column::Id)
            .limit(SLICE)
            .into_model::<edition::Head>()
            .all(self.read())
            .await
            .map_err(failed)?;
        let next = rows.last().filter(|_| rows.len() as u64 == SLICE);
        let next = next.map(|row| Untouched { since: row.saved, id: row.id });
        let ids = rows.iter().map(|row| row.document).collect::<Vec<_>>();
        let documents = document::Entity::find()
            .filter(document::Column::Id.is_in(ids))
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut waiting = Vec::new();
        for row in self.whole_where_approved(rows).await? {
            let Some(of) = documents.iter().find(|document| document.id == row.document) else {
                continue;
            };
            let kind = of.kind.parse().map_err(damaged)?;
            let address = of.path.parse().map_err(damaged)?;
            waiting.push(Waiting { kind, address, edition: row.try_into()? });
        }
        Ok((waiting, next))
    }

    /// The same, and those with an approval with all that they say.
    async fn whole_where_approved(
        &self,
        heads: Vec<edition::Head>,
    ) -> Result<Vec<edition::Model>, Error> {
        let approved = |head: &&edition::Head| {
            ["approvals", "approval"].iter().any(|name| head.state.get(name).is_some())
        };
        let ids = heads.iter().filter(approved).map(|head| head.id).collect::<Vec<_>>();
        let whole = match ids.is_empty() {
            true => Vec::new(),
            false => {
                let these = edition::Entity::find().filter(edition::Column::Id.is_in(ids));
                these.all(self.read()).await.map_err(failed)?
            }
        };
        let mut whole = whole.into_iter().map(|row| (row.id, row)).collect::<BTreeMap<_, _>>();
        let row = |head: edition::Head| whole.remove(&head.id).unwrap_or_else(|| head.into());
        Ok(heads.into_iter().map(row).collect())
    }
}

impl Untouched {
    fn behind(self) -> Condition {
        let saved = edition::Column::Saved;
        let level = Condition::all().add(saved.eq(self.since)).add(edition::Column::Id.gt(self.id));
        Condition::any().add(saved.gt(self.since)).add(level)
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
        // And one in review may have as many as they ask for.
        if self.approved {
            let state = Expr::col(edition::Column::State).cast_as("text");
            any = any.add(at(Stage::InReview).and(state.like("%\"approvals\"%")));
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

/// The editions of a document at one of these stages, for a question about documents that asks whether there is one.
pub(super) fn of_document(stages: Vec<&'static str>) -> SelectStatement {
    let column = |column| Expr::col((edition::Entity, column));
    let mut editions = Query::select();
    editions
        .expr(Expr::val(1))
        .from(edition::Entity)
        .and_where(
            column(edition::Column::Document).equals((document::Entity, document::Column::Id)),
        )
        .and_where(column(edition::Column::Stage).is_in(stages));
    editions
}
