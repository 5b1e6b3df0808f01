mod adopt;
mod forget;

use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use eframe_core::block::sea_orm::{
    ActiveModelTrait, ColumnTrait as _, Condition, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel as _, QueryFilter as _, Set,
};
use eframe_core::block::stored;
use eframe_core::{Constraint, Language, Timestamp};

use super::table::{asked, consent, subscriber, suppression};
use super::{bounce, constraint, issue, row};
use crate::model::{Mark, Reason, Stage};
use crate::rules::Change;

#[async_trait]
impl eframe_core::Change for Change {
    const CONSTRAINTS: &'static [Constraint] = &[
        Constraint {
            name: constraint::ADDRESS,
            table: "newsletter_subscriber",
            columns: &["address_key"],
        },
        Constraint { name: constraint::NUMBER, table: "newsletter_issue", columns: &["number"] },
        Constraint {
            name: constraint::REMINDED,
            table: "newsletter_reminder",
            columns: &["issue"],
        },
    ];

    async fn apply(&self, on: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr> {
        match self {
            Self::Enter { subscriber, mark } => {
                let mut new = row::subscriber(subscriber, Some(*mark))?;
                new.version = Set(subscriber.version.get());
                subscriber::Entity::insert(new).exec_without_returning(on).await.map(drop)
            }
            Self::Write { subscriber, mark } => {
                update(on, row::subscriber(subscriber, *mark)?).await
            }
            Self::Ask(mark) => ask(on, *mark, at).await,
            Self::AskInVain { mark, language } => ask_in_vain(on, *mark, *language).await,
            Self::Note(entry) => {
                let line = row::entry(entry)?.into_active_model();
                consent::Entity::insert(line).exec_without_returning(on).await.map(drop)
            }
            Self::Forget(subscriber) => forget::forget(on, *subscriber).await,
            Self::Stage { import, slice, people } => {
                adopt::stage(on, *import, *slice, people, at).await
            }
            Self::Adopt { import, file } => adopt::adopt(on, *import, *file, at).await,
            Self::SweepStaged => adopt::sweep(on, at).await,
            Self::Suppress { mark, reason } => suppress(on, *mark, *reason, at).await,
            Self::Issue(change) => issue::apply(on, change, at).await,
            Self::Bounce(change) => bounce::apply(on, change, at).await,
            Self::Release(mark) => {
                let one = suppression::Entity::delete_by_id(mark.to_string());
                one.exec(on).await.map(drop)
            }
        }
    }
}

/// Changes a row that has to be there, and does not ask for it back.
async fn update<A: ActiveModelTrait + Send>(on: &DatabaseTransaction, row: A) -> Result<(), DbErr> {
    A::Entity::update(row).exec_without_returning(on).await.map(drop)
}

/// Notes that a mail goes out now. What is a day old is of no use to anybody, nor what lies more than a day ahead: it goes with
/// it, and no job need sweep.
async fn ask(on: &DatabaseTransaction, mark: Mark, at: Timestamp) -> Result<(), DbErr> {
    use crate::rules::ONCE_WITHIN;
    let useless = Condition::any()
        .add(asked::Column::At.lte(stored(at - ONCE_WITHIN)))
        .add(asked::Column::At.gt(stored(at + ONCE_WITHIN)));
    asked::Entity::delete_many().filter(useless).exec(on).await?;
    let new =
        asked::ActiveModel { mark: Set(mark.to_string()), at: Set(stored(at)), times: Set(1) };
    let again = OnConflict::column(asked::Column::Mark)
        .update_columns([asked::Column::At, asked::Column::Times])
        .to_owned();
    let new = asked::Entity::insert(new).on_conflict(again);
    new.exec_without_returning(on).await.map(drop)
}

/// Notes that somebody asked in vain, and which language they chose, for whoever is only asked. Both statements are made for
/// every address, so that all take the same.
///
/// The subscriber's version stays as it is: a guard would name them, who is not known here, and make known addresses dearer than
/// others. A yes at the same moment decides by what it read, and writes that; at worst the language of before stays.
async fn ask_in_vain(
    on: &DatabaseTransaction,
    mark: Mark,
    language: Language,
) -> Result<(), DbErr> {
    let more = Expr::col(asked::Column::Times).add(1);
    let one = asked::Entity::update_many().col_expr(asked::Column::Times, more);
    one.filter(asked::Column::Mark.eq(mark.to_string())).exec(on).await?;
    let chosen = Expr::value(language.code().to_owned());
    let asked = subscriber::Entity::update_many()
        .col_expr(subscriber::Column::Language, chosen)
        .filter(subscriber::Column::Mark.eq(mark.to_string()))
        .filter(subscriber::Column::State.eq(Stage::Asked.code()));
    asked.exec(on).await.map(drop)
}

async fn suppress(
    on: &DatabaseTransaction,
    mark: Mark,
    reason: Reason,
    at: Timestamp,
) -> Result<(), DbErr> {
    let new = suppression::ActiveModel {
        mark: Set(mark.to_string()),
        reason: Set(reason.code().to_owned()),
        at: Set(stored(at)),
    };
    let known = OnConflict::column(suppression::Column::Mark)
        .update_columns([suppression::Column::Reason, suppression::Column::At])
        .to_owned();
    let new = suppression::Entity::insert(new).on_conflict(known);
    new.exec_without_returning(on).await.map(drop)
}
