use axum::Router;
use axum::response::Response;
use axum::routing::get;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use http::StatusCode;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Member, MemberId, Standing};
use crate::permission::{FEES, MANAGE};
use crate::portrait::Portrait;
use crate::rules::{Dated, fee_due, is_out_of_grace};
use crate::seat::{Desk, Seat, begun, to};
use crate::{Error, Membership, Refusal};

/// A member with all that is known of it, and what may be done with it now.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MemberDeskPage {
    notice: String,
    form: Fields,
    /// The step whose form was refused, or kept while its writer signed in again.
    step: String,
    kept: bool,
    of: Portrait,
    /// The member as it is today, where another day is shown.
    today: Option<String>,
    back: String,
    /// Where what the register says is changed; empty for who may not.
    amend: String,
    /// Its page and its certificate, as long as the register shows it.
    public: String,
    certificate: String,
    /// Where somebody is invited for it; empty for who may not.
    invite: String,
    may_suspend: bool,
    may_reinstate: bool,
    may_lapse: bool,
    may_restore: bool,
    may_leave: bool,
    /// It lapsed, and a payment brings it back.
    owes: bool,
    /// Years whose fee it may be asked for.
    years: Vec<Choice>,
}

/// What a person does with a member.
const DONE: [&str; 7] = ["suspend", "reinstate", "lapse", "restore", "leave", "ask", "amend"];

pub(super) fn routes() -> Router<Membership> {
    Router::new().route("/members/{id}", get(show).post(step))
}

async fn show(
    Desk(seat): Desk,
    Path(id): Path<MemberId>,
    kept: Recovered,
) -> Result<Response, Problem> {
    let (form, kept) = begun(kept, Fields::empty());
    answer(&seat, id, form, kept, StatusCode::OK).await
}

/// Takes the step whose button was pressed.
async fn step(
    Desk(seat): Desk,
    Path(id): Path<MemberId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let (membership, caller) = (&seat.membership, &seat.caller);
    let step = DONE.into_iter().find(|step| *step == posted.one("step")).unwrap_or_default();
    let taken = match step {
        "suspend" => match dated(&posted, "on", "reason") {
            Ok(command) => membership.suspend(caller, id, command).await.map(drop),
            Err(errors) => Err(errors.into()),
        },
        "reinstate" => match day(&posted, "back") {
            Ok(on) => membership.reinstate(caller, id, on).await.map(drop),
            Err(errors) => Err(errors.into()),
        },
        "leave" => match dated(&posted, "left", "why") {
            Ok(command) => membership.leave(caller, id, command).await.map(drop),
            Err(errors) => Err(errors.into()),
        },
        "lapse" => membership.lapse(caller, id).await.map(drop),
        "restore" => membership.restore(caller, id).await.map(drop),
        "ask" => match year(&posted) {
            Ok(year) => membership.ask_fee(caller, id, year).await.map(drop),
            Err(errors) => Err(errors.into()),
        },
        _ => return Err(Problem::bad_request("step", "There is no such step.")),
    };
    match taken {
        Ok(()) => Ok(to(&seat.url(&format!("/members/{id}?done={step}")))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, renamed(error, step))?;
            answer(&seat, id, form, false, status).await
        }
    }
}

fn day(posted: &Posted, field: &'static str) -> Result<Option<Date>, FieldErrors> {
    let mut read = posted.read();
    let on = read.optional_date(field);
    read.finish(|| Some(on))
}

fn dated(posted: &Posted, on: &'static str, reason: &str) -> Result<Dated, FieldErrors> {
    Ok(Dated { on: day(posted, on)?, reason: posted.one(reason).to_owned() })
}

fn year(posted: &Posted) -> Result<i16, FieldErrors> {
    let mut read = posted.read();
    let year = read.choice("year");
    read.finish(|| year)
}

/// What the rules call `on` and `reason` has another name in each form of this page.
fn renamed(error: Error, step: &str) -> Error {
    let Error::Refused(Refusal::Invalid(errors)) = error else { return error };
    let mut renamed = FieldErrors::new();
    for one in errors.iter() {
        let field = match (step, one.field.as_str()) {
            ("reinstate", "on") => "back",
            ("leave", "on") => "left",
            ("leave", "reason") => "why",
            (_, field) => field,
        };
        renamed.add_with(field, one.key, one.args.clone());
    }
    renamed.into()
}

