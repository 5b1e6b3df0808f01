use eframe_core::{OrganisationId, Version};
use serde::{Deserialize, Serialize};

use super::{Coordinates, Country, Fee, Happened, Kind, Standing};

eframe_core::id! {
    /// Names one member.
    pub struct MemberId;
}

/// A member, past or present, with everything its standing follows from.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Names it.
    pub id: MemberId,
    /// Its number for people, `M-2026-0042`, once the register has shown it.
    pub number: Option<String>,
    /// The organisation it is.
    pub organisation: OrganisationId,
    /// What kind of member.
    pub kind: Kind,
    /// What the register says of it.
    pub profile: Profile,
    /// What happened to it, oldest first.
    pub history: Vec<Happened>,
    /// What it owed and owes, oldest first.
    pub fees: Vec<Fee>,
    /// Where it stands since the last thing that happened.
    pub standing: Option<Standing>,
    /// Proves its certificate: the last part of the certificate's address.
    pub code: String,
    /// The version that guards it.
    pub version: Version,
}

/// What the register says of a member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Its name in Latin letters.
    pub name: String,
    /// Its name as it writes it itself, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_name: Option<String>,
    /// The country it lies in or has its seat in.
    pub country: Country,
    /// Where the map shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// How many people live there; for a company or an agency, none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population: Option<u64>,
    /// Its own site: an address with https or http.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<String>,
}
