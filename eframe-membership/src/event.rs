//! What goes out when something happened to a case, a member or a decision: ids and the facts of the moment, no
//! names and no addresses of people.

use eframe_core::{ActorId, Event, OrganisationId, PublicEvent, Subject};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::model::{
    ApplicationId, EntryId, ImportId, ItemId, Kind, MeetingId, MemberId, Side, Standing,
};

/// The kind of thing that applications are, in subjects of events and audit entries.
pub(crate) const APPLICATION: &str = "membership.application";
/// The kind of thing that members are.
pub(crate) const MEMBER: &str = "membership.member";
/// The kind of thing that meetings are.
pub(crate) const MEETING: &str = "membership.meeting";

/// The kind of thing that imports are.
pub(crate) const IMPORT: &str = "membership.import";

macro_rules! of_applications {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name {
            /// The application.
            pub application: ApplicationId,
            /// Whose it is.
            pub organisation: OrganisationId,
        }

        impl Event for $name {
            const NAME: &'static str = $text;
            const VERSION: u16 = 1;

            fn subject(&self) -> String {
                Subject::of(APPLICATION, self.application.uuid()).to_string()
            }
        }
    )* };
}

of_applications! {
    /// Somebody began an application: its organisation may need an account.
    Begun = "membership.application.begun";
    /// It was handed in by somebody else, and the organisation has to confirm it.
    ConfirmationWanted = "membership.application.confirmation-wanted";
    /// It was handed in: the Secretariat has work, the organisation gets a receipt.
    Submitted = "membership.application.submitted";
    /// It was given back with questions.
    Returned = "membership.application.returned";
    /// The Secretariat accepted it.
    Accepted = "membership.application.accepted";
    /// A body put it off.
    Deferred = "membership.application.deferred";
    /// Its end: yes.
    Admitted = "membership.application.admitted";
    /// Its end: no.
    Refused = "membership.application.refused";
    /// Its end: the organisation took it back.
    Withdrawn = "membership.application.withdrawn";
}

macro_rules! letters {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name {
            /// The application.
            pub application: ApplicationId,
            /// Whose it is.
            pub organisation: OrganisationId,
            /// The letter, an entry in the history of the case.
            pub letter: EntryId,
        }

        impl Event for $name {
            const NAME: &'static str = $text;
            const VERSION: u16 = 1;

            fn subject(&self) -> String {
                Subject::of(APPLICATION, self.application.uuid()).to_string()
            }
        }
    )* };
}

letters! {
    /// The Secretariat wrote to the organisation.
    LetterSent = "membership.application.letter-sent";
    /// The organisation wrote to the Secretariat.
    LetterReceived = "membership.application.letter-received";
}

/// A side is to be reminded that it has something to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReminderDue {
    /// The application.
    pub application: ApplicationId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Who is reminded.
    pub whom: Side,
}

impl Event for ReminderDue {
    const NAME: &'static str = "membership.application.reminder-due";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(APPLICATION, self.application.uuid()).to_string()
    }
}

/// A member's standing changed, or it became a member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StandingChanged {
    /// The member.
    pub member: MemberId,
    /// The organisation it is.
    pub organisation: OrganisationId,
    /// What kind of member.
    pub kind: Kind,
    /// Its name then.
    pub name: String,
    /// Where it stood.
    pub from: Option<Standing>,
    /// Where it stands.
    pub to: Option<Standing>,
    /// The day it counts from.
    pub on: Date,
    /// Whether its application allowed the e-Newsletter to ask for consent.
    pub newsletter: bool,
}

/// The register calls a member otherwise than before. When it came into the register with another name,
/// [`StandingChanged`] says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Renamed {
    /// The member.
    pub member: MemberId,
    /// The organisation it is.
    pub organisation: OrganisationId,
    /// Its name since.
    pub name: String,
    /// Where it stood then; unknown in a message from before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standing: Option<Standing>,
}

/// A body decided about an item of its agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DecisionMade {
    /// The meeting.
    pub meeting: MeetingId,
    /// The item.
    pub item: ItemId,
    /// The application it was about, if it was about one.
    pub application: Option<ApplicationId>,
    /// How it ended: `carried`, `rejected`, `inquorate`, `tied`, `noResult`.
    pub outcome: String,
}

/// A register that was kept elsewhere was brought in. Its members have no event of their own: they were members
/// before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Imported {
    /// The import.
    pub import: ImportId,
    /// How many members it brought.
    pub members: u64,
}

/// A meeting was planned, or is at another time now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MeetingCalled {
    /// The meeting.
    pub meeting: MeetingId,
    /// Whether it was planned before, for another time.
    pub moved: bool,
}

