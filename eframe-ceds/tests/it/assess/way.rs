use eframe_ceds::model::{Consent, Stage};
use eframe_ceds::report::Target;
use eframe_ceds::rules::Submit;
use eframe_ceds::{Error, Refusal};
use jiff::SignedDuration;

use crate::assess::town::{choice, colleague, mina, officer, reader, town, towns};

#[tokio::test]
async fn the_whole_way_of_a_city() {
    for town in towns().await {
        let round = town.round().await;
        let id = town.begun(&officer(1), round).await;
        // Half an hour's work: too little for scores.
        town.say(&colleague(1), id, "gov.strategy", 0, choice("3")).await.unwrap();
        let early = town.ceds.submit(&officer(1), id, Submit::default()).await;
        let Err(Error::Refused(Refusal::ManyUnanswered { answered: 1, sections, .. })) = early
        else {
            panic!("{}: {early:?}", town.on.kind);
        };
        assert!(sections.contains(&"governance".to_owned()));
        let own = town.ceds.submit(&colleague(1), id, Submit { anyway: true }).await;
        assert!(matches!(own, Err(Error::Refused(Refusal::Denied(_)))), "{own:?}");
        let standing = town.ceds.submit(&officer(1), id, Submit { anyway: true }).await.unwrap();
        assert_eq!(standing.stage, Stage::Submitted);
        let late = town.say(&colleague(1), id, "gov.strategy", 1, choice("4")).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::NotAtThatStage(Stage::Submitted)))));

        town.ceds.give_back(&mina(), id, "Nothing on systems?").await.unwrap();
        town.say(&colleague(1), id, "gov.strategy", 1, choice("4")).await.unwrap();
        town.ceds.submit(&officer(1), id, Submit { anyway: true }).await.unwrap();
        let own = town.ceds.freeze(&officer(1), id).await;
        assert!(matches!(own, Err(Error::Refused(Refusal::Denied(_)))), "{own:?}");
        let settled = town.ceds.freeze(&mina(), id).await.unwrap();
        assert_eq!(settled.standing.stage, Stage::Frozen);
        let comments = town.ceds.comments(&officer(1).actor, id).await.unwrap();
        assert_eq!(comments[0].text, "Nothing on systems?");
        let frozen = town.ceds.frozen(&officer(1).actor, id).await.unwrap();
        assert_eq!(frozen.scores["gov.strategy"].get(), 75.0);
    }
}

#[tokio::test]
async fn nothing_is_handed_in_while_its_round_closes() {
    for town in towns().await {
        let round = town.round().await;
        let (mut given_back, mut officers) = (Vec::new(), Vec::new());
        for number in 1..=6 {
            let id = town.filled(&officer(number), round, "3").await;
            town.ceds.submit(&officer(number), id, Submit::default()).await.unwrap();
            town.ceds.give_back(&mina(), id, "Really?").await.unwrap();
            given_back.push(id);
            officers.push(officer(number));
        }
        town.on.clock.advance(SignedDuration::from_hours(24 * 8));
        let mut submits = tokio::task::JoinSet::new();
        for (id, officer) in given_back.into_iter().zip(officers) {
            let ceds = town.ceds.clone();
            submits.spawn(async move { ceds.submit(&officer, id, Submit::default()).await });
        }
        let clerk = mina();
        let (closed, handed_in) =
            tokio::join!(town.ceds.close_round(&clerk, round), submits.join_all());
        let waiting = handed_in.iter().filter(|one| one.is_ok()).count();
        assert!(closed.is_err() || waiting == 0, "{closed:?} with {waiting} handed in");
        assert!(closed.is_ok() || waiting > 0, "{closed:?}");
    }
}

#[tokio::test]
async fn bad_input_74_frozen_scores_reproduce_to_the_last_bit() {
    let mut all = Vec::new();
    for town in towns().await {
        let round = town.round().await;
        let id = town.frozen(&officer(1), round, "3", Consent::Nothing).await;
        let again = town.restarted().await;
        assert!(again.comes_out_again(&officer(1).actor, id).await.unwrap(), "{}", town.on.kind);
        let reckoned = again.reckoned(&officer(1).actor, id).await.unwrap();
        let report = reckoned.report(Target::NextStage, &["en"]).unwrap().unwrap();
        let top = report.node("egov").unwrap().score.unwrap();
        assert_eq!(top.to_bits(), reckoned.scores["egov"].to_bits());
        all.push(again.frozen(&officer(1).actor, id).await.unwrap().scores);
    }
    // SQLite and PostgreSQL say the same.
    assert!(all.windows(2).all(|two| two[0] == two[1]));
}

#[tokio::test]
async fn bad_input_37_another_citys_assessment_is_not_there() {
    for town in towns().await {
        let round = town.round().await;
        let id = town.begun(&officer(1), round).await;
        for other in [officer(2), colleague(2), reader()] {
            let read = town.ceds.assessment(&other.actor, id).await;
            assert!(matches!(read, Err(Error::NotFound)), "{read:?}");
            let said = town.say(&other, id, "gov.strategy", 0, choice("3")).await;
            assert!(matches!(said, Err(Error::NotFound)), "{said:?}");
        }
        let list = town.ceds.assessments(&officer(2).actor, None, None, 50).await.unwrap();
        assert_eq!(list, []);
        assert_eq!(town.ceds.assessments(&mina().actor, None, None, 50).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_city_begins_once_in_a_round_and_not_when_it_is_over() {
    for town_of in towns().await {
        let round = town_of.round().await;
        let id = town_of.begun(&officer(1), round).await;
        let command = crate::assess::town::begin(&officer(1));
        let again = town_of.ceds.begin(&officer(1), round, command.clone()).await;
        assert!(matches!(again, Err(Error::Refused(Refusal::AlreadyBegun))), "{again:?}");
        town_of.ceds.withdraw(&officer(1), id).await.unwrap();
        town_of.ceds.begin(&officer(1), round, command.clone()).await.unwrap();
        let theirs = town_of.ceds.begin(&officer(2), round, command.clone()).await;
        assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
        town_of.on.clock.advance(SignedDuration::from_hours(24 * 8));
        let (late, command_of) = (officer(2), crate::assess::town::begin);
        let late = town_of.ceds.begin(&late, round, command_of(&late)).await;
        assert!(matches!(late, Err(Error::Refused(Refusal::NotAtThatTime(_)))));
        assert_eq!(command.organisation, town(1));
    }
}
