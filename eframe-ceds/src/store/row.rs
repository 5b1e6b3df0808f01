//! Nouns as rows, and rows as nouns: the one place where both are known.

use eframe_core::block::sea_orm::DbErr;
use eframe_core::block::{instant, stored};
use eframe_core::{OrganisationId, Timestamp, Version};
use serde::Serialize;
use serde_json::Value;

use super::damaged;
use super::table::{answer, assessment, comment, evidence, frozen, instrument, past, round};
use crate::Error;
use crate::model::{
    Answer, AnswerId, Assessment, AssessmentId, Comment, CommentId, Consent, Evidence, EvidenceId,
    Frozen, Round, RoundId,
};
use crate::rules::NewInstrument;

pub(super) fn json<T: Serialize>(value: &T) -> Result<Value, DbErr> {
    serde_json::to_value(value).map_err(|error| DbErr::Json(error.to_string()))
}

pub(super) fn new_instrument(new: &NewInstrument, at: Timestamp) -> instrument::Model {
    instrument::Model {
        sha256: new.sha256.to_string(),
        instrument: new.instrument.clone(),
        edition: new.edition.clone(),
        format: new.format.to_owned(),
        document: new.text.clone(),
        at: stored(at),
    }
}

pub(super) fn new_round(of: &Round) -> Result<round::Model, DbErr> {
    Ok(round::Model {
        id: of.id.uuid(),
        version: of.version.get(),
        name: of.name.clone(),
        instrument: of.instrument.clone(),
        edition: of.edition.clone(),
        sha256: of.sha256.to_string(),
        opens: of.opens.to_string(),
        closes: of.closes.to_string(),
        state: json(&of.state)?,
    })
}

pub(super) fn new_assessment(of: &Assessment) -> Result<assessment::Model, DbErr> {
    Ok(assessment::Model {
        id: of.id.uuid(),
        version: of.version.get(),
        round: of.round.uuid(),
        organisation: of.organisation.uuid(),
        city: of.city.clone(),
        stage: of.state.stage().code().to_owned(),
        state: json(&of.state)?,
        facts: json(&of.facts)?,
        team: json(&of.team)?,
        consent: of.consent.code().to_owned(),
        begun: stored(of.begun),
        changed: stored(of.changed),
    })
}

pub(super) fn new_answer(of: &Answer) -> Result<answer::Model, DbErr> {
    Ok(answer::Model {
        id: of.id.uuid(),
        version: of.version.get(),
        assessment: of.assessment.uuid(),
        question: of.question.clone(),
        given: json(&of.given)?,
        note: of.note.clone(),
        links: json(&of.links)?,
        by: json(&of.by)?,
        at: stored(of.at),
    })
}

pub(super) fn version(of: &answer::Model) -> past::Model {
    past::Model {
        answer: of.id,
        number: of.version,
        given: of.given.clone(),
        note: of.note.clone(),
        links: of.links.clone(),
        by: of.by.clone(),
        at: of.at,
    }
}

pub(super) fn new_evidence(of: &Evidence) -> Result<evidence::Model, DbErr> {
    Ok(evidence::Model {
        id: of.id.uuid(),
        assessment: of.assessment.uuid(),
        question: of.question.clone(),
        blob: of.blob,
        sha256: of.sha256.to_string(),
        file_name: of.file_name.clone(),
        media_type: of.media_type.clone(),
        bytes: i64::try_from(of.bytes).unwrap_or(i64::MAX),
        by: json(&of.by)?,
        at: stored(of.at),
    })
}

pub(super) fn new_comment(of: &Comment) -> Result<comment::Model, DbErr> {
    Ok(comment::Model {
        id: of.id.uuid(),
        assessment: of.assessment.uuid(),
        question: of.question.clone(),
        said: of.text.clone(),
        by: json(&of.by)?,
        at: stored(of.at),
    })
}

pub(super) fn new_frozen(of: &Frozen) -> Result<frozen::Model, DbErr> {
    Ok(frozen::Model {
        assessment: of.assessment.uuid(),
        sha256: of.sha256.to_string(),
        engine: of.engine.clone(),
        inputs: json(&of.inputs)?,
        scores: json(&of.scores)?,
        at: stored(of.at),
    })
}

pub(super) fn round(row: round::Model) -> Result<Round, Error> {
    Ok(Round {
        id: RoundId::new(row.id),
        name: row.name,
        instrument: row.instrument,
        edition: row.edition,
        sha256: row.sha256.parse().map_err(damaged)?,
        opens: row.opens.parse().map_err(damaged)?,
        closes: row.closes.parse().map_err(damaged)?,
        state: serde_json::from_value(row.state).map_err(damaged)?,
        version: Version::new(row.version),
    })
}

pub(super) fn assessment(row: assessment::Model) -> Result<Assessment, Error> {
    Ok(Assessment {
        id: AssessmentId::new(row.id),
        round: RoundId::new(row.round),
        organisation: OrganisationId::new(row.organisation),
        city: row.city,
        facts: serde_json::from_value(row.facts).map_err(damaged)?,
        team: serde_json::from_value(row.team).map_err(damaged)?,
        consent: Consent::named(&row.consent).ok_or_else(|| damaged("an unknown consent"))?,
        state: serde_json::from_value(row.state).map_err(damaged)?,
        begun: instant(row.begun),
        changed: instant(row.changed),
        version: Version::new(row.version),
    })
}

pub(super) fn answer(row: answer::Model) -> Result<Answer, Error> {
    Ok(Answer {
        id: AnswerId::new(row.id),
        assessment: AssessmentId::new(row.assessment),
        question: row.question,
        given: serde_json::from_value(row.given).map_err(damaged)?,
        note: row.note,
        links: serde_json::from_value(row.links).map_err(damaged)?,
        by: serde_json::from_value(row.by).map_err(damaged)?,
        at: instant(row.at),
        version: Version::new(row.version),
    })
}

pub(super) fn evidence(row: evidence::Model) -> Result<Evidence, Error> {
    Ok(Evidence {
        id: EvidenceId::new(row.id),
        assessment: AssessmentId::new(row.assessment),
        question: row.question,
        blob: row.blob,
        sha256: row.sha256.parse().map_err(damaged)?,
        file_name: row.file_name,
        media_type: row.media_type,
        bytes: u64::try_from(row.bytes).map_err(damaged)?,
        by: serde_json::from_value(row.by).map_err(damaged)?,
        at: instant(row.at),
    })
}

pub(super) fn comment(row: comment::Model) -> Result<Comment, Error> {
    Ok(Comment {
        id: CommentId::new(row.id),
        assessment: AssessmentId::new(row.assessment),
        question: row.question,
        text: row.said,
        by: serde_json::from_value(row.by).map_err(damaged)?,
        at: instant(row.at),
    })
}

pub(super) fn frozen(row: frozen::Model) -> Result<Frozen, Error> {
    Ok(Frozen {
        assessment: AssessmentId::new(row.assessment),
        sha256: row.sha256.parse().map_err(damaged)?,
        engine: row.engine,
        inputs: serde_json::from_value(row.inputs).map_err(damaged)?,
        scores: serde_json::from_value(row.scores).map_err(damaged)?,
        at: instant(row.at),
    })
}
