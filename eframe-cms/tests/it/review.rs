//! Rules of approval that a city writes, through the services.

use eframe_cms::model::Rulebook;
use eframe_cms::rules::Relocate;
use eframe_cms::{Error, Refusal, ToDo, permission};
use eframe_core::test::ask::{form, get, json as put, send, with};
use eframe_core::{Actor, ActorId, Caller, Grant, Language, Scope};
use http::StatusCode;
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use crate::people::{Desk, desks_with, mina, page, save, vera};

/// A reviewer of these offices.
fn reviewer(number: u128, name: &str, offices: &[&'static str]) -> Actor {
    let rights = [permission::APPROVE, permission::PUBLISH];
    let grants = rights.map(|right| Grant::new(right, Scope::Everywhere)).to_vec();
    Actor::person(ActorId::new(Uuid::from_u128(number)), name, grants)
        .in_roles(offices.iter().copied())
}

fn statutes() -> Rulebook {
    let book = json!({ "rule": [
        { "section": "/statutes", "need": 2, "of": ["legal", "press"], "distinct": true },
        { "kind": "page", "languages": ["ko"], "need": 2 },
    ]});
    serde_json::from_value(book).expect("a rulebook")
}

#[tokio::test]
async fn a_text_is_approved_when_all_offices_of_its_rule_have_approved_just_it() {
    for desk in desks_with(statutes()).await {
        let Desk { cms, test, .. } = &desk;
        let [legal, also, press] =
            [(21, "Li Wei", "legal"), (22, "Ada Cruz", "legal"), (23, "Noor Aziz", "press")]
                .map(|(number, name, office)| Caller::new(reviewer(number, name, &[office])));
        let begun = cms.create(&mina().into(), page("statutes", None)).await.expect("created");
        let (id, en) = (begun.document, Language::EN);
        let handed_in = cms.submit(&mina().into(), id, en).await.expect("handed in");

        let first = cms.approve(&legal, id, en, handed_in.hash).await.expect("the first");
        let missing = first.missing.expect("one more is wanted");
        assert_eq!((missing.more, missing.of.as_slice()), (1, ["press".to_owned()].as_slice()));
        let early = cms.publish(&legal, id, en).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotAtThatStage(_)))), "{early:?}");
        let twice = cms.approve(&legal, id, en, handed_in.hash).await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::AlreadyApproved))), "{twice:?}");
        let same_office = cms.approve(&also, id, en, handed_in.hash).await;
        assert!(
            matches!(same_office, Err(Error::Refused(Refusal::NotAsked(_)))),
            "{same_office:?}"
        );
        let waits = |actor: Actor| async move { cms.waiting(&actor).await.expect("tasks").len() };
        assert_eq!(waits(legal.actor.clone()).await, 0, "{}: it is not asked again", test.kind);
        assert_eq!(waits(press.actor.clone()).await, 1);

        // One byte, and both are void.
        let changed = cms.save(&mina().into(), id, save(1, "First words!")).await.expect("saved");
        let again = cms.submit(&mina().into(), id, en).await.expect("handed in again");
        assert_ne!(again.hash, handed_in.hash);
        let stale = cms.approve(&press, id, en, handed_in.hash).await;
        assert!(matches!(stale, Err(Error::Refused(Refusal::ContentChanged))), "{stale:?}");
        let one = cms.approve(&press, id, en, changed.hash).await.expect("the first of the new");
        assert_eq!(one.missing.expect("legal is wanted").of, ["legal"]);
        let whole = cms.approve(&also, id, en, changed.hash).await.expect("the second");
        assert_eq!(whole.missing, None);
        let tasks = cms.waiting(&legal.actor).await.expect("tasks");
        assert_eq!(tasks[0].to_do, ToDo::Publish);
        cms.publish(&legal, id, en).await.expect("published");
    }
}

#[tokio::test]
async fn a_position_is_changed_without_reading_what_stands_below() {
    for desk in desks_with(statutes()).await {
        let Desk { cms, test, .. } = &desk;
        let about = desk.live_page("about", None).await.document;
        desk.live_page("below", Some(about)).await;
        // Whoever reads it fails.
        desk.spoil("UPDATE cms_edition SET facts = '{}' WHERE title = 'The page below'").await;
        let moved = async |slug: &str, position: i32| {
            let expected = cms.document(&vera(), about).await.expect("there").version;
            let slug = slug.parse().expect("a slug");
            let there = Relocate { parent: None, slug, position, expected };
            cms.relocate(&vera().into(), about, there).await
        };
        let placed = moved("about", 7).await.expect("moved");
        assert_eq!(placed.address.as_str(), "/about", "{}", test.kind);
        let elsewhere = moved("who-we-are", 7).await;
        assert!(matches!(elsewhere, Err(Error::Commit(_))), "{elsewhere:?}");
    }
}

