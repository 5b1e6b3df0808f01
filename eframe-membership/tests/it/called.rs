//! Letters about meetings, on each database.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use eframe_core::directory::{Contact, ContactDirectory};
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::Outbox;
use eframe_core::{ActorId, Language, Mount, OrganisationId, Permission, StoreError};
use eframe_membership::{MIGRATIONS, Membership};
use jiff::SignedDuration;

use crate::committee::*;

/// Two people vote for each city.
struct Two;

#[async_trait]
impl ContactDirectory for Two {
    async fn contacts(
        &self,
        organisation: OrganisationId,
        _: Permission,
    ) -> Result<Vec<Contact>, StoreError> {
        let person = |number: u128, name: &str| Contact {
            id: ActorId::new(id(organisation.uuid().as_u128() * 10 + number)),
            name: name.to_owned(),
            address: format!("{name}@{organisation}.example").parse().expect("an address"),
            language: Language::EN,
        };
        Ok(vec![person(1, "ada"), person(2, "bo")])
    }
}

/// Takes every letter but the first one to Bo.
#[derive(Clone, Default)]
struct OnceBusy(Arc<Mutex<(bool, Vec<String>)>>);

#[async_trait]
impl Mailer for OnceBusy {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let to = letter.to().as_str().to_owned();
        if to.starts_with("bo@") && !kept.0 {
            kept.0 = true;
            return Err(MailError::Later("busy".to_owned()));
        }
        kept.1.push(to);
        Ok(())
    }
}

#[tokio::test]
async fn who_was_written_to_is_not_written_to_again_because_a_colleague_could_not_be() {
    for on in eframe_core::test::databases(&[MIGRATIONS]).await {
        let kind = on.kind;
        let mut site = Site::on(on, 1, 1).await;
        let mount = Mount::new("https://city.example").account("/account/membership");
        let database = site.on.database.clone();
        site.membership = Membership::builder(database).at(mount).contacts(Arc::new(Two)).build();
        site.planned().await;
        let mailer = OnceBusy::default();
        for _ in 0..4 {
            let outbox = Outbox::builder(site.on.database.clone());
            let workers = site.membership.work(outbox, Arc::new(mailer.clone())).build();
            workers.run_pending().await.expect("the work is done");
            site.on.clock.advance(SignedDuration::from_hours(1));
        }
        let kept = mailer.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        assert!(kept.0, "{kind}: one letter had to wait");
        let mut told = kept.1;
        told.sort();
        let city = id(1);
        let expected = [format!("ada@{city}.example"), format!("bo@{city}.example")];
        assert_eq!(told, expected, "{kind}: each once");
    }
}
