//! `invite`: lets an operator bring somebody in, for instance when no administrator can be reached.

use clap::Args;
use eframe_accounts::model::{EmailAddress, Membership};
use eframe_accounts::rules::Invite;
use eframe_core::{Actor, Caller, Language, World};

use crate::Failure;
use crate::complaint::Complaint;
use crate::serve::say;
use crate::settings::Settings;
use crate::wiring::{Site, closing};

/// Whom to invite.
#[derive(Args)]
pub(crate) struct Invitation {
    /// Where the invitation goes
    email: String,
    /// The name others will see
    #[arg(long, default_value = "")]
    name: String,
    /// What they may do: administrator, secretariat, editor, reviewer or reader
    #[arg(long, default_value = "administrator")]
    role: String,
    /// The language of the mail: en, ko, ru, zh, es, fr or ar
    #[arg(long, default_value = "en")]
    language: String,
}

/// Sends the invitation and delivers its mail before the command ends.
pub(crate) async fn send(settings: Settings, wanted: Invitation) -> Result<(), Failure> {
    let language = wanted.language.parse().ok().filter(|language| Language::ALL.contains(language));
    let language = language
        .ok_or_else(|| Complaint::new("--language", "write one of en, ko, ru, zh, es, fr, ar"))?;
    let email = EmailAddress::parse("email", &wanted.email).map_err(|_| {
        Complaint::new("invite", format!("{:?} is no address for mail", wanted.email))
    })?;
    let site = Site::open(&settings, settings.listen, World::system()).await?;
    let name = if wanted.name.is_empty() { wanted.email.clone() } else { wanted.name };
    let memberships = vec![Membership::everywhere(wanted.role.clone())];
    let invite = Invite { email, name, language, memberships };
    let inviting = async {
        let operator = Caller::new(Actor::system("invite"));
        let is_known = site.accounts.person_at(&operator.actor, &invite.email).await.is_ok();
        site.accounts.invite(&operator, invite).await?;
        site.workers.run_pending().await?;
        Ok(is_known)
    };
    if closing(&site.database, inviting).await? {
        eprintln!(
            "{} has an account already, and signs in before accepting; whoever forgot the password asks for another at {}/account/reset",
            wanted.email,
            settings.public(settings.listen)
        );
    }
    if settings.is_at_usual_place() {
        eprintln!(
            "the link in the mail leads to {}: if the site is reached elsewhere, say so by --public-url, or by --listen as it does, and invite \
             again",
            settings.public(settings.listen)
        );
    }
    Ok(say(&format!("invited {} as {}", wanted.email, wanted.role))?)
}
