use std::collections::BTreeSet;

use eframe_ballot::{Choice, Entry, Published, Roll};
use eframe_core::{Actor, Timestamp, Version};
use serde::{Deserialize, Serialize};

use super::{ApplicationId, Author, BodyCode, MemberId};

eframe_core::id! {
    /// Names one meeting.
    pub struct MeetingId;
}

eframe_core::id! {
    /// Names one item of an agenda, and the decision it ends in.
    pub struct ItemId;
}

/// A meeting of a body: its agenda, who may vote, who is there, what was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// Names it.
    pub id: MeetingId,
    /// Its number for people, `C-2026-0003`.
    pub number: String,
    /// Which body meets.
    pub body: BodyCode,
    /// What it is called: `Executive Committee, 12th meeting`.
    pub title: String,
    /// When it begins.
    pub starts: Timestamp,
    /// The zone that its time is shown in, by its IANA name.
    pub zone: String,
    /// Where it stands.
    pub state: MeetingState,
    /// Its agenda, in order.
    pub items: Vec<Item>,
    /// Proves its minutes: the last part of their address.
    pub code: String,
    /// The version that guards it, its agenda and its attendance.
    pub version: Version,
}

/// Where a meeting stands, with what is known there.
#[derive(Clone, Debug, PartialEq)]
pub enum MeetingState {
    /// It has a day and an agenda that still changes.
    Planned,
    /// It is on: the roll stands, people come and go, items are voted on one by one.
    Open {
        /// Since when.
        at: Timestamp,
        /// Who may vote, and for each who may not, why: as it was when the meeting was opened.
        roll: Roll,
        /// Who is there.
        attendance: Attendance,
    },
    /// It is over: its minutes stand.
    Closed {
        /// When it was opened.
        opened: Timestamp,
        /// When it was closed.
        at: Timestamp,
        /// Who could vote.
        roll: Roll,
        /// Who was there at the end.
        attendance: Attendance,
    },
    /// It does not take place: nothing was decided in it.
    CalledOff {
        /// When that was settled.
        at: Timestamp,
        /// Why, as everyone invited is told.
        reason: String,
        /// Who could have voted, where it had been opened.
        roll: Option<Roll>,
    },
}

/// Who is there, and who is in the chair.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Attendance {
    /// The members that are there, entitled to vote or not.
    pub present: BTreeSet<MemberId>,
    /// Which of them is in the chair.
    pub chair: Option<MemberId>,
}

/// Somebody on the roll of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendee {
    /// What the roll says of it.
    pub entry: Entry,
    /// Whether it is there.
    pub present: bool,
    /// Whether it is in the chair.
    pub chair: bool,
}

/// The name of a meeting's state alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeetingStage {
    /// See [`MeetingState::Planned`].
    Planned,
    /// See [`MeetingState::Open`].
    Open,
    /// See [`MeetingState::Closed`].
    Closed,
    /// See [`MeetingState::CalledOff`].
    CalledOff,
}

/// An item of an agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Names it.
    pub id: ItemId,
    /// Its place on the agenda: 1, 2, 3 ...
    pub position: u32,
    /// What is decided.
    pub matter: Matter,
    /// Where it stands.
    pub state: ItemState,
    /// The version that guards it and its votes.
    pub version: Version,
}

/// What an item decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "matter", rename_all = "kebab-case", rename_all_fields = "camelCase")]
#[non_exhaustive]
pub enum Matter {
    /// Whether this application is granted.
    Application {
        /// Which.
        application: ApplicationId,
        /// Its number then.
        number: String,
        /// The applicant's name then.
        name: String,
        /// The code of the kind of member that it wants to be; empty where nobody noted it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        kind: String,
    },
    /// Anything else, with no effect here but the minutes.
    Motion {
        /// The question in a line.
        title: String,
        /// The motion's words.
        text: String,
    },
}

/// Where an item stands, with what is known there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum ItemState {
    /// Not yet called.
    Pending,
    /// Votes are taken.
    Open {
        /// Since when.
        at: Timestamp,
    },
    /// No more votes are taken, and they are yet to be counted. A vote that was taken is in; none comes after.
    Closed {
        /// When it was opened.
        opened: Timestamp,
        /// When it was closed.
        at: Timestamp,
        /// Who was there at that moment.
        attendance: Attendance,
    },
    /// Counted: what was decided, with everything needed to count again.
    Decided {
        /// When voting was closed.
        at: Timestamp,
        /// Roll, presence, ballots, rules and tally.
        published: Box<Published>,
    },
    /// Put off without a vote.
    Deferred {
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

/// The name of an item's state alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemStage {
    /// See [`ItemState::Pending`].
    Pending,
    /// See [`ItemState::Open`].
    Open,
    /// See [`ItemState::Closed`].
    Closed,
    /// See [`ItemState::Decided`].
    Decided,
    /// See [`ItemState::Deferred`].
    Deferred,
}

/// A member's vote on an item. It has one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Vote {
    /// The item.
    pub item: ItemId,
    /// Whose vote it is.
    pub member: MemberId,
    /// Yes, no or abstention; none where the paper could not be read.
    pub choice: Option<Choice>,
    /// Who cast it, or recorded it.
    pub by: Author,
    /// When.
    pub at: Timestamp,
    /// Whether the Secretariat recorded it for somebody in the room.
    pub recorded: bool,
}

impl MeetingState {
    /// Its name.
    pub const fn stage(&self) -> MeetingStage {
        match self {
            Self::Planned => MeetingStage::Planned,
            Self::Open { .. } => MeetingStage::Open,
            Self::Closed { .. } => MeetingStage::Closed,
            Self::CalledOff { .. } => MeetingStage::CalledOff,
        }
    }

    /// Who may vote, once it was opened.
    pub const fn roll(&self) -> Option<&Roll> {
        match self {
            Self::Planned => None,
            Self::Open { roll, .. } | Self::Closed { roll, .. } => Some(roll),
            Self::CalledOff { roll, .. } => roll.as_ref(),
        }
    }
}

impl MeetingStage {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Open, Self::Closed, Self::CalledOff];

    /// The stage of this code.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// As it is written in columns and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::CalledOff => "called-off",
        }
    }
}

impl ItemState {
    /// Its name.
    pub const fn stage(&self) -> ItemStage {
        match self {
            Self::Pending => ItemStage::Pending,
            Self::Open { .. } => ItemStage::Open,
            Self::Closed { .. } => ItemStage::Closed,
            Self::Decided { .. } => ItemStage::Decided,
            Self::Deferred { .. } => ItemStage::Deferred,
        }
    }
}

impl ItemStage {
    /// As it is written in columns and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Decided => "decided",
            Self::Deferred => "deferred",
        }
    }
}

impl Vote {
    /// Whether this very person cast or recorded exactly this choice.
    pub fn is_of(&self, actor: &Actor, choice: Option<Choice>) -> bool {
        self.by.id == actor.id() && self.choice == choice
    }
}

impl Meeting {
    /// The stage of an item that was called to the vote, if one was: a meeting that has one took place.
    pub fn called(&self) -> Option<ItemStage> {
        let untouched = [ItemStage::Pending, ItemStage::Deferred];
        self.items.iter().map(|item| item.state.stage()).find(|stage| !untouched.contains(stage))
    }

    /// The item of this id.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }
}
