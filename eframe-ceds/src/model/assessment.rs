use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Digest, Language, OrganisationId, Timestamp, Version, sha256};
use serde::{Deserialize, Serialize};

use super::{AssessmentId, Author, RoundId};

/// What is known of a city besides its answers, by the ids of the instrument's facts, as it was typed.
pub type Facts = BTreeMap<String, String>;

/// A city's look at itself in one round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Names it.
    pub id: AssessmentId,
    /// The round.
    pub round: RoundId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What the city is called, as it was when it was begun.
    pub city: String,
    /// Population, region, income and the like, copied: what a city was in one round it stays there.
    pub facts: Facts,
    /// Who was asked to help, and with which sections.
    pub team: Vec<Colleague>,
    /// What others may learn of it.
    pub consent: Consent,
    /// Where it stands.
    pub state: State,
    /// When it was begun.
    pub begun: Timestamp,
    /// When something of it other than an answer was last changed.
    pub changed: Timestamp,
    /// The version that guards it.
    pub version: Version,
}

/// Somebody who was asked to help.
///
/// Sections say who is expected to answer what; they lock nobody out. Whoever answers for the city may answer every
/// question, for two hours' work stops at once where the one who knows is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Colleague {
    /// Where they get mail: what tells them from others, also before they have an account.
    pub address: String,
    /// The sections they are asked to answer, by the ids of their nodes.
    pub sections: BTreeSet<String>,
    /// The language of the letter that asks them, as long as they have no account that says theirs.
    #[serde(default = "english")]
    pub language: Language,
    /// Who asked them last.
    pub by: Author,
    /// When.
    pub at: Timestamp,
}

const fn english() -> Language {
    Language::EN
}

impl Colleague {
    /// Tells them from others without saying their address: a hash of it.
    pub fn mark(&self) -> Digest {
        sha256(self.address.as_bytes())
    }
}

/// What others may learn of a city's scores. It can be changed at any time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Consent {
    /// Nothing.
    #[default]
    Nothing,
    /// They are among the scores that quartiles are made of.
    Compared,
    /// The same, and its name stands among those compared. Its own scores stay its own.
    Named,
}

/// Where an assessment stands, with what is known there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum State {
    /// Being answered.
    Draft,
    /// Handed in: somebody reviews it.
    Submitted {
        /// Who handed it in.
        by: Author,
        /// When.
        at: Timestamp,
    },
    /// Given back with questions, and being answered again.
    Returned {
        /// Who gave it back.
        by: Author,
        /// When.
        at: Timestamp,
        /// What they ask.
        questions: String,
    },
    /// Its end: the scores are reckoned and never change.
    Frozen {
        /// Who reviewed it.
        by: Author,
        /// When.
        at: Timestamp,
    },
    /// Its end: the city took it back.
    Withdrawn {
        /// Who did.
        by: Author,
        /// When.
        at: Timestamp,
    },
}

/// The name of a state alone: for columns, filters and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// See [`State::Draft`].
    Draft,
    /// See [`State::Submitted`].
    Submitted,
    /// See [`State::Returned`].
    Returned,
    /// See [`State::Frozen`].
    Frozen,
    /// See [`State::Withdrawn`].
    Withdrawn,
}

impl State {
    /// Its name.
    pub const fn stage(&self) -> Stage {
        match self {
            Self::Draft => Stage::Draft,
            Self::Submitted { .. } => Stage::Submitted,
            Self::Returned { .. } => Stage::Returned,
            Self::Frozen { .. } => Stage::Frozen,
            Self::Withdrawn { .. } => Stage::Withdrawn,
        }
    }

    /// Whether answers are taken.
    pub const fn is_open(&self) -> bool {
        matches!(self, Self::Draft | Self::Returned { .. })
    }
}

impl Stage {
    /// All of them, in the order of the way.
    pub const ALL: [Self; 5] =
        [Self::Draft, Self::Submitted, Self::Returned, Self::Frozen, Self::Withdrawn];

    /// Its name in addresses, columns and messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Frozen => "frozen",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The stage of this name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

impl Consent {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Compared, Self::Named];

    /// Its name in addresses, columns and messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Compared => "compared",
            Self::Named => "named",
        }
    }

    /// The consent of this name.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|consent| consent.code() == code)
    }

    /// Whether its scores may be among those compared.
    pub const fn allows_comparing(self) -> bool {
        !matches!(self, Self::Nothing)
    }
}
