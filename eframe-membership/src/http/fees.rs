//! Fees: who owes what for which year, and what was paid.

use std::str::FromStr;

use axum::extract::State;
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, Json, Page, Paging, Path, Problem, Query,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::model::{Currency, Fee, FeeId, FeeState, MemberId, Money};
use crate::rules::Settle;
use crate::store::{BehindFee, FeeRow, FeeSum, Owed, Payment};
use crate::{AskedFees, Membership, permission};

pub(super) fn routes() -> OpenApiRouter<Membership> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(sums))
        .routes(routes!(ask))
        .routes(routes!(ask_one))
        .routes(routes!(pay))
        .routes(routes!(waive))
}

/// A fee.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberFee)]
pub(super) struct FeeWire {
    id: Uuid,
    member: Uuid,
    /// The year it is for.
    #[schema(example = "2026")]
    period: String,
    #[schema(example = "1000.00 USD")]
    amount: String,
    /// The last day on which it is paid in time, in the charter's zone.
    #[schema(value_type = String, example = "2026-03-31")]
    due: Date,
    /// open, paid or waived.
    state: String,
    /// The day it was paid or waived.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    settled: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// A fee in a list, with whose it is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberFeeLine)]
pub(super) struct FeeLineWire {
    #[serde(flatten)]
    fee: FeeWire,
    /// The member's name.
    name: String,
    number: Option<String>,
}

/// A page of fees.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<FeeLineWire>")]
pub(super) struct MemberFeePage {
    items: Vec<FeeLineWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    year: Option<String>,
    state: Option<Payment>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// The fees of a year, added up.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberFeeSums)]
pub(super) struct SumsWire {
    #[schema(example = "2026")]
    year: String,
    /// A sum for each state and currency that there are fees of.
    items: Vec<SumWire>,
    /// The years for which fees were asked, newest first.
    years: Vec<String>,
}

/// The fees of a year in one state and currency.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MemberFeeSum)]
struct SumWire {
    /// open, paid or waived.
    state: String,
    /// How many fees.
    count: u64,
    #[schema(example = "42000.00 USD")]
    amount: String,
}

/// Which year's sums.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Summed {
    year: Option<String>,
}

/// The year that is asked for.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = FeeYear)]
pub(super) struct YearWire {
    /// This year, the last or the next.
    #[schema(example = 2026)]
    year: i16,
}

/// How many members were asked.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AskedFees)]
pub(super) struct AskedWire {
    /// So many owe it since now.
    asked: u64,
    /// So many were passed over: they owe it already, or their kind pays nothing.
    passed: u64,
}

/// A payment.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = FeePayment)]
pub(super) struct PaymentWire {
    /// The day the money came in.
    #[schema(value_type = String, example = "2026-03-01")]
    on: Date,
    /// What tells this payment from others.
    #[serde(default)]
    reference: String,
}

/// Why a fee need not be paid.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = FeeWaiver)]
pub(super) struct WaiverWire {
    reason: String,
}

/// What settling a fee did.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = SettledFee)]
pub(super) struct SettledWire {
    fee: Uuid,
    /// Whether the member is back in its old standing by it.
    restored: bool,
}

/// The fee that came into being.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewFee)]
pub(super) struct NewFeeWire {
    fee: Uuid,
}

/// Fees by the names of their members, for the Secretariat.
#[utoipa::path(
    get, path = "/fees", operation_id = "listFees", tag = "membership",
    security(("bearer" = [permission::READ])),
    params(
        ("year" = Option<String>, Query, description = "Only of this year: 2026."),
        ("state" = Option<String>, Query, description = "Only those that are open, overdue, paid or waived."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of fees.", body = MemberFeePage))
)]
pub(super) async fn list(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(asked): Query<Asked>,
) -> Result<Json<Page<FeeLineWire>>, Problem> {
    let owed = Owed { period: asked.year, state: asked.state, today: membership.today() };
    let paging = Paging::new(asked.limit, asked.cursor);
    let after = paging.after::<BehindFee>()?;
    let rows = membership.fees(&actor, &owed, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(rows, FeeRow::position);
    Ok(Json(page.map(FeeLineWire::from)))
}

/// The fees of a year, added up by state and currency.
#[utoipa::path(
    get, path = "/fees/sums", operation_id = "readFeeSums", tag = "membership",
    security(("bearer" = [permission::READ])),
    params(("year" = Option<String>, Query, description = "The year: 2026. This one, when it is absent.")),
    responses((status = 200, description = "The sums.", body = SumsWire))
)]
pub(super) async fn sums(
    State(membership): State<Membership>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(Summed { year }): Query<Summed>,
) -> Result<Json<SumsWire>, Problem> {
    let year = year.unwrap_or_else(|| membership.today().year().to_string());
    let sums = membership.fee_sums(&actor, &year).await?;
    let years = membership.fee_years(&actor).await?;
    let items = sums.into_iter().map(SumWire::try_from).collect::<Result<_, _>>();
    Ok(Json(SumsWire { year, items: items.map_err(Problem::internal)?, years }))
}

