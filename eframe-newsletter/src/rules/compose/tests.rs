use eframe_core::{ActorId, Grant, Scope};
use uuid::Uuid;

use super::*;
use crate::model::{Fallback, IssueId, Source, Status};
use crate::permission::ISSUE_READ;

fn editor() -> Actor {
    let grants = vec![Grant::new(ISSUE_EDIT, Scope::Everywhere)];
    Actor::person(ActorId::new(Uuid::from_u128(1)), "Mina Park", grants)
}

fn issue() -> Issue {
    Issue {
        id: IssueId::new(Uuid::from_u128(2)),
        number: "2026-Q4".parse().unwrap(),
        languages: vec![Language::EN, Language::KO],
        fallback: Fallback::Other(Language::EN),
        status: Status::Draft,
        version: Version::FIRST,
    }
}

fn item(key: &str, address: &str) -> Item {
    let text = ItemText {
        title: format!("Item {key}"),
        summary: String::new(),
        address: address.to_owned(),
    };
    Item { key: key.to_owned(), date: None, texts: [(Language::EN, text)].into(), chosen: true }
}

fn with(block: Block) -> Composition {
    Composition { titles: [(Language::EN, "News".to_owned())].into(), blocks: vec![block] }
}

fn known() -> Known<'static> {
    Known { before: None, given_whole: false, today: jiff::civil::date(2026, 12, 5) }
}

fn composed(composition: Composition) -> Result<Decision<Change, Version>, Refusal> {
    compose(&issue(), known(), composition, &editor(), Timestamp::UNIX_EPOCH)
}

fn news(items: Vec<Item>) -> Composition {
    with(Block::Items { source: Source::News, until: None, items })
}

#[test]
fn only_drafts_are_composed_by_those_who_may() {
    assert!(composed(news(vec![item("1", "https://city.example/en/news/1")])).is_ok());
    let reader = Actor::person(
        ActorId::new(Uuid::from_u128(3)),
        "Reader",
        vec![Grant::new(ISSUE_READ, Scope::Everywhere)],
    );
    let now = Timestamp::UNIX_EPOCH;
    let refused = compose(&issue(), known(), news(Vec::new()), &reader, now).unwrap_err();
    assert!(matches!(refused, Refusal::Denied(_)));
    let given_whole = Known { given_whole: true, ..known() };
    let whole = compose(&issue(), given_whole, news(Vec::new()), &editor(), now).unwrap_err();
    assert_eq!(whole, Refusal::GivenWhole);
    assert_eq!(by_hand(Some(&news(Vec::new()))), Err(Refusal::Composed));
}

#[test]
fn what_cannot_stand_in_a_letter_is_refused_by_its_place() {
    let french = [(Language::FR, "Nouvelles".to_owned())];
    let long = [(Language::EN, "x".repeat(LONGEST_MARKDOWN + 1))];
    let turned = [(Language::EN, "a\u{202e}b".to_owned())];
    let wrong = [
        with(Block::Heading { words: french.into() }),
        with(Block::Heading { words: [(Language::EN, "a\r\nBcc: x".to_owned())].into() }),
        with(Block::Text { markdown: long.into() }),
        with(Block::Text { markdown: turned.into() }),
        news(vec![item("1", "javascript:alert(1)")]),
        news(vec![item("1", "/en/news/1")]),
        news(vec![item("1", "https://a.example/ b")]),
        news(vec![item("1", ""), item("1", "")]),
        news(vec![Item { texts: Localized::new(), ..item("1", "") }]),
        news((0..=MOST_ITEMS).map(|at| item(&at.to_string(), "")).collect()),
    ];
    for composition in wrong {
        let Err(Refusal::Invalid(errors)) = composed(composition.clone()) else {
            panic!("{composition:?}")
        };
        assert_eq!(errors.iter().next().unwrap().field, "blocks.0", "{composition:?}");
    }
}

#[test]
fn an_empty_issue_is_not_ready_nor_is_one_without_its_title() {
    assert_eq!(ready(&issue(), &news(Vec::new())), Err(Refusal::NothingInIt));
    let untitled = Composition { titles: Localized::new(), ..news(vec![item("1", "")]) };
    assert_eq!(ready(&issue(), &untitled), Err(Refusal::Unwritten(vec![Language::EN])));
    assert_eq!(ready(&issue(), &news(vec![item("1", "")])), Ok(()));
}

#[test]
fn what_is_drawn_anew_keeps_its_place_and_stays_left_out() {
    let before = vec![Item { chosen: false, ..item("2", "") }, item("1", ""), item("gone", "")];
    let again =
        redrawn(&before, vec![item("3", ""), item("1", "https://a.example"), item("2", "")]);
    let told: Vec<_> = again.iter().map(|one| (one.key.as_str(), one.chosen)).collect();
    assert_eq!(told, [("2", false), ("1", true), ("3", true)]);
    assert_eq!(again[1].texts.get(Language::EN).unwrap().address, "https://a.example");
}

/// What is made real of it.
fn settled_as(composition: Composition) -> Composition {
    let decided = composed(composition).unwrap();
    match decided.commit.changes() {
        [Change::Issue(IssueChange::Compose { composition, .. })] => composition.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_drawn_for_days_that_have_yet_to_come_but_events() {
    let day = |day| jiff::civil::date(2026, 12, day);
    for (source, until, settled) in [
        (Source::News, day(31), day(5)),
        (Source::Members, day(6), day(5)),
        (Source::Partners, day(4), day(4)),
        (Source::Events, day(31), day(31)),
    ] {
        let items = |until| with(Block::Items { source, until: Some(until), items: Vec::new() });
        assert_eq!(settled_as(items(until)).blocks, items(settled).blocks, "{source:?}");
    }
}
