use std::collections::{BTreeMap, BTreeSet};

use eframe_core::block::sea_orm;
use eframe_core::block::sea_orm::prelude::DateTimeUtc;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, DerivePartialModel, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{containing, instant};
use eframe_core::directory::MemberPlace;
use eframe_core::{OrganisationId, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::row::key;
use super::table::member;
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{Coordinates, Country, Kind, Member, MemberId, Region, Standing};

/// Which members a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Narrowed {
    /// Only those in the register, rather than all that there ever were.
    pub(crate) shown: bool,
    /// Only this kind.
    pub(crate) kind: Option<Kind>,
    /// Only this region.
    pub(crate) region: Option<Region>,
    /// Only this country.
    pub(crate) country: Option<Country>,
    /// Only those that stand so.
    pub(crate) standing: Option<Standing>,
    /// Only with these words in a name, or this number.
    pub(crate) words: Option<String>,
}

/// A member as a line of a list: what the register says of it, without what its standing follows from.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct MemberRow {
    /// Names it.
    pub id: MemberId,
    /// Its number; none as long as the register never showed it.
    pub number: Option<String>,
    /// What kind of member.
    pub kind: Kind,
    /// Where it stands.
    pub standing: Option<Standing>,
    /// The day the register first showed it.
    pub joined: Option<Date>,
    /// When that was written down here; none for one that an import brought with its history.
    pub(crate) listed: Option<Timestamp>,
    /// Its name in Latin letters.
    pub name: String,
    /// The name as lists are sorted by it.
    pub(crate) name_key: String,
    /// The same in its own script.
    pub own_name: Option<String>,
    /// Its country.
    pub country: Country,
    /// Where it is, as far as it is known.
    pub coordinates: Option<Coordinates>,
    /// How many people live there, as far as it is known.
    pub population: Option<u64>,
}

/// Behind which member a list goes on: its name's key and its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind(pub(crate) String, pub(crate) Uuid);

/// How many members of a kind and standing a country has, and how many people live there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) kind: String,
    pub(crate) standing: Standing,
    pub(crate) country: Country,
    pub(crate) members: u64,
    pub(crate) people: u64,
}

impl Narrowed {
    fn condition(&self) -> Condition {
        let mut all = Condition::all();
        if self.shown {
            all = all.add(member::Column::Shown.eq(true));
        }
        if let Some(kind) = &self.kind {
            all = all.add(member::Column::Kind.eq(kind.as_str()));
        }
        if let Some(region) = self.region {
            all = all.add(member::Column::Region.eq(region.code()));
        }
        if let Some(country) = self.country {
            all = all.add(member::Column::Country.eq(country.code()));
        }
        if let Some(standing) = self.standing {
            all = all.add(member::Column::Standing.eq(standing.code()));
        }
        if let Some(words) = &self.words {
            let words = shortened(words);
            let named = Expr::col(member::Column::Words).like(containing(&key(&words)));
            let numbered = member::Column::Number.eq(words.to_uppercase());
            all = all.add(Condition::any().add(named).add(numbered));
        }
        all
    }
}

impl MemberRow {
    /// Where a list goes on behind this member.
    pub fn position(&self) -> Behind {
        Behind(self.name_key.clone(), self.id.uuid())
    }
}

impl Behind {
    /// Written so that an index on name and id is entered at this place.
    fn condition(&self) -> Condition {
        let Self(name, id) = self;
        let same = Condition::any()
            .add(member::Column::NameKey.gt(name.as_str()))
            .add(member::Column::Id.gt(*id));
        Condition::all().add(member::Column::NameKey.gte(name.as_str())).add(same)
    }
}

impl Store {
    /// Members by name, behind one.
    pub(crate) async fn members(
        &self,
        narrowed: &Narrowed,
        after: Option<&Behind>,
        limit: u64,
    ) -> Result<Vec<MemberRow>, Error> {
        let mut query = member::Entity::find().filter(narrowed.condition());
        if let Some(after) = after {
            query = query.filter(after.condition());
        }
        let rows = query
            .order_by_asc(member::Column::NameKey)
            .order_by_asc(member::Column::Id)
            .limit(limit)
            .into_partial_model::<Line>()
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(line).collect()
    }

