//! How much waits for whoever asks: for a host's own first page of the desk.

use eframe_core::{Actor, Permission};

use super::Ceds;
use crate::Error;
use crate::model::{RoundPhase, Stage};
use crate::permission::{ANSWER, LEAD, REVIEW};
use crate::rules::{Sight, organisations};
use crate::store::Filter;

/// How many assessments wait for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waiting {
    /// Those that were handed in, and that the actor may review.
    pub to_review: u64,
    /// Those of the actor's own organisations that were given back with questions and take answers.
    pub given_back: u64,
    /// Those of the actor's own organisations that are being answered, in rounds that are open.
    pub to_answer: u64,
}

/// So many of one's own are looked at.
const OWN: u64 = 100;

impl Ceds {
    /// What waits for this actor. Nothing, for whoever has nothing to do with the diagnosis.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting(&self, actor: &Actor) -> Result<Waiting, Error> {
        let mut waiting = Waiting::default();
        if let Some(sight) = sight(actor, &[REVIEW]) {
            waiting.to_review = self.store().count_at(Stage::Submitted, &sight).await?;
        }
        let own = organisations(actor, &[ANSWER, LEAD]);
        if own.is_empty() {
            return Ok(waiting);
        }
        let (own, today) = (Sight::Own(own), self.today());
        for stage in [Stage::Returned, Stage::Draft] {
            let filter = Filter { stage: Some(stage), ..Filter::default() };
            let lines = self.store().assessments(&filter, None, OWN, &own).await?;
            let open = lines.iter().filter(|(_, round)| match round.phase(today) {
                RoundPhase::Open => true,
                RoundPhase::Review => stage == Stage::Returned,
                RoundPhase::Planned | RoundPhase::Closed => false,
            });
            let count = open.count() as u64;
            match stage {
                Stage::Returned => waiting.given_back = count,
                _ => waiting.to_answer = count,
            }
        }
        Ok(waiting)
    }
}

/// All that is in sight of whoever holds one of these: everywhere, or for some organisations; none, for nobody.
fn sight(actor: &Actor, permissions: &[Permission]) -> Option<Sight> {
    if permissions.iter().any(|one| actor.may(*one)) {
        return Some(Sight::Staff);
    }
    let own = organisations(actor, permissions);
    (!own.is_empty()).then_some(Sight::Own(own))
}
