use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use eframe_core::{Actor, ActorId, FieldErrors};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Ceds;
use crate::model::{AssessmentId, Edition};
use crate::roadmap::{Roadmap, RoadmapError, Wish};
use crate::{Error, Modules, Refusal};

/// How long a roadmap is looked for. What was found by then is the answer, and says so.
const LONGEST: Duration = Duration::from_secs(5);

/// How many are looked for at once; others wait in line, so that nobody takes all processors.
const AT_ONCE: usize = 2;

/// How many people look for one or wait for it: whoever stands last in line waits about twenty seconds.
const IN_LINE: usize = 10;

/// Who looks for a roadmap, or waits for their turn.
pub(super) struct Searches {
    turns: Arc<Semaphore>,
    people: Arc<Mutex<BTreeSet<ActorId>>>,
}

impl Searches {
    pub(super) fn new() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), people: Arc::default() }
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// [`Error::Busy`] where they look for one already, or the line is full.
    async fn turn(&self, who: ActorId) -> Result<Turn, Error> {
        {
            let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
            if people.len() >= IN_LINE || !people.insert(who) {
                return Err(Error::Busy);
            }
        }
        let in_line = InLine { people: Arc::clone(&self.people), who };
        let permit = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Error::Busy)?;
        Ok(Turn { _permit: permit, _in_line: in_line })
    }
}

/// Holds a search's place.
struct Turn {
    _permit: OwnedSemaphorePermit,
    _in_line: InLine,
}

/// Somebody's place in line, which is given up with it.
struct InLine {
    people: Arc<Mutex<BTreeSet<ActorId>>>,
    who: ActorId,
}

impl Drop for InLine {
    fn drop(&mut self) {
        self.people.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.who);
    }
}

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

    /// What to build next from where an assessment stands, for a budget by year. The search takes five seconds at most, and
    /// everybody looks for one at a time.
    ///
    /// # Errors
    /// As [`Ceds::assessment`]; [`Error::NotFound`] where nothing is known of what can be built; [`Refusal::Invalid`] for a
    /// wish that is none; [`Refusal::NoScores`] where there is no score to raise; [`Error::Busy`] where the actor looks for
    /// one already, or too many do.
    pub async fn roadmap(
        &self,
        actor: &Actor,
        id: AssessmentId,
        wish: Wish,
    ) -> Result<Planned, Error> {
        let reckoned = self.reckoned(actor, id).await?;
        let modules = self.modules(&reckoned.edition).ok_or(Error::NotFound)?;
        let turn = self.inner.searches.turn(actor.id()).await?;
        let stop = StopAtEnd(Arc::default());
        let (told, chosen) = (Arc::clone(&stop.0), Arc::clone(&modules));
        let mut search = tokio::task::spawn_blocking(move || {
            // Held to the end of the search, also when whoever asked is gone.
            let _turn = turn;
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
