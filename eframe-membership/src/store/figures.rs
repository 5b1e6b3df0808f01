use std::collections::BTreeMap;

use eframe_core::Timestamp;
use eframe_core::block::sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use eframe_core::block::sea_orm::{ConnectionTrait as _, DatabaseBackend, Statement};
use eframe_core::block::stored;
use jiff::civil::Date;

use super::table::application;
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::Stage;
use crate::rules::{Ended, Stays};

/// The stages that cases went through, each with the instant at which the next one began. `$1` is the first instant that
/// counts: a case that moved since was changed since.
const STAYS: &str = "WITH moves AS ( \
    SELECT case_id, id, at, CASE \
        WHEN what IN ('began', 'reopened') THEN 'draft' \
        WHEN what = 'submitted' AND entry ->> 'side' = 'secretariat' THEN 'unconfirmed' \
        WHEN what = 'confirmed' THEN 'submitted' \
        ELSE what END AS stage \
    FROM membership_entry \
    WHERE what IN ('began', 'submitted', 'confirmed', 'reopened', 'returned', 'accepted', 'referred', 'deferred', \
        'admitted', 'refused', 'withdrawn') \
    AND case_id IN (SELECT id FROM membership_application WHERE changed >= $1) \
), stays AS ( \
    SELECT stage, at, lead(at) OVER (PARTITION BY case_id ORDER BY at, id) AS ended FROM moves \
) ";

/// How many stays ended, and by nearest rank the shortest that so many tenths of them do not exceed. `SECONDS` stands for
/// the whole seconds of a stay.
const SPREAD: &str = ", timed AS ( \
    SELECT stage, SECONDS AS seconds FROM stays \
    WHERE ended >= $1 AND ended < $2 AND stage NOT IN ('admitted', 'refused', 'withdrawn') \
), ranked AS ( \
    SELECT stage, seconds, row_number() OVER (PARTITION BY stage ORDER BY seconds) AS place, \
        count(*) OVER (PARTITION BY stage) AS many FROM timed \
) SELECT stage, max(many) AS many, min(CASE WHEN place * 10 >= many * 5 THEN seconds END) AS half, \
    min(CASE WHEN place * 10 >= many * 9 THEN seconds END) AS most FROM ranked GROUP BY stage";

/// How many cases came to their ends.
const ENDS: &str = "SELECT stage, count(*) AS many FROM stays WHERE ended IS NULL \
    AND stage IN ('admitted', 'refused', 'withdrawn') AND at >= $1 AND at < $2 GROUP BY stage";

/// The whole seconds between `at` and `ended`, not below none.
const fn seconds(on: DatabaseBackend) -> &'static str {
    match on {
        DatabaseBackend::Postgres => {
            "greatest(0, CAST(trunc(extract(epoch FROM ended - at)) AS bigint))"
        }
        // To the microsecond: SQLite's own arithmetic of time rounds. A fraction is read up to the zone behind it.
        _ => {
            "max(0, ((strftime('%s', substr(ended, 1, 19)) - strftime('%s', substr(at, 1, 19))) * 1000000 \
             + CAST(round(CAST('0' || substr(ended, 20, 7) AS REAL) * 1000000) AS INTEGER) \
             - CAST(round(CAST('0' || substr(at, 20, 7) AS REAL) * 1000000) AS INTEGER)) / 1000000)"
        }
    }
}

impl Store {
    /// How long applications stayed at the stages that they left from one instant on and before another.
    pub(crate) async fn stays(
        &self,
        from: Timestamp,
        until: Timestamp,
    ) -> Result<BTreeMap<Stage, Stays>, Error> {
        let on = self.read().get_database_backend();
        let sql = [STAYS, &SPREAD.replace("SECONDS", seconds(on))].concat();
        let asked =
            Statement::from_sql_and_values(on, sql, [stored(from).into(), stored(until).into()]);
        let rows = self.read().query_all_raw(asked).await.map_err(failed)?;
        let told = |row: &eframe_core::block::sea_orm::QueryResult| {
            let stage: String = row.try_get("", "stage").map_err(failed)?;
            let many: i64 = row.try_get("", "many").map_err(failed)?;
            let stays = Stays {
                ended: u64::try_from(many).map_err(damaged)?,
                median: row.try_get("", "half").map_err(failed)?,
                ninth_decile: row.try_get("", "most").map_err(failed)?,
            };
            Ok((known(&stage)?, stays))
        };
        rows.iter().map(told).collect()
    }

    /// How many applications came to which end from one instant on and before another.
    pub(crate) async fn ends(&self, from: Timestamp, until: Timestamp) -> Result<Ended, Error> {
        let on = self.read().get_database_backend();
        let values = [stored(from).into(), stored(until).into()];
        let asked = Statement::from_sql_and_values(on, [STAYS, ENDS].concat(), values);
        let mut ended = Ended::default();
        for row in self.read().query_all_raw(asked).await.map_err(failed)? {
            let stage: String = row.try_get("", "stage").map_err(failed)?;
            let many: i64 = row.try_get("", "many").map_err(failed)?;
            let many = u64::try_from(many).map_err(damaged)?;
            match known(&stage)? {
                Stage::Admitted => ended.admitted = many,
                Stage::Refused => ended.refused = many,
                _ => ended.withdrawn = many,
            }
        }
        Ok(ended)
    }

    /// How many applications were given back and should have been answered before this day.
    pub(crate) async fn unanswered_returns(&self, today: Date) -> Result<u64, Error> {
        use eframe_core::block::sea_orm::PaginatorTrait as _;
        use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _};
        let late = Expr::cust("state ->> 'until'").lt(today.to_string());
        application::Entity::find()
            .filter(application::Column::Stage.eq(Stage::Returned.code()))
            .filter(late)
            .count(self.read())
            .await
            .map_err(failed)
    }
}

fn known(stage: &str) -> Result<Stage, Error> {
    Stage::named(stage).ok_or_else(|| damaged("an unknown stage"))
}
