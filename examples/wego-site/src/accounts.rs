//! `accounts`: what the operator does for people who cannot sign in, and whom nobody at the desk can help.

use clap::Subcommand;
use eframe_accounts::model::EmailAddress;
use eframe_accounts::{Error, Refusal};
use eframe_core::{Actor, Caller, World};

use crate::Failure;
use crate::complaint::Complaint;
use crate::serve::say;
use crate::settings::Settings;
use crate::wiring::{Site, closing};

/// What is to be done.
#[derive(Subcommand)]
pub(crate) enum Errand {
    /// Take somebody's second factor away who lost it, an administrator's too; they are told by mail
    ResetFactor {
        /// The mail address they sign in with
        email: String,
    },
}

/// Does it, and delivers the mails that follow before the command ends.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn run(settings: Settings, errand: Errand) -> Result<(), Failure> {
    let Errand::ResetFactor { email } = errand;
    let address = EmailAddress::parse("email", &email)
        .map_err(|_| wrong(format!("{email:?} is no address for mail")))?;
    let site = Site::open(&settings, settings.listen, World::system()).await?;
    let resetting = async {
        let done = reset_factor(&site, &address).await;
        let told = site.workers.run_pending().await;
        done?;
        Ok(told?)
    };
    closing(&site.database, resetting).await?;
    Ok(say(&format!("the second factor of {email} is gone: the password is enough to sign in"))?)
}

async fn reset_factor(site: &Site, address: &EmailAddress) -> Result<(), Failure> {
    // Whoever has the machine has the site.
    let operator = Caller::new(Actor::system("operator"));
    let account = match site.accounts.person_at(&operator.actor, address).await {
        Err(Error::NotFound) => return Err(wrong(format!("nobody signs in with {address}")).into()),
        found => found?,
    };
    match site.accounts.take_second_factor(&operator, account.id, None).await {
        Err(Error::Refused(Refusal::NoSecondFactor)) => {
            Err(wrong(format!("{address} has no second factor: the password is enough")).into())
        }
        taken => Ok(taken?),
    }
}

fn wrong(what: String) -> Complaint {
    Complaint::new("accounts", what)
}
