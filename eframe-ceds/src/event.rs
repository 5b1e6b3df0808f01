//! What goes out when something happened to a round or an assessment: ids and the facts of the moment, no names and no
//! addresses of people.

use eframe_core::{ActorId, Digest, Event, OrganisationId, PublicEvent, Subject};
use serde::{Deserialize, Serialize};

use crate::model::{AssessmentId, RoundId};

/// The kind of thing that assessments are, in subjects of events and audit entries.
pub(crate) const ASSESSMENT: &str = "ceds.assessment";
/// The kind of thing that rounds are.
pub(crate) const ROUND: &str = "ceds.round";
/// The kind of thing that instruments are.
pub(crate) const INSTRUMENT: &str = "ceds.instrument";

macro_rules! of_assessments {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name {
            /// The assessment.
            pub assessment: AssessmentId,
            /// Whose it is.
            pub organisation: OrganisationId,
            /// In which round.
            pub round: RoundId,
        }

        impl Event for $name {
            const NAME: &'static str = $text;
            const VERSION: u16 = 1;

            fn subject(&self) -> String {
                Subject::of(ASSESSMENT, self.assessment.uuid()).to_string()
            }
        }
    )* };
}

of_assessments! {
    /// A city began an assessment.
    Begun = "ceds.assessment.begun";
    /// It was handed in: somebody has to review it.
    Submitted = "ceds.assessment.submitted";
    /// It was given back with questions.
    Returned = "ceds.assessment.returned";
    /// It was reviewed, and its scores stand.
    Frozen = "ceds.assessment.frozen";
    /// The city took it back.
    Withdrawn = "ceds.assessment.withdrawn";
    /// The city said anew what others may learn of it.
    ConsentChanged = "ceds.assessment.consent-changed";
}

/// Somebody was asked to help: the team has their address, and they may need an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ColleagueAsked {
    /// The assessment.
    pub assessment: AssessmentId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Tells who of the team it is: [`Colleague::mark`](crate::model::Colleague::mark).
    pub colleague: Digest,
}

impl Event for ColleagueAsked {
    const NAME: &'static str = "ceds.assessment.colleague-asked";
    const VERSION: u16 = 1;

    /// An address that takes no mail holds back nobody else.
    fn subject(&self) -> String {
        format!("{}:{}", Subject::of(ASSESSMENT, self.assessment.uuid()), self.colleague)
    }
}

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum About {
    /// It was handed in: a receipt.
    Submitted,
    /// It was handed in, and waits for its review.
    Review,
    /// It was given back with questions.
    Returned,
    /// Its scores are settled.
    Frozen,
    /// Somebody is asked to help.
    Asked,
}

impl About {
    /// Its name in messages.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Review => "review",
            Self::Returned => "returned",
            Self::Frozen => "frozen",
            Self::Asked => "asked",
        }
    }
}

/// Somebody who acts for the city is to be written to: one message a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct LetterDue {
    /// The assessment.
    pub assessment: AssessmentId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What the letter is about.
    pub about: About,
    /// To whom it goes.
    pub person: ActorId,
}

impl Event for LetterDue {
    const NAME: &'static str = "ceds.letter.due";
    const VERSION: u16 = 1;

    /// Nobody waits for the letter to somebody else.
    fn subject(&self) -> String {
        format!("{}:{}", Subject::of(ASSESSMENT, self.assessment.uuid()), self.person.uuid())
    }
}

macro_rules! of_rounds {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name {
            /// The round.
            pub round: RoundId,
        }

        impl Event for $name {
            const NAME: &'static str = $text;
            const VERSION: u16 = 1;

            fn subject(&self) -> String {
                Subject::of(ROUND, self.round.uuid()).to_string()
            }
        }
    )* };
}

of_rounds! {
    /// A round is announced: cities may begin on its first day.
    RoundOpened = "ceds.round.opened";
    /// A round is over, and its cities can be compared.
    RoundClosed = "ceds.round.closed";
}

// Rounds are announced to everybody; what a city does in one is the city's.
impl PublicEvent for RoundOpened {}
impl PublicEvent for RoundClosed {}
