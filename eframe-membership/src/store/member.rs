use std::collections::BTreeMap;

use eframe_core::block::instant;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use eframe_core::{OrganisationId, Version};
use uuid::Uuid;

use super::table::{fee, happened, member};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{Coordinates, Fee, FeeId, Happened, Member, MemberId, Money, Profile, Standing};

/// Who a member is, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemberName {
    /// The organisation it is.
    pub organisation: OrganisationId,
    /// What the register calls it.
    pub name: String,
    /// Its number, `M-2026-0042`.
    pub number: String,
}

impl Store {
    /// A member, with everything its standing follows from.
    pub(crate) async fn member(&self, id: MemberId) -> Result<Option<Member>, Error> {
        self.one_member(Condition::all().add(member::Column::Id.eq(id.uuid()))).await
    }

    /// The member that an organisation is or was.
    pub(crate) async fn member_of(&self, of: OrganisationId) -> Result<Option<Member>, Error> {
        self.one_member(Condition::all().add(member::Column::Organisation.eq(of.uuid()))).await
    }

    pub(super) async fn one_member(&self, which: Condition) -> Result<Option<Member>, Error> {
        // The row with the version is read first: what changes after it is then found stale.
        let found = member::Entity::find().filter(which).one(self.read()).await.map_err(failed)?;
        let Some(row) = found else { return Ok(None) };
        Ok(self.whole_members(vec![row]).await?.pop())
    }

    /// The organisations of members by the members' numbers, behind a number: the least that tells who they are.
    pub(crate) async fn member_names(
        &self,
        after: &str,
        limit: u64,
    ) -> Result<Vec<MemberName>, Error> {
        use member::Column as C;
        let rows: Vec<(Uuid, String, String)> = member::Entity::find()
            .filter(C::Number.gt(after))
            .order_by_asc(C::Number)
            .limit(limit)
            .select_only()
            .columns([C::Organisation, C::Name, C::Number])
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let named = |(organisation, name, number)| MemberName {
            organisation: OrganisationId::new(organisation),
            name,
            number,
        };
        Ok(rows.into_iter().map(named).collect())
    }

    /// Rows of members with their histories and fees.
    pub(crate) async fn whole_members(
        &self,
        rows: Vec<member::Model>,
    ) -> Result<Vec<Member>, Error> {
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let (mut histories, mut fees) =
            (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        // Both databases limit how many values a statement takes.
        for some in ids.chunks(500) {
            let happened = happened::Entity::find()
                .filter(happened::Column::Member.is_in(some.iter().copied()))
                .order_by_asc(happened::Column::Number)
                .all(self.read())
                .await
                .map_err(failed)?;
            for row in happened {
                histories.entry(row.member).or_default().push(happening(row)?);
            }
            let owed = fee::Entity::find()
                .filter(fee::Column::Member.is_in(some.iter().copied()))
                .order_by_asc(fee::Column::Period)
                .all(self.read())
                .await
                .map_err(failed)?;
            for row in owed {
                fees.entry(row.member).or_default().push(charged(row)?);
            }
        }
        let whole = |row: member::Model| {
            let history = histories.remove(&row.id).unwrap_or_default();
            let fees = fees.remove(&row.id).unwrap_or_default();
            assembled(row, history, fees)
        };
        rows.into_iter().map(whole).collect()
    }
}

/// Something that happened, from its row.
pub(crate) fn happening(row: happened::Model) -> Result<Happened, Error> {
    Ok(Happened {
        number: u32::try_from(row.number).map_err(damaged)?,
        on: row.on_day.parse().map_err(damaged)?,
        recorded: instant(row.recorded),
        what: serde_json::from_value(row.happening).map_err(damaged)?,
    })
}

/// A fee, from its row.
pub(crate) fn charged(row: fee::Model) -> Result<Fee, Error> {
    let currency = row.currency.parse().map_err(damaged)?;
    Ok(Fee {
        id: FeeId::new(row.id),
        member: MemberId::new(row.member),
        period: row.period,
        amount: Money { minor: row.minor, currency },
        due: row.due.parse().map_err(damaged)?,
        state: serde_json::from_value(row.details).map_err(damaged)?,
    })
}

fn assembled(row: member::Model, history: Vec<Happened>, fees: Vec<Fee>) -> Result<Member, Error> {
    let standing = row.standing.as_deref();
    let standing = standing
        .map(|code| Standing::named(code).ok_or_else(|| damaged("an unknown standing")))
        .transpose()?;
    let coordinates = row.latitude.zip(row.longitude);
    Ok(Member {
        id: MemberId::new(row.id),
        number: row.number,
        organisation: OrganisationId::new(row.organisation),
        kind: row.kind.parse().map_err(damaged)?,
        profile: Profile {
            name: row.name,
            own_name: row.own_name,
            country: row.country.parse().map_err(damaged)?,
            coordinates: coordinates
                .map(|(latitude, longitude)| Coordinates { latitude, longitude }),
            population: row.population.map(u64::try_from).transpose().map_err(damaged)?,
            website: row.website,
        },
        history,
        fees,
        standing,
        code: row.code,
        version: Version::new(row.version),
    })
}
