//! Those who vote for the members of a committee hear when it meets.

use eframe_core::directory::{Contact, ContactDirectory};
use eframe_core::mail::Letter;
use eframe_core::messages::Arg;
use eframe_core::outbox::{Delivery, Retry};
use eframe_core::template::Template;
use eframe_core::{Actor, ActorId, Commit, CommitError, OrganisationId};
use serde::Serialize;

use super::{Done, Post, handed, named};
use crate::event::{MeetingCalled, MeetingCalledOff, SeatCalled, SeatCalledOff};
use crate::model::{Body, Composition, Meeting, MeetingId, MeetingState, Member, MemberId};
use crate::permission::VOTE;
use crate::rules::Change;
use crate::words::Words;
use crate::work::retry;

/// A mail about a meeting.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct MeetingMail {
    name: String,
    /// What there is to say, a paragraph each.
    paragraphs: Vec<String>,
    /// The meeting's own page.
    link: String,
    number: String,
    /// For whom the reader votes.
    organisation: String,
}

impl Post {
    /// Calls every seat to a meeting that is to come.
    pub(super) async fn called(&self, event: MeetingCalled, delivery: &Delivery) -> Done {
        let Some(meeting) = self.to_come(event.meeting).await? else { return Ok(()) };
        let moved = event.moved;
        self.each_seat(&meeting, delivery, |commit, member, person| {
            let (meeting, organisation) = (meeting.id, member.organisation);
            let (member, person) = (member.id, Some(person.id));
            commit.send(&SeatCalled { meeting, member, organisation, moved, person })
        })
        .await
    }

    /// Has every seat hear that a meeting does not take place.
    pub(super) async fn called_off(&self, event: MeetingCalledOff, delivery: &Delivery) -> Done {
        let found = self.membership.store().meeting(event.meeting).await.map_err(retry)?;
        let Some(meeting) = found else { return Ok(()) };
        self.each_seat(&meeting, delivery, |commit, member, person| {
            let (meeting, organisation) = (meeting.id, member.organisation);
            let (member, person) = (member.id, person.id);
            commit.send(&SeatCalledOff { meeting, member, organisation, person })
        })
        .await
    }

