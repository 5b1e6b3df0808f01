use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind as Weight, List, Row, Standing};
use eframe_core::form::{Choice, Field};
use eframe_core::http::Problem;

use super::listed::{LINES, Listed};
use crate::Membership;
use crate::model::Currency;
use crate::permission::FEES;
use crate::seat::{Desk, Seat};
use crate::store::{BehindFee, FeeRow, FeeSum, Owed, Payment};
use crate::words::Words;

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/fees", get(show))
}

/// The fees of a year, those of this one where no other is asked for.
async fn show(Desk(seat): Desk) -> Result<Response, Problem> {
    let listed = Listed { seat: &seat, path: "/fees", filters: &["year", "state"] };
    let (membership, actor) = (&seat.membership, seat.actor());
    let today = membership.today();
    let years = membership.fee_years(actor).await?;
    let this = today.year().to_string();
    let newest = || years.iter().find(|year| **year == this).or(years.first()).cloned();
    let year = listed.asked("year", |year| Some(year.to_owned())).or_else(newest).unwrap_or(this);
    let state = listed.asked("state", Payment::named);
    let owed = Owed { period: Some(year.clone()), state, today };
    let after = seat.after::<BehindFee>()?;
    let mut rows = membership.fees(actor, &owed, after.as_ref(), LINES as u64 + 1).await?;
    let paging = listed.page(&mut rows, FeeRow::position);
    let count = membership.count_fees(actor, &owed).await?;
    let said = [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
    let sums = membership.fee_sums(actor, &year).await?;
    let form = listed.form();
    let page = List {
        notice: asked(&seat),
        lead: lead(&seat.words, &year, &sums),
        actions: actions(&seat),
        filters: filters(&seat.words, &years),
        form: if form.value("year").is_empty() { form.with("year", year) } else { form },
        count: seat.words.say_with("membership.desk.fees.count", &said),
        columns: columns(&seat.words),
        rows: rows.iter().map(|row| line(&seat, row)).collect(),
        paging,
        empty: seat.say("membership.desk.fees.empty"),
    };
    seat.page(&seat.say("membership.desk.fees.title"), &page).await
}

/// What asking for a year's fees did, if that has just been done.
fn asked(seat: &Seat) -> String {
    if seat.query.one("done") != "asked" {
        return String::new();
    }
    let number = |name| seat.query.one(name).parse::<u32>().unwrap_or_default();
    let args = [("asked", number("asked").into()), ("passed", number("passed").into())];
    seat.words.say_with("membership.desk.fees.asked", &args)
}

/// What the year's fees come to, a sentence for each state and currency.
fn lead(words: &Words, year: &str, sums: &[FeeSum]) -> String {
    if sums.is_empty() {
        return words.say_with("membership.desk.fees.none-asked", &[("year", year.into())]);
    }
    let sentence = |sum: &FeeSum| {
        let currency = sum.currency.parse::<Currency>().ok()?;
        let formats = words.presentation().formats(words.language);
        let amount = formats.money(sum.minor, currency.decimals(), currency.code());
        let count = i64::try_from(sum.count).unwrap_or(i64::MAX);
        let args = [("count", count.into()), ("amount", amount.as_str().into())];
        let key = match sum.state.as_str() {
            "paid" => "membership.desk.fees.sum-paid",
            "waived" => "membership.desk.fees.sum-waived",
            _ => "membership.desk.fees.sum-open",
        };
        Some(words.say_with(key, &args))
    };
    sums.iter().filter_map(sentence).collect::<Vec<_>>().join(" ")
}

fn actions(seat: &Seat) -> Vec<Action> {
    let ask =
        || Action::new(Weight::Main, seat.say("membership.desk.fees.ask"), seat.url("/fees/ask"));
    if seat.actor().may(FEES) { vec![ask()] } else { Vec::new() }
}

fn filters(words: &Words, years: &[String]) -> Vec<Field> {
    let years = years.iter().map(|year| Choice::new(year, year));
    let states = Payment::ALL.map(|one| Choice::new(one.code(), words.payment(one)));
    vec![
        Field::select("year", words.say("membership.fee.year"), years.collect()),
        Field::select("state", words.say("membership.fee.state"), states.into()).optional(),
    ]
}

fn columns(words: &Words) -> Vec<Column> {
    vec![
        Column::new(words.say("membership.register.name")),
        Column::new(words.say("membership.member.number")),
        Column::new(words.say("membership.fee.year")),
        Column::number(words.say("membership.fee.amount")),
        Column::new(words.say("membership.fee.due")),
        Column::new(words.say("membership.fee.state")),
        Column::new(words.say("membership.register.standing")),
    ]
}

fn line(seat: &Seat, row: &FeeRow) -> Row {
    let (words, fee) = (&seat.words, &row.fee);
    let state = Payment::of(fee, seat.membership.today());
    let looks = match state {
        Payment::Open => Standing::Warn,
        Payment::Overdue => Standing::Bad,
        Payment::Paid => Standing::Ok,
        Payment::Waived => Standing::Note,
    };
    Row::new([
        Cell::link(row.name.clone(), seat.url(&format!("/fees/{}", fee.id))),
        Cell::text(row.number.clone().unwrap_or_default()),
        Cell::text(fee.period.clone()),
        Cell::text(words.money(fee.amount)),
        Cell::Day { day: fee.due },
        Cell::status(looks, words.payment(state)),
        Cell::text(row.standing.map(|one| words.standing(one)).unwrap_or_default()),
    ])
}
