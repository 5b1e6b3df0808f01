use std::collections::BTreeMap;

use eframe_core::{Actor, OrganisationId, Timestamp};
use jiff::civil::Date;

use super::Membership;
use super::applications::hidden;
use crate::Error;
use crate::model::{ApplicationId, Entry, Side, Stage};
use crate::permission::READ;
use crate::rules::{Case, Sight, due, late};
use crate::store::{Filter, Head, LetterRow, Position};

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
    /// Letters that nobody answered yet, the oldest first.
    pub(crate) letters: Vec<Letter>,
    /// How many cases there are at each stage.
    pub(crate) counts: BTreeMap<Stage, u64>,
}

/// A letter that came in and was not answered.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    pub(crate) application: ApplicationId,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) at: Timestamp,
}

/// How many cases the inbox shows of each stage.
const WAITING: u64 = 100;

impl Membership {
    /// What happened in a case in sight, newest first; the Secretariat's own notes only for those who may read every
    /// case.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not in sight.
    pub async fn history(&self, actor: &Actor, id: ApplicationId) -> Result<Vec<Entry>, Error> {
        let application = self.application(actor, id).await?;
        let staff = Sight::of(actor).is_staff();
        self.store().history(Case::Application(application.id), staff).await
    }

    /// The cases in sight that a filter lets through.
    pub(crate) async fn cases(
        &self,
        actor: &Actor,
        filter: &Filter,
        after: Option<&Position>,
        limit: u64,
    ) -> Result<Vec<Head>, Error> {
        let sight = seeing(actor)?;
        self.store().applications(filter, after, limit, &sight).await
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
        let counts = self.store().stages().await?;
        Ok(Inbox { waiting, letters: self.unanswered().await?, counts })
    }

    /// How many of the cases that wait for the Secretariat are overdue, all of them counted.
    pub(crate) async fn overdue(&self) -> Result<u64, Error> {
        self.store().count_late(&late(self.charter(), self.today())).await
    }

    /// The last letters of cases, where it is the applicant's.
    async fn unanswered(&self) -> Result<Vec<Letter>, Error> {
        let mut last = BTreeMap::new();
        for letter in self.store().letters().await? {
            last.entry(letter.application).or_insert(letter);
        }
        last.retain(|_, letter| letter.entry.side == Side::Applicant);
        let letter = |LetterRow { application, number, name, entry }| Letter {
            application,
            number,
            name,
            at: entry.at,
        };
        let mut letters: Vec<_> = last.into_values().map(letter).collect();
        letters.sort_by_key(|letter| letter.at);
        Ok(letters)
    }
}

fn seeing(actor: &Actor) -> Result<Sight, Error> {
    match Sight::of(actor) {
        Sight::Public if actor.is_anonymous() => Err(hidden(actor)),
        sight => Ok(sight),
    }
}
