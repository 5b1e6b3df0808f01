//! Things that rules are tried on.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe_core::{Actor, ActorId, Grant, OrganisationId, Permission, Scope, Timestamp, Version};
use jiff::civil::date;
use uuid::Uuid;

use super::Desk;
use crate::Format;
use crate::model::{Assessment, AssessmentId, Consent, Edition, Round, RoundId, RoundState, State};

/// A small instrument of two sections, three groups of size and as many regions as words.
const SMALL: &str = r#"
format = 1
id = "small"
edition = "1"
language = "en"
name = { en = "Small" }
questions = { scale = "levels" }
rules = { missing = { method = "skip", present = 0.6, of = "weight" } }

[[node]]
id = "top"
missing = "drop"

[[node]]
id = "rules"
parent = "top"

[[node]]
id = "tools"
parent = "top"

[[question]]
id = "r1"
parent = "rules"

[[question]]
id = "r2"
parent = "rules"

[[question]]
id = "t1"
parent = "tools"

[[question]]
id = "t2"
parent = "tools"

[[scale]]
id = "levels"
answer = [{ id = "low", score = 0 }, { id = "middle", score = 50 }, { id = "high", score = 100 }]

[[fact]]
id = "population"

[[fact]]
id = "region"
kind = "word"

[[peers]]
id = "size"
fact = "population"
group = [{ id = "small", below = 100 }, { id = "large", from = 100, below = 1000 }, { id = "huge", from = 1000 }]

[[peers]]
id = "region"
fact = "region"
"#;

pub(crate) fn edition() -> Arc<Edition> {
    Arc::new(Edition::read("small.toml", SMALL, Format::Toml).expect("an instrument"))
}

pub(crate) fn city(number: u128) -> OrganisationId {
    OrganisationId::new(Uuid::from_u128(1_000 + number))
}

pub(crate) fn person(number: u128, held: &[(Permission, Scope)]) -> Actor {
    let grants = held.iter().map(|(permission, scope)| Grant::new(*permission, *scope)).collect();
    Actor::person(ActorId::new(Uuid::from_u128(number)), format!("Person {number}"), grants)
}

/// An assessment of the first city in a round of January 2027.
pub(crate) fn desk() -> Desk {
    let edition = edition();
    let round = Round {
        id: RoundId::new(Uuid::from_u128(1)),
        name: "A round".to_owned(),
        instrument: "small".to_owned(),
        edition: "1".to_owned(),
        sha256: edition.sha256(),
        opens: date(2027, 1, 1),
        closes: date(2027, 1, 31),
        state: RoundState::Open,
        version: Version::FIRST,
    };
    let assessment = Assessment {
        id: AssessmentId::new(Uuid::from_u128(2)),
        round: round.id,
        organisation: city(1),
        city: "Porto Azul".to_owned(),
        facts: BTreeMap::new(),
        team: Vec::new(),
        consent: Consent::Nothing,
        state: State::Draft,
        begun: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
        version: Version::FIRST,
    };
    Desk { assessment, round, edition, today: date(2027, 1, 10) }
}