    /// How many members a filter lets through.
    pub(crate) async fn count_members(&self, narrowed: &Narrowed) -> Result<u64, Error> {
        let found = member::Entity::find().filter(narrowed.condition());
        found.count(self.read()).await.map_err(failed)
    }

    /// How many members a filter lets through in each region that has some.
    pub(crate) async fn count_by_region(
        &self,
        narrowed: &Narrowed,
    ) -> Result<BTreeMap<Region, u64>, Error> {
        let rows: Vec<(String, i64)> = member::Entity::find()
            .select_only()
            .column(member::Column::Region)
            .column_as(member::Column::Id.count(), "members")
            .filter(narrowed.condition())
            .group_by(member::Column::Region)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let count = |(region, members): (String, i64)| {
            let region = Region::named(&region).ok_or_else(|| damaged("an unknown region"))?;
            Ok((region, u64::try_from(members).map_err(damaged)?))
        };
        rows.into_iter().map(count).collect()
    }

    /// Everything that the register's figures follow from, by one question.
    pub(crate) async fn tally(&self) -> Result<Vec<Count>, Error> {
        type Row = (String, Option<String>, String, i64, i64);
        let people = Expr::col(member::Column::Population).sum().cast_as("BIGINT");
        let rows: Vec<Row> = member::Entity::find()
            .select_only()
            .columns([member::Column::Kind, member::Column::Standing, member::Column::Country])
            .column_as(member::Column::Id.count(), "members")
            .column_as(Expr::expr(people).if_null(0_i64), "people")
            .filter(member::Column::Shown.eq(true))
            .group_by(member::Column::Kind)
            .group_by(member::Column::Standing)
            .group_by(member::Column::Country)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let count = |(kind, standing, country, members, people): Row| {
            let standing = standing.as_deref().and_then(Standing::named);
            Ok(Count {
                kind,
                standing: standing.ok_or_else(|| damaged("an unknown standing"))?,
                country: country.parse().map_err(damaged)?,
                members: u64::try_from(members).map_err(damaged)?,
                people: u64::try_from(people).map_err(damaged)?,
            })
        };
        rows.into_iter().map(count).collect()
    }

    /// Where the members are that a filter lets through and whose place is known.
    pub(crate) async fn places(&self, narrowed: &Narrowed) -> Result<Vec<Coordinates>, Error> {
        let rows: Vec<(i32, i32)> = member::Entity::find()
            .select_only()
            .columns([member::Column::Latitude, member::Column::Longitude])
            .filter(narrowed.condition())
            .filter(member::Column::Latitude.is_not_null())
            .filter(member::Column::Longitude.is_not_null())
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let place = |(latitude, longitude)| Coordinates { latitude, longitude };
        Ok(rows.into_iter().map(place).collect())
    }

    /// Every member in the register with its place, in no order: only what a map needs is read.
    pub(crate) async fn shown_places(&self) -> Result<Vec<MemberPlace>, Error> {
        use member::Column as C;
        type Row =
            (Option<String>, String, String, Option<i32>, Option<i32>, String, Option<String>);
        let rows: Vec<Row> = member::Entity::find()
            .select_only()
            .columns([C::Number, C::Name, C::Country, C::Latitude, C::Longitude])
            .columns([C::Kind, C::Standing])
            .filter(C::Shown.eq(true))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let place = |(number, name, country, latitude, longitude, kind, standing): Row| {
            let at = latitude.zip(longitude);
            let at = at.map(|(latitude, longitude)| Coordinates { latitude, longitude }.degrees());
            MemberPlace {
                number: number.unwrap_or_default(),
                name,
                country,
                latitude: at.map(|(latitude, _)| latitude),
                longitude: at.map(|(_, longitude)| longitude),
                kind,
                standing: standing.unwrap_or_default(),
            }
        };
        Ok(rows.into_iter().map(place).collect())
    }

