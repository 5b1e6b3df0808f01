use eframe_core::{Actor, Commit, Decision, Digest, FieldErrors, Language, Timestamp};
use jiff::SignedDuration;
use serde_json::json;

use super::change::{self, Change};
use crate::Refusal;
use crate::model::{Author, Document, Preview, PreviewId};
use crate::permission::{EDIT, PREVIEWED, UNPREVIEWED};

/// Lets somebody without an account read what is in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakePreview {
    /// The language in which it is read.
    pub language: Language,
    /// For so many days.
    pub days: u16,
}

/// Makes a link to what is in the making in a language, whatever that says when the link is followed. It stops by
/// itself, and shows no other text, nor the next edition of this one.
///
/// `open` is how many links of this text are open already, `secret` is the SHA-256 of what the new one holds.
///
/// # Errors
/// When the actor may not, nothing is in the making, the days are not 1 to [`Preview::MOST_DAYS`], or there are enough.
pub fn make_preview(
    document: &Document,
    command: &MakePreview,
    open: usize,
    id: PreviewId,
    secret: Digest,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Preview>, Refusal> {
    actor.require(EDIT)?;
    let MakePreview { language, days } = *command;
    let mut errors = FieldErrors::new();
    let known = (1..=Preview::MOST_DAYS).contains(&days);
    errors.check(known, "days", "cms.desk.field.days.range");
    errors.check(open < Preview::MOST, "days", "cms.desk.field.days.many");
    errors.finish(())?;
    document.draft(language).ok_or(Refusal::NotAtThatStage(None))?;
    let preview = Preview {
        id,
        document: document.id,
        language,
        secret,
        by: Author::of(actor),
        made: now,
        until: now + SignedDuration::from_hours(24 * i64::from(days)),
    };
    let commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .change(Change::Preview(Box::new(preview.clone())))
        .audit(PREVIEWED, change::subject(document.id), facts(&preview));
    Ok(Decision::new(commit, preview))
}

/// Takes a link back: from then on it opens nothing.
///
/// # Errors
/// When the actor may not.
pub fn end_preview(
    document: &Document,
    preview: &Preview,
    actor: &Actor,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(EDIT)?;
    Ok(Commit::by(actor, now)
        .guard(change::hold(document))
        .change(Change::EndPreview(preview.id))
        .audit(UNPREVIEWED, change::subject(document.id), facts(preview)))
}

fn facts(preview: &Preview) -> serde_json::Value {
    json!({ "language": preview.language, "preview": preview.id, "until": preview.until })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::rules::samples::{document, editor, in_review};

    fn made(days: u16, open: usize, language: Language) -> Result<Preview, Refusal> {
        let page = document(in_review(&editor()));
        let (id, secret) = (PreviewId::new(Uuid::from_u128(1)), eframe_core::sha256(b"secret"));
        let command = MakePreview { language, days };
        let now = Timestamp::UNIX_EPOCH;
        let decided = make_preview(&page, &command, open, id, secret, &editor(), now);
        Ok(decided?.outcome)
    }

    #[test]
    fn a_link_opens_something_until_its_last_second_and_no_longer() {
        let preview = made(2, 0, Language::EN).expect("made");
        assert!(preview.is_open(Timestamp::from_second(2 * 86_400 - 1).expect("an instant")));
        assert!(!preview.is_open(Timestamp::from_second(2 * 86_400).expect("an instant")));
    }

    #[test]
    fn days_links_and_what_is_read_are_bounded() {
        for (days, open) in [(0, 0), (31, 0), (1, Preview::MOST)] {
            assert!(matches!(made(days, open, Language::EN), Err(Refusal::Invalid(_))), "{days}");
        }
        let nothing = made(1, 0, Language::KO);
        assert_eq!(nothing, Err(Refusal::NotAtThatStage(None)));
    }
}