#[tokio::test]
async fn what_waits_for_others_hides_nothing_that_waits_for_one() {
    let book = json!({ "rule": [
        { "section": "/statutes", "need": 1, "of": ["legal"] },
        { "need": 1, "of": ["press"] },
    ]});
    for desk in desks_with(serde_json::from_value(book).expect("a rulebook")).await {
        let Desk { cms, test, .. } = &desk;
        for number in 0..201 {
            let begun = cms.create(&mina().into(), page(&format!("press-{number}"), None)).await;
            let begun = begun.expect("created").document;
            cms.submit(&mina().into(), begun, Language::EN).await.expect("handed in");
        }
        test.clock.advance(SignedDuration::from_hours(1));
        let begun = cms.create(&mina().into(), page("statutes", None)).await.expect("created");
        cms.submit(&mina().into(), begun.document, Language::EN).await.expect("handed in");
        let tasks = cms.waiting(&reviewer(21, "Li Wei", &["legal"])).await.expect("tasks");
        let tasks = tasks.iter().map(|task| (task.to_do, task.document)).collect::<Vec<_>>();
        assert_eq!(tasks, [(ToDo::Review, begun.document)], "{}", test.kind);
        let press = cms.waiting(&reviewer(23, "Noor Aziz", &["press"])).await.expect("tasks");
        assert_eq!(press.len(), 200, "{}", test.kind);
    }
}

#[tokio::test]
async fn bad_input_46_two_reviewers_approve_at_once_and_both_count_once() {
    for desk in desks_with(statutes()).await {
        let Desk { cms, .. } = &desk;
        let legal = Caller::new(reviewer(21, "Li Wei", &["legal"]));
        let press = Caller::new(reviewer(23, "Noor Aziz", &["press"]));
        let begun = cms.create(&mina().into(), page("statutes", None)).await.expect("created");
        let (id, en) = (begun.document, Language::EN);
        let hash = cms.submit(&mina().into(), id, en).await.expect("handed in").hash;
        let all = tokio::join!(
            cms.approve(&legal, id, en, hash),
            cms.approve(&press, id, en, hash),
            cms.approve(&legal, id, en, hash),
        );
        let went = [&all.0, &all.1, &all.2].into_iter().filter(|one| one.is_ok()).count();
        assert_eq!(went, 2, "{all:?}");
        let document = cms.document(&vera(), id).await.expect("there");
        assert_eq!(document.draft(en).expect("approved").approvals().count(), 2);
        cms.publish(&legal, id, en).await.expect("published");
    }
}

#[tokio::test]
async fn what_was_approved_under_easier_rules_waits_for_those_in_force() {
    for desk in desks_with(Rulebook::default()).await {
        let Desk { cms, test, .. } = &desk;
        let legal = Caller::new(reviewer(21, "Li Wei", &["legal"]));
        let press = Caller::new(reviewer(23, "Noor Aziz", &["press"]));
        let begun = cms.create(&mina().into(), page("statutes", None)).await.expect("created");
        let (id, en) = (begun.document, Language::EN);
        let hash = cms.submit(&mina().into(), id, en).await.expect("handed in").hash;
        cms.approve(&press, id, en, hash).await.expect("approved by the usual rule");

        let stricter = crate::people::cms_with(test, statutes());
        let refused = stricter.publish(&legal, id, en).await;
        let Err(Error::Refused(Refusal::NotYetApproved(missing))) = refused else {
            panic!("{refused:?}")
        };
        // What the press officer was when they approved nobody noted: no rule asked.
        assert_eq!(missing.more, 2);
        let tasks = stricter.waiting(&legal.actor).await.expect("tasks");
        assert_eq!(tasks[0].to_do, ToDo::Review);
        stricter.approve(&legal, id, en, hash).await.expect("one of two");
        let other = Caller::new(reviewer(24, "Ida Berg", &["press"]));
        stricter.approve(&other, id, en, hash).await.expect("two of two");
        stricter.publish(&legal, id, en).await.expect("published");
        assert!(stricter.document(&vera(), id).await.expect("there").live(en).is_some());
    }
}

