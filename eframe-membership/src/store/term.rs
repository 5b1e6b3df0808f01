use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
};
use eframe_core::{Guard, Hold, Version};
use uuid::Uuid;

use super::table::{member, term, terms};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{BodyCode, Member, MemberId, Standing, Term, TermId};
use crate::rules::{THE_TERMS, Terms};

/// The row whose version rises with everybody who comes into the register. It stands beside the one of all terms.
pub(crate) const THE_REGISTER: Uuid = Uuid::from_u128(1);

impl Store {
    /// A guard on who is in the register at all: whoever lets somebody in holds it, and whoever counts all keeps it.
    pub(crate) async fn register(&self, hold: Hold) -> Result<Guard, Error> {
        let version = self.version_of(THE_REGISTER).await?;
        Ok(Guard { table: "membership_terms", id: THE_REGISTER, version, hold })
    }

    /// Every term of a body but those that were taken back, the latest first, with the version of the set of all terms.
    pub(crate) async fn terms(&self, body: &BodyCode) -> Result<Terms, Error> {
        // The version is read first: a term that comes after it is then found stale.
        let version = self.version_of(THE_TERMS).await?;
        let rows = term::Entity::find()
            .filter(term::Column::Body.eq(body.as_str()))
            .filter(is_held())
            .order_by_desc(term::Column::FromDay)
            .order_by_asc(term::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        let all = rows.into_iter().map(office).collect::<Result<_, _>>()?;
        Ok(Terms { all, version })
    }

    async fn version_of(&self, set: Uuid) -> Result<Version, Error> {
        let row = terms::Entity::find_by_id(set).one(self.read()).await.map_err(failed)?;
        Ok(Version::new(row.ok_or_else(|| damaged("the row of a set is gone"))?.version))
    }

    /// Every term of a member but those that were taken back, with the version of the set of all terms.
    pub(crate) async fn terms_held(&self, member: MemberId) -> Result<Terms, Error> {
        let version = self.version_of(THE_TERMS).await?;
        Ok(Terms { all: self.terms_of(member).await?, version })
    }

    /// Every term of a member but those that were taken back, the latest first.
    pub(crate) async fn terms_of(&self, member: MemberId) -> Result<Vec<Term>, Error> {
        let rows = term::Entity::find()
            .filter(term::Column::Member.eq(member.uuid()))
            .filter(is_held())
            .order_by_desc(term::Column::FromDay)
            .order_by_asc(term::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(office).collect()
    }

    /// One term, taken back or not.
    pub(crate) async fn term(&self, id: TermId) -> Result<Option<Term>, Error> {
        let row = term::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        row.map(office).transpose()
    }

    /// These members, with everything their standing follows from.
    pub(crate) async fn these(&self, ids: &[MemberId]) -> Result<Vec<Member>, Error> {
        let mut rows = Vec::with_capacity(ids.len());
        // Both databases limit how many values a statement takes.
        for some in ids.chunks(500) {
            let found = member::Entity::find()
                .filter(member::Column::Id.is_in(some.iter().map(|id| id.uuid())))
                .all(self.read())
                .await
                .map_err(failed)?;
            rows.extend(found);
        }
        self.whole_members(rows).await
    }

    /// Every member that has not left, with everything its standing follows from: the electorate of a body of all
    /// members.
    pub(crate) async fn everyone(&self) -> Result<Vec<Member>, Error> {
        let rows = member::Entity::find()
            .filter(member::Column::Standing.is_not_null())
            .filter(member::Column::Standing.ne(Standing::Withdrawn.code()))
            .all(self.read())
            .await
            .map_err(failed)?;
        self.whole_members(rows).await
    }
}

/// Whether a term was not taken back before its first day. Days have four digits for the year, so that their order as
/// texts is the one of days.
fn is_held() -> Expr {
    Expr::col(term::Column::FromDay).lte(Expr::col(term::Column::UntilDay))
}

fn office(row: term::Model) -> Result<Term, Error> {
    Ok(Term {
        id: TermId::new(row.id),
        member: MemberId::new(row.member),
        name: row.name,
        body: row.body.parse().map_err(damaged)?,
        office: row.office.parse().map_err(damaged)?,
        from: row.from_day.parse().map_err(damaged)?,
        until: row.until_day.parse().map_err(damaged)?,
    })
}
