use eframe_core::{Actor, Commit, Decision, FieldErrors, Subject, Timestamp};
use jiff::civil::Date;
use serde_json::json;
use uuid::Uuid;

use super::change::{self, Change, NewInstrument, RoundStanding};
use crate::model::{Author, Edition, Round, RoundId, RoundPhase, RoundState, Snapshot};
use crate::permission::{CLOSED, KEPT, MOVED, OPENED, ROUNDS};
use crate::{Format, Refusal, event};

/// Announces a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRound {
    /// What people call it.
    pub name: String,
    /// Its first day.
    pub opens: Date,
    /// Its last.
    pub closes: Date,
}

/// Changes the name and the days of a round.
pub type Move = OpenRound;

/// How long a round may be called.
const LONGEST: usize = 200;

/// Keeps a document for ever.
///
/// # Errors
/// When the actor may not.
pub fn keep(
    edition: &Edition,
    id: Uuid,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, eframe_core::Digest>, Refusal> {
    actor.require(ROUNDS)?;
    let document = edition.document();
    let facts = json!({
        "instrument": document.id, "edition": document.edition, "sha256": edition.sha256(),
    });
    let commit = Commit::by(actor, now)
        .touch(change::ROUNDS_TAG)
        .change(Change::Keep(Box::new(kept(edition))))
        .audit(KEPT, Subject::of(event::INSTRUMENT, id), facts);
    Ok(Decision::new(commit, edition.sha256()))
}

fn kept(edition: &Edition) -> NewInstrument {
    let document = edition.document();
    NewInstrument {
        sha256: edition.sha256(),
        instrument: document.id.to_string(),
        edition: document.edition.clone(),
        format: match edition.format() {
            Format::Toml => "toml",
            Format::Json => "json",
        },
        text: edition.text().to_owned(),
    }
}

/// Announces a round in which this edition is answered. Its document is kept with it.
///
/// # Errors
/// When the actor may not, or a field is wrong.
pub fn open(
    edition: &Edition,
    command: &OpenRound,
    id: RoundId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, RoundStanding>, Refusal> {
    actor.require(ROUNDS)?;
    let OpenRound { name, opens, closes } = checked(command)?;
    let document = edition.document();
    let round = Round {
        id,
        name,
        instrument: document.id.to_string(),
        edition: document.edition.clone(),
        sha256: edition.sha256(),
        opens,
        closes,
        state: RoundState::Open,
        version: eframe_core::Version::FIRST,
    };
    let facts = json!({
        "instrument": round.instrument, "edition": round.edition, "sha256": round.sha256,
        "opens": opens, "closes": closes,
    });
    let commit = Commit::by(actor, now)
        .touch(change::ROUNDS_TAG)
        .change(Change::Keep(Box::new(kept(edition))))
        .change(Change::Open(Box::new(round)))
        .audit(OPENED, change::about_round(id), facts);
    let commit = change::sent(commit, &event::RoundOpened { round: id });
    let standing = RoundStanding { round: id, version: eframe_core::Version::FIRST };
    Ok(Decision::new(commit, standing))
}

fn checked(command: &OpenRound) -> Result<OpenRound, FieldErrors> {
    let mut errors = FieldErrors::new();
    let name = command.name.trim().to_owned();
    errors.check(!name.is_empty(), "name", "ceds.field.name.empty");
    errors.check(name.chars().count() <= LONGEST, "name", "ceds.field.name.long");
    errors.check(command.opens <= command.closes, "closes", "ceds.field.closes.before");
    errors.finish(OpenRound { name, ..command.clone() })
}

/// Changes the name and the days of a round that is not over.
///
/// # Errors
/// When the actor may not, a field is wrong, or the round is closed.
pub fn reschedule(
    round: &Round,
    command: &Move,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, RoundStanding>, Refusal> {
    actor.require(ROUNDS)?;
    let OpenRound { name, opens, closes } = checked(command)?;
    if round.state != RoundState::Open {
        return Err(Refusal::NotAtThatTime(RoundPhase::Closed));
    }
    let next = Round { name, opens, closes, ..round.clone() };
    let facts = json!({ "opens": opens, "closes": closes });
    let commit = Commit::by(actor, now)
        .touch(change::ROUNDS_TAG)
        .guard(change::write_round(round))
        .change(Change::WriteRound(Box::new(next)))
        .audit(MOVED, change::about_round(round.id), facts);
    Ok(Decision::new(commit, RoundStanding { round: round.id, version: round.version.next() }))
}

/// Closes a round for good. `snapshot` is of the cities that agreed to be compared, and `waiting` how many assessments
/// wait for their review.
///
/// # Errors
/// When the actor may not, its last day is not over, it is closed, or something waits for its review.
pub fn close(
    round: &Round,
    snapshot: Snapshot,
    waiting: u64,
    today: Date,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, RoundStanding>, Refusal> {
    actor.require(ROUNDS)?;
    let phase = round.phase(today);
    if phase != RoundPhase::Review {
        return Err(Refusal::NotAtThatTime(phase));
    }
    if waiting > 0 {
        return Err(Refusal::StillWaiting(waiting));
    }
    let state = RoundState::Closed { by: Author::of(actor), at: now };
    let facts = json!({ "compared": snapshot.cities.len() });
    let commit = Commit::by(actor, now)
        .touch(change::ROUNDS_TAG)
        .guard(change::write_round(round))
        .change(Change::WriteRound(Box::new(Round { state, ..round.clone() })))
        .change(Change::Compare { round: round.id, snapshot: Box::new(snapshot) })
        .audit(CLOSED, change::about_round(round.id), facts);
    let commit = change::sent(commit, &event::RoundClosed { round: round.id });
    Ok(Decision::new(commit, RoundStanding { round: round.id, version: round.version.next() }))
}
