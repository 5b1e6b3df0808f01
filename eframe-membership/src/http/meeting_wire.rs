//! The forms in which meetings, agendas and votes travel as JSON.

use eframe_ballot::{BodyId, Choice, QuorumProof, Reason, Right, Roll};
use eframe_core::block::utoipa;
use eframe_core::{FieldErrors, Timestamp, Version};
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Membership;
use crate::model::{
    Attendance, BodyCode, Item, ItemState, Matter, Meeting, MeetingStage, MeetingState, MemberId,
    Vote,
};
use crate::rules::{CallOff, Fold, LocalTime, MeetingStanding, Plan, Reschedule};
use crate::store::MeetingRow;

/// A meeting to plan.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewMembershipMeeting)]
pub(super) struct PlanWire {
    /// The body that meets, by its code in the charter: `executive-committee`.
    pub(super) body: String,
    pub(super) title: String,
    /// Day and time on the clocks of the zone: `2026-12-01T10:00`.
    pub(super) starts: String,
    /// An IANA name: `Asia/Seoul`.
    pub(super) zone: String,
    /// `first` or `second`, where clocks are set back and the time comes twice.
    #[serde(default)]
    pub(super) fold: Option<String>,
}

/// A meeting's title and time.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MembershipMeetingTime)]
pub(super) struct WhenWire {
    pub(super) title: String,
    /// Day and time on the clocks of the zone: `2026-12-01T10:00`.
    pub(super) starts: String,
    /// An IANA name: `Asia/Seoul`.
    pub(super) zone: String,
    /// `first` or `second`, where clocks are set back and the time comes twice.
    #[serde(default)]
    pub(super) fold: Option<String>,
}

/// A point for the agenda: an application, or a motion with a title and a text.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewMembershipItem)]
pub(super) struct NewItemWire {
    pub(super) application: Option<Uuid>,
    pub(super) title: Option<String>,
    pub(super) text: Option<String>,
}

/// Why an item is put off.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MembershipDeferral)]
pub(super) struct DeferWire {
    pub(super) reason: String,
}

/// Why a meeting does not take place, as everyone invited is told.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MembershipCallOff)]
pub(super) struct CallOffWire {
    reason: String,
}

/// Who takes the chair.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MembershipChair)]
pub(super) struct ChairWire {
    pub(super) member: Uuid,
}

/// A member's vote.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMembershipVote)]
pub(super) struct NewVoteWire {
    pub(super) member: Uuid,
    /// `yes`, `no` or `abstain`; `null`, never left out, where the Secretariat records a paper that can't be read.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(value_type = Option<String>, example = "yes")]
    pub(super) choice: Option<Choice>,
}

/// A meeting.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipMeeting)]
pub(super) struct MeetingWire {
    id: Uuid,
    #[schema(example = "C-2026-0003")]
    number: String,
    #[schema(value_type = String, example = "executive-committee")]
    body: BodyCode,
    title: String,
    #[schema(value_type = String)]
    starts: Timestamp,
    #[schema(example = "Asia/Seoul")]
    zone: String,
    #[schema(value_type = String, example = "open")]
    stage: MeetingStage,
    /// Since when it is open, and when the roll was frozen.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    opened: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    closed: Option<Timestamp>,
    /// When it was called off, and why.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    called_off: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Who may vote, and for each who may not, why.
    roll: Vec<RollWire>,
    /// The members that are there.
    present: Vec<Uuid>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chair: Option<Uuid>,
    /// Whether those who are there make a quorum; once it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    quorum: Option<QuorumProof>,
    agenda: Vec<ItemWire>,
    /// Where its minutes can be read by anyone; once it is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<String>,
}

/// A meeting as a line of a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipMeetingLine)]
pub(super) struct LineWire {
    id: Uuid,
    number: String,
    #[schema(value_type = String)]
    body: BodyCode,
    title: String,
    #[schema(value_type = String)]
    starts: Timestamp,
    zone: String,
    #[schema(value_type = String)]
    stage: MeetingStage,
}

/// A page of meetings.
#[derive(Serialize, ToSchema)]
#[schema(as = MembershipMeetings)]
pub(super) struct MeetingsWire {
    pub(super) items: Vec<LineWire>,
    /// Send it as `cursor` to read on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) next: Option<eframe_core::http::Cursor>,
}

/// A member on a roll.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipRollEntry)]
pub(super) struct RollWire {
    member: Uuid,
    /// Its name when the roll was frozen.
    name: String,
    entitled: bool,
    /// Why it may not vote: codes with their facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    reasons: Vec<Reason>,
}

/// An item of an agenda.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipItem)]
pub(super) struct ItemWire {
    id: Uuid,
    position: u32,
    /// What is decided: `matter` is `application` or `motion`.
    #[schema(value_type = Object)]
    matter: Matter,
    /// Where it stands: `stage` is `pending`, `open`, `closed`, `decided` or `deferred`. Decided, `published` holds the
    /// roll, the presence, the ballots, the rules and the tally: everything needed to count again.
    #[schema(value_type = Object)]
    state: ItemState,
    /// The proof line of the decision, as data.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    proof: Option<Value>,
}

/// Where a meeting stands after a step.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipMeetingStanding)]
pub(super) struct StandingWire {
    meeting: Uuid,
    #[schema(value_type = String)]
    stage: MeetingStage,
    /// The item that came into being or was decided about.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<Uuid>,
}

/// A vote that was taken.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MembershipVote)]
pub(super) struct VoteWire {
    item: Uuid,
    member: Uuid,
    #[schema(value_type = Option<String>)]
    choice: Option<Choice>,
    #[schema(value_type = String)]
    at: Timestamp,
    /// Whether the Secretariat recorded it for somebody in the room.
    recorded: bool,
}

