use std::collections::BTreeMap;

use eframe_core::{ActorId, Guard, OrganisationId, Subject, Tag, Timestamp, Version};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Terms;
use crate::event;
use crate::model::{
    Application, ApplicationId, Attendee, BodyCode, Document, DocumentId, Entry, EntryId, Fee,
    FeeId, FeeState, Form, Happened, ImportId, Item, ItemId, ItemState, Kind, Meeting, MeetingId,
    MeetingStage, MeetingState, Member, MemberId, Profile, Stage, Standing, Term, TermId, Vote,
};

/// One thing to be written. The store applies them in order, in one transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// An application comes into being and gets the year's next number, `A-2026-0042`.
    Begin(Box<NewApplication>),
    /// An application's form, signature, state and member are written anew.
    Write(Box<Application>),
    /// A document belongs to an application from now on.
    Attach {
        /// The application.
        application: ApplicationId,
        /// The document.
        document: Document,
    },
    /// A document belongs to its application no more; the sweeper takes its bytes.
    Detach(DocumentId),
    /// Something is added to the history of a case.
    Note {
        /// Whose.
        case: Case,
        /// What.
        entry: Entry,
    },
    /// An organisation becomes a member; one that the register shows gets the year's next number, `M-2026-0042`.
    Enrol(Box<NewMember>),
    /// Something happened to a member, and it stands so since. One that the register shows for the first time
    /// gets its number.
    Happen {
        /// The member.
        member: MemberId,
        /// What happened.
        happened: Happened,
        /// Where it stands since.
        standing: Option<Standing>,
    },
    /// The register says something else of a member.
    Amend {
        /// The member.
        member: MemberId,
        /// What it says.
        profile: Profile,
    },
    /// A member is another kind of member from now on.
    Reclassify {
        /// The member.
        member: MemberId,
        /// Its kind.
        kind: Kind,
    },
    /// A member owes a fee.
    Owe(Fee),
    /// A fee was paid or waived.
    Settle {
        /// The fee.
        fee: FeeId,
        /// How.
        state: FeeState,
    },
    /// Members that an import brings lie ready; nobody sees them yet.
    Stage {
        /// The import.
        import: ImportId,
        /// Which part of it this is: 1, 2, 3 ...
        slice: u32,
        /// Some of its members.
        members: Vec<Staged>,
    },
    /// What lies ready for imports longer than a day, and never became real, is forgotten.
    SweepStaged {
        /// The instant it is.
        now: Timestamp,
    },
    /// Everything that lies ready for an import becomes real. Whoever brings no number gets the next of the year.
    Adopt {
        /// The import.
        import: ImportId,
        /// The highest number that it brings for each year: the next one comes behind it.
        numbers: BTreeMap<i16, u32>,
    },
    /// A term of office begins.
    Appoint(Term),
    /// A term ends on this day.
    EndTerm {
        /// The term.
        term: TermId,
        /// Its last day.
        until: jiff::civil::Date,
    },
    /// A meeting is planned and gets the year's next number, `C-2026-0003`.
    Plan(Box<NewMeeting>),
    /// A planned meeting's title and time.
    Reschedule(Box<NewMeeting>),
    /// A meeting is opened, closed or called off. The roll of one that is opened stands from then on.
    WriteMeeting {
        /// The meeting.
        meeting: MeetingId,
        /// Where it stands.
        state: Box<MeetingState>,
    },
    /// Somebody came to an open meeting, left it, or took or left the chair; whoever was not on the roll is so now.
    Mark {
        /// The meeting.
        meeting: MeetingId,
        /// Who, and what is so now.
        attendee: Attendee,
    },
    /// An item is added to an agenda.
    AddItem {
        /// The meeting.
        meeting: MeetingId,
        /// The item.
        item: Box<Item>,
    },
    /// An item is taken from an agenda.
    RemoveItem(ItemId),
    /// An item stands elsewhere.
    WriteItem {
        /// The item.
        item: ItemId,
        /// Where it stands.
        state: Box<ItemState>,
    },
    /// A vote is taken. The second of a member on an item is refused by the database.
    Cast(Vote),
}

/// Whose history something belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    /// An application's.
    Application(ApplicationId),
    /// A member's.
    Member(MemberId),
}

/// What a rule is given of chance: ids and a code, drawn before it decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The id of the thing that comes into being.
    pub id: Uuid,
    /// A second one, for what comes into being with it.
    pub second: Uuid,
    /// The id of the entry in the history.
    pub entry: EntryId,
    /// A code that nobody guesses: ten characters of `a-z` and `2-7`.
    pub code: String,
}

/// An application before its first change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewApplication {
    /// Names it.
    pub id: ApplicationId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What is filled in already.
    pub form: Form,
    /// Lets whoever knows it follow the application.
    pub code: String,
    /// The year its number is of, in the charter's zone.
    pub year: i16,
    /// Who goes on with it besides the organisation's people; see [`Application::creator`].
    pub creator: Option<ActorId>,
}

/// A member at its beginning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewMember {
    /// Names it.
    pub id: MemberId,
    /// Its number, where an import brings one; else it gets the next.
    pub number: Option<String>,
    /// The organisation it is.
    pub organisation: OrganisationId,
    /// What kind of member.
    pub kind: Kind,
    /// What the register says of it.
    pub profile: Profile,
    /// What happened to it so far.
    pub history: Vec<Happened>,
    /// Where it stands since.
    pub standing: Option<Standing>,
    /// The day it reached that standing.
    pub since: Option<Date>,
    /// The day the register first showed it.
    pub joined: Option<Date>,
    /// Proves its certificate.
    pub code: String,
    /// The year its number is of, in the charter's zone.
    pub year: i16,
}

