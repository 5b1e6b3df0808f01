use axum::response::Response;
use eframe_ballot::{BodyId, Choice, Right};
use eframe_core::block::axum;
use eframe_core::desk::Paging;
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use eframe_core::{FieldErrors, Timestamp};
use http::StatusCode;
use serde::Serialize;

use crate::desk::listed::{LINES, Listed};
use crate::model::{
    Item, ItemId, ItemStage, ItemState, Matter, Meeting, MeetingId, MeetingStage, MeetingState,
    Member, MemberId,
};
use crate::pages::VoteView;
use crate::rules::Cast;
use crate::seat::{Own, Seat, to};
use crate::store::{BehindMeeting, MeetingRow, Meetings};
use crate::words::{OffView, meeting_look};
use crate::{Error, Refusal, Voting};

/// The meetings of bodies that one's organisation belongs to.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct OwnMeetingsPage {
    meetings: Vec<MeetingLine>,
    paging: Paging,
    back: String,
}

/// One of them.
#[derive(Clone, Debug, Default, Serialize)]
struct MeetingLine {
    href: String,
    title: String,
    number: String,
    body: String,
    starts: Timestamp,
    zone: String,
    stage: String,
    look: &'static str,
}

/// A meeting for somebody who votes in it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct VotingPage {
    notice: String,
    form: Fields,
    back: String,
    meeting: MeetingLine,
    quorum: String,
    is_quorate: bool,
    is_open: bool,
    /// That it does not take place.
    off: Option<OffView>,
    seats: Vec<OwnSeat>,
    agenda: Vec<OwnItem>,
    minutes: String,
    /// This page, to look again.
    again: String,
}

/// A member that the reader votes for.
#[derive(Clone, Debug, Default, Serialize)]
struct OwnSeat {
    member: String,
    name: String,
    /// Whether the roll names it.
    on_roll: bool,
    entitled: bool,
    reasons: Vec<String>,
    present: bool,
    chair: bool,
    may_attend: bool,
    may_leave: bool,
}

/// An item as a voter sees it.
#[derive(Clone, Debug, Default, Serialize)]
struct OwnItem {
    id: String,
    position: u32,
    title: String,
    number: String,
    /// Where the application is read.
    read: String,
    text: String,
    stage: String,
    look: &'static str,
    deferred: Option<String>,
    vote: Option<VoteView>,
    ballots: Vec<OwnBallot>,
}

/// What a member of the reader's says to an item.
#[derive(Clone, Debug, Default, Serialize)]
struct OwnBallot {
    member: String,
    name: String,
    /// How it voted, once it did.
    chosen: Option<String>,
    at: Timestamp,
    may_vote: bool,
}

const DONE: [&str; 3] = ["attend", "leave", "vote"];

/// Shows the meetings.
pub(super) async fn list(Own(seat): Own) -> Result<Response, Problem> {
    let listed = Listed { seat: &seat, path: "/meetings", filters: &[] };
    let (behind, limit) = (seat.after::<BehindMeeting>()?, LINES as u64 + 1);
    let (actor, all) = (seat.actor(), Meetings::default());
    let mut found = seat.membership.meetings(actor, &all, behind.as_ref(), limit).await?;
    let paging = listed.page(&mut found, BehindMeeting::of);
    let meetings = found.iter().map(|meeting| line(&seat, meeting)).collect();
    let page = OwnMeetingsPage { meetings, paging, back: seat.url("/") };
    seat.page(&seat.say("membership.voting.meetings"), &page).await
}

/// Shows a meeting.
pub(super) async fn show(Own(seat): Own, Path(id): Path<MeetingId>) -> Result<Response, Problem> {
    answer(&seat, id, Fields::empty(), StatusCode::OK).await
}

