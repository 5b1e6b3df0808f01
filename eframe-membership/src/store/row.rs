//! Nouns as rows: the one place where both are known.

use eframe_ballot::{Right, Roll};
use eframe_core::Timestamp;
use eframe_core::block::sea_orm::DbErr;
use eframe_core::block::stored;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::table::{document, entry, fee, happened, item, meeting, member, seat, term, vote};
use crate::model::{
    Application, ApplicationId, Attendance, Attendee, Document, Entry, Fee, FeeState, Happened,
    Item, ItemStage, ItemState, Matter, MeetingId, MeetingStage, MeetingState, MemberId, Profile,
    Purpose, Standing, Term, Vote,
};
use crate::rules::{Case, NewApplication, NewMeeting, NewMember};
use crate::store::table::application;

pub(super) fn json<T: Serialize>(value: &T) -> Result<Value, DbErr> {
    serde_json::to_value(value).map_err(|error| DbErr::Json(error.to_string()))
}

/// A name as it is searched and sorted by: folded, so that both databases agree.
pub(crate) fn key(name: &str) -> String {
    crate::model::folded(name)
}

/// What words are looked for in.
pub(super) fn words(profile: &Profile) -> String {
    key(&[profile.name.as_str(), profile.own_name.as_deref().unwrap_or_default()].join("\n"))
}

pub(super) fn new_application(
    new: &NewApplication,
    number: String,
    at: Timestamp,
) -> Result<application::Model, DbErr> {
    let NewApplication { id, organisation, form, code, year: _, creator } = new;
    Ok(application::Model {
        id: id.uuid(),
        version: 1,
        number,
        organisation: organisation.uuid(),
        stage: "draft".to_owned(),
        since: None,
        kind: form.kind.clone(),
        name: form.name.clone(),
        name_key: key(&form.name),
        country: form.country.clone(),
        state: json(&crate::model::State::Draft)?,
        form: json(form)?,
        signature: None,
        member: None,
        code: code.clone(),
        creator: creator.map(|creator| creator.uuid()),
        begun: stored(at),
        changed: stored(at),
        unanswered: None,
    })
}

/// What of an application changes after it was begun.
pub(super) fn application(of: &Application) -> Result<application::ActiveModel, DbErr> {
    use eframe_core::block::sea_orm::Set;
    Ok(application::ActiveModel {
        id: Set(of.id.uuid()),
        stage: Set(of.state.stage().code().to_owned()),
        since: Set(of.state.since().map(stored)),
        kind: Set(of.form.kind.clone()),
        name: Set(of.form.name.clone()),
        name_key: Set(key(&of.form.name)),
        country: Set(of.form.country.clone()),
        state: Set(json(&of.state)?),
        form: Set(json(&of.form)?),
        signature: Set(of.signature.as_ref().map(json).transpose()?),
        member: Set(of.member.map(MemberId::uuid)),
        changed: Set(stored(of.changed)),
        ..Default::default()
    })
}

pub(super) fn document(of: ApplicationId, document: &Document) -> Result<document::Model, DbErr> {
    let purpose = match document.purpose {
        Purpose::SignedForm => "signed-form",
        Purpose::Attachment => "attachment",
    };
    Ok(document::Model {
        id: document.id.uuid(),
        application: of.uuid(),
        purpose: purpose.to_owned(),
        blob: document.blob,
        sha256: document.sha256.to_string(),
        file_name: document.file_name.clone(),
        media_type: document.media_type.clone(),
        bytes: i64::try_from(document.bytes).unwrap_or(i64::MAX),
        by: json(&document.by)?,
        at: stored(document.at),
    })
}

pub(super) fn entry(case: Case, entry: &Entry) -> Result<entry::Model, DbErr> {
    Ok(entry::Model {
        id: entry.id.uuid(),
        case_id: case.uuid(),
        at: stored(entry.at),
        what: entry.what.code().to_owned(),
        entry: json(entry)?,
    })
}

/// A member that was not there: `listed` says when it was written down that the register shows it, where it was here.
pub(super) fn new_member(
    new: &NewMember,
    number: Option<String>,
    listed: Option<Timestamp>,
) -> member::Model {
    let words = words(&new.profile);
    let Profile { name, own_name, country, coordinates, population, website } = new.profile.clone();
    member::Model {
        id: new.id.uuid(),
        version: 1,
        joined: new.joined.map(|day| day.to_string()),
        listed: listed.map(stored),
        number,
        organisation: new.organisation.uuid(),
        kind: new.kind.to_string(),
        standing: new.standing.map(|standing| standing.code().to_owned()),
        shown: is_shown(new.standing),
        since: new.since.map(|day| day.to_string()),
        name_key: key(&name),
        name,
        own_name,
        words,
        country: country.to_string(),
        region: country.region().code().to_owned(),
        latitude: coordinates.map(|at| at.latitude),
        longitude: coordinates.map(|at| at.longitude),
        population: population.and_then(|people| i64::try_from(people).ok()),
        website,
        code: new.code.clone(),
    }
}

