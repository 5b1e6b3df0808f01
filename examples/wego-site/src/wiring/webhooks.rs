//! Of what other programs may be told.

use std::sync::Arc;

use eframe_accounts::Keyring;
use eframe_ceds::event::{RoundClosed, RoundOpened};
use eframe_cms::event::{DocumentMoved, EditionPublished, EditionWithdrawn};
use eframe_core::Database;
use eframe_membership::event::{Imported, Renamed, StandingChanged};
use eframe_newsletter::event::IssueSent;
use eframe_webhooks::{Secrets, Webhooks, WebhooksBuilder};

use super::Ground;
use crate::Failure;
use crate::settings::Settings;

impl Ground<'_> {
    /// The webhooks, with all that is public here.
    pub(super) fn webhooks(&self, settings: &Settings, secrets: Secrets) -> Webhooks {
        let mount = self.mount.clone().json("/api/v1/webhooks").desk("/desk/webhooks");
        told(self.database, secrets)
            .at(mount)
            .presentation(self.presentation.clone())
            .people(Arc::new(self.accounts.clone()))
            .allowing(settings.webhooks.clone())
            .build()
    }
}

/// One that is public a line, with the words for it.
fn told(database: &Database, secrets: Secrets) -> WebhooksBuilder {
    Webhooks::builder(database.clone(), secrets)
        .event::<EditionPublished>("site.desk.event.edition-published")
        .event::<EditionWithdrawn>("site.desk.event.edition-withdrawn")
        .event::<DocumentMoved>("site.desk.event.document-moved")
        .event::<StandingChanged>("site.desk.event.standing-changed")
        .event::<Renamed>("site.desk.event.member-renamed")
        .event::<Imported>("site.desk.event.register-imported")
        .event::<RoundOpened>("site.desk.event.round-opened")
        .event::<RoundClosed>("site.desk.event.round-closed")
        .event::<IssueSent>("site.desk.event.issue-sent")
}

/// What the secrets of endpoints are made of, of the house's key file.
pub(super) fn secrets(keyring: &Keyring) -> Result<Secrets, Failure> {
    let mut secrets = keyring.secrets("webhooks").into_iter();
    let newest = secrets.next().ok_or("the key file has no key")?;
    Ok(secrets.fold(Secrets::new(newest), Secrets::and_older))
}

/// The webhooks on this database, without the site around them.
pub(super) fn alone(database: &Database, secrets: Secrets) -> Webhooks {
    Webhooks::builder(database.clone(), secrets).build()
}
