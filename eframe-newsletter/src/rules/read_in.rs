use eframe_core::{Actor, Commit, Decision, Guard, Language, Timestamp};

use super::{Change, SUBSCRIBERS, Standing};
use crate::Refusal;
use crate::model::{Mark, State, Subscriber};

/// Has whoever gets the newsletter get it in another language, from the next issue on that is ordered. What they said yes to
/// stands as it was.
///
/// # Errors
/// [`Refusal::LinkDead`] when they do not get it.
pub fn read_in(
    subscriber: &Subscriber,
    mark: Mark,
    language: Language,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    if !matches!(subscriber.state, State::Confirmed { .. }) {
        return Err(Refusal::LinkDead);
    }
    let commit = Commit::by(actor, now);
    if subscriber.language == language {
        return Ok(Decision::new(commit, Standing::of(subscriber)));
    }
    let other = Subscriber { language, ..subscriber.clone() };
    let standing = Standing::of(&other);
    let commit = commit
        .guard(Guard::write(SUBSCRIBERS, subscriber.id.uuid(), subscriber.version))
        .change(Change::Write { subscriber: other, mark: Some(mark) });
    Ok(Decision::new(commit, standing))
}
