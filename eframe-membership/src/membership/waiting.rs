//! How much waits for whoever asks: for a host's own first page of the desk.

use std::collections::BTreeMap;

use eframe_core::Actor;

use super::Membership;
use crate::Error;
use crate::model::Stage;
use crate::permission::READ;
use crate::rules::Sight;
use crate::store::Filter;

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
}

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
        if actor.may(READ) {
            let counted = self.counted(actor).await?;
            return Ok(Waiting {
                cases: counted.waiting(),
                overdue: counted.overdue,
                letters: counted.unanswered,
                own: 0,
            });
        }
        let own = match Sight::of(actor) {
            Sight::Own(_) => {
                let stages = vec![Stage::Returned, Stage::Unconfirmed];
                let filter = Filter { stages, ..Filter::default() };
                self.count_cases(actor, &filter).await?
            }
            _ => 0,
        };
        Ok(Waiting { own, ..Waiting::default() })
    }
}
