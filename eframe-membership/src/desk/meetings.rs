use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, FormPage, Kind as Weight, List, Row, Standing};
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{FieldErrors, Version};
use jiff::civil::DateTime;

use super::listed::{LINES, Listed};
use crate::model::{BodyCode, Meeting, MeetingId, MeetingStage};
use crate::permission::MEET;
use crate::rules::{Fold, LocalTime, Plan, Reschedule};
use crate::seat::{Desk, Seat, begun, to};
use crate::store::{BehindMeeting, MeetingRow, Meetings};

const COLUMNS: [&str; 4] = [
    "membership.desk.meetings.column-title",
    "membership.desk.meetings.column-body",
    "membership.desk.meetings.column-starts",
    "membership.desk.meetings.column-stage",
];

/// The meetings, the latest first.
pub(super) async fn list(Desk(seat): Desk) -> Result<Response, Problem> {
    let stage = MeetingStage::named(seat.query.one("stage"));
    let body = Some(seat.query.one("body").to_owned()).filter(|body| !body.is_empty());
    let which = Meetings { stage, body, seen: None };
    let listed = Listed { seat: &seat, path: "/meetings", filters: &["body", "stage"] };
    let behind = seat.after::<BehindMeeting>()?;
    let limit = LINES as u64 + 1;
    let mut found = seat.membership.meetings(seat.actor(), &which, behind.as_ref(), limit).await?;
    let count = seat.membership.count_meetings(seat.actor(), &which).await?;
    let paging = listed.page(&mut found, BehindMeeting::of);
    let page = List {
        actions: actions(&seat),
        filters: filters(&seat),
        form: listed.form(),
        count: seat.words.say_with("membership.desk.meetings.count", &[("count", count.into())]),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: found.iter().map(|meeting| row(&seat, meeting)).collect(),
        paging,
        empty: seat.say("membership.desk.meetings.empty"),
        ..List::default()
    };
    seat.page(&seat.say("membership.desk.meetings.title"), &page).await
}

fn actions(seat: &Seat) -> Vec<Action> {
    let mut actions = Vec::new();
    if seat.actor().may(MEET) {
        let text = seat.say("membership.desk.meetings.plan");
        actions.push(Action::new(Weight::Main, text, seat.url("/meetings/new")));
    }
    let text = seat.say("membership.desk.terms.title");
    actions.push(Action::new(Weight::Plain, text, seat.url("/terms")));
    actions
}

fn filters(seat: &Seat) -> Vec<Field> {
    let stages = MeetingStage::ALL;
    let stages = stages.map(|stage| Choice::new(stage.code(), seat.words.meeting_stage(stage)));
    vec![
        Field::select("body", seat.say("membership.desk.meetings.column-body"), bodies(seat))
            .optional(),
        Field::select("stage", seat.say("membership.desk.meetings.column-stage"), stages.into())
            .optional(),
    ]
}

/// The bodies of the charter in force today.
pub(super) fn bodies(seat: &Seat) -> Vec<Choice> {
    let today = seat.membership.today();
    let all = seat.membership.charter().on(today).bodies.keys();
    all.map(|code| Choice::new(code.as_str(), seat.words.body(code, today))).collect()
}

fn row(seat: &Seat, meeting: &MeetingRow) -> Row {
    let (stage, charter) = (meeting.stage, seat.membership.charter());
    let looks = match stage {
        MeetingStage::Planned => Standing::Note,
        MeetingStage::Open => Standing::Warn,
        MeetingStage::Closed => Standing::Ok,
        MeetingStage::CalledOff => Standing::Bad,
    };
    let title = format!("{} {}", meeting.number, meeting.title);
    Row::new([
        Cell::link(title, seat.url(&format!("/meetings/{}", meeting.id))),
        Cell::text(seat.words.body(&meeting.body, charter.day(meeting.starts))),
        Cell::text(seat.words.moment(meeting.starts, &meeting.zone)),
        Cell::status(looks, seat.words.meeting_stage(stage)),
    ])
}

/// Asks what to plan.
pub(super) async fn ask(Desk(seat): Desk, kept: Recovered) -> Result<Response, Problem> {
    seat.actor().require(MEET)?;
    let zone = seat.membership.charter().zone_name().to_owned();
    let (form, kept) = begun(kept, Fields::of([("zone", zone)]));
    let page = FormPage { kept, ..planning(&seat, form) };
    seat.page(&seat.say("membership.desk.meetings.plan"), &page).await
}

/// Plans it.
pub(super) async fn plan(
    Desk(seat): Desk,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let planned = match command(&posted) {
        Ok(command) => seat.membership.plan(&seat.caller, command).await,
        Err(errors) => Err(errors.into()),
    };
    match planned {
        Ok(standing) => Ok(to(&seat.url(&format!("/meetings/{}?done=plan", standing.meeting)))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let page = planning(&seat, form);
            seat.again(&seat.say("membership.desk.meetings.plan"), &page, status).await
        }
    }
}