/// An organisation that has a seat in the body of such a meeting is to hear of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SeatCalled {
    /// The meeting.
    pub meeting: MeetingId,
    /// The member that has the seat.
    pub member: MemberId,
    /// The organisation it is.
    pub organisation: OrganisationId,
    /// Whether the meeting was planned before, for another time.
    pub moved: bool,
    /// Whoever is told, of those who vote for it; everybody, where a message from before names nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<ActorId>,
}

/// A meeting does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct MeetingCalledOff {
    /// The meeting.
    pub meeting: MeetingId,
}

/// An organisation that has a seat in the body of a meeting is to hear that it does not take place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct SeatCalledOff {
    /// The meeting.
    pub meeting: MeetingId,
    /// The member that has the seat.
    pub member: MemberId,
    /// The organisation it is.
    pub organisation: OrganisationId,
    /// Whoever is told, of those who vote for it.
    pub person: ActorId,
}

impl Event for MeetingCalledOff {
    const NAME: &'static str = "membership.meeting.called-off";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(MEETING, self.meeting.uuid()).to_string()
    }
}

impl Event for SeatCalledOff {
    const NAME: &'static str = "membership.meeting.seat-called-off";
    const VERSION: u16 = 1;

    /// Behind the letter that called the same person to the meeting.
    fn subject(&self) -> String {
        seat(self.member, self.person)
    }
}

impl Event for MeetingCalled {
    const NAME: &'static str = "membership.meeting.called";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(MEETING, self.meeting.uuid()).to_string()
    }
}

impl Event for SeatCalled {
    const NAME: &'static str = "membership.meeting.seat-called";
    const VERSION: u16 = 1;

    /// Nobody waits for the letter to somebody else, be it of the same city.
    fn subject(&self) -> String {
        let member = || Subject::of(MEMBER, self.member.uuid()).to_string();
        self.person.map_or_else(member, |person| seat(self.member, person))
    }
}

/// The subject of letters to one person about the seat of a member.
fn seat(member: MemberId, person: ActorId) -> String {
    format!("{}:{}", Subject::of(MEMBER, member.uuid()), person.uuid())
}

impl Event for Imported {
    const NAME: &'static str = "membership.register.imported";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(IMPORT, self.import.uuid()).to_string()
    }
}

impl Event for StandingChanged {
    const NAME: &'static str = "membership.member.standing-changed";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(MEMBER, self.member.uuid()).to_string()
    }
}

/// What the register shows: not who has handed in an application alone, and not what was ticked in one.
impl PublicEvent for StandingChanged {
    fn facts(&self) -> Option<Value> {
        let shown = |standing: Option<Standing>| standing.filter(|one| one.is_registered());
        let (from, to) = (shown(self.from), shown(self.to));
        (from != to).then(|| {
            json!({
                "member": self.member,
                "organisation": self.organisation,
                "kind": self.kind,
                "name": self.name,
                "from": from,
                "to": to,
                "on": self.on,
            })
        })
    }
}

impl Event for Renamed {
    const NAME: &'static str = "membership.member.renamed";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(MEMBER, self.member.uuid()).to_string()
    }
}

impl Event for DecisionMade {
    const NAME: &'static str = "membership.decision.made";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        Subject::of(MEETING, self.meeting.uuid()).to_string()
    }
}

impl PublicEvent for Renamed {
    fn facts(&self) -> Option<Value> {
        let shown = self.standing.is_some_and(Standing::is_registered);
        shown.then(|| {
            json!({ "member": self.member, "organisation": self.organisation, "name": self.name })
        })
    }
}

impl PublicEvent for Imported {}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn changed(from: Option<Standing>, to: Option<Standing>) -> StandingChanged {
        StandingChanged {
            member: MemberId::new(Uuid::from_u128(1)),
            organisation: OrganisationId::new(Uuid::from_u128(2)),
            kind: "city".parse().expect("a kind"),
            name: "Nordhaven".to_owned(),
            from,
            to,
            on: Date::constant(2026, 11, 26),
            newsletter: true,
        }
    }

    #[test]
    fn the_public_hears_what_the_register_shows_and_no_more() {
        let facts = changed(Some(Standing::Applicant), Some(Standing::Full)).facts();
        let facts = facts.expect("it is in the register now");
        assert_eq!((&facts["from"], &facts["to"]), (&Value::Null, &json!(Standing::Full)));
        assert!(facts.get("newsletter").is_none(), "{facts}");
        assert_eq!(changed(None, Some(Standing::Applicant)).facts(), None);
        assert_eq!(changed(Some(Standing::Applicant), None).facts(), None);
        let renamed = |standing| {
            let StandingChanged { member, organisation, name, .. } = changed(None, None);
            Renamed { member, organisation, name, standing }.facts()
        };
        assert!(renamed(Some(Standing::Full)).is_some());
        assert_eq!((renamed(Some(Standing::Applicant)), renamed(None)), (None, None));
    }
}
