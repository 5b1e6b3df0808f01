use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use eframe_core::{Actor, FieldErrors};

use super::Ceds;
use crate::model::{AssessmentId, Edition};
use crate::roadmap::{Roadmap, RoadmapError, Wish};
use crate::{Error, Modules, Refusal};

/// How long a roadmap is looked for. What was found by then is the answer, and says so.
const LONGEST: Duration = Duration::from_secs(5);

/// How many are looked for at once; others wait in line, so that nobody takes all processors.
pub(super) const AT_ONCE: usize = 2;

/// A roadmap for an assessment, with the modules that it chose from.
#[derive(Clone, Debug)]
pub struct Planned {
    /// What to build, and when.
    pub roadmap: Roadmap,
    /// The modules, which have the texts.
    pub modules: Arc<Modules>,
}

/// Stops a search when whoever asked goes away.
struct StopAtEnd(Arc<AtomicBool>);

impl Drop for StopAtEnd {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Ceds {
    /// What could be built to raise the scores of this edition, where the host brings it.
    pub fn modules(&self, edition: &Edition) -> Option<Arc<Modules>> {
        let mut all = self.inner.modules.iter();
        all.find(|modules| modules.is_for(edition.plan())).cloned()
    }

    /// What to build next from where an assessment stands, for a budget by year. The search takes five seconds at most.
    ///
    /// # Errors
    /// As [`Ceds::assessment`]; [`Error::NotFound`] where nothing is known of what can be built; [`Refusal::Invalid`] for a
    /// wish that is none; [`Refusal::NoScores`] where there is no score to raise.
    pub async fn roadmap(
        &self,
        actor: &Actor,
        id: AssessmentId,
        wish: Wish,
    ) -> Result<Planned, Error> {
        let reckoned = self.reckoned(actor, id).await?;
        let modules = self.modules(&reckoned.edition).ok_or(Error::NotFound)?;
        let permit = Arc::clone(&self.inner.searches).acquire_owned().await;
        let stop = StopAtEnd(Arc::default());
        let (told, chosen) = (Arc::clone(&stop.0), Arc::clone(&modules));
        let mut search = tokio::task::spawn_blocking(move || {
            // Held to the end of the search, also when whoever asked is gone.
            let _permit = permit;
            let mut watch = || {
                if told.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let plan = reckoned.edition.plan();
            Roadmap::new(plan, &reckoned.data, 0, &chosen, &wish, &mut watch)
        });
        let found = tokio::select! {
            found = &mut search => found,
            () = tokio::time::sleep(LONGEST) => {
                stop.0.store(true, Ordering::Relaxed);
                search.await
            }
        };
        let roadmap = found.map_err(crate::store::damaged)?.map_err(refused)?;
        Ok(Planned { roadmap, modules })
    }
}

fn refused(error: RoadmapError) -> Error {
    let field = |field: String| Error::from(FieldErrors::one(field, "ceds.field.budget.wrong"));
    match error {
        RoadmapError::Years(_) => field("years".to_owned()),
        RoadmapError::Budget { year, .. } => field(format!("years[{}]", year - 1)),
        RoadmapError::NoNode(_) => field("node".to_owned()),
        RoadmapError::NoModule(_) => field("built".to_owned()),
        other => Refusal::NoScores(other.to_string()).into(),
    }
}
