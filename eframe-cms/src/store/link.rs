//! Which texts lead where, kept in the commit that writes an edition.
//!
//! `cms__link` has a row for each address of the site that an edition leads to which is live or in the making, and one
//! without an address, which says that the edition was looked through. Like the index of the search it holds nothing
//! but what editions say: a backup leaves it out, and it is made anew together with that.

use std::collections::BTreeMap;

use eframe_core::Language;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbErr, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Select,
};
use uuid::Uuid;

use super::table::{address, document, edition, redirect};
use super::{Store, damaged, failed, language};
use crate::Error;
use crate::model::{Address, DocumentId, Edition, OldPath, Stage};

/// A text that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leading {
    pub(crate) document: DocumentId,
    pub(crate) address: Address,
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) stage: Stage,
}

/// Most addresses that go into one statement.
const ROWS: usize = 400;

/// Brings the rows of an edition to what it says now.
pub(super) async fn keep(on: &DatabaseTransaction, edition: &Edition) -> Result<(), DbErr> {
    let delete = Query::delete()
        .from_table("cms__link")
        .and_where(Expr::col("edition").eq(edition.id.uuid()))
        .to_owned();
    on.execute(&delete).await?;
    let stage = edition.state.stage();
    if stage != Stage::Live && !stage.is_in_the_making() {
        return Ok(());
    }
    let targets = edition.content.links().into_iter().map(String::from);
    let targets = targets.chain([String::new()]).collect::<Vec<_>>();
    for some in targets.chunks(ROWS) {
        let mut insert =
            Query::insert().into_table("cms__link").columns(["edition", "target"]).to_owned();
        for target in some {
            insert.values_panic([edition.id.uuid().into(), target.as_str().into()]);
        }
        on.execute(&insert).await?;
    }
    Ok(())
}

impl Store {
    /// Every address that names this document, now or once.
    pub(crate) async fn addresses(&self, of: DocumentId) -> Result<Vec<Address>, Error> {
        let rows = address::Entity::find()
            .filter(address::Column::Document.eq(of.uuid()))
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(|row| row.path.parse().map_err(damaged)).collect()
    }

    /// The texts, live or in the making, that lead to one of these paths: at most so many, but none of this document's.
    pub(crate) async fn leading(
        &self,
        to: &[String],
        but: DocumentId,
        limit: u64,
    ) -> Result<Vec<Leading>, Error> {
        let named = Query::select()
            .column("edition")
            .from("cms__link")
            .and_where(Expr::col("target").is_in(to.iter().map(String::as_str)))
            .to_owned();
        let rows = lines()
            .filter(edition::Column::Id.in_subquery(named))
            .filter(edition::Column::Document.ne(but.uuid()))
            .limit(limit)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        self.named(rows).await
    }

    /// What has ended by leading to this document.
    pub(crate) async fn ended_into(
        &self,
        target: DocumentId,
        limit: u64,
    ) -> Result<Vec<Leading>, Error> {
        // The state is one JSON text, in which the id stands for what it leads to.
        let text = Expr::col(edition::Column::State).cast_as("text");
        let rows = lines()
            .filter(edition::Column::Stage.eq(Stage::Withdrawn.code()))
            .filter(text.like(format!("%{target}%")))
            .limit(limit)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        self.named(rows).await
    }

    /// The addresses from before that lead to one of these paths.
    pub(crate) async fn redirected_to(
        &self,
        to: &[String],
        limit: u64,
    ) -> Result<Vec<OldPath>, Error> {
        let rows = redirect::Entity::find()
            .filter(redirect::Column::Target.is_in(to))
            .order_by_asc(redirect::Column::Path)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(|row| row.path.parse().map_err(damaged)).collect()
    }

    /// Texts with where they stand, by address and language.
    async fn named(&self, rows: Vec<Row>) -> Result<Vec<Leading>, Error> {
        let ids = rows.iter().map(|(document, ..)| *document).collect::<Vec<_>>();
        let documents: Vec<(Uuid, String)> = document::Entity::find()
            .select_only()
            .columns([document::Column::Id, document::Column::Path])
            .filter(document::Column::Id.is_in(ids))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let paths = documents.into_iter().collect::<BTreeMap<_, _>>();
        let leading = |(of, code, title, stage): Row| {
            let path = paths.get(&of).ok_or_else(|| damaged("an edition has no document"))?;
            let stage = Stage::ALL.into_iter().find(|known| known.code() == stage);
            Ok(Leading {
                document: DocumentId::new(of),
                address: path.parse().map_err(damaged)?,
                language: language(&code)?,
                title,
                stage: stage.ok_or_else(|| damaged("an unknown stage"))?,
            })
        };
        let mut all = rows.into_iter().map(leading).collect::<Result<Vec<_>, Error>>()?;
        all.sort_by(|one, other| {
            let place = |of: &Leading| (of.address.clone(), of.language, of.stage);
            place(one).cmp(&place(other))
        });
        Ok(all)
    }
}

/// Document, language, title and stage.
type Row = (Uuid, String, String, String);

/// These of editions.
fn lines() -> Select<edition::Entity> {
    edition::Entity::find().select_only().columns([
        edition::Column::Document,
        edition::Column::Language,
        edition::Column::Title,
        edition::Column::Stage,
    ])
}
