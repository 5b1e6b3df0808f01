use eframe_core::{ActorId, Grant, Scope};
use uuid::Uuid;

use super::*;
use crate::model::{Fallback, IssueId, Status};
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
        restored: None,
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
    let titles = [(Language::EN, "News".to_owned())].into();
    Composition { titles, blocks: vec![block], ..Composition::default() }
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
    let heading = [(Language::EN, "a\r\nBcc: x".to_owned())];
    let wrong = [
        ("blocks.0.fr", with(Block::Heading { words: french.into() })),
        ("blocks.0.en", with(Block::Heading { words: heading.into() })),
        ("blocks.0.en", with(Block::Text { markdown: long.into() })),
        ("blocks.0.en", with(Block::Text { markdown: turned.into() })),
        ("blocks.0", news(vec![item("1", "javascript:alert(1)")])),
        ("blocks.0", news(vec![item("1", "/en/news/1")])),
        ("blocks.0", news(vec![item("1", "https://a.example/ b")])),
        ("blocks.0", news(vec![item("1", ""), item("1", "")])),
        ("blocks.0", news(vec![Item { texts: Localized::new(), ..item("1", "") }])),
        ("blocks.0", news((0..=MOST_ITEMS).map(|at| item(&at.to_string(), "")).collect())),
    ];
    for (place, composition) in wrong {
        let Err(Refusal::Invalid(errors)) = composed(composition.clone()) else {
            panic!("{composition:?}")
        };
        assert_eq!(errors.iter().next().unwrap().field, place, "{composition:?}");
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

#[test]
fn each_source_goes_on_from_the_day_through_which_it_was_asked_itself() {
    let day = |day| jiff::civil::date(2026, 11, day);
    let block = |source, until| Block::Items { source, until: Some(until), items: Vec::new() };
    let asked = |days: &[(Source, Date)]| days.iter().copied().collect::<BTreeMap<_, _>>();
    let begun = asked(&[(Source::News, day(1)), (Source::Members, day(1))]);
    let before = Composition { drawn: begun, ..Composition::default() };
    let settled = |blocks: Vec<Block>, drawn: &[(Source, Date)]| {
        let known = Known { before: Some(&before), ..known() };
        let composition = Composition { blocks, drawn: asked(drawn), ..Composition::default() };
        super::settled(composition, known).drawn
    };
    // Members alone are drawn anew: of the news, which had nothing to tell, nothing is said.
    let members = || vec![block(Source::Members, day(20))];
    let both = asked(&[(Source::News, day(1)), (Source::Members, day(20))]);
    assert_eq!(settled(members(), &[]), both);
    // A block that is taken out was told of, and one that is drawn for fewer days was not told of more.
    assert_eq!(settled(Vec::new(), &[]), before.drawn);
    let earlier = vec![block(Source::News, jiff::civil::date(2026, 10, 1))];
    assert_eq!(settled(earlier, &[])[&Source::News], jiff::civil::date(2026, 10, 1));
    let said = settled(members(), &[(Source::News, day(9)), (Source::Events, day(9))]);
    assert_eq!(said, asked(&[(Source::News, day(9)), (Source::Members, day(20))]));
    let ahead = settled(Vec::new(), &[(Source::News, jiff::civil::date(2027, 1, 1))]);
    assert_eq!(ahead[&Source::News], known().today);
}

#[test]
fn what_other_issues_have_it_leave_out_is_known_until_it_is_taken_in_again() {
    let out = |key: &str| Item { chosen: false, ..item(key, "") };
    let by = IssueId::new(uuid::Uuid::from_u128(9));
    let told = |keys: &[&str]| keys.iter().map(|key| (Source::News, (*key).to_owned())).collect();
    let told_by = BTreeMap::from([(by, told(&["1", "2"]))]);
    let before = Composition { told_by, ..news(vec![out("1"), out("2")]) };
    let settled = |items: Vec<Item>| {
        let known = Known { before: Some(&before), ..known() };
        // Neither the desk nor an app says anything of it.
        super::settled(news(items), known).told_by
    };
    assert_eq!(settled(vec![out("2"), out("1")]), before.told_by);
    assert_eq!(settled(vec![item("1", ""), out("2")]), [(by, told(&["2"]))].into());
    assert!(settled(vec![item("1", "")]).is_empty());
}

#[test]
fn what_no_block_holds_fills_others_and_what_no_issue_holds_is_left_to_the_next() {
    let span = Span { from: jiff::civil::date(2026, 9, 1), until: jiff::civil::date(2026, 11, 1) };
    let items = |count: usize| (0..count).map(|at| item(&at.to_string(), "")).collect::<Vec<_>>();
    let counts = |spread: &Spread| {
        spread.blocks.iter().map(|block| block.chosen().count()).collect::<Vec<_>>()
    };
    for (count, blocks) in [(0, vec![0]), (100, vec![100]), (250, vec![100, 100, 50])] {
        let spread = spread(Source::News, span, &items(count));
        assert_eq!((counts(&spread), spread.drawn), (blocks, Some(span.until)));
    }
    let beyond = spread(Source::News, span, &items(1_001));
    assert_eq!((counts(&beyond).len(), beyond.drawn), (MOST_SPREAD, Some(span.from)));
    let issue = Composition {
        blocks: beyond.blocks,
        drawn: [(Source::News, span.from)].into(),
        ..Composition::default()
    };
    let (day, keys) =
        settled_as(issue).drawn_from(Source::News).map(|(day, keys)| (day, keys.len())).unwrap();
    assert_eq!((day, keys), (span.from, 1_000));
    assert_eq!(spread(Source::Events, span, &items(3)).drawn, None);
}
