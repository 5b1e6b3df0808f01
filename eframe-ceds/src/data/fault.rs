use thiserror::Error;

/// Why something cannot stand in data: its row, its column, and what is wrong.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("unit {unit:?}, column {column:?}: {what}")]
#[non_exhaustive]
pub struct DataError {
    /// The unit's code.
    pub unit: String,
    /// The column's name.
    pub column: String,
    /// What is wrong.
    pub what: DataFault,
}

/// What is wrong with a place of data.
#[derive(Clone, Debug, PartialEq, Error)]
#[non_exhaustive]
pub enum DataFault {
    /// The instrument has no such column.
    #[error("the instrument has no such column")]
    NoColumn,
    /// A row that no unit has.
    #[error("there is no row {0}")]
    NoRow(usize),
    /// A unit without a code, or with one that is too long.
    #[error("a unit's code has 1 to 200 bytes")]
    NoCode,
    /// A unit's code, or a word, with a character that nobody sees or that turns round what stands beside it.
    #[error("{0:?} has a control character")]
    Control(String),
    /// More units than are taken.
    #[error("at most {0} units are taken")]
    TooManyUnits(usize),
    /// Not a number at all.
    #[error("{0:?} is not a number")]
    NotANumber(String),
    /// NaN or infinite.
    #[error("{0} is not a finite number")]
    NotFinite(f64),
    /// Outside of what the instrument takes.
    #[error("{value} is not between {low} and {high}")]
    OutOfBounds {
        /// The value.
        value: f64,
        /// The least that is taken.
        low: f64,
        /// The most.
        high: f64,
    },
    /// A second observation where there is to be one.
    #[error("there already is one, and the instrument does not say how to collect several")]
    Twice,
    /// Not among the answers.
    #[error("{0:?} is not among its answers")]
    NoSuchAnswer(String),
    /// Not among the words of a fact.
    #[error("{0:?} is not among its values")]
    NoSuchWord(String),
    /// A number where a word belongs, or the other way round.
    #[error("it takes a {0}")]
    Kind(&'static str),
    /// A column of another length than there are units.
    #[error("the column has {0} places for {1} units")]
    Length(usize, usize),
}
