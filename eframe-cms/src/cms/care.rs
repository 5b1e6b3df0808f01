//! Who answers for what, what is to be looked through, and who is reminded of it.

use eframe_core::{Actor, ActorId, Caller, Commit, CommitError, Decision};
use jiff::civil::Date;

use super::Cms;
use crate::Error;
use crate::model::{Author, Document, DocumentId, Kind};
use crate::permission::EDIT;
use crate::rules::{self, Entrust, Entrusted};
use crate::store::{Entry, Overdue};

impl Cms {
    /// Most documents of a report.
    pub(crate) const MOST_OVERDUE: u64 = 2_000;

    /// Says who answers for a document, and by when it is to be looked through.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::entrust`] for refusals.
    pub async fn entrust(
        &self,
        caller: &Caller,
        document: DocumentId,
        command: &Entrust,
    ) -> Result<Entrusted, Error> {
        self.store()
            .database()
            .decide(caller, || async {
                let document = self.load(&caller.actor, document).await?;
                let (book, actor) = (self.rulebook(), &caller.actor);
                Ok(rules::entrust(&document, command, book, actor, self.now())?)
            })
            .await
    }

    /// The live documents that are to be looked through by a day, the longest overdue first.
    pub(crate) async fn overdue(
        &self,
        actor: &Actor,
        by: Date,
        kind: Option<Kind>,
        person: Option<ActorId>,
    ) -> Result<Vec<Entry>, Error> {
        self.staff(actor)?;
        self.store().overdue(Overdue { by, kind, person }, Self::MOST_OVERDUE).await
    }

    /// What one person is to look through by today.
    pub(crate) async fn overdue_of(&self, person: ActorId) -> Result<Vec<Entry>, Error> {
        let asked = Overdue { by: self.today(), kind: None, person: Some(person) };
        self.store().overdue(asked, Self::MOST_OVERDUE).await
    }

    /// Reminds everybody of what they are to look through, at most once a week, and tells how many were.
    ///
    /// # Errors
    /// When the database does not answer; who was reminded before is not reminded again.
    pub async fn remind(&self) -> Result<usize, Error> {
        let mut reminded = 0;
        for person in self.store().reviewers(self.today()).await? {
            if !self.overdue_of(person.id).await?.is_empty() {
                reminded += usize::from(self.remind_one(person.id).await?);
            }
        }
        Ok(reminded)
    }

    async fn remind_one(&self, person: ActorId) -> Result<bool, Error> {
        let caller = Caller::new(Actor::system("cms"));
        let decided = self.store().database().decide(&caller, || async {
            let (reminder, now) = (self.store().reminder(person).await?, self.now());
            let reminding = rules::remind(&reminder, &caller.actor, now);
            let due = reminding.is_some();
            let commit = reminding.unwrap_or_else(|| Commit::by(&caller.actor, now));
            Ok::<_, Error>(Decision::new(commit, due))
        });
        match decided.await {
            // Another instance was faster.
            Err(Error::Commit(CommitError::Contended)) => Ok(false),
            other => other,
        }
    }

    /// Those who can answer for a document, as they are named today: whoever writes, by name, where the host knows them;
    /// whoever answers for it already; whoever asks.
    pub(crate) async fn answerable(
        &self,
        actor: &Actor,
        document: &Document,
    ) -> Result<Vec<Author>, Error> {
        let writers = match self.people() {
            Some(people) => people.holders(EDIT).await.map_err(CommitError::Unavailable)?,
            None => Vec::new(),
        };
        let writers = writers.into_iter().map(|writer| Author { id: writer.id, name: writer.name });
        let mut all = writers.collect::<Vec<_>>();
        for other in document.care.person.clone().into_iter().chain([Author::of(actor)]) {
            if all.iter().all(|known| known.id != other.id) {
                all.push(other);
            }
        }
        Ok(all)
    }
}
