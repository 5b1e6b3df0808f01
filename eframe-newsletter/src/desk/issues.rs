use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind, List, Paging, Row};
use eframe_core::http::{Cursor, Problem, see_other};

use super::seat::Desk;
use super::{look, stage_key};
use crate::model::{Issue, Quarter};
use crate::permission::{ISSUE_EDIT, READ};

/// How many issues a page has: ten years of them.
const LINES: usize = 40;

/// Begins with the issues.
pub(super) async fn home(desk: Desk) -> Response {
    see_other(&desk.url("/issues"))
}

/// All issues, the latest quarter first.
pub(super) async fn show(desk: Desk) -> Result<Response, Problem> {
    let before = desk.after::<Quarter>()?;
    let mut issues = desk.newsletter.issues(desk.actor(), before, LINES as u64 + 1).await?;
    let more = issues.len() > LINES;
    issues.truncate(LINES);
    let next = issues.last().filter(|_| more).map(|last| Cursor::after(&last.number));
    let page = List {
        lead: desk.say("newsletter.desk.issues.lead"),
        actions: actions(&desk),
        columns: vec![
            Column::new(desk.say("newsletter.desk.issues.number")),
            Column::new(desk.say("newsletter.desk.issues.languages")),
            Column::new(desk.say("newsletter.desk.issues.stage")),
        ],
        rows: issues.iter().map(|issue| line(&desk, issue)).collect(),
        paging: Paging {
            previous: before.map(|_| desk.url("/issues")),
            next: next.map(|next| desk.url(&format!("/issues?after={}", next.as_str()))),
            ..Paging::default()
        },
        empty: desk.say("newsletter.desk.issues.empty"),
        ..List::default()
    };
    desk.page(&desk.say("newsletter.desk.issues.title"), &page).await
}

fn actions(desk: &Desk) -> Vec<Action> {
    let plain = |key: &str, path| Action::new(Kind::Plain, desk.say(key), desk.url(path));
    let mut actions = Vec::new();
    if desk.actor().may(ISSUE_EDIT) {
        let (text, to) = (desk.say("newsletter.desk.begin.title"), desk.url("/issues/new"));
        actions.push(Action::new(Kind::Main, text, to));
    }
    if desk.actor().may(READ) {
        actions.push(plain("newsletter.desk.subscribers.title", "/subscribers"));
        actions.push(plain("newsletter.desk.bounces.title", "/bounces"));
    }
    actions
}

fn line(desk: &Desk, issue: &Issue) -> Row {
    let stage = issue.status.stage();
    let languages = issue.languages.iter().map(|language| language.own_name().to_owned());
    Row::new([
        Cell::link(issue.number.to_string(), desk.url(&format!("/issues/{}", issue.id))),
        Cell::text(languages.collect::<Vec<_>>().join(", ")),
        Cell::status(look(stage), desk.say(stage_key(stage))),
    ])
}