#[tokio::test]
async fn what_has_enough_approvals_by_eased_rules_is_published_from_the_review() {
    for desk in desks_with(statutes()).await {
        let Desk { cms, test, .. } = &desk;
        let press = Caller::new(reviewer(23, "Noor Aziz", &["press"]));
        let begun = cms.create(&mina().into(), page("statutes", None)).await.expect("created");
        let (id, en) = (begun.document, Language::EN);
        let hash = cms.submit(&mina().into(), id, en).await.expect("handed in").hash;
        let one = cms.approve(&press, id, en, hash).await.expect("one of two");
        assert!(one.missing.is_some());
        let early = cms.publish(&press, id, en).await;
        assert!(matches!(early, Err(Error::Refused(Refusal::NotAtThatStage(_)))), "{early:?}");
        let other =
            cms.create(&mina().into(), page("other", None)).await.expect("created").document;
        cms.submit(&mina().into(), other, en).await.expect("handed in");

        // One is enough from now on.
        let eased = crate::people::cms_with(test, Rulebook::default());
        let tasks = eased.waiting(&press.actor).await.expect("tasks");
        let to_do = |of| tasks.iter().find(|task| task.document == of).map(|task| task.to_do);
        assert_eq!((to_do(id), to_do(other)), (Some(ToDo::Publish), Some(ToDo::Review)));
        let path = format!("/{id}/en");
        let shown = send(eased.desk(), &press.actor, Language::EN, get(&path)).await.text;
        assert!(shown.contains(r#"value="publish""#), "{shown}");
        assert!(!shown.contains("Approve exactly this"), "nobody is asked any more: {shown}");
        let nobody = eased.publish(&press, other, en).await;
        assert!(matches!(nobody, Err(Error::Refused(Refusal::NotAtThatStage(_)))), "{nobody:?}");
        eased.publish(&press, id, en).await.expect("published");
        let document = eased.document(&vera(), id).await.expect("there");
        assert_eq!(document.live(en).expect("live").approvals().count(), 1);
    }
}

#[tokio::test]
async fn an_easy_place_is_no_way_into_a_strict_one() {
    for desk in desks_with(statutes()).await {
        let Desk { cms, .. } = &desk;
        let begun = cms.create(&mina().into(), page("easy", None)).await.expect("created");
        let (id, en) = (begun.document, Language::EN);
        let hash = cms.submit(&mina().into(), id, en).await.expect("handed in").hash;
        cms.approve(&vera().into(), id, en, hash).await.expect("approved where it is easy");
        let expected = cms.document(&vera(), id).await.expect("there").version;
        let slug = "statutes".parse().expect("a slug");
        let there = Relocate { parent: None, slug, position: 0, expected };
        cms.relocate(&vera().into(), id, there).await.expect("moved");
        let refused = cms.publish(&vera().into(), id, en).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::NotYetApproved(_)))), "{refused:?}");
    }
}

#[tokio::test]
async fn what_is_live_in_an_easy_place_walks_into_no_strict_one() {
    for desk in desks_with(statutes()).await {
        let Desk { cms, .. } = &desk;
        let kind = &desk.test.kind;
        let easy = desk.live_page("easy", None).await.document;
        let below = desk.live_page("below", Some(easy)).await.document;
        let at = format!("/documents/{easy}/place");
        let read = send(cms.json(), &vera(), Language::EN, get(&at)).await;
        let to = json!({ "slug": "statutes", "position": 0 });
        let request = with(put("PUT", &at, &to), "if-match", read.header("etag"));
        let refused = send(cms.json(), &vera(), Language::EN, request).await;
        let told = refused.json();
        assert_eq!(
            (refused.status, &told["code"]),
            (StatusCode::CONFLICT, &json!("lacks-approval-there")),
            "{kind}: {told}"
        );
        let missing = json!({ "more": 2, "of": ["legal", "press"] });
        let lacking = |path: &str| json!({ "address": path, "language": "en", "missing": missing });
        assert_eq!(told["lacking"], json!([lacking("/easy"), lacking("/easy/below")]));

        // The same by the form, in each language of the desk, with what was typed.
        let version = cms.document(&vera(), easy).await.expect("there").version.to_string();
        let fields = [
            ("version", version.as_str()),
            ("parent", ""),
            ("slug", "statutes"),
            ("position", "0"),
        ];
        for language in [Language::EN, Language::KO, Language::AR] {
            let posted = form(&format!("/{easy}/move"), &fields);
            let refused = send(cms.desk(), &vera(), language, posted).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
            let text = refused.text.replace("&#x2f;", "/");
            assert!(text.contains("/easy (English), /easy/below (English)"), "{kind}: {text}");
            assert!(text.contains("value=\"statutes\""), "what was typed: {text}");
        }

        // To stand elsewhere is free; and once nothing of it is live, so is the strict place.
        let moved = async |slug: &str| {
            let expected = cms.document(&vera(), easy).await.expect("there").version;
            let slug = slug.parse().expect("a slug");
            let there = Relocate { parent: None, slug, position: 0, expected };
            cms.relocate(&vera().into(), easy, there).await
        };
        moved("easier").await.expect("moved");
        for document in [easy, below] {
            cms.withdraw(&vera().into(), document, Language::EN).await.expect("taken down");
        }
        moved("statutes").await.expect("moved");
    }
}

