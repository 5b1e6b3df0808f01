//! Two editions of a document side by side.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use eframe_core::{Actor, Language};

use super::Cms;
use crate::Error;
use crate::difference::{Beside, beside};
use crate::model::{DocumentId, Edition, Stage};

/// An edition of a document: `en.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Which {
    pub(crate) language: Language,
    pub(crate) number: u32,
}

/// Two editions side by side.
pub(crate) struct Compared {
    pub(crate) one: Edition,
    pub(crate) other: Edition,
    pub(crate) rows: Vec<Beside>,
}

impl Cms {
    /// Two editions of a document side by side, of one language or of two.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there are none; [`Refusal::Denied`](crate::Refusal::Denied) for those who are no staff.
    pub(crate) async fn compare(
        &self,
        actor: &Actor,
        id: DocumentId,
        one: Which,
        other: Which,
    ) -> Result<Compared, Error> {
        self.staff(actor)?;
        let store = self.store();
        let one = store.numbered(id, one.language, one.number).await?.ok_or(Error::NotFound)?;
        let other = store.numbered(id, other.language, other.number).await?;
        let other = other.ok_or(Error::NotFound)?;
        let rows = beside(&one.content, &other.content, one.language == other.language);
        Ok(Compared { one, other, rows })
    }
}

impl Cms {
    /// The newest editions of each language with their stages, so many of each: which there are, without what they say.
    pub(crate) async fn editions(
        &self,
        actor: &Actor,
        document: DocumentId,
        limit: usize,
    ) -> Result<Vec<(Which, Stage)>, Error> {
        self.staff(actor)?;
        let mut editions = self.store().numbers(document).await?;
        editions.sort_by_key(|(language, number, _)| (*language, Reverse(*number)));
        let mut seen = BTreeMap::<Language, usize>::new();
        editions.retain(|(language, ..)| {
            let seen = seen.entry(*language).or_default();
            *seen += 1;
            *seen <= limit
        });
        let which = |(language, number, stage)| (Which { language, number }, stage);
        Ok(editions.into_iter().map(which).collect())
    }
}

impl Which {
    pub(crate) fn of(edition: &Edition) -> Self {
        Self { language: edition.language, number: edition.number }
    }
}

impl fmt::Display for Which {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.language, self.number)
    }
}

impl FromStr for Which {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (language, number) = text.split_once('.').ok_or(Error::NotFound)?;
        let language = language.parse().map_err(|_| Error::NotFound)?;
        let number = number.parse().map_err(|_| Error::NotFound)?;
        Ok(Self { language, number })
    }
}