/// Asks every member in the register for the fee of a year. It may be repeated.
#[utoipa::path(
    post, path = "/fees/ask", operation_id = "askFees", tag = "membership",
    security(("bearer" = [permission::FEES])),
    request_body = YearWire,
    responses((status = 200, description = "How many were asked.", body = AskedWire))
)]
pub(super) async fn ask(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Json(YearWire { year }): Json<YearWire>,
) -> Result<Json<AskedWire>, Problem> {
    let AskedFees { asked, passed } = membership.ask_fees(&caller, year).await?;
    Ok(Json(AskedWire { asked, passed }))
}

/// Asks one member for the fee of a year.
#[utoipa::path(
    post, path = "/members/{id}/fees", operation_id = "askMemberFee", tag = "membership",
    security(("bearer" = [permission::READ, permission::FEES])),
    params(("id" = uuid::Uuid, Path, description = "The member.")),
    request_body = YearWire,
    responses((status = 200, description = "The fee it owes now.", body = NewFeeWire))
)]
pub(super) async fn ask_one(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<MemberId>,
    Json(YearWire { year }): Json<YearWire>,
) -> Result<Json<NewFeeWire>, Problem> {
    let fee = membership.ask_fee(&caller, id, year).await?;
    Ok(Json(NewFeeWire { fee: fee.uuid() }))
}

/// Notes that a fee was paid. Whoever had lapsed is back once nothing is owed beyond its grace.
#[utoipa::path(
    post, path = "/fees/{id}/payment", operation_id = "payFee", tag = "membership",
    security(("bearer" = [permission::READ, permission::FEES])),
    params(("id" = uuid::Uuid, Path, description = "The fee.")),
    request_body = PaymentWire,
    responses((status = 200, description = "It is paid.", body = SettledWire))
)]
pub(super) async fn pay(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<FeeId>,
    Json(PaymentWire { on, reference }): Json<PaymentWire>,
) -> Result<Json<SettledWire>, Problem> {
    let settled = membership.settle(&caller, id, Settle::Paid { on, reference }).await?;
    Ok(Json(SettledWire { fee: settled.fee.uuid(), restored: settled.restored }))
}

/// Notes that a fee need not be paid.
#[utoipa::path(
    post, path = "/fees/{id}/waiver", operation_id = "waiveFee", tag = "membership",
    security(("bearer" = [permission::READ, permission::FEES])),
    params(("id" = uuid::Uuid, Path, description = "The fee.")),
    request_body = WaiverWire,
    responses((status = 200, description = "It is waived.", body = SettledWire))
)]
pub(super) async fn waive(
    State(membership): State<Membership>,
    CallerOf(caller): CallerOf,
    Path(id): Path<FeeId>,
    Json(WaiverWire { reason }): Json<WaiverWire>,
) -> Result<Json<SettledWire>, Problem> {
    let settled = membership.settle(&caller, id, Settle::Waived { reason }).await?;
    Ok(Json(SettledWire { fee: settled.fee.uuid(), restored: settled.restored }))
}

impl From<&Fee> for FeeWire {
    fn from(fee: &Fee) -> Self {
        let (state, settled, reference, reason) = match &fee.state {
            FeeState::Open => ("open", None, None, None),
            FeeState::Paid { on, reference, .. } => {
                ("paid", Some(*on), Some(reference.clone()), None)
            }
            FeeState::Waived { on, reason, .. } => {
                ("waived", Some(*on), None, Some(reason.clone()))
            }
        };
        Self {
            id: fee.id.uuid(),
            member: fee.member.uuid(),
            period: fee.period.clone(),
            amount: fee.amount.to_string(),
            due: fee.due,
            state: state.to_owned(),
            settled,
            reference,
            reason,
        }
    }
}

impl From<FeeRow> for FeeLineWire {
    fn from(row: FeeRow) -> Self {
        Self { fee: (&row.fee).into(), name: row.name, number: row.number }
    }
}

impl TryFrom<FeeSum> for SumWire {
    type Error = <Currency as FromStr>::Err;

    fn try_from(sum: FeeSum) -> Result<Self, Self::Error> {
        let amount = Money { minor: sum.minor, currency: sum.currency.parse()? };
        Ok(Self { state: sum.state, count: sum.count, amount: amount.to_string() })
    }
}