/// Takes the step whose button was pressed.
pub(super) async fn step(
    Own(seat): Own,
    Path(id): Path<MeetingId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let step = DONE.into_iter().find(|step| *step == posted.one("step"));
    let Some(step) = step else {
        return Err(Problem::bad_request("step", "There is no such step."));
    };
    match take(&seat, id, step, &posted).await {
        Ok(()) => Ok(to(&seat.url(&format!("/meetings/{id}?done={step}")))),
        Err(Error::Refused(Refusal::NoRight(reasons))) => {
            let said = reasons.iter().map(|reason| seat.words.reason(reason));
            let form = said.fold(Fields::posted(&posted), |form, said| form.fault("", said));
            answer(&seat, id, form, StatusCode::FORBIDDEN).await
        }
        Err(Error::Refused(Refusal::AlreadyVoted(Some(stands)))) => {
            let how = seat.words.choice(stands.choice);
            let by = [("choice", how.as_str().into()), ("by", stands.by.name.as_str().into())];
            let said = seat.words.say_with("membership.voting.already", &by);
            let form = Fields::posted(&posted).fault("", said);
            answer(&seat, id, form, StatusCode::CONFLICT).await
        }
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            answer(&seat, id, form, status).await
        }
    }
}

async fn take(seat: &Seat, id: MeetingId, step: &str, posted: &Posted) -> Result<(), Error> {
    let (of, caller) = (&seat.membership, &seat.caller);
    let member = posted.one("member").parse::<MemberId>().map_err(|_| Error::NotFound)?;
    match step {
        "attend" => of.attend(caller, id, member).await.map(drop),
        "leave" => of.depart(caller, id, member).await.map(drop),
        _ => {
            let item = posted.one("item").parse::<ItemId>().map_err(|_| Error::NotFound)?;
            let choice = Some(match posted.one("choice") {
                "yes" => Choice::Yes,
                "no" => Choice::No,
                "abstain" => Choice::Abstain,
                _ => {
                    let missing = FieldErrors::one("choice", "membership.field.choice.empty");
                    return Err(missing.into());
                }
            });
            of.cast(caller, id, item, member, Cast { choice }).await.map(drop)
        }
    }
}

async fn answer(
    seat: &Seat,
    id: MeetingId,
    form: Fields,
    status: StatusCode,
) -> Result<Response, Problem> {
    let membership = &seat.membership;
    let meeting = membership.meeting(seat.actor(), id).await?;
    let voters = membership.own_voters(seat.actor()).await?;
    let reads = membership.decides(seat.actor(), &meeting).await?;
    let mut agenda = Vec::with_capacity(meeting.items.len());
    for item in &meeting.items {
        let voting = match item.state.stage() {
            ItemStage::Open | ItemStage::Closed => {
                membership.voting(seat.actor(), id, item.id).await?
            }
            _ => Voting::default(),
        };
        let mut point = point(seat, &meeting, item, &voters, &voting);
        if !reads {
            point.read = String::new();
        }
        agenda.push(point);
    }
    let proof = membership.quorum(&meeting);
    let stage = meeting.state.stage();
    let mount = membership.mount();
    let minutes = mount.pages_url(seat.language, &format!("/minutes/{}", meeting.code));
    let page = VotingPage {
        notice: seat.notice("membership.voting.done.", &DONE),
        form,
        back: seat.url("/meetings"),
        meeting: line(seat, &MeetingRow::from(&meeting)),
        quorum: proof.map(|proof| seat.words.quorum(&proof)).unwrap_or_default(),
        is_quorate: proof.is_some_and(|proof| proof.is_quorate()),
        is_open: stage == MeetingStage::Open,
        off: OffView::of(&meeting),
        seats: voters.iter().map(|voter| own_seat(seat, &meeting, voter)).collect(),
        agenda,
        minutes: if stage == MeetingStage::Closed { minutes } else { String::new() },
        again: seat.url(&format!("/meetings/{id}")),
    };
    seat.again(&meeting.title, &page, status).await
}

