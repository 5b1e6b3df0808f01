use proptest::prelude::*;

use super::*;
use eframe_core::{ActorId, Grant, Scope};

fn mina() -> Actor {
    let grants = [ISSUE_EDIT, ISSUE_SEND].map(|one| Grant::new(one, Scope::Everywhere));
    Actor::person(ActorId::new(uuid::Uuid::from_u128(1)), "Mina Park", grants.to_vec())
}

fn editor() -> Actor {
    let grants = vec![Grant::new(ISSUE_EDIT, Scope::Everywhere)];
    Actor::person(ActorId::new(uuid::Uuid::from_u128(2)), "Editor", grants)
}

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_795_424_400 + minute * 60).unwrap()
}

fn text() -> IssueText {
    IssueText {
        subject: "News".to_owned(),
        html: "<a href=\"{unsubscribe}\">x</a>".to_owned(),
        text: "{unsubscribe}".to_owned(),
    }
}

fn issue(fallback: Fallback) -> Issue {
    let (id, number) = (IssueId::new(uuid::Uuid::from_u128(7)), "2026-Q4".parse().unwrap());
    let languages = [Language::KO, Language::EN, Language::KO];
    draft(id, number, &languages, fallback, &mina(), at(0)).unwrap().outcome
}

fn texts() -> BTreeMap<Language, IssueText> {
    [(Language::EN, text()), (Language::KO, text())].into()
}

fn readers(of: &[Language]) -> BTreeMap<Language, u64> {
    of.iter().map(|language| (*language, 10)).collect()
}

#[test]
fn languages_are_named_once_and_the_fallback_is_one_of_them() {
    let issue = issue(Fallback::Other(Language::EN));
    assert_eq!(issue.languages, [Language::EN, Language::KO]);
    let (id, number) = (issue.id, issue.number);
    let wrong = draft(id, number, &[Language::KO], Fallback::Other(Language::EN), &mina(), at(0));
    assert!(matches!(wrong, Err(Refusal::Invalid(_))));
    assert!(draft(id, number, &[], Fallback::Block, &mina(), at(0)).is_err());
}

#[test]
fn an_issue_is_ordered_by_whoever_may_send_when_it_lacks_nothing() {
    let issue = issue(Fallback::Block);
    let known = readers(&[Language::EN, Language::KO]);
    let denied = order(&issue, &texts(), &known, &editor(), at(1));
    assert!(matches!(denied, Err(Refusal::Denied(_))));
    let mut half = texts();
    half.remove(&Language::KO);
    let unwritten = order(&issue, &half, &known, &mina(), at(1));
    assert_eq!(unwritten.unwrap_err(), Refusal::Unwritten(vec![Language::KO]));
    let french = readers(&[Language::EN, Language::FR]);
    let untranslated = order(&issue, &texts(), &french, &mina(), at(1));
    assert_eq!(untranslated.unwrap_err(), Refusal::Untranslated(vec![Language::FR]));
    let nobody = order(&issue, &texts(), &BTreeMap::new(), &mina(), at(1));
    assert_eq!(nobody.unwrap_err(), Refusal::NoReaders);
    let ordered = order(&issue, &texts(), &known, &mina(), at(1)).unwrap();
    let facts = &ordered.commit.entries()[0].facts;
    assert_eq!(facts["digest"], digest(&texts()).to_string());
}

#[test]
fn a_text_holds_each_readers_way_out_and_its_subject_is_one_line() {
    let issue = issue(Fallback::Block);
    for wrong in [
        IssueText { subject: "a\r\nBcc: b@c.example".to_owned(), ..text() },
        IssueText { subject: "a\u{202e}b".to_owned(), ..text() },
        IssueText { subject: " ".to_owned(), ..text() },
        IssueText { text: "no way out".to_owned(), ..text() },
        IssueText { html: String::new(), ..text() },
        IssueText { html: "{unsubscribe}".repeat(LONGEST_TEXT / 10), ..text() },
    ] {
        let refused = write_text(&issue, Language::EN, wrong, &mina(), at(0));
        assert!(matches!(refused, Err(Refusal::Invalid(_))));
    }
    assert!(write_text(&issue, Language::FR, text(), &mina(), at(0)).is_err());
    assert!(write_text(&issue, Language::EN, text(), &editor(), at(0)).is_ok());
}

