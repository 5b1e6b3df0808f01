use axum::response::Response;
use eframe_ballot::{BodyId, Choice, Right};
use eframe_core::block::axum;
use eframe_core::form::{Choice as Answer, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use eframe_core::{FieldErrors, Timestamp};
use http::StatusCode;
use serde::Serialize;

use super::call_off::may_be_called_off;
use super::meetings::no_such_step;
use super::sure::is_early;
use super::whom;
use crate::model::{
    ApplicationId, Attendance, Item, ItemId, ItemStage, ItemState, Matter, Meeting, MeetingId,
    MeetingStage, MeetingState, MemberId,
};
use crate::pages::VoteView;
use crate::permission::MEET;
use crate::rules::Cast;
use crate::seat::{Desk, Seat, begun, to};
use crate::words::{OffView, meeting_look};
use crate::{Error, Refusal, Voting};

/// A meeting at work: its agenda, its roll, who is there, and what may be done now.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MeetingPage {
    notice: String,
    form: Fields,
    /// The step and the item whose form was refused, or kept while its writer signed in again.
    step: String,
    item: String,
    kept: bool,
    back: String,
    number: String,
    body: String,
    starts: Timestamp,
    zone: String,
    stage: String,
    look: &'static str,
    /// That it does not take place.
    off: Option<OffView>,
    /// Whether enough are there.
    quorum: String,
    is_quorate: bool,
    agenda: Vec<ItemLine>,
    roll: Vec<SeatLine>,
    /// Members to choose a guest from, where what was written fits several.
    offered: Vec<Answer>,
    /// Applications that wait for this body.
    waiting: Vec<Answer>,
    /// Where somebody is asked before it is opened, while its day has not come.
    open_early: String,
    /// Where its title and time are changed.
    shift: String,
    /// Where its minutes are.
    minutes: String,
    is_planned: bool,
    is_open: bool,
    /// Whether the reader runs meetings.
    runs: bool,
    may_close: bool,
    /// Where it is called off; empty where it can't be any more.
    call_off: String,
}

/// An item of the agenda.
#[derive(Clone, Debug, Default, Serialize)]
struct ItemLine {
    id: String,
    position: u32,
    title: String,
    /// The application's number, and where its case is.
    number: String,
    case: String,
    text: String,
    stage: String,
    look: &'static str,
    deferred: Option<String>,
    vote: Option<VoteView>,
    /// How many votes were taken so far.
    voted: usize,
    may_call: bool,
    /// Where voting is closed; empty where it is not open.
    end: String,
    /// Closed and not counted: somebody has to finish.
    is_uncounted: bool,
    may_remove: bool,
    may_defer: bool,
}

/// A member on the roll.
#[derive(Clone, Debug, Default, Serialize)]
struct SeatLine {
    member: String,
    name: String,
    entitled: bool,
    reasons: Vec<String>,
    present: bool,
    chair: bool,
    /// The item that is open, while this member may vote on it and has not.
    ballot: Option<String>,
    /// Whether it has voted on the open item.
    voted: bool,
    may_leave: bool,
    may_chair: bool,
}

/// What a person does with a meeting.
const DONE: [&str; 16] = [
    "plan",
    "move",
    "open",
    "close",
    "attend",
    "guest",
    "leave",
    "chair",
    "call",
    "end",
    "vote",
    "defer",
    "remove",
    "application",
    "motion",
    "count",
];

/// Shows it.
pub(super) async fn show(
    Desk(seat): Desk,
    Path(id): Path<MeetingId>,
    kept: Recovered,
) -> Result<Response, Problem> {
    let (form, kept) = begun(kept, Fields::empty());
    answer(&seat, id, form, kept, StatusCode::OK).await
}

/// Takes the step whose button was pressed.
pub(super) async fn step(
    Desk(seat): Desk,
    Path(id): Path<MeetingId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let step = DONE.into_iter().find(|step| *step == posted.one("step"));
    let step = step.ok_or_else(no_such_step)?;
    match take(&seat, id, step, &posted).await {
        Ok(()) => Ok(to(&seat.url(&format!("/meetings/{id}?done={step}")))),
        Err(Error::Refused(Refusal::NoRight(reasons))) => {
            let said = reasons.iter().map(|reason| seat.words.reason(reason));
            let form = said.fold(Fields::posted(&posted), |form, said| form.fault("", said));
            answer(&seat, id, form, false, StatusCode::FORBIDDEN).await
        }
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            answer(&seat, id, form, false, status).await
        }
    }
}

