use eframe_core::Digest;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use serde_json::Value;

use super::row;
use super::table::{compared, instrument, round};
use super::{Store, damaged, failed};
use crate::model::{Round, RoundId, Snapshot};
use crate::{Error, Format};

/// A document as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct KeptDocument {
    pub(crate) format: Format,
    pub(crate) text: String,
}

/// The most rounds and instruments that are listed: there is one a year or so.
const MOST: u64 = 1_000;

impl Store {
    /// A round.
    pub(crate) async fn round(&self, id: RoundId) -> Result<Option<Round>, Error> {
        let found = round::Entity::find_by_id(id.uuid()).one(self.read()).await;
        found.map_err(failed)?.map(row::round).transpose()
    }

    /// All rounds, the one that opened last first.
    pub(crate) async fn rounds(&self) -> Result<Vec<Round>, Error> {
        let rows = round::Entity::find()
            .order_by_desc(round::Column::Opens)
            .order_by_asc(round::Column::Id)
            .limit(MOST)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(row::round).collect()
    }

    /// A document by its hash.
    pub(crate) async fn document(&self, sha256: Digest) -> Result<Option<KeptDocument>, Error> {
        let found = instrument::Entity::find_by_id(sha256.to_string()).one(self.read()).await;
        let Some(row) = found.map_err(failed)? else { return Ok(None) };
        let format = match row.format.as_str() {
            "toml" => Format::Toml,
            "json" => Format::Json,
            other => return Err(damaged(format!("a document in {other}"))),
        };
        Ok(Some(KeptDocument { format, text: row.document }))
    }

    /// The hashes of all documents that are kept, by instrument and edition.
    pub(crate) async fn documents(&self) -> Result<Vec<Digest>, Error> {
        let rows: Vec<String> = instrument::Entity::find()
            .select_only()
            .column(instrument::Column::Sha256)
            .order_by_asc(instrument::Column::Instrument)
            .order_by_asc(instrument::Column::Edition)
            .limit(MOST)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(|row| row.parse().map_err(damaged)).collect()
    }

    /// The cities of a round that are compared, once it is closed.
    pub(crate) async fn snapshot(&self, id: RoundId) -> Result<Option<Snapshot>, Error> {
        let found: Option<Value> = compared::Entity::find()
            .filter(compared::Column::Round.eq(id.uuid()))
            .select_only()
            .column(compared::Column::Snapshot)
            .into_tuple()
            .one(self.read())
            .await
            .map_err(failed)?;
        found.map(|value| serde_json::from_value(value).map_err(damaged)).transpose()
    }
}
