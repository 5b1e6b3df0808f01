use eframe_core::{Actor, CommitError, OrganisationId};

use super::{Ceds, hidden};
use crate::Error;
use crate::model::{Facts, Round, Stage};
use crate::permission::LEAD;
use crate::rules::{self, Sight};
use crate::store::Filter;

/// What is known of a city before it says anything itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownCity {
    /// What it is called; empty where nobody knows.
    pub city: String,
    /// Those facts of the instrument that are known.
    pub facts: Facts,
}

/// So many assessments are looked at for the one begun last.
const LATEST: u64 = 20;

impl Ceds {
    /// What is known of a city that begins an assessment in a round: from the register, and from what it said the last
    /// time. For forms: nothing of it is taken down unless the city hands it in.
    ///
    /// # Errors
    /// [`Error::NotFound`] for whoever does not lead the assessments of that organisation.
    pub async fn known(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
        round: &Round,
    ) -> Result<KnownCity, Error> {
        if !actor.may_for(LEAD, organisation) {
            return Err(hidden(actor));
        }
        let edition = self.edition(round.sha256).await?;
        let registered = match &self.inner.members {
            Some(members) => {
                let profile = members.profile(organisation).await;
                profile.map_err(|error| Error::Commit(CommitError::Store(error)))?
            }
            None => None,
        };
        let filter = Filter { organisation: Some(organisation), ..Filter::default() };
        let own = Sight::Own(vec![organisation]);
        let lines = self.store().assessments(&filter, None, LATEST, &own).await?;
        let told = lines.into_iter().map(|(assessment, _)| assessment);
        let told = told.filter(|one| one.state.stage() != Stage::Withdrawn);
        let last = told.max_by_key(|one| one.begun);
        let facts =
            rules::known(&edition, registered.as_ref(), last.as_ref().map(|one| &one.facts));
        let name = registered.map(|profile| profile.name);
        let city = name.or_else(|| last.map(|one| one.city)).unwrap_or_default();
        Ok(KnownCity { city, facts })
    }
}
