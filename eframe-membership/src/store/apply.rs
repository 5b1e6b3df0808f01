mod import;

use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict, Query};
use eframe_core::block::sea_orm::{
    ActiveModelTrait, ColumnTrait as _, ConnectionTrait as _, DatabaseTransaction, DbErr,
    EntityTrait, IntoActiveModel, QueryFilter as _, Set,
};
use eframe_core::block::stored;
use eframe_core::{Constraint, Timestamp};

use super::table::{
    application, document, entry, fee, happened, item, meeting, member, seat, term, vote,
};
use super::{constraint, row};
use crate::model::{
    Attendee, Entry, Happened, ItemId, ItemState, MeetingId, MeetingState, MemberId, Profile, Side,
    Standing, What,
};
use crate::rules::{Case, Change, NewApplication, NewMeeting, NewMember};

const fn unique(
    name: &'static str,
    table: &'static str,
    columns: &'static [&'static str],
) -> Constraint {
    Constraint { name, table, columns }
}

#[async_trait]
impl eframe_core::Change for Change {
    const CONSTRAINTS: &'static [Constraint] = &[
        unique(constraint::APPLICATION_NUMBER, "membership_application", &["number"]),
        unique(constraint::ONE_OPEN, "membership_application", &["organisation"]),
        unique(constraint::MEMBER_NUMBER, "membership_member", &["number"]),
        unique(constraint::ORGANISATION, "membership_member", &["organisation"]),
        unique(constraint::HAPPENED, "membership_happened", &["member", "number"]),
        unique(constraint::FEE, "membership_fee", &["member", "period"]),
        unique(constraint::MEETING_NUMBER, "membership_meeting", &["number"]),
        unique(constraint::ITEM, "membership_item", &["application"]),
        unique(constraint::VOTE, "membership_vote", &["item", "member"]),
    ];

    async fn apply(&self, on: &DatabaseTransaction, at: Timestamp) -> Result<(), DbErr> {
        match self {
            Self::Begin(new) => begin(on, new, at).await,
            Self::Write(application) => update(on, row::application(application)?).await,
            Self::Attach { application, document } => {
                insert::<document::Entity>(on, row::document(*application, document)?).await
            }
            Self::Detach(id) => document::Entity::delete_by_id(id.uuid()).exec(on).await.map(drop),
            Self::Note { case, entry } => note(on, *case, entry).await,
            Self::Enrol(new) => enrol(on, new).await,
            Self::Happen { member, happened, standing } => {
                happen(on, *member, happened, *standing).await
            }
            Self::Amend { member, profile } => amend(on, *member, profile).await,
            Self::Reclassify { member, kind } => {
                let id = Set(member.uuid());
                let row =
                    member::ActiveModel { id, kind: Set(kind.to_string()), ..Default::default() };
                update(on, row).await
            }
            Self::SweepStaged { now } => import::sweep(on, *now).await,
            Self::Stage { import, slice, members } => {
                import::stage(on, *import, *slice, members, at).await
            }
            Self::Adopt { import, numbers } => import::adopt(on, *import, numbers).await,
            Self::Owe(fee) => insert::<fee::Entity>(on, row::fee(fee)?).await,
            Self::Settle { fee, state } => {
                let row = fee::ActiveModel {
                    id: Set(fee.uuid()),
                    state: Set(row::fee_state(state).to_owned()),
                    details: Set(row::json(state)?),
                    ..Default::default()
                };
                update(on, row).await
            }
            Self::Appoint(term) => insert::<term::Entity>(on, row::term(term)).await,
            Self::EndTerm { term, until } => {
                let (id, until_day) = (Set(term.uuid()), Set(until.to_string()));
                update(on, term::ActiveModel { id, until_day, ..Default::default() }).await
            }
            Self::Plan(new) => plan(on, new).await,
            Self::Reschedule(new) => reschedule(on, new).await,
            Self::WriteMeeting { meeting, state } => write_meeting(on, *meeting, state).await,
            Self::Mark { meeting, attendee } => mark(on, *meeting, attendee).await,
            Self::AddItem { meeting, item } => {
                insert::<item::Entity>(on, row::item(*meeting, item)?).await
            }
            Self::RemoveItem(id) => item::Entity::delete_by_id(id.uuid()).exec(on).await.map(drop),
            Self::WriteItem { item, state } => write_item(on, *item, state).await,
            Self::Cast(vote) => insert::<vote::Entity>(on, row::vote(vote)?).await,
        }
    }
}

