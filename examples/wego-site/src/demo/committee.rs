//! demo/committee.toml: who sits on the Executive Committee, its agendas and its votes, done by the real steps.

use std::collections::BTreeMap;

use eframe_ballot::Choice;
use eframe_core::{Caller, OrganisationId};
use eframe_membership::Membership;
use eframe_membership::model::{ApplicationId, BodyCode, ItemId, MeetingId, MemberId, Office};
use eframe_membership::rules::{Appoint, Cast, LocalTime, Plan};
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::clock::TurnedBack;
use super::script::WrongScript;
use crate::Failure;

const COMMITTEE: &str = include_str!("../../demo/committee.toml");
/// The body that all of this is about.
const BODY: &str = "executive-committee";
/// The zone that its meetings are shown in.
const ZONE: &str = "Asia/Seoul";
/// The minute of the demo's working day at which it meets: 17:00 where the day begins at 09:00.
const MEETS: i32 = 8 * 60;
/// So many minutes it takes for its roll call and its chair, and for each item.
const TAKES: i32 = 6;
/// Its terms began so many days before the start.
pub(super) const TERMS_BEGAN: i32 = 400;

/// The script.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Script {
    term: Vec<Term>,
    pub(super) meeting: Vec<Meeting>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    city: String,
    office: Office,
}

/// A meeting: when it was planned and opened, in days before the start.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Meeting {
    title: String,
    pub(super) planned: i32,
    /// When it was opened; not yet, where nothing is said.
    pub(super) opened: Option<i32>,
    /// In how many days it begins, where it was not opened.
    #[serde(default)]
    starts_in: i32,
    #[serde(default)]
    closes: bool,
    #[serde(default)]
    present: Vec<String>,
    item: Vec<Item>,
}

/// An item of its agenda: an application, or a motion.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    /// The city whose application it is.
    application: Option<String>,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    /// Who leaves before it is called.
    #[serde(default)]
    leaves: Vec<String>,
    /// How many say yes, no, and nothing, in the order of who is there.
    #[serde(default)]
    votes: Option<[usize; 3]>,
    /// Whether it is still being voted on.
    #[serde(default)]
    open: bool,
    /// Why it is put off.
    deferred: Option<String>,
}

/// The script, read.
pub(super) fn read() -> Result<Script, WrongScript> {
    toml::from_str(COMMITTEE).map_err(|error| WrongScript::of("committee.toml", error))
}

/// Whoever runs the committee, and what they know by its name.
pub(super) struct Room<'a> {
    pub(super) membership: &'a Membership,
    pub(super) secretariat: &'a Caller,
    pub(super) ids: &'a BTreeMap<String, OrganisationId>,
    pub(super) clock: &'a TurnedBack,
}

/// A meeting that was planned, with its items.
pub(super) struct Planned {
    script: Meeting,
    id: MeetingId,
    items: Vec<ItemId>,
}

impl Room<'_> {
    async fn member(&self, city: &str) -> Result<MemberId, Failure> {
        let organisation = self.ids.get(city).ok_or_else(|| format!("who is {city}?"))?;
        Ok(self.membership.member_of(&self.secretariat.actor, *organisation).await?.id)
    }

    /// Gives everybody their office.
    pub(super) async fn appoint(&self, script: &Script) -> Result<(), Failure> {
        let from = self.clock.today().saturating_sub(TERMS_BEGAN.days());
        for term in &script.term {
            let member = self.member(&term.city).await?;
            let (body, office) = (self.body()?, term.office.clone());
            let command = Appoint { body, office, from, until: None };
            let appointed = self.membership.appoint(self.secretariat, member, command).await;
            appointed.map_err(|error| format!("demo/committee.toml: {}: {error}", term.city))?;
        }
        Ok(())
    }

    /// Plans a meeting and sets its agenda.
    pub(super) async fn plan(
        &self,
        script: &Meeting,
        applications: &BTreeMap<String, ApplicationId>,
    ) -> Result<Planned, Failure> {
        // One that was held began at the hour at which it is opened below.
        let local = match script.opened {
            Some(days) => {
                let begins = TurnedBack::moment(days, MEETS).to_zoned(TimeZone::get(ZONE)?);
                begins.datetime().with().second(0).subsec_nanosecond(0).build()?
            }
            None => self.clock.today().saturating_add(script.starts_in.days()).at(17, 0, 0, 0),
        };
        let starts = LocalTime { local, zone: ZONE.to_owned(), fold: None };
        let command = Plan { body: self.body()?, title: script.title.clone(), starts };
        let id = self.membership.plan(self.secretariat, command).await?.meeting;
        let mut items = Vec::new();
        for item in &script.item {
            let added = match &item.application {
                Some(city) => {
                    let of = applications.get(city).ok_or_else(|| format!("who is {city}?"))?;
                    self.membership.add_application(self.secretariat, id, *of).await
                }
                None => {
                    let (title, text) = (&item.title, &item.text);
                    self.membership.add_motion(self.secretariat, id, title, text).await
                }
            };
            let added = added.map_err(|error| format!("{}: {item:?}: {error}", script.title))?;
            items.extend(added.item);
        }
        Ok(Planned { script: script.clone(), id, items })
    }

    /// Opens a meeting and goes through its agenda, as far as the script does.
    pub(super) async fn hold(&self, planned: &Planned) -> Result<(), Failure> {
        let Planned { script, id, items } = planned;
        let (membership, by) = (self.membership, self.secretariat);
        let mut minutes = std::iter::successors(Some(MEETS), |minute| Some(minute + TAKES));
        let mut goes_on = || {
            let minute = minutes.next().unwrap_or(MEETS);
            self.clock.go_back(script.opened.unwrap_or_default(), minute);
        };
        goes_on();
        membership.open_meeting(by, *id).await?;
        let mut present = Vec::new();
        for city in &script.present {
            let member = self.member(city).await?;
            membership.attend(by, *id, member).await?;
            present.push(member);
        }
        if let Some(chair) = present.first() {
            membership.take_the_chair(by, *id, *chair).await?;
        }
        for (item, of) in items.iter().zip(&script.item) {
            goes_on();
            for city in &of.leaves {
                let member = self.member(city).await?;
                membership.depart(by, *id, member).await?;
                present.retain(|one| *one != member);
            }
            self.decide(*id, *item, of, &present).await?;
        }
        if script.closes {
            goes_on();
            membership.close_meeting(by, *id).await?;
        }
        Ok(())
    }

    async fn decide(
        &self,
        meeting: MeetingId,
        item: ItemId,
        of: &Item,
        present: &[MemberId],
    ) -> Result<(), Failure> {
        let (membership, by) = (self.membership, self.secretariat);
        if let Some(reason) = &of.deferred {
            membership.defer_item(by, meeting, item, reason).await?;
        }
        let Some([yes, no, abstain]) = of.votes else { return Ok(()) };
        membership.open_item(by, meeting, item).await?;
        let choices = [(Choice::Yes, yes), (Choice::No, no), (Choice::Abstain, abstain)];
        let choices = choices.into_iter().flat_map(|(choice, n)| std::iter::repeat_n(choice, n));
        for (member, choice) in present.iter().zip(choices) {
            let command = Cast { choice: Some(choice) };
            membership.cast(by, meeting, item, *member, command).await?;
        }
        if !of.open {
            membership.close_item(by, meeting, item).await?;
        }
        Ok(())
    }

    fn body(&self) -> Result<BodyCode, Failure> {
        Ok(BODY.parse()?)
    }
}
