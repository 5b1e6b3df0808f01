//! What becomes of a commit whose connection is cut, or whose answer is lost.

use eframe_core::test::proxy::{Cut, Proxy};
use eframe_core::test::{on_postgres, postgres};
use eframe_core::{CommitError, Database};

use crate::notebook::{NOTEBOOK, count, read, write};

#[tokio::test]
async fn bad_input_87_whoever_commits_is_told_what_came_of_it_though_the_answer_is_lost() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let (who, place) = site.url.rsplit_once('@').expect("somebody signs in");
    let (server, name) = place.split_once('/').expect("a database");
    let proxy = Proxy::start(server.parse().expect("an address")).expect("a proxy");
    let url = format!("{who}@{}/{name}?sslmode=disable", proxy.address);
    let database = Database::open(&url, site.database.world().clone()).await.expect("opens");
    for (cut, stands) in
        [(Cut::Before, false), (Cut::Half, false), (Cut::After, true), (Cut::Late, true)]
    {
        let id = database.world().ids.next();
        let before = count(&database, "note").await;
        proxy.cuts(cut, 1);
        let told = database.commit(write(&database, id, &format!("quay {cut:?}"))).await;
        assert_eq!(proxy.cut(cut), 1, "{cut:?}");
        proxy.cuts(Cut::Nothing, 1);
        match told {
            Ok(()) => assert!(stands, "{cut:?}"),
            Err(CommitError::Unavailable(_)) => assert!(!stands, "{cut:?}"),
            Err(other) => panic!("{cut:?}: {other:?}"),
        }
        assert_eq!(read(&site.database, id).await.is_some(), stands, "{cut:?}");
        assert_eq!(count(&site.database, "note").await, before + i64::from(stands));
        let again = write(&database, database.world().ids.next(), &format!("pier {cut:?}"));
        database.commit(again).await.expect("the next one goes through");
    }
    database.close().await;
}
