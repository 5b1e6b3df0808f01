//! Where mails go: to the mail server that was set, or into files.

use std::sync::Arc;

use eframe_core::mail::{Address, FileMailer, Mailer, Sender, SmtpMailer};
use eframe_core::{Mount, World};

use crate::Failure;
use crate::frame::NAME;
use crate::settings::Settings;

/// The mailer of these settings.
pub(super) fn mailer(
    settings: &Settings,
    mount: &Mount,
    world: &World,
) -> Result<Arc<dyn Mailer>, Failure> {
    let from = Sender::new(NAME, sender(settings, mount)?);
    let clock = Arc::clone(&world.clock);
    Ok(match &settings.smtp {
        Some(url) => Arc::new(SmtpMailer::new(url.clone(), from, clock)),
        None => Arc::new(FileMailer::new(settings.data.join("mail"), from, clock)?),
    })
}

/// The address that was set, or no-reply at the site's host; an address of numbers has no mail.
pub(super) fn sender(settings: &Settings, mount: &Mount) -> Result<Address, Failure> {
    if let Some(from) = &settings.mail_from {
        return Ok(from.clone());
    }
    let host = mount.origin().split("://").nth(1).unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host);
    let own = format!("no-reply@{host}").parse();
    Ok(own.or_else(|_| "no-reply@wego.example".parse())?)
}
