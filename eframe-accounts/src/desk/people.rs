use axum::response::Response;
use eframe_core::Permission;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind, List, Paging, Row, Standing};
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Cursor, Problem, in_query};

use super::seat::Seat;
use crate::model::{Account, Organisation};
use crate::{Wanted, permission};

/// So many people stand on a page.
const PAGE: usize = 50;
const COLUMNS: [&str; 5] = [
    "accounts.desk.people-name",
    "accounts.desk.people-email",
    "accounts.desk.people-state",
    "accounts.desk.people-factor",
    "accounts.desk.people-roles",
];

/// People by name, with filters.
pub(super) async fn list(seat: Seat) -> Result<Response, Problem> {
    let filled = |name| Some(seat.query.one(name).trim().to_owned()).filter(|s| !s.is_empty());
    let active = match seat.query.one("state") {
        "active" => Some(true),
        "off" => Some(false),
        _ => None,
    };
    let second_factor = match seat.query.one("factor") {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    };
    let wanted = Wanted { words: filled("words"), role: filled("role"), active, second_factor };
    let after = match filled("after") {
        Some(cursor) => Some(
            serde_json::from_value::<Cursor>(cursor.into())
                .map_err(|_| Problem::not_found())?
                .read()?,
        ),
        None => None,
    };
    let actor = &seat.caller.actor;
    let mut people = seat.accounts.people(actor, &wanted, after.as_ref(), PAGE as u64 + 1).await?;
    let more = people.len() > PAGE;
    people.truncate(PAGE);
    let held = people.iter().flat_map(|one| &one.memberships);
    let organisations = seat.accounts.organisations_of(held).await?;
    let next = people.last().filter(|_| more).map(|last| next_page(&seat, last));
    let page = List {
        notice: seat.notice(),
        lead: seat.say("accounts.desk.people-lead"),
        actions: actions(&seat),
        filters: filters(&seat),
        form: Fields::posted(&seat.query),
        count: seat.words.say_with("accounts.desk.people-count", &[("count", people.len().into())]),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: people.iter().map(|one| row(&seat, one, &organisations)).collect(),
        paging: Paging { said: String::new(), previous: None, next },
        empty: seat.say("accounts.desk.people-empty"),
    };
    seat.page(&seat.say("accounts.desk.people-title"), &page).await
}

fn actions(seat: &Seat) -> Vec<Action> {
    let invite =
        Action::new(Kind::Main, seat.say("accounts.desk.invite-title"), seat.url("/invite"));
    let mut actions = vec![
        Action::new(
            Kind::Plain,
            seat.say("accounts.desk.invitations-title"),
            seat.url("/invitations"),
        ),
        Action::new(
            Kind::Plain,
            seat.say("accounts.desk.organisations-title"),
            seat.url("/organisations"),
        ),
    ];
    const INVITING: [Permission; 2] = [permission::INVITE, permission::INVITE_TO_ORGANISATIONS];
    let mut grants = seat.caller.actor.grants().iter();
    if grants.any(|grant| INVITING.iter().any(|one| one.name() == grant.permission())) {
        actions.insert(0, invite);
    }
    actions
}

fn filters(seat: &Seat) -> Vec<Field> {
    let roles = seat.accounts.roles().iter();
    let roles = roles.map(|role| Choice::new(role.name(), seat.words.role(role.name()))).collect();
    let states = vec![
        Choice::new("active", seat.say("accounts.desk.state-active")),
        Choice::new("off", seat.say("accounts.desk.state-off")),
    ];
    let factors = vec![
        Choice::new("on", seat.say("accounts.desk.factor-on")),
        Choice::new("off", seat.say("accounts.desk.factor-off")),
    ];
    vec![
        Field::search("words", seat.say("accounts.desk.people-words")),
        Field::select("role", seat.say("accounts.desk.people-role"), roles).optional(),
        Field::select("state", seat.say("accounts.desk.people-state"), states).optional(),
        Field::select("factor", seat.say("accounts.desk.people-factor"), factors).optional(),
    ]
}

fn row(seat: &Seat, one: &Account, organisations: &[Organisation]) -> Row {
    let state = if one.is_active() {
        Cell::status(Standing::Ok, seat.say("accounts.desk.state-active"))
    } else {
        Cell::status(Standing::Bad, seat.say("accounts.desk.state-off"))
    };
    let roles: Vec<_> = one.memberships.iter().map(|held| seat.role(held, organisations)).collect();
    Row::new([
        Cell::link(&*one.name, seat.url(&format!("/{}", one.id))),
        Cell::text(one.email.as_str()),
        state,
        factor(seat, one),
        Cell::text(roles.join("; ")),
    ])
}

/// Whether they have a second factor, and whether they should.
fn factor(seat: &Seat, one: &Account) -> Cell {
    let (standing, key) = match one.second_factor {
        Some(_) => (Standing::Ok, "accounts.desk.factor-on"),
        None if one.owes_second_factor(seat.accounts.roles()) => {
            (Standing::Warn, "accounts.desk.factor-owed")
        }
        None => (Standing::Note, "accounts.desk.factor-off"),
    };
    Cell::status(standing, seat.say(key))
}

/// The address of the people behind this one, with the same filters.
fn next_page(seat: &Seat, last: &Account) -> String {
    let cursor = serde_json::to_value(Cursor::after(&(last.name.to_lowercase(), last.id)));
    let cursor = cursor.ok().and_then(|value| value.as_str().map(str::to_owned));
    let kept: String = ["words", "role", "state", "factor"]
        .map(|name| (name, seat.query.one(name)))
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("&{name}={}", in_query(value)))
        .collect();
    seat.url(&format!("/?after={}{kept}", cursor.unwrap_or_default()))
}
