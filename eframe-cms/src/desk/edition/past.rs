//! The editions so far, on the page of an edition.

use eframe_core::{Language, Timestamp};
use serde::Serialize;

use crate::Error;
use crate::desk::seat::Seat;
use crate::model::{Author, DocumentId, Edition, Stage, State};
use crate::permission::EDIT;

/// So many editions stand on a page of the history.
const PAST: usize = 20;

/// A part of the editions in a language.
pub(super) struct History {
    /// The newest of all. One in the making is that, for its number is the highest.
    pub(super) newest: Edition,
    /// Those of this part, the newest first.
    listed: Vec<Edition>,
    /// Whether there are earlier ones.
    goes_on: bool,
}

/// An edition of the past.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Past {
    number: u32,
    stage: String,
    at: Timestamp,
    who: String,
    approved: String,
    note: String,
    /// How it ended, for the public.
    ended: String,
    /// Where it reads as a new draft; empty for the newest, and for whoever may not write.
    again: String,
    /// Where it stands beside the newest; empty for that.
    compare: String,
}

impl History {
    /// The part that is asked for: those before `?before=`, else the newest.
    pub(super) async fn of(seat: &Seat, id: DocumentId, language: Language) -> Result<Self, Error> {
        let (cms, actor) = (&seat.cms, seat.actor());
        let before = seat.query.one("before").parse().ok();
        let part = cms.history(actor, id, language, before, PAST as u64 + 1).await;
        let mut listed = match part {
            Err(Error::NotFound) if before.is_some() => Vec::new(),
            part => part?,
        };
        let newest = match before {
            Some(_) => cms.history(actor, id, language, None, 1).await?.into_iter().next(),
            None => listed.first().cloned(),
        };
        let goes_on = listed.len() > PAST;
        listed.truncate(PAST);
        Ok(Self { newest: newest.ok_or(Error::NotFound)?, listed, goes_on })
    }

    pub(super) fn lines(&self, seat: &Seat) -> Vec<Past> {
        self.listed.iter().map(|edition| Past::of(seat, edition, &self.newest)).collect()
    }

    /// Where those before these are listed; empty where there are none.
    pub(super) fn older(&self, seat: &Seat) -> String {
        let last = self.listed.last().filter(|_| self.goes_on);
        last.map_or_else(String::new, |Edition { document, language, number, .. }| {
            seat.url(&format!("/{document}/{language}?before={number}"))
        })
    }
}

impl Past {
    fn of(seat: &Seat, edition: &Edition, newest: &Edition) -> Self {
        let approvals = edition.state.approvals();
        let names = edition.authors.iter().map(|Author { name, .. }| name.as_str());
        let Edition { document, language, number, .. } = edition;
        Self {
            number: *number,
            stage: seat.stage(edition.state.stage()),
            at: match &edition.state {
                State::Live { since, .. } => *since,
                State::Superseded { until, .. } | State::Withdrawn { until, .. } => *until,
                State::Approved { approvals } => {
                    approvals.last().map_or(edition.saved, |last| last.at)
                }
                State::InReview { at, .. } => *at,
                State::Draft { .. } => edition.saved,
            },
            who: names.collect::<Vec<_>>().join(", "),
            approved: approvals.iter().map(|one| &*one.by.name).collect::<Vec<_>>().join(", "),
            note: edition.content.note.clone(),
            ended: match &edition.state {
                State::Withdrawn { ending, .. } => ending.note.clone(),
                _ => String::new(),
            },
            again: match edition.state.stage() {
                Stage::Superseded | Stage::Withdrawn if seat.actor().may(EDIT) => {
                    seat.url(&format!("/{document}/{language}/edit?from={number}"))
                }
                _ => String::new(),
            },
            compare: match newest.number {
                newest if newest != *number => {
                    let both = format!("one={language}.{number}&other={language}.{newest}");
                    seat.url(&format!("/{document}/compare?{both}"))
                }
                _ => String::new(),
            },
        }
    }

    pub(super) fn sample() -> Self {
        Self {
            number: 1,
            stage: "Replaced".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            who: "Mina Park".to_owned(),
            approved: "Vera Ivanova".to_owned(),
            note: "A new office".to_owned(),
            ended: "The law has changed".to_owned(),
            again: "/desk/content/1/ko/edit?from=1".to_owned(),
            compare: "/desk/content/1/compare?one=ko.1&other=ko.2".to_owned(),
        }
    }
}
