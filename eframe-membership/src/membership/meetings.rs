//! Meetings: planning, agenda, opening, who is there, closing; and what may be known of them.

use std::collections::BTreeMap;

use eframe_ballot::{BodyId, QuorumProof};
use eframe_core::{Actor, Caller, Decision};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Membership;
use super::applications::hidden;
use crate::model::{
    Application, ApplicationId, BodyCode, Composition, EntryId, Item, ItemId, Matter, Meeting,
    MeetingId, MeetingState, Member, MemberId, Standing,
};
use crate::permission::{MEET, VOTE};
use crate::rules::{
    self, Agenda, Change, Given, MeetingStanding, Plan, Reschedule, Sight, Terms, organisations,
};
use crate::store::{BehindMeeting, Meetings};
use crate::{Error, Refusal};

/// How many of the latest meetings people of an organisation are shown of those they belong to.
const LATEST: u64 = 200;

impl Membership {
    /// Plans a meeting.
    ///
    /// # Errors
    /// See [`rules::plan`] for refusals.
    pub async fn plan(&self, caller: &Caller, command: Plan) -> Result<MeetingStanding, Error> {
        let given = self.given();
        self.decide(caller, || async {
            Ok(rules::plan(&command, &given, self.charter(), &caller.actor, self.now())?)
        })
        .await
    }

    /// Gives a planned meeting another title or time.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::reschedule`] for refusals.
    pub async fn reschedule(
        &self,
        caller: &Caller,
        id: MeetingId,
        command: Reschedule,
    ) -> Result<MeetingStanding, Error> {
        self.at(caller, id, |meeting, _| {
            rules::reschedule(meeting, &command, self.charter(), &caller.actor, self.now())
        })
        .await
    }

    /// Puts an application on the agenda.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::add_application`] for refusals.
    pub async fn add_application(
        &self,
        caller: &Caller,
        id: MeetingId,
        application: ApplicationId,
    ) -> Result<MeetingStanding, Error> {
        let given = &self.given();
        self.decide(caller, || async {
            let meeting = self.meeting(&caller.actor, id).await?;
            caller.actor.require(MEET)?;
            let found = self.store().application(application).await?;
            let found = found.ok_or(Error::NotFound)?;
            let (item, charter) = (ItemId::new(given.id), self.charter());
            let (actor, now) = (&caller.actor, self.now());
            Ok(rules::add_application(&meeting, &found, item, given.entry, charter, actor, now)?)
        })
        .await
    }

    /// Puts a motion on the agenda.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::add_motion`] for refusals.
    pub async fn add_motion(
        &self,
        caller: &Caller,
        id: MeetingId,
        title: &str,
        text: &str,
    ) -> Result<MeetingStanding, Error> {
        self.at(caller, id, |meeting, given| {
            let item = ItemId::new(given.id);
            rules::add_motion(meeting, title, text, item, &caller.actor, self.now())
        })
        .await
    }

    /// Takes an item from the agenda.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::remove_item`] for refusals.
    pub async fn remove_item(
        &self,
        caller: &Caller,
        id: MeetingId,
        item: ItemId,
    ) -> Result<MeetingStanding, Error> {
        self.on_agenda(caller, id, item, |meeting, item, agenda| {
            rules::remove_item(meeting, item, agenda, &caller.actor, self.now())
        })
        .await
    }

    /// Puts an item off without a vote.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::defer_item`] for refusals.
    pub async fn defer_item(
        &self,
        caller: &Caller,
        id: MeetingId,
        item: ItemId,
        reason: &str,
    ) -> Result<MeetingStanding, Error> {
        self.on_agenda(caller, id, item, |meeting, item, agenda| {
            rules::defer_item(meeting, item, reason, agenda, &caller.actor, self.now())
        })
        .await
    }

    /// Opens a meeting and freezes its roll.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::open_meeting`] for refusals.
    pub async fn open_meeting(
        &self,
        caller: &Caller,
        id: MeetingId,
    ) -> Result<MeetingStanding, Error> {
        self.decide(caller, || async {
            let meeting = self.meeting(&caller.actor, id).await?;
            caller.actor.require(MEET)?;
            let (members, terms) = self.electorate(&meeting.body).await?;
            let (actor, now) = (&caller.actor, self.now());
            Ok(rules::open_meeting(&meeting, &members, &terms, self.charter(), actor, now)?)
        })
        .await
    }