#[test]
fn a_letter_that_mail_programs_do_not_show_whole_is_not_ordered_whichever_form_it_is() {
    let (issue, known) = (issue(Fallback::Block), readers(&[Language::EN]));
    let filled = |bytes: usize| format!("{}{{unsubscribe}}", "x".repeat(bytes - 13));
    let ordered = |english: IssueText| {
        let texts = [(Language::EN, english), (Language::KO, text())].into();
        order(&issue, &texts, &known, &mina(), at(1)).map(drop)
    };
    let most = IssueText { html: filled(LONGEST_TEXT), text: filled(LONGEST_TEXT), ..text() };
    assert_eq!(ordered(most.clone()), Ok(()));
    let bytes = LONGEST_TEXT + 1;
    let refused = Refusal::LetterTooLong { language: Language::EN, bytes, limit: LONGEST_TEXT };
    for longer in [
        IssueText { html: filled(bytes), ..most.clone() },
        IssueText { text: filled(bytes), ..most },
    ] {
        assert_eq!(ordered(longer), Err(refused.clone()));
    }
}

#[test]
fn a_row_that_counted_the_letters_before_a_pause_is_read_as_ever() {
    let frozen = Frozen { at: at(1), by: mina().id(), digest: digest(&texts()), domain: None };
    let going = Status::Sending { frozen, since: at(9) };
    let mut row = json!(going);
    assert_eq!(row.get("before"), None, "nobody asks for it");
    row["before"] = json!(1_200);
    assert_eq!(serde_json::from_value::<Status>(row).unwrap(), going);
}

