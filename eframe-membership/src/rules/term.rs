use eframe_core::{Actor, Commit, Decision, FieldErrors, Timestamp, Version};
use jiff::civil::{Date, date};
use serde_json::json;

use super::change::{self, Change};
use super::{TERMS_TAG, may, member_tag};
use crate::Refusal;
use crate::model::{
    Body, BodyCode, Charter, Composition, Member, MemberId, Office, OfficeRule, Right, Term, TermId,
};
use crate::permission::{APPOINTED, TERM_ENDED, TERMS};

/// Every term of office of a body, past and to come, with the version of the set of all terms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The terms.
    pub all: Vec<Term>,
    /// The version that guards the set.
    pub version: Version,
}

/// Gives an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appoint {
    /// The body.
    pub body: BodyCode,
    /// The office in it.
    pub office: Office,
    /// The first day.
    pub from: Date,
    /// The last day, where it is earlier than the charter's.
    pub until: Option<Date>,
}

/// Gives a member an office, from a day on that may lie in the past or in the future. It has to have the right to
/// stand on the first day, by the charter of that day.
///
/// # Errors
/// When the actor may not, the charter of the first day knows no such office, the days are wrong, the member may not
/// stand or holds an office of the body in these days, or on one of them every seat is taken.
pub fn appoint(
    terms: &Terms,
    member: &Member,
    command: &Appoint,
    id: TermId,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Term>, Refusal> {
    actor.require(TERMS)?;
    let Appoint { body, office, from, .. } = command;
    let (years, _) = composed(charter, body, office, *from).ok_or(Refusal::NotInTheCharter)?;
    let until = until(command, years)?;
    let reasons = may(charter, &member.kind, &member.history, &member.fees, Right::Stand, *from);
    if !reasons.is_empty() {
        return Err(Refusal::NoRight(reasons));
    }
    let new = Term {
        id,
        member: member.id,
        name: member.profile.name.clone(),
        body: body.clone(),
        office: office.clone(),
        from: *from,
        until,
    };
    let same_body: Vec<&Term> = terms.all.iter().filter(|term| term.body == *body).collect();
    let meets =
        |term: &&&Term| !term.is_taken_back() && term.from <= new.until && new.from <= term.until;
    if same_body.iter().filter(meets).any(|term| term.member == new.member) {
        return Err(Refusal::AlreadyInOffice);
    }
    if !has_place(&same_body, charter, &new) {
        return Err(Refusal::NoSeatLeft);
    }
    let facts = json!({ "term": id, "body": body, "office": office, "from": from, "until": until });
    let commit = Commit::by(actor, now)
        .guard(change::hold_terms(terms))
        .guard(change::keep_member(member))
        .change(Change::Appoint(new.clone()))
        .audit(APPOINTED, change::about_member(member.id), facts)
        .touch(TERMS_TAG)
        .touch(member_tag(member.id));
    Ok(Decision::new(commit, new))
}

/// Ends a term earlier than it would. One that has not begun is taken back by ending it the day before its first.
///
/// # Errors
/// When the actor may not, or the last day is not within the term.
pub fn end_term(
    terms: &Terms,
    term: &Term,
    until: Date,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Term>, Refusal> {
    actor.require(TERMS)?;
    let to_come = term.from > charter.day(now);
    let taken_back = to_come && term.from.yesterday().is_ok_and(|before| until == before);
    if !(taken_back || term.from <= until) || until >= term.until {
        return Err(FieldErrors::one("until", "membership.field.term.end").into());
    }
    let ended = Term { until, ..term.clone() };
    let facts = json!({ "term": term.id, "was": term.until, "until": until });
    let commit = Commit::by(actor, now)
        .guard(change::hold_terms(terms))
        .change(Change::EndTerm { term: term.id, until })
        .audit(TERM_ENDED, change::about_member(term.member), facts)
        .touch(TERMS_TAG)
        .touch(member_tag(term.member));
    Ok(Decision::new(commit, ended))
}

/// Adds to `commit` that these terms of a member that leaves on a day end before it. A term that begins later is taken
/// back.
pub(super) fn end_terms_of(commit: Commit<Change>, terms: &Terms, on: Date) -> Commit<Change> {
    let open: Vec<&Term> =
        terms.all.iter().filter(|term| on <= term.until && !term.is_taken_back()).collect();
    if open.is_empty() {
        return commit.guard(change::keep_terms(terms));
    }
    let mut commit = commit.guard(change::hold_terms(terms)).touch(TERMS_TAG);
    for term in open {
        let Ok(until) = term.from.max(on).yesterday() else { continue };
        let facts = json!({ "term": term.id, "was": term.until, "until": until });
        commit = commit.change(Change::EndTerm { term: term.id, until }).audit(
            TERM_ENDED,
            change::about_member(term.member),
            facts,
        );
    }
    commit
}

/// Who held an office of a body on a day, in the order of the charter's offices of that day; then by their first
/// day and name.
pub fn holders_on<'a>(
    terms: &'a [Term],
    body: &BodyCode,
    charter: &Charter,
    day: Date,
) -> Vec<&'a Term> {
    let offices = offices(charter, body, day).map_or(&[] as &[OfficeRule], |(.., all)| all);
    let place = |term: &Term| offices.iter().position(|office| office.code == term.office);
    let covers = |term: &&Term| term.body == *body && term.covers(day);
    let mut holders: Vec<&Term> = terms.iter().filter(covers).collect();
    holders.sort_by_key(|term| {
        (place(term).unwrap_or(usize::MAX), term.from, term.name.as_str(), term.id)
    });
    holders
}