async fn insert<E>(on: &DatabaseTransaction, model: E::Model) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    E::insert(model.into_active_model()).exec_without_returning(on).await.map(drop)
}

/// Changes a row that has to be there, and does not ask for it back.
async fn update<A: ActiveModelTrait + Send>(on: &DatabaseTransaction, row: A) -> Result<(), DbErr> {
    A::Entity::update(row).exec_without_returning(on).await.map(drop)
}

/// The next number of a series in a year: `A-2026-0042`. It is taken within the transaction, so that none is
/// missing and none comes twice.
async fn number(on: &DatabaseTransaction, series: &str, year: i16) -> Result<String, DbErr> {
    let name = format!("{series}-{year}");
    let next = Expr::col(("membership_counter", "next")).add(1);
    let taken = Query::insert()
        .into_table("membership_counter")
        .columns(["name", "next"])
        .values_panic([Expr::val(name.as_str()), Expr::val(2_i64)])
        .on_conflict(OnConflict::column("name").value("next", next).to_owned())
        .returning_col("next")
        .to_owned();
    let row = on.query_one(&taken).await?;
    let row = row.ok_or_else(|| DbErr::Custom("the counter gave no number".to_owned()))?;
    let next: i64 = row.try_get("", "next")?;
    Ok(format!("{name}-{:04}", next - 1))
}

async fn begin(on: &DatabaseTransaction, new: &NewApplication, at: Timestamp) -> Result<(), DbErr> {
    let number = number(on, "A", new.year).await?;
    insert::<application::Entity>(on, row::new_application(new, number, at)?).await
}

/// Keeps an entry with its case, and whether the case's organisation waits for an answer from then on.
async fn note(on: &DatabaseTransaction, case: Case, entry: &Entry) -> Result<(), DbErr> {
    insert::<entry::Entity>(on, row::entry(case, entry)?).await?;
    let (Case::Application(id), What::Letter { .. }) = (case, &entry.what) else { return Ok(()) };
    let waits = (entry.side == Side::Applicant).then(|| stored(entry.at));
    let (id, unanswered) = (Set(id.uuid()), Set(waits));
    update(on, application::ActiveModel { id, unanswered, ..Default::default() }).await
}

async fn enrol(on: &DatabaseTransaction, new: &NewMember) -> Result<(), DbErr> {
    let given = match &new.number {
        Some(number) => Some(number.clone()),
        None if row::is_shown(new.standing) => Some(number(on, "M", new.year).await?),
        None => None,
    };
    let listed = new.history.last().filter(|_| row::is_shown(new.standing));
    let listed = listed.map(|one| one.recorded);
    insert::<member::Entity>(on, row::new_member(new, given, listed)).await?;
    let rows = new.history.iter().map(|one| row::happened(new.id, one));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
    happened::Entity::insert_many(rows).exec_without_returning(on).await.map(drop)
}

async fn happen(
    on: &DatabaseTransaction,
    member: MemberId,
    one: &Happened,
    standing: Option<Standing>,
) -> Result<(), DbErr> {
    insert::<happened::Entity>(on, row::happened(member, one)?).await?;
    let code = standing.map(Standing::code);
    let reached = Expr::case(Expr::col("standing").eq(code), Expr::col("since"))
        .finally(Expr::val(one.on.to_string()));
    member::Entity::update_many()
        .col_expr(member::Column::Since, reached.into())
        .col_expr(member::Column::Standing, Expr::val(code.map(str::to_owned)))
        .col_expr(member::Column::Shown, Expr::val(row::is_shown(standing)))
        .filter(member::Column::Id.eq(member.uuid()))
        .exec(on)
        .await?;
    if row::is_shown(standing) { give_number(on, member, one).await } else { Ok(()) }
}

