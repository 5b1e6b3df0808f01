use axum::body::Body;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Actor;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind, List, Row};
use eframe_core::form::{Choice, Field};
use eframe_core::http::Problem;
use eframe_core::sheet;
use futures_util::StreamExt as _;
use futures_util::stream::{iter, unfold};
use http::{HeaderName, header};

use super::listed::{LINES, Listed};
use super::seat::Desk;
use super::stands;
use crate::model::{Stage, Subscriber};
use crate::permission::{ERASE, IMPORT, READ};
use crate::store::{Behind, Filter};
use crate::{Error, Newsletter};

/// So many are read at a time for a file.
const PAGE: u64 = 1_000;

/// Who gets the newsletter, the newest first, filtered.
pub(super) async fn show(desk: Desk) -> Result<Response, Problem> {
    let listed = listed(&desk);
    let filter = filter(&listed);
    let after = desk.after::<Behind>()?;
    let (newsletter, actor, most) = (&desk.newsletter, desk.actor(), LINES as u64 + 1);
    let mut rows = newsletter.subscribers(actor, &filter, after.as_ref(), most).await?;
    let count = newsletter.count_subscribers(actor, &filter).await?;
    let paging = listed.page(&mut rows, Behind::of);
    let page = List {
        lead: desk.say("newsletter.desk.subscribers.lead"),
        actions: actions(&listed),
        filters: filters(&desk),
        form: listed.form(),
        count: said(&desk, count),
        columns: columns(&desk),
        rows: rows.iter().map(|row| line(&desk, row)).collect(),
        paging,
        empty: desk.say(if listed.is_narrowed() {
            "newsletter.desk.subscribers.none"
        } else {
            "newsletter.desk.subscribers.empty"
        }),
        ..List::default()
    };
    desk.page(&desk.say("newsletter.desk.subscribers.title"), &page).await
}

/// How many there are, in words; where there is none, the list says so.
fn said(desk: &Desk, count: u64) -> String {
    match i64::try_from(count).unwrap_or(i64::MAX) {
        0 => String::new(),
        count => desk.say_with("newsletter.desk.subscribers.count", &[("count", count.into())]),
    }
}

/// The same as a file for a spreadsheet. It says who ended it too, so it is no list to bring in. It is read while it is sent, so
/// that memory holds a page of it, however many they are; one that breaks off in between ends as no whole answer does.
pub(super) async fn csv(desk: Desk) -> Result<Response, Problem> {
    desk.actor().require(READ)?;
    let (newsletter, actor) = (desk.newsletter.clone(), desk.actor().clone());
    let filter = filter(&listed(&desk));
    let mut saved = Saved { newsletter, actor, filter, after: None, over: false };
    // What cannot be read at all is said in an answer of its own.
    let first = saved.page().await?;
    let head = sheet::write([["address", "language", "state", "since"]]);
    let begins = iter([Ok::<_, Error>(format!("{head}{first}"))]);
    let rest = unfold(saved, async |mut saved| saved.next().await.map(|page| (page, saved)));
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"subscribers.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Body::from_stream(begins.chain(rest))).into_response())
}

/// A list that is being saved.
struct Saved {
    newsletter: Newsletter,
    actor: Actor,
    filter: Filter,
    /// Behind whom it goes on.
    after: Option<Behind>,
    over: bool,
}

impl Saved {
    /// The next lines.
    async fn page(&mut self) -> Result<String, Error> {
        let after = self.after.as_ref();
        let rows = self.newsletter.subscribers(&self.actor, &self.filter, after, PAGE).await?;
        self.over = (rows.len() as u64) < PAGE;
        self.after = rows.last().map(Behind::of).or(self.after);
        let lines = sheet::write(rows.iter().map(cells));
        // The byte order mark stands at the beginning of the whole.
        Ok(lines.trim_start_matches('\u{feff}').to_owned())
    }

    /// The same as long as there are any.
    async fn next(&mut self) -> Option<Result<String, Error>> {
        if self.over {
            return None;
        }
        let page = self.page().await;
        if let Err(error) = &page {
            tracing::warn!(%error, "a list of subscribers broke off while it was saved");
            self.over = true;
        }
        Some(page)
    }
}

fn cells(row: &Subscriber) -> [String; 4] {
    let address = row.address.as_ref().map(ToString::to_string).unwrap_or_default();
    let (state, since) = (row.state.stage().code(), row.state.since());
    [address, row.language.code().to_owned(), state.to_owned(), since.to_string()]
}

fn listed(desk: &Desk) -> Listed<'_> {
    Listed { desk, path: "/subscribers", filters: &["words", "state", "language"] }
}

fn filter(listed: &Listed<'_>) -> Filter {
    Filter {
        state: listed.asked("state", Stage::named),
        language: listed.asked("language", |code| code.parse().ok()),
        words: listed.asked("words", |words| Some(words.to_owned())),
    }
}

fn actions(listed: &Listed<'_>) -> Vec<Action> {
    let (desk, path) = (listed.desk, |path: &str| listed.desk.url(path));
    let plain = |key: &str, href| Action::new(Kind::Plain, desk.say(key), href);
    let mut actions = vec![plain("newsletter.desk.issues.title", path("/issues"))];
    if desk.actor().may(IMPORT) {
        actions.push(plain("newsletter.desk.import.title", path("/import")));
    }
    if desk.actor().may(ERASE) {
        actions.push(plain("newsletter.desk.person.title", path("/person")));
    }
    actions.push(plain("newsletter.desk.suppressions.title", path("/suppressions")));
    let csv = listed.address("/subscribers.csv", None);
    actions.push(plain("newsletter.desk.subscribers.csv", csv));
    actions
}

fn filters(desk: &Desk) -> Vec<Field> {
    let stage = |one: Stage| desk.say(&["newsletter.desk.stands.", one.code()].concat());
    let states = Stage::ALL.map(|one| Choice::new(one.code(), stage(one)));
    let languages = desk.newsletter.languages().iter();
    let languages = languages.map(|one| Choice::new(one.code(), one.own_name()));
    let label = |key: &str| desk.say(key);
    vec![
        Field::search("words", label("newsletter.desk.subscribers.words")),
        Field::select("state", label("newsletter.desk.subscribers.state"), states.into())
            .optional(),
        Field::select(
            "language",
            label("newsletter.desk.subscribers.language"),
            languages.collect(),
        )
        .optional(),
    ]
}

fn columns(desk: &Desk) -> Vec<Column> {
    let keys = [
        "newsletter.desk.subscribers.address",
        "newsletter.desk.subscribers.state",
        "newsletter.desk.subscribers.since",
        "newsletter.desk.subscribers.language",
    ];
    keys.map(|key| Column::new(desk.say(key))).into()
}

fn line(desk: &Desk, row: &Subscriber) -> Row {
    let stage = row.state.stage();
    let gone = || desk.say("newsletter.desk.subscribers.gone");
    let address = row.address.as_ref().map_or_else(gone, ToString::to_string);
    Row::new([
        Cell::link(address, desk.url(&format!("/subscribers/{}", row.id))),
        Cell::status(stands(stage), desk.say(&["newsletter.desk.stands.", stage.code()].concat())),
        Cell::Instant { at: row.state.since() },
        Cell::foreign(row.language.own_name(), row.language),
    ])
}
