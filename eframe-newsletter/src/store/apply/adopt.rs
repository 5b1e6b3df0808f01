//! What an import lays ready, and takes in.

use std::collections::BTreeSet;

use eframe_core::block::sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel as _, QueryFilter as _, QuerySelect as _,
};
use eframe_core::block::stored;
use eframe_core::{Digest, Timestamp, Version};
use jiff::SignedDuration;

use super::super::row;
use super::super::table::{consent, staged, subscriber, suppression};
use crate::model::{Entry, Form, Reason, State, Subscriber, What};
use crate::rules::{ImportId, Staged};

/// What was staged and never adopted goes after a day.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

pub(super) async fn stage(
    on: &DatabaseTransaction,
    import: ImportId,
    slice: u32,
    people: &[Staged],
    at: Timestamp,
) -> Result<(), DbErr> {
    let new = staged::Model {
        import: import.uuid(),
        slice: i32::try_from(slice).unwrap_or(i32::MAX),
        at: stored(at),
        people: row::json(&people)?,
    };
    let new = staged::Entity::insert(new.into_active_model());
    new.exec_without_returning(on).await.map(drop)
}

/// Forgets what was staged longer than a day ago.
pub(super) async fn sweep(on: &DatabaseTransaction, now: Timestamp) -> Result<(), DbErr> {
    let old = staged::Column::At.lt(stored(now - LIFE));
    staged::Entity::delete_many().filter(old).exec(on).await.map(drop)
}

/// Slice by slice, each by questions of its own, so that memory holds one of them.
pub(super) async fn adopt(
    on: &DatabaseTransaction,
    import: ImportId,
    file: Digest,
    at: Timestamp,
) -> Result<(), DbErr> {
    for slice in 1.. {
        let found = staged::Entity::find_by_id((import.uuid(), slice)).one(on).await?;
        let Some(found) = found else { break };
        let people: Vec<Staged> =
            serde_json::from_value(found.people).map_err(|error| DbErr::Json(error.to_string()))?;
        adopt_slice(on, people, file, at).await?;
    }
    let of_import = staged::Column::Import.eq(import.uuid());
    staged::Entity::delete_many().filter(of_import).exec(on).await.map(drop)
}

/// Whoever came in meanwhile, and whoever wanted no more meanwhile, is passed over.
async fn adopt_slice(
    on: &DatabaseTransaction,
    people: Vec<Staged>,
    file: Digest,
    at: Timestamp,
) -> Result<(), DbErr> {
    let keys = people.iter().map(|one| one.address.key());
    let known: Vec<Option<String>> = subscriber::Entity::find()
        .select_only()
        .column(subscriber::Column::AddressKey)
        .filter(subscriber::Column::AddressKey.is_in(keys))
        .into_tuple()
        .all(on)
        .await?;
    let marks = people.iter().map(|one| one.mark.to_string());
    let held: Vec<String> = suppression::Entity::find()
        .select_only()
        .column(suppression::Column::Mark)
        .filter(suppression::Column::Mark.is_in(marks))
        .filter(suppression::Column::Reason.ne(Reason::Overruled.code()))
        .into_tuple()
        .all(on)
        .await?;
    let known: BTreeSet<String> = known.into_iter().flatten().collect();
    let held: BTreeSet<String> = held.into_iter().collect();
    let (mut new, mut lines) = (Vec::new(), Vec::new());
    for one in people {
        if known.contains(&one.address.key()) || held.contains(&one.mark.to_string()) {
            continue;
        }
        let entry = Entry {
            id: one.consent,
            subscriber: one.id,
            at,
            language: one.language,
            form: Form::Import,
            what: What::Stated { proof: one.proof, own: one.own, file },
        };
        lines.push(row::entry(&entry)?.into_active_model());
        let subscriber = Subscriber {
            id: one.id,
            version: Version::FIRST,
            address: Some(one.address),
            language: one.language,
            state: State::Confirmed { consent: one.consent, at, again: None },
        };
        let mut row = row::subscriber(&subscriber, Some(one.mark))?;
        row.version = Set(Version::FIRST.get());
        new.push(row);
    }
    if new.is_empty() {
        return Ok(());
    }
    subscriber::Entity::insert_many(new).exec_without_returning(on).await?;
    consent::Entity::insert_many(lines).exec_without_returning(on).await.map(drop)
}
