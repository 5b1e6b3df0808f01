use eframe_core::{Action, Actor, Commit, Decision, Digest, FieldErrors, Language, Timestamp};
use serde_json::{Value, json};

use super::change::{self, Change, Standing};
use crate::Refusal;
use crate::event::EditionSubmitted;
use crate::model::{
    Approval, Author, Document, Edition, LIMITS, Returned, Rulebook, Stage, State, paragraphs,
};
use crate::permission::{APPROVE, APPROVED, EDIT, RETURNED, SUBMITTED};

/// Hands a draft in, for somebody else to read.
///
/// # Errors
/// When the actor may not, or there is no draft to hand in.
pub fn submit(
    document: &Document,
    language: Language,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(EDIT)?;
    let mut edition = in_the_making(document, language, &[Stage::Draft])?;
    edition.state = State::InReview { by: Author::of(actor), at: now, approvals: Vec::new() };
    let event = EditionSubmitted {
        document: document.id,
        kind: document.kind,
        language,
        number: edition.number,
        title: edition.content.title.clone(),
    };
    let decision = step(document, edition, SUBMITTED, Value::Null, actor, now);
    Ok(Decision::new(decision.commit.send(&event), decision.outcome))
}

/// Approves exactly what the reviewer read: `hash` is the fingerprint they were shown. It is approved once as many
/// have done so as the rule of its place asks for; until then it stays in review.
///
/// An edition that was approved under a rulebook of before, and lacks somebody by the one in force, takes further
/// approvals.
///
/// # Errors
/// When the actor may not, wrote any of it themselves, approved it before, is not one whom the rule asks for, nothing
/// waits for them, or the words are not those any more.
pub fn approve(
    document: &Document,
    language: Language,
    hash: Digest,
    book: &Rulebook,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(APPROVE)?;
    let mut edition = in_the_making(document, language, &[Stage::InReview, Stage::Approved])?;
    let rule = book.rule(document.kind, &document.address, language);
    let stage = edition.state.stage();
    // Where the rulebook was eased since, those who did are enough: it is published as it stands.
    let Some(missing) = rule.missing(&edition) else {
        return Err(Refusal::NotAtThatStage(Some(stage)));
    };
    if rule.four_eyes && edition.is_by(actor) {
        return Err(Refusal::OwnWork);
    }
    if edition.hash() != hash {
        return Err(Refusal::ContentChanged);
    }
    let before = edition.approvals().cloned().collect::<Vec<_>>();
    if before.iter().any(|approval| approval.by.id == actor.id()) {
        return Err(Refusal::AlreadyApproved);
    }
    let held = book.offices().into_iter().filter(|office| actor.holds_office(office));
    let offices = held.map(str::to_owned).collect::<Vec<_>>();
    if !missing.of.is_empty() && !missing.of.iter().any(|office| offices.contains(office)) {
        return Err(Refusal::NotAsked(missing));
    }
    let own = Approval { by: Author::of(actor), at: now, hash, offices };
    let approvals = before.into_iter().chain([own.clone()]).collect::<Vec<_>>();
    edition.state = with_approvals(edition.state, approvals.clone());
    let left = rule.missing(&edition);
    if left.is_none() {
        edition.state = State::Approved { approvals: approvals.clone() };
    }
    let facts = json!({
        "rule": rule,
        "as": own.offices,
        "approvedBy": approvers(&approvals),
        "missing": left.as_ref().map_or(0, |left| left.more),
    });
    let mut decision = step(document, edition, APPROVED, facts, actor, now);
    decision.outcome.missing = left;
    Ok(decision)
}

/// The same state with these approvals.
fn with_approvals(state: State, approvals: Vec<Approval>) -> State {
    match state {
        State::InReview { by, at, .. } => State::InReview { by, at, approvals },
        _ => State::Approved { approvals },
    }
}

/// Who approved, for the audit log.
pub(super) fn approvers(approvals: &[Approval]) -> Value {
    json!(approvals.iter().map(|approval| approval.by.id).collect::<Vec<_>>())
}

