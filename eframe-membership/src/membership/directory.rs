use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use eframe_core::directory::{
    MemberDirectory, MemberFigures, MemberPlace, MemberProfile, MemberStanding, citizens,
};
use eframe_core::{OrganisationId, StoreError, Tag};
use jiff::civil::Date;

use super::Membership;
use crate::Error;
use crate::model::{Figure, Right};
use crate::rules::{FIGURES_TAG, REGISTER_TAG, may, status_at};
use crate::store::Count;

/// The register counted by kind, standing and country, kept until something of it changes.
#[derive(Clone, Default)]
pub(crate) struct Tally(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    /// Rises with every change, so that what was counted before one is not kept after it.
    generation: u64,
    counts: Option<Arc<Vec<Count>>>,
}

impl Tally {
    /// Forgets what was counted, when one of these tags says so.
    pub(crate) fn drop_tags(&self, tags: &[Tag]) {
        let stale = |tag: &Tag| tag.is_every() || [REGISTER_TAG, FIGURES_TAG].contains(&tag.name());
        if tags.iter().any(stale) {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            kept.generation += 1;
            kept.counts = None;
        }
    }

    fn look(&self) -> (u64, Option<Arc<Vec<Count>>>) {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (kept.generation, kept.counts.clone())
    }

    fn keep(&self, generation: u64, counts: &Arc<Vec<Count>>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.generation == generation {
            kept.counts = Some(Arc::clone(counts));
        }
    }
}

impl Membership {
    /// The register counted by kind, standing and country.
    pub(crate) async fn tally(&self) -> Result<Arc<Vec<Count>>, Error> {
        let (generation, kept) = self.inner.tally.look();
        if let Some(counts) = kept {
            return Ok(counts);
        }
        let counts = Arc::new(self.store().tally().await?);
        self.inner.tally.keep(generation, &counts);
        Ok(counts)
    }
}

#[async_trait]
impl MemberDirectory for Membership {
    async fn figures(&self) -> Result<MemberFigures, StoreError> {
        let counts = self.tally().await.map_err(StoreError::new)?;
        let today = self.today();
        let figure = |figure: Figure| -> u64 {
            let counted = |count: &&Count| {
                let kind = count.kind.parse().ok();
                let rule = kind.and_then(|kind| self.charter().last_rule_of(&kind, today));
                rule.is_some_and(|rule| rule.figure == figure)
            };
            counts.iter().filter(counted).map(|count| count.members).sum()
        };
        let people = citizens(counts.iter().map(|count| count.people));
        Ok(MemberFigures {
            members: figure(Figure::Members),
            friendship: figure(Figure::Friendship),
            partners: figure(Figure::Partners),
            citizens: people.unwrap_or(u64::MAX),
            as_of: today,
        })
    }

    async fn places(&self) -> Result<Vec<MemberPlace>, StoreError> {
        let mut places = self.store().shown_places().await.map_err(StoreError::new)?;
        // Here rather than by the database, whose orders of text differ.
        places.sort_by(|one, other| one.number.cmp(&other.number));
        Ok(places)
    }

    async fn standing(
        &self,
        organisation: OrganisationId,
        day: Date,
    ) -> Result<Option<MemberStanding>, StoreError> {
        let member = self.store().member_of(organisation).await.map_err(StoreError::new)?;
        Ok(member.and_then(|member| {
            let (charter, kind, history) = (self.charter(), &member.kind, &member.history);
            let status = status_at(charter, kind, history, day);
            let standing = status.standing?;
            let against = may(charter, kind, history, &member.fees, Right::Vote, day);
            Some(MemberStanding {
                kind: status.kind.to_string(),
                standing: standing.code().to_owned(),
                may_vote: against.is_empty(),
            })
        }))
    }
    async fn profile(
        &self,
        organisation: OrganisationId,
    ) -> Result<Option<MemberProfile>, StoreError> {
        let member = self.store().member_of(organisation).await.map_err(StoreError::new)?;
        Ok(member.map(|member| {
            let profile = member.profile;
            MemberProfile {
                name: profile.own_name.unwrap_or(profile.name),
                country: profile.country.code().to_owned(),
                region: profile.country.region().code().to_owned(),
                population: profile.population,
            }
        }))
    }
}
