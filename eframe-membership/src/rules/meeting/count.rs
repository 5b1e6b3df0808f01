use eframe_ballot::{Ballot, CountError, Outcome, Published, Rules};
use eframe_core::{Actor, Commit, Decision, Timestamp, canonical, sha256};
use jiff::civil::Date;
use serde_json::json;

use super::agenda::referred;
use super::roll::{body, presence};
use super::{after, floor};
use crate::Refusal;
use crate::event::{Admitted, DecisionMade, Deferred, Refused};
use crate::model::{
    Application, ApplicationId, Charter, Happening, Item, ItemState, Matter, Meeting, Member,
    MemberId, State, Vote, What,
};
use crate::permission::{DECIDED, MEET};
use crate::rules::apply::step;
use crate::rules::change::{self, Change, Given, MeetingStanding};
use crate::rules::enrol::{Enrolment, enrol};

/// What is counted, and whom it concerns.
#[derive(Clone, Copy, Debug)]
pub struct Count<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The item, closed to further votes.
    pub item: &'a Item,
    /// Every vote that was taken on it.
    pub votes: &'a [Vote],
    /// The application that it is about, if it is about one.
    pub concerned: Option<Concerned<'a>>,
}

/// The application that is decided about.
#[derive(Clone, Copy, Debug)]
pub struct Concerned<'a> {
    /// The application.
    pub application: &'a Application,
    /// The membership of its organisation, when it has or had one.
    pub member: Option<&'a Member>,
    /// When it was handed in.
    pub submitted: Option<Timestamp>,
    /// When the Secretariat accepted it.
    pub accepted: Option<Timestamp>,
}

/// Counts the votes of an item and decides: by the roll of the meeting's opening, by who was there when voting was
/// closed, and by the rules that the charter had when the item was called. Carried, the application is granted and its
/// organisation approved on the day voting was closed; rejected, it is refused; without a result it waits for another
/// meeting.
///
/// The same votes give the same decision whoever counts, and as often as it is tried.
///
/// # Errors
/// When the actor may not, votes are still taken or were counted before, or the application is not with this item.
pub fn count(
    of: &Count<'_>,
    charter: &Charter,
    given: &Given,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let Count { meeting, item, .. } = *of;
    let ItemState::Closed { opened, at: closed, .. } = &item.state else {
        return Err(Refusal::NotAtThatItem(item.state.stage()));
    };
    let version = charter.on(charter.day(*opened));
    let rules = version.bodies.get(&meeting.body).ok_or(Refusal::NotInTheCharter)?.rules.clone();
    let published = counted(of, rules)?;
    let outcome = published.tally.outcome;
    let facts = json!({
        "item": item.id,
        "matter": item.matter,
        "charter": version.name,
        "tally": published.tally,
        "published": canonical(&published).ok().map(|form| sha256(&form)),
    });
    let commit = Commit::by(actor, now)
        .guard(change::hold_meeting(meeting))
        .guard(change::hold_item(item))
        .audit(DECIDED, change::about_meeting(meeting.id), facts);
    let (commit, application) = match &item.matter {
        Matter::Application { .. } => {
            let on =
                Effect { of, charter, given, actor, day: decided_on(charter, *opened, *closed) };
            let (commit, id) = on.take(commit, outcome)?;
            (commit, Some(id))
        }
        Matter::Motion { .. } => (commit, None),
    };
    let made = DecisionMade {
        meeting: meeting.id,
        item: item.id,
        application,
        outcome: outcome.name().to_owned(),
    };
    let state = ItemState::Decided { at: *closed, published: Box::new(published) };
    let commit = commit
        .change(Change::WriteItem { item: item.id, state: Box::new(state) })
        .send(&made)
        .touch(change::meeting_tag(meeting.id));
    Ok(Decision::new(commit, after(meeting, meeting.state.stage(), Some(item.id))))
}

/// The day from which a decision counts: that of the close; that of the call, where another charter came between, under
/// which the body may decide about nothing of the kind.
fn decided_on(charter: &Charter, opened: Timestamp, closed: Timestamp) -> Date {
    let (called, day) = (charter.day(opened), charter.day(closed));
    if charter.on(called).from == charter.on(day).from { day } else { called }
}

/// Everything needed to count again, and the result.
fn counted(of: &Count<'_>, rules: Rules) -> Result<Published, Refusal> {
    let (roll, _) = floor(of.meeting)?;
    let ItemState::Closed { attendance, .. } = &of.item.state else {
        return Err(Refusal::NotAtThatItem(of.item.state.stage()));
    };
    let ballots =
        of.votes.iter().map(|vote| Ballot { body: body(vote.member), choice: vote.choice });
    let chair = attendance.chair.map(body);
    let counted = Published::count(roll.clone(), presence(attendance), ballots, rules, chair);
    counted.map_err(|error| match error {
        CountError::NotEntitled { reasons, .. } => Refusal::NoRight(reasons),
        // Nobody leaves while votes are taken, and a member has one: what is left is a vote from elsewhere.
        _ => Refusal::NotPresent,
    })
}

/// What a decision about an application does.
struct Effect<'a> {
    of: &'a Count<'a>,
    charter: &'a Charter,
    given: &'a Given,
    actor: &'a Actor,
    /// The day that it counts from.
    day: Date,
}

impl Effect<'_> {
    fn take(
        &self,
        commit: Commit<Change>,
        outcome: Outcome,
    ) -> Result<(Commit<Change>, ApplicationId), Refusal> {
        let (item, concerned) = (self.of.item, self.of.concerned);
        let application = referred(concerned.map(|of| of.application), item)?;
        let (id, organisation) = (application.id, application.organisation);
        let at = commit.at();
        let why = outcome.name().to_owned();
        let decision = Some(item.id);
        let (commit, member, state, what) = if outcome.is_carried() {
            let (commit, member) = self.approve(commit, application)?;
            let state = State::Admitted { at, decision };
            (
                commit.send(&Admitted { application: id, organisation }),
                member,
                state,
                What::Admitted { decision },
            )
        } else if outcome.is_rejected() {
            let state = State::Refused { at, reason: why.clone(), decision };
            (
                commit.send(&Refused { application: id, organisation }),
                None,
                state,
                What::Refused { reason: why },
            )
        } else {
            let state = State::Deferred { at, meeting: self.of.meeting.id, reason: why.clone() };
            (
                commit.send(&Deferred { application: id, organisation }),
                None,
                state,
                What::Deferred { reason: why },
            )
        };
        let member = member.or(application.member);
        let next = Application { state, member, changed: at, ..application.clone() };
        Ok((step(commit, application, next, self.given.entry, what, self.actor), id))
    }

    /// Adds what approval means for the membership of the application's organisation.
    fn approve(
        &self,
        commit: Commit<Change>,
        application: &Application,
    ) -> Result<(Commit<Change>, Option<MemberId>), Refusal> {
        let complete = application.form.complete(&self.charter.on(self.day).kind_codes())?;
        let concerned = self.of.concerned;
        let on = Enrolment {
            charter: self.charter,
            application,
            complete: &complete,
            member: concerned.and_then(|of| of.member),
            submitted: concerned.and_then(|of| of.submitted),
            accepted: concerned.and_then(|of| of.accepted),
            day: self.day,
            now: commit.at(),
        };
        let (body, decision) = (self.of.meeting.body.clone(), Some(self.of.item.id));
        Ok(enrol(commit, &on, self.given, Happening::Approved { body, decision }))
    }
}
