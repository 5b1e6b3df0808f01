//! What the site's figures and other blocks read of membership.
//!
//! One block keeps the register and implements [`MemberDirectory`]; the host hands it to whoever reads: the front
//! page's figures, a map, a roll. Facts of a moment, such as a name on a roll, are copied and not looked up later.
//!
//! ```
//! use eframe_core::directory::{MemberDirectory, MemberFigures};
//! use eframe_core::StoreError;
//!
//! async fn headline(members: &dyn MemberDirectory) -> Result<String, StoreError> {
//!     let MemberFigures { members, citizens, .. } = members.figures().await?;
//!     Ok(format!("{members} cities, {citizens} citizens"))
//! }
//! ```

use async_trait::async_trait;
use jiff::civil::Date;
use serde::Serialize;

use crate::{OrganisationId, StoreError};

/// Who the members are, asked by those who do not keep the register.
///
/// What is told is public or about the organisation that the caller acts for; nothing here names a person.
#[async_trait]
pub trait MemberDirectory: Send + Sync {
    /// How many there are today.
    ///
    /// # Errors
    /// When the register cannot be read.
    async fn figures(&self) -> Result<MemberFigures, StoreError>;

    /// Every member that is on the register today, in the order of their numbers: for maps and lists.
    ///
    /// # Errors
    /// When the register cannot be read.
    async fn places(&self) -> Result<Vec<MemberPlace>, StoreError>;

    /// What an organisation was on a day, by the rule in force on that day; `None` when it was no member.
    ///
    /// # Errors
    /// When the register cannot be read.
    async fn standing(
        &self,
        organisation: OrganisationId,
        day: Date,
    ) -> Result<Option<MemberStanding>, StoreError>;

    /// What the register says of an organisation, be it a member today or formerly; `None` when it never was one. For
    /// forms that need not ask what is known.
    ///
    /// # Errors
    /// When the register cannot be read.
    async fn profile(
        &self,
        organisation: OrganisationId,
    ) -> Result<Option<MemberProfile>, StoreError>;
}

/// The figures of the front page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberFigures {
    /// Full and associate member cities.
    pub members: u64,
    /// Cities and organisations in friendship.
    pub friendship: u64,
    /// Corporate partners.
    pub partners: u64,
    /// The populations of the cities in the register together, as [`citizens`] adds them.
    pub citizens: u64,
    /// The day the figures are of.
    pub as_of: Date,
}

/// A member on the map.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberPlace {
    /// The number people know it by: `M-2026-0042`.
    pub number: String,
    /// Its name, in its own words.
    pub name: String,
    /// ISO 3166-1 alpha-2, upper case: `KR`.
    pub country: String,
    /// Degrees north, -90 to 90; `None` while nobody has entered it.
    pub latitude: Option<f64>,
    /// Degrees east, -180 to 180; `None` while nobody has entered it.
    pub longitude: Option<f64>,
    /// What kind of member it is, a code of the charter: `city`, `corporate`.
    pub kind: String,
    /// What its standing is, a code of the charter: `full`, `associate`, `suspended`.
    pub standing: String,
}

/// What the register says of a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberProfile {
    /// Its name, in its own words.
    pub name: String,
    /// ISO 3166-1 alpha-2, upper case: `KR`.
    pub country: String,
    /// The region of the world that the country lies in, as UN M49 divides it: `africa`, `americas`, `asia`, `europe` or
    /// `oceania`.
    pub region: String,
    /// How many people live there; `None` while nobody has entered it, and for what is no city.
    pub population: Option<u64>,
}

/// What an organisation was on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberStanding {
    /// A code of the charter: `city`, `corporate`.
    pub kind: String,
    /// A code of the charter: `full`, `associate`, `suspended`.
    pub standing: String,
    /// Whether the charter lets it vote on that day.
    pub may_vote: bool,
}

/// Adds populations; `None` when the sum is beyond any number we can say, which no real register reaches.
///
/// ```
/// use eframe_core::directory::citizens;
/// assert_eq!(citizens([9_400_000, 1_170_000]), Some(10_570_000));
/// assert_eq!(citizens([u64::MAX, 1]), None);
/// ```
pub fn citizens(populations: impl IntoIterator<Item = u64>) -> Option<u64> {
    populations.into_iter().try_fold(0_u64, u64::checked_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_75_a_sum_of_populations_never_wraps() {
        assert_eq!(citizens([]), Some(0));
        assert_eq!(citizens([u64::MAX]), Some(u64::MAX));
        assert_eq!(citizens([1_000_000_000_000_000_000; 18]), Some(18_000_000_000_000_000_000));
        assert_eq!(citizens([1_000_000_000_000_000_000; 19]), None);
    }
}
