use eframe_core::{Timestamp, sha256};
use proptest::prelude::*;
use uuid::Uuid;

use super::super::Author;
use super::*;

const OFFICES: [&str; 4] = ["legal", "press", "data", "mayor"];

fn book(rules: serde_json::Value) -> Result<Rulebook, String> {
    serde_json::from_value(serde_json::json!({ "rule": rules })).map_err(|error| error.to_string())
}

fn read(rules: serde_json::Value) -> Rulebook {
    book(rules).expect("a rulebook")
}

fn approval(by: u8, offices: &[&str], said: &[u8]) -> Approval {
    let by = Author { id: ActorId::new(Uuid::from_u128(by.into())), name: String::new() };
    let offices = offices.iter().map(|&office| office.to_owned()).collect();
    Approval { by, at: Timestamp::UNIX_EPOCH, hash: sha256(said), offices }
}

fn missing(rule: &Rule, approvals: &[Approval], authors: &[u8]) -> Option<Missing> {
    let all = approvals.iter().collect::<Vec<_>>();
    let authors = authors.iter().map(|&id| ActorId::new(Uuid::from_u128(id.into())));
    rule.missing_of(&all, &authors.collect::<Vec<_>>(), sha256(b"said"))
}

#[test]
fn the_first_rule_that_is_meant_for_a_text_counts_and_else_the_usual_one() {
    let book = read(serde_json::json!([
        { "section": "/about/statutes", "need": 3 },
        { "section": "/about", "languages": ["ko", "ar"], "need": 2 },
        { "kind": "faq", "need": 1, "four-eyes": false },
    ]));
    let need = |kind, address: &str, language| {
        let address = address.parse().expect("an address");
        book.rule(kind, &address, language).need
    };
    assert_eq!(need(Kind::Page, "/about/statutes/fees", Language::KO), 3);
    assert_eq!(need(Kind::Page, "/about/statutes-old", Language::KO), 2);
    assert_eq!(need(Kind::Page, "/about", Language::EN), 1);
    let usual = book.rule(Kind::News, &"/news/x".parse().expect("an address"), Language::EN);
    assert_eq!(usual, &Rule::default());
    let faq = book.rule(Kind::Faq, &"/faq/x".parse().expect("an address"), Language::EN);
    assert!(!faq.four_eyes && book.lets_authors_approve());
}

#[test]
fn what_is_wrong_with_an_entry_is_said_with_its_number_and_the_remedy() {
    for (rules, said) in [
        (serde_json::json!([{ "need": 10 }]), "rule 1: need is 10; write a number from 1 to 9"),
        (
            serde_json::json!([{ "kind": "faq" }, { "of": ["The Mayor"] }]),
            "rule 2: of names \"The Mayor\"; write a role such as reviewer, or a permission such as city.text.sign",
        ),
        (
            serde_json::json!([{ "need": 2, "of": ["legal"], "distinct": true }]),
            "rule 1: need is 2, and of names 1; name as many offices, or take distinct away",
        ),
        (
            serde_json::json!([{ "section": "/about" }, { "section": "/about/us", "kind": "page" }]),
            "rule 2: never counts, since rule 1 is meant for all of it; put it before that one",
        ),
        (
            serde_json::json!([{ "of": ["legal", "legal"] }]),
            "rule 1: of names \"legal\" twice; write it once",
        ),
        (
            serde_json::json!([{ "review-days": 0 }]),
            "rule 1: review-days is out of reach; write a number from 1 to 3650",
        ),
    ] {
        assert_eq!(book(rules), Err(said.to_owned()));
    }
    for unknown in ["[{\"needs\": 2}]", "[{\"section\": \"about\"}]", "[{\"kind\": \"poem\"}]"] {
        assert!(book(serde_json::from_str(unknown).expect("JSON")).is_err(), "{unknown}");
    }
}

#[test]
fn a_rulebook_is_written_as_it_was_read() {
    let book = read(serde_json::json!([
        { "section": "/about", "kind": "page", "languages": ["ko"], "need": 2, "of": ["legal", "x.y"], "review-days": 90 },
    ]));
    let again = serde_json::to_value(&book).expect("JSON");
    assert_eq!(serde_json::from_value::<Rulebook>(again).expect("read again"), book);
}

#[test]
fn who_holds_two_offices_stands_for_the_one_that_nobody_else_holds() {
    let rule = Rule {
        need: 2,
        of: ["legal", "press"].map(str::to_owned).to_vec(),
        distinct: true,
        ..Rule::default()
    };
    let both = approval(1, &["legal", "press"], b"said");
    let legal = approval(2, &["legal"], b"said");
    let one_more = missing(&rule, std::slice::from_ref(&both), &[]).expect("one more");
    assert_eq!((one_more.more, one_more.of.len()), (1, 2), "either office brings it on");
    assert_eq!(missing(&rule, &[both, legal.clone()], &[]), None);
    let twice_legal = [legal, approval(3, &["legal"], b"said")];
    let open = missing(&rule, &twice_legal, &[]).expect("press is missing");
    assert_eq!(open, Missing { more: 1, of: vec!["press".to_owned()] });
}

