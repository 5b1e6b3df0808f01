use eframe_core::{Commit, Timestamp};
use jiff::civil::Date;

use super::change::{self, Change, Given, NewMember};
use super::status::first_kind;
use super::{FIGURES_TAG, REGISTER_TAG, member_tag, status_at};
use crate::event::{Renamed, StandingChanged};
use crate::model::{
    Application, Charter, Complete, Happened, Happening, Member, MemberId, OtherKind, Standing,
    State,
};

/// What an application does to the membership of its organisation.
pub(crate) struct Enrolment<'a> {
    pub(crate) charter: &'a Charter,
    pub(crate) application: &'a Application,
    pub(crate) complete: &'a Complete,
    /// The organisation's membership, when it has or had one.
    pub(crate) member: Option<&'a Member>,
    /// When the application was handed in, where its state tells no more.
    pub(crate) submitted: Option<Timestamp>,
    /// When the Secretariat accepted it, where its state tells no more.
    pub(crate) accepted: Option<Timestamp>,
    /// The day that what happens counts from.
    pub(crate) day: Date,
    pub(crate) now: Timestamp,
}

/// Adds to `commit` what `what` does to the membership of the application's organisation: with the first standing
/// that the register shows it becomes a member, and whoever was one before gets on. Answers with the member, when
/// there is one now.
pub(crate) fn enrol(
    commit: Commit<Change>,
    on: &Enrolment<'_>,
    given: &Given,
    what: Happening,
) -> (Commit<Change>, Option<MemberId>) {
    let day = on.day;
    match on.member {
        Some(member) => {
            let submitted =
                State::submission(&on.application.state).is_some() && !on.is_told(&member.history);
            let mut happened = Vec::new();
            if submitted && !matches!(what, Happening::Submitted { .. }) {
                happened.push((on.submitted_on(), on.submitted()));
            }
            happened.push((day, what));
            let commit = happen_as(commit, on.charter, member, Some(on), happened, on.now);
            (commit, Some(member.id))
        }
        None => on.first(commit, given, what, day),
    }
}

impl Enrolment<'_> {
    /// That the application was handed in, and for which kind, where the member is another.
    pub(crate) fn submitted(&self) -> Happening {
        let wants = &self.complete.kind;
        let other = self.member.filter(|member| member.kind != *wants);
        let other_kind =
            other.map(|member| OtherKind { was: member.kind.clone(), wants: wants.clone() });
        Happening::Submitted { application: Some(self.application.id), other_kind }
    }

    /// Whether a history has it that the application was handed in, for the kind that it is for.
    pub(crate) fn is_told(&self, history: &[Happened]) -> bool {
        let wanted = |one: &&Happened| match &one.what {
            Happening::Submitted { application: Some(of), .. } => *of == self.application.id,
            _ => false,
        };
        history.iter().rfind(wanted).is_some_and(|one| one.what == self.submitted())
    }

    /// The day of the last submission; today, when that is what happens now.
    fn submitted_on(&self) -> Date {
        let at = State::submission(&self.application.state).or(self.submitted);
        let at = at.unwrap_or(self.now);
        self.charter.day(at)
    }

    /// The day on which the Secretariat accepted it, if it did.
    fn accepted_on(&self) -> Option<Date> {
        let at = match self.application.state {
            State::Accepted { at, .. } => Some(at),
            _ => self.accepted,
        };
        at.map(|at| self.charter.day(at))
    }

    /// Whether the application takes its member further than where it stood before it, into the register or within it
    /// or to another kind, and had not done so up to the history that `member` has: what it says is taken over once, so
    /// that what the Secretariat put right since stays.
    fn brings(&self, member: &Member, history: &[Happened], day: Date) -> bool {
        let kind = first_kind(history).unwrap_or(&member.kind);
        let at = |history: &[Happened]| {
            let status = status_at(self.charter, kind, history, day);
            (status.reached, status.kind)
        };
        let own = |one: &Happened| matches!(&one.what, Happening::Submitted { application: Some(of), .. } if *of == self.application.id);
        let first = member.history.iter().position(own).unwrap_or(member.history.len());
        let before = at(&member.history[..first]);
        let further = |(reached, kind): (Option<Standing>, _)| {
            reached.is_some_and(Standing::is_registered) && (reached > before.0 || kind != before.1)
        };
        further(at(history)) && !further(at(&member.history))
    }

    fn first(
        &self,
        commit: Commit<Change>,
        given: &Given,
        what: Happening,
        day: Date,
    ) -> (Commit<Change>, Option<MemberId>) {
        let mut all = vec![(self.submitted_on(), self.submitted())];
        if let (Happening::Approved { .. }, Some(on)) = (&what, self.accepted_on()) {
            all.push((on, Happening::Accepted));
        }
        if !matches!(what, Happening::Submitted { .. }) {
            all.push((day, what));
        }
        let numbered = all.into_iter().zip(1..);
        let history: Vec<_> = numbered
            .map(|((on, what), number)| Happened { number, on, recorded: self.now, what })
            .collect();
        let today = self.charter.day(self.now).max(day);
        let standing = status_at(self.charter, &self.complete.kind, &history, today).standing;
        if !standing.is_some_and(Standing::is_registered) {
            return (commit, None);
        }
        let id = MemberId::new(given.second);
        let new = NewMember {
            id,
            number: None,
            organisation: self.application.organisation,
            kind: self.complete.kind.clone(),
            profile: self.complete.profile.clone(),
            history,
            standing,
            since: Some(day),
            joined: Some(day),
            code: given.code.clone(),
            year: day.year(),
        };
        let changed = StandingChanged {
            member: id,
            organisation: new.organisation,
            kind: new.kind.clone(),
            name: new.profile.name.clone(),
            from: None,
            to: standing,
            on: day,
            newsletter: self.complete.newsletter,
        };
        let commit = commit.change(Change::Enrol(Box::new(new))).send(&changed);
        (commit.touch(REGISTER_TAG).touch(FIGURES_TAG), Some(id))
    }
}