fn line(seat: &Seat, of: &MeetingRow) -> MeetingLine {
    MeetingLine {
        href: seat.url(&format!("/meetings/{}", of.id)),
        title: of.title.clone(),
        number: of.number.clone(),
        body: seat.words.body(&of.body, seat.membership.charter().day(of.starts)),
        starts: of.starts,
        zone: of.zone.clone(),
        stage: seat.words.meeting_stage(of.stage),
        look: meeting_look(of.stage),
    }
}

fn own_seat(seat: &Seat, of: &Meeting, voter: &Member) -> OwnSeat {
    let mut own = OwnSeat {
        member: voter.id.to_string(),
        name: voter.profile.name.clone(),
        ..OwnSeat::default()
    };
    let (roll, attendance) = match &of.state {
        MeetingState::Planned | MeetingState::CalledOff { .. } => return own,
        MeetingState::Open { roll, attendance, .. }
        | MeetingState::Closed { roll, attendance, .. } => (roll, attendance),
    };
    let entry = roll.entry(BodyId::new(voter.id.uuid()));
    own.on_roll = entry.is_some();
    own.present = attendance.present.contains(&voter.id);
    own.chair = attendance.chair == Some(voter.id);
    match entry.map(|entry| &entry.right) {
        Some(Right::Excluded { reasons }) => {
            own.reasons = reasons.iter().map(|reason| seat.words.reason(reason)).collect();
        }
        Some(_) => own.entitled = true,
        None => {}
    }
    let is_open = of.state.stage() == MeetingStage::Open;
    let busy = of.items.iter().any(|item| item.state.stage() == ItemStage::Open);
    own.may_attend = is_open && own.on_roll && !own.present;
    own.may_leave = is_open && own.present && !busy;
    own
}

fn point(seat: &Seat, of: &Meeting, item: &Item, voters: &[Member], voting: &Voting) -> OwnItem {
    let stage = item.state.stage();
    let mut own = OwnItem {
        id: item.id.to_string(),
        position: item.position,
        stage: seat.words.item_stage(stage),
        look: match stage {
            ItemStage::Pending => "note",
            ItemStage::Open | ItemStage::Closed | ItemStage::Deferred => "warn",
            ItemStage::Decided => "ok",
        },
        ..OwnItem::default()
    };
    match &item.matter {
        Matter::Application { number, name, .. } => {
            (own.title, own.number) = (name.clone(), number.clone());
            own.read = seat.url(&format!("/meetings/{}/items/{}", of.id, item.id));
        }
        Matter::Motion { title, text } => (own.title, own.text) = (title.clone(), text.clone()),
    }
    match &item.state {
        ItemState::Decided { at, published } => {
            own.vote = Some(VoteView::of(&seat.words, item, published, *at, String::new()));
        }
        ItemState::Deferred { reason, .. } => own.deferred = Some(seat.words.why(reason)),
        ItemState::Open { .. } | ItemState::Closed { .. } => {
            let ballot = |voter| ballot(seat, of, stage, voter, voting);
            own.ballots = voters.iter().filter_map(ballot).collect();
        }
        ItemState::Pending => {}
    }
    own
}

/// What a member of the reader's says to an item that is open or just closed; nothing where it has no say.
fn ballot(
    seat: &Seat,
    of: &Meeting,
    stage: ItemStage,
    voter: &Member,
    voting: &Voting,
) -> Option<OwnBallot> {
    let standing = own_seat(seat, of, voter);
    let cast = voting.own.iter().find(|vote| vote.member == voter.id);
    let may_vote =
        stage == ItemStage::Open && standing.entitled && standing.present && cast.is_none();
    if cast.is_none() && !may_vote {
        return None;
    }
    Some(OwnBallot {
        member: standing.member,
        name: standing.name,
        chosen: cast.map(|vote| seat.words.choice(vote.choice)),
        at: cast.map(|vote| vote.at).unwrap_or_default(),
        may_vote,
    })
}