pub(super) fn happened(member: MemberId, one: &Happened) -> Result<happened::Model, DbErr> {
    Ok(happened::Model {
        member: member.uuid(),
        number: i32::try_from(one.number).unwrap_or(i32::MAX),
        on_day: one.on.to_string(),
        recorded: stored(one.recorded),
        what: one.what.code().to_owned(),
        happening: json(&one.what)?,
    })
}

pub(super) fn fee(fee: &Fee) -> Result<fee::Model, DbErr> {
    Ok(fee::Model {
        id: fee.id.uuid(),
        member: fee.member.uuid(),
        period: fee.period.clone(),
        minor: fee.amount.minor,
        currency: fee.amount.currency.to_string(),
        due: fee.due.to_string(),
        state: fee_state(&fee.state).to_owned(),
        details: json(&fee.state)?,
    })
}

pub(super) const fn fee_state(state: &FeeState) -> &'static str {
    match state {
        FeeState::Open => "open",
        FeeState::Paid { .. } => "paid",
        FeeState::Waived { .. } => "waived",
    }
}

pub(super) fn term(term: &Term) -> term::Model {
    term::Model {
        id: term.id.uuid(),
        member: term.member.uuid(),
        name: term.name.clone(),
        body: term.body.to_string(),
        office: term.office.to_string(),
        from_day: term.from.to_string(),
        until_day: term.until.to_string(),
    }
}

pub(super) fn new_meeting(new: &NewMeeting, number: String) -> Result<meeting::Model, DbErr> {
    Ok(meeting::Model {
        id: new.id.uuid(),
        version: 1,
        number,
        body: new.body.to_string(),
        title: new.title.clone(),
        starts: stored(new.starts),
        zone: new.zone.clone(),
        stage: MeetingStage::Planned.code().to_owned(),
        state: json(&Kept::Planned)?,
        code: new.code.clone(),
    })
}

/// Where a meeting stands as its row has it: its roll and who is there are rows of their own.
#[derive(Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub(super) enum Kept {
    Planned,
    Open { at: Timestamp },
    Closed { opened: Timestamp, at: Timestamp },
    CalledOff { at: Timestamp, reason: String },
}

impl From<&MeetingState> for Kept {
    fn from(state: &MeetingState) -> Self {
        match state {
            MeetingState::Planned => Self::Planned,
            MeetingState::Open { at, .. } => Self::Open { at: *at },
            MeetingState::Closed { opened, at, .. } => Self::Closed { opened: *opened, at: *at },
            MeetingState::CalledOff { at, reason, .. } => {
                Self::CalledOff { at: *at, reason: reason.clone() }
            }
        }
    }
}

impl Kept {
    /// The state with the roll and who of it is there.
    pub(super) fn with(self, roll: Roll, attendance: Attendance) -> MeetingState {
        match self {
            Self::Planned => MeetingState::Planned,
            Self::Open { at } => MeetingState::Open { at, roll, attendance },
            Self::Closed { opened, at } => MeetingState::Closed { opened, at, roll, attendance },
            Self::CalledOff { at, reason } => {
                let roll = Some(roll).filter(|roll| roll.entries().next().is_some());
                MeetingState::CalledOff { at, reason, roll }
            }
        }
    }
}

pub(super) fn seat(meeting: MeetingId, attendee: &Attendee) -> Result<seat::Model, DbErr> {
    let Attendee { entry, present, chair } = attendee;
    Ok(seat::Model {
        meeting: meeting.uuid(),
        member: entry.body.uuid(),
        name: Some(entry.name.clone()),
        reasons: match &entry.right {
            Right::Excluded { reasons } => Some(json(reasons)?),
            _ => None,
        },
        present: *present,
        chair: *chair,
    })
}

pub(super) fn item(meeting: MeetingId, item: &Item) -> Result<item::Model, DbErr> {
    Ok(item::Model {
        id: item.id.uuid(),
        version: 1,
        meeting: meeting.uuid(),
        position: i32::try_from(item.position).unwrap_or(i32::MAX),
        application: match &item.matter {
            Matter::Application { application, .. } => Some(application.uuid()),
            Matter::Motion { .. } => None,
        },
        matter: json(&item.matter)?,
        stage: item.state.stage().code().to_owned(),
        state: json(&item.state)?,
    })
}

/// Whether an item still keeps its application from other agendas.
pub(super) fn keeps_application(state: &ItemState) -> bool {
    !matches!(state.stage(), ItemStage::Decided | ItemStage::Deferred)
}

pub(super) fn vote(vote: &Vote) -> Result<vote::Model, DbErr> {
    let choice = vote.choice.map(|choice| json(&choice)).transpose()?;
    Ok(vote::Model {
        item: vote.item.uuid(),
        member: vote.member.uuid(),
        choice: choice.and_then(|choice| choice.as_str().map(str::to_owned)),
        by: json(&vote.by)?,
        at: stored(vote.at),
        recorded: vote.recorded,
    })
}

/// Whether the register shows whoever stands so, so that they need a number.
pub(super) fn is_shown(standing: Option<Standing>) -> bool {
    standing.is_some_and(Standing::is_registered)
}

impl Case {
    /// The id that its entries are kept under.
    pub(crate) const fn uuid(self) -> Uuid {
        match self {
            Self::Application(application) => application.uuid(),
            Self::Member(member) => member.uuid(),
        }
    }
}
