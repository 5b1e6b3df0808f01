//! A whole assembly that does the same thing at the same moment, on each database; on PostgreSQL by two instances.

use std::sync::Arc;

use eframe_core::{Caller, Database, Mount, SystemRandom, World};
use eframe_membership::model::{MeetingId, MeetingState, MemberId};
use eframe_membership::rules::{LocalTime, Plan};
use eframe_membership::{Error, Membership};
use jiff::civil::date;

use crate::committee::*;
use crate::votes::at_once;

const CITIES: u128 = 30;

/// The instances that people are spread over: SQLite has one.
async fn instances(site: &Site) -> Vec<Membership> {
    let mut all = vec![site.membership.clone()];
    if site.on.kind == "postgres" {
        let world = World::new(Arc::new(site.on.clock.clone()), Arc::new(SystemRandom));
        let database = Database::open(&site.on.url, world).await.expect("a second instance");
        let mount = Mount::new("https://city.example").json("/api/v1/membership");
        all.push(Membership::builder(database).at(mount).build());
    }
    all
}

/// Lets every city do this at once, and nobody be turned away.
async fn everybody<T: Send + 'static, Done: Future<Output = Result<T, Error>> + Send + 'static>(
    kind: &str,
    instances: &[Membership],
    does: impl Fn(Membership, Caller, MemberId) -> Done,
) {
    let all = (1..=CITIES).zip(instances.iter().cycle());
    let all: Vec<_> =
        all.map(|(number, at)| does(at.clone(), by(&officer(number)), member_id(number))).collect();
    for answer in at_once(all).await {
        assert!(answer.is_ok(), "{kind}: {:?}", answer.err());
    }
}

/// A meeting of everybody, planned.
pub(crate) async fn assembly(site: &Site) -> MeetingId {
    let command = Plan {
        body: "general-assembly".parse().expect("a code"),
        title: "General Assembly".to_owned(),
        starts: LocalTime {
            local: date(2026, 12, 1).at(10, 0, 0, 0),
            zone: "Asia/Seoul".to_owned(),
            fold: None,
        },
    };
    site.membership.plan(&by(&clerk()), command).await.expect("planned").meeting
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_cities_arrive_vote_and_leave_at_once_and_none_is_turned_away() {
    for site in Site::both(CITIES, 0).await {
        let (kind, clerk) = (site.on.kind, by(&clerk()));
        let meeting = assembly(&site).await;
        let item = site.motion(meeting).await;
        site.membership.open_meeting(&clerk, meeting).await.expect(kind);
        site.call(meeting, item).await;
        let instances = instances(&site).await;
        // Each votes as soon as it is there, while the others still come.
        everybody(kind, &instances, |membership, caller, member| async move {
            membership.attend(&caller, meeting, member).await?;
            membership.cast(&caller, meeting, item, member, yes()).await
        })
        .await;
        site.membership.close_item(&clerk, meeting, item).await.expect(kind);
        let tally = site.published(meeting, item).await.tally;
        assert_eq!((tally.present, tally.yes), (30, 30), "{kind}");
        everybody(kind, &instances, |membership, caller, member| async move {
            membership.depart(&caller, meeting, member).await
        })
        .await;
        let state = site.membership.meeting(&clerk.actor, meeting).await.expect(kind).state;
        let MeetingState::Open { attendance, .. } = state else { panic!("{kind}: open") };
        assert!(attendance.present.is_empty(), "{kind}: {attendance:?}");
    }
}
