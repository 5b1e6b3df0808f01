use std::collections::BTreeMap;

use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query, SimpleExpr};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select, Set,
};
use eframe_core::block::{instant, stored};
use eframe_core::{Language, Timestamp, Version};

use uuid::Uuid;

use super::table::{delivery, issue, issue_language};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{DeliveryState, Fallback, Issue, IssueId, IssueStage, IssueText, Quarter};
use crate::rules::sending::IssueChange;

/// Carries out what was decided of an issue.
pub(super) async fn apply(
    on: &DatabaseTransaction,
    change: &IssueChange,
    at: Timestamp,
) -> Result<(), DbErr> {
    match change {
        IssueChange::Draft(new) => {
            let row = row(new)?;
            issue::Entity::insert(row).exec_without_returning(on).await.map(drop)
        }
        IssueChange::Text { issue, language, text } => {
            let row = issue_language::ActiveModel {
                issue: Set(issue.uuid()),
                language: Set(language.to_string()),
                subject: Set(text.subject.clone()),
                html: Set(text.html.clone()),
                text: Set(text.text.clone()),
            };
            use issue_language::Column;
            let again = OnConflict::columns([Column::Issue, Column::Language])
                .update_columns([Column::Subject, Column::Html, Column::Text])
                .to_owned();
            let row = issue_language::Entity::insert(row).on_conflict(again);
            row.exec_without_returning(on).await.map(drop)
        }
        IssueChange::Compose { issue, composition } => {
            super::composition::put(on, *issue, composition).await
        }
        IssueChange::Unwrite { issue, language } => {
            let row = issue_language::Entity::delete_by_id((issue.uuid(), language.to_string()));
            row.exec(on).await.map(drop)
        }
        IssueChange::Languages { issue, languages, fallback } => {
            speak(on, *issue, languages, *fallback).await
        }
        IssueChange::OnceMore(issue) => super::delivery::once_more(on, *issue, at).await,
        IssueChange::Remind(issue) => super::composition::remind(on, *issue, at).await,
        IssueChange::Replace { issue: id, by } => issue::Entity::update_many()
            .col_expr(issue::Column::Replaced, Expr::value(by.uuid()))
            .filter(issue::Column::Id.eq(id.uuid()))
            .exec(on)
            .await
            .map(drop),
        IssueChange::Status { issue: id, status } => {
            let details =
                serde_json::to_value(status).map_err(|error| DbErr::Json(error.to_string()))?;
            issue::Entity::update_many()
                .col_expr(issue::Column::State, Expr::value(status.stage().name()))
                .col_expr(issue::Column::Status, Expr::value(details))
                .filter(issue::Column::Id.eq(id.uuid()))
                .exec(on)
                .await
                .map(drop)
        }
    }
}

async fn speak(
    on: &DatabaseTransaction,
    id: IssueId,
    languages: &[Language],
    fallback: Fallback,
) -> Result<(), DbErr> {
    let languages =
        serde_json::to_value(languages).map_err(|error| DbErr::Json(error.to_string()))?;
    issue::Entity::update_many()
        .col_expr(issue::Column::Languages, Expr::value(languages))
        .col_expr(issue::Column::Fallback, Expr::value(named(fallback)))
        .filter(issue::Column::Id.eq(id.uuid()))
        .exec(on)
        .await
        .map(drop)
}

/// The language that others get; none when the issue waits for theirs.
fn named(fallback: Fallback) -> Option<String> {
    match fallback {
        Fallback::Other(language) => Some(language.to_string()),
        Fallback::Block => None,
    }
}

fn row(issue: &Issue) -> Result<issue::ActiveModel, DbErr> {
    let json = |value: serde_json::Result<serde_json::Value>| {
        value.map_err(|error| DbErr::Json(error.to_string()))
    };
    Ok(issue::ActiveModel {
        id: Set(issue.id.uuid()),
        version: Set(issue.version.get()),
        number: Set(issue.number.to_string()),
        languages: Set(json(serde_json::to_value(&issue.languages))?),
        fallback: Set(named(issue.fallback)),
        state: Set(issue.status.stage().name().to_owned()),
        status: Set(json(serde_json::to_value(&issue.status))?),
        replaced: Set(None),
        restored: Set(issue.restored.map(stored)),
    })
}

fn of_row(row: issue::Model) -> Result<Issue, Error> {
    let fallback = match row.fallback {
        Some(language) => Fallback::Other(language.parse().map_err(damaged)?),
        None => Fallback::Block,
    };
    Ok(Issue {
        id: IssueId::new(row.id),
        number: row.number.parse().map_err(damaged)?,
        languages: serde_json::from_value(row.languages).map_err(damaged)?,
        fallback,
        status: serde_json::from_value(row.status).map_err(damaged)?,
        restored: row.restored.map(instant),
        version: Version::new(row.version),
    })
}

/// Issues that are their quarter's: not those in whose place another was begun.
fn of_quarters() -> Select<issue::Entity> {
    issue::Entity::find().filter(issue::Column::Replaced.is_null())
}