/// Gives an edition back to its authors, saying what is to be mended.
///
/// # Errors
/// When the actor may not, says nothing, or there is nothing to give back.
pub fn give_back(
    document: &Document,
    language: Language,
    note: &str,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(APPROVE)?;
    let note = paragraphs(note);
    let mut errors = FieldErrors::new();
    errors.check(!note.is_empty(), "note", "cms.desk.field.return.empty");
    if note.chars().count() > LIMITS.paragraph {
        errors.add_with(
            "note",
            "cms.desk.field.long",
            vec![("most", LIMITS.paragraph.to_string())],
        );
    }
    errors.finish(())?;
    let mut edition = in_the_making(document, language, &[Stage::InReview, Stage::Approved])?;
    let returned = Returned { by: Author::of(actor), at: now, note: note.clone() };
    edition.state = State::Draft { returned: Some(returned) };
    Ok(step(document, edition, RETURNED, json!({ "note": note }), actor, now))
}

/// The edition in the making, when it is at one of these stages.
pub(super) fn in_the_making(
    document: &Document,
    language: Language,
    stages: &[Stage],
) -> Result<Edition, Refusal> {
    let draft = document.draft(language);
    match draft {
        Some(edition) if stages.contains(&edition.state.stage()) => Ok(edition.clone()),
        _ => Err(Refusal::NotAtThatStage(draft.map(|edition| edition.state.stage()))),
    }
}

/// Writes an edition in its new state, with the document guarded and the decision on record.
fn step(
    document: &Document,
    edition: Edition,
    action: Action,
    more: Value,
    actor: &Actor,
    now: Timestamp,
) -> Decision<Change, Standing> {
    let standing = Standing::of(document, &edition);
    let facts = standing.facts_and(more);
    let commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .change(Change::Write(Box::new(edition)))
        .audit(action, change::subject(document.id), facts);
    Decision::new(commit, standing)
}

#[cfg(test)]
mod tests {
    use eframe_core::sha256;

    use super::*;
    use crate::rules::samples::{approver, document, editor, in_review};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn nobody_approves_what_they_wrote() {
        let document = document(in_review(&approver()));
        let hash = document.draft(Language::EN).expect("in review").hash();
        let refused =
            approve(&document, Language::EN, hash, &Rulebook::default(), &approver(), NOW);
        assert_eq!(refused, Err(Refusal::OwnWork));
    }

    #[test]
    fn an_approval_holds_for_what_was_read_and_no_other_byte() {
        let document = document(in_review(&editor()));
        let other = approve(
            &document,
            Language::EN,
            sha256(b"other"),
            &Rulebook::default(),
            &approver(),
            NOW,
        );
        assert_eq!(other, Err(Refusal::ContentChanged));

        let hash = document.draft(Language::EN).expect("in review").hash();
        let decision =
            approve(&document, Language::EN, hash, &Rulebook::default(), &approver(), NOW)
                .expect("approved");
        let [Change::Write(edition)] = decision.commit.changes() else { panic!("one edition") };
        assert_eq!(edition.approvals().count(), 1);
        let mut altered = edition.clone();
        altered.content.body = "Who we are. ".into();
        assert_eq!(altered.approvals().count(), 0);
    }

    #[test]
    fn a_text_alone_has_the_fingerprint_it_had_before_there_were_blocks() {
        let mut edition = in_review(&editor());
        let before = "31e830a1153b489019619070d6797d29f03c0cda2de213a95cae92ba0d7ff792";
        assert_eq!(edition.hash().to_string(), before);
        edition.content.body = crate::model::Body::default();
        let before = "c029b793ed0fa90120f5d916ec791a8f68847e6c53587ed9f8347b0e1aa4bfe7";
        assert_eq!(edition.hash().to_string(), before);
    }

    #[test]
    fn a_return_says_what_is_to_be_mended() {
        let document = document(in_review(&editor()));
        let silent = give_back(&document, Language::EN, " ", &approver(), NOW);
        assert!(matches!(silent, Err(Refusal::Invalid(_))));
        let turned = give_back(&document, Language::EN, "mend\u{202E} it\0\r\n", &approver(), NOW);
        let turned = turned.expect("given back");
        let [Change::Write(edition)] = turned.commit.changes() else { panic!("one edition") };
        let State::Draft { returned: Some(returned) } = &edition.state else { panic!("a draft") };
        assert_eq!(returned.note, "mend it");
    }
}
