use std::fmt;

use thiserror::Error;

use crate::instrument::Spot;

/// Why a text is no instrument: every fault, each with its line and column and the part of the document it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DocumentError {
    /// The name of the file, as the caller gave it.
    pub file: String,
    /// The faults, in the document's order; at least one.
    pub faults: Vec<Fault>,
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.faults.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            f.write_str(&self.file)?;
            for number in [fault.line, fault.column].into_iter().flatten() {
                write!(f, ":{number}")?;
            }
            if !fault.place.is_empty() {
                write!(f, ": {}", fault.place)?;
            }
            write!(f, ": {}", fault.what)?;
        }
        Ok(())
    }
}

impl std::error::Error for DocumentError {}

/// One fault of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// The line, from 1, where the document was a text.
    pub line: Option<usize>,
    /// The letter of the line, from 1, likewise.
    pub column: Option<usize>,
    /// The part: `node "governance"`; empty for the document as a whole.
    pub place: String,
    /// What is wrong with it.
    pub what: What,
}

impl Fault {
    pub(crate) fn new(at: Option<Spot>, place: String, what: What) -> Self {
        Self { line: at.map(|at| at.line), column: at.map(|at| at.column), place, what }
    }
}

/// What is wrong with a part of a document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum What {
    /// It cannot be read.
    #[error("{0}")]
    Form(String),
    /// It is larger than what is read.
    #[error("it has {size} bytes; at most {most} are read")]
    TooLarge {
        /// Its size in bytes.
        size: usize,
        /// The most.
        most: usize,
    },
    /// It has more parts than are taken.
    #[error("it has {count} {parts}; at most {most} are taken")]
    TooMany {
        /// What there is too much of.
        parts: &'static str,
        /// How many.
        count: usize,
        /// The most.
        most: usize,
    },
    /// It is written in another form.
    #[error("it is written in form {0}; this reads form 1")]
    Format(u32),
    /// Its id is not its own.
    #[error("the id {0:?} is already taken")]
    Taken(String),
    /// It names something that is not there.
    #[error("`{option}` names {name:?}, which is no {kind} of this document")]
    Unknown {
        /// The member that names it.
        option: &'static str,
        /// What is named.
        name: String,
        /// What it should be.
        kind: &'static str,
    },
    /// It names something that the instrument does not have.
    #[error("`{option}` names {name:?}, which is no {kind} of the instrument")]
    NotOfInstrument {
        /// The member that names it.
        option: &'static str,
        /// What is named.
        name: String,
        /// What it should be.
        kind: &'static str,
    },
    /// It belongs to another instrument or edition.
    #[error("it is {found:?}, and the instrument's is {expected:?}")]
    OtherInstrument {
        /// What the document says.
        found: String,
        /// What the instrument says.
        expected: String,
    },
    /// It names the same thing twice.
    #[error("`{option}` names {name:?} twice")]
    Twice {
        /// The member that names it.
        option: &'static str,
        /// What is named.
        name: String,
    },
    /// It goes round in a circle.
    #[error("`{option}` goes round in a circle: {way}")]
    Circle {
        /// The member that leads on.
        option: &'static str,
        /// The way round, by ids.
        way: String,
    },
    /// There is no node.
    #[error("it has no node")]
    Empty,
    /// It has nothing below it.
    #[error("it has nothing below it")]
    Childless,
    /// There is no node of this level.
    #[error("no node is {0} below the top")]
    NoSuchDepth(usize),
    /// A weight is below 0.
    #[error("the weight {0} is below 0")]
    NegativeWeight(String),
    /// Some siblings have a weight, and this has none.
    #[error("it has no weight, but others under {0:?} have one: write all of them, or none")]
    WeightLeftOut(String),
    /// Its children's weights are all 0.
    #[error("the weights below it add up to 0")]
    NoWeight,
    /// A number is not in its range.
    #[error("`{option}` is {value}; it has to be {range}")]
    Range {
        /// The member.
        option: &'static str,
        /// Its value.
        value: String,
        /// What it may be.
        range: &'static str,
    },
    /// A method needs something else.
    #[error("`{option}` needs {needs}")]
    Needs {
        /// The member that needs.
        option: &'static str,
        /// What it needs.
        needs: &'static str,
    },
    /// Two things are said that exclude each other, or neither of two.
    #[error("it has to have {0}")]
    OneOf(&'static str),
    /// The numbers do not rise.
    #[error("`{0}` has to rise from each to the next")]
    Order(&'static str),
    /// A text is not in the document's language.
    #[error("`{text}` is not there in {language:?}, the language of the document")]
    Untranslated {
        /// The text.
        text: &'static str,
        /// The language.
        language: String,
    },
    /// A language code is none.
    #[error("{0:?} is no language code")]
    Language(String),
    /// A text is in a language of which the translations that are declared say nothing.
    #[error("it has a text in {0:?}, which `translation` does not name")]
    Undeclared(String),
    /// A translation has less than it says.
    #[error("{text} is not there in {language:?}, and {more} more of what it says is there")]
    LeftOut {
        /// The language.
        language: String,
        /// The first text that is not there.
        text: String,
        /// How many more are not.
        more: usize,
    },
    /// A translation has all texts and says that it has some.
    #[error("it says that {0:?} is partial, and every text is there")]
    Whole(String),
}

impl What {
    /// The member of the part that is wrong, where one is.
    pub(crate) fn member(&self) -> Option<&str> {
        let member = match self {
            Self::Unknown { option, .. }
            | Self::NotOfInstrument { option, .. }
            | Self::Twice { option, .. }
            | Self::Circle { option, .. }
            | Self::Range { option, .. }
            | Self::Needs { option, .. } => option,
            Self::Order(option) => option,
            Self::Untranslated { text, .. } => text,
            Self::NegativeWeight(_) => "weight",
            Self::Taken(_) => "id",
            _ => return None,
        };
        member.split('.').next()
    }
}
