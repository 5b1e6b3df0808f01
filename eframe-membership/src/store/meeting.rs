use eframe_ballot::{BodyId, Entry, Reason, Roll};
use eframe_core::block::chrono::{DateTime, Utc};
use eframe_core::block::sea_orm::sea_query::Query;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{Timestamp, Version};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::row::Kept;
use super::table::{item, meeting, seat, vote};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{
    Attendance, BodyCode, Item, ItemId, ItemStage, ItemState, Meeting, MeetingId, MeetingStage,
    MemberId, Vote,
};

/// Which meetings a list shows, the latest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meetings {
    /// Only at this stage.
    pub(crate) stage: Option<MeetingStage>,
    /// Only of this body.
    pub(crate) body: Option<String>,
    /// Only those in sight of members.
    pub(crate) seen: Option<Seen>,
}

/// What members see: the meetings of these bodies, and those on whose rolls one of the members is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) bodies: Vec<BodyCode>,
    pub(crate) members: Vec<MemberId>,
}

/// BehindMeeting which meeting a list goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BehindMeeting(Timestamp, Uuid);

/// A meeting as a line of a list.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MeetingRow {
    pub(crate) id: MeetingId,
    pub(crate) number: String,
    pub(crate) body: BodyCode,
    pub(crate) title: String,
    pub(crate) starts: Timestamp,
    pub(crate) zone: String,
    pub(crate) stage: MeetingStage,
}

impl From<&Meeting> for MeetingRow {
    fn from(of: &Meeting) -> Self {
        Self {
            id: of.id,
            number: of.number.clone(),
            body: of.body.clone(),
            title: of.title.clone(),
            starts: of.starts,
            zone: of.zone.clone(),
            stage: of.state.stage(),
        }
    }
}

/// An item that was decided, or why it cannot be read.
pub(crate) struct Decided {
    pub(crate) id: ItemId,
    pub(crate) meeting: MeetingId,
    pub(crate) position: i32,
    pub(crate) item: Result<Item, Error>,
}

/// How many decided items are held at a time.
const DECIDED: u64 = 64;

impl BehindMeeting {
    pub(crate) const fn of(meeting: &MeetingRow) -> Self {
        Self(meeting.starts, meeting.id.uuid())
    }
}

impl Meetings {
    fn condition(&self) -> Condition {
        let stage = self.stage.map(|stage| meeting::Column::Stage.eq(stage.code()));
        let body = self.body.as_deref().map(|body| meeting::Column::Body.eq(body));
        let seen = self.seen.as_ref().map(Seen::condition);
        Condition::all().add_option(stage).add_option(body).add_option(seen)
    }
}

impl Seen {
    fn condition(&self) -> Condition {
        let bodies = self.bodies.iter().map(BodyCode::as_str);
        let mut any = Condition::any().add(meeting::Column::Body.is_in(bodies));
        if !self.members.is_empty() {
            let seats = Query::select()
                .column(seat::Column::Meeting)
                .from(seat::Entity)
                .and_where(seat::Column::Member.is_in(self.members.iter().map(|one| one.uuid())))
                .to_owned();
            any = any.add(meeting::Column::Id.in_subquery(seats));
        }
        any
    }
}

impl Store {
    /// A meeting with its agenda.
    pub(crate) async fn meeting(&self, id: MeetingId) -> Result<Option<Meeting>, Error> {
        self.one_meeting(Condition::all().add(meeting::Column::Id.eq(id.uuid()))).await
    }

    /// The meeting whose minutes have this code.
    pub(crate) async fn minuted(&self, code: &str) -> Result<Option<Meeting>, Error> {
        self.one_meeting(Condition::all().add(meeting::Column::Code.eq(code))).await
    }

    async fn one_meeting(&self, which: Condition) -> Result<Option<Meeting>, Error> {
        // The row with the version is read first: what changes after it is then found stale.
        let found = meeting::Entity::find().filter(which).one(self.read()).await.map_err(failed)?;
        let Some(row) = found else { return Ok(None) };
        let items = item::Entity::find()
            .filter(item::Column::Meeting.eq(row.id))
            .order_by_asc(item::Column::Position)
            .all(self.read())
            .await
            .map_err(failed)?;
        let items = items.into_iter().map(point).collect::<Result<_, _>>()?;
        let seats = seat::Entity::find().filter(seat::Column::Meeting.eq(row.id));
        let seats = seats.all(self.read()).await.map_err(failed)?;
        whole(row, items, seats).map(Some)
    }

    /// Meetings as lines of a list, the latest first.
    pub(crate) async fn meetings(
        &self,
        which: &Meetings,
        behind: Option<&BehindMeeting>,
        limit: u64,
    ) -> Result<Vec<MeetingRow>, Error> {
        use meeting::Column as C;
        let mut query = meeting::Entity::find()
            .select_only()
            .columns([C::Id, C::Number, C::Body, C::Title, C::Starts, C::Zone, C::Stage])
            .filter(which.condition());
        if let Some(BehindMeeting(at, id)) = behind {
            let level = Condition::all()
                .add(meeting::Column::Starts.eq(stored(*at)))
                .add(meeting::Column::Id.gt(*id));
            let earlier = meeting::Column::Starts.lt(stored(*at));
            query = query.filter(Condition::any().add(earlier).add(level));
        }
        let rows: Vec<Line> = query
            .order_by_desc(C::Starts)
            .order_by_asc(C::Id)
            .limit(limit)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(line).collect()
    }

