use eframe_core::{Actor, Commit, Decision, FieldErrors, Timestamp};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::accept::said;
use super::change::{self, Change};
use super::enrol::happen;
use super::member_tag;
use crate::Refusal;
use crate::model::{
    Author, Charter, CharterVersion, Fee, FeeId, FeeRule, FeeState, Happening, LIMITS, Member,
    Money, Standing,
};
use crate::permission::{ASKED, FEES, RESTORED, SETTLED};

/// Whoever is asked late has so many days at least to pay in time.
pub const LEAST_DAYS: i64 = 30;

/// How a fee is settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settle {
    /// The money came in.
    Paid {
        /// On which day.
        on: Date,
        /// What tells this payment from others.
        reference: String,
    },
    /// It need not be paid.
    Waived {
        /// Why.
        reason: String,
    },
}

/// What a fee's settling leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Settled {
    /// The fee.
    pub fee: FeeId,
    /// Whether the member is back in its old standing by it.
    pub restored: bool,
}

/// What the charter asks of a kind of member for a year: how much, until when, and how long it is lenient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeeDue {
    /// How much.
    pub amount: Money,
    /// The last day on which it is paid in time.
    pub due: Date,
}

/// What the charter in force on a year's first day asks of a member for that year; `asked` is the day on which it is
/// asked, [`LEAST_DAYS`] after which it is due at the earliest. Nothing, where the charter asks nothing.
pub fn fee_due(charter: &Charter, member: &Member, year: i16, asked: Date) -> Option<FeeDue> {
    let rule = version_of(charter, year)?.fees.as_ref()?;
    let amount = *rule.amounts.get(&member.kind)?;
    let due = rule.due(year)?.max(asked.saturating_add(LEAST_DAYS.days()));
    Some(FeeDue { amount, due })
}

