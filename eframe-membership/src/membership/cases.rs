use std::collections::BTreeMap;

use eframe_core::{Actor, OrganisationId, Timestamp};
use jiff::civil::Date;

use super::Membership;
use super::applications::hidden;
use crate::model::{ApplicationId, Entry, Side, Stage};
use crate::permission::READ;
use crate::rules::{Case, Sight, due, late};
use crate::store::{BehindLetter, Eyes, Filter, Head, LetterRow, Position, Told};
use crate::{CasePosition, Error};

/// A case as a line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CaseLine {
    /// The application.
    pub application: ApplicationId,
    /// Its number.
    pub number: String,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What the organisation is called; empty as long as it did not say.
    pub name: String,
    /// The code of the kind that it wants to be, as far as it said.
    pub kind: String,
    /// The code of its country, as far as it said.
    pub country: String,
    /// Where it stands.
    pub stage: Stage,
    /// Since when; a draft has no such moment.
    pub since: Option<Timestamp>,
    /// When it was last changed.
    pub changed: Timestamp,
    /// Who has to do something until which day.
    pub due: Option<(Side, Date)>,
    /// Whether that day is over.
    pub overdue: bool,
}

/// What waits for the Secretariat.
#[derive(Clone, Debug, Default)]
pub(crate) struct Inbox {
    /// Those that wait, the earliest day first.
    pub(crate) waiting: Vec<CaseLine>,
    /// The first letters that nobody answered yet, the oldest first.
    pub(crate) letters: Vec<LetterRow>,
    /// How many of these there are.
    pub(crate) unanswered: u64,
    /// How many cases there are at each stage.
    pub(crate) counts: BTreeMap<Stage, u64>,
}

/// How many cases the inbox shows of each stage.
const WAITING: u64 = 100;
/// How many unanswered letters the inbox shows.
const LETTERS: u64 = 50;

impl Membership {
    /// What happened in a case in sight, newest first, at most `limit` entries behind the one given; the Secretariat's own
    /// notes only for those who may read every case.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not in sight.
    pub async fn history(
        &self,
        actor: &Actor,
        id: ApplicationId,
        after: Option<&CasePosition>,
        limit: u64,
    ) -> Result<Vec<Entry>, Error> {
        self.entries(actor, id, Told::Everything, after, limit).await
    }

    /// The same, with only some of the entries.
    pub(crate) async fn entries(
        &self,
        actor: &Actor,
        id: ApplicationId,
        told: Told,
        after: Option<&CasePosition>,
        limit: u64,
    ) -> Result<Vec<Entry>, Error> {
        let application = self.application(actor, id).await?;
        let told = match told {
            Told::Everything if !Sight::of(actor).is_staff() => Told::Shared,
            told => told,
        };
        self.store().history(Case::Application(application.id), told, after, limit).await
    }

    /// The cases in sight that a filter lets through.
    pub(crate) async fn cases(
        &self,
        actor: &Actor,
        filter: &Filter,
        after: Option<&Position>,
        limit: u64,
    ) -> Result<Vec<Head>, Error> {
        self.store().applications(filter, after, limit, &seeing(actor)?).await
    }

    /// How many they are.
    pub(crate) async fn count_cases(&self, actor: &Actor, filter: &Filter) -> Result<u64, Error> {
        self.store().count_applications(filter, &seeing(actor)?).await
    }

    /// The applications of an organisation that the actor acts for, those that changed last first.
    ///
    /// # Errors
    /// [`Denied`](crate::Refusal::Denied) when nobody has signed in.
    pub async fn applications_of(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
    ) -> Result<Vec<CaseLine>, Error> {
        let filter = Filter { organisation: Some(organisation), ..Filter::default() };
        let heads = self.cases(actor, &filter, None, 50).await?;
        Ok(heads.into_iter().map(|head| self.line(head)).collect())
    }

    /// The applications that the actor began while nobody acted for their organisations, those that changed last first.
    pub(crate) async fn applications_begun_by(
        &self,
        actor: &Actor,
    ) -> Result<Vec<CaseLine>, Error> {
        let filter = Filter { creator: Some(actor.id()), ..Filter::default() };
        let heads = self.cases(actor, &filter, None, 50).await?;
        Ok(heads.into_iter().map(|head| self.line(head)).collect())
    }

    /// A line of a list.
    pub(crate) fn line(&self, head: Head) -> CaseLine {
        let due = due(&head.state, self.charter());
        CaseLine {
            application: head.id,
            number: head.number,
            organisation: head.organisation,
            name: head.name,
            kind: head.kind,
            country: head.country,
            stage: head.state.stage(),
            since: head.state.since(),
            changed: head.changed,
            overdue: due.is_some_and(|due| due.day < self.today()),
            due: due.map(|due| (due.side, due.day)),
        }
    }

    /// What waits for the Secretariat.
    pub(crate) async fn inbox(&self, actor: &Actor) -> Result<Inbox, Error> {
        actor.require(READ)?;
        let mut waiting = Vec::new();
        // Each stage by itself: those that may wait long do not hide those that may not.
        for stage in Stage::ALL.into_iter().filter(|stage| stage.waits_for_secretariat()) {
            let filter = Filter { stages: vec![stage], waiting: true, ..Filter::default() };
            let heads = self.cases(actor, &filter, None, WAITING).await?;
            waiting.extend(heads.into_iter().map(|head| self.line(head)));
        }
        waiting.sort_by_key(|line| (line.due.map(|(_, day)| day), line.since));
        let letters = self.store().unanswered(None, LETTERS).await?;
        let unanswered = self.store().count_unanswered().await?;
        Ok(Inbox { waiting, letters, unanswered, counts: self.store().stages().await? })
    }

    /// How many of the cases that wait for the Secretariat are overdue, all of them counted.
    pub(crate) async fn overdue(&self) -> Result<u64, Error> {
        self.store().count_late(&late(self.charter(), self.today())).await
    }

    /// Letters that nobody answered yet, the oldest first, behind one; and how many there are.
    pub(crate) async fn unanswered(
        &self,
        actor: &Actor,
        after: Option<&BehindLetter>,
        limit: u64,
    ) -> Result<(Vec<LetterRow>, u64), Error> {
        actor.require(READ)?;
        let count = self.store().count_unanswered().await?;
        Ok((self.store().unanswered(after, limit).await?, count))
    }
}

fn seeing(actor: &Actor) -> Result<Eyes, Error> {
    if actor.is_anonymous() {
        return Err(hidden(actor));
    }
    // What somebody began is in sight of the whole person alone; nobody in particular began anything.
    let whole = actor.owns(actor.id());
    let actor_id = if whole { actor.id() } else { Actor::anonymous().id() };
    Ok(Eyes { sight: Sight::of(actor), actor: actor_id })
}