    /// The member with this number.
    pub(crate) async fn member_numbered(&self, number: &str) -> Result<Option<Member>, Error> {
        self.one_member(Condition::all().add(member::Column::Number.eq(number))).await
    }

    /// The member whose certificate has this code.
    pub(crate) async fn member_coded(&self, code: &str) -> Result<Option<Member>, Error> {
        self.one_member(Condition::all().add(member::Column::Code.eq(code))).await
    }

    /// At most so many whole members behind a number, in the order of their numbers: for exports.
    pub(crate) async fn members_by_number(
        &self,
        after: &str,
        limit: u64,
    ) -> Result<Vec<Member>, Error> {
        let rows = member::Entity::find()
            .filter(member::Column::Number.gt(after))
            .order_by_asc(member::Column::Number)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        self.whole_members(rows).await
    }

    /// The registered members behind a place in the order of names, whole: for what is done to each of them.
    pub(crate) async fn members_in_slices(
        &self,
        after: Option<&Behind>,
        limit: u64,
    ) -> Result<Vec<Member>, Error> {
        let mut query = member::Entity::find().filter(member::Column::Shown.eq(true));
        if let Some(after) = after {
            query = query.filter(after.condition());
        }
        let rows = query
            .order_by_asc(member::Column::NameKey)
            .order_by_asc(member::Column::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        self.whole_members(rows).await
    }

    /// Those of these numbers and organisations that are taken.
    pub(crate) async fn taken(
        &self,
        numbers: &[&str],
        organisations: &[Uuid],
    ) -> Result<crate::rules::Taken, Error> {
        let mut taken = crate::rules::Taken::default();
        for some in numbers.chunks(500) {
            let found: Vec<Option<String>> = member::Entity::find()
                .select_only()
                .column(member::Column::Number)
                .filter(member::Column::Number.is_in(some.iter().copied()))
                .into_tuple()
                .all(self.read())
                .await
                .map_err(failed)?;
            taken.numbers.extend(found.into_iter().flatten());
        }
        for some in organisations.chunks(500) {
            let found: Vec<Uuid> = member::Entity::find()
                .select_only()
                .column(member::Column::Organisation)
                .filter(member::Column::Organisation.is_in(some.iter().copied()))
                .into_tuple()
                .all(self.read())
                .await
                .map_err(failed)?;
            let found: BTreeSet<_> = found.into_iter().map(OrganisationId::new).collect();
            taken.organisations.extend(found);
        }
        Ok(taken)
    }
}

/// Nothing is looked for by more characters than these of the words: a database refuses long patterns.
const LONGEST_WORDS: usize = 100;

/// The words that are looked for.
pub(super) fn shortened(words: &str) -> String {
    words.trim().chars().take(LONGEST_WORDS).collect()
}

/// What a line of a list is made of. Of each value of each row the driver makes a copy: what no line shows is not asked
/// for.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "member::Entity")]
struct Line {
    id: Uuid,
    number: Option<String>,
    kind: String,
    standing: Option<String>,
    joined: Option<String>,
    listed: Option<DateTimeUtc>,
    name: String,
    name_key: String,
    own_name: Option<String>,
    country: String,
    latitude: Option<i32>,
    longitude: Option<i32>,
    population: Option<i64>,
}

fn line(row: Line) -> Result<MemberRow, Error> {
    let standing = row.standing.as_deref();
    let standing = standing
        .map(|code| Standing::named(code).ok_or_else(|| damaged("an unknown standing")))
        .transpose()?;
    let at = row.latitude.zip(row.longitude);
    Ok(MemberRow {
        id: MemberId::new(row.id),
        number: row.number,
        kind: row.kind.parse().map_err(damaged)?,
        standing,
        joined: row.joined.as_deref().map(str::parse).transpose().map_err(damaged)?,
        listed: row.listed.map(instant),
        name: row.name,
        name_key: row.name_key,
        own_name: row.own_name,
        country: row.country.parse().map_err(damaged)?,
        coordinates: at.map(|(latitude, longitude)| Coordinates { latitude, longitude }),
        population: row.population.map(u64::try_from).transpose().map_err(damaged)?,
    })
}
