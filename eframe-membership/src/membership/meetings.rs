//! Meetings: planning, agenda, opening, who is there, closing; and what may be known of them.

mod questions;

pub(crate) use questions::typed;

use eframe_core::{Caller, Decision, Hold};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Membership;
use crate::model::{
    Application, ApplicationId, EntryId, Item, ItemId, Matter, Meeting, MeetingId, Member, MemberId,
};
use crate::permission::MEET;
use crate::rules::{self, Agenda, CallOff, Change, Given, MeetingStanding, Plan, Reschedule};
use crate::{Error, Refusal};

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
            // Read first: who comes in after it is then found to have been missed.
            let register = self.store().register(Hold::Read).await?;
            let (members, terms) = self.electorate(&meeting.body).await?;
            let (actor, now, charter) = (&caller.actor, self.now(), self.charter());
            let decided = rules::open_meeting(&meeting, &members, &terms, charter, actor, now)?;
            Ok(Decision::new(decided.commit.guard(register), decided.outcome))
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
            let (meeting, concerned) = self.with_matters(caller, id).await?;
            Ok(rules::close_meeting(&meeting, &concerned, &caller.actor, self.now())?)
        })
        .await
    }

    /// Calls a meeting off. Those who were invited hear of it by mail.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::call_off`] for refusals.
    pub async fn call_off(
        &self,
        caller: &Caller,
        id: MeetingId,
        command: CallOff,
    ) -> Result<MeetingStanding, Error> {
        self.decide(caller, || async {
            let (meeting, concerned) = self.with_matters(caller, id).await?;
            Ok(rules::call_off(&meeting, &command, &concerned, &caller.actor, self.now())?)
        })
        .await
    }

    /// A meeting with the applications that its agenda is about, each with the id of an entry for its history.
    async fn with_matters(
        &self,
        caller: &Caller,
        id: MeetingId,
    ) -> Result<(Meeting, Vec<(Application, EntryId)>), Error> {
        let mut concerned = Vec::new();
        for item in &self.meeting(&caller.actor, id).await?.items {
            if let Some(application) = self.matter(item).await? {
                concerned.push((application, self.given().entry));
            }
        }
        // Read again, so that it is not older than what its items are about.
        Ok((self.meeting(&caller.actor, id).await?, concerned))
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
    pub(super) async fn on_agenda(
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
