use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, JoinType, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, RelationTrait as _,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::member::charged;
use super::table::{fee, member};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{Fee, FeeId, Kind, MemberId, Standing};

/// Which fees a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Owed {
    /// Only of this year.
    pub(crate) period: Option<String>,
    /// Only those that stand so.
    pub(crate) state: Option<Payment>,
    /// The day it is: what is due before it is overdue.
    pub(crate) today: Date,
}

/// How a fee stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Payment {
    /// To be paid, in time.
    Open,
    /// To be paid, too late.
    Overdue,
    /// Paid.
    Paid,
    /// Not to be paid.
    Waived,
}

/// A fee with whose it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FeeRow {
    pub(crate) fee: Fee,
    pub(crate) name: String,
    pub(crate) number: Option<String>,
    pub(crate) kind: Kind,
    pub(crate) standing: Option<Standing>,
    name_key: String,
}

/// Behind which fee a list goes on: the name's key of its member, and its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BehindFee(String, Uuid);

/// The fees of a year in a currency, added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FeeSum {
    pub(crate) state: String,
    pub(crate) currency: String,
    pub(crate) count: u64,
    pub(crate) minor: i64,
}

impl Payment {
    pub(crate) const ALL: [Self; 4] = [Self::Open, Self::Overdue, Self::Paid, Self::Waived];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Overdue => "overdue",
            Self::Paid => "paid",
            Self::Waived => "waived",
        }
    }

    /// How it looks: `ok`, `note`, `warn` or `bad`.
    pub(crate) const fn looks(self) -> &'static str {
        match self {
            Self::Open => "warn",
            Self::Overdue => "bad",
            Self::Paid => "ok",
            Self::Waived => "note",
        }
    }

    pub(crate) fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// How a fee stands on a day.
    pub(crate) fn of(fee: &Fee, day: Date) -> Self {
        match fee.state {
            crate::model::FeeState::Open if fee.is_overdue(day) => Self::Overdue,
            crate::model::FeeState::Open => Self::Open,
            crate::model::FeeState::Paid { .. } => Self::Paid,
            crate::model::FeeState::Waived { .. } => Self::Waived,
        }
    }
}

impl FeeRow {
    pub(crate) fn position(&self) -> BehindFee {
        BehindFee(self.name_key.clone(), self.fee.id.uuid())
    }
}

impl Owed {
    fn condition(&self) -> Condition {
        let mut all = Condition::all();
        if let Some(period) = &self.period {
            all = all.add(fee::Column::Period.eq(period.as_str()));
        }
        let today = self.today.to_string();
        match self.state {
            None => all,
            Some(Payment::Open) => {
                all.add(fee::Column::State.eq("open")).add(fee::Column::Due.gte(today))
            }
            Some(Payment::Overdue) => {
                all.add(fee::Column::State.eq("open")).add(fee::Column::Due.lt(today))
            }
            Some(state) => all.add(fee::Column::State.eq(state.code())),
        }
    }
}

impl Store {
    /// Whose a fee is.
    pub(crate) async fn owner_of_fee(&self, id: FeeId) -> Result<Option<MemberId>, Error> {
        let row = fee::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        Ok(row.map(|row| MemberId::new(row.member)))
    }

    /// Fees by the names of their members, behind one.
    pub(crate) async fn fees(
        &self,
        owed: &Owed,
        after: Option<&BehindFee>,
        limit: u64,
    ) -> Result<Vec<FeeRow>, Error> {
        let mut query = fee::Entity::find()
            .select_also(member::Entity)
            .join(JoinType::InnerJoin, fee::Relation::Member.def())
            .filter(owed.condition());
        if let Some(BehindFee(name, id)) = after {
            let further = Condition::any()
                .add(member::Column::NameKey.gt(name.as_str()))
                .add(fee::Column::Id.gt(*id));
            query = query.filter(member::Column::NameKey.gte(name.as_str())).filter(further);
        }
        let rows = query
            .order_by_asc(member::Column::NameKey)
            .order_by_asc(fee::Column::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = |(fee, member): (fee::Model, Option<member::Model>)| {
            let member = member.ok_or_else(|| damaged("a fee of nobody"))?;
            let standing = member.standing.as_deref().and_then(Standing::named);
            Ok(FeeRow {
                fee: charged(fee)?,
                name: member.name,
                number: member.number,
                kind: member.kind.parse().map_err(damaged)?,
                standing,
                name_key: member.name_key,
            })
        };
        rows.into_iter().map(told).collect()
    }

    /// How many fees a filter lets through.
    pub(crate) async fn count_fees(&self, owed: &Owed) -> Result<u64, Error> {
        fee::Entity::find().filter(owed.condition()).count(self.read()).await.map_err(failed)
    }

    /// The fees of a year by state and currency. Whole numbers are added, so the order changes nothing.
    pub(crate) async fn fee_sums(&self, period: &str) -> Result<Vec<FeeSum>, Error> {
        use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _};
        let sum = Expr::col(fee::Column::Minor).sum().cast_as("BIGINT");
        let rows: Vec<(String, String, i64, i64)> = fee::Entity::find()
            .select_only()
            .columns([fee::Column::State, fee::Column::Currency])
            .column_as(fee::Column::Id.count(), "fees")
            .column_as(Expr::expr(sum).if_null(0_i64), "total")
            .filter(fee::Column::Period.eq(period))
            .group_by(fee::Column::State)
            .group_by(fee::Column::Currency)
            .order_by_asc(fee::Column::Currency)
            .order_by_asc(fee::Column::State)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = |(state, currency, count, minor)| {
            Ok(FeeSum { state, currency, count: u64::try_from(count).map_err(damaged)?, minor })
        };
        rows.into_iter().map(told).collect()
    }

    /// The years for which fees were asked, newest first.
    pub(crate) async fn fee_years(&self) -> Result<Vec<String>, Error> {
        fee::Entity::find()
            .select_only()
            .column(fee::Column::Period)
            .distinct()
            .order_by_desc(fee::Column::Period)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)
    }

    /// Members in the register that owe a fee of one of these years which was due before its day, each once.
    pub(crate) async fn owing_since_before(
        &self,
        due: &[(String, Date)],
    ) -> Result<Vec<MemberId>, Error> {
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let late = due.iter().fold(Condition::any(), |any, (period, before)| {
            let of_year = fee::Column::Period.eq(period.as_str());
            let late = fee::Column::Due.lt(before.to_string());
            any.add(Condition::all().add(of_year).add(late))
        });
        let ids: Vec<Uuid> = fee::Entity::find()
            .select_only()
            .column(fee::Column::Member)
            .join(JoinType::InnerJoin, fee::Relation::Member.def())
            .filter(fee::Column::State.eq("open"))
            .filter(late)
            .filter(member::Column::Shown.eq(true))
            .distinct()
            .order_by_asc(fee::Column::Member)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        Ok(ids.into_iter().map(MemberId::new).collect())
    }
}
