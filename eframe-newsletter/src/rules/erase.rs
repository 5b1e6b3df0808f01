use eframe_core::{Actor, Commit, Decision, Guard, Subject, Timestamp};
use jiff::SignedDuration;
use serde_json::json;

use super::{ANSWERED_WITHIN, Change, Given, SUBSCRIBERS};
use crate::event::{Erased, SUBSCRIBER, Suppressed};
use crate::model::{
    ConsentId, Entry, Form, Mark, Reason, Stage, State, Subscriber, Suppression, What,
};
use crate::permission::ERASED;

/// So long the address of somebody who wants no more is kept: a mail that is under way may still come back.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(28 * 24);

/// Takes an address out of the house: out of its subscriber, whose ledger then names nobody. What stays is the mark, by
/// which an import or a restored backup never brings it back. It may be nobody's: whoever asks for it is never written to.
pub fn erase(
    subscriber: Option<&Subscriber>,
    mark: Mark,
    form: Form,
    given: &Given,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, ()> {
    let reason = Reason::Erased;
    let commit = Commit::by(actor, now).change(Change::Suppress { mark, reason });
    let commit = match subscriber {
        Some(subscriber) => gone(commit, subscriber, form, given, now),
        None => commit,
    };
    Decision::new(commit.send(&Suppressed::of(&Suppression { mark, reason, at: now })), ())
}

/// Takes the address of somebody out of the house for whom its time is over: [`KEPT_FOR`] after they ended their
/// subscription, or because they never answered. Whoever never answered is asked again when they ask again. Nothing
/// where the time is not over.
pub fn forget(
    subscriber: &Subscriber,
    mark: Mark,
    given: &Given,
    actor: &Actor,
    now: Timestamp,
) -> Option<Decision<Change, ()>> {
    match subscriber.state {
        State::Unsubscribed { at, .. } if now >= at + KEPT_FOR => {
            Some(erase(Some(subscriber), mark, Form::System, given, actor, now))
        }
        State::Asked { at, .. } if now >= at + ANSWERED_WITHIN => {
            let commit = Commit::by(actor, now);
            Some(Decision::new(gone(commit, subscriber, Form::System, given, now), ()))
        }
        _ => None,
    }
}

fn gone(
    commit: Commit<Change>,
    subscriber: &Subscriber,
    form: Form,
    given: &Given,
    now: Timestamp,
) -> Commit<Change> {
    if subscriber.state.stage() == Stage::Erased {
        return commit;
    }
    let erased =
        Subscriber { address: None, state: State::Erased { at: now }, ..subscriber.clone() };
    let entry = Entry {
        id: ConsentId::new(given.entry),
        subscriber: subscriber.id,
        at: now,
        language: subscriber.language,
        form,
        what: What::Erased,
    };
    commit
        .guard(Guard::write(SUBSCRIBERS, subscriber.id.uuid(), subscriber.version))
        .change(Change::Write { subscriber: erased, mark: None })
        .change(Change::Note(entry))
        .change(Change::Forget(subscriber.id))
        .audit(ERASED, Subject::of(SUBSCRIBER, subscriber.id.uuid()), json!({ "form": form }))
        .send(&Erased { subscriber: subscriber.id })
}