/// The last day of a term of so many years: the day before its first day comes round again. A first day of 29
/// February comes round on 1 March where there is none, so that no term is a day short and none drifts.
pub fn last_day(from: Date, years: u32) -> Option<Date> {
    let year = i16::try_from(i64::from(from.year()) + i64::from(years)).ok()?;
    let round = Date::new(year, from.month(), from.day()).or_else(|_| Date::new(year, 3, 1));
    round.ok()?.yesterday().ok()
}

fn until(command: &Appoint, years: u32) -> Result<Date, FieldErrors> {
    // Before 1900 nobody sat in a committee of ours, and years have four digits.
    let sane = date(1900, 1, 1) <= command.from;
    let last = last_day(command.from, years).filter(|_| sane);
    let last = last.ok_or_else(|| FieldErrors::one("from", "membership.field.term.from"))?;
    match command.until {
        None => Ok(last),
        Some(until) if until < command.from => {
            Err(FieldErrors::one("until", "membership.field.term.backwards"))
        }
        Some(until) if until > last => {
            let mut errors = FieldErrors::new();
            errors.add_with(
                "until",
                "membership.field.term.long",
                vec![("last", last.to_string())],
            );
            Err(errors)
        }
        Some(until) => Ok(until),
    }
}

/// How long the office is held, and its rule.
fn composed<'a>(
    charter: &'a Charter,
    body: &BodyCode,
    office: &Office,
    day: Date,
) -> Option<(u32, &'a OfficeRule)> {
    let (_, years, all) = offices(charter, body, day)?;
    Some((years, all.iter().find(|rule| rule.code == *office)?))
}

/// Seats, years and offices of a body on a day; none for a body of all members.
fn offices<'a>(
    charter: &'a Charter,
    body: &BodyCode,
    day: Date,
) -> Option<(u32, u32, &'a [OfficeRule])> {
    match charter.on(day).bodies.get(body) {
        Some(Body { composition: Composition::Offices { seats, years, offices }, .. }) => {
            Some((*seats, *years, offices))
        }
        _ => None,
    }
}

/// Whether there is a seat and a place in the office on every day of the new term. Only on its first day, on days
/// on which another term begins, and on those of a new charter can there be fewer than the day before.
fn has_place(terms: &[&Term], charter: &Charter, new: &Term) -> bool {
    let begins = terms.iter().map(|term| term.from);
    let changes = charter.versions().iter().map(|version| version.from);
    let within = |day: &Date| new.from < *day && *day <= new.until;
    let mut days = begins.chain(changes).filter(within).chain([new.from]);
    days.all(|day| {
        let Some((seats, _, rules)) = offices(charter, &new.body, day) else { return true };
        let held: Vec<_> = terms.iter().filter(|term| term.covers(day)).collect();
        let same = held.iter().filter(|term| term.office == new.office).count();
        let most = rules.iter().find(|rule| rule.code == new.office).and_then(|rule| rule.most);
        held.len() < seats as usize && most.is_none_or(|most| same < most as usize)
    })
}

/// Which of these members hold an office of the body on a day.
pub(super) fn sits(terms: &[Term], body: &BodyCode, member: MemberId, day: Date) -> bool {
    terms.iter().any(|term| term.body == *body && term.member == member && term.covers(day))
}

#[cfg(test)]
mod tests;