/// Asks a member for the fee of a year, the period `2026`.
///
/// # Errors
/// [`Refusal::NothingToAsk`] when it owes that fee already, its kind pays none, or the register does not show it;
/// when the actor may not, or the year is not this one, the last or the next.
pub fn ask(
    member: &Member,
    year: i16,
    charter: &Charter,
    id: FeeId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, FeeId>, Refusal> {
    actor.require(FEES)?;
    year_is_near(year, charter.day(now))?;
    let fee = owed(member, year, charter, id, now)?;
    Ok(Decision::new(asking(Commit::by(actor, now), member, fee), id))
}

/// Asks several members for the fee of a year, and passes over those that [`ask`] would refuse. Each has an id for the
/// fee it may get. Answers how many were asked.
///
/// # Errors
/// When the actor may not, or the year is not this one, the last or the next.
pub fn ask_all(
    members: &[(Member, FeeId)],
    year: i16,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, u64>, Refusal> {
    actor.require(FEES)?;
    year_is_near(year, charter.day(now))?;
    let (mut commit, mut asked) = (Commit::by(actor, now), 0);
    for (member, id) in members {
        let Ok(fee) = owed(member, year, charter, *id, now) else { continue };
        asked += 1;
        commit = asking(commit, member, fee);
    }
    Ok(Decision::new(commit, asked))
}

/// The fee that a member is to be asked for.
fn owed(
    member: &Member,
    year: i16,
    charter: &Charter,
    id: FeeId,
    now: Timestamp,
) -> Result<Fee, Refusal> {
    let (today, period) = (charter.day(now), year.to_string());
    let registered = member.standing.is_some_and(Standing::is_registered);
    if !registered || member.fees.iter().any(|fee| fee.period == period) {
        return Err(Refusal::NothingToAsk);
    }
    let FeeDue { amount, due } =
        fee_due(charter, member, year, today).ok_or(Refusal::NothingToAsk)?;
    Ok(Fee { id, member: member.id, period, amount, due, state: FeeState::Open })
}

fn asking(commit: Commit<Change>, member: &Member, fee: Fee) -> Commit<Change> {
    let facts = json!({ "period": fee.period, "amount": fee.amount.to_string(), "due": fee.due });
    commit
        .guard(change::hold_member(member))
        .change(Change::Owe(fee))
        .audit(ASKED, change::about_member(member.id), facts)
        .touch(member_tag(member.id))
}

/// A year for which fees are asked: this one, the last or the next.
///
/// # Errors
/// A field error for any other.
pub fn year_is_near(year: i16, today: Date) -> Result<(), FieldErrors> {
    let near = (i32::from(year) - i32::from(today.year())).abs() <= 1;
    let mut errors = FieldErrors::new();
    errors.check(near, "year", "membership.desk.field.year-far");
    errors.finish(())
}

/// Notes that a fee was paid, or need not be. Whoever had lapsed stands where it stood before, once no fee is unpaid
/// beyond its grace.
///
/// # Errors
/// When the actor may not, there is no such fee, it is settled already, or what is said is not right.
pub fn settle(
    member: &Member,
    fee: FeeId,
    command: &Settle,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Settled>, Refusal> {
    actor.require(FEES)?;
    let found = member.fees.iter().find(|one| one.id == fee).ok_or(Refusal::NothingToAsk)?;
    if found.state != FeeState::Open {
        return Err(Refusal::AlreadySettled);
    }
    let today = charter.day(now);
    let state = state(command, today, actor, now)?;
    let facts = json!({ "fee": fee, "period": found.period, "state": state });
    let commit = Commit::by(actor, now).change(Change::Settle { fee, state: state.clone() }).audit(
        SETTLED,
        change::about_member(member.id),
        facts,
    );
    let others = member.fees.iter().filter(|one| one.id != fee);
    let still = others.filter(|one| is_out_of_grace(one, charter, today)).count();
    let restored = member.has_lapsed() && still == 0;
    let commit = if restored {
        let commit = commit.audit(
            RESTORED,
            change::about_member(member.id),
            json!({ "period": found.period }),
        );
        happen(commit, charter, member, vec![(today, Happening::Restored)], now)
    } else {
        commit.guard(change::hold_member(member)).touch(member_tag(member.id))
    };
    Ok(Decision::new(commit, Settled { fee, restored }))
}

fn state(
    command: &Settle,
    today: Date,
    actor: &Actor,
    now: Timestamp,
) -> Result<FeeState, FieldErrors> {
    let (by, at) = (Author::of(actor), now);
    match command {
        Settle::Paid { on, reference } => {
            let mut errors = FieldErrors::new();
            errors.check(*on <= today, "on", "membership.desk.field.day-future");
            let reference = crate::model::clean(reference, false);
            if reference.chars().count() > LIMITS.line {
                let most = vec![("most", LIMITS.line.to_string())];
                errors.add_with("reference", "membership.field.long", most);
            }
            errors.finish(FeeState::Paid { on: *on, reference, by, at })
        }
        Settle::Waived { reason } => {
            let reason = said(reason, "reason", "membership.field.reason.empty")?;
            Ok(FeeState::Waived { reason, by, at, on: today })
        }
    }
}

/// Whether a fee is unpaid and its grace over on this day. Without a charter for its year it is never.
pub fn is_out_of_grace(fee: &Fee, charter: &Charter, day: Date) -> bool {
    !fee.is_settled(day) && grace_ends(fee, charter).is_some_and(|last| last < day)
}

/// The last day of grace of a fee, by the charter in force on the first day of its year; none where that asks for none.
pub(crate) fn grace_ends(fee: &Fee, charter: &Charter) -> Option<Date> {
    Some(rule_of(&fee.period, charter)?.grace_ends(fee.due))
}

fn rule_of<'a>(period: &str, charter: &'a Charter) -> Option<&'a FeeRule> {
    version_of(charter, period.parse().ok()?)?.fees.as_ref()
}

/// Of each of these years, before which day its fees have to have been due for their grace to be over on a day: where
/// [`is_out_of_grace`] says so, and nowhere else.
pub(crate) fn out_of_grace_before(
    charter: &Charter,
    periods: impl IntoIterator<Item = String>,
    day: Date,
) -> Vec<(String, Date)> {
    let before = |period: String| {
        let days = rule_of(&period, charter)?.grace_days.days();
        Some((period, day.saturating_sub(days)))
    };
    periods.into_iter().filter_map(before).collect()
}

/// The charter in force on the first day of a year.
fn version_of(charter: &Charter, year: i16) -> Option<&CharterVersion> {
    Some(charter.on(Date::new(year, 1, 1).ok()?))
}

#[cfg(test)]
mod tests;
