use eframe_core::test::databases;
use eframe_core::{Actor, Caller, CommitError, Database, Decision, RepeatKey, sha256};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::notebook::{Edit, NOTEBOOK, clerk, count, write};

fn caller(key: &str, request: &str) -> Caller {
    let fingerprint = sha256(request.as_bytes());
    Caller { actor: clerk(), repeat: Some(RepeatKey { key: key.to_owned(), fingerprint }) }
}

async fn note(database: &Database, caller: &Caller, name: &str) -> Result<Uuid, CommitError> {
    let attempt = || async {
        let id = database.world().ids.next();
        Ok(Decision::new(write(database, id, name), id))
    };
    database.decide(caller, attempt).await
}

#[tokio::test]
async fn bad_input_49_a_repeat_makes_one_record_and_gets_the_same_answer() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        let first = note(database, &caller("k", "quay"), "quay").await.expect("the first");
        let again = note(database, &caller("k", "quay"), "quay").await.expect("the repeat");
        assert_eq!(first, again);
        assert_eq!(count(database, "note").await, 1, "{}", site.kind);
    }
}

#[tokio::test]
async fn a_key_of_another_request_is_refused() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        note(database, &caller("k", "quay"), "quay").await.expect("the first");
        let other = note(database, &caller("k", "pier"), "pier").await;
        assert!(matches!(other, Err(CommitError::KeyReused)), "{other:?}");
    }
}

#[tokio::test]
async fn a_key_is_forgotten_after_a_day() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        note(database, &caller("k", "quay"), "quay").await.expect("the first");
        site.clock.advance(SignedDuration::from_hours(25));
        note(database, &caller("k", "pier"), "pier").await.expect("a new day");
        assert_eq!(count(database, "note").await, 2, "{}", site.kind);
    }
}

#[tokio::test]
async fn bad_input_49_a_repeat_that_meets_what_the_first_did_elsewhere_gets_its_answer() {
    for site in databases(&[NOTEBOOK]).await {
        let (here, caller) = (&site.database, caller("k", "quay"));
        let other = Database::open(&site.url, here.world().clone()).await.expect("opens");
        let refused = || CommitError::Constraint("decided already");
        // It was looked for before it came, and then the rule sees what it did.
        let attempt = || async {
            note(&other, &caller, "quay").await?;
            Err::<Decision<Edit, Uuid>, _>(refused())
        };
        let answer = here.decide(&caller, attempt).await;
        let first = note(&other, &caller, "quay").await.expect("the first");
        assert_eq!(answer.expect("the same answer"), first, "{}", site.kind);
        assert_eq!(count(here, "note").await, 1, "{}", site.kind);
        // Without a first one it is refused.
        let alone = Caller { repeat: caller.repeat.clone(), ..Caller::new(Actor::system("other")) };
        let never = || async { Err::<Decision<Edit, Uuid>, _>(refused()) };
        let answer = here.decide(&alone, never).await;
        assert!(matches!(answer, Err(CommitError::Constraint(_))), "{answer:?}");
    }
}

#[tokio::test]
async fn repeats_at_once_make_one_record() {
    for site in databases(&[NOTEBOOK]).await {
        // Two instances on one database: what one runs, the other does not know of.
        let other = Database::open(&site.url, site.database.world().clone()).await.expect("opens");
        let mut crowd = tokio::task::JoinSet::new();
        for n in 0..20 {
            let database = if n % 2 == 0 { site.database.clone() } else { other.clone() };
            crowd.spawn(async move { note(&database, &caller("k", "quay"), "quay").await });
        }
        let mut answers = Vec::new();
        while let Some(done) = crowd.join_next().await {
            match done.expect("no task panics") {
                Ok(id) => answers.push(id),
                Err(CommitError::KeyRunning) => {}
                Err(error) => panic!("{error:?} on {}", site.kind),
            }
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{}", site.kind);
        assert_eq!(count(&site.database, "note").await, 1, "{}", site.kind);
    }
}