    /// Closes a meeting, whose minutes stand from then on.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::close_meeting`] for refusals.
    pub async fn close_meeting(
        &self,
        caller: &Caller,
        id: MeetingId,
    ) -> Result<MeetingStanding, Error> {
        self.decide(caller, || async {
            let mut concerned = Vec::new();
            for item in &self.meeting(&caller.actor, id).await?.items {
                if let Some(application) = self.matter(item).await? {
                    concerned.push((application, self.given().entry));
                }
            }
            // Read again, so that it is not older than what its items are about.
            let meeting = self.meeting(&caller.actor, id).await?;
            Ok(rules::close_meeting(&meeting, &concerned, &caller.actor, self.now())?)
        })
        .await
    }

    /// Marks a member as present.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::attend`] for refusals.
    pub async fn attend(
        &self,
        caller: &Caller,
        id: MeetingId,
        member: MemberId,
    ) -> Result<MeetingStanding, Error> {
        self.with_voter(caller, id, member, |meeting, member| {
            rules::attend(meeting, member, self.charter(), &caller.actor, self.now())
        })
        .await
    }

    /// Marks a member as gone.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::leave`] for refusals.
    pub async fn depart(
        &self,
        caller: &Caller,
        id: MeetingId,
        member: MemberId,
    ) -> Result<MeetingStanding, Error> {
        self.with_voter(caller, id, member, |meeting, member| {
            rules::leave(meeting, member, &caller.actor, self.now())
        })
        .await
    }

    /// Puts a member into the chair.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::take_the_chair`] for refusals.
    pub async fn take_the_chair(
        &self,
        caller: &Caller,
        id: MeetingId,
        member: MemberId,
    ) -> Result<MeetingStanding, Error> {
        self.at(caller, id, |meeting, _| {
            rules::take_the_chair(meeting, member, &caller.actor, self.now())
        })
        .await
    }

    /// A meeting in sight: for the Secretariat any, for people of an organisation those of a body that its member
    /// belongs to, and those whose roll names it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not.
    pub async fn meeting(&self, actor: &Actor, id: MeetingId) -> Result<Meeting, Error> {
        let found = self.store().meeting(id).await?.ok_or_else(|| hidden(actor))?;
        if runs(actor) {
            return Ok(found);
        }
        let own = self.own_members(actor).await?;
        let sits = self.sits(&found.body, &own).await?;
        if sits || on_roll(&found, &own) { Ok(found) } else { Err(hidden(actor)) }
    }

    /// A meeting's item in sight.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not.
    pub async fn item(
        &self,
        actor: &Actor,
        id: MeetingId,
        item: ItemId,
    ) -> Result<(Meeting, Item), Error> {
        let meeting = self.meeting(actor, id).await?;
        let item = meeting.item(item).ok_or(Error::NotFound)?.clone();
        Ok((meeting, item))
    }

    /// The application that an item in sight is about: whoever decides about it reads it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the item is not in sight, or about something else.
    pub async fn application_of_item(
        &self,
        actor: &Actor,
        id: MeetingId,
        item: ItemId,
    ) -> Result<Application, Error> {
        let (_, item) = self.item(actor, id, item).await?;
        self.matter(&item).await?.ok_or(Error::NotFound)
    }

    /// The minutes that have this code, once the meeting is closed. They are public for whoever has it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no minutes have it.
    pub async fn minutes(&self, code: &str) -> Result<Meeting, Error> {
        let found = self.store().minuted(code).await?;
        let closed = |meeting: &Meeting| matches!(meeting.state, MeetingState::Closed { .. });
        found.filter(closed).ok_or(Error::NotFound)
    }

