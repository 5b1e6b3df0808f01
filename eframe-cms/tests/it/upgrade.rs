//! A database that a program from before left behind.

use atom_syndication::Feed;
use eframe_cms::MIGRATIONS;
use eframe_cms::model::Rulebook;
use eframe_core::block::sea_orm::{ConnectionTrait as _, Database, Statement, Value};
use eframe_core::block::stored;
use eframe_core::test::ask::{get, send};
use eframe_core::test::{TestDatabase, databases};
use eframe_core::{Actor, Language, MigrationList, Timestamp};
use serde_json::json;
use uuid::Uuid;

use crate::people::{Desk, cms_with, vera};

/// The steps of a program that these had not yet come into.
fn without(names: &[&str]) -> MigrationList {
    let steps = MIGRATIONS.migrations.iter().copied();
    let known = steps.filter(|step| !names.contains(&step.name)).collect::<Vec<_>>();
    assert_eq!(known.len() + names.len(), MIGRATIONS.migrations.len());
    MigrationList { block: MIGRATIONS.block, migrations: Box::leak(known.into_boxed_slice()) }
}

#[tokio::test]
async fn a_step_that_came_in_before_later_ones_runs_where_those_have_run() {
    let older = without(&["0005_plan", "0006_care"]);
    for test in databases(&[older]).await {
        test.database.migrate(&[MIGRATIONS]).await.expect("brought up to date");
        test.database.migrate(&[MIGRATIONS]).await.expect("and that once");
        let files = tempfile::tempdir().expect("a folder");
        let desk = Desk { cms: cms_with(&test, Rulebook::default()), test, files };
        let page = desk.live_page("about", None).await;
        let plans = desk.cms.plans(&vera()).await.expect("they are kept");
        assert!(plans.is_empty());
        let stands = desk.cms.document(&vera(), page.document).await;
        assert!(stands.expect("there").care.is_nobodys());
    }
}

/// Writes rows as an older program did.
async fn write<const N: usize>(test: &TestDatabase, sql: &str, values: [Value; N]) {
    let on = Database::connect(&test.url).await.expect("a connection");
    let statement = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
    on.execute_raw(statement).await.expect("written");
    on.close().await.expect("a clean end");
}

#[tokio::test]
async fn addresses_of_before_lead_on_where_something_was_live_and_nowhere_else() {
    let older = without(&["0014_known"]);
    for test in databases(&[older]).await {
        let at = |hour: u8| -> Timestamp {
            format!("2026-11-23T{hour:02}:00:00Z").parse().expect("an instant")
        };
        let (draft, moved) = (Uuid::from_u128(1), Uuid::from_u128(2));
        for (id, path, changed) in [(draft, "/begun", None), (moved, "/there", Some(at(3)))] {
            let document = "INSERT INTO cms_document \
                (id, version, kind, position, slug, path, changed) VALUES ($1, 1, 'page', 0, $2, $3, $4)";
            let values = [id.into(), path[1..].into(), path.into(), changed.map(stored).into()];
            write(&test, document, values).await;
        }
        for (path, id, since) in [
            ("/begun", draft, 1),
            ("/as-a-draft", moved, 1),
            ("/published", moved, 2),
            ("/there", moved, 4),
        ] {
            let address = "INSERT INTO cms_address (path, document, since) VALUES ($1, $2, $3)";
            write(&test, address, [path.into(), id.into(), stored(at(since)).into()]).await;
        }
        let edition = "INSERT INTO cms_edition (id, document, language, number, revision, stage, state, \
            title, summary, body, facts, note, authors, saved) \
            VALUES ($1, $2, 'en', 1, 1, 'live', $3, 'A page', '', '', $4, '', $5, $6)";
        let state = json!({ "stage": "live", "since": at(3) });
        let values = [
            Uuid::from_u128(3).into(),
            moved.into(),
            state.into(),
            json!({ "kind": "page" }).into(),
            json!([]).into(),
            stored(at(3)).into(),
        ];
        write(&test, edition, values).await;
        test.database.migrate(&[MIGRATIONS]).await.expect("brought up to date");
        let on = test.database.read();
        let asked = "SELECT path FROM cms_address WHERE known ORDER BY path";
        let asked = Statement::from_string(on.get_database_backend(), asked);
        let rows = on.query_all_raw(asked).await.expect("asked").into_iter();
        let known = rows.map(|row| row.try_get_by_index::<String>(0).expect("a path"));
        assert_eq!(known.collect::<Vec<_>>(), ["/published", "/there"], "{}", test.kind);
    }
}

