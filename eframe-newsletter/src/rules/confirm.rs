use eframe_core::{Actor, Commit, Decision, Guard, Language, Subject, Timestamp, sha256};
use jiff::SignedDuration;
use serde_json::json;

use super::bounce::BounceChange;
use super::{Change, SUBSCRIBERS, Standing, read_in};
use crate::Refusal;
use crate::event::{Confirmed, SUBSCRIBER};
use crate::model::{ConsentId, Entry, Mark, Question, QuestionId, State, Subscriber, What};
use crate::permission::CONFIRMED;

/// A question that is not answered within this time is answered no more.
pub const ANSWERED_WITHIN: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What somebody says yes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    /// The very words that they read.
    pub text: String,
    /// The language these are in.
    pub language: Language,
    /// The language to read the newsletter in, where one was chosen along with the yes.
    pub reads: Option<Language>,
}

/// Whether this question may be answered now, or was answered with yes.
pub fn is_open(subscriber: &Subscriber, question: QuestionId, now: Timestamp) -> bool {
    let asked = subscriber.state.question().filter(|asked| asked.id == question);
    asked.map_or_else(|| said_yes(subscriber, question), |asked| now < asked.at + ANSWERED_WITHIN)
}

/// Whether this question was answered with yes, and that yes stands.
pub fn said_yes(subscriber: &Subscriber, question: QuestionId) -> bool {
    matches!(subscriber.state, State::Confirmed { consent, .. } if consent.uuid() == question.uuid())
}

/// Takes the yes to a question: once. The ledger keeps the words and their hash; what held mail back before is lifted,
/// since the owner of the address says so, and what bounced before is forgotten. The same answer a second time, by a double
/// click, changes nothing; with another language, that.
///
/// # Errors
/// [`Refusal::LinkDead`] when the question is another one by now, was answered long ago, or is too old.
pub fn confirm(
    subscriber: &Subscriber,
    mark: Mark,
    question: QuestionId,
    agreed: &Agreed,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    if !is_open(subscriber, question, now) {
        return Err(Refusal::LinkDead);
    }
    let asked = subscriber.state.question().filter(|asked| asked.id == question);
    let Some(Question { form, .. }) = asked else {
        // The yes is there; another language may have been chosen behind it.
        return read_in(subscriber, mark, agreed.reads.unwrap_or(subscriber.language), actor, now);
    };
    let consent = ConsentId::new(question.uuid());
    let state = State::Confirmed { consent, at: now, again: None };
    let language = agreed.reads.unwrap_or(subscriber.language);
    let confirmed = Subscriber { state, language, ..subscriber.clone() };
    let sha256 = sha256(agreed.text.as_bytes());
    let entry = Entry {
        id: consent,
        subscriber: subscriber.id,
        at: now,
        language: agreed.language,
        form,
        what: What::Agreed { text: agreed.text.clone(), sha256 },
    };
    let facts = json!({ "consent": consent, "form": form, "sha256": sha256 });
    let commit = Commit::by(actor, now)
        .guard(Guard::write(SUBSCRIBERS, subscriber.id.uuid(), subscriber.version))
        .change(Change::Write { subscriber: confirmed.clone(), mark: Some(mark) })
        .change(Change::Note(entry))
        .change(Change::Release(mark))
        .change(Change::Bounce(BounceChange::Forget(subscriber.id)))
        .audit(CONFIRMED, Subject::of(SUBSCRIBER, subscriber.id.uuid()), facts)
        .send(&Confirmed { subscriber: subscriber.id });
    Ok(Decision::new(commit, Standing::of(&confirmed)))
}