async fn take(seat: &Seat, id: MeetingId, step: &str, posted: &Posted) -> Result<(), Error> {
    let (of, caller) = (&seat.membership, &seat.caller);
    let item = || posted.one("item").parse::<ItemId>().map_err(|_| Error::NotFound);
    let member = || {
        let chosen = posted.one("member").parse::<MemberId>();
        chosen.map_err(|_| Error::from(FieldErrors::one("member", "core.field.choose")))
    };
    match step {
        "open" => of.open_meeting(caller, id).await.map(drop),
        "close" => of.close_meeting(caller, id).await.map(drop),
        "attend" => of.attend(caller, id, member()?).await.map(drop),
        "guest" => {
            let fits = whom::Fits::of(seat, posted.one(whom::SAID)).await?;
            of.attend(caller, id, fits.one(posted)?).await.map(drop)
        }
        "leave" => of.depart(caller, id, member()?).await.map(drop),
        "chair" => of.take_the_chair(caller, id, member()?).await.map(drop),
        "call" => of.open_item(caller, id, item()?).await.map(drop),
        "count" => of.close_item(caller, id, item()?).await.map(drop),
        "vote" => {
            let choice = choice(posted.one("choice"))?;
            of.cast(caller, id, item()?, member()?, Cast { choice }).await.map(drop)
        }
        "defer" => of.defer_item(caller, id, item()?, posted.one("reason")).await.map(drop),
        "remove" => of.remove_item(caller, id, item()?).await.map(drop),
        "application" => {
            let wrong = |_| Error::from(FieldErrors::one("application", "core.field.choose"));
            let chosen = posted.one("application").parse::<ApplicationId>().map_err(wrong)?;
            of.add_application(caller, id, chosen).await.map(drop)
        }
        "motion" => {
            of.add_motion(caller, id, posted.one("title"), posted.one("text")).await.map(drop)
        }
        _ => Err(Error::NotFound),
    }
}

/// What a button of a ballot says; `unread` is a paper that nobody can read.
fn choice(code: &str) -> Result<Option<Choice>, FieldErrors> {
    match code {
        "yes" => Ok(Some(Choice::Yes)),
        "no" => Ok(Some(Choice::No)),
        "abstain" => Ok(Some(Choice::Abstain)),
        "unread" => Ok(None),
        _ => Err(FieldErrors::one("choice", "membership.field.choice.empty")),
    }
}

async fn answer(
    seat: &Seat,
    id: MeetingId,
    form: Fields,
    kept: bool,
    status: StatusCode,
) -> Result<Response, Problem> {
    let membership = &seat.membership;
    let meeting = membership.meeting(seat.actor(), id).await?;
    let open = meeting.items.iter().find(|item| item.state.stage() == ItemStage::Open);
    let voting = match open {
        Some(item) => membership.voting(seat.actor(), id, item.id).await?,
        None => Voting::default(),
    };
    let mut page = page(seat, &meeting, open.map(|item| item.id), &voting);
    if page.runs && (page.is_planned || page.is_open) {
        let waiting = membership.waiting_for(seat.actor(), &meeting.body).await?;
        let line = |head: crate::store::Head| {
            Answer::new(head.id.to_string(), format!("{} {}", head.number, head.name))
        };
        page.waiting = waiting.into_iter().map(line).collect();
    }
    if page.runs && page.is_open {
        page.offered = whom::offered(seat, &form).await?;
    }
    let titled = meeting.title.clone();
    let page = MeetingPage {
        notice: seat.notice("membership.desk.meeting.done.", &[&DONE[..], &["off"]].concat()),
        step: form.value("step").to_owned(),
        item: form.value("item").to_owned(),
        form,
        kept,
        ..page
    };
    seat.again(&titled, &page, status).await
}