async fn answer(
    seat: &Seat,
    id: MemberId,
    form: Fields,
    kept: bool,
    status: StatusCode,
) -> Result<Response, Problem> {
    let (membership, today) = (&seat.membership, seat.membership.today());
    let member = membership.member(seat.actor(), id).await?;
    let terms = membership.terms_of(id).await?;
    // A day that is none is the day of today: the date field of a browser gives no other.
    let asked = seat.query.one("day").parse::<Date>().unwrap_or(today);
    let title = member.profile.name.clone();
    let page = page(seat, &member);
    let explained = membership.explained(member, asked);
    let page = MemberDeskPage {
        step: form.value("step").to_owned(),
        kept,
        form: if form.value("day").is_empty() { form.with("day", asked.to_string()) } else { form },
        notice: seat.notice("membership.desk.member.done.", &DONE),
        of: Portrait::of(&seat.words, &explained, &terms, |fee| {
            seat.url(&format!("/fees/{}", fee.id))
        }),
        today: (asked != today).then(|| seat.url(&format!("/members/{id}"))),
        ..page
    };
    seat.again(&title, &page, status).await
}

fn page(seat: &Seat, member: &Member) -> MemberDeskPage {
    let (membership, id) = (&seat.membership, member.id);
    let (charter, today) = (membership.charter(), membership.today());
    let manages = seat.actor().may(MANAGE);
    let standing = member.standing.filter(|_| manages);
    let out_of_grace = member.fees.iter().any(|fee| is_out_of_grace(fee, charter, today));
    let shown = member.standing.is_some_and(Standing::is_registered);
    let registered = shown && manages;
    let lapsed = standing == Some(Standing::Lapsed);
    let own = |path: &str| seat.url(&format!("/members/{id}{path}"));
    let number = member.number.clone().unwrap_or_default();
    let public = membership.mount().pages_url(seat.language, &format!("/{number}"));
    MemberDeskPage {
        back: seat.url("/members"),
        amend: Some(own("/amend")).filter(|_| manages).unwrap_or_default(),
        public: Some(public).filter(|_| !number.is_empty()).unwrap_or_default(),
        certificate: Some(own("/certificate")).filter(|_| shown).unwrap_or_default(),
        invite: membership.invites(seat.actor(), member.organisation).unwrap_or_default(),
        may_suspend: registered || lapsed,
        may_reinstate: standing == Some(Standing::Suspended),
        may_lapse: registered && out_of_grace,
        may_restore: lapsed && !out_of_grace,
        may_leave: standing.is_some_and(|one| one != Standing::Withdrawn),
        owes: member.has_lapsed() && out_of_grace,
        years: if seat.actor().may(FEES) && shown { years(seat, member) } else { Vec::new() },
        ..MemberDeskPage::default()
    }
}

/// The near years whose fee the charter asks of this member and which it was not asked for.
fn years(seat: &Seat, member: &Member) -> Vec<Choice> {
    let (charter, today) = (seat.membership.charter(), seat.membership.today());
    let near = [today.year(), today.year() + 1, today.year() - 1].into_iter();
    let open = near.filter(|year| !member.fees.iter().any(|fee| fee.period == year.to_string()));
    let asked = open.filter_map(|year| Some((year, fee_due(charter, member, year, today)?)));
    asked
        .map(|(year, due)| {
            let said = format!("{year}: {}", seat.words.money(due.amount));
            Choice::new(year.to_string(), said)
        })
        .collect()
}

impl Template for MemberDeskPage {
    const NAME: &'static str = "membership/desk/member.html";

    fn samples() -> Vec<Self> {
        let [full, bare] = Portrait::samples();
        let form = Fields::of([("day", "2026-11-25")]).fault("reason", "Say why".to_owned());
        let all = Self {
            notice: "Done".to_owned(),
            form,
            step: "suspend".to_owned(),
            kept: true,
            of: full,
            today: Some("/desk/membership/members/1".to_owned()),
            back: "/desk/membership/members".to_owned(),
            amend: "/desk/membership/members/1/amend".to_owned(),
            public: "/en/members/M-2026-0042".to_owned(),
            certificate: "/desk/membership/members/1/certificate".to_owned(),
            invite: "/desk/accounts/invite?organisation=1".to_owned(),
            may_suspend: true,
            may_reinstate: true,
            may_lapse: true,
            may_restore: true,
            may_leave: true,
            owes: true,
            years: vec![Choice::new("2026", "2026: 1,000.00 USD")],
        };
        vec![all, Self { of: bare, ..Self::default() }]
    }
}
