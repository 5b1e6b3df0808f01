use eframe_core::{Actor, Commit, Decision, FieldErrors, Language, Timestamp, Version};

use super::change::{self, Change, Standing};
use crate::Refusal;
use crate::model::{Author, Content, Document, Edition, EditionId, State, Strand};
use crate::permission::EDIT;

/// Saves what somebody wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// The language it is in.
    pub language: Language,
    /// The revision the writer began from; 0 where nothing was written before.
    pub expected: Version,
    /// What it says.
    pub content: Content,
}

/// Saves the draft of a language, or begins the next edition, `new`, where there is none in the making.
///
/// Saving changes nothing when nothing is different; else it takes an edition that was in review, or even
/// approved, back to being a draft. Saves are not decisions, so they leave no audit entry.
///
/// # Errors
/// When the actor may not, or somebody saved since: then with their text, so that both can be offered.
pub fn save(
    document: &Document,
    command: &Save,
    new: EditionId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(EDIT)?;
    if command.content.facts.kind() != document.kind {
        return Err(FieldErrors::one("kind", "cms.desk.field.kind.other").into());
    }
    let strand = document.strand(command.language);
    if command.expected != strand.revision {
        let newest = strand.draft.or(strand.live);
        return Err(Refusal::StaleDraft {
            revision: strand.revision,
            newest: newest.map(Box::new),
        });
    }
    let commit = Commit::by(actor, now);
    let edition = match strand.draft {
        Some(draft) if draft.content == command.content => {
            return Ok(Decision::new(commit, Standing::of(document, &draft)));
        }
        Some(draft) => draft.rewritten(command.content.clone(), actor, now),
        None => Edition {
            id: new,
            document: document.id,
            language: command.language,
            number: strand.last + 1,
            revision: first_of(document, &strand),
            content: command.content.clone(),
            authors: vec![Author::of(actor)],
            saved: now,
            state: State::Draft { returned: None },
        },
    };
    let standing = Standing::of(document, &edition);
    let commit = commit.guard(change::hold(document)).change(Change::Write(Box::new(edition)));
    Ok(Decision::new(commit, standing))
}

/// The revision that the next edition begins with. What was thrown away in this language leaves nothing behind that would tell its
/// last one, and the document's version is at least as high.
fn first_of(document: &Document, strand: &Strand) -> Version {
    match strand.last == 0 && !document.strands.is_empty() {
        true => document.version.next(),
        false => strand.revision.next(),
    }
}

impl Edition {
    fn rewritten(mut self, content: Content, actor: &Actor, now: Timestamp) -> Self {
        if !self.is_by(actor) {
            self.authors.push(Author::of(actor));
        }
        let returned = match self.state {
            State::Draft { returned } => returned,
            _ => None,
        };
        Self {
            content,
            revision: self.revision.next(),
            saved: now,
            state: State::Draft { returned },
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Stage;
    use crate::rules::samples::{document, editor, in_review};

    fn save_of(document: &Document, body: &str, expected: i64) -> Save {
        let mut content = document.draft(Language::EN).expect("a draft").content.clone();
        content.body = body.into();
        Save { language: Language::EN, expected: Version::new(expected), content }
    }

    fn saved(document: &Document, command: &Save) -> Result<Decision<Change, Standing>, Refusal> {
        let new = EditionId::new(uuid::Uuid::from_u128(99));
        save(document, command, new, &editor(), Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn bad_input_26_a_stale_save_is_told_what_stands_there_now() {
        let document = document(in_review(&editor()));
        let late = save_of(&document, "mine", 0);
        let refused = saved(&document, &late).unwrap_err();
        let Refusal::StaleDraft { revision, newest } = refused else { panic!("{refused}") };
        assert_eq!(revision, Version::FIRST);
        assert_eq!(newest.expect("theirs").content.body, "Who we are.".into());
    }

    #[test]
    fn a_change_takes_an_edition_out_of_review_and_the_same_words_do_not() {
        let document = document(in_review(&editor()));
        let stage_after =
            |body| saved(&document, &save_of(&document, body, 1)).expect("saved").outcome.stage;
        assert_eq!(stage_after("Who we are."), Stage::InReview);
        assert_eq!(stage_after("Who we are!"), Stage::Draft);
    }
}