/// Whether letters of an issue are out, or may be: it is on its way or at its end, or was cancelled after the first of them.
fn is_out() -> Condition {
    let going = [IssueStage::Sending, IssueStage::Paused, IssueStage::Sent].map(IssueStage::name);
    let cancelled = issue::Column::State.eq(IssueStage::Cancelled.name());
    let cancelled = Condition::all().add(cancelled).add(has_gone());
    Condition::any().add(issue::Column::State.is_in(going)).add(cancelled)
}

/// Whether a letter of an issue was ever handed over, or may have been.
fn has_gone() -> Condition {
    let tried = [
        DeliveryState::HandingOver,
        DeliveryState::HandedOver,
        DeliveryState::Bounced,
        DeliveryState::Unsure,
    ];
    let letter = |which: SimpleExpr| {
        let mut letter = Query::select();
        letter.expr(Expr::val(1)).from(delivery::Entity).and_where(which).and_where(
            Expr::col((delivery::Entity, delivery::Column::Issue))
                .equals((issue::Entity, issue::Column::Id)),
        );
        Expr::exists(letter)
    };
    Condition::any()
        .add(letter(delivery::Column::State.is_in(tried.map(DeliveryState::name))))
        .add(letter(delivery::Column::Doubts.gt(0)))
}

impl Store {
    /// The issue of this id.
    pub(crate) async fn issue(&self, id: IssueId) -> Result<Option<Issue>, Error> {
        let found = issue::Entity::find_by_id(id.uuid()).one(self.read()).await;
        found.map_err(failed)?.map(of_row).transpose()
    }

    /// The issue of this quarter.
    pub(crate) async fn issue_numbered(&self, number: Quarter) -> Result<Option<Issue>, Error> {
        let by_number = issue::Column::Number.eq(number.to_string());
        let found = of_quarters().filter(by_number).one(self.read()).await;
        found.map_err(failed)?.map(of_row).transpose()
    }

    /// Issues, the latest quarter first, before one.
    pub(crate) async fn issues(
        &self,
        before: Option<Quarter>,
        most: u64,
    ) -> Result<Vec<Issue>, Error> {
        let mut query = of_quarters();
        if let Some(before) = before {
            query = query.filter(issue::Column::Number.lt(before.to_string()));
        }
        let rows = query.order_by_desc(issue::Column::Number).limit(most).all(self.read()).await;
        rows.map_err(failed)?.into_iter().map(of_row).collect()
    }

    /// Issues, the earliest quarter first, after one.
    pub(crate) async fn issues_after(
        &self,
        after: Quarter,
        most: u64,
    ) -> Result<Vec<Issue>, Error> {
        let query = of_quarters().filter(issue::Column::Number.gt(after.to_string()));
        let rows = query.order_by_asc(issue::Column::Number).limit(most).all(self.read()).await;
        rows.map_err(failed)?.into_iter().map(of_row).collect()
    }

    /// Issues of which letters are out, or may be, the latest quarter first, before one.
    pub(crate) async fn issues_out(
        &self,
        before: Option<Quarter>,
        most: u64,
    ) -> Result<Vec<Issue>, Error> {
        let mut query = of_quarters().filter(is_out());
        if let Some(before) = before {
            query = query.filter(issue::Column::Number.lt(before.to_string()));
        }
        let rows = query.order_by_desc(issue::Column::Number).limit(most).all(self.read()).await;
        rows.map_err(failed)?.into_iter().map(of_row).collect()
    }

    /// Whether letters of an issue are out, or may be.
    pub(crate) async fn has_letters_out(&self, id: IssueId) -> Result<bool, Error> {
        self.is(id, is_out()).await
    }

    /// Whether a letter of an issue was ever handed over, or may have been, whatever becomes of the issue.
    pub(crate) async fn has_letters_gone(&self, id: IssueId) -> Result<bool, Error> {
        self.is(id, has_gone()).await
    }

    async fn is(&self, id: IssueId, so: Condition) -> Result<bool, Error> {
        let query = issue::Entity::find_by_id(id.uuid()).filter(so);
        let found: Option<Uuid> = query
            .select_only()
            .column(issue::Column::Id)
            .into_tuple()
            .one(self.read())
            .await
            .map_err(failed)?;
        Ok(found.is_some())
    }

    /// Issues at these stages, the earliest quarter first.
    pub(crate) async fn issues_at(&self, stages: &[IssueStage]) -> Result<Vec<Issue>, Error> {
        let stages = stages.iter().map(|stage| stage.name());
        let query = issue::Entity::find().filter(issue::Column::State.is_in(stages));
        let rows = query.order_by_asc(issue::Column::Number).all(self.read()).await;
        rows.map_err(failed)?.into_iter().map(of_row).collect()
    }

    /// What an issue says, by language.
    pub(crate) async fn texts(&self, id: IssueId) -> Result<BTreeMap<Language, IssueText>, Error> {
        let of_issue = issue_language::Column::Issue.eq(id.uuid());
        let rows = issue_language::Entity::find().filter(of_issue).all(self.read()).await;
        let text = |row: issue_language::Model| {
            let language = row.language.parse().map_err(damaged)?;
            Ok((language, IssueText { subject: row.subject, html: row.html, text: row.text }))
        };
        rows.map_err(failed)?.into_iter().map(text).collect()
    }
}
