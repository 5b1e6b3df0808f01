use eframe_core::{Actor, Caller, Decision, OrganisationId};
use jiff::civil::Date;

use super::Membership;
use super::applications::hidden;
use super::fees::staff;
use crate::model::{Member, MemberId};
use crate::permission::MANAGE;
use crate::rules::{self, Amend, Change, Dated, Ending, MemberStanding, Sight};
use crate::store::MemberName;
use crate::{Error, Refusal};

impl Membership {
    /// A member in sight, with everything its standing follows from.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is out of sight.
    pub async fn member(&self, actor: &Actor, id: MemberId) -> Result<Member, Error> {
        let found = self.store().member(id).await?;
        let sight = Sight::of(actor);
        found.filter(|member| sight.shows(member.organisation)).ok_or_else(|| hidden(actor))
    }

    /// What an organisation is or was as a member, for whoever acts for it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is out of sight, or never was a member.
    pub async fn member_of(
        &self,
        actor: &Actor,
        organisation: OrganisationId,
    ) -> Result<Member, Error> {
        if !Sight::of(actor).shows(organisation) {
            return Err(hidden(actor));
        }
        self.store().member_of(organisation).await?.ok_or(Error::NotFound)
    }

    /// Who every member there ever was is, by number, behind the number `after`; at most `limit` of them. For a host that
    /// keeps organisations elsewhere too.
    ///
    /// # Errors
    /// [`Denied`](Refusal::Denied) for those who do not read every case.
    pub async fn member_names(
        &self,
        actor: &Actor,
        after: &str,
        limit: u64,
    ) -> Result<Vec<MemberName>, Error> {
        staff(actor)?;
        self.store().member_names(after, limit).await
    }

    /// Changes what the register says of a member.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::amend`] for refusals.
    pub async fn amend(
        &self,
        caller: &Caller,
        id: MemberId,
        command: Amend,
    ) -> Result<MemberStanding, Error> {
        self.of_member(caller, id, |member| {
            rules::amend(member, &command, &caller.actor, self.now())
        })
        .await
    }

    /// Lets a member's rights rest.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::suspend`] for refusals.
    pub async fn suspend(
        &self,
        caller: &Caller,
        id: MemberId,
        command: Dated,
    ) -> Result<MemberStanding, Error> {
        self.of_member(caller, id, |member| {
            rules::suspend(member, &command, self.charter(), &caller.actor, self.now())
        })
        .await
    }

    /// Ends a suspension.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::reinstate`] for refusals.
    pub async fn reinstate(
        &self,
        caller: &Caller,
        id: MemberId,
        on: Option<Date>,
    ) -> Result<MemberStanding, Error> {
        self.of_member(caller, id, |member| {
            rules::reinstate(member, on, self.charter(), &caller.actor, self.now())
        })
        .await
    }

    /// Lets one member lapse whose grace is over, before the [daily job](Membership::lapse_overdue) does.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Refusal::Denied`]; see [`rules::lapse`] for refusals.
    pub async fn lapse(&self, caller: &Caller, id: MemberId) -> Result<MemberStanding, Error> {
        self.of_member(caller, id, |member| {
            caller.actor.require(MANAGE)?;
            rules::lapse(member, self.charter(), &caller.actor, self.now())
        })
        .await
    }

    /// Ends a lapse for which nothing is owed.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::restore`] for refusals.
    pub async fn restore(&self, caller: &Caller, id: MemberId) -> Result<MemberStanding, Error> {
        self.of_member(caller, id, |member| {
            rules::restore(member, self.charter(), &caller.actor, self.now())
        })
        .await
    }

    /// Notes that a member left. Its application under way and its terms of office end with it.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::end_membership`] for refusals.
    pub async fn leave(
        &self,
        caller: &Caller,
        id: MemberId,
        command: Dated,
    ) -> Result<MemberStanding, Error> {
        let entry = self.given().entry;
        self.decide(caller, || async {
            let member = self.member(&caller.actor, id).await?;
            let application = self.store().under_way(member.organisation).await?;
            let terms = &self.store().terms_held(id).await?;
            let ending = Ending { application: application.as_ref(), entry, terms };
            let (actor, now) = (&caller.actor, self.now());
            Ok(rules::end_membership(&member, &command, &ending, self.charter(), actor, now)?)
        })
        .await
    }

    async fn of_member(
        &self,
        caller: &Caller,
        id: MemberId,
        rule: impl Fn(&Member) -> Result<Decision<Change, MemberStanding>, Refusal>,
    ) -> Result<MemberStanding, Error> {
        let rule = &rule;
        self.decide(caller, || async {
            let member = self.member(&caller.actor, id).await?;
            Ok(rule(&member)?)
        })
        .await
    }
}