impl MeetingLine {
    fn sample() -> Self {
        Self {
            href: "/account/membership/meetings/1".to_owned(),
            title: "Executive Committee, 12th meeting".to_owned(),
            number: "C-2026-0003".to_owned(),
            body: "Executive Committee".to_owned(),
            zone: "Asia/Seoul".to_owned(),
            stage: "Open".to_owned(),
            look: "warn",
            ..Self::default()
        }
    }
}

impl Template for OwnMeetingsPage {
    const NAME: &'static str = "membership/own/meetings.html";

    fn samples() -> Vec<Self> {
        let back = "/account/membership/".to_owned();
        let later = Some("/account/membership/meetings?after=x".to_owned());
        let paging = Paging { next: later, ..Paging::default() };
        let meetings = vec![MeetingLine::sample()];
        let full = Self { meetings, paging, back: back.clone() };
        vec![full, Self { back, ..Self::default() }]
    }
}

impl Template for VotingPage {
    const NAME: &'static str = "membership/own/meeting.html";

    fn samples() -> Vec<Self> {
        let seat = OwnSeat {
            member: "1".to_owned(),
            name: "Seoul".to_owned(),
            on_roll: true,
            entitled: true,
            may_attend: true,
            ..OwnSeat::default()
        };
        let excluded = OwnSeat {
            entitled: false,
            reasons: vec!["The fee of 2026 is not paid.".to_owned()],
            present: true,
            chair: true,
            may_attend: false,
            may_leave: true,
            ..seat.clone()
        };
        let open = Self {
            notice: "Present".to_owned(),
            form: Fields::empty().fault("choice", "Choose yes, no or abstention".to_owned()),
            back: "/account/membership/meetings".to_owned(),
            meeting: MeetingLine::sample(),
            quorum: "14 of 20 present, 11 needed: quorate".to_owned(),
            is_quorate: true,
            is_open: true,
            off: None,
            seats: vec![seat.clone(), excluded],
            agenda: OwnItem::samples(),
            minutes: String::new(),
            again: "/account/membership/meetings/1".to_owned(),
        };
        let planned = Self {
            is_open: false,
            quorum: String::new(),
            seats: vec![OwnSeat { on_roll: false, entitled: false, may_attend: false, ..seat }],
            agenda: Vec::new(),
            ..open.clone()
        };
        let closed = Self {
            minutes: "/en/members/minutes/abcdefghij".to_owned(),
            is_open: false,
            is_quorate: false,
            seats: Vec::new(),
            ..open.clone()
        };
        let off = Self { off: Some(OffView::sample()), ..planned.clone() };
        vec![open, planned, closed, off]
    }
}

impl OwnItem {
    fn samples() -> Vec<Self> {
        let ballot = OwnBallot {
            member: "1".to_owned(),
            name: "Seoul".to_owned(),
            may_vote: true,
            ..OwnBallot::default()
        };
        let cast = OwnBallot { chosen: Some("Yes".to_owned()), may_vote: false, ..ballot.clone() };
        let item = Self {
            id: "1".to_owned(),
            position: 1,
            title: "Porto Azul".to_owned(),
            number: "A-2026-0042".to_owned(),
            read: "/account/membership/meetings/1/items/1".to_owned(),
            stage: "Votes are taken".to_owned(),
            look: "warn",
            ballots: vec![ballot, cast],
            ..Self::default()
        };
        let decided = Self {
            vote: Some(VoteView::sample()),
            ballots: Vec::new(),
            look: "ok",
            ..item.clone()
        };
        let motion = Self {
            position: 3,
            number: String::new(),
            read: String::new(),
            text: "In Seoul.\nIn spring.".to_owned(),
            deferred: Some("Later".to_owned()),
            ballots: Vec::new(),
            ..item.clone()
        };
        vec![item, decided, motion]
    }
}