/// What may be known of the votes on an item while they are taken.
#[derive(Serialize, ToSchema)]
#[schema(as = MembershipVoting)]
pub(super) struct VotingWire {
    /// The members that have voted.
    pub(super) voted: Vec<Uuid>,
    /// The votes of members that you vote for.
    pub(super) own: Vec<VoteWire>,
}

impl TryFrom<PlanWire> for Plan {
    type Error = FieldErrors;

    fn try_from(wire: PlanWire) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::new();
        let unknown = |_| FieldErrors::one("body", "membership.field.body.unknown");
        let body = errors.take(wire.body.parse::<BodyCode>().map_err(unknown));
        let PlanWire { body: _, title, starts, zone, fold } = wire;
        let starts = errors.take(WhenWire { title: String::new(), starts, zone, fold }.time());
        match (body, starts) {
            (Some(body), Some(starts)) => errors.finish(Self { body, title, starts }),
            _ => Err(errors),
        }
    }
}

impl WhenWire {
    fn time(&self) -> Result<LocalTime, FieldErrors> {
        let mut errors = FieldErrors::new();
        let local = self.starts.parse::<DateTime>().ok();
        errors.check(local.is_some(), "starts", "membership.field.starts.form");
        let fold = self.fold.as_deref().map(Fold::named);
        errors.check(fold != Some(None), "fold", "membership.field.starts.twice");
        let zone = self.zone.clone();
        errors.finish(LocalTime { local: local.unwrap_or_default(), zone, fold: fold.flatten() })
    }

    pub(super) fn command(self, expected: Version) -> Result<Reschedule, FieldErrors> {
        let starts = self.time()?;
        Ok(Reschedule { title: self.title, starts, expected: Some(expected) })
    }
}

impl MeetingWire {
    pub(super) fn of(membership: &Membership, meeting: &Meeting) -> Self {
        let (roll, attendance) = (meeting.state.roll(), attendance(meeting));
        let (opened, closed) = match &meeting.state {
            MeetingState::Planned | MeetingState::CalledOff { .. } => (None, None),
            MeetingState::Open { at, .. } => (Some(*at), None),
            MeetingState::Closed { opened, at, .. } => (Some(*opened), Some(*at)),
        };
        let (called_off, reason) = match &meeting.state {
            MeetingState::CalledOff { at, reason, .. } => (Some(*at), Some(reason.clone())),
            _ => (None, None),
        };
        let minutes = closed.map(|_| {
            let mount = membership.mount();
            mount.absolute(&mount.json_url(&format!("/minutes/{}", meeting.code)))
        });
        Self {
            id: meeting.id.uuid(),
            number: meeting.number.clone(),
            body: meeting.body.clone(),
            title: meeting.title.clone(),
            starts: meeting.starts,
            zone: meeting.zone.clone(),
            stage: meeting.state.stage(),
            opened,
            closed,
            called_off,
            reason,
            roll: roll.map(rows).unwrap_or_default(),
            present: attendance.present.iter().map(|member| member.uuid()).collect(),
            chair: attendance.chair.map(MemberId::uuid),
            quorum: membership.quorum(meeting),
            agenda: meeting.items.iter().map(ItemWire::from).collect(),
            minutes,
        }
    }
}

fn attendance(meeting: &Meeting) -> Attendance {
    match &meeting.state {
        MeetingState::Open { attendance, .. } | MeetingState::Closed { attendance, .. } => {
            attendance.clone()
        }
        MeetingState::Planned | MeetingState::CalledOff { .. } => Attendance::default(),
    }
}

impl From<CallOffWire> for CallOff {
    fn from(CallOffWire { reason }: CallOffWire) -> Self {
        Self { reason }
    }
}

fn rows(roll: &Roll) -> Vec<RollWire> {
    let mut rows: Vec<RollWire> = roll.entries().map(RollWire::from).collect();
    rows.sort_by(|one, other| (&one.name, one.member).cmp(&(&other.name, other.member)));
    rows
}

impl From<&eframe_ballot::Entry> for RollWire {
    fn from(entry: &eframe_ballot::Entry) -> Self {
        let reasons = match &entry.right {
            Right::Excluded { reasons } => reasons.clone(),
            _ => Vec::new(),
        };
        let member = BodyId::uuid(entry.body);
        Self { member, name: entry.name.clone(), entitled: entry.right.is_entitled(), reasons }
    }
}

impl From<&MeetingRow> for LineWire {
    fn from(meeting: &MeetingRow) -> Self {
        Self {
            id: meeting.id.uuid(),
            number: meeting.number.clone(),
            body: meeting.body.clone(),
            title: meeting.title.clone(),
            starts: meeting.starts,
            zone: meeting.zone.clone(),
            stage: meeting.stage,
        }
    }
}

impl From<&Item> for ItemWire {
    fn from(item: &Item) -> Self {
        let proof = match &item.state {
            ItemState::Decided { published, .. } => serde_json::to_value(published.proof()).ok(),
            _ => None,
        };
        let (id, position) = (item.id.uuid(), item.position);
        Self { id, position, matter: item.matter.clone(), state: item.state.clone(), proof }
    }
}

impl From<MeetingStanding> for StandingWire {
    fn from(standing: MeetingStanding) -> Self {
        let MeetingStanding { meeting, stage, item, version: _ } = standing;
        Self { meeting: meeting.uuid(), stage, item: item.map(|item| item.uuid()) }
    }
}

impl From<Vote> for VoteWire {
    fn from(vote: Vote) -> Self {
        let Vote { item, member, choice, at, recorded, by: _ } = vote;
        Self { item: item.uuid(), member: member.uuid(), choice, at, recorded }
    }
}
