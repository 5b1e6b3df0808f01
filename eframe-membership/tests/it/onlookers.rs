//! Who is at the table of a meeting and decides nothing, on each database.

use eframe_core::{Actor, ActorId, Grant, OrganisationId, Scope};
use eframe_membership::{Error, permission};

use crate::committee::*;

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_37_a_guest_and_whoever_the_roll_excludes_read_no_application() {
    for site in Site::both(4, 3).await {
        let (kind, membership, clerk) = (site.on.kind, &site.membership, by(&clerk()));
        let application = site.accepted(41, "city").await;
        let meeting = site.planned().await;
        let added = membership.add_application(&clerk, meeting, application).await;
        let item = added.expect(kind).item.expect("an item");
        // Fills in forms for city 1, and votes for nobody.
        let scope = Scope::Organisation(OrganisationId::new(id(1)));
        let grants = vec![Grant::new(permission::APPLY, scope)];
        let clerk_of_1 = Actor::person(ActorId::new(id(2001)), "A clerk of the city", grants);
        let reads = async |actor: &Actor| {
            assert!(membership.meeting(actor, meeting).await.is_ok(), "{kind}: in sight");
            match membership.application_of_item(actor, meeting, item).await {
                Ok(_) => true,
                Err(Error::NotFound) => false,
                Err(other) => panic!("{kind}: {other:?}"),
            }
        };
        assert!(reads(&officer(2)).await, "{kind}: it has a seat");
        assert!(!reads(&clerk_of_1).await, "{kind}");
        site.owe(2).await;
        site.opened(meeting, &[1, 2, 3, 4]).await;
        for over in [false, true] {
            if over {
                membership.close_meeting(&clerk, meeting).await.expect(kind);
            }
            assert!(reads(&officer(1)).await, "{kind}: it decides");
            assert!(reads(&staff(901, "Somebody else")).await, "{kind}: the Secretariat");
            assert!(!reads(&officer(2)).await, "{kind}: it is on the roll as excluded");
            assert!(!reads(&officer(4)).await, "{kind}: it is a guest");
            assert!(!reads(&clerk_of_1).await, "{kind}");
        }
    }
}
