//! Terms of office: who holds which office of a body, now and on any day.

use eframe_core::{Actor, Caller};
use jiff::civil::Date;

use super::Membership;
use crate::Error;
use crate::model::{Body, BodyCode, Composition, MemberId, Term, TermId};
use crate::rules::{self, Appoint, holders_on};

impl Membership {
    /// Gives a member an office.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::appoint`] for refusals.
    pub async fn appoint(
        &self,
        caller: &Caller,
        member: MemberId,
        command: Appoint,
    ) -> Result<Term, Error> {
        let given = self.given();
        self.decide(caller, || async {
            let terms = self.store().terms(&command.body).await?;
            let member = self.store().member(member).await?.ok_or(Error::NotFound)?;
            let (id, charter) = (TermId::new(given.id), self.charter());
            let (actor, now) = (&caller.actor, self.now());
            Ok(rules::appoint(&terms, &member, &command, id, charter, actor, now)?)
        })
        .await
    }

    /// Ends a term on a day.
    ///
    /// # Errors
    /// [`Error::NotFound`]; see [`rules::end_term`] for refusals.
    pub async fn end_term(&self, caller: &Caller, id: TermId, until: Date) -> Result<Term, Error> {
        self.decide(caller, || async {
            let body = self.term(id).await?.body;
            let terms = self.store().terms(&body).await?;
            let term = terms.all.iter().find(|term| term.id == id).ok_or(Error::NotFound)?;
            let (actor, now) = (&caller.actor, self.now());
            Ok(rules::end_term(&terms, term, until, self.charter(), actor, now)?)
        })
        .await
    }

    /// One term.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn term(&self, id: TermId) -> Result<Term, Error> {
        self.store().term(id).await?.ok_or(Error::NotFound)
    }

    /// Who held an office of a body on a day, in the order of its offices. Everyone may know it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the charter never knew such a body of offices.
    pub async fn holders_on(&self, body: &BodyCode, day: Date) -> Result<Vec<Term>, Error> {
        let terms = self.terms(body).await?;
        Ok(holders_on(&terms, body, self.charter(), day).into_iter().cloned().collect())
    }

    /// Every term of a body, past and to come, the latest first; not one that was taken back. Everyone may know it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the charter never knew such a body of offices.
    pub async fn terms(&self, body: &BodyCode) -> Result<Vec<Term>, Error> {
        let offices = |body: &Body| matches!(body.composition, Composition::Offices { .. });
        let versions = self.charter().versions();
        let known = versions.iter().filter_map(|version| version.bodies.get(body)).any(offices);
        if !known {
            return Err(Error::NotFound);
        }
        Ok(self.store().terms(body).await?.all)
    }

    /// Every term of a member in sight, past and to come, the latest first.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the member is out of sight.
    pub(crate) async fn terms_in_sight(
        &self,
        actor: &Actor,
        id: MemberId,
    ) -> Result<Vec<Term>, Error> {
        let member = self.member(actor, id).await?;
        self.terms_of(member.id).await
    }

    /// Every term of a member, the latest first; not one that was taken back. Everyone may know it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn terms_of(&self, member: MemberId) -> Result<Vec<Term>, Error> {
        self.store().terms_of(member).await
    }
}
