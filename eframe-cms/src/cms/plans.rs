//! What is to happen at a time: set, taken back, and carried out when the time has come.

use std::panic::AssertUnwindSafe;

use eframe_core::{Actor, Caller, Commit, Decision, FieldErrors, Language};
use futures_util::FutureExt as _;

use super::Cms;
use crate::model::{Act, Clocks, Document, DocumentId, End, Ending, Plan, PlanId, PlanState};
use crate::permission::PUBLISH;
use crate::rules::{self, SetPlan, Sight, Standing};
use crate::{Error, Refusal};

/// So many plans are looked at together.
const SLICE: u64 = 100;

impl Cms {
    /// Ends what is live in a language: with a note, by leading on, for good.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::end`] for refusals.
    pub async fn end(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
        ending: &Ending,
    ) -> Result<Standing, Error> {
        self.store()
            .database()
            .decide(caller, || async {
                let document = self.load(&caller.actor, document).await?;
                let target = self.target(&ending.end).await?;
                let (actor, now) = (&caller.actor, self.now());
                Ok(rules::end(&document, language, ending, target.as_ref(), actor, now)?)
            })
            .await
    }

    /// Sets a time for something, in place of another of its kind; answers also what the clocks show then.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::set_plan`] for refusals.
    pub async fn plan(
        &self,
        caller: &Caller,
        document: DocumentId,
        command: &SetPlan,
    ) -> Result<(Plan, Clocks), Error> {
        let stands = self.document(&caller.actor, document).await?;
        if command.ending.is_none() && caller.actor.may(PUBLISH) {
            self.make_ready(&stands, command.language).await;
        }
        let id = PlanId::new(self.store().database().world().ids.next());
        self.store()
            .database()
            .decide(caller, || async {
                let document = self.load(&caller.actor, document).await?;
                let (files, target) = match &command.ending {
                    Some(ending) => (Vec::new(), self.target(&ending.end).await?),
                    None => {
                        if caller.actor.may(PUBLISH) {
                            self.fit(&document, command.language).await?;
                        }
                        (self.files_ahead(&document, command.language).await?, None)
                    }
                };
                let (actor, now) = (&caller.actor, self.now());
                let around = self.around(&files, target.as_ref());
                Ok(rules::set_plan(&document, command, id, &around, actor, now)?)
            })
            .await
    }

    /// Takes an open plan back: that of this kind, `publish` or `end`.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::cancel_plan`] for refusals.
    pub async fn cancel_plan(
        &self,
        caller: &Caller,
        document: DocumentId,
        language: Language,
        act: &str,
    ) -> Result<Plan, Error> {
        self.store()
            .database()
            .decide(caller, || async {
                let document = self.load(&caller.actor, document).await?;
                let (actor, now) = (&caller.actor, self.now());
                Ok(rules::cancel_plan(&document, language, act, actor, now)?)
            })
            .await
    }

    /// Every plan that waits or is parked, the next first.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for those who are no staff.
    pub async fn plans(&self, actor: &Actor) -> Result<Vec<Plan>, Error> {
        self.staff(actor)?;
        self.store().open_plans(None).await
    }

    /// Whether some plan's time has come.
    pub(crate) async fn is_plan_due(&self) -> Result<bool, Error> {
        Ok(!self.store().due_plans(self.now(), None, 1).await?.is_empty())
    }

    /// Carries out every plan whose time has come, in the order of their times, and tells how many were looked at. What
    /// cannot be done is parked; what can be neither done nor parked holds nothing up that comes behind it.
    /// [`Cms::work`] has it called.
    ///
    /// # Errors
    /// When the database does not answer, or a plan could be neither done nor parked: the first such error, after all
    /// others had their turn.
    pub async fn fire_due(&self) -> Result<usize, Error> {
        let (mut looked_at, mut failed, mut after) = (0, None, None);
        loop {
            let due = self.store().due_plans(self.now(), after, SLICE).await?;
            let Some(last) = due.last() else { break };
            after = Some(last.place);
            looked_at += due.len();
            for one in due {
                let fired = match one.plan {
                    Ok(plan) => self.fire_guarded(&plan).await,
                    Err(error) => Err(error),
                };
                if let Err(error) = fired {
                    let plan = one.place.id();
                    tracing::error!(%plan, %error, "a plan was neither carried out nor parked");
                    failed.get_or_insert(error);
                }
            }
        }
        failed.map_or(Ok(looked_at), Err)
    }

