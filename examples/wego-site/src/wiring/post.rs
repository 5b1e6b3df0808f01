//! How the newsletter leaves and comes back.

use std::sync::Arc;
use std::time::Duration;

use eframe_core::Mount;
use eframe_core::outbox::{OutboxBuilder, Retry};
use eframe_newsletter::{
    Courier, FolderHandover, Handover, Imprint, Key, Newsletter, Sending, Signer, SmtpHandover,
};

use super::mail;
use crate::Failure;
use crate::frame::NAME;
use crate::settings::{Settings, WrongSetting};

/// How often it is looked for what came back.
const BOUNCES_EVERY: Duration = Duration::from_secs(60);

/// Who publishes the newsletter.
///
/// # Errors
/// When the site has no address to write from.
pub(crate) fn imprint(settings: &Settings, mount: &Mount) -> Result<Imprint, Failure> {
    let own = &settings.newsletter;
    let address = match &own.from {
        Some(from) => from.clone(),
        None => mail::sender(settings, mount)?,
    };
    let domain = address.domain();
    Ok(Imprint {
        name: own.name.clone().unwrap_or_else(|| NAME.to_owned()),
        list: format!("newsletter.{domain}"),
        reply_to: own.reply_to.clone(),
        address,
    })
}

/// Those who sign.
///
/// # Errors
/// With one line that names the key that cannot be read.
pub(crate) fn signers(settings: &Settings, imprint: &Imprint) -> Result<Vec<Signer>, Failure> {
    let domain = imprint.address.domain();
    let signer = |one: &crate::settings::Dkim| {
        let key = Key::read(&one.key).map_err(|error| {
            WrongSetting::new("newsletter.dkim", format!("{}: {error}", one.key.display()))
        })?;
        Ok(Signer::new(domain.clone(), one.selector.clone(), key))
    };
    settings.newsletter.dkim.iter().map(signer).collect()
}

/// Whoever hands issues over: to the mail server, or into files.
///
/// # Errors
/// As [`imprint`] and [`signers`].
pub(super) fn courier(
    settings: &Settings,
    mount: &Mount,
    newsletter: &Newsletter,
) -> Result<Courier, Failure> {
    let imprint = imprint(settings, mount)?;
    let hello = imprint.address.domain();
    let handover: Arc<dyn Handover> = match &settings.smtp {
        Some(url) => Arc::new(SmtpHandover::new(url.clone(), hello)),
        None => Arc::new(FolderHandover::new(settings.data.join("mail"))),
    };
    let signers = signers(settings, &imprint)?;
    let pace = settings.newsletter.pace.clone();
    let sending = Sending { signers, pace, ..Sending::new(imprint) };
    Ok(newsletter.courier(handover, sending))
}

/// Adds the look into the folder of what came back, where there is one.
///
/// # Errors
/// As [`imprint`].
pub(super) fn bounces(
    outbox: OutboxBuilder,
    settings: &Settings,
    mount: &Mount,
    newsletter: &Newsletter,
) -> Result<OutboxBuilder, Failure> {
    let Some(folder) = settings.newsletter.bounces.clone() else { return Ok(outbox) };
    let (imprint, newsletter) = (Arc::new(imprint(settings, mount)?), newsletter.clone());
    Ok(outbox.every("newsletter.bounces", BOUNCES_EVERY, move || {
        let (newsletter, imprint, folder) =
            (newsletter.clone(), Arc::clone(&imprint), folder.clone());
        async move {
            let taken = newsletter.take_returns(&imprint, &folder).await;
            taken.map(drop).map_err(|error| Retry::because(error.to_string()))
        }
    }))
}
