//! How much waits for whoever asks: for a host's own first page of the desk.

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

impl Membership {
    /// What waits for this actor. Nothing, for whoever has nothing to do with membership.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn waiting(&self, actor: &Actor) -> Result<Waiting, Error> {
        if actor.may(READ) {
            let counts = self.store().stages().await?;
            let cases = counts.iter().filter(|(stage, _)| stage.waits_for_secretariat());
            return Ok(Waiting {
                cases: cases.map(|(_, count)| count).sum(),
                overdue: self.overdue().await?,
                letters: self.store().count_unanswered().await?,
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
