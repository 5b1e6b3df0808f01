use eframe_ceds::model::Given;
use eframe_ceds::rules::Outcome;
use eframe_ceds::{Error, Refusal};
use eframe_core::Version;

use crate::assess::town::{choice, colleague, officer, parts, save, towns};

#[tokio::test]
async fn two_who_answer_the_same_lose_nothing() {
    for town in towns().await {
        let round = town.round().await;
        let id = town.begun(&officer(1), round).await;
        let first = town.say(&officer(1), id, "gov.leader", 0, choice("2")).await.unwrap();
        assert_eq!((first.version, first.changed), (Version::FIRST, true));
        let stale = town.say(&colleague(1), id, "gov.leader", 0, choice("4")).await;
        let Err(Error::Refused(Refusal::Stale(Some(current)))) = stale else { panic!("{stale:?}") };
        assert_eq!((current.given, current.by.name.as_str()), (choice("2"), "Officer 1"));
        // A lost answer: the same again changes nothing, whichever version it was sent from.
        let again = town.say(&officer(1), id, "gov.leader", 0, choice("2")).await.unwrap();
        assert_eq!((again.version, again.changed), (Version::FIRST, false));
        town.say(&colleague(1), id, "gov.leader", 1, choice("4")).await.unwrap();
        let versions = town.ceds.versions(&officer(1).actor, id, "gov.leader").await.unwrap();
        let given: Vec<_> = versions.iter().map(|one| (one.given.clone(), one.version)).collect();
        assert_eq!(given, [(choice("4"), Version::new(2)), (choice("2"), Version::FIRST)]);
    }
}

#[tokio::test]
async fn a_crowd_that_answers_the_same_first_is_told_of_the_first() {
    for town in towns().await {
        let round = town.round().await;
        let id = town.begun(&officer(1), round).await;
        let levels = ["1", "2", "3", "4", "5"];
        let said = levels.map(|level| {
            let (ceds, level) = (town.ceds.clone(), choice(level));
            tokio::spawn(
                async move { ceds.save(&colleague(1), id, save("gov.board", 0, level)).await },
            )
        });
        let mut saved = 0;
        for one in said {
            match one.await.unwrap() {
                Ok(_) => saved += 1,
                Err(Error::Refused(Refusal::Stale(Some(_)))) => {}
                Err(other) => panic!("{}: {other:?}", town.on.kind),
            }
        }
        assert_eq!(saved, 1, "{}", town.on.kind);
    }
}

#[tokio::test]
async fn bad_input_71_what_is_missing_differs_from_nought_and_from_what_does_not_apply() {
    for town in towns().await {
        let round = town.round().await;
        let id = town.begun(&officer(1), round).await;
        let all = vec![
            save("gov.leader", 0, choice("1")),
            save("gov.board", 0, Given::NotApplicable),
            save("gov.plan", 0, Given::NotRelevant),
            save("gov.voice", 0, Given::Unanswered),
        ];
        let saved = town.ceds.save_all(&officer(1), id, all).await.unwrap();
        assert_eq!(saved[0].outcome, Outcome::Saved { version: Version::FIRST });
        assert_eq!(saved[3].outcome, Outcome::Unchanged { version: Version::new(0) });
        let section = town.ceds.section(&officer(1).actor, id, "governance").await.unwrap();
        assert_eq!((section.progress.due, section.progress.answered), (14, 2));
        let system = "a system that is asked in parts";
        let question = section.edition.document().questions.iter();
        let question = question.clone().find(|one| one.parent.as_str() == "e-admin").expect(system);
        let id_of = question.id.as_str();
        for (given, answered, begun) in [
            (parts(&[("exists", "yes")]), 0, 1),
            (parts(&[("exists", "planned")]), 1, 0),
            (parts(&[("exists", "yes"), ("used", "some"), ("integrated", "all")]), 1, 0),
        ] {
            let now = town.ceds.answer(&officer(1).actor, id, id_of).await.unwrap();
            let version = now.map_or(0, |one| one.version.get());
            town.say(&officer(1), id, id_of, version, given).await.unwrap();
            let section = town.ceds.section(&officer(1).actor, id, "e-admin").await.unwrap();
            assert_eq!((section.progress.answered, section.progress.begun), (answered, begun));
        }
    }
}

#[tokio::test]
async fn bad_input_68_what_is_no_answer_is_refused_and_nothing_is_kept() {
    for town in towns().await {
        let round = town.round().await;
        let id = town.begun(&officer(1), round).await;
        let number = |number: &str| Given::Number { number: number.to_owned() };
        for given in [choice("6"), choice(""), number("NaN"), parts(&[("exists", "yes")])] {
            if given == choice("") {
                continue;
            }
            let wrong = town.say(&officer(1), id, "gov.leader", 0, given.clone()).await;
            assert!(
                matches!(wrong, Err(Error::Refused(Refusal::Invalid(_)))),
                "{given:?}: {wrong:?}"
            );
        }
        let unknown = town.say(&officer(1), id, "no.such", 0, choice("1")).await;
        assert!(matches!(unknown, Err(Error::Refused(Refusal::Invalid(_)))), "{unknown:?}");
        assert!(town.ceds.answers(&officer(1).actor, id).await.unwrap().is_empty());
    }
}
