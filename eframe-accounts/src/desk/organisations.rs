use axum::extract::State;
use axum::response::Response;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, FormPage, Kind, List, Paging, Row};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Problem, in_query};

use super::seat::{Seat, to};
use crate::{Accounts, Error, permission};

/// So many stand on a page.
const PAGE: usize = 50;
const ADD: &str = "accounts.desk.organisation-add";

/// The organisations that whoever asks may know of.
pub(super) async fn list(seat: Seat) -> Result<Response, Problem> {
    let (words, after) = (seat.query.one("words"), seat.query.one("after"));
    let (actor, most) = (&seat.caller.actor, PAGE as u64 + 1);
    let mut all = seat.accounts.organisations_named(actor, words, after, most).await?;
    let more = all.len() > PAGE;
    all.truncate(PAGE);
    let behind = all.last().filter(|_| more).map(|last| {
        let (words, after) = (in_query(words), in_query(&last.name));
        seat.url(&format!("/organisations?words={words}&after={after}"))
    });
    let mut actions = Vec::new();
    if seat.caller.actor.may(permission::ORGANISE) {
        actions.push(Action::new(Kind::Main, seat.say(ADD), seat.url("/organisations/new")));
    }
    let count = [("count", all.len().into())];
    let page = List {
        notice: seat.notice(),
        lead: seat.say("accounts.desk.organisations-lead"),
        actions,
        filters: vec![Field::search("words", seat.say("accounts.desk.organisations-name"))],
        form: Fields::of([("words", words)]),
        count: seat.words.say_with("accounts.desk.organisations-count", &count),
        columns: vec![Column::new(seat.say("accounts.desk.organisations-name"))],
        rows: all.into_iter().map(|one| Row::new([Cell::text(one.name)])).collect(),
        paging: Paging { said: String::new(), previous: None, next: behind },
        empty: seat.say("accounts.desk.organisations-empty"),
    };
    seat.page(&seat.say("accounts.desk.organisations-title"), &page).await
}

/// Asks for the name of a new one.
pub(super) async fn ask(seat: Seat, Recovered(kept): Recovered) -> Result<Response, Problem> {
    seat.caller.actor.require(permission::ORGANISE)?;
    let mut page = form(&seat);
    page.kept = kept.is_some();
    page.form = kept.map_or_else(Fields::empty, |posted| Fields::posted(&posted));
    seat.page(&seat.say(ADD), &page).await
}

/// Adds it.
pub(super) async fn add(
    State(accounts): State<Accounts>,
    seat: Seat,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let added = match name(&posted) {
        Ok(name) => accounts.add_organisation(&seat.caller, name).await,
        Err(errors) => Err(Error::from(errors)),
    };
    match added {
        Ok(_) => Ok(to(&seat.url("/organisations?done=added"))),
        Err(error) => {
            let mut page = form(&seat);
            let (form, status) = seat.refused(&posted, error)?;
            page.form = form;
            seat.again(&seat.say(ADD), &page, status).await
        }
    }
}

fn name(posted: &Posted) -> Result<String, FieldErrors> {
    let mut read = posted.read();
    let name = read.line("name", 120);
    read.finish(|| Some(name))
}

fn form(seat: &Seat) -> FormPage {
    FormPage {
        fields: vec![Field::text("name", seat.say("accounts.desk.organisations-name"))],
        submit: seat.say("accounts.desk.organisation-submit"),
        cancel: Some(seat.url("/organisations")),
        ..FormPage::default()
    }
}