fn page(seat: &Seat, of: &Meeting, open: Option<ItemId>, voting: &Voting) -> MeetingPage {
    let (words, stage) = (&seat.words, of.state.stage());
    let runs = seat.actor().may(MEET);
    let is_open = stage == MeetingStage::Open;
    let proof = seat.membership.quorum(of);
    let busy = |item: &Item| matches!(item.state.stage(), ItemStage::Open | ItemStage::Closed);
    let mount = seat.membership.mount();
    let minutes = mount.pages_url(seat.language, &format!("/minutes/{}", of.code));
    let early = seat.url(&format!("/meetings/{}/open", of.id));
    let off = seat.url(&format!("/meetings/{}/off", of.id));
    MeetingPage {
        back: seat.url("/meetings"),
        number: of.number.clone(),
        body: words.body(&of.body, seat.membership.charter().day(of.starts)),
        starts: of.starts,
        zone: of.zone.clone(),
        stage: words.meeting_stage(stage),
        look: meeting_look(stage),
        off: OffView::of(of),
        quorum: proof.map(|proof| words.quorum(&proof)).unwrap_or_default(),
        is_quorate: proof.is_some_and(|proof| proof.is_quorate()),
        agenda: of.items.iter().map(|item| line(seat, of, item, open, voting)).collect(),
        roll: seats(seat, of, open, voting),
        open_early: if is_early(seat, of) { early } else { String::new() },
        shift: seat.url(&format!("/meetings/{}/move", of.id)),
        minutes: if stage == MeetingStage::Closed { minutes } else { String::new() },
        is_planned: stage == MeetingStage::Planned,
        is_open,
        runs,
        may_close: runs && is_open && !of.items.iter().any(busy),
        call_off: if runs && may_be_called_off(of) { off } else { String::new() },
        ..MeetingPage::default()
    }
}

fn line(seat: &Seat, of: &Meeting, item: &Item, open: Option<ItemId>, voting: &Voting) -> ItemLine {
    let (words, stage) = (&seat.words, item.state.stage());
    let runs = seat.actor().may(MEET);
    let meeting = of.state.stage();
    let end = seat.url(&format!("/meetings/{}/items/{}/end", of.id, item.id));
    let mut line = ItemLine {
        id: item.id.to_string(),
        position: item.position,
        stage: words.item_stage(stage),
        look: match stage {
            ItemStage::Pending => "note",
            ItemStage::Open | ItemStage::Closed | ItemStage::Deferred => "warn",
            ItemStage::Decided => "ok",
        },
        voted: if stage == ItemStage::Open { voting.voted.len() } else { 0 },
        may_call: runs
            && meeting == MeetingStage::Open
            && stage == ItemStage::Pending
            && open.is_none(),
        end: Some(end).filter(|_| runs && stage == ItemStage::Open).unwrap_or_default(),
        is_uncounted: runs && stage == ItemStage::Closed,
        may_remove: runs && meeting == MeetingStage::Planned,
        may_defer: runs && meeting == MeetingStage::Open && stage == ItemStage::Pending,
        ..ItemLine::default()
    };
    match &item.matter {
        Matter::Application { application, number, name, .. } => {
            (line.title, line.number) = (name.clone(), number.clone());
            line.case = seat.url(&format!("/cases/{application}"));
        }
        Matter::Motion { title, text } => (line.title, line.text) = (title.clone(), text.clone()),
    }
    match &item.state {
        ItemState::Decided { at, published } => {
            line.vote = Some(VoteView::of(words, item, published, *at, String::new()));
        }
        ItemState::Deferred { reason, .. } => line.deferred = Some(words.why(reason)),
        _ => {}
    }
    line
}

fn seats(seat: &Seat, of: &Meeting, open: Option<ItemId>, voting: &Voting) -> Vec<SeatLine> {
    let (roll, attendance) = match &of.state {
        MeetingState::Planned | MeetingState::CalledOff { .. } => return Vec::new(),
        MeetingState::Open { roll, attendance, .. }
        | MeetingState::Closed { roll, attendance, .. } => (roll, attendance),
    };
    let runs = seat.actor().may(MEET) && of.state.stage() == MeetingStage::Open;
    let formats = seat.membership.presentation().formats(seat.language);
    let mut lines: Vec<SeatLine> = roll
        .entries()
        .map(|entry| {
            let member = MemberId::new(BodyId::uuid(entry.body));
            let Attendance { present, chair } = attendance;
            let (here, entitled) = (present.contains(&member), entry.right.is_entitled());
            let voted = voting.voted.contains(&member);
            SeatLine {
                member: member.to_string(),
                name: entry.name.clone(),
                entitled,
                reasons: match &entry.right {
                    Right::Excluded { reasons } => {
                        reasons.iter().map(|reason| seat.words.reason(reason)).collect()
                    }
                    _ => Vec::new(),
                },
                present: here,
                chair: *chair == Some(member),
                ballot: open
                    .filter(|_| runs && here && entitled && !voted)
                    .map(|item| item.to_string()),
                voted,
                may_leave: runs && here && open.is_none(),
                may_chair: runs && here && entitled && open.is_none() && *chair != Some(member),
            }
        })
        .collect();
    lines.sort_by(|one, other| formats.compare(&one.name, &other.name));
    lines
}