#[tokio::test]
async fn the_desk_and_json_say_who_is_still_asked() {
    for desk in desks_with(statutes()).await {
        let legal = reviewer(21, "Li Wei", &["legal"]);
        let press = reviewer(23, "Noor Aziz", &["press"]);
        let begun = desk.cms.create(&mina().into(), page("statutes", None)).await.expect("created");
        let at = format!("/documents/{}/editions/en", begun.document);
        let ask = async |actor: &Actor, path: &str, body: serde_json::Value| {
            let request = with(put("POST", path, &body), "accept", "application/json");
            send(desk.cms.json(), actor, Language::EN, request).await
        };
        let handed_in = ask(&mina(), &format!("{at}/submit"), json!({})).await;
        let body = json!({ "hash": handed_in.json()["hash"] });
        let first = ask(&legal, &format!("{at}/approve"), body.clone()).await;
        assert_eq!(first.json()["missing"], json!({ "more": 1, "of": ["press"] }));
        assert_eq!(first.json()["stage"], "in-review");
        let twice = ask(&legal, &format!("{at}/approve"), body.clone()).await;
        assert_eq!(
            (twice.status, &twice.json()["code"]),
            (StatusCode::CONFLICT, &json!("already-approved"))
        );
        let stranger = ask(&vera(), &format!("{at}/approve"), body.clone()).await;
        assert_eq!(stranger.status, StatusCode::FORBIDDEN);
        assert_eq!(stranger.json()["code"], "not-asked");

        let shown = |actor: Actor| {
            let path = format!("/{}/en", begun.document);
            let desk = &desk;
            async move { send(desk.cms.desk(), &actor, Language::EN, get(&path)).await.text }
        };
        let to_press = shown(press.clone()).await;
        assert!(to_press.contains("Approve exactly this") && to_press.contains("Li Wei"));
        assert!(to_press.contains("One more person has to approve it, of these offices"));
        let to_legal = shown(legal.clone()).await;
        assert!(!to_legal.contains("Approve exactly this"));
        assert!(to_legal.contains("You have approved this text"));

        let second = ask(&press, &format!("{at}/approve"), body).await;
        assert_eq!(
            (second.json()["stage"].clone(), second.json().get("missing").cloned()),
            (json!("approved"), None)
        );
        let draft = send(desk.cms.json(), &legal, Language::EN, get(&format!("{at}/draft"))).await;
        let offices = draft.json()["approvals"]
            .as_array()
            .expect("approvals")
            .iter()
            .map(|one| one["as"][0].clone())
            .collect::<Vec<_>>();
        assert_eq!(offices, ["legal", "press"]);
    }
}

#[tokio::test]
async fn what_waits_is_told_without_reading_what_texts_say() {
    for desk in desks_with(Rulebook::default()).await {
        let id =
            desk.cms.create(&mina().into(), page("about", None)).await.expect("begun").document;
        desk.cms.submit(&mina().into(), id, Language::EN).await.expect("handed in");
        // Whoever read this would fail.
        desk.spoil("UPDATE cms_edition SET blocks = '{\"no\": \"body\"}'").await;
        assert!(desk.cms.document(&vera(), id).await.is_err());
        let tasks = desk.cms.waiting(&vera()).await.expect("told");
        let told = tasks.iter().map(|task| (task.document, &*task.title)).collect::<Vec<_>>();
        assert_eq!(told, [(id, "The page about")], "on {}", desk.test.kind);
    }
}
