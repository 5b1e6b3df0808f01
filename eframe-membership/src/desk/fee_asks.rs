use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Problem};
use jiff::civil::Date;

use crate::permission::FEES;
use crate::seat::{Desk, Seat, to};
use crate::words::Words;
use crate::{Error, Membership};

const TITLE: &str = "membership.desk.fees.ask";

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/fees/ask", get(ask).post(ask_all))
}

/// Asks which year's fees everybody in the register is to be asked for.
async fn ask(Desk(seat): Desk, Recovered(kept): Recovered) -> Result<Response, Problem> {
    seat.actor().require(FEES)?;
    let mut page = page(&seat);
    page.kept = kept.is_some();
    let this = || Fields::of([("year", seat.membership.today().year().to_string())]);
    page.form = kept.map_or_else(this, |posted| Fields::posted(&posted));
    seat.page(&seat.say(TITLE), &page).await
}

/// Asks everybody.
async fn ask_all(Desk(seat): Desk, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    let asked = match year(&posted) {
        Ok(year) => seat.membership.ask_fees(&seat.caller, year).await.map(|done| (year, done)),
        Err(errors) => Err(Error::from(errors)),
    };
    match asked {
        Ok((year, done)) => {
            let (asked, passed) = (done.asked, done.passed);
            let path = format!("/fees?year={year}&done=asked&asked={asked}&passed={passed}");
            Ok(to(&seat.url(&path)))
        }
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let page = FormPage { form, ..page(&seat) };
            seat.again(&seat.say(TITLE), &page, status).await
        }
    }
}

fn year(posted: &Posted) -> Result<i16, FieldErrors> {
    let mut read = posted.read();
    let year = read.choice("year");
    read.finish(|| year)
}

fn page(seat: &Seat) -> FormPage {
    let this = seat.membership.today().year();
    let years = [this, this + 1, this - 1];
    let choice =
        |year: i16| Choice::new(year.to_string(), year.to_string()).hint(asks(&seat.words, year));
    let years = years.into_iter().map(choice).collect();
    FormPage {
        lead: seat.say("membership.desk.fees.ask-lead"),
        fields: vec![Field::radios("year", seat.say("membership.fee.year"), years)],
        next: seat.say("membership.desk.fees.ask-next"),
        submit: seat.say("membership.desk.fees.ask-submit"),
        cancel: Some(seat.url("/fees")),
        ..FormPage::default()
    }
}

/// What the charter of a year's first day asks of each kind, and until when.
fn asks(words: &Words, year: i16) -> String {
    let charter = words.membership.charter();
    let rule = Date::new(year, 1, 1).ok().and_then(|first| charter.on(first).fees.as_ref());
    let Some((rule, due)) = rule.and_then(|rule| Some((rule, rule.due(year)?))) else {
        return words.say("membership.desk.fees.ask-nothing");
    };
    let each = rule.amounts.iter().map(|(kind, amount)| {
        let (kind, amount) = (words.kind(kind), words.money(*amount));
        let args = [("kind", kind.as_str().into()), ("amount", amount.as_str().into())];
        words.say_with("membership.desk.fees.ask-each", &args)
    });
    let due = [("day", words.date(due).into())];
    let due = words.say_with("membership.desk.fees.ask-due", &due);
    each.chain([due]).collect::<Vec<_>>().join(" ")
}
