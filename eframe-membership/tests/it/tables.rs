use eframe_membership::{MIGRATIONS, Membership};

#[tokio::test]
async fn the_tables_come_into_being_on_both_databases() {
    for site in eframe_core::test::databases(&[MIGRATIONS]).await {
        let membership = Membership::builder(site.database.clone()).build();
        assert_eq!(membership.charter().zone_name(), "Asia/Seoul");
    }
}