#[test]
fn letters_that_stay_unsure_are_tried_once_more_by_whoever_may_send() {
    let draft = issue(Fallback::Other(Language::EN));
    let by = mina().id();
    let frozen = Frozen { at: at(1), by, digest: digest(&texts()), domain: None };
    let stands = |status| Issue { status, ..draft.clone() };
    let states = [(crate::model::DeliveryState::Unsure, 3)].into();
    let some = Tally { states, stay_unsure: 3, ..Tally::default() };
    let tried = |status, tally: &Tally, actor: &Actor| {
        once_more(&stands(status), tally, actor, at(9)).map(|decided| {
            let facts = decided.commit.entries()[0].facts.clone();
            (decided.outcome, decided.commit.changes().len(), facts["letters"].clone())
        })
    };
    let sent = || Status::Sent { frozen: frozen.clone(), at: at(5) };
    let paused = || {
        let cause = Cause::Refusals("no".to_owned());
        Status::Paused { frozen: frozen.clone(), at: at(5), cause }
    };
    let going = Status::Sending { frozen: frozen.clone(), since: at(9) };
    assert_eq!(tried(sent(), &some, &mina()), Ok((going, 2, json!(3))), "it goes on for them");
    assert_eq!(tried(paused(), &some, &mina()), Ok((paused(), 1, json!(3))), "it still rests");
    assert_eq!(tried(sent(), &Tally::default(), &mina()), Err(Refusal::NoneUnsure));
    assert!(matches!(tried(sent(), &some, &editor()), Err(Refusal::Denied(_))));
    for status in [
        Status::Draft,
        Status::Queued { frozen: frozen.clone() },
        Status::Cancelled { frozen: frozen.clone(), at: at(5) },
    ] {
        let stage = status.stage();
        assert_eq!(tried(status, &some, &mina()), Err(Refusal::NotAtThatStage(stage)));
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Order,
    Begin,
    Pause,
    Halt,
    Restore,
    Resume,
    Cancel,
    Finish,
    OnceMore,
    Write,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    use Step::{Begin, Cancel, Finish, Halt, OnceMore, Order, Pause, Restore, Resume, Write};
    let all = vec![Order, Begin, Pause, Halt, Restore, Resume, Cancel, Finish, OnceMore, Write];
    proptest::collection::vec(prop::sample::select(all), 1..40)
}

fn status<T>(decided: Result<Decision<Change, T>, Refusal>) -> Option<Status> {
    let decided = decided.ok()?;
    assert_eq!(decided.commit.guards().len(), 1, "every step stands on the issue's version");
    decided.commit.changes().iter().find_map(|change| match change {
        Change::Issue(IssueChange::Status { status, .. }) => Some(status.clone()),
        _ => None,
    })
}

proptest! {
    /// Through every sequence of steps: it is ordered at most once, what was frozen stays, and an end is an end; only for letters
    /// that are tried once more one that was sent goes on.
    #[test]
    fn bad_input_59_an_issue_is_ordered_once_and_what_ended_stays_so(steps in steps()) {
        let mut issue = issue(Fallback::Other(Language::EN));
        let (mut orders, mut frozen) = (0, None);
        let unsure = Tally { stay_unsure: 1, ..Tally::default() };
        for (minute, step) in steps.into_iter().enumerate() {
            let now = at(i64::try_from(minute).unwrap());
            let (before, actor) = (issue.status.clone(), mina());
            let next = match step {
                Step::Order => status(order(&issue, &texts(), &readers(&[Language::EN]), &actor, now)),
                Step::Begin => status(begin(&issue, &format!("d{minute}.example"), &actor, now)),
                Step::Pause => status(pause(&issue, &actor, now)),
                Step::Halt => status(halt(&issue, "no".to_owned(), &actor, now)),
                Step::Restore => {
                    let rests = restored(&before, now);
                    let goes = matches!(before.stage(), IssueStage::Queued | IssueStage::Sending);
                    prop_assert_eq!(rests.is_some(), goes);
                    // What was on its way may have reached somebody in any case, what ended by itself in none.
                    let sent = before.stage() == IssueStage::Sent;
                    prop_assert_eq!(may_have_left(&before, true), goes);
                    prop_assert_eq!(may_have_left(&before, false), !sent);
                    rests
                }
                Step::Resume => status(resume(&issue, 3, &actor, now)),
                Step::Cancel => status(cancel(&issue, 3, &actor, now)),
                Step::Finish => status(finish(&issue, 3, &actor, now)),
                Step::OnceMore => status(once_more(&issue, &unsure, &actor, now)),
                Step::Write => {
                    let written = write_text(&issue, Language::EN, text(), &actor, now);
                    prop_assert_eq!(written.is_ok(), before.stage() == IssueStage::Draft);
                    None
                }
            };
            let Some(next) = next else { continue };
            prop_assert!(before.stage() != IssueStage::Cancelled);
            let goes_on = matches!(step, Step::OnceMore);
            prop_assert_eq!(before.stage() == IssueStage::Sent, goes_on);
            prop_assert!(!goes_on || next.stage() == IssueStage::Sending);
            orders += u32::from(before.stage() == IssueStage::Draft);
            prop_assert!(orders <= 1);
            prop_assert!(next.frozen().is_some());
            let now = next.frozen().map(|frozen| frozen.digest);
            prop_assert!(frozen.is_none() || frozen == now);
            frozen = now;
            // Once letters may leave, their names stand.
            let before = before.frozen().and_then(|frozen| frozen.domain.clone());
            let domain = next.frozen().and_then(|frozen| frozen.domain.clone());
            prop_assert!(before.is_none() || before == domain);
            prop_assert!(domain.is_some() || next.stage() != IssueStage::Sending);
            issue = Issue { status: next, version: issue.version.next(), ..issue };
        }
    }
}
