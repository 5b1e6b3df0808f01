use crate::{BodyId, Presence, Reason, Right, Roll};

/// Why votes cannot be counted; each names the body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CountError {
    /// The roll does not know the body that is said to be present or that voted.
    #[error("{0} is not on the roll")]
    NotOnRoll(BodyId),
    /// The roll excludes the body that voted.
    #[error("{body} is not entitled to vote")]
    NotEntitled {
        /// Who.
        body: BodyId,
        /// Why, as the roll says it.
        reasons: Vec<Reason>,
    },
    /// A body voted and is not present.
    #[error("{0} is not present")]
    NotPresent(BodyId),
    /// A body voted twice.
    #[error("{0} voted twice")]
    Twice(BodyId),
}

/// Whether this body's ballot may be taken: it is on the roll, entitled, and present.
///
/// Ask it when a ballot comes in; [`tally`](crate::tally) asks it again of every ballot.
///
/// # Errors
///
/// [`CountError`], except `Twice`: whether a ballot of this body is there already is for the ballot box to know.
pub fn admit(roll: &Roll, presence: &Presence, body: BodyId) -> Result<(), CountError> {
    let entry = roll.entry(body).ok_or(CountError::NotOnRoll(body))?;
    match &entry.right {
        Right::Excluded { reasons } => {
            Err(CountError::NotEntitled { body, reasons: reasons.clone() })
        }
        Right::Entitled if presence.contains(body) => Ok(()),
        Right::Entitled => Err(CountError::NotPresent(body)),
    }
}
