//! How much waits for whoever asks: for a host's own first page of the desk.

use std::collections::BTreeMap;

use eframe_ballot::BodyId;
use eframe_core::Actor;

use super::Membership;
use crate::Error;
use crate::model::{ItemStage, MeetingStage, MeetingState, Stage};
use crate::permission::READ;
use crate::store::{Filter, Meetings};

/// How many things wait for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiting {
    /// Applications that wait for the Secretariat.
    pub cases: u64,
    /// How many of them are overdue.
    pub overdue: u64,
    /// Letters that nobody answered.
    pub letters: u64,
    /// Applications of the actor's own organisations that wait for these: given back, or to be confirmed.
    pub own: u64,
    /// Applications of the actor's own organisations, or begun by the actor, that are still being filled in.
    pub drafts: u64,
    /// Votes that are open and that the actor may cast for a member that has not voted.
    pub votes: u64,
}

/// So many meetings under way are looked at for open votes.
const UNDER_WAY: u64 = 20;

/// How much waits for the Secretariat.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counted {
    /// How many cases there are at each stage that has some.
    pub(crate) stages: BTreeMap<Stage, u64>,
    /// How many of those that wait for the Secretariat are overdue.
    pub(crate) overdue: u64,
    /// How many letters nobody answered.
    pub(crate) unanswered: u64,
}

impl Counted {
    /// How many cases wait for the Secretariat.
    pub(crate) fn waiting(&self) -> u64 {
        let cases = self.stages.iter().filter(|(stage, _)| stage.waits_for_secretariat());
        cases.map(|(_, count)| count).sum()
    }
}

impl Membership {
    /// How much waits for the Secretariat, for those who read every case.
    pub(crate) async fn counted(&self, actor: &Actor) -> Result<Counted, Error> {
        actor.require(READ)?;
        Ok(Counted {
            stages: self.store().stages().await?,
            overdue: self.overdue().await?,
            unanswered: self.store().count_unanswered().await?,
        })
    }

    /// What waits for this actor. Nothing, for whoever has nothing to do with membership.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting(&self, actor: &Actor) -> Result<Waiting, Error> {
        if actor.is_anonymous() {
            return Ok(Waiting::default());
        }
        let votes = self.open_votes(actor).await?;
        if actor.may(READ) {
            let counted = self.counted(actor).await?;
            return Ok(Waiting {
                cases: counted.waiting(),
                overdue: counted.overdue,
                letters: counted.unanswered,
                votes,
                ..Waiting::default()
            });
        }
        let at = |stages| Filter { stages, ..Filter::default() };
        let own = at(vec![Stage::Returned, Stage::Unconfirmed]);
        let own = self.count_cases(actor, &own).await?;
        let drafts = self.count_cases(actor, &at(vec![Stage::Draft])).await?;
        Ok(Waiting { own, drafts, votes, ..Waiting::default() })
    }

    /// How many votes the actor may cast now.
    async fn open_votes(&self, actor: &Actor) -> Result<u64, Error> {
        let voters = self.own_voters(actor).await?;
        if voters.is_empty() {
            return Ok(0);
        }
        let which = Meetings { stage: Some(MeetingStage::Open), ..Meetings::default() };
        let mut votes = 0;
        for bare in self.meetings(actor, &which, None, UNDER_WAY).await? {
            let meeting = self.meeting(actor, bare.id).await?;
            let MeetingState::Open { roll, .. } = &meeting.state else { continue };
            let open = meeting.items.iter().find(|item| item.state.stage() == ItemStage::Open);
            let Some(item) = open else { continue };
            let voted = self.voting(actor, meeting.id, item.id).await?.voted;
            let missing = voters.iter().filter(|voter| {
                let entry = roll.entry(BodyId::new(voter.id.uuid()));
                // Whoever is not there yet comes in on the same page.
                entry.is_some_and(|entry| entry.right.is_entitled()) && !voted.contains(&voter.id)
            });
            votes += missing.count() as u64;
        }
        Ok(votes)
    }
}
