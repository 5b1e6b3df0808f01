//! The city's own sign-in. Here a gateway in front of the service has done it and says by a header who it was;
//! a city puts its session or its identity provider in this place.

use async_trait::async_trait;
use eframe_cms::permission::{APPROVE, EDIT, PUBLISH};
use eframe_core::layer::{Identified, Identify};
use eframe_core::{Actor, ActorId, Grant, Permission, Scope};
use http::request::Parts;
use uuid::Uuid;

/// Believes `X-City-Clerk`. The gateway has to strip the header from what comes in from outside.
pub(crate) struct Gateway;

#[async_trait]
impl Identify for Gateway {
    async fn identify(&self, request: &Parts) -> Identified {
        let Some(clerk) = request.headers.get("x-city-clerk") else {
            return Identified::Anonymous;
        };
        match clerk.as_bytes() {
            b"mina" => Identified::Known(clerk_of(1, "Mina", &[EDIT, PUBLISH])),
            b"jorge" => Identified::Known(clerk_of(2, "Jorge", &[EDIT, APPROVE])),
            _ => Identified::Refused,
        }
    }
}

fn clerk_of(number: u128, name: &str, permissions: &[Permission]) -> Actor {
    let grants = permissions.iter().map(|one| Grant::new(*one, Scope::Everywhere)).collect();
    Actor::person(ActorId::new(Uuid::from_u128(number)), name, grants)
}
