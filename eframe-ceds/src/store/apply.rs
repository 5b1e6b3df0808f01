use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::OnConflict;
use eframe_core::block::sea_orm::{
    ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, Set,
};
use eframe_core::block::stored;
use eframe_core::{Constraint, Timestamp, Version};

use super::table::{
    answer, assessment, comment, compared, evidence, frozen, instrument, past, round,
};
use super::{constraint, row};
use crate::model::{Answer, Assessment, Round};
use crate::rules::{Change, NewInstrument};

const fn unique(
    name: &'static str,
    table: &'static str,
    columns: &'static [&'static str],
) -> Constraint {
    Constraint { name, table, columns }
}

#[async_trait]
impl eframe_core::Change for Change {
    const CONSTRAINTS: &'static [Constraint] = &[
        unique(constraint::ONE, "ceds_assessment", &["round", "organisation"]),
        unique(constraint::ANSWER, "ceds_answer", &["assessment", "question"]),
        unique(constraint::EDITION, "ceds_instrument", &["instrument", "edition"]),
    ];

    async fn apply(&self, on: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr> {
        match self {
            Self::Keep(new) => keep(on, new, at).await,
            Self::Open(new) => insert::<round::Entity>(on, row::new_round(new)?).await,
            Self::WriteRound(round) => write_round(on, round).await,
            Self::Begin(new) => insert::<assessment::Entity>(on, row::new_assessment(new)?).await,
            Self::Write(of) => write(on, of).await,
            Self::Answer(answers) => give(on, answers).await,
            Self::Attach(new) => insert::<evidence::Entity>(on, row::new_evidence(new)?).await,
            Self::Detach(id) => evidence::Entity::delete_by_id(id.uuid()).exec(on).await.map(drop),
            Self::Comment(new) => insert::<comment::Entity>(on, row::new_comment(new)?).await,
            Self::Freeze(new) => insert::<frozen::Entity>(on, row::new_frozen(new)?).await,
            Self::Compare { round, snapshot } => {
                let row =
                    compared::Model { round: round.uuid(), snapshot: row::json(&**snapshot)? };
                insert::<compared::Entity>(on, row).await
            }
        }
    }
}

async fn insert<E>(on: &DatabaseTransaction, model: E::Model) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    E::insert(model.into_active_model()).exec_without_returning(on).await.map(drop)
}

/// Changes a row that has to be there, and does not ask for it back.
async fn update<A: ActiveModelTrait + Send>(on: &DatabaseTransaction, row: A) -> Result<(), DbErr> {
    A::Entity::update(row).exec_without_returning(on).await.map(drop)
}

/// The same bytes again change nothing.
async fn keep(on: &DatabaseTransaction, new: &NewInstrument, at: Timestamp) -> Result<(), DbErr> {
    let same = OnConflict::column(instrument::Column::Sha256).do_nothing().to_owned();
    instrument::Entity::insert(row::new_instrument(new, at).into_active_model())
        .on_conflict(same)
        .exec_without_returning(on)
        .await
        .map(drop)
}

async fn write_round(on: &DatabaseTransaction, of: &Round) -> Result<(), DbErr> {
    let row = round::ActiveModel {
        id: Set(of.id.uuid()),
        name: Set(of.name.clone()),
        opens: Set(of.opens.to_string()),
        closes: Set(of.closes.to_string()),
        state: Set(row::json(&of.state)?),
        ..Default::default()
    };
    update(on, row).await
}

async fn write(on: &DatabaseTransaction, of: &Assessment) -> Result<(), DbErr> {
    let row = assessment::ActiveModel {
        id: Set(of.id.uuid()),
        stage: Set(of.state.stage().code().to_owned()),
        state: Set(row::json(&of.state)?),
        facts: Set(row::json(&of.facts)?),
        team: Set(row::json(&of.team)?),
        consent: Set(of.consent.code().to_owned()),
        changed: Set(stored(of.changed)),
        ..Default::default()
    };
    update(on, row).await
}

/// So many rows are written by one statement: both databases limit how many values it takes.
const TOGETHER: usize = 500;

/// The guard has raised the version of an answer that was there before.
async fn give(on: &DatabaseTransaction, answers: &[Answer]) -> Result<(), DbErr> {
    let (mut first, mut versions) = (Vec::new(), Vec::with_capacity(answers.len()));
    for of in answers {
        let model = row::new_answer(of)?;
        versions.push(row::version(&model));
        if of.version == Version::FIRST {
            first.push(model);
            continue;
        }
        let row = answer::ActiveModel {
            id: Set(model.id),
            given: Set(model.given),
            note: Set(model.note),
            links: Set(model.links),
            by: Set(model.by),
            at: Set(model.at),
            ..Default::default()
        };
        update(on, row).await?;
    }
    insert_all::<answer::Entity>(on, first).await?;
    insert_all::<past::Entity>(on, versions).await
}

async fn insert_all<E>(on: &DatabaseTransaction, models: Vec<E::Model>) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let mut rest = models.into_iter();
    loop {
        let some: Vec<_> =
            rest.by_ref().take(TOGETHER).map(IntoActiveModel::into_active_model).collect();
        if some.is_empty() {
            return Ok(());
        }
        E::insert_many(some).exec_without_returning(on).await?;
    }
}
