use eframe_core::{Actor, Caller, Commit, CommitError, Decision};
use serde::{Deserialize, Serialize};

use super::Membership;
use super::applications::hidden;
use crate::model::{FeeId, Member, MemberId};
use crate::permission::{FEES, READ};
use crate::rules::{self, Settle, Settled, Sight};
use crate::store::{Behind, BehindFee, FeeRow, FeeSum, Owed};
use crate::{Error, Refusal};

/// How many members are asked in one commit.
const SLICE: u64 = 200;

/// What asking for a year's fees did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AskedFees {
    /// So many members owe it since now.
    pub asked: u64,
    /// So many in the register were passed over: they owe it already, or their kind pays nothing.
    pub passed: u64,
}

impl Membership {
    /// Asks every member in the register for the fee of a year. It may be repeated: whoever owes it already is passed
    /// over, and whoever became a member since is asked; under the key of a request that was answered, nobody is.
    ///
    /// # Errors
    /// [`Refusal::Denied`] without the permission, [`Refusal::Invalid`] for a year that is not near.
    pub async fn ask_fees(&self, caller: &Caller, year: i16) -> Result<AskedFees, Error> {
        caller.actor.require(FEES)?;
        // Slices are committed one by one; asking again goes on where it ended. What was done in all is kept under the
        // caller's key by a commit of its own.
        self.decide(caller, || async {
            let done = self.ask_in_slices(&caller.actor, year).await?;
            Ok(Decision::new(Commit::by(&caller.actor, self.now()), done))
        })
        .await
    }

    async fn ask_in_slices(&self, actor: &Actor, year: i16) -> Result<AskedFees, Error> {
        let caller = Caller::new(actor.clone());
        let (mut done, mut after) = (AskedFees::default(), None::<Behind>);
        loop {
            let at = after.as_ref();
            let (asked, next, seen) = self
                .decide(&caller, || async {
                    let members = self.store().members_in_slices(at, SLICE).await?;
                    let next = members.last().map(Behind::of);
                    let seen = members.len() as u64;
                    let fee = |member| (member, FeeId::new(self.given().id));
                    let members: Vec<(Member, FeeId)> = members.into_iter().map(fee).collect();
                    let (charter, now) = (self.charter(), self.now());
                    let decision = rules::ask_all(&members, year, charter, &caller.actor, now)?;
                    let outcome = (decision.outcome, next, seen);
                    Ok(Decision::new(decision.commit, outcome))
                })
                .await?;
            done.asked += asked;
            done.passed += seen - asked;
            if seen < SLICE {
                return Ok(done);
            }
            after = next;
        }
    }

    /// Asks one member for the fee of a year.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::ask`] for refusals.
    pub async fn ask_fee(&self, caller: &Caller, id: MemberId, year: i16) -> Result<FeeId, Error> {
        let fee = FeeId::new(self.given().id);
        self.decide(caller, || async {
            let member = self.member(&caller.actor, id).await?;
            let (charter, now) = (self.charter(), self.now());
            Ok(rules::ask(&member, year, charter, fee, &caller.actor, now)?)
        })
        .await
    }

    /// Notes that a fee was paid, or need not be.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::settle`] for refusals.
    pub async fn settle(
        &self,
        caller: &Caller,
        fee: FeeId,
        command: Settle,
    ) -> Result<Settled, Error> {
        self.decide(caller, || async {
            let member = self.owner(&caller.actor, fee).await?;
            let (charter, now) = (self.charter(), self.now());
            Ok(rules::settle(&member, fee, &command, charter, &caller.actor, now)?)
        })
        .await
    }

    /// The member that owes or owed a fee, if it is in sight.
    pub(crate) async fn owner(&self, actor: &Actor, fee: FeeId) -> Result<Member, Error> {
        let owner = self.store().owner_of_fee(fee).await?.ok_or_else(|| hidden(actor))?;
        self.member(actor, owner).await
    }

    /// Lets every member lapse whose grace is over. For the machinery, each day; a repeat finds nothing to do.
    ///
    /// # Errors
    /// When it cannot be read or written.
    pub async fn lapse_overdue(&self) -> Result<u64, Error> {
        let caller = Caller::new(Actor::system("membership.fees"));
        let mut lapsed = 0;
        let years = self.store().fee_years().await?;
        let due = rules::out_of_grace_before(self.charter(), years, self.today());
        for id in self.store().owing_since_before(&due).await? {
            let done = self
                .decide(&caller, || async {
                    let member = self.store().member(id).await?.ok_or(Error::NotFound)?;
                    Ok(rules::lapse(&member, self.charter(), &caller.actor, self.now())?)
                })
                .await;
            match done {
                Ok(_) => lapsed += 1,
                // Somebody paid meanwhile, or there are days left.
                Err(Error::Refused(Refusal::InGrace | Refusal::NotInThatStanding(_))) => {}
                // Many change this one just now: its turn comes again, and the others' does not wait for it.
                Err(Error::Commit(CommitError::Contended)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(lapsed)
    }

    /// Fees by the names of their members.
    pub(crate) async fn fees(
        &self,
        actor: &Actor,
        owed: &Owed,
        after: Option<&BehindFee>,
        limit: u64,
    ) -> Result<Vec<FeeRow>, Error> {
        staff(actor)?;
        self.store().fees(owed, after, limit).await
    }

    /// How many they are.
    pub(crate) async fn count_fees(&self, actor: &Actor, owed: &Owed) -> Result<u64, Error> {
        staff(actor)?;
        self.store().count_fees(owed).await
    }

    /// The fees of a year, added up.
    pub(crate) async fn fee_sums(&self, actor: &Actor, year: &str) -> Result<Vec<FeeSum>, Error> {
        staff(actor)?;
        self.store().fee_sums(year).await
    }

    /// The years for which fees were asked, newest first.
    pub(crate) async fn fee_years(&self, actor: &Actor) -> Result<Vec<String>, Error> {
        staff(actor)?;
        self.store().fee_years().await
    }
}

/// Lets only those pass who read every case.
pub(crate) fn staff(actor: &Actor) -> Result<(), Error> {
    if !Sight::of(actor).is_staff() {
        actor.require(READ)?;
    }
    Ok(())
}