/// Adds what happened to a member to `commit`, in order, with its guard, its event and the tags.
pub(crate) fn happen(
    commit: Commit<Change>,
    charter: &Charter,
    member: &Member,
    what: Vec<(Date, Happening)>,
    now: Timestamp,
) -> Commit<Change> {
    happen_as(commit, charter, member, None, what, now)
}

/// The same for what an application does, with `by`: whoever comes further by it is from then on the kind that it was
/// for, and says of itself what it says there. Before that nobody has looked at it, and it may yet be refused.
fn happen_as(
    commit: Commit<Change>,
    charter: &Charter,
    member: &Member,
    by: Option<&Enrolment<'_>>,
    what: Vec<(Date, Happening)>,
    now: Timestamp,
) -> Commit<Change> {
    let mut history = member.history.clone();
    let mut commit = commit.guard(change::hold_member(member));
    let day = charter.day(now);
    let (mut standing, mut kind, mut since) = (member.standing, member.kind.clone(), day);
    for (on, what) in what {
        let number = history.last().map_or(1, |last| last.number + 1);
        let happened = Happened { number, on, recorded: now, what };
        history.push(happened.clone());
        let status = status_at(charter, &member.kind, &history, day);
        if status.standing != standing {
            since = on;
        }
        (standing, kind) = (status.standing, status.kind);
        commit = commit.change(Change::Happen { member: member.id, happened, standing });
    }
    let brought = by.filter(|by| by.brings(member, &history, day)).map(|by| by.complete);
    if let Some(complete) = brought {
        let profile = complete.profile.clone();
        commit = commit.change(Change::Amend { member: member.id, profile });
    }
    if kind != member.kind {
        commit = commit.change(Change::Reclassify { member: member.id, kind: kind.clone() });
    }
    let name = brought.map_or(&member.profile.name, |complete| &complete.profile.name).clone();
    let (organisation, newsletter) = (member.organisation, brought.is_some_and(|by| by.newsletter));
    let commit = if standing != member.standing {
        commit.send(&StandingChanged {
            member: member.id,
            organisation,
            kind,
            name,
            from: member.standing,
            to: standing,
            on: since,
            newsletter,
        })
    } else if name != member.profile.name {
        commit.send(&Renamed { member: member.id, organisation, name, standing })
    } else {
        commit
    };
    commit.touch(REGISTER_TAG).touch(FIGURES_TAG).touch(member_tag(member.id))
}

#[cfg(test)]
mod tests;
