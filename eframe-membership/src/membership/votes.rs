//! Votes: an item is called, votes are taken, voting is closed, votes are counted.

use std::collections::BTreeSet;

use eframe_core::{Actor, Caller, CommitError};

use super::Membership;
use crate::model::{ItemId, ItemStage, MeetingId, Member, MemberId, Vote};
use crate::rules::{self, Cast, Concerned, Count, MeetingStanding, Voter};
use crate::store::constraint;
use crate::{Error, Refusal, permission};

/// What may be known of the votes on an item while they are taken: who voted, and how one's own did.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Voting {
    /// The members that have voted.
    pub voted: BTreeSet<MemberId>,
    /// The votes that the reader may know: those of members that they vote for.
    pub own: Vec<Vote>,
}

impl Membership {
    /// Calls an item: from now on votes are taken.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::open_item`] for refusals.
    pub async fn open_item(
        &self,
        caller: &Caller,
        id: MeetingId,
        item: ItemId,
    ) -> Result<MeetingStanding, Error> {
        self.on_agenda(caller, id, item, |meeting, item, agenda| {
            let (application, charter) = (agenda.application, self.charter());
            rules::open_item(meeting, item, application, charter, &caller.actor, self.now())
        })
        .await
    }

    /// Takes a member's vote. The same vote of the same person, sent again, is answered as the first time, also when
    /// voting was closed meanwhile; another one is told which vote stands, if it may know that.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Refusal::AlreadyVoted`]; see [`rules::cast`] for the others.
    pub async fn cast(
        &self,
        caller: &Caller,
        id: MeetingId,
        item: ItemId,
        member: MemberId,
        command: Cast,
    ) -> Result<Vote, Error> {
        let tried = self
            .decide(caller, || async {
                let (meeting, item) = self.item(&caller.actor, id, item).await?;
                let found = self.store().member(member).await?.ok_or(Error::NotFound)?;
                let voter = Voter { member, organisation: found.organisation };
                Ok(rules::cast(&meeting, &item, voter, command, &caller.actor, self.now())?)
            })
            .await;
        let second = match &tried {
            Err(Error::Commit(CommitError::Constraint(name))) => *name == constraint::VOTE,
            Err(Error::Refused(Refusal::NotAtThatItem(stage))) => {
                matches!(stage, ItemStage::Closed | ItemStage::Decided)
            }
            _ => false,
        };
        if !second {
            return tried;
        }
        let stands = self.store().vote(item, member).await?;
        match (stands, tried) {
            (Some(stands), _) if stands.is_of(&caller.actor, command.choice) => Ok(stands),
            (Some(stands), Err(Error::Commit(_))) => {
                let voters = self.own_voters(&caller.actor).await?;
                let told = may_know(&stands, &voters, &caller.actor).then(|| Box::new(stands));
                Err(Refusal::AlreadyVoted(told).into())
            }
            (_, tried) => tried,
        }
    }

    /// Closes an item to further votes and counts them. What a crash left closed and uncounted, this counts. Of two
    /// people who close at once one does; the other is told the same decision, or that it is made.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::close_item`] and [`rules::count`] for refusals.
    pub async fn close_item(
        &self,
        caller: &Caller,
        id: MeetingId,
        item: ItemId,
    ) -> Result<MeetingStanding, Error> {
        // The idempotency key belongs to the decision, which is the second commit.
        let closer = Caller::new(caller.actor.clone());
        let closed = self
            .at_item(&closer, id, item, |meeting, item| {
                rules::close_item(meeting, item, &caller.actor, self.now())
            })
            .await;
        match &closed {
            Ok(_) | Err(Error::Refused(_)) => {}
            Err(_) => return closed,
        }
        match (closed, self.count(caller, id, item).await) {
            // Whoever found it closed was faster with the count: it is the same one.
            (Ok(closed), Err(Error::Refused(Refusal::NotAtThatItem(ItemStage::Decided)))) => {
                Ok(closed)
            }
            (_, counted) => counted,
        }
    }

    async fn count(
        &self,
        caller: &Caller,
        id: MeetingId,
        item: ItemId,
    ) -> Result<MeetingStanding, Error> {
        let given = &self.given();
        self.decide(caller, || async {
            let (_, known) = self.item(&caller.actor, id, item).await?;
            let application = self.matter(&known).await?;
            let (member, submitted, accepted) = match &application {
                Some(of) => {
                    let store = self.store();
                    let member = store.member_of(of.organisation).await?;
                    (member, store.submitted(of.id).await?, store.accepted(of.id).await?)
                }
                None => (None, None, None),
            };
            // The item is read last: what it says then is not older than what it decides about, so that somebody who
            // counts at the same time is told that it is decided, and not that the application is over.
            let (meeting, item) = self.item(&caller.actor, id, item).await?;
            let votes = self.store().votes(item.id).await?;
            let concerned = application.as_ref().map(|application| Concerned {
                application,
                member: member.as_ref(),
                submitted,
                accepted,
            });
            let of = Count { meeting: &meeting, item: &item, votes: &votes, concerned };
            Ok(rules::count(&of, self.charter(), given, &caller.actor, self.now())?)
        })
        .await
    }

    /// What may be known of the votes on an item in sight while they are taken. How they went is in the item once it
    /// is decided.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not in sight.
    pub async fn voting(
        &self,
        actor: &Actor,
        id: MeetingId,
        item: ItemId,
    ) -> Result<Voting, Error> {
        let (_, item) = self.item(actor, id, item).await?;
        let votes = self.store().votes(item.id).await?;
        let voters = self.own_voters(actor).await?;
        let voted = votes.iter().map(|vote| vote.member).collect();
        let is_own = |vote: &Vote| may_know(vote, &voters, actor);
        Ok(Voting { voted, own: votes.into_iter().filter(is_own).collect() })
    }
}

/// Whether the actor may know a vote before all do: it votes for that member, being these, or recorded it.
fn may_know(vote: &Vote, own: &[Member], actor: &Actor) -> bool {
    own.iter().any(|voter| voter.id == vote.member)
        || (vote.recorded && actor.may(permission::MEET) && vote.by.id == actor.id())
}
