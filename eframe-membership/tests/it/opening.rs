//! What a meeting's roll is made of stays as it was read until the meeting is open.

use eframe_core::{CommitError, Version};
use eframe_membership::rules::{self, Dated, Terms};

use crate::committee::{COMMITTEE, Site, by, clerk, member_id};

#[tokio::test]
async fn a_standing_that_changes_while_a_meeting_opens_stops_it() {
    for site in Site::both(14, 12).await {
        let (membership, clock) = (&site.membership, &site.on.clock);
        let meeting = site.planned().await;
        let meeting = membership.meeting(&clerk(), meeting).await.expect("planned");
        let body = COMMITTEE.parse().expect("a code");
        let all = membership.terms(&body).await.expect("terms");
        // The first version, and one more for each seat that was given.
        let terms = Terms { all, version: Version::new(13) };
        let opening = async || {
            let mut members = Vec::new();
            for number in 1..=14 {
                members.push(membership.member(&clerk(), member_id(number)).await.expect("there"));
            }
            let (charter, now) = (membership.charter(), clock.now());
            let opened = rules::open_meeting(&meeting, &members, &terms, charter, &clerk(), now);
            opened.expect("it may be opened").commit
        };
        let suspend = async |number| {
            let rest = Dated { on: None, reason: "A rest".to_owned() };
            let done = membership.suspend(&by(&clerk()), member_id(number), rest).await;
            done.expect("suspended");
        };
        let (early, seated) = (opening().await, member_id(7).uuid());
        suspend(7).await;
        let late = site.on.database.commit(early).await;
        let Err(CommitError::Stale { table: "membership_member", id }) = late else {
            panic!("{}: {late:?}", site.on.kind)
        };
        assert_eq!(id, seated);

        // Who has no seat is not on the roll, and changes nothing about it.
        let again = opening().await;
        suspend(14).await;
        site.on.database.commit(again).await.expect("opened");
    }
}