impl Template for MeetingPage {
    const NAME: &'static str = "membership/desk/meeting.html";

    fn samples() -> Vec<Self> {
        let (item, motion, seat) = (ItemLine::sample, ItemLine::motion(), SeatLine::sample());
        let planned = Self::planned();
        let open = Self {
            form: Fields::of([("member", "ville"), ("reason", "The delegation is late")])
                .fault("chosen", "Choose one".to_owned()),
            step: "defer".to_owned(),
            item: "1".to_owned(),
            kept: true,
            quorum: "14 of 20 present, 11 needed: quorate".to_owned(),
            is_quorate: true,
            agenda: vec![
                ItemLine { end: "/end".to_owned(), voted: 3, ..item(1, "warn") },
                ItemLine { may_call: true, may_defer: true, ..motion.clone() },
                ItemLine { is_uncounted: true, ..item(3, "warn") },
            ],
            roll: SeatLine::samples(),
            offered: ["2", "3"]
                .map(|id| Answer::new(id, "Aville").hint("M-2026-0042 · France"))
                .into(),
            is_planned: false,
            is_open: true,
            may_close: true,
            ..planned.clone()
        };
        let closed = Self {
            agenda: vec![
                ItemLine { vote: Some(VoteView::sample()), ..item(1, "ok") },
                ItemLine { deferred: Some("Later".to_owned()), ..motion },
            ],
            minutes: "/en/members/minutes/abcdefghij".to_owned(),
            is_open: false,
            may_close: false,
            waiting: Vec::new(),
            offered: Vec::new(),
            roll: vec![seat],
            ..open.clone()
        };
        let read = Self { runs: false, may_close: false, agenda: Vec::new(), ..open.clone() };
        let off = Self {
            off: Some(OffView::sample()),
            look: "bad",
            call_off: String::new(),
            is_planned: false,
            shift: String::new(),
            ..planned.clone()
        };
        let early =
            Self { open_early: "/desk/membership/meetings/1/open".to_owned(), ..planned.clone() };
        vec![planned, early, open, closed, read, off]
    }
}

impl ItemLine {
    fn sample(position: u32, look: &'static str) -> Self {
        Self {
            id: "1".to_owned(),
            position,
            title: "Porto Azul".to_owned(),
            number: "A-2026-0042".to_owned(),
            case: "/desk/membership/cases/1".to_owned(),
            stage: "Not yet called".to_owned(),
            look,
            ..Self::default()
        }
    }

    fn motion() -> Self {
        Self {
            number: String::new(),
            case: String::new(),
            text: "In Seoul.\nIn spring.".to_owned(),
            ..Self::sample(2, "note")
        }
    }
}

impl SeatLine {
    fn sample() -> Self {
        Self { member: "1".to_owned(), name: "Seoul".to_owned(), entitled: true, ..Self::default() }
    }

    fn samples() -> Vec<Self> {
        let seat = Self::sample();
        let excluded = Self {
            entitled: false,
            reasons: vec!["The fee of 2026 is not paid.".to_owned()],
            ..seat.clone()
        };
        vec![
            Self { present: true, ballot: Some("1".to_owned()), ..seat.clone() },
            Self { present: true, voted: true, chair: true, ..seat.clone() },
            Self { present: true, may_leave: true, may_chair: true, ..seat.clone() },
            excluded,
            seat.clone(),
        ]
    }
}

impl MeetingPage {
    /// A sample before it is opened.
    fn planned() -> Self {
        Self {
            notice: "Planned".to_owned(),
            back: "/desk/membership/meetings".to_owned(),
            number: "C-2026-0003".to_owned(),
            body: "Executive Committee".to_owned(),
            zone: "Asia/Seoul".to_owned(),
            stage: "Planned".to_owned(),
            look: "note",
            agenda: vec![
                ItemLine { may_remove: true, ..ItemLine::sample(1, "note") },
                ItemLine::motion(),
            ],
            waiting: vec![Answer::new("1", "A-2026-0043 Aville")],
            shift: "/desk/membership/meetings/1/move".to_owned(),
            call_off: "/desk/membership/meetings/1/off".to_owned(),
            is_planned: true,
            runs: true,
            ..Self::default()
        }
    }
}
