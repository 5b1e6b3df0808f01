use eframe_core::{Actor, Commit, Decision, Language, Timestamp};
use jiff::civil::Date;
use serde_json::json;

use super::change::{self, Change, MENU_TAG, Standing};
use super::review::{approvers, in_the_making};
use crate::Refusal;
use crate::event::{EditionPublished, EditionWithdrawn};
use crate::model::{Approval, Document, Edition, Rulebook, Stage, State};
use crate::permission::{PUBLISH, PUBLISHED, WITHDRAWN};

/// Makes an approved edition live, in place of the one before.
///
/// Whether enough have approved it is asked anew, by the rulebook in force now and where the document stands now: it
/// may have been moved, or the rules tightened, since it was approved. Approvals stay, and count as far as they go.
///
/// # Errors
/// When the actor may not, nothing is approved, what was approved is not what stands there now, or more have to approve
/// it.
pub fn publish(
    document: &Document,
    language: Language,
    book: &Rulebook,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(PUBLISH)?;
    let mut edition = in_the_making(document, language, &[Stage::Approved])?;
    let approvals = edition.approvals().cloned().collect::<Vec<_>>();
    if approvals.is_empty() {
        return Err(Refusal::ContentChanged);
    }
    let rule = book.rule(document.kind, &document.address, language);
    if let Some(missing) = rule.missing(&edition) {
        return Err(Refusal::NotYetApproved(missing));
    }
    let facts = json!({ "rule": rule, "approvedBy": approvers(&approvals) });
    edition.state = State::Live { since: now, approvals };
    let standing = Standing::of(document, &edition);
    let event = EditionPublished {
        document: document.id,
        kind: document.kind,
        language,
        number: edition.number,
        address: document.address.clone(),
        title: edition.content.title.clone(),
    };
    let before = document.live(language);
    let renamed = before.is_none_or(|live| live.content.title != edition.content.title);
    let day = edition.content.facts.day();
    let superseded = before.cloned().map(|live| live.superseded(now));
    let changes = superseded.into_iter().chain([edition]);
    let commit = on_the_surface(document, day, renamed, actor, now)
        .with_changes(changes.map(|edition| Change::Write(Box::new(edition))))
        .audit(PUBLISHED, change::subject(document.id), standing.facts_and(facts))
        .send(&event);
    Ok(Decision::new(commit, standing))
}

/// Takes a live edition down. Its address then answers that it is gone, unless another language is live.
///
/// # Errors
/// When the actor may not, or nothing is live in that language.
pub fn withdraw(
    document: &Document,
    language: Language,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(PUBLISH)?;
    let live = document.live(language).cloned().ok_or(Refusal::NotAtThatStage(None))?;
    // The list goes on by what is still live; what was withdrawn last says the day only when nothing is.
    let others = document.published();
    let mut others = others.iter().filter(|(other, _)| *other != language);
    let day =
        others.next().map_or(live.content.facts.day(), |(_, other)| other.content.facts.day());
    let edition = live.withdrawn(now);
    let standing = Standing::of(document, &edition);
    let event = EditionWithdrawn {
        document: document.id,
        kind: document.kind,
        language,
        number: edition.number,
        address: document.address.clone(),
    };
    let commit = on_the_surface(document, day, true, actor, now)
        .change(Change::Write(Box::new(edition)))
        .audit(WITHDRAWN, change::subject(document.id), standing.facts())
        .send(&event);
    Ok(Decision::new(commit, standing))
}

/// A commit that shows: guards the document, moves it in its list, drops what was cached of it.
fn on_the_surface(
    document: &Document,
    day: Option<Date>,
    renamed: bool,
    actor: &Actor,
    now: Timestamp,
) -> Commit<Change> {
    let mut commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .change(Change::Surface { document: document.id, day })
        .touch(change::page_tag(document.id))
        .touch(change::list_tag(document.kind));
    if let Some(parent) = document.parent {
        commit = commit.touch(change::page_tag(parent));
    }
    if renamed { commit.touch(MENU_TAG) } else { commit }
}

impl Edition {
    fn superseded(self, now: Timestamp) -> Self {
        self.ended(|since, approvals| State::Superseded { since, until: now, approvals })
    }

    fn withdrawn(self, now: Timestamp) -> Self {
        self.ended(|since, approvals| State::Withdrawn { since, until: now, approvals })
    }

    fn ended(mut self, end: impl FnOnce(Timestamp, Vec<Approval>) -> State) -> Self {
        self.state = match self.state {
            State::Live { since, approvals } => end(since, approvals),
            other => other,
        };
        self
    }
}