/// A member that an import brings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Staged {
    /// The member.
    pub member: NewMember,
    /// What it owed and owes.
    pub fees: Vec<Fee>,
}

/// A meeting before its first item; or its new title and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMeeting {
    /// Names it.
    pub id: MeetingId,
    /// Which body meets.
    pub body: BodyCode,
    /// What it is called.
    pub title: String,
    /// When it begins.
    pub starts: eframe_core::Timestamp,
    /// The zone its time is shown in.
    pub zone: String,
    /// Proves its minutes.
    pub code: String,
    /// The year its number is of.
    pub year: i16,
}

/// Where an application stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ApplicationStanding {
    /// The application.
    pub application: ApplicationId,
    /// Its stage.
    pub stage: Stage,
    /// Its version.
    pub version: Version,
    /// The member it made or is about.
    pub member: Option<MemberId>,
}

/// Where a meeting stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MeetingStanding {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its stage.
    pub stage: MeetingStage,
    /// Its version.
    pub version: Version,
    /// The item that came into being or was decided about, if one was.
    pub item: Option<ItemId>,
}

/// The table whose versions guard applications.
pub(crate) const APPLICATIONS: &str = "membership_application";
/// The table whose versions guard members, their history and their fees.
pub(crate) const MEMBERS: &str = "membership_member";
/// The table whose versions guard meetings, their agendas and attendance.
pub(crate) const MEETINGS: &str = "membership_meeting";
/// The table whose versions guard items and their votes.
pub(crate) const ITEMS: &str = "membership_item";
/// The table whose one row guards the set of all terms.
pub(crate) const TERMS: &str = "membership_terms";
/// That row.
pub(crate) const THE_TERMS: Uuid = Uuid::nil();

/// The tag of everything that shows the register or a part of it.
pub(crate) const REGISTER_TAG: &str = "register";
/// The tag of everything that shows the figures of the membership.
pub(crate) const FIGURES_TAG: &str = "figures";

/// The tag of everything that shows who holds which office.
pub(crate) const TERMS_TAG: &str = "terms";

/// The tag of a member's own page.
pub(crate) fn member_tag(member: MemberId) -> Tag {
    Tag::new(format!("member:{member}"))
}

/// The application is changed by whoever holds this guard.
pub(crate) fn hold_application(application: &Application) -> Guard {
    Guard::write(APPLICATIONS, application.id.uuid(), application.version)
}

/// The application was read, and stays as it is.
pub(crate) fn keep_application(application: &Application) -> Guard {
    Guard::read(APPLICATIONS, application.id.uuid(), application.version)
}

/// The member is changed.
pub(crate) fn hold_member(member: &Member) -> Guard {
    Guard::write(MEMBERS, member.id.uuid(), member.version)
}

/// The member was read, and stays as it is.
pub(crate) fn keep_member(member: &Member) -> Guard {
    Guard::read(MEMBERS, member.id.uuid(), member.version)
}

/// The meeting is changed.
pub(crate) fn hold_meeting(meeting: &Meeting) -> Guard {
    Guard::write(MEETINGS, meeting.id.uuid(), meeting.version)
}

/// The meeting was read, and stays as it is.
pub(crate) fn keep_meeting(meeting: &Meeting) -> Guard {
    Guard::read(MEETINGS, meeting.id.uuid(), meeting.version)
}

/// The item is changed, or closed to further votes.
pub(crate) fn hold_item(item: &Item) -> Guard {
    Guard::write(ITEMS, item.id.uuid(), item.version)
}

/// The item was read, and stays open.
pub(crate) fn keep_item(item: &Item) -> Guard {
    Guard::read(ITEMS, item.id.uuid(), item.version)
}

/// The set of all terms is changed.
pub(crate) fn hold_terms(terms: &Terms) -> Guard {
    Guard::write(TERMS, THE_TERMS, terms.version)
}

/// The set of all terms was read, and stays as it is.
pub(crate) fn keep_terms(terms: &Terms) -> Guard {
    Guard::read(TERMS, THE_TERMS, terms.version)
}

/// What audit entries about an application are about.
pub(crate) fn about(application: ApplicationId) -> Subject {
    Subject::of(event::APPLICATION, application.uuid())
}

/// What audit entries about an import are about.
pub(crate) fn about_import(import: ImportId) -> Subject {
    Subject::of(event::IMPORT, import.uuid())
}

/// What audit entries about a member are about.
pub(crate) fn about_member(member: MemberId) -> Subject {
    Subject::of(event::MEMBER, member.uuid())
}

/// What audit entries about a meeting, its agenda and its votes are about.
pub(crate) fn about_meeting(meeting: MeetingId) -> Subject {
    Subject::of(event::MEETING, meeting.uuid())
}

/// The tag of everything public about a meeting.
pub(crate) fn meeting_tag(meeting: MeetingId) -> Tag {
    Tag::new(format!("meeting:{meeting}"))
}

impl ApplicationStanding {
    /// Where an application stands once its change is through.
    pub(crate) fn after(application: &Application) -> Self {
        Self {
            application: application.id,
            stage: application.state.stage(),
            version: application.version.next(),
            member: application.member,
        }
    }
}
