use std::collections::BTreeMap;

use eframe_core::{Actor, Caller, Commit, CommitError, Decision, Language, Version};

use super::{Newsletter, Progress};
use crate::model::{Delivery, DeliveryState, Fallback, Issue, IssueId, IssueText, Quarter, Status};
use crate::permission::{ISSUE_EDIT, ISSUE_READ, ISSUE_SEND, READ};
use crate::rules::sending::{self, IssueChange};
use crate::rules::{Change, compose};
use crate::store::constraint;
use crate::store::delivery::BehindDelivery;
use crate::{Error, Refusal};

impl Newsletter {
    /// Begins the issue of a quarter.
    ///
    /// # Errors
    /// When the actor may not, or there is one already.
    pub async fn draft_issue(
        &self,
        caller: &Caller,
        number: Quarter,
        languages: &[Language],
        fallback: Fallback,
    ) -> Result<Issue, Error> {
        // Whoever may not see it would be refused what they made.
        sees(&caller.actor)?;
        let database = self.store().database();
        let id = IssueId::new(database.world().ids.next());
        let drafted = database.decide(caller, || async {
            let decided =
                sending::draft(id, number, languages, fallback, &caller.actor, self.now())?;
            Ok::<_, Error>(eframe_core::Decision::new(decided.commit, id))
        });
        let id = self.or_taken(number, drafted.await).await?;
        self.issue(&caller.actor, id).await
    }

    /// What came of beginning the issue of a quarter: where the quarter has one, it is said which.
    pub(super) async fn or_taken<T>(
        &self,
        number: Quarter,
        begun: Result<T, Error>,
    ) -> Result<T, Error> {
        match begun {
            Err(Error::Commit(CommitError::Constraint(constraint::NUMBER))) => {
                match self.store().issue_numbered(number).await? {
                    Some(issue) => Err(Refusal::NumberTaken(issue.id).into()),
                    // A quarter never loses its issue, but another may take its place at this moment.
                    None => Err(Error::Commit(CommitError::Contended)),
                }
            }
            begun => begun,
        }
    }

    /// Says what a draft says in one of its languages.
    ///
    /// # Errors
    /// When the actor may not, there is no such draft, it is at another version, or a field is wrong.
    pub async fn write_issue(
        &self,
        caller: &Caller,
        id: IssueId,
        version: Option<Version>,
        language: Language,
        text: IssueText,
    ) -> Result<Version, Error> {
        let written = self.store().database().decide(caller, || async {
            let issue = self.issue(&caller.actor, id).await?;
            caller.actor.require(ISSUE_EDIT)?;
            expect(&issue, version)?;
            let (actor, now) = (&caller.actor, self.now());
            compose::by_hand(self.store().composition(id).await?.as_ref())?;
            Ok::<_, Error>(sending::write_text(&issue, language, text.clone(), actor, now)?)
        });
        written.await
    }

    /// Orders an issue to be sent. Once ordered it is ordered: a second order is refused. What it tells is left out of the drafts
    /// of other quarters.
    ///
    /// # Errors
    /// When the actor may not, there is no such draft, it is at another version, or it is not ready.
    pub async fn order_issue(
        &self,
        caller: &Caller,
        id: IssueId,
        version: Option<Version>,
    ) -> Result<Issue, Error> {
        let ordered = self.store().database().decide(caller, || async {
            let issue = self.issue(&caller.actor, id).await?;
            caller.actor.require(ISSUE_SEND)?;
            expect(&issue, version)?;
            let (texts, readers) = (self.written(&issue).await?, self.store().readers().await?);
            let ordered = sending::order(&issue, &texts, &readers, &caller.actor, self.now())?;
            let texts = texts.into_iter().map(|(language, text)| {
                Change::Issue(IssueChange::Text { issue: id, language, text })
            });
            let commit = ordered.commit.with_changes(texts);
            let commit = self.left_out_of_drafts(&issue, commit).await?;
            Ok::<_, Error>(Decision::new(commit, ordered.outcome))
        });
        let _: Status = ordered.await?;
        self.issue(&caller.actor, id).await
    }

    /// What an issue says: made of what it is put together from, where it is, else as it was given.
    async fn written(&self, issue: &Issue) -> Result<BTreeMap<Language, IssueText>, Error> {
        let Some(composition) = self.store().composition(issue.id).await? else {
            return self.store().texts(issue.id).await;
        };
        compose::ready(issue, &composition)?;
        let mut texts = BTreeMap::new();
        for &language in &issue.languages {
            texts.insert(language, self.letter(issue, &composition, language).await?);
        }
        Ok(texts)
    }

