use eframe_core::{Actor, Commit, Decision, FieldErrors, Guard, Language, Timestamp};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::json;

use super::change::{self, Change, DOCUMENTS, MENU_TAG, Standing};
use super::media::hold_shown;
use super::plan::done_by_hand;
use super::review::{approvers, in_the_making};
use crate::Refusal;
use crate::event::{EditionPublished, EditionWithdrawn};
use crate::model::{
    Approval, Care, Document, Edition, End, Ending, Kind, LIMITS, Media, Rule, Rulebook, Stage,
    State, paragraphs,
};
use crate::permission::{PUBLISH, PUBLISHED, WITHDRAWN};

/// What is looked at, besides a document, when something of it goes live or ends.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// Who has to approve what.
    pub book: &'a Rulebook,
    /// The files that the edition in the making shows, as the library has them.
    pub files: &'a [Media],
    /// The document that an end leads to.
    pub target: Option<&'a Document>,
    /// Today, where the site is at home.
    pub today: Date,
}

/// Makes an approved edition live, in place of the one before.
///
/// Whether enough have approved it is asked anew, by the rulebook in force now and where the document stands now: it
/// may have been moved, or the rules tightened, since it was approved. Approvals stay, and count as far as they go: where
/// the rules were eased, those given may be enough for what is still in review.
/// Where the rule of the place says how often its texts are looked through, the next time is reckoned from today.
///
/// # Errors
/// When the actor may not, nothing is approved, what was approved is not what stands there now, more have to approve
/// it, or it shows a file that was retired.
pub fn publish(
    document: &Document,
    language: Language,
    around: &Around<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(PUBLISH)?;
    let mut edition = in_the_making(document, language, &[Stage::InReview, Stage::Approved])?;
    let (stage, rule) =
        (edition.state.stage(), around.book.rule(document.kind, &document.address, language));
    let approvals = edition.approvals().cloned().collect::<Vec<_>>();
    match rule.missing(&edition) {
        None => {}
        Some(_) if stage == Stage::InReview => return Err(Refusal::NotAtThatStage(Some(stage))),
        Some(_) if approvals.is_empty() => return Err(Refusal::ContentChanged),
        Some(missing) => return Err(Refusal::NotYetApproved(missing)),
    }
    let files = hold_shown(around.files)?;
    let facts = json!({ "rule": rule, "approvedBy": approvers(&approvals) });
    let before = document.live(language);
    // A clock that went back turns no history round.
    let since = before.and_then(|live| live.state.since()).map_or(now, |since| since.max(now));
    edition.state = State::Live { since, approvals };
    let standing = Standing::of(document, &edition);
    let event = EditionPublished {
        document: document.id,
        kind: document.kind,
        language,
        number: edition.number,
        address: document.address.clone(),
        title: edition.content.title.clone(),
    };
    let renamed = before.is_none_or(|live| live.content.title != edition.content.title);
    let day = edition.content.facts.day();
    let care = care_from(document, rule, &edition, around.today);
    let superseded = before.cloned().map(|live| live.superseded(since));
    let changes = superseded.into_iter().chain([edition]);
    let commit = on_the_surface(document, day, renamed, actor, now);
    let commit = files
        .into_iter()
        .fold(commit, Commit::guard)
        .with_changes(changes.map(|edition| Change::Write(Box::new(edition))))
        .with_changes(care)
        .with_changes(done_by_hand(document, language, "publish", actor, now))
        .audit(PUBLISHED, change::subject(document.id), standing.facts_and(facts))
        .send(&event);
    Ok(Decision::new(commit, standing))
}

/// By when it is to be looked through, where the rule of its place says how often; a later day that somebody chose
/// stays, and so does the person.
fn care_from(document: &Document, rule: &Rule, edition: &Edition, today: Date) -> Option<Change> {
    let days = rule.review_days?;
    let due = today.saturating_add(i32::from(days).days());
    let care = Care {
        office: document.care.office.clone(),
        person: document.care.person.clone().or_else(|| edition.authors.first().cloned()),
        review_by: document.care.review_by.max(Some(due)),
    };
    (care != document.care).then_some(Change::Care { document: document.id, care })
}

/// Takes a live edition down without a word: it is [withdrawn](End::Withdrawn), and its past stays open. What is to take
/// its past along [ends](end) as [gone](End::Gone), which nobody does by the way.
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
    taken_down(document, language, Ending::withdrawn(), None, actor, now)
}

/// Ends what is live in a language. Unless another language is live, its address then answers as `ending` says.
///
/// `target` is the document that it leads to, where it does. It has to be live at that moment: so what leads on never
/// leads back, since whatever leads somewhere is not live.
///
/// # Errors
/// When the actor may not, nothing is live in that language, a withdrawal does not say why, or what it leads to is not
/// live.
pub fn end(
    document: &Document,
    language: Language,
    ending: &Ending,
    target: Option<&Document>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(PUBLISH)?;
    let ending = checked(document, ending, target)?;
    taken_down(document, language, ending, target, actor, now)
}

