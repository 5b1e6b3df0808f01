use eframe_ballot::{BodyId, QuorumProof};
use eframe_core::Actor;

use crate::Error;
use crate::membership::Membership;
use crate::membership::applications::hidden;
use crate::model::{
    Application, BodyCode, Composition, Item, ItemId, Meeting, MeetingId, MeetingState, Member,
    MemberId, Stage, Standing,
};
use crate::permission::{MEET, VOTE};
use crate::rules::{Sight, Terms, organisations};
use crate::store::{BehindMeeting, Eyes, Filter, Head, MeetingRow, Meetings, Seen};

/// So many waiting applications are offered at once: those that wait longest.
const MOST_WAITING: u64 = 200;

impl Membership {
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

    /// The application that an item in sight is about: whoever decides about it reads it. A guest of the meeting, and
    /// whoever the roll excludes, decides nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the item is not in sight, about something else, or not theirs to decide.
    pub async fn application_of_item(
        &self,
        actor: &Actor,
        id: MeetingId,
        item: ItemId,
    ) -> Result<Application, Error> {
        let (meeting, item) = self.item(actor, id, item).await?;
        if !self.decides(actor, &meeting).await? {
            return Err(hidden(actor));
        }
        self.matter(&item).await?.ok_or(Error::NotFound)
    }

    /// Whether the actor reads what this meeting decides about: the Secretariat, and those who vote for a member that
    /// its roll entitles, or before there is a roll, that has a seat.
    pub(crate) async fn decides(&self, actor: &Actor, meeting: &Meeting) -> Result<bool, Error> {
        if runs(actor) {
            return Ok(true);
        }
        let voters = self.own_voters(actor).await?;
        match &meeting.state {
            MeetingState::Planned => self.sits(&meeting.body, &voters).await,
            MeetingState::Open { roll, .. } | MeetingState::Closed { roll, .. } => {
                let entry = |member: &Member| roll.entry(BodyId::new(member.id.uuid()));
                let entitled = |member| entry(member).is_some_and(|one| one.right.is_entitled());
                Ok(voters.iter().any(entitled))
            }
            // Nothing is decided in it.
            MeetingState::CalledOff { .. } => Ok(false),
        }
    }

    /// The minutes that have this code, once the meeting is closed. They are public for whoever has it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no minutes have it.
    pub async fn minutes(&self, code: &str) -> Result<Meeting, Error> {
        let found = self.store().minuted(&typed(code)).await?;
        let closed = |meeting: &Meeting| matches!(meeting.state, MeetingState::Closed { .. });
        found.filter(closed).ok_or(Error::NotFound)
    }

    /// Meetings in sight without their agendas, the latest first: for people of an organisation as in
    /// [`meeting`](Membership::meeting).
    pub(crate) async fn meetings(
        &self,
        actor: &Actor,
        which: &Meetings,
        behind: Option<&BehindMeeting>,
        limit: u64,
    ) -> Result<Vec<MeetingRow>, Error> {
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
        let mut bodies = Vec::new();
        for body in self.charter().on(self.today()).bodies.keys() {
            if self.sits(body, &own).await? {
                bodies.push(body.clone());
            }
        }
        let members = own.iter().map(|member| member.id).collect();
        let which = Meetings { seen: Some(Seen { bodies, members }), ..which.clone() };
        self.store().meetings(&which, behind, limit).await
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
            MeetingState::Planned | MeetingState::CalledOff { .. } => return None,
            MeetingState::Open { at, roll, attendance } => (at, roll, attendance),
            MeetingState::Closed { opened, roll, attendance, .. } => (opened, roll, attendance),
        };
        let version = self.charter().on(self.charter().day(*opened));
        let rule = version.bodies.get(&meeting.body)?.rules.quorum;
        let present = attendance.present.iter().map(|member| BodyId::new(member.uuid())).collect();
        Some(QuorumProof::of(roll, &present, rule))
    }

    /// The applications that wait for this body, the longest first, with their names; for those who run meetings.
    pub(crate) async fn waiting_for(
        &self,
        actor: &Actor,
        body: &BodyCode,
    ) -> Result<Vec<Head>, Error> {
        actor.require(MEET)?;
        let version = self.charter().on(self.today());
        let approved = version.kinds.iter().filter(|(_, rule)| {
            rule.approval.as_ref().is_some_and(|approval| approval.body == *body)
        });
        let kinds = Some(approved.map(|(code, _)| code.to_string()).collect());
        let stages = vec![Stage::Accepted, Stage::Deferred];
        let filter = Filter { stages, kinds, waiting: true, ..Filter::default() };
        // Whoever puts them on an agenda knows which there are, also without reading their cases.
        self.store().applications(&filter, None, MOST_WAITING, &Eyes::staff()).await
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

    /// Whether one of these members belongs to a body today. Whoever left, lapsed or has its rights suspended does
    /// not for that time, whatever office it holds; the meetings on whose rolls it is stay in its sight.
    async fn sits(&self, body: &BodyCode, own: &[Member]) -> Result<bool, Error> {
        let registered = |one: &&Member| one.standing.is_some_and(Standing::is_registered);
        match self.composition(body) {
            None => Ok(false),
            Some(Composition::Members) => Ok(own.iter().any(|one| registered(&one))),
            Some(Composition::Offices { .. }) => {
                let (terms, today) = (self.store().terms(body).await?, self.today());
                let holds = |member: &Member| {
                    terms.all.iter().any(|term| term.member == member.id && term.covers(today))
                };
                Ok(own.iter().filter(registered).any(holds))
            }
        }
    }

    fn composition(&self, body: &BodyCode) -> Option<&Composition> {
        self.charter().on(self.today()).bodies.get(body).map(|body| &body.composition)
    }

    /// Who may belong to a body, and its terms.
    pub(super) async fn electorate(&self, body: &BodyCode) -> Result<(Vec<Member>, Terms), Error> {
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
}

/// Whether one of these members is on the roll of a meeting.
fn on_roll(meeting: &Meeting, own: &[Member]) -> bool {
    let named = |member: &Member| BodyId::new(member.id.uuid());
    let roll = meeting.state.roll();
    roll.is_some_and(|roll| own.iter().any(|member| roll.entry(named(member)).is_some()))
}

/// The code of minutes as somebody typed it from paper.
pub(crate) fn typed(code: &str) -> String {
    code.trim().to_lowercase()
}

/// Whether every meeting is in sight.
fn runs(actor: &Actor) -> bool {
    Sight::of(actor).is_staff() || actor.may(MEET)
}
