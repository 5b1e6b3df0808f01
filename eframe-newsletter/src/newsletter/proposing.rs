use eframe_core::{
    Actor, ActorId, Caller, Commit, CommitError, Decision, FieldErrors, Language, Localized,
    Subject,
};

use super::issues::sees;
use super::{Newsletter, Rhythm};
use crate::event::{ISSUE, IssueWaits};
use crate::model::{Composition, Fallback, Issue, IssueId, IssueStage, Quarter, Source};
use crate::permission::{ISSUE_COMPOSED, ISSUE_EDIT};
use crate::rules::rhythm::{is_urgent, wanted};
use crate::rules::sending::{self, IssueChange};
use crate::rules::{Change, compose};
use crate::store::constraint;
use crate::{Error, Refusal, render};

impl Newsletter {
    /// Begins the issue of a quarter with what the site has to tell since the last one.
    ///
    /// # Errors
    /// When the actor may not, there is one already, or the site's news cannot be read.
    pub async fn propose_issue(
        &self,
        caller: &Caller,
        number: Quarter,
        languages: &[Language],
        fallback: Fallback,
    ) -> Result<Issue, Error> {
        sees(&caller.actor)?;
        let id = self.propose(caller, number, languages, fallback, &[]).await?;
        self.issue(&caller.actor, id).await
    }

    /// The first quarter from this one on that has no issue.
    pub(crate) async fn first_free(&self, from: Quarter) -> Result<Quarter, Error> {
        let mut number = from;
        while self.store().issue_numbered(number).await?.is_some() {
            number = number.next();
        }
        Ok(number)
    }

    /// How many drafts wait for whoever makes issues, for the first page of a desk; nothing for others.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn drafts_waiting(&self, actor: &Actor) -> Result<u64, Error> {
        if !actor.may(ISSUE_EDIT) {
            return Ok(0);
        }
        let drafts = self.store().issues_at(&[IssueStage::Draft]).await?;
        Ok(drafts.len().try_into().unwrap_or(u64::MAX))
    }

    /// Proposes the issue that is due, where it is not there, and reminds of drafts whose quarter ends. It never sends one.
    pub(crate) async fn keep_rhythm(&self) -> Result<(), Error> {
        let Some(Rhythm { languages, fallback }) = self.rhythm() else { return Ok(()) };
        let house = Caller::new(Actor::system("newsletter"));
        let day = self.today();
        let number = wanted(day);
        let makers = self.makers().await?;
        if self.store().issue_numbered(number).await?.is_none() {
            match self.propose(&house, number, languages, *fallback, &makers).await {
                // Somebody began it meanwhile.
                Ok(_) | Err(Error::Refused(Refusal::NumberTaken(_))) => {}
                Err(error) => return Err(error),
            }
        }
        for issue in self.store().issues_at(&[IssueStage::Draft]).await? {
            // With nobody to remind it waits until there is somebody.
            let heard = !makers.is_empty();
            if heard && is_urgent(issue.number, day) && !self.store().was_reminded(issue.id).await?
            {
                self.remind(&house, &issue, &makers).await?;
            }
        }
        Ok(())
    }

    async fn propose(
        &self,
        caller: &Caller,
        number: Quarter,
        languages: &[Language],
        fallback: Fallback,
        tell: &[ActorId],
    ) -> Result<IssueId, Error> {
        caller.actor.require(ISSUE_EDIT)?;
        if languages.iter().any(|one| !self.languages().contains(one)) {
            return Err(FieldErrors::one("languages", "newsletter.field.language").into());
        }
        let composition = self.proposed(number, languages).await?;
        let database = self.store().database();
        let id = IssueId::new(database.world().ids.next());
        let proposed = database.decide(caller, || async {
            let drafted =
                sending::draft(id, number, languages, fallback, &caller.actor, self.now())?;
            let facts = compose::facts(&composition);
            let composition = composition.clone();
            let commit = drafted
                .commit
                .change(Change::Issue(IssueChange::Compose { issue: id, composition }))
                .audit(ISSUE_COMPOSED, Subject::of(ISSUE, id.uuid()), facts);
            Ok::<_, Error>(Decision::new(told(commit, id, number, tell), id))
        });
        self.or_taken(number, proposed.await).await
    }

    /// What an issue could be called.
    pub(super) async fn proposed_title(&self, number: Quarter, language: Language) -> String {
        let presentation = self.presentation();
        let site = presentation.site_name(language).await;
        let number = render::said(presentation, language, number);
        let args = [("site", site.as_str().into()), ("number", number.as_str().into())];
        let title = presentation.message(language, "newsletter.letter.title", &args);
        compose::fit_line(&title)
    }

    /// What an issue could be made of.
    async fn proposed(
        &self,
        number: Quarter,
        languages: &[Language],
    ) -> Result<Composition, Error> {
        let mut titles = Localized::new();
        for &language in languages {
            titles.insert(language, self.proposed_title(number, language).await);
        }
        let mut composition = Composition { titles, ..Composition::default() };
        for source in Source::ALL {
            let (told, unfit) = self.new_items(number, source, languages).await?;
            let blocks = told.blocks.into_iter().filter(|one| one.chosen().next().is_some());
            composition.blocks.extend(blocks);
            composition.drawn.extend(told.drawn.map(|day| (source, day)));
            composition.note_unfit(source, unfit);
        }
        Ok(composition)
    }

    async fn remind(&self, house: &Caller, issue: &Issue, makers: &[ActorId]) -> Result<(), Error> {
        let reminded = self.store().database().decide(house, || async {
            let commit = Commit::by(&house.actor, self.now())
                .change(Change::Issue(IssueChange::Remind(issue.id)));
            Ok::<_, Error>(Decision::new(told(commit, issue.id, issue.number, makers), ()))
        });
        match reminded.await {
            // Another instance did so.
            Err(Error::Commit(CommitError::Constraint(constraint::REMINDED))) => Ok(()),
            other => other,
        }
    }

    /// Those who make issues.
    async fn makers(&self) -> Result<Vec<ActorId>, Error> {
        let Some(people) = self.people() else { return Ok(Vec::new()) };
        let holders = people.holders(ISSUE_EDIT).await.map_err(CommitError::Unavailable)?;
        Ok(holders.into_iter().map(|one| one.id).collect())
    }
}

fn told(
    commit: Commit<Change>,
    id: IssueId,
    number: Quarter,
    people: &[ActorId],
) -> Commit<Change> {
    let wait = |commit: Commit<Change>, person: &ActorId| {
        commit.send(&IssueWaits::of(id, number, *person))
    };
    people.iter().fold(commit, wait)
}