    /// Lets an issue rest. What is being handed over arrives: one letter of each connection at most.
    ///
    /// # Errors
    /// When the actor may not, there is no such issue, or it is not on its way.
    pub async fn pause_issue(&self, caller: &Caller, id: IssueId) -> Result<Progress, Error> {
        let paused = self.store().database().decide(caller, || async {
            let issue = self.issue(&caller.actor, id).await?;
            Ok::<_, Error>(sending::pause(&issue, &caller.actor, self.now())?)
        });
        let _: Status = paused.await?;
        self.progress(&caller.actor, id).await
    }

    /// Lets an issue go on.
    ///
    /// # Errors
    /// When the actor may not, there is no such issue, or it does not rest.
    pub async fn resume_issue(&self, caller: &Caller, id: IssueId) -> Result<Progress, Error> {
        let resumed = self.store().database().decide(caller, || async {
            let issue = self.issue(&caller.actor, id).await?;
            let done = self.store().tally(id, self.now()).await?.done();
            Ok::<_, Error>(sending::resume(&issue, done, &caller.actor, self.now())?)
        });
        let _: Status = resumed.await?;
        self.progress(&caller.actor, id).await
    }

    /// Has those letters of an issue handed over once more of which nobody knows whether they arrived: some readers get it again
    /// by that. One that was at its end goes on for them.
    ///
    /// # Errors
    /// When the actor may not, there is no such issue, it is not on its way, resting or at its end, or no letter stays unsure.
    pub async fn once_more(&self, caller: &Caller, id: IssueId) -> Result<Progress, Error> {
        let tried = self.store().database().decide(caller, || async {
            let issue = self.issue(&caller.actor, id).await?;
            let (now, store) = (self.now(), self.store());
            let tally = store.tally(id, now).await?;
            Ok::<_, Error>(sending::once_more(&issue, &tally, &caller.actor, now)?)
        });
        let _: Status = tried.await?;
        self.progress(&caller.actor, id).await
    }

    /// Ends an issue before its end, and tells how many went. If none did, and none may have, what its order left out of the
    /// drafts of other quarters stands in them again.
    ///
    /// # Errors
    /// When the actor may not, there is no such issue, or it has come to its end.
    pub async fn cancel_issue(&self, caller: &Caller, id: IssueId) -> Result<Progress, Error> {
        let cancelled = self.store().database().decide(caller, || async {
            let issue = self.issue(&caller.actor, id).await?;
            let went = self.store().tally(id, self.now()).await?.of(DeliveryState::HandedOver);
            let cancelled = sending::cancel(&issue, went, &caller.actor, self.now())?;
            let commit = self.back_in_drafts(&issue, cancelled.commit).await?;
            Ok::<_, Error>(Decision::new(commit, cancelled.outcome))
        });
        let _: Status = cancelled.await?;
        self.progress(&caller.actor, id).await
    }

    /// The list of those who get it is made; its letters are named under this domain.
    pub(crate) async fn begin_issue(
        &self,
        actor: &Actor,
        id: IssueId,
        domain: &str,
    ) -> Result<(), Error> {
        let caller = Caller::new(actor.clone());
        let begun = self.store().database().decide(&caller, || async {
            let issue = self.issue(actor, id).await?;
            Ok::<_, Error>(sending::begin(&issue, domain, actor, self.now())?)
        });
        begun.await
    }

    /// The mail server refuses one letter after the other.
    pub(crate) async fn halt_issue(
        &self,
        actor: &Actor,
        id: IssueId,
        said: String,
    ) -> Result<(), Error> {
        let caller = Caller::new(actor.clone());
        let halted = self.store().database().decide(&caller, || async {
            let issue = self.issue(actor, id).await?;
            Ok::<_, Error>(sending::halt(&issue, said.clone(), actor, self.now())?)
        });
        halted.await.map(|_: Status| ())
    }

    /// Nobody is left who is to get it. Where somebody has letters tried once more meanwhile, it goes on for them.
    pub(crate) async fn finish_issue(&self, actor: &Actor, id: IssueId) -> Result<(), Error> {
        let caller = Caller::new(actor.clone());
        let finished = self.store().database().decide(&caller, || async {
            // First the issue, then its letters: who has some tried once more after that makes the issue another one.
            let issue = self.issue(actor, id).await?;
            if self.store().is_unfinished(id).await? {
                return Ok::<_, Error>(Decision::new(Commit::by(actor, self.now()), ()));
            }
            let went = self.store().tally(id, self.now()).await?.of(DeliveryState::HandedOver);
            Ok::<_, Error>(sending::finish(&issue, went, actor, self.now())?)
        });
        finished.await
    }

    /// An issue.
    ///
    /// # Errors
    /// When the actor may not see issues, or there is none of this id.
    pub async fn issue(&self, actor: &Actor, id: IssueId) -> Result<Issue, Error> {
        sees(actor)?;
        self.store().issue(id).await?.ok_or(Error::NotFound)
    }