fn taken_down(
    document: &Document,
    language: Language,
    ending: Ending,
    target: Option<&Document>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    let live = document.live(language).cloned().ok_or(Refusal::NotAtThatStage(None))?;
    // The list goes on by what is still live; what was withdrawn last says the day only when nothing is.
    let others = document.published();
    let mut others = others.iter().filter(|(other, _)| *other != language);
    let day =
        others.next().map_or(live.content.facts.day(), |(_, other)| other.content.facts.day());
    let edition = live.withdrawn(now, ending.clone());
    let standing = Standing::of(document, &edition);
    let event = EditionWithdrawn {
        document: document.id,
        kind: document.kind,
        language,
        number: edition.number,
        address: document.address.clone(),
    };
    let facts = json!({ "ending": ending });
    let mut commit = on_the_surface(document, day, true, actor, now)
        .change(Change::Write(Box::new(edition)))
        .with_changes(done_by_hand(document, language, "end", actor, now))
        .audit(WITHDRAWN, change::subject(document.id), standing.facts_and(facts))
        .send(&event);
    if let Some(target) = target {
        commit = commit.guard(Guard::read(DOCUMENTS, target.id.uuid(), target.version));
    }
    Ok(Decision::new(commit, standing))
}

/// The ending with its note as it is kept.
pub(super) fn checked(
    document: &Document,
    ending: &Ending,
    target: Option<&Document>,
) -> Result<Ending, FieldErrors> {
    let note = paragraphs(&ending.note);
    let mut errors = FieldErrors::new();
    let told = !note.is_empty() || ending.end != End::Withdrawn;
    errors.check(told, "note", "cms.desk.field.ending.untold");
    if note.chars().count() > LIMITS.paragraph {
        let most = vec![("most", LIMITS.paragraph.to_string())];
        errors.add_with("note", "cms.desk.field.long", most);
    }
    if let Some(wanted) = ending.end.target() {
        errors.check(wanted != document.id, "target", "cms.desk.field.ending.itself");
        let live =
            target.is_some_and(|target| target.id == wanted && !target.published().is_empty());
        errors.check(live || wanted == document.id, "target", "cms.desk.field.ending.target");
    }
    errors.finish(Ending { end: ending.end.clone(), note })
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
    // A banner stands above every page.
    match renamed || document.kind == Kind::Banner {
        true => commit.touch(MENU_TAG),
        false => commit,
    }
}

impl Edition {
    fn superseded(self, now: Timestamp) -> Self {
        self.ended(|since, approvals| State::Superseded { since, until: now, approvals })
    }

    fn withdrawn(self, now: Timestamp, ending: Ending) -> Self {
        self.ended(|since, approvals| {
            let until = now.max(since);
            State::Withdrawn { since, until, ending, approvals }
        })
    }

    fn ended(mut self, end: impl FnOnce(Timestamp, Vec<Approval>) -> State) -> Self {
        self.state = match self.state {
            State::Live { since, approvals } => end(since, approvals),
            other => other,
        };
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DocumentId;
    use crate::rules::samples::{approver, document, editor, in_review};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    /// A page that is live, under this id.
    fn live(id: u128) -> Document {
        let mut edition = in_review(&editor());
        edition.document = DocumentId::new(uuid::Uuid::from_u128(id));
        edition.state = State::Live { since: NOW, approvals: Vec::new() };
        let mut page = document(edition.clone());
        let strand = page.strands.get_mut(&Language::EN).expect("English");
        (strand.draft, strand.live) = (None, Some(edition));
        page
    }

    fn ended(
        page: &Document,
        end: End,
        note: &str,
        to: Option<&Document>,
    ) -> Result<State, Refusal> {
        let ending = Ending { end, note: note.to_owned() };
        let decision = super::end(page, Language::EN, &ending, to, &approver(), NOW)?;
        let written = decision.commit.changes().iter().find_map(|change| match change {
            Change::Write(edition) => Some(edition.state.clone()),
            _ => None,
        });
        Ok(written.expect("an edition"))
    }

    #[test]
    fn a_withdrawal_says_why_and_what_is_gone_may_be_silent() {
        let page = live(1);
        let silent = ended(&page, End::Withdrawn, " \u{202E}", None);
        assert!(matches!(silent, Err(Refusal::Invalid(_))), "{silent:?}");
        let told = ended(&page, End::Withdrawn, "The law has changed.\r\n", None).expect("told");
        let State::Withdrawn { ending, .. } = told else { panic!("withdrawn") };
        assert_eq!(ending.note, "The law has changed.");
        assert!(ended(&page, End::Gone, "", None).is_ok());
    }

    #[test]
    fn bad_input_27_nothing_leads_to_itself_nor_to_what_is_not_live() {
        let (page, other) = (live(1), live(2));
        let itself = ended(&page, End::Redirect { to: page.id }, "", Some(&page));
        assert!(matches!(itself, Err(Refusal::Invalid(_))), "{itself:?}");
        let mut down = other.clone();
        down.strands.clear();
        for end in [End::Redirect { to: other.id }, End::Substitute { by: other.id }] {
            let nowhere = ended(&page, end.clone(), "", Some(&down));
            assert!(matches!(nowhere, Err(Refusal::Invalid(_))), "{nowhere:?}");
            assert!(ended(&page, end.clone(), "", None).is_err(), "it does not exist");
            assert!(ended(&page, end, "", Some(&other)).is_ok());
        }
    }
}
