//! What is to happen at a time: set and taken back.

use eframe_core::{Actor, ActorId, Caller, Commit, FieldErrors, Language, Settled};

use super::Cms;
use crate::Error;
use crate::event::PlanWaits;
use crate::model::{Clocks, Document, DocumentId, End, Ending, Plan, PlanId, PlanState};
use crate::permission::PUBLISH;
use crate::rules::{self, SetPlan, Sight, Standing};

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
    /// [`Refusal::Denied`](crate::Refusal::Denied) for those who are no staff.
    pub async fn plans(&self, actor: &Actor) -> Result<Vec<Plan>, Error> {
        self.staff(actor)?;
        self.store().open_plans(None).await
    }

    /// Whether some plan's time has come.
    pub(crate) async fn is_plan_due(&self) -> Result<bool, Error> {
        Ok(!self.store().due_plans(self.now(), None, 1).await?.is_empty())
    }

    /// The document that an end leads to.
    pub(super) async fn target(&self, end: &End) -> Result<Option<Document>, Error> {
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
            // Whoever chooses it says why: without a word it is taken down by other ways.
            "withdrawn" if note.trim().is_empty() => {
                return Err(FieldErrors::one("note", "cms.desk.field.ending.untold").into());
            }
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

    /// Lets each of these people hear of a plan that was set aside, once however often that is delivered.
    pub(crate) async fn tell_of_plan(
        &self,
        plan: &Plan,
        people: &[ActorId],
        settled: Settled,
    ) -> Result<(), Error> {
        let machine = Actor::system("cms");
        let commit = Commit::<rules::Change>::by(&machine, self.now()).settle(settled);
        let commit = people.iter().fold(commit, |commit, &person| {
            commit.send(&PlanWaits::of(plan.document, plan.id, person))
        });
        Ok(self.store().database().commit(commit).await?)
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
