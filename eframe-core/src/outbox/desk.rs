//! What is parked, as staff see it: a list, and a question before a message is tried again.

use std::ops::Deref;

use axum::Router;
use axum::extract::{FromRequestParts, State};
use axum::response::Response;
use axum::routing::get;
use http::request::Parts;
use uuid::Uuid;

use super::{FailingJob, Outbox, OutboxError, Parked, ParkedId};
use crate::desk::{self, Action, Cell, Column, Confirm, Kind, List, Paging, Row, Standing};
use crate::form::Fields;
use crate::frame::Area;
use crate::http::{self as asking, CallerOf, Path, Problem, Query};
use crate::messages::Arg;
use crate::template::Template;
use crate::{Component, Mount, Presentation};

/// Where the desk stands and how it speaks.
#[derive(Clone)]
struct Desk {
    outbox: Outbox,
    mount: Mount,
    presentation: Presentation,
}

impl Outbox {
    /// The desk: messages that are parked, each with a way to have it tried again, and jobs that fail. To be
    /// mounted where [`Mount::desk`] says, behind the host's sign-in.
    pub fn desk(&self, mount: Mount, presentation: Presentation) -> Component {
        let desk = Desk { outbox: self.clone(), mount, presentation };
        let router = Router::new()
            .route("/", get(parked))
            .route("/jobs", get(jobs))
            .route("/{message}/{subscriber}", get(question).post(retry))
            .with_state(desk);
        Component::from_router("core", router)
    }
}

impl From<OutboxError> for Problem {
    fn from(error: OutboxError) -> Self {
        match error {
            OutboxError::Denied(denied) => denied.into(),
            OutboxError::NotParked => Self::not_found(),
            OutboxError::Commit(error) => error.into(),
            OutboxError::Store(error) => Self::unavailable(5).cause(error),
        }
    }
}

/// The kit's seat, with what it sits at.
struct Seat {
    desk: Desk,
    at: desk::Seat,
}

impl Deref for Seat {
    type Target = desk::Seat;

    fn deref(&self) -> &desk::Seat {
        &self.at
    }
}

impl FromRequestParts<Desk> for Seat {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, of: &Desk) -> Result<Self, Problem> {
        let world = of.outbox.database.world();
        let at = desk::Seat::take(parts, Area::Desk, &of.mount, &of.presentation, world).await?;
        Ok(Self { desk: of.clone(), at })
    }
}

impl Seat {
    async fn page<T: Template>(&self, title: &str, page: &T) -> Result<Response, Problem> {
        self.at.page(&self.say(title), page).await
    }

    fn count(&self, key: &str, count: usize) -> String {
        self.say_with(key, &[("count", Arg::Number(count as f64))])
    }

    fn columns<const N: usize>(&self, keys: [&str; N]) -> Vec<Column> {
        keys.into_iter().map(|key| Column::new(self.say(key))).collect()
    }

    fn message(&self, parked: &Parked) -> Row {
        let ParkedId { message, subscriber } = &parked.id;
        Row::new([
            Cell::link(&parked.event, self.url(&format!("/{message}/{subscriber}"))),
            Cell::text(subscriber),
            Cell::text(&parked.subject),
            Cell::Instant { at: parked.sent },
            Cell::status(Standing::Bad, &parked.error),
        ])
    }

    fn job(&self, job: &FailingJob) -> Row {
        Row::new([
            Cell::text(&job.name),
            Cell::status(Standing::Bad, &job.error),
            Cell::Instant { at: job.due },
        ])
    }
}

/// Where a list of parked messages goes on.
type Position = (i64, String);

async fn parked(seat: Seat, Query(paging): Query<asking::Paging>) -> Result<Response, Problem> {
    let after: Option<Position> = paging.after()?;
    let after = after.as_ref().map(|(position, subscriber)| (*position, subscriber.as_str()));
    let rows = seat.desk.outbox.parked(seat.actor(), after, paging.limit() + 1).await?;
    let page = paging.page(rows, |last| (last.position, last.id.subscriber.clone()));
    let next = page.next.map(|next| seat.url(&format!("/?cursor={}", next.as_str())));
    let notice = seat.notice("core.desk.outbox.", &["retried"]);
    let jobs = Action::new(Kind::Plain, seat.say("core.desk.outbox.jobs"), seat.url("/jobs"));
    let list = List {
        notice,
        lead: seat.say("core.desk.outbox.lead"),
        actions: vec![jobs],
        count: seat.count("core.desk.outbox.count", page.items.len()),
        columns: seat.columns([
            "core.desk.outbox.event",
            "core.desk.outbox.subscriber",
            "core.desk.outbox.subject",
            "core.desk.outbox.sent",
            "core.desk.outbox.error",
        ]),
        rows: page.items.iter().map(|parked| seat.message(parked)).collect(),
        paging: Paging { next, ..Paging::default() },
        empty: seat.say("core.desk.outbox.empty"),
        ..List::default()
    };
    seat.page("core.desk.outbox.title", &list).await
}

async fn jobs(seat: Seat) -> Result<Response, Problem> {
    let jobs = seat.desk.outbox.failing_jobs(seat.actor()).await?;
    let back = Action::new(Kind::Plain, seat.say("core.desk.outbox.title"), seat.url("/"));
    let list = List {
        lead: seat.say("core.desk.outbox.jobs-lead"),
        actions: vec![back],
        count: seat.count("core.desk.outbox.jobs-count", jobs.len()),
        columns: seat.columns([
            "core.desk.outbox.job",
            "core.desk.outbox.error",
            "core.desk.outbox.again",
        ]),
        rows: jobs.iter().map(|job| seat.job(job)).collect(),
        empty: seat.say("core.desk.outbox.jobs-empty"),
        ..List::default()
    };
    seat.page("core.desk.outbox.jobs", &list).await
}

async fn question(
    seat: Seat,
    Path((message, subscriber)): Path<(Uuid, String)>,
) -> Result<Response, Problem> {
    let id = ParkedId { message, subscriber };
    let found = seat.desk.outbox.parked_one(seat.actor(), &id).await?;
    let parked = found.ok_or_else(Problem::not_found)?;
    let (subscriber, event) = (parked.id.subscriber.as_str(), parked.event.as_str());
    let args = [("subscriber", Arg::from(subscriber)), ("event", Arg::from(event))];
    let error = [("error", Arg::from(parked.error.as_str()))];
    let confirm = Confirm {
        question: seat.say_with("core.desk.outbox.question", &args),
        consequences: vec![
            seat.say_with("core.desk.outbox.failed-of", &error),
            seat.say("core.desk.outbox.later-ones"),
        ],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: seat.say("core.desk.outbox.retry"),
        kind: Kind::Main,
        cancel: seat.url("/"),
    };
    seat.page("core.desk.outbox.retry", &confirm).await
}

async fn retry(
    State(desk): State<Desk>,
    CallerOf(caller): CallerOf,
    Path((message, subscriber)): Path<(Uuid, String)>,
) -> Result<Response, Problem> {
    match desk.outbox.retry(&caller, &ParkedId { message, subscriber }).await {
        // Somebody else was faster: what was wanted has happened.
        Ok(()) | Err(OutboxError::NotParked) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(asking::see_other(&desk.mount.desk_url("/?done=retried")))
}
