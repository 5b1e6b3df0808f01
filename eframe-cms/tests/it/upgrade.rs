//! A database that a program from before left behind.

use eframe_cms::MIGRATIONS;
use eframe_cms::model::Rulebook;
use eframe_core::MigrationList;
use eframe_core::test::databases;

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
