//! What goes on in the background: each block's own work, and what an event of one block means to another.

use std::sync::Arc;

use eframe_core::outbox::{Outbox, Workers};

use super::routes::Parts;
use super::{colleagues, mail, newcomers, post, readers};
use crate::Failure;
use crate::settings::Settings;

/// The workers of the whole site.
///
/// # Errors
/// When the settings of the mail are wrong.
pub(super) fn workers(parts: &Parts<'_>, settings: &Settings) -> Result<Workers, Failure> {
    let Parts { accounts, cms, membership, ceds, newsletter, webhooks, mount, .. } = parts;
    let mailer = mail::mailer(settings, mount, parts.world)?;
    let outbox = parts.audit.work(Outbox::builder(parts.database.clone()));
    let outbox = accounts.work(outbox, Arc::clone(&mailer));
    let outbox = cms.work(outbox, Arc::clone(&mailer));
    let outbox = membership.work(outbox, Arc::clone(&mailer));
    let outbox = newsletter.work(outbox, Arc::clone(&mailer));
    let outbox = webhooks.work(outbox, Arc::clone(&mailer));
    let outbox = post::bounces(outbox, settings, mount, newsletter)?;
    let outbox = colleagues::invite(ceds.work(outbox, mailer), accounts, ceds);
    let outbox = readers::ask(outbox, membership, newsletter);
    Ok(newcomers::welcome(outbox, accounts, membership).build())
}