/// Asks for another title or time.
pub(super) async fn ask_move(
    Desk(seat): Desk,
    Path(id): Path<MeetingId>,
    kept: Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(MEET)?;
    let meeting = seat.membership.meeting(seat.actor(), id).await?;
    let local = local(&meeting);
    let form = Fields::of([
        ("version", meeting.version.to_string()),
        ("title", meeting.title.clone()),
        ("starts", local.map(|local| local.to_string()).unwrap_or_default()),
        ("zone", meeting.zone.clone()),
    ]);
    let (form, kept) = begun(kept, form);
    let page = FormPage { kept, ..moving(&seat, &meeting, form) };
    seat.page(&seat.say("membership.desk.meetings.move"), &page).await
}

/// Gives it.
pub(super) async fn shift(
    Desk(seat): Desk,
    Path(id): Path<MeetingId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let moved = match time(&posted) {
        Ok(starts) => {
            let expected = posted.one("version").parse().ok().map(Version::new);
            let command = Reschedule { title: posted.one("title").to_owned(), starts, expected };
            seat.membership.reschedule(&seat.caller, id, command).await
        }
        Err(errors) => Err(errors.into()),
    };
    match moved {
        Ok(_) => Ok(to(&seat.url(&format!("/meetings/{id}?done=move")))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let meeting = seat.membership.meeting(seat.actor(), id).await?;
            let page = moving(&seat, &meeting, form);
            seat.again(&seat.say("membership.desk.meetings.move"), &page, status).await
        }
    }
}

fn command(posted: &Posted) -> Result<Plan, FieldErrors> {
    let mut errors = FieldErrors::new();
    let unknown = |_| FieldErrors::one("body", "membership.field.body.unknown");
    let body = errors.take(posted.one("body").parse::<BodyCode>().map_err(unknown));
    let starts = errors.take(time(posted));
    if posted.one("title").trim().is_empty() {
        // Said along with the rest; how long it may be, the rule says.
        errors.add("title", "membership.field.empty");
    }
    match (body, starts) {
        (Some(body), Some(starts)) => {
            errors.finish(Plan { body, title: posted.one("title").to_owned(), starts })
        }
        _ => Err(errors),
    }
}

fn time(posted: &Posted) -> Result<LocalTime, FieldErrors> {
    let wrong = |_| FieldErrors::one("starts", "membership.field.starts.form");
    let local = posted.one("starts").parse::<DateTime>().map_err(wrong)?;
    let fold = Fold::named(posted.one("fold"));
    Ok(LocalTime { local, zone: posted.one("zone").to_owned(), fold })
}

/// The time of a meeting on the clocks of its place.
fn local(meeting: &Meeting) -> Option<DateTime> {
    let zone = jiff::tz::TimeZone::get(&meeting.zone).ok()?;
    Some(zone.to_datetime(meeting.starts))
}

fn planning(seat: &Seat, form: Fields) -> FormPage {
    let label = seat.say("membership.desk.meetings.column-body");
    let mut fields = vec![Field::select("body", label, bodies(seat))];
    fields.extend(shared(seat, &form));
    FormPage {
        fields,
        form,
        next: seat.say("membership.desk.meetings.plan-next"),
        submit: seat.say("membership.desk.meetings.plan"),
        cancel: Some(seat.url("/meetings")),
        ..FormPage::default()
    }
}

fn moving(seat: &Seat, meeting: &Meeting, form: Fields) -> FormPage {
    let mut fields = vec![Field::hidden("version")];
    fields.extend(shared(seat, &form));
    FormPage {
        lead: meeting.number.clone(),
        fields,
        form,
        submit: seat.say("membership.desk.meetings.move"),
        cancel: Some(seat.url(&format!("/meetings/{}", meeting.id))),
        ..FormPage::default()
    }
}

/// Title, time and zone; and which of two, once the time is one that comes twice.
fn shared(seat: &Seat, form: &Fields) -> Vec<Field> {
    let mut fields = vec![
        Field::text("title", seat.say("membership.desk.meetings.field-title"))
            .hint(seat.say("membership.desk.meetings.field-title-hint")),
        Field::local("starts", seat.say("membership.desk.meetings.column-starts"))
            .hint(seat.say("membership.desk.meetings.field-starts-hint")),
        Field::text("zone", seat.say("membership.desk.meetings.field-zone"))
            .hint(seat.say("membership.desk.meetings.field-zone-hint")),
    ];
    let twice = form.summary().iter().any(|fault| fault.field == "fold");
    if twice || !form.value("fold").is_empty() {
        let key = |fold: Fold| ["membership.desk.meetings.fold-", fold.code()].concat();
        let folds = [Fold::First, Fold::Second];
        let folds = folds.map(|fold| Choice::new(fold.code(), seat.say(&key(fold))));
        let label = seat.say("membership.desk.meetings.field-fold");
        fields.push(Field::radios("fold", label, folds.into()));
    }
    fields
}

/// What no page of meetings shows: the answer to a step that is none.
pub(super) fn no_such_step() -> Problem {
    Problem::bad_request("step", "There is no such step.")
}
