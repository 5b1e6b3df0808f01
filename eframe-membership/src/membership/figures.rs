use std::collections::BTreeMap;

use eframe_core::Actor;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::Membership;
use super::fees::staff;
use crate::model::Stage;
use crate::rules::{self, ProcessFigures};
use crate::{Error, Refusal};

impl Membership {
    /// How long applications stayed at each stage in the days from `from` to `until`, both counted, and where they
    /// are now. Without a first day, the last twelve months.
    ///
    /// # Errors
    /// [`Denied`](crate::Refusal::Denied) for those who do not read every case; see [`rules::counted_days`] for days
    /// that can't be counted.
    pub async fn process(
        &self,
        actor: &Actor,
        from: Option<Date>,
        until: Option<Date>,
    ) -> Result<ProcessFigures, Error> {
        staff(actor)?;
        let counted = rules::counted_days(from, until, self.today());
        let (from, until) = counted.map_err(Refusal::from)?;
        let midnight = |day: Date| {
            let begins = day.to_zoned(self.charter().zone().clone());
            begins.map_or(self.now(), |begins| begins.timestamp())
        };
        let (from, until) = (midnight(from), midnight(until.saturating_add(1.day())));
        let stays = self.store().stays(from, until).await?;
        let ended = self.store().ends(from, until).await?;
        let (now, overdue) = (self.store().stages().await?, self.overdue_stages().await?);
        Ok(ProcessFigures::of(from, until, &stays, ended, &now, &overdue))
    }

    /// How many applications are overdue at each stage that has a deadline.
    async fn overdue_stages(&self) -> Result<BTreeMap<Stage, u64>, Error> {
        let mut overdue = BTreeMap::new();
        let today = self.today();
        for (stage, late) in rules::late_at_each(self.charter(), today) {
            overdue.insert(stage, self.store().count_late(&late).await?);
        }
        overdue.insert(Stage::Returned, self.store().unanswered_returns(today).await?);
        Ok(overdue)
    }
}