/// A page that is live since then, as an older program wrote it.
async fn live(test: &TestDatabase, number: u128, saved: Timestamp, since: &str) {
    let (page, path) = (Uuid::from_u128(number), format!("/p-{number}"));
    let document = "INSERT INTO cms_document \
        (id, version, kind, position, slug, path, changed) VALUES ($1, 1, 'page', 0, $2, $3, $4)";
    let values = [page.into(), path[1..].into(), path.as_str().into(), stored(saved).into()];
    write(test, document, values).await;
    let edition = "INSERT INTO cms_edition (id, document, language, number, revision, stage, state, \
        title, summary, body, facts, note, authors, saved) \
        VALUES ($1, $2, 'en', 1, 1, 'live', $3, $4, '', '', $5, '', $6, $7)";
    let values = [
        Uuid::from_u128(number + 100).into(),
        page.into(),
        json!({ "stage": "live", "since": since }).into(),
        path.into(),
        json!({ "kind": "page" }).into(),
        json!([]).into(),
        stored(saved).into(),
    ];
    write(test, edition, values).await;
}

#[tokio::test]
async fn feeds_go_by_when_texts_of_before_went_live() {
    let older = without(&["0017_since"]);
    for test in databases(&[older]).await {
        let saved = "2026-11-23T01:00:00Z".parse::<Timestamp>().expect("an instant");
        for (number, since) in [
            (1, "2026-11-23T03:00:00Z"),
            (2, "2026-11-23T03:00:00.5Z"),
            (3, "2026-11-23T02:59:59.999999Z"),
        ] {
            live(&test, number, saved, since).await;
        }
        test.database.migrate(&[MIGRATIONS]).await.expect("brought up to date");
        // An instance of before that still runs writes without it.
        let later = "2026-11-23T04:00:00Z".parse::<Timestamp>().expect("an instant");
        live(&test, 4, later, "2026-11-23T04:00:01Z").await;
        let cms = cms_with(&test, Rulebook::default());
        let answer = send(cms.pages(), &Actor::anonymous(), Language::EN, get("/pages.atom")).await;
        let feed = answer.text.parse::<Feed>().expect("a feed");
        let titles = feed.entries().iter().map(|entry| entry.title().as_str());
        assert_eq!(titles.collect::<Vec<_>>(), ["/p-4", "/p-2", "/p-1", "/p-3"], "{}", test.kind);
    }
}

#[tokio::test]
async fn what_texts_say_stays_where_their_columns_move() {
    let older = without(&["0018_behind"]);
    for test in databases(&[older]).await {
        let saved = "2026-11-23T01:00:00Z".parse::<Timestamp>().expect("an instant");
        for number in [1, 2] {
            live(&test, number, saved, "2026-11-23T01:00:00Z").await;
        }
        let (body, blocks) =
            ("Long words.\n\n안녕", json!([{ "type": "heading", "text": "Fees" }]));
        let both = "UPDATE cms_edition SET body = $1, blocks = $2 WHERE title = '/p-1'";
        write(&test, both, [body.into(), blocks.clone().into()]).await;
        test.database.migrate(&[MIGRATIONS]).await.expect("brought up to date");
        let on = test.database.read();
        let asked = "SELECT body, blocks FROM cms_edition ORDER BY title";
        let rows = on.query_all_raw(Statement::from_string(on.get_database_backend(), asked)).await;
        let say = rows.expect("asked").into_iter().map(|row| {
            let blocks = row.try_get_by_index::<Option<serde_json::Value>>(1).expect("blocks");
            (row.try_get_by_index::<String>(0).expect("a body"), blocks)
        });
        let expected = [(body.to_owned(), Some(blocks)), (String::new(), None)];
        assert_eq!(say.collect::<Vec<_>>(), expected, "{}", test.kind);
        if test.kind == "sqlite" {
            let place = |name| {
                format!("(SELECT cid FROM pragma_table_info('cms_edition') WHERE name = '{name}')")
            };
            let moved = format!("SELECT {} > {}", place("body"), place("since"));
            let row = on.query_one_raw(Statement::from_string(on.get_database_backend(), moved));
            let moved = row.await.expect("asked").expect("a row").try_get_by_index::<i32>(0);
            assert_eq!(moved.expect("a number"), 1, "they stand behind all else");
        }
    }
}
