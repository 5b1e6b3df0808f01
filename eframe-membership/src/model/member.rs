use eframe_core::{OrganisationId, Version};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{Coordinates, Country, Fee, Form, Happened, Happening, Kind, Standing};

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

impl Member {
    /// Whether it lapsed and did not pay since; a suspension may lie over that.
    pub fn has_lapsed(&self) -> bool {
        let mut all: Vec<_> = self.history.iter().collect();
        all.sort_by_key(|one| (one.on, one.number));
        let last = all.into_iter().rev().find(|one| {
            matches!(
                one.what,
                Happening::Lapsed { .. } | Happening::Restored | Happening::Withdrew { .. }
            )
        });
        last.is_some_and(|one| matches!(one.what, Happening::Lapsed { .. }))
    }
}

impl Profile {
    /// What lists order it by, and both databases alike: see [`folded`].
    pub fn key(&self) -> String {
        folded(&self.name)
    }

    /// The same as it is filled into a form.
    pub fn form(&self) -> Form {
        let (latitude, longitude) = self.coordinates.map(Coordinates::written).unwrap_or_default();
        Form {
            name: self.name.clone(),
            own_name: self.own_name.clone().unwrap_or_default(),
            country: self.country.to_string(),
            latitude,
            longitude,
            population: self.population.map(|number| number.to_string()).unwrap_or_default(),
            website: self.website.clone().unwrap_or_default(),
            ..Form::default()
        }
    }
}

/// A text without accents and in lower case, so that names are ordered and found the same way everywhere: by the
/// bytes of this, `Århus` stands between `Antwerp` and `Athens`, and `sao` finds `São Paulo`.
pub fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn bad_input_97_names_are_ordered_and_found_by_one_key() {
        let mut names = ["Århus", "athens", "Antwerp", "Ōsaka", "Oslo", "São Paulo", "서울"];
        names.sort_by_key(|name| folded(name));
        assert_eq!(names, ["Antwerp", "Århus", "athens", "Ōsaka", "Oslo", "São Paulo", "서울"]);
        assert_eq!(folded("ＩSTANBUL"), "istanbul");
    }
}
