use eframe_core::{Actor, Commit, Decision, Guard, Subject, Timestamp};
use serde_json::json;

use super::{Change, Given, SUBSCRIBERS, Standing};
use crate::event::{SUBSCRIBER, Suppressed, Unsubscribed};
use crate::model::{
    ConsentId, Entry, Form, How, Mark, Reason, Stage, State, Subscriber, Suppression, What,
};
use crate::permission::UNSUBSCRIBED;

/// Ends a subscription: from now on nothing is sent, and nothing revives it but a fresh question answered with yes.
/// Whoever ended it before, or is gone, is told the same, and nothing changes.
pub fn unsubscribe(
    subscriber: &Subscriber,
    mark: Option<Mark>,
    how: How,
    given: &Given,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, Standing> {
    let over = matches!(subscriber.state.stage(), Stage::Unsubscribed | Stage::Erased);
    let Some(mark) = mark.filter(|_| !over) else {
        return Decision::new(Commit::by(actor, now), Standing::of(subscriber));
    };
    let ended = Subscriber { state: State::Unsubscribed { at: now, how }, ..subscriber.clone() };
    let form = match how {
        How::Json => Form::Json,
        How::Desk => Form::Desk,
        How::Restored => Form::System,
        How::Link | How::OneClick => Form::Page,
    };
    let entry = Entry {
        id: ConsentId::new(given.entry),
        subscriber: subscriber.id,
        at: now,
        language: subscriber.language,
        form,
        what: What::Ended { how },
    };
    let reason = Reason::Unsubscribed;
    let commit = Commit::by(actor, now)
        .guard(Guard::write(SUBSCRIBERS, subscriber.id.uuid(), subscriber.version))
        .change(Change::Write { subscriber: ended.clone(), mark: Some(mark) })
        .change(Change::Note(entry))
        .change(Change::Suppress { mark, reason })
        .audit(UNSUBSCRIBED, Subject::of(SUBSCRIBER, subscriber.id.uuid()), json!({ "how": how }))
        .send(&Unsubscribed { subscriber: subscriber.id })
        .send(&Suppressed::of(&Suppression { mark, reason, at: now }));
    Decision::new(commit, Standing::of(&ended))
}
