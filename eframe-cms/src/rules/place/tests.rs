use eframe_core::{Hold, PublicEvent as _, sha256};
use uuid::Uuid;

use super::*;
use crate::model::{Approval, Author, Edition, Rule, State};
use crate::rules::samples::{approver, document, editor, in_review};

const SPOKEN: [Language; 2] = [Language::EN, Language::KO];

fn place<'a>(parent: Option<&'a Document>, reserved: &'a [String]) -> Place<'a> {
    Place { tree: Version::FIRST, parent, reserved, languages: &SPOKEN }
}

#[test]
fn bad_input_25_a_slug_equal_to_a_route_is_refused_for_pages() {
    let reserved = ["members".to_owned()];
    for route in ["desk", "api", "news", "members"] {
        let slug = route.parse::<Slug>().expect("a slug");
        let refused = place(None, &reserved).address(Kind::Page, &slug);
        assert_eq!(refused, Err(Refusal::Reserved(slug.clone())));
        assert!(place(None, &reserved).address(Kind::News, &slug).is_ok());
    }
}

#[test]
fn bad_input_25_a_slug_equal_to_a_language_of_the_site_is_refused_for_pages_at_the_top() {
    for language in SPOKEN {
        let slug = language.code().parse::<Slug>().expect("a slug");
        let refused = place(None, &[]).address(Kind::Page, &slug);
        assert_eq!(refused, Err(Refusal::NamesLanguage(language)));
        assert!(place(None, &[]).address(Kind::News, &slug).is_ok());
        let about = document(in_review(&editor()));
        let below = place(Some(&about), &[]).address(Kind::Page, &slug).expect("a place");
        assert_eq!(below.as_str(), format!("/about/{language}"));
        // What got there before has no room for more.
        let old = at(about, &format!("/{language}"));
        let slug = "offices".parse::<Slug>().expect("a slug");
        let below = place(Some(&old), &[]).address(Kind::Page, &slug);
        assert_eq!(below, Err(Refusal::NamesLanguage(language)));
    }
    // The site does not speak it.
    assert!(place(None, &[]).address(Kind::Page, &"fr".parse().expect("a slug")).is_ok());
}

#[test]
fn only_pages_stand_below_pages() {
    let parent = document(in_review(&editor()));
    let slug = "offices".parse::<Slug>().expect("a slug");
    let below = |kind| place(Some(&parent), &[]).address(kind, &slug);
    assert_eq!(below(Kind::Page).map(String::from), Ok("/about/offices".to_owned()));
    assert_eq!(below(Kind::News), Err(Refusal::NoPlaceThere));
}

#[test]
fn bad_input_26_what_begins_below_a_draft_is_seen_by_whoever_throws_that_away() {
    let hold = |parent: Option<&Document>| place(parent, &[]).keep().hold;
    let draft = document(in_review(&editor()));
    assert_eq!(hold(Some(&draft)), Hold::Write);
    let live = Document { changed: Some(Timestamp::UNIX_EPOCH), ..draft };
    assert_eq!(hold(Some(&live)), Hold::Read, "it stays, whatever is thrown away of it");
    assert_eq!(hold(None), Hold::Read);
}

fn at(document: Document, address: &str) -> Document {
    let address = address.parse::<Address>().expect("an address");
    Document { slug: address.slug(), address, ..document }
}

/// A page that is live at this address, which so many have approved.
fn live(id: u128, address: &str, approvals: u128) -> Document {
    let id = DocumentId::new(Uuid::from_u128(id));
    let mut edition = Edition { document: id, ..in_review(&editor()) };
    let hash = edition.hash();
    let by = |number: u128| Author {
        id: eframe_core::ActorId::new(Uuid::from_u128(100 + number)),
        name: String::new(),
    };
    let at_once = Timestamp::UNIX_EPOCH;
    let given = |number| Approval { by: by(number), at: at_once, hash, offices: Vec::new() };
    let approvals = (0..approvals).map(given).collect();
    edition.state = State::Live { since: at_once, approvals };
    let mut page = at(document(edition.clone()), address);
    let strand = page.strands.get_mut(&Language::EN).expect("English");
    (strand.draft, strand.live) = (None, Some(edition));
    page
}

/// Two people have to approve what stands in `/strict`.
fn book() -> Rulebook {
    let section = Some("/strict".parse().expect("an address"));
    Rulebook::new(vec![Rule { section, need: 2, ..Rule::default() }]).expect("a rulebook")
}

fn moved(
    documents: &[Document],
    book: &Rulebook,
    slug: &str,
    parent: Option<&Document>,
) -> Result<Decision<Change, Placed>, Refusal> {
    let document = &documents[0];
    let command = Relocate {
        parent: parent.map(|parent| parent.id),
        slug: slug.parse().expect("a slug"),
        position: 3,
        expected: document.version,
    };
    let subtree = Subtree { levels: documents.len(), book, documents };
    let (place, now) = (place(parent, &[]), Timestamp::UNIX_EPOCH);
    relocate(document, &command, place, subtree, &approver(), now)
}

