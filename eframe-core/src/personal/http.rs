use axum::extract::State;
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{Asked, ERASE, EXPORT, Erased, House, PersonalError};
use crate::http::{ActorOf, CallerOf, Json, Problem};
use crate::{Component, FieldErrors};

impl House {
    /// The JSON service: everything of a person, and their erasure.
    pub fn json(&self) -> Component {
        let router = OpenApiRouter::new().routes(routes!(export)).routes(routes!(erase));
        Component::from_api("persons", router.with_state(self.clone()))
    }
}

impl From<PersonalError> for Problem {
    fn from(error: PersonalError) -> Self {
        match error {
            PersonalError::Denied(denied) => denied.into(),
            PersonalError::Refused { why, .. } => {
                Self::conflict("person-needed", "Nothing was erased: the site needs this person.")
                    .detail(why)
            }
            PersonalError::Commit(error) => error.into(),
            PersonalError::Freed(error) => {
                let title = "Everything is erased, and can still be read in freed space of the database's file.";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "not-cleared", title)
                    .detail("The file could not be written anew. Ask for the erasure again: that clears it.")
                    .header(header::RETRY_AFTER, 60_u32.into())
                    .cause(error)
            }
            PersonalError::List(error) => Self::unavailable(60).cause(error),
        }
    }
}

/// Whom it is about. In the body, for the paths of requests are logged.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PersonAsked)]
struct AskedWire {
    /// The id of an account, or a mail address.
    #[schema(example = "mina@seoul.example")]
    person: String,
}

/// What an erasure did.
#[derive(Serialize, ToSchema)]
#[schema(as = PersonErased)]
struct ErasedWire {
    /// What each block had of the person; empty where nothing was left of them.
    blocks: Vec<BlockWire>,
    /// Where the person is still told of, in what stays on purpose: published texts are changed by hand.
    kept: Vec<String>,
}

/// What a block had of a person.
#[derive(Serialize, ToSchema)]
#[schema(as = PersonErasedBlock)]
struct BlockWire {
    #[schema(example = "membership")]
    block: &'static str,
    /// So many rows were changed or taken away.
    rows: u64,
}

/// All that is kept of a person, by block and table.
#[utoipa::path(
    post, path = "/export", operation_id = "exportPerson", tag = "persons", request_body = AskedWire,
    security(("bearer" = [EXPORT])),
    responses((status = 200, description = "All of it; a person whom nobody knows has nothing.", body = Value))
)]
async fn export(
    State(house): State<House>,
    ActorOf(actor): ActorOf,
    Json(wire): Json<AskedWire>,
) -> Result<Json<Value>, Problem> {
    actor.require(EXPORT)?;
    let person = house.find(&asked(&wire.person)?).await?;
    Ok(Json(house.export(&actor, &person).await?))
}

/// Takes a person out of everything. What stays of them is a keyed hash. Repeated, it does nothing.
#[utoipa::path(
    post, path = "/erasure", operation_id = "erasePerson", tag = "persons", request_body = AskedWire,
    security(("bearer" = [ERASE])),
    responses(
        (status = 200, description = "They are gone.", body = ErasedWire),
        (status = 409, description = "`person-needed`: the last administrator, or oneself."),
        (status = 503, description = "`not-cleared`: they are gone, and the database's file could not be written anew: ask again, \
            or leave it to the next start. `unavailable`: nothing was changed.")
    )
)]
async fn erase(
    State(house): State<House>,
    CallerOf(caller): CallerOf,
    Json(wire): Json<AskedWire>,
) -> Result<Json<ErasedWire>, Problem> {
    caller.actor.require(ERASE)?;
    let person = house.find(&asked(&wire.person)?).await?;
    Ok(Json(house.erase(&caller, &person).await?.into()))
}

fn asked(text: &str) -> Result<Asked, FieldErrors> {
    text.parse().map_err(|_| FieldErrors::one("person", "core.desk.person.nobody"))
}

impl From<Erased> for ErasedWire {
    fn from(erased: Erased) -> Self {
        let kept = erased.kept().map(str::to_owned).collect();
        let with_rows = erased.blocks.iter().filter(|(_, found)| found.count() > 0);
        let blocks = with_rows.map(|(block, found)| BlockWire { block, rows: found.count() });
        Self { blocks: blocks.collect(), kept }
    }
}