/// Whoever the register shows for the first time gets a number.
async fn give_number(on: &DatabaseTransaction, id: MemberId, one: &Happened) -> Result<(), DbErr> {
    let unnumbered = member::Entity::find_by_id(id.uuid()).filter(member::Column::Number.is_null());
    if unnumbered.one(on).await?.is_none() {
        return Ok(());
    }
    let row = member::ActiveModel {
        id: Set(id.uuid()),
        number: Set(Some(number(on, "M", one.on.year()).await?)),
        joined: Set(Some(one.on.to_string())),
        listed: Set(Some(stored(one.recorded))),
        ..Default::default()
    };
    update(on, row).await
}

async fn amend(on: &DatabaseTransaction, id: MemberId, profile: &Profile) -> Result<(), DbErr> {
    let row = member::ActiveModel {
        id: Set(id.uuid()),
        name: Set(profile.name.clone()),
        name_key: Set(row::key(&profile.name)),
        own_name: Set(profile.own_name.clone()),
        words: Set(row::words(profile)),
        country: Set(profile.country.to_string()),
        region: Set(profile.country.region().code().to_owned()),
        latitude: Set(profile.coordinates.map(|at| at.latitude)),
        longitude: Set(profile.coordinates.map(|at| at.longitude)),
        population: Set(profile.population.and_then(|people| i64::try_from(people).ok())),
        website: Set(profile.website.clone()),
        ..Default::default()
    };
    update(on, row).await
}

async fn plan(on: &DatabaseTransaction, new: &NewMeeting) -> Result<(), DbErr> {
    let number = number(on, "C", new.year).await?;
    insert::<meeting::Entity>(on, row::new_meeting(new, number)?).await
}

async fn reschedule(on: &DatabaseTransaction, new: &NewMeeting) -> Result<(), DbErr> {
    let row = meeting::ActiveModel {
        id: Set(new.id.uuid()),
        title: Set(new.title.clone()),
        starts: Set(stored(new.starts)),
        zone: Set(new.zone.clone()),
        ..Default::default()
    };
    update(on, row).await
}

async fn write_meeting(
    on: &DatabaseTransaction,
    id: MeetingId,
    state: &MeetingState,
) -> Result<(), DbErr> {
    let row = meeting::ActiveModel {
        id: Set(id.uuid()),
        stage: Set(state.stage().code().to_owned()),
        state: Set(row::json(&row::Kept::from(state))?),
        ..Default::default()
    };
    update(on, row).await?;
    let MeetingState::Open { roll, .. } = state else { return Ok(()) };
    let absent = |entry: &eframe_ballot::Entry| Attendee {
        entry: entry.clone(),
        present: false,
        chair: false,
    };
    let seats = roll.entries().map(|entry| row::seat(id, &absent(entry)));
    import::insert_all::<seat::Entity>(on, seats.collect::<Result<_, _>>()?).await
}

async fn mark(on: &DatabaseTransaction, id: MeetingId, attendee: &Attendee) -> Result<(), DbErr> {
    let seat = row::seat(id, attendee)?.into_active_model();
    let known = OnConflict::columns([seat::Column::Meeting, seat::Column::Member])
        .update_columns([seat::Column::Present, seat::Column::Chair])
        .to_owned();
    seat::Entity::insert(seat).on_conflict(known).exec_without_returning(on).await.map(drop)
}

async fn write_item(on: &DatabaseTransaction, id: ItemId, state: &ItemState) -> Result<(), DbErr> {
    let mut row = item::ActiveModel {
        id: Set(id.uuid()),
        stage: Set(state.stage().code().to_owned()),
        state: Set(row::json(state)?),
        ..Default::default()
    };
    if !row::keeps_application(state) {
        row.application = Set(None);
    }
    update(on, row).await
}