    /// Carries one out: one that makes the program panic is parked like any other that cannot be
    /// done, and those after it have their turn.
    async fn fire_guarded(&self, plan: &Plan) -> Result<(), Error> {
        if let Act::Publish { .. } = plan.act
            && let Some(document) = self.store().document(plan.document, Sight::Staff).await?
        {
            self.make_ready(&document, plan.language).await;
        }
        match AssertUnwindSafe(self.fire(plan, None)).catch_unwind().await {
            Ok(fired) => fired,
            Err(_) => {
                tracing::error!(plan = %plan.id, "a plan made the program panic and is parked");
                self.fire(plan, Some("fault")).await
            }
        }
    }

    /// Carries a plan out, or parks it for this reason, unless somebody was faster.
    async fn fire(&self, plan: &Plan, park: Option<&str>) -> Result<(), Error> {
        let caller = Caller::new(Actor::system("cms"));
        self.store()
            .database()
            .decide(&caller, || async {
                let now = self.now();
                let nothing = Decision::new(Commit::by(&caller.actor, now), ());
                let found = self.store().document(plan.document, Sight::Staff).await?;
                let Some(document) = found else { return Ok(nothing) };
                let still = document.plans.iter().find(|open| open.id == plan.id);
                let Some(plan) = still.filter(|plan| plan.is_waiting() && plan.at <= now) else {
                    return Ok(nothing);
                };
                let why = match park {
                    Some(why) => why,
                    None => match self.fired(&document, plan).await? {
                        Ok(fired) => return Ok(Decision::new(fired.commit, ())),
                        Err(refusal) => rules::obstacle(&refusal),
                    },
                };
                Ok(Decision::new(rules::park_plan(&document, plan, why, now), ()))
            })
            .await
    }

    async fn fired(
        &self,
        document: &Document,
        plan: &Plan,
    ) -> Result<Result<Decision<rules::Change, Standing>, Refusal>, Error> {
        let (files, target) = match &plan.act {
            Act::End { ending } => (Vec::new(), self.target(&ending.end).await?),
            Act::Publish { .. } => match self.fit(document, plan.language).await {
                Err(Error::Refused(refusal)) => return Ok(Err(refusal)),
                fit => (fit.and(Ok(self.files_ahead(document, plan.language).await?))?, None),
            },
        };
        let around = self.around(&files, target.as_ref());
        Ok(rules::fire_plan(document, plan, &around, self.now()))
    }

    /// The document that an end leads to.
    async fn target(&self, end: &End) -> Result<Option<Document>, Error> {
        match end.target() {
            Some(target) => self.store().document(target, Sight::Public).await,
            None => Ok(None),
        }
    }

    /// How something is to end, as a form or a JSON body says it: the name of the end, a note, and the address that it
    /// leads to.
    pub(crate) async fn ending(&self, how: &str, note: &str, to: &str) -> Result<Ending, Error> {
        let to = match to.trim().parse() {
            Ok(address) => self.store().whose(&address, Sight::Staff).await?,
            Err(_) => None,
        };
        let nowhere = || FieldErrors::one("target", "cms.desk.field.ending.target");
        let end = match how {
            "withdrawn" => End::Withdrawn,
            "gone" => End::Gone,
            "redirect" => End::Redirect { to: to.ok_or_else(nowhere)? },
            "substitute" => End::Substitute { by: to.ok_or_else(nowhere)? },
            _ => return Err(FieldErrors::one("how", "cms.desk.field.ending.unknown").into()),
        };
        Ok(Ending { end, note: note.to_owned() })
    }

    /// Lets only those pass who know of the document and may publish.
    pub(crate) async fn may_publish(&self, actor: &Actor, id: DocumentId) -> Result<(), Error> {
        self.document(actor, id).await?;
        Ok(actor.require(PUBLISH)?)
    }

    /// This plan, whatever became of it.
    pub(crate) async fn plan_of(&self, id: PlanId) -> Result<Option<Plan>, Error> {
        self.store().plan(id).await
    }

    /// How many plans could not be carried out and wait for somebody to look.
    pub(crate) async fn parked(&self) -> Result<u64, Error> {
        self.store().parked_plans().await
    }
}

impl Plan {
    /// What was in its way, as the key of a message.
    pub(crate) fn why(&self) -> Option<String> {
        match &self.state {
            PlanState::Parked { why, .. } => Some(["cms.plan.why.", why].concat()),
            _ => None,
        }
    }
}