    /// One message for each person, so that nobody's letter is sent twice because another's could not be.
    async fn each_seat(
        &self,
        meeting: &Meeting,
        delivery: &Delivery,
        send: impl Fn(Commit<Change>, &Member, &Contact) -> Commit<Change>,
    ) -> Done {
        let membership = &self.membership;
        let day = membership.charter().day(meeting.starts);
        let rules = membership.charter().on(day).bodies.get(&meeting.body);
        let offices = |body: &Body| matches!(body.composition, Composition::Offices { .. });
        let Some(contacts) = membership.contacts() else { return Ok(()) };
        if !rules.is_some_and(offices) {
            return Ok(());
        }
        let holders = membership.holders_on(&meeting.body, day).await.map_err(retry)?;
        let ids: Vec<_> = holders.iter().map(|term| term.member).collect();
        let members = membership.store().these(&ids).await.map_err(retry)?;
        let machine = Actor::system("membership");
        let mut commit =
            Commit::<Change>::by(&machine, membership.now()).settle(delivery.settled());
        for member in &members {
            for person in people(contacts, member.organisation).await? {
                commit = send(commit, member, &person);
            }
        }
        match membership.store().database().commit(commit).await {
            Ok(()) | Err(CommitError::Settled) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes to whoever votes for the member that has the seat, as long as they do.
    pub(super) async fn seat_called(&self, event: SeatCalled, delivery: &Delivery) -> Done {
        let Some(meeting) = self.to_come(event.meeting).await? else { return Ok(()) };
        let kind = if event.moved { "meeting-moved" } else { "meeting-planned" };
        self.to_voter(&meeting, event.member, event.person, kind, delivery).await
    }

    /// The same where the meeting does not take place.
    pub(super) async fn seat_called_off(&self, event: SeatCalledOff, delivery: &Delivery) -> Done {
        let found = self.membership.store().meeting(event.meeting).await.map_err(retry)?;
        let Some(meeting) = found else { return Ok(()) };
        self.to_voter(&meeting, event.member, Some(event.person), "meeting-off", delivery).await
    }

    /// Writes to one of those who vote for a member, as long as they do; to all where nobody is named.
    async fn to_voter(
        &self,
        meeting: &Meeting,
        member: MemberId,
        person: Option<ActorId>,
        kind: &str,
        delivery: &Delivery,
    ) -> Done {
        let Some(contacts) = self.membership.contacts() else { return Ok(()) };
        let found = self.membership.store().member(member).await.map_err(retry)?;
        let Some(member) = found else { return Ok(()) };
        let is_told = |one: &Contact| person.is_none_or(|person| one.id == person);
        let people = people(contacts, member.organisation).await?;
        for one in people.into_iter().filter(is_told) {
            let letter = self.call(meeting, &member.profile.name, &one, kind, delivery)?;
            handed(self.mailer.send(&letter).await)?;
        }
        Ok(())
    }

    /// The meeting, as long as people can get ready for it.
    async fn to_come(&self, id: MeetingId) -> Result<Option<Meeting>, Retry> {
        let found = self.membership.store().meeting(id).await.map_err(retry)?;
        let now = self.membership.now();
        Ok(found.filter(|meeting| meeting.state == MeetingState::Planned && meeting.starts > now))
    }

    fn call(
        &self,
        meeting: &Meeting,
        organisation: &str,
        to: &Contact,
        kind: &str,
        delivery: &Delivery,
    ) -> Result<Letter, Retry> {
        let language = self.language(to.language.code());
        let words = Words { membership: self.membership.clone(), language };
        let day = self.membership.charter().day(meeting.starts);
        let body = words.body(&meeting.body, day);
        let time = words.moment(meeting.starts, &meeting.zone);
        let reason = match &meeting.state {
            MeetingState::CalledOff { reason, .. } => reason.as_str(),
            _ => "",
        };
        let args: [(&str, Arg<'_>); 6] = [
            ("body", body.as_str().into()),
            ("title", meeting.title.as_str().into()),
            ("time", time.as_str().into()),
            ("zone", meeting.zone.as_str().into()),
            ("organisation", organisation.into()),
            ("reason", reason.into()),
        ];
        let presentation = self.membership.presentation();
        let say = |part: &str| {
            presentation.message(language, &["membership.mail.", kind, part].concat(), &args)
        };
        let said = say("-text");
        let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
        let mount = self.membership.mount();
        let mail = MeetingMail {
            name: to.name.clone(),
            paragraphs: lines.map(str::to_owned).collect(),
            link: mount.absolute(&mount.account_url(&format!("/meetings/{}", meeting.id))),
            number: meeting.number.clone(),
            organisation: organisation.to_owned(),
        };
        let text = presentation.text(language, &mail);
        let text = text.map_err(|_| Retry::park("the mail's template fails"))?;
        let id = named(delivery.message(), to.id.uuid().as_bytes());
        let letter = Letter::new(id, to.address.clone(), say("-subject"), text);
        Ok(letter.name(to.name.clone()).language(language))
    }
}

/// Who votes for an organisation.
async fn people(
    of: &dyn ContactDirectory,
    organisation: OrganisationId,
) -> Result<Vec<Contact>, Retry> {
    let found = of.contacts(organisation, VOTE).await;
    found.map_err(|error| Retry::because(error.to_string()))
}

impl Template for MeetingMail {
    const NAME: &'static str = "membership/mail-meeting.txt";

    fn samples() -> Vec<Self> {
        vec![Self {
            name: "Elena Orlova".to_owned(),
            paragraphs: vec!["The Executive Committee meets.".to_owned()],
            link: "https://city.example/account/membership/meetings/x".to_owned(),
            number: "G-2026-0003".to_owned(),
            organisation: "Zvonorechensk".to_owned(),
        }]
    }
}