#[test]
fn what_is_live_gets_into_a_strict_section_only_as_its_rule_asks() {
    let (strict, strict_of_before) = (live(1, "/strict", 2), live(1, "/strict", 0));
    let lacks = |more: u8, address: &str| -> Result<(), Refusal> {
        let missing = Some(Missing { more, of: Vec::new() });
        let address = address.parse().expect("an address");
        let lacking = Lacking { address, language: Language::EN, missing, translations: vec![] };
        Err(Refusal::LacksThere(vec![lacking]))
    };
    let told = |result: Result<Decision<Change, Placed>, Refusal>| result.map(|_| ());

    let easy = [live(2, "/easy", 1)];
    assert_eq!(told(moved(&easy, &book(), "easy", Some(&strict))), lacks(1, "/easy"));
    assert_eq!(told(moved(&easy, &book(), "strict", None)), lacks(1, "/easy"), "by its slug");
    assert_eq!(told(moved(&easy, &book(), "easier", None)), Ok(()), "within what is easy");
    assert_eq!(told(moved(&easy, &book(), "easy", None)), Ok(()), "its position alone");
    let imported = [live(2, "/easy", 0)];
    assert_eq!(told(moved(&imported, &book(), "easy", Some(&strict))), lacks(2, "/easy"));
    assert_eq!(told(moved(&imported, &book(), "easier", None)), Ok(()), "nobody asks for more");
    let approved = [live(2, "/easy", 2)];
    assert_eq!(told(moved(&approved, &book(), "easy", Some(&strict))), Ok(()));
    let draft = [at(document(in_review(&editor())), "/easy")];
    assert_eq!(told(moved(&draft, &book(), "easy", Some(&strict))), Ok(()), "it is asked later");
    // What stood there when the rule came may leave it.
    assert_eq!(told(moved(&[strict_of_before], &book(), "free", None)), Ok(()));

    let below = [live(2, "/easy", 2), live(3, "/easy/below", 1)];
    assert_eq!(told(moved(&below, &book(), "strict", None)), lacks(1, "/easy/below"));
}

#[test]
fn what_moves_along_into_a_strict_section_is_held_against_being_published_meanwhile() {
    let mut child = at(document(in_review(&editor())), "/easy/below");
    child.id = DocumentId::new(Uuid::from_u128(9));
    let both = [live(2, "/easy", 2), child.clone()];
    let decision = moved(&both, &book(), "strict", None).expect("moved");
    let held = decision.commit.guards().iter().filter(|guard| guard.id == child.id.uuid());
    assert_eq!(held.map(|guard| guard.hold).collect::<Vec<_>>(), [Hold::Write]);
    let decision = moved(&both, &book(), "easier", None).expect("moved");
    assert!(decision.commit.guards().iter().all(|guard| guard.id != child.id.uuid()));
}

#[test]
fn a_rule_that_asks_for_translations_is_asked_too() {
    let section = Some("/strict".parse().expect("an address"));
    let rule = Rule { section, translations: vec![Language::KO], ..Rule::default() };
    let book = Rulebook::new(vec![rule]).expect("a rulebook");
    let mut page = live(2, "/easy", 1);
    let refused = moved(std::slice::from_ref(&page), &book, "strict", None);
    let Err(Refusal::LacksThere(lacking)) = refused else { panic!("{refused:?}") };
    assert_eq!(
        (lacking[0].missing.as_ref(), &*lacking[0].translations),
        (None, &[Language::KO][..])
    );
    let korean = page.strands[&Language::EN].clone();
    page.strands.insert(Language::KO, korean);
    assert!(moved(&[page], &book, "strict", None).is_ok());
}

#[test]
fn an_approval_of_other_words_opens_no_strict_section() {
    let mut page = live(2, "/easy", 2);
    let strand = page.strands.get_mut(&Language::EN).expect("English");
    let live = strand.live.as_mut().expect("live");
    if let State::Live { approvals, .. } = &mut live.state {
        approvals[0].hash = sha256(b"other words");
    }
    assert!(matches!(moved(&[page], &book(), "strict", None), Err(Refusal::LacksThere(_))));
}

#[test]
fn the_public_hears_of_a_move_that_it_could_see() {
    let told = |page: &Document| {
        let moved = moved(std::slice::from_ref(page), &book(), "who-we-are", None);
        let decision = moved.expect("it may");
        let messages = decision.commit.messages();
        let payload = messages.first().expect("it is told").payload.clone();
        serde_json::from_value::<DocumentMoved>(payload).expect("the event")
    };
    let hidden = told(&document(in_review(&editor())));
    assert!(hidden.languages.is_empty());
    assert_eq!(hidden.facts(), None);
    let page = live(1, "/about", 2);
    let facts = told(&page).facts().expect("everybody is led there");
    let expected = json!({
        "document": page.id, "from": "/about", "to": "/who-we-are", "languages": ["en"],
    });
    assert_eq!(facts, expected);
    // One that was sent by the version before does not say whether anybody could see it.
    let older = json!({ "document": page.id, "from": "/about", "to": "/who-we-are" });
    let older: DocumentMoved = serde_json::from_value(older).expect("it is read");
    assert_eq!(older.facts(), None);
}
