use eframe_core::{Actor, Commit, Decision, FieldErrors, Language, Timestamp};
use jiff::SignedDuration;
use serde_json::json;

use super::change::{self, Change, Standing};
use super::publish::{Around, checked, end, publish, withdraw};
use crate::Refusal;
use crate::event::PlanParked;
use crate::model::{Act, Author, Clocks, Document, Ending, Moment, Plan, PlanId, PlanState};
use crate::permission::{FIRED, PARKED, PLANNED, PUBLISH, UNPLANNED};

/// Sets a time for something.
#[derive(Clone, Debug, PartialEq)]
pub struct SetPlan {
    /// The language.
    pub language: Language,
    /// What is to happen: an ending, [`Ending::withdrawn`] where it is to be taken down without a word, or else that what
    /// is approved goes live.
    pub ending: Option<Ending>,
    /// When.
    pub when: Moment,
}

/// The furthest ahead that something is planned.
const FURTHEST: SignedDuration = SignedDuration::from_hours(10 * 366 * 24);

/// Who acts when a plan's time has come: what it does was decided by whoever set it.
pub(super) const AGENT: &str = "cms.plan";

/// Sets a time at which an approved edition goes live, or at which what is live ends; in place of another of its kind
/// in that language. What is live stays as it is until then.
///
/// What could not be done now cannot be planned. It is asked again when the time has come. To end what is not live yet
/// can be planned once it is planned to go live before.
///
/// # Errors
/// As [`publish`] and [`end`]; when the time is past, or more than ten years ahead.
pub fn set_plan(
    document: &Document,
    command: &SetPlan,
    given: PlanId,
    around: &Around<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, (Plan, Clocks)>, Refusal> {
    actor.require(PUBLISH)?;
    let SetPlan { language, ending, when } = command;
    let mut errors = FieldErrors::new();
    errors.check(when.at > now, "at", "cms.desk.field.at.past");
    errors.check(when.at.duration_since(now) <= FURTHEST, "at", "cms.desk.field.at.far");
    errors.finish(())?;
    let act = match ending {
        None => {
            let goes = publish(document, *language, around, actor, now)?;
            Act::Publish { number: goes.outcome.number }
        }
        Some(ending) => {
            let goes_live = document.plan(*language, "publish");
            let goes_live = goes_live.filter(|plan| plan.is_waiting() && plan.at < when.at);
            if document.live(*language).is_none() && goes_live.is_none() {
                return Err(Refusal::NotAtThatStage(None));
            }
            Act::End { ending: foreseen(document, ending, around.target)? }
        }
    };
    let plan = Plan {
        id: given,
        document: document.id,
        language: *language,
        act,
        at: when.at,
        by: Author::of(actor),
        set: now,
        state: PlanState::Waiting,
    };
    let facts = json!({ "language": language, "plan": plan.id, "act": plan.act, "at": plan.at });
    let commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .with_changes(done_by_hand(document, *language, plan.act.code(), actor, now))
        .change(Change::Plan(Box::new(plan.clone())))
        .audit(PLANNED, change::subject(document.id), facts);
    Ok(Decision::new(commit, (plan, when.clocks)))
}

/// The ending as the plan keeps it: what is taken down without a word needs none here either.
fn foreseen(
    document: &Document,
    ending: &Ending,
    target: Option<&Document>,
) -> Result<Ending, FieldErrors> {
    if is_unworded(ending) { Ok(Ending::withdrawn()) } else { checked(document, ending, target) }
}

fn is_unworded(ending: &Ending) -> bool {
    *ending == Ending::withdrawn()
}

/// Takes an open plan back.
///
/// # Errors
/// When the actor may not, or there is none.
pub fn cancel_plan(
    document: &Document,
    language: Language,
    act: &str,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Plan>, Refusal> {
    actor.require(PUBLISH)?;
    let plan = document.plan(language, act).ok_or(Refusal::NotAtThatStage(None))?;
    let plan = plan.clone().in_state(PlanState::Cancelled { by: Author::of(actor), at: now });
    let facts = json!({ "language": language, "plan": plan.id, "act": plan.act, "at": plan.at });
    let commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .change(Change::Plan(Box::new(plan.clone())))
        .audit(UNPLANNED, change::subject(document.id), facts);
    Ok(Decision::new(commit, plan))
}

/// Carries a plan out whose time has come, by the rules in force now.
///
/// # Errors
/// Whatever is in its way: then it is to be [parked](park_plan).
pub fn fire_plan(
    document: &Document,
    plan: &Plan,
    around: &Around<'_>,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    let agent = Actor::system(AGENT);
    // Not done by hand: it would be taken back instead of being done.
    let mut alone = document.clone();
    alone.plans.retain(|other| other.id != plan.id);
    let language = plan.language;
    let decision = match &plan.act {
        Act::Publish { number } => {
            let draft = document.draft(language).filter(|draft| draft.number == *number);
            draft.ok_or(Refusal::NotAtThatStage(None))?;
            publish(&alone, language, around, &agent, now)?
        }
        Act::End { ending } if is_unworded(ending) => withdraw(&alone, language, &agent, now)?,
        Act::End { ending } => end(&alone, language, ending, around.target, &agent, now)?,
    };
    let facts = json!({ "language": language, "plan": plan.id, "act": plan.act, "at": plan.at, "by": plan.by.id });
    let done = plan.clone().in_state(PlanState::Done { at: now });
    let commit = decision.commit.change(Change::Plan(Box::new(done))).audit(
        FIRED,
        change::subject(document.id),
        facts,
    );
    Ok(Decision::new(commit, decision.outcome))
}

/// Sets a plan aside that cannot be carried out, for somebody to look at, and lets whoever set it know. `why` is
/// the end of a message's key.
pub fn park_plan(document: &Document, plan: &Plan, why: &str, now: Timestamp) -> Commit<Change> {
    let facts = json!({ "language": plan.language, "plan": plan.id, "act": plan.act, "at": plan.at, "why": why });
    let event = PlanParked { document: document.id, plan: plan.id, by: plan.by.id };
    let parked = plan.clone().in_state(PlanState::Parked { at: now, why: why.to_owned() });
    Commit::by(&Actor::system(AGENT), now)
        .guard(change::hold(document))
        .change(Change::Plan(Box::new(parked)))
        .audit(PARKED, change::subject(document.id), facts)
        .send(&event)
}

/// What is in the way of a plan, as the end of a message's key.
pub fn obstacle(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NotAtThatStage(_) => "stage",
        Refusal::ContentChanged => "changed",
        Refusal::NotYetApproved(_) => "approval",
        Refusal::Unfit(_) | Refusal::Retired => "unfit",
        Refusal::Invalid(_) => "target",
        _ => "other",
    }
}

/// The open plan of this kind, taken back because it was done by hand, or because another takes its place.
pub(super) fn done_by_hand(
    document: &Document,
    language: Language,
    act: &str,
    actor: &Actor,
    now: Timestamp,
) -> Option<Change> {
    let plan = document.plan(language, act)?.clone();
    let cancelled = PlanState::Cancelled { by: Author::of(actor), at: now };
    Some(Change::Plan(Box::new(plan.in_state(cancelled))))
}

impl Plan {
    fn in_state(self, state: PlanState) -> Self {
        Self { state, ..self }
    }
}
