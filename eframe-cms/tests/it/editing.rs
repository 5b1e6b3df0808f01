use eframe_cms::model::Stage;
use eframe_cms::{Error, Found, Refusal, ToDo};
use eframe_core::{Actor, Caller, Language};

use crate::people::{Desk, desks, mina, omar, page, reader, save, vera};

#[tokio::test]
async fn what_one_writes_another_approves_and_everybody_reads() {
    for Desk { cms, .. } in desks().await {
        let (writer, chief) = (Caller::new(mina()), Caller::new(vera()));
        let begun = cms.create(&writer, page("about", None)).await.expect("created");
        let document = begun.document;
        assert!(matches!(cms.find(&Actor::anonymous(), "/about").await, Err(Error::NotFound)));

        let handed_in = cms.submit(&writer, document, Language::EN).await.expect("handed in");
        let waiting = cms.waiting(&vera()).await.expect("waiting");
        assert_eq!(waiting.iter().map(|task| task.to_do).collect::<Vec<_>>(), [ToDo::Review]);
        cms.approve(&chief, document, Language::EN, handed_in.hash).await.expect("approved");
        let live = cms.publish(&chief, document, Language::EN).await.expect("published");
        assert_eq!((live.stage, live.number), (Stage::Live, 1));

        let Ok(Found::Here(found)) = cms.find(&Actor::anonymous(), "/about").await else {
            panic!("it is live")
        };
        assert_eq!(found.live(Language::EN).expect("live").hash(), live.hash);
        assert!(found.live(Language::EN).expect("live").approvals().count() == 1);
    }
}

#[tokio::test]
async fn bad_input_26_concurrent_edit_of_the_same_page() {
    for Desk { cms, .. } in desks().await {
        let (mina, omar) = (Caller::new(mina()), Caller::new(omar()));
        let begun = cms.create(&mina, page("about", None)).await.expect("created");
        let both = tokio::join!(
            cms.save(&mina, begun.document, save(1, "Mina's words")),
            cms.save(&omar, begun.document, save(1, "Omar's words")),
        );
        let (won, lost) = match both {
            (Ok(won), Err(lost)) | (Err(lost), Ok(won)) => (won, lost),
            other => panic!("one of them was first: {other:?}"),
        };
        let Error::Refused(Refusal::StaleDraft { revision, newest }) = lost else {
            panic!("told of the other's text: {lost}")
        };
        assert_eq!(revision, won.revision);
        assert_eq!(newest.expect("the other's text").hash(), won.hash);
    }
}

#[tokio::test]
async fn two_languages_are_edited_at_once_without_a_conflict() {
    for Desk { cms, .. } in desks().await {
        let (mina, omar) = (Caller::new(mina()), Caller::new(omar()));
        let document = cms.create(&mina, page("about", None)).await.expect("created").document;
        let mut korean = save(0, "서울");
        korean.language = Language::KO;
        let both = tokio::join!(
            cms.save(&mina, document, save(1, "Seoul")),
            cms.save(&omar, document, korean),
        );
        assert!(both.0.is_ok() && both.1.is_ok(), "{both:?}");
    }
}

#[tokio::test]
async fn a_changed_byte_voids_the_approval() {
    for Desk { cms, .. } in desks().await {
        let (writer, chief) = (Caller::new(mina()), Caller::new(vera()));
        let document = cms.create(&writer, page("about", None)).await.expect("created").document;
        let handed_in = cms.submit(&writer, document, Language::EN).await.expect("handed in");
        cms.approve(&chief, document, Language::EN, handed_in.hash).await.expect("approved");
        cms.save(&writer, document, save(1, "First words!")).await.expect("saved");
        let refused = cms.publish(&chief, document, Language::EN).await;
        assert!(matches!(
            refused,
            Err(Error::Refused(Refusal::NotAtThatStage(Some(Stage::Draft))))
        ));
    }
}

#[tokio::test]
async fn a_new_edition_supersedes_and_a_withdrawn_one_is_gone() {
    for desk in desks().await {
        let Desk { cms, .. } = &desk;
        let first = desk.live_page("about", None).await;
        let writer = Caller::new(mina());
        let saved = cms.save(&writer, first.document, save(1, "Second words.")).await;
        assert_eq!(saved.expect("saved").number, 2);
        assert_eq!(desk.publish(first.document, Language::EN).await.number, 2);
        let editions =
            cms.history(&vera(), first.document, Language::EN, None, 9).await.expect("history");
        let stages = editions.iter().map(|edition| edition.state.stage()).collect::<Vec<_>>();
        assert_eq!(stages, [Stage::Live, Stage::Superseded]);
        let public =
            cms.history(&reader(), first.document, Language::EN, None, 9).await.expect("live");
        assert_eq!(public.len(), 1);

        let chief = Caller::new(vera());
        cms.withdraw(&chief, first.document, Language::EN).await.expect("withdrawn");
        let gone = cms.find(&Actor::anonymous(), "/about").await;
        assert!(matches!(gone, Ok(Found::Gone(_))), "{gone:?}");
        let again = cms.save(&writer, first.document, save(2, "Third words.")).await;
        assert_eq!(again.expect("begun anew").number, 3);
    }
}

