use thiserror::Error;

/// Why a run came to no scores: the part of the instrument, the unit where it is one, and what is wrong.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{part}{}: {what}", unit.as_ref().map(|unit| format!(", unit {unit:?}")).unwrap_or_default())]
#[non_exhaustive]
pub struct RunError {
    /// The id of the indicator or node.
    pub part: String,
    /// The unit's code, where one unit is to blame.
    pub unit: Option<String>,
    /// What is wrong.
    pub what: RunFault,
}

/// What is wrong with a run.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum RunFault {
    /// The data were made for another instrument.
    #[error("the data are of another instrument or edition")]
    OtherInstrument,
    /// A value that a transform has no value for.
    #[error("{0} is outside of what `transform` takes")]
    Transform(f64),
    /// A value that a mean has no value for.
    #[error("a value below 0 has no {0} mean; normalise to 0 or more")]
    Negative(&'static str),
    /// A result too large for a number.
    #[error("the result is too large for a number")]
    TooLarge,
    /// A method that needs values above 0.
    #[error("`fraction-of-max` needs values above 0")]
    NotAboveZero,
    /// The reference unit has no value.
    #[error("the reference unit {0:?} is not there, or has no value")]
    NoReference(String),
    /// More units than a method can compare.
    #[error("`copeland` compares at most {0} units")]
    TooManyUnits(usize),
}

impl RunError {
    pub(crate) fn part(part: impl ToString, what: RunFault) -> Self {
        Self { part: part.to_string(), unit: None, what }
    }

    pub(crate) fn unit(part: impl ToString, unit: &str, what: RunFault) -> Self {
        Self { part: part.to_string(), unit: Some(unit.to_owned()), what }
    }
}
