//! What happens while pictures are made, which takes its time.

use std::sync::Arc;

use async_trait::async_trait;
use eframe_cms::model::{Clocks, DocumentId, End, Ending, Moment, Rulebook};
use eframe_cms::rules::SetPlan;
use eframe_cms::{Cms, Error, Refusal};
use eframe_core::Timestamp;
use eframe_core::upload::{BlobDraft, BlobError, BlobId, BlobStore, DiskBlobs, OpenBlob};
use jiff::SignedDuration;
use tokio::sync::{Notify, Semaphore};

use super::blocks::{document, photograph};
use super::*;
use crate::people::{cms_over, cms_with};

/// A store that opens nothing until it is let, and says when it is asked to.
struct Slow {
    disk: DiskBlobs,
    asked: Arc<Notify>,
    let_go: Arc<Semaphore>,
}

#[async_trait]
impl BlobStore for Slow {
    async fn begin(&self, owner: &str) -> Result<Box<dyn BlobDraft>, BlobError> {
        self.disk.begin(owner).await
    }

    async fn begin_again(&self, owner: &str, id: BlobId) -> Result<Box<dyn BlobDraft>, BlobError> {
        self.disk.begin_again(owner, id).await
    }

    async fn open(&self, owner: &str, id: BlobId) -> Result<Option<OpenBlob>, BlobError> {
        self.asked.notify_one();
        drop(self.let_go.acquire().await);
        self.disk.open(owner, id).await
    }

    async fn delete(&self, owner: &str, id: BlobId) -> Result<(), BlobError> {
        self.disk.delete(owner, id).await
    }

    async fn begun_before(&self, owner: &str, at: Timestamp) -> Result<Vec<BlobId>, BlobError> {
        self.disk.begun_before(owner, at).await
    }

    async fn tidy(&self, owner: &str, at: Timestamp) -> Result<(), BlobError> {
        self.disk.tidy(owner, at).await
    }
}

impl Slow {
    async fn of(desk: &Desk) -> Self {
        let world = desk.test.database.world().clone();
        let disk = DiskBlobs::open(desk.files.path(), world).await.expect("a store");
        Self { disk, asked: Arc::default(), let_go: Arc::new(Semaphore::new(0)) }
    }
}

#[tokio::test]
async fn bad_input_46_what_was_approved_while_pictures_were_made_is_looked_at_before_it_goes_live()
{
    for desk in desks().await {
        for (round, by_plan) in [(0, false), (1, true)] {
            let (name, words) = (format!("harbour-{round}"), json!("[Timetable](/no-such-page)"));
            let picture = desk.reference(&format!("{name}.jpg"), &photograph(round)).await.0;
            let only = json!([{ "type": "image", "file": picture, "alt": "A bridge" }]);
            let id = document(&desk.begun(&name, &only).await);
            let approve = async || {
                let handed_in = desk.cms.submit(&mina().into(), id, Language::EN).await;
                let hash = handed_in.expect("handed in").hash;
                let approved = desk.cms.approve(&vera().into(), id, Language::EN, hash).await;
                approved.expect("approved");
            };
            approve().await;
            let store = Slow::of(&desk).await;
            let (asked, let_go) = (Arc::clone(&store.asked), Arc::clone(&store.let_go));
            let slow = cms_over(&desk.test, Arc::new(store));
            let going_live = tokio::spawn(async move {
                let language = Language::EN;
                if !by_plan {
                    return slow.publish(&vera().into(), id, language).await.map(drop);
                }
                let when = Moment {
                    at: "2027-03-01T08:00:00Z".parse().expect("an instant"),
                    clocks: Clocks::Plain,
                };
                let command = SetPlan { language, ending: None, when };
                slow.plan(&vera().into(), id, &command).await.map(drop)
            });
            asked.notified().await;
            // The text of before was fine; this one has a link that leads nowhere.
            assert_eq!(desk.saved(id, &words).await.status, StatusCode::OK);
            approve().await;
            let_go.add_permits(Semaphore::MAX_PERMITS);
            let refused = going_live.await.expect("no panic");
            assert!(
                matches!(refused, Err(Error::Refused(Refusal::Unfit(_)))),
                "{by_plan}: {refused:?}"
            );
            let path = format!("/{name}");
            assert!(!desk.page(&path, Language::EN).await.contains("Timetable"));
        }
    }
}

/// Plans that something happens so many seconds from now: as somebody does who has no store at hand, so that no picture is
/// made by it.
async fn plan(desk: &Desk, of: DocumentId, ending: Option<Ending>, seconds: i64) {
    let at = desk.test.clock.now() + SignedDuration::from_secs(seconds);
    let when = Moment { at, clocks: Clocks::Plain };
    let command = SetPlan { language: Language::EN, ending, when };
    let cms = cms_with(&desk.test, Rulebook::default());
    cms.plan(&vera().into(), of, &command).await.expect("planned");
}

async fn is_live(cms: &Cms, of: DocumentId) -> bool {
    let document = cms.document(&vera(), of).await.expect("there");
    document.live(Language::EN).is_some()
}

#[tokio::test]
async fn bad_input_53_plans_are_not_late_for_the_pictures_of_another() {
    for desk in desks().await {
        let approved = async |name: &str, body: Value| {
            let id = document(&desk.begun(name, &body).await);
            let handed_in = desk.cms.submit(&mina().into(), id, Language::EN).await;
            let hash = handed_in.expect("handed in").hash;
            let approved = desk.cms.approve(&vera().into(), id, Language::EN, hash).await;
            approved.expect("approved");
            id
        };
        let picture = desk.reference("harbour.jpg", &photograph(7)).await.0;
        let shows = json!([{ "type": "image", "file": picture, "alt": "A bridge" }]);
        let shows = approved("shows", shows).await;
        let plain = approved("plain", json!("Words.")).await;
        let later = approved("later", json!("Words.")).await;
        plan(&desk, shows, None, 10).await;
        plan(&desk, shows, Some(Ending { end: End::Gone, note: String::new() }), 12).await;
        plan(&desk, plain, None, 11).await;
        plan(&desk, later, None, 60).await;
        let store = Slow::of(&desk).await;
        let (asked, let_go) = (Arc::clone(&store.asked), Arc::clone(&store.let_go));
        let slow = cms_over(&desk.test, Arc::new(store));
        desk.test.clock.advance(SignedDuration::from_secs(20));
        let firing = tokio::spawn({
            let slow = slow.clone();
            async move { slow.fire_due().await }
        });
        asked.notified().await;
        assert!(is_live(&slow, plain).await, "what waits for nothing does not wait");
        assert!(!is_live(&slow, shows).await);
        // And what becomes due meanwhile does not either.
        desk.test.clock.advance(SignedDuration::from_secs(60));
        while !is_live(&slow, later).await {
            tokio::task::yield_now().await;
        }
        let_go.add_permits(Semaphore::MAX_PERMITS);
        assert_eq!(firing.await.expect("no panic").expect("fired"), 4, "{}", desk.test.kind);
        let history = slow.history(&vera(), shows, Language::EN, None, 9).await.expect("there");
        assert_eq!(history[0].state.stage().code(), "withdrawn", "it was live, and ended after");
        assert!(slow.plans(&vera()).await.expect("plans").is_empty());
    }
}