#[tokio::test]
async fn drafts_are_not_there_for_those_who_may_not_see_them() {
    for Desk { cms, .. } in desks().await {
        let document =
            cms.create(&mina().into(), page("about", None)).await.expect("created").document;
        for actor in [Actor::anonymous(), reader()] {
            assert!(matches!(cms.document(&actor, document).await, Err(Error::NotFound)));
            assert!(matches!(cms.find(&actor, "/about").await, Err(Error::NotFound)));
            assert!(matches!(
                cms.history(&actor, document, Language::EN, None, 9).await,
                Err(Error::NotFound)
            ));
            let tried = cms.submit(&actor.clone().into(), document, Language::EN).await;
            assert!(matches!(tried, Err(Error::NotFound)));
            assert!(matches!(cms.waiting(&actor).await, Err(Error::Refused(Refusal::Denied(_)))));
        }
    }
}

#[tokio::test]
async fn bad_input_49_an_edition_goes_live_once_however_often_it_is_published() {
    for desk in desks().await {
        let Desk { cms, .. } = &desk;
        let (writer, chief) = (Caller::new(mina()), Caller::new(vera()));
        let document = cms.create(&writer, page("about", None)).await.expect("created").document;
        let handed_in = cms.submit(&writer, document, Language::EN).await.expect("handed in");
        cms.approve(&chief, document, Language::EN, handed_in.hash).await.expect("approved");
        let publish = || cms.publish(&chief, document, Language::EN);
        let all = tokio::join!(publish(), publish(), publish(), publish());
        let all = [all.0, all.1, all.2, all.3];
        assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1, "{all:?}");
        for lost in all.into_iter().filter_map(Result::err) {
            assert!(matches!(lost, Error::Refused(Refusal::NotAtThatStage(None))), "{lost}");
        }
        let history = cms.history(&vera(), document, Language::EN, None, 9).await;
        assert_eq!(history.expect("history").len(), 1);
    }
}

#[tokio::test]
async fn a_save_and_an_approval_at_once_never_approve_what_was_not_read() {
    for Desk { cms, .. } in desks().await {
        let (writer, chief) = (Caller::new(mina()), Caller::new(vera()));
        let document = cms.create(&writer, page("about", None)).await.expect("created").document;
        let handed_in = cms.submit(&writer, document, Language::EN).await.expect("handed in");
        let (saved, approved) = tokio::join!(
            cms.save(&writer, document, save(1, "Other words.")),
            cms.approve(&chief, document, Language::EN, handed_in.hash),
        );
        saved.expect("saved before or after");
        if let Err(refused) = approved {
            assert!(matches!(refused, Error::Refused(Refusal::NotAtThatStage(_))), "{refused}");
        }
        let document = cms.document(&vera(), document).await.expect("there");
        let draft = document.draft(Language::EN).expect("a draft");
        assert_eq!((draft.state.stage(), draft.approvals().count()), (Stage::Draft, 0));
    }
}

#[tokio::test]
async fn many_drafts_of_others_hide_nothing_that_waits_for_a_reviewer() {
    for Desk { cms, .. } in desks().await {
        let writer = Caller::new(mina());
        for number in 0..201 {
            cms.create(&writer, page(&format!("draft-{number}"), None)).await.expect("created");
        }
        let last = cms.create(&writer, page("last", None)).await.expect("created").document;
        cms.submit(&writer, last, Language::EN).await.expect("handed in");
        let waiting = cms.waiting(&vera()).await.expect("waiting");
        let waiting = waiting.iter().map(|task| (task.to_do, task.document)).collect::<Vec<_>>();
        assert_eq!(waiting, [(ToDo::Review, last)]);
        assert!(cms.waiting(&omar()).await.expect("waiting").is_empty());
        let own = cms.waiting(&mina()).await.expect("waiting");
        assert!(own.iter().all(|task| task.to_do == ToDo::Write) && own.len() == 200);
    }
}
