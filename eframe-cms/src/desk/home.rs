use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind as Weight, List, Row};
use eframe_core::http::Problem;

use super::seat::Seat;
use crate::http::archive::as_file;
use crate::model::Kind;
use crate::permission::{EDIT, EXPORT, MENU, MOVE};
use crate::{Task, ToDo};

const COLUMNS: [&str; 5] = [
    "cms.desk.home.what",
    "cms.desk.home.do",
    "cms.desk.home.language",
    "cms.desk.home.author",
    "cms.desk.home.since",
];

/// What waits for whoever sits here, and where to go from here.
pub(super) async fn show(seat: Seat) -> Result<Response, Problem> {
    let tasks = seat.cms.waiting(seat.actor()).await?;
    let parked = seat.cms.parked().await?;
    let count = [("count", tasks.len().into())];
    let page = List {
        notice: match parked {
            0 => seat.notice(),
            // What did not happen at its time comes before everything else.
            count => seat.say_with("cms.desk.home.parked", &[("count", count.into())]),
        },
        lead: seat.say("cms.desk.home.lead"),
        actions: actions(&seat),
        count: seat.say_with("cms.desk.home.count", &count),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: tasks.iter().map(|task| row(&seat, task)).collect(),
        empty: seat.say("cms.desk.home.empty"),
        ..List::default()
    };
    seat.page(&seat.say("cms.desk.home.title"), &page).await
}

fn actions(seat: &Seat) -> Vec<Action> {
    let mut actions =
        vec![Action::new(Weight::Main, seat.say("cms.desk.list.title"), seat.url("/list"))];
    if seat.actor().may(EDIT) {
        // A document is its file, and without a library there is none.
        let has_files = seat.cms.shelf().is_ok();
        let kinds = Kind::ALL.into_iter().filter(|&kind| has_files || kind != Kind::Document);
        actions.extend(kinds.map(|kind| {
            let text = seat.say(&["cms.desk.new.", kind.code()].concat());
            Action::new(Weight::Plain, text, seat.url(&format!("/new/{kind}")))
        }));
    }
    let rooms = [
        ("cms.desk.tree.title", "/tree"),
        ("cms.desk.plans.title", "/plans"),
        ("cms.desk.overdue.title", "/overdue"),
    ];
    actions
        .extend(rooms.map(|(key, path)| Action::new(Weight::Plain, seat.say(key), seat.url(path))));
    if seat.cms.shelf().is_ok() {
        let text = seat.say("cms.desk.media.title");
        actions.push(Action::new(Weight::Plain, text, seat.url("/media")));
    }
    if seat.actor().may(MENU) {
        let text = seat.say("cms.desk.menus.title");
        actions.push(Action::new(Weight::Plain, text, seat.url("/menus")));
    }
    if seat.actor().may(MOVE) {
        let text = seat.say("cms.desk.redirects.title");
        actions.push(Action::new(Weight::Plain, text, seat.url("/redirects")));
    }
    if seat.actor().may(EXPORT) {
        let text = seat.say("cms.desk.export.title");
        actions.push(Action::new(Weight::Plain, text, seat.url("/export")));
    }
    actions
}

/// Everything as one file to keep.
pub(super) async fn export(seat: Seat) -> Result<Response, Problem> {
    let archive = seat.cms.export(seat.actor()).await?;
    Ok(as_file(&seat.cms, archive))
}

fn row(seat: &Seat, task: &Task) -> Row {
    let to_do = match task.to_do {
        ToDo::Mend => "cms.desk.do.mend",
        ToDo::Review => "cms.desk.do.review",
        ToDo::Publish => "cms.desk.do.publish",
        ToDo::Write => "cms.desk.do.write",
    };
    let href = seat.url(&format!("/{}/{}", task.document, task.language));
    Row::new([
        Cell::link(&*task.title, href),
        Cell::status(super::seat::standing(task.stage), seat.say(to_do)),
        Cell::foreign(task.language.own_name(), task.language),
        Cell::text(&*task.author),
        Cell::Instant { at: task.since },
    ])
}
