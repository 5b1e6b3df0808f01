//! Which version of a file everybody has in sight.

use std::collections::BTreeMap;

use eframe_core::block::sea_orm::sea_query::Expr;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QueryResult, QuerySelect as _, Statement,
};
use uuid::Uuid;

use super::super::table::{edition, media_use};
use super::super::{Store, damaged, failed};
use super::editions;
use crate::Error;
use crate::model::{FileVersion, Media, MediaId, Stage};
use crate::rules::{FileStanding, Past, Sight, hidden};

/// So many documents are asked about at once.
const SLICE: usize = 1_000;

impl Store {
    /// The newest version of a file that is in everybody's sight; of one number alone, where that is given. What was
    /// released or is shown by a live edition is found first; only for others is looked into what was live.
    pub(super) async fn newest_public(
        &self,
        media: &Media,
        number: Option<u32>,
    ) -> Result<Option<u32>, Error> {
        let retired = media.retired.is_some();
        let shows =
            |shown, released| Sight::Public.shows_file(FileStanding { shown, released, retired });
        let asked = media.files.iter().filter(|file| number.is_none_or(|n| n == file.number));
        let mut asked = asked.rev().collect::<Vec<_>>();
        let open = asked.iter().position(|file| shows(false, file.released.is_some()));
        let known = open.map(|at| asked[at].number);
        asked.truncate(open.unwrap_or(asked.len()));
        if asked.is_empty() || !shows(true, false) {
            return Ok(known);
        }
        let known = self.shown_live(media.id, &asked).await?.or(known);
        asked.retain(|file| known.is_none_or(|known| file.number > known));
        match asked.is_empty() {
            true => Ok(known),
            false => Ok(self.shown_before(media.id, &asked).await?.or(known)),
        }
    }

    /// The newest of these versions that a live edition shows.
    async fn shown_live(&self, id: MediaId, of: &[&FileVersion]) -> Result<Option<u32>, Error> {
        let newest: Option<i32> = media_use::Entity::find()
            .select_only()
            .column(media_use::Column::Number)
            .filter(media_use::Column::Media.eq(id.uuid()))
            .filter(media_use::Column::Number.is_in(of.iter().map(|file| file.number)))
            .filter(Expr::exists(editions(vec![Stage::Live.code()])))
            .order_by_desc(media_use::Column::Number)
            .limit(1)
            .into_tuple()
            .one(self.read())
            .await
            .map_err(failed)?;
        newest.map(|number| u32::try_from(number).map_err(damaged)).transpose()
    }

    /// The newest of these versions that an edition shows which was live and can be looked up as it stood on a day: which
    /// is not [gone](crate::model::End::Gone).
    async fn shown_before(&self, id: MediaId, of: &[&FileVersion]) -> Result<Option<u32>, Error> {
        let stages = Stage::ALL.into_iter().filter(|stage| Sight::shows_files_of(*stage));
        let stages = stages.map(Stage::code).collect::<Vec<_>>();
        let numbers = of.iter().map(|file| file.number.to_string()).collect::<Vec<_>>();
        let sql = format!(
            "SELECT u.number, e.document, e.language, MAX(e.number) FROM cms_media_use u \
             JOIN cms_edition e ON e.id = u.edition WHERE u.media = $1 AND u.number IN ({}) AND e.stage IN ('{}') \
             GROUP BY u.number, e.document, e.language ORDER BY u.number DESC",
            numbers.join(", "),
            stages.join("', '")
        );
        let backend = self.read().get_database_backend();
        let asked = Statement::from_sql_and_values(backend, sql, [id.uuid().into()]);
        let rows = self.read().query_all_raw(asked).await.map_err(failed)?;
        let shown = rows.iter().map(shown).collect::<Result<Vec<_>, _>>().map_err(failed)?;
        for slice in shown.chunks(SLICE) {
            let gone = self.gone(slice.iter().map(|(_, document, ..)| *document)).await?;
            for (number, document, code, last) in slice {
                let hidden = gone.get(&(*document, code.clone())).copied().unwrap_or(0);
                if u32::try_from(*last).map_err(damaged)? > hidden {
                    return Ok(Some(u32::try_from(*number).map_err(damaged)?));
                }
            }
        }
        Ok(None)
    }

    /// Up to which number nothing is shown any more of documents, by document and language.
    async fn gone(
        &self,
        documents: impl IntoIterator<Item = Uuid>,
    ) -> Result<BTreeMap<(Uuid, String), u32>, Error> {
        let rows: Vec<(Uuid, String, i32, serde_json::Value)> = edition::Entity::find()
            .select_only()
            .columns([
                edition::Column::Document,
                edition::Column::Language,
                edition::Column::Number,
                edition::Column::State,
            ])
            .filter(edition::Column::Document.is_in(documents))
            .filter(edition::Column::Stage.eq(Stage::Withdrawn.code()))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut ended = BTreeMap::<(Uuid, String), Vec<Past>>::new();
        for (document, code, number, state) in rows {
            let number = u32::try_from(number).map_err(damaged)?;
            let state = serde_json::from_value(state).map_err(damaged)?;
            let past = Past { number, state, note: String::new() };
            ended.entry((document, code)).or_default().push(past);
        }
        Ok(ended.into_iter().map(|(of, past)| (of, hidden(&past))).collect())
    }
}

/// A version, the document and language that showed it, and the last edition of those that did.
fn shown(row: &QueryResult) -> Result<(i32, Uuid, String, i32), DbErr> {
    let of = |at| row.try_get_by_index(at);
    Ok((of(0)?, row.try_get_by_index(1)?, row.try_get_by_index(2)?, of(3)?))
}
