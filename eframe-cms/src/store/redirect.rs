use std::collections::{BTreeMap, BTreeSet};

use eframe_core::block::sea_orm::sea_query::OnConflict;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, DatabaseTransaction, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{containing, stored};

use super::table::redirect;
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{OldPath, Redirect, Target};

impl Store {
    /// Where an old address leads, with its query or else without.
    pub(crate) async fn redirect(&self, paths: &[&OldPath]) -> Result<Option<Redirect>, Error> {
        let rows = redirect::Entity::find()
            .filter(redirect::Column::Path.is_in(paths.iter().map(|path| path.as_str())))
            .all(self.read())
            .await
            .map_err(failed)?;
        // The longer one says more.
        let row = rows.into_iter().max_by_key(|row| row.path.len());
        row.map(Redirect::try_from).transpose()
    }

    /// Those of these old addresses that lead somewhere.
    pub(crate) async fn leading_on(
        &self,
        paths: &BTreeSet<OldPath>,
    ) -> Result<BTreeSet<OldPath>, Error> {
        let paths = paths.iter().map(OldPath::as_str).collect::<Vec<_>>();
        let mut found = BTreeSet::new();
        for some in paths.chunks(500) {
            let rows = redirect::Entity::find()
                .filter(redirect::Column::Path.is_in(some.iter().copied()))
                .all(self.read())
                .await
                .map_err(failed)?;
            for row in rows {
                found.insert(row.path.parse().map_err(damaged)?);
            }
        }
        Ok(found)
    }

    /// Redirects by their address, behind one of them: at most `limit`, and only those in which these words stand.
    pub(crate) async fn redirects(
        &self,
        words: &str,
        after: Option<&OldPath>,
        limit: u64,
    ) -> Result<Vec<Redirect>, Error> {
        let mut query = redirect::Entity::find();
        if !words.is_empty() {
            let either = Condition::any()
                .add(redirect::Column::Path.like(containing(words)))
                .add(redirect::Column::Target.like(containing(words)));
            query = query.filter(either);
        }
        if let Some(after) = after {
            query = query.filter(redirect::Column::Path.gt(after.as_str()));
        }
        let rows = query.order_by_asc(redirect::Column::Path).limit(limit).all(self.read()).await;
        rows.map_err(failed)?.into_iter().map(Redirect::try_from).collect()
    }

    /// All of them.
    pub(crate) async fn all_redirects(&self) -> Result<BTreeMap<OldPath, Target>, Error> {
        let rows = redirect::Entity::find().all(self.read()).await.map_err(failed)?;
        rows.into_iter()
            .map(|row| Redirect::try_from(row).map(|redirect| (redirect.path, redirect.target)))
            .collect()
    }
}

pub(super) async fn set(on: &DatabaseTransaction, all: &[Redirect]) -> Result<(), DbErr> {
    for some in all.chunks(1_000) {
        let row = |redirect: &Redirect| {
            let Redirect { path, target, since } = redirect.clone();
            let (path, target, since) = (path.into(), target.into(), stored(since));
            redirect::Model { path, target, since }.into_active_model()
        };
        let again = OnConflict::column(redirect::Column::Path)
            .update_columns([redirect::Column::Target, redirect::Column::Since])
            .to_owned();
        redirect::Entity::insert_many(some.iter().map(row))
            .on_conflict(again)
            .exec_without_returning(on)
            .await?;
    }
    Ok(())
}

pub(super) async fn remove(on: &DatabaseTransaction, path: &OldPath) -> Result<(), DbErr> {
    redirect::Entity::delete_by_id(path.to_string()).exec(on).await?;
    Ok(())
}