/// Whether `need` of these people can stand for another office each, tried out one by one.
fn possible(need: usize, of: &[String], people: &[Vec<String>], taken: &[usize]) -> bool {
    if taken.len() >= need {
        return true;
    }
    let Some((first, rest)) = people.split_first() else { return false };
    let stands = (0..of.len()).any(|office| {
        let free = !taken.contains(&office) && first.contains(&of[office]);
        free && possible(need, of, rest, &[taken, &[office]].concat())
    });
    stands || possible(need, of, rest, taken)
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let of = prop::collection::btree_set(0_usize..4, 0..=4);
    (1_u8..=3, of, any::<bool>(), any::<bool>()).prop_map(|(need, of, distinct, four_eyes)| {
        let distinct = distinct && of.len() >= usize::from(need);
        let of = of.into_iter().map(|at| OFFICES[at].to_owned()).collect();
        Rule { need, of, distinct, four_eyes, ..Rule::default() }
    })
}

#[test]
fn a_rule_asks_for_more_by_each_of_its_parts() {
    let of = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
    let (usual, translations) = (Rule::default(), vec![Language::KO]);
    for stricter in [
        Rule { need: 2, ..Rule::default() },
        Rule { of: of(&["legal"]), ..Rule::default() },
        Rule { translations, ..Rule::default() },
    ] {
        assert!(!stricter.asks_no_more_than(&usual), "{stricter:?}");
        assert!(usual.asks_no_more_than(&stricter), "{stricter:?}");
    }
    let by_author = Rule { four_eyes: false, ..Rule::default() };
    assert!(!usual.asks_no_more_than(&by_author) && by_author.asks_no_more_than(&usual));
    let two = Rule { need: 2, of: of(&["legal", "press"]), ..Rule::default() };
    let apart = Rule { distinct: true, ..two.clone() };
    assert!(!apart.asks_no_more_than(&two) && two.asks_no_more_than(&apart));
}

proptest! {
    #[test]
    fn what_satisfies_a_rule_satisfies_all_that_ask_no_more(
        one in any_rule(), other in any_rule(), author in 0_u8..6,
        held in prop::collection::vec(prop::collection::btree_set(0_usize..4, 0..4), 0..6),
    ) {
        let approvals = held.iter().enumerate().map(|(by, held)| {
            let offices = held.iter().map(|&at| OFFICES[at]).collect::<Vec<_>>();
            approval(by as u8, &offices, b"said")
        }).collect::<Vec<_>>();
        prop_assert!(one.asks_no_more_than(&one));
        if one.asks_no_more_than(&other) && missing(&other, &approvals, &[author]).is_none() {
            prop_assert_eq!(missing(&one, &approvals, &[author]), None);
        }
    }

    #[test]
    fn distinct_offices_are_matched_whenever_they_can_be(
        need in 1_u8..=4,
        held in prop::collection::vec(prop::collection::btree_set(0_usize..4, 0..3), 0..6),
    ) {
        let of = OFFICES.map(str::to_owned).to_vec();
        let rule = Rule { need, of: of.clone(), distinct: true, ..Rule::default() };
        let offices = |held: &BTreeSet<usize>| held.iter().map(|&at| OFFICES[at]).collect::<Vec<_>>();
        let approvals = held.iter().enumerate()
            .map(|(by, held)| approval(by as u8, &offices(held), b"said")).collect::<Vec<_>>();
        let people = approvals.iter().map(|one| one.offices.clone()).collect::<Vec<_>>();
        let met = missing(&rule, &approvals, &[]).is_none();
        prop_assert_eq!(met, possible(need.into(), &of, &people, &[]));
    }

    #[test]
    fn neither_the_same_person_twice_nor_an_author_nor_other_words_count(
        need in 1_u8..=3, people in prop::collection::vec((0_u8..4, any::<bool>()), 0..8), author in 0_u8..4,
    ) {
        let rule = Rule { need, ..Rule::default() };
        let approvals = people.iter()
            .map(|(by, same)| approval(*by, &[], if *same { b"said" } else { b"else" })).collect::<Vec<_>>();
        let counted = people.iter().filter(|(by, same)| *same && *by != author).map(|(by, _)| by);
        let counted = counted.collect::<BTreeSet<_>>().len();
        let more = missing(&rule, &approvals, &[author]).map_or(0, |missing| usize::from(missing.more));
        prop_assert_eq!(more, usize::from(need).saturating_sub(counted));
    }
}