    /// The issue of a quarter.
    ///
    /// # Errors
    /// When the actor may not see issues, or there is none.
    pub async fn issue_of(&self, actor: &Actor, number: Quarter) -> Result<Issue, Error> {
        sees(actor)?;
        self.store().issue_numbered(number).await?.ok_or(Error::NotFound)
    }

    /// Issues, the latest quarter first, those before one.
    ///
    /// # Errors
    /// When the actor may not see issues.
    pub async fn issues(
        &self,
        actor: &Actor,
        before: Option<Quarter>,
        most: u64,
    ) -> Result<Vec<Issue>, Error> {
        sees(actor)?;
        self.store().issues(before, most).await
    }

    /// What an issue says, by language.
    ///
    /// # Errors
    /// When the actor may not see issues, or there is none of this id.
    pub async fn issue_texts(
        &self,
        actor: &Actor,
        id: IssueId,
    ) -> Result<BTreeMap<Language, IssueText>, Error> {
        self.issue(actor, id).await?;
        self.store().texts(id).await
    }

    /// Letters of an issue behind one, of one state where it is named, for whoever may see readers.
    pub(crate) async fn letters(
        &self,
        actor: &Actor,
        id: IssueId,
        state: Option<DeliveryState>,
        after: Option<&BehindDelivery>,
        most: u64,
    ) -> Result<Vec<Delivery>, Error> {
        actor.require(READ)?;
        self.issue(actor, id).await?;
        self.store().deliveries(id, state, after, most).await
    }
}

pub(super) fn sees(actor: &Actor) -> Result<(), Error> {
    Ok(actor.require(ISSUE_READ)?)
}

/// A caller that names a version means that one: looked at behind their permission.
pub(super) fn expect(issue: &Issue, version: Option<Version>) -> Result<(), Refusal> {
    match version {
        Some(version) if version != issue.version => Err(Refusal::IssueMoved(issue.version)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::block::sea_orm::{self, ConnectionTrait as _, Statement, Value};
    use eframe_core::block::stored;
    use eframe_core::sha256;
    use uuid::Uuid;

    use super::*;
    use crate::model::{Frozen, IssueStage};
    use crate::{MIGRATIONS, Secrets};

    #[tokio::test]
    async fn an_issue_does_not_end_before_the_letters_that_are_tried_once_more() {
        for house in eframe_core::test::databases(&[MIGRATIONS]).await {
            let secrets = Secrets::new([7; 32]);
            let newsletter = Newsletter::builder(house.database.clone(), secrets).build();
            let (actor, id) = (Actor::system("test"), IssueId::new(Uuid::from_u128(1)));
            let now = newsletter.now();
            let frozen = Frozen { at: now, by: actor.id(), digest: sha256(b""), domain: None };
            let issue = Issue {
                id,
                number: "2026-Q4".parse().expect("a quarter"),
                languages: vec![Language::EN],
                fallback: Fallback::Block,
                status: Status::Sending { frozen, since: now },
                restored: None,
                version: Version::FIRST,
            };
            let goes = Commit::by(&actor, now).change(Change::Issue(IssueChange::Draft(issue)));
            house.database.commit(goes).await.expect("it is on its way");
            let on = sea_orm::Database::connect(&house.url).await.expect("the database answers");
            let do_on = async |sql: &str, values: Vec<Value>| {
                let kind = on.get_database_backend();
                on.execute_raw(Statement::from_sql_and_values(kind, sql, values)).await.expect(sql);
            };
            let unsure = "INSERT INTO newsletter_delivery \
                (issue, subscriber, language, domain, state, attempts, doubts, settled_at) \
                VALUES ($1, $1, 'en', 'a.example', 'unsure', 2, 2, $2)";
            do_on(unsure, vec![id.uuid().into(), stored(now).into()]).await;
            // The sending has looked, and nothing was left; somebody is faster than its end.
            assert!(!newsletter.store().is_unfinished(id).await.expect("an answer"));
            newsletter.once_more(&Caller::new(actor.clone()), id).await.expect("once more");
            let stage_at_end = async || {
                newsletter.finish_issue(&actor, id).await.expect("asked");
                newsletter.issue(&actor, id).await.expect("there").status.stage()
            };
            assert_eq!(stage_at_end().await, IssueStage::Sending, "on {}", house.kind);
            let taken = "UPDATE newsletter_delivery SET state = 'handed-over', next_at = NULL";
            do_on(taken, Vec::new()).await;
            assert_eq!(stage_at_end().await, IssueStage::Sent, "on {}", house.kind);
            on.close().await.expect("closed");
        }
    }
}