    /// Meetings in sight without their agendas, the latest first. People of an organisation are shown those among
    /// the latest that they belong to, all at once.
    pub(crate) async fn meetings(
        &self,
        actor: &Actor,
        which: &Meetings,
        behind: Option<&BehindMeeting>,
        limit: u64,
    ) -> Result<Vec<Meeting>, Error> {
        if runs(actor) {
            return self.store().meetings(which, behind, limit).await;
        }
        if actor.is_anonymous() {
            return Err(hidden(actor));
        }
        let own = self.own_members(actor).await?;
        if own.is_empty() {
            return Ok(Vec::new());
        }
        let mut bodies = BTreeMap::new();
        let mut seen = Vec::new();
        for meeting in self.store().meetings(which, behind, LATEST).await? {
            if !bodies.contains_key(&meeting.body) {
                bodies.insert(meeting.body.clone(), self.sits(&meeting.body, &own).await?);
            }
            if bodies[&meeting.body] || on_roll(&meeting, &own) {
                seen.push(meeting);
            }
        }
        seen.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(seen)
    }

    /// How many there are; for those who run them.
    pub(crate) async fn count_meetings(
        &self,
        actor: &Actor,
        which: &Meetings,
    ) -> Result<u64, Error> {
        if !runs(actor) {
            actor.require(MEET)?;
        }
        self.store().count_meetings(which).await
    }

    /// Whether those who are there make a quorum, under the charter of the day it was opened; once it is open.
    pub fn quorum(&self, meeting: &Meeting) -> Option<QuorumProof> {
        let (opened, roll, attendance) = match &meeting.state {
            MeetingState::Planned => return None,
            MeetingState::Open { at, roll, attendance } => (at, roll, attendance),
            MeetingState::Closed { opened, roll, attendance, .. } => (opened, roll, attendance),
        };
        let version = self.charter().on(self.charter().day(*opened));
        let rule = version.bodies.get(&meeting.body)?.rules.quorum;
        let present = attendance.present.iter().map(|member| BodyId::new(member.uuid())).collect();
        Some(QuorumProof::of(roll, &present, rule))
    }

    /// The applications that wait for this body, the longest first, with their names.
    pub(crate) async fn waiting_for(
        &self,
        actor: &Actor,
        body: &BodyCode,
    ) -> Result<Vec<crate::store::Head>, Error> {
        use crate::model::Stage;
        let version = self.charter().on(self.today());
        let approves = |kind: &String| {
            let rule = version.kinds.iter().find(|(code, _)| code.as_str() == kind);
            let approval = rule.and_then(|(_, rule)| rule.approval.as_ref());
            approval.is_some_and(|approval| approval.body == *body)
        };
        let stages = vec![Stage::Accepted, Stage::Deferred];
        let filter = crate::store::Filter { stages, waiting: true, ..Default::default() };
        let heads = self.store().applications(&filter, None, 200, &Sight::of(actor)).await?;
        Ok(heads.into_iter().filter(|head| approves(&head.kind)).collect())
    }

    /// The members whose organisations this very actor votes for.
    pub(crate) async fn own_voters(&self, actor: &Actor) -> Result<Vec<Member>, Error> {
        let mut voters = Vec::new();
        for organisation in organisations(actor, &[VOTE]) {
            voters.extend(self.store().member_of(organisation).await?);
        }
        Ok(voters)
    }

    async fn own_members(&self, actor: &Actor) -> Result<Vec<Member>, Error> {
        let Sight::Own(own) = Sight::of(actor) else { return Ok(Vec::new()) };
        let mut members = Vec::new();
        for organisation in own {
            members.extend(self.store().member_of(organisation).await?);
        }
        Ok(members)
    }

    /// Whether one of these members belongs to a body today.
    async fn sits(&self, body: &BodyCode, own: &[Member]) -> Result<bool, Error> {
        match self.composition(body) {
            None => Ok(false),
            Some(Composition::Members) => {
                Ok(own.iter().any(|one| one.standing.is_some_and(Standing::is_registered)))
            }
            Some(Composition::Offices { .. }) => {
                let (terms, today) = (self.store().terms(body).await?, self.today());
                let holds = |member: &Member| {
                    terms.all.iter().any(|term| term.member == member.id && term.covers(today))
                };
                Ok(own.iter().any(holds))
            }
        }
    }

