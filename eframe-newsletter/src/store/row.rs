//! Nouns as rows: the one place where both are known.

use eframe_core::block::sea_orm::{DbErr, Set};
use eframe_core::block::{instant, stored};
use eframe_core::{Digest, Language, Version};
use serde::Serialize;
use serde_json::Value;

use super::damaged;
use super::table::{consent, subscriber, suppression};
use crate::Error;
use crate::model::{
    Address, ConsentId, Entry, Mark, Reason, State, Subscriber, SubscriberId, Suppression,
};

pub(super) fn json<T: Serialize>(value: &T) -> Result<Value, DbErr> {
    serde_json::to_value(value).map_err(|error| DbErr::Json(error.to_string()))
}

/// A subscriber whose version is the guard's matter.
pub(super) fn subscriber(
    of: &Subscriber,
    mark: Option<Mark>,
) -> Result<subscriber::ActiveModel, DbErr> {
    let address = of.address.as_ref();
    // Whoever answered is led by the same link to the same answer.
    let answered = match &of.state {
        State::Confirmed { consent, .. } => Some(consent.uuid()),
        _ => None,
    };
    let question = of.state.question().map(|asked| asked.id.uuid()).or(answered);
    Ok(subscriber::ActiveModel {
        id: Set(of.id.uuid()),
        address: Set(address.map(ToString::to_string)),
        address_key: Set(address.map(Address::key)),
        domain: Set(address.map(Address::domain)),
        mark: Set(mark.map(|mark| mark.to_string())),
        language: Set(of.language.code().to_owned()),
        state: Set(of.state.stage().code().to_owned()),
        since: Set(stored(of.state.since())),
        details: Set(json(&of.state)?),
        question: Set(question),
        ..Default::default()
    })
}

pub(super) fn of_subscriber(row: subscriber::Model) -> Result<Subscriber, Error> {
    Ok(Subscriber {
        id: SubscriberId::new(row.id),
        version: Version::new(row.version),
        address: row.address.map(|text| text.parse()).transpose().map_err(damaged)?,
        language: language(&row.language)?,
        state: serde_json::from_value(row.details).map_err(damaged)?,
    })
}

pub(super) fn entry(of: &Entry) -> Result<consent::Model, DbErr> {
    Ok(consent::Model {
        id: of.id.uuid(),
        subscriber: of.subscriber.uuid(),
        at: stored(of.at),
        language: of.language.code().to_owned(),
        form: of.form.code().to_owned(),
        what: of.what.code().to_owned(),
        entry: json(&of.what)?,
    })
}

pub(super) fn of_entry(row: consent::Model) -> Result<Entry, Error> {
    Ok(Entry {
        id: ConsentId::new(row.id),
        subscriber: SubscriberId::new(row.subscriber),
        at: instant(row.at),
        language: language(&row.language)?,
        form: row.form.parse().map_err(damaged)?,
        what: serde_json::from_value(row.entry).map_err(damaged)?,
    })
}

pub(super) fn of_suppression(row: suppression::Model) -> Result<Suppression, Error> {
    let mark: Digest = row.mark.parse().map_err(damaged)?;
    let reason = Reason::named(&row.reason).ok_or_else(|| damaged(&row.reason))?;
    Ok(Suppression { mark: Mark(mark), reason, at: instant(row.at) })
}

fn language(code: &str) -> Result<Language, Error> {
    code.parse().map_err(damaged)
}
