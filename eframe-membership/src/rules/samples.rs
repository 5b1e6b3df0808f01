//! What tests of rules need: people with rights, members, days.

use eframe_core::{Actor, ActorId, Grant, OrganisationId, Permission, Scope, Timestamp, Version};
use jiff::civil::Date;
use uuid::Uuid;

use crate::model::{Charter, Happened, Happening, Member, MemberId, Profile};
use crate::permission;
use crate::rules::status_at;

/// Noon in Seoul on this day.
pub(crate) fn noon(day: &str) -> Timestamp {
    format!("{day}T03:00:00Z").parse().expect("a day")
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// Somebody who may do these things everywhere.
pub(crate) fn person(rights: &[Permission]) -> Actor {
    let grants = rights.iter().map(|&right| Grant::new(right, Scope::Everywhere)).collect();
    Actor::person(ActorId::new(Uuid::from_u128(1)), "Mina Park", grants)
}

/// The Secretariat.
pub(crate) fn secretariat() -> Actor {
    person(&permission::ALL)
}

/// Things that happened, numbered in their order.
pub(crate) fn happened(all: &[(&str, Happening)]) -> Vec<Happened> {
    let numbered = all.iter().zip(1..);
    numbered
        .map(|((on, what), number)| Happened {
            number,
            on: day(on),
            recorded: Timestamp::UNIX_EPOCH,
            what: what.clone(),
        })
        .collect()
}

pub(crate) fn approved(body: &str) -> Happening {
    Happening::Approved { body: body.parse().expect("a code"), decision: None }
}

/// A city of WeGO's charter to which this happened, as it stands on a day.
pub(crate) fn city(all: &[(&str, Happening)], on: &str) -> Member {
    let (kind, history) = ("city".parse().expect("a code"), happened(all));
    let standing = status_at(&Charter::wego(), &kind, &history, day(on)).standing;
    Member {
        id: MemberId::new(Uuid::from_u128(7)),
        number: Some("M-2020-0007".to_owned()),
        organisation: OrganisationId::new(Uuid::from_u128(8)),
        kind,
        profile: Profile {
            name: "Porto Azul".to_owned(),
            own_name: None,
            country: "BR".parse().expect("a country"),
            coordinates: None,
            population: Some(120_000),
            website: None,
        },
        history,
        fees: Vec::new(),
        standing,
        code: "abcdefghij".to_owned(),
        version: Version::FIRST,
    }
}

/// A full member since 2020.
pub(crate) fn full_city(on: &str) -> Member {
    city(
        &[("2020-01-10", Happening::Accepted), ("2020-06-01", approved("executive-committee"))],
        on,
    )
}
