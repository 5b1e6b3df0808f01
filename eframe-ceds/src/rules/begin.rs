use eframe_core::{Actor, Commit, Decision, FieldErrors, OrganisationId, Timestamp, Version};
use serde_json::json;

use super::change::{self, AssessmentStanding, Change, told};
use super::policy::leads;
use crate::Refusal;
use crate::model::{
    Assessment, AssessmentId, Consent, Edition, Facts, Round, RoundPhase, Stage, State,
};
use crate::permission::BEGUN;

/// Begins an assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begin {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// What the city is called.
    pub city: String,
    /// What is known of it.
    pub facts: Facts,
}

/// How long the name of a city may be.
const LONGEST: usize = 200;

/// Begins a city's assessment in a round. It may have one in each; one that was taken back does not count.
///
/// # Errors
/// When the actor may not, the round is not open, or a field is wrong.
pub fn begin(
    (round, today): (&Round, jiff::civil::Date),
    edition: &Edition,
    command: &Begin,
    id: AssessmentId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, AssessmentStanding>, Refusal> {
    leads(actor, command.organisation)?;
    let phase = round.phase(today);
    if phase != RoundPhase::Open {
        return Err(Refusal::NotAtThatTime(phase));
    }
    let city = command.city.trim().to_owned();
    let mut errors = FieldErrors::new();
    errors.check(!city.is_empty(), "city", "ceds.field.city.empty");
    errors.check(city.chars().count() <= LONGEST, "city", "ceds.field.city.long");
    let facts = filled(&command.facts);
    errors.take(edition.takes_facts(&facts));
    errors.finish(())?;
    let assessment = Assessment {
        id,
        round: round.id,
        organisation: command.organisation,
        city,
        facts,
        team: Vec::new(),
        consent: Consent::Nothing,
        state: State::Draft,
        begun: now,
        changed: now,
        version: Version::FIRST,
    };
    let event = told!(Begun, assessment);
    let facts = json!({ "organisation": command.organisation, "round": round.id });
    let commit = Commit::by(actor, now)
        .guard(change::within(round))
        .change(Change::Begin(Box::new(assessment)))
        .audit(BEGUN, change::about(id), facts);
    let standing =
        AssessmentStanding { assessment: id, stage: Stage::Draft, version: Version::FIRST };
    Ok(Decision::new(change::sent(commit, &event), standing))
}

/// Facts without those that say nothing.
pub(super) fn filled(facts: &Facts) -> Facts {
    let facts = facts.iter().map(|(id, text)| (id.clone(), text.trim().to_owned()));
    facts.filter(|(_, text)| !text.is_empty()).collect()
}
