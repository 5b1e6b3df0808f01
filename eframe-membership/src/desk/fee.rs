use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted, Recovered};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use http::StatusCode;
use serde::Serialize;

use crate::model::{Fee, FeeId, FeeState};
use crate::permission::FEES;
use crate::portrait::FeeLine;
use crate::rules::{Settle, grace_ends};
use crate::seat::{Desk, Seat, begun, to};
use crate::{Error, Membership};

/// One fee: whose it is, how it stands, and how it is settled.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FeePage {
    notice: String,
    form: Fields,
    /// The step whose form was refused, or kept while its writer signed in again.
    step: String,
    kept: bool,
    member: Link,
    number: String,
    fee: FeeLine,
    /// What tells the payment from others, or why none is needed.
    said: String,
    by: String,
    at: String,
    /// The last day before the member lapses, while the fee is unpaid.
    grace: String,
    may_settle: bool,
    back: String,
}

const TITLE: &str = "membership.desk.fee.title";

const DONE: [&str; 3] = ["paid", "waived", "restored"];

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/fees/{id}", get(show).post(settle))
}

async fn show(
    Desk(seat): Desk,
    Path(id): Path<FeeId>,
    kept: Recovered,
) -> Result<Response, Problem> {
    let (form, kept) = begun(kept, Fields::empty());
    answer(&seat, id, form, kept, StatusCode::OK).await
}

/// Notes that it was paid, or need not be.
async fn settle(
    Desk(seat): Desk,
    Path(id): Path<FeeId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let step = DONE.into_iter().find(|step| *step == posted.one("step")).unwrap_or_default();
    let command = match step {
        "paid" => paid(&posted),
        "waived" => Ok(Settle::Waived { reason: posted.one("reason").to_owned() }),
        _ => return Err(Problem::bad_request("step", "There is no such step.")),
    };
    let settled = match command {
        Ok(command) => seat.membership.settle(&seat.caller, id, command).await,
        Err(errors) => Err(Error::from(errors)),
    };
    match settled {
        Ok(settled) => {
            let done = if settled.restored { "restored" } else { step };
            Ok(to(&seat.url(&format!("/fees/{id}?done={done}"))))
        }
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            answer(&seat, id, form, false, status).await
        }
    }
}

fn paid(posted: &Posted) -> Result<Settle, FieldErrors> {
    let mut read = posted.read();
    let on = read.date("on");
    let reference = posted.one("reference").to_owned();
    read.finish(|| Some(Settle::Paid { on: on?, reference }))
}

async fn answer(
    seat: &Seat,
    id: FeeId,
    form: Fields,
    kept: bool,
    status: StatusCode,
) -> Result<Response, Problem> {
    let membership = &seat.membership;
    let member = membership.owner(seat.actor(), id).await?;
    let fee = member.fees.iter().find(|fee| fee.id == id).ok_or(Error::NotFound)?;
    let form = if form.value("on").is_empty() && form.summary().is_empty() {
        form.with("on", membership.today().to_string())
    } else {
        form
    };
    let address = seat.url(&format!("/members/{}", member.id));
    let page = FeePage {
        notice: seat.notice("membership.desk.fee.done.", &DONE),
        step: form.value("step").to_owned(),
        form,
        kept,
        member: Link::new(member.profile.name.clone(), address, ""),
        number: member.number.clone().unwrap_or_default(),
        may_settle: fee.state == FeeState::Open && seat.actor().may(FEES),
        back: seat.url(&format!("/fees?year={}", fee.period)),
        ..page(seat, fee)
    };
    seat.again(&seat.say(TITLE), &page, status).await
}

fn page(seat: &Seat, fee: &Fee) -> FeePage {
    let (words, charter) = (&seat.words, seat.membership.charter());
    let line = FeeLine::of(words, fee, String::new());
    let (said, by, at) = match &fee.state {
        FeeState::Open => (String::new(), String::new(), String::new()),
        FeeState::Paid { reference, by, at, .. } => {
            (reference.clone(), by.name.clone(), at.to_string())
        }
        FeeState::Waived { reason, by, at, .. } => {
            (reason.clone(), by.name.clone(), at.to_string())
        }
    };
    let grace = grace_ends(fee, charter).filter(|_| fee.state == FeeState::Open);
    let grace = grace.map(|day| day.to_string()).unwrap_or_default();
    FeePage { fee: line, said, by, at, grace, ..FeePage::default() }
}

impl Template for FeePage {
    const NAME: &'static str = "membership/desk/fee.html";

    fn samples() -> Vec<Self> {
        let [open, paid] = FeeLine::samples();
        let due = Self {
            notice: "Noted".to_owned(),
            form: Fields::of([("on", "2026-11-25")]).fault("reason", "Say why".to_owned()),
            step: "waived".to_owned(),
            kept: true,
            member: Link::new("Porto Azul", "/desk/membership/members/1", ""),
            number: "M-2026-0042".to_owned(),
            fee: open,
            grace: "2026-09-27".to_owned(),
            may_settle: true,
            back: "/desk/membership/fees?year=2026".to_owned(),
            ..Self::default()
        };
        let settled = Self {
            notice: String::new(),
            form: Fields::empty(),
            step: String::new(),
            kept: false,
            fee: paid,
            said: "Statement 7".to_owned(),
            by: "Vera Ivanova".to_owned(),
            at: "2026-03-02T03:00:00Z".to_owned(),
            grace: String::new(),
            may_settle: false,
            ..due.clone()
        };
        vec![due, settled]
    }
}
