//! Search without I/O: how texts become words, what a reader asked for, what fits best, and which words of a text
//! are the ones they asked for.
//!
//! Texts and questions are folded alike, so that case, accents and forms of letters do not matter ([`fold`]). Words
//! are looked for whole; runs of Chinese, Japanese and Korean, which have no spaces between words, by every two
//! characters. The store keeps the [`Entry`] of each edition and answers with candidates; [`rank`] puts them in
//! order, the same on either kind of database.

mod entry;
mod fold;
mod mark;
mod near;
mod query;
mod rank;
#[cfg(test)]
mod tests;

pub(crate) use entry::{Entry, FORM, flag};
pub(crate) use fold::fold;
pub use mark::Piece;
pub(crate) use mark::{extract, marked, opening};
pub(crate) use near::{nearest, variants};
pub(crate) use query::{Part, Query, Unclear};
pub(crate) use rank::{Candidate, Place, rank};

/// How far up in a document a word stands: its term has the sign before it where that is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Somewhere.
    Text,
    /// Often in the text, or further up.
    Often,
    /// In the summary or further up.
    Summary,
    /// In the title.
    Title,
}

impl Weight {
    /// The sign before the term. No folded word has one of these in it.
    pub(crate) const fn sign(self) -> &'static str {
        match self {
            Self::Text => "",
            Self::Often => "³",
            Self::Summary => "²",
            Self::Title => "¹",
        }
    }
}