    /// How many meetings there are.
    pub(crate) async fn count_meetings(&self, which: &Meetings) -> Result<u64, Error> {
        let query = meeting::Entity::find().filter(which.condition());
        query.count(self.read()).await.map_err(failed)
    }

    /// Some of the items that were decided, by id, from the first or behind another.
    pub(crate) async fn decided(&self, behind: Option<ItemId>) -> Result<Vec<Decided>, Error> {
        let behind = behind.map(|last| item::Column::Id.gt(last.uuid()));
        let rows = item::Entity::find()
            .filter(item::Column::Stage.eq(ItemStage::Decided.code()))
            .filter(Condition::all().add_option(behind))
            .order_by_asc(item::Column::Id)
            .limit(DECIDED)
            .all(self.read())
            .await
            .map_err(failed)?;
        let decided = rows.into_iter().map(|row| Decided {
            id: ItemId::new(row.id),
            meeting: MeetingId::new(row.meeting),
            position: row.position,
            item: point(row),
        });
        Ok(decided.collect())
    }

    /// The votes that were taken on an item, in the order of the members' ids: it tells nothing of when each voted.
    pub(crate) async fn votes(&self, item: ItemId) -> Result<Vec<Vote>, Error> {
        let rows = vote::Entity::find()
            .filter(vote::Column::Item.eq(item.uuid()))
            .order_by_asc(vote::Column::Member)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(cast).collect()
    }

    /// A member's vote on an item.
    pub(crate) async fn vote(&self, of: ItemId, member: MemberId) -> Result<Option<Vote>, Error> {
        let id = (of.uuid(), member.uuid());
        let row = vote::Entity::find_by_id(id).one(self.read()).await.map_err(failed)?;
        row.map(cast).transpose()
    }
}

type Line = (Uuid, String, String, String, DateTime<Utc>, String, String);

fn line((id, number, body, title, starts, zone, stage): Line) -> Result<MeetingRow, Error> {
    let unknown = || damaged("an unknown stage of a meeting");
    Ok(MeetingRow {
        id: MeetingId::new(id),
        number,
        body: body.parse().map_err(damaged)?,
        title,
        starts: instant(starts),
        zone,
        stage: MeetingStage::named(&stage).ok_or_else(unknown)?,
    })
}

fn whole(row: meeting::Model, items: Vec<Item>, seats: Vec<seat::Model>) -> Result<Meeting, Error> {
    let kept: Kept = serde_json::from_value(row.state).map_err(damaged)?;
    let (roll, attendance) = assembled(seats)?;
    let state = kept.with(roll, attendance);
    if state.stage().code() != row.stage {
        return Err(damaged("a meeting's stage is not its state's"));
    }
    Ok(Meeting {
        id: MeetingId::new(row.id),
        number: row.number,
        body: row.body.parse().map_err(damaged)?,
        title: row.title,
        starts: instant(row.starts),
        zone: row.zone,
        state,
        items,
        code: row.code,
        version: Version::new(row.version),
    })
}

/// The roll that these make, and who of it is there.
fn assembled(seats: Vec<seat::Model>) -> Result<(Roll, Attendance), Error> {
    let mut attendance = Attendance::default();
    let mut entries = Vec::with_capacity(seats.len());
    for seat::Model { meeting: _, member, name, reasons, present, chair } in seats {
        let (body, id) = (BodyId::new(member), MemberId::new(member));
        let name = name.ok_or_else(|| damaged("an entry of a roll without a name"))?;
        entries.push(match reasons {
            None => Entry::entitled(body, name),
            Some(reasons) => {
                let reasons: Vec<Reason> = serde_json::from_value(reasons).map_err(damaged)?;
                Entry::excluded(body, name, reasons)
            }
        });
        if present {
            attendance.present.insert(id);
        }
        if chair {
            attendance.chair = Some(id);
        }
    }
    Ok((Roll::new(entries).map_err(damaged)?, attendance))
}

fn point(row: item::Model) -> Result<Item, Error> {
    let state: ItemState = serde_json::from_value(row.state).map_err(damaged)?;
    let stage: ItemStage = state.stage();
    if stage.code() != row.stage {
        return Err(damaged("an item's stage is not its state's"));
    }
    Ok(Item {
        id: ItemId::new(row.id),
        position: u32::try_from(row.position).map_err(damaged)?,
        matter: serde_json::from_value(row.matter).map_err(damaged)?,
        state,
        version: Version::new(row.version),
    })
}

fn cast(row: vote::Model) -> Result<Vote, Error> {
    let choice = row.choice.map(|code| serde_json::from_value(code.into())).transpose();
    Ok(Vote {
        item: ItemId::new(row.item),
        member: MemberId::new(row.member),
        choice: choice.map_err(damaged)?,
        by: serde_json::from_value(row.by).map_err(damaged)?,
        at: instant(row.at),
        recorded: row.recorded,
    })
}
