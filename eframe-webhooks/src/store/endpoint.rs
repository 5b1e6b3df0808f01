use eframe_core::Version;
use eframe_core::block::instant;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DbErr, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, Set,
};
use serde::{Deserialize, Serialize};

use super::table::endpoint::{ActiveModel, Column, Entity, Model};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{Endpoint, EndpointId, Older, SecretMark, State, Target};

/// As the column keeps them.
#[derive(Serialize, Deserialize)]
struct Secrets {
    newest: SecretMark,
    #[serde(skip_serializing_if = "Option::is_none")]
    older: Option<Older>,
}

/// An endpoint whose version is the guard's matter.
pub(super) fn row(of: &Endpoint) -> Result<ActiveModel, DbErr> {
    let json = |value: serde_json::Result<serde_json::Value>| {
        value.map_err(|error| DbErr::Json(error.to_string()))
    };
    let secrets = Secrets { newest: of.secret.clone(), older: of.older.clone() };
    Ok(ActiveModel {
        id: Set(of.id.uuid()),
        about: Set(of.about.clone()),
        url: Set(of.target.to_string()),
        events: Set(json(serde_json::to_value(&of.events))?),
        state: Set(of.state.code().to_owned()),
        details: Set(json(serde_json::to_value(of.state))?),
        secrets: Set(json(serde_json::to_value(secrets))?),
        ..Default::default()
    })
}

fn of_row(row: Model) -> Result<Endpoint, Error> {
    let secrets: Secrets = serde_json::from_value(row.secrets).map_err(damaged)?;
    let state: State = serde_json::from_value(row.details).map_err(damaged)?;
    Ok(Endpoint {
        id: EndpointId::new(row.id),
        about: row.about,
        target: Target::try_from(row.url).map_err(damaged)?,
        events: serde_json::from_value(row.events).map_err(damaged)?,
        state,
        secret: secrets.newest,
        older: secrets.older,
        created: instant(row.created_at),
        failing_since: row.failing_since.map(instant),
        failures: u32::try_from(row.failures).unwrap_or(0),
        version: Version::new(row.version),
    })
}

impl Store {
    /// The endpoint of this id.
    pub(crate) async fn endpoint(&self, id: EndpointId) -> Result<Option<Endpoint>, Error> {
        let found = Entity::find_by_id(id.uuid()).one(self.read()).await;
        found.map_err(failed)?.map(of_row).transpose()
    }

    /// All of them, in the order they were added: there are few.
    pub(crate) async fn endpoints(&self) -> Result<Vec<Endpoint>, Error> {
        let all = Entity::find().order_by_asc(Column::CreatedAt).order_by_asc(Column::Id);
        all.all(self.read()).await.map_err(failed)?.into_iter().map(of_row).collect()
    }

    /// Those that are on.
    pub(crate) async fn endpoints_on(&self) -> Result<Vec<Endpoint>, Error> {
        let on = Entity::find().filter(Column::State.eq(State::On.code()));
        on.all(self.read()).await.map_err(failed)?.into_iter().map(of_row).collect()
    }

    /// How many take nothing: switched off or not.
    pub(crate) async fn count_failing(&self) -> Result<u64, Error> {
        let failing = Entity::find().filter(Column::FailingSince.is_not_null());
        failing.count(self.read()).await.map_err(failed)
    }
}
