//! Texts as their pages show them, kept beside the live editions that say them.
//!
//! `cms__text` holds nothing but what can be made of editions again: a backup leaves it out, and a row that was made in
//! another form, or of another save, is as good as none.

use std::collections::BTreeSet;

use eframe_core::block::sea_orm::sea_query::{
    ColumnDef, Expr, ExprTrait as _, OnConflict, Query, Table,
};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DatabaseBackend, DatabaseTransaction, DbErr,
    EntityTrait as _, IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Statement,
};
use uuid::Uuid;

use super::table::{edition, text};
use super::{Store, failed};
use crate::Error;
use crate::model::{DocumentId, Edition, EditionId, Stage};
use crate::rules::KeptText;

impl Store {
    /// Live editions behind this one whose text is not kept in this form, some of them.
    pub(crate) async fn unkept(
        &self,
        form: &str,
        after: EditionId,
        limit: u64,
    ) -> Result<Vec<Edition>, Error> {
        let kept = Query::select()
            .expr(Expr::val(1))
            .from(text::Entity)
            .and_where(
                of_text(text::Column::Edition).equals((edition::Entity, edition::Column::Id)),
            )
            .and_where(
                of_text(text::Column::Revision)
                    .equals((edition::Entity, edition::Column::Revision)),
            )
            .and_where(of_text(text::Column::Form).eq(form))
            .to_owned();
        let rows = edition::Entity::find()
            .filter(edition::Column::Id.gt(after.uuid()))
            .filter(edition::Column::Stage.eq(Stage::Live.code()))
            .filter(Expr::exists(kept).not())
            .order_by_asc(edition::Column::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(Edition::try_from).collect()
    }

    /// The live editions of a document.
    pub(crate) async fn live(&self, document: DocumentId) -> Result<Vec<Edition>, Error> {
        let rows = edition::Entity::find()
            .filter(edition::Column::Document.eq(document.uuid()))
            .filter(edition::Column::Stage.eq(Stage::Live.code()))
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(Edition::try_from).collect()
    }
}

fn of_text(column: text::Column) -> Expr {
    Expr::col((text::Entity, column))
}

/// Keeps those whose edition is still live.
pub(super) async fn keep(on: &DatabaseTransaction, texts: &[KeptText]) -> Result<(), DbErr> {
    let mut query = edition::Entity::find()
        .select_only()
        .column(edition::Column::Id)
        .filter(edition::Column::Id.is_in(texts.iter().map(|text| text.edition.uuid())))
        .filter(edition::Column::Stage.eq(Stage::Live.code()));
    if on.get_database_backend() == DatabaseBackend::Postgres {
        // Whoever takes one down meanwhile waits, and then forgets its text.
        query = query.lock_shared();
    }
    let live = query.into_tuple::<Uuid>().all(on).await?.into_iter().collect::<BTreeSet<_>>();
    let again = OnConflict::column(text::Column::Edition)
        .update_columns([
            text::Column::Revision,
            text::Column::Form,
            text::Column::Contents,
            text::Column::Html,
            text::Column::Picture,
        ])
        .to_owned();
    let rows = texts.iter().filter(|text| live.contains(&text.edition.uuid())).map(|text| {
        let row = text::Model {
            edition: text.edition.uuid(),
            revision: text.revision.get(),
            form: text.form.clone(),
            contents: text.contents.clone(),
            html: text.html.clone(),
            picture: text.picture.clone(),
        };
        row.into_active_model()
    });
    let rows = rows.collect::<Vec<_>>();
    if rows.is_empty() {
        return Ok(());
    }
    text::Entity::insert_many(rows).on_conflict(again).exec_without_returning(on).await?;
    Ok(())
}

/// Forgets the text of an edition that has ended.
pub(super) async fn forget(on: &DatabaseTransaction, edition: &Edition) -> Result<(), DbErr> {
    if matches!(edition.state.stage(), Stage::Superseded | Stage::Withdrawn) {
        text::Entity::delete_by_id(edition.id.uuid()).exec(on).await?;
    }
    Ok(())
}

/// The table. What is long stands last: SQLite passes over all that is before a column.
pub(super) fn text(on: DatabaseBackend) -> Vec<Statement> {
    let texts = Table::create()
        .table("cms__text")
        .col(ColumnDef::new("edition").uuid().not_null().primary_key())
        .col(ColumnDef::new("revision").big_integer().not_null())
        .col(ColumnDef::new("form").text().not_null())
        .col(ColumnDef::new("contents").text().not_null())
        .col(ColumnDef::new("html").text().not_null())
        .to_owned();
    vec![on.build(&texts)]
}

/// The picture that stands for a page where it is shared: with its text kept, its blocks are not read any more.
pub(super) fn picture(on: DatabaseBackend) -> Vec<Statement> {
    let column = ColumnDef::new("picture").text().to_owned();
    vec![on.build(&Table::alter().table("cms__text").add_column(column).to_owned())]
}