    fn composition(&self, body: &BodyCode) -> Option<&Composition> {
        self.charter().on(self.today()).bodies.get(body).map(|body| &body.composition)
    }

    /// Who may belong to a body, and its terms.
    async fn electorate(&self, body: &BodyCode) -> Result<(Vec<Member>, Terms), Error> {
        let terms = self.store().terms(body).await?;
        let members = match self.composition(body) {
            Some(Composition::Members) => self.store().everyone().await?,
            _ => {
                let today = self.today();
                let seated = terms.all.iter().filter(|term| term.covers(today));
                let ids: Vec<MemberId> = seated.map(|term| term.member).collect();
                self.store().these(&ids).await?
            }
        };
        Ok((members, terms))
    }

    /// The application that an item is about.
    pub(super) async fn matter(&self, item: &Item) -> Result<Option<Application>, Error> {
        match &item.matter {
            Matter::Application { application, .. } => self.store().application(*application).await,
            Matter::Motion { .. } => Ok(None),
        }
    }

    /// Loads a meeting, decides and commits; again when something moved on in between.
    async fn at<T: Serialize + DeserializeOwned>(
        &self,
        caller: &Caller,
        id: MeetingId,
        rule: impl Fn(&Meeting, &Given) -> Result<Decision<Change, T>, Refusal>,
    ) -> Result<T, Error> {
        let (given, rule) = (&self.given(), &rule);
        self.decide(caller, || async { Ok(rule(&self.meeting(&caller.actor, id).await?, given)?) })
            .await
    }

    /// The same for an item of its agenda.
    pub(super) async fn at_item<T: Serialize + DeserializeOwned>(
        &self,
        caller: &Caller,
        id: MeetingId,
        item: ItemId,
        rule: impl Fn(&Meeting, &Item) -> Result<Decision<Change, T>, Refusal>,
    ) -> Result<T, Error> {
        let rule = &rule;
        self.decide(caller, || async {
            let (meeting, item) = self.item(&caller.actor, id, item).await?;
            Ok(rule(&meeting, &item)?)
        })
        .await
    }

    /// The same with what the item is about.
    async fn on_agenda(
        &self,
        caller: &Caller,
        id: MeetingId,
        item: ItemId,
        rule: impl Fn(
            &Meeting,
            &Item,
            &Agenda<'_>,
        ) -> Result<Decision<Change, MeetingStanding>, Refusal>,
    ) -> Result<MeetingStanding, Error> {
        let (entry, rule): (EntryId, _) = (self.given().entry, &rule);
        self.decide(caller, || async {
            let (_, known) = self.item(&caller.actor, id, item).await?;
            let application = self.matter(&known).await?;
            // Read again, so that it is not older than what the item is about.
            let (meeting, item) = self.item(&caller.actor, id, item).await?;
            let agenda = Agenda { application: application.as_ref(), entry };
            Ok(rule(&meeting, &item, &agenda)?)
        })
        .await
    }

    /// The same for a meeting and a member.
    async fn with_voter(
        &self,
        caller: &Caller,
        id: MeetingId,
        member: MemberId,
        rule: impl Fn(&Meeting, &Member) -> Result<Decision<Change, MeetingStanding>, Refusal>,
    ) -> Result<MeetingStanding, Error> {
        let rule = &rule;
        self.decide(caller, || async {
            let meeting = self.meeting(&caller.actor, id).await?;
            let member = self.store().member(member).await?.ok_or(Error::NotFound)?;
            Ok(rule(&meeting, &member)?)
        })
        .await
    }
}

/// Whether one of these members is on the roll of a meeting.
fn on_roll(meeting: &Meeting, own: &[Member]) -> bool {
    match &meeting.state {
        MeetingState::Planned => false,
        MeetingState::Open { roll, .. } | MeetingState::Closed { roll, .. } => {
            own.iter().any(|member| roll.entry(BodyId::new(member.id.uuid())).is_some())
        }
    }
}

/// Whether every meeting is in sight.
fn runs(actor: &Actor) -> bool {
    Sight::of(actor).is_staff() || actor.may(MEET)
}
